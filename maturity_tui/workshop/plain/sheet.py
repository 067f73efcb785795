"""What the plain conversation knows: an assessment, the order of its capabilities, and what stands beside each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from maturity_tui.assessments.attention import stale_pieces
from maturity_tui.assessments.blind_spots import FEWEST
from maturity_tui.assessments.levels import Step, steps_of
from maturity_tui.assessments.models import EMPTY_SCORE, Assessment, Perspective, Score
from maturity_tui.assessments.organisation import Theme
from maturity_tui.assessments.scope import scores_held
from maturity_tui.assessments.targets import TargetInForce
from maturity_tui.frameworks.models import Capability, Framework
from maturity_tui.frameworks.values import clean_line
from maturity_tui.workshop.level_words import (
    counted,
    level_words,
    may_be_shown,
    of_perspective,
    score_words,
    sentence,
    step_words,
    text_words,
    votes_words,
)

SHORT = 72


@dataclass(frozen=True)
class Sheet:
    """An assessment as it is on disk, and what is read beside it."""

    assessment: Assessment
    framework: Framework
    team: str
    order: tuple[str, ...]
    """The capabilities that are asked for, in the order in which they are."""
    themes: tuple[Theme, ...] = ()
    aims: Mapping[str, TargetInForce] = field(default_factory=dict)
    before: Mapping[str, Score] = field(default_factory=dict)
    """What the round before held."""
    before_round: str = ""
    today: dt.date = dt.date.min
    hidden: frozenset[str] = frozenset()
    """The capabilities whose votes a workshop under way has not revealed yet."""

    def holding(self, assessment: Assessment) -> Sheet:
        """The same with what is on disk now."""
        return replace(self, assessment=assessment)

    def score(self, item: str) -> Score:
        """What is held, also under an id that was replaced since."""
        return scores_held(self.framework, self.assessment).get(item, EMPTY_SCORE)

    def capability(self, item: str) -> Capability:
        return self.framework.capabilities[item]

    def code(self, item: str) -> str:
        """The short code, `B3`."""
        return self.framework.codes[item]

    def steps(self, item: str) -> tuple[Step, ...]:
        """The levels at which it can be scored, lowest first."""
        return steps_of(self.framework, self.capability(item))

    def level(self, item: str, value: float | None) -> str:
        """A level in words."""
        return level_words(self.framework, item, value)

    # where to go ------------------------------------------------------------------

    def first(self) -> str | None:
        """Where to begin: at the first blank, else at the first."""
        return next((item for item in self.order if self.score(item).is_blank), next(iter(self.order), None))

    def following(self, here: str, was_blank: bool) -> str:
        """Where to go after scoring: on filling a blank to the next blank (round the end), else one on."""
        at = self.order.index(here)
        if not was_blank:
            return self.order[min(at + 1, len(self.order) - 1)]
        around = [*self.order[at + 1 :], *self.order[:at]]
        return next((item for item in around if self.score(item).is_blank), here)

    def beside(self, here: str, step: int) -> str | None:
        """The capability so many on; None beyond the ends."""
        at = self.order.index(here) + step
        return self.order[at] if 0 <= at < len(self.order) else None

    def named(self, text: str) -> str | None:
        """The capability that a text means: its code, its id (also an older one), else a part of its title."""
        wanted = clean_line(text).casefold()
        for item in self.order:
            if wanted in (self.code(item).casefold(), item.casefold()):
                return item
        if (item := self.framework.resolve(clean_line(text))) in self.order:
            return item
        return next(
            (item for item in self.order if wanted and wanted in self.capability(item).title.casefold()), None
        )

    # how far ------------------------------------------------------------------------

    @property
    def scored(self) -> tuple[int, int]:
        """How many are scored, and how many apply."""
        held = [self.score(item) for item in self.order]
        aside = sum(score.not_applicable is not None for score in held)
        return sum(score.agreed is not None for score in held), len(held) - aside

    def scored_words(self) -> str:
        """`5 of 40 scored.`"""
        scored, applicable = self.scored
        return f"{scored} of {applicable} scored."


def card(sheet: Sheet, item: str, *, whole: bool = False) -> Iterator[str]:
    """A capability as it is read out: what is asked, its levels, what is held. `whole`: nothing is cut."""
    capability = sheet.capability(item)
    area = ", ".join(clean_line(area.title) for area in sheet.framework.paths[item])
    place = f"{sheet.order.index(item) + 1} of {len(sheet.order)}"
    yield f"{sheet.code(item)} {clean_line(capability.title)}. {place}. {area}."
    yield question(sheet, item)
    if whole and capability.description:
        yield clean_line(capability.description)
    for step in sheet.steps(item):
        words = clean_line(step.descriptor)
        words = words if whole else shortest(words)
        yield f"  {step_words(step)}{': ' + words if words else ''}"
    if whole and capability.guidance:
        yield f"How to go about it: {clean_line(capability.guidance)}"
    if whole and capability.evidence:
        yield f"Evidence may be: {'; '.join(map(clean_line, capability.evidence))}."
    yield from held(sheet, item)


def question(sheet: Sheet, item: str) -> str:
    """What is asked; skills have no question of their own."""
    asked = clean_line(sheet.capability(item).question)
    if asked:
        return asked
    if sheet.framework.is_skills:
        return "What is the highest level of this skill that the team can field?"
    return "At what level are we, honestly?"


def shortest(text: str) -> str:
    """The beginning of a descriptor, cut at a word."""
    if len(text) <= SHORT:
        return text
    return text[:SHORT].rpartition(" ")[0].rstrip(",;:") + " …"


def held(sheet: Sheet, item: str) -> Iterator[str]:
    """What is held about a capability, a sentence a line; nothing is said of what is not there."""
    score = sheet.score(item)
    said = score_words(sheet.framework, item, score)
    if score.not_applicable is not None:
        said = f"not applicable, {text_words('reason', score.not_applicable)}"
    sure = f", confidence {score.confidence}" if score.confidence else ""
    yield sentence(f"Held: {said}{sure}")
    yield from _target(sheet, item, score)
    for who in Perspective:
        yield from _views(sheet, item, score, who)
    yield from _last_round(sheet, item)
    if score.evidence:
        stale = stale_pieces(score, sheet.today)
        old = f", {stale} older than a year" if stale else ""
        yield f"Evidence: {counted(len(score.evidence), 'piece')}{old}."
    if score.note:
        yield sentence(text_words("Note", score.note))
    about = [idea for idea in sheet.assessment.ideas if _about(sheet, idea.about) == item]
    for idea in about:
        yield sentence(text_words(idea.kind.capitalize(), idea.text))


def _about(sheet: Sheet, item: str | None) -> str | None:
    return sheet.framework.resolve(item) if item else None


def _target(sheet: Sheet, item: str, score: Score) -> Iterator[str]:
    aim = sheet.aims.get(item)
    titles = {theme.id: clean_line(theme.title) for theme in sheet.themes}
    wanted = "; ".join(titles.get(theme, theme) for theme in aim.themes) if aim else ""
    if score.target is not None:
        beside = f"; {wanted} would want {sheet.level(item, aim.value)}" if aim else ""
        yield f"Target: {sheet.level(item, score.target)}, the assessment's own{beside}."
    elif aim:
        yield f"Target: {sheet.level(item, aim.value)}, wanted by {wanted}."


def _views(sheet: Sheet, item: str, score: Score, who: Perspective) -> Iterator[str]:
    given = of_perspective(score.ratings, sheet.assessment.raters, who)
    if not given:
        return
    if item in sheet.hidden:
        of = "the team" if who is Perspective.TEAM else f"{who}s"
        yield f"{counted(len(given), 'vote')} of {of}, hidden until they are revealed in the workshop."
        return
    whose = {"team": "Votes", "user": "Users", "stakeholder": "Stakeholders", "reviewer": "Reviewers"}[who]
    if not may_be_shown(given, who):
        yield f"{whose}: fewer than {FEWEST} gave a level, so it is not shown."
    else:
        yield f"{whose}: {votes_words(sheet.framework, item, given)}."


def _last_round(sheet: Sheet, item: str) -> Iterator[str]:
    last = sheet.before.get(item)
    if last is None or last.is_blank:
        return
    note = " " + sentence(text_words("Note", last.note)) if last.note else ""
    yield f"Last round, {clean_line(sheet.before_round)}: {score_words(sheet.framework, item, last)}.{note}"
