"""`maturity keys`, and what `maturity doctor` says of a settings file."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from maturity_tui.cli.session import Doors
from maturity_tui.store.settings import read_settings
from maturity_tui.ui.key_list import every_key


def never(*_: object) -> int:
    raise AssertionError("the app was opened")


DOORS = Doors(never, every_key)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "settings.yaml"
    monkeypatch.setenv("MATURITY_SETTINGS", str(path))
    return path


def test_every_action_of_every_screen_is_listed_once(maturity) -> None:
    listed = maturity("keys", "--json", obj=DOORS).json
    names = [one["id"] for one in listed]
    assert names == sorted(set(names))
    assert set(names) == {row.id for row in every_key()}
    undo = next(one for one in listed if one["id"] == "undo")
    assert undo["keys"] == ["u"]
    assert {"Score", "What-if"} <= set(undo["screens"])
    text = maturity("keys", obj=DOORS).out
    assert all(f"\n{name} " in text for name in names)


def test_the_template_changes_nothing_and_all_of_it_can_be_taken(maturity, settings: Path) -> None:
    text = maturity("keys", "--template", obj=DOORS).out
    settings.write_text(text, encoding="utf-8")
    read = read_settings()
    assert (read.found, read.keys, read.problems) == (True, {}, ())
    lines = [
        row.replace("  # ", "  ", 1) if ": " in row and row.startswith("  # ") else row
        for row in text.splitlines()
    ]
    data = [
        row
        for row in lines
        if row.startswith("  ") and row[2:].split(":")[0] in {key.id for key in every_key()}
    ]
    settings.write_text("\n".join(["schema: maturity/settings@1", "keys:", *data]), encoding="utf-8")
    assert set(yaml.safe_load(settings.read_text(encoding="utf-8"))["keys"]) == {
        row.id for row in every_key()
    }
    said = maturity("keys", obj=DOORS)
    assert said.err == ""  # as it ships, no key clashes with another


def test_own_keys_are_listed_and_what_cannot_be_used_is_said(maturity, settings: Path) -> None:
    settings.write_text(
        "schema: maturity/settings@1\nkeys: {undo: ctrl+z, redo: v, nix: a}\n", encoding="utf-8"
    )
    said = maturity("keys", "--json", obj=DOORS)
    keys = {one["id"]: one["keys"] for one in said.json}
    assert keys["undo"] == ["ctrl+z"]
    assert keys["redo"] == ["ctrl+r"]
    assert "redo keeps its keys: “v” is votes on the screen " in said.err
    assert "There is no action 'nix'." in said.err


def test_doctor_says_what_is_in_force_and_what_is_not(maturity, settings: Path) -> None:
    settings.write_text("schema: maturity/settings@1\nkeys: {undo: ctrl+z, redo: v}\n", encoding="utf-8")
    said = [one for one in maturity("doctor", "--json", obj=DOORS).json if one["check"] == "settings"]
    assert [one["state"] for one in said] == ["note", "fine"]
    assert said[0]["says"].startswith("redo keeps its keys")
    assert said[1]["says"] == f"{settings} is in force with 1 key of your own."


def test_without_the_screens_it_says_so(maturity) -> None:
    assert "not at hand" in maturity("keys", code=1).err
