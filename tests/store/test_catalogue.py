"""What ships, and the compiled cache that makes it quick."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from maturity_tui.frameworks import door
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.write import to_yaml
from maturity_tui.store import StoreError
from maturity_tui.store.catalogue import Catalogue, version_order

pytestmark = pytest.mark.store


@pytest.fixture
def folder(tmp_path: Path, framework: Framework) -> Path:
    """A folder of frameworks: one of them in two versions, and a file of another kind."""
    folder = tmp_path / "frameworks"
    (folder / "ours").mkdir(parents=True)
    for version in ("2026.2", "2026.10"):
        (folder / "ours" / f"small-{version}.yaml").write_text(to_yaml(framework.changed(version=version)))
    (folder / "ours" / "standards.yaml").write_text("schema: maturity/standards@1\n")
    (folder / "ours" / "inputs.yaml").write_text(
        "schema: maturity/inputs@1\ninputs:\n  - {id: one, kind: training, title: One}\n"
    )
    return folder


@pytest.fixture
def no_yaml(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on, no YAML is read."""

    def refuse(path: Path) -> None:
        raise AssertionError(f"{path} was read")

    return lambda: monkeypatch.setattr(door, "read_file", refuse)


def test_the_shipped_frameworks_are_there(shipped: Catalogue) -> None:
    found = {entry.reference: entry for entry in shipped.entries()}
    assert {"digital-service@2026.1", "ddat"} <= {*found, *(entry.id for entry in found.values())}
    assert found["digital-service@2026.1"].source == "shipped"
    assert shipped.load("digital-service").title == found["digital-service@2026.1"].title
    assert len(shipped.inputs()) >= 20


def test_an_id_means_its_latest_version(folder: Path, tmp_path: Path) -> None:
    catalogue = Catalogue(folder, tmp_path / "cache")
    assert catalogue.load("small").version == "2026.10"
    assert catalogue.load("small@2026.2").version == "2026.2"
    with pytest.raises(StoreError, match="Did you mean 'small'"):
        catalogue.load("smal")
    assert sorted(["2026.10", "2026.2", "9", "10"], key=version_order) == ["9", "10", "2026.2", "2026.10"]


def test_the_second_time_comes_from_the_cache(
    folder: Path, tmp_path: Path, framework: Framework, no_yaml: Callable[[], None]
) -> None:
    first = Catalogue(folder, tmp_path / "cache")
    entries, inputs = first.entries(), first.inputs()
    no_yaml()
    again = Catalogue(folder, tmp_path / "cache")
    assert again.entries() == entries
    assert again.inputs() == inputs
    assert again.load("small@2026.2") == framework.changed(version="2026.2")


def test_a_changed_source_never_meets_an_old_cache(folder: Path, tmp_path: Path) -> None:
    Catalogue(folder, tmp_path / "cache").entries()
    path = folder / "ours" / "small-2026.2.yaml"
    path.write_text(path.read_text().replace("A small framework", "A changed framework"))
    assert Catalogue(folder, tmp_path / "cache").load("small@2026.2").title == "A changed framework"
    assert len(list((tmp_path / "cache").glob("small-2026.2-*.json"))) == 1


@pytest.mark.parametrize("damage", [b"", b"{}\n", b'{"id": "evil"}\nabc\n{}', b"\xff\xfe", None])
def test_a_damaged_cache_is_made_anew(folder: Path, tmp_path: Path, damage: bytes | None) -> None:
    entries = Catalogue(folder, tmp_path / "cache").entries()
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(path.read_bytes()[:-3] if damage is None else damage)
    again = Catalogue(folder, tmp_path / "cache")
    assert again.entries() == entries
    assert again.load("small").version == "2026.10"


def test_a_cache_that_cannot_be_written_is_silently_absent(
    folder: Path, tmp_path: Path, framework: Framework
) -> None:
    (tmp_path / "cache").write_text("a file stands where the folder would be")
    catalogue = Catalogue(folder, tmp_path / "cache")
    assert catalogue.load("small@2026.2") == framework.changed(version="2026.2")
    assert len(catalogue.inputs()) == 1
