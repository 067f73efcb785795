"""OWASP DSOMM's `model.yaml`: what the model is, then dimension → sub-dimension → activity.

Newer files say in a first document (or under `meta`) which version they are and name dependencies by uuid; older
ones are one document without a version, and name dependencies by the activity's name. An activity is scored by
how far it is put into practice, from 0 to 1; sub-dimensions, dimensions and the whole are means.
"""

from __future__ import annotations

from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.models import Area, Framework, Group, Licence, Rule
from maturity_tui.frameworks.sources.dsomm_activities import Activities
from maturity_tui.frameworks.sources.dsomm_progress import scale_of
from maturity_tui.frameworks.sources.handed import Handed
from maturity_tui.frameworks.sources.ids import Ids, own_id, slug
from maturity_tui.frameworks.sources.reading import Notes, Shipped
from maturity_tui.frameworks.sources.untyped import Node, sound

TITLE = "OWASP DSOMM: its model.yaml"
ID = "dsomm"
META = "meta"
# The project's README: the program is under the GPL 3, the model's content under Attribution-ShareAlike.
LICENCE = Licence(
    name="Attribution-ShareAlike (the model; the program around it: GPL-3.0)",
    attribution="This work is based on the OWASP DevSecOps Maturity Model (https://dsomm.owasp.org/).",
    url="https://github.com/devsecopsmaturitymodel/DevSecOps-MaturityModel", redistribution="open",
)  # fmt: skip
# An activity has a level and at least one of these; nothing else nests such things three deep.
TELLING = frozenset({"risk", "measure", "uuid", "dependsOn", "difficultyOfImplementation"})
_NOT_READ = "it is about the file, not about the model"
_NO_ACTIVITY = "it is no activity"


def claims(handed: Handed) -> bool:
    """Whether an activity lies where one should: three keys deep."""
    try:
        if handed.is_folder or not handed.is_document(handed.names[0]):
            return False
        return any(_holds_activity(document.data) for document in handed.documents(handed.names[0]))
    except FrameworkError:
        return False


def read(handed: Handed, notes: Notes, shipped: Shipped) -> Framework:
    """The model. Raises FrameworkError where it holds no activity."""
    documents = [Node.of(document, notes) for document in handed.documents(handed.names[0])]
    meta = next((node.get(META) for node in documents if node.is_map and not node.get(META).is_empty), None)
    model = next((node for node in documents if _holds_activity(node.data)), None)
    if model is None:
        raise documents[0].error(
            "There is no activity in the file",
            "DSOMM's model.yaml has dimensions, in them sub-dimensions, in them activities with a level.",
        )
    if len(documents) > 2:
        notes.skip("document", _NOT_READ, len(documents) - 2)
    with sound(str(handed.path)):
        return _framework(model, meta, handed, notes)


def _framework(model: Node, meta: Node | None, handed: Handed, notes: Notes) -> Framework:
    version = ""
    if meta is not None:
        version = meta.get("version").line()
        meta.skip_others(META, ("version", "progressDefinition"), _NOT_READ)
    if not version:
        notes.warn("The file does not say its version: its date stands for it.")
        version = handed.date.isoformat()
    areas, groups = _tree(model, notes)
    return Framework(
        id=ID, version=version, title="OWASP DevSecOps Maturity Model", licence=LICENCE, rollup=Rule.MEAN,
        scale=scale_of(None if meta is None else meta.get("progressDefinition"), notes),
        areas=areas, groups=groups,
    )  # fmt: skip


def _tree(model: Node, notes: Notes) -> tuple[tuple[Area, ...], tuple[Group, ...]]:
    """The dimensions. All activities take their own ids first; what is made from titles has to give way."""
    ids = Ids(ID)
    activities = Activities(ids, notes)
    sorted_out = [
        (dimension, [(sub, activities.add(below)) for sub, below in _parts(node, notes)])
        for dimension, node in _parts(model, notes)
        if dimension != META
    ]
    areas = []
    for dimension, subs in sorted_out:
        id = ids.unique(slug(dimension, "dimension"))
        below = tuple(
            Area(
                id=ids.unique(own_id(f"{id[:60]}.{slug(sub, 'part')[:50]}")), title=sub, rollup=Rule.MEAN,
                capabilities=tuple(activities.made(node) for node in found),
            )
            for sub, found in subs
            if found
        )  # fmt: skip
        if below:
            areas.append(Area(id=id, title=dimension, rollup=Rule.MEAN, areas=below))
        else:
            notes.skip("dimension", "it holds no activity")
    if not areas:
        raise model.error("There is no activity in the file")
    return tuple(areas), activities.groups()


def _parts(node: Node, notes: Notes) -> list[tuple[str, Node]]:
    """The keys below that hold keys themselves; others are counted."""
    found = []
    for title, below in node.entries():
        if title and below.is_map and not below.is_empty:
            found.append((title, below))
        elif not below.is_empty:
            notes.skip(title or "nameless key", _NO_ACTIVITY)
    return found


def _holds_activity(data: object) -> bool:
    """Whether one of the things three keys deep is an activity."""
    level: list[object] = [data]
    for _ in range(3):
        level = [below for one in level if isinstance(one, dict) for below in one.values()]
    return any(isinstance(one, dict) and "level" in one and not TELLING.isdisjoint(one) for one in level)
