"""A value read otherwise than written, or not at all."""

from dataclasses import dataclass
from enum import Enum
from typing import Any, Final


class _Bad(Enum):
    """The one mark that stands where no value could be read."""

    BAD = "bad"


BAD: Final = _Bad.BAD


@dataclass(frozen=True)
class Doubt:
    """The value to go on with (BAD if none), and why it is doubtful."""

    value: Any
    code: str
    message: str
