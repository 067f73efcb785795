"""What every screen has: header, key bar, help, sizes, themes; and any text in it."""

from __future__ import annotations

from typing import Any

import pytest
from textual.content import Content

from maturity_tui.ui import themes
from maturity_tui.ui.base import MaturityScreen
from maturity_tui.ui.draw import NAME, line
from maturity_tui.ui.widgets.key_bar import KeyBar
from maturity_tui.ui.widgets.row_list import Row, RowList
from tests.ui.gallery import Charts, Gallery, Home, Score
from tests.ui.stage import Stage, text_of

pytestmark = pytest.mark.ui


NASTY = ("[/]", "[bold", "\x1b[2J\x1b]0;x\x07name", "日本語" * 40, "a" * 500)


@pytest.mark.parametrize("text", NASTY)
async def test_any_text_is_only_text(text: str) -> None:
    listing = RowList()
    async with Stage(listing).run_test(size=(80, 24)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, MaturityScreen)
        listing.set_rows([Row("a", line((text, NAME), " ", (text, "$muted")))])
        screen.set_path(text, text)
        screen.set_state(text)
        screen.notice(text, "warning")
        await pilot.pause()
        shown = "\n".join(text_of(pilot.app))
        assert "\x1b" not in shown
        assert all(Content(row).cell_length <= 80 for row in shown.splitlines())


async def test_a_notice_takes_the_place_of_the_keys_until_the_next_one() -> None:
    async with Gallery(Home).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "w what-if" in text_of(pilot.app)[-1]
        assert isinstance(pilot.app.screen, MaturityScreen)
        pilot.app.screen.notice("Three votes were not read.", "warning")
        await pilot.pause()
        assert text_of(pilot.app)[-1].strip() == "! Three votes were not read."
        await pilot.press("down")
        assert "w what-if" in text_of(pilot.app)[-1]


async def test_the_footer_has_seven_keys_at_most_and_help_at_the_right() -> None:
    async with Gallery(Score).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        last = text_of(pilot.app)[-1]
        assert last.endswith("? help")
        assert last.strip().startswith("0–5 score   - not applicable")
        assert len([part for part in last.split("   ") if part.strip()]) == 8


async def test_a_click_in_the_footer_presses_the_key() -> None:
    async with Gallery(Home).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        bar = pilot.app.screen.query_one(KeyBar)
        await pilot.click(bar, offset=(bar.size.width - 2, 0))
        await pilot.pause()
        assert "Help" in type(pilot.app.screen).__name__


async def test_keys_are_remapped_by_id() -> None:
    app = Gallery(Home)
    async with app.run_test(size=(120, 40)) as pilot:
        app.set_keymap({"what-if": "ctrl+w", "down": "ctrl+n"})
        await pilot.pause()
        assert "ctrl+w what-if" in text_of(app)[-1]
        await pilot.press("ctrl+n")
        assert app.screen.query_one(RowList).cursor == 1


async def test_help_is_about_what_has_the_focus() -> None:
    async with Gallery(Score).run_test(size=(120, 40)) as pilot:
        await pilot.press("question_mark")
        shown = "\n".join(text_of(pilot.app))
        assert "Help: Score" in shown
        assert "Type what everyone voted" in shown
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, Score)


async def test_size_classes_and_the_notice_below_the_smallest() -> None:
    async with Gallery(Home).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert pilot.app.screen.has_class("-wide")
        await pilot.resize_terminal(119, 40)
        await pilot.pause()
        assert pilot.app.screen.has_class("-narrow")
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        shown = [row for row in text_of(pilot.app) if row.strip()]
        assert len(shown) <= 2
        assert "score ID --plain" in "".join(shown)


@pytest.mark.parametrize("screen", [Home, Score, Charts])
@pytest.mark.parametrize("theme", themes.NAMES)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_theme_draws_every_screen(screen: Any, theme: str, size: tuple[int, int]) -> None:
    async with Gallery(screen, theme).run_test(size=size) as pilot:
        await pilot.press("right", "right", "down")
        assert all(Content(row).cell_length <= size[0] for row in text_of(pilot.app))


async def test_without_colour_all_is_grey_and_shapes_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Gallery(Score, "maturity-terminal")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.theme == "maturity-dark"
        chips = app.screen.query_one("#list", RowList).render_line(3)
        shape = next(segment for segment in chips if segment.text == "▃")
        assert shape.style is not None
        assert shape.style.color != shape.style.bgcolor
