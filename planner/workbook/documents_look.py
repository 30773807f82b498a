"""How printed documents look: big type, few colours, lines that survive a copier."""

from dataclasses import dataclass, field
from typing import Any

from planner.domain.page import Look
from planner.workbook.pages_look import CENTRED, LEFT, NUMBER_FORMATS
from planner.workbook.strictbook import StrictBook

INK, PALE, GRID = "#000000", "#F2F2F2", "#595959"
FACT_SIZE = 18


@dataclass(frozen=True)
class DocumentLooks:
    """The formats of one workbook's documents, each made when first asked for."""

    book: StrictBook
    made: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def title(self) -> Any:
        return self._made({"font_size": 22, "bold": True, "valign": "vcenter"})

    def number(self) -> Any:
        return self._made({"font_size": 13, "bold": True, "valign": "vcenter", "shrink": True})

    def page(self) -> Any:
        return self._made({"font_size": 12, "align": "right", "valign": "vcenter"})

    def fact_name(self) -> Any:
        return self._made(
            {"font_size": 10, "top": 2, "left": 2, "right": 2, "top_color": GRID, "left_color": GRID,
             "right_color": GRID, "indent": 1, "valign": "vcenter"}
        )  # fmt: skip

    def fact(self) -> Any:
        return self._made(
            {"font_size": FACT_SIZE, "bold": True, "bottom": 2, "left": 2, "right": 2, "bottom_color": GRID,
             "left_color": GRID, "right_color": GRID, "indent": 1, "valign": "vcenter", "text_wrap": True}
        )  # fmt: skip

    def blank_name(self) -> Any:
        return self._made(
            {"font_size": 10, "border": 1, "border_color": GRID, "bg_color": PALE, "valign": "vcenter",
             "align": "center", "shrink": True}
        )  # fmt: skip

    def blank(self) -> Any:
        return self._made({"border": 1, "border_color": GRID})

    def heading(self) -> Any:
        return self._made(
            {"font_size": 11, "bold": True, "border": 1, "border_color": GRID, "bg_color": "#D9D9D9",
             "align": "center", "valign": "vcenter", "text_wrap": True}
        )  # fmt: skip

    def band(self) -> Any:
        return self._made({"font_size": 13, "bold": True, "bg_color": PALE, "valign": "vcenter", "indent": 1})

    def note(self) -> Any:
        return self._made({"font_size": 11, "valign": "vcenter", "text_wrap": True})

    def sign(self) -> Any:
        return self._made({"font_size": 12, "valign": "bottom"})

    def cell(self, look: Look, size: int, *, total: bool = False) -> Any:
        """A cell of a table; text that does not wrap shrinks rather than being cut."""
        style: dict[str, Any] = {
            "font_size": size,
            "border": 1,
            "border_color": GRID,
            "valign": "vcenter",
            "num_format": NUMBER_FORMATS.get(look, "@"),
            "align": "center" if look in CENTRED else "left" if look in LEFT else "right",
            "indent": 0 if look in CENTRED else 1,
            "text_wrap": look is Look.WRAP,
            "shrink": look is Look.TEXT,
        }
        return self._made(style | ({"bold": True, "bg_color": PALE} if total else {}))

    def _made(self, style: dict[str, Any]) -> Any:
        key = tuple(sorted(style.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"font_color": INK} | style)
        return self.made[key]
