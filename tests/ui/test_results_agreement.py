"""Results: the tabs on agreement, and on ideas and blockers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from maturity_tui.assessments.agreement.agreement import Agreement, agreement
from maturity_tui.assessments.agreement.words import two_decimals
from maturity_tui.assessments.models import Idea
from maturity_tui.store import Store
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.results import screen as screen_module
from maturity_tui.ui.screens.results.agreement_rows import alpha_line
from maturity_tui.ui.widgets.row_list import RowList
from tests.ui.council import NARROW, WIDE, assessment_of, council, seen, shows, until, words
from tests.ui.score_case import database, own_framework
from tests.ui.test_results import results_of

pytestmark = [pytest.mark.ui, pytest.mark.store]

DIGITAL, SIGNED = assessment_of("digital-services"), assessment_of("service-operations")
SAME = {"ratings": {"t1": 1, "t2": 1, "t3": 1}}


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


@pytest.fixture
def went(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    gone: list[tuple[Any, ...]] = []
    monkeypatch.setattr(screen_module, "open_place", lambda app, *where: gone.append(where))
    return gone


def figures(path: str, one: str) -> Agreement:
    with Store.open(path) as store:
        return agreement(store.framework_of(one), store.assessment(one))


def ideas_of(path: str, one: str) -> tuple[Idea, ...]:
    with Store.open(path) as store:
        return store.assessment(one).ideas


def row_of(pilot: Pilot[Any], name: str) -> str:
    return next(row for row in seen(pilot).splitlines() if name in row)


def rows(pilot: Pilot[Any], which: str) -> RowList:
    return pilot.app.screen.query_one(which, RowList)


# agreement ------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_every_area_has_its_alpha_in_figures_and_words(path: str, size: tuple[int, int]) -> None:
    found = figures(path, DIGITAL)
    app = results_of(path, DIGITAL, "agreement")
    async with app.run_test(size=size) as pilot:
        # What does not fit beside the tabs is left to the list; nothing is cut.
        note = f"alpha {two_decimals(found.whole.alpha)}" + (" · differently" if size == WIDE else "")
        await shows(pilot, "A Strategy and governance", note)
        assert row_of(pilot, "Overview ").endswith(f" {note}")
        for node in found.nodes[1:]:
            row = row_of(pilot, f" {node.title} ")
            assert f" {two_decimals(node.alpha, GLYPHS.minus)} " in row
            assert str(node.seen) in row
            assert (GLYPHS.now in row) is (node.alpha is not None)
        assert "(few)" in row_of(pilot, "Service operations and resilience")


async def test_capabilities_stand_in_the_order_of_discussion_with_their_votes(path: str) -> None:
    found = figures(path, DIGITAL)
    app = results_of(path, DIGITAL, "agreement")
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "A Strategy and governance")
        shown = [row.key for row in rows(pilot, "#agreement-rows").rows if row.key in app_capabilities(found)]
        assert shown == [one.id for one in found.capabilities if one.apart is not None]
        assert re.search(r"A4 Risk and compliance +·▃█▅▅· +1 2 2 2 3 3 4 4 +≠ 3 +1\.5", seen(pilot))


def app_capabilities(found: Agreement) -> set[str]:
    return {one.id for one in found.capabilities}


async def test_enter_goes_from_an_area_to_its_most_apart_and_from_there_to_the_score(
    path: str, went: list[tuple[Any, ...]]
) -> None:
    app = results_of(path, DIGITAL, "agreement")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "A Strategy and governance")
        await pilot.press("down", "down", "down", "enter")
        await until(pilot, lambda: rows(pilot, "#agreement-rows").cursor_key == "users.channels")
        await pilot.press("enter")
        await until(pilot, lambda: went)
        assert went == [("score", DIGITAL, "users.channels")]


async def test_i_explains_the_figure_of_an_area_and_of_a_capability(path: str) -> None:
    node = figures(path, DIGITAL).by_id["strategy"]
    app = results_of(path, DIGITAL, "agreement")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "A Strategy and governance")
        await pilot.press("down", "i")
        await shows(
            pilot, "has alpha −0.07, differently", f"in {node.equal} of {node.pairs} pairs both gave the same"
        )
        await shows(pilot, "In 95 of 100 resamples alpha is −0.13 to −0.03.")
        await pilot.press("escape", "enter", "i")
        await shows(
            pilot, "was given 1, 2 (3 times), 3 (2 times), 4 (2 times)", "number 1 of 43 capabilities"
        )


async def test_without_votes_it_says_how_to_take_them(tmp_path: Path) -> None:
    one = database(tmp_path / "one.db", scores={"people.culture": {"ratings": {"t1": 3, "u1": 1, "u2": 2}}})
    app = results_of(str(tmp_path / "one.db"), one, "agreement")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "v on the score screen takes the votes of all in one line")
        await pilot.press("i", "enter", "down")
        assert "alpha" not in words(pilot)


async def test_all_agree_is_said_where_alpha_is_undefined(tmp_path: Path) -> None:
    scores = {f"{area}.{name}": SAME for area in "ab" for name in ("one", "two", "three")}
    one = database(tmp_path / "one.db", own_framework(), scope="all", scores=scores)
    app = results_of(str(tmp_path / "one.db"), one, "agreement")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Area a", "all agree")
        assert re.search(r"All areas +– +all agree +100 % *$", row_of(pilot, "All areas"))
        await pilot.press("i")
        await shows(
            pilot, "everyone gave the same level everywhere, so alpha is undefined: all agree (6 capabilities"
        )


async def test_a_skills_framework_shows_letters(path: str) -> None:
    app = results_of(path, assessment_of("digital-services", "ddat"), "agreement")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Skill, most apart first", "AWPE", "mostly alike (few)")


def test_alpha_is_drawn_where_it_is_on_its_interval(path: str) -> None:
    found = figures(path, DIGITAL)
    drawn = alpha_line(found.whole, 101).plain
    interval = found.whole.interval
    assert interval is not None
    assert drawn.index(GLYPHS.now) == round(float(found.whole.alpha or 0) * 100)
    assert drawn.index(GLYPHS.light) == round(interval.low * 100)
    assert drawn.rindex(GLYPHS.light) == round(interval.high * 100)
    assert alpha_line(found.by_id["strategy"], 21).plain.startswith(GLYPHS.now)  # below 0 is drawn at 0
    assert alpha_line(found.by_id["commercial"], 21).plain == ""


# ideas and blockers -----------------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_ideas_stand_with_kind_capability_and_all_of_their_words(
    path: str, size: tuple[int, int]
) -> None:
    app = results_of(path, DIGITAL, "ideas")
    async with app.run_test(size=size) as pilot:
        await shows(
            pilot, "3 blockers, 3 ideas", "blocker B1 Workforce planning and hiring", "idea C4 Accessibility"
        )
        assert "…" not in seen(pilot)
        for idea in ideas_of(path, DIGITAL):
            assert idea.text.split()[-1] in words(pilot)
        assert ("Decisions that rest on trusted data" in seen(pilot)) is (size == WIDE)


async def test_the_list_is_sorted_and_filtered_by_a_key(path: str) -> None:
    app = results_of(path, DIGITAL, "ideas")
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "3 blockers, 3 ideas")
        kinds = lambda: [row.key.split()[0] for row in rows(pilot, "#idea-rows").rows]  # noqa: E731
        assert kinds() == ["blocker", "idea", "idea", "blocker", "blocker", "idea"]
        await pilot.press("R")
        await until(pilot, lambda: kinds() == ["blocker"] * 3 + ["idea"] * 3)
        await shows(pilot, "6 by kind")
        await pilot.press("R", "R", "y")
        await shows(pilot, "3 blockers as they came up")
        await pilot.press("y")
        await shows(pilot, "3 ideas as they came up")
        await pilot.press("y", "R")
        await shows(pilot, "3 blockers, 3 ideas")


async def test_enter_goes_to_what_it_is_about(path: str, went: list[tuple[Any, ...]]) -> None:
    app = results_of(path, DIGITAL, "ideas")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "3 blockers, 3 ideas")
        await pilot.press("down", "enter")
        await until(pilot, lambda: went)
        assert went == [("score", DIGITAL, "users.accessibility")]
        await pilot.press("i")
        await shows(
            pilot, "Idea: C4 Accessibility", "closed. It is wanted by Services residents choose to use"
        )


async def test_one_is_noted_changed_taken_away_and_brought_back(path: str) -> None:
    before = ideas_of(path, DIGITAL)
    app = results_of(path, DIGITAL, "ideas")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "3 blockers, 3 ideas")
        await pilot.press("n", *"One form", "tab", "right", "tab", *"zzz", "ctrl+s")
        await shows(pilot, "No capability is called “zzz”")
        await pilot.press(*["backspace"] * 3, *"c5", "ctrl+s")
        await shows(pilot, "4 blockers, 3 ideas", "✓ Kept: the blocker.")
        new = Idea(kind="blocker", about="users.inclusion", text="One form")
        assert ideas_of(path, DIGITAL) == (*before, new)
        assert "One form" in (rows(pilot, "#idea-rows").cursor_key or "")
        await pilot.press("b", *"X ", "tab", "tab", "backspace", "backspace", "ctrl+s")
        await shows(pilot, "The whole", "X One form")
        assert ideas_of(path, DIGITAL) == (*before, Idea(kind="blocker", text="X One form"))
        await pilot.press("backspace")
        await shows(pilot, "3 blockers, 3 ideas", "Taken away: the blocker. u brings it back.")
        assert ideas_of(path, DIGITAL) == before
        await pilot.press("u")
        await shows(pilot, "4 blockers, 3 ideas", "Undone: one taken away")
        await pilot.press("ctrl+r")
        await shows(pilot, "3 blockers, 3 ideas", "Done again: one taken away")
        assert ideas_of(path, DIGITAL) == before


async def test_undo_here_takes_back_no_score(path: str) -> None:
    with Store.open(path) as store:
        store.save_ideas(DIGITAL, [Idea(text="first")])
        held = store.assessment(DIGITAL).score("users.channels")
        store.save_score(DIGITAL, "users.channels", held.changed(agreed=5))
        changes = len(store.history(DIGITAL))
    app = results_of(path, DIGITAL, "ideas")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "1 idea")
        await pilot.press("u")
        await shows(
            pilot, "The last change was not to ideas or blockers: u on the score screen takes it back."
        )
        await pilot.press("ctrl+r")
        await shows(pilot, "There is nothing to do again.")
    with Store.open(path) as store:
        assert store.assessment(DIGITAL).score("users.channels").agreed == 5
        assert len(store.history(DIGITAL)) == changes


async def test_what_somebody_else_took_away_meanwhile_is_said_and_nothing_else_is_lost(path: str) -> None:
    app = results_of(path, DIGITAL, "ideas")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "3 blockers, 3 ideas")
        with Store.open(path) as store:
            store.save_ideas(DIGITAL, [Idea(text="theirs")])
        await pilot.press("backspace")
        await shows(pilot, "Somebody else changed or removed it meanwhile.", "theirs")
        assert ideas_of(path, DIGITAL) == (Idea(text="theirs"),)


async def test_a_signed_off_assessment_is_locked(path: str) -> None:
    before = ideas_of(path, SIGNED)
    app = results_of(path, SIGNED, "ideas")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "2 blockers, 3 ideas")
        for key in ("backspace", "n", "b", "u"):
            await pilot.press(key)
            await shows(pilot, "Signed off and locked")
    assert ideas_of(path, SIGNED) == before


async def test_after_a_find_n_goes_on_and_makes_no_new_one(path: str) -> None:
    app = results_of(path, DIGITAL, "ideas")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "3 blockers, 3 ideas")
        await pilot.press("slash", *"s", "enter")
        at = rows(pilot, "#idea-rows").cursor
        await pilot.press("n")
        await until(pilot, lambda: rows(pilot, "#idea-rows").cursor != at)
        assert "What came up" not in words(pilot)
        await pilot.press("escape", "n")
        await shows(pilot, "What came up")


async def test_hostile_words_are_only_words_and_an_empty_list_teaches(tmp_path: Path) -> None:
    one = database(tmp_path / "one.db", own_framework(), scope="all")
    app = results_of(str(tmp_path / "one.db"), one, "ideas")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "No ideas or blockers yet: n notes one, and so does b on any other tab")
        await pilot.press("backspace", "R", "y", "enter", "i", "u")
        await shows(pilot, "There is nothing to undo.")
        with Store.open(str(tmp_path / "one.db")) as store:
            store.save_ideas(one, [Idea(about="a", text="[/] [bold]x")])
        await pilot.press("n", *"two", "ctrl+s")
        await shows(pilot, "[/] [bold]x", "2 ideas", "A Area a", "The whole")


async def test_a_name_is_never_cut_and_goes_above_its_words_where_it_must(path: str) -> None:
    for size, beside in (((120, 40), True), (NARROW, False)):
        app = results_of(path, SIGNED, "ideas")
        async with app.run_test(size=size) as pilot:
            await shows(pilot, "H6 Business continuity and disaster recovery")
            row = row_of(pilot, "H6 Business continuity and disaster recovery")
            assert ("Each directorate spends" in row) is beside


# noting one on any tab --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tab", "keys", "about", "said"),
    [
        ("overview", ("down",), "people", "B People, skills and change"),
        ("heat", ("z", "right"), "strategy.portfolio", "A2 Portfolio"),
        ("gaps", (), "delivery.product", "D1 Product management"),
        ("themes", (), None, ""),
        ("agreement", (), None, ""),
    ],
)
async def test_b_notes_one_about_what_is_under_the_cursor(
    path: str, tab: str, keys: tuple[str, ...], about: str | None, said: str
) -> None:
    before = ideas_of(path, DIGITAL)
    app = results_of(path, DIGITAL, tab)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "41 of 59 scored", "All" if tab in ("heat", "themes", "agreement") else "Gap")
        await pilot.press(*keys, "b", "b")
        await shows(pilot, "What came up")
        await pilot.press(*"ne form", "ctrl+s")
        await shows(pilot, f"Kept: the idea{f' about {said}' if said else '.'}", "It stands under Ideas.")
        assert ideas_of(path, DIGITAL) == (*before, Idea(about=about, text="bne form"))
        await pilot.press("escape")
        assert "What came up" not in words(pilot)


async def test_b_changes_nothing_that_is_signed_off(path: str) -> None:
    app = results_of(path, SIGNED, "overview")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "A Strategy and governance")
        await pilot.press("b")
        await shows(pilot, "Signed off and locked")
