"""From text to a checked framework: every fault names file, line, column, path, and the nearest known key."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_tui.frameworks import Framework, FrameworkError, door, framework_from

GOOD = """\
schema: maturity/framework@1
id: own
version: "1"
title: Own framework
licence: {name: CC-BY-4.0}
scale:
  - {value: 0, name: No}
  - {value: 1, name: Partly}
  - {value: 2.5, name: Wholly}
areas:
  - id: one
    title: One
    capabilities:
      - id: one.first
        title: First
        levels: {0: Nothing, 2.5: All}
      - id: one.second
        title: Second
        needs: [{capability: one.first, slack: 1}]
"""


def read(text: str) -> Framework:
    return framework_from(door.read_text(text, "own.yaml"))


def refusal(old: str, new: str, text: str = GOOD) -> str:
    """The whole sentence when one part of a good file is replaced."""
    assert text.count(old) == 1
    with pytest.raises(FrameworkError) as caught:
        read(text.replace(old, new))
    return str(caught.value)


def test_a_good_file_is_a_framework() -> None:
    framework = read(GOOD)
    assert framework.reference == "own@1"
    assert [level.value for level in framework.scale] == [0, 1, 2.5]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "title: First",
            "titel: First",
            "own.yaml:15:9: Unknown key 'titel' (at areas[0].capabilities[0].titel). Did you mean 'title'?",
        ),
        (
            "licence: {name",
            "licence: {nmae",
            "own.yaml:5:11: Unknown key 'nmae' (at licence.nmae). Did you mean 'name'?",
        ),
        (
            "{value: 0, name: No}",
            "{value: 0, name: No, zzzz: 1}",
            "own.yaml:7:26: Unknown key 'zzzz' (at scale[0].zzzz). Known here: value, name, meaning.",
        ),
        ("    title: One\n", "", "own.yaml:11:5: The key 'title' is missing (at areas[0].title)."),
        (
            'version: "1"',
            "version: 1",
            "own.yaml:3:1: Here should be text; found 1 (at version). "
            "If it is meant as text, put it in quotes.",
        ),
        (
            "{value: 1, name",
            "{value: one, name",
            "own.yaml:8:6: Here should be a number; found 'one' (at scale[1].value).",
        ),
        (
            "        title: First",
            "        title: First\n        rollup: mean",
            "own.yaml:16:9: Unknown key 'rollup' (at areas[0].capabilities[0].rollup). Known here: "
            "id, title, question, description, guidance, groups, weight, core, levels, defined, answers, level, "
            "evidence, needs, references.",
        ),
        (
            "title: One\n",
            "title: One\n    rollup: maen\n",
            "own.yaml:13:5: Here should be mean, weighted-mean, sum, lowest, staged, cumulative or nplf; "
            "found 'maen' (at areas[0].rollup). Did you mean 'mean'?",
        ),
        (
            "title: One\n",
            "title: One\n    weight: -1\n",
            "own.yaml:13:5: The number must be at least 0; found -1 (at areas[0].weight).",
        ),
        (
            "id: one.first",
            "id: one first",
            "own.yaml:14:9: Here should be an id: letters, digits, dots, dashes and underscores, "
            "the first a letter or digit; found 'one first' (at areas[0].capabilities[0].id).",
        ),
        (
            "levels: {0: Nothing, 2.5: All}",
            "levels: [Nothing, All]",
            "own.yaml:16:9: Here should be a map of keys and values (at areas[0].capabilities[0].levels).",
        ),
        (
            "title: First",
            'title: ""',
            "own.yaml:15:9: This must not be empty; found '' (at areas[0].capabilities[0].title).",
        ),
        (
            "title: First",
            "title:",
            "own.yaml:15:9: Here should be text; found nothing (at areas[0].capabilities[0].title). "
            "If it is meant as text, put it in quotes.",
        ),
        (
            "title: First",
            "title: First\n        core: perhaps",
            "own.yaml:16:9: Here should be true or false; found 'perhaps' "
            "(at areas[0].capabilities[0].core).",
        ),
        (
            "title: First",
            "title: First\n        level: 1.5",
            "own.yaml:16:9: Here should be a whole number; found 1.5 (at areas[0].capabilities[0].level).",
        ),
        (
            "{value: 1, name: Partly}",
            "{value: 7, name: Partly}",
            "own.yaml:1:1: The scale's values must rise from one level to the next.",
        ),
        (
            "capability: one.first",
            "capability: one.frist",
            "own.yaml:19:18: There is no capability 'one.frist' "
            "(at areas[0].capabilities[1].needs[0].capability). "
            "Did you mean 'one.first'?",
        ),
        (
            "id: one.second",
            "id: one.first",
            "own.yaml:17:9: The id 'one.first' stands twice (at areas[0].capabilities[1].id). "
            "Ids are unique within a framework.",
        ),
        (
            "{0: Nothing,",
            "{3: Nothing,",
            "own.yaml:16:18: one.first cannot be scored at level 3 (at areas[0].capabilities[0].levels[3]).",
        ),
        (
            "schema: maturity/framework@1",
            "schema: maturity/framwork@1",
            "own.yaml:1:1: The file's schema is 'maturity/framwork@1' (at schema). "
            "This needs `schema: maturity/framework@1`.",
        ),
        (
            "schema: maturity/framework@1\n",
            "",
            "own.yaml:1:1: The file does not say what it is (at schema). "
            "This needs `schema: maturity/framework@1`.",
        ),
    ],
)
def test_a_fault_is_a_sentence_with_its_place(old: str, new: str, sentence: str) -> None:
    assert refusal(old, new) == sentence


@pytest.mark.parametrize("rule", ["staged", "cumulative", "nplf"])
def test_a_rule_by_level_needs_a_level_on_every_item(rule: str) -> None:
    said = refusal("title: One\n", f"title: One\n    rollup: {rule}\n")
    assert f"{rule} needs a level on every item, and one.first has none (at areas[0].rollup)" in said
    assert "rollup: lowest" in said


def test_the_first_fault_of_several_is_the_one_told() -> None:
    text = GOOD.replace("title: First", "titel: First").replace("{name: CC-BY-4.0}", "{nane: CC-BY-4.0}")
    with pytest.raises(FrameworkError, match=r"^own\.yaml:5:"):
        read(text)


def test_a_file_that_holds_no_keys_says_how_to_begin() -> None:
    for text in ("", "just words", "- a\n- b\n", "# only a remark\n"):
        with pytest.raises(FrameworkError, match="It should begin with `schema: maturity/framework@1`"):
            read(text)


def test_a_huge_key_or_value_is_not_repeated_in_full() -> None:
    for text in (GOOD + "x" * 900 + ": 1\n", GOOD.replace("name: No", f"name: {list(range(5000))}"),
                 GOOD.replace("schema: maturity/framework@1", "schema: " + "y" * 20_000)):  # fmt: skip
        with pytest.raises(FrameworkError) as caught:
            read(text)
        assert len(str(caught.value)) < 400


def test_a_key_full_of_escapes_is_shown_without_them() -> None:
    with pytest.raises(FrameworkError) as caught:
        read(GOOD + '"\\e[2J\\e]0;title\\atitel": 1\n')
    assert "\x1b" not in str(caught.value)
    assert "\x07" not in str(caught.value)
    assert "Did you mean 'title'?" in str(caught.value)


def test_text_is_cleaned_on_entry() -> None:
    framework = read(GOOD.replace("title: Own framework", 'title: "  \\e[2JOwn\\x07 frame\\u202ework  "'))
    assert framework.title == "Own framework"


WORDS = [
    "schema",
    "id",
    "areas",
    "scale",
    "levels",
    "0",
    "1.5",
    "-1",
    "true",
    "null",
    "mean",
    "x",
    "[]",
    "{}",
    '""',
    "1e999",
    "é",
]


@settings(max_examples=300)
@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from(WORDS), st.sampled_from(WORDS)), min_size=1, max_size=4
    )
)
def test_only_a_framework_error_ever_leaves_for_a_file_gone_wrong(edits: list[tuple[int, str, str]]) -> None:
    lines = GOOD.splitlines()
    for at, key, value in edits:
        line = lines[at % len(lines)]
        if at % 3 == 0:
            lines[at % len(lines)] = re.sub(r"[\w.-]+: .*", f"{key}: {value}", line)
        elif at % 3 == 1:
            lines[at % len(lines)] = re.sub(r": \S.*", f": {value}", line)
        else:
            lines.insert(at % len(lines), f"{key}: {value}")
    error = outcome("\n".join(lines))
    if error is not None:
        assert error.file == "own.yaml"
        assert 1 <= (error.line or 0) <= len(lines) + 1
        assert "Input should" not in str(error)
        assert "validation error" not in str(error)


def outcome(text: str) -> FrameworkError | None:
    """The error that reading ends in, if it does; any other exception is let through."""
    try:
        read(text)
    except FrameworkError as error:
        return error
    return None


@pytest.mark.parametrize("title", ['""', '"  "', '"\\u0007"'])
def test_an_empty_text_is_called_empty(title: str) -> None:
    assert "This must not be empty" in refusal("title: Own framework", f"title: {title}")


def test_an_alias_is_not_an_item_that_exists() -> None:
    text = GOOD + "aliases: {one.first: one.second}\n"
    with pytest.raises(FrameworkError, match=r"'one\.first' is an item of this framework"):
        read(text)


def test_a_group_that_stands_twice_is_refused() -> None:
    text = (
        'schema: maturity/framework@1\nid: f\nversion: "1"\ntitle: F\nlicence: {name: x}\n'
        "scale: [{value: 0, name: No}]\n"
        "areas: [{id: a, title: A, capabilities: [{id: b, title: B}]}]\n"
        "groups: [{id: g, title: G}, {id: g, title: Again}]\n"
    )
    with pytest.raises(FrameworkError, match="The group 'g' stands twice") as found:
        framework_from(door.read_text(text))
    assert found.value.line == 8
