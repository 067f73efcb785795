"""The files of SAMM's core model: found, read once, and joined by their ids."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from maturity_tui.frameworks.door import shorten
from maturity_tui.frameworks.sources.handed import Handed
from maturity_tui.frameworks.sources.ids import own_id
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.sources.untyped import Node, beginning

# The folders of the model, what one file of each is called, and the keys that are read from it.
KINDS = {
    "business_functions": ("business function", "model id name description order type"),
    "security_practices": (
        "security practice", "function id name shortName shortDescription longDescription order type",
    ),
    "streams": ("stream", "practice id name letter description order type"),
    "maturity_levels": ("maturity level", "id number description type"),
    "practice_levels": ("practice level", "practice maturityLevel id objective type"),
    "activities": ("activity", "stream level id title benefit shortDescription longDescription type"),
    "questions": ("question", "activity answerSet id text order quality type"),
    "answer_sets": ("answer set", "id values type"),
}  # fmt: skip
SUFFIXES = (".yml", ".yaml")
# A model is claimed by the folders that nothing else has.
TELLING = frozenset({"questions", "answer_sets", "practice_levels"})
DEEPEST = 2
UNORDERED = 1_000_000


def model_of(names: Iterable[str]) -> str | None:
    """The folder that holds the model's folders, as names are written ("", "model/"); None where there is none."""
    found: dict[str, set[str]] = {}
    for name in names:
        *above, kind, file = ["", *name.split("/")]
        if kind in KINDS and file.endswith(SUFFIXES) and len(above) <= DEEPEST + 1:
            found.setdefault("".join(f"{part}/" for part in above if part), set()).add(kind)
    models = [folder for folder, kinds in found.items() if kinds >= TELLING]
    return min(models, key=lambda folder: (folder.count("/"), folder != "model/", folder), default=None)


def version_of(files: Files, handed: Handed, notes: Notes) -> str:
    """What the functions say that they are part of: SAMM20 is 2.0; the files' date where they say nothing."""
    named = {text: None for piece in files.of("business_functions") if (text := piece.line("model"))}
    if not named:
        notes.warn("The model does not say its version: the date of its files stands for it.")
        return handed.date.isoformat()
    if len(named) > 1:
        notes.warn(f"The functions name different models ({', '.join(named)}): the first one is taken.")
    name = next(iter(named))
    if digits := re.fullmatch(r"[A-Za-z ]*([0-9])([0-9])", name):
        return f"{digits[1]}.{digits[2]}"
    return re.sub(r"^[A-Za-z ]+(?=[0-9])", "", name)


@dataclass(frozen=True)
class Piece:
    """One file of the model. Two are equal where their ids are."""

    files: Files
    folder: str
    id: str
    node: Node

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Piece) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return KINDS[self.folder][0]

    @property
    def file(self) -> str:
        """Where it stands."""
        return self.node.document.file

    @property
    def name(self) -> str:
        """Its title; the name of its file where it has none."""
        return self.node.first("name", "title").line() or PurePosixPath(self.file).stem

    @property
    def order(self) -> tuple[int | float, str]:
        """Where it stands among its like: as it says, else by the name of its file."""
        order = self.node.get("order").number()
        return UNORDERED if order is None else order, self.file

    def text(self, key: str) -> str:
        """A text of the file."""
        return self.node.get(key).text()

    def line(self, key: str) -> str:
        """A text of the file on one line."""
        return self.node.get(key).line()

    def long_text(self) -> str:
        """The long description, else the short one."""
        short = self.text("shortDescription")
        long = self.text("longDescription")
        if long and short:
            self.node.notes.skip(f"{self.kind}: shortDescription", "the long description is read")
        return long or short

    def linked(self, key: str, folder: str) -> Piece:
        """What an id under a key leads to. Raises FrameworkError where that is nothing."""
        wanted = own_id(self.line(key), "")
        if not wanted:
            raise self.node.get(key).error(f"The {self.kind} does not name its {KINDS[folder][0]} (`{key}`)")
        found = self.files.by_id.get(wanted)
        if found is None or found.folder != folder:
            raise self.node.get(key).error(
                f"There is no {KINDS[folder][0]} with the id {shorten(wanted)!r} in model/{folder}",
                "Is a file of the model missing?",
            )
        return found


class Files:
    """Every file of the model by its kind, in order, and by its id. Raises FrameworkError."""

    def __init__(self, handed: Handed, notes: Notes, folder: str) -> None:
        self.place = str(handed.path)
        self.by_id: dict[str, Piece] = {}
        self._of: dict[str, list[Piece]] = {kind: [] for kind in KINDS}
        for name in handed.names:
            kind = _kind(name, folder)
            if kind is None:
                _skip(name, folder, notes)
            else:
                self._add(Node.of(handed.document(name), notes), kind)
        self._sorted = {
            kind: tuple(sorted(pieces, key=lambda piece: piece.order)) for kind, pieces in self._of.items()
        }

    def of(self, kind: str) -> tuple[Piece, ...]:
        """All files of a folder, in order."""
        return self._sorted[kind]

    def under(self, kind: str, key: str, above: str) -> dict[str, list[Piece]]:
        """All files of a folder by the id that they name under a key. Raises FrameworkError for a dangling one."""
        found: dict[str, list[Piece]] = defaultdict(list)
        for piece in self.of(kind):
            found[piece.linked(key, above).id].append(piece)
        return found

    def _add(self, node: Node, kind: str) -> None:
        word, keys = KINDS[kind]
        id = own_id(node.get("id").line(), "")
        if not id:
            raise node.error(
                f"The {word} has no id", "Every file of the model has a line `id: …` of 32 digits."
            )
        if (other := self.by_id.get(id)) is not None:
            raise node.get("id").error(f"The id {shorten(id)!r} is also that of {other.file}")
        node.skip_others(word, keys.split(), "it has no place in a framework here")
        piece = Piece(self, kind, id, node)
        self.by_id[id] = piece
        self._of[kind].append(piece)


def number_of(level: Piece) -> int:
    """The number of a maturity level. Raises FrameworkError where it has none."""
    number = level.node.get("number").whole()
    if number is None or not 1 <= number <= 1000:
        raise level.node.get("number").error("The maturity level has no number from 1 to 1,000")
    return number


def _kind(name: str, folder: str) -> str | None:
    if not name.startswith(folder) or not name.endswith(SUFFIXES):
        return None
    kind, _, file = name.removeprefix(folder).partition("/")
    return kind if kind in KINDS and "/" not in file else None


def _skip(name: str, folder: str, notes: Notes) -> None:
    """Count a file by the folder it lies in."""
    inside = name.startswith(folder)
    parent = (name.removeprefix(folder) if inside else name).rpartition("/")[0].split("/")[0]
    where = f"{folder if inside else ''}{parent}".strip("/")
    notes.skip(f"file in {beginning(where)}/" if where else "file", "it is no part of SAMM's core model")
