"""Where crosswalks are found: what ships, what the user's own stands before, and what is missing or broken."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from maturity_tui.frameworks import FrameworkError, to_yaml
from maturity_tui.frameworks.crosswalk import load_crosswalk
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.schema import schemas
from maturity_tui.store.catalogue import Catalogue
from maturity_tui.store.crosswalks import Crosswalks
from maturity_tui.store.place import data_folder, shipped_folder

pytestmark = pytest.mark.store

SHIPPED = {("digital-service", "ddat"), ("digital-service", "sfia")}
OWN = """\
schema: maturity/crosswalk@1
from: digital-service@2025
to: ddat@2025-01-01
source: our head of profession
date: 2026-12-01
links:
  - {from: operations.incidents, to: service-focus, certainty: stated, note: Hers.}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def write(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def pairs(known: Crosswalks) -> set[tuple[str, str]]:
    return {(one.from_id, one.to_id) for one in known.all()}


def test_a_capability_names_the_skills_that_it_rests_on_with_titles(shipped: Catalogue, own: Path) -> None:
    ties = Crosswalks(shipped, own=own).skills_for("operations.incidents", to="ddat")
    assert [tie.name for tie in ties][:2] == ["Incident management", "Problem management"]
    assert {(tie.framework, tie.source, str(tie.certainty)) for tie in ties} == {
        ("ddat", "our judgement", "judged")
    }
    assert ties[0].shown == ties[0].name
    assert any(tie.note for tie in ties)


def test_a_skill_names_what_rests_on_it_and_a_page_has_both_ways(shipped: Catalogue, own: Path) -> None:
    known = Crosswalks(shipped, own=own)
    back = known.used_by("incident-management", "ddat")
    assert "operations.incidents" in {tie.item for tie in back}
    assert {tie.framework for tie in back} == {"digital-service"}
    assert known.ties("incident-management", "ddat") == back
    both = known.ties("operations.incidents", "digital-service")
    assert {tie.framework for tie in both} == {"ddat", "sfia"}
    assert known.ties("operations.incidents", "ddat") == ()
    assert known.ties("no-such-thing", "digital-service") == ()


def test_nothing_is_read_until_it_is_asked(monkeypatch: pytest.MonkeyPatch, shipped: Catalogue) -> None:
    def refuse(path: Path) -> None:
        raise AssertionError(f"{path} was read")

    monkeypatch.setattr("maturity_tui.store.crosswalks.load_crosswalk", refuse)
    known = Crosswalks(shipped)
    with pytest.raises(AssertionError, match="was read"):
        known.all()


def test_without_the_framework_there_are_links_and_no_titles(tmp_path: Path, own: Path) -> None:
    folder = tmp_path / "frameworks"
    shutil.copytree(shipped_folder("frameworks"), folder, ignore=shutil.ignore_patterns("sfia"))
    known = Crosswalks(Catalogue(folder, tmp_path / "cache"), folder / "crosswalks", own)
    ties = known.skills_for("operations.incidents", to="sfia")
    assert [(tie.item, tie.title) for tie in ties][:2] == [("USUP", ""), ("PBMG", "")]
    assert (ties[0].name, ties[0].shown) == ("USUP", "USUP")
    assert known.used_by("USUP", "sfia")[0].title


def test_a_code_stands_behind_its_name(framework: Framework, tmp_path: Path, own: Path) -> None:
    catalogue = Catalogue(tmp_path / "none", tmp_path / "cache", tmp_path / "imports")
    coded = framework.changed(id="coded", attributes=({"id": "CODE", "title": "A code"},))
    (tmp_path / "imports").mkdir()
    write(tmp_path / "imports", to_yaml(coded))
    write(own, OWN.replace("ddat@2025-01-01", "coded@1").replace("service-focus", "CODE"))
    (tie,) = Crosswalks(catalogue, tmp_path / "none", own).skills_for("operations.incidents")
    assert tie.shown == "A code (CODE)"


def test_the_users_own_stands_before_the_shipped_one_whatever_the_versions(
    shipped: Catalogue, own: Path
) -> None:
    write(own, OWN)
    known = Crosswalks(shipped, own=own)
    assert pairs(known) == SHIPPED
    (tie,) = known.skills_for("operations.incidents", to="ddat")
    assert (tie.title, tie.source, tie.note) == ("Service focus", "our head of profession", "Hers.")
    assert known.skills_for("operations.change", to="ddat") == ()
    assert known.skills_for("operations.change", to="sfia")


def test_a_broken_file_of_the_users_own_is_said_and_breaks_nothing(shipped: Catalogue, own: Path) -> None:
    broken = write(own, OWN.replace("certainty: stated", "certainty: sure"))
    nonsense = write(own, "- [1", "nonsense.yaml")
    known = Crosswalks(shipped, own=own)
    assert pairs(known) == SHIPPED
    assert known.skills_for("operations.incidents", to="ddat")[0].source == "our judgement"
    assert [sentence.partition(":")[0] for sentence in known.unreadable] == [str(broken), str(nonsense)]


def test_of_two_for_the_same_frameworks_the_first_by_name_counts_and_the_other_is_said(
    shipped: Catalogue, own: Path
) -> None:
    write(own, OWN, "a.yaml")
    second = write(own, OWN.replace("service-focus", "problem-management"), "b.yaml")
    known = Crosswalks(shipped, own=own)
    assert known.skills_for("operations.incidents", to="ddat")[0].item == "service-focus"
    (said,) = known.unreadable
    assert said.startswith(f"{second}: a.yaml links digital-service to ddat already")


def test_an_older_crosswalk_is_found_by_the_newer_id(framework: Framework, tmp_path: Path, own: Path) -> None:
    (tmp_path / "imports").mkdir()
    write(tmp_path / "imports", to_yaml(framework.changed(aliases={"old": "a.one"})))
    write(own, OWN.replace("ddat@2025-01-01", "small@0").replace("service-focus", "old"))
    catalogue = Catalogue(tmp_path / "none", tmp_path / "cache", tmp_path / "imports")
    known = Crosswalks(catalogue, tmp_path / "none", own)
    assert known.used_by("a.one", "small") == known.used_by("old", "small") != ()
    assert known.skills_for("operations.incidents")[0].title == "one"


def test_a_broken_shipped_one_is_an_error(tmp_path: Path, own: Path, shipped: Catalogue) -> None:
    write(tmp_path, OWN.replace("source:", "sauce:"))
    with pytest.raises(FrameworkError, match="Did you mean 'source'"):
        Crosswalks(shipped, tmp_path, own).all()


def test_a_copy_to_edit_is_written_once_for_the_user_alone(shipped: Catalogue) -> None:
    known = Crosswalks(shipped)
    found = known.found[0]
    path, made = known.edit_copy(found)
    assert made
    assert path.parent == data_folder() / "crosswalks"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, data_folder())} == {0o700}
    assert "yaml-language-server" not in path.read_text(encoding="utf-8")
    assert load_crosswalk(path) == found.crosswalk
    write(path.parent, path.read_text(encoding="utf-8") + "# mine\n", path.name)
    assert known.edit_copy(found) == (path, False)
    assert path.read_text(encoding="utf-8").endswith("# mine\n")
    again = Crosswalks(shipped)
    assert [one.own for one in again.found] == [True, False]
    assert again.edit_copy(again.found[0]) == (path, False)


def test_crosswalks_are_no_frameworks_to_the_catalogue(tmp_path: Path) -> None:
    """They lie in a folder among those of the frameworks."""
    with_them, without = tmp_path / "with", tmp_path / "without"
    shutil.copytree(shipped_folder("frameworks"), with_them)
    shutil.copytree(shipped_folder("frameworks"), without, ignore=shutil.ignore_patterns("crosswalks"))
    assert list((with_them / "crosswalks").glob("*.yaml"))
    one, other = (Catalogue(folder, tmp_path / "cache") for folder in (with_them, without))
    assert [entry.reference for entry in one.entries()] == [entry.reference for entry in other.entries()]
    assert one.inputs() == other.inputs()
    assert "crosswalk" in schemas()
