"""A crosswalk: what it holds, what is refused, what it is without its frameworks."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.frameworks import Framework, FrameworkError, door, to_yaml
from maturity_tui.frameworks.crosswalk import (
    Certainty,
    Crosswalk,
    crosswalk_from,
    item_of,
    unresolved,
)

GOOD = """\
schema: maturity/crosswalk@1
from: ours@1
to: theirs@2.0
source: our judgement
date: 2026-11-25
links:
  - {from: a.one, to: coding, certainty: judged, note: Why.}
  - {from: a.one, to: testing, certainty: stated}
  - {from: a.two, to: coding, certainty: suggested}
"""


def framework(id: str, *items: str, **more: Any) -> Framework:
    capabilities = [{"id": item, "title": item.title()} for item in items]
    return Framework.model_validate(
        {
            "id": id, "version": "1", "title": id, "licence": {"name": "CC0"}, "scale": [{"value": 0, "name": "No"}],
            "areas": [{"id": "area", "title": "An area", "capabilities": capabilities}], **more,
        }
    )  # fmt: skip


def refusal(text: str) -> str:
    with pytest.raises(FrameworkError) as caught:
        crosswalk_from(door.read_text(text, "own.yaml"))
    return str(caught.value)


def test_links_are_found_from_both_ends_in_the_order_of_the_file() -> None:
    crosswalk = crosswalk_from(door.read_text(GOOD))
    assert [link.to for link in crosswalk.links_from("a.one")] == ["coding", "testing"]
    assert [link.from_ for link in crosswalk.links_to("coding")] == ["a.one", "a.two"]
    assert crosswalk.links_from("coding") == ()
    assert [link.certainty for link in crosswalk.links] == [
        Certainty.JUDGED,
        Certainty.STATED,
        Certainty.SUGGESTED,
    ]
    assert (crosswalk.from_id, crosswalk.to_id, crosswalk.full_title) == ("ours", "theirs", "ours to theirs")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("to: testing", "to: coding", "own.yaml:8:5: The link from 'a.one' to 'coding' stands twice"),
        ("to: theirs@2.0", "to: ours@1", "own.yaml:3:1: Both sides are ours@1"),
        ("to: theirs@2.0", "to: theirs", "a framework and its version, such as ddat@2026-10-06; found 'theirs'"),
        ("certainty: stated", "certainty: judgd", "Did you mean 'judged'?"),
        (", certainty: stated", "", "The key 'certainty' is missing"),
        ("note: Why.", "nota: Why.", "Unknown key 'nota' (at links[0].nota). Did you mean 'note'?"),
        ("date: 2026-11-25", "date: soon", "a date such as"),
        ("source: our judgement\n", "", "The key 'source' is missing"),
        ("to: coding, c", "to: [1], c", "own.yaml:7:19: Here should be text"),
        ("maturity/crosswalk@1", "maturity/crosswalk@2", "This needs `schema: maturity/crosswalk@1`."),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_refused_at_its_place(old: str, new: str, words: str) -> None:
    assert old in GOOD
    assert words in refusal(GOOD.replace(old, new, 1))


def test_a_crosswalk_without_links_is_none() -> None:
    assert "at least 1" in refusal(GOOD.partition("links:")[0] + "links: []\n")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(["from", "to", "title", "source", "date", "licence", "links"]), ANYTHING)
def test_whatever_stands_at_a_key_nothing_but_a_framework_error_comes_out(key: str, value: Any) -> None:
    data = door.read_text(GOOD).data | {key: value}
    with suppress(FrameworkError):
        crosswalk_from(door.read_text(json.dumps(data)))


def test_ids_that_are_not_there_are_named_with_the_nearest() -> None:
    crosswalk = crosswalk_from(door.read_text(GOOD.replace("a.two", "a.tow")))
    ours, theirs = framework("ours", "a.one", "a.two"), framework("theirs", "coding", "testing")
    (fault,) = unresolved(crosswalk, ours, theirs)
    assert (fault.path, fault.message) == (("links", 2, "from"), "ours@1 has no capability 'a.tow'")
    assert fault.hint == "Did you mean 'a.two'?"
    assert list(unresolved(crosswalk, None, theirs)) == []
    assert len(list(unresolved(crosswalk, None, framework("theirs", "other")))) == 3


def test_an_item_is_a_capability_an_attribute_an_area_or_what_took_the_place_of_an_older_id() -> None:
    known = framework(
        "theirs", "coding", attributes=[{"id": "LEAD", "title": "Leading"}], aliases={"typing": "coding"}
    )
    titles = [getattr(item_of(known, id), "title", None) for id in ("coding", "LEAD", "area", "typing", "x")]
    assert titles == ["Coding", "Leading", "An area", "Coding", None]


def test_it_is_written_with_a_link_a_line_however_long() -> None:
    long = crosswalk_from(door.read_text(GOOD.replace("Why.", "Why not? " * 30)))
    text = to_yaml(long)
    assert len([line for line in text.splitlines() if line.startswith("  - {from: ")]) == 3
    assert crosswalk_from(door.read_text(text)) == long
    assert isinstance(long, Crosswalk)
