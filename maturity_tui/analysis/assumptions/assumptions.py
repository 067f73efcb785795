"""Every number that the projection takes for granted, by name, with its source and its grade.

Nothing is hidden: a report prints this list as it was used. Grades: V seen in the source, R recalled from the
literature and to be checked, J our judgement. A scenario overrides a value by its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from maturity_tui.analysis.assumptions.assumption import Assumption
from maturity_tui.analysis.assumptions.defaults import defaults
from maturity_tui.analysis.inputs.interventions import InputKind
from maturity_tui.frameworks.check import nearest

BANDS = 5


@dataclass(frozen=True)
class Assumptions:
    """All assumptions, by name; immutable and hashable, so that what was computed with them can be kept."""

    entries: tuple[Assumption, ...]

    @classmethod
    def default(cls) -> Assumptions:
        """The defaults, each as it stands in the documentation."""
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


__all__ = ["BANDS", "Assumption", "Assumptions"]
