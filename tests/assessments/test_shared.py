"""What is shared says how mature a team is, and nothing of who it is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_tui.assessments import Assessment, Organisation
from maturity_tui.assessments.sharing.anonymise import ShareError, account, file_name, quarter, share, text_of
from maturity_tui.assessments.sharing.shared import (
    SHARED_SCHEMA,
    Shared,
    SharedFigure,
    read_shared,
    results_of,
    why_unsound,
)
from maturity_tui.assessments.teams.coverage import COVERAGE_THRESHOLD
from maturity_tui.frameworks import Framework, FrameworkError
from maturity_tui.frameworks.canonical import digest
from maturity_tui.frameworks.door import read_text

ID = "0123456789abcdef" * 2
SECRET = "qzx"


def model(**more: Any) -> Framework:
    return Framework.model_validate(
        {
            "schema": "maturity/framework@1", "id": "f", "version": "1", "title": "F", "licence": {"name": "CC"},
            "scale": [{"value": value, "name": f"Level {value}"} for value in range(6)],
            "areas": [
                {"id": "a", "title": "Area A", "capabilities": [
                    {"id": "a1", "title": "Item A1"}, {"id": "a2", "title": "Item A2", "core": True},
                ]},
                {"id": "b", "title": "Area B", "capabilities": [{"id": "b1", "title": "Item B1"}]},
            ],
        }
        | more
    )  # fmt: skip


MODEL = model()


def organisation(**more: Any) -> Organisation:
    base = {"id": f"{SECRET}-council", "title": f"{SECRET} Council", "teams": [{"id": "t", "title": "T"}]}
    return Organisation.model_validate(base | more)


def assessment(scores: dict[str, Any], **more: Any) -> Assessment:
    held = {name: value if isinstance(value, dict) else {"agreed": value} for name, value in scores.items()}
    base = {
        "id": f"{SECRET}-council/r/t/f", "team": "t", "round": {"id": "r", "title": "R"},
        "framework": {"id": "f", "version": "1"}, "scores": held,
    }  # fmt: skip
    return Assessment.model_validate(base | more)


def shared(scores: dict[str, Any] | None = None, owner: Organisation | None = None, **more: Any) -> Shared:
    held = {"a1": 2, "a2": 3, "b1": 1} if scores is None else scores
    return share(owner or organisation(), assessment(held, **more), MODEL, ID)


# What is in it


def test_levels_na_targets_and_figures_stand_in_the_file() -> None:
    made = shared({"a1": 2, "a2": {"agreed": 3, "target": 5}, "b1": {"not_applicable": "Elsewhere"}})
    assert dict(made.levels) == {"a1": 2, "a2": 3, "b1": "n/a"}
    assert dict(made.targets) == {"a2": 5}
    assert made.whole == SharedFigure(score=2.5, floor=2, scored=2, applicable=2)
    assert made.areas["a"] == SharedFigure(score=2.5, floor=2, scored=2, applicable=2)
    assert made.areas["b"] == SharedFigure(scored=0, applicable=0)
    assert made.framework.sha256 == digest(MODEL)
    assert made.coverage == 1


def test_a_blank_is_left_out_and_lowers_the_coverage() -> None:
    made = shared({"a1": 2, "b1": 0})
    assert dict(made.levels) == {"a1": 2, "b1": 0}
    assert (made.whole.scored, made.whole.applicable) == (2, 3)
    assert made.coverage < COVERAGE_THRESHOLD


def test_what_is_out_of_scope_stays_out() -> None:
    made = shared({"a1": 2, "a2": 3, "b1": 1}, scope=["a1"])
    assert dict(made.levels) == {"a1": 2}
    assert made.scope == ("a1",)


def test_a_targets_theme_is_not_named() -> None:
    owner = organisation(ambition=[{"id": f"{SECRET}-theme", "title": SECRET, "targets": {"a": 4}}])
    made = shared(owner=owner)
    assert dict(made.targets) == {"a1": 4, "a2": 4}
    assert SECRET not in text_of(made)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ((2026, 1, 1), "2026-Q1"),
        ((2026, 3, 31), "2026-Q1"),
        ((2026, 4, 1), "2026-Q2"),
        ((2026, 12, 31), "2026-Q4"),
    ],
)
def test_a_day_is_only_its_quarter(day: tuple[int, int, int], said: str) -> None:
    assert quarter(dt.date(*day)) == said


def test_the_quarter_is_that_in_which_the_round_ended() -> None:
    days = {"id": "r", "title": "R", "from": dt.date(2026, 9, 30), "to": dt.date(2026, 10, 2)}
    made = shared(round=days)
    assert made.quarter == "2026-Q4"
    assert "2026-10" not in text_of(made)
    assert shared().quarter is None


@pytest.mark.parametrize(
    ("key", "number", "field", "said"),
    [
        ("staff_in_scope", 19, "staff", "under 20"), ("staff_in_scope", 20, "staff", "20 to 49"),
        ("staff_in_scope", 350, "staff", "250 to 499"), ("staff_in_scope", 1000, "staff", "1000 and more"),
        ("yearly_budget", 999_999, "budget", "under 1 million"),
        ("yearly_budget", 24_000_000, "budget", "20 to 50 million"),
        ("yearly_budget", 50_000_000, "budget", "50 million and more"),
        ("in_house", 0.249, "in_house", "under a quarter"), ("in_house", 0.5, "in_house", "a half to three quarters"),
        ("in_house", 1.0, "in_house", "three quarters and more"),
    ],
)  # fmt: skip
def test_the_profile_is_in_bands(key: str, number: float, field: str, said: str) -> None:
    made = shared(owner=organisation(profile={key: number}))
    assert getattr(made.profile, field) == said
    assert set(made.profile.model_dump(exclude_none=True)) == {field} | (
        {"currency"} if field == "budget" else set()
    )


@pytest.mark.parametrize(
    ("kind", "said"), [("City Council", "city council"), ("the council of Qzx", None), ("", None)]
)
def test_a_kind_that_is_not_on_the_list_is_left_out(kind: str, said: str | None) -> None:
    assert shared(owner=organisation(profile={"kind": kind})).profile.kind == said


def test_fewer_than_five_raters_are_not_spoken_of() -> None:
    raters = {f"t{n}": "team" for n in range(5)} | {f"u{n}": "user" for n in range(4)}
    raters |= {f"s{n}": "stakeholder" for n in range(20)}
    made = shared(raters=raters)
    assert dict(made.raters) == {"team": "5 to 9", "stakeholder": "20 to 49"}
    assert "user" not in text_of(made)


# What is never in it

secrets_ = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=20).map(
    lambda text: f"{SECRET}{text}"
)
ids = st.from_regex(r"[a-z0-9.\-]{0,12}", fullmatch=True).map(lambda text: f"{SECRET}{text}")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_nothing_that_a_person_wrote_is_in_the_file(data: st.DataObject) -> None:
    """Every free text and every id of the source begins alike; that beginning is nowhere in the file."""
    text, one = (lambda: data.draw(secrets_)), (lambda: data.draw(ids))
    team, round_id, rater, org = one(), one(), one(), one()
    raters = {rater: "team"} | {f"{rater}{n}": "user" for n in range(data.draw(st.integers(0, 9)))}
    piece = {"what": text(), "link": text(), "owner": text(), "when": dt.date(1987, 6, 5)}
    scores = {
        "a1": {
            "agreed": 2, "note": text(), "evidence": [piece], "confidence": "high",
            "ratings": {rater: 5}, "comments": {rater: text()},
        },
        "a2": {"agreed": 4, "note": text()},
        "b1": {"not_applicable": text()},
    }  # fmt: skip
    held = Assessment.model_validate(
        {
            "id": f"{org}/{round_id}/{team}/f", "team": team, "framework": {"id": "f", "version": "1"},
            "round": {"id": round_id, "title": text(), "from": dt.date(1987, 6, 5)},
            "raters": raters, "scores": scores, "status": "signed-off",
            "ideas": [{"kind": "blocker", "about": "a1", "text": text()}],
            "upgraded": [{"from": {"id": one(), "version": text()}, "kept": {one(): {"note": text()}}}],
        }
    )  # fmt: skip
    owner = Organisation.model_validate(
        {
            "id": org, "title": text(),
            "profile": {"kind": text(), "platforms": [text()], "residents": 198765, "yearly_budget": 198765},
            "teams": [{"id": team, "title": text(), "headcount": 198765}],
            "ambition": [
                {"id": one(), "title": text(), "targets": {"a": 4, one(): 5}, "priority_from": {"method": text()}}
            ],
        }
    )  # fmt: skip
    written = text_of(share(owner, held, MODEL, ID))
    for part in (SECRET, "198765", "1987-06", "signed", "blocker", "high", "idea"):
        assert part not in written.casefold()
    assert SECRET not in "\n".join(account(read_shared(read_text(written)), MODEL))
    assert SECRET not in file_name(read_shared(read_text(written)))


def test_the_account_tells_every_value_of_the_file() -> None:
    owner = organisation(
        profile={"kind": "city council", "staff_in_scope": 60, "yearly_budget": 2e6, "in_house": 0.3}
    )
    raters = {f"t{n}": "team" for n in range(12)}
    made = shared({"a1": 2, "a2": {"agreed": 3, "target": 5}}, owner, raters=raters)
    said = "\n".join(account(made, MODEL))
    for part in (
        "f@1", "digest", "Scope: all", "2 of 3", "city council", "50 to 99", "1 to 5 million GBP",
        "a quarter to a half", "team 10 to 19", ID, "The whole: 2.5, lowest 2", "Area B: no figure, scored 0 of 1",
        "Item A1: 2", "Item A2: 3, target 5", "Not in it: names",
    ):  # fmt: skip
        assert part in said
    assert "Item B1: blank" in "\n".join(account(shared({"a1": 1}, scope=["a1", "b1"]), MODEL))


# What may not be shared


def test_a_framework_that_is_not_open_is_refused() -> None:
    closed = model(licence={"name": "House rules", "redistribution": "internal"})
    with pytest.raises(
        ShareError, match=r"f@1 cannot be shared: the framework's licence \(House rules\) is not open\."
    ):
        share(organisation(), assessment({"a1": 1}), closed, ID)


def test_an_assessment_without_a_score_is_refused() -> None:
    with pytest.raises(ShareError, match="Nothing is scored"):
        shared({"a1": {"not_applicable": "No"}})


@pytest.mark.parametrize("name", [f"{SECRET}-council-model", f"my.{SECRET}.council"])
def test_an_own_framework_that_names_the_organisation_is_refused(name: str) -> None:
    own = model(id=name)
    held = assessment({"a1": 1}, id=f"{SECRET}-council/r/t/{name}", framework={"id": name, "version": "1"})
    with pytest.raises(ShareError, match="names the organisation"):
        share(organisation(), held, own, ID, own=True)
    assert share(organisation(id="x", title="Y"), held, own, ID, own=True).framework.id == name


# Reading


def test_a_file_reads_back_as_it_was_and_its_figures_are_reckoned_anew() -> None:
    made = shared({"a1": 2, "a2": {"agreed": 3, "target": 5}, "b1": {"not_applicable": "No"}})
    again = read_shared(read_text(text_of(made)))
    assert again == made
    assert why_unsound(again, MODEL) == ""
    assert results_of(again, MODEL).whole.score == 2.5


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"levels": {"a1": 9}}, "cannot be scored at 9"), ({"levels": {"zz": 1}}, "has no capability 'zz'"),
        ({"levels": {"a1": 1}}, "figures of f are not those"),
        ({"areas": {}}, "figures of a are not those"),
        ({"framework": {"id": "f", "version": "1", "sha256": "0" * 64}}, "other content of f@1"),
    ],
)  # fmt: skip
def test_a_file_that_does_not_hold_together_is_unsound(change: dict[str, Any], said: str) -> None:
    assert said in why_unsound(shared().changed(**change), MODEL)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("note: Hello", "note"), ("raters: {team: 7}", "raters.team"), ("profile: {kind: Our council}", "profile.kind"),
        ("levels: {a1: two}", "levels.a1"), ("quarter: 2026-10-05", "quarter"), ("levels: {a1: x}", "levels.a1"),
    ],
)  # fmt: skip
def test_a_file_has_no_room_for_words(line: str, said: str) -> None:
    head = f"schema: {SHARED_SCHEMA}\nid: {ID}\nframework: {{id: f, version: '1', sha256: {'0' * 64}}}\n"
    read_shared(read_text(head))
    with pytest.raises(FrameworkError) as caught:
        read_shared(read_text(f"{head}{line}\n"))
    assert said in str(caught.value)
    assert caught.value.line == 4
