"""Votes that a workshop hides are told by no command and no report; in the folder, which is the data, they stay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from maturity_tui.store import Store
from maturity_tui.workshop import keeping
from maturity_tui.workshop.session import Workshop
from maturity_tui.workshop.setup import Seat, Setup
from tests.ui.score_case import database, own_framework

ROOM = Workshop(setup=Setup(seats=tuple(Seat(rater=f"t{at}") for at in range(1, 4))))
VOTED = {"ratings": {"t1": 0, "t2": 3, "t3": 5}}


@pytest.fixture
def one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An assessment in a running workshop: a.one is voted on and hidden, b.two was revealed."""
    path = tmp_path / "own.db"
    monkeypatch.setenv("MATURITY_DB", str(path))
    id = database(
        path, own_framework(), scope="all", scores={"a.one": VOTED, "b.two": {"ratings": {"t1": 2, "t2": 4}}}
    )
    with Store.open(str(path)) as store:
        keeping.keep(store, id, ROOM.with_revealed("b.two"))
    return id


def test_hidden_votes_are_in_no_agreement(maturity: Any, one: str) -> None:
    said = maturity("agreement", one, "--json")
    levels = {item["id"]: item["levels"] for item in said.json["capabilities"]}
    assert (levels["a.one"], levels["b.two"]) == ([], [2, 4])
    assert "the votes on 1 capability are hidden" in said.err


def test_hidden_votes_are_in_nothing_that_shows_an_assessment(maturity: Any, one: str) -> None:
    held = maturity("assessments", "show", one, "--json").json["scores"]
    assert ("a.one" in held, held["b.two"]["ratings"]) == (False, {"t1": 2, "t2": 4})
    rows = maturity("assessments", "show", one).out.splitlines()
    assert not any("0 3 5" in row for row in rows)
    assert any("2 4" in row for row in rows)


def test_setting_a_target_tells_no_hidden_vote(maturity: Any, one: str) -> None:
    said = maturity("assessments", "score", one, "a.one", "--target", "4")
    assert "suggest" not in said.err
    data = maturity("assessments", "score", one, "a.one", "--target", "3", "--json").json
    assert data == {"id": one, "capability": "a.one", "target": 3}


def test_a_report_leaves_hidden_votes_out(maturity: Any, one: str, tmp_path: Path) -> None:
    said = maturity("report", one, "-o", tmp_path / "r.csv")
    text = (tmp_path / "r.csv").read_text()
    rated = [line for line in text.splitlines() if line.startswith("ratings,ratings,")]
    assert any("b.two" in line for line in rated)
    assert not any("a.one" in line for line in rated)
    assert "hidden until the workshop reveals them" in said.err


def test_the_folder_holds_them_and_so_does_every_command_after_the_reveal(
    maturity: Any, one: str, tmp_path: Path
) -> None:
    maturity("export", tmp_path / "out")
    files = "".join(path.read_text() for path in (tmp_path / "out").rglob("*.yaml"))
    assert "t3: 5" in files
    with Store.open(str(tmp_path / "own.db")) as store:
        keeping.keep(store, one, ROOM.with_revealed("b.two").with_revealed("a.one"))
    said = maturity("agreement", one, "--json")
    assert [0, 3, 5] in [item["levels"] for item in said.json["capabilities"]]
    assert "hidden" not in said.err


def test_what_few_users_said_is_not_among_the_votes_that_are_shown(
    maturity: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "few.db"
    monkeypatch.setenv("MATURITY_DB", str(path))
    held = {"a.one": {"ratings": {"t1": 1, "t2": 2, "u1": 5, "u2": 4}}}
    one = database(path, own_framework(), scope="all", scores=held)
    row = next(row for row in maturity("assessments", "show", one).out.splitlines() if "a.one" in row)
    assert row.split()[-2:] == ["1", "2"]


def test_hidden_votes_order_nothing_in_plain_mode(maturity: Any, one: str, tmp_path: Path) -> None:
    ask = ("score", one, "--plain", "--order", "disagreement")
    assert "A1 Number one. 1 of 6" not in maturity(*ask, input="q\n").out
    with Store.open(str(tmp_path / "own.db")) as store:
        keeping.keep(store, one, None)
    assert "A1 Number one. 1 of 6" in maturity(*ask, input="q\n").out


def test_the_export_screen_s_report_leaves_them_out_too(one: str, tmp_path: Path) -> None:
    from maturity_tui.ui.screens.export import write

    answers = {"path": str(tmp_path / "r.csv"), "format": "csv", "what": "assessment", "force": False}
    with Store.open(str(tmp_path / "own.db")) as store:
        text = write(store, one, answers, None, None).read_text()
    rated = [line for line in text.splitlines() if line.startswith("ratings,ratings,")]
    assert any("b.two" in line for line in rated)
    assert not any("a.one" in line for line in rated)
