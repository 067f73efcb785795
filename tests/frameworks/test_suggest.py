"""Suggestions by name: what they say of themselves, and that equal input gives equal output."""

from __future__ import annotations

import subprocess
import sys

from maturity_tui.frameworks import Framework
from maturity_tui.frameworks.crosswalk import Certainty
from maturity_tui.frameworks.suggest import suggestions


def framework(id: str, aliases: dict[str, str] | None = None, **titles: str) -> Framework:
    return Framework.model_validate(
        {
            "id": id, "version": "1", "title": id, "licence": {"name": "CC0"}, "scale": [{"value": 0, "name": "No"}],
            "areas": [{"id": "area", "title": "An area", "capabilities": [
                {"id": item, "title": title} for item, title in titles.items()]}],
            "aliases": aliases or {},
        }
    )  # fmt: skip


THEIRS = framework(
    "theirs", A="Data modelling and design", B="Modelling of data", C="Gardening", D="Data modelling"
)


def found(ours: Framework, theirs: Framework = THEIRS, **more: int) -> list[tuple[str, str, int]]:
    return [(one.from_, one.to, one.score) for one in suggestions(ours, theirs, **more)]


def test_the_likest_names_come_first_and_of_equals_the_first_in_the_framework() -> None:
    ours = framework("ours", m="Data modelling", z="Zebra keeping")
    assert found(ours)[:2] == [("m", "B", 100), ("m", "D", 100)]
    assert found(ours)[2][:2] == ("m", "A")
    assert 70 <= found(ours)[2][2] < 100
    assert len(found(ours, most=1)) == 1
    assert found(ours, least=100) == found(ours)[:2]


def test_only_one_item_may_be_asked_for_also_by_its_older_id() -> None:
    ours = framework("ours", {"was": "m"}, m="Data modelling", g="Gardening")
    assert {one.from_ for one in suggestions(ours, THEIRS, only="was")} == {"m"}
    assert suggestions(ours, THEIRS, only="nothing") == ()


def test_brackets_and_older_ids_are_names_too() -> None:
    assert found(framework("ours", g="Gardening (head gardener)"))[0] == ("g", "C", 100)
    assert found(framework("ours", {"garden-ing": "p", "gardening": "p"}, p="Plants"))[0] == ("p", "C", 100)


def test_it_says_of_itself_that_it_is_only_suggested() -> None:
    one = suggestions(framework("ours", g="Gardening"), THEIRS)[0]
    assert one.words == "suggested by name, 100 of 100"
    assert (one.link().certainty, one.link().note) == (Certainty.SUGGESTED, one.words)


def test_a_hundred_is_said_of_equal_names_only() -> None:
    long = "word " * 300
    (one,) = found(framework("ours", a=long + "ending"), framework("theirs", b=long + "endinG s"), least=90)
    assert one[2] == 99


def test_comparing_names_is_loaded_at_first_use() -> None:
    code = "import sys, maturity_tui.frameworks.suggest; sys.exit('rapidfuzz' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
