"""Ambition: themes and targets changed by keys, kept at once, undone after a restart; priorities from groups."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from maturity_tui.assessments.organisation import Organisation, Profile, Theme
from maturity_tui.store import Store
from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.places import open_place
from maturity_tui.ui.screens.ambition.groups import GroupsDialog
from maturity_tui.ui.screens.ambition.pick import AimPick, LevelPick, matching
from maturity_tui.ui.screens.ambition.view import AmbitionView, gathering_of, read_ambition
from maturity_tui.ui.widgets.form_dialog import FormDialog
from maturity_tui.ui.widgets.row_list import RowList
from tests.ui.council import NARROW, WIDE, council, seen, shows, until

pytestmark = [pytest.mark.ui, pytest.mark.store]


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


def aiming(path: str) -> MaturityApp:
    """The app, on its ambition at once."""

    class Aiming(MaturityApp):
        def on_ready(self) -> None:
            open_place(self, "ambition")

    return Aiming(path)


def held(path: str) -> Organisation:
    with Store.open(path) as store:
        found = store.organisation()
    assert found is not None
    return found


def theme(path: str, id: str) -> Theme:
    return next(one for one in held(path).ambition if one.id == id)


def rows(pilot: Pilot[Any]) -> RowList:
    return pilot.app.screen.query_one("#ambition-rows", RowList)


def page(pilot: Pilot[Any]) -> str:
    """What stands beside the list, also what is scrolled out of sight."""
    return " ".join(str(pilot.app.screen.query_one("Reader .text", Static).content).split())


async def form(pilot: Pilot[Any], key: str) -> None:
    """Open a form by its key."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the form")
    await pilot.pause()


def fill(pilot: Pilot[Any], **fields: str) -> None:
    for key, value in fields.items():
        pilot.app.screen.query_one(f"#field-{key}", Input).value = value


async def at_themes(pilot: Pilot[Any]) -> None:
    await shows(pilot, "Services residents choose to use", "of the weight")


# looking ------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_themes_stand_by_weight_with_their_targets_and_how_it_was_made(
    path: str, size: tuple[int, int]
) -> None:
    async with aiming(path).run_test(size=size) as pilot:
        await at_themes(pilot)
        shown = seen(pilot)
        assert "city council · 410,000 residents · 350 staff in scope" in shown
        assert [one.key for one in rows(pilot).rows if "/" not in one.key] == [
            "resident-first", "safe-and-steady", "trusted-data", "people-and-value",
        ]  # fmt: skip
        assert "Services residents choose to use" in shown
        assert "30 %" in shown
        assert "◆ 4  D1 Product management" in shown
        assert "Priority 3, from points: directors 35, members 40, staff 15." in page(pilot)
        await pilot.press("j", "j")
        await until(pilot, lambda: "4 of D1 Product management" in page(pilot))
        assert "4 Managed Product managers check each release" in page(pilot)


async def test_i_says_how_a_weight_and_a_target_came_about(path: str) -> None:
    async with aiming(path).run_test(size=NARROW) as pilot:
        await at_themes(pilot)
        await pilot.press("i")
        await shows(pilot, "directors 35, members 40, staff 15. Its share is 3 ÷ (3 + 3 + 2 + 2) = 30 %.")
        await pilot.press("escape", "j", "i")
        await shows(pilot, "Services residents choose to use wants 4 Managed of C Users and services.")
        await pilot.press("escape", "backspace")
        await shows(
            pilot, "Services residents choose to use wants C Users and services no more: u brings it back."
        )


async def test_nothing_is_cut_and_what_the_groups_gave_is_there(path: str) -> None:
    async with aiming(path).run_test(size=WIDE) as pilot:
        await at_themes(pilot)
        assert (
            "Groups disagree most on Skilled people, money well spent: staff 40 %, directors and members 10 %."
            in (page(pilot))
        )
        assert "25 % between the highest and the lowest" in page(pilot)
        assert "…" not in seen(pilot)


async def test_an_ambition_without_themes_teaches(path: str) -> None:
    with Store.open(path) as store:
        store.save_organisation(held(path).changed(ambition=(), profile=Profile()))
    async with aiming(path).run_test(size=NARROW) as pilot:
        await shows(pilot, "No themes yet. A theme is a strategic aim", "n adds the first theme")
        assert "No profile yet: P says what kind of organisation this is." in seen(pilot)
        bar = seen(pilot).splitlines()[-1]
        assert "n theme" in bar
        assert "target" not in bar, "there is no theme to set one in"


async def test_without_an_organisation_it_says_where_one_begins(tmp_path: Path) -> None:
    async with aiming(str(tmp_path / "empty.db")).run_test(size=NARROW) as pilot:
        await shows(pilot, "There is no organisation here yet.", "worked example")
        await pilot.press("n", "u", "P", "t", "v")
        await pilot.pause()
        assert pilot.app.screen.query("#ambition-nothing")


# themes -------------------------------------------------------------------------------


async def test_a_theme_is_added_changed_removed_and_all_of_it_undone(path: str) -> None:
    before = held(path)
    async with aiming(path).run_test(size=NARROW) as pilot:
        await at_themes(pilot)
        await form(pilot, "n")
        fill(pilot, title="Greener IT", by="2029q1", priority="9")
        await pilot.press("ctrl+s")
        await shows(pilot, "Greener IT", "✓ saved")
        assert theme(path, "greener-it") == Theme(
            id="greener-it", title="Greener IT", by="2029-Q1", priority=9
        )
        assert rows(pilot).cursor_key == "greener-it"
        assert rows(pilot).rows[0].key == "greener-it", "the heaviest comes first"
        await form(pilot, "enter")
        fill(pilot, priority="0.5")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: theme(path, "greener-it").priority == 0.5)
        await until(pilot, lambda: rows(pilot).rows[-1].key == "greener-it")
        await pilot.press("backspace")
        await until(pilot, lambda: held(path) == before)
        await pilot.press("u")
        await shows(pilot, "Undone: the ambition.", "Greener IT")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: held(path) == before)
    async with aiming(path).run_test(size=NARROW) as again:
        await at_themes(again)
        await again.press("u", "u")
        await until(again, lambda: theme(path, "greener-it").priority == 9)
        await again.press("u", "u")
        await shows(again, "There is nothing to undo.")
        assert held(path) == before


async def test_a_form_that_cannot_be_kept_says_why_and_keeps_nothing(path: str) -> None:
    before = held(path)
    async with aiming(path).run_test(size=NARROW) as pilot:
        await at_themes(pilot)
        await form(pilot, "n")
        fill(pilot, title="Green", by="soon")
        await pilot.press("ctrl+s")
        await shows(pilot, "'soon' is no quarter. Write it as 2028-Q4.")
        fill(pilot, by="", priority="many")
        await pilot.press("ctrl+s")
        await shows(pilot, "A priority is a number, such as 3 or 2.5.")
        fill(pilot, title="Safe systems that stay up", priority="1")
        await pilot.press("ctrl+s")
        await shows(pilot, "There is a theme Safe systems that stay up (safe-and-steady) already.")
        assert pilot.app.screen.query_one("#field-title", Input).value == "Safe systems that stay up"
        await pilot.press("escape")
        assert held(path) == before


async def test_what_someone_else_changed_meanwhile_is_not_overwritten(path: str) -> None:
    async with aiming(path).run_test(size=NARROW) as pilot:
        await at_themes(pilot)
        with Store.open(path) as store:
            store.change_organisation(held(path).changed(title="Northwick, renamed"))
        await pilot.press("backspace")
        await shows(pilot, "Someone else changed Northwick, renamed meanwhile.")
        assert len(held(path).ambition) == 4


# targets ------------------------------------------------------------------------------


async def test_a_target_is_found_by_typing_and_set_to_a_level(path: str) -> None:
    async with aiming(path).run_test(size=NARROW) as pilot:
        await at_themes(pilot)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, AimPick), "the list")
        await pilot.press(*"incident", "space", *"and")
        await shows(pilot, "H2 Incident and problem management")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LevelPick), "the levels")
        await shows(pilot, "4 Managed")
        await pilot.press("k", "enter")
        await shows(pilot, "Services residents choose to use wants 3 of Incident and problem management.")
        assert theme(path, "resident-first").targets["operations.incidents"] == 3
        assert rows(pilot).cursor_key == "resident-first/operations.incidents"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LevelPick), "the levels again")
        await pilot.press("G", "enter")
        await until(pilot, lambda: theme(path, "resident-first").targets["operations.incidents"] == 5)
        await pilot.press("backspace")
        await until(pilot, lambda: "operations.incidents" not in theme(path, "resident-first").targets)


async def test_a_target_that_no_framework_knows_is_shown_and_can_be_taken_away(path: str) -> None:
    owner = held(path)
    odd = Theme(id="odd", title="Odd", priority=9, targets={"gone.item": 2})
    with Store.open(path) as store:
        store.save_organisation(owner.changed(ambition=(odd, *owner.ambition)))
    async with aiming(path).run_test(size=NARROW) as pilot:
        await shows(pilot, "gone.item", "in no framework here")
        await pilot.press("j", "enter")
        await shows(pilot, "so it has no levels")
        await pilot.press("backspace")
        await until(pilot, lambda: not theme(path, "odd").targets)


def test_the_list_narrows_to_all_words_and_the_likeliest_come_first(path: str) -> None:
    with Store.open(path) as store:
        view = read_ambition(store)
    assert view is not None
    assert matching(view.aims, "H2")[0].id == "operations.incidents"
    found = matching(view.aims, "incident")
    assert found[0].title.startswith("Incident")
    assert all("incident" in f"{aim.title} {aim.id}".casefold() for aim in found)
    assert [aim.framework for aim in matching(view.aims, "incident ddat")] == ["ddat", "ddat"]
    assert len(matching(view.aims, " ")) == len(view.aims)
    assert matching(view.aims, "no such thing at all") == []


def test_a_targets_key_is_the_shortest_that_means_it_alone(path: str) -> None:
    with Store.open(path) as store:
        view = read_ambition(store)
    assert view is not None
    owner = view.organisation
    aim = view.aims_at("operations.incidents")[0]
    assert view.key_for(owner.ambition[0], aim) == "operations.incidents"
    long = owner.ambition[0].changed(targets={aim.key: 2})
    assert view.key_for(long, aim) == aim.key, "what it has already it keeps"
    twice = AmbitionView(owner, (*view.frameworks, view.frameworks[0].changed(id="copy")))
    assert twice.key_for(owner.ambition[0], aim) == "digital-service:operations.incidents"


# priorities and profile ---------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_priorities_are_gathered_from_groups(path: str, size: tuple[int, int]) -> None:
    """By hand: (.4 + .1) ÷ 2 is .25; .3; .15; .3."""
    async with aiming(path).run_test(size=size) as pilot:
        await at_themes(pilot)
        await pilot.press("v")
        await until(pilot, lambda: isinstance(pilot.app.screen, GroupsDialog), "the table")
        await shows(
            pilot, "directors: 35 40 15 10", "directors 35 % 40 % 15 % 10 %", "spread 25 % 20 % 10 % 30 %"
        )
        await shows(
            pilot, "Priority: ten times the mean of the groups' shares of 100 points, groups counting"
        )
        lines = pilot.app.screen.query_one(TextArea)
        lines.text = "directors 40 40 10 10\nstaff 10 20 20 40"
        await shows(pilot, "staff shared out 90 points and directors 100")
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, GroupsDialog)
        lines.text = "directors 40 40 10 10\nstaff 10 20 20 50"
        await shows(pilot, "priority 2.5 3 1.5 3", "staff 50 %, directors 10 %.")
        await pilot.press("ctrl+s")
        await shows(pilot, "The weights are those of 2 groups now")
        assert [one.priority for one in held(path).ambition] == [2.5, 3, 1.5, 3]
        await pilot.press("i")
        await shows(pilot, "ten times the mean of the groups' shares of 100 points (directors 40, staff 10)")
        await pilot.press("escape", "u")
        await until(pilot, lambda: [one.priority for one in held(path).ambition] == [3, 3, 2, 2])


async def test_ranks_are_another_way(path: str) -> None:
    async with aiming(path).run_test(size=NARROW) as pilot:
        await at_themes(pilot)
        await pilot.press("v")
        await until(pilot, lambda: isinstance(pilot.app.screen, GroupsDialog), "the table")
        pilot.app.screen.query_one(TextArea).text = "members: 1 2 2 4"
        await pilot.press("shift+tab", "right")
        await shows(pilot, "priority 4 2.5 2.5 1", "Only one group has answered")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: [one.priority for one in held(path).ambition] == [4, 2.5, 2.5, 1])


def test_what_groups_gave_is_known_again_from_what_was_kept(path: str) -> None:
    found = gathering_of(held(path).ambition)
    assert found is not None
    assert [item.priority for item in found.themes] == [3, 3, 2, 2]
    by_hand = held(path).ambition[0].changed(priority_from=None)
    assert gathering_of((by_hand, *held(path).ambition[1:])) is None


async def test_the_profile_is_a_form(path: str) -> None:
    async with aiming(path).run_test(size=NARROW) as pilot:
        await at_themes(pilot)
        await form(pilot, "P")
        fill(pilot, residents="many")
        await pilot.press("ctrl+s")
        await shows(pilot, "Residents: write a number")
        fill(pilot, residents="500k", in_house="", platforms="web; maps")
        await pilot.press("ctrl+s")
        await shows(pilot, "500,000 residents", "The profile is changed.")
        profile = held(path).profile
        assert (profile.residents, profile.in_house, profile.platforms) == (500_000, None, ("web", "maps"))
        assert (profile.kind, profile.sites, profile.yearly_budget) == ("city council", 5, 24_000_000)
        await pilot.press("u")
        await shows(pilot, "Undone: the profile.", "410,000 residents")


async def test_names_with_brackets_and_escapes_are_only_names(path: str) -> None:
    owner = held(path)
    odd = Theme(id="odd", title="[/] \x1b[2J [red]odd[/red]", priority=9, targets={"users": 1})
    with Store.open(path) as store:
        store.save_organisation(
            owner.changed(ambition=(odd, *owner.ambition), profile=Profile(kind="[bold]x[/bold] [/]"))
        )
    async with aiming(path).run_test(size=NARROW) as pilot:
        await shows(pilot, "[red]odd[/red]", "[bold]x[/bold] [/]")
        await pilot.press("v")
        await until(pilot, lambda: isinstance(pilot.app.screen, GroupsDialog), "the table")
        await shows(pilot, "[red]odd[/red]")
        await pilot.press("escape", "backspace")
        await shows(pilot, "[red]odd[/red] is taken away")
