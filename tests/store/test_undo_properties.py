"""Undo and redo against the plainest model of them: a list of states and a place in it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maturity_tui.assessments.models import Assessment, Score
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.frameworks.models import Framework
from maturity_tui.store.catalogue import Catalogue
from maturity_tui.store.store import Store

pytestmark = pytest.mark.store

SCORES = st.builds(
    Score,
    agreed=st.sampled_from([None, 0, 1, 3]),
    target=st.sampled_from([None, 2]),
    note=st.sampled_from(["", "a note", "another"]),
    ratings=st.dictionaries(st.sampled_from(["t1", "u1"]), st.sampled_from([0, 2, "x"]), max_size=2),
    comments=st.dictionaries(st.sampled_from(["t1", "u1"]), st.sampled_from(["a note", "so"]), max_size=1),
)
STEPS = st.lists(
    st.one_of(st.tuples(st.sampled_from(["a.one", "b.one"]), SCORES), st.sampled_from(["undo", "redo"])),
    max_size=12,
)
number = itertools.count()


@pytest.fixture(scope="module")
def kept(
    tmp_path_factory: pytest.TempPathFactory, shipped: Catalogue, organisation: Organisation
) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("undo") / "a.db"
    with Store.open(str(path), shipped) as store:
        store.save_organisation(organisation)
    yield path
    with Store.open(str(path), shipped) as store:
        assert store.check() == ()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_undo_and_redo_do_what_a_list_of_states_does(
    kept: Path, shipped: Catalogue, make: Callable[..., Assessment], framework: Framework, steps: list[object]
) -> None:
    with Store.open(str(kept), shipped) as store:
        id = store.create(make(round_id=f"2026-{next(number)}"), framework).id
        states, place = [store.assessment(id)], 0
        for step in steps:
            if step == "undo":
                assert (store.undo(id) is None) is (place == 0)
                place = max(0, place - 1)
            elif step == "redo":
                assert (store.redo(id) is None) is (place == len(states) - 1)
                place = min(len(states) - 1, place + 1)
            else:
                capability, score = step  # type: ignore[misc]
                new = store.save_score(id, capability, score).assessment
                if new != states[place]:
                    states = [*states[: place + 1], new]
                    place += 1
            assert store.assessment(id) == states[place]
    with Store.open(str(kept), shipped) as again:
        assert again.assessment(id) == states[place]
