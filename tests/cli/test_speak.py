"""Text for people, JSON for programs."""

from __future__ import annotations

from fractions import Fraction

import pytest

from maturity_tui.cli.speak import count, figure, level, number, shorten, table, tidy, width


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        (None, "–"),
        (Fraction(5, 4), "1.3"),
        (2.35, "2.4"),
        (0.25, "0.3"),
        (3, "3.0"),
        (Fraction(-1, 100), "0.0"),
    ],
)
def test_a_figure_has_one_decimal_rounded_half_up(exact: Fraction | None, shown: str) -> None:
    assert figure(exact) == shown


def test_json_numbers_are_whole_where_they_are_whole() -> None:
    assert [number(value) for value in (None, Fraction(4, 2), Fraction(1, 2), 3.0)] == [None, 2, 0.5, 3]
    assert isinstance(number(Fraction(4, 2)), int)


def test_a_level_is_written_as_its_scale_writes_it() -> None:
    assert [level(value) for value in (None, 2, 2.0, 0.25)] == ["–", "2", "2", "0.25"]


def test_escapes_and_controls_never_reach_the_terminal() -> None:
    assert tidy("a\x1b[2Jb\x07\r\nc\u202e") == "ab c"


def test_a_pasted_file_is_cut_before_it_is_repeated() -> None:
    assert len(shorten("x" * 1_000_000)) == 80


def test_columns_are_aligned_by_what_a_terminal_shows(capsys: pytest.CaptureFixture[str]) -> None:
    table(("Name", "N"), [("日本", 1), ("é", 22), ("  inner", 3)], right=(1,))
    lines = capsys.readouterr().out.splitlines()
    assert len({width(line) for line in lines}) == 1
    assert lines[3].startswith("  inner")


def test_a_name_that_looks_like_markup_is_only_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    table(("Name",), [("[/] [red]x[/red] %s {0}",)])
    assert "[/] [red]x[/red] %s {0}" in capsys.readouterr().out


def test_one_is_not_plural() -> None:
    assert [count(1, "team"), count(2, "team"), count(1200, "capability", "capabilities")] == [
        "1 team",
        "2 teams",
        "1,200 capabilities",
    ]
