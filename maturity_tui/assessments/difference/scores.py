"""What changed in one capability's score, as phrases: agreed level, confidence, target, evidence, ratings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from maturity_tui.assessments.difference.phrases import (
    by_key,
    fields,
    missing,
    phrases,
    quoted,
    shown,
    turned,
)
from maturity_tui.assessments.models import Evidence, Rating, Score

Writer = Callable[[Any, Any], Iterator[str]]


def score_phrases(old: Score, new: Score) -> Iterator[str]:
    """Every difference between two scores, in the order of the file."""
    for name, key in fields(old):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            written = list(_WRITERS[name](before, after)) if name in _WRITERS else []
            yield from written or phrases(key.replace("_", " "), before, after)


def _agreed(old: Any, new: Any) -> Iterator[str]:
    yield f"agreed {_or(old, 'blank')} → {_or(new, 'blank')}"


def _not_applicable(old: str | None, new: str | None) -> Iterator[str]:
    if new is None:
        yield "no longer n/a"
    elif old is None:
        yield f"n/a: {quoted(new)}"
    else:
        yield turned("reason for n/a", old, new)


def _confidence(old: Any, new: Any) -> Iterator[str]:
    yield f"confidence {_or(old, 'not said')} → {_or(new, 'not said')}"


def _target(old: Any, new: Any) -> Iterator[str]:
    yield f"target {_or(old, 'none')} → {_or(new, 'none')}"


def _evidence(old: Sequence[Evidence], new: Sequence[Evidence]) -> Iterator[str]:
    before, after = by_key(old), by_key(new)
    if before is None or after is None:
        yield from (f"evidence removed: {quoted(piece.what)}" for piece in missing(old, new))
        yield from (f"evidence added: {quoted(piece.what)}" for piece in missing(new, old))
        return
    yield from (f"evidence removed: {quoted(what)}" for what in before if what not in after)
    yield from (f"evidence added: {quoted(what)}" for what in after if what not in before)
    for what in before:
        if what in after:
            yield from phrases(f"evidence {quoted(what)}", before[what], after[what])


def _ratings(old: Mapping[str, Rating], new: Mapping[str, Rating]) -> Iterator[str]:
    for rater in {**old, **new}:
        if old.get(rater) == new.get(rater):
            continue
        if rater not in new:
            yield f"rating of {rater} removed: {_rating(old[rater])}"
        elif rater not in old:
            yield f"rating of {rater} added: {_rating(new[rater])}"
        else:
            yield f"rating of {rater} {_rating(old[rater])} → {_rating(new[rater])}"


def _rating(rating: Rating) -> str:
    level = "x" if rating.level is None else shown(rating.level)
    return f"{level} ({rating.confidence})" if rating.confidence else level


def _comments(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for rater in {**old, **new}:
        if old.get(rater) != new.get(rater):
            yield turned(f"comment of {rater}", old.get(rater), new.get(rater))


def _or(value: Any, nothing: str) -> str:
    return nothing if value is None else shown(value)


_WRITERS: dict[str, Writer] = {
    "agreed": _agreed,
    "not_applicable": _not_applicable,
    "confidence": _confidence,
    "target": _target,
    "evidence": _evidence,
    "ratings": _ratings,
    "comments": _comments,
}
