"""What changed between two versions of a framework: all of it, in order, and nothing that did not."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_tui.frameworks import Framework, load_framework
from maturity_tui.frameworks.canonical import canonical_json
from maturity_tui.frameworks.compare import Difference, compare
from maturity_tui.frameworks.compare_text import as_lines, as_markdown, summary
from maturity_tui.frameworks.models import Area, Capability, Group, Level, Role, RoleLevel

ROOT = Path(__file__).parents[2] / "frameworks"

BASE: dict[str, Any] = {
    "id": "small", "version": "1", "title": "Small", "kind": "skills", "description": "About it",
    "licence": {"name": "CC0"},
    "scale": [{"value": value, "name": name, "meaning": f"{name} means"} for value, name in
              enumerate(["Aware", "Working", "Expert"], start=1)],
    "groups": [{"id": "g1", "title": "First group", "description": "x"}],
    "areas": [
        {"id": "a", "title": "Area A", "description": "An area", "capabilities": [
            {"id": "a.one", "title": "One", "question": "How is one?", "description": "One is", "guidance": "Do one",
             "levels": {1: "one at first", 2: "one later"}, "evidence": ["a log"],
             "references": [{"standard": "S", "ref": "1"}], "needs": [{"capability": "a.two"}]},
            {"id": "a.two", "title": "Two", "defined": [2, 3]},
        ]},
        {"id": "b", "title": "Area B", "capabilities": [
            {"id": "b.one", "title": "Third"},
            {"id": "b.two", "title": "Fourth", "answers": [{"value": 0, "text": "No"}, {"value": 1, "text": "Yes"}]},
        ]},
    ],
    "attributes": [{"id": "AUTO", "title": "Autonomy"}],
    "roles": [
        {"id": "r", "title": "Role", "family": "F", "description": "It works", "skills": ["b.one"], "levels": [
            {"id": "junior", "title": "Junior role", "order": 1, "grades": ["G1"], "description": "Young",
             "requires": {"a.one": "aware", "a.two": 2}},
            {"id": "senior", "title": "Senior role", "order": 2, "parallel_to": "junior",
             "requires": {"a.one": "expert"}},
        ]},
    ],
}  # fmt: skip


def made(change: Callable[[dict[str, Any]], Any] = lambda _: None, version: str = "2") -> Framework:
    data = copy.deepcopy(BASE)
    data["version"] = version
    change(data)
    return Framework.model_validate(data)


def difference(change: Callable[[dict[str, Any]], Any]) -> Difference:
    return compare(made(version="1"), made(change))


def told(found: Difference) -> list[tuple[str, str, str, Any, Any]]:
    return [(str(one.kind), one.what, one.id, one.before, one.after) for one in found.changes]


def item(data: dict[str, Any], area: int = 0, place: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = data["areas"][area]["capabilities"][place]
    return found


def test_another_version_with_the_same_content_is_no_difference() -> None:
    same = difference(lambda _: None)
    assert same.is_empty
    assert same.data() == {"from": "small@1", "to": "small@2", "counts": {}, "changes": []}
    assert list(as_lines(same)) == ["small@1 → small@2", "Nothing differs."]


def test_blanks_and_line_ends_are_no_rewording() -> None:
    assert difference(lambda data: item(data).update(question="How  is\none? ")).is_empty


def test_what_is_new_and_what_is_gone_stand_in_the_frameworks_order() -> None:
    def change(data: dict[str, Any]) -> None:
        del data["areas"][0]["capabilities"][0]["needs"]
        data["areas"][0]["capabilities"][1] = {"id": "a.new", "title": "New one"}
        data["roles"] = []

    assert told(difference(change)) == [
        ("changed", "skill", "a.one", {"a.two": 0}, {}),
        ("removed", "skill", "a.two", "Two", None),
        ("added", "skill", "a.new", None, "New one"),
        ("removed", "role", "r", "Role", None),
    ]


def test_an_id_replaced_through_an_alias_is_renamed_and_its_requirements_are_no_change() -> None:
    def change(data: dict[str, Any]) -> None:
        item(data)["id"] = "a.uno"
        data["aliases"] = {"a.one": "a.uno"}
        for level in data["roles"][0]["levels"]:
            level["requires"]["a.uno"] = level["requires"].pop("a.one")

    forth = difference(change)
    assert told(forth) == [("renamed", "skill", "a.uno", "a.one", "a.uno")]
    back = compare(made(change), made(version="1"))
    assert told(back) == [("renamed", "skill", "a.one", "a.uno", "a.one")]


def test_a_title_under_one_id_is_renamed() -> None:
    found = difference(lambda data: item(data).update(title="Uno"))
    assert told(found) == [("renamed", "skill", "a.one", "One", "Uno")]
    assert "“One”" in found.changes[0].sentence


def test_two_items_that_became_one_say_what_took_their_place() -> None:
    def change(data: dict[str, Any]) -> None:
        del data["areas"][1]["capabilities"][1]
        data["aliases"] = {"b.two": "b.one"}

    (gone,) = difference(change).changes
    assert (gone.kind, gone.id) == ("removed", "b.two")
    assert "in its place: b.one" in gone.sentence


def test_another_area_is_a_move_and_a_renamed_area_is_none() -> None:
    def move(data: dict[str, Any]) -> None:
        data["areas"][1]["capabilities"].append(data["areas"][0]["capabilities"].pop(1))

    assert told(difference(move)) == [("moved", "skill", "a.two", "a", "b")]

    def rename(data: dict[str, Any]) -> None:
        data["areas"][0]["id"] = "alpha"
        data["aliases"] = {"a": "alpha"}

    assert told(difference(rename)) == [("renamed", "area", "alpha", "a", "alpha")]


def test_rewording_names_the_part() -> None:
    def change(data: dict[str, Any]) -> None:
        item(data).update(
            question="How is it?", guidance="", levels={1: "one at first", 2: "other", 3: "added"}
        )

    found = difference(change)
    assert [(one.part, one.before, one.after) for one in found.changes] == [
        ("question", "How is one?", "How is it?"),
        ("guidance", "Do one", None),
        ("descriptor of level 2", "one later", "other"),
        ("descriptor of level 3", None, "added"),
    ]
    assert found.counts == {"reworded": 4}
    assert summary(found) == "1 skill reworded."


def test_levels_gained_and_lost() -> None:
    found = difference(lambda data: item(data, 0, 1).update(defined=[1, 2]))
    assert told(found) == [
        ("levels-gained", "skill", "a.two", [2, 3], [1, 2]),
        ("levels-lost", "skill", "a.two", [2, 3], [1, 2]),
    ]
    assert "level 3" in found.changes[1].sentence


def test_answers_of_its_own_gained_lost_and_reworded() -> None:
    def change(data: dict[str, Any]) -> None:
        item(data, 1, 1)["answers"] = [{"value": 0, "text": "Not at all"}, {"value": 0.5, "text": "Half"}]

    assert [(str(one.kind), one.part) for one in difference(change).changes] == [
        ("levels-gained", "levels"), ("levels-lost", "levels"), ("reworded", "answer for 0"),
    ]  # fmt: skip


def test_the_scale_speaks_for_all_that_is_scored_on_it() -> None:
    def change(data: dict[str, Any]) -> None:
        data["scale"].append({"value": 4, "name": "Leading"})
        data["scale"][0]["name"] = "Awareness"
        for level in data["roles"][0]["levels"]:
            level["requires"] = {
                skill: 1 if wanted == "aware" else wanted for skill, wanted in level["requires"].items()
            }

    assert told(difference(change))[:2] == [
        ("renamed", "scale", "1", "Aware", "Awareness"),
        ("added", "scale", "4", None, "Leading"),
    ]


def test_requirements_changed_added_and_dropped() -> None:
    def change(data: dict[str, Any]) -> None:
        data["roles"][0]["levels"][0]["requires"] = {"a.one": "working", "b.one": 3}

    assert told(difference(change)) == [
        ("changed", "requirement", "r/junior/a.one", "Aware", "Working"),
        ("removed", "requirement", "r/junior/a.two", "Working", None),
        ("added", "requirement", "r/junior/b.one", None, "Expert"),
    ]
    same = difference(
        lambda data: data["roles"][0]["levels"][0]["requires"].update({"a.one": 1, "a.two": "WORKING"})
    )
    assert same.is_empty


def test_a_role_level_whose_id_changed_is_known_by_its_title() -> None:
    def change(data: dict[str, Any]) -> None:
        data["roles"][0]["levels"][0]["id"] = "r-junior"
        data["roles"][0]["levels"][1]["parallel_to"] = None

    assert told(difference(change))[0] == (
        "renamed", "role level", "r/r-junior", "r/junior", "r/r-junior",
    )  # fmt: skip


def test_an_id_that_was_an_areas_and_is_a_skills_is_another_thing() -> None:
    def change(data: dict[str, Any]) -> None:
        data["areas"][1]["id"] = "bb"
        data["areas"][0]["capabilities"].append({"id": "b", "title": "Was an area"})

    kinds = {(one.what, str(one.kind), one.id) for one in difference(change).changes}
    assert {("skill", "added", "b"), ("area", "removed", "b"), ("area", "added", "bb")} <= kinds


# A change to any field of any thing shows: nothing that the model holds is left out.

OTHER: dict[tuple[type, str], Any] = {
    (Framework, "kind"): "maturity", (Framework, "rollup"): "lowest",
    (Framework, "licence"): {"name": "Other"}, (Area, "rollup"): "sum", (Area, "threshold"): "F",
    (Capability, "weight"): 3, (Area, "weight"): 3, (Capability, "core"): True, (Capability, "level"): 2,
    (Capability, "groups"): ["g1"], (Capability, "levels"): {1: "other"}, (Capability, "defined"): [1],
    (Capability, "answers"): [{"value": 1, "text": "Other"}], (Capability, "evidence"): ["other"],
    (Capability, "needs"): [{"capability": "b.one", "slack": 1}], (Capability, "references"): [],
    (Role, "skills"): [], (RoleLevel, "order"): 7, (RoleLevel, "grades"): ["G9"],
    (RoleLevel, "parallel_to"): "senior", (RoleLevel, "requires"): {"b.one": 1}, (Level, "value"): 0,
    (Framework, "areas"): BASE["areas"][:1], (Framework, "attributes"): [], (Framework, "roles"): [],
    (Framework, "groups"): [], (Framework, "scale"): BASE["scale"][:2], (Role, "levels"): [],
}  # fmt: skip
PLACES: dict[type, Callable[[dict[str, Any]], dict[str, Any]]] = {
    Framework: lambda data: data,
    Area: lambda data: data["areas"][0],
    Capability: item,
    Level: lambda data: data["scale"][0],
    Group: lambda data: data["groups"][0],
    Role: lambda data: data["roles"][0],
    RoleLevel: lambda data: data["roles"][0]["levels"][0],
}
NOT_CONTENT = {(Framework, "format"), (Framework, "version"), (Framework, "aliases")}
WITHIN = {(Area, "areas"), (Area, "capabilities")}
FIELDS = [
    (model, field)
    for model in PLACES
    for field in model.model_fields  # type: ignore[attr-defined]
    if (model, field) not in NOT_CONTENT | WITHIN
]


@pytest.mark.parametrize(("model", "field"), FIELDS)
def test_a_change_to_any_field_shows(model: type, field: str) -> None:
    def change(data: dict[str, Any]) -> None:
        here = PLACES[model](data)
        here[field] = OTHER.get((model, field), f"other-{field}")

    found = difference(change)
    assert not found.is_empty
    json.dumps(found.data())
    assert all(one.sentence.endswith(".") for one in found.changes)
    assert "[" not in "".join(one.sentence for one in found.changes)


# Hostile titles, and the forms


def test_markdown_holds_no_markup_of_the_framework() -> None:
    title = "<img src=x> | [a](https://evil.example) `b` **c** # www.d"
    text = as_markdown(difference(lambda data: item(data).update(title=title)))
    row = next(line for line in text.splitlines() if "img" in line)
    assert "<" not in row
    assert "://" not in row
    assert "www." not in row
    assert len(re.findall(r"(?<!\\)\|", row)) == 4
    assert not re.search(r"(?<![\\&])[`*\[#]", row)
    assert text.startswith("# small@1 → small@2\n")
    assert "| Renamed | 1 |" in text


def test_the_text_says_each_change_once_under_its_kind() -> None:
    def change(data: dict[str, Any]) -> None:
        item(data).update(title="Uno", weight=4)

    lines = list(as_lines(difference(change)))
    assert lines[1] == "1 skill renamed, 1 skill changed."
    assert "Renamed (1)" in lines
    assert "  Uno (a.one): weight 1 → 4." in lines


def test_the_part_that_is_touched_and_the_rest_are_the_whole() -> None:
    def change(data: dict[str, Any]) -> None:
        item(data)["id"] = "a.uno"
        item(data, 1)["title"] = "Drei"
        data["aliases"] = {"a.one": "a.uno"}

    whole = difference(change)
    here = whole.touching({"a.one"})
    assert [one.id for one in here.changes] == ["a.uno"]
    rest = whole.without(here)
    assert {*here.changes} | {*rest.changes} == {*whole.changes}
    assert "b.one" in {one.id for one in rest.changes}


IDS = st.lists(st.sampled_from([f"i{number}" for number in range(8)]), unique=True, min_size=1)


@settings(max_examples=60, deadline=None)
@given(old=IDS, new=IDS)
def test_every_item_is_told_once_or_is_in_both(old: list[str], new: list[str]) -> None:
    def version(ids: list[str]) -> Framework:
        items = [{"id": id, "title": id} for id in ids]
        return made(
            lambda data: data.update(areas=[{"id": "a", "title": "A", "capabilities": items}], roles=[])
        )

    found = compare(version(old), version(new))
    gone = [one.id for one in found.changes if one.kind == "removed"]
    fresh = [one.id for one in found.changes if one.kind == "added"]
    assert gone == [id for id in old if id not in new] or sorted(gone) == sorted(set(old) - set(new))
    assert fresh == [id for id in new if id not in old]


# The shipped frameworks


def test_a_framework_does_not_differ_from_itself() -> None:
    ddat = load_framework(ROOT / "ddat" / "ddat.yaml")
    assert compare(ddat, Framework.model_validate_json(canonical_json(ddat))).is_empty


def test_a_later_ddat() -> None:
    ddat = load_framework(ROOT / "ddat" / "ddat.yaml")
    data = json.loads(canonical_json(ddat))
    level = data["roles"][1]["levels"][0]
    skill, wanted = next(iter(level["requires"].items()))
    level["requires"][skill] = "expert" if wanted != "expert" else "working"
    data["version"] = "2027-01-01"
    (change,) = compare(ddat, Framework.model_validate(data)).changes
    assert (change.what, str(change.kind)) == ("requirement", "changed")


def test_sfia_8_to_9() -> None:
    path = ROOT / "sfia" / "sfia.yaml"
    if not path.exists():
        pytest.skip("this build has no SFIA index")
    nine = load_framework(path)
    text = canonical_json(nine)
    eight = Framework.model_validate(as_eight(json.loads(text)))
    found = compare(eight, nine)
    lost = {one.id: (one.before, one.after) for one in found.changes if one.kind == "levels-lost"}
    assert lost == {
        "DATS": ([2, 3, 4, 5, 6, 7], [2, 3, 4, 5, 6]),
        "MKTG": ([2, 3, 4, 5, 6, 7], [4, 5, 6, 7]),
    }


def as_eight(data: dict[str, Any]) -> dict[str, Any]:
    """The index with two known facts of version 8: DATS had level 7, MKTG levels 2 and 3."""
    data["version"] = "8"

    def walk(areas: list[dict[str, Any]]) -> None:
        for area in areas:
            walk(area.get("areas", []))
            for skill in area.get("capabilities", []):
                extra = {"DATS": [7], "MKTG": [2, 3]}.get(skill["id"], [])
                skill["defined"] = sorted({*skill["defined"], *extra})

    walk(data["areas"])
    return data
