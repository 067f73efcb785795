"""`maturity rollup`, `compare` and `change`: the figures are the core's, and what is left out is said."""

from __future__ import annotations

import pytest

from tests.cli.conftest import LATEST, Run

pytestmark = pytest.mark.store

OPERATIONS = f"northwick/{LATEST}/service-operations/digital-service"
SECURITY = f"northwick/{LATEST}/cyber-security/digital-service"
DIGITAL = f"northwick/{LATEST}/digital-services/digital-service"


def test_a_roll_up_has_range_floor_coverage_and_teams_and_says_who_is_left_out(example: Run) -> None:
    out = example("rollup").out
    assert (
        "Maturity of a digital and IT service       2.2  2.0–2.5      1     3.6  1.4  206/206  5 of 7" in out
    )
    assert "Digital services is left out: 41 of 59 scored (69 %), below 80 %." in out
    assert "Web team is left out: it ended on 31 March 2025 and is followed by Digital services." in out


def test_the_figures_agree_with_each_assessment_s(example: Run) -> None:
    """An oracle from another command: the mean of what `results` gives for the teams that count."""
    data = example("rollup", "it-digital", "--json").json
    out = {one["team"] for one in data["left_out"]}
    assert out == {"web-team", "digital-services", "data-insight"}
    teams = [one for one in example("results", LATEST, "--json").json if "/ddat" not in one["id"]]
    counted = [one for one in teams if one["id"].split("/")[2] not in out]
    whole = [one["nodes"][0] for one in counted]
    node = data["nodes"][0]
    assert node["mean"] == pytest.approx(sum(one["score"] for one in whole) / len(whole))
    assert (node["lowest_team"], node["highest_team"]) == (
        min(one["score"] for one in whole),
        max(one["score"] for one in whole),
    )
    assert node["floor"] == min(one["floor"] for one in whole)
    assert (node["teams_counted"], node["teams"]) == (len(whole), 7)


def test_threshold_round_day_and_weight_are_options(example: Run) -> None:
    assert "7 of 7" in example("rollup", "--threshold", "0").out
    assert example("rollup", "--round", "2025-autumn", "--json").json["nodes"][0]["teams_counted"] == 7
    day = example("rollup", "--until", "2025-12-01", "--by-headcount")
    assert "up to 1 December 2025" in day.out
    assert "Teams count by their headcount." in day.out


def test_skills_are_rolled_up_as_shares(example: Run) -> None:
    out = example("rollup", "--framework", "ddat").out
    assert "At target" in out
    assert "Floor" not in out
    assert "Service operations is left out: it has no assessment with ddat in Autumn 2026." in out


def test_a_figure_is_explained(example: Run) -> None:
    said = example("rollup", "--explain", "a").out
    assert said.startswith("A Strategy and governance is 2.6: the mean of 6 of 7 teams, which count alike (")
    assert "Did you mean" in example("rollup", "--explain", "strategi", code=1).err


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["nobody"], 1, "There is no team 'nobody'"),
        (["--round", "spring"], 1, "There is no round 'spring'. The rounds are: 2026-autumn, 2025-autumn."),
        (["--framework", "sfia"], 1, "No team of Northwick City Council has an assessment with sfia"),
        (["--threshold", "8"], 2, "a share from 0 to 1"),
        (["--until", "soon"], 2, "soon"),
        (["--round", "2026-autumn", "--until", "2026-11-01"], 2, "not both"),
    ],
)
def test_what_cannot_be_rolled_up_is_a_sentence(example: Run, args: list[str], code: int, said: str) -> None:
    assert said in example("rollup", *args, code=code).err


def test_an_empty_database_says_what_to_do(maturity: Run) -> None:
    assert "begin an assessment, or import" in maturity("rollup", code=1).err


def test_two_teams_side_by_side(example: Run) -> None:
    out = example("compare", OPERATIONS, SECURITY).out
    assert "over 39 capabilities that all have scored" in out
    assert "Cyber security                                         2.4             3.6    1.2" in out
    assert "Learning and careers" in out
    data = example("compare", OPERATIONS, SECURITY, "--json").json
    node = next(one for one in data["nodes"] if one["id"] == "people.learning")
    assert (node["scores"], node["apart"]) == ([2, 4], 2)
    assert any("19 capabilities are not in the scope" in note for note in data["left_out"])


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([OPERATIONS], "Name two assessments or more"),
        ([OPERATIONS, f"northwick/{LATEST}/digital-services/ddat"], "only assessments of one framework"),
        ([OPERATIONS, "nothing"], "There is no assessment, team or round 'nothing'"),
    ],
)
def test_what_cannot_be_compared_is_a_sentence(example: Run, args: list[str], said: str) -> None:
    assert said in example("compare", *args, code=1).err


def test_what_changed_since_the_round_before(example: Run) -> None:
    out = example("change", DIGITAL).out
    assert "since Autumn 2025" in out
    assert "Strategy and governance             2.2  2.8    +0.6" in out
    assert "1 capability down:\n  Multidisciplinary teams  4 → 3" in out
    data = example("change", DIGITAL, "--json").json
    assert [one["round"] for one in data["rounds"]] == ["2025-autumn", "2026-autumn"]
    moved = [one["moved"] for one in data["capabilities"]]
    assert (moved.count("up"), moved.count("down"), moved.count("not scored now")) == (19, 1, 18)


def test_a_first_round_has_no_change_and_says_so(example: Run) -> None:
    first = "northwick/2025-autumn/digital-services/digital-service"
    assert "There is no earlier round to compare with." in example("change", first, code=1).err


def test_an_explained_figure_has_json_too(example: Run) -> None:
    said = example("rollup", "--explain", "operations", "--json").json
    nodes = example("rollup", "--json").json["nodes"]
    sentence = example("rollup", "--explain", "operations").out.strip()
    assert said == next(node for node in nodes if node["id"] == "operations") | {"sentence": sentence}
