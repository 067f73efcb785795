"""How values become cells: one function a kind of figure, so that a figure reads alike wherever it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from fractions import Fraction

from maturity_tui.assessments import NodeFigure
from maturity_tui.frameworks import Framework
from maturity_tui.frameworks.values import clean, clean_line
from maturity_tui.reports import figures
from maturity_tui.reports.figures import NOTHING, Figure
from maturity_tui.reports.model import Cell, Column, Kind, Step

NOT_APPLICABLE = "n/a"


def text(value: str | None) -> Cell:
    """Text from outside, cleaned once more; `–` for none."""
    shown = clean(value or "")
    return Cell(shown or None, shown or NOTHING)


def line(value: str | None) -> Cell:
    """As `text`, on one line."""
    return text(clean_line(value or ""))


def level(value: Figure | None) -> Cell:
    """A single level, as its scale writes it."""
    return Cell(value, figures.level(value))


def score(value: Figure | None, bound: str | None = None) -> Cell:
    """A mean, a target of several, a gap: one decimal."""
    return Cell(value, figures.score(value), bound or "" if value is not None else "")


def number(value: Figure) -> Cell:
    """A weight or a priority, as it is written."""
    return Cell(value, figures.level(value))


def count(value: int) -> Cell:
    """A number of things."""
    return Cell(value, str(value))


def count_of_nothing() -> Cell:
    """No number is known, which is not none."""
    return Cell(None, NOTHING)


def share(value: Figure | None) -> Cell:
    """A share from 0 to 1."""
    return Cell(value, figures.percent(value))


def change(value: Figure | None) -> Cell:
    """A difference, signed."""
    return Cell(value, figures.signed(value))


def money(value: Figure | None, currency: str) -> Cell:
    """An amount."""
    return Cell(value, figures.money(value, currency))


def day(value: dt.date | None) -> Cell:
    """A date."""
    return Cell(value, figures.day(value))


def node(figure: NodeFigure | None) -> Cell:
    """A node's own figure as the results screen shows it, with its bound beside it."""
    if figure is None or figure.score is None:
        return Cell(None, NOTHING if figure is None or figure.applicable else NOT_APPLICABLE)
    if figure.rule:
        return score(figure.score, figure.bound)
    return level(figure.score)


def floor(figure: NodeFigure | None) -> Cell:
    """The lowest scored level below a node."""
    return level(figure.floor if figure else None)


def ramp(framework: Framework) -> tuple[Step, ...]:
    """The framework's scale as steps of the ramp."""
    return tuple(
        Step(figures.precise(item.value), figures.level(item.value), clean_line(item.name))
        for item in framework.scale
    )


SHARES = tuple(Step(Fraction(part, 5), f"{part * 20} %") for part in range(6))


def label(framework: Framework, item: str) -> str:
    """A capability or area as reports name it: its code on screen and its title; a skill by its title."""
    known = framework.capabilities.get(item) or framework.every_area.get(item)
    if known is None:
        return item
    title = clean_line(known.title)
    return title if framework.is_skills else f"{framework.codes.get(item, '')} {title}".strip()


def columns(*given: Column | tuple[str, str] | tuple[str, str, Kind] | None) -> tuple[Column, ...]:
    """Columns from short forms; None is left out."""
    return tuple(item if isinstance(item, Column) else Column(*item) for item in given if item is not None)


def row(*given: Cell | None) -> tuple[Cell, ...]:
    """A row; None is left out, as in `columns`."""
    return tuple(cell for cell in given if cell is not None)


def sentence(parts: Iterable[str]) -> str:
    """Sentences joined, empty ones left out."""
    return " ".join(part for part in parts if part)


def some(items: Sequence[str], most: int) -> str:
    """The first few, and how many more."""
    more = len(items) - most
    return figures.listed(items) if more <= 0 else f"{', '.join(items[:most])} and {more} more"
