"""How results write a level and a gap: as the scale does, a skill's level by its letter."""

from __future__ import annotations

from fractions import Fraction

from textual.content import Content

from maturity_tui.ui.draw import chip, line, score
from maturity_tui.ui.screens.results.view import ResultsView

Figure = int | float | Fraction


def short(number: Figure) -> str:
    """A whole number as it is, another with one decimal."""
    value = float(number)
    return f"{value:g}" if value.is_integer() else score(value)


def mark(view: ResultsView, item: str, value: Figure | None) -> str:
    """A capability's level in as few characters as its scale has: `3`, `0.25`; a skill's `P`."""
    if value is None:
        return score(None)
    values, level = [level.value for level in view.framework.scale], float(value)
    if view.framework.is_skills and not view.framework.capabilities[item].answers and level in values:
        return view.labels[values.index(level)]
    return f"{level:g}"


def level_chip(view: ResultsView, item: str, value: Figure | None) -> Content:
    """A level as a chip on the fill of the scale, or of the capability's own answers; plain between two levels."""
    text = mark(view, item, value)
    scale = [level.value for level in view.framework.scale]
    own = [level.value for level in view.framework.levels_of(view.framework.capabilities[item])]
    for values in (scale, own) if value is not None else ():
        if float(value or 0) in values:
            return chip(len(values), values.index(float(value or 0)), text)
    return line(f"{text:>2} ")
