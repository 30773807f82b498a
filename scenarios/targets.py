"""What each family sells on each day, and how the customer classes share it."""

from datetime import date as Date

import numpy as np

from scenarios.facts_table import day, number, table
from scenarios.plant import BOX_KG

ORDINARY_KG_DAY = 16_100.0
STORE_CLASSES = ("FLAG", "A", "B", "C")
LANTERN_FROM = day("2025-02-01")
ROLLED_BEFORE, ROLLED_IN_WAVE = 0.85, 0.60
SETTLING_ROUNDS = 60


def family_codes() -> list[str]:
    """Families that customers order, in the order of the table."""
    return [row["code"] for row in table("families") if row["role"] != "component"]


def class_codes() -> list[str]:
    """Classes that share the city's demand; the village orders its own articles."""
    return [row["code"] for row in table("classes") if row["code"] != "VIL"]


def family_kg(dates: list[Date]) -> np.ndarray:
    """Kilograms by family and day, shape (families, days): base times the day's multiple, boxes by count."""
    uplift = {day(row["date"]): row for row in table("uplift")}
    rows = []
    for family in (row for row in table("families") if row["role"] != "component"):
        base = float(family["base_kg_day"])
        if family["group"] == "B":
            rows.append([float(uplift[d]["gift_boxes"]) * BOX_KG for d in dates])
        elif family["group"] == "E":
            rows.append([_dumplings(family["code"], d, float(uplift[d]["E"]), dates[0]) for d in dates])
        else:
            rows.append([base * float(uplift[d][family["group"]]) for d in dates])
    return np.array(rows)


def _dumplings(family: str, date: Date, multiple: float, first: Date) -> float:
    """Yuanxiao rolled the same day, tangyuan from the freezer; on the first day none could be rolled."""
    whole = next(float(row["base_kg_day"]) for row in table("families") if row["code"] == "P19") * multiple
    rolled = 0.0 if date == first else ROLLED_IN_WAVE if date >= LANTERN_FROM else ROLLED_BEFORE
    return whole * (rolled if family == "P19" else 1 - rolled)


def class_kg(dates: list[Date], totals: np.ndarray, open_share: np.ndarray) -> np.ndarray:
    """Rough kilograms by class and day, shape (classes, days); `open_share` is who orders that day."""
    busy = np.clip(totals / ORDINARY_KG_DAY - 1, 0, 1)
    quiet = np.minimum(totals / ORDINARY_KG_DAY, 1)
    by_weekday = [float(row["store_factor"]) for row in table("weekdays")]
    weekday = np.array([by_weekday[d.weekday()] for d in dates])
    rows = []
    for row in (row for row in table("classes") if row["code"] != "VIL"):
        rhythm = weekday if row["code"] in STORE_CLASSES else np.ones(len(dates))
        rows.append(float(row["base_kg_day"]) * quiet * (1 + (float(row["peak_x"]) - 1) * busy) * rhythm)
    return np.asarray(np.array(rows) * open_share)


def shared(families_kg: np.ndarray, classes_kg: np.ndarray) -> np.ndarray:
    """Kilograms by class, family and day: family totals exact, class totals as near as tastes allow."""
    listed = {row["family"]: row for row in table("assortment")}
    tastes = {(row["class"], row["family"]): float(row["factor"]) for row in table("tastes")}
    codes, classes = family_codes(), class_codes()
    taste = np.array([[tastes.get((k, f), 1.0) * bool(number(listed[f][k])) for f in codes] for k in classes])
    result = np.zeros((*taste.shape, families_kg.shape[1]))
    for t in range(families_kg.shape[1]):
        grid = taste * families_kg[:, t] * (classes_kg[:, t] > 0)[:, None]
        rows = classes_kg[:, t] * families_kg[:, t].sum() / classes_kg[:, t].sum()
        for _ in range(SETTLING_ROUNDS):
            grid *= _ratio(rows, grid.sum(axis=1))[:, None]
            grid *= _ratio(families_kg[:, t], grid.sum(axis=0))[None, :]
        result[:, :, t] = grid
    return result


def _ratio(wanted: np.ndarray, found: np.ndarray) -> np.ndarray:
    return np.asarray(np.divide(wanted, found, out=np.zeros_like(wanted), where=found > 0))
