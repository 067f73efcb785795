"""A framework in a library of CISO Assistant: YAML with `objects.framework`, whose requirements are a flat list.

A library may also hold threats, controls, matrices and mappings: they are counted. One that holds no framework is
refused, with what it does hold.
"""

from __future__ import annotations

import re

from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.models import Framework, Licence, Rule
from maturity_tui.frameworks.sources.ciso_groups import Groups
from maturity_tui.frameworks.sources.ciso_scores import Scores
from maturity_tui.frameworks.sources.ciso_tree import Tree
from maturity_tui.frameworks.sources.handed import Handed
from maturity_tui.frameworks.sources.ids import slug
from maturity_tui.frameworks.sources.reading import Notes, Shipped
from maturity_tui.frameworks.sources.untyped import Node, beginning, sound
from maturity_tui.frameworks.values import clean_line

TITLE = "a library of CISO Assistant: YAML with objects.framework"
LIBRARY = ("urn", "ref_id", "name", "description", "copyright", "version", "objects")
FRAMEWORK = (
    "urn", "ref_id", "name", "description", "min_score", "max_score", "scores_definition",
    "implementation_groups_definition", "requirement_nodes",
)  # fmt: skip
# What else a framework is called where a library may hold several.
FRAMEWORKS = ("framework", "frameworks")
_ABOUT = "it is about the library, not about the framework"
_OTHERS = "only the framework is read"
# Terms that let anybody pass a text on, and those that take it back.
_OPEN = re.compile(
    r"\bCC0\b|\bCC[ -]BY(-SA)?\b(?![ -]N)|public domain|open government licen[cs]e|\bOGL\b|apache licen[cs]e"
    r"|\bMIT licen[cs]e|licence ouverte|\betalab\b|creative commons attribution(?!.{0,20}(non|no[ -]deriv))",
    re.IGNORECASE | re.DOTALL,
)
_CLOSED = re.compile(
    r"all rights reserved|\bnot\b.{0,30}public domain|non-?commercial|no[ -]?deriv|\bCC[ -]BY(-[A-Z]+)*-N[CD]\b",
    re.IGNORECASE | re.DOTALL,
)


def claims(handed: Handed) -> bool:
    """Whether the file has a urn and objects, as every library does."""
    try:
        if handed.is_folder or not handed.is_document(handed.names[0]):
            return False
        data = handed.document(handed.names[0]).data
    except FrameworkError:
        return False
    return isinstance(data, dict) and isinstance(data.get("objects"), dict) and "urn" in data


def read(handed: Handed, notes: Notes, shipped: Shipped) -> Framework:
    """The library's framework. Raises FrameworkError where it holds none, or nothing that can be assessed."""
    library = Node.of(handed.document(handed.names[0]), notes)
    library.skip_others("library", LIBRARY, _ABOUT)
    source = _framework_of(library, notes)
    source.skip_others("framework", FRAMEWORK, "it has no place in a framework here")
    with sound(str(handed.path)):
        return _made(library, source, handed, notes)


def _made(library: Node, source: Node, handed: Handed, notes: Notes) -> Framework:
    title = source.get("name").line() or library.get("name").line()
    code = (
        source.get("ref_id").line()
        or library.get("ref_id").line()
        or library.get("urn").line().rpartition(":")[2]
    )
    id = slug(code or title, "framework")
    version = library.get("version").line()
    if not version:
        notes.warn("The library does not say its version: the file's date stands for it.")
        version = handed.date.isoformat()
    scores = Scores(source, notes)
    groups = Groups(source.get("implementation_groups_definition"), notes)
    tree = Tree(source, id, title or code or id, scores, groups, notes)
    areas = tree.areas()
    return Framework(
        id=id, version=version, title=title or code or id, licence=_licence(library, notes), scale=scores.scale,
        description=tree.description((library if source.get("description").is_empty else source).get("description")),
        rollup=scores.rollup or (Rule.WEIGHTED_MEAN if tree.is_weighted else Rule.MEAN),
        areas=areas, groups=groups.all(),
    )  # fmt: skip


def _framework_of(library: Node, notes: Notes) -> Node:
    """The one framework; others in the same library, and all other objects, are counted."""
    objects = library.get("objects")
    found: list[Node] = []
    for kind, node in objects.entries():
        if kind in FRAMEWORKS:
            found += node.several()
        elif not node.is_empty:
            notes.skip(kind, _OTHERS, _count(node))
    if not found:
        held = ", ".join(f"{_count(node)} {kind}" for kind, node in objects.entries() if not node.is_empty)
        raise objects.error(f"This library holds no framework; it holds {held or 'nothing'}")
    if len(found) > 1:
        notes.warn(f"The library holds {len(found)} frameworks: only the first one is read.")
        notes.skip("framework", "another one of the library is read", len(found) - 1)
    return found[0]


def _count(node: Node) -> int:
    return len(node.data) if isinstance(node.data, list) else 1


def _licence(library: Node, notes: Notes) -> Licence:
    """The copyright's own text; open where it clearly says so."""
    text = library.get("copyright").text()
    if not text:
        notes.warn("The library does not say under what licence it is: it is kept out of what is passed on.")
        return Licence(name="Not stated", redistribution="internal")
    is_open = bool(_OPEN.search(text)) and not _CLOSED.search(text)
    name = beginning(text) or beginning(clean_line(text))
    return Licence(name=name, attribution=text, redistribution="open" if is_open else "internal")
