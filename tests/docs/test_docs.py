"""What the guides show really works: commands run, files are valid, links lead somewhere, figures are the code's."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from maturity_tui.cli.check_file import checked
from maturity_tui.cli.main import cli

ROOT = Path(__file__).parents[2]
SFIA = ROOT / "frameworks" / "sfia"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
# Folders that only some machine has, and hosts that are not on the internet.
_MACHINE = re.compile(
    r"(?<![\w.~])/(?:home|root|Users|tmp|var|opt|usr|etc|mnt|workspace|srv)/|[A-Z]:\\|localhost|127\.0\.0"
)
PIPES = {"|", ">", ">>", "<", "&&", "||", "&", ";"}


@dataclass(frozen=True)
class Block:
    """A fenced block: what it is, and what it holds."""

    language: str
    text: str

    @property
    def commands(self) -> list[list[str]]:
        """The arguments of each line that calls the app."""
        lines = self.text.replace("\\\n", " ").splitlines() if self.language == "sh" else []
        return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("maturity ")]


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, in order."""
    return [Block(*found) for found in _BLOCK.findall(page.read_text(encoding="utf-8"))]


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return _BLOCK.sub("", page.read_text(encoding="utf-8"))


def anchor(heading: str) -> str:
    """The name under which a heading can be linked to."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that holds the worked example; read only."""
    from maturity_tui.store import Store

    path = tmp_path_factory.mktemp("example") / "example.db"
    with Store.open(str(path)) as store:
        store.import_path(ROOT / "assessments" / "northwick")
    return path


@pytest.fixture
def desk(tmp_path: Path, example_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, beside it a copy of the worked example's database and its folder."""
    folder = tmp_path / "desk"
    folder.mkdir()
    shutil.copytree(ROOT / "assessments", folder / "assessments")
    shutil.copy(example_file, tmp_path / "example.db")
    for name in (
        "MATURITY_TRACEBACK",
        "MATURITY_SETTINGS",
        "MATURITY_THEME",
        "MATURITY_PEOPLE_DB",
        "NO_COLOR",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MATURITY_DB", str(tmp_path / "example.db"))
    for name in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.chdir(folder)
    return folder


def run(arguments: list[str]) -> str:
    """What a command prints; it must end well."""
    assert not PIPES & set(arguments), f"maturity {shlex.join(arguments)} is not one plain command"
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, f"maturity {shlex.join(arguments)}\n{result.stdout}\n{result.stderr}"
    return result.stdout


def words(text: str) -> list[str]:
    """Lines without what only sets them apart on screen."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_command_runs_and_prints_what_the_page_says(name: str, desk: Path) -> None:
    """In order, on a database with the worked example. A block that begins with `# NAME` is that file; a `text`
    block holds lines that the commands before it print."""
    printed: list[str] = []
    for block in blocks(ROOT / name):
        if block.language == "yaml" and (file := re.match(r"# ([\w.\-]+\.yaml)\n", block.text)):
            (desk / file[1]).write_text(block.text, encoding="utf-8")
        elif block.language == "sh":
            printed = [line for arguments in block.commands for line in words(run(arguments))]
        elif block.language == "text":
            assert [line for line in words(block.text) if line not in printed] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_file_that_is_shown_is_valid(name: str, tmp_path: Path) -> None:
    """A YAML block with a `schema:` is a whole file; JSON blocks are JSON."""
    for number, block in enumerate(blocks(ROOT / name)):
        if block.language == "yaml" and re.search(r"^schema:", block.text, re.MULTILINE):
            file = tmp_path / f"{number}.yaml"
            file.write_text(block.text, encoding="utf-8")
            assert checked(file).fault == ""
        if block.language == "json":
            assert isinstance(json.loads(block.text), dict)


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere(name: str) -> None:
    page = ROOT / name
    for link in _LINK.findall(prose(page)):
        if link.startswith(("https://", "http://")):
            continue
        place, _, part = link.partition("#")
        target = (page.parent / place).resolve() if place else page
        if target.is_relative_to(SFIA) and not SFIA.exists():  # a build may leave it out
            continue
        assert target.exists(), f"{name} links to {link}"
        assert target.is_relative_to(ROOT), f"{name} links out of the project: {link}"
        if part:
            headings = {anchor(heading) for heading in _HEADING.findall(prose(target))}
            assert part in headings, f"{name} links to {link}; there is no such heading"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_one_machine_is_in_it(name: str) -> None:
    assert _MACHINE.findall((ROOT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("page", "module", "screen"),
    [
        ("team-lead.md", "score", "ScoreScreen"),
        ("manager.md", "home", "HomeScreen"),
        ("manager.md", "results", "ResultsScreen"),
        ("manager.md", "what_if", "WhatIfScreen"),
        ("manager.md", "ambition", "AmbitionScreen"),
        ("manager.md", "plan", "PlanScreen"),
    ],
)
def test_every_key_of_a_screen_stands_in_its_guide(page: str, module: str, screen: str) -> None:
    """One of the keys of each action is enough."""
    from textual.binding import Binding

    from maturity_tui.ui.keys import key_name

    said = set(re.findall(r"`([^`\n]+)`", (ROOT / "docs" / page).read_text(encoding="utf-8")))
    bound = getattr(import_module(f"maturity_tui.ui.screens.{module}.screen"), screen).BINDINGS
    ways: dict[str, set[str]] = {}
    for binding in Binding.make_bindings(bound):
        if not binding.key.isdigit():
            name = key_name(replace(binding, key_display=None))
            ways.setdefault(binding.id or "", set()).add("/" if name == "slash" else name)
    assert {name: keys for name, keys in ways.items() if not keys & said} == {}


def test_every_assumption_stands_in_the_method_as_the_code_has_it() -> None:
    from maturity_tui.analysis.assumptions.defaults import defaults

    rows = [line.split(" | ") for line in (ROOT / "docs/method.md").read_text(encoding="utf-8").splitlines()]
    table = {row[0].strip("| `"): row for row in rows if len(row) == 6 and row[0].startswith("| `")}
    assert set(table) == {one.name for one in defaults()}
    for one in defaults():
        _, value, span, unit, source, grade = table[one.name]
        numbers = one.value if isinstance(one.value, tuple) else (one.value,)
        assert value == ", ".join(f"{number:g}" for number in numbers)
        assert span.strip() == ("" if one.low is None else f"{one.low:g}–{one.high:g}")
        assert (unit, source, grade.strip(" |")) == (one.unit, one.source, one.grade)


def test_every_key_of_a_file_stands_in_the_formats() -> None:
    """So that a new key is not forgotten: each is written somewhere as `key` or in an example."""
    from maturity_tui.analysis.schemas import all_schemas

    text = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
    known = set(re.findall(r"[a-z][a-z_0-9]*", text))
    missing = {f"{name}: {key}" for name, schema in all_schemas().items() for key in keys(schema) - known}
    assert missing == set()


def test_every_command_with_json_stands_in_the_formats() -> None:
    """So that no program has to guess: the section on JSON names each command, in bold, with `redo` beside `undo`."""
    section = (ROOT / "docs/formats.md").read_text(encoding="utf-8").partition("## JSON of the commands")[2]
    named = set(re.findall(r"\*\*`([a-z -]+?)(?: \[?[A-Z].*?)?`\*\*", section))
    named |= {f"{one.removesuffix('undo')}redo" for one in named if one.endswith("undo")}
    assert set(with_json(cli, ())) - named == set()


def with_json(command: click.Command, path: tuple[str, ...]) -> Iterator[str]:
    """The commands, by all their words, that take --json."""
    if any("--json" in option.opts for option in command.params):
        yield " ".join(path)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from with_json(below, (*path, name))


def keys(schema: Any) -> set[str]:
    """Every key that a JSON Schema describes."""
    if isinstance(schema, list):
        return {key for part in schema for key in keys(part)}
    if not isinstance(schema, dict):
        return set()
    own = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
    return own | {key for part in schema.values() for key in keys(part)}


@pytest.mark.parametrize(
    "picture", sorted((ROOT / "docs/pictures").glob("*.svg")), ids=lambda path: path.name
)
def test_a_picture_loads_nothing_and_is_whole(picture: Path) -> None:
    from xml.etree import ElementTree

    text = picture.read_text(encoding="utf-8")
    assert ElementTree.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
    assert re.findall(r"https?://[^\"]*|url\(|@import|@font-face|href", text) == [
        "http://www.w3.org/2000/svg"
    ]
    assert _MACHINE.findall(text) == []
