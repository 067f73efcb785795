"""One number that the projection takes for granted: its value, its source, and what it may be set to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite
from typing import Any, Literal

Quantity = float | tuple[float, ...]


@dataclass(frozen=True)
class Assumption:
    """One number, or a short row of numbers, that the projection rests on.

    `low` and `high` are its own P5 and P95 where they are known; `least` and `most` are what it may be
    set to.
    """

    name: str
    value: Quantity
    unit: str
    source: str
    grade: Literal["V", "R", "J"]
    low: float | None = None
    high: float | None = None
    least: float = 0.0
    most: float = 1.0
    changed: bool = False

    def set_to(self, value: Any) -> Assumption:
        """This assumption with another value. Raises ValueError, in a sentence, for one it cannot have."""
        return replace(self, value=self._checked(value), changed=self.changed or value != self.value)

    def as_json(self) -> dict[str, Any]:
        """Plain values for the JSON of `project`."""
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        return {
            "name": self.name, "value": value, "unit": self.unit,
            "source": self.source, "grade": self.grade, "changed": self.changed,
        }  # fmt: skip

    def _checked(self, value: Any) -> Quantity:
        if not isinstance(self.value, tuple):
            return self._number(value)
        count = len(self.value)
        if not isinstance(value, list | tuple) or len(value) != count:
            raise ValueError(f"The assumption {self.name} is a row of {count} numbers; found {value!r}.")
        row = tuple(self._number(part) for part in value)
        if self.name.endswith(".share") and list(row) != sorted(row):
            raise ValueError(
                f"The assumption {self.name} is low, likely, high, each at least the one before."
            )
        return row

    def _number(self, value: Any) -> float:
        if not isinstance(value, int | float) or not isfinite(value):
            raise ValueError(f"The assumption {self.name} is a number ({self.unit}); found {value!r}.")
        if not self.least <= value <= self.most:
            raise ValueError(
                f"The assumption {self.name} lies between {self.least:g} and {self.most:g}; found {value!r}."
            )
        return float(value)
