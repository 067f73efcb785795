"""DDaT's official tables: the names that ship come back out of them with the same ids, and nothing is made up."""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_tui.frameworks import Framework
from maturity_tui.frameworks.sources import Handed, ddat
from tests.frameworks.sources.official import (
    ROLES,
    SKILLS,
    Rows,
    nothing_shipped,
    read,
    refused,
    role_row,
    senior_row,
    separated,
    shipped,
    skill_row,
    skipped,
    small_ddat,
    sound_or_refused,
    whole_ddat,
    workbook,
)

UNDEFINED = "This skill level is currently not defined."


def ours() -> Framework:
    found = shipped("ddat")
    assert found is not None
    return found


def folder(path: Path, roles: Rows, skills: Rows) -> Path:
    path.mkdir()
    separated(path / "roles.csv", roles, "utf-8-sig")
    separated(path / "skills.csv", skills, "utf-8-sig")
    return path


def small(tmp_path: Path, roles: Rows | None = None, skills: Rows | None = None) -> Framework:
    path = folder(tmp_path / "download", roles or small_ddat(), [SKILLS, *(skills or [])])
    return read(path, "ddat", nothing_shipped).framework


def requirements(framework: Framework) -> set[tuple[str, str, str, object]]:
    return {
        (role.id, level.id, skill, wanted)
        for role in framework.roles
        for level in role.levels
        for skill, wanted in level.requires.items()
    }


def steps(framework: Framework) -> list[tuple[object, ...]]:
    return [
        (
            role.id,
            role.title,
            role.family,
            role.skills,
            step.id,
            step.title,
            step.order,
            step.grades,
            step.parallel_to,
        )
        for role in framework.roles
        for step in role.levels
    ]


def test_the_shipped_framework_comes_back_exactly_from_shuffled_tables_of_it(tmp_path: Path) -> None:
    rows, skills = whole_ddat()
    random.Random(3).shuffle(rows)
    found = read(folder(tmp_path / "download", [ROLES, *rows], [SKILLS, *skills]), "ddat")
    framework = found.framework
    assert framework.counts() == ours().counts()
    assert (framework.counts()["role_levels"], framework.counts()["requirements"]) == (206, 1833)
    assert requirements(framework) == requirements(ours())
    assert steps(framework) == steps(ours())
    assert [(role.id, role.skills) for role in framework.roles] == [
        (role.id, role.skills) for role in ours().roles
    ]
    for mine, theirs in zip(framework.areas, ours().areas, strict=True):
        assert (mine.id, mine.title) == (theirs.id, theirs.title)
        assert [(item.id, item.title) for item in mine.capabilities] == [
            (item.id, item.title) for item in theirs.capabilities
        ]
    assert found.warnings == ()


def test_without_the_shipped_framework_the_same_rule_makes_the_same_ids(tmp_path: Path) -> None:
    rows, skills = whole_ddat()
    path = folder(tmp_path / "download", [ROLES, *rows], [SKILLS, *skills])
    framework = read(path, "ddat", nothing_shipped).framework
    assert requirements(framework) == requirements(ours())
    assert {area.id: {item.id for item in area.capabilities} for area in framework.areas} == {
        area.id: {item.id for item in area.capabilities} for area in ours().areas
    }
    parallel = {(role.id, level.id, level.parallel_to) for role in framework.roles for level in role.levels}
    assert parallel == {
        (role.id, level.id, level.parallel_to) for role in ours().roles for level in role.levels
    }


def test_levels_that_an_old_export_sorts_alphabetically_have_the_shipped_order(tmp_path: Path) -> None:
    rows, _ = whole_ddat()
    rows.sort(key=lambda row: (row[0], row[1], row[3], row[5]))
    nine = [row[:9] for row in [ROLES, *rows]]
    found = read(separated(tmp_path / "roles.csv", nine), "ddat")
    assert steps(found.framework) == steps(ours())


def test_an_alphabetical_file_of_unknown_roles_keeps_its_order_and_says_so(tmp_path: Path) -> None:
    found = read(separated(tmp_path / "roles.csv", small_ddat()), "ddat")
    picker = next(role for role in found.framework.roles if role.id == "apple-picker")
    assert [level.id for level in picker.levels] == [
        "apple-picker",
        "senior-apple-picker",
        "trainee-apple-picker",
    ]
    assert any("alphabetically" in said and "Apple picker" in said for said in found.warnings)


def test_a_file_in_an_order_of_its_own_is_not_doubted(tmp_path: Path) -> None:
    rows = small_ddat()
    rows.insert(1, rows.pop(4))
    found = read(separated(tmp_path / "roles.csv", rows), "ddat")
    picker = next(role for role in found.framework.roles if role.id == "apple-picker")
    assert [level.id for level in picker.levels] == [
        "trainee-apple-picker",
        "apple-picker",
        "senior-apple-picker",
    ]
    assert not any("alphabetically" in said for said in found.warnings)


def test_a_new_level_of_a_known_role_stands_where_the_file_has_it_or_last(tmp_path: Path) -> None:
    def order(*titles: str) -> list[str]:
        rows = [role_row("Data", "Data engineer", title, "Data modelling", "Working") for title in titles]
        (role,) = read(separated(tmp_path / "roles.csv", [ROLES, *rows]), "ddat").framework.roles
        return [level.title for level in role.levels]

    assert order("Data engineer", "Deputy data engineer", "Senior data engineer") == [
        "Data engineer", "Deputy data engineer", "Senior data engineer",
    ]  # fmt: skip
    assert order("Deputy data engineer", "Senior data engineer", "Data engineer") == [
        "Data engineer", "Senior data engineer", "Deputy data engineer",
    ]  # fmt: skip


def test_roles_alone_have_requirements_texts_and_areas_by_who_asks(tmp_path: Path) -> None:
    framework = read(
        separated(tmp_path / "roles.csv", small_ddat(), "utf-8-sig"), "ddat", nothing_shipped
    ).framework
    assert {area.id: [item.id for item in area.capabilities] for area in framework.areas} == {
        "family-trees": ["climbing"], "family-shrubs": ["kneeling"], "shared": ["picking"],
        "leadership": ["orchard-planning"],
    }  # fmt: skip
    apple, berry, chief = framework.roles
    assert apple.levels[0].requires == {"picking": "working", "climbing": "awareness"}
    assert (chief.levels, chief.skills, chief.description) == (
        (),
        ("orchard-planning",),
        "A Chief picker works.\n\n- here",
    )
    assert (berry.family, berry.levels[0].description) == ("Shrubs", "Berry picker at work.")
    picking = framework.capabilities["picking"]
    assert picking.description == "Picking is known."
    assert picking.levels == {
        1: "You can:\n- do Picking as Awareness", 2: "You can:\n- do Picking as Working",
        3: "You can:\n- do Picking as Practitioner", 4: "You can:\n- do Picking as Expert",
    }  # fmt: skip
    assert picking.defined is None
    assert framework.licence.redistribution == "open"


def test_the_words_of_the_skills_own_table_win_and_fill(tmp_path: Path) -> None:
    skills = [
        skill_row("Picking", "Apple picker"),
        skill_row("Climbing", text="", awareness="", expert="You fly."),
    ]
    path = folder(tmp_path / "download", small_ddat(), [SKILLS, *skills])
    found = read(path, "ddat", nothing_shipped)
    picking, climbing = (found.framework.capabilities[id] for id in ("picking", "climbing"))
    assert picking.description == "Picking as the skills say."
    assert picking.levels[2] == "You can:\n- Working Picking"
    assert climbing.description == "Climbing is known."
    assert (climbing.levels[1], climbing.levels[4]) == ("You can:\n- do Climbing as Awareness", "You fly.")
    assert skipped(found)["skill description"] == 4
    assert skipped(found)["level description"] == 4


def test_a_level_that_is_called_not_defined_is_not_there_unless_a_role_asks_for_it(tmp_path: Path) -> None:
    undefined = UNDEFINED
    skills = [
        skill_row("Climbing", working=undefined, expert=undefined),
        skill_row("Kneeling", working=undefined, practitioner=undefined),
        skill_row(
            "Orchard planning", **dict.fromkeys(("awareness", "working", "practitioner", "expert"), undefined)
        ),
    ]
    path = folder(tmp_path / "download", small_ddat(), [SKILLS, *skills])
    found = read(path, "ddat", nothing_shipped)
    items = found.framework.capabilities
    assert items["climbing"].defined == (1, 3)
    assert set(items["climbing"].levels) == {1, 3}
    assert items["kneeling"].defined == (1, 2, 4)
    assert items["orchard-planning"].defined is None
    assert not items["orchard-planning"].levels
    assert any("called not defined, in Kneeling" in said for said in found.warnings)
    assert skipped(found)[f"“{undefined}”"] == 8


def test_what_the_source_writes_where_it_has_nothing_is_no_text(tmp_path: Path) -> None:
    rows = [
        ROLES,
        role_row(
            "Trees", "Picker", "Picker", "Picking", "Working", about_skill="MISSING", about_role=" missing "
        ),
    ]
    found = read(separated(tmp_path / "roles.csv", rows), "ddat", nothing_shipped)
    assert found.framework.capabilities["picking"].description == ""
    assert found.framework.roles[0].description == ""
    assert skipped(found) == {"“MISSING”": 1, "“missing”": 1}
    seniors = read(separated(tmp_path / "roles.csv", small_ddat()), "ddat", nothing_shipped)
    assert skipped(seniors) == {"“NOT IN USE”": 4, "column “Role Type”": 1}


def test_skills_alone_stand_in_the_areas_that_ship_and_say_that_roles_are_missing(tmp_path: Path) -> None:
    _, skills = whole_ddat()
    found = read(separated(tmp_path / "skills.csv", [SKILLS, *skills]), "ddat")
    assert [(area.id, len(area.capabilities)) for area in found.framework.areas] == [
        (area.id, len(area.capabilities)) for area in ours().areas
    ]
    assert found.framework.roles == ()
    assert any("no roles in this" in said for said in found.warnings)
    new = [
        skill_row("Juggling", "Data engineer, Data scientist"),
        skill_row("Fencing", "Data engineer", "Service owner"),
    ]
    framework = read(separated(tmp_path / "skills.csv", [SKILLS, *new]), "ddat").framework
    assert {area.id: [item.id for item in area.capabilities] for area in framework.areas} == {
        "family-data": ["juggling"], "shared": ["fencing"],
    }  # fmt: skip


def test_a_skill_that_no_role_asks_for_is_kept_and_said(tmp_path: Path) -> None:
    path = folder(tmp_path / "download", small_ddat(), [SKILLS, skill_row("Juggling")])
    found = read(path, "ddat", nothing_shipped)
    assert found.framework.paths["juggling"][0].id == "shared"
    assert any("No role asks for these" in said and "Juggling" in said for said in found.warnings)


def test_a_skill_described_twice_in_the_same_words_is_one_named_by_all_its_roles(tmp_path: Path) -> None:
    rows = [SKILLS, skill_row("Juggling", "Data engineer"), skill_row("Juggling", "Service owner")]
    found = read(separated(tmp_path / "skills.csv", rows), "ddat")
    assert found.framework.paths["juggling"][0].id == "shared"
    assert skipped(found)["row of skills.csv"] == 1


def test_exact_duplicates_are_dropped_and_counted(tmp_path: Path) -> None:
    rows = small_ddat()
    blank = [f"{cell} \u00a0" for cell in rows[1]]
    found = read(separated(tmp_path / "roles.csv", [*rows, rows[1], blank]), "ddat", nothing_shipped)
    assert found.framework.counts() == small(tmp_path).counts()
    assert skipped(found)["row of roles.csv"] == 2


def test_rows_that_contradict_each_other_are_refused_with_both(tmp_path: Path) -> None:
    other = role_row("Trees", "Apple picker", "Apple picker", "PICKING", "Expert")
    error = refused(separated(tmp_path / "roles.csv", [*small_ddat(), other]), "ddat")
    assert (error.path, "row 2" in error.message) == ("row 9", True)
    assert "at expert, but at working" in error.message
    family = role_row("Shrubs", "Apple picker", "Deputy apple picker", "Picking", "Expert")
    error = refused(separated(tmp_path / "roles.csv", [*small_ddat(), family]), "ddat")
    assert (error.path, "row 2" in error.message, "family" in error.message) == ("row 9", True, True)
    twice = [SKILLS, skill_row("Picking"), skill_row("Picking", text="Otherwise.")]
    error = refused(separated(tmp_path / "skills.csv", twice), "ddat")
    assert (error.path, "row 2" in error.message) == ("row 3", True)


def test_a_requirement_without_a_known_level_is_left_out_and_counted(tmp_path: Path) -> None:
    rows = [*small_ddat(), role_row("Trees", "Apple picker", "Apple picker", "Fencing", "Mastery")]
    found = read(separated(tmp_path / "roles.csv", rows), "ddat", nothing_shipped)
    assert "fencing" not in found.framework.roles[0].levels[0].requires
    assert "fencing" in found.framework.capabilities
    assert (skipped(found)["level of a skill"], skipped(found)["requirement"]) == (1, 1)
    assert any("“Mastery” is no level" in said and "row 9" in said for said in found.warnings)


def test_a_role_without_levels_or_skills_is_a_role_all_the_same(tmp_path: Path) -> None:
    rows = [
        *small_ddat(),
        ["Trees", "Pear picker", "Picks pears.", *[""] * 7],
        ["", "", "", "", "", "Lost", *[""] * 4],
    ]
    found = read(separated(tmp_path / "roles.csv", rows), "ddat", nothing_shipped)
    pear = next(role for role in found.framework.roles if role.id == "pear-picker")
    assert (pear.levels, pear.skills, pear.description) == ((), (), "Picks pears.")
    assert skipped(found)["row of roles.csv"] == 1


@pytest.mark.parametrize("heading", ["Role Family", "Role", "Role Level", "Skill Name", "Skill Level"])
def test_a_heading_that_is_missing_is_named_with_its_file(tmp_path: Path, heading: str) -> None:
    rows = small_ddat()
    rows[0] = ["" if cell == heading else cell for cell in ROLES]
    error = refused(separated(tmp_path / "roles.csv", rows), "ddat")
    assert error.message == f"roles.csv has no column “{heading}”"


def test_columns_stand_in_any_order_and_a_workbook_of_both_reads_alike(tmp_path: Path) -> None:
    skills = [SKILLS, skill_row("Picking", "Apple picker")]
    straight = read(folder(tmp_path / "2025-08-29", small_ddat(), skills), "ddat").framework
    turned = [["A note"], *([*reversed(row)] for row in small_ddat())]
    both = {"Who": turned, "What": [[*reversed(row)] for row in skills]}
    assert read(workbook(tmp_path / "2025-08-29.xlsx", both, merge=""), "ddat").framework == straight


def test_a_name_that_has_changed_keeps_the_id_that_ships_for_the_older_one(tmp_path: Path) -> None:
    renamed = ours().changed(aliases={"fruit-collection": "data-modelling"})
    rows = [ROLES, role_row("Data", "Data engineer", "Data engineer", "Fruit collection", "Working")]
    path = separated(tmp_path / "roles.csv", rows)
    found = read(path, "ddat", lambda _: renamed).framework
    assert list(found.capabilities) == ["data-modelling"]
    assert found.aliases == {"fruit-collection": "data-modelling"}
    rows.append(role_row("Data", "Data engineer", "Data engineer", "Data modelling", "Working"))
    both = read(separated(path, rows), "ddat", lambda _: renamed).framework
    assert set(both.capabilities) == {"data-modelling", "fruit-collection"}
    assert both.aliases == {}


def test_a_dash_a_case_or_a_blank_makes_no_other_skill_role_or_level(tmp_path: Path) -> None:
    rows = [
        ROLES,
        role_row(
            "Software development",
            "Software developer",
            "Lead developer – management",
            "Systems  design",
            "Expert",
        ),
        role_row("Software development", "Software developer", "Lead developer", "Systems Design", "Expert"),
    ]
    found = read(separated(tmp_path / "roles.csv", rows), "ddat").framework
    (role,) = found.roles
    assert [(level.id, level.parallel_to) for level in role.levels] == [
        ("lead-developer", None), ("lead-developer-management", "lead-developer"),
    ]  # fmt: skip
    assert list(found.capabilities) == ["systems-design"]


def test_names_that_make_the_same_id_or_none_stay_apart(tmp_path: Path) -> None:
    rows = [
        ROLES,
        *(
            role_row("Data", "R", "R", skill, "Working")
            for skill in ("C", "C++", "設計", "分析", "Data", "ddat")
        ),
    ]
    framework = read(separated(tmp_path / "roles.csv", rows), "ddat", nothing_shipped).framework
    assert [item.title for item in framework.capabilities.values()] == [
        "C",
        "C++",
        "Data",
        "ddat",
        "分析",
        "設計",
    ]
    assert len(set(framework.capabilities)) == 6
    assert framework.areas[0].title == "Data"


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("roles 2025-08-29.csv", "2025-08-29"), ("20250829_roles.csv", "2025-08-29"), ("roles.csv", "2025-01-02"),
        ("roles_2025-99-99.csv", "2025-01-02"), ("roles_1234567890.csv", "2025-01-02"),
    ],
)  # fmt: skip
def test_the_version_is_the_date_in_the_name_else_the_files_own(
    tmp_path: Path, name: str, version: str
) -> None:
    path = separated(tmp_path / name, small_ddat())
    os.utime(path, (1_735_819_200, 1_735_819_200))
    assert read(path, "ddat").framework.version == version


def test_other_files_of_the_folder_are_skipped_by_name(tmp_path: Path) -> None:
    path = folder(tmp_path / "download", small_ddat(), [SKILLS, skill_row("Picking")])
    separated(
        path / "changelog.csv", [["Timestamp", "Page", "Change note"], ["2026-01-01", "Homepage", "Words"]]
    )
    (path / "broken.xlsx").write_bytes(b"PK\x03\x04")
    (path / "notes.pdf").write_bytes(b"%PDF")
    left = skipped(read(path, "ddat"))
    assert (left["file changelog.csv"], left["file broken.xlsx"], left["file"]) == (1, 1, 1)


def test_it_claims_its_own_tables_and_no_others(tmp_path: Path) -> None:
    assert ddat.claims(Handed(separated(tmp_path / "a.csv", small_ddat())))
    assert ddat.claims(Handed(separated(tmp_path / "b.csv", [SKILLS])))
    assert not ddat.claims(Handed(separated(tmp_path / "c.csv", [["Skill", "Awareness"], ["A", "B"]])))
    assert not ddat.claims(Handed(separated(tmp_path / "d.csv", [])))
    for name in "bd":
        assert "No skill was found" in refused(tmp_path / f"{name}.csv", "ddat").message


_ODD = st.one_of(
    st.sampled_from(["", "NOT IN USE", "Working", "expert", "Apple picker", "Picking", "\x00", "—", UNDEFINED]),
    st.text(max_size=8),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 7), st.integers(0, 9), _ODD), max_size=12), st.booleans()
)
def test_any_mutation_of_sound_tables_is_a_framework_or_refused(
    changes: list[tuple[bool, int, int, str]], known: bool
) -> None:
    tables = [
        small_ddat(),
        [[*SKILLS], skill_row("Picking", "Apple picker"), skill_row("Climbing", "Berry picker")],
    ]
    for which, number, column, cell in changes:
        row = tables[which][number % len(tables[which])]
        row[column % len(row)] = cell
    with tempfile.TemporaryDirectory() as parent:
        path = folder(Path(parent) / "download", *tables)
        found = sound_or_refused(lambda: read(path, "ddat", shipped if known else nothing_shipped))
    assert found is None or isinstance(found.framework, Framework)


def test_a_senior_role_beside_a_ladder_of_the_same_skill_leaves_it_in_the_family(tmp_path: Path) -> None:
    rows = [*small_ddat(), senior_row("Chiefs", "Chief picker", "Climbing")]
    framework = small(tmp_path, rows)
    assert framework.paths["climbing"][0].id == "family-trees"
    assert framework.roles[-1].skills == ("climbing", "orchard-planning")
