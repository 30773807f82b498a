"""How pages look: a format for each look and mood, made once for each workbook."""

from dataclasses import dataclass, field
from typing import Any

from planner.domain.page import Look, Mood
from planner.workbook.formats import DARK, HEADING_FILL, LINE, QUIET
from planner.workbook.strictbook import StrictBook

FILLS = {Mood.GOOD: "#E2EFDA", Mood.AMBER: "#FFE699", Mood.RED: "#F8CBAD"}
INKS = {Mood.PLAIN: DARK, Mood.GOOD: "#375623", Mood.AMBER: "#9C5700", Mood.RED: "#C00000"}
BAND_FILL, TOTAL_FILL = "#EDEDED", "#F2F2F2"
BAR_FILLS = (
    "#9DC3E6", "#F4B183", "#A9D18E", "#FFD966", "#C5A5CF", "#8FD3C8",
    "#F2A6A6", "#C9C27C", "#B4C7E7", "#E2A9D0", "#BFBFBF", "#7FB2E5",
)  # fmt: skip
NUMBER_FORMATS = {
    Look.COUNT: "#,##0",
    Look.KG: '#,##0;-#,##0;"–"',
    Look.FINE: "#,##0.0##",
    Look.TENTHS: "#,##0.0",
    Look.MARK: '0.0;-0.0;"·"',
    Look.YUAN: "#,##0",
    Look.PERCENT: "0.0%",
    Look.DATE: "yyyy-mm-dd",
}
CENTRED = (Look.CENTRE, Look.MARK, Look.DATE)
LEFT = (Look.TEXT, Look.WRAP)


@dataclass(frozen=True)
class PageLooks:
    """The formats of one workbook's pages, each made when first asked for."""

    book: StrictBook
    made: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def cell(self, look: Look, mood: Mood = Mood.PLAIN, *, total: bool = False) -> Any:
        """A cell of a table; amber and red are filled, totals bold on grey."""
        style: dict[str, Any] = {"border": 1, "border_color": LINE, "valign": "vcenter"}
        style["align"] = "center" if look in CENTRED else "left" if look in LEFT else "right"
        style["indent"] = 1 if look in LEFT else 0
        style["num_format"] = NUMBER_FORMATS.get(look, "@")
        style["text_wrap"] = look is Look.WRAP
        if mood in (Mood.AMBER, Mood.RED):
            style["bg_color"] = FILLS[mood]
        if total:
            style |= {"bold": True, "bg_color": TOTAL_FILL, "top": 2}
        return self._made(style)

    def heading(self, mood: Mood) -> Any:
        """A table heading; rest days amber, statutory days red."""
        fill = FILLS.get(mood, HEADING_FILL)
        return self._made(
            {"bold": True, "font_color": DARK, "bg_color": fill, "border": 1, "border_color": LINE,
             "text_wrap": True, "align": "center", "valign": "vcenter"}
        )  # fmt: skip

    def text(self, *, size: float = 10, bold: bool = False, ink: str = DARK) -> Any:
        """Plain text outside tables, and the pieces of bilingual headings."""
        return self._made({"font_size": size, "bold": bold, "font_color": ink, "valign": "vcenter"})

    def band(self) -> Any:
        """The line above the rows of a section."""
        return self._made({"bold": True, "bg_color": BAND_FILL, "font_color": DARK, "valign": "vcenter"})

    def bar(self, colour: int) -> Any:
        """A bar of a board; colours come round again when they run out."""
        return self._made(
            {"bg_color": BAR_FILLS[colour % len(BAR_FILLS)], "border": 1, "border_color": "#7F7F7F",
             "font_size": 7, "align": "left", "valign": "vcenter", "num_format": "@"}
        )  # fmt: skip

    def free(self, on_the_hour: bool) -> Any:
        """An empty quarter of an hour of a board; a darker line where an hour begins."""
        style: dict[str, Any] = {"bottom": 1, "bottom_color": "#E7E7E7", "left": 1 if on_the_hour else 4}
        return self._made(style | {"left_color": LINE if on_the_hour else "#E7E7E7"})

    def note(self, mood: Mood) -> Any:
        """A sentence across the page."""
        style: dict[str, Any] = {"text_wrap": True, "valign": "vcenter", "font_color": INKS[mood]}
        style |= {"bold": mood is not Mood.PLAIN}
        if mood in FILLS:
            style["bg_color"] = FILLS[mood]
        return self._made(style)

    def tile(self, part: str, mood: Mood, number_format: str = "@") -> Any:
        """A part of a big figure: its name, its value or its remark."""
        style: dict[str, Any] = {"align": "center", "valign": "vcenter", "num_format": number_format}
        style["bg_color"] = FILLS.get(mood, "#F7F9FC")
        style |= {
            "name": {"font_size": 9, "font_color": QUIET, "top": 1, "left": 1, "right": 1},
            "value": {"font_size": 20, "bold": True, "font_color": INKS[mood], "left": 1, "right": 1},
            "remark": {"font_size": 8, "font_color": QUIET, "bottom": 1, "left": 1, "right": 1},
        }[part]
        return self._made(style | {"border_color": LINE})

    def _made(self, style: dict[str, Any]) -> Any:
        key = tuple(sorted(style.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(style)
        return self.made[key]


def tile_format(look: Look, unit: str) -> str:
    """The number format of a big figure, its unit behind it."""
    plain = NUMBER_FORMATS.get(look, "@")
    return f'{plain} "{unit}"' if unit and '"' not in unit else plain
