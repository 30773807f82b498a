"""Text in columns on a terminal, where a Chinese character is two columns wide."""

from collections.abc import Iterable, Sequence
from unicodedata import combining, east_asian_width


def width(text: str) -> int:
    """Columns a text takes on a terminal."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, columns: int) -> str:
    """A text filled with blanks on the right."""
    return text + " " * (columns - width(text))


def aligned(rows: Iterable[Sequence[str]], indent: str = "") -> list[str]:
    """Rows of cells as lines with straight columns, two blanks apart."""
    table = [list(row) for row in rows]
    if not table:
        return []
    widths = [max(width(cell) for cell in column) for column in zip(*table, strict=True)]
    return [indent + "  ".join(map(padded, row, widths)).rstrip() for row in table]
