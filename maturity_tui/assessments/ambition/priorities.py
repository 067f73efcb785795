"""Priorities from groups: directors, members, staff … share out points over the themes, or rank them.

Of n themes, a group g gives theme t the share

    points  s(g, t) = points(g, t) ÷ Σ points(g, ·)
    ranks   s(g, t) = b(g, t) ÷ (n (n + 1) ÷ 2)     b(g, t) = 1 + themes below t + ½ × other themes level with t

b is the Borda count in which the last theme still gets one point: a rank says what comes first, not that the last is
worth nothing. Only the order counts, so ties may be written 1, 2, 2, 4 or 1, 2, 2, 3 alike.

    share     s(t) = Σ w(g) × s(g, t) ÷ Σ w(g)       w(g) = 1 unless stated: groups count alike, whatever their size
    priority  p(t) = 10 × s(t), to the hundredth, half up
    spread    the highest s(g, t) of any group less the lowest
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import isfinite

from maturity_tui.assessments.organisation import Organisation, PriorityFrom, Theme
from maturity_tui.assessments.rules import ONE, total
from maturity_tui.frameworks.check import nearest
from maturity_tui.frameworks.values import Number, exact

TENFOLD = 10
"""What the priorities of all themes add up to, so that they stand beside an own target's weight of 1."""

ByTheme = Mapping[str, Number]


class PriorityError(ValueError):
    """What a group gave cannot be used; `str(error)` is a sentence."""


class Method(StrEnum):
    """What groups do: share out points, or rank."""

    POINTS = "points"
    RANKS = "ranks"


@dataclass(frozen=True)
class ThemePriority:
    """What came of one theme: its share of the whole weight, its priority, and each group's own share."""

    theme: Theme
    share: Fraction
    priority: Number
    by_group: Mapping[str, Fraction]

    @property
    def low(self) -> Fraction:
        """The smallest share that a group gives it."""
        return min(self.by_group.values())

    @property
    def high(self) -> Fraction:
        """The largest share that a group gives it."""
        return max(self.by_group.values())

    @property
    def spread(self) -> Fraction:
        """How far the groups lie apart: 0 where they agree."""
        return self.high - self.low

    def groups_at(self, share: Fraction) -> tuple[str, ...]:
        """The groups that give exactly this share."""
        return tuple(group for group, given in self.by_group.items() if given == share)


@dataclass(frozen=True)
class Gathered:
    """What the groups gave, and what comes of it, in the order of the ambition. `of` as in `PriorityFrom`."""

    method: Method
    of: Number
    given: Mapping[str, ByTheme]
    weights: Mapping[str, Number]
    themes: tuple[ThemePriority, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups, as they were given."""
        return tuple(self.given)

    @property
    def disputed(self) -> tuple[ThemePriority, ...]:
        """The themes on which the groups lie furthest apart; none where they all agree."""
        most = max(item.spread for item in self.themes)
        return tuple(item for item in self.themes if item.spread == most) if most else ()

    def put_into(self, organisation: Organisation) -> Organisation:
        """The organisation with these priorities, each with what it was made from."""
        made = {item.theme.id: item for item in self.themes}
        ambition = tuple(
            theme.changed(priority=made[theme.id].priority, priority_from=self.source(theme.id))
            if theme.id in made
            else theme
            for theme in organisation.ambition
        )
        return organisation.changed(ambition=ambition)

    def source(self, theme: str) -> PriorityFrom:
        """What a theme's priority was made from, as the organisation's file keeps it."""
        groups = {group: given[theme] for group, given in self.given.items()}
        unequal = len({exact(weight) for weight in self.weights.values()}) > 1
        return PriorityFrom(
            method=self.method.value, groups=groups, of=self.of, weights=dict(self.weights) if unequal else {}
        )


def gather(
    themes: Sequence[Theme],
    method: Method,
    given: Mapping[str, ByTheme],
    *,
    weights: Mapping[str, Number] | None = None,
    of: Number | None = None,
) -> Gathered:
    """Each theme's priority from what groups gave. Raises PriorityError.

    A theme to which a group gave no points has none of it; ranks must be there for every theme. `of` is how many
    points each group had: without it, as many as the first group shared out. Groups without a weight have 1.
    """
    if not themes:
        raise PriorityError("There are no themes to weigh. Add the themes first.")
    if not given:
        raise PriorityError("No group has given anything. Name at least one group, such as directors.")
    _check_names(themes, given)
    weighing = _weights(given, weights or {})
    whole = {group: _whole(themes, method, group, held) for group, held in given.items()}
    shared = _of(themes, method, whole, of)
    shares = {group: _SHARES[method](held) for group, held in whole.items()}
    made = tuple(_made(theme, shares, weighing) for theme in themes)
    return Gathered(method, shared, whole, weighing, made)


def _made(theme: Theme, shares: Mapping[str, Mapping[str, Fraction]], weights: ByTheme) -> ThemePriority:
    by_group = {group: held[theme.id] for group, held in shares.items()}
    every = total(exact(weight) for weight in weights.values())
    share = total(exact(weights[group]) * given for group, given in by_group.items()) / every
    return ThemePriority(theme, share, hundredths(share * TENFOLD), by_group)


def hundredths(number: Fraction) -> Number:
    """The number to the hundredth, half up; a whole one as such."""
    units = int(number * 100 + Fraction(1, 2))
    return units // 100 if units % 100 == 0 else units / 100


def point_shares(points: ByTheme) -> dict[str, Fraction]:
    """Each theme's part of a group's points."""
    every = total(exact(number) for number in points.values())
    return {theme: exact(number) / every for theme, number in points.items()}


def rank_shares(ranks: ByTheme) -> dict[str, Fraction]:
    """Each theme's part of a group's Borda points; rank 1 is the first."""
    count = len(ranks)
    every = Fraction(count * (count + 1), 2)
    return {theme: borda(ranks, theme) / every for theme in ranks}


def borda(ranks: ByTheme, theme: str) -> Fraction:
    """One, and one more for each theme ranked below, and a half for each that is level."""
    here = exact(ranks[theme])
    others = [exact(rank) for other, rank in ranks.items() if other != theme]
    return ONE + sum(rank > here for rank in others) + Fraction(sum(rank == here for rank in others), 2)


_SHARES = {Method.POINTS: point_shares, Method.RANKS: rank_shares}


# checks ---------------------------------------------------------------------------


def _check_names(themes: Sequence[Theme], given: Mapping[str, ByTheme]) -> None:
    known = [theme.id for theme in themes]
    for group, held in given.items():
        for theme, number in held.items():
            if theme not in known:
                hint = nearest(theme, known) or f"The themes are {', '.join(known)}."
                raise PriorityError(f"There is no theme {theme!r}, to which {group} gave something. {hint}")
            if not isfinite(number):
                raise PriorityError(f"What {group} gave {theme} is no number.")
            if number < 0:
                raise PriorityError(f"{group} gave {theme} {number:g}: a negative number is no weight.")


def _weights(given: Mapping[str, ByTheme], weights: Mapping[str, Number]) -> dict[str, Number]:
    for group, weight in weights.items():
        if group not in given:
            raise PriorityError(f"There is no group {group!r} to weigh. {nearest(group, given)}".strip())
        if not isfinite(weight) or weight < 0:
            raise PriorityError(f"The group {group} cannot weigh {weight:g}: give 0 or more.")
    found = {group: weights.get(group, 1) for group in given}
    if not any(found.values()):
        raise PriorityError("No group weighs anything. Give at least one a weight above 0.")
    return found


def _whole(themes: Sequence[Theme], method: Method, group: str, held: ByTheme) -> dict[str, Number]:
    """What a group gave to every theme, in their order."""
    if method is Method.POINTS:
        found = {theme.id: held.get(theme.id, 0) for theme in themes}
        if not any(found.values()):
            raise PriorityError(f"{group} gave no points at all.")
        return found
    for theme in themes:
        if theme.id not in held:
            raise PriorityError(f"{group} did not rank {theme.id}: every theme needs a rank.")
        if not 1 <= held[theme.id] <= len(themes):
            raise PriorityError(
                f"{group} ranked {theme.id} {held[theme.id]:g}: with {len(themes)} themes a rank is from 1"
                f" (first) to {len(themes)}."
            )
    return {theme.id: held[theme.id] for theme in themes}


def _of(
    themes: Sequence[Theme], method: Method, whole: Mapping[str, ByTheme], wanted: Number | None
) -> Number:
    """How many points each group shared out: all the same. In ranks, how many themes there are."""
    if method is Method.RANKS:
        return len(themes)
    sums = {group: total(exact(number) for number in held.values()) for group, held in whole.items()}
    first = next(iter(sums))
    for group, given in sums.items():
        if wanted is not None and given != exact(wanted):
            raise PriorityError(f"The points of {group} add up to {_plain(given)}, not to {wanted:g}.")
        if given != sums[first]:
            raise PriorityError(
                f"{group} shared out {_plain(given)} points and {first} {_plain(sums[first])}: every group"
                " shares out the same number."
            )
    return _number(sums[first])


def _number(value: Fraction) -> Number:
    return int(value) if value.denominator == 1 else float(value)


def _plain(value: Fraction) -> str:
    return f"{_number(value):g}"
