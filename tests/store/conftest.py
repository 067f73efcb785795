"""A small framework, an organisation and assessments to keep; a store on disk for each test."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from maturity_tui.analysis.inputs.interventions import InputLibrary
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.assessments.models import Assessment, Score
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.frameworks.canonical import digest
from maturity_tui.frameworks.models import Framework
from maturity_tui.store.catalogue import Catalogue
from maturity_tui.store.store import Store


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the user's own folders."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home" / "cache"))
    monkeypatch.delenv("MATURITY_DB", raising=False)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The shipped catalogue, compiled once for all tests."""
    return Catalogue(cache=tmp_path_factory.mktemp("compiled"))


@pytest.fixture(scope="session")
def framework() -> Framework:
    """Two areas, five capabilities, one of them with answers of its own."""
    scale = [{"value": value, "name": name} for value, name in enumerate(["None", "Some", "Much", "All"])]
    return Framework.model_validate(
        {
            "id": "small",
            "version": "1",
            "title": "A small framework",
            "licence": {"name": "CC0"},
            "scale": scale,
            "areas": [
                {
                    "id": "a",
                    "title": "Area A",
                    "capabilities": [{"id": f"a.{name}", "title": name} for name in ("one", "two", "three")],
                },
                {
                    "id": "b",
                    "title": "Area B",
                    "weight": 2,
                    "capabilities": [
                        {"id": "b.one", "title": "one", "weight": 3},
                        {
                            "id": "b.two",
                            "title": "two",
                            "answers": [{"value": 0, "text": "No"}, {"value": 0.25, "text": "A little"}],
                        },
                    ],
                },
            ],
        }
    )


@pytest.fixture(scope="session")
def organisation() -> Organisation:
    """A tree of four teams and one theme."""
    return Organisation.model_validate(
        {
            "id": "org",
            "title": "An organisation",
            "profile": {"kind": "council", "residents": 1000},
            "teams": [
                {"id": "top", "title": "Top"},
                {"id": "left", "title": "Left [/] team", "parent": "top", "headcount": 4},
                {"id": "right", "title": "Right", "parent": "top"},
                {"id": "leaf", "title": "Leaf", "parent": "left", "from": "2024-04-01"},
            ],
            "ambition": [{"id": "better", "title": "Better", "priority": 2, "targets": {"a": 3, "b.one": 2}}],
        }
    )


@pytest.fixture(scope="session")
def make(framework: Framework) -> Callable[..., Assessment]:
    """`make("left", "2026-autumn", scores={…})`: an assessment of the small framework."""

    def build(team: str = "left", round_id: str = "2026-autumn", **fields: Any) -> Assessment:
        data = {
            "id": f"org/{round_id}/{team}/small",
            "team": team,
            "round": {"id": round_id, "title": round_id.title(), "from": f"{round_id[:4]}-10-01"},
            "framework": {"id": "small", "version": "1", "sha256": digest(framework)},
            "raters": {"t1": "team", "t2": "team", "u1": "user"},
        }
        return Assessment.model_validate(data | fields)

    return build


@pytest.fixture(scope="session")
def rich_scores() -> dict[str, Any]:
    """Something of everything that can be held about a capability."""
    return {
        "a.one": {
            "agreed": 2,
            "confidence": "medium",
            "target": 3,
            "note": "Two lines\nof a note: with a colon",
            "evidence": [
                {"what": "Three reviews", "when": "2026-09-30", "owner": "role:manager"},
                {"what": "A log"},
            ],
            "ratings": {"t1": {"level": 1, "confidence": "low"}, "t2": "x", "u1": 0},
            "comments": {"u1": "= not a formula", "t1": "[/] \\x1b"},
        },
        "a.two": {"not_applicable": "Run by others"},
        "b.one": {"agreed": 0, "ratings": {"t1": 0}},
        "b.two": {"agreed": 0.25},
    }


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the database of the test lies."""
    return tmp_path / "data" / "maturity.db"


@pytest.fixture
def open_store(database: Path, shipped: Catalogue) -> Iterator[Callable[..., Store]]:
    """Opens stores, by default on the test's database, and closes them in the end."""
    opened: list[Store] = []

    def open_one(path: Path | str = database) -> Store:
        opened.append(Store.open(str(path), shipped))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[..., Store], organisation: Organisation) -> Store:
    """A store that knows the organisation."""
    store = open_store()
    store.save_organisation(organisation)
    return store


@pytest.fixture
def begun(store: Store, make: Callable[..., Assessment], framework: Framework) -> str:
    """The id of an empty assessment in the store."""
    return store.create(make(), framework).id


@pytest.fixture
def generated(
    tmp_path: Path, organisation: Organisation, framework: Framework, make: Callable[..., Assessment],
    rich_scores: dict[str, Any],
) -> Path:  # fmt: skip
    """An organisation's folder in canonical form, with something of everything."""
    from maturity_tui.assessments import portable

    root = tmp_path / "generated"
    scenario = Scenario.model_validate(
        {
            "id": "cheap", "title": "Cheap", "start": "2027-Q1",
            "assumptions": {"technology.adoption_quarters": 6},
            "inputs": [{"input": "training.own", "coverage": {"left": 0.5}, "owner": "role:x"}],
        }
    )  # fmt: skip
    library = InputLibrary.model_validate(
        {"inputs": [{"id": "training.own", "kind": "training", "title": "Own", "effects": [
            {"capability": "a.one", "share": [0.1, 0.2, 0.3], "coverage": {"left": 0.5}}]}]}
    )  # fmt: skip
    files = {
        "organisation.yaml": organisation,
        "inputs.yaml": library,
        "scenarios/cheap.yaml": scenario,
        portable.framework_file(framework): framework,
    }
    ideas = [{"kind": "blocker", "about": "a.one", "text": "Too slow"}, {"text": "Do it twice"}]
    for assessment in (
        make(scores=rich_scores, ideas=ideas, status="signed-off"),
        make("leaf", scores={"a.three": Score(agreed=3)}, scope=["a.three", "b.one"]),
        make("right", "2025-autumn", scores=rich_scores, scope="core"),
        make("right"),
    ):
        files[portable.assessment_file(assessment)] = assessment
    for name, value in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(portable.write_portable(value), encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def contents() -> Callable[[Path], dict[str, bytes]]:
    """All files below a folder, by name."""
    return lambda root: {
        str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()
    }


@pytest.fixture(scope="session")
def plain() -> Callable[[Path], dict[str, list[Any]]]:
    """What a database holds, history and times apart: for asking whether two are equal."""
    skipped = {"changed_at", "created_at", "added_at", "version", "at", "id_of_text"}

    def read(path: Path) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        with closing(sqlite3.connect(path)) as connection:
            connection.row_factory = sqlite3.Row
            for table in ("organisation", "framework", "assessment", "inputs", "scenario", "setting"):
                rows = [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]
                kept = [
                    {
                        key: row[key]
                        for key in row
                        if key not in skipped or (table == "framework" and key == "version")
                    }
                    for row in rows
                ]
                found[table] = sorted(kept, key=repr)
        return found

    return read


@pytest.fixture
def as_nobody() -> Callable[[Callable[[], int]], int]:
    """Runs something in a child without root's rights (root may write anywhere); its exit code."""

    def run(work: Callable[[], int]) -> int:
        child = os.fork()
        if child == 0:
            code = 99
            try:
                if os.geteuid() == 0:
                    os.setgid(65534)
                    os.setuid(65534)
                code = work()
            finally:
                os._exit(code)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    return run
