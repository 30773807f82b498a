"""Tasks with the names of their product, stage and resource, and minutes as a clock shows them."""

from collections.abc import Iterable, Iterator
from datetime import date as Date
from itertools import groupby
from typing import Any

import pandas as pd

from planner.report.books import Books, looked_up

DAY = 24 * 60
BEFORE_MIDNIGHT = ("", "次日", "第三日")


def clock_words(minute: int) -> str:
    """A minute counted from 0:00 as a clock shows it, with the day when it is a later one."""
    day, rest = divmod(int(minute), DAY)
    ahead = BEFORE_MIDNIGHT[day] if day < len(BEFORE_MIDNIGHT) else f"+{day}d "
    return f"{ahead}{rest // 60:02d}:{rest % 60:02d}"


def clock_column(minutes: "pd.Series[int]") -> "pd.Series[str]":
    """Minutes as clock times; each different one is spelt once."""
    return minutes.map({minute: clock_words(minute) for minute in minutes.unique()}).astype(object)


def named_tasks(books: Books) -> pd.DataFrame:
    """Tasks of known lots on known resources by day, workshop, resource and time.

    Adds workshop, machine, kind, order (of the resource), product, name, family, stage, from, to, part
    ("2/5": the second of five batches) and place (the unit, or how many of them).
    """
    lots = books.lots.set_index("code")
    resources = _resources(books)
    tasks = books.plan.tasks
    tasks = tasks[tasks["lot"].isin(lots.index) & tasks["resource"].isin(resources.index)]
    found = tasks.assign(product=looked_up(tasks["lot"], lots["product"]), date=pd.to_datetime(tasks["date"]))
    for name in ("name", "family"):
        found[name] = looked_up(found["product"], books.products[name])
    for name in resources.columns:
        found[name] = looked_up(found["resource"], resources[name])
    found["stage"] = _stages(books, found)
    found["from"], found["to"] = clock_column(found["starts"]), clock_column(found["ends"])
    batches = looked_up(found["lot"], found.groupby("lot")["batch"].max())
    found["part"] = found["batch"].astype(str) + "/" + batches.astype(str)
    found["place"] = _places(found)
    return found.sort_values(["date", "workshop", "order", "starts", "unit", "lot"], ignore_index=True)


def _resources(books: Books) -> pd.DataFrame:
    rows = [
        (row.code, row.workshop, f"{row.code} {row.name}".strip(), str(row.kind), number)
        for number, row in enumerate(books.scenario.resources)
    ]
    return pd.DataFrame(rows, columns=["code", "workshop", "machine", "kind", "order"]).set_index("code")


def _stages(books: Books, tasks: pd.DataFrame) -> list[str]:
    names = {(row.family, row.seq): row.stage for row in books.scenario.routing}
    return [names.get((family, seq), "") for family, seq in zip(tasks["family"], tasks["seq"], strict=True)]


def _places(tasks: pd.DataFrame) -> list[str]:
    """Which unit of a line, else how many units, parts of one in hundredths."""
    pairs = zip(tasks["unit"], tasks["units"], strict=True)
    return [f"{unit} 号" if unit else f"{round(units, 2):g} 台" for unit, units in pairs]


def runs_of(rows: pd.DataFrame, names: Iterable[str]) -> Iterator[tuple[tuple[Any, ...], int, int]]:
    """The values of some columns with the first row of each stretch where they stay, and the row after."""
    keys = zip(*(rows[name] for name in names), strict=True)
    first = 0
    for key, stretch in groupby(keys):
        last = first + sum(1 for _ in stretch)
        yield key, first, last
        first = last


def days_with_tasks(tasks: pd.DataFrame) -> list[Date]:
    """The days on which anything is run, in order."""
    return [time.date() for time in sorted(pd.DatetimeIndex(tasks["date"].unique()))]
