"""The whole numbers at which a framework of CISO Assistant is scored, and those of a requirement of its own.

As there, every whole number from the lowest to the highest can be given; the definition names some of them. Where
neither bound is stated they are those of the definition (older files name 1 to 5 and no more), else 0 and 100.
"""

from __future__ import annotations

from maturity_tui.frameworks.models import Answer, Level, Rule
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.sources.untyped import Node
from maturity_tui.frameworks.values import Number

LOWEST, HIGHEST = 0, 100
MOST_STEPS = 1_001
TAKEN = ("score", "name", "description")
KEYS = ("min_score", "max_score", "scores_definition")
_AGGREGATIONS = {"sum": Rule.SUM, "mean": None, "average": None}


class Scores:
    """The framework's scale, and how it adds up where the definition says so."""

    def __init__(self, source: Node, notes: Notes) -> None:
        self.notes = notes
        self.rollup: Rule | None = None
        definition = source.get("scores_definition")
        if definition.is_map:
            definition.skip_others("scores_definition", ("scale", "aggregation"), "only the scale is read")
            self._aggregation(definition.get("aggregation"))
        self._names = self._defined(definition)
        self.lowest, self.highest = self._bounds(source)
        self.scale = self._steps(self.lowest, self.highest, self._names)

    def own(self, node: Node) -> tuple[Answer, ...]:
        """The steps of a requirement that has its own range or names; none where it is scored as all are."""
        if all(node.get(key).is_empty for key in KEYS):
            return ()
        names = self._defined(node.get("scores_definition"))
        lowest, highest = self._range(node, *(_unstated(node, names) or (self.lowest, self.highest)))
        steps = self._steps(lowest, highest, names or self._names)
        if steps == self.scale:
            return ()
        if any(step.meaning for step in steps) and names:
            self.notes.skip("requirement: description of a score of its own", "answers have names only")
        return tuple(Answer(value=step.value, text=step.name) for step in steps)

    def _bounds(self, source: Node) -> tuple[int, int]:
        """The framework's bounds, said where they are not stated but taken from the names."""
        unstated = _unstated(source, self._names)
        if unstated is not None:
            low, high = unstated
            self.notes.warn(
                f"No lowest and highest score are stated: those with names are taken, {low} to {high}."
            )
        return self._range(source, *(unstated or (LOWEST, HIGHEST)))

    def _range(self, node: Node, lowest: int, highest: int) -> tuple[int, int]:
        low, high = node.get("min_score").whole(), node.get("max_score").whole()
        low = lowest if low is None else low
        high = highest if high is None else high
        if low > high:
            raise node.error(f"The lowest score, {low}, is above the highest, {high}")
        if high - low >= MOST_STEPS:
            raise node.error(f"There are too many scores from {low} to {high} (at most {MOST_STEPS:,})")
        return low, high

    def _defined(self, definition: Node) -> dict[int, tuple[str, str]]:
        """Name and meaning of each score that has one: a list, or a list under `scale`."""
        found: dict[int, tuple[str, str]] = {}
        entries = definition.get("scale") if definition.is_map else definition
        for node in entries.items():
            node.skip_others("score", TAKEN, "it has no place in a scale here")
            score = node.get("score").whole()
            if score is None or score in found:
                self.notes.skip("score", "its number is missing or stands twice")
            else:
                found[score] = node.get("name").line(), node.get("description").text()
        return found

    def _steps(self, lowest: int, highest: int, names: dict[int, tuple[str, str]]) -> tuple[Level, ...]:
        outside = sum(score < lowest or score > highest for score in names)
        self.notes.skip("score", f"it lies outside {lowest} to {highest}", outside)
        return tuple(_level(value, *names.get(value, ("", ""))) for value in range(lowest, highest + 1))

    def _aggregation(self, node: Node) -> None:
        name = node.line()
        self.rollup = _AGGREGATIONS.get(name)
        if name and name not in _AGGREGATIONS:
            self.notes.warn(f"Scores add up by {name} there, which is no rule here: they are averaged.")


def _unstated(node: Node, names: dict[int, tuple[str, str]]) -> tuple[int, int] | None:
    """The lowest and highest score with a name, where several have one and neither bound is stated."""
    stated = not node.get("min_score").is_empty or not node.get("max_score").is_empty
    return None if stated or len(names) < 2 else (min(names), max(names))


def _level(value: Number, name: str, meaning: str) -> Level:
    return Level(value=value, name=name or str(value), meaning=meaning)
