"""The questions of a requirement of CISO Assistant: one that is scored by its choices, others as guidance."""

from __future__ import annotations

from dataclasses import dataclass

from maturity_tui.frameworks.models import Answer
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.sources.untyped import Node
from maturity_tui.frameworks.values import Number

ONE_OF = ("unique_choice", "single_choice")
QUESTION = ("urn", "ref_id", "type", "text", "annotation", "description", "choices")
CHOICE = ("urn", "ref_id", "value", "text", "annotation", "description", "add_score")
_NO_PLACE = "it has no place in a framework here"


@dataclass(frozen=True)
class Asked:
    """What a requirement asks: the line that is shown as its question, its answers, and the rest in words."""

    question: str = ""
    answers: tuple[Answer, ...] = ()
    guidance: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Choice:
    text: str
    description: str = ""
    score: Number | None = None

    @property
    def in_words(self) -> str:
        return f"- {self.text}: {self.description}" if self.description else f"- {self.text}"


@dataclass(frozen=True)
class _Question:
    node: Node
    text: str
    choices: tuple[_Choice, ...]
    answers: tuple[Answer, ...]

    @property
    def in_words(self) -> str:
        return "\n".join([self.text, *(choice.in_words for choice in self.choices)])


def asked(questions: Node, notes: Notes) -> Asked:
    """The questions of a requirement. One, and no more, that gives scores to its choices is how it is scored."""
    every = [_question(node) for node in _each(questions)]
    scored = [one for one in every if one.answers]
    if len(scored) != 1:
        notes.skip("question with scores", "a requirement with several is scored on the scale", len(scored))
        notes.skip("question without scores", "it is kept in words", len(every) - len(scored))
        if len(every) == 1:
            return Asked(every[0].text, (), ("\n".join(choice.in_words for choice in every[0].choices),))
        return Asked("", (), tuple(one.in_words for one in every))
    [main] = scored
    notes.skip("question without scores", "it is kept in words", len(every) - 1)
    blank = [choice for choice in main.choices if choice.score is None]
    notes.skip("choice without a score", "it is kept in words", len(blank))
    said = "\n".join(one.in_words for one in main.choices if one.score is None or one.description)
    return Asked(main.text, main.answers, (said, *(one.in_words for one in every if one is not main)))


def _each(node: Node) -> list[Node]:
    """The questions or choices: a list, or a mapping by urn."""
    return [below for _, below in node.entries()] if node.is_map else node.items()


def _question(node: Node) -> _Question:
    node.skip_others("question", QUESTION, _NO_PLACE)
    choices = tuple(_choice(choice) for choice in _each(node.get("choices")))
    text = node.first("text", "annotation", "description", "ref_id").line()
    answers = _answers(node, choices) if node.get("type").line() in ONE_OF else ()
    return _Question(node, text, choices, answers)


def _choice(node: Node) -> _Choice:
    if not node.is_map:
        return _Choice(node.line())
    node.skip_others("choice", CHOICE, _NO_PLACE)
    text = node.first("value", "text", "annotation", "ref_id").line()
    return _Choice(text, node.get("description").line(), node.get("add_score").number())


def _answers(node: Node, choices: tuple[_Choice, ...]) -> tuple[Answer, ...]:
    """The choices that have a score; those of one score are one answer. None where fewer than two differ."""
    found: dict[Number, list[str]] = {}
    for choice in choices:
        if choice.score is not None:
            found.setdefault(choice.score, []).append(choice.text or str(choice.score))
    if len(found) < 2:
        return ()
    return tuple(Answer(value=value, text=node.fitted(" / ".join(texts))) for value, texts in found.items())
