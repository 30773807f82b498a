"""What binds: the workshops and machines that are tightest, day by day."""

import pandas as pd

from planner.domain.page import Limits, Look, PageColumn, Section, Table
from planner.report.books import Books
from planner.report.hours import hands_by_day, machines_by_day
from planner.report.words import cell_rows

USE = Limits(amber=0.90, red=0.99)


def tightest_hands(books: Books, count: int) -> Table:
    """Workshop days that use all the hands present, those with the longest overtime first."""
    hands = hands_by_day(books).reset_index()
    hands = hands[hands["needed"] > 0]
    hands["use"] = _share(hands["needed"], hands["present"])
    hands["full"] = hands["use"].round(2)
    hands = hands.sort_values(["full", "overtime", "needed"], ascending=False).head(count)
    names = {shop.code: f"{shop.code} {shop.name}" for shop in books.scenario.workshops}
    rows = pd.DataFrame(
        {
            "name": hands["workshop"].map(names),
            "day": hands["date"].dt.strftime("%m-%d"),
            "needed": hands["needed"],
            "use": hands["use"],
            "overtime": hands["overtime"],
        }
    )
    columns = (
        PageColumn("车间", "Workshop", Look.TEXT, span=2),
        PageColumn("日期", "Day", Look.CENTRE),
        PageColumn("需要", "Needed", Look.COUNT, unit="人时"),
        PageColumn("利用", "Use", Look.PERCENT, limits=USE),
        PageColumn("加班", "Overtime", Look.TENTHS, unit="h/人"),
    )
    return Table(columns, (Section(cell_rows(rows)),), "人手最紧的日子 Tightest hands")


def tightest_machines(books: Books, count: int) -> Table:
    """The tightest machines, each with its worst day and how many days it is nearly full."""
    use = machines_by_day(books)
    use["use"] = _share(use["used"], use["capacity"])
    nearly = use[use["use"] >= USE.amber].groupby("resource")["date"].nunique()
    worst = use.sort_values("use", ascending=False).drop_duplicates("resource").head(count)
    names = {row.code: f"{row.code} {row.name}".strip() for row in books.scenario.resources}
    rows = pd.DataFrame(
        {
            "name": worst["resource"].map(names),
            "day": worst["date"].dt.strftime("%m-%d"),
            "use": worst["use"],
            "days": worst["resource"].map(nearly).fillna(0).astype(int),
        }
    )
    columns = (
        PageColumn("设备", "Machine", Look.TEXT, span=3),
        PageColumn("最紧日", "Worst day", Look.CENTRE),
        PageColumn("利用", "Use", Look.PERCENT, limits=USE),
        PageColumn("≥90%", "Days", Look.COUNT, unit="d"),
    )
    return Table(columns, (Section(cell_rows(rows)),), "设备最紧的日子 Tightest machines")


def _share(used: pd.Series, capacity: pd.Series) -> pd.Series:
    """Used over capacity; anything over nothing is overfull, shown as 999 %."""
    return (used / capacity.where(capacity > 0)).fillna(9.99).clip(upper=9.99)
