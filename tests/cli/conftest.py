"""Commands as a person gives them: run in this process, on a database of their own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from maturity_tui.cli.main import cli

EXAMPLE = Path(__file__).parents[2] / "assessments" / "northwick"
LATEST = "2026-autumn"


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer, read as JSON; nothing else may stand on stdout."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for what is compiled from the frameworks, for all tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the person who runs the tests is read or written."""
    monkeypatch.setenv("MATURITY_DB", str(tmp_path / "data" / "maturity.db"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in (
        "MATURITY_SETTINGS",
        "MATURITY_TRACEBACK",
        "MATURITY_THEME",
        "MATURITY_PEOPLE_DB",
        "NO_COLOR",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def maturity() -> Run:
    """Run a command. It must end with `code`; a bug shows its traceback here."""

    def run(*args: object, code: int = 0, **extra: Any) -> Said:
        result = CliRunner().invoke(cli, [str(arg) for arg in args], **extra)
        said = Said(result.exit_code, result.stdout, result.stderr)
        assert said.code == code, f"{said.code} for {args}:\n{said.out}\n{said.err}"
        assert "Traceback" not in said.err
        assert "This should not have happened" not in said.err
        return said

    return run


class Opener:
    """Stands for the app: remembers what it was opened on, and ends with `code`."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str | None]] = []
        self.code = 0

    def __call__(self, url: str, theme: str | None) -> int:
        self.seen.append((url, theme))
        return self.code


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Both ends are a terminal; give it as `obj` to have the app opened by it."""
    monkeypatch.setattr("maturity_tui.cli.session.in_a_terminal", lambda: True)
    return Opener()


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that holds the worked example; read only."""
    from maturity_tui.store import Store

    path = tmp_path_factory.mktemp("example") / "example.db"
    with Store.open(str(path)) as store:
        store.import_path(EXAMPLE)
    return path


@pytest.fixture
def example(example_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, maturity: Run) -> Run:
    """As `maturity`, on a copy of the worked example."""
    copy = tmp_path / "example.db"
    shutil.copy(example_file, copy)
    monkeypatch.setenv("MATURITY_DB", str(copy))
    return maturity
