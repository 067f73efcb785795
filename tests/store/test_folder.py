"""The portable form: a folder goes in and comes out the same; what cannot be used is refused at its place."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from maturity_tui.assessments.models import Assessment, Score
from maturity_tui.frameworks import FrameworkError, load_framework
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.write import to_yaml
from maturity_tui.store import StoreError
from maturity_tui.store.store import Store

pytestmark = pytest.mark.store

LEFT = "org/2026-autumn/left/small"
LEFT_FILE = "2026-autumn/left.small.yaml"
Contents = Callable[[Path], dict[str, bytes]]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def fresh(open_store: Callable[..., Store], generated: Path) -> Store:
    """A new store that took in the generated folder."""
    store = open_store()
    store.import_path(generated)
    return store


def test_export_of_an_imported_folder_gives_the_same_bytes(
    fresh: Store, generated: Path, tmp_path: Path, contents: Contents
) -> None:
    written = fresh.export_folder(tmp_path / "out")
    assert contents(tmp_path / "out") == contents(generated)
    assert sorted(written) == sorted(path for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert fresh.check() == ()


def test_import_of_an_exported_folder_gives_an_equal_database(
    fresh: Store,
    tmp_path: Path,
    database: Path,
    open_store: Callable[..., Store],
    plain: Callable[[Path], Any],
) -> None:
    fresh.export_folder(tmp_path / "out")
    again = open_store(tmp_path / "again.db")
    imported = again.import_path(tmp_path / "out")
    for id in imported.assessments:
        assert again.assessment(id) == fresh.assessment(id)
    assert again.organisation() == fresh.organisation()
    assert again.inputs() == fresh.inputs()
    assert again.scenarios() == fresh.scenarios()
    left, right = plain(database), plain(tmp_path / "again.db")
    for found in (left, right):
        for row in found["assessment"]:
            row.pop("ideas")  # holds numbers of texts
    assert left == right


def test_what_was_imported_is_told(open_store: Callable[..., Store], generated: Path) -> None:
    (generated / "notes.yaml").write_text("just: notes\n")
    (generated / ".hidden.yaml").write_text(": [broken")
    (generated / "README.md").write_text("# Hello")
    imported = open_store().import_path(generated)
    assert set(imported.assessments) == {
        LEFT, "org/2026-autumn/leaf/small", "org/2026-autumn/right/small", "org/2025-autumn/right/small",
    }  # fmt: skip
    assert imported.frameworks == ("small@1",)
    assert imported.inputs == ("training.own",)
    assert imported.scenarios == ("cheap",)
    assert imported.skipped == ("notes.yaml",)
    assert imported.warnings == ()


def test_importing_the_same_again_changes_nothing(fresh: Store, generated: Path) -> None:
    before = fresh.history(LEFT)
    imported = fresh.import_path(generated)
    assert (imported.assessments, imported.frameworks, imported.inputs, imported.scenarios) == (
        (),
        (),
        (),
        (),
    )
    assert len(imported.skipped) == 8
    assert fresh.history(LEFT) == before


def test_a_changed_file_updates_and_can_be_undone(fresh: Store, generated: Path) -> None:
    id = "org/2026-autumn/right/small"
    path = generated / "2026-autumn" / "right.small.yaml"
    path.write_text(path.read_text() + "scores:\n  a.one: {agreed: 3}\n  b.one:\n    ratings: {t1: 1}\n")
    assert fresh.import_path(generated).assessments == (id,)
    assert fresh.assessment(id).score("a.one").agreed == 3
    assert fresh.history(id)[-1].kind == "import"
    undone = fresh.undo(id)
    assert undone is not None
    assert undone.assessment.scores == {}
    assert fresh.check() == ()


def test_a_signed_off_assessment_that_differs_is_refused_unless_forced(fresh: Store, generated: Path) -> None:
    path = generated / LEFT_FILE
    change(path, "agreed: 2", "agreed: 3")
    with pytest.raises(FrameworkError, match="signed off") as caught:
        fresh.import_path(generated)
    assert caught.value.file.endswith(LEFT_FILE)
    assert caught.value.line is not None
    assert fresh.assessment(LEFT).score("a.one").agreed == 2
    fresh.import_path(generated, force=True)
    assert fresh.assessment(LEFT).score("a.one").agreed == 3
    assert fresh.assessment(LEFT).is_locked


def test_one_bad_file_keeps_everything_out(open_store: Callable[..., Store], generated: Path) -> None:
    change(generated / "2026-autumn" / "leaf.small.yaml", "agreed: 3", "agreed: 7")
    store = open_store()
    with pytest.raises(FrameworkError, match=r"leaf\.small\.yaml:\d+:\d+: a\.three cannot be scored at 7"):
        store.import_path(generated)
    assert store.organisations() == ()
    assert store.import_path(generated / "organisation.yaml").organisations == ("org",)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (LEFT_FILE, "team: left", "team: lefd", "The id must be"),
        (LEFT_FILE, "a.one:", "a.onne:", "Did you mean 'a.one'"),
        (
            LEFT_FILE,
            "schema: maturity/assessment@1",
            "schema: maturity/assessment@9",
            "schema is 'maturity/ass",
        ),
        (LEFT_FILE, "sha256: ", "sha256: 0", "sha256"),
        ("organisation.yaml", "parent: top", "parent: tip", "not a team"),
        ("organisation.yaml", "title: An organisation", "titel: An organisation", "Did you mean 'title'"),
        ("inputs.yaml", "capability: a.one", "capability: a.onne", "a.onne"),
        ("scenarios/cheap.yaml", "start: 2027-Q1", "start: 2027-Q9", "start"),
        ("frameworks/small@1.yaml", "id: small", "id: big", "small@1 is not known"),
        (LEFT_FILE, "team: left", "<<<<<<< mine\nteam: left", "conflict markers"),
    ],
)
def test_what_cannot_be_used_is_refused_at_its_place(
    open_store: Callable[..., Store], generated: Path, file: str, old: str, new: str, said: str
) -> None:
    change(generated / file, old, new)
    store = open_store()
    with pytest.raises(FrameworkError, match=said) as caught:
        store.import_path(generated)
    assert caught.value.file
    assert caught.value.line
    assert store.organisations() == ()


def test_another_content_than_the_one_pinned_is_refused(
    open_store: Callable[..., Store], generated: Path
) -> None:
    change(generated / "frameworks" / "small@1.yaml", "title: Area A", "title: Area AA")
    with pytest.raises(FrameworkError, match="made with another content of small@1"):
        open_store().import_path(generated)


def test_an_absent_digest_is_filled_in(
    open_store: Callable[..., Store],
    generated: Path,
    make: Callable[..., Assessment],
    tmp_path: Path,
    contents: Contents,
) -> None:
    whole = contents(generated)
    path = generated / LEFT_FILE
    path.write_text(re.sub(r",? *sha256: [0-9a-f]{64}", "", path.read_text()))
    assert "sha256" not in path.read_text()
    store = open_store()
    store.import_path(generated)
    assert store.assessment(LEFT).framework == make().framework
    store.export_folder(tmp_path / "out")
    assert contents(tmp_path / "out") == whole


def shuffled(value: Any, dice: random.Random) -> Any:
    if isinstance(value, dict):
        items = [(key, shuffled(item, dice)) for key, item in value.items()]
        dice.shuffle(items)
        return dict(items)
    return [shuffled(item, dice) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("seed", range(3))
def test_a_foreign_order_and_foreign_names_import_alike(
    open_store: Callable[..., Store], generated: Path, tmp_path: Path, contents: Contents, seed: int
) -> None:
    from maturity_tui.frameworks import door

    foreign = tmp_path / "foreign"
    for number, name in enumerate(contents(generated)):
        data = shuffled(door.read_file(generated / name).data, random.Random(seed))
        target = foreign / f"{number}" / f"file-{number}.yml"
        target.parent.mkdir(parents=True)
        target.write_text(
            yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=40), encoding="utf-8"
        )
    store = open_store()
    store.import_path(foreign)
    store.export_folder(tmp_path / "out")
    assert contents(tmp_path / "out") == contents(generated)


def test_a_single_file_is_taken_in(
    fresh: Store, generated: Path, tmp_path: Path, framework: Framework
) -> None:
    path = tmp_path / "other.yaml"
    path.write_text(to_yaml(framework.changed(version="2")))
    assert fresh.import_path(path).frameworks == ("small@2",)
    assert fresh.framework("small").version == "2"
    assert fresh.framework("small@1") == framework
    assert fresh.import_path(path).skipped == ("small@2",)
    (tmp_path / "none.yaml").write_text("a: 1\n")
    with pytest.raises(FrameworkError, match="does not say what it is"):
        fresh.import_path(tmp_path / "none.yaml")
    with pytest.raises(FrameworkError, match="cannot be read"):
        fresh.import_path(tmp_path / "missing.yaml")


def test_an_assessment_without_its_organisation_is_refused(
    open_store: Callable[..., Store], generated: Path
) -> None:
    with pytest.raises(FrameworkError, match="There is no organisation 'org'"):
        open_store().import_path(generated / LEFT_FILE)


def test_two_files_of_one_assessment_are_refused(open_store: Callable[..., Store], generated: Path) -> None:
    shutil.copy(generated / LEFT_FILE, generated / "copy.yaml")
    with pytest.raises(FrameworkError, match="already"):
        open_store().import_path(generated)


def test_unknown_names_are_warned_of(open_store: Callable[..., Store], generated: Path) -> None:
    change(generated / "organisation.yaml", "b.one: 2", "b.onne: 2")
    change(generated / "scenarios" / "cheap.yaml", "training.own", "training.owl")
    warnings = open_store().import_path(generated).warnings
    assert any("b.onne" in text and "b.one" in text for text in warnings)
    assert any("training.owl" in text for text in warnings)


def test_export_keeps_what_differs_unless_forced(fresh: Store, generated: Path, contents: Contents) -> None:
    before = contents(generated)
    fresh.save_score("org/2026-autumn/leaf/small", "a.three", Score(agreed=1))
    with pytest.raises(StoreError, match=r"leaf\.small\.yaml.*nothing was written"):
        fresh.export_folder(generated)
    assert contents(generated) == before
    fresh.export_folder(generated, force=True)
    changed = {name for name, data in contents(generated).items() if data != before[name]}
    assert changed == {"2026-autumn/leaf.small.yaml"}


def test_export_to_a_file_is_a_sentence(fresh: Store, generated: Path) -> None:
    with pytest.raises(StoreError, match="not a folder"):
        fresh.export_folder(generated / "organisation.yaml")


def test_history_goes_with_the_folder_when_asked(
    fresh: Store, generated: Path, tmp_path: Path, open_store: Callable[..., Store], contents: Contents
) -> None:
    id = "org/2025-autumn/right/small"
    fresh.save_score(id, "a.one", fresh.assessment(id).score("a.one").changed(ratings={"t1": 3, "u1": "x"}))
    fresh.save_score(id, "b.one", Score())
    fresh.export_folder(tmp_path / "out", history=True)
    lines = (tmp_path / "out" / "2025-autumn" / "right.small.history.jsonl").read_text().splitlines()
    assert len(lines) == 8
    again = open_store(tmp_path / "again.db")
    again.import_path(tmp_path / "out")
    again.export_folder(tmp_path / "twice", history=True)
    assert contents(tmp_path / "twice") == contents(tmp_path / "out")
    assert again.check() == ()
    path = tmp_path / "out" / "2025-autumn" / "right.small.history.jsonl"
    path.write_text("\n".join(lines[:-1]) + "\n")
    with pytest.raises(FrameworkError, match="does not end at the ratings"):
        open_store(tmp_path / "third.db").import_path(tmp_path / "out")
    path.write_text("[]\n")
    with pytest.raises(FrameworkError, match="no rating"):
        open_store(tmp_path / "third.db").import_path(tmp_path / "out")


def test_older_ids_are_replaced_by_those_in_force(
    open_store: Callable[..., Store], generated: Path, framework: Framework
) -> None:
    path = generated / "frameworks" / "small@1.yaml"
    path.write_text(to_yaml(framework.changed(aliases={"a.old": "a.one"})))
    for file in generated.glob("*/*.small.yaml"):
        lines = [
            line if "sha256" not in line else "framework: {id: small, version: '1'}"
            for line in file.read_text().splitlines()
        ]
        file.write_text("\n".join(lines).replace("a.one:", "a.old:") + "\n")
    store = open_store()
    store.import_path(generated)
    assert store.assessment(LEFT).score("a.one").agreed == 2


def test_a_framework_that_is_internal_and_holds_prose_stays_here(
    fresh: Store, tmp_path: Path, framework: Framework
) -> None:
    internal = framework.licence.changed(redistribution="internal")
    index, prose = tmp_path / "index.yaml", tmp_path / "prose.yaml"
    index.write_text(to_yaml(framework.changed(id="index", licence=internal, areas=framework.areas[:1])))
    first = framework.areas[0].capabilities[0].changed(levels={1: "What one sees"})
    area = framework.areas[0].changed(capabilities=(first,))
    prose.write_text(to_yaml(framework.changed(id="prose", licence=internal, areas=(area,))))
    fresh.import_path(index)
    fresh.import_path(prose)
    names = {path.name for path in fresh.export_folder(tmp_path / "out")}
    assert "index@1.yaml" in names
    assert "prose@1.yaml" not in names


def test_a_framework_is_written_as_it_was_read(fresh: Store, generated: Path, framework: Framework) -> None:
    assert load_framework(generated / "frameworks" / "small@1.yaml") == framework


def test_the_worked_example_goes_in_and_comes_out(
    open_store: Callable[..., Store], tmp_path: Path, contents: Contents
) -> None:
    from maturity_tui.store.place import shipped_folder

    store = open_store()
    imported = store.import_path(shipped_folder("assessments") / "northwick")
    assert imported.warnings == ()
    assert store.check() == ()
    store.export_folder(tmp_path / "out")
    assert contents(tmp_path / "out") == contents(shipped_folder("assessments") / "northwick")
