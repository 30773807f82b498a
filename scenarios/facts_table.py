"""The tables of facts, as rows of text, and the few ways a cell is read."""

import csv
from datetime import date as Date
from pathlib import Path

FACTS = Path(__file__).parent / "facts"
Row = dict[str, str]


def table(name: str) -> list[Row]:
    """Rows of `facts/<name>.csv`; raises FileNotFoundError for an unknown table."""
    with (FACTS / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def by_code(name: str) -> dict[str, Row]:
    """Rows of a table by their `code`."""
    return {row["code"]: row for row in table(name)}


def number(text: str) -> float | None:
    """The number in a cell, or None for a blank one."""
    return float(text) if text.strip() else None


def day(text: str) -> Date:
    """The date in a cell such as 2025-01-26."""
    return Date.fromisoformat(text)
