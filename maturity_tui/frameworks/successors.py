"""What became of an item in another version of its framework: the same id, or the id that took its place."""

from __future__ import annotations

from functools import cached_property

from maturity_tui.frameworks.models import Framework


class Successors:
    """From the ids of one version to those of another.

    Both ways: an older version knows nothing of newer ids, but the newer one's aliases say where they come from.
    """

    def __init__(self, old: Framework, new: Framework) -> None:
        self.old = old
        self.new = new
        self._known = ids(new)

    def of(self, id: str) -> tuple[str, ...]:
        """The ids in the new version that an id in force in the old one leads to; none where it is gone.

        More than one only on the way back, where several items had become one.
        """
        if id in self._known:
            return (id,)
        if id in self.new.aliases:
            return (self.new.aliases[id],)
        return self._former.get(id, ())

    @cached_property
    def _former(self) -> dict[str, tuple[str, ...]]:
        """By id in the old version, what its own older ids are or lead to in the new one."""
        found: dict[str, dict[str, None]] = {}
        for former, id in self.old.aliases.items():
            target = former if former in self._known else self.new.aliases.get(former)
            if target is not None:
                found.setdefault(id, {})[target] = None
        return {id: tuple(targets) for id, targets in found.items()}


def ids(framework: Framework) -> set[str]:
    """The ids of everything that an alias may lead to, and of the attributes."""
    attributes = (item.id for item in framework.attributes)
    return {*framework.capabilities, *framework.every_area, *attributes}
