"""The ODI's Data Maturity Assessment as JSON: dimensions, in them activities, in them questions with statements.

The same activity recurs under several dimensions, so ids are paths. The lowest score wins at every node, so a
level that no statement describes may still be scored: a question whose last statement stops at level 3 would
otherwise hold the whole at 3 for ever.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.models import Area, Capability, Framework, Licence, Rule
from maturity_tui.frameworks.sources.dma_levels import Levels
from maturity_tui.frameworks.sources.handed import Handed
from maturity_tui.frameworks.sources.ids import Ids, own_id, slug
from maturity_tui.frameworks.sources.reading import Notes, Shipped
from maturity_tui.frameworks.sources.untyped import Node, beginning, sound

TITLE = "a Data Maturity Assessment (ODI): JSON of dimensions, activities and questions"
ID = "dma"
# Three of them, joined, are within what an id may have.
LONGEST_PART = 36
_NO_PLACE = "it has no place in a framework here"
_TITLES = ("title", "name", "text")


def claims(handed: Handed) -> bool:
    """Whether there are levels, and dimensions that hold activities."""
    try:
        if handed.is_folder or not handed.is_document(handed.names[0]):
            return False
        data = handed.document(handed.names[0]).data
    except FrameworkError:
        return False
    if not isinstance(data, dict) or not isinstance(data.get("dimensions"), list) or "levels" not in data:
        return False
    return any(isinstance(one, dict) and "activities" in one for one in data["dimensions"])


def read(handed: Handed, notes: Notes, shipped: Shipped) -> Framework:
    """The assessment's questions. Raises FrameworkError where it has no level or no question."""
    root = Node.of(handed.document(handed.names[0]), notes)
    with sound(str(handed.path)):
        return _Reader(root, handed, notes).framework()


class _Reader:
    """One walk from the dimensions to the statements."""

    def __init__(self, root: Node, handed: Handed, notes: Notes) -> None:
        self.root = root
        self.handed = handed
        self.notes = notes
        title = root.first("title", "name").line()
        self.title = title or PurePosixPath(handed.name).stem
        self.id = slug(title, ID)
        self.ids = Ids(self.id)
        self.levels = Levels(root, notes)

    def framework(self) -> Framework:
        """All that can be scored."""
        root = self.root
        taken = ("title", "name", "description", "version", "levels", "dimensions", *_LICENCES)
        root.skip_others("assessment", taken, _NO_PLACE)
        areas = self.areas(root.get("dimensions").items(), "dimension", "")
        if not areas:
            raise root.get("dimensions").error("The file holds no question")
        return Framework(
            id=self.id, version=self.version(), title=self.title, description=root.get("description").text(),
            licence=_licence(root), scale=self.levels.scale, rollup=Rule.LOWEST, areas=areas,
        )  # fmt: skip

    def version(self) -> str:
        """What the file says, else its date."""
        version = self.root.get("version").line()
        if not version:
            self.notes.warn("The file does not say its version: its date stands for it.")
        return version or self.handed.date.isoformat()

    def areas(self, nodes: list[Node], kind: str, above: str) -> tuple[Area, ...]:
        """The dimensions, or the activities of one; what holds no question is left out and counted."""
        inner = "activities" if kind == "dimension" else "questions"
        found = []
        for number, node in enumerate(nodes, start=1):
            node.skip_others(kind, ("id", "title", "name", "description", inner), _NO_PLACE)
            title = node.first(*_TITLES[:2]).line() or f"{kind.capitalize()} {number}"
            id = self.path(above, node, title)
            below = node.get(inner).items()
            areas = self.areas(below, "activity", id) if kind == "dimension" else ()
            items = self.questions(below, id) if kind == "activity" else ()
            if not areas and not items:
                self.notes.skip(kind, "it holds no question")
                continue
            found.append(
                Area(id=id, title=title, description=node.get("description").text(), rollup=Rule.LOWEST,
                     areas=areas, capabilities=items)
            )  # fmt: skip
        return tuple(found)

    def questions(self, nodes: list[Node], above: str) -> tuple[Capability, ...]:
        """The questions of an activity, each with its statements by level."""
        found = []
        for number, node in enumerate(nodes, start=1):
            node.skip_others("question", ("id", *_TITLES, "question", "description", "statements"), _NO_PLACE)
            text = node.first("text", "question", "title", "name").line()
            title = node.first("title", "name").line() or beginning(text) or f"Question {number}"
            found.append(
                Capability(
                    id=self.path(above, node, f"q{number}"), title=title, question=text,
                    description=node.get("description").text(), levels=self.levels.said(node.get("statements")),
                )
            )  # fmt: skip
        return tuple(found)

    def path(self, above: str, node: Node, title: str) -> str:
        """The id of the node above, and this one's own or what its title makes."""
        own = own_id(node.get("id").line(), "") or slug(title)
        part = own[:LONGEST_PART].rstrip("-._")
        return self.ids.unique(f"{above}.{part}" if above else part)


_LICENCES = ("licence", "license", "attribution")


def _licence(root: Node) -> Licence:
    """What the file says of it. Where it says nothing, it is kept to this organisation."""
    name = root.first("licence", "license").line()
    if not name:
        root.notes.warn(
            "The file does not say under what licence it is: it is kept out of what is passed on."
        )
    return Licence(
        name=name or "Not stated", attribution=root.get("attribution").text(), redistribution="internal"
    )
