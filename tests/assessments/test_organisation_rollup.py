"""The roll-up over teams: like with like, who is left out and why; and what holds for every tree."""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_tui.assessments import Assessment, Organisation
from maturity_tui.assessments.models import Round
from maturity_tui.assessments.teams.figures import Reason, TeamRollup
from maturity_tui.assessments.teams.occasion import Occasion
from maturity_tui.assessments.teams.rollup import Held, RollupError, roll_up_teams
from maturity_tui.frameworks import Framework

AUTUMN = Round.model_validate({"id": "r2", "title": "Autumn", "from": "2026-10-01", "to": "2026-11-30"})
SPRING = Round.model_validate({"id": "r1", "title": "Spring", "from": "2026-03-01", "to": "2026-04-30"})
ITEMS = ("a1", "a2", "a3", "b1", "b2")


def model(version: str = "2", **more: Any) -> Framework:
    scale = [{"value": value, "name": f"Level {value}"} for value in range(6)]
    areas = [
        {"id": area, "title": area.upper(),
         "capabilities": [{"id": item, "title": item} for item in ITEMS if item[0] == area]}
        for area in "ab"
    ]  # fmt: skip
    base = {"schema": "maturity/framework@1", "id": "f", "title": "F", "licence": {"name": "x"}}
    return Framework.model_validate(base | {"version": version, "scale": scale, "areas": areas} | more)


MODEL, OLDER = model(), model("1")
SKILLS = model(kind="skills")


def assessment(team: str, scores: dict[str, Any], round_: Round = AUTUMN, its: Framework = MODEL) -> Held:
    held = {name: value if isinstance(value, dict) else {"agreed": value} for name, value in scores.items()}
    return Assessment.model_validate(
        {
            "id": f"o/{round_.id}/{team}/{its.id}", "team": team, "round": round_,
            "framework": {"id": its.id, "version": its.version}, "scores": held,
        }
    ), its  # fmt: skip


def every(level: int) -> dict[str, Any]:
    return dict.fromkeys(ITEMS, level)


def council(*teams: dict[str, Any], **more: Any) -> Organisation:
    tree = [{"title": f"Team {team['id']}", **team} for team in teams]
    return Organisation.model_validate({"id": "o", "title": "Council", "teams": tree} | more)


THREE = council({"id": "top"}, {"id": "x", "parent": "top"}, {"id": "y", "parent": "top"}, {"id": "z"})


def rolled(organisation: Organisation, *held: Held, **more: Any) -> TeamRollup:
    options = {"framework": "f", "occasion": Occasion(AUTUMN)} | more
    return roll_up_teams(organisation, held, **options)


def why(rollup: TeamRollup, node: str | None = None) -> dict[str, Reason]:
    return {one.team: one.reason for one in rollup.left_out(node)}


# figures ---------------------------------------------------------------------------


def test_mean_range_floor_coverage_and_the_number_of_teams_stand_together() -> None:
    rollup = rolled(
        THREE,
        assessment("x", every(2) | {"a1": 0}),
        assessment("y", every(4)),
        assessment("z", {"b1": 1, "b2": 1}),
    )
    over = rollup.figure().over
    assert (over.mean, over.low, over.high, over.floor) == (
        (Fraction(5, 3) + 4) / 2, Fraction(5, 3), 4, 0,
    )  # fmt: skip
    assert (over.teams_scored, over.teams, over.scored, over.applicable) == (2, 3, 10, 10)
    assert why(rollup) == {"z": Reason.COVERAGE}
    assert rollup.left_out()[0].sentence == "Team z is left out: 2 of 5 scored (40 %), below 80 %."


def test_an_area_that_a_team_has_finished_counts_whatever_is_blank_elsewhere() -> None:
    rollup = rolled(THREE, assessment("x", every(2)), assessment("z", {"b1": 1, "b2": 1}))
    assert rollup.figure("b").over.mean == Fraction(3, 2)
    assert rollup.figure("a").over.mean == 2
    assert why(rollup, "b") == {"y": Reason.NO_ASSESSMENT}
    assert why(rollup, "a") == {"y": Reason.NO_ASSESSMENT, "z": Reason.COVERAGE}


def test_the_threshold_can_be_set() -> None:
    held = assessment("x", every(2)), assessment("z", {"b1": 1, "b2": 1})
    assert rolled(THREE, *held, threshold=Fraction(2, 5)).figure().over.mean == Fraction(3, 2)
    assert rolled(THREE, *held, threshold=Fraction(41, 100)).figure().over.mean == 2


def test_another_version_is_never_put_together_and_is_said() -> None:
    rollup = rolled(
        THREE,
        assessment("x", every(2)),
        assessment("y", every(2)),
        assessment("z", every(5), its=OLDER),
    )
    assert rollup.framework == MODEL
    assert (rollup.figure().over.mean, rollup.figure().over.teams) == (2, 3)
    assert [one.sentence for one in rollup.left_out()] == [
        "Team z is left out: it is scored on version 1, not on 2."
    ]
    other = rolled(THREE, assessment("x", every(2)), assessment("z", every(5), its=OLDER), framework="f@1")
    assert other.figure().over.mean == 5
    assert why(other) == {"x": Reason.VERSION, "y": Reason.NO_ASSESSMENT}


def test_the_same_version_with_other_content_is_another_one() -> None:
    changed = MODEL.changed(title="Ours")
    rollup = rolled(
        THREE, assessment("x", every(2)), assessment("y", every(2)), assessment("z", every(5), its=changed)
    )
    assert rollup.figure().over.mean == 2
    assert "other content" in rollup.left_out()[0].sentence


def test_a_team_of_the_tree_stands_for_all_below_it_and_for_no_other() -> None:
    held = assessment("x", every(1)), assessment("y", every(3)), assessment("z", every(5))
    assert rolled(THREE, *held, team="top").figure().over.mean == 2
    assert rolled(THREE, *held, team="z").figure().over.mean == 5
    assert rolled(THREE, *held, team="top").figure().over.teams == 2
    assert rolled(THREE, *held).figure().over.mean == 3


def test_by_headcount_a_larger_team_counts_for_more_and_an_unknown_one_not_at_all() -> None:
    tree = council({"id": "x", "headcount": 30}, {"id": "y", "headcount": 10}, {"id": "z"})
    held = assessment("x", every(1)), assessment("y", every(5)), assessment("z", every(5))
    rollup = rolled(tree, *held, by_headcount=True)
    assert rollup.figure().over.mean == Fraction(30 * 1 + 10 * 5, 40)
    assert why(rollup) == {"z": Reason.HEADCOUNT}
    assert "weighted by headcount" in rollup.explain()
    assert rolled(tree, *held).figure().over.mean == Fraction(11, 3)
    assert "count alike" in rolled(tree, *held).explain()


def test_targets_and_gaps_are_means_over_the_teams_that_count() -> None:
    aims = [{"id": "aim", "title": "Aim", "targets": {"a": 4, "b": 4}}]
    tree = council({"id": "x"}, {"id": "y"}, {"id": "z"}, ambition=aims)
    rollup = rolled(tree, assessment("x", every(2)), assessment("y", every(5)), assessment("z", {"a1": 0}))
    figure = rollup.figure()
    assert (figure.target, figure.gap) == (4, 1)  # a surplus of one offsets no gap of another


def test_skills_are_shares_at_target_and_never_a_mean_of_levels() -> None:
    aims = [{"id": "aim", "title": "Aim", "targets": {"a": 3, "b": 3}}]
    tree = council({"id": "x"}, {"id": "y"}, ambition=aims)
    rollup = rolled(tree, assessment("x", every(5), its=SKILLS), assessment("y", every(1), its=SKILLS))
    for node in (None, "a", "a1"):
        figure = rollup.figure(node)
        assert (figure.over.mean, figure.over.low, figure.over.high) == (Fraction(1, 2), 0, 1)
        assert (figure.over.floor, figure.target, figure.gap) == (None, None, None)
    assert "50 %" in rollup.explain("a")


# when, and who was there ------------------------------------------------------------


def test_the_latest_up_to_a_date() -> None:
    held = assessment("x", every(1), SPRING), assessment("x", every(3)), assessment("y", every(5), SPRING)
    before = rolled(THREE, *held, team="top", occasion=Occasion(until=dt.date(2026, 9, 30)))
    after = rolled(THREE, *held, team="top", occasion=Occasion(until=dt.date(2026, 10, 1)))
    assert (before.figure().over.mean, after.figure().over.mean) == (3, 4)
    with pytest.raises(RollupError, match="No team of Council has an assessment with f up to 1 January 2026"):
        rolled(THREE, *held, occasion=Occasion(until=dt.date(2026, 1, 1)))


def test_a_team_that_has_ended_is_named_with_who_followed_and_is_no_team_any_more() -> None:
    tree = council({"id": "x"}, {"id": "old", "to": "2026-06-30", "followed_by": ["x"]})
    held = assessment("x", every(3)), assessment("old", every(1), SPRING)
    for occasion in (Occasion(AUTUMN), Occasion(until=dt.date(2026, 12, 1))):
        rollup = rolled(tree, *held, occasion=occasion)
        assert (rollup.figure().over.mean, rollup.figure().over.teams) == (3, 1)
        assert [one.sentence for one in rollup.left_out()] == [
            "Team old is left out: it ended on 30 June 2026 and is followed by Team x."
        ]
    then = rolled(tree, *held, occasion=Occasion(SPRING))
    assert (then.figure().over.mean, then.figure().over.teams) == (1, 2)


def test_a_team_and_the_one_that_follows_it_are_not_both_counted_in_a_round() -> None:
    tree = council({"id": "x"}, {"id": "old", "to": "2026-10-15", "followed_by": ["x"]})
    rollup = rolled(tree, assessment("x", every(3)), assessment("old", every(1)))
    assert rollup.figure().over.mean == 3
    assert why(rollup) == {"old": Reason.ENDED}


def test_a_team_that_is_yet_to_begin_is_said() -> None:
    tree = council({"id": "x"}, {"id": "new", "from": "2027-01-01"})
    rollup = rolled(tree, assessment("x", every(3)))
    assert (why(rollup), rollup.figure().over.teams) == ({"new": Reason.NOT_BEGUN}, 1)
    assert rollup.left_out()[0].sentence == "Team new is left out: it begins on 1 January 2027."


def test_a_team_that_only_groups_others_owes_no_assessment() -> None:
    rollup = rolled(THREE, assessment("x", every(3)), assessment("y", every(3)))
    assert why(rollup) == {"z": Reason.NO_ASSESSMENT}
    ended = council({"id": "top"}, {"id": "x", "parent": "top", "to": "2026-01-31"})
    assert rolled(ended, assessment("top", every(3))).figure().over.teams == 1


def test_an_unknown_team_and_a_framework_nobody_has_are_sentences() -> None:
    with pytest.raises(RollupError, match="There is no team 'nobody' in Council"):
        rolled(THREE, assessment("x", every(3)), team="nobody")
    with pytest.raises(RollupError, match="No team of Team top has an assessment with g in Autumn"):
        rolled(THREE, assessment("x", every(3)), team="top", framework="g")


def test_a_figure_is_explained_with_each_team_the_floor_and_who_is_left_out() -> None:
    rollup = rolled(THREE, assessment("x", every(2) | {"a2": 1}), assessment("y", every(4)))
    assert rollup.explain("a") == (
        "A A is 2.8: the mean of 2 of 3 teams, which count alike (Team x 1.7, Team y 4.0). "
        "They lie between 1.7 and 4.0. The lowest anywhere is 1: A2 a2 in Team x. "
        "6 of 6 are scored (100 %). Team z is left out: it has no assessment with f in Autumn."
    )


# what holds for every tree -----------------------------------------------------------

TEAMS = tuple("pqrstu")
levels = st.one_of(st.integers(0, 5), st.none(), st.just("n/a"))


def score(value: Any) -> dict[str, Any]:
    return {"not_applicable": "Elsewhere"} if value == "n/a" else {"agreed": value}


@st.composite
def cases(draw: st.DrawFn) -> tuple[Organisation, list[Held]]:
    """A tree, and for most teams an assessment of one of two versions."""
    teams = [
        {
            "id": team,
            "parent": draw(st.sampled_from([None, *TEAMS[:at]])),
            "headcount": draw(st.integers(0, 9)),
        }
        for at, team in enumerate(TEAMS)
    ]
    held = []
    for team in TEAMS:
        if draw(st.integers(0, 3)):
            scores = {item: score(draw(levels)) for item in ITEMS}
            held.append(assessment(team, scores, its=draw(st.sampled_from([MODEL, MODEL, OLDER]))))
    held.append(assessment("p", every(3)))
    return council(*teams), list({one[0].id: one for one in held}.values())


quick = settings(max_examples=60, deadline=None)
NODES = (None, "a", "b", "a1", "b2")


def oracle(held: list[Held], node: str | None, threshold: Fraction) -> tuple[list[Fraction], list[int]]:
    """Each team's mean and its levels, worked out from the scores alone."""
    means, floors = [], []
    for one, its in held:
        if its.version != "2":
            continue
        areas = []
        scored = applicable = 0
        seen: list[int] = []
        for area in "ab":
            items = [i for i in ITEMS if i[0] == area and (node is None or i.startswith(node))]
            asked = [one.score(item) for item in items]
            got = [entry.agreed for entry in asked if entry.agreed is not None]
            scored += len(got)
            applicable += sum(entry.not_applicable is None for entry in asked)
            seen += got
            if got:
                areas.append(Fraction(sum(got), len(got)))
        if areas and scored >= threshold * applicable:
            means.append(sum(areas, Fraction()) / len(areas))
            floors.append(min(seen))
    return means, floors


@quick
@given(cases(), st.sampled_from([Fraction(), Fraction(1, 2), Fraction(4, 5), Fraction(1)]))
def test_it_is_what_one_works_out_by_hand(case: tuple[Organisation, list[Held]], threshold: Fraction) -> None:
    organisation, held = case
    rollup = rolled(organisation, *held, threshold=threshold, framework="f@2")
    for node in NODES:
        means, floors = oracle(held, node, threshold)
        over = rollup.figure(node).over
        assert over.teams_scored == len(means)
        assert over.mean == (sum(means, Fraction()) / len(means) if means else None)
        assert (over.low, over.high) == (min(means, default=None), max(means, default=None))
        assert over.floor == min(floors, default=None)


@quick
@given(cases(), st.randoms())
def test_the_order_of_teams_and_assessments_is_nothing(
    case: tuple[Organisation, list[Held]], dice: Any
) -> None:
    organisation, held = case
    first = rolled(organisation, *held, framework="f@2")
    teams, shuffled = list(organisation.teams), list(held)
    dice.shuffle(teams)
    dice.shuffle(shuffled)
    second = rolled(organisation.changed(teams=tuple(teams)), *shuffled, framework="f@2")
    for node in NODES:
        one, two = first.figure(node), second.figure(node)
        assert (one.over.mean, one.over.low, one.over.floor, one.over.scored, one.over.teams, one.gap) == (
            two.over.mean, two.over.low, two.over.floor, two.over.scored, two.over.teams, two.gap,
        )  # fmt: skip
        assert why(first, node) == why(second, node)


@quick
@given(cases(), st.booleans())
def test_to_leave_a_team_out_is_to_delete_its_assessment(
    case: tuple[Organisation, list[Held]], by_headcount: bool
) -> None:
    organisation, held = case
    rollup = rolled(organisation, *held, framework="f@2", by_headcount=by_headcount)
    for node in NODES:
        out = {one.team for one in rollup.left_out(node)}
        kept = [one for one in held if one[0].team not in out]
        if not kept:
            assert rollup.figure(node).over.mean is None
            continue
        again = rolled(organisation, *kept, framework="f@2", by_headcount=by_headcount)
        one, two = rollup.figure(node), again.figure(node)
        names = ("mean", "low", "high", "floor", "teams_scored", "scored", "applicable")
        assert [getattr(one.over, name) for name in names] == [getattr(two.over, name) for name in names]
        assert (one.target, one.gap) == (two.target, two.gap)


@quick
@given(cases())
def test_a_parent_with_one_child_is_the_child(case: tuple[Organisation, list[Held]]) -> None:
    organisation, held = case
    teams = [team.changed(parent="above") if team.id == "p" else team for team in organisation.teams]
    tree = council({"id": "above"}).teams + tuple(
        team if team.parent != "p" else team.changed(parent=None) for team in teams
    )
    tall = organisation.changed(teams=tree)
    above, below = (rolled(tall, *held, team=team, framework="f@2") for team in ("above", "p"))
    for node in NODES:
        assert above.figure(node) == below.figure(node)
        assert above.left_out(node) == below.left_out(node)


@quick
@given(cases())
def test_every_team_there_was_counts_or_is_left_out_with_a_reason(
    case: tuple[Organisation, list[Held]],
) -> None:
    organisation, held = case
    rollup = rolled(organisation, *held, framework="f@2")
    for node in NODES:
        out = rollup.left_out(node)
        assert rollup.figure(node).over.teams_scored + len(out) == rollup.teams
        assert all(one.sentence.endswith(".") for one in out)


@quick
@given(cases())
def test_to_narrow_is_to_roll_up_the_team_alone(case: tuple[Organisation, list[Held]]) -> None:
    organisation, held = case
    whole = rolled(organisation, *held, framework=MODEL)
    for team in organisation.teams:
        narrow = whole.narrowed(team.id)
        try:
            alone = rolled(organisation, *held, framework=MODEL, team=team.id)
        except RollupError:
            assert not narrow.standings
            continue
        for node in NODES:
            assert narrow.figure(node) == alone.figure(node)
            assert narrow.left_out(node) == alone.left_out(node)
