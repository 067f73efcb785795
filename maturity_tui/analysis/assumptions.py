"""Every number that the projection takes for granted, by name, with its source and its grade.

Nothing is hidden: a report prints this list as it was used. Grades: V seen in the source, R recalled from the
literature and to be checked, J our judgement. A scenario overrides a value by its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite
from typing import Any, Literal

from maturity_tui.analysis.interventions import InputKind
from maturity_tui.frameworks.check import nearest

Quantity = float | tuple[float, ...]
BANDS = 5


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


@dataclass(frozen=True)
class Assumptions:
    """All assumptions, by name; immutable and hashable, so that what was computed with them can be kept."""

    entries: tuple[Assumption, ...]

    @classmethod
    def default(cls) -> Assumptions:
        """The defaults, each as it stands in the documentation."""
        from maturity_tui.analysis.defaults import defaults

        return cls(defaults())

    @cached_property
    def by_name(self) -> dict[str, Assumption]:
        """Every assumption by its name."""
        return {entry.name: entry for entry in self.entries}

    def number(self, name: str) -> float:
        """The value of an assumption that is one number."""
        value = self.by_name[name].value
        assert not isinstance(value, tuple)
        return value

    def row(self, name: str) -> tuple[float, ...]:
        """The value of an assumption that is a row of numbers."""
        value = self.by_name[name].value
        assert isinstance(value, tuple)
        return value

    def bands(self, kind: InputKind) -> tuple[float, ...]:
        """How easily a kind of input lifts each fifth of the scale, lowest first."""
        return self.row(f"{kind}.bands")

    def with_overrides(self, overrides: Mapping[str, Any]) -> Assumptions:
        """These with some values replaced. Raises ValueError, in a sentence, for a bad name or value."""
        unknown = [name for name in overrides if name not in self.by_name]
        if unknown:
            hint = nearest(unknown[0], self.by_name)
            raise ValueError(f"There is no assumption {unknown[0]!r}. {hint}".rstrip())
        return Assumptions(
            tuple(
                entry.set_to(overrides[entry.name]) if entry.name in overrides else entry
                for entry in self.entries
            )
        )

    def as_json(self) -> list[dict[str, Any]]:
        """Every assumption in use, with source and grade."""
        return [entry.as_json() for entry in self.entries]
