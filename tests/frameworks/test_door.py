"""The guarded door: what it lets in, what it refuses, and that nothing but FrameworkError ever leaves it."""

from __future__ import annotations

import json
import string
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from maturity_tui.frameworks import FrameworkError, door
from maturity_tui.frameworks.values import clean


def refusal(text: str | bytes) -> FrameworkError:
    """The error that reading the text ends in."""
    with pytest.raises(FrameworkError) as caught:
        door.read_bytes(text, "own.yaml") if isinstance(text, bytes) else door.read_text(text, "own.yaml")
    return caught.value


def place(error: FrameworkError) -> tuple[str, int | None, int | None]:
    return error.file, error.line, error.column


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1, "'a' stands twice"),
        ("a: {x: 1, x: 2}", 1, 11, "'x' stands twice"),
        ("a: 1\nb:\n  - 0: x\n    0: y\n", 4, 5, "'0' stands twice"),
        ("a: &name 1\n", 1, 4, "Anchors"),
        ("a: 1\nb: *name\n", 2, 4, "Aliases"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, 4, "Tags"),
        ("a: !secret x\n", 1, 4, "Tags"),
        ("!!map {a: 1}\n", 1, 1, "Tags"),
        ("a: 1\n---\nb: 2\n", 2, 1, "more than one document"),
        ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\n", 2, 1, "conflict markers"),
        ("a: 1\n=======\nb: 3\n", 2, 1, "conflict markers"),
        ("a: 1\n>>>>>>> other\n", 2, 1, "conflict markers"),
        ("a: one\nb: two\x07\n", 2, 7, "U+0007"),
        ("a: \x1b[2J\n", 1, 4, "U+001B"),
        ("é: 1\nb: \x00\n", 2, 4, "U+0000"),
        ('a: "\\q"\n', 1, 5, "not YAML"),
        ('a: "\\ud800"\n', 1, 5, "not YAML"),
        ("a: [1, 2\nb: 3\n", 2, 1, "not YAML"),
        ("a: 1\n\tb: 2\n", 2, 1, "not YAML"),
        ("a: 'no end\n", 1, 11, "not YAML"),
        ("a: x: y\n", 1, 5, "not YAML"),
        ("a: @x\n", 1, 4, "not YAML"),
        ("? [a, b]\n: 1\n", 1, 3, "plain word"),
        ("? {a: b}\n: 1\n", 1, 3, "plain word"),
        ("{a: 1", 1, 6, "not YAML"),
        ("%YAML 9.9\n---\na: 1\n", 1, 1, "not YAML"),
    ],
)
def test_what_is_refused_is_refused_at_its_place(text: str, line: int, column: int, words: str) -> None:
    error = refusal(text)
    assert words in error.message
    # libyaml marks an escape at its backslash or behind it, by version.
    assert error.file == "own.yaml"
    assert error.line == line
    assert error.column is not None
    assert abs(error.column - column) <= 2
    assert str(error).startswith(f"own.yaml:{line}:")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("title: Cloud: first\n", "colon and a space in it needs quotes"),
        ("a: @x\n", "begins with @"),
        ("a:\n\t- b\n", "spaces, not with tabs"),
        ("a: [1, 2\n", "closing bracket"),
        ('a: "C:\\Users"\n', "backslash is written twice"),
        ("a: 'no end\n", "quote not closed"),
        ("- a\nb: 1\n", "indentation"),
    ],
)
def test_a_usual_slip_in_yaml_gets_a_hint(text: str, hint: str) -> None:
    assert hint in refusal(text).hint


def test_a_clash_of_keys_says_which_to_mend() -> None:
    assert str(refusal("a: 1\na: 2\n")) == "own.yaml:2:1: The key 'a' stands twice. Keep one of them."


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{" * 50_000,
        "[" * 50_000 + "]" * 50_000,
        "{a: " * 20_000 + "1" + "}" * 20_000,
        "- " * 50_000 + "x",
        "? " * 50_000,
        "".join(" " * level + f"k{level}:\n" for level in range(400)),
    ],
    ids=["100 KB of brackets", "50,000 braces", "closed", "maps", "dashes", "question marks", "indents"],
)
def test_deep_nesting_is_refused_after_its_first_lines(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    real = yaml.parse
    monkeypatch.setattr(yaml, "parse", lambda *a, **k: (read.append(e) or e for e in real(*a, **k)))
    error = refusal(text)
    assert any(words in error.message for words in ("nested too deeply", "plain word", "not YAML"))
    assert error.line is not None
    # Speed without a clock: at most a few hundred of the 100,000 events were asked for.
    assert len(read) < 1000


def test_forty_levels_are_enough_for_anyone() -> None:
    deep = "[" * door.DEEPEST + "]" * door.DEEPEST
    assert isinstance(door.read_text(deep).data, list)
    assert "at most 40" in refusal(f"[{deep}]").message


def test_a_file_of_50_mb_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(FrameworkError, match="too large: 50,000,000 bytes"):
        door.read_file(path)


def test_too_many_parts_are_refused_before_they_are_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "MOST_EVENTS", 1000)
    assert "too many parts" in refusal("[" + "0," * 1000 + "0]").message
    assert door.read_text("[" + "0," * 900 + "0]").data == [0] * 901


def test_a_text_longer_than_any_field_is_refused() -> None:
    assert "too long" in refusal("a: " + "x" * (door.LONGEST_SCALAR + 1)).message


def test_too_much_text_is_refused_in_any_form() -> None:
    much = "#" * (door.MOST_BYTES + 1)
    assert "too large" in refusal(much).message
    assert "too large" in refusal(much.encode()).message


@pytest.mark.parametrize(
    "data", [b"a: 1\nb: \xff\n", "a: 1\nb: é\n".encode("latin-1"), "a: 1\nb: é".encode("utf-16")]
)
def test_bytes_that_are_not_utf_8_are_refused_with_their_line(data: bytes) -> None:
    error = refusal(data)
    assert "UTF-8" in error.message
    assert error.line in (1, 2)
    assert "Save it as UTF-8" in error.hint


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert door.read_bytes(b"\xef\xbb\xbfschema: x\n").data == {"schema": "x"}


def test_windows_line_ends_read_alike() -> None:
    assert door.read_bytes(b"a: 1\r\nb: |\r\n  x\r\n  y\r\n").data == {"a": 1, "b": "x\ny\n"}


@pytest.mark.parametrize("name", ["", "missing.yaml", "nul\0.yaml", "x" * 5000])
def test_a_path_that_cannot_be_read_is_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(FrameworkError) as caught:
        door.read_file(tmp_path / name)
    assert str(caught.value).endswith(".")


def test_scalars_are_what_they_look_like() -> None:
    text = (
        "{a: NO, b: 12:30, c: 0x1f, d: 1e3, e: null, f: true, g: 1_000, h: 2026-10-05, i: yes, j: 0o17, k: ~}"
    )
    assert door.read_text(text).data == {
        "a": "NO", "b": "12:30", "c": "0x1f", "d": 1000.0, "e": None, "f": True, "g": "1_000",
        "h": "2026-10-05",
        "i": "yes", "j": "0o17", "k": None,
    }  # fmt: skip


def test_a_quoted_scalar_is_text() -> None:
    assert door.read_text("""{a: "1", b: 'true', c: "null", "2": x}""").data == {
        "a": "1", "b": "true", "c": "null", "2": "x",
    }  # fmt: skip


def test_a_number_without_end_stays_text() -> None:
    assert door.read_text("[1e999, -1e999, .inf, .nan, 99999999999999999999999999999999999999999]").data == [
        "1e999", "-1e999", ".inf", ".nan", "99999999999999999999999999999999999999999",
    ]  # fmt: skip


def test_places_are_kept_for_keys_and_items() -> None:
    document = door.read_text("a: 1\nb:\n  - x\n  - {c: 2}\n")
    assert document.marks["b", 1, "c"] == (4, 6)
    error = document.error("Wrong", ("b", 1, "c", "missing", 0))
    assert (error.line, error.column, error.path) == (4, 6, "b[1].c.missing[0]")


def test_control_characters_of_a_file_never_reach_a_message() -> None:
    document = door.read_text('{"\\e[2J": {"\\u202eevil": 1}}')
    (key,) = document.data
    error = document.error("Wrong", (key, "\u202eevil"))
    assert error.path == ".evil" or error.path == "evil"
    assert "\x1b" not in str(error)
    assert "\x1b" not in str(refusal('{"\\e[2J": 1, "\\e[2J": 2}'))


finite = st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | finite | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@example(["\x85"], False, None)
@given(json_values, st.booleans(), st.sampled_from([None, 2, "\t"]))
def test_a_file_written_as_json_reads_alike(value: object, escaped: bool, indent: int | str | None) -> None:
    whole = {"value": value}
    text = json.dumps(whole, ensure_ascii=True, indent=indent)
    assert door.read_text(text).data == whole
    plain = json.dumps(whole, ensure_ascii=False, indent=indent)
    if not escaped and all(char.isprintable() or char in "\n\t" for char in plain):
        assert door.read_text(plain).data == whole


@pytest.mark.parametrize(
    "text", ['1: one\n"1": uno\n', "1: one\n1.0: uno\n", "a: 1\n'a': 2\n", "{true: 1, 'True': 2}"]
)
def test_a_key_that_stands_twice_is_refused_however_it_is_written(text: str) -> None:
    assert "stands twice" in str(refusal(text))


def test_a_character_that_yaml_would_fold_away_is_refused() -> None:
    error = refusal('{"v": "a\x85b"}')
    assert "U+0085" in str(error)
    assert door.read_text('{"v": "a\\u0085b"}').data == {"v": "a\x85b"}


PIECES = [
    "a: ", "- ", "? ", ": ", "\n", "  ", "\t", "{", "}", "[", "]", ",", "'", '"', "|\n", ">-\n", "|2\n",
    "#", "&x ", "*x",
    "!!str ", "!<", "%TAG ! x\n", "---\n", "...\n", "\\u", "\\x4", '"\\U00110000"', "\ufeff", "\x85",
    "\u2028", "\x00",
    "\x1b[2J", "😀", "\ud800", "<<: ", "<<<<<<< x\n", "=", "1e9", "0x", "é",
    "schema: maturity/framework@1\n", "`", "@",
]  # fmt: skip


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_only_a_framework_error_ever_leaves_for_yaml_gone_wrong(text: str) -> None:
    check_only_framework_errors(text)


@settings(max_examples=200)
@given(st.text(alphabet=st.characters() | st.sampled_from(string.punctuation + " \n"), max_size=60))
def test_only_a_framework_error_ever_leaves_for_any_text(text: str) -> None:
    check_only_framework_errors(text)


@settings(max_examples=200)
@given(st.binary(max_size=80))
def test_only_a_framework_error_ever_leaves_for_any_bytes(data: bytes) -> None:
    error = outcome(data)
    assert error is None or place(error)[0] == "own.yaml"


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=15).map("".join))
def test_the_python_parser_is_guarded_as_well(text: str) -> None:
    import yaml

    whole = door._loader
    try:
        door._loader = lambda: yaml.SafeLoader
        check_only_framework_errors(text)
    finally:
        door._loader = whole


def check_only_framework_errors(text: str) -> None:
    """Either a document, or an error with a place and a sentence that can be shown."""
    error = outcome(text)
    if error is not None:
        file, line, column = place(error)
        assert file == "own.yaml"
        assert 1 <= (line or 0) <= max(len(text.splitlines()), text.count("\n") + 1)
        assert (column or 0) >= 1
        sentence = str(error)
        assert sentence.endswith((".", "?"))
        assert sentence == clean(sentence)


def outcome(text: str | bytes) -> FrameworkError | None:
    """The error that reading ends in, if it does; any other exception is let through."""
    try:
        door.read_bytes(text, "own.yaml") if isinstance(text, bytes) else door.read_text(text, "own.yaml")
    except FrameworkError as error:
        return error
    return None
