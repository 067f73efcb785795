"""What the score screen knows, as values: the assessment on disk, what is on its way there, and what both mean.

Knows neither Textual nor the database: tests need no terminal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from maturity_tui.assessments.attention import stale_pieces
from maturity_tui.assessments.figures import NodeFigure
from maturity_tui.assessments.models import EMPTY_SCORE, Idea, Perspective, Score, Status
from maturity_tui.assessments.scope import in_scope, scores_held
from maturity_tui.assessments.votes import levels_by, lower_median, spread
from maturity_tui.frameworks.values import Number
from maturity_tui.ui.screens.score_levels import Step, steps_of
from maturity_tui.ui.screens.score_values import FEWEST, Kept, Opened, State, Votes, groups_of


class Sheet:
    """One assessment on the table. Changes are laid over what is on disk until the store has answered."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.framework = opened.framework
        self.scope = in_scope(opened.framework, opened.assessment.scope)
        self.place = {item: index for index, item in enumerate(self.scope)}
        self.groups = tuple(groups_of(opened.framework, self.place))
        self.group_of = {item: group for group in self.groups for item in group.members}
        self.disk: dict[str, Score] = dict(scores_held(opened.framework, opened.assessment))
        self.ahead: dict[str, tuple[Score, int]] = {}
        self.failed: dict[str, str] = {}
        self.raters: Mapping[str, Perspective] = opened.assessment.raters
        self.ideas = opened.assessment.ideas
        self.status = opened.assessment.status
        self.results = opened.results
        self.here = ""
        self._steps: dict[str, tuple[Step, ...]] = {}

    # what is held -------------------------------------------------------------

    def score(self, capability: str) -> Score:
        """What is held, with what is on its way to the disk."""
        over = self.ahead.get(capability)
        return over[0] if over else self.disk.get(capability, EMPTY_SCORE)

    def is_saving(self, capability: str) -> bool:
        return capability in self.ahead

    @property
    def is_locked(self) -> bool:
        return self.status is Status.SIGNED_OFF

    def lay(self, capability: str, score: Score) -> None:
        """Show a change that is not on disk yet."""
        _, count = self.ahead.get(capability, (score, 0))
        self.ahead[capability] = (score, count + 1)

    def lift(self, capability: str) -> None:
        """The store has answered one change: what shows is the disk, unless another is on its way."""
        score, count = self.ahead.get(capability, (EMPTY_SCORE, 1))
        if count > 1:
            self.ahead[capability] = (score, count - 1)
        else:
            self.ahead.pop(capability, None)

    def take(self, kept: Kept) -> None:
        """What the store says is on disk."""
        self.disk.update(kept.scores)
        self.raters, self.ideas, self.status = kept.raters, kept.ideas, kept.status
        if kept.results is not None:
            self.results = kept.results

    def state(self, capability: str) -> State:
        """How far a capability is; scored only once it is on disk."""
        if capability in self.ahead:
            return State.SAVING
        if capability in self.failed:
            return State.FAILED
        score = self.disk.get(capability, EMPTY_SCORE)
        if score.not_applicable is not None:
            return State.NOT_APPLICABLE
        if score.agreed is not None:
            return State.SCORED
        return State.PARTLY if score.ratings else State.BLANK

    # moving -------------------------------------------------------------------

    def first(self, wanted: str | None = None) -> str | None:
        """Where to begin: the one wanted, else the first blank, else the first."""
        wanted = self.framework.resolve(wanted) if wanted else None
        if wanted in self.place:
            return wanted
        return self.blank_in(self.scope) or next(iter(self.scope), None)

    def blank_in(self, members: Sequence[str]) -> str | None:
        """The first of them that is blank."""
        return next((item for item in members if self.score(item).is_blank), None)

    def following(self, here: str, was_blank: bool) -> str:
        """Where to go after scoring: on filling a blank to the next blank (round the end), else to the next one."""
        at = self.place[here]
        if not was_blank:
            return self.scope[min(at + 1, len(self.scope) - 1)]
        return self.blank_in(self.scope[at + 1 :]) or self.blank_in(self.scope[:at]) or here

    def step(self, here: str, count: int) -> str:
        """The capability so many on; it ends at the ends."""
        return self.scope[max(0, min(len(self.scope) - 1, self.place[here] + count))]

    def find(self, text: str, here: str, step: int) -> str | None:
        """The next capability (or the one before) whose code, title or id holds a text; it goes round."""
        low, at = text.casefold(), self.place[here]
        order = [*self.scope[at + 1 :], *self.scope[: at + 1]]
        if step < 0:
            order = [*reversed(self.scope[:at]), *reversed(self.scope[at:])]
        return next((item for item in order if low in f"{self.name(item)} {item}".casefold()), None)

    # names --------------------------------------------------------------------

    def code(self, capability: str) -> str:
        """The short code, `B3`."""
        return self.framework.codes[capability]

    def title(self, capability: str) -> str:
        return self.framework.capabilities[capability].title

    def name(self, capability: str) -> str:
        """`B3 Leadership and management`"""
        return f"{self.code(capability)} {self.title(capability)}"

    def question(self, capability: str) -> str:
        """What is asked; skills have no question of their own."""
        asked = self.framework.capabilities[capability].question
        if asked:
            return asked
        if self.framework.is_skills:
            return "What is the highest level of this skill that the team can field?"
        return "At what level are we, honestly?"

    def steps(self, capability: str) -> tuple[Step, ...]:
        """The levels at which it can be scored, lowest first."""
        if capability not in self._steps:
            self._steps[capability] = steps_of(self.framework, self.framework.capabilities[capability])
        return self._steps[capability]

    def step_at(self, capability: str, value: Number | None) -> Step | None:
        """The level with a value."""
        return next((step for step in self.steps(capability) if step.value == value), None)

    def level_name(self, capability: str, value: Number | None) -> str:
        """A level in a sentence: `2`, `P`, or `blank`."""
        if value is None:
            return "blank"
        step = self.step_at(capability, value)
        return step.label if step else f"{value:g}"

    # figures ------------------------------------------------------------------

    def figure(self, node: str) -> NodeFigure | None:
        """An area's figure, from what is on disk."""
        return self.results.by_id.get(node)

    @property
    def scored(self) -> tuple[int, int]:
        """How many are scored, of how many that apply; from what is on disk."""
        return self.results.whole.scored, self.results.whole.applicable

    def votes(self, capability: str) -> Votes:
        """The team's votes. Sorted: their order is nobody's business."""
        given = self.score(capability).ratings.items()
        # A rater that the store does not know yet has just joined, for the team.
        team = [
            rating.level
            for rater, rating in given
            if self.raters.get(rater, Perspective.TEAM) is Perspective.TEAM
        ]
        levels = tuple(sorted(level for level in team if level is not None))
        return Votes(levels, len(team) - len(levels), lower_median(levels), spread(levels) or 0)

    def says(self, capability: str, perspective: Perspective) -> Number | None:
        """The lower median of users or stakeholders; None where fewer than five of them gave a level."""
        levels = levels_by(self.score(capability), self.raters, perspective)
        return lower_median(levels) if len(levels) >= FEWEST else None

    def heard(self, capability: str, perspective: Perspective) -> int:
        """How many of a perspective gave a level."""
        return len(levels_by(self.score(capability), self.raters, perspective))

    def target(self, capability: str) -> tuple[Number | None, bool]:
        """The target in force, and whether it is the assessment's own."""
        own = self.score(capability).target
        if own is not None:
            return own, True
        aim = self.opened.aims.get(capability)
        return (aim.value if aim else None), False

    def wanted_by(self, capability: str) -> tuple[str, ...]:
        """The titles of the themes that set a target here."""
        aim = self.opened.aims.get(capability)
        titles = {theme.id: theme.title for theme in self.opened.themes}
        return tuple(titles.get(theme, theme) for theme in aim.themes) if aim else ()

    def before(self, capability: str) -> Number | None:
        """The agreed score of the round before."""
        return self.opened.before.get(capability)

    def stale(self, capability: str) -> int:
        """How many pieces of evidence are older than a year."""
        return stale_pieces(self.score(capability), dt.date.today())

    def ideas_about(self, capability: str) -> tuple[Idea, ...]:
        """Ideas and blockers that are about it."""
        return tuple(
            idea for idea in self.ideas if idea.about and self.framework.resolve(idea.about) == capability
        )


def what_changed(sheet: Sheet, capability: str, old: Score, new: Score) -> str:
    """The difference between two scores in words: `score blank, was 2`."""
    level = sheet.level_name
    parts = []
    if old.agreed != new.agreed:
        parts.append(f"score {level(capability, new.agreed)}, was {level(capability, old.agreed)}")
    if old.not_applicable != new.not_applicable:
        parts.append("not applicable" if new.not_applicable else "applicable again")
    if old.target != new.target:
        parts.append(f"target {_or_none(new.target)}, was {_or_none(old.target)}")
    if old.confidence != new.confidence:
        parts.append(f"confidence {_or_none(new.confidence)}, was {_or_none(old.confidence)}")
    words: dict[str, tuple[Any, Any]] = {
        "votes": (old.ratings, new.ratings),
        "evidence": (old.evidence, new.evidence),
        "note": (old.note, new.note),
        "comments": (old.comments, new.comments),
    }
    parts += [word for word, (before, after) in words.items() if before != after]
    return "; ".join(parts)


def _or_none(value: object) -> str:
    return "none" if value is None else str(value)
