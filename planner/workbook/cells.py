"""Turns one raw cell into a value of its field, or says what is doubtful about it."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import time as Time
from datetime import timedelta
from enum import StrEnum
from typing import Any

from planner.domain.noun import Column
from planner.workbook.days import Clock, parse_date, parse_time
from planner.workbook.doubt import BAD, Doubt
from planner.workbook.grid import ErrorCell, Uncomputed, is_blank
from planner.workbook.headings import nearest, plain
from planner.workbook.kinds import Kind, choices_of, kind_of
from planner.workbook.numerals import number_in
from planner.workbook.words import NO_WORDS, YES_WORDS, ZH, word_for

Parser = Callable[[Any], Any]


@dataclass(frozen=True)
class Setting:
    """What a cell's reading depends on besides the cell: the clock, the unit's factor, the kind of file."""

    clock: Clock
    factor: float = 1.0
    plain_text: bool = False


def parser_of(column: Column, setting: Setting) -> Parser:
    """A function from a raw cell to a value, or to a Doubt about it."""
    parse = _PARSERS[kind_of(column)](column, setting)
    default = BAD if column.required else column.info.get_default()
    blank = Doubt(BAD, "cell_blank", f"{column.zh} {column.en} is blank.") if column.required else default

    def read(raw: Any) -> Any:
        if is_blank(raw):
            return blank
        if isinstance(raw, ErrorCell):
            return Doubt(BAD, "cell_error", f"the cell shows {raw.text}.")
        if isinstance(raw, Uncomputed):
            hint = "Maybe open the workbook in Excel and save it."
            return Doubt(BAD, "formula_uncomputed", f"the formula has never been computed. {hint}")
        return parse(raw)

    return read


def _text_parser(column: Column, setting: Setting) -> Parser:
    def parse(raw: Any) -> Any:
        if type(raw) is str:
            return raw.strip(" \t\r\n\u3000\xa0\u200b\ufeff")
        if isinstance(raw, bool | Date | Time | timedelta):
            text = raw.date().isoformat() if isinstance(raw, DateTime) else str(raw)
            return Doubt(text, "text_from_value", f"this is not text; read as '{text}'.")
        return str(int(raw)) if float(raw).is_integer() else str(raw)

    return parse


def _number_parser(column: Column, setting: Setting) -> Parser:
    factor = setting.factor

    def parse(raw: Any) -> Any:
        if type(raw) is float and math.isfinite(raw):
            return raw if factor == 1.0 else raw * factor
        found = number_in(raw, column.unit, quiet=setting.plain_text)
        return _scaled(found, factor) if factor != 1.0 else found

    return parse


def _scaled(found: Any, factor: float) -> Any:
    """A number read as text, in our unit; a cell's own unit wins over its heading's."""
    if isinstance(found, Doubt):
        keep = found.value is BAD or found.code == "unit_in_cell"
        return found if keep else Doubt(found.value * factor, found.code, found.message)
    return found * factor


def _integer_parser(column: Column, setting: Setting) -> Parser:
    parse_number = _number_parser(column, setting)

    def parse(raw: Any) -> Any:
        found = parse_number(raw)
        value = found.value if isinstance(found, Doubt) else found
        if value is BAD:
            return found
        if not float(value).is_integer():
            return Doubt(BAD, "not_whole", f"{value:g} is not a whole number. Maybe {round(value)}.")
        return Doubt(int(value), found.code, found.message) if isinstance(found, Doubt) else int(value)

    return parse


def _flag_parser(column: Column, setting: Setting) -> Parser:
    def parse(raw: Any) -> Any:
        if isinstance(raw, bool):
            return raw
        word = plain(int(raw) if isinstance(raw, float) and raw.is_integer() else raw)
        if word in YES_WORDS or word in NO_WORDS:
            return word in YES_WORDS
        return Doubt(BAD, "not_yes_or_no", f"'{raw}' is neither 是 yes nor 否 no.")

    return parse


def _choice_parser(column: Column, setting: Setting) -> Parser:
    known: dict[str, StrEnum] = {}
    for choice in choices_of(column):
        for name in (choice.value, ZH[choice], word_for(choice), f"{choice.value}{ZH[choice]}", choice.name):
            known[plain(name)] = choice
    words = [word_for(choice) for choice in choices_of(column)]

    def parse(raw: Any) -> Any:
        found = known.get(plain(raw))
        if found is not None:
            return found
        near = nearest(str(raw), [*words, *(name.value for name in choices_of(column))])
        listed = near or f" Maybe one of: {', '.join(words)}."
        return Doubt(BAD, "not_a_choice", f"'{raw}' is not a choice of {column.zh} {column.en}.{listed}")

    return parse


def _date_parser(column: Column, setting: Setting) -> Parser:
    return lambda raw: parse_date(raw, setting.clock, quiet=setting.plain_text)


def _time_parser(column: Column, setting: Setting) -> Parser:
    return lambda raw: parse_time(raw, quiet=setting.plain_text)


_PARSERS: dict[Kind, Callable[[Column, Setting], Parser]] = {
    Kind.TEXT: _text_parser,
    Kind.NUMBER: _number_parser,
    Kind.INTEGER: _integer_parser,
    Kind.FLAG: _flag_parser,
    Kind.CHOICE: _choice_parser,
    Kind.DATE: _date_parser,
    Kind.TIME: _time_parser,
}
