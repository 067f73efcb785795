"""CISO Assistant's implementation groups: defined in one place, named in many, and not always spelled alike."""

from __future__ import annotations

import re

from maturity_tui.frameworks.models import Group
from maturity_tui.frameworks.sources.ids import Ids, own_id
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.sources.untyped import Node
from maturity_tui.frameworks.values import clean_line

TAKEN = ("ref_id", "name", "description")


class Groups:
    """The groups by what requirements call them; one that is named and not defined is added."""

    def __init__(self, definition: Node, notes: Notes) -> None:
        self.notes = notes
        self._ids = Ids()
        self._by_name: dict[str, Group] = {}
        for node in definition.items():
            node.skip_others("implementation group", TAKEN, "it has no place in a framework here")
            name = node.first("ref_id", "name").line()
            if not name or name in self._by_name:
                self.notes.skip("implementation group", "its ref_id is missing or stands twice")
                continue
            self._add(name, node.get("name").line() or name, node.get("description").text())

    def named(self, node: Node) -> tuple[str, ...]:
        """The ids of the groups that a requirement names, each once."""
        return tuple(dict.fromkeys(self._of(name) for name in self.names(node)))

    @staticmethod
    def names(node: Node) -> list[str]:
        """The names as they are written: a list, or one text with commas."""
        if isinstance(node.data, str):
            return [name for name in map(clean_line, re.split(r"[,\n]", node.text())) if name]
        return [name for name in map(clean_line, node.texts()) if name]

    def all(self) -> tuple[Group, ...]:
        """Every group, the defined ones first."""
        return tuple(self._by_name.values())

    def _of(self, name: str) -> str:
        if name not in self._by_name:
            self.notes.warn(
                f"The implementation group {name} is not defined: it is added under its own name."
            )
            self._add(name, name, "")
        return self._by_name[name].id

    def _add(self, name: str, title: str, description: str) -> None:
        id = self._ids.unique(own_id(name, "group"))
        self._by_name[name] = Group(id=id, title=title, description=description)
