"""The reports' colours are the application's, and the figures read as they do there."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from fractions import Fraction

import pytest

from maturity_tui.reports import cells, figures, palette, svg
from maturity_tui.reports.model import Bar, BarChart, Step


def test_the_colours_are_those_of_the_themes():
    themes = pytest.importorskip("maturity_tui.ui.themes")
    for mine, theirs in ((palette.LIGHT, themes.LIGHT), (palette.DARK, themes.DARK)):
        for name in mine._fields:
            assert getattr(mine, name) == getattr(theirs, name), name


def test_the_ramps_are_those_of_the_themes():
    ramp = pytest.importorskip("maturity_tui.ui.ramp")
    for mine, theirs in ((palette.LIGHT_RAMPS, ramp.LIGHT), (palette.DARK_RAMPS, ramp.DARK)):
        for size, steps in mine.items():
            assert [one.ground for one in steps] == list(theirs[size].fills)
            assert [one.text for one in steps] == [theirs[size].text(index) for index in range(size)]
    for count in range(1, 12):
        for index in range(count):
            assert palette.slot(count, index) == ramp.slot(count, index)


@pytest.mark.parametrize(
    ("value", "step"),
    [("0", 0), ("0.49", 0), ("0.5", 1), ("2.4999", 2), ("2.5", 3), ("5", 5), ("9", 5), ("-1", 0)],
)
def test_a_mean_takes_the_fill_of_its_level_rounded_half_up(value, step):
    scale = tuple(Step(Fraction(level), str(level)) for level in range(6))
    assert palette.step_of(Fraction(value), scale) == step


def test_figures_round_half_up():
    assert [figures.score(Fraction(text)) for text in ("2.25", "2.35", "2.249", "-0.04", "-0.05")] == [
        "2.3", "2.4", "2.2", "0.0", "-0.1",
    ]  # fmt: skip
    assert figures.score(2.35) == "2.4"
    assert figures.level(0.25) == "0.25"
    assert figures.level(2) == "2"
    assert figures.percent(Fraction(1, 3)) == "33 %"
    assert figures.signed(0.3) == "+0.3"
    assert figures.signed(Fraction(1, 100)) == "0.0"
    assert figures.money(36_000, "GBP") == "£36,000"
    assert figures.money(1200, "CHF") == "CHF 1,200"
    assert figures.day(dt.date(2026, 11, 2)) == "2 November 2026"
    assert figures.listed(["a", "b", "c"]) == "a, b and c"
    assert cells.score(None).display == "–"


def test_a_bar_shows_now_and_the_way_to_the_target():
    ticks = tuple(Step(Fraction(level), str(level)) for level in range(6))
    bars = (
        Bar("A", Fraction(2), "2.0", Fraction(4), "4.0"),
        Bar("B", Fraction(4), "4.0", Fraction(3), "3.0"),
        Bar("C", None, "–"),
    )
    chart = BarChart("c", "Chart", "words", Fraction(0), Fraction(5), ticks, bars)
    first, second, third = (svg.bar(chart, index) for index in range(3))
    assert 'width="40%"' in first
    assert 'class="gap" x1="40%" x2="80%"' in first
    assert "Now 2.0, target 4.0." in first
    assert 'class="gap"' not in second
    assert 'class="goal"' in second
    assert 'class="now"' not in third


def test_reports_import_neither_store_nor_screen_nor_a_writer():
    code = (
        "import sys, maturity_tui.reports; "
        "print([n for n in ('maturity_tui.store', 'maturity_tui.ui', 'textual', 'sqlmodel', "
        "'click', 'jinja2', 'xlsxwriter', "
        "'numpy') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
