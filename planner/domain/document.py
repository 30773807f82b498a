"""What a printed document holds, as data: big facts, blanks to fill in by hand, one table, signatures."""

from dataclasses import dataclass

from planner.domain.page import PageColumn, Section


@dataclass(frozen=True)
class Fact:
    """One thing to read from an arm's length; `span` is how many columns of the grid it takes."""

    zh: str
    en: str
    text: str
    span: int


@dataclass(frozen=True)
class Blank:
    """Room for one thing to be written by hand, over `span` columns of the grid."""

    zh: str
    en: str
    span: int


@dataclass(frozen=True)
class Document:
    """One loading list or delivery note: it begins on a sheet of its own and may run over several.

    `facts` and `blanks` are rows of them; spans of a row, and of the columns, add up to the binder's grid.
    `size` is the type of the table in points.
    """

    title: str
    number: str
    facts: tuple[tuple[Fact, ...], ...]
    blanks: tuple[tuple[Blank, ...], ...]
    columns: tuple[PageColumn, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    size: int = 11


@dataclass(frozen=True)
class Binder:
    """Documents that are printed together, such as those of one trip; `grid` are widths in characters."""

    name: str
    documents: tuple[Document, ...]
    grid: tuple[float, ...]
