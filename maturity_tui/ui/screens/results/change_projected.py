"""Results, change: what the plan between the two rounds projected for this team, given what was actually done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.content import Content

from maturity_tui.analysis.plan.tested import Held
from maturity_tui.assessments.comparison.change import Change
from maturity_tui.ui.draw import figure, line, span
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.workshop.plan_reading import PlanGround

MOST_NAMED = 2


@dataclass(frozen=True)
class Projected:
    """A plan's projection for one team at a quarter-end, by capability, each beside what was found."""

    plan: str
    quarter: str
    by_id: Mapping[str, Held]

    def among(self, items: Iterable[str]) -> tuple[int, int]:
        """How many of these lie inside their 9 in 10, and how many there are."""
        found = [self.by_id[item] for item in items if item in self.by_id]
        return sum(one.inside for one in found), len(found)

    @property
    def outside(self) -> tuple[str, ...]:
        """The capabilities outside, the furthest first."""
        far = [(abs(one.error), item) for item, one in self.by_id.items() if not one.inside]
        return tuple(item for _, item in sorted(far, key=lambda pair: -pair[0]))


def projected(ground: PlanGround, found: Change) -> Projected:
    """Worked out in a thread: it draws samples. Raises ValueError, in a sentence, where there is nothing to hold."""
    now = found.before.sides[1].assessment
    test = ground.back_test(now.round.id)
    resolve = found.framework.resolve
    held = {resolve(one.capability): one for one in test.cells if one.team == now.team}
    year, _, part = test.quarter.partition("-")
    return Projected(ground.scenario.title, f"{part} {year}", held)


def cell(one: Held | None) -> Content:
    """A capability's projection, marked where what was found lies outside."""
    if one is None:
        return line("")
    return line(f"{figure(one.projected)} ", (" " if one.inside else GLYPHS.disagreement, "$warning"))


def area_cell(inside: int, of: int) -> Content:
    """How many of an area's lie inside."""
    return line((f"{inside}/{of} in", "$muted")) if of else line("")


def sentence(found: Projected, names: Mapping[str, str]) -> str:
    """How many lie inside, and which do not."""
    inside, of = found.among(found.by_id)
    told = f"{found.plan}, given what was done by {found.quarter}: {inside} of {of} inside their projected 9 in 10."
    outside = found.outside
    if not outside:
        return told
    some = "; ".join(f"{names[item]} {_apart(found.by_id[item])}" for item in outside[:MOST_NAMED])
    more = len(outside) - MOST_NAMED
    return f"{told} Outside ({GLYPHS.disagreement}): {some}{f'; and {more} more' if more > 0 else ''}."


def _apart(one: Held) -> str:
    return f"{figure(one.projected)} ({span(one.low, one.high, one.places)}), found {one.now:g}"


def explained(found: Projected, item: str) -> str:
    """One capability in a sentence; empty where nothing was projected for it."""
    one = found.by_id.get(item)
    if one is None:
        return ""
    where = "inside" if one.inside else "outside"
    return (
        f" {found.plan} projected {figure(one.projected)} by {found.quarter}, given what was done, 9 in 10 "
        f"{span(one.low, one.high, one.places)}: {one.now:g} lies {where}."
    )
