"""What the results screen shows, worked out in the store's thread: values only, no widgets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from maturity_tui.analysis.gap import Gap
from maturity_tui.analysis.interventions import Intervention
from maturity_tui.analysis.study import Study
from maturity_tui.assessments.attention import Attention, Reason, attention
from maturity_tui.assessments.figures import SHARE_AT_TARGET, NodeFigure, Results, as_written, one_decimal
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.assessments.service import HeatMap, heat_map
from maturity_tui.frameworks.models import Framework, Rule
from maturity_tui.ui.screens.score_levels import scale_labels

if TYPE_CHECKING:
    from maturity_tui.store import Store

GAPS_NOTE = "Gaps are rounded from exact gaps; a surplus in one offsets no gap in another."
NO_TARGETS = "No targets yet: t on the score screen sets one; themes in organisation.yaml set many."


@dataclass(frozen=True)
class ResultsView:
    """One assessment, and the other teams of its round that were scored on the same framework."""

    study: Study
    service: HeatMap
    ids: dict[str, str]
    others: dict[str, Results]
    inputs: tuple[Intervention, ...]
    attention: tuple[Attention, ...]

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
        """How a figure came about: an area's from what it reads, a capability's from its ratings."""
        if item not in self.framework.capabilities:
            return explain(results, item) + self._gap_explained(results, item)
        node = results.by_id.get(item)
        score = self.study.assessment.score(item)
        if node is None or results is not self.results:
            found = self._said(item, node) if node else "not in scope"
            return f"{self.named(item)} is {found}, as the team agreed."
        votes = [
            self.level_said(item, rating.level) if rating.level is not None else "x"
            for rater, rating in score.ratings.items()
            if self.study.assessment.raters.get(rater) == "team"
        ]
        said = f" after votes of {', '.join(votes)}" if votes else ""
        target = self.study.targets.get(item)
        wanted = (
            f" The target {self.level_said(item, target.value)} is"
            f" {'its own' if target.own else 'that of ' + '; '.join(self.titles(target.themes))}."
            if target
            else ""
        )
        return f"{self.named(item)} is {self._said(item, node)}, as the team agreed{said}.{wanted}"

    def _said(self, item: str, node: NodeFigure) -> str:
        return node.display if node.score is None else self.level_said(item, node.score)

    def level_said(self, item: str, value: Fraction | float) -> str:
        """A level in a sentence: as its scale writes it, a skill's by its name."""
        known = self.framework.levels_of(self.framework.capabilities[item])
        named = next((level.name for level in known if level.value == value), "")
        return named if self.framework.is_skills and named else f"{float(value):g}"

    def _gap_explained(self, results: Results, item: str) -> str:
        node = results.by_id.get(item)
        gap = self.study.gap(node) if node and results is self.results else None
        if node is None or gap is None:
            return ""
        below = self.study.below[item]
        count = sum(one.capability in below for one in self.study.gaps)
        mean = "weighted mean" if node.rule == Rule.WEIGHTED_MEAN else "mean"
        nouns = self.framework.nouns if count > 1 else self.framework.noun
        have = "are scored and have" if count > 1 else "is scored and has"
        return (
            f" Its gap is {one_decimal(gap)}: the {mean} of the gaps of the {count} {nouns} that {have} a target."
            f" {GAPS_NOTE}"
        )

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

    held = store.assessment(assessment)
    framework = store.framework_of(assessment)
    owner = store.organisation(held.organisation)
    if owner is None:
        raise StoreError("The organisation of this assessment is missing. `maturity db check` says more.")
    study = Study.of(held, framework, owner)
    results, ids = {}, {}
    order = {team.id: index for index, team in enumerate(owner.teams)}
    rows = [row for row in store.assessments(owner.id) if row.round == held.round.id]
    for row in sorted(rows, key=lambda row: order.get(row.team, len(order))):
        other = store.assessment(row.id)
        if other.framework == held.framework:
            results[row.team] = (
                study.results if row.id == assessment else Study.of(other, framework, owner).results
            )
            ids[row.team] = row.id
    inputs = store.library(owner.id)
    return ResultsView(
        study, heat_map(results), ids, results, inputs, attention(framework, held, dt.date.today())
    )


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
