"""Changing themes and targets: what is known is kept, what is not is said with the nearest."""

from __future__ import annotations

import pytest

from maturity_tui.assessments.ambition.themes import (
    AmbitionError,
    add_theme,
    aims_of,
    change_theme,
    clear_target,
    remove_theme,
    set_target,
)
from maturity_tui.assessments.organisation import Organisation, PriorityFrom, Theme
from maturity_tui.frameworks.models import Framework


def framework(id: str, top: int, **more: object) -> Framework:
    scale = [{"value": value, "name": f"Level {value}"} for value in range(top + 1)]
    areas = [
        {
            "id": "ops",
            "title": "Operations",
            "capabilities": [
                {"id": "ops.incidents", "title": "Incidents"},
                {"id": "ops.change", "title": "Change", "defined": [1, 2]},
            ],
        }
    ]
    data = {"id": id, "version": "1", "title": id.title(), "licence": {"name": "CC0"}, "scale": scale}
    return Framework.model_validate(data | {"areas": areas, "aliases": {"ops.old": "ops.change"}} | more)


KNOWN = [framework("big", 5), framework("small", 3)]
COUNCIL = Organisation(
    id="o",
    title="Our council",
    ambition=(
        Theme(
            id="easy", title="Easy to use", priority=2, targets={"ops": 3},
            priority_from=PriorityFrom(method="points", groups={"staff": 20}, of=100),
        ),
        Theme(id="safe", title="Safe"),
    ),
)  # fmt: skip


def only(organisation: Organisation, id: str) -> Theme:
    return next(theme for theme in organisation.ambition if theme.id == id)


def test_a_theme_is_added_with_an_id_from_its_title() -> None:
    changed, theme = add_theme(COUNCIL, "  Open to all ", by="2028 q4", priority=1.5)
    assert theme == Theme(id="open-to-all", title="Open to all", by="2028-Q4", priority=1.5)
    assert changed.ambition == (*COUNCIL.ambition, theme)


@pytest.mark.parametrize(
    ("title", "more", "said"),
    [
        (" ", {}, "A theme needs a title."),
        ("SAFE", {}, "There is a theme Safe (safe) already."),
        ("Other", {"id": "EASY"}, "There is a theme Easy to use (easy) already."),
        ("Other", {"by": "soon"}, "'soon' is no quarter. Write it as 2028-Q4."),
        ("Other", {"by": "2028-Q5"}, "'2028-Q5' is no quarter."),
        ("Other", {"priority": -1}, "The priority of a theme cannot be that: "),
        ("…", {}, "The name makes no id"),
    ],
)
def test_a_theme_that_cannot_be_added_is_said(title: str, more: dict[str, object], said: str) -> None:
    with pytest.raises(AmbitionError) as error:
        add_theme(COUNCIL, title, **more)  # type: ignore[arg-type]
    assert said in str(error.value)


def test_a_priority_by_hand_is_no_longer_the_groups() -> None:
    assert only(change_theme(COUNCIL, "easy", priority=5), "easy").priority_from is None
    kept = only(change_theme(COUNCIL, "easy", priority=2, by="2027-Q1", title="Easier"), "easy")
    assert kept.priority_from is not None
    assert (kept.title, kept.by) == ("Easier", "2027-Q1")
    assert only(change_theme(change_theme(COUNCIL, "easy", by="2027-Q1"), "easy", by=""), "easy").by is None


def test_a_theme_is_known_by_title_and_a_slip_gets_the_nearest() -> None:
    assert [theme.id for theme in remove_theme(COUNCIL, "EASY TO USE").ambition] == ["safe"]
    with pytest.raises(AmbitionError, match=r"has no theme 'eazy'\. Did you mean 'easy'\?"):
        remove_theme(COUNCIL, "eazy")
    with pytest.raises(AmbitionError, match="There are no themes yet"):
        remove_theme(COUNCIL.changed(ambition=()), "easy")
    with pytest.raises(AmbitionError, match="There is a theme SAFE already"):
        change_theme(COUNCIL, "easy", title="SAFE")


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("ops.incidents", 3, "ops.incidents"),
        ("big:ops.incidents", 5, "big:ops.incidents"),
        ("ops.old", 2, "ops.change"),
        ("big:ops.old", 1, "big:ops.change"),
        ("ops", 0, "ops"),
    ],
)
def test_a_target_is_kept_under_the_id_in_force(key: str, value: int, kept: str) -> None:
    assert only(set_target(COUNCIL, "safe", key, value, KNOWN), "safe").targets == {kept: value}


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        (
            "ops.incidnets",
            3,
            "No framework has an area or a capability 'ops.incidnets'. Did you mean 'ops.incidents'?",
        ),
        ("bgi:ops", 3, "There is no framework 'bgi'. Did you mean 'big'?"),
        ("big:data", 3, "No framework has an area or a capability 'data'."),
        (
            "ops",
            4,
            "lies outside the scale of ops of small: it runs from 0 to 3. Write small:ops for that one alone.",
        ),
        ("small:ops", 4, "The target 4 lies outside the scale of ops: it runs from 0 to 3."),
        ("ops.change", 3, "outside the scale of ops.change of big: it runs from 1 to 2."),
        ("ops.change", 0, "outside the scale of ops.change"),
        ("ops", -1, "outside the scale"),
    ],
)
def test_a_target_that_cannot_be_is_said(key: str, value: int, said: str) -> None:
    with pytest.raises(AmbitionError) as error:
        set_target(COUNCIL, "safe", key, value, KNOWN)
    assert said in str(error.value)


def test_a_target_is_cleared_also_where_no_framework_knows_it_any_more() -> None:
    held = COUNCIL.changed(ambition=(Theme(id="easy", title="E", targets={"gone.item": 2, "ops": 3}),))
    assert only(clear_target(held, "easy", "gone.item"), "easy").targets == {"ops": 3}
    with pytest.raises(AmbitionError, match=r"has no target for 'opps'\. Did you mean 'ops'\?"):
        clear_target(held, "easy", "opps")


def test_everything_that_can_have_a_target_is_offered_once_with_its_levels() -> None:
    found = [(aim.key, aim.low, aim.high) for aim in aims_of(KNOWN[1])]
    assert found == [("small:ops", 0, 3), ("small:ops.incidents", 0, 3), ("small:ops.change", 1, 2)]
