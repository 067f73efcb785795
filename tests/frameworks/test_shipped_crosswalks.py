"""The shipped crosswalks: every link leads somewhere, no capability is without, a change shows as a line."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from maturity_tui.frameworks import Framework, load_framework, to_yaml
from maturity_tui.frameworks.crosswalk import Certainty, Crosswalk, load_crosswalk, unresolved

FRAMEWORKS = Path(__file__).parents[2] / "frameworks"
PATHS = {to: FRAMEWORKS / f"crosswalks/digital-service-to-{to}.yaml" for to in ("ddat", "sfia")}


@pytest.fixture(scope="module")
def ours() -> Framework:
    return load_framework(FRAMEWORKS / "best-practice/digital-service.yaml")


@pytest.fixture(scope="module", params=PATHS)
def crosswalk(request: pytest.FixtureRequest) -> Crosswalk:
    return load_crosswalk(PATHS[request.param])


def test_every_link_leads_somewhere(crosswalk: Crosswalk, ours: Framework) -> None:
    assert crosswalk.from_ == ours.reference
    path = FRAMEWORKS / crosswalk.to_id / f"{crosswalk.to_id}.yaml"
    theirs = load_framework(path) if path.exists() else None  # a build may leave SFIA out
    assert list(unresolved(crosswalk, ours, theirs)) == []
    assert theirs is None or theirs.reference == crosswalk.to


def test_every_capability_rests_on_two_to_five_skills(crosswalk: Crosswalk, ours: Framework) -> None:
    counts = Counter(link.from_ for link in crosswalk.links)
    assert set(ours.core) <= set(counts)
    assert set(counts) == set(ours.capabilities)
    assert {id: count for id, count in counts.items() if not 2 <= count <= 5} == {}


def test_links_stand_in_the_order_of_the_capabilities(crosswalk: Crosswalk, ours: Framework) -> None:
    assert list(dict.fromkeys(link.from_ for link in crosswalk.links)) == list(ours.capabilities)
    order = list(ours.capabilities)
    places = [order.index(link.from_) for link in crosswalk.links]
    assert places == sorted(places)


def test_it_says_that_it_is_our_judgement(crosswalk: Crosswalk) -> None:
    assert {link.certainty for link in crosswalk.links} == {Certainty.JUDGED}
    assert (crosswalk.source, crosswalk.date) == ("our judgement", dt.date(2026, 11, 25))
    head = PATHS[crosswalk.to_id].read_text(encoding="utf-8").partition("schema: maturity")[0]
    assert head.startswith("# yaml-language-server: $schema=../schema/crosswalk.json\n")
    assert "our judgement" in head
    assert "--edit-copy" in head


def test_notes_are_short(crosswalk: Crosswalk) -> None:
    """In our own words: where a note would need more than a line, the link is not a plain one."""
    assert max(len(link.note) for link in crosswalk.links) <= 110


def test_the_file_is_canonical_a_link_a_line(crosswalk: Crosswalk) -> None:
    text = PATHS[crosswalk.to_id].read_text(encoding="utf-8")
    comments, found, _ = text.partition("schema: maturity/crosswalk@1\n")
    assert all(line.startswith("#") for line in comments.splitlines())
    assert text == comments + to_yaml(crosswalk)
    assert text.count("\n  - {from: ") == len(crosswalk.links)
    assert found
