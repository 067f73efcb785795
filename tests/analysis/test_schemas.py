"""JSON Schema for editors: current, self-contained, as wide as the files and as narrow as the models."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from maturity_tui.analysis.schemas import all_schemas, schema_text
from maturity_tui.frameworks import door

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "frameworks/schema"
SHIPPED = sorted([*(ROOT / "frameworks").rglob("*.yaml"), *(ROOT / "assessments").rglob("*.yaml")])
SCHEMAS = all_schemas()
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


def as_editors_see_it(value: Any) -> Any:
    """The same tree with every key as text, which is all that JSON has."""
    if isinstance(value, dict):
        return {
            key if isinstance(key, str) else json.dumps(key): as_editors_see_it(part)
            for key, part in value.items()
        }
    return [as_editors_see_it(part) for part in value] if isinstance(value, list) else value


def check(name: str, value: Any) -> None:
    Draft202012Validator(SCHEMAS[name]).validate(as_editors_see_it(value))


def name_of(path: Path) -> str:
    match = MODELINE.match(path.read_text(encoding="utf-8"))
    assert match, f"{path} does not begin with the line that names its schema"
    target = (path.parent / match[1]).resolve()
    assert target.parent == FOLDER.resolve()
    assert target.is_file(), f"{path} names {match[1]}, which is not there"
    return target.stem


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schema_is_current(name: str) -> None:
    committed = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    assert committed == schema_text(name), (
        "write it anew: maturity frameworks schema -o frameworks/schema --force"
    )


def test_every_committed_schema_is_one_of_ours() -> None:
    assert {"framework", "standards", "inputs", "organisation", "assessment", "scenario"} <= SCHEMAS.keys()
    assert {path.stem for path in FOLDER.glob("*.json")} >= SCHEMAS.keys()


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_valid_one_and_needs_no_host(name: str) -> None:
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].startswith("urn:")
    references = [node["$ref"] for node in nodes(schema) if isinstance(node.get("$ref"), str)]
    assert references
    assert all(reference.startswith("#/$defs/") for reference in references)
    assert "http" not in schema_text(name).replace(schema["$schema"], "")


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_explained(name: str) -> None:
    for node in nodes(SCHEMAS[name]):
        for key, part in node.get("properties", {}).items():
            if isinstance(part, dict):
                assert part.get("title"), key
                assert part.get("description", "").endswith("."), f"{node.get('title')}.{key}"
    assert SCHEMAS[name]["title"]
    assert "`" not in SCHEMAS[name]["description"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_shipped_file_names_its_schema_and_keeps_to_it(path: Path) -> None:
    name = name_of(path)
    data = door.read_file(path).data
    assert data["schema"] == f"maturity/{name}@1"
    if name in SCHEMAS:
        check(name, data)


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_unknown_key_is_refused_wherever_it_stands(name: str) -> None:
    """One slip in each kind of object; maps by id take any key, so what stands there is no value either."""
    path = min((path for path in SHIPPED if name_of(path) == name), key=lambda path: path.stat().st_size)
    data = as_editors_see_it(door.read_file(path).data)
    validator = Draft202012Validator(SCHEMAS[name])
    tried: set[tuple[str, ...]] = set()
    for trail, node in objects(data):
        shape = tuple(sorted(node))
        if shape not in tried and "scores" not in trail[2:]:
            tried.add(shape)
            node["not a key"] = {"nor": [{"a": "value"}]}
            assert not validator.is_valid(data), trail
            del node["not a key"]
    assert len(tried) > 2


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(part)


def objects(value: Any, trail: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    if isinstance(value, dict):
        yield trail, value
        for key, part in list(value.items()):
            yield from objects(part, (*trail, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from objects(part, (*trail, str(index)))


def own_assessment(**score: Any) -> dict[str, Any]:
    return {
        "schema": "maturity/assessment@1", "id": "o/r/t/f", "team": "t", "round": {"id": "r", "title": "R"},
        "framework": {"id": "f", "version": "1"}, "raters": {"t1": "team"}, "scores": {"a.b": score},
    }  # fmt: skip


@pytest.mark.parametrize(
    "rating", [2, 2.5, "x", {"level": 1}, {"level": "x", "confidence": "low"}, {"confidence": "high"}]
)
def test_the_short_forms_of_a_rating_are_known(rating: Any) -> None:
    check("assessment", own_assessment(ratings={"t1": rating}))


@pytest.mark.parametrize("rating", ["X", "two", True, [1], {"level": "y"}, {"lvel": 1}, None])
def test_what_is_no_rating_is_not(rating: Any) -> None:
    with pytest.raises(ValidationError):
        check("assessment", own_assessment(ratings={"t1": rating}))


def test_a_score_and_a_scope_take_every_form_of_the_format() -> None:
    check("assessment", own_assessment(agreed=2, target=None, evidence=[{"what": "x", "when": "2026-09-30"}]))
    for scope in ("core", "all", ["a.b"]):
        check("assessment", {**own_assessment(), "scope": scope})
    with pytest.raises(ValidationError):
        check("assessment", {**own_assessment(), "scope": "some"})


def test_levels_are_keyed_by_number() -> None:
    item = {"id": "a.b", "title": "B", "levels": {0: "x", -1: "y", 2.5: "z"}}
    framework = {
        "schema": "maturity/framework@1", "id": "f", "version": "1", "title": "F", "licence": {"name": "L"},
        "scale": [{"value": 0, "name": "No"}], "areas": [{"id": "a", "title": "A", "capabilities": [item]}],
    }  # fmt: skip
    check("framework", framework)
    item["levels"] = {"one": "x"}
    with pytest.raises(ValidationError):
        check("framework", framework)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_file_must_say_what_it_is(name: str) -> None:
    assert "schema" in SCHEMAS[name]["required"]
    with pytest.raises(ValidationError):
        check(name, {"schema": f"maturity/{name}@2"})
