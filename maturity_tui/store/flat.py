"""An assessment as a flat map of paths, so that a change is a handful of paths before and after.

`scores/operations.incidents/agreed: 2`, `scores/operations.incidents/ratings/t1: x`, `raters/t1: team`.
Free text is marked as such here, and kept apart by the journal, which holds only its number:
`{"text": 17}`. Pure; no database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from maturity_tui.assessments.models import (
    DOES_NOT_KNOW,
    Assessment,
    Evidence,
    FrameworkPin,
    Idea,
    Rating,
    Scope,
    Score,
    Upgrade,
)

Flat = dict[str, Any]


class FreeText(str):
    """A text that a person wrote, and may want erased."""

    __slots__ = ()


def flat_assessment(assessment: Assessment) -> Flat:
    """Everything about an assessment but its id and team, which never change."""
    flat: Flat = {
        "framework": flat_pin(assessment.framework),
        "round": assessment.round.model_dump(mode="json", by_alias=True, exclude_none=True),
        "scope": flat_scope(assessment.scope),
        "status": str(assessment.status),
    }
    flat |= flat_raters(assessment.raters)
    for capability, score in assessment.scores.items():
        flat |= flat_score(capability, score)
    return flat | flat_ideas(assessment.ideas) | flat_upgrades(assessment.upgraded)


def flat_pin(pin: FrameworkPin) -> dict[str, Any]:
    """The framework that an assessment is made with, as one value: its parts change together."""
    return pin.model_dump(mode="json", exclude_none=True)


def flat_scope(scope: Scope) -> Any:
    """The scope as JSON has it."""
    return scope if isinstance(scope, str) else list(scope)


def flat_raters(raters: Mapping[str, Any]) -> Flat:
    """A path for each rater."""
    return {f"raters/{rater}": str(perspective) for rater, perspective in raters.items()}


def flat_ideas(ideas: Iterable[Idea]) -> Flat:
    """One path for all ideas: their order is part of them."""
    listed = [_idea(idea) for idea in ideas]
    return {"ideas": listed} if listed else {}


def _idea(idea: Idea) -> dict[str, Any]:
    about = {"about": idea.about} if idea.about else {}
    return {"kind": idea.kind, **about, "text": FreeText(idea.text)}


def flat_upgrades(upgrades: Iterable[Upgrade]) -> Flat:
    """One path for all moves to other versions, with what they left in the record."""
    listed = [_upgrade(upgrade) for upgrade in upgrades]
    return {"upgraded": listed} if listed else {}


def _upgrade(upgrade: Upgrade) -> dict[str, Any]:
    kept = {item: _nested(score) for item, score in upgrade.kept.items()}
    return {"from": flat_pin(upgrade.came_from)} | ({"kept": kept} if kept else {})


def _nested(score: Score) -> dict[str, Any]:
    # Ratings in their long form: a rater may be called "text", and {"text": 3} would be a free text's number.
    ratings = {rater: _long(rating) for rater, rating in score.ratings.items()}
    comments = {rater: FreeText(text) for rater, text in score.comments.items()}
    fields = _fields(score) | {"ratings": ratings or None, "comments": comments or None}
    return {name: value for name, value in fields.items() if value is not None}


def _long(rating: Rating) -> dict[str, Any]:
    level = {"level": DOES_NOT_KNOW if rating.level is None else rating.level}
    return level | ({"confidence": str(rating.confidence)} if rating.confidence else {})


def flat_score(capability: str, score: Score) -> Flat:
    """A path for each thing that is held about one capability."""
    fields = _fields(score)
    fields |= {f"ratings/{rater}": rating.model_dump(mode="json") for rater, rating in score.ratings.items()}
    fields |= {f"comments/{rater}": FreeText(text) for rater, text in score.comments.items()}
    prefix = f"scores/{capability}/"
    return {prefix + name: value for name, value in fields.items() if value is not None}


def _fields(score: Score) -> dict[str, Any]:
    return {
        "agreed": score.agreed,
        "not_applicable": FreeText(score.not_applicable) if score.not_applicable else None,
        "confidence": str(score.confidence) if score.confidence else None,
        "target": score.target,
        "note": FreeText(score.note) if score.note else None,
        "evidence": [_evidence(item) for item in score.evidence] or None,
    }


def _evidence(item: Evidence) -> dict[str, Any]:
    texts = {"what": item.what, "link": item.link, "owner": item.owner}
    when = {"when": item.when.isoformat()} if item.when else {}
    return {name: FreeText(text) for name, text in texts.items() if text} | when


def differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The paths whose values differ, in their order."""
    return [path for path in {**old, **new} if old.get(path) != new.get(path)]


def patched(flat: Mapping[str, Any], patch: Mapping[str, Any]) -> Flat:
    """The map with some paths replaced; None takes a path away."""
    return {path: value for path, value in {**flat, **patch}.items() if value is not None}


def with_references(value: Any, keep: Callable[[str], int]) -> Any:
    """The value with each free text replaced by the number under which it is kept."""
    if isinstance(value, FreeText):
        return {"text": keep(value)}
    if isinstance(value, list):
        return [with_references(item, keep) for item in value]
    if isinstance(value, dict):
        return {name: with_references(item, keep) for name, item in value.items()}
    return value


def with_texts(value: Any, texts: Mapping[int, str]) -> Any:
    """The inverse of `with_references`."""
    if (number := _reference(value)) is not None:
        return texts[number]
    if isinstance(value, list):
        return [with_texts(item, texts) for item in value]
    if isinstance(value, dict):
        return {name: with_texts(item, texts) for name, item in value.items()}
    return value


def renumbered(value: Any, numbers: Mapping[int, int]) -> Any:
    """The value with the numbers of some texts replaced."""
    if (number := _reference(value)) is not None:
        return {"text": numbers.get(number, number)}
    if isinstance(value, list):
        return [renumbered(item, numbers) for item in value]
    if isinstance(value, dict):
        return {name: renumbered(item, numbers) for name, item in value.items()}
    return value


def texts_in(value: Any) -> Iterator[str]:
    """All free texts in a value that holds them as texts."""
    if isinstance(value, FreeText):
        yield str(value)
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts_in(item)


def references(value: Any) -> Iterator[int]:
    """The numbers of all free texts in a value."""
    if (number := _reference(value)) is not None:
        yield number
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from references(item)


def _reference(value: Any) -> int | None:
    if isinstance(value, dict) and value.keys() == {"text"} and isinstance(value["text"], int):
        return value["text"]
    return None


def portable(flat: Mapping[str, Any], texts: Mapping[int, str]) -> dict[str, Any]:
    """The portable form's nested keys, for `Assessment.model_validate`."""
    nested: dict[str, Any] = {}
    for path, value in flat.items():
        *above, last = path.split("/")
        here = nested
        for part in above:
            here = here.setdefault(part, {})
        here[last] = with_texts(value, texts)
    return nested
