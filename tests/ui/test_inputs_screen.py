"""Own inputs on screen: made, changed, copied from a shipped one, brought in, taken back; and the list's order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.store import Store
from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.screens.inputs.preview import InputsPreview
from maturity_tui.ui.screens.inputs.screen import InputsScreen
from maturity_tui.ui.widgets.form_dialog import FormDialog
from maturity_tui.ui.widgets.prompt import Prompt
from maturity_tui.ui.widgets.row_list import RowList
from tests.ui.council import NARROW, WIDE, council, shows, until, words
from tests.ui.what_if_case import ONE, asking, database, opened, press, seen

pytestmark = [pytest.mark.ui, pytest.mark.store]
SIZES = pytest.mark.parametrize("size", [NARROW, WIDE])
BAD = """\
Id,Kind,Title,Cost once,Capability,Low,Likely,High
good.one,training,A good one,100,people.leadership,0.1,0.2,0.3
bad.two,training,A bad one,-5,people.leadrship,0.1,0.2,0.99
"""


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


def on(path: str) -> MaturityApp:
    class OnInputs(MaturityApp):
        def on_ready(self) -> None:
            self.push_screen(InputsScreen())

    return OnInputs(path)


def own(path: str) -> dict[str, Intervention]:
    with Store.open(path) as store:
        return {item.id: item for item in store.inputs().inputs}


async def form(pilot: Pilot[Any]) -> FormDialog:
    await until(
        pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.query("#field-title")
    )
    screen = pilot.app.screen
    assert isinstance(screen, FormDialog)
    return screen


async def to_row(pilot: Pilot[Any], key: str) -> None:
    pilot.app.screen.query_one(RowList).move_to(key)
    await pilot.pause()


@SIZES
async def test_one_is_made_with_a_capability_found_by_its_code_and_what_is_wrong_is_said(
    path: str, size: tuple[int, int]
) -> None:
    app = on(path)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "8 own", "Digital briefings")
        await pilot.press("n")
        dialog = await form(pilot)
        dialog.query_one("#field-title", Input).value = "A course"
        dialog.query_one("#field-effects", TextArea).text = "B3 0.1 0.2 0.99"
        await pilot.press("ctrl+s")
        await shows(pilot, "a share lies between 0 and 0.95")
        assert len(own(path)) == 8
        dialog = await form(pilot)
        assert dialog.query_one("#field-title", Input).value == "A course"
        dialog.query_one("#field-effects", TextArea).text = "B3 0.1 0.2 0.4 0.5"
        await pilot.press("ctrl+s")
        await shows(pilot, "A course is kept as your own")
        made = own(path)["training.a-course"]
        assert (made.effects[0].capability, made.effects[0].share) == ("people.leadership", (0.1, 0.2, 0.4))
        await shows(pilot, "9 own", "10–40 % in B3")


async def test_a_shipped_one_is_changed_as_a_copy_that_wins_and_goes_again(path: str) -> None:
    app = on(path)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "8 own")
        await to_row(pilot, "technology.observability")
        await pilot.press("backspace", "enter")
        dialog = await form(pilot)
        dialog.query_one("#field-once", Input).value = "75k"
        await pilot.press("ctrl+s")
        await shows(pilot, "Observability platform is kept as your own", "own copy", "9 own")
        with Store.open(path) as store:
            known = {item.id: item for item in store.library()}
            (shipped,) = [one for one in store.catalogue.inputs() if one.id == "technology.observability"]
        assert known["technology.observability"] == shipped.changed(
            cost=shipped.cost.changed(once=75_000)
        )  # fmt: skip
        await pilot.press("backspace")
        await shows(pilot, "The shipped one counts again", "8 own")
        await pilot.press("u")
        await shows(pilot, "9 own")


@SIZES
async def test_a_sheet_is_shown_with_its_faults_before_anything_of_it_is_taken(
    path: str, tmp_path: Path, size: tuple[int, int]
) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(BAD)
    app = on(path)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "8 own")
        for leaves in ("escape", "enter"):
            await pilot.press("i")
            await until(pilot, lambda: isinstance(app.screen, Prompt) and app.screen.query(Input))
            app.screen.query_one(Input).value = str(file)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, InputsPreview))
            await shows(pilot, "3 faults", "row 3, column D (Cost once)", "A good one")
            assert "'people.leadrship'. Did you mean 'people.leadership'?" in words(pilot)
            assert len(own(path)) == 8
            await pilot.press(leaves)
            await until(pilot, lambda: isinstance(app.screen, InputsScreen))
        await shows(pilot, "1 input taken in", "9 own")
        assert "bad.two" not in own(path)
        assert own(path)["good.one"].cost.once == 100
        await pilot.press("u")
        await shows(pilot, "8 own")
        assert "good.one" not in own(path)


async def test_what_is_written_out_can_be_brought_in_again(path: str, tmp_path: Path) -> None:
    from maturity_tui.store.input_files import read_input_file
    from maturity_tui.store.input_ground import capability_titles, flat

    file = tmp_path / "out.xlsx"
    app = on(path)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "8 own")
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, Prompt) and app.screen.query(Input))
        app.screen.query_one(Input).value = str(file)
        await pilot.press("enter")
        await shows(pilot, "Wrote")
    with Store.open(path) as store:
        found = read_input_file(file, flat(capability_titles(store)), store.library())
        assert (found.faults, found.good) == ((), store.inputs().inputs)


async def test_what_was_changed_elsewhere_is_not_overwritten(path: str) -> None:
    app = on(path)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "8 own")
        with Store.open(path) as store:
            held = store.inputs()
            store.save_inputs(held.changed(inputs=held.inputs[:5]))
        await to_row(pilot, "training.depot-champions")
        await pilot.press("backspace")
        await shows(pilot, "changed elsewhere meanwhile", "5 own")
        assert len(own(path)) == 5


async def test_what_if_leads_there_and_knows_what_was_made_when_one_comes_back(tmp_path: Path) -> None:
    where = database(tmp_path)
    app = asking(where)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await pilot.press("I")
        await until(pilot, lambda: isinstance(app.screen, InputsScreen) and app.screen.view)
        item = {"id": "new.one", "kind": "training", "title": "Made meanwhile",
                "effects": [{"capability": "people.leadership", "share": [0.1, 0.2, 0.3]}]}  # fmt: skip
        with Store.open(str(where)) as store:
            held = store.inputs()
            store.save_inputs(held.changed(inputs=(*held.inputs, Intervention.model_validate(item))))
        await pilot.press("escape")
        await until(pilot, lambda: screen.answer and "new.one" in screen.answer.inputs)
        await shows(pilot, "0 of 76 chosen")


async def test_the_list_is_ordered_by_gain_by_the_gaps_and_for_the_money(tmp_path: Path) -> None:
    from maturity_tui.analysis.gap.gap import gaps
    from maturity_tui.analysis.inputs.suggest import suggest

    where = database(tmp_path)
    app = asking(where, ONE)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "R")
        await until(pilot, lambda: "suggested for the gaps" in seen(pilot))
        with Store.open(str(where)) as store:
            framework, owner = store.framework_of(ONE), store.organisation()
            assert owner is not None
            held = [
                store.assessment(row.id) for row in store.assessments() if row.id.endswith("/digital-service")
            ]
            found = [
                gap for one in held if "2026-autumn" in one.id for gap in gaps(framework, one, owner.ambition)
            ]
            expected = [one.input.id for one in suggest(framework, found, store.library())]
        assert screen._order[:10] == expected[:10]
        assert "of the weighted gap, most of it in" in words(pilot)
        await press(pilot, "R")
        assert "by gain for the money" in seen(pilot)
        answer = screen.answer
        assert answer is not None
        first, second = (answer.inputs[key] for key in screen._order[:2])
        assert (first.gain or 0) / (first.once + 2 * first.yearly) > (second.gain or 0) / (
            second.once + 2 * second.yearly
        )
        await press(pilot, "R")
        assert "suggested" not in seen(pilot)


async def test_the_discount_rate_is_asked_for_with_the_limits(tmp_path: Path) -> None:
    app = asking(database(tmp_path))
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "space")
        assert screen.answer is not None
        before = screen.answer.projection.costs.present_value
        await pilot.press("L")
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and app.screen.query("#field-discount"))
        rate = app.screen.query_one("#field-discount", Input)
        assert rate.value == "3.5"
        rate.value = "much"
        await pilot.press("ctrl+s")
        await shows(pilot, "A rate from 0 to 100 is wanted here")
        rate.value = "10 %"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.answer and screen.answer.scenario.discount_rate == 0.1)
        after = screen.answer.projection.costs.present_value
        assert before is not None
        assert after is not None
        assert after <= before
        await shows(pilot, "discounted")
