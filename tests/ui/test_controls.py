"""Ladder, tabs and dialogs, driven by their keys."""

from __future__ import annotations

from typing import Any

import pytest

from maturity_tui.ui.widgets.form_dialog import Field, FormDialog
from maturity_tui.ui.widgets.level_ladder import LevelLadder
from maturity_tui.ui.widgets.prompt import Prompt
from maturity_tui.ui.widgets.tab_strip import TabStrip
from tests.ui.gallery import ladder_view
from tests.ui.stage import Stage, text_of

pytestmark = pytest.mark.ui


async def test_the_ladder_takes_digits_enter_and_moves() -> None:
    ladder = LevelLadder(ladder_view())
    async with Stage(ladder).run_test(size=(120, 40)) as pilot:
        ladder.focus()
        await pilot.press("3")
        assert pilot.app.said == [("level", 3.0)]
        await pilot.press("down", "enter")
        assert pilot.app.said[-2:] == [("moved", 4.0), ("level", 4.0)]
        await pilot.press("9")
        assert pilot.app.said[-1] == ("level", 4.0)
        assert "0–5 score" in text_of(pilot.app)[-1]


async def test_the_ladder_shows_votes_only_when_they_are_revealed() -> None:
    ladder = LevelLadder(ladder_view(votes_note="6 of 6 voted"))
    async with Stage(ladder).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        hidden = "\n".join(text_of(pilot.app))
        assert "6 of 6 voted" in hidden
        assert "●" not in hidden
        ladder.show(ladder_view(chosen=3.0, saved=False))
        await pilot.pause()
        shown = "\n".join(text_of(pilot.app))
        assert "●●●" in shown
        assert "□ agreed" in shown
        ladder.show(ladder_view(chosen=3.0))
        await pilot.pause()
        assert "■ agreed" in "\n".join(text_of(pilot.app))


async def test_a_narrow_ladder_describes_the_cursor_and_its_neighbours() -> None:
    ladder = LevelLadder(ladder_view())
    async with Stage(ladder).run_test(size=(80, 24)) as pilot:
        ladder.wide = False
        await pilot.pause()
        shown = "\n".join(text_of(pilot.app))
        assert "Leaders share a direction" in shown
        assert "Every team knows" in shown
        assert "Leaders are coached" not in shown
        assert "Leading" in shown


async def test_tabs_move_and_stop_at_the_ends() -> None:
    strip = TabStrip([("a", "Alpha"), ("b", "Beta"), ("c", "Gamma")])
    async with Stage(strip).run_test(size=(80, 24)) as pilot:
        strip.focus()
        await pilot.press("right", "l", "l", "left")
        assert pilot.app.said == [("tab", "b"), ("tab", "c"), ("tab", "b")]
        assert any("━━━━" in row for row in text_of(pilot.app))


async def test_a_prompt_says_what_is_wrong_and_keeps_nothing_until_it_is_right() -> None:
    given: list[str | None] = []
    async with Stage().run_test(size=(80, 24)) as pilot:
        check = lambda text: "" if text.isdigit() else "Votes are digits, such as 1 2 2."  # noqa: E731
        pilot.app.push_screen(Prompt("Votes [/]", hint="1 2 2 [bold", check=check), given.append)
        await pilot.pause()
        await pilot.press("x", "enter")
        assert given == []
        assert "Votes are digits" in "\n".join(text_of(pilot.app))
        await pilot.press("backspace", "2", "enter")
        assert given == ["2"]
        pilot.app.push_screen(Prompt("Votes"), given.append)
        await pilot.pause()
        await pilot.press("escape")
        assert given == ["2", None]


async def test_a_form_gives_its_answers_or_says_what_is_wrong() -> None:
    given: list[Any] = []
    fields = [
        Field("what", "What it shows", check=lambda text: "" if text else "Say what it shows."),
        Field(
            "sure", "How sure", "choice", "medium", (("low", "low"), ("medium", "medium"), ("high", "high"))
        ),
        Field("note", "Note", "lines"),
        Field("open", "May be shared", "checkbox"),
    ]
    async with Stage().run_test(size=(80, 24)) as pilot:
        pilot.app.push_screen(FormDialog("Evidence", fields), given.append)
        await pilot.pause()
        await pilot.press("ctrl+s")
        assert given == []
        await pilot.press(*"survey", "tab", "right", "tab", *"ok", "tab", "space", "ctrl+s")
        assert given == [{"what": "survey", "sure": "high", "note": "ok", "open": True}]
