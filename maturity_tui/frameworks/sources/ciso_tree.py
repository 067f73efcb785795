"""Areas and capabilities from the requirements of CISO Assistant.

A node that is scored and has others below is both: the area is named after it and holds it as a capability, which
keeps the source's id. A heading without anything to score is kept as text of the area above it.
"""

from __future__ import annotations

from dataclasses import dataclass

from maturity_tui.frameworks.models import Area, Capability, Reference
from maturity_tui.frameworks.sources.ciso_groups import Groups
from maturity_tui.frameworks.sources.ciso_nodes import Item, tree_of
from maturity_tui.frameworks.sources.ciso_questions import asked
from maturity_tui.frameworks.sources.ciso_scores import Scores
from maturity_tui.frameworks.sources.ids import Ids
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.sources.untyped import Node, beginning, points
from maturity_tui.frameworks.values import Number

TAKEN = (
    "urn", "ref_id", "name", "description", "annotation", "assessable", "depth", "parent_urn", "weight",
    "implementation_groups", "questions", "typical_evidence", "min_score", "max_score", "scores_definition",
)  # fmt: skip
HEAVIEST = 1_000_000


@dataclass(frozen=True)
class _Made:
    """What became of a node; `text` where it is a heading with nothing to score."""

    area: Area | None = None
    capability: Capability | None = None
    text: str = ""


class Tree:
    """The framework's areas. `is_weighted` is known once they are made."""

    def __init__(
        self, source: Node, id: str, title: str, scores: Scores, groups: Groups, notes: Notes
    ) -> None:
        self.source = source
        self.title = title
        self.id = id
        self.scores = scores
        self.groups = groups
        self.notes = notes
        self.ids = Ids(id)
        self.is_weighted = False
        self._text = ""

    def areas(self) -> tuple[Area, ...]:
        """The top areas in order. What is scored at the very top is gathered in one of the framework's name."""
        nodes = self.source.get("requirement_nodes")
        made = [self.made(item) for item in tree_of(nodes, self.ids, self.notes)]
        loose = tuple(one.capability for one in made if one.capability is not None)
        found: list[Area] = []
        for one in made:
            if one.area is not None:
                found.append(one.area)
            elif one.capability is not None and one.capability is loose[0]:
                id = self.ids.unique(f"{self.id[:100]}.requirements")
                found.append(Area(id=id, title=self.title, capabilities=loose))
        if not found:
            raise nodes.error("The framework holds no requirement that can be assessed")
        self._text = nodes.joined(one.text for one in made)
        return tuple(found)

    def description(self, node: Node) -> str:
        """The framework's own description, and the headings at the top that have nothing to score."""
        return node.joined([node.text(), self._text])

    def made(self, item: Item) -> _Made:
        """A node and all below it."""
        node = item.node
        node.skip_others("requirement", TAKEN, "only what is assessed is read")
        below = [self.made(child) for child in item.below]
        areas = tuple(one.area for one in below if one.area is not None)
        items = tuple(one.capability for one in below if one.capability is not None)
        texts = [one.text for one in below]
        if item.is_assessable:
            own = self.capability(item, "" if areas or items else node.joined(texts))
            if not areas and not items:
                return _Made(capability=own)
            items = (own, *items)
        elif not areas and not items:
            self.notes.skip("heading without requirements", "its text is kept with what it lies under")
            return _Made(text=node.joined([self.heading(item), *texts]))
        else:
            self.skip_unassessed(node)
        return _Made(area=self.area(item, areas, items, texts))

    def skip_unassessed(self, node: Node) -> None:
        """Count what only means something where a node is assessed."""
        for key in ("questions", "implementation_groups", "typical_evidence"):
            self.notes.skip(f"heading: {key}", "a heading is not assessed", len(node.get(key).several()))

    def area(
        self, item: Item, areas: tuple[Area, ...], items: tuple[Capability, ...], texts: list[str]
    ) -> Area:
        """An area; where the node is scored as well, under an id made from its own."""
        node = item.node
        id = self.ids.unique(f"{item.id[:105]}.area") if item.is_assessable else item.id
        parts = [] if item.is_assessable else [node.get("description").text(), node.get("annotation").text()]
        weight = 1 if item.is_assessable else self.weight(item)
        return Area(
            id=id, title=self.name(item), description=node.joined([*parts, *texts]), weight=weight,
            areas=areas, capabilities=items,
        )  # fmt: skip

    def capability(self, item: Item, below: str) -> Capability:
        """What is scored of a node."""
        node = item.node
        question = asked(node.get("questions"), self.notes)
        code = node.get("ref_id").line()
        return Capability(
            id=item.id,
            title=self.name(item, question.question),
            question=question.question,
            description=node.joined([node.get("description").text(), below]),
            guidance=node.joined([node.get("annotation").text(), *question.guidance]),
            groups=self.groups.named(node.get("implementation_groups")),
            weight=self.weight(item),
            answers=question.answers or self.scores.own(node),
            evidence=tuple(line for text in node.get("typical_evidence").texts() for line in points(text)),
            references=(Reference(standard=self.title, ref=code),) if code else (),
        )

    def weight(self, item: Item) -> Number:
        """The node's weight; 1 where it has none, or none that can be used."""
        weight = item.node.get("weight").number()
        if weight is None:
            return 1
        if not 0 <= weight <= HEAVIEST:
            self.notes.warn(
                f"{item.id} weighs {weight}, which is no weight from 0 to {HEAVIEST:,}: it weighs 1."
            )
            return 1
        self.is_weighted = self.is_weighted or weight != 1
        return weight

    @staticmethod
    def name(item: Item, question: str = "") -> str:
        """Its name; else its code, the beginning of what it says, or its id."""
        node = item.node
        said = node.get("name").line() or node.get("ref_id").line()
        texts = (node.get("description").text(), question, node.get("annotation").text())
        return said or next((title for text in texts if (title := beginning(text))), item.id)

    @staticmethod
    def heading(item: Item) -> str:
        """A heading with nothing to score, in words."""
        keys = ("name", "description", "annotation")
        return item.node.joined((item.node.get(key).text() for key in keys), "\n")
