"""A question of SAMM as a capability, scored by the answers of its set."""

from __future__ import annotations

from maturity_tui.frameworks.door import shorten
from maturity_tui.frameworks.models import Answer, Capability
from maturity_tui.frameworks.sources.samm_files import UNORDERED, Piece
from maturity_tui.frameworks.sources.untyped import Node
from maturity_tui.frameworks.values import Number


def capability(
    question: Piece, activity: Piece, stream: Piece, level: int, answers: tuple[Answer, ...]
) -> Capability:
    """The question, with what its activity says to do and the criteria that an answer must meet."""
    benefit = activity.text("benefit")
    return Capability(
        id=question.id,
        title=activity.line("title") or f"{stream.name}, level {level}",
        question=question.line("text"),
        description=activity.node.joined([activity.long_text(), f"Benefit: {benefit}" if benefit else ""]),
        guidance=question.node.joined(question.node.get("quality").texts(), "\n"),
        groups=(stream.id,),
        answers=answers,
        level=level,
    )


def answers_of(piece: Piece) -> tuple[Answer, ...]:
    """The answers of a set in their order. Raises FrameworkError: none, one without a value, two of one value."""
    nodes = sorted(piece.node.get("values").items(), key=_order)
    found: dict[Number, Answer] = {}
    for node in nodes:
        value = node.get("value").number()
        if value is None:
            raise node.error("An answer has no value")
        if node.get("weight").number() not in (None, 1):
            node.notes.skip("answer: weight", "answers count by their values")
        if value in found:
            raise node.error(f"Two answers of the set have the value {value}")
        found[value] = Answer(value=value, text=node.get("text").line() or str(value))
    if not found:
        raise piece.node.error(f"The answer set {shorten(piece.id)!r} has no answers")
    return tuple(found.values())


def _order(node: Node) -> Number:
    order = node.get("order").number()
    return UNORDERED if order is None else order
