"""The activities of DSOMM as capabilities: found first, so that dependencies can look in both directions."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_tui.frameworks.models import Capability, Group, Need, Reference
from maturity_tui.frameworks.sources.ids import Ids, own_id, slug
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.sources.untyped import Node, points
from maturity_tui.frameworks.values import clean_line

TAKEN = (
    "uuid", "level", "dependsOn", "risk", "measure", "description", "assessment", "references", "tags", "meta",
    "comments", "comment", "implementation", "difficultyOfImplementation", "usefulness", "isImplemented", "evidence",
    "teamsImplemented", "teamsEvidence",
)  # fmt: skip
# What an activity holds beside what it is, and why it stays out.
LEFT_OUT = {
    "implementation": "tools and links are not part of what is scored",
    "difficultyOfImplementation": "effort is for inputs, which have figures of their own",
    "usefulness": "it is an estimate without a unit here",
    "isImplemented": "it is somebody's assessment, not the model",
    "evidence": "it is somebody's assessment, not the model",
    "teamsImplemented": "it is somebody's assessment, not the model",
    "teamsEvidence": "it is somebody's assessment, not the model",
}
NO_TAG = "none"
# What the model's authors write where they do not know a reference yet.
NO_REFERENCE = "TODO"


class Activities:
    """All activities: their ids by uuid and by name, and the groups that their tags make."""

    def __init__(self, ids: Ids, notes: Notes) -> None:
        self.ids = ids
        self.notes = notes
        self._id_at: dict[tuple[object, ...], str] = {}
        self._title_at: dict[tuple[object, ...], str] = {}
        self._known: dict[str, str] = {}
        self._named: dict[str, str] = {}
        self._groups: dict[str, Group] = {}
        self._group_ids = Ids()

    def add(self, sub: Node) -> list[Node]:
        """Take note of the activities of a sub-dimension; what is none is counted."""
        found = []
        for title, node in sub.entries():
            if node.is_map and not node.is_empty and title:
                self._note(title, node)
                found.append(node)
            elif not node.is_empty:
                self.notes.skip(title or "nameless key", "it is no activity")
        return found

    def _note(self, title: str, node: Node) -> None:
        uuid = node.get("uuid").line()
        wanted = own_id(uuid, "") or slug(title, "activity")
        id = self.ids.unique(wanted)
        if id != wanted and uuid:
            self.notes.warn(f"Two activities have the uuid {uuid}; {title} is {id} here.")
        self._id_at[node.path], self._title_at[node.path] = id, title
        if uuid:
            self._known.setdefault(uuid, id)
        if self._named.setdefault(_key(title), id) != id:
            self.notes.warn(f"Two activities are called {title}: a dependency by that name means the first.")

    def made(self, node: Node) -> Capability:
        """An activity as it was noted, with its needs."""
        node.skip_others("activity", TAKEN, "it has no place in a framework here")
        for key, reason in LEFT_OUT.items():
            below = node.get(key)
            if not below.is_empty and below.data is not False:
                self.notes.skip(f"activity: {key}", reason, len(below.several()))
        risk = node.get("risk").text()
        return Capability(
            id=self._id_at[node.path],
            title=self._title_at[node.path],
            description=node.joined([node.get("description").text(), f"Risk: {risk}" if risk else ""]),
            guidance=node.joined([node.get("measure").text(), *_advice(node)]),
            groups=tuple(self._tags(node)),
            level=self._level(node),
            evidence=tuple(line for text in node.get("assessment").texts() for line in points(text)),
            needs=tuple(self._needs(node)),
            references=tuple(self._references(node.get("references"))),
        )

    def groups(self) -> tuple[Group, ...]:
        """The tags that were met, as groups."""
        return tuple(self._groups.values())

    def _level(self, node: Node) -> int | None:
        level = node.get("level").whole()
        if level is None or level < 1 or level > 1000:
            self.notes.warn(f"{self._title_at[node.path]} has no level from 1 upwards.")
            return None
        return level

    def _tags(self, node: Node) -> Iterator[str]:
        seen = set()
        for tag in map(clean_line, node.get("tags").texts()):
            if tag != NO_TAG and tag not in seen:
                seen.add(tag)
                if tag not in self._groups:
                    self._groups[tag] = Group(id=self._group_ids.unique(slug(tag, "tag")), title=tag)
                yield self._groups[tag].id

    def _needs(self, node: Node) -> Iterator[Need]:
        id, seen = self._id_at[node.path], set()
        for wanted in map(clean_line, node.get("dependsOn").texts()):
            found = self._known.get(wanted) or self._named.get(_key(wanted))
            if found is None:
                self.notes.warn(f"{self._title_at[node.path]} depends on {wanted}, which is not in the file.")
                self.notes.skip("dependency", "what it names is not in the file")
            elif found == id:
                self.notes.skip("dependency", "an activity cannot depend on itself")
            elif found not in seen:
                seen.add(found)
                yield Need(capability=found)

    def _references(self, references: Node) -> Iterator[Reference]:
        for standard, node in references.entries() if not references.is_empty else ():
            for ref in map(clean_line, node.texts()):
                if ref == NO_REFERENCE or not standard:
                    self.notes.skip(f"reference: {standard or 'nameless'}", "it is not filled in")
                elif ref:
                    yield Reference(standard=standard, ref=ref)


def _advice(node: Node) -> Iterator[str]:
    """What is said about how to go about it, beside the measure."""
    meta = node.get("meta")
    if not meta.is_empty:
        meta.skip_others("activity: meta", ("implementationGuide",), "it has no place in a framework here")
        yield meta.get("implementationGuide").text()
    yield node.get("comments").text()
    yield node.get("comment").text()


def _key(title: str) -> str:
    return clean_line(title).casefold()
