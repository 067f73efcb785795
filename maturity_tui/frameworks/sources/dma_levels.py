"""The levels of a Data Maturity Assessment, and which statement belongs to which."""

from __future__ import annotations

from maturity_tui.frameworks.models import Level
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.sources.untyped import Node
from maturity_tui.frameworks.values import Number

_OWN = ("level", "value", "number", "id")


class Levels:
    """The scale: names in a list count from 1, unless statements count from 0; levels may say their own number."""

    def __init__(self, root: Node, notes: Notes) -> None:
        self.notes = notes
        nodes = _nodes(root.get("levels"))
        if not nodes:
            raise root.get("levels").error("The file names no levels", "`levels` is a list of names.")
        first = 0 if _counts_from_0(root, len(nodes)) else 1
        self.scale = tuple(sorted((_level(node, n) for n, node in enumerate(nodes, first)), key=_value))
        self._by_name = {level.name.casefold(): level.value for level in self.scale}

    def said(self, statements: Node) -> dict[Number, str]:
        """The statements by level; several of one level are lines of one text."""
        found: dict[Number, list[str]] = {}
        for node in statements.items():
            node.skip_others(
                "statement", ("text", "statement", "associatedLevel", "level", "id"), "it has no place here"
            )
            text = node.first("text", "statement").text()
            value = self._of(node.first("associatedLevel", "level"))
            if value is None:
                self.notes.skip("statement", "it belongs to none of the levels")
            elif text:
                found.setdefault(value, []).append(text)
        return {value: statements.joined(found[value], "\n") for value in sorted(found)}

    def _of(self, node: Node) -> Number | None:
        """The level that a statement names, by number or by name."""
        name = node.line().casefold()
        if name in self._by_name:
            return self._by_name[name]
        try:
            number = float(name)
        except ValueError:
            return None
        return next((level.value for level in self.scale if level.value == number), None)


def _nodes(levels: Node) -> list[Node]:
    return [node for _, node in levels.entries()] if levels.is_map else levels.items()


def _level(node: Node, number: int) -> Level:
    if not node.is_map:
        return Level(value=number, name=node.line() or f"Level {number}")
    own = node.first(*_OWN)
    value = own.number() if isinstance(own.data, int | float) else number
    name = node.first("name", "title", "label").line()
    return Level(
        value=number if value is None else value, name=name or f"Level {value}",
        meaning=node.first("description", "meaning").text(),
    )  # fmt: skip


def _value(level: Level) -> Number:
    return level.value


def _counts_from_0(root: Node, count: int) -> bool:
    """Whether some statement belongs to level 0, and none to a level that counting from 1 alone would have."""
    numbers = [
        statement.first("associatedLevel", "level").data
        for dimension in root.get("dimensions").items()
        for activity in dimension.get("activities").items()
        for question in activity.get("questions").items()
        for statement in question.get("statements").items()
    ]
    return 0 in [number for number in numbers if isinstance(number, int)] and count not in numbers
