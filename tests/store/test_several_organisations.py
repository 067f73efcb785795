"""Several organisations in one database: what an import says of it, and how each is reached."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.frameworks.models import Framework
from maturity_tui.store import StoreError
from maturity_tui.store.glance import glance, organisations
from maturity_tui.store.store import Store

pytestmark = pytest.mark.store

OURS, THEIRS = "org/2026-autumn/left/small", "other/2026-autumn/left/small"


def of_others(make: Callable[..., Assessment]) -> Assessment:
    """The assessment of a team of the same name, in another organisation."""
    return make().changed(id=THEIRS)


@pytest.fixture
def both(
    store: Store,
    begun: str,
    make: Callable[..., Assessment],
    framework: Framework,
    organisation: Organisation,
) -> Store:
    """A store that holds two organisations alike; the second is the current one."""
    store.save_organisation(organisation.changed(id="other", title="Another organisation"))
    store.create(of_others(make), framework)
    return store


@pytest.mark.parametrize("current", ["org", "other"])
def test_a_whole_id_is_found_whichever_organisation_is_current(both: Store, current: str) -> None:
    both.use_organisation(current)
    assert both.find(OURS) == (OURS,)
    assert both.find(f" {THEIRS}/ ") == (THEIRS,)
    assert both.find("other/2026-autumn") == (THEIRS,)
    assert both.find("org") == (OURS,)
    assert both.find(THEIRS, "org") == (THEIRS,)


def test_the_rest_is_the_current_organisation_s(both: Store) -> None:
    assert both.find("left") == both.find("2026-autumn/left/small") == (THEIRS,)
    both.use_organisation("org")
    assert both.find("left") == both.find("2026-autumn/left/small") == (OURS,)
    assert both.find("org/2026-autumn/nobody/small") == both.find("nobody") == both.find("//") == ()


def test_home_knows_all_organisations_and_which_is_current(
    both: Store, database: Path, tmp_path: Path
) -> None:
    expected = [("org", "An organisation", False), ("other", "Another organisation", True)]
    assert [tuple(one) for one in organisations(database)] == expected
    both.use_organisation("org")
    assert [one.id for one in organisations(database) if one.current] == ["org"]
    assert organisations(tmp_path / "none.db") == ()
    (tmp_path / "letter.db").write_text("Dear council, " * 200)
    with pytest.raises(StoreError, match="not a database"):
        organisations(tmp_path / "letter.db")


def test_an_import_that_changes_the_current_organisation_says_so(
    open_store: Callable[..., Store], generated: Path, organisation: Organisation, database: Path
) -> None:
    store = open_store()
    store.save_organisation(organisation.changed(id="first", title="The first"))
    (said,) = store.import_path(generated).warnings
    assert said.startswith(
        "An organisation (org) is the current organisation now. The first (first) is kept:"
    )
    assert "--organisation first" in said
    shown = glance(database)
    assert shown is not None
    assert shown.organisation == "org"
    assert store.import_path(generated).warnings == ()


def test_the_folder_s_own_organisation_becomes_current_whatever_else_lies_in_it(
    both: Store, generated: Path, make: Callable[..., Assessment]
) -> None:
    from maturity_tui.assessments.portable import write_portable

    path = generated / "zzz.yaml"
    path.write_text(write_portable(of_others(make).changed(scores={"a.one": {"agreed": 1}})))
    assert THEIRS in both.import_path(generated).assessments
    current = both.organisation()
    assert current is not None
    assert current.id == "org"


def test_each_organisation_is_exported_by_its_id(both: Store, tmp_path: Path) -> None:
    for id in ("org", "other"):
        both.export_folder(tmp_path / id, organisation=id)
        assert f"id: {id}\n" in (tmp_path / id / "organisation.yaml").read_text()
        assert f"id: {id}/2026" in (tmp_path / id / "2026-autumn" / "left.small.yaml").read_text()
