"""Finds the headings of a noun in a grid, under any of their names, and says what it did not know."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from planner.domain.noun import Column, Noun, columns_of
from planner.workbook.grid import Grid
from planner.workbook.issue import Issue, address, issue
from planner.workbook.units import UNIT_FACTORS
from planner.workbook.words import word_or_text

SEARCHED_ROWS = 30
_BRACKET = re.compile(r"[(\[【](.*?)[)\]】]$")
Alias = Mapping[str, Column]


@dataclass(frozen=True)
class Header:
    """Where the headings stand: the row, each field's column and the factor of its unit, other columns."""

    row: int
    cols: Mapping[str, int]
    factors: Mapping[str, float]
    others: Mapping[int, str]
    issues: tuple[Issue, ...]


def plain(text: object) -> str:
    """A text without width, case, blanks and stars, for comparing names."""
    return re.sub(r"[\s*·_:\u200b\ufeff]+", "", unicodedata.normalize("NFKC", str(text)).casefold())


def split_unit(text: object) -> tuple[str, str]:
    """A heading's plain name and the unit in its bracket, if any."""
    name = plain(text)
    found = _BRACKET.search(name)
    return (name[: found.start()], found.group(1)) if found else (name, "")


def aliases_of(noun: type[Noun]) -> dict[str, Column]:
    """All names under which each field of a noun may stand in a heading."""
    aliases: dict[str, Column] = {}
    for column in columns_of(noun):
        both = (f"{column.zh}{column.en}", f"{column.en}{column.zh}", column.zh, column.en, column.name)
        aliases |= {plain(name): column for name in both if plain(name) not in aliases}
    return aliases


def names_for_people(noun: type[Noun]) -> frozenset[str]:
    """Headings of columns that only show names beside codes; they are not read."""
    found = [column for column in columns_of(noun) if column.refers]
    pairs = [(f"{column.zh}名称", f"{column.en} name") for column in found]
    return frozenset(plain(name) for zh, en in pairs for name in (zh, en, zh + en))


def nearest(text: str, known: Iterable[str]) -> str:
    """`Maybe 'x'.` for the known name nearest to a text; empty if none is near."""
    by_plain = {plain(name): name for name in known}
    found = get_close_matches(plain(text), by_plain, n=1, cutoff=0.65)
    return f" Maybe '{by_plain[found[0]]}'." if found else ""


def heading_row(grid: Grid, aliases: Alias) -> int:
    """The row (from 1) among the first ones that holds the most headings; 0 if none holds any."""
    best, best_row = 0, 0
    for number, row in enumerate(grid.rows[:SEARCHED_ROWS], 1):
        count = len({aliases[name].name for cell in row if (name := split_unit(cell)[0]) in aliases})
        if count > best:
            best, best_row = count, number
    return best_row


def find_header(grid: Grid, noun: type[Noun]) -> Header | None:
    """The headings of a noun in a grid; None if there are none."""
    aliases = aliases_of(noun)
    row = heading_row(grid, aliases)
    if not row:
        return None
    cols: dict[str, int] = {}
    factors: dict[str, float] = {}
    others: dict[int, str] = {}
    issues: list[Issue] = []
    for col, cell in enumerate(grid.rows[row - 1], 1):
        name, unit = split_unit(cell)
        column = aliases.get(name)
        if column is None:
            others[col] = cell
        elif column.name in cols:
            first = address(row, cols[column.name])
            message = f"the column '{column.heading}' appears twice; first in {first}."
            issues.append(issue("column_twice", grid.name, message, row, col, cell))
        else:
            cols[column.name] = col
            factors[column.name] = _factor(column, unit, grid.name, (row, col), issues)
    return Header(row, cols, factors, others, tuple(issues))


def _factor(column: Column, unit: str, sheet: str, cell: tuple[int, int], issues: list[Issue]) -> float:
    """What to multiply a column by when its heading names another unit than ours."""
    if unit in ("", plain(column.unit)) or not column.unit:
        return 1.0
    factor = UNIT_FACTORS.get(column.unit, {}).get(unit)
    if factor is None:
        message = f"the heading says '{unit}', the column is in {column.unit}."
        issues.append(issue("unit_unknown", sheet, message, *cell, unit))
        return 1.0
    if factor != 1.0:
        message = f"the heading says '{unit}'; read as {column.unit}, times {factor:g}."
        issues.append(issue("unit_converted", sheet, message, *cell, unit))
    return factor


def column_issues(grid: Grid, noun: type[Noun], header: Header, *, days: frozenset[int]) -> list[Issue]:
    """Missing columns, and columns nobody knows; `days` are the matrix columns, which are known."""
    found = []
    for column in columns_of(noun):
        if column.name in header.cols or (days and column.name not in noun.sheet.key[:-1]):
            continue
        code = "column_missing" if column.required else "column_defaulted"
        reading = "" if column.required else f" It is read as {shown_default(column.info.get_default())}."
        message = f"the column '{column.heading}' is missing.{reading}"
        found.append(issue(code, grid.name, message, header.row))
    known = [
        name for column in columns_of(noun) for name in (column.zh, column.en, f"{column.zh} {column.en}")
    ]
    ignored = names_for_people(noun)
    for col, cell in header.others.items():
        if col not in days and split_unit(cell)[0] not in ignored:
            found.extend(_unknown_column(grid, header.row, col, cell, known))
    return found


def _unknown_column(grid: Grid, row: int, col: int, cell: Any, known: list[str]) -> list[Issue]:
    """A warning for a column that is not read, unless it is wholly blank."""
    text = str(cell).strip()
    if text:
        shown = re.sub(r"\s+", " ", text)
        message = f"the column '{shown}' is unknown and not read.{nearest(text, known)}"
        return [issue("column_unknown", grid.name, message, row, col, shown)]
    if any(line[col - 1] != "" for line in grid.rows[row:]):
        return [issue("column_unknown", grid.name, "a column without a heading is not read.", row, col)]
    return []


def shown_default(value: Any) -> str:
    return "blank" if value is None or value == "" else word_or_text(value)
