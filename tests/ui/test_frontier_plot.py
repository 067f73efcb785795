"""The frontier's picture: each point where its cost and gain put it, told apart by its shape."""

from __future__ import annotations

import pytest

from maturity_tui.ui.draw.frontier_plot import LEFT, Frontier, frontier, frontier_key
from maturity_tui.ui.draw.text import Content
from maturity_tui.ui.glyphs import ascii_only

POINTS = [(0.0, 0.0), (50.0, 0.3), (100.0, 0.4)]


def drawn(chart: Frontier, width: int = LEFT + 41, height: int = 12) -> list[str]:
    rows: list[Content] = frontier(
        chart, width, height, cost=lambda value: f"£{value:.0f}", gain=lambda value: f"{value:.2f}"
    )
    assert len(rows) == height
    assert all(row.cell_length <= width for row in rows)
    return [row.plain for row in rows]


def places(rows: list[str], mark: str) -> list[tuple[int, int]]:
    """Where a mark stands: column of the plot, rows above the axis."""
    plot = rows[:-2]
    return [
        (x - LEFT, len(plot) - 1 - y)
        for y, row in enumerate(plot)
        for x, letter in enumerate(row)
        if letter == mark and x >= LEFT
    ]


def test_a_point_stands_at_its_share_of_the_axes() -> None:
    rows = drawn(Frontier(POINTS))
    # 41 columns, 10 rows; without a budget all of them are the plot's.
    expected = [(round(cost / 100 * 40), round(gain / 0.4 * 9)) for cost, gain in POINTS]
    assert sorted(places(rows, "○")) == sorted(expected)


def test_the_point_shown_what_is_chosen_and_the_budget_have_shapes_of_their_own() -> None:
    rows = drawn(Frontier(POINTS, 1, (25.0, 0.1), 75.0))
    assert places(rows, "●") == [(20, round(0.3 / 0.4 * 8))]
    assert places(rows, "■") == [(10, round(0.1 / 0.4 * 8))]
    assert places(rows, "◆") == [(30, 9)]
    assert len(places(rows, "┆")) >= 8
    assert {x for x, _ in places(rows, "┆")} == {30}
    assert "£75" in rows[0]
    assert len(places(rows, "○")) == 2


def test_a_gain_holds_until_there_is_money_for_the_next() -> None:
    rows = drawn(Frontier(POINTS))
    height = round(0.3 / 0.4 * 9)
    assert {x for x, y in places(rows, "─") if y == height} == set(range(21, 40))


def test_the_axes_say_nothing_half_and_all() -> None:
    rows = drawn(Frontier(POINTS, 2))
    assert rows[-1].split() == ["£0", "£50", "£100"]
    assert rows[-1].endswith("£100")
    labels = [row[:LEFT].strip() for row in rows[:-2]]
    assert [label for label in labels if label] == ["0.40", "0.00"]


def test_the_gain_at_the_cursor_is_named() -> None:
    rows = drawn(Frontier(POINTS, 1))
    row = next(row for row in rows if "●" in row)
    assert row.startswith("  0.30 ")


@pytest.mark.parametrize("points", [[], [(0.0, 0.0)], [(0.0, 0.0), (0.0, 0.2)], [(5.0, -0.1)]])
def test_little_to_draw_is_drawn_too(points: list[tuple[float, float]]) -> None:
    rows = drawn(Frontier(points))
    assert len(places(rows, "○")) == len(points)


def test_no_point_hides_the_budgets_sum() -> None:
    rows = drawn(Frontier([*POINTS, (98.0, 0.4)], 2, (99.0, 0.4), 100.0))
    assert rows[0].endswith("£100 ◆")
    assert not set("○●■") & set(rows[0])


def test_a_budget_at_the_right_has_its_sum_at_its_left() -> None:
    rows = drawn(Frontier(POINTS, 0, None, 100.0))
    assert rows[0].endswith("£100 ◆")


def test_without_unicode_the_shapes_are_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATURITY_ASCII", "1")
    ascii_only.cache_clear()
    try:
        rows = drawn(Frontier(POINTS, 1, (25.0, 0.1), 75.0))
        assert {len(places(rows, mark)) for mark in "@X*"} == {1}
        assert "".join(rows).replace("£", "").isascii()
        assert frontier_key().plain.isascii()
    finally:
        monkeypatch.undo()
        ascii_only.cache_clear()


def test_no_figure_stands_twice_at_the_foot() -> None:
    foot = drawn(Frontier([(0.0, 0.0), (1.0, 0.1)]))[-1]
    assert foot.split() == ["£0", "£1"]
