"""The shipped frameworks are what their sources say, by counts and digests taken from the sources."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from maturity_tui.frameworks import Area, Framework, Reference, load_framework, load_standards
from maturity_tui.frameworks.standards import Standards, unresolved

ROOT = Path(__file__).parents[2]
FRAMEWORKS = ROOT / "frameworks"
SFIA = FRAMEWORKS / "sfia" / "sfia.yaml"
FACTS = json.loads((ROOT / "tests/data/shipped_frameworks.json").read_text(encoding="utf-8"))
# The folder may be left out of a build, with everything else whole.
with_sfia = pytest.mark.skipif(not SFIA.exists(), reason="this build has no SFIA index")


def digest(rows: Iterable[tuple[Any, ...]]) -> str:
    lines = sorted("\t".join(str(part) for part in row) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def check_digests(facts: dict[str, Any], rows: dict[str, Iterable[tuple[Any, ...]]]) -> None:
    assert rows.keys() == facts["digests"].keys()
    found = {name: digest(part) for name, part in rows.items()}
    assert found == {name: fact["sha256"] for name, fact in facts["digests"].items()}


@pytest.fixture(scope="module")
def ddat() -> Framework:
    return load_framework(FRAMEWORKS / "ddat/ddat.yaml")


@pytest.fixture(scope="module")
def sfia() -> Framework:
    return load_framework(SFIA)


@pytest.fixture(scope="module")
def standards() -> Standards:
    return load_standards(FRAMEWORKS / "best-practice/standards.yaml")


def test_every_shipped_framework_reads_without_a_fault() -> None:
    paths = [
        path
        for path in FRAMEWORKS.glob("*/*.yaml")
        if "schema: maturity/framework@1" in path.read_text("utf-8")
    ]
    assert {path.parent.name for path in paths} >= {"best-practice", "ddat"}
    for path in paths:
        framework = load_framework(path)
        assert framework.licence.attribution, path
        assert framework.licence.url.startswith("https://"), path


@with_sfia
def test_sfia_has_the_skills_and_levels_of_its_source(sfia: Framework) -> None:
    facts = FACTS["sfia"]
    assert (sfia.id, sfia.version) == (facts["id"], facts["version"])
    assert sfia.licence.redistribution == "internal"
    skills = sfia.capabilities.values()
    defined = [(item.id, level) for item in skills for level in item.defined or ()]
    places = [(item.id, *(area.title for area in sfia.paths[item.id])) for item in skills]
    assert {
        "skills": len(skills),
        "skill_levels": len(defined),
        "attributes": len(sfia.attributes),
        "categories": len(sfia.areas),
        "subcategories": sum(len(area.areas) for area in sfia.areas),
        "levels": len(sfia.scale),
    } == facts["counts"]
    assert {str(level): count for level, count in Counter(level for _, level in defined).items()} == facts[
        "skills_defined_at_level"
    ]
    assert Counter(category for _, category, _ in places) == facts["skills_in_category"]
    check_digests(
        facts,
        {
            "skill_levels": defined,
            "skill_names": [(item.id, item.title) for item in skills],
            "skill_places": places,
            "attribute_names": [(item.id, item.title) for item in sfia.attributes],
            "level_names": [(level.value, level.name) for level in sfia.scale],
        },
    )


@with_sfia
def test_sfia_ships_names_and_levels_and_none_of_its_prose(sfia: Framework) -> None:
    for item in [*sfia.capabilities.values(), *sfia.attributes]:
        assert not item.question
        assert not item.levels
        assert len(item.title) < 60
    assert not any(level.meaning for level in sfia.scale)
    assert (SFIA.parent / "NOTICE").read_text(encoding="utf-8").startswith("SFIA: notice for this folder")


def test_ddat_has_the_roles_and_requirements_of_its_source(ddat: Framework) -> None:
    facts = FACTS["ddat"]
    assert (ddat.id, ddat.version, ddat.licence.attribution) == (
        facts["id"],
        facts["version"],
        facts["attribution"],
    )
    steps = [(role, step) for role in ddat.roles for step in role.levels]
    requirements = [(role.id, step.id, *pair) for role, step in steps for pair in step.requires.items()]
    named = [(role.id, skill) for role in ddat.roles for skill in role.skills]
    grades = [(role.id, step.id, " ".join(step.grades)) for role, step in steps if step.grades]
    parallel = [(role.id, step.id, step.parallel_to) for role, step in steps if step.parallel_to]
    assert {
        "families": len({role.family for role in ddat.roles}),
        "roles": len(ddat.roles),
        "roles_without_levels": sum(not role.levels for role in ddat.roles),
        "role_levels": len(steps),
        "skills": len(ddat.capabilities),
        "requirements": len(requirements),
        "named_without_level": len(named),
        "role_levels_with_grades": len(grades),
        "parallel_levels": len(parallel),
    } == facts["counts"]
    assert Counter(level for *_, level in requirements) == facts["requirements_at_level"]
    assert Counter(role.family for role in ddat.roles) == facts["roles_in_family"]
    assert {area.id: len(area.capabilities) for area in ddat.areas} == facts["skills_in_area"]
    check_digests(
        facts,
        {
            "skill_names": [(item.id, item.title) for item in ddat.capabilities.values()],
            "roles": [(role.family, role.id, role.title) for role in ddat.roles],
            "role_levels": [(role.id, step.id, step.title, step.order) for role, step in steps],
            "requirements": requirements,
            "named_without_level": named,
            "grades": grades,
            "parallel_levels": parallel,
        },
    )


def test_a_ddat_skill_stands_where_the_roles_that_need_it_do(ddat: Framework) -> None:
    families: dict[str, set[str]] = {skill: set() for skill in ddat.capabilities}
    for role in ddat.roles:
        for step in role.levels:
            for skill in step.requires:
                families[skill].add(role.family)
    for skill, areas in ddat.paths.items():
        area: Area = areas[0]
        if len(families[skill]) == 1:
            assert {area.title} == families[skill]
        else:
            assert area.id == ("shared" if families[skill] else "leadership")


def test_the_open_standards_have_the_points_of_their_sources(standards: Standards) -> None:
    facts = FACTS["standards"]
    open_points = [
        (standard.name, point.ref, point.name)
        for standard in standards.standards
        if not standard.pointer and not standard.name.startswith("GovS")
        for point in standard.points
        if standard.name != "DORA" or point.parent
    ]
    assert Counter(name for name, *_ in open_points) == facts["points"]
    check_digests(facts, {"points": open_points})


def test_a_standard_that_is_only_pointed_at_has_codes_and_no_names(standards: Standards) -> None:
    for standard in standards.standards:
        assert standard.licence, standard.name
        for point in standard.points:
            assert bool(point.name) is not standard.pointer, (standard.name, point.ref)


def test_every_reference_of_a_shipped_framework_resolves(standards: Standards) -> None:
    for name in ("digital-service", "local-digital-declaration"):
        framework = load_framework(FRAMEWORKS / f"best-practice/{name}.yaml")
        assert list(unresolved(framework, standards)) == []
        assert all(item.references for item in framework.capabilities.values())


def test_the_declaration_has_its_five_principles(standards: Standards) -> None:
    framework = load_framework(FRAMEWORKS / "best-practice/local-digital-declaration.yaml")
    for number, item in enumerate(framework.capabilities.values(), start=1):
        point = standards.resolve(Reference(standard="Local Digital Declaration", ref=f"LDD{number}"))
        assert point is not None
        assert item.title == point.name
        assert set(item.levels) == {0, 1, 2}
    assert len(framework.capabilities) == 5


def test_the_notices_name_every_source_with_terms_of_its_own(standards: Standards) -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for words in (
        FACTS["ddat"]["attribution"],
        "frameworks/sfia",
        "CC BY 4.0",
        "Open Government Licence v3.0",
    ):
        assert words in notice
    for standard in standards.standards:
        if "CC BY 4.0" in standard.licence or "Apache" in standard.licence:
            assert standard.name.split(" Cloud")[0] in notice
