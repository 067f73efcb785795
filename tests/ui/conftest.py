"""So that `tests.ui.gallery` is found however pytest was started, and nothing of the person's who runs them is used."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for what is compiled from the frameworks, for all tests."""
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders and settings of the test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(compiled))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("MATURITY_SETTINGS", "MATURITY_DB", "MATURITY_THEME", "MATURITY_PEOPLE_DB", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
