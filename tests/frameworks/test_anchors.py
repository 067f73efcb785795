"""Aliases in files of others: resolved within bounds, and refused wherever they are not asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from maturity_tui.frameworks import FrameworkError, door
from maturity_tui.frameworks.anchors import MOST_EXPANDED
from maturity_tui.frameworks.sources import read_source


def read(text: str) -> door.Document:
    return door.read_documents(text.encode(), "f.yaml", aliases=True)[0]


def refused(text: str) -> FrameworkError:
    with pytest.raises(FrameworkError) as caught:
        read(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: &x [1, 2]\nb: *x", {"a": [1, 2], "b": [1, 2]}),
        ("a: &x word\nb: [*x, *x]", {"a": "word", "b": ["word", "word"]}),
        ("a: &x {k: &y [1]}\nb: *y\nc: *x", {"a": {"k": [1]}, "b": [1], "c": {"k": [1]}}),
        ("a: &x 1\nb: &x 2\nc: *x", {"a": 1, "b": 2, "c": 2}),
        ("a: &x\nb: *x", {"a": None, "b": None}),
    ],
)
def test_an_alias_is_what_it_stands_for(text: str, data: Any) -> None:
    assert read(text).data == data


def test_the_place_of_the_first_anchor_is_known() -> None:
    assert read("a: [1]\nb: &x 1\nc: *x").alias == (2, 4)
    assert read("a: [1]").alias is None


def test_anchors_and_aliases_are_refused_where_they_are_not_asked_for() -> None:
    for text in ("a: &x 1\nb: *x", "b: *x"):
        with pytest.raises(FrameworkError, match="not allowed"):
            door.read_documents(text.encode())


def test_anchors_do_not_reach_into_the_next_document() -> None:
    assert "An alias has no anchor" in str(refused("a: &x 1\n---\nb: *x"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: *nowhere", "An alias has no anchor"),
        ("a: &x [1, *x]", "An alias stands within what it stands for"),
        ("a: &x [1]\n? *x\n: 2", "A key must be a plain word or number"),
        ("a: !!str &x b\nc: *x", "Tags"),
    ],
)
def test_an_alias_that_cannot_be_resolved_is_refused_at_its_place(text: str, said: str) -> None:
    error = refused(text)
    assert said in str(error)
    assert error.line is not None


def bomb(base: str, rows: int, times: int = 9) -> str:
    lines = [f"l0: &l0 {base}"]
    for number in range(1, rows):
        aliases = ", ".join([f"*l{number - 1}"] * times)
        lines.append(f"l{number}: &l{number} [{aliases}]")
    return "\n".join(lines)


def test_a_few_lines_cannot_become_a_billion() -> None:
    assert "too large" in str(refused(bomb("[a, b]", 10)))
    assert read(bomb("[a, b]", 3)).data["l2"] == [[["a", "b"]] * 9] * 9


def test_long_texts_count_by_their_characters() -> None:
    text = "x" * 40_000
    most = MOST_EXPANDED // (1 + len(text) // 20)
    assert len(read(f"a: &t {text}\nb: [{', '.join(['*t'] * most)}]").data["b"]) == most
    assert "too large" in str(refused(f"a: &t {text}\nb: [{', '.join(['*t'] * (most + 1))}]"))


def test_aliases_cannot_nest_more_deeply_than_brackets_can() -> None:
    rows = "\n".join(f"l{number}: &l{number} [[[*l{number - 1}]]]" for number in range(1, 14))
    assert "nested too deeply" in str(refused(f"l0: &l0 [[a]]\n{rows}"))


def test_a_number_that_reads_as_another_one_keeps_how_it_was_written() -> None:
    document = read("ref: 5.10\nid: 007\nplain: 5.1\nquoted: '5.10'\nflag: true")
    assert document.written == {("ref",): "5.10", ("id",): "007", ("flag",): "true"}


def test_our_own_format_has_no_aliases_wherever_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("schema: maturity/framework@1\ntitle: &t Own\nid: *t\n")
    with pytest.raises(FrameworkError, match="not allowed"):
        read_source(path)
