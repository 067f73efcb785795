"""One entry of the journal in words, for minutes and the list of what happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from maturity_tui.assessments.blind_spots import FEWEST, GUARDED
from maturity_tui.assessments.models import Idea, Perspective, Rating, Scope, Score
from maturity_tui.assessments.scope import in_scope
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import clean_line
from maturity_tui.workshop.level_words import (
    Quoted,
    always,
    beside,
    counted,
    listed,
    never,
    of_perspective,
    settled,
    text_words,
)
from maturity_tui.workshop.minutes.replay import Past

if TYPE_CHECKING:
    from maturity_tui.store.values import Change

MOST_NAMED = 3
PEOPLE = {
    Perspective.TEAM: ("of the team", "of the team"),
    Perspective.USER: ("user", "users"),
    Perspective.STAKEHOLDER: ("stakeholder", "stakeholders"),
    Perspective.REVIEWER: ("reviewer", "reviewers"),
}


def name_of(framework: Framework, item: str) -> str:
    """`B3 Leadership and management`; the bare id of what this version does not know."""
    known = framework.resolve(item)
    if known not in framework.capabilities:
        return item
    return f"{framework.codes[known]} {clean_line(framework.capabilities[known].title)}"


def change_words(
    framework: Framework, change: Change, before: Mapping[str, Score], past: Past, *, quoted: Quoted = always
) -> str:
    """A change in a phrase. `before`: the scores that it touched, as they were; `past` is after it.

    Of votes only how many there are: told one after the other, their levels would tell who gave which.
    """
    match change.kind:
        case "created":
            return _created(framework, past)
        case "score":
            return "; ".join(_score(framework, change, before, past, quoted))
        case "raters":
            return _raters(change)
        case "ideas":
            return "; ".join(_ideas(framework, change, quoted)) or "the ideas and blockers in another order"
        case "scope":
            return _scope(framework, change)
        case "upgrade":
            return _upgrade(change)
        case "status" | "reopened":
            return _status(change)
        case "survey":
            touched = counted(len(change.capabilities), framework.noun, framework.nouns)
            return f"a survey was brought in, about {touched}"
        case _:
            return f"{change.kind} of {counted(len(change.capabilities), framework.noun, framework.nouns)}"


def _created(framework: Framework, past: Past) -> str:
    held = sum(not past.score(item).is_empty for item in past.items())
    more = f", with {counted(held, framework.noun, framework.nouns)} held already" if held else ""
    return f"the assessment was begun{more}"


def _score(
    framework: Framework, change: Change, before: Mapping[str, Score], past: Past, quoted: Quoted
) -> Iterator[str]:
    for item in change.capabilities:
        old, new = before.get(item, Score()), past.score(item)
        parts = [
            settled(framework, item, old, new, quoted=quoted),
            *(_count(old, new, past.raters, who) for who in Perspective),
            *beside(framework, item, old, new, quoted=quoted),
        ]
        yield f"{name_of(framework, item)}: {'; '.join(filter(None, parts))}"


def _count(old: Score, new: Score, raters: Mapping[str, Perspective], who: Perspective) -> str:
    """`5 votes`, `6 votes of users`; "" where they are the same."""
    before, after = (of_perspective(score.ratings, raters, who) for score in (old, new))
    if before == after and _by(old, raters, who) == _by(new, raters, who):
        return ""
    whose = "" if who is Perspective.TEAM else f" of {who}s"
    if who in GUARDED and len(after) < FEWEST:
        return f"fewer than {FEWEST} votes{whose}"
    return f"{counted(len(after), 'vote')}{whose}"


def _by(score: Score, raters: Mapping[str, Perspective], who: Perspective) -> dict[str, Rating]:
    return {rater: one for rater, one in score.ratings.items() if raters.get(rater, Perspective.TEAM) is who}


def people_words(counts: Mapping[Perspective, int]) -> str:
    """`6 of the team and fewer than 5 users`."""
    parts = []
    for who, count in counts.items():
        if not count:
            continue
        one, many = PEOPLE[who]
        few = who in GUARDED and count < FEWEST
        parts.append(f"fewer than {FEWEST} {many}" if few else f"{count} {one if count == 1 else many}")
    return listed(parts)


def _raters(change: Change) -> str:
    joined = Counter(Perspective(who) for who in change.after.values() if who is not None)
    left = sum(who is None for who in change.after.values())
    parts = [f"raters: {people_words(joined)} joined"] if joined else []
    if left:
        parts.append(f"{counted(left, 'rater')} left")
    return "; ".join(parts)


def ideas_in(value: Any) -> list[Idea]:
    """The ideas of one side of an entry."""
    past = Past()
    past.apply({"ideas": value})
    return list(past.ideas)


def added(before: Sequence[Idea], after: Sequence[Idea]) -> list[Idea]:
    """The ideas that are there now and were not."""
    left = Counter(before)
    found = []
    for idea in after:
        if left[idea]:
            left[idea] -= 1
        else:
            found.append(idea)
    return found


def idea_words(framework: Framework, idea: Idea, *, quoted: Quoted = always) -> str:
    """`blocker for B3 Leadership “Too slow”`"""
    about = f" for {name_of(framework, idea.about)}" if idea.about else ""
    return text_words(f"{idea.kind}{about}", idea.text, quoted=quoted)


def _ideas(framework: Framework, change: Change, quoted: Quoted) -> Iterator[str]:
    before, after = ideas_in(change.before.get("ideas")), ideas_in(change.after.get("ideas"))
    for idea in added(before, after):
        yield idea_words(framework, idea, quoted=quoted)
    for idea in added(after, before):
        yield f"{idea_words(framework, idea, quoted=never)} taken away"


def _scope(framework: Framework, change: Change) -> str:
    now, was = (_scope_words(framework, side["scope"]) for side in (change.after, change.before))
    return f"the scope is {now}, was {was}"


def _scope_words(framework: Framework, value: Any) -> str:
    """`core (40)`, `chosen (12)`"""
    scope: Scope = value if value in ("core", "all") else tuple(value)
    return f"{value if isinstance(value, str) else 'chosen'} ({len(in_scope(framework, scope))})"


def _upgrade(change: Change) -> str:
    new, old = (side.get("framework") or {} for side in (change.after, change.before))
    return f"moved to {new.get('id')}@{new.get('version')}, from {old.get('id')}@{old.get('version')}"


def _status(change: Change) -> str:
    now, was = (str(side.get("status", "")).replace("-", " ") for side in (change.after, change.before))
    said = f"reopened: {now}, was {was}" if change.kind == "reopened" else f"{now}, was {was}"
    return f"{said}; {text_words('reason', change.note)}" if change.note else said
