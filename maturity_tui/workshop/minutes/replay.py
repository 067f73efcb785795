"""An assessment at any point of its past, from the journal's entries one after the other.

Lenient: a text that was erased since, or an item that no framework knows any more, does not stop the reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from maturity_tui.assessments.models import EMPTY_SCORE, Idea, Perspective, Score
from maturity_tui.workshop.level_words import ERASED


class Past:
    """What is held after the entries that were applied so far."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[str, Any]] = {}
        self._scores: dict[str, Score] = {}
        self.raters: dict[str, Perspective] = {}
        self.ideas: tuple[Idea, ...] = ()
        self.scope: Any = "all"
        self.status = "draft"
        self.framework = ""

    def apply(self, after: Mapping[str, Any]) -> None:
        """Go one entry on. Paths are those of the portable form; None takes one away."""
        for path, value in after.items():
            head, _, rest = path.partition("/")
            if head == "scores":
                self._take_score(rest, value)
            elif head == "raters" and value is None:
                self.raters.pop(rest, None)
            elif head == "raters":
                self.raters[rest] = Perspective(value)
            elif head == "ideas":
                self.ideas = tuple(_idea(one) for one in value or ())
            elif head == "scope":
                self.scope = value if isinstance(value, str) else tuple(value)
            elif head == "status":
                self.status = str(value)
            elif head == "framework":
                self.framework = f"{value['id']}@{value['version']}"

    def _take_score(self, path: str, value: Any) -> None:
        item, _, field = path.partition("/")
        fields = self._fields.setdefault(item, {})
        if value is None:
            fields.pop(field, None)
        else:
            fields[field] = value
        self._scores.pop(item, None)

    def score(self, item: str) -> Score:
        """What is held about a capability, by the id that it had."""
        if item not in self._scores:
            fields = self._fields.get(item)
            self._scores[item] = score_of(fields) if fields else EMPTY_SCORE
        return self._scores[item]

    def items(self) -> Iterator[str]:
        """The capabilities about which something is held."""
        yield from (item for item, fields in self._fields.items() if fields)


def score_of(fields: Mapping[str, Any]) -> Score:
    """A score from its paths."""
    data: dict[str, Any] = {"ratings": {}, "comments": {}}
    for name, value in fields.items():
        head, _, rater = name.partition("/")
        if rater:
            data[head][rater] = value if head == "ratings" else _text(value)
        elif head == "evidence":
            data[head] = [_piece(one) for one in value]
        else:
            data[head] = _text(value) if head in ("note", "not_applicable") else value
    return Score.model_validate(data)


def _piece(piece: Mapping[str, Any]) -> dict[str, Any]:
    return {**piece, "what": _text(piece.get("what"))}


def _idea(idea: Mapping[str, Any]) -> Idea:
    return Idea.model_validate({**idea, "text": _text(idea.get("text"))})


def _text(text: Any) -> str:
    """A free text; where it was erased, what says so."""
    return str(text).strip() or ERASED if text is not None else ERASED
