"""What a page for people holds, as data: titles, key figures, tables and charts; drawn elsewhere."""

from dataclasses import dataclass
from datetime import date as Date
from enum import StrEnum

Cell = str | int | float | Date | None


class Look(StrEnum):
    """How the cells of a column are shown."""

    TEXT = "text"
    WRAP = "wrap"
    CENTRE = "centre"
    COUNT = "count"
    KG = "kg"
    FINE = "fine"
    TENTHS = "tenths"
    MARK = "mark"
    YUAN = "yuan"
    PERCENT = "percent"
    DATE = "date"
    HAND = "hand"


class Mood(StrEnum):
    """What a figure, note or day tells at a glance."""

    PLAIN = "plain"
    GOOD = "good"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True)
class Limits:
    """Where numbers turn amber and red; when red lies below amber, low is bad."""

    amber: float
    red: float

    def mood_of(self, value: float | None) -> Mood:
        """The colour of one number; nothing is plain."""
        if value is None:
            return Mood.PLAIN
        sign = 1 if self.red >= self.amber else -1
        if sign * value >= sign * self.red:
            return Mood.RED
        return Mood.AMBER if sign * value >= sign * self.amber else Mood.GOOD


@dataclass(frozen=True)
class PageColumn:
    """One column of a table: bilingual heading, look, width in characters.

    `limits` colour its numbers, `heat` shades them by size up to that number, `mood` tints the heading,
    `span` is how many grid columns it takes on a page that has its own grid.
    """

    zh: str
    en: str
    look: Look = Look.TEXT
    width: float = 10.0
    unit: str = ""
    totalled: bool = False
    limits: Limits | None = None
    heat: float | None = None
    mood: Mood = Mood.PLAIN
    span: int = 1

    @property
    def heading(self) -> str:
        """Chinese with the unit, English on the next line."""
        first = f"{self.zh} ({self.unit})" if self.unit else self.zh
        return f"{first}\n{self.en}" if self.en else first


@dataclass(frozen=True)
class Section:
    """Rows of a table under one band: a day's orders, one workshop's slip."""

    rows: tuple[tuple[Cell, ...], ...]
    band: str = ""
    totalled: bool = False
    on_new_sheet: bool = False
    signed: bool = False


@dataclass(frozen=True)
class Chart:
    """A line chart of some columns of its table over another; all are column numbers from 0."""

    title: str
    across: int
    lines: tuple[int, ...]
    dashed: tuple[int, ...] = ()
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """A titled table in one or more sections, with charts above it when there are any."""

    columns: tuple[PageColumn, ...]
    sections: tuple[Section, ...]
    title: str = ""
    charts: tuple[Chart, ...] = ()
    filtered: bool = False

    @property
    def row_count(self) -> int:
        return sum(len(section.rows) for section in self.sections)


@dataclass(frozen=True)
class Figure:
    """One big number with its name above and a remark below."""

    zh: str
    en: str
    value: Cell
    look: Look
    unit: str = ""
    remark: str = ""
    mood: Mood = Mood.PLAIN


@dataclass(frozen=True)
class Figures:
    """A row of big numbers."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Note:
    """A sentence or two across the page; `lines` is the height it needs."""

    text: str
    mood: Mood = Mood.PLAIN
    lines: int = 1


@dataclass(frozen=True)
class Beside:
    """Two tables side by side on a page with a grid."""

    left: Table
    right: Table


@dataclass(frozen=True)
class Bar:
    """A coloured bar over grid columns first to last of a board, both included; `colour` counts from 0."""

    first: int
    last: int
    text: str
    colour: int


@dataclass(frozen=True)
class BarRow:
    """One unit of a board with its bars, which do not overlap."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Board:
    """Rows of bars over time, under a scale of (first column, columns, text); column 0 holds the names."""

    title: str
    scale: tuple[tuple[int, int, str], ...]
    rows: tuple[BarRow, ...]
    legend: tuple[tuple[int, str], ...] = ()
    on_new_sheet: bool = False


Block = Figures | Note | Table | Beside | Board


@dataclass(frozen=True)
class Page:
    """One sheet for people.

    `grid` gives the column widths when blocks share a grid; without it the first table's columns rule.
    `days_across` is how many day columns one printed sheet takes when the days run across; 0: all fit.
    """

    zh: str
    en: str
    title: str
    meta: str
    blocks: tuple[Block, ...]
    signatures: tuple[str, ...] = ()
    landscape: bool = True
    frozen_columns: int = 0
    days_across: int = 0
    grid: tuple[float, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.zh} {self.en}"
