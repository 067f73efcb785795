"""The search over all frameworks: what is found, in which order, and what becomes of a misspelt word."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.frameworks.models import Framework
from maturity_tui.ui.screens.frameworks.index import Found, Index, build, plain, search


def framework(**more: Any) -> Framework:
    return Framework.model_validate(
        {
            "id": "bakery", "version": "2", "title": "A bakery", "licence": {"name": "House rules"},
            "scale": [{"value": 0, "name": "Raw"}, {"value": 1, "name": "Baked"}],
            "areas": [
                {
                    "id": "bread", "title": "Bread", "description": "Made of dough.",
                    "capabilities": [
                        {"id": "bread.crust", "title": "The crust", "levels": {0: "It bends like an oven glove."}},
                        {"id": "bread.oven", "title": "Oven care", "description": "Swept daily."},
                        {"id": "bread.proof", "title": "Proving", "guidance": "Warm, near the café’s wall."},
                        {"id": "bread.hot", "title": "A hot oven", "groups": []},
                    ],
                }
            ],
            "attributes": [{"id": "PATI", "title": "Patience"}],
            "aliases": {"bread.stove": "bread.oven"},
            "roles": [
                {
                    "id": "baker", "title": "Baker", "family": "Kitchen",
                    "levels": [
                        {"id": "baker", "title": "Baker"},
                        {"id": "head-baker", "title": "Head baker", "grades": ["G7"]},
                    ],
                }
            ],
        }
        | more
    )  # fmt: skip


INDEX = build([framework()])


def ids(found: Found) -> list[str]:
    return [item.key.partition("#")[2] or item.key for item in found.items]


def test_titles_that_begin_so_come_first_then_other_words_then_texts() -> None:
    assert ids(search(INDEX, "oven")) == ["bread.oven", "bread.hot", "bread.crust"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("bread.proof", "bread.proof"),  # an id
        ("A3", "bread.proof"),  # a code
        ("bread.stove", "bread.oven"),  # an older id
        ("PATI", "PATI"),  # an attribute
        ("swept", "bread.oven"),  # a description
        ("warm", "bread.proof"),  # guidance
        ("glove bends", "bread.crust"),  # a descriptor, words in any order
        ("dough", "bread"),  # an area
        ("cafe's", "bread.proof"),  # as it is typed on a keyboard
        ("head bak", "role:baker/head-baker"),  # a role level
        ("kitchen", "role:baker"),  # a family
        ("bakery@2", "bakery@2"),  # a framework
    ],
)
def test_everything_that_names_or_describes_an_item_finds_it(words: str, wanted: str) -> None:
    assert ids(search(INDEX, words))[0] == wanted


def test_a_role_level_that_is_called_like_its_role_is_there_once() -> None:
    assert [item.kind for item in search(INDEX, "baker").items if item.title == "Baker"] == ["role"]


def test_all_words_must_be_held() -> None:
    assert ids(search(INDEX, "oven swept")) == ["bread.oven"]
    assert search(INDEX, "swept warm") == Found()


@pytest.mark.parametrize("typed", ["provign", "prooving", "patiance", "descriptoin oven", "ovne"])
def test_a_misspelt_word_is_replaced_and_it_is_said(typed: str) -> None:
    index = build([framework(description="The description of an oven, proving and patience.")])
    found = search(index, typed)
    assert found.items
    misspelt = typed.split()[0]
    assert [word for word, _ in found.instead] == [misspelt]
    assert all(near in index.words for _, words in found.instead for near in words)


@pytest.mark.parametrize("typed", ["zzz", "qqxjq", "", "   ", "swept qqxjqqxj"])
def test_what_is_like_nothing_finds_nothing(typed: str) -> None:
    assert search(INDEX, typed) == Found()


def test_no_more_than_asked_for_are_given_and_all_are_counted() -> None:
    found = search(INDEX, "e", most=2)
    assert len(found.items) == 2
    assert found.total == sum("e" in item.text for item in INDEX.items) > 2


def test_an_empty_index_finds_nothing() -> None:
    assert search(Index(), "oven") == Found()


@given(st.text(alphabet="abenorstv ", max_size=8), st.sampled_from("abenorstv"))
def test_a_further_letter_never_widens(words: str, letter: str) -> None:
    before, after = search(INDEX, words), search(INDEX, words + letter)
    if after.items and not after.instead and words.strip() and not words.endswith(" "):
        assert {item.key for item in after.items} <= {item.key for item in before.items}


@given(st.text(max_size=30))
def test_any_text_may_be_typed_and_every_hit_holds_it(words: str) -> None:
    found = search(INDEX, words)
    assert len(found.items) <= found.total
    for item in found.items if not found.instead else ():
        assert all(word in item.text for word in plain(words).split())


def test_the_search_knows_no_textual() -> None:
    code = (
        "import sys; from maturity_tui.ui.screens.frameworks.index import build, search;"
        "search(build([]), 'word'); print('textual' in sys.modules, 'rapidfuzz' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]
