"""The parser of what a terminal sends: a paste is one text, whatever it holds and however it is read in pieces."""

from __future__ import annotations

import time
from collections.abc import Iterable

import pytest
from textual import events
from textual.message import Message

from maturity_tui.ui import pastes
from maturity_tui.ui.pastes import LONGEST, PasteParser

pytestmark = pytest.mark.ui

START, END = "\x1b[200~", "\x1b[201~"
NASTY = "[/] [bold \x1b[2J\x1b]0;pwn\x07 =1+1 \x1b\x1b[A 日本語 \x1b[200~ 3 \x9b5n\x00w"
CLEAN = "[/] [bold  =1+1  日本語  3 w"


def said(found: Iterable[Message]) -> list[str]:
    """Pastes as `<text>`, keys by name."""
    return [
        f"<{event.text}>" if isinstance(event, events.Paste) else event.key
        for event in found
        if isinstance(event, events.Paste | events.Key)
    ]


def read(*pieces: str, parser: PasteParser | None = None) -> list[str]:
    parser = parser or PasteParser()
    return said(event for piece in pieces for event in parser.feed(piece))


def waited(parser: PasteParser) -> list[str]:
    """What a pause brings, as long as it takes to know an escape from a sequence."""
    if parser._timeout_time is not None:
        parser._timeout_time = 0.0
    return said(parser.tick())


def test_escapes_in_a_paste_are_no_keys() -> None:
    assert read(f"a{START}{NASTY}{END}b") == ["a", f"<{CLEAN}>", "b"]


def test_without_an_escape_it_is_as_it_was() -> None:
    assert read(f"{START}first\r\nsecond\tthird\n{END}") == ["<first\r\nsecond\tthird\n>"]
    assert read(f"{START}{END}") == ["<>"]


def test_split_anywhere_it_is_the_same() -> None:
    text = f"a{START}{NASTY}{END}b{START}second{END}\x1b[A"
    whole = read(text)
    assert whole == ["a", f"<{CLEAN}>", "b", "<second>", "up"]
    for at in range(1, len(text)):
        assert read(text[:at], text[at:]) == whole, at
    assert read(*text) == whole


def test_split_at_two_places_it_is_the_same() -> None:
    text = f"1{START}\x1b[2J3\x1b{END}4"
    whole = read(text)
    assert whole == ["1", "<3>", "4"]
    for first in range(1, len(text)):
        for second in range(first + 1, len(text)):
            assert read(text[:first], text[first:second], text[second:]) == whole, (first, second)


@pytest.mark.parametrize("at", range(1, len(START)))
def test_a_pause_within_the_mark_makes_no_keys_of_what_is_pasted(at: int) -> None:
    parser = PasteParser()
    read(START[:at], parser=parser)
    waited(parser)  # Textual has taken the first part for keys by now
    assert read(f"{START[at:]}3\x1b[2J{END}", parser=parser) == ["<3>"]
    assert read("k\x1b[A", parser=parser) == ["k", "up"]


def test_escape_just_before_a_paste_is_a_key() -> None:
    assert read(f"\x1b{START}3{END}") == ["escape", "<3>"]
    assert read("\x1b", f"{START}3{END}") == ["escape", "<3>"]


def test_escape_alone_is_a_key_after_a_pause() -> None:
    parser = PasteParser()
    assert read("\x1b", parser=parser) == []
    assert waited(parser) == ["escape"]
    assert read("q", parser=parser) == ["q"]


def test_keys_and_mouse_are_textual_s() -> None:
    found = [*PasteParser().feed("\x1b[<0;5;7M\x1b[15~é")]
    assert [type(event).__name__ for event in found] == ["MouseDown", "Key", "Key"]


def test_an_end_without_a_beginning_is_nothing() -> None:
    assert read(f"a{END}b") == ["a", "b"]


def test_a_paste_that_never_ends_is_over_after_a_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(pastes, "monotonic", lambda: now)
    parser = PasteParser()
    assert read(f"{START}abc", parser=parser) == []
    now += pastes.SILENCE - 1
    assert said(parser.tick()) == []
    assert read("def\x1b[20", parser=parser) == []
    now += pastes.SILENCE - 1
    assert said(parser.tick()) == []
    now += 2
    assert said(parser.tick()) == ["<abcdef>"]
    assert read("3", parser=parser) == ["3"]


def test_a_huge_paste_costs_little_and_keeps_its_beginning() -> None:
    parser = PasteParser()
    begun = time.process_time()
    read(START, parser=parser)
    for _ in range(1000):
        assert read("x\x1b[0m" * 800 + "y" * 96, parser=parser) == []
    found = [*parser.feed(END)]
    assert time.process_time() - begun < 2.0
    (paste,) = found
    assert isinstance(paste, events.Paste)
    assert 0 < len(paste.text) <= LONGEST


def test_the_end_of_all_input_is_heeded() -> None:
    parser = PasteParser()
    read(f"{START}half", parser=parser)
    assert [*parser.feed("")] == []
