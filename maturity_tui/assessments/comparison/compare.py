"""Two or more assessments side by side, on what they have in common.

Of one framework, at whatever versions. A capability is compared where every assessment has scored it, under one and the
same item of the version that knows them all, at the same levels; the others are left out and said. What became of
several, or of which several became one, has no one score to hold against another: nothing is averaged. All figures are
rolled up over the capabilities compared, by the rules of that version: none differs because one side has scored more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from maturity_tui.assessments.comparison import words
from maturity_tui.assessments.figures import NodeFigure, Results
from maturity_tui.assessments.models import Assessment, FrameworkPin, Score
from maturity_tui.assessments.organisation import Theme
from maturity_tui.assessments.rollup import roll_up
from maturity_tui.assessments.scope import in_scope, scores_held
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.successors import Successors

Held = tuple[Assessment, Framework]


class CompareError(ValueError):
    """These cannot be held together; a sentence."""


@dataclass(frozen=True)
class Side:
    """One of the assessments: as it is (`own` figures), and moved onto the version in which all are compared."""

    assessment: Assessment
    framework: Framework
    moved: Assessment
    results: Results
    own: Results


@dataclass(frozen=True)
class CompareLine:
    """One node: each side's figure, in the order of the sides; None where a side has none."""

    node: NodeFigure
    figures: tuple[NodeFigure | None, ...]
    shares: bool = False

    @property
    def values(self) -> tuple[Fraction | None, ...]:
        """Each side's figure as a number; in a skills framework an area's is a share."""
        return tuple(None if one is None else one.score for one in self.figures)

    @property
    def spread(self) -> Fraction | None:
        """From the lowest to the highest of the sides; None where fewer than two have a figure."""
        known = [value for value in self.values if value is not None]
        return max(known) - min(known) if len(known) > 1 else None

    def against(self, side: int, base: int = 0) -> Fraction | None:
        """How far a side lies above (below: negative) another one, by default the first."""
        value, other = self.values[side], self.values[base]
        return None if value is None or other is None else value - other


@dataclass(frozen=True)
class Comparison:
    """What `compare_assessments` gives. `shared` is in the scope of all, `compared` what all have scored of it.

    `left_out` are sentences: what is not compared, and why.
    """

    framework: Framework
    sides: tuple[Side, ...]
    lines: tuple[CompareLine, ...]
    shared: tuple[str, ...]
    compared: tuple[str, ...]
    left_out: tuple[str, ...]

    @cached_property
    def by_id(self) -> dict[str, CompareLine]:
        """Every line by its node's id."""
        return {line.node.id: line for line in self.lines}

    @property
    def whole(self) -> CompareLine:
        """The line of the whole."""
        return self.lines[0]

    def furthest_apart(self, kind: str, most: int) -> tuple[CompareLine, ...]:
        """The areas (`area`) or capabilities (`capability`) that differ most, the widest first; none that is equal."""
        apart = [line for line in self.lines if line.node.kind == kind and line.spread]
        return tuple(sorted(apart, key=lambda line: -(line.spread or Fraction()))[:most])

    def explain(self, node: str, names: Sequence[str]) -> str:
        """One node in a sentence, the sides under these names."""
        return words.explain(self, node, names)


def compare_assessments(held: Sequence[Held], ambition: Sequence[Theme] = ()) -> Comparison:
    """Hold two or more assessments together. Raises CompareError where they have nothing in common."""
    if len(held) < 2:
        raise CompareError("Name two assessments or more to compare.")
    if len({one.id for one, _ in held}) != len(held):
        raise CompareError("An assessment is named twice: name different ones.")
    ids = list(dict.fromkeys(its.id for _, its in held))
    if len(ids) > 1:
        raise CompareError(
            f"{held[0][0].id} is an assessment of {ids[0]} and another one of {ids[1]}:"
            " only assessments of one framework are compared."
        )
    base = common_version([its for _, its in held])
    homes = [_homes(one, its, base) for one, its in held]
    shared = tuple(item for item in base.capabilities if all(item in home for home in homes))
    if not shared:
        raise CompareError(
            f"These assessments have no {base.noun} in common: none is in the scope of all of them."
        )
    moved = [_moved(one, its, base, home, shared) for (one, its), home in zip(held, homes, strict=True)]
    compared = tuple(item for item in shared if all(one.score(item).agreed is not None for one in moved))
    if not compared:
        raise CompareError(f"These assessments have no {base.noun} in common that all of them have scored.")
    sides = tuple(
        _side(one, its, base, at.changed(scope=compared), ambition)
        for (one, its), at in zip(held, moved, strict=True)
    )
    left_out = _left_out(held, base, homes, shared, compared)
    return Comparison(base, sides, tuple(_lines(base, sides)), shared, compared, left_out)


def common_version(frameworks: Sequence[Framework]) -> Framework:
    """The version in which these are compared: the one that knows most ids of the others; of equals the last."""
    known = [{*one.capabilities, *one.aliases} for one in frameworks]
    reach = [sum(len(mine & set(other.capabilities)) for other in frameworks) for mine in known]
    best = max(range(len(frameworks)), key=lambda at: (reach[at], at))
    return frameworks[best]


def _homes(assessment: Assessment, framework: Framework, base: Framework) -> dict[str, str]:
    """By their ids in the version compared, the ids in the assessment's own of what is in its scope.

    Only what is one item here and one there, and can be scored at the same levels.
    """
    scope = in_scope(framework, assessment.scope)
    if framework is base:
        return {item: item for item in scope}
    nexts, backs = Successors(framework, base), Successors(base, framework)
    found: dict[str, list[str]] = {}
    for item in framework.capabilities:
        for target in nexts.of(item):
            found.setdefault(target, []).append(item)
    return {
        new: items[0]
        for new, items in found.items()
        if len(items) == 1
        and len(nexts.of(items[0])) == 1
        and len(backs.of(new)) <= 1
        and items[0] in scope
        and new in base.capabilities
        and _levels(framework, items[0]) == _levels(base, new)
    }


def _levels(framework: Framework, item: str) -> list[float]:
    return [level.value for level in framework.levels_of(framework.capabilities[item])]


def _moved(
    assessment: Assessment, framework: Framework, base: Framework, homes: Mapping[str, str], shared: Sequence[str]
) -> Assessment:  # fmt: skip
    """The assessment on the version compared: what it says of the shared capabilities, without ratings."""
    held = scores_held(framework, assessment)
    scores = {}
    for item in shared:
        if (score := held.get(homes[item])) is not None:
            scores[item] = Score(
                agreed=score.agreed, not_applicable=score.not_applicable, target=score.target
            )
    pin = FrameworkPin(id=base.id, version=base.version)
    return assessment.changed(framework=pin, scope=tuple(shared), scores=scores, upgraded=(), ideas=())


def _side(
    assessment: Assessment, framework: Framework, base: Framework, moved: Assessment,
    ambition: Sequence[Theme],
) -> Side:  # fmt: skip
    own = roll_up(framework, assessment, ambition)
    return Side(assessment, framework, moved, roll_up(base, moved, ambition), own)


def _lines(base: Framework, sides: Sequence[Side]) -> Iterator[CompareLine]:
    for node in sides[0].results.nodes:
        figures = tuple(side.results.by_id.get(node.id) for side in sides)
        yield CompareLine(node, figures, base.is_skills and node.kind != "capability")


def _left_out(
    held: Sequence[Held], base: Framework, homes: Sequence[Mapping[str, str]], shared: Sequence[str],
    compared: Sequence[str],
) -> tuple[str, ...]:  # fmt: skip
    """What is not compared: what a version does not have as it is, what is not in every scope, what is not scored."""
    notes: list[str] = []
    if len({its.reference for _, its in held}) > 1:
        notes.append(words.versions(list(dict.fromkeys(its.version for _, its in held)), base))
    known = [_known(its, base) for _, its in held]
    lost = [item for item in base.capabilities if any(item not in one for one in known)]
    some = {item for home in homes for item in home}
    outside = [item for item in base.capabilities if item in some.difference(shared, lost)]
    blank = [item for item in shared if item not in compared]
    found = (
        (words.not_in_all, lost), (words.gone, _gone(held, base)),
        (words.out_of_scope, outside), (words.not_scored, blank),
    )  # fmt: skip
    return (*notes, *(say(base, items) for say, items in found if items))


def _known(its: Framework, base: Framework) -> set[str]:
    """The items of the base that a version has as one and the same, at the same levels."""
    whole = Assessment.model_construct(scope="all", scores={})
    return set(_homes(whole, its, base))


def _gone(held: Sequence[Held], base: Framework) -> list[str]:
    """The titles of capabilities that only another version has."""
    found: dict[str, None] = {}
    for _, its in held:
        nexts = Successors(its, base)
        found |= dict.fromkeys(
            capability.title for item, capability in its.capabilities.items() if not nexts.of(item)
        )
    return list(found)
