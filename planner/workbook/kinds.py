"""What a field holds, read from its type: the one place that looks inside annotations."""

from datetime import date as Date
from datetime import time as Time
from enum import Enum, StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from planner.domain.noun import Column


class Kind(Enum):
    """The sorts of value a cell can hold."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"


_KINDS: tuple[tuple[type, Kind], ...] = (
    (StrEnum, Kind.CHOICE),
    (str, Kind.TEXT),
    (bool, Kind.FLAG),
    (int, Kind.INTEGER),
    (float, Kind.NUMBER),
    (Date, Kind.DATE),
    (Time, Kind.TIME),
)


def type_of(column: Column) -> type[Any]:
    """The plain type of a field, `None` taken away."""
    annotation: Any = column.info.annotation
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(part for part in get_args(annotation) if part is not NoneType)
    found: type[Any] = annotation
    return found


def kind_of(column: Column) -> Kind:
    """The kind of a field; raises TypeError for a type no cell can hold."""
    plain = type_of(column)
    for type_, kind in _KINDS:
        if issubclass(plain, type_):
            return kind
    raise TypeError(f"{column.name}: no cell holds {plain!r}")


def choices_of(column: Column) -> tuple[StrEnum, ...]:
    """The members of a choice field, in order."""
    members: type[StrEnum] = type_of(column)
    return tuple(members)


def bound_of(column: Column, name: str) -> float | None:
    """A bound of a field by its pydantic name: ge, gt, le, lt, min_length or max_length."""
    for limit in column.info.metadata:
        value = getattr(limit, name, None)
        if value is not None:
            return float(value)
    return None
