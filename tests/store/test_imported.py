"""Frameworks that were imported: whose they are, what stands before what, and what becomes of old results."""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.sources import Origin, Reading, Skipped
from maturity_tui.frameworks.write import to_yaml
from maturity_tui.store import Store, StoreError
from maturity_tui.store.catalogue import Catalogue
from maturity_tui.store.place import data_folder, shipped_folder

pytestmark = pytest.mark.store

DAY = dt.date(2026, 11, 1)


def reading(framework: Framework, sha256: str = "a" * 64) -> Reading:
    origin = Origin("theirs.xlsx", DAY, sha256, "sfia")
    return Reading(
        framework, origin, (Skipped("column Notes", 3, "not part of the format"),), ("One is odd.",)
    )


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(cache=tmp_path / "cache")


def test_what_is_kept_is_found_with_its_source(catalogue: Catalogue, framework: Framework) -> None:
    kept = catalogue.keep(reading(framework))
    assert (kept.reference, kept.status) == ("small@1", "added")
    again = Catalogue(cache=kept.path.parent / "cache")
    assert again.load("small") == framework
    assert next(entry.source for entry in again.entries() if entry.id == "small") == "imported"
    source = again.origin("small@1")
    assert source is not None
    assert (source.file, source.date, source.sha256, source.read_as) == ("theirs.xlsx", DAY, "a" * 64, "sfia")
    assert [(one.kind, one.count) for one in source.skipped] == [("column Notes", 3)]
    assert source.warnings == ("One is odd.",)


def test_it_lies_in_the_users_folder_for_the_user_alone(catalogue: Catalogue, framework: Framework) -> None:
    path = catalogue.keep(reading(framework)).path
    assert path.parent == data_folder() / "frameworks"
    assert shipped_folder("frameworks") not in path.parents
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, data_folder())} == {0o700}


def test_the_same_file_again_changes_nothing_and_a_newer_one_replaces(
    catalogue: Catalogue, framework: Framework
) -> None:
    catalogue.keep(reading(framework))
    assert catalogue.keep(reading(framework)).status == "unchanged"
    changed = framework.changed(title="Newer")
    assert catalogue.keep(reading(changed, "b" * 64)).status == "updated"
    assert [entry.title for entry in catalogue.entries() if entry.id == "small"] == ["Newer"]
    assert catalogue.load("small@1").title == "Newer"
    assert catalogue.origin("small@1").sha256 == "b" * 64  # type: ignore[union-attr]


def test_another_version_stands_beside_the_first(catalogue: Catalogue, framework: Framework) -> None:
    for version in ("1", "2", "10"):
        catalogue.keep(reading(framework.changed(version=version)))
    assert [entry.version for entry in catalogue.entries() if entry.id == "small"] == ["1", "10", "2"]
    assert catalogue.load("small").version == "10"


def test_an_imported_one_stands_before_a_shipped_one_until_it_is_removed(catalogue: Catalogue) -> None:
    shipped = catalogue.load("digital-service")
    catalogue.keep(reading(shipped.changed(title="With more in it")))
    assert catalogue.load("digital-service").title == "With more in it"
    assert [entry.source for entry in catalogue.entries() if entry.id == shipped.id] == ["imported"]
    assert catalogue.shipped_framework("digital-service") == shipped
    catalogue.remove(shipped.reference)
    assert catalogue.load("digital-service") == shipped
    with pytest.raises(StoreError, match="ships with the app"):
        catalogue.remove(shipped.reference)


def test_what_ships_is_not_kept_a_second_time(catalogue: Catalogue) -> None:
    assert catalogue.keep(reading(catalogue.load("ddat"))).status == "unchanged"
    assert not (data_folder() / "frameworks").exists()


@pytest.mark.parametrize("version", ["1/../../2", "Ausgabe 4 (März)", "x" * 300, "..", "con"])
def test_a_version_of_any_text_makes_a_file_in_the_folder(
    catalogue: Catalogue, framework: Framework, version: str
) -> None:
    kept = catalogue.keep(reading(framework.changed(version=version)))
    assert kept.path.parent == data_folder() / "frameworks"
    assert catalogue.load(kept.reference).version == version
    catalogue.remove(kept.reference)
    assert not list(kept.path.parent.iterdir())


def test_a_broken_imported_file_is_said_and_breaks_nothing(
    catalogue: Catalogue, framework: Framework
) -> None:
    path = catalogue.keep(reading(framework)).path
    path.with_name("broken.yaml").write_text("schema: maturity/framework@1\nid: [\n")
    found = Catalogue(cache=path.parent / "cache")
    assert "small" in {entry.id for entry in found.entries()}
    assert len(found.unreadable) == 1
    assert "broken.yaml:" in found.unreadable[0]


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path, framework: Framework) -> None:
    (tmp_path / "imports").write_text("a file stands where the folder would be")
    with pytest.raises(StoreError, match="imports"):
        Catalogue(imports=tmp_path / "imports").keep(reading(framework))


def test_an_old_result_does_not_change_when_its_framework_is_imported_anew(
    tmp_path: Path,
    catalogue: Catalogue,
    framework: Framework,
    make: Callable[..., Assessment],
    organisation: Organisation,
) -> None:
    catalogue.keep(reading(framework))
    with Store.open(str(tmp_path / "x.db"), catalogue) as store:
        store.save_organisation(organisation)
        begun = store.create(make(), store.framework("small@1"))
        catalogue.keep(reading(framework.changed(title="Another content")))
        assert store.framework("small@1").title == "Another content"
        assert store.framework_of(begun.id) == framework
        catalogue.remove("small@1")
        assert store.framework_of(begun.id) == framework


def licensed(framework: Framework, prose: str = "") -> Framework:
    """A framework that may not be passed on, whole or as an index."""
    licence = framework.licence.changed(redistribution="internal")
    return framework.changed(licence=licence, description=prose)


def test_a_licensed_copy_stays_at_home_and_its_assessment_travels(
    tmp_path: Path, framework: Framework, organisation: Organisation, make: Callable[..., Assessment]
) -> None:
    home = Catalogue(cache=tmp_path / "c", imports=tmp_path / "home")
    home.keep(reading(licensed(framework, "Licensed prose.")))
    with Store.open(str(tmp_path / "home.db"), home) as store:
        store.save_organisation(organisation)
        unpinned = make().changed(framework={"id": "small", "version": "1"})
        store.create(unpinned, store.framework("small@1"))
        store.export_folder(tmp_path / "folder")
    assert "Licensed prose" not in "".join(
        path.read_text() for path in (tmp_path / "folder").rglob("*") if path.is_file()
    )
    away = Catalogue(cache=tmp_path / "c", imports=tmp_path / "away")
    away.keep(reading(licensed(framework)))
    with Store.open(str(tmp_path / "away.db"), away) as store:
        for _ in range(2):
            taken = store.import_path(tmp_path / "folder")
            assert any("licensed copy of small@1" in sentence for sentence in taken.warnings)
        assert store.framework_of(make().id) == licensed(framework)


def test_what_is_written_reads_back(framework: Framework, catalogue: Catalogue) -> None:
    assert catalogue.keep(reading(framework)).path.read_text() == to_yaml(framework)


def test_another_content_under_a_shipped_version_is_said_and_not_passed_on(
    tmp_path: Path, catalogue: Catalogue, organisation: Organisation
) -> None:
    changed = catalogue.load("local-digital-declaration").changed(title="Ours")
    (tmp_path / "ours.yaml").write_text(to_yaml(changed))
    with Store.open(str(tmp_path / "x.db"), catalogue) as store:
        store.save_organisation(organisation)
        taken = store.import_path(tmp_path / "ours.yaml")
        assert any("with other content" in sentence for sentence in taken.warnings)
        files = store.export_folder(tmp_path / "out")
    assert not any("local-digital-declaration" in path.name for path in files)


def test_what_could_not_be_read_again_is_not_kept(catalogue: Catalogue, framework: Framework) -> None:
    items = [{"id": f"c{n}", "title": "x", "description": "word " * 3900} for n in range(450)]
    large = framework.changed(areas=[{"id": "a", "title": "A", "capabilities": items}])
    with pytest.raises(StoreError, match="too large to be kept"):
        catalogue.keep(reading(large))
    assert not list((data_folder() / "frameworks").glob("*"))
