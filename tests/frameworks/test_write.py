"""The canonical writer: how values look as YAML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import Field

from maturity_tui.frameworks import Framework, door, framework_from, load_framework, to_yaml
from maturity_tui.frameworks.values import Frozen, Layout, Text, Value
from maturity_tui.frameworks.write import WIDTH, scalar

FRAMEWORKS = Path(__file__).parents[2] / "frameworks"


class Holder(Value):
    """Whatever the writer may meet."""

    any: Any = None
    items: tuple[Any, ...] = ()
    by_key: Frozen[str, Any] = Field(default_factory=dict, validate_default=True)
    line: Annotated[Frozen[str, Any], Layout.ONE_LINE] = Field(default_factory=dict, validate_default=True)
    blocks: Annotated[Frozen[str, Any], Layout.ITEMS_IN_BLOCKS] = Field(
        default_factory=dict, validate_default=True
    )
    begins: dt.date | None = Field(default=None, alias="from")
    text: Text = ""


def written(**fields: Any) -> str:
    return to_yaml(Holder(**fields))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain words", "plain words"), ("role:service-manager", "role:service-manager"),
        ("2027-Q1", "2027-Q1"),
        ("it's", "it's"), ("naïve – 😀", "naïve – 😀"), ("שלום", "שלום"), ("50 %", "50 %"), ("a#b", "a#b"),
        ("no", '"no"'), ("NO", '"NO"'), ("y", '"y"'), ("on", '"on"'), ("null", '"null"'), ("~", '"~"'),
        ("", '""'),
        ("true", '"true"'), ("1e3", '"1e3"'), ("0x1f", '"0x1f"'), ("12:30", '"12:30"'), ("1", '"1"'),
        ("1.5", '"1.5"'),
        ("2026-10-05", '"2026-10-05"'), ("- a", '"- a"'), ("-", '"-"'), ("# x", '"# x"'),
        ("a # b", '"a # b"'),
        ("a: b", '"a: b"'), ("a:", '"a:"'), ("a, b", '"a, b"'), ("[a]", '"[a]"'), ("{a}", '"{a}"'),
        ("&a", '"&a"'),
        ("*a", '"*a"'), ("!a", '"!a"'), ("%a", '"%a"'), ("@a", '"@a"'), ("`a", '"`a"'), ("'a'", "\"'a'\""),
        ('say "so"', 'say "so"'), ('"so"', '"\\"so\\""'), ("a\\b", "a\\b"), ("<<", '"<<"'), ("=", '"="'),
        ("<<<<<<< x", '"<<<<<<< x"'), (">>>>>>> x", '">>>>>>> x"'), ("?", '"?"'), ("a\tb", '"a\\tb"'),
        ("|", '"|"'),
        ("\x1b[2J", '"\\x1b[2J"'), ("a\u2028b", '"a\\u2028b"'), ("\x85", '"\\x85"'), (" a", '" a"'),
        ("a ", '"a "'),
        (None, "null"), (True, "true"), (False, "false"), (0, "0"), (-3, "-3"), (2.0, "2"), (0.1, "0.1"),
        (-0.0, "0"),
        (1e-7, "1e-07"), (2.5e300, "2.5e+300"), (dt.date(2026, 10, 5), "2026-10-05"),
        (dt.date(26, 1, 2), "0026-01-02"),
    ],
)  # fmt: skip
def test_a_scalar_is_quoted_only_where_it_must_be(value: object, text: str) -> None:
    assert scalar(value) == text
    if not isinstance(value, dt.date):
        assert door.read_text(f"a: {text}").data == {"a": value}
        assert door.read_text(f"{{a: {text}, {text}: [{text}]}}").data == {"a": value, value: [value]}


finite = st.floats(allow_nan=False, allow_infinity=False)
special = st.text("ab -:#,[]{}?|>'\"\\\n\t&*!%@`~=<0123456789.e_", max_size=20)
strings = special | st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@given(strings)
@example("x" * 10_000)
@example("word " * 2_000)
@example("a\n b\nc")
@example("a:?")
def test_any_text_reads_back_as_itself_wherever_it_stands(text: str) -> None:
    for value in (
        Holder(any=text),
        Holder(items=(text, text)),
        Holder(line={"a": text}),
        Holder(any={"a": {"b": text}}),
    ):
        again = Holder.model_validate(door.read_text(to_yaml(value)).data)
        assert again == value
        assert to_yaml(again) == to_yaml(value)


@given(strings.filter(lambda text: "\ufeff" not in text))
def test_a_reader_of_yaml_1_1_sees_the_same_text(text: str) -> None:
    assert yaml.safe_load(to_yaml(Holder(any=text))) == {"any": text}


keys = strings | st.integers(-(10**12), 10**12) | st.floats(-1e6, 1e6)
trees = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | finite | strings,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=15,
)  # fmt: skip


@given(trees, st.dictionaries(strings, trees, max_size=3))
def test_any_tree_reads_back_and_is_written_alike(tree: Any, by_key: dict[str, Any]) -> None:
    value = Holder(any=tree, by_key=by_key, line=by_key, blocks=by_key)
    text = to_yaml(value)
    again = Holder.model_validate(door.read_text(text).data)
    assert again == value
    assert to_yaml(again) == text


def test_keys_stand_in_natural_order_whatever_the_order_they_came_in() -> None:
    one = written(by_key={"t10": 1, "t2": 2, "t1": 3}, any={10: "b", 9.5: "a", "x": "c"})
    other = written(by_key={"t1": 3, "t2": 2, "t10": 1}, any={"x": "c", 9.5: "a", 10: "b"})
    assert one == other == "any: {9.5: a, 10: b, x: c}\nby_key: {t1: 3, t2: 2, t10: 1}\n"


def test_what_is_left_at_its_default_is_not_written() -> None:
    assert written(text="x", by_key={}) == "text: x\n"
    assert written() == "{}\n"
    assert written(**{"from": "2026-10-05"}) == "from: 2026-10-05\n"


def test_the_modeline_stands_first() -> None:
    value = Holder(text="x")
    assert to_yaml(value, "../s.json") == "# yaml-language-server: $schema=../s.json\ntext: x\n"


def test_a_map_takes_one_line_until_it_no_longer_fits() -> None:
    short = {"a": "x" * (WIDTH - len("by_key: {a: }"))}
    assert written(by_key=short) == f"by_key: {{a: {short['a']}}}\n"
    assert written(by_key={"a": short["a"] + "x"}) == f"by_key:\n  a: {short['a']}x\n"


def test_a_list_of_maps_has_an_item_a_line() -> None:
    assert written(items=({"a": 1, "b": 2}, {"a": 3})) == "items:\n  - {a: 1, b: 2}\n  - {a: 3}\n"
    assert written(items=(1, "b", 2.5)) == "items: [1, b, 2.5]\n"


def test_text_of_several_lines_is_a_block() -> None:
    assert written(text="One: two\n\n  - three\n# four") == "text: |-\n  One: two\n\n    - three\n  # four\n"
    assert written(items=({"a": "x\ny"},)) == "items:\n  - a: |-\n      x\n      y\n"


def test_a_block_is_not_used_where_an_editor_might_change_it() -> None:
    assert written(any="a \nb") == 'any: "a \\nb"\n'
    assert written(any="a\nb\n") == 'any: "a\\nb\\n"\n'
    assert written(any="a\tb\nc") == 'any: "a\\tb\\nc"\n'


def test_a_field_may_ask_for_one_line_or_for_blocks() -> None:
    long: Mapping[str, Any] = {f"t{number}": {"level": 1, "note": "x\ny"} for number in range(20)}
    assert written(line=long).count("\n") == 1
    assert (
        written(blocks={"a": {"b": 1, "c": 2}, "d": {"e": 1}})
        == "blocks:\n  a:\n    b: 1\n    c: 2\n  d: {e: 1}\n"
    )


def test_empty_maps_and_lists_are_said() -> None:
    assert written(any={"a": [], "b": {}}, items=([], {})) == "any: {a: [], b: {}}\nitems:\n  - []\n  - {}\n"


def test_a_key_too_long_for_a_plain_one_reads_back() -> None:
    key = "k" * 5000
    value = Holder(by_key={key: {"a": 1}}, items=({key: [1]},))
    assert Holder.model_validate(door.read_text(to_yaml(value)).data) == value


@pytest.mark.parametrize("path", [*FRAMEWORKS.glob("*/*.yaml")], ids=lambda path: path.stem)
def test_a_shipped_framework_survives_writing(path: Path) -> None:
    if "schema: maturity/framework@1" not in path.read_text(encoding="utf-8"):
        pytest.skip("no framework")
    framework = load_framework(path)
    text = to_yaml(framework)
    again: Framework = framework_from(door.read_text(text))
    assert again == framework
    assert to_yaml(again) == text
    assert max(map(len, text.splitlines())) < 800
