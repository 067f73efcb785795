"""Undo and redo of every kind of change, each over a store that was closed and opened again in between."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maturity_tui.assessments import portable
from maturity_tui.assessments.models import Assessment, Idea, Perspective
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.frameworks.models import Framework
from maturity_tui.store import StoreError
from maturity_tui.store.catalogue import Catalogue
from maturity_tui.store.store import Store

pytestmark = pytest.mark.store

Change = Callable[[Store, str, Path], object]


def put(item: str = "a.one", **update: Any) -> Change:
    """Change some fields of a score."""

    def change(store: Store, id: str, folder: Path) -> object:
        held = store.assessment(id).score(item)
        return store.save_score(id, item, held.changed(**update))

    return change


def raters(store: Store, id: str, folder: Path) -> object:
    held = store.assessment(id).raters
    return store.set_raters(id, {**held, f"t{len(held) + 5}": Perspective.TEAM})


def ideas(store: Store, id: str, folder: Path) -> object:
    held = store.assessment(id).ideas
    return store.save_ideas(id, [*held, Idea(text=f"Idea {len(held)}", kind="blocker", about="a.one")])


def ideas_gone(store: Store, id: str, folder: Path) -> object:
    return store.save_ideas(id, store.assessment(id).ideas[1:])


def scope(store: Store, id: str, folder: Path) -> object:
    return store.set_scope(id, "all" if store.assessment(id).scope != "all" else ("a.one", "b.one"))


def upgrade(store: Store, id: str, folder: Path) -> object:
    """To a version in which one capability has another id, and one is gone."""
    framework = store.framework_of(id)
    version = str(int(framework.version) + 1)
    return store.upgrade(id, framework.changed(version=version))


def taken_in(store: Store, id: str, folder: Path) -> object:
    """The file of the assessment, edited by hand."""
    held = store.assessment(id)
    score = held.score("a.three")
    level = 0 if score.agreed == 1 else 1
    edited = held.with_score("a.three", score.changed(agreed=level, not_applicable=None, note="By hand"))
    place = folder / f"{next(number)}"
    owner, framework = store.organisation(held.organisation), store.framework_of(id)
    assert owner is not None
    for name, value in (
        ("organisation.yaml", owner),
        (portable.framework_file(framework), framework),
        (portable.assessment_file(edited), edited),
    ):
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(portable.write_portable(value), encoding="utf-8")
    return store.import_path(place)


KINDS: dict[str, Change] = {
    "agreed": put(agreed=2, not_applicable=None),
    "agreed again": put(agreed=0, not_applicable=None),
    "blank": put(agreed=None, not_applicable=None),
    "not applicable": put(agreed=None, not_applicable="Run by others"),
    "confidence": put(confidence="low"),
    "target": put(target=3),
    "no target": put(target=None),
    "note": put(note="Two lines\nof a note"),
    "evidence": put(
        evidence=[{"what": "A log", "when": "2026-09-30", "link": "x", "owner": "role:y"}, {"what": "B"}]
    ),
    "less evidence": put(evidence=[{"what": "B"}]),
    "ratings": put(ratings={"t1": 1, "t2": "x", "u1": 3}),
    "ratings with a confidence": put(ratings={"t1": {"level": 1, "confidence": "high"}, "u1": 0}),
    "ratings withdrawn": put(ratings={}),
    "comments": put(comments={"t1": "= not a formula", "u1": "[/]"}),
    "another comment": put(comments={"t1": "Another"}),
    "another capability": put("b.two", agreed=0.25, note="Here too"),
    "raters": raters,
    "ideas": ideas,
    "fewer ideas": ideas_gone,
    "scope": scope,
    "import": taken_in,
    "upgrade": upgrade,
}
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


def begun(path: Path, shipped: Catalogue, make: Callable[..., Assessment], framework: Framework) -> str:
    with Store.open(str(path), shipped) as store:
        return store.create(make(round_id=f"2026-k{next(number)}"), framework).id


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_change_is_undone_and_redone_over_a_restart(
    kind: str, kept: Path, shipped: Catalogue, make: Callable[..., Assessment], framework: Framework,
    tmp_path: Path,
) -> None:  # fmt: skip
    id = begun(kept, shipped, make, framework)
    start = put(target=1, evidence=[{"what": "A log"}], ratings={"t2": 0}, comments={"t2": "So"}, agreed=1)
    with Store.open(str(kept), shipped) as store:
        start(store, id, tmp_path)
        ideas(store, id, tmp_path)
        before = store.assessment(id)
    with Store.open(str(kept), shipped) as store:
        KINDS[kind](store, id, tmp_path)
        after, entries = store.assessment(id), len(store.history(id))
        named = kind if kind in ("raters", "ideas", "scope", "import", "upgrade") else ""
        assert store.history(id)[-1].kind == (named or ("ideas" if kind == "fewer ideas" else "score"))
    assert after != before
    with Store.open(str(kept), shipped) as store:
        assert store.redo(id) is None
        undone = store.undo(id)
        assert undone is not None
        assert undone.assessment == before
        assert store.framework_of(id).version == before.framework.version
    with Store.open(str(kept), shipped) as store:
        assert store.assessment(id) == before
        redone = store.redo(id)
        assert redone is not None
        assert redone.assessment == after
    with Store.open(str(kept), shipped) as store:
        assert store.assessment(id) == after
        assert [one.kind for one in store.history(id)[entries:]] == ["undo", "redo"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.one_of(st.sampled_from(list(KINDS)), st.sampled_from(["undo", "redo", "restart"])), max_size=14
    )
)
def test_any_mixture_does_what_a_list_of_states_does(
    kept: Path, shipped: Catalogue, make: Callable[..., Assessment], framework: Framework, tmp_path: Path,
    steps: list[str],
) -> None:  # fmt: skip
    id = begun(kept, shipped, make, framework)
    store = Store.open(str(kept), shipped)
    try:
        states, place = [store.assessment(id)], 0
        for step in steps:
            if step == "restart":
                store.close()
                store = Store.open(str(kept), shipped)
            elif step == "undo":
                assert (store.undo(id) is None) is (place == 0)
                place = max(0, place - 1)
            elif step == "redo":
                assert (store.redo(id) is None) is (place == len(states) - 1)
                place = min(len(states) - 1, place + 1)
            else:
                KINDS[step](store, id, tmp_path)
                new = store.assessment(id)
                if new != states[place]:
                    states, place = [*states[: place + 1], new], place + 1
            assert store.assessment(id) == states[place]
    finally:
        store.close()


def test_a_status_is_not_undone_and_what_is_locked_is_said(
    kept: Path, shipped: Catalogue, make: Callable[..., Assessment], framework: Framework, tmp_path: Path
) -> None:
    id = begun(kept, shipped, make, framework)
    with Store.open(str(kept), shipped) as store:
        put(agreed=1)(store, id, tmp_path)
        store.set_status(id, "agreed")
        undone = store.undo(id)
        assert undone is not None
        assert (undone.assessment.status, undone.assessment.score("a.one").agreed) == ("agreed", None)
        store.set_status(id, "signed-off")
        for turn in (store.undo, store.redo):
            with pytest.raises(StoreError, match="is signed off, and nothing in it changes"):
                turn(id)
        store.set_status(id, "draft", "Once more")
        redone = store.redo(id)
        assert redone is not None
        assert (redone.assessment.status, redone.assessment.score("a.one").agreed) == ("draft", 1)
