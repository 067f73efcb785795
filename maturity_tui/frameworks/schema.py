"""JSON Schema of the files, made from the models: editors then complete, explain and check what people write.

The words are here and not in the models: they are for someone who writes a file by hand. A schema sees a
file as editors do, with every key as text; what spans several values (unique ids) is checked on reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maturity_tui.frameworks.crosswalk import Crosswalk
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.standards import Standards
from maturity_tui.frameworks.values import Value

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]
# For each model the meaning of its keys; under "" that of the whole, where the docstring is for programmers.
Words = Mapping[str, Mapping[str, str]]

FRAMEWORK_WORDS: Words = {
    "Framework": {
        "": "A maturity model or a framework of skills.",
        "schema": "What this file is, and the version of its form.",
        "id": "Stable name of the framework; with the version it is what an assessment names (id@version).",
        "version": "Version of the content. In quotes if it looks like a number.",
        "title": "Name shown on screens and in reports.",
        "description": "What the framework is and whom it is for.",
        "kind": "maturity: scored on the scale. skills: areas show shares at target, never a mean.",
        "licence": "Terms under which the content may be used and passed on.",
        "scale": "The levels, from the lowest to the highest.",
        "rollup": "How a node's figure comes from those below it, unless its area says otherwise.",
        "areas": "The areas, in the order in which they are shown.",
        "attributes": "Generic attributes of people, in the shape of capabilities.",
        "roles": "Roles and their steps, each with the skill levels it requires.",
        "groups": "Parts that may be assessed by themselves, such as implementation groups.",
        "aliases": "Older ids and the ids that took their place.",
    },
    "Licence": {
        "name": "Name of the licence, such as CC-BY-4.0.",
        "attribution": "The words that must stand wherever the content is shown.",
        "url": "Where the licence can be read.",
        "redistribution": "internal: left out of everything that is made for sharing.",
    },
    "Level": {
        "value": "The figure that enters the mean; need not be a whole number.",
        "name": "Short name of the level.",
        "meaning": "What the level means, whatever is scored.",
    },
    "Area": {
        "id": "Stable id, unique in the framework.",
        "title": "Name shown on screens and in reports.",
        "description": "What the area is about.",
        "rollup": "Rule of this area; left out: the framework's.",
        "threshold": "For cumulative: from where an item counts. Not, partly, largely or fully; left out: L.",
        "weight": "Weight among its siblings.",
        "areas": "Areas within this one, to any depth.",
        "capabilities": "What is scored here.",
    },
    "Capability": {
        "": "What is scored: a capability, or in a framework of skills a skill.",
        "id": "Stable id, unique in the framework.",
        "title": "Name shown on screens and in reports.",
        "question": "What the workshop asks itself.",
        "description": "What it is.",
        "guidance": "How to go about it.",
        "groups": "Ids of the groups that it belongs to.",
        "weight": "Weight among its siblings.",
        "core": "Whether the short workshop asks it.",
        "levels": "What each level looks like, by its value. A level without words may still be scored.",
        "defined": "The only levels at which it can be scored; left out: the whole scale.",
        "answers": "Its own answers, instead of the scale.",
        "level": "For staged, cumulative and nplf: the level that this item belongs to.",
        "evidence": "What to look at before scoring.",
        "needs": "Capabilities that this one rests on.",
        "references": "Points of published standards.",
    },
    "Group": {
        "": "A part of the framework that may be assessed by itself.",
        "id": "Stable id, unique in the framework.",
        "title": "Name shown on screens and in reports.",
        "description": "What the group is for.",
    },
    "Answer": {"value": "The figure that the answer scores.", "text": "The answer."},
    "Need": {
        "capability": "Id of the capability that is needed.",
        "slack": "How many levels this one may run ahead of it.",
    },
    "Reference": {"standard": "Name of the standard.", "ref": "Code or name of the point."},
    "Role": {
        "id": "Stable id of the role.",
        "title": "Name of the role.",
        "description": "What the role is.",
        "family": "The family that it belongs to.",
        "skills": "Skills that are named without a level.",
        "levels": "The steps of the role.",
    },
    "RoleLevel": {
        "id": "Stable id of the step, unique in the role.",
        "title": "Job title at this step.",
        "description": "What somebody at this step does.",
        "order": "Place in the order of steps; the lowest comes first.",
        "grades": "Usual grades, for information.",
        "parallel_to": "The step that this one stands beside, and not above.",
        "requires": "Skills and the level of each, by name or value.",
    },
}
STANDARDS_WORDS: Words = {
    "Standards": {
        "": "The standards that frameworks may refer to.",
        "schema": "What this file is, and the version of its form.",
        "standards": "The standards: names and codes, none of their text.",
    },
    "Standard": {
        "name": "The name that references use.",
        "title": "Full name.",
        "publisher": "Who publishes it.",
        "licence": "Terms of the names listed here.",
        "redistribution": "open: the names may be passed on under the licence.",
        "url": "Where it can be read.",
        "pointer": "true: only pointed at; its points have a code and no name.",
        "points": "Its points.",
    },
    "Point": {
        "ref": "Code, or name where there is none.",
        "name": "Name of the point, where the standard is open.",
        "parent": "The point that it belongs to.",
    },
}
CROSSWALK_WORDS: Words = {
    "Crosswalk": {
        "": "Which items of one framework go with which of another.",
        "schema": "What this file is, and the version of its form.",
        "from": "The first framework, as id@version.",
        "to": "The second framework, as id@version.",
        "title": "Name shown on screens; left out: the two ids.",
        "source": "Who says so, or where it is published.",
        "date": "Since when it stands.",
        "licence": "Terms under which the links may be used and passed on.",
        "links": "The links, one a line.",
    },
    "Link": {
        "": "One item of the first framework and one of the second; nothing is said of levels.",
        "from": "Id of a capability, skill, attribute or area of the first framework.",
        "to": "Id of a capability, skill, attribute or area of the second framework.",
        "certainty": "stated by the source, judged by a person, or suggested by name and not looked at.",
        "note": "Why, where it is not plain.",
    },
    "Certainty": {"": "How sure a link is."},
    "Licence": FRAMEWORK_WORDS["Licence"],
}


def schemas() -> dict[str, Schema]:
    """The JSON Schemas of this floor's files, by name."""
    return {
        "framework": json_schema("framework", Framework, FRAMEWORK_WORDS),
        "standards": json_schema("standards", Standards, STANDARDS_WORDS),
        "crosswalk": json_schema("crosswalk", Crosswalk, CROSSWALK_WORDS),
    }


def json_schema(name: str, model: type[Value], words: Words) -> Schema:
    """The JSON Schema of one kind of file. Needs nothing from any host: the `$id` is a name."""
    made = model.model_json_schema(by_alias=True, mode="validation")
    definitions: dict[str, Schema] = made.pop("$defs", {})
    for title, definition in {model.__name__: made, **definitions}.items():
        _describe(definition, words.get(title, {}))
    made["required"] = ["schema", *made.get("required", [])]
    head = {"$schema": DIALECT, "$id": f"urn:maturity-tui:{name}:1"}
    tail = {"$defs": definitions} if definitions else {}
    tidied: Schema = _tidy(head | made | tail)
    return tidied


def _describe(definition: Schema, words: Mapping[str, str]) -> None:
    if "" in words:
        definition["description"] = words[""]
    if "description" in definition:
        definition["description"] = " ".join(definition["description"].split())
    for key, schema in _properties(definition).items():
        schema["title"] = key.replace("_", " ").capitalize()
        if key in words:
            schema["description"] = words[key]


def _properties(definition: Schema) -> dict[str, Schema]:
    """The properties of an object, or of the long form among several forms."""
    for form in [definition, *definition.get("anyOf", [])]:
        if "properties" in form:
            properties: dict[str, Schema] = form["properties"]
            return properties
    return {}


def _tidy(node: Any) -> Any:
    """The same schema without pydantic's habits: integer-or-number, bounds beside unions, empty defaults."""
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidied = {
        key: {name: _tidy(part) for name, part in item.items()} if key in _BY_NAME else _tidy(item)
        for key, item in node.items()
        if (key, item) not in _EMPTY
    }
    if tidied.get("anyOf") == [{"type": "integer"}, {"type": "number"}]:
        tidied.pop("anyOf")
        tidied = {"type": "number", **tidied}
    elif tidied.get("anyOf", [])[:2] == [{"type": "integer"}, {"type": "number"}]:
        tidied["anyOf"] = tidied["anyOf"][1:]
    for name, keyword in (("ge", "minimum"), ("le", "maximum")):
        bound: Any = tidied.pop(name, None)
        if bound is not None and abs(bound) < _NO_BOUND:
            tidied[keyword] = bound
    if "patternProperties" in tidied:
        tidied["additionalProperties"] = False
    first = {key: tidied[key] for key in _FIRST if key in tidied}
    return first | tidied


_BY_NAME = ("properties", "patternProperties", "$defs")
_FIRST = ("$schema", "$id", "title", "description", "type", "required")
_NO_BOUND = 1e15  # every number's, against slips; nothing to tell an author
_EMPTY: tuple[tuple[str, Any], ...] = (("default", None), ("default", ""), ("default", []), ("default", {}))
