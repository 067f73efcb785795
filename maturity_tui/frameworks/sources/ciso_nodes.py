"""The flat list of requirement nodes of CISO Assistant, joined to a tree by `parent_urn`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from maturity_tui.frameworks.door import shorten
from maturity_tui.frameworks.sources.ids import Ids, own_id
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.sources.untyped import Node

# Areas deeper than this could not be written as YAML that the door lets in again.
DEEPEST = 15
# urn : packager : risk : req_node : framework : the requirement's own part
_ABOVE_OWN_PART = 5
_YES = (True, 1, "true", "True", "yes", "x", "X")


@dataclass
class Item:
    """One node with its place in the tree; `id` is the source's own, made safe."""

    node: Node
    urn: str
    id: str = ""
    parent: Item | None = None
    below: list[Item] = field(default_factory=list)

    @property
    def is_assessable(self) -> bool:
        """Whether it is scored itself."""
        return self.node.get("assessable").data in _YES

    @property
    def own_part(self) -> str:
        """The end of its urn, as an id."""
        parts = self.urn.split(":")
        own = ":".join(parts[_ABOVE_OWN_PART:]) or parts[-1]
        return own_id(own, "") or own_id(self.node.get("ref_id").line(), "requirement")


def tree_of(nodes: Node, ids: Ids, notes: Notes) -> list[Item]:
    """The items at the top, in order, with all below them. Raises FrameworkError for a circle, or too deep."""
    items = [Item(node, node.get("urn").line()) for node in nodes.items() if not _is_nothing(node, notes)]
    _name(items, ids, notes)
    _join(items, notes)
    _refuse_circles(items)
    return [item for item in items if item.parent is None]


def _is_nothing(node: Node, notes: Notes) -> bool:
    if node.data is None:
        notes.skip("requirement", "it says nothing")
    return node.data is None


def _name(items: list[Item], ids: Ids, notes: Notes) -> None:
    """Ids: first for those that come first to theirs, so that a repeated one never takes another's."""
    seen: set[str] = set()
    again = []
    for item in items:
        own = item.own_part
        if own in seen:
            again.append(item)
        else:
            item.id = ids.unique(own)
            seen.add(own)
    for item in again:
        item.id = ids.unique(item.own_part)
        notes.warn(f"Two requirements have the id {item.own_part}; the second is {item.id} here.")


def _join(items: list[Item], notes: Notes) -> None:
    """Parents by urn, whatever the case, as there; without one, by depth."""
    by_urn: dict[str, Item] = {}
    for item in items:
        by_urn.setdefault(item.urn.casefold(), item)
    last: dict[int, Item] = {}
    for item in items:
        wanted = item.node.get("parent_urn").line()
        depth = item.node.get("depth").whole() or 1
        item.parent = by_urn.get(wanted.casefold()) if wanted else last.get(depth - 1)
        if wanted and item.parent is None:
            notes.warn(
                f"{item.id} lies below {shorten(wanted, 120)}, which is not there: it is put at the top."
            )
        last[depth] = item
        if item.parent is not None:
            item.parent.below.append(item)


def _refuse_circles(items: list[Item]) -> None:
    sound: set[int] = set()
    for item in items:
        way = list(_upwards(item, sound))
        sound.update(id(one) for one in way)
    depth: dict[int, int] = {}
    stack = [(item, 1) for item in items if item.parent is None]
    while stack:
        item, level = stack.pop()
        depth[id(item)] = level
        if level > DEEPEST:
            raise item.node.error(f"The requirements are nested too deeply (at most {DEEPEST} levels)")
        stack += [(below, level + 1) for below in item.below]


def _upwards(item: Item | None, sound: set[int]) -> Iterator[Item]:
    """The item and those above it, up to one that is known to lead to the top."""
    met: set[int] = set()
    start = item
    while item is not None and id(item) not in sound:
        if id(item) in met and start is not None:
            raise start.node.get("parent_urn").error(
                f"{start.id} lies below itself: the parents form a circle"
            )
        met.add(id(item))
        yield item
        item = item.parent
