"""The steps in which DSOMM's activities are put into practice, as shares from 0 to 1."""

from __future__ import annotations

from fractions import Fraction

from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.models import Level
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.sources.untyped import Node
from maturity_tui.frameworks.values import Number

# Where the file defines none. The steps are ours, as DSOMM leaves them to whoever uses it: three, as "in part" is
# what teams most often say, and finer shares would claim an accuracy that nobody has.
DEFAULT = (
    Level(value=0, name="Not implemented"),
    Level(value=0.5, name="Partly implemented"),
    Level(value=1, name="Implemented"),
)


def scale_of(definition: Node | None, notes: Notes) -> tuple[Level, ...]:
    """The steps that `progressDefinition` names (`Started: 30%`), lowest first; else the three of our own."""
    if definition is None or definition.is_empty:
        return DEFAULT
    steps: dict[Number, Level] = {}
    for name, node in definition.entries():
        share = _share(node.first("score", "progress", "value") if node.is_map else node)
        meaning = node.first("definition", "description").text() if node.is_map else ""
        if share in steps:
            notes.warn(
                f"Two steps of progress are worth {share}: {steps[share].name} is kept, {name} is not."
            )
            notes.skip("step of progress", "another one is worth as much")
        else:
            steps[share] = Level(value=share, name=name or str(share), meaning=meaning)
    if len(steps) < 2:
        raise definition.error("`progressDefinition` needs at least two steps, such as `Implemented: 100%`")
    return tuple(level for _, level in sorted(steps.items()))


def _share(node: Node) -> Number:
    """30% and 0.3 as three tenths. Raises FrameworkError unless from 0 to 1."""
    text = node.text()
    try:
        share = Fraction(text.removesuffix("%").strip()) / (100 if text.endswith("%") else 1)
    except (ValueError, ZeroDivisionError):
        raise _no_share(node) from None
    if not 0 <= share <= 1:
        raise _no_share(node)
    return int(share) if share.denominator == 1 else float(share)


def _no_share(node: Node) -> FrameworkError:
    return node.error("A step of progress is worth from 0% to 100%")
