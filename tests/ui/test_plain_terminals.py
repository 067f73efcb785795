"""Terminals that show lines only, and no terminal at all: the app does not open there, and says what does work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.council import council
from tests.ui.real_terminal import ALTERNATE, RealTerminal, environment

pytestmark = [pytest.mark.ui, pytest.mark.slow, pytest.mark.store]


@pytest.fixture
def env(tmp_path: Path, compiled: Path) -> dict[str, str]:
    return environment(tmp_path) | {"XDG_CACHE_HOME": str(compiled), "MATURITY_DB": council(tmp_path)}


def test_a_dumb_terminal_gets_lines_and_no_screen(env: dict[str, str]) -> None:
    with RealTerminal(env=env | {"TERM": "dumb"}) as terminal:
        assert terminal.ends() == 0
        terminal.read_all()
        assert "Service operations" in terminal.text
        assert "To open the app, run `maturity` in a terminal." in terminal.text
        assert not terminal.modes.get(ALTERNATE)


@pytest.mark.parametrize("more", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_without_a_terminal_lines_are_printed(env: dict[str, str], more: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "maturity_tui"], env={**os.environ, **env, **more}, capture_output=True, text=True,
        stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Service operations" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


def test_no_color_shows_no_colour_on_a_real_terminal(env: dict[str, str]) -> None:
    with RealTerminal(env=env | {"NO_COLOR": "1", "MATURITY_THEME": "terminal"}) as terminal:
        terminal.shows("Waiting for you")
        cells = [cell for row in terminal.screen.buffer.values() for cell in row.values()]
        colours = {colour for cell in cells for colour in (cell.fg, cell.bg)} - {"default"}
        assert len(colours) > 2
        assert all(colour[:2] == colour[2:4] == colour[4:] for colour in colours), colours
        terminal.type("\x11")
        assert terminal.ends() == 0
        assert terminal.is_as_before()
