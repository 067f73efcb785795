"""What all values in the core are made of: frozen models, clean text, exact numbers.

Knows no screen, no database and no command line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

# Escape sequences first, as wholes, so that "\x1b[2J" leaves nothing rather than "[2J".
_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI
    r"|\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)?"  # OSC, DCS, APC, PM, SOS
    r"|\x1b[ -/]*[0-~]?"  # two-character escapes, and a bare ESC
    r"|\x9b[0-?]*[ -/]*[@-~]"  # CSI in one 8-bit character
)
# Tab and newline stay. Direction overrides can make a name read as another one.
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)

LONGEST_TEXT = 20_000


def clean(text: str) -> str:
    """The text without control characters, terminal escapes and direction overrides; newlines become \\n."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", _ESCAPES.sub("", text)).strip()


def clean_line(text: str) -> str:
    """As `clean`, on one line."""
    return " ".join(clean(text).split())


def _whole(value: Any) -> Any:
    """2.0 is 2; True is not 1."""
    if isinstance(value, bool):
        raise ValueError("a number is wanted here, not yes or no")
    return int(value) if isinstance(value, float) and value.is_integer() else value


Text = Annotated[str, Field(strict=True, max_length=LONGEST_TEXT), AfterValidator(clean)]
Line = Annotated[str, Field(strict=True, max_length=LONGEST_TEXT), AfterValidator(clean_line)]
Name = Annotated[
    str,
    Field(strict=True, min_length=1, max_length=LONGEST_TEXT),
    AfterValidator(clean_line),
    Field(min_length=1),
]
ItemId = Annotated[str, Field(strict=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]*$", max_length=120)]
FiniteFloat = Annotated[float, Field(allow_inf_nan=False)]
# The bound keeps an exponent's slip (1e300) from becoming a whole number of 301 digits.
Number = Annotated[int | FiniteFloat, BeforeValidator(_whole), Field(ge=-1e15, le=1e15)]
Weight = Annotated[Number, Field(ge=0, le=1_000_000)]

K = TypeVar("K")
V = TypeVar("V")
# A mapping that cannot be changed: a frozen model that holds a dict is not frozen.
Frozen = Annotated[Mapping[K, V], AfterValidator(lambda m: MappingProxyType(dict(m))), PlainSerializer(dict)]


class Layout(Enum):
    """How the writer lays a field out where its own rule would not read or diff well (in `Annotated[…]`)."""

    ONE_LINE = "one line, however long; of a list, each item"
    ITEMS_IN_BLOCKS = "each item in lines of its own, however short"


class Value(BaseModel):
    """A checked value that never changes; `changed` makes a new, checked one."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False)

    def changed(self, **update: Any) -> Self:
        """This value with some fields replaced, validated again (`model_copy(update=…)` would not be)."""
        fields = {name: getattr(self, name) for name in self.model_fields_set}
        return type(self).model_validate(fields | update, by_name=True)


def number_keyed(schema: dict[str, Any]) -> None:
    """Mend the JSON Schema of a mapping with numbers for keys: editors see every key as text."""
    values = schema.pop("additionalProperties")
    schema["patternProperties"] = {r"^-?[0-9]+(\.[0-9]+)?$": values}
    schema["additionalProperties"] = False


@lru_cache(maxsize=4096)
def exact(number: int | float) -> Fraction:
    """The number as it is written (0.1 is one tenth), so that sums of levels round once, at display."""
    return Fraction(str(number))
