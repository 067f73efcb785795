"""The app on a real terminal: what becomes of the terminal, and of the scores, when something ends it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from maturity_tui.assessments.models import Assessment
from maturity_tui.store import Store
from tests.ui.council import council
from tests.ui.real_terminal import ALTERNATE, PASTE, RealTerminal, environment
from tests.ui.score_case import CORE, catalogue, database

pytestmark = [pytest.mark.ui, pytest.mark.slow, pytest.mark.store]

KILLS = 20
SCORED = re.compile(r"✓ (\S.*?) {2,}(\d)")
COUNT = re.compile(r"(\d+) of 40 scored")
LAST = re.compile(r" ([A-Z]\d+) (\d) +✓ saved")
READY = r"capability \d+ of 40"


@pytest.fixture
def env(tmp_path: Path, compiled: Path) -> dict[str, str]:
    return environment(tmp_path) | {"XDG_CACHE_HOME": str(compiled)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "maturity.db"


def on_disk(path: Path) -> Assessment:
    with Store.open(str(path)) as store:
        assert store.check() == ()
        return store.assessment(CORE)


def scored(path: Path, place: int) -> object:
    return on_disk(path).score(catalogue().load("digital-service").core[place]).agreed


def to_score(terminal: RealTerminal) -> None:
    """From home to the score screen."""
    terminal.shows("Data and insight")
    terminal.type("\r")
    terminal.shows(READY)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_gives_the_terminal_back_and_keeps_the_score(
    path: Path, env: dict[str, str], number: signal.Signals
) -> None:
    database(path)
    with RealTerminal(env=env) as terminal:
        to_score(terminal)
        assert terminal.modes[ALTERNATE]
        terminal.type("3")
        terminal.shows("✓ saved")
        terminal.send(number)
        assert terminal.ends() == 0
        assert terminal.is_as_before()
        assert "Traceback" not in terminal.text
    assert scored(path, 0) == 3


def test_ctrl_q_gives_the_terminal_back_and_keeps_what_was_just_typed(
    path: Path, env: dict[str, str]
) -> None:
    database(path)
    with RealTerminal(env=env) as terminal:
        to_score(terminal)
        terminal.type("234\x11")
        assert terminal.ends() == 0
        assert terminal.is_as_before()
    assert [scored(path, place) for place in range(3)] == [2, 3, 4]


def test_a_lost_connection_ends_the_app_and_keeps_the_score(path: Path, env: dict[str, str]) -> None:
    database(path)
    with RealTerminal(env=env) as terminal:
        to_score(terminal)
        terminal.type("3")
        terminal.shows("✓ saved")
        terminal.hang_up()
        terminal.process.wait(60)
    assert scored(path, 0) == 3


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_stopped_and_in_the_foreground_again_it_goes_on(
    path: Path, env: dict[str, str], number: signal.Signals
) -> None:
    database(path)
    with RealTerminal(env=env) as terminal:
        to_score(terminal)
        terminal.send(number)
        terminal.until_stopped()
        if number is signal.SIGTSTP:
            assert terminal.is_as_before()
        terminal.modes[PASTE] = False
        terminal.send(signal.SIGCONT)
        terminal.until(lambda _: terminal.modes[PASTE], "the app's own modes again")
        # In order: a second reader of the keys would mix them up.
        terminal.type("0123450123")
        terminal.shows("10 of 40 scored")
        terminal.type("\x11")
        assert terminal.ends() == 0
        assert terminal.is_as_before()
    assert [scored(path, place) for place in range(10)] == [0, 1, 2, 3, 4, 5, 0, 1, 2, 3]


def test_bytes_that_are_no_text_are_survived(path: Path, env: dict[str, str]) -> None:
    database(path)
    with RealTerminal(env=env) as terminal:
        to_score(terminal)
        terminal.type(b"\xff\xfe\xc3(\x80")
        terminal.type(b"3")
        terminal.shows("✓ saved")
        terminal.type(b"m")
        terminal.shows("Note on|ctrl")
        terminal.type(b"\x1b[200~caf\xe9 [/] \xff\x1b[201~")
        terminal.shows(r"caf\S* \[/\]")
        terminal.type(b"\x13")
        terminal.shows("✓ saved")
        terminal.type(b"\x11")
        assert terminal.ends() == 0
    assert scored(path, 0) == 3


def test_a_paste_is_text_and_no_commands(path: Path, env: dict[str, str]) -> None:
    nasty = b"\x1b[200~[/] [bold \x1b[2J\x1b]0;pwn\x07 =1+1 333 w \x1b[A\x1b\x1b[B5\x1b[201~"
    database(path)
    with RealTerminal(env=env) as terminal:
        to_score(terminal)
        terminal.type(nasty)
        terminal.type(b"\x1b[200~3 \x1b[2")  # read in pieces
        terminal.until(lambda _: not terminal.read(0.5), "the app at rest")
        terminal.type(b"J 4\x1b[201~")
        terminal.type(b"2")
        terminal.shows("1 of 40 scored")
        terminal.shows("✓ saved")
        terminal.type(b"m")
        terminal.shows("Note on|ctrl")
        terminal.type(nasty)
        terminal.shows(r"\[/\] \[bold  =1\+1 333 w 5")
        terminal.type(b"\x13")
        terminal.shows("✓ saved")
        terminal.type(b"\x11")
        assert terminal.ends() == 0
    held = on_disk(path)
    assert [score.agreed for score in held.scores.values() if score.agreed is not None] == [2]
    assert [score.note for score in held.scores.values() if score.note] == ["[/] [bold  =1+1 333 w 5"]


def test_it_draws_at_the_size_that_the_terminal_takes(tmp_path: Path, env: dict[str, str]) -> None:
    env["MATURITY_DB"] = council(tmp_path)
    with RealTerminal(env=env, size=(120, 40)) as terminal:
        terminal.shows("Waiting for you")
        terminal.resize(80, 24)
        terminal.shows(r"Waiting for you[^╮]*$")
        terminal.resize(60, 20)
        terminal.shows("Needs 80 × 24")
        terminal.resize(80, 24)
        terminal.shows("Waiting for you")
        terminal.type("\x11")
        assert terminal.ends() == 0


def acknowledged(text: str) -> dict[str, int]:
    """What the screen shows as saved: the last change in the header, and the rows that are marked in the list."""
    framework = catalogue().load("digital-service")
    by_code = {framework.codes[item]: item for item in framework.core}
    found = {by_code[code]: int(level) for code, level in LAST.findall(text)}
    for begun, level in SCORED.findall(text):
        items = [item for item in framework.core if framework.capabilities[item].title.startswith(begun)]
        found |= {items[0]: int(level)} if len(items) == 1 else {}
    return found


def test_no_score_that_was_shown_as_saved_is_lost_in_twenty_kills(
    tmp_path: Path, env: dict[str, str]
) -> None:
    core = catalogue().load("digital-service").core
    lost, counted, path = [], 0, tmp_path / "none.db"
    for kill in range(KILLS):
        wanted = 1 + kill % 3
        typed = wanted + 3  # more than are waited for: the kill finds saves under way
        if not path.exists() or len(on_disk(path).scores) + typed > len(core):
            path = tmp_path / f"{kill}.db"
            database(path)
        before = on_disk(path).scores
        shown, count = {}, 0
        with RealTerminal(env=env | {"MATURITY_DB": str(path)}) as terminal:
            to_score(terminal)
            terminal.type(str(kill % 6) * typed)

            def enough(text: str) -> bool:
                nonlocal count
                shown.update(acknowledged(text))  # noqa: B023
                count = max([count, *(int(number) for number in COUNT.findall(text))])
                return len(shown.keys() - before.keys()) >= wanted or count == len(before) + typed  # noqa: B023

            terminal.until(enough, f"{wanted} scores shown as saved")
            terminal.send(signal.SIGKILL)
            terminal.process.wait()
            terminal.read_all()
            enough(terminal.text)
        held = on_disk(path)
        lost += [
            f"kill {kill}: {item} was shown as {level}, is {held.score(item).agreed}"
            for item, level in shown.items()
            if held.score(item).agreed != level
        ]
        lost += (
            [f"kill {kill}: {count} were shown, {len(held.scores)} are there"]
            if len(held.scores) < count
            else []
        )
        counted += len(shown.keys() - before.keys())
    assert not lost
    assert counted >= KILLS
    checked = subprocess.run(
        [sys.executable, "-m", "maturity_tui", "--db", str(path), "db", "check"],
        env={**os.environ, **env}, capture_output=True, text=True,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout + checked.stderr
