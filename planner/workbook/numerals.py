"""Numbers as people type them: full-width, with commas, percent signs and units."""

import re
import unicodedata
from datetime import date as Date
from datetime import time as Time
from typing import Any

from planner.workbook.doubt import BAD, Doubt
from planner.workbook.units import UNIT_FACTORS

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_WITH_UNIT = re.compile(r"([+-]?[0-9.,]+)([^0-9.,+\-][^0-9]*)")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_LOOKALIKES = str.maketrans("oOlIＯ", "00110")
LARGEST = 1e15


def number_in(raw: Any, unit: str, *, quiet: bool) -> Any:
    """The number a cell holds, or a Doubt; `quiet` accepts plain text numbers without remark (CSV)."""
    if isinstance(raw, str):
        return _number_in_text(raw, unit, quiet=quiet)
    if isinstance(raw, Date | Time):
        kind = "date" if isinstance(raw, Date) else "time"
        hint = "Maybe set the cell's format to General and type the number again."
        return Doubt(BAD, "not_a_number", f"'{raw}' is a {kind}, not a number. {hint}")
    if isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) < LARGEST:
        return float(raw)
    return Doubt(BAD, "not_a_number", f"'{raw}' is not a number.")


def _number_in_text(raw: str, unit: str, *, quiet: bool) -> Any:
    text = _cleaned(raw)
    value = _strict(text)
    if value is not None:
        if quiet and raw.strip() == text:
            return value
        return Doubt(value, "number_as_text", "numbers are stored as text; read as numbers.")
    if text.endswith("%") and (share := _strict(text[:-1])) is not None and not unit:
        return Doubt(share / 100, "unit_in_cell", f"'{raw}' is read as {share / 100:g}.")
    measured = _WITH_UNIT.fullmatch(text)
    if measured and (amount := _strict(measured[1])) is not None:
        factor = UNIT_FACTORS.get(unit, {}).get(measured[2])
        if factor is not None:
            return Doubt(amount * factor, "unit_in_cell", f"'{raw}' is read as {amount * factor:g} {unit}.")
    return Doubt(BAD, "not_a_number", f"'{raw}' is not a number.{_hint(raw, text)}")


def _cleaned(raw: str) -> str:
    """Half-width, lower case, without blanks; circled and superscript numerals stay as they are."""
    if any(unicodedata.category(letter) == "No" for letter in raw):
        return raw.strip()
    return re.sub(r"[\s\u200b\ufeff]+", "", unicodedata.normalize("NFKC", raw)).casefold()


def _strict(text: str) -> float | None:
    """The number a text is, if it is nothing else."""
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    return float(text) if _NUMBER.fullmatch(text) and abs(float(text)) < LARGEST else None


def _hint(raw: str, text: str) -> str:
    """What a text that is no number may mean."""
    if text in ("-", "--", "—", "/", "无", "none", "n/a", "null"):
        return " Maybe leave the cell blank."
    chinese = _chinese(text)
    if chinese is not None:
        return f" Maybe {chinese}."
    repaired = _strict(raw.strip().translate(_LOOKALIKES))
    if repaired is None and text.count(",") == 1:
        repaired = _strict(text.replace(",", "."))
    numbers = re.findall(r"[0-9.]+", text)
    if repaired is None and len(numbers) == 1:
        repaired = _strict(numbers[0])
    return "" if repaired is None else f" Maybe {repaired:g}."


def _chinese(text: str) -> int | None:
    """The value of a Chinese numeral such as 十二 or 一百零五; None for anything else."""
    if not text or any(letter not in _DIGITS and letter not in _PLACES for letter in text):
        return None
    total, digit = 0, 0
    for letter in text:
        if letter in _DIGITS:
            digit = _DIGITS[letter]
        elif letter == "万":
            total, digit = (total + digit) * _PLACES[letter], 0
        else:
            total, digit = total + (digit or 1) * _PLACES[letter], 0
    return total + digit
