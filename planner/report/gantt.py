"""排程甘特图: a board for each workshop and day, a row for each unit, a column for every quarter of an hour."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Date
from itertools import groupby
from typing import Any

import pandas as pd

from planner.domain.page import Bar, BarRow, Block, Board, Mood, Note, Page
from planner.report.books import Books
from planner.report.tasks import days_with_tasks
from planner.report.words import by_day, day_words

QUARTER, HOUR = 15, 60
USUAL_FROM, USUAL_TO = 7 * 60 + 30, 20 * 60
EARLIEST, LATEST = 5 * 60, 22 * 60
NAME_WIDTH, QUARTER_WIDTH = 24.0, 2.1
MOST_ROWS, DAYS_WHEN_LONG = 3000, 3
ALIKE = 3


@dataclass(frozen=True)
class _Scale:
    """The quarters shown; column 0 of the grid holds names."""

    starts: int
    ends: int

    @property
    def columns(self) -> int:
        return (self.ends - self.starts) // QUARTER

    def column(self, minute: int) -> int:
        return 1 + (minute - self.starts) // QUARTER

    def marks(self) -> tuple[tuple[int, int, str], ...]:
        """Whole hours over their quarters; the piece before the first stands without a text."""
        edges = [self.starts, *range(-(-(self.starts + 1) // HOUR) * HOUR, self.ends, HOUR), self.ends]
        pairs = zip(edges, edges[1:], strict=False)
        return tuple((self.column(a), (b - a) // QUARTER, f"{a // HOUR}:{a % HOUR:02d}") for a, b in pairs)


def gantt_page(books: Books, meta: str, tasks: pd.DataFrame, most_rows: int = MOST_ROWS) -> Page:
    """All boards, or those of the first three days when there are more rows than anybody reads."""
    scale = _scale(books, tasks)
    colours = _colours(books)
    days = days_with_tasks(tasks)
    boards = list(_boards(books, tasks, scale, colours))
    blocks: list[Block] = [board for _, board in boards]
    if sum(len(board.rows) for _, board in boards) > most_rows:
        shown = set(days[:DAYS_WHEN_LONG])
        kept = [board for day, board in boards if day in shown]
        blocks = [_shortened(days), *kept]
    return Page(
        zh="排程甘特图",
        en="Gantt",
        title="排程甘特图（每格 15 分钟，示占时最多者） Units by quarter of an hour",
        meta=meta,
        blocks=tuple(blocks),
        grid=(NAME_WIDTH, *(QUARTER_WIDTH,) * scale.columns),
    )


def _shortened(days: list[Date]) -> Note:
    first, last = days[0], days[min(DAYS_WHEN_LONG, len(days)) - 1]
    return Note(
        f"为便于打印，本页只画前 {DAYS_WHEN_LONG} 天（{first} 至 {last}）；其余 {len(days) - DAYS_WHEN_LONG} 天"
        f"见派工单。 Only the first {DAYS_WHEN_LONG} days are drawn; the task lists hold them all.",
        Mood.AMBER,
    )


def _scale(books: Books, tasks: pd.DataFrame) -> _Scale:
    """From 7:30 to 20:00, longer when workshops start earlier or end later; what runs at night is cut."""
    own = {row.code for row in books.scenario.resources if row.hours_day is not None}
    by_shift = tasks[~tasks["resource"].isin(own)]
    first = min([USUAL_FROM, *by_shift["starts"]])
    last = max([USUAL_TO, *by_shift["ends"]])
    return _Scale(max(EARLIEST, first // QUARTER * QUARTER), min(LATEST, -(-last // QUARTER) * QUARTER))


def _colours(books: Books) -> dict[str, int]:
    """A number for each family, counted within its workshop so that neighbours differ."""
    taken: dict[str, int] = {}
    found: dict[str, int] = {}
    for family in books.scenario.families:
        found[family.code] = taken.get(family.workshop, 0)
        taken[family.workshop] = found[family.code] + 1
    return found


def _short_families(books: Books) -> dict[str, str]:
    """Family names without the two letters that three or more families of a workshop begin with."""
    heads = Counter((row.workshop, row.name[:2]) for row in books.scenario.families)
    return {
        row.code: row.name[2:] or row.name if heads[row.workshop, row.name[:2]] >= ALIKE else row.name
        for row in books.scenario.families
    }


def _boards(
    books: Books, tasks: pd.DataFrame, scale: _Scale, colours: dict[str, int]
) -> Iterator[tuple[Date, Board]]:
    names = {shop.code: f"{shop.code} {shop.name}" for shop in books.scenario.workshops}
    families = {row.code: row.name for row in books.scenario.families}
    short = _short_families(books)
    for number, (date, shop, rows) in enumerate(by_day(tasks, "workshop")):
        shown = dict.fromkeys(rows["family"])
        yield (
            date,
            Board(
                f"{day_words(books.scenario, date)}　｜　{names[shop]}",
                scale.marks(),
                tuple(_unit_rows(rows, scale, colours, short)),
                tuple((colours[code], families[code]) for code in shown),
                on_new_sheet=number > 0,
            ),
        )


def _unit_rows(
    rows: pd.DataFrame, scale: _Scale, colours: dict[str, int], families: dict[str, str]
) -> Iterator[BarRow]:
    """A row for each numbered unit, and as many as run at once where any unit will do."""
    records = sorted(rows.itertuples(index=False), key=lambda row: (row.order, row.unit, row.starts))
    for (_, unit), group in groupby(records, key=lambda row: (row.order, row.unit)):
        tasks = list(group)
        lanes = [tasks] if unit else _lanes(tasks)
        for number, lane in enumerate(lanes, start=1):
            mark = f"{unit} 号" if unit else f"·{number}"
            yield BarRow(f"{tasks[0].machine} {mark}", tuple(_bars(lane, scale, colours, families)))


def _lanes(tasks: Iterable[Any]) -> list[list[Any]]:
    """Tasks sorted by start on as few rows as they need."""
    lanes: list[list[Any]] = []
    for task in tasks:
        free = next((lane for lane in lanes if lane[-1].ends <= task.starts), None)
        if free is None:
            lanes.append([task])
        else:
            free.append(task)
    return lanes


def _bars(
    tasks: Iterable[Any], scale: _Scale, colours: dict[str, int], families: dict[str, str]
) -> Iterator[Bar]:
    """Each quarter belongs to the task that fills most of it; quarters of one task make a bar."""
    owner: dict[int, tuple[int, Any]] = {}
    for task in tasks:
        first, last = max(task.starts, scale.starts), min(task.ends, scale.ends)
        for col in range(scale.column(first), scale.column(last - 1) + 1):
            begin = scale.starts + (col - 1) * QUARTER
            filled = min(last, begin + QUARTER) - max(first, begin)
            if filled > owner.get(col, (0, None))[0]:
                owner[col] = filled, task
    columns = sorted(owner)
    for _, run in groupby(columns, key=lambda col: (id(owner[col][1]), col - columns.index(col))):
        mine = list(run)
        task = owner[mine[0]][1]
        text = _short_name(task.name, families[task.family], len(mine))
        yield Bar(mine[0], mine[-1], text, colours[task.family])


def _short_name(product: str, family: str, room: int) -> str:
    """The product's name where it fits at a letter a quarter, else its family's, cut to the room."""
    name = product.split(" ")[0]
    return name if len(name) <= room else family[:room]
