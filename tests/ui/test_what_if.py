"""What-if: choosing answers at once, with the figures of the model; nothing that was done is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from maturity_tui.assessments.rollup import roll_up
from maturity_tui.assessments.teams.service import over_teams
from maturity_tui.store import Store
from maturity_tui.ui.screens.what_if.view import UNNAMED
from maturity_tui.ui.widgets.prompt import Prompt
from maturity_tui.ui.widgets.text_dialog import TextDialog
from tests.ui.what_if_case import (
    ONE,
    ROUND,
    SIZES,
    SKILLS,
    apart,
    asking,
    database,
    figures_of,
    opened,
    press,
    scenario_of,
    seen,
    settled,
)

pytestmark = pytest.mark.ui

FIVE = (
    "training.product-academy",
    "training.accessibility-clinic",
    "capacity.service-designers",
    "technology.service-measures",
    "technology.observability",
)


def service_figure(path: Path) -> float:
    """What the results show for the whole round."""
    with Store.open(str(path)) as store:
        owner = store.organisation()
        assert owner is not None
        rows = [
            row for row in store.assessments() if row.round == ROUND and row.id.endswith("/digital-service")
        ]
        found = {
            row.team: roll_up(store.framework_of(row.id), store.assessment(row.id), owner.ambition)
            for row in rows
        }
    mean = over_teams(found).mean
    assert mean is not None
    return float(mean)


@pytest.mark.parametrize("size", SIZES)
async def test_with_nothing_chosen_the_figure_is_that_of_the_results(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = database(tmp_path)
    async with asking(path).run_test(size=size) as pilot:
        screen = await opened(pilot)
        assert screen.answer is not None
        now = screen.answer.projection.now
        assert now == service_figure(path)
        assert set(figures_of(screen)) == {now}
        assert "2.2 now" in seen(pilot)
        assert "as in the results" in seen(pilot)
        assert "all 7 teams, Autumn 2026" in seen(pilot)
        assert "0 of 75 chosen" in seen(pilot)


async def test_what_is_taken_out_and_put_back_is_as_it_was(tmp_path: Path) -> None:
    async with asking(database(tmp_path)).run_test(size=SIZES[1]) as pilot:
        screen = await opened(pilot)
        await press(pilot, "space", "right", "right")
        before = scenario_of(screen).inputs
        assert before[0].start == "2027-Q3"
        await press(pilot, "space")
        assert scenario_of(screen).inputs == ()
        await press(pilot, "space")
        assert scenario_of(screen).inputs == before


@pytest.mark.parametrize("size", SIZES)
async def test_a_journey_choose_date_save_and_open_again(tmp_path: Path, size: tuple[int, int]) -> None:
    path = database(tmp_path)
    async with asking(path).run_test(size=size) as pilot:
        screen = await opened(pilot)
        before = []
        for item in FIVE:
            before.append(figures_of(screen)[-1])
            screen.inputs.move_to(item)
            await press(pilot, "space")
        scenario = scenario_of(screen)
        assert len(scenario.inputs) == 5
        assert before == sorted(set(before))
        assert figures_of(screen)[-1] > before[-1]
        assert figures_of(screen) == pytest.approx(apart(path, scenario).overall.mean, abs=1e-12)
        gains = {gain.input: gain.gain for gain in apart(path, scenario).gains}
        assert screen.answer is not None
        assert {key: view.gain for key, view in screen.answer.inputs.items()} == pytest.approx(
            gains, abs=1e-12
        )
        assert "5 of 75 chosen" in seen(pilot)
        assert "✓ draft kept" in seen(pilot)

        await press(pilot, "right", "l", "left")
        moved = scenario_of(screen)
        assert [choice.start for choice in moved.inputs].count("2027-Q2") == 1
        assert figures_of(screen) == pytest.approx(apart(path, moved).overall.mean, abs=1e-12)
        assert figures_of(screen) != pytest.approx(apart(path, scenario).overall.mean, abs=1e-12)

        await press(pilot, "s", *"Spring bid", "enter")
        assert "✓ saved" in seen(pilot)
        kept = figures_of(screen)

    with Store.open(str(path)) as store:
        saved = store.scenario("spring-bid")
    assert saved.inputs == moved.inputs
    async with asking(path).run_test(size=size) as pilot:
        screen = await opened(pilot)
        assert scenario_of(screen).inputs == ()
        await press(pilot, "S", "end", "enter")
        assert scenario_of(screen) == saved
        assert figures_of(screen) == kept
        assert "what-if “Spring bid”" in seen(pilot)
        assert "as saved" in seen(pilot)


@pytest.mark.parametrize("name", ["balanced", "people-first"])
async def test_the_examples_scenarios_open_as_they_are(tmp_path: Path, name: str) -> None:
    path = database(tmp_path)
    with Store.open(str(path)) as store:
        scenario = store.scenario(name)
    async with asking(path).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "S", *(["enter"] if name == "balanced" else ["end", "enter"]))
        assert scenario_of(screen) == scenario
        expected = apart(path, scenario)
        assert figures_of(screen) == pytest.approx(expected.overall.mean, abs=1e-12)
        assert screen.answer is not None
        assert screen.answer.projection.costs == expected.costs
        assert screen.answer.projection.person_days == expected.person_days
        assert f"what-if “{scenario.title}”" in seen(pilot)
        assert " of £250k once" in seen(pilot)


async def test_space_brings_what_an_input_needs_and_says_so(tmp_path: Path) -> None:
    async with asking(database(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        assert screen.inputs.move_to("technology.test-automation")
        await press(pilot, "space")
        assert {choice.input for choice in scenario_of(screen).inputs} == {
            "technology.build-pipeline",
            "technology.test-automation",
        }
        assert (
            "“Test automation kit and first suites” needs “Shared code store and build pipeline”: chosen too."
            in seen(pilot)
        )
        assert screen.answer is not None
        assert len(screen.answer.projection.chosen) == 2
        assert not any("left out" in note or "before" in note for note in screen.answer.projection.notes)
        screen.inputs.move_to("technology.build-pipeline")
        await press(pilot, "space")
        assert scenario_of(screen).inputs == ()
        assert "“Test automation kit and first suites” goes too" in seen(pilot)


async def test_space_refuses_what_is_excluded_and_says_why(tmp_path: Path) -> None:
    async with asking(database(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        screen.inputs.move_to("capacity.data-office")
        await press(pilot, "space")
        screen.inputs.move_to("capacity.data-stewards")
        await press(pilot, "space")
        assert [choice.input for choice in scenario_of(screen).inputs] == ["capacity.data-office"]
        assert (
            "“A data steward's day in each team” and “Small data office of three”, which is chosen, exclude"
            in seen(pilot)
        )


async def test_choosing_moves_no_row_and_undo_takes_each_step_back(tmp_path: Path) -> None:
    async with asking(database(tmp_path)).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        order = [row.key for row in screen.inputs.rows]
        states = [scenario_of(screen)]
        for keys in (("down", "down", "space"), ("down", "space"), ("right",), ("right",)):
            await press(pilot, *keys)
            states.append(scenario_of(screen))
        assert [row.key for row in screen.inputs.rows] == order
        assert screen.inputs.cursor == 3
        for state in reversed(states[:-1]):
            await press(pilot, "u")
            assert scenario_of(screen) == state
        await press(pilot, "u")
        assert "nothing to undo" in seen(pilot)
        for state in states[1:]:
            await press(pilot, "ctrl+r")
            assert scenario_of(screen) == state


async def test_an_input_starts_neither_before_it_can_nor_after_the_end(tmp_path: Path) -> None:
    async with asking(database(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        screen.inputs.move_to("capacity.shared-architect")
        await press(pilot, "right")
        assert "is not chosen, so it has no start" in seen(pilot)
        await press(pilot, "space", "left")
        assert "cannot start before Q2 2027" in seen(pilot)
        await press(pilot, *["right"] * 7)
        assert "Q4 2028 is the last quarter looked at." in seen(pilot)
        assert scenario_of(screen).inputs[0].start == "2028-Q4"


@pytest.mark.parametrize("size", SIZES)
async def test_too_many_person_days_are_marked_said_and_moved_away(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = database(tmp_path)
    async with asking(path).run_test(size=size) as pilot:
        screen = await opened(pilot)
        await press(pilot, "S", "enter", "L", "tab", "tab", *["backspace"] * 40, *"100", "ctrl+s")
        assert screen.answer is not None
        assert any(screen.answer.projection.person_days.overload)
        await press(pilot, "tab")
        shown = seen(pilot)
        assert "150!" in shown
        assert "Q2 2027 asks for 150 of 100 days, Q3" in shown
        before = scenario_of(screen)
        await press(pilot, "d")
        assert "Starts now: " in seen(pilot)
        assert not any(screen.answer.projection.person_days.overload)
        assert not any("before" in note for note in screen.answer.projection.notes)
        assert figures_of(screen) == pytest.approx(apart(path, scenario_of(screen)).overall.mean, abs=1e-12)
        await press(pilot, "u")
        assert scenario_of(screen) == before


@pytest.mark.parametrize("size", SIZES)
async def test_d_asks_how_many_days_there_are_and_then_levels(tmp_path: Path, size: tuple[int, int]) -> None:
    async with asking(database(tmp_path)).run_test(size=size) as pilot:
        screen = await opened(pilot)
        await press(pilot, "d")
        assert "Nothing is chosen yet, so there is no start to move." in seen(pilot)
        for item in ("training.product-academy", "training.data-owners"):
            screen.inputs.move_to(item)
            await press(pilot, "space")
        before = scenario_of(screen)
        await press(pilot, "d", "enter")
        assert isinstance(pilot.app.screen, Prompt)
        assert "Starts can be moved to fit only where it is known" in seen(pilot)
        await press(pilot, *"40", "enter")
        assert scenario_of(screen).limits.person_days == 40
        assert "Starts now: " in seen(pilot)
        assert screen.answer is not None
        assert not any(screen.answer.projection.person_days.overload)
        await press(pilot, "d")
        assert "No start moves. " in seen(pilot)
        await press(pilot, "u", "u")
        assert scenario_of(screen) == before
        await press(pilot, "d", "escape")
        assert scenario_of(screen) == before


async def test_assumptions_are_checked_marked_and_kept_in_the_scenario(tmp_path: Path) -> None:
    path = database(tmp_path)
    async with asking(path).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "space", "a", "down", "down", "enter")
        before = figures_of(screen)
        assert isinstance(pilot.app.screen, Prompt)
        await press(pilot, *["backspace"] * 5, *"1.5", "enter")
        assert "lies between 0 and 1" in seen(pilot)
        await press(pilot, *["backspace"] * 5, *"0.9", "enter")
        assert "changed" in seen(pilot)
        await press(pilot, "escape")
        assert scenario_of(screen).assumptions == {"training.floor": 0.9}
        assert figures_of(screen)[-1] > before[-1]
        assert figures_of(screen) == pytest.approx(apart(path, scenario_of(screen)).overall.mean, abs=1e-12)
        await press(pilot, "a", "down", "down", "backspace", "escape")
        assert scenario_of(screen).assumptions == {}
        assert figures_of(screen) == before
        await press(pilot, "u", "u")
        assert figures_of(screen) == before


@pytest.mark.parametrize("size", SIZES)
async def test_assumptions_have_plain_names_beside_their_ids(tmp_path: Path, size: tuple[int, int]) -> None:
    async with asking(database(tmp_path)).run_test(size=size) as pilot:
        await opened(pilot)
        await press(pilot, "a", "down")
        row = next(row for row in seen(pilot).splitlines() if "Months until training half fades" in row)
        assert ("training.half_life_months" in row) == (size[0] == 120)
        assert "training.half_life_months: months in which half of what fades has" in seen(pilot)
        await press(pilot, "down", "down", "down", "down", "down")
        assert "0.5 0.75 1 " in seen(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_days_are_those_of_the_busiest_quarter(tmp_path: Path, size: tuple[int, int]) -> None:
    async with asking(database(tmp_path)).run_test(size=size) as pilot:
        screen = await opened(pilot)
        assert "0 days" in seen(pilot)
        assert "busiest" not in seen(pilot)
        screen.inputs.move_to("training.product-academy")
        await press(pilot, "space")
        assert "busiest quarter, Q1 27" in seen(pilot)
        await press(pilot, "S", "enter")
        assert "152 of 200 days" in seen(pilot)
        assert ("busiest: Q3 27" if size[0] == 120 else "busiest quarter, Q3 27") in seen(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_rows_stand_apart_from_the_frame_and_from_the_scroll_bar(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with asking(database(tmp_path)).run_test(size=size) as pilot:
        screen = await opened(pilot)
        screen.inputs.move_to("training.incident-command")
        await press(pilot, "space")
        row = next(row for row in seen(pilot).splitlines() if "■" in row)
        assert "Incident command course and practice days Q1 27" in " ".join(row.split())
        assert "│▌" not in seen(pilot)
        assert [
            row
            for row in seen(pilot).splitlines()
            if any(f"0{digit}{bar}" in row for digit in range(10) for bar in "▁▂▃▄▅▆▇█")
        ] == []
        await press(pilot, "space", "tab")
        assert "  Nothing is chosen yet: space chooses." in seen(pilot)


async def test_one_key_asks_for_this_team_only(tmp_path: Path) -> None:
    path = database(tmp_path)
    async with asking(path).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "m")
        assert "› Service operations, Autumn 2026 ›" in seen(pilot)
        with Store.open(str(path)) as store:
            owner = store.organisation()
            assert owner is not None
            whole = roll_up(store.framework_of(ONE), store.assessment(ONE), owner.ambition).whole
        assert screen.answer is not None
        assert whole.score is not None
        assert screen.answer.projection.now == float(whole.score)
        await press(pilot, "s", *"Alone", "enter", "m", "n", "S", "enter")
        assert "› Service operations, Autumn 2026 › what-if “Alone”" in seen(pilot)
        with Store.open(str(path)) as store:
            assert store.scenario("alone").baseline.assessment == ONE


async def test_w_on_a_gap_shows_the_inputs_that_reach_it_and_z_all(tmp_path: Path) -> None:
    async with asking(database(tmp_path), capability="operations.service-desk").run_test(
        size=(120, 40)
    ) as pilot:
        screen = await opened(pilot)
        assert "Inputs for H1 Service desk and requests" in seen(pilot)
        keys = [row.key for row in screen.inputs.rows if not row.heading]
        assert "technology.service-desk" in " ".join(keys) or len(keys) < 10
        await press(pilot, "z")
        assert len([row for row in screen.inputs.rows if not row.heading]) == 75
        await press(pilot, "z")
        assert [row.key for row in screen.inputs.rows if not row.heading] == keys


async def test_no_input_reaches_it_is_a_sentence(tmp_path: Path) -> None:
    async with asking(database(tmp_path), SKILLS, "user-research").run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        assert "No input reaches" in seen(pilot)
        await press(pilot, "space", "right", "enter", "i")
        assert "How it comes about" in seen(pilot)


async def test_a_skills_framework_shows_the_share_at_target(tmp_path: Path) -> None:
    async with asking(database(tmp_path), SKILLS).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        assert "Skills at target, %" in seen(pilot)
        await press(pilot, "z")
        screen.inputs.move_to("capacity.data-stewards")
        await press(pilot, "space")
        assert "it reaches no skill that" in seen(pilot)
        assert screen.answer is not None
        assert screen.answer.projection.gain == 0


@pytest.mark.parametrize("size", SIZES)
async def test_tab_goes_through_what_there_is_room_for(tmp_path: Path, size: tuple[int, int]) -> None:
    async with asking(database(tmp_path)).run_test(size=size) as pilot:
        screen = await opened(pilot)
        await press(pilot, "space", "tab")
        assert screen.roadmap.has_focus
        assert screen.roadmap.cursor_key == scenario_of(screen).inputs[0].input
        await press(pilot, "right")
        assert scenario_of(screen).inputs[0].start == "2027-Q2"
        await press(pilot, "tab")
        assert screen.drivers_pane.listing.has_focus
        await press(pilot, "tab")
        assert screen.inputs.has_focus == (size[0] == 120)
        assert "judgement" in seen(pilot)
        if size[0] == 80:
            await press(pilot, "escape")
            assert screen.inputs.has_focus


async def test_the_input_under_the_cursor_is_explained(tmp_path: Path) -> None:
    async with asking(database(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        text = " ".join(seen(pilot).split())
        assert "Would add 0.0" in text
        assert "most of it in" in text
        assert "J judgement" in text
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, TextDialog)
        assert "Share of the open gap closed" in seen(pilot)
        await press(pilot, "escape", "space", "i")
        text = " ".join(seen(pilot).replace("│", " ").split())
        assert "the sum over areas of rise × weight" in text
        assert "at work" in text
        assert "blank capabilities take no part" in text
        await press(pilot, "escape")
        screen.inputs.move_to("technology.data-catalogue")
        await press(pilot)
        assert "It needs “A data steward's day in each team” or" in " ".join(
            seen(pilot).replace("│", " ").split()
        )


async def test_find_goes_to_a_name_and_n_goes_on(tmp_path: Path) -> None:
    async with asking(database(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "slash", *"analyst", "enter")
        first = screen.inputs.cursor_key
        await press(pilot, "n")
        assert first != screen.inputs.cursor_key
        assert scenario_of(screen).id == UNNAMED
        await press(pilot, "N")
        assert screen.inputs.cursor_key == first


async def test_leaving_the_screen_loses_nothing(tmp_path: Path) -> None:
    path = database(tmp_path)
    async with asking(path).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "space", "down", "space", "escape")
        pilot.app.push_screen(type(screen)(ONE))
        again = await opened(pilot)
        assert len(scenario_of(again).inputs) == 2
        await press(pilot, "u")
        assert len(scenario_of(again).inputs) == 1


async def test_a_saved_name_is_not_taken_twice(tmp_path: Path) -> None:
    async with asking(database(tmp_path)).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "space", "s", *"Balanced", "enter")
        assert "There is a scenario “Balanced” already" in " ".join(seen(pilot).split())
        await press(pilot, *" two", "enter")
        assert scenario_of(screen).id == "balanced-two"


async def test_hostile_titles_are_only_titles(tmp_path: Path) -> None:
    nasty = ["[/]", "[bold]x", "\x1b[2J\x1b]0;x\x07name", "日本語" * 40, "a" * 300]
    effect = {"capability": "people.leadership", "share": [0.1, 0.2, 0.3]}
    own = [
        {
            "id": f"own.{at}",
            "kind": "training",
            "title": text,
            "effects": [effect],
            "basis": {"note": text},
            "excludes": ["own.0"] if at == 1 else [],
        }
        for at, text in enumerate(nasty)
    ]
    path = database(tmp_path, *own)
    for width, height in SIZES:
        async with asking(path).run_test(size=(width, height)) as pilot:
            screen = await opened(pilot)
            for at in range(len(nasty)):
                screen.inputs.move_to(f"own.{at}")
                await press(pilot, "space")
                assert "\x1b" not in seen(pilot)
                assert all(len(row) <= width for row in seen(pilot).splitlines())
            for key in ("enter", "i"):
                await press(pilot, key)
                assert "\x1b" not in seen(pilot)
                await press(pilot, "escape")
            await press(pilot, "tab")
            assert "\x1b" not in seen(pilot)


async def test_nothing_scored_is_a_sentence(tmp_path: Path) -> None:
    from tests.ui import score_case

    path = tmp_path / "empty.db"
    one = score_case.database(path)
    async with asking(path, one).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await settled(pilot)
        assert "Nothing is scored yet, so there is nothing to project" in seen(pilot)
        await press(pilot, "space", "d", "a", "escape", "s", "escape", "m", "i", "x", "z", "u", "tab")
        assert "Nothing is scored yet" in seen(pilot)


@pytest.mark.parametrize("rule", ["lowest", "staged", "cumulative"])
async def test_rules_that_are_not_linear_are_answered_too(tmp_path: Path, rule: str) -> None:
    from tests.ui import score_case

    framework = score_case.own_framework(level=2)
    framework = framework.changed(rollup=rule)
    scores = {item: {"agreed": 2} for item in framework.capabilities}
    path = tmp_path / "own.db"
    one = score_case.database(path, framework, scores=scores)
    with Store.open(str(path)) as store:
        effects = [{"capability": item, "share": [0.3, 0.5, 0.7]} for item in framework.capabilities]
        from maturity_tui.analysis.inputs.interventions import InputLibrary

        store.save_inputs(
            InputLibrary.model_validate(
                {
                    "schema": "maturity/inputs@1",
                    "inputs": [
                        {"id": "own.all", "kind": "technology", "title": "All of it", "effects": effects}
                    ],
                }
            )
        )
    async with asking(path, one).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        assert screen.answer is not None
        assert not screen.answer.is_light
        screen.inputs.move_to("own.all")
        await press(pilot, "space")
        assert [choice.input for choice in scenario_of(screen).inputs] == ["own.all"]
        told = " ".join(
            " ".join(row.split("││")[0] for row in seen(pilot).splitlines()).replace("│", " ").split()
        )
        assert "; it lifts " in told
        assert "most of it in" not in told
        if rule == "lowest":
            assert figures_of(screen)[-1] > 2
        await press(pilot, "space")
        assert set(figures_of(screen)) == {screen.answer.projection.now}


async def test_an_empty_library_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "library", lambda self, organisation=None: ())
    async with asking(database(tmp_path)).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "There are no inputs yet" in seen(pilot)
        assert "2.2 now" in seen(pilot)
        await press(pilot, "space", "right", "enter", "d", "i", "escape", "tab", "z", "u")


async def test_export_hands_over_the_projection_and_the_scenario(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed = []

    async def export(*what: object) -> None:
        handed.append(what)

    monkeypatch.setattr("maturity_tui.ui.screens.export.export", export)
    async with asking(database(tmp_path)).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "space", "x")
        assert screen.answer is not None
        assert handed[0][1:] == (ONE, screen.answer.projection, screen.answer.scenario)
