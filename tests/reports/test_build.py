"""What a report says, before any format."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import pytest

from maturity_tui.assessments import Score
from maturity_tui.reports import Material, ReportError, build_report
from maturity_tui.reports.material import data_digest, groups
from maturity_tui.reports.model import BarChart, Bullets, Facts, FanChart, Paragraph, Report, Table, Use


def column(table: Table, key: str) -> list[object]:
    """The values of one column."""
    at = [item.key for item in table.columns].index(key)
    return [row[at].value for row in table.rows]


def words(report: Report) -> str:
    """All sentences of a report."""
    found = []
    for _, block in report.blocks():
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Bullets):
            found += block.items
    return "\n".join(found)


def test_a_report_has_its_sections_in_order(report):
    assert [section.id for section in report.sections] == [
        "summary", "areas", "gaps", "heat-map", "ratings", "comments", "ideas", "method",
    ]  # fmt: skip


def test_nothing_to_report_is_said(one):
    with pytest.raises(ReportError, match="nothing to report"):
        build_report(dataclasses.replace(one, assessments=()))


def test_the_figures_are_those_of_the_results(one, report):
    study = groups(one)[0].studies[0]
    areas = report.table("areas")
    assert column(areas, "now") == [*(node.score for node in study.areas()), study.whole.score]
    assert column(areas, "scored")[-1] == study.whole.scored == 10
    assert column(areas, "applicable")[-1] == 11
    assert column(areas, "in_scope")[-1] == 12


def test_the_target_of_an_area_is_the_mean_of_those_in_force(report):
    areas = report.table("areas")
    # a0: 4 for the area, 5 for its first capability; a1: 3; a2: none.
    assert column(areas, "target") == [Fraction(17, 4), Fraction(3), None, Fraction(29, 8)]


def test_gaps_stand_by_weighted_gap(report):
    gaps = report.table("gaps")
    weighted = column(gaps, "weighted")
    assert weighted == sorted(weighted, reverse=True)
    assert all(weighted)
    assert gaps.rows[0][0].display == "A1 Small capability 0.0"
    assert column(gaps, "gap")[0] == 3
    assert column(gaps, "priority")[0] == 5


def test_every_theme_stands_with_what_it_still_lacks(one, report):
    table = report.table("gap-by-theme")
    themes = {theme.title: theme for theme in one.organisation.ambition}
    study = groups(one)[0].studies[0]
    for row in table.rows:
        theme = themes[row[0].display]
        # By hand: the theme's own target for an item, else for the nearest area above it.
        wanted = {
            item: theme.targets.get(item, theme.targets.get(study.framework.paths[item][-1].id))
            for item in study.framework.capabilities
        }
        scored = [
            (target, study.assessment.score(item).agreed)
            for item, target in wanted.items()
            if target is not None and study.assessment.score(item).agreed is not None
        ]
        met = sum(agreed >= target for target, agreed in scored)
        assert (row[1].value, row[2].value) == (met, len(scored))
    weighted = column(table, "weighted")
    assert weighted == sorted(weighted, reverse=True)
    assert len(table.rows) == len(themes)


def test_a_blank_is_a_dash_and_not_a_zero(several):
    report = build_report(several)
    teams = report.table("teams")
    assert column(teams, "now")[2] is None
    assert [row[1].display for row in teams.rows][2] == "–"
    assert "2 teams of 3 are scored" in words(report)


def test_the_heat_map_has_a_figure_in_every_cell_and_the_lowest_beside_it(several):
    heat = build_report(several).table("heat-map")
    cell = heat.rows[0][1]
    assert cell.display == "1.5"
    assert cell.mark == "▾0"
    assert cell.step == 2  # 1.5 is rounded half up
    assert heat.rows[2][1].step is None


def test_one_team_gets_its_spread_over_the_levels(report):
    heat = report.table("heat-map")
    counts = [row[2:8] for row in heat.rows]
    assert sum(int(cell.value or 0) for cell in counts[-1]) == 10
    assert [cell.display for cell in heat.rows[-1][-2:]] == ["1", "1"]


def test_skills_are_shares_at_target_and_never_means(skills):
    report = build_report(skills)
    areas = report.table("areas")
    keys = [item.key for item in areas.columns]
    assert "target" not in keys
    assert "gap" not in keys
    assert areas.rows[0][1].display == "25 %"
    assert areas.rows[0][2].display == "1 of 4"
    assert "3 of 8 skills that are scored and have a target are at target" in words(report)


def test_users_are_broken_down_only_where_five_of_them_gave_a_level(one, report):
    ratings = report.table("ratings")
    rows = list(zip(column(ratings, "id"), column(ratings, "perspective"), strict=True))
    assert rows.count(("a0.c0", "user")) == 6
    assert rows.count(("a0.c1", "user")) == 0
    assert rows.count(("a0.c0", "stakeholder")) == 0
    assert rows.count(("a0.c1", "team")) == 1
    assert "fewer than 5" in words(report)


def test_no_figure_of_a_small_group_is_in_any_table(report):
    for _, block in report.blocks():
        if isinstance(block, Table):
            assert "stakeholder" not in {item.key for item in block.columns}
            assert not {"rating-s0", "rating-s1"} & {item.key for item in block.columns}


def test_comments_do_not_say_who(report):
    """Too few stakeholders answered: were the users named, the other comment would be a stakeholder's."""
    comments = report.table("comments")
    assert [item.key for item in comments.columns][:3] == ["capability", "from", "text"]
    assert dict(zip(column(comments, "text"), column(comments, "from"), strict=True)) == {
        "Slow to answer": "user or stakeholder",
        "Good people": "user or stakeholder",
        "Agreed quickly": "workshop note",
    }


def test_method_states_rules_denominators_and_attribution(report):
    assert column(report.table("rules"), "rule") == ["mean"] * 4
    assert column(report.table("denominators"), "raters_user") == [6]
    assert column(report.table("not-applicable"), "reason") == ["Run by another service"]
    facts = dict(zip(*(column(report.table("framework-1"), key) for key in ("what", "value")), strict=True))
    assert facts["Attribution"] == "Small, by its authors"
    assert len(str(facts["SHA-256 of its content"])) == 64
    assert "Gaps are rounded from exact gaps" in words(report)


def test_a_draft_is_said_to_be_one(report):
    assert "not agreed yet" in report.cover.warnings[0]
    assert "older than a year" in words(report)


def test_a_framework_that_must_stay_inside_says_so(one):
    held, frame = one.assessments[0]
    inside = frame.changed(licence=frame.licence.changed(redistribution="internal"))
    report = build_report(dataclasses.replace(one, assessments=((held, inside),)))
    assert "do not pass its content on" in words(report)


def test_the_digest_is_of_the_data_alone(one, several, when):
    later = dataclasses.replace(one, generated_at=when.replace(year=2030), version="9")
    assert data_digest(later) == data_digest(one)
    held, frame = one.assessments[0]
    changed = held.with_score("a2.c0", Score(agreed=5))
    assert data_digest(dataclasses.replace(one, assessments=((changed, frame),))) != data_digest(one)
    turned = dataclasses.replace(several, assessments=tuple(reversed(several.assessments)))
    assert data_digest(turned) == data_digest(several)


def test_areas_with_ranges_of_their_own_are_shares(one, make):
    held, _ = one.assessments[0]
    frame = make(rollup="sum")
    report = build_report(dataclasses.replace(one, assessments=((held, frame),)))
    areas = report.table("areas")
    assert areas.rows[0][1].display.endswith(" %")
    assert any(row[2].bound == "at least" for row in areas.rows)


def test_charts_have_words_and_a_table(several):
    report = build_report(several)
    charts = [block for _, block in report.blocks() if isinstance(block, BarChart)]
    assert [chart.table for chart in charts] == ["teams", "areas"]
    assert all("Blue is now" in chart.alternative and report.table(chart.table) for chart in charts)


def test_many_gaps_are_cut_on_pages_only(northwick):
    report = build_report(northwick)
    page, data = report.table("gaps-largest"), report.table("gaps")
    assert page.use is Use.PAGE
    assert data.use is Use.DATA
    assert page.rows == tuple(row for row in data.rows[: len(page.rows)])
    assert f"of {len(data.rows)};" in page.note


def test_a_projection_has_its_section_and_its_assumptions(northwick):
    report = build_report(northwick)
    section = next(item for item in report.sections if item.id == "what-if")
    fan = next(block for block in section.blocks if isinstance(block, FanChart))
    facts = next(block for block in section.blocks if isinstance(block, Facts))
    one = northwick.projection
    assert fan.mean == (one.now, *one.overall.mean)
    assert {fact.key: fact.cell.value for fact in facts.items}["gain"] == one.gain
    assert len(report.table("what-if-inputs").rows) == len(one.chosen)
    assumptions = report.table("assumptions")
    assert len(assumptions.rows) == len(one.assumptions.entries)
    assert any("our judgement" in row[4].display for row in assumptions.rows)


def test_the_mean_of_each_share_is_printed_beside_its_range(northwick):
    table = build_report(northwick).table("what-if-shares")
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows]
    shares = northwick.projection.shares
    names = ("low", "likely", "high", "mean")
    assert [tuple(float(row[name].value) for name in names) for row in rows] == [
        pytest.approx((one.low, one.likely, one.high, one.mean)) for one in shares
    ]
    assert [(row["id"].value, row["capability_id"].value) for row in rows] == [
        (one.input, one.capability) for one in shares
    ]
    assert any(row["mean"].display != row["likely"].display for row in rows)
    assert "widened 2 times about the likely value and cut to 0–95 %" in table.note


def test_without_a_projection_there_is_no_such_section(report):
    assert "what-if" not in {section.id for section in report.sections}
    with pytest.raises(KeyError):
        report.table("assumptions")


def test_reports_of_two_rounds_name_them(one, frame, assess):
    held, _ = one.assessments[0]
    earlier = assess(frame, {"a0.c0": Score(agreed=1)}).changed(
        id="org/r0/team-0/small", round={"id": "r0", "title": "Spring"}
    )
    both = Material(one.organisation, ((held, frame), (earlier, frame)), one.generated_at)
    names = [row[0].display for row in build_report(both).table("teams").rows]
    assert names == ["Northwick team 0 · Autumn 2026", "Northwick team 0 · Spring"]


def test_only_a_team_scored_on_two_frameworks_is_named_with_them(several, frame, assess):
    other = frame.changed(id="other", title="Other")
    both = dataclasses.replace(several, assessments=(*several.assessments, (assess(other, {}), other)))
    labels = [study.label for group in groups(both) for study in group.studies]
    assert [label for label in labels if "team 0" in label] == [
        f"Northwick team 0 · {frame.title}",
        "Northwick team 0 · Other",
    ]
    assert "Northwick team 1" in labels
