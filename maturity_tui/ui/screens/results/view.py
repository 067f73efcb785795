"""What the results screen shows, worked out in the store's thread: values only, no widgets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from maturity_tui.analysis.gap.gap import Gap
from maturity_tui.analysis.gap.study import Study
from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.assessments.attention import Attention, Reason, attention
from maturity_tui.assessments.figures import SHARE_AT_TARGET, NodeFigure, Results, as_written, one_decimal
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.assessments.teams.figures import TeamRollup
from maturity_tui.assessments.teams.occasion import Occasion
from maturity_tui.assessments.teams.rollup import roll_up_teams
from maturity_tui.assessments.teams.service import HeatMap, heat_map
from maturity_tui.frameworks.models import Framework
from maturity_tui.ui.screens.results.explained import GAPS_NOTE as GAPS_NOTE
from maturity_tui.ui.screens.results.explained import explained, left_out_said
from maturity_tui.ui.screens.score.levels import scale_labels
from maturity_tui.workshop.guard import shown

if TYPE_CHECKING:
    from maturity_tui.store import Store

NO_TARGETS = "No targets yet: t on the score screen sets one; the themes of the ambition set many."


@dataclass(frozen=True)
class ResultsView:
    """One assessment, and the other teams of its round that were scored on the same framework."""

    study: Study
    service: HeatMap
    ids: dict[str, str]
    others: dict[str, Results]
    inputs: tuple[Intervention, ...]
    attention: tuple[Attention, ...]
    studies: Mapping[str, Study] = field(default_factory=dict)
    rollup: TeamRollup | None = None
    """All teams of the round, with those that cannot stand beside the others and why."""

    @property
    def organisation(self) -> Organisation:
        return self.study.organisation

    @property
    def framework(self) -> Framework:
        return self.study.framework

    @property
    def results(self) -> Results:
        return self.study.results

    @cached_property
    def themes(self) -> dict[str, str]:
        """The themes' titles by their ids."""
        return {theme.id: theme.title for theme in self.organisation.ambition}

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The scale's levels as results write them: their values, or the letters of a skill scale."""
        if self.framework.is_skills:
            return scale_labels(self.framework)
        return tuple(f"{level.value:g}" for level in self.framework.scale)

    @cached_property
    def has_gaps(self) -> bool:
        """Whether anything that is scored lies below its target."""
        return any(gap.gap > 0 for gap in self.study.gaps)

    def of_team(self, team: str) -> Results:
        """One team's figures."""
        return self.others[team]

    def explained(self, results: Results, item: str, explain: Callable[[Results, str], str]) -> str:
        """How a figure came about, of whatever team: an area's from what it reads, a capability's from its ratings."""
        return explained(self, results, item, explain)

    def study_of(self, results: Results) -> Study:
        """The study that a team's figures belong to."""
        return next((one for one in self.studies.values() if one.results is results), self.study)

    def left_out_said(self, node: str) -> str:
        """Which teams of the round do not stand in the mean of a node, in a few words; "" where all do."""
        return left_out_said(self, node)

    def level_said(self, item: str, value: Fraction | float) -> str:
        """A level in a sentence: as its scale writes it, a skill's by its name."""
        known = self.framework.levels_of(self.framework.capabilities[item])
        named = next((level.name for level in known if level.value == value), "")
        return named if self.framework.is_skills and named else f"{float(value):g}"

    def titles(self, themes: Sequence[str]) -> list[str]:
        """The titles of themes."""
        return [self.themes.get(theme, theme) for theme in themes]

    def named(self, item: str) -> str:
        """A node as people call it: `B3 Leadership and management`."""
        node = self.results.by_id.get(item)
        known = self.framework.capabilities.get(item) or self.framework.every_area.get(item)
        title = node.title if node else known.title if known else item
        return f"{self.framework.codes.get(item, '')} {title}".strip()

    def levels_at(self, node: NodeFigure) -> list[int]:
        """How many capabilities below a node stand at each level of the scale."""
        counts = [0] * len(self.framework.scale)
        values = [level.value for level in self.framework.scale]
        for item in self.study.below[node.id]:
            score = self.study.assessment.score(item).agreed
            if score in values:
                counts[values.index(score)] += 1
        return counts

    def children(self, node: str) -> tuple[NodeFigure, ...]:
        """The figures directly below an area."""
        area = self.framework.every_area[node]
        ids = [child.id for child in area.areas] + [item.id for item in area.capabilities]
        return tuple(self.results.by_id[item] for item in ids if item in self.results.by_id)

    def helping(self, capability: str) -> list[Intervention]:
        """The inputs that reach a capability, the strongest on it first."""
        reach = {item.id: _likely(item, capability) for item in self.inputs}
        return sorted((item for item in self.inputs if reach[item.id]), key=lambda item: -reach[item.id])

    def held_by(self, capability: str) -> tuple[str, ...]:
        """What the capability rests on that would not let it pass its present level."""
        item = self.framework.capabilities[capability]
        score = self.study.assessment.score(capability).agreed
        found = []
        for need in item.needs:
            other = self.study.assessment.score(need.capability).agreed
            if score is not None and other is not None and other + need.slack <= score:
                found.append(need.capability)
        return tuple(found)


def read_results(store: Store, assessment: str) -> ResultsView:
    """Everything the screen shows. Asked in the store's thread; raises StoreError."""
    from maturity_tui.store import StoreError

    held = shown(store, assessment)
    framework = store.framework_of(assessment)
    owner = store.organisation(held.organisation)
    if owner is None:
        raise StoreError("The organisation of this assessment is missing. `maturity db check` says more.")
    study = Study.of(held, framework, owner)
    studies, ids, round_held = {}, {}, []
    order = {team.id: index for index, team in enumerate(owner.teams)}
    rows = [row for row in store.assessments(owner.id) if row.round == held.round.id]
    for row in sorted(rows, key=lambda row: order.get(row.team, len(order))):
        if row.framework.partition("@")[0] != framework.id:
            continue
        other = held if row.id == assessment else shown(store, row.id)
        same = other.framework == held.framework
        round_held.append((other, framework if same else store.framework_of(row.id)))
        if same:
            studies[row.team] = study if row.id == assessment else Study.of(other, framework, owner)
            ids[row.team] = row.id
    results = {team: one.results for team, one in studies.items()}
    rollup = roll_up_teams(owner, round_held, framework, Occasion(round=held.round))
    return ResultsView(
        study, heat_map(results), ids, results, store.library(owner.id),
        attention(framework, held, dt.date.today()), studies, rollup,
    )  # fmt: skip


def _likely(item: Intervention, capability: str) -> float:
    """The most likely share that an input closes of a capability's gap, by its widest reach."""
    best = 0.0
    for effect in item.effects:
        if effect.capability == capability:
            reach = (
                effect.coverage
                if isinstance(effect.coverage, float | int)
                else max(effect.coverage.values(), default=0)
            )
            best = max(best, effect.share[1] * reach)
    return best


def figure_text(node: NodeFigure) -> str:
    """A node's figure short enough for a column: `3.5+` for at least, `3.5−` for at most."""
    if node.score is None or node.rule == SHARE_AT_TARGET or not node.applicable:
        return f"{node.at_target}/{node.with_target}" if node.with_target else node.display
    text = one_decimal(node.score) if node.rule else as_written(node.score)
    return text + {"at least": "+", "at most": "−"}.get(node.bound or "", "")


def before_sharing(view: ResultsView) -> list[tuple[str, str]]:
    """What wants a second look before this is shown to anyone: the reason's name, and a sentence."""
    found = []
    for item in view.attention:
        first = view.named(item.capabilities[0]) if item.capabilities else ""
        more = f" and {item.pieces - 1} more" if item.pieces > 1 else ""
        sentence = {
            Reason.NOT_STARTED: "nothing is scored yet",
            Reason.LEFT_TO_SCORE: f"{first}{more} not scored",
            Reason.STALE_EVIDENCE: f"evidence over a year old: {item.pieces}",
            Reason.FAR_APART: f"raters 3 apart: {first}{more}",
            Reason.TO_SIGN_OFF: "not yet signed off",
            Reason.AGREED: "not yet signed off",
        }[item.reason]
        found.append((item.reason.value, sentence))
    return found


def strongest(view: ResultsView, count: int) -> list[NodeFigure]:
    """The capabilities with the highest scores."""
    scored = [node for node in view.results.nodes if node.kind == "capability" and node.score is not None]
    return sorted(scored, key=lambda node: -(node.score or 0))[:count]


def furthest(gaps: Sequence[Gap], count: int) -> list[Gap]:
    """The capabilities furthest from their targets."""
    return sorted((gap for gap in gaps if gap.gap > 0), key=lambda gap: -gap.gap)[:count]
