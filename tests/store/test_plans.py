"""Own inputs and scenarios are kept as they are."""

from __future__ import annotations

import pytest

from maturity_tui.analysis.inputs.interventions import InputLibrary
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.store import StoreError
from maturity_tui.store.store import Store

pytestmark = pytest.mark.store

LIBRARY = InputLibrary.model_validate(
    {
        "inputs": [
            {"id": "own", "kind": "capacity", "title": "Own", "synergies": [{"with": "other", "share": 0.1}]}
        ]
    }
)
SCENARIO = Scenario.model_validate(
    {
        "id": "one",
        "title": "One",
        "start": "2027-Q1",
        "limits": {"person_days": {"2027-Q1": 3}},
        "assumptions": {"x": [1]},
    }
)


def test_inputs_are_kept_and_join_the_shipped_ones(store: Store) -> None:
    assert store.inputs() == InputLibrary()
    store.save_inputs(LIBRARY)
    assert store.inputs() == LIBRARY
    assert store.library()[-1] == LIBRARY.inputs[0]
    assert len(store.library()) == len(store.catalogue.inputs()) + 1


def test_an_own_input_wins_over_a_shipped_one(store: Store) -> None:
    shipped = store.catalogue.inputs()[0]
    store.save_inputs(InputLibrary(inputs=(shipped.changed(title="Ours"),)))
    assert [item.title for item in store.library() if item.id == shipped.id] == ["Ours"]


def test_scenarios_come_and_go(store: Store) -> None:
    store.save_scenario(SCENARIO)
    assert store.scenario("one") == SCENARIO
    store.save_scenario(SCENARIO.changed(title="Uno"))
    assert [item.title for item in store.scenarios()] == ["Uno"]
    with pytest.raises(StoreError, match="Did you mean 'one'"):
        store.scenario("ones")
    store.delete_scenario("one")
    assert store.scenarios() == ()
    with pytest.raises(StoreError, match="no scenario"):
        store.delete_scenario("one")


def test_without_an_organisation_there_is_nowhere_to_keep_them(open_store) -> None:  # type: ignore[no-untyped-def]
    empty = open_store()
    assert empty.scenarios() == ()
    assert empty.inputs() == InputLibrary()
    with pytest.raises(StoreError, match="no organisation yet"):
        empty.save_scenario(SCENARIO)


def test_a_draft_is_kept_apart_from_what_has_a_name(store: Store, tmp_path) -> None:  # type: ignore[no-untyped-def]
    owner = store.organisation()
    assert owner is not None
    assert store.draft(owner.id, "r/f") is None
    store.keep_draft(owner.id, "r/f", SCENARIO)
    store.keep_draft(owner.id, "r/f", SCENARIO.changed(horizon=5))
    assert store.draft(owner.id, "r/f") == SCENARIO.changed(horizon=5)
    assert store.draft(owner.id, "r/g") is None
    assert store.scenarios() == ()
    store.save_scenario(SCENARIO)
    assert store.scenarios() == (SCENARIO,)
    written = [path.name for path in store.export_folder(tmp_path / "out")]
    assert "one.yaml" in written
    assert not [name for name in written if "draft" in name]
    assert store.check() == ()
    store.keep_draft(owner.id, "r/f", None)
    store.keep_draft(owner.id, "r/f", None)
    assert store.draft(owner.id, "r/f") is None
    assert store.scenarios() == (SCENARIO,)


def test_the_last_change_of_own_inputs_is_taken_back_and_put_back(store: Store) -> None:
    assert store.restore_inputs() is None
    store.save_inputs(LIBRARY)
    store.save_inputs(InputLibrary())
    assert store.restore_inputs() == LIBRARY
    assert store.inputs() == LIBRARY
    assert store.restore_inputs() == InputLibrary()
    assert store.inputs() == InputLibrary()


def test_saving_the_same_again_forgets_nothing(store: Store) -> None:
    store.save_inputs(LIBRARY)
    store.save_inputs(LIBRARY)
    assert store.restore_inputs() == InputLibrary()
