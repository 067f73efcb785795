"""Which skills an input's effects rest on: whom one would need, in the input's details."""

from __future__ import annotations

from pathlib import Path

import pytest

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.store import Catalogue, Store
from maturity_tui.ui.screens.what_if.skills import read_skills, skill_names
from tests.ui.what_if_case import SIZES, asking, database, opened, press, seen

pytestmark = pytest.mark.ui

BROKEN = "schema: maturity/crosswalk@1\nfrom: digital-service@1\n"
OWN = (
    BROKEN
    + """\
to: ddat@1
source: us
date: 2026-12-01
links:
  - {from: operations.incidents, to: "service-focus", certainty: judged}
"""
)


def lifting(*capabilities: str) -> Intervention:
    effects = [{"capability": id, "share": [0.1, 0.2, 0.3]} for id in capabilities]
    return Intervention.model_validate({"id": "a", "kind": "training", "title": "A", "effects": effects})


def test_skills_that_most_of_the_capabilities_rest_on_come_first_and_no_more_than_four() -> None:
    skills = {"a": ("One", "Two", "Three"), "b": ("Two", "Four", "Five"), "c": ("Six",)}
    assert skill_names(lifting("a"), skills) == "One, Two, Three"
    assert skill_names(lifting("a", "b"), skills) == "Two, One, Three, Four and 1 more"
    assert skill_names(lifting("x"), skills) == ""
    assert skill_names(lifting("a", "b"), {}) == ""


@pytest.mark.parametrize("size", SIZES)
async def test_an_inputs_details_say_which_skills_it_rests_on(tmp_path: Path, size: tuple[int, int]) -> None:
    async with asking(database(tmp_path)).run_test(size=size) as pilot:
        screen = await opened(pilot)
        screen.inputs.move_to("training.incident-command")
        await press(pilot, "enter", *["down"] * 20)
        text = " ".join(seen(pilot).replace("│", " ").split())
        assert "Rests on skills: Incident management, Problem management" in text
        assert "mean" in text


def in_store(path: Path, framework: str) -> dict[str, tuple[str, ...]]:
    with Store.open(str(path), Catalogue(cache=path.parent)) as store:
        return dict(read_skills(store, store.framework(framework)))


def test_the_users_own_crosswalk_counts(tmp_path: Path, own_crosswalks: Path) -> None:
    (own_crosswalks / "own.yaml").write_text(OWN, encoding="utf-8")
    assert in_store(database(tmp_path), "digital-service")["operations.incidents"] == ("Service focus",)


def test_a_broken_one_of_the_users_own_takes_nothing_away(tmp_path: Path, own_crosswalks: Path) -> None:
    (own_crosswalks / "own.yaml").write_text(BROKEN, encoding="utf-8")
    assert "Incident management" in in_store(database(tmp_path), "digital-service")["operations.incidents"]


def test_a_framework_without_a_crosswalk_has_none(tmp_path: Path, own_crosswalks: Path) -> None:
    assert set(in_store(database(tmp_path), "ddat").values()) == {()}


@pytest.fixture
def own_crosswalks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    folder = tmp_path / "home" / "maturity" / "crosswalks"
    folder.mkdir(parents=True)
    return folder
