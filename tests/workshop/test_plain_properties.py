"""Whatever is said in a plain conversation, the assessment is what the same changes through the store give."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maturity_tui.assessments.models import Assessment, Evidence, Idea, Rating, Score
from maturity_tui.store import Store
from tests.workshop.plain_case import Talking, an_assessment, council, small_framework

pytestmark = pytest.mark.store

# b.two is left out: its answers are typed by their number, which the plainest model would have to know.
ITEMS = {"A1": "a.one", "A2": "a.two", "A3": "a.three", "B1": "b.one"}
TEXT = st.sampled_from(["So", "[/]", "2", "q", "u", "Because it is"])
VOTES = st.lists(st.sampled_from([0, 1, 2, 3, "x"]), min_size=1, max_size=2)
CHANGES = st.one_of(
    st.tuples(st.just("level"), st.integers(0, 3)),
    st.tuples(st.just("agree"), VOTES.filter(lambda votes: votes != ["x"] * len(votes))),
    st.tuples(st.just("votes"), VOTES),
    st.tuples(st.just("reason"), TEXT),
    st.tuples(st.just("confidence"), st.sampled_from(["low", "medium", "high"])),
    st.tuples(st.just("target"), st.integers(0, 3)),
    st.tuples(st.just("note"), TEXT),
    st.tuples(st.just("evidence"), TEXT),
    st.tuples(st.just("blocker"), TEXT),
    st.tuples(st.just("clear"), st.none()),
)
STEPS = st.lists(st.tuples(st.sampled_from(sorted(ITEMS)), CHANGES), max_size=10)
number = itertools.count()


def lines(code: str, kind: str, value: Any) -> list[str]:
    """What somebody says to bring a change about."""
    votes = " ".join(map(str, value)) if isinstance(value, list) else ""
    return [f"g {code}"] + {
        "level": [str(value)], "agree": [f"v {votes}", ""], "votes": [f"v {votes}"],
        "reason": ["-", str(value)], "confidence": [f"c {value}"], "target": [f"t {value}"],
        "note": [f"m {value}"], "evidence": ["e", str(value), "", "", ""], "blocker": ["b", str(value)],
        "clear": ["blank"],
    }[kind]  # fmt: skip


def changed(score: Score, kind: str, value: Any) -> Score:
    """The same change of a score, written down by itself."""
    if kind == "level":
        return score.changed(agreed=value, not_applicable=None)
    if kind in ("agree", "votes"):
        voters = dict(zip(["t1", "t2"], [Rating.model_validate(one) for one in value], strict=False))
        new = score.changed(ratings=voters)
        levels = sorted(one for one in value if one != "x")
        return (
            new.changed(agreed=levels[(len(levels) - 1) // 2], not_applicable=None)
            if kind == "agree"
            else new
        )
    if kind == "reason":
        return score.changed(agreed=None, not_applicable=value)
    if kind == "evidence":
        return score.changed(evidence=(*score.evidence, Evidence(what=value)))
    if kind == "clear":
        return score.changed(agreed=None, not_applicable=None)
    return score.changed(**{kind: value})


def plainly(store: Store, id: str, steps: list[tuple[str, tuple[str, Any]]]) -> Assessment:
    """The same changes through the store alone."""
    for code, (kind, value) in steps:
        item, held = ITEMS[code], store.assessment(id)
        if kind == "blocker":
            store.save_ideas(id, [*held.ideas, Idea(kind="blocker", about=item, text=value)])
        else:
            store.save_score(id, item, changed(held.score(item), kind, value))
    return store.assessment(id)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("plain")
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(folder)
    with council(folder / "a.db") as one:
        yield one
        assert one.check() == ()
    os.environ.pop("XDG_CACHE_HOME") if before is None else os.environ.__setitem__("XDG_CACHE_HOME", before)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_what_is_said_is_what_the_store_would_hold(store: Store, steps: list[Any]) -> None:
    framework = small_framework()
    said, done = (
        store.create(an_assessment(framework, f"2026-{next(number)}"), framework).id for _ in range(2)
    )
    talk = Talking(store, said)
    for code, (kind, value) in steps:
        for line in lines(code, kind, value):
            talk.say(line)
            assert not talk.last.refused
    spoken, written = store.assessment(said), plainly(store, done, steps)
    assert (spoken.scores, spoken.ideas, spoken.raters) == (written.scores, written.ideas, written.raters)


LINES = st.lists(
    st.one_of(
        st.sampled_from(["", "9", "n", "p", "u", "r", "?", "-", "e", "m", "b", "i", "v",
                         "v 1 2", "v x", "c low", "t 2", "1",
                         "g b1", "blank", "- no", "2026-09-30", "x\ty", "\x1b[31m3", "À", "١"]),
        st.text(max_size=8),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES)
def test_no_line_breaks_it_and_what_was_refused_changed_nothing(store: Store, lines: list[str]) -> None:
    framework = small_framework()
    id = store.create(an_assessment(framework, f"2026-{next(number)}"), framework).id
    talk = Talking(store, id)
    for line in lines:
        before = talk.held
        talk.say(line)
        if talk.last.refused:
            assert talk.held == before
            assert talk.text
        assert not any(ord(letter) < 32 and letter != "\n" for letter in talk.text)
        if talk.last.over:
            break
    while store.undo(id):
        pass
    assert store.assessment(id).scores == {}
    assert store.assessment(id).ideas == ()
