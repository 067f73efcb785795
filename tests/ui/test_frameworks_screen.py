"""Frameworks: "what does good look like?" Browse, read level by level, find across all as one types."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from maturity_tui.store import Store
from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.screens.home.screen import HomeScreen
from tests.ui.council import NARROW, WIDE, council, seen, shows, until, words
from tests.ui.framework_case import at_end, browsing, page_text, rows
from tests.ui.score_case import catalogue

pytestmark = [pytest.mark.ui, pytest.mark.store]

MAIN = "digital-service@2026.1"
BOTH = pytest.mark.parametrize("size", [NARROW, WIDE])


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


@BOTH
async def test_every_framework_is_listed_and_the_first_is_open(path: str, size: tuple[int, int]) -> None:
    app = browsing(path)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Maturity of a digital and IT service", "Digital strategy")
        tops = [row.key for row in rows(app).rows if "#" not in row.key]
        assert sorted(tops) == sorted(entry.reference for entry in catalogue().entries())
        assert MAIN in seen(pilot) or size == NARROW


async def test_the_page_says_what_every_level_looks_like(path: str) -> None:
    framework = catalogue().load("digital-service")
    item = framework.capabilities["strategy.portfolio"]
    app = browsing(path)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("down", "down", "down")
        await shows(pilot, "A2 Portfolio and prioritisation")
        text = page_text(app)
        assert item.question in text
        for level in framework.scale:
            assert level.name in text
            assert item.levels[level.value][:60] in text


async def test_an_area_has_a_page_with_its_rule_and_what_is_in_it(path: str) -> None:
    app = browsing(path)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("down")
        await until(pilot, lambda: "rolls up by mean" in page_text(app))
        assert "A2 Portfolio and prioritisation" in page_text(app)


async def test_the_framework_s_page_says_who_uses_it_and_under_which_licence(path: str) -> None:
    app = browsing(path)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "Used by", "Service operations, Autumn 2026", "Licence", "CC BY 4.0")


@BOTH
async def test_an_item_s_page_says_which_assessments_score_it_and_with_which_version(
    path: str, size: tuple[int, int]
) -> None:
    app = browsing(path)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Digital strategy")
        rows(app).move_to(f"{MAIN}#strategy.portfolio")
        await until(
            pilot, lambda: "Service operations, Autumn 2026 version 2026.1" in page_text(app), "used by"
        )
        assert "looking" not in page_text(app)


async def test_a_capability_says_whom_it_needs_and_a_skill_what_rests_on_it(path: str) -> None:
    from maturity_tui.store.crosswalks import Crosswalks

    ties = Crosswalks(catalogue()).skills_for("operations.incidents", to="ddat")
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Digital strategy")
        rows(app).move_to(f"{MAIN}#operations.incidents")
        await until(pilot, lambda: "Who you would need" in page_text(app), "the crosswalk")
        assert all(f"{tie.shown} ddat, {tie.certainty}" in page_text(app) for tie in ties)
        assert f"Crosswalk: {ties[0].source}" in page_text(app)
        await pilot.press("slash", *ties[0].title)
        await until(pilot, lambda: str(rows(app).cursor_key).endswith(f"#{ties[0].item}"))
        await until(pilot, lambda: "Capabilities that rest on it" in page_text(app))
        assert "Incident and problem management digital-service" in page_text(app)


@BOTH
async def test_the_licence_stands_on_every_page_and_internal_is_said_in_words(
    path: str, size: tuple[int, int]
) -> None:
    app = browsing(path)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Digital strategy", "Licence: CC-BY-4.0")
        rows(app).move_to(f"{MAIN}#strategy.portfolio")
        await shows(pilot, "A2 Portfolio and prioritisation", "Licence: CC-BY-4.0")
        if any(row.key == "sfia@9" for row in rows(app).rows):
            rows(app).move_to("sfia@9")
            await shows(pilot, "Licence: SFIA licence · internal use only")


async def test_enter_closes_and_opens(path: str) -> None:
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("enter")
        await until(pilot, lambda: len(rows(app).rows) == len(catalogue().entries()))
        await pilot.press("down", "enter")
        await until(pilot, lambda: len(rows(app).rows) == len(catalogue().entries()) + 6)
        assert "A2   Fix our plumbing" in seen(pilot)


async def test_tab_reads_on_and_the_page_scrolls(path: str) -> None:
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("down", "down", "tab")
        before = seen(pilot)
        await pilot.press("pagedown")
        await until(pilot, lambda: seen(pilot) != before)
        await pilot.press("tab", "down")
        await shows(pilot, "A2 Portfolio and prioritisation")


# find ---------------------------------------------------------------------------------


@BOTH
async def test_each_key_narrows_and_the_list_stays_in_sight(path: str, size: tuple[int, int]) -> None:
    app = browsing(path)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("slash")
        await shows(pilot, "enter to the list")
        assert "Strategy and governance" in seen(pilot)
        counts = []
        for letter in "testing":
            await pilot.press(letter)
            await until(pilot, lambda: "found" in words(pilot))
            counts.append(int(re.search(r"([\d,]+) found", words(pilot))[1].replace(",", "")))  # type: ignore[index]
        assert counts == sorted(counts, reverse=True)
        assert counts[0] > 5 * counts[-1] > 0
        assert "test" in rows(app).rows[0].text.casefold()
        await pilot.press("backspace")
        await shows(pilot, "found “testin”")


@BOTH
async def test_find_looks_through_all_of_them_and_esc_shows_all_again(
    path: str, size: tuple[int, int]
) -> None:
    app = browsing(path)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("slash", *"test automation", "enter")
        await until(pilot, lambda: rows(app).cursor_key == f"{MAIN}#engineering.testing", "best hit first")
        await shows(pilot, "G2 Test automation")
        await pilot.press("slash", *[*["backspace"] * 20, *"business"], "enter")
        await shows(pilot, "found “business”")
        at = next(row.key for row in rows(app).rows if "ddat" in row.key)
        rows(app).move_to(at)
        await pilot.press("n", "N", "enter")
        await until(pilot, lambda: any(row.key == MAIN for row in rows(app).rows))
        assert "ddat" in str(rows(app).cursor_key)
        await pilot.press("slash", *"qqxj", "enter")
        await shows(pilot, "Nothing is found for “qqxj”.", "esc shows all")
        await pilot.press("enter", "n", "down", "escape")
        await until(pilot, lambda: any(row.key == MAIN for row in rows(app).rows))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_arrows_move_in_the_list_while_one_types_and_esc_keeps_the_place(path: str) -> None:
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("slash", *"strategy", "down", "down")
        await until(pilot, lambda: rows(app).cursor == 2)
        key = rows(app).cursor_key
        await pilot.press("escape")
        await until(pilot, lambda: rows(app).cursor_key == key and len(rows(app).rows) > 60, "the same place")


@BOTH
async def test_a_misspelt_word_finds_the_nearest_and_says_so(path: str, size: tuple[int, int]) -> None:
    app = browsing(path)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("slash", *"prioritsation")
        await shows(pilot, "Nothing holds “prioritsation”", "nearest: “prioritisation”")
        assert rows(app).cursor_key == f"{MAIN}#strategy.portfolio"


async def test_what_has_a_meaning_as_a_key_is_typed_as_it_is(path: str) -> None:
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("slash", *"a=iq?", "slash", "n")
        await shows(pilot, "found “a=iq?/n”")


async def test_a_word_of_a_descriptor_is_found(path: str) -> None:
    framework = catalogue().load("digital-service")
    app = browsing(path)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("slash", *"hallways", "enter")
        found = {
            item.id
            for item in framework.capabilities.values()
            if "hallways" in " ".join(item.levels.values())
        }
        await until(
            pilot, lambda: {row.key.partition("#")[2] for row in rows(app).rows if not row.heading} == found
        )
        assert found
        assert re.search(rf"{len(found)} found “hallways”", words(pilot))


# roles --------------------------------------------------------------------------------


@BOTH
async def test_a_role_s_steps_stand_beside_each_other(path: str, size: tuple[int, int]) -> None:
    framework = catalogue().load("ddat")
    role = next(one for one in framework.roles if any(level.parallel_to for level in one.levels))
    app = browsing(path)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("slash", *role.title.split("(")[0].strip())
        await until(pilot, lambda: any(f"#role:{role.id}" in row.key for row in rows(app).rows))
        rows(app).move_to(f"{framework.reference}#role:{role.id}")
        await until(pilot, lambda: role.levels[0].title in page_text(app))
        text = page_text(app)
        assert all(level.title in text for level in role.levels)
        assert "beside 4a" in text
        assert "4a 4b" in text
        assert "Awareness" in text
        # Eight letters and dots in a row, each a step's; at both sizes all steps are in one table.
        assert re.search(r"(?:[AWPE·]\W+){8}[AWPE·]", text)


async def test_a_role_level_is_found_by_its_own_title(path: str) -> None:
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("slash", *"senior data engineer")
        await until(pilot, lambda: "senior-data-engineer" in str(rows(app).cursor_key))
        await shows(pilot, "▸ 2 Senior data engineer")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: str(rows(app).cursor_key).endswith("#role:data-engineer"))


async def test_a_skill_s_page_says_which_roles_ask_for_it(path: str) -> None:
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("slash", *"prototyping")
        await until(pilot, lambda: "ddat" in str(rows(app).cursor_key))
        await until(pilot, lambda: "Roles that ask for it" in page_text(app))
        assert "Software developer" in page_text(app)


# what may go wrong ----------------------------------------------------------------------


async def test_it_may_be_left_while_it_is_being_read(path: str) -> None:
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("slash", "x", "escape", "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await at_end(app)


async def test_nothing_breaks_before_they_are_read(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from maturity_tui.store import StoreError
    from maturity_tui.ui.screens.frameworks import desk as framework_desk

    def broken(store: Store) -> object:
        raise StoreError("The frameworks cannot be read. Install the app again.")

    monkeypatch.setattr(framework_desk, "read_all", broken)
    app: MaturityApp = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "! The frameworks cannot be read.")
        await pilot.press("enter", "n", "down", "tab", "equals_sign", "backspace", "slash", "x", "enter")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
