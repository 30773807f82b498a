"""How cells look: one palette for every sheet, held by the workbook it was made for."""

from dataclasses import dataclass
from typing import Any

from planner.workbook.kinds import Kind
from planner.workbook.strictbook import StrictBook

INPUT_FILL, INPUT_FONT = "#FFF2CC", "#0000FF"
HEADING_FILL, QUIET, LINE, DARK = "#D9E1F2", "#7F7F7F", "#BFBFBF", "#1F3864"

NUMBER_FORMATS = {
    Kind.DATE: "yyyy-mm-dd",
    Kind.TIME: "hh:mm",
    Kind.TEXT: "@",
    Kind.CHOICE: "@",
    Kind.FLAG: "@",
}
TO_THE_LEFT, TO_THE_RIGHT = (Kind.TEXT, Kind.CHOICE), (Kind.NUMBER, Kind.INTEGER)


@dataclass(frozen=True)
class Looks:
    """The formats of one workbook; `value` and `entry` are by kind, the latter for input cells."""

    title: Any
    note: Any
    quiet: Any
    mark: Any
    link: Any
    heading: Any
    heading_zh: Any
    heading_en: Any
    heading_star: Any
    heading_date: Any
    value: dict[Kind, Any]
    entry: dict[Kind, Any]


def looks_of(book: StrictBook) -> Looks:
    """Make the formats of a workbook, once for each workbook."""
    heading = {
        "bg_color": HEADING_FILL,
        "border": 1,
        "border_color": LINE,
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
    }
    return Looks(
        title=book.add_format({"bold": True, "font_size": 14, "font_color": DARK}),
        note=book.add_format({"font_color": QUIET, "font_size": 9}),
        quiet=book.add_format(_cell(Kind.TEXT) | {"font_color": QUIET}),
        mark=book.add_format({"font_color": QUIET, "font_size": 7, "align": "center", "text_wrap": True}),
        link=book.add_format({"font_color": INPUT_FONT, "underline": 1, "font_size": 9}),
        heading=book.add_format(heading | {"bold": True, "font_color": DARK}),
        heading_zh=book.add_format({"bold": True, "font_color": DARK}),
        heading_en=book.add_format({"font_color": QUIET, "font_size": 8}),
        heading_star=book.add_format({"bold": True, "font_color": "#C00000"}),
        heading_date=book.add_format(heading | _HEADING_DATE),
        value={kind: book.add_format(_cell(kind)) for kind in Kind},
        entry={kind: book.add_format(_cell(kind) | _ENTRY) for kind in Kind},
    )


_HEADING_DATE = {"bold": True, "font_color": DARK, "num_format": 'm"月"d"日"'}
_ENTRY = {"bg_color": INPUT_FILL, "font_color": INPUT_FONT}


def _cell(kind: Kind) -> dict[str, Any]:
    """The plain look of a value: thin lines, its number format, text to the left."""
    align = "left" if kind in TO_THE_LEFT else "right" if kind in TO_THE_RIGHT else "center"
    number_format = NUMBER_FORMATS.get(kind, "General")
    return {"border": 1, "border_color": LINE, "num_format": number_format, "align": align}
