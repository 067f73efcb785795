"""The list by the Line API."""

from __future__ import annotations

import pytest
from textual.content import Content
from textual.geometry import Region

from maturity_tui.ui import themes
from maturity_tui.ui.draw import NAME, line
from maturity_tui.ui.widgets.row_list import Row, RowList
from tests.ui.stage import Stage, text_of

pytestmark = pytest.mark.ui


def rows(count: int) -> list[Row]:
    made = []
    for index in range(count):
        if index % 10 == 0:
            made.append(Row(f"head-{index}", line((f"Group {index}", "bold")), heading=True))
        made.append(Row(f"r{index}", line((f"Row {index}", NAME)), text=f"Row {index}"))
    return made


async def test_the_cursor_skips_headings_and_stops_at_the_ends() -> None:
    listing = RowList()
    async with Stage(listing).run_test(size=(80, 24)) as pilot:
        listing.set_rows(rows(1000), head=Content("Head"))
        listing.focus()
        await pilot.press("down", "j", "k")
        assert listing.cursor_key == "r1"
        await pilot.press("up", "up", "up")
        assert listing.cursor_key == "r0"
        await pilot.press("G")
        assert listing.cursor_key == "r999"
        await pilot.press("down", "pageup")
        assert int(str(listing.cursor_key)[1:]) < 990
        await pilot.press("g")
        assert listing.cursor_key == "r0"
        assert "Group 0" in "\n".join(text_of(pilot.app))
        await pilot.press("j", *["j"] * 9, "enter")
        assert pilot.app.said[-1] == ("chose", "r10")


async def test_a_move_repaints_two_lines_and_draws_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    def made(index: int) -> Row:
        return Row(f"r{index}", lambda width: drawn.append(index) or Content(f"Row {index}"))

    listing = RowList()
    async with Stage(listing).run_test(size=(80, 24)) as pilot:
        listing.set_rows([made(index) for index in range(1000)])
        listing.focus()
        await pilot.pause()
        assert len(set(drawn)) <= 24
        drawn.clear()
        regions: list[Region] = []
        refresh = listing.refresh
        monkeypatch.setattr(
            listing, "refresh", lambda *given, **named: (regions.extend(given), refresh(*given, **named))[1]
        )
        await pilot.press("down")
        assert [region.height for region in regions] == [1, 1]
        assert len(drawn) <= 2


async def test_new_rows_keep_the_cursor_on_its_key() -> None:
    listing = RowList()
    async with Stage(listing).run_test(size=(80, 24)) as pilot:
        listing.set_rows(rows(30))
        listing.move_to("r12")
        listing.set_rows(list(reversed(rows(30))))
        assert listing.cursor_key == "r12"
        listing.set_rows([], empty="Nothing yet: n makes one")
        await pilot.pause()
        assert listing.cursor_key is None
        assert "Nothing yet" in "\n".join(text_of(pilot.app))
        assert not listing.find("x")


async def test_find_goes_round() -> None:
    listing = RowList()
    async with Stage(listing).run_test(size=(80, 24)):
        listing.set_rows(rows(30))
        assert listing.find("row 2")
        assert listing.cursor_key == "r2"
        assert listing.find("row 2")
        assert listing.cursor_key == "r20"
        assert listing.find("row 2", -1)
        assert listing.cursor_key == "r2"


async def test_a_click_moves_and_a_second_opens() -> None:
    listing = RowList()
    async with Stage(listing).run_test(size=(80, 24)) as pilot:
        listing.set_rows(rows(5))
        await pilot.click(listing, offset=(4, 3))
        assert pilot.app.said == [("at", "r2")]
        await pilot.click(listing, offset=(4, 3))
        assert pilot.app.said[-1] == ("chose", "r2")


async def test_the_terminals_cursor_follows() -> None:
    listing = RowList()
    async with Stage(listing).run_test(size=(80, 24)) as pilot:
        listing.set_rows(rows(30))
        listing.focus()
        await pilot.press("down", "down")
        assert pilot.app.cursor_position.y == listing.region.y + 3


async def test_the_row_under_the_cursor_is_marked_and_bold() -> None:
    listing = RowList()
    async with Stage(listing).run_test(size=(80, 24)):
        listing.set_rows(rows(3))
        strip = listing.render_line(1)
        assert strip.text.startswith("▌ Row 0")
        name = next(segment for segment in strip if "Row" in segment.text)
        assert name.style is not None
        assert name.style.bold
        assert name.style.bgcolor is not None
        assert name.style.bgcolor.name == themes.DARK.panel


async def test_another_theme_is_put_on_at_once() -> None:
    listing = RowList()
    async with Stage(listing).run_test(size=(80, 24)) as pilot:
        listing.set_rows(rows(3))
        await pilot.pause()
        for name, palette in (("maturity-light", themes.LIGHT), ("maturity-contrast", themes.CONTRAST)):
            pilot.app.theme = name
            await pilot.pause()
            mark = next(iter(listing.render_line(1)))
            assert mark.style is not None
            assert mark.style.color is not None
            assert mark.style.color.name == palette.primary
