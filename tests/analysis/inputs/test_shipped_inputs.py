"""The shipped library of inputs: enough for every core capability, and nothing that leads nowhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from maturity_tui.analysis.inputs.interventions import InputLibrary, Intervention
from maturity_tui.analysis.inputs.library import check_inputs, read_inputs
from maturity_tui.frameworks import Framework, door, load_framework

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def library() -> InputLibrary:
    return read_inputs(door.read_file(ROOT / "frameworks/best-practice/inputs.yaml"))


@pytest.fixture(scope="module")
def by_id(library: InputLibrary) -> dict[str, Intervention]:
    return {item.id: item for item in library.inputs}


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load_framework(ROOT / "frameworks/best-practice/digital-service.yaml")


def test_there_are_enough_inputs_of_each_kind(library: InputLibrary) -> None:
    kinds = Counter(item.kind for item in library.inputs)
    assert len(library.inputs) >= 36
    assert set(kinds) == {"training", "capacity", "technology"}
    assert min(kinds.values()) >= 12


def test_each_core_capability_is_reached_by_at_least_two_kinds(
    library: InputLibrary, framework: Framework
) -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for item in library.inputs:
        for effect in item.effects:
            kinds[effect.capability].add(item.kind)
    assert not {item: kinds[item] for item in framework.core if len(kinds[item]) < 2}


def test_every_capability_can_be_moved_by_something(library: InputLibrary, framework: Framework) -> None:
    reached = {effect.capability for item in library.inputs for effect in item.effects}
    assert reached == set(framework.capabilities)


def test_nothing_in_the_library_leads_nowhere(library: InputLibrary, framework: Framework) -> None:
    assert list(check_inputs(library, framework.capabilities)) == []
    known = {item.id for item in library.inputs}
    for item in library.inputs:
        named = {*item.needs.all, *item.needs.any, *item.excludes, *(other.with_ for other in item.synergies)}
        assert named <= known - {item.id}, item.id
        assert {effect.capability for effect in item.effects} <= set(framework.capabilities), item.id


def test_what_excludes_another_is_excluded_by_it(by_id: dict[str, Intervention]) -> None:
    pairs = [(item.id, other) for item in by_id.values() for other in item.excludes]
    assert pairs
    assert all(one in by_id[other].excludes for one, other in pairs)


def test_a_refresher_does_what_the_input_does_that_it_repeats(by_id: dict[str, Intervention]) -> None:
    refreshers = [item for item in by_id.values() if item.repeat_of]
    assert refreshers
    for item in refreshers:
        first = by_id[str(item.repeat_of)]
        assert first.repeat_of is None
        assert {effect.capability for effect in item.effects} == {
            effect.capability for effect in first.effects
        }


def test_every_input_says_what_it_costs_does_and_rests_on(library: InputLibrary) -> None:
    for item in library.inputs:
        assert item.id.startswith(f"{item.kind}."), item.id
        assert item.effects, item.id
        assert len({effect.capability for effect in item.effects}) == len(item.effects), item.id
        assert len(item.person_days) == item.quarters, item.id
        assert 0 < item.probability <= 1, item.id
        assert item.cost.once or item.cost.per_year or item.cost.per_person, item.id
        assert item.cost.currency == "GBP", item.id
        assert len(item.basis.note) >= 40, item.id
        assert item.basis.note.endswith("."), item.id


def test_grades_are_given_and_a_seen_or_recalled_one_has_a_source(library: InputLibrary) -> None:
    assert {item.basis.grade for item in library.inputs} <= {"V", "R", "J"}
    assert all("grade" in item.basis.model_fields_set for item in library.inputs)
    for item in library.inputs:
        assert item.basis.grade == "J" or item.basis.source, item.id


def test_titles_and_notes_differ(library: InputLibrary) -> None:
    for texts in ([item.title for item in library.inputs], [item.basis.note for item in library.inputs]):
        assert len(set(texts)) == len(texts)
    assert max(len(item.title) for item in library.inputs) <= 44
