"""`maturity minutes`: sessions, formats, files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture
def held(example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A workshop in the plain mode, on the worked example; in UTC."""
    import time

    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    example("score", "data-insight", "--plain", input="v 1 2 2 4\n\nm So [/] it <b>is</b>\n3\nu\nq\n")
    return example


def test_markdown_is_printed_unless_asked_otherwise(held) -> None:
    said = held("minutes", "data-insight").out
    assert said.startswith("# Minutes: Data and insight, Autumn 2026\n")
    assert (
        "A1 Digital strategy: 2 Emerging, was blank. 4 votes: 1 at 1 Ad hoc, 2 at 2 Emerging, 1 at 4 Managed;"
        in said
    )
    assert "Times | local, UTC+00:00" in said
    assert "Undone, and left out above:" in said
    assert "<b>" not in said


def test_json_is_json_with_stable_keys(held) -> None:
    data = held("minutes", "data-insight", "--json").json
    assert data["schema"] == "maturity/minutes@1"
    (*_, last) = data["sessions"]
    assert last["topics"][0]["code"] == "A1"
    assert last["topics"][0]["now"] == "2 Emerging"
    assert last["took_part"] == {"team": 4}
    assert (
        held("minutes", "data-insight", "--format", "json").out
        == held("minutes", "data-insight", "--json").out
    )


def test_each_format_into_a_file_that_is_kept(held, tmp_path: Path) -> None:
    for ending, mark in (("md", "# Minutes"), ("html", "<!"), ("json", "{"), ("txt", "Minutes")):
        place = tmp_path / f"minutes.{ending}"
        assert held("minutes", "data-insight", "-o", place).out == f"Wrote {place}.\n"
        assert place.read_text(encoding="utf-8").lstrip().startswith(mark)
        before = place.read_bytes()
        assert "exists already and was kept" in held("minutes", "data-insight", "-o", place, code=1).err
        assert place.read_bytes() == before
        held("minutes", "data-insight", "-o", place, "--force")
    held("minutes", "data-insight", "-o", tmp_path / "minutes.pdf", code=2)
    assert json.loads((tmp_path / "minutes.json").read_text())["sessions"]


def test_sessions_are_chosen_by_number_and_by_day(held) -> None:
    assert (
        held("minutes", "data-insight", "--session", "last").out
        == held("minutes", "data-insight", "--session", "1").out
    )
    assert "There is no session 7" in held("minutes", "data-insight", "--session", "7", code=1).err
    assert "is a number or 'last'" in held("minutes", "data-insight", "--session", "first", code=2).err
    assert "No session lies between" in held("minutes", "data-insight", "--to", "2001-01-01", code=1).err
    assert "is no day: write it as" in held("minutes", "data-insight", "--from", "yesterday", code=2).err
    held("minutes", "data-insight", "--session", "1", "--from", "2026-01-01", code=2)
    held("minutes", "data-insight", "--json", "--format", "md", code=2)
    assert held("minutes", "data-insight", "--from", "2001-01-01").out.count("\n## Session") == 1


def test_an_assessment_that_is_not_there_is_said(held) -> None:
    assert "'nobody'" in held("minutes", "nobody", code=1).err
