"""XlsxWriter made strict: a refused cell raises, numbers keep every digit, text is never executed."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from planner.domain.errors import WorkbookError

FONT = "Microsoft YaHei"


def _strictly(name: str) -> Callable[..., Any]:
    """A worksheet method that raises where XlsxWriter only returns a negative number."""
    method: Callable[..., Any] = getattr(Worksheet, name)

    @wraps(method)
    def call(sheet: Any, *args: Any, **options: Any) -> Any:
        code = method(sheet, *args, **options)
        if isinstance(code, int) and code < 0:
            place = f"{name.strip('_')}{args[:2]}"
            raise WorkbookError(f"{sheet.name}: the workbook refused {place} (code {code}).")
        return code

    return call


class StrictSheet(Worksheet):  # type: ignore[misc]
    """A worksheet on which nothing is lost in silence."""

    _write_string = _strictly("_write_string")
    _write_number = _strictly("_write_number")
    _write_blank = _strictly("_write_blank")
    _write_formula = _strictly("_write_formula")
    _write_datetime = _strictly("_write_datetime")
    _write_boolean = _strictly("_write_boolean")
    _write_url = _strictly("_write_url")
    _write_rich_string = _strictly("_write_rich_string")
    write_comment = _strictly("write_comment")
    data_validation = _strictly("data_validation")
    conditional_format = _strictly("conditional_format")
    merge_range = _strictly("merge_range")

    def _xml_number_element(self, number: Any, attributes: Any = ()) -> None:
        """Write a number with the digits that read back as the same number (XlsxWriter keeps sixteen)."""
        marks = "".join([f' {key}="{value}"' for key, value in attributes])
        self.fh.write(f"<c{marks}><v>{float(number)!r}</v></c>")


class StrictBook(Workbook):  # type: ignore[misc]
    """A workbook of strict sheets in one font; raises WorkbookError for what Excel could not hold."""

    worksheet_class = StrictSheet

    def __init__(self, path: Path, *, lean: bool = False) -> None:
        super().__init__(
            str(path),
            {
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "constant_memory": lean,
                "default_format_properties": {"font_name": FONT, "font_size": 10},
            },
        )


def open_book(path: Path) -> StrictBook:
    """A new workbook at `path`; use as a context manager, it is written on leaving."""
    return StrictBook(path)
