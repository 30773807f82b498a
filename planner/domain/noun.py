"""What a noun is: a frozen record whose fields carry heading, unit, bounds and description."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

from pydantic import ConfigDict
from pydantic.fields import FieldInfo
from sqlmodel import Field, SQLModel


@dataclass(frozen=True)
class Sheet:
    """Where a noun lives in a workbook: its bilingual sheet name, key and layout.

    `layout` is "rows" (one record a row), "form" (one record, one field a row) or
    "matrix" (the last key field runs across the columns).
    """

    zh: str
    en: str
    key: tuple[str, ...]
    about: str
    layout: str = "rows"
    required: bool = False

    @property
    def name(self) -> str:
        return f"{self.zh} {self.en}"


class Noun(SQLModel):
    """A frozen, validated record; the table classes of the database inherit from its subclasses."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)  # type: ignore[assignment]
    sheet: ClassVar[Sheet]


def column(
    zh: str,
    en: str,
    about: str = "",
    *,
    default: Any = ...,
    unit: str = "",
    refers: str = "",
    **bounds: Any,
) -> Any:
    """Declare a field with its bilingual heading, unit and description.

    `refers` names the sheet (its English name) whose key this field must exist in.
    `bounds` are pydantic's `ge`, `gt`, `le`, `lt`, `min_length`, `max_length`.
    """
    extra = {"zh": zh, "en": en, "unit": unit, "refers": refers}
    return Field(
        default,
        title=f"{zh} {en}",
        description=about,
        schema_extra={"json_schema_extra": extra},
        **bounds,
    )


@dataclass(frozen=True)
class Column:
    """One field of a noun as people see it."""

    name: str
    zh: str
    en: str
    unit: str
    refers: str
    about: str
    required: bool
    info: FieldInfo

    @property
    def heading(self) -> str:
        return f"{self.zh} {self.en}" + (f" ({self.unit})" if self.unit else "")


def columns_of(noun: type[Noun]) -> tuple[Column, ...]:
    """The fields of a noun in order, with everything a sheet, a manual or a check needs."""
    found = []
    for name, info in noun.model_fields.items():
        extra: Any = info.json_schema_extra or {}
        found.append(
            Column(
                name=name,
                zh=extra.get("zh", ""),
                en=extra.get("en", name),
                unit=extra.get("unit", ""),
                refers=extra.get("refers", ""),
                about=info.description or "",
                required=info.is_required(),
                info=info,
            )
        )
    return tuple(found)


@lru_cache(maxsize=1024)
def words_in(text: str) -> frozenset[str]:
    """The entries of a comma-separated cell such as `nut, peanut`."""
    for separator in ("，", "、", ";", "；"):
        text = text.replace(separator, ",")
    return frozenset(part.strip() for part in text.split(",") if part.strip())
