"""The floors of the house, and what may not be loaded by whom."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORE = ("frameworks", "assessments", "analysis")
NOT_FOR_THE_CORE = (
    "textual",
    "rich",
    "sqlmodel",
    "sqlalchemy",
    "alembic",
    "click",
    "jinja2",
    "xlsxwriter",
    "platformdirs",
)
NOT_FOR_A_FIRST_PAINT = (
    "pydantic",
    "sqlmodel",
    "sqlalchemy",
    "alembic",
    "numpy",
    "scipy",
    "click",
    "yaml",
    "jinja2",
)

EVERYTHING_IN = """
import importlib, pkgutil, {package} as package
for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(found.name)
"""

PAINTED = """
import asyncio, sys
from maturity_tui.ui.app import MaturityApp

async def paint():
    app = MaturityApp(sys.argv[1])
    app.keeper.warm = lambda: None  # what is loaded out of sight, once the screen stands
    app.get_default_screen().__class__._look_for_waiting = lambda self: None
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "-empty" in app.screen.classes, app.screen.classes

asyncio.run(paint())
"""


def loaded(code: str, names: tuple[str, ...], *arguments: str) -> set[str]:
    """Which of the packages are loaded after the code has run in a Python of its own."""
    ask = f"{code}\nimport sys\nprint('LOADED', *[name for name in {names!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", ask, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rpartition("LOADED")[2].split())


@pytest.mark.slow
@pytest.mark.parametrize("package", CORE)
def test_the_core_loads_no_screen_no_database_and_no_command_line(package: str) -> None:
    code = EVERYTHING_IN.format(package=f"maturity_tui.{package}")
    assert loaded(code, NOT_FOR_THE_CORE) == set()


@pytest.mark.slow
def test_the_question_is_answered_truly() -> None:
    assert loaded("import click, rich", NOT_FOR_THE_CORE) == {"click", "rich"}


@pytest.mark.slow
def test_home_is_imported_without_what_is_heavy() -> None:
    assert (
        loaded("import maturity_tui.ui.app, maturity_tui.ui.screens.home.screen", NOT_FOR_A_FIRST_PAINT)
        == set()
    )


@pytest.mark.slow
@pytest.mark.ui
def test_home_is_painted_without_what_is_heavy(tmp_path: Path) -> None:
    assert loaded(PAINTED, NOT_FOR_A_FIRST_PAINT, str(tmp_path / "none.db")) == set()


@pytest.mark.slow
def test_the_version_is_said_without_anything() -> None:
    code = "import sys; sys.argv = ['maturity', '--version']; import maturity_tui.__main__ as start; start.main()"
    assert loaded(code, (*NOT_FOR_A_FIRST_PAINT, "textual", "rich")) == set()


@pytest.mark.slow
def test_a_floor_imports_only_from_the_floors_below_it() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "Contracts: 2 kept, 0 broken." in done.stdout


def test_every_package_stands_on_a_floor() -> None:
    """A package that no contract names would be held by none."""
    contracts = (ROOT / "pyproject.toml").read_text()
    packages = {path.parent.name for path in (ROOT / "maturity_tui").glob("*/__init__.py")}
    assert packages
    assert [name for name in sorted(packages) if f"maturity_tui.{name}" not in contracts] == []
