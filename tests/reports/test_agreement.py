"""Agreement in reports: the core's figures, in every format."""

from __future__ import annotations

import dataclasses
import io
import json
from typing import Any

import pytest

from maturity_tui.assessments import Perspective, Rating, Score
from maturity_tui.assessments.agreement.agreement import agreement
from maturity_tui.reports import build_report
from maturity_tui.reports.model import Paragraph, Use
from maturity_tui.reports.write import render


def column(table: Any, key: str) -> list[Any]:
    at = [item.key for item in table.columns].index(key)
    return [row[at].value for row in table.rows]


@pytest.fixture
def rated(one: Any) -> Any:
    """One assessment that three of the team rated."""
    held, frame = one.assessments[0]
    votes = {"a0.c0": "123", "a0.c1": "112", "a0.c2": "333", "a1.c0": "011", "a1.c1": "222", "a1.c2": "455"}
    scores = {
        item: Score(ratings={f"t{at}": Rating(level=int(level)) for at, level in enumerate(line)})
        for item, line in votes.items()
    }
    team = {f"t{at}": Perspective.TEAM for at in range(3)}
    held = held.changed(raters={**held.raters, **team}, scores={**held.scores, **scores})
    return dataclasses.replace(one, assessments=((held, frame),))


def test_alpha_and_words_stand_by_area(rated: Any) -> None:
    held, frame = rated.assessments[0]
    found = agreement(frame, held)
    table = build_report(rated).table("agreement")
    assert column(table, "alpha") == [node.alpha for node in found.nodes]
    assert column(table, "words") == [node.words for node in found.nodes]
    assert table.rows[0][1].display == f"{float(found.whole.alpha or 0):.2f}"
    assert column(table, "low")[0] == found.whole.interval.low  # type: ignore[union-attr]
    assert "Krippendorff" in table.note


def test_every_format_has_the_same_figure(rated: Any) -> None:
    report = build_report(rated)
    shown = report.table("agreement").rows[0][1].display
    assert f"| The whole | {shown} |" in render(report, "md").decode()
    assert f">{shown}<" in render(report, "html").decode()
    assert (
        f"agreement,1,The whole,alpha,{float(column(report.table('agreement'), 'alpha')[0])!r},{shown},"
        in (render(report, "csv").decode())
    )
    blocks = [
        block for section in json.loads(render(report, "json"))["sections"] for block in section["blocks"]
    ]
    (row,) = [block["rows"][0] for block in blocks if block.get("id") == "agreement"]
    assert row["alpha"] == {"value": pytest.approx(float(shown), abs=0.005), "display": shown}


def test_the_workbook_has_the_exact_figure_on_a_sheet_of_its_own(rated: Any) -> None:
    from python_calamine import CalamineWorkbook

    report = build_report(rated)
    book = CalamineWorkbook.from_filelike(io.BytesIO(render(report, "xlsx")))
    rows = book.get_sheet_by_name("Agreement").to_python()
    (whole,) = [row for row in rows if row[0] == "The whole"]
    assert whole[1] == pytest.approx(float(column(report.table("agreement"), "alpha")[0]))
    assert "differently" in whole or "mostly alike" in whole or "raters see it alike" in whole


def test_several_teams_stand_with_their_wholes_on_pages_and_with_their_areas_in_files(northwick: Any) -> None:
    report = build_report(northwick)
    page, data = report.table("agreement-teams"), report.table("agreement")
    assert (page.use, data.use) == (Use.PAGE, Use.DATA)
    assert len(page.rows) == len(northwick.assessments)
    assert len(data.rows) > 5 * len(page.rows)


def test_where_no_two_rated_the_same_it_is_said(one: Any) -> None:
    held, frame = one.assessments[0]
    bare = held.changed(scores={item: score.changed(ratings={}) for item, score in held.scores.items()})
    report = build_report(dataclasses.replace(one, assessments=((bare, frame),)))
    said = [block.text for _, block in report.blocks() if isinstance(block, Paragraph)]
    assert any("no capability was rated by two of the team" in text for text in said)
    with pytest.raises(KeyError):
        report.table("agreement")
