"""`maturity score --plain`: by hand, by pipe, interrupted, and with a reader who leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from maturity_tui.assessments.models import Assessment
from maturity_tui.store import Store

DATA = "northwick/2026-autumn/data-insight/digital-service"
LOCKED = "northwick/2026-autumn/service-operations/digital-service"


def held(path: Path, id: str = DATA) -> Assessment:
    with Store.open(str(path)) as store:
        return store.assessment(id)


@pytest.fixture
def path(example, tmp_path: Path) -> Path:
    return tmp_path / "example.db"


def test_lines_are_answered_one_by_one_and_the_last_says_what_is_left(example, path: Path) -> None:
    said = example("score", "data-insight", "--plain", input="2\n3\n").out.splitlines()
    assert "A1 saved: 2 Emerging. 5 of 40 scored." in said
    assert "A2 saved: 3 Established. 6 of 40 scored." in said
    assert said[-1] == "2 changes saved here. 6 of 40 scored, 34 left."
    assert sum(score.agreed is not None for score in held(path).scores.values()) == 6


def test_without_a_terminal_it_is_plain_by_itself(example) -> None:
    assert "4 of 40 scored." in example("score", "data-insight", input="q\n").out


def test_a_refused_line_is_named_by_its_number_and_does_not_advance(example, path: Path) -> None:
    said = example("score", "data-insight", "--plain", input="9\n\x00\nv 7\n2").out
    assert "Line 1: “9” is not a level here: use 0–5." in said
    assert "Line 3: “7” is not a vote here" in said
    assert said.count("A1 Digital strategy.") == 1
    assert (
        "A1 saved: 2 Emerging. 5 of 40 scored." not in said
    )  # line 2 was empty once it was cleaned: the next
    assert "A2 saved: 2 Emerging. 5 of 40 scored." in said  # half a line is a line


def test_bytes_that_are_no_text_are_refused(example) -> None:
    said = example("score", "data-insight", "--plain", input=b"\xff\xfe2\n2\n").out
    assert "Line 1: That is not UTF-8 text, and nothing was done with it." in said
    assert "A1 saved: 2 Emerging." in said


def test_a_line_that_is_much_too_long_is_one_refused_line(example) -> None:
    said = example("score", "data-insight", "--plain", input="x" * 2_500_000 + "\n2\n").out
    assert "Line 1: That is 1,000,000 characters; at most 20,000 are kept." in said
    assert "A1 saved: 2 Emerging." in said
    assert len(said) < 10_000


def test_no_colour_no_cursor_no_boxes(example) -> None:
    said = example("score", "data-insight", "--plain", input="?\nv 1 2 3\n\n").out
    assert not set("\x1b\r\x08│╭╰─━█") & set(said)


def test_what_is_as_it_was_is_no_change(example) -> None:
    said = example("score", "data-insight", "--plain", input="2\np\n2\n").out.splitlines()
    assert "A1 saved: 2 Emerging, as it was. 5 of 40 scored." in said
    assert said[-1].startswith("1 change saved here.")


def test_what_was_begun_and_not_kept_is_said(example, path: Path) -> None:
    said = example("score", "data-insight", "--plain", input="e\nA log\n").out.splitlines()
    assert said[-2:] == [
        "The evidence for A1 that was begun is not kept.",
        "Nothing changed here. 4 of 40 scored, 36 left.",
    ]


def test_where_to_begin_and_in_which_order(example) -> None:
    said = example("score", "data-insight", "--plain", "--from", "B3", "--core", input="q\n").out
    assert "\nB3 " in said
    assert example("score", "data-insight", "--plain", "--order", "gap", input="q\n").out != said
    assert "no capability 'B99'" in example("score", "data-insight", "--plain", "--from", "B99", code=1).err
    assert "'nobody'" in example("score", "nobody", "--plain", code=1).err
    example("score", "data-insight", "--order", "size", code=2)


def test_signed_off_is_read_only(example, path: Path) -> None:
    before = held(path, LOCKED)
    said = example("score", LOCKED, "--plain", input="2\nn\nq\n").out
    assert said.count("signed off and locked") == 2
    assert "Line 1: This assessment is signed off and locked" in said
    assert held(path, LOCKED) == before


def test_a_database_that_may_only_be_read_loses_nothing(
    example, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maturity_tui.store.opened.may_be_changed", lambda path: False)
    said = example("score", "data-insight", "--plain", input="2\nq\n").out
    assert "Line 1: A1 was not saved:" in said
    assert "may be read but not changed" in said
    assert said.splitlines()[-1] == "Nothing changed here. 4 of 40 scored, 36 left."


def test_in_a_terminal_the_score_screen_is_opened_on_it(example, path: Path, terminal) -> None:
    opened: list[Any] = []

    def opener(*place: object) -> int:
        opened.append(place)
        return 0

    example("score", "data-insight", obj=opener)
    example("--theme", "light", "score", "data-insight", "--from", "B3", obj=opener)
    assert opened[0][1:] == (None, ("score", DATA, None))
    assert opened[1][1:] == ("maturity-light", ("score", DATA, "people.leadership"))
    example("score", "nobody", obj=opener, code=1)
    assert len(opened) == 2
    assert "A1 Digital strategy" in example("score", "data-insight", "--plain", obj=opener, input="q\n").out


# real processes ---------------------------------------------------------------------------------

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX shell and signals")
COMMAND = [sys.executable, "-m", "maturity_tui", "score", DATA, "--plain"]


@pytest.mark.slow
@posix
def test_a_pipe_in_and_a_reader_who_leaves(path: Path) -> None:
    line = f"printf '2\\n3\\n' | {sys.executable} -m maturity_tui score {DATA} --plain"
    whole = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60)
    assert (whole.returncode, whole.stderr) == (0, "")
    assert whole.stdout.splitlines()[-1] == "2 changes saved here. 6 of 40 scored, 34 left."
    gone = f"yes 1 | head -n 30 | {sys.executable} -m maturity_tui score {DATA} --plain | head -n 40"
    left = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {gone}"], capture_output=True, text=True, timeout=60
    )
    assert left.stderr == ""
    saved = [one for one in left.stdout.splitlines() if " saved: " in one]
    scored = sum(score.agreed is not None for score in held(path).scores.values())
    assert saved
    assert scored >= 6 + len(saved)  # what was acknowledged is kept; a last one may not have been heard


@pytest.mark.slow
@posix
def test_ctrl_c_keeps_what_was_acknowledged_and_ends_with_130(path: Path) -> None:
    process = subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("2\n")
    process.stdin.flush()
    for line in process.stdout:
        if line.startswith("A2, level:"):
            break
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (out.splitlines()[-1], err) == ("1 change saved here. 5 of 40 scored, 35 left.", "")
    assert sum(score.agreed is not None for score in held(path).scores.values()) == 5


@pytest.mark.slow
@posix
def test_a_kill_keeps_what_was_acknowledged_and_undo_goes_on_after_it(path: Path) -> None:
    process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("2\n")
    process.stdin.flush()
    for line in process.stdout:
        if line.startswith("A1 saved: 2 Emerging."):
            break
    process.kill()
    process.wait(timeout=60)
    process.stdout.close()
    again = subprocess.run(COMMAND, input="u\nu\n", capture_output=True, text=True, timeout=60)
    assert "Undone in A1: score blank, was 2 Emerging. 4 of 40 scored." in again.stdout
    assert "Line 2" not in again.stdout
    assert "There is nothing to undo." in again.stdout


@pytest.mark.slow
@posix
def test_a_dumb_terminal_is_plain_and_needs_no_option(path: Path) -> None:
    """In a terminal of its own (a pty), where TERM is dumb: no escape reaches it."""
    import pty

    parent, child = pty.openpty()
    process = subprocess.Popen(
        COMMAND[:-1], stdin=child, stdout=child, stderr=child, env={**os.environ, "TERM": "dumb"}
    )
    os.close(child)
    os.write(parent, b"2\nq\n")
    said = b""
    while True:
        try:
            piece = os.read(parent, 65536)
        except OSError:
            break
        if not piece:
            break
        said += piece
    assert process.wait(timeout=60) == 0
    os.close(parent)
    assert b"A1 saved: 2 Emerging. 5 of 40 scored." in said
    assert b"\x1b" not in said
    assert b"Line 1" not in said
