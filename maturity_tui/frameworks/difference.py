"""What differs between two versions of a framework, as values. `compare` finds it, `compare_text` says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any


class ChangeKind(StrEnum):
    """How something changed, in the order in which it is told.

    `renamed`: an id replaced, or a title under one id. `reworded`: any longer text. `changed`: a setting.
    """

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    LEVELS_GAINED = "levels-gained"
    LEVELS_LOST = "levels-lost"
    CHANGED = "changed"
    REWORDED = "reworded"


@dataclass(frozen=True)
class ItemChange:
    """One thing that changed: `what` it is (skill, area, role, requirement, …), its id now, or once if it is gone.

    `part` names the part where it is not the whole (question, level 3, weight). `before` and `after` are JSON
    values, None where there was or is nothing; `sentence` says it to a person.
    """

    kind: ChangeKind
    what: str
    id: str
    title: str
    sentence: str
    part: str = ""
    before: Any = None
    after: Any = None

    def data(self) -> dict[str, Any]:
        """The change with stable keys, for JSON."""
        return {
            "kind": str(self.kind), "what": self.what, "id": self.id, "title": self.title, "part": self.part,
            "before": self.before, "after": self.after, "sentence": self.sentence,
        }  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """All changes from one framework (id@version) to another, in the order of the frameworks."""

    old: str
    new: str
    changes: tuple[ItemChange, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing differs but, perhaps, the version."""
        return not self.changes

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many changes there are of each kind that occurs, in the order of the kinds."""
        found = Counter(change.kind for change in self.changes)
        return {str(kind): found[kind] for kind in ChangeKind if kind in found}

    @cached_property
    def counts_by_what(self) -> dict[tuple[ChangeKind, str], int]:
        """How many things of each sort changed in each way, in the order of the kinds.

        A skill with three texts that read differently is one here, and three in `counts`.
        """
        found = Counter(kind_what for kind_what, _ in dict.fromkeys(
            ((change.kind, change.what), change.id) for change in self.changes
        ))  # fmt: skip
        order = list(ChangeKind)
        return dict(sorted(found.items(), key=lambda pair: order.index(pair[0][0])))

    def of_kind(self, kind: ChangeKind) -> tuple[ItemChange, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind is kind)

    def touching(self, ids: Collection[str]) -> Difference:
        """Only what concerns these items (by their ids in either version), and the scale."""
        kept = (
            change
            for change in self.changes
            if change.what == "scale" or change.id in ids or (_replaced(change) and change.before in ids)
        )
        return Difference(self.old, self.new, tuple(kept))

    def without(self, part: Difference) -> Difference:
        """The rest beside a part of it."""
        taken = {id(change) for change in part.changes}
        rest = tuple(change for change in self.changes if id(change) not in taken)
        return Difference(self.old, self.new, rest)

    def data(self) -> dict[str, Any]:
        """The whole with stable keys, for JSON."""
        changes = [change.data() for change in self.changes]
        return {"from": self.old, "to": self.new, "counts": self.counts, "changes": changes}


def _replaced(change: ItemChange) -> bool:
    return change.kind is ChangeKind.RENAMED and change.part == "id"
