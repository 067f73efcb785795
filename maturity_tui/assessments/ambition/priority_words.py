"""What is said about priorities: how a weight was made, where the groups disagree. Whole sentences, plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from maturity_tui.assessments.ambition.priorities import TENFOLD, Gathered, Method, ThemePriority, hundredths
from maturity_tui.assessments.organisation import PriorityFrom, Theme
from maturity_tui.assessments.rules import total
from maturity_tui.frameworks.values import Number, exact

MOST_NAMED = 2


def how_made(theme: Theme) -> str:
    """In one sentence, how a theme's priority came about."""
    said = f"Priority {theme.priority:g}"
    source = theme.priority_from
    if source is None:
        return f"{said}, set by hand."
    if source.of is None or source.method not in list(Method):
        gave = f": {_given(source)}" if source.groups else ""
        return f"{said}, from {source.method}{gave}."
    shared = (
        f"the mean of the groups' shares of {source.of:g} points ({_given(source)})"
        if source.method == Method.POINTS
        else f"the mean share of the Borda points from the groups' ranks of {source.of:g} themes ({_given(source)})"
    )
    if (by_this := _would_be(source)) is not None and by_this != theme.priority:
        return f"{said}, set by hand since; ten times {shared} would be {by_this:g}."
    return f"{said}: ten times {shared}, {_weighing(source)}."


def how_all_were_made(gathered: Gathered) -> str:
    """In one sentence, how the priorities of a gathering come about."""
    shares = (
        f"the groups' shares of {gathered.of:g} points"
        if gathered.method is Method.POINTS
        else f"the shares of the Borda points from the groups' ranks of {gathered.of:g} themes"
    )
    source = gathered.source(gathered.themes[0].theme.id)
    return f"Priority: ten times the mean of {shares}, {_weighing(source)}."


def shares_of_weight(themes: Sequence[Theme]) -> dict[str, Fraction]:
    """Each theme's part of the sum of all priorities; nothing where they are all 0."""
    every = total(exact(theme.priority) for theme in themes)
    return {theme.id: exact(theme.priority) / every for theme in themes} if every else {}


def by_priority(themes: Sequence[Theme]) -> tuple[Theme, ...]:
    """The themes, the highest priority first; equals in their own order."""
    return tuple(sorted(themes, key=lambda theme: -exact(theme.priority)))


def where_groups_disagree(gathered: Gathered) -> str:
    """In one sentence, on which theme the groups lie furthest apart."""
    if len(gathered.groups) == 1:
        return "Only one group has answered, so nothing can be said of a spread."
    if not gathered.disputed:
        return "All groups agree."
    first, *others = gathered.disputed
    more = f"; as far on {len(others)} more" if others else ""
    return f"Groups disagree most on {first.theme.title}: {_ends(first)}{more}."


def _ends(item: ThemePriority) -> str:
    return ", ".join(f"{_some(item.groups_at(share))} {percent(share)}" for share in (item.high, item.low))


def _some(groups: Sequence[str]) -> str:
    if len(groups) > MOST_NAMED:
        return f"{groups[0]} and {len(groups) - 1} more"
    return " and ".join(groups)


def percent(share: Fraction) -> str:
    """A share in whole per cent, half up."""
    return f"{int(share * 100 + Fraction(1, 2))} %"


def _given(source: PriorityFrom) -> str:
    return ", ".join(f"{group} {number:g}" for group, number in source.groups.items())


def _weighing(source: PriorityFrom) -> str:
    if len(source.groups) == 1:
        return "of one group"
    if not source.weights:
        return "groups counting alike"
    weights = ", ".join(f"{group} {weight:g}" for group, weight in _weights(source).items())
    return f"groups weighing {weights}"


def _weights(source: PriorityFrom) -> Mapping[str, Number]:
    return {group: source.weights.get(group, 1) for group in source.groups}


def _would_be(source: PriorityFrom) -> Number | None:
    """The priority that the points make; None where that cannot be told from one theme alone."""
    weights = _weights(source)
    every = total(exact(weight) for weight in weights.values())
    if source.method != Method.POINTS or not source.of or not every:
        return None
    given = total(exact(weights[group]) * exact(number) for group, number in source.groups.items())
    return hundredths(given / (every * exact(source.of)) * TENFOLD)
