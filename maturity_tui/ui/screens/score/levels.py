"""The levels of one capability as they are typed and shown: `assessments.levels`, under the name it has on screens."""

from __future__ import annotations

from maturity_tui.assessments.levels import (
    LONGEST_NAME,
    Step,
    as_typed,
    by_digit,
    by_text,
    number,
    scale_labels,
    shortened,
    spelled,
    steps_of,
)

__all__ = [
    "LONGEST_NAME",
    "Step",
    "as_typed",
    "by_digit",
    "by_text",
    "number",
    "scale_labels",
    "shortened",
    "spelled",
    "steps_of",
]
