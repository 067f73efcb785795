"""Real processes: closed and full outputs, readers who leave, interrupts, locales, what is imported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="POSIX shell and signals")]


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which `maturity` is the command."""
    line = command.replace("maturity", f"{sys.executable} -m maturity_tui", 1)
    return subprocess.run(
        ["bash", "-c", line],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
        timeout=120,
    )


@pytest.fixture
def scored(example, tmp_path: Path) -> Path:
    """The worked example's database; processes find it by MATURITY_DB."""
    return tmp_path / "example.db"


def test_a_reader_who_leaves_early_is_no_failure(scored: Path) -> None:
    done = shell("maturity results 2026-autumn --json | head -n 1; exit ${PIPESTATUS[0]}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "[\n"


def test_a_closed_output_harms_nothing(scored: Path) -> None:
    before = scored.read_bytes()
    done = shell("maturity results 2026-autumn >&-")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert shell("maturity results 2026-autumn >&- 2>&- <&-").returncode == 0
    assert shell("maturity >&-").returncode == 0
    assert shell("maturity --version >&-").returncode == 0
    assert scored.read_bytes()[:100] == before[:100]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_output_is_a_failure_with_a_sentence(scored: Path) -> None:
    done = shell("maturity results 2026-autumn > /dev/full")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "No space left" in done.stderr


def test_plain_ascii_terminals_get_every_line(scored: Path) -> None:
    done = shell("maturity", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 0
    assert "Northwick" in done.stdout


def test_json_is_json_in_any_encoding(scored: Path) -> None:
    import json

    done = shell("maturity results 2026-autumn --json", PYTHONIOENCODING="ascii")
    assert len(json.loads(done.stdout)) > 5
    assert "?" not in json.loads(done.stdout)[0]["nodes"][0]["display"]


def test_no_colour_codes_anywhere(scored: Path) -> None:
    for options in ({"NO_COLOR": "1"}, {"FORCE_COLOR": "1", "TERM": "xterm-256color"}, {"TERM": "dumb"}):
        assert "\x1b" not in shell("maturity results 2026-autumn", **options).stdout


def test_ctrl_c_ends_with_one_sentence(scored: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.strip() == "Error: Stopped. What was saved before stays saved."


INTERRUPTED = """
import time
from maturity_tui.cli import results
from maturity_tui.cli.main import main
results.found = lambda store, text: print("ready", flush=True) or time.sleep(60)
raise SystemExit(main(["results", "x"]))
"""


def test_arguments_that_are_not_utf8_are_only_text(scored: Path) -> None:
    done = shell("maturity results $'\\xff\\xfe'")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_help_and_version_import_nothing_heavy() -> None:
    heavy = (
        "{'pydantic', 'sqlmodel', 'sqlalchemy', 'textual', 'rich', 'numpy', 'yaml', 'jinja2', 'xlsxwriter'}"
    )
    code = (
        "import sys\n"
        "from maturity_tui.cli.main import main\n"
        "main([sys.argv[1]])\n"
        f"print(sorted({heavy} & set(sys.modules)), file=sys.stderr)"
    )
    for option in ("--help", "--version"):
        done = subprocess.run(
            [sys.executable, "-c", code, option], capture_output=True, text=True, timeout=60
        )
        assert done.stderr == "[]\n"


def test_the_version_does_not_even_import_click() -> None:
    code = (
        "import sys\nsys.argv = ['maturity', '--version']\n"
        "from maturity_tui.__main__ import main\nmain()\nassert 'click' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
