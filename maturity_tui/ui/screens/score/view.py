"""What the score screen knows, as values: the assessment on disk, what is on its way there, and what both mean.

Knows neither Textual nor the database: tests need no terminal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from maturity_tui.assessments.attention import stale_pieces
from maturity_tui.assessments.blind_spots import FEWEST, GUARDED
from maturity_tui.assessments.figures import NodeFigure
from maturity_tui.assessments.models import EMPTY_SCORE, Idea, Perspective, Score, Status
from maturity_tui.assessments.scope import scores_held
from maturity_tui.assessments.votes import levels_by, lower_median
from maturity_tui.frameworks.values import Number
from maturity_tui.ui.screens.score.levels import Step, steps_of
from maturity_tui.ui.screens.score.values import Kept, Opened, State, Votes
from maturity_tui.ui.screens.score.walk import Walk
from maturity_tui.workshop.ballot import Ballot, Standing, ballot, standing


class Sheet(Walk):
    """One assessment on the table. Changes are laid over what is on disk until the store has answered."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened.framework, opened.assessment)
        self.opened = opened
        self.disk.update(scores_held(opened.framework, opened.assessment))
        self.failed: dict[str, str] = {}
        self.raters: Mapping[str, Perspective] = opened.assessment.raters
        self.ideas = opened.assessment.ideas
        self.status = opened.assessment.status
        self.results = opened.results
        self.here = ""
        self._steps: dict[str, tuple[Step, ...]] = {}

    # what is held -------------------------------------------------------------

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

    @property
    def whose(self) -> Mapping[str, Perspective]:
        """Every rater's perspective, those in the room whom the store does not know yet as well."""
        return {**self.workshop.setup.perspectives, **self.raters} if self.workshop else self.raters

    def hides(self, capability: str) -> bool:
        """Whether a workshop hides the votes on it: nothing of them is shown anywhere."""
        return self.workshop is not None and self.workshop.hides(capability)

    def ballot(self, capability: str) -> Ballot:
        """The round of votes on it, by those who sit in the room."""
        seats = self.workshop.setup.seats if self.workshop else ()
        levels = [step.value for step in self.steps(capability)]
        return ballot(self.score(capability), levels, seats, is_open=not self.hides(capability))

    def coming(self, capability: str) -> frozenset[str]:
        """Whose votes on it are on their way to the disk."""
        kept = self.disk.get(capability, EMPTY_SCORE).ratings
        given = self.score(capability).ratings
        return frozenset(rater for rater, vote in given.items() if kept.get(rater) != vote)

    def standing(self, capability: str) -> Standing:
        """What the team's votes say; nothing while they are hidden."""
        given = {} if self.hides(capability) else self.score(capability).ratings
        return standing(given, self.whose, [step.value for step in self.steps(capability)])

    def votes(self, capability: str) -> Votes:
        """The team's votes. Sorted: their order is nobody's business. None while they are hidden."""
        stands = self.standing(capability)
        return Votes(stands.levels, stands.unknown, stands.suggested, stands.spread)

    def says(self, capability: str, perspective: Perspective) -> Number | None:
        """The lower median of another perspective; of users and stakeholders only from five of them on."""
        levels = self._levels(capability, perspective)
        few = FEWEST if perspective in GUARDED else 1
        return lower_median(levels) if len(levels) >= few else None

    def heard(self, capability: str, perspective: Perspective) -> int:
        """How many of a perspective gave a level."""
        return len(self._levels(capability, perspective))

    def _levels(self, capability: str, perspective: Perspective) -> tuple[Number, ...]:
        return () if self.hides(capability) else levels_by(self.score(capability), self.whose, perspective)

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

    def note_before(self, capability: str) -> str:
        """What was noted about it in the round before."""
        return self.opened.notes_before.get(capability, "")

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
