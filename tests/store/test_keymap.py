"""Keys of the user's own, without a screen: what is read, what clashes, and that nobody is locked in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.store.keymap import EVERYWHERE, KeyRow, fault_of, keymap_of, spelled, types, written
from maturity_tui.store.settings import Settings, read_settings


def row(id: str, keys: str, screen: str = "Score", overtakes: bool = False) -> KeyRow:
    return KeyRow(id, tuple(keys.split()), id, id, screen, overtakes)


ROWS = (
    row("quit", "ctrl+q", EVERYWHERE, True),
    row("undo", "u"), row("redo", "ctrl+r"), row("down", "down j"), row("back", "escape q"),
    row("pause", "space"), row("toggle", "space"),
    row("undo", "u", "What-if"), row("best", "o", "What-if"), row("back", "escape q", "What-if"),
)  # fmt: skip


def read(tmp_path: Path, text: str) -> Settings:
    file = tmp_path / "settings.yaml"
    file.write_text(text, encoding="utf-8")
    return read_settings(file)


@pytest.mark.parametrize(
    ("as_written", "name"),
    [
        ("Esc", "escape"), ("Ctrl+Z", "ctrl+z"), ("A", "A"), ("shift+a", "A"), ("/", "slash"), ("?", "question_mark"),
        ("-", "minus"), ("pgup", "pageup"), ("F5", "f5"), (" ", "space"), ("=", "equals_sign"),
        ("shift+Tab", "shift+tab"),
    ],
)  # fmt: skip
def test_keys_are_read_as_people_write_them(as_written: str, name: str) -> None:
    assert spelled(as_written) == name
    assert fault_of(name) == ""
    assert spelled(written(name)) == name


@given(st.characters(min_codepoint=33, max_codepoint=126))
def test_every_key_of_a_keyboard_is_textual_s_own_name(mark: str) -> None:
    from textual.keys import _character_to_key

    assert spelled(mark) == _character_to_key(mark)
    assert fault_of(spelled(mark)) == ""
    assert types(spelled(mark))
    assert written(spelled(mark)) == mark


@pytest.mark.parametrize("key", ["ctrl+foo", "hyper+a", "undo", "ctrl+ctrl+a", "", "ctrl+i", "ctrl+m"])
def test_what_is_no_key_is_said_and_the_rest_applies(key: str) -> None:
    found = keymap_of({"undo": [key], "best": ["y"]}, ROWS)
    assert found.keys == {"best": ("y",)}
    assert len(found.problems) == 1
    assert found.problems[0].startswith("undo keeps its keys: “")


def test_an_action_that_there_is_not_names_the_nearest() -> None:
    found = keymap_of({"undoo": ["z"]}, ROWS)
    assert found.keys == {}
    assert found.problems == ("There is no action 'undoo'. Did you mean undo?",)


def test_a_key_that_another_action_of_the_screen_has_is_left_to_it() -> None:
    found = keymap_of({"undo": ["o"]}, ROWS)
    assert found == keymap_of({}, ROWS).__class__(
        {}, ("undo keeps its keys: “o” is best on the screen What-if.",)
    )
    assert keymap_of({"redo": ["o"]}, ROWS).problems == ()  # best is not on that screen


def test_of_two_entries_the_later_gives_way() -> None:
    found = keymap_of({"undo": ["z"], "redo": ["z"]}, ROWS)
    assert found.keys == {"undo": ("z",)}
    assert found.problems == ("redo keeps its keys: “z” is undo on the screen Score.",)


def test_two_actions_may_change_places() -> None:
    found = keymap_of({"undo": ["ctrl+r"], "redo": ["u"]}, ROWS)
    assert found.problems == ()
    assert found.keys == {"undo": ("ctrl+r",), "redo": ("u",)}


def test_keys_that_are_shared_as_it_ships_may_stay_shared() -> None:
    assert keymap_of({"pause": ["P"], "toggle": ["P"]}, ROWS).problems == ()


def test_what_leaves_and_moves_keeps_its_own_keys_beside_the_chosen() -> None:
    found = keymap_of({"back": ["b"], "down": ["s"]}, ROWS)
    assert found.keys == {"back": ("escape", "b"), "down": ("down", "s")}


def test_what_comes_before_typed_text_cannot_be_a_letter() -> None:
    found = keymap_of({"quit": ["Q"]}, ROWS)
    assert found.keys == {}
    assert found.problems == ("quit cannot be “Q”: it would be taken from what is typed.",)
    assert keymap_of({"quit": ["f10"]}, ROWS).keys == {"quit": ("f10",)}


KEYS = st.sampled_from(["u", "ctrl+r", "j", "o", "z", "escape", "space", "f5", "Q", "ctrl+q", "nonsense"])


@given(
    st.dictionaries(
        st.sampled_from(["quit", "undo", "redo", "down", "back", "best", "pause", "no"]),
        st.lists(KEYS, max_size=2),
    )
)
def test_whatever_is_wished_no_action_of_a_screen_is_lost(wanted: dict[str, list[str]]) -> None:
    found = keymap_of(wanted, ROWS)
    for screen in ("Score", "What-if"):
        here = [one for one in ROWS if one.screen in (screen, EVERYWHERE)]
        for one in here:
            mine = set(found.keys.get(one.id, one.keys))
            others = {
                key
                for other in here
                if other.id not in (one.id, "pause", "toggle")
                for key in found.keys.get(other.id, other.keys)
            }
            assert one.id in ("pause", "toggle") or not mine & others
    assert len(found.keys) + len(found.problems) >= len(wanted)
    assert keymap_of(found.keys, ROWS) == keymap_of({}, ROWS).__class__(found.keys, ())


# the file ------------------------------------------------------------------------------------


def test_keys_may_be_one_several_or_a_list(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        'schema: maturity/settings@1\ntheme: light\nkeys:\n  undo: ctrl+z\n  find: "/, ctrl+f"\n  best: [o, O]\n'
        '  score-1: 1\n  help: ","\n',
    )
    assert found.theme == "light"
    assert found.keys == {
        "undo": ("ctrl+z",), "find": ("/", "ctrl+f"), "best": ("o", "O"), "score-1": ("1",), "help": ("comma",),
    }  # fmt: skip
    assert found.problems == ()


def test_no_file_is_no_problem_but_one_that_is_named_and_not_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MATURITY_SETTINGS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    found = read_settings()
    assert (found.found, found.problems, found.path) == (False, (), tmp_path / "maturity" / "settings.yaml")
    monkeypatch.setenv("MATURITY_SETTINGS", str(tmp_path / "mine.yaml"))
    assert read_settings().problems == ("The settings file mine.yaml is not there.",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("keys: {undo: z}", "they begin with `schema: maturity/settings@1`"),
        ("schema: maturity/settings@1\nkeys: [undo]", "each is written as `action: key`"),
        ("schema: maturity/settings@1\nkeys: {undo: {a: b}}", "undo keeps its keys: a key is written as"),
        ("schema: maturity/settings@1\ntheme: purple", "There is no theme 'purple'"),
        ("schema: maturity/settings@1\nkeyz: {}", "The settings have no 'keyz'"),
        ("schema: maturity/settings@1\nkeys: {undo: z, undo: y}", "The settings were not read"),
        ("[" * 5000, "The settings were not read"),
        ("", "The settings were not read"),
    ],
)
def test_what_is_wrong_with_the_file_is_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    found = read(tmp_path, text)
    assert len(found.problems) == 1
    assert said in found.problems[0]
    assert found.keys == {}
