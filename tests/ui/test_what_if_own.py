"""What-if on frameworks for which no input ships: the council's own inputs, and what is said where there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from maturity_tui.analysis.inputs.interventions import InputLibrary
from maturity_tui.assessments.begin import begun
from maturity_tui.assessments.models import Score
from maturity_tui.store import Store
from tests.ui.what_if_case import (
    ROUND,
    SIZES,
    SKILLS,
    asking,
    database,
    opened,
    press,
    scenario_of,
    seen,
)

pytestmark = pytest.mark.ui

DECLARATION = f"northwick/{ROUND}/digital-services/local-digital-declaration"


def words(text: str) -> str:
    """The words of the pane at the left, however they are broken into lines."""
    return " ".join(" ".join(row.split("││")[0].replace("│", " ") for row in text.splitlines()).split())


def declared(path: Path) -> None:
    """The Local Digital Declaration, begun by one team, with one principle scored."""
    with Store.open(str(path)) as store:
        owner, framework = store.organisation(), store.framework("local-digital-declaration")
        assert owner is not None
        team = next(one for one in owner.teams if one.id == "digital-services")
        made = begun(owner, team, framework, store.assessment(SKILLS).round, "all")
        store.create(made, framework)
        store.save_score(made.id, "ldd1", Score(agreed=1))
        assert made.id == DECLARATION


@pytest.mark.parametrize("size", SIZES)
async def test_only_inputs_for_the_framework_are_listed(tmp_path: Path, size: tuple[int, int]) -> None:
    async with asking(database(tmp_path), SKILLS).run_test(size=size) as pilot:
        screen = await opened(pilot)
        rows = [row.key for row in screen.inputs.rows if not row.heading]
        assert set(rows) == {
            "capacity.data-apprentices", "capacity.test-engineers", "training.test-engineering-academy",
        }  # fmt: skip
        assert "0 of 3 chosen" in seen(pilot)
        await press(pilot, "z")
        assert "0 of 78 chosen" in seen(pilot)
        await press(pilot, "z")
        assert "0 of 3 chosen" in seen(pilot)


async def test_own_inputs_bring_skills_to_their_targets(tmp_path: Path) -> None:
    async with asking(database(tmp_path), SKILLS).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        assert "+2.4" in seen(pilot)
        screen.inputs.move_to("training.test-engineering-academy")
        await press(pilot)
        assert "as things stand it takes no part. It needs “Two test engineers”" in words(seen(pilot))
        await press(pilot, "space")
        assert {choice.input for choice in scenario_of(screen).inputs} == {
            "capacity.test-engineers",
            "training.test-engineering-academy",
        }
        assert screen.answer is not None
        assert screen.answer.projection.gain * 100 == pytest.approx(100 / 41)
        screen.inputs.move_to("capacity.data-apprentices")
        await press(pilot, "space")
        assert screen.answer.projection.gain * 100 == pytest.approx(200 / 41)


@pytest.mark.parametrize("size", SIZES)
async def test_where_no_input_is_for_the_framework_it_is_said_what_would_be(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = database(tmp_path)
    declared(path)
    async with asking(path, DECLARATION).run_test(size=size) as pilot:
        screen = await opened(pilot)
        assert not screen.inputs.rows
        text = words(seen(pilot))
        assert "No input is for Local Digital Declaration. One of your own would be: I makes it" in text
        assert "{capability: ldd1, share: [0.1, 0.2, 0.3]}" in text
        assert "None of these inputs" not in text
        await press(pilot, "space", "right", "d", "i", "escape", "z")
        assert "0 of 78 chosen" in seen(pilot)
        await press(pilot, "space")
        assert "1 of 78 chosen" in seen(pilot)
        await press(pilot, "z")
        assert "1 of 1 chosen" in seen(pilot)


async def test_inputs_for_what_nobody_scored_are_listed_and_that_is_said(tmp_path: Path) -> None:
    path = database(tmp_path)
    effects = [{"capability": "availability-and-capacity-management", "share": [0.1, 0.2, 0.3]}]
    own = {"id": "own", "kind": "training", "title": "Own", "effects": effects}
    with Store.open(str(path)) as store:
        store.save_inputs(InputLibrary.model_validate({"inputs": [own]}))
    async with asking(path, SKILLS).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        assert [row.key for row in screen.inputs.rows if not row.heading] == ["own"]
        assert "None of these inputs reaches a skill that is scored here" in seen(pilot)
