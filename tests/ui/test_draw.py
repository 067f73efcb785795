"""Pictures in cells: exact, within their width, and true at the ends of the scale."""

from __future__ import annotations

from fractions import Fraction

import pytest

from maturity_tui.ui import draw
from maturity_tui.ui.draw.fan_plot import _INNER, _WIDE, bands_drawn
from maturity_tui.ui.glyphs import GLYPHS, ascii_only, shape

VALUES = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0)


def test_figures_round_half_up_and_nothing_is_a_dash() -> None:
    assert [draw.score(value) for value in (2.25, 2.35, Fraction(1, 20), 0, None)] == [
        "2.3",
        "2.4",
        "0.1",
        "0.0",
        "–",
    ]


def test_changes_carry_a_true_sign_and_none_is_a_dot() -> None:
    assert [draw.change(value, 2) for value in (0.08, -0.05, 0.001, None)] == ["+0.08", "−0.05", "·", "–"]


def test_money_shares_and_ranges() -> None:
    assert [draw.money(value) for value in (950, 36_000, 248_400, 999_600, None)] == [
        "£950",
        "£36k",
        "£248k",
        "£1.0m",
        "–",
    ]
    assert draw.percent(0.8) == "80 %"
    assert draw.span(2.8, 3.3) == "2.8–3.3"
    assert draw.span(2.81, 2.84) == "2.8"


def test_a_bar_shows_now_then_gold_then_the_rest() -> None:
    assert draw.bar(2.5, 4, 10).plain == "█████┄┄┄◆─"
    assert draw.bar(2.4, 3.5, 45).cell_length == 45


def test_a_bar_past_its_target_keeps_the_mark() -> None:
    assert draw.bar(5, 3, 10).plain == "██████◆███"
    assert draw.thin_bar(5, 3, 10).plain == "━━━━━━◆━━━"


def test_a_blank_bar_is_only_its_target() -> None:
    assert draw.bar(None, 2.5, 10).plain == "┄┄┄┄┄◆────"
    assert draw.dumbbell(None, 3.8).plain.count(GLYPHS.now) == 0


@pytest.mark.parametrize("value", [0, 1, 2.5, 4.99, 5])
@pytest.mark.parametrize("width", [9, 26, 45])
def test_bars_fill_their_width_and_no_more(value: float, width: int) -> None:
    for drawn in (
        draw.bar(value, 3.5, width),
        draw.thin_bar(value, 3.5, width),
        draw.progress(value, 5, width),
    ):
        assert drawn.cell_length == width


@pytest.mark.parametrize("levels", [1, 2, 4, 6, 7, 11])
@pytest.mark.parametrize("room", [9, 20, 26])
def test_a_whole_value_falls_under_its_label_on_an_even_bar(levels: int, room: int) -> None:
    width = draw.even(room, levels)
    assert 0 < width <= room
    if width >= levels > 1:
        step = (width - 1) // (levels - 1)
        marks = [
            draw.bar(None, at, width, high=levels - 1).plain.index(GLYPHS.target) for at in range(levels)
        ]
        assert marks == [at * step for at in range(levels)]


def test_a_long_last_label_ends_where_the_bar_does() -> None:
    assert draw.axis(21, ["none", "all at target"], inside=True).plain == "none    all at target"
    assert draw.axis(11, list("012345"), inside=True).plain == "0 1 2 3 4 5"


def test_a_dumbbell_stands_on_a_dot_a_level() -> None:
    assert draw.dumbbell(1, 3).plain == "·    ●━━━━━━━━━◆    ·    ·"
    assert draw.dumbbell(3, 3).plain == "·    ·    ·    ◆    ·    ·"
    assert draw.dumbbell_width(6) == draw.dumbbell(0, 5).cell_length


def test_levels_of_a_scale_from_one_start_at_its_left_end() -> None:
    assert draw.dumbbell(1, 7, 7, low=1).plain.startswith(GLYPHS.now)


def test_a_spread_shows_every_level_and_a_dot_for_none() -> None:
    assert draw.spread([0, 1, 8]).plain == "·▁█"
    assert draw.spread([0, 0]).plain == "··"


def test_a_chip_holds_digit_and_shape_in_three_cells() -> None:
    assert draw.chip(6, 2, "2").plain == " 2▃"
    assert draw.chip(6, None).plain == "   "


def test_heat_cells_are_eight_by_three_or_five_by_one() -> None:
    cells = [draw.HeatCell(2.4, "1"), draw.HeatCell(None), draw.HeatCell(4.9, "10")]
    wide = draw.heat_row(cells, VALUES, cursor=1)
    assert [content.cell_length for content in wide] == [28, 28, 28]
    narrow = draw.heat_row(cells, VALUES, size=5)
    assert [content.cell_length for content in narrow] == [19]
    assert len(draw.heat_row(cells, VALUES, fills=False)) == 1


def test_the_key_gives_up_names_before_it_is_cut() -> None:
    names = ["Not started", "Ad hoc", "Emerging", "Established", "Managed", "Leading"]
    assert "Ad hoc" in draw.key_strip(names, list("012345"), 90).plain
    assert "Ad hoc" not in draw.key_strip(names, list("012345"), 40).plain


@pytest.mark.parametrize(("width", "height"), [(40, 8), (56, 17), (90, 24)])
@pytest.mark.parametrize("fills", [True, False])
def test_a_fan_fills_its_room(width: int, height: int, fills: bool) -> None:
    likely = [2.6, 2.8, 3.0, 3.1]
    band = ([2.6, 2.7, 2.8, 2.8], [2.6, 2.9, 3.2, 3.3])
    chart = draw.Fan(likely, 3.5, band, band, [("Q1", "2027"), ("Q2", "2027"), ("Q3", "2027")])
    lines = draw.fan(chart, width, height, fills=fills)
    assert len(lines) == height
    assert max(content.cell_length for content in lines) <= width
    text = "\n".join(content.plain for content in lines)
    assert GLYPHS.target in text
    assert "3.1" in text


def test_two_bands_are_drawn_only_where_they_can_be_told_apart() -> None:
    def drawn(spread: float, height: int) -> int:
        outer = ([2.0, 2.4 - spread], [2.0, 2.4 + spread])
        inner = ([2.0, 2.4 - spread / 2], [2.0, 2.4 + spread / 2])
        chart = draw.Fan([2.0, 2.4], 3.6, inner, outer)
        grounds = {span.style for row in draw.fan(chart, 60, height) for span in row.spans}
        count = sum(any(f"on {ground}" in str(style) for style in grounds) for ground in (_INNER, _WIDE))
        assert bands_drawn(chart, height) == count
        return count

    assert (drawn(0.08, 17), drawn(0.6, 17), drawn(0.6, 11)) == (1, 2, 1)
    assert bands_drawn(draw.Fan([2.0, 2.4], 3.6), 17) == 0


def test_a_fan_of_one_flat_line_is_drawn() -> None:
    assert draw.fan(draw.Fan([2.0, 2.0]), 30, 6)
    assert draw.fan(draw.Fan([2.0]), 30, 6)


def test_a_roadmap_row_delivers_then_works() -> None:
    assert draw.roadmap_row(draw.RoadmapRow(0, 2), 4).plain == "━━━━━━●────"
    assert draw.roadmap_row(draw.RoadmapRow(1, 2, 3), 4).plain == "   ━━━●──  "


def test_the_big_figure_is_three_lines_of_half_blocks() -> None:
    lines = draw.big_figure("2.5")
    assert [content.plain for content in lines] == ["▀▀▀█      █▀▀▀", "█▀▀▀      ▀▀▀█", "▀▀▀▀  ▀   ▀▀▀▀"]
    assert len(draw.big_figure("–")) == 3


def test_columns_go_before_names_are_cut() -> None:
    columns = [
        draw.Column("name", "Team", flex=True),
        draw.Column("bar", "Bar", 26, drop=2),
        draw.Column("gap", "Gap", 4, "right", drop=1),
    ]
    names = {"name": ["Infrastructure and cloud"]}
    assert draw.fit(columns, 80, names).has("bar")
    layout = draw.fit(columns, 40, names)
    assert not layout.has("bar")
    assert layout.row({"name": names["name"][0], "gap": "1.1"}).cell_length == 40


def test_parts_stay_whole_over_lines_or_are_counted() -> None:
    parts = ["A Data", "B People and change", "C Users"]
    assert [row.plain for row in draw.packed(parts, 28)] == ["A Data   B People and change", "C Users"]
    assert draw.fitting(parts, 40, "; ").plain == "A Data; B People and change; C Users"
    assert draw.fitting(parts, 35, "; ").plain == "A Data; B People and change; 1 more"
    assert draw.fitting(parts, 20, "; ").plain == "A Data; 2 more"
    assert draw.fitting([], 20).plain == ""


def test_a_text_that_goes_on_says_so() -> None:
    assert draw.wrap_to("one two three", 8, 2) == ["one two", "three"]
    assert draw.wrap_to("one two three", 8, 1) == ["one two…"]
    assert draw.wrap_to("one two three", 7, 1) == ["one…"]
    assert draw.wrap_to("x" * 20, 8, 1) == ["xxxxxxx…"]


@pytest.mark.parametrize("text", ["[/]", "[bold", "[red]x[/red]", "\\[", "日本" * 40, "x" * 300, ""])
def test_any_text_keeps_its_letters_and_its_width(text: str) -> None:
    assert draw.line((text, "$muted")).plain == text
    assert draw.pad(text, 20).cell_length == 20
    assert all(draw.line(piece).cell_length <= 10 for piece in draw.wrap(text, 10))


def test_ascii_where_the_terminal_has_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATURITY_ASCII", "1")
    ascii_only.cache_clear()
    try:
        pictures = [
            draw.bar(2.4, 3.5, 30), draw.thin_bar(2.5, 3.5, 30), draw.dumbbell(1, 3), draw.spread([1, 0, 8]),
            draw.chip(6, 2, "2"), *draw.big_figure("2.5"), draw.roadmap_row(draw.RoadmapRow(0, 1), 4),
            *draw.fan(draw.Fan([2.0, 3.0], 3.5), 40, 8), draw.roadmap_key(),
        ]  # fmt: skip
        assert all(content.plain.isascii() for content in pictures)
        assert shape(7, 3).isascii()
    finally:
        ascii_only.cache_clear()
