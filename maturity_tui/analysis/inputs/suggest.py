"""Which inputs suit the gaps: a ranking from effects and gaps alone, with a reason for each.

    gap closed = Σ over teams and capabilities of  weighted gap × mean share × coverage × chance of delivery

averaged over the teams. It is a first look, before anything is chosen: no activation over time, no bands, no
gate, no other input beside it; the projection has all of these. What a prerequisite would hold back is named.
A crosswalk adds a second, weaker reason, which enters no figure: that the skills which an input's capabilities
rest on are also those of another capability with a gap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.gap.gap import Gap
from maturity_tui.analysis.inputs.interventions import Effect, Intervention
from maturity_tui.analysis.projection.shares import Pert, pert
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.demand import DISCOUNT_RATE, present_value
from maturity_tui.analysis.scenarios.scenario import quarters_from
from maturity_tui.frameworks.models import Framework

COST_UNIT = 10_000
HORIZON = 8
# Quarters are needed to discount; which year it is makes no difference to an input that starts at once.
_ANY_START = "2000-Q1"
MOST_NAMED = 3
LEAST_SHARED = 2


@dataclass(frozen=True)
class Suggestion:
    """An input, and what it would do for the gaps.

    `closes`: weighted levels of gap, a mean over the teams; `part`: of all the weighted gap. `cost`: present value
    over eight quarters; `per_cost`: what it closes for each 10,000 (None where it costs nothing). `where`:
    capabilities with what is closed there, the most first. `waits_for`: the prerequisite that would hold back a
    capability it acts on, by that capability. `needs`: inputs that must go in too. `through_skills`: capabilities
    with a gap that it claims no effect on, and that rest on the same skills; `skills` names those.
    """

    input: Intervention
    closes: float
    part: float
    cost: float
    per_cost: float | None
    where: tuple[tuple[str, float], ...]
    waits_for: Mapping[str, str]
    needs: tuple[str, ...]
    through_skills: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "input": self.input.id, "title": self.input.title, "closes": self.closes, "part": self.part,
            "cost": self.cost, "currency": self.input.cost.currency, "per_10000": self.per_cost,
            "where": [{"capability": id, "closes": value} for id, value in self.where],
            "waits_for": dict(self.waits_for), "needs": list(self.needs),
            "through_skills": list(self.through_skills), "skills": list(self.skills),
        }  # fmt: skip


def suggest(
    framework: Framework,
    gaps: Sequence[Gap],
    library: Iterable[Intervention],
    *,
    headcount: Mapping[str, int | None] | None = None,
    assumptions: Assumptions | None = None,
    calibrated: bool = False,
    skills: Mapping[str, Sequence[str]] | None = None,
    discount_rate: float = DISCOUNT_RATE,
) -> tuple[Suggestion, ...]:
    """The inputs that close some gap, the one that closes most first; then those that suit by skills alone.

    `gaps`: of all the teams that are looked at. `skills`: by capability what it rests on, from a crosswalk.
    """
    known = assumptions or Assumptions.default()
    widening = 1.0 if calibrated else known.number("range.widening")
    seen = _Seen(framework, gaps, skills or {}, widening, dict(headcount or {}), discount_rate)
    found = [seen.of(item) for item in library]
    useful = [one for one in found if one.closes > 0 or one.through_skills]
    return tuple(sorted(useful, key=lambda one: (-one.closes, -len(one.through_skills), one.input.id)))


@dataclass(frozen=True, eq=False)
class _Seen:
    """The gaps, looked at for one input after the other."""

    framework: Framework
    gaps: Sequence[Gap]
    skills: Mapping[str, Sequence[str]]
    widening: float
    headcount: dict[str, int | None]
    discount_rate: float

    def of(self, item: Intervention) -> Suggestion:
        """What one input would do."""
        where = self._where(item)
        closes, cost = sum(where.values()), self._cost(item)
        most = tuple(sorted(where.items(), key=lambda one: (-one[1], one[0])))
        shared, names = self._through_skills(item)
        return Suggestion(
            item, closes, closes / self._whole if self._whole else 0.0, cost,
            closes / cost * COST_UNIT if cost else None, most,
            {id: self._holds[id] for id, _ in most if id in self._holds},
            (*item.needs.all, *item.needs.any), shared, names,
        )  # fmt: skip

    @cached_property
    def _teams(self) -> int:
        return len({gap.team for gap in self.gaps}) or 1

    @cached_property
    def _weighted(self) -> Mapping[str, tuple[tuple[str, float], ...]]:
        """The weighted gap of each team, by capability, where there is one."""
        found: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for gap in self.gaps:
            if gap.weighted > 0:
                found[gap.capability].append((gap.team, float(gap.weighted)))
        return {id: tuple(teams) for id, teams in found.items()}

    @cached_property
    def _whole(self) -> float:
        return sum(value for teams in self._weighted.values() for _, value in teams) / self._teams

    def _where(self, item: Intervention) -> dict[str, float]:
        """What is closed in each capability, as a mean over the teams."""
        found: dict[str, float] = {}
        for effect in item.effects:
            id = self.framework.resolve(effect.capability)
            reach = sum(value * effect.coverage_of(team) for team, value in self._weighted.get(id, ()))
            if reach and (closed := reach * self._mean(effect).mean * item.probability / self._teams) > 0:
                found[id] = found.get(id, 0.0) + closed
        return found

    def _mean(self, effect: Effect) -> Pert:
        low, likely, high = effect.share
        return pert(low, likely, high, self.widening)

    def _cost(self, item: Intervention) -> float:
        quarters = quarters_from(_ANY_START, HORIZON)
        return present_value(ChosenInput(item, _ANY_START), quarters, self.headcount, self.discount_rate)

    @cached_property
    def _holds(self) -> Mapping[str, str]:
        """By capability the prerequisite that holds it below its target in some team: the tightest."""
        scores = {(gap.team, gap.capability): float(gap.score) for gap in self.gaps}
        held: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for gap in self.gaps:
            for need in self.framework.capabilities[gap.capability].needs if gap.gap > 0 else ():
                limit = scores.get((gap.team, need.capability), float("inf")) + float(need.slack)
                if limit < gap.target:
                    held[gap.capability].append((limit, need.capability))
        return {id: min(limits)[1] for id, limits in held.items()}

    def _through_skills(self, item: Intervention) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Capabilities with a gap beside those that it acts on, resting on at least two of the same skills."""
        lifted = {self.framework.resolve(effect.capability) for effect in item.effects}
        own = {skill for id in lifted for skill in self.skills.get(id, ())}
        shared = {id: own.intersection(self.skills.get(id, ())) for id in self._weighted if id not in lifted}
        most = sorted(
            (id for id, names in shared.items() if len(names) >= LEAST_SHARED),
            key=lambda id: (-len(shared[id]) * sum(value for _, value in self._weighted[id]), id),
        )[:MOST_NAMED]
        return tuple(most), tuple(sorted({name for id in most for name in shared[id]}))


def reason(one: Suggestion, names: Mapping[str, str], titles: Mapping[str, str] | None = None) -> str:
    """Why an input is suggested: `Closes most of the gap in E1 and B3; B3 waits for A2.`

    `names`: capabilities as people call them. `titles`: inputs, likewise.
    """
    said: list[str] = []
    if one.where:
        most = [names.get(id, id) for id, _ in one.where[:MOST_NAMED]]
        share = f"{round(one.part * 100)} %" if one.part >= 0.005 else "less than 1 %"
        said.append(f"closes {share} of the weighted gap, most of it in {_and(most)}")
    if one.waits_for:
        held = [
            f"{names.get(id, id)} waits for {names.get(need, need)}" for id, need in one.waits_for.items()
        ]
        said.append(_and(held[:LEAST_SHARED]))
    if one.needs:
        known = titles or {}
        word = " or ".join if one.input.needs.any and not one.input.needs.all else _and
        said.append(f"it needs {word([known.get(id, id) for id in one.needs])}")
    if one.through_skills:
        most = [names.get(id, id) for id in one.through_skills]
        skills = _and(list(one.skills[:LEAST_SHARED]))
        said.append(
            f"{_and(most)} rest{'s' if len(most) == 1 else ''} on the same skills ({skills}), which counts in no figure"
        )
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _and(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
