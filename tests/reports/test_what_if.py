"""The section on inputs: ranges with their seed, parts that sum to the gain, money over time, and what is judgement."""

from __future__ import annotations

import dataclasses
import json

import pytest

from maturity_tui.reports import Material, Report, build_report
from maturity_tui.reports.model import Block, Bullets, Facts, FanChart, Paragraph
from maturity_tui.reports.reckoned import reckoned
from maturity_tui.reports.write import FORMATS, render


@pytest.fixture(scope="module")
def material(northwick: Material) -> Material:
    return reckoned(northwick, [choice.input for choice in northwick.projection.chosen])


@pytest.fixture(scope="module")
def report(material: Material) -> Report:
    return build_report(material)


def blocks(report: Report) -> list[Block]:
    return list(next(one for one in report.sections if one.id == "what-if").blocks)


def words(report: Report) -> str:
    return " ".join(block.text for block in blocks(report) if isinstance(block, Paragraph))


def column(report: Report, table: str, key: str) -> list[object]:
    found = report.table(table)
    at = [one.key for one in found.columns].index(key)
    return [row[at].value for row in found.rows]


def test_the_seed_and_the_draws_are_printed(material: Material, report: Report) -> None:
    assert f"8,192 draws, seed {material.projection.seed}" in words(report)
    assert "if the assumptions hold" in words(report)


def test_every_quarter_has_its_percentiles_in_order(material: Material, report: Report) -> None:
    rows = zip(
        *(column(report, "what-if-quarters", key) for key in ("p5", "p20", "p50", "p80", "p95")), strict=True
    )
    for row in rows:
        assert list(row) == sorted(row)
    assert [float(value) for value in column(report, "what-if-quarters", "p95")] == pytest.approx(
        material.projection.overall.p95
    )


def test_the_chart_has_both_bands(report: Report) -> None:
    fan = next(block for block in blocks(report) if isinstance(block, FanChart))
    assert [band.name for band in fan.bands] == ["9 in 10", "6 in 10"]


def test_every_area_has_its_range_round_its_mean(report: Report) -> None:
    low, mean, high = (column(report, "what-if-nodes", key) for key in ("p5", "projected", "p95"))
    assert len(low) > 10
    assert all(a < b < c for a, b, c in zip(low, mean, high, strict=True))


def test_what_inputs_bring_sums_to_the_gain(material: Material, report: Report) -> None:
    parts = column(report, "what-if-contributions", "part")
    assert len(parts) == len(material.projection.chosen)
    whole = material.explanation.contributions.gain
    assert sum(parts) == pytest.approx(whole, abs=1e-9)


def test_what_moves_the_figure_most_stands_first(report: Report) -> None:
    pairs = zip(
        column(report, "what-if-moves", "at_low"), column(report, "what-if-moves", "at_high"), strict=True
    )
    swings = [max(a, b, 0) - min(a, b, 0) for a, b in pairs]
    assert swings == sorted(swings, reverse=True)
    assert "training.bands" in report.table("what-if-moves").note


def test_money_is_added_up_by_hand(material: Material, report: Report) -> None:
    """A quarter of each yearly cost for each quarter that an input runs; discounted by (1 + rate) ** (k / 4)."""
    projection = material.projection
    places = {quarter: at for at, quarter in enumerate(projection.quarters)}
    recurring: dict[str, float] = {}
    worth = 0.0
    for choice in projection.chosen:
        cost, starts = choice.input.cost, places[choice.start]
        assert not cost.per_person
        worth += float(cost.once) / 1.035 ** (starts / 4)
        for quarter, at in places.items():
            if at >= starts:
                recurring[quarter[:4]] = recurring.get(quarter[:4], 0.0) + float(cost.per_year) / 4
                worth += float(cost.per_year) / 4 / 1.035 ** (at / 4)
    years = column(report, "what-if-costs", "year")
    assert dict(zip(years, column(report, "what-if-costs", "recurring"), strict=True)) == pytest.approx(
        recurring
    )
    facts = next(block for block in blocks(report) if isinstance(block, Facts))
    assert {fact.key: fact.cell.value for fact in facts.items}["present_value"] == pytest.approx(worth)


def test_what_is_assumed_otherwise_is_marked_with_what_it_was(report: Report) -> None:
    assert "Assumed otherwise than by default: technology.adoption_quarters 6 (default 4)." in words(report)
    rows = {row[0].display: row[1].display for row in report.table("assumptions").rows}
    assert rows["technology.adoption_quarters"] == "6 (changed, was 4)"
    assert rows["training.floor"] == "0.3"
    assert dict(zip(rows, column(report, "assumptions", "range"), strict=True))["training.floor"] == "0.1–0.5"


def test_judgements_are_counted(material: Material, report: Report) -> None:
    entries = material.projection.assumptions.entries
    judged = sum(entry.grade == "J" for entry in entries)
    assert f"{judged} of the {len(entries)} assumptions are judgement (grade J)" in words(report)


def test_a_rise_that_is_rarely_seen_is_a_warning(material: Material) -> None:
    note = "A rise of more than 1 level in 12 months over a whole organisation is rare (source)."
    rare = dataclasses.replace(material.projection, notes=("Something else.", note))
    found = blocks(build_report(dataclasses.replace(material, projection=rare)))
    assert Paragraph(note, "warning") in found
    assert Bullets(("Something else.",)) in found


def test_the_words_for_a_rare_rise_are_those_of_the_analysis() -> None:
    """The section knows the note by how it begins."""
    from inspect import getsource

    from maturity_tui.analysis.projection import notes
    from maturity_tui.reports.sections import what_if_why

    assert what_if_why._RARE in getsource(notes)


def test_without_draws_there_are_no_ranges(northwick: Material) -> None:
    report = build_report(northwick)
    assert "draws" not in words(report)
    assert [one.key for one in report.table("what-if-nodes").columns] == [
        "name",
        "now",
        "projected",
        "change",
        "id",
    ]


def test_the_same_material_gives_the_same_digest(northwick: Material, report: Report) -> None:
    again = reckoned(northwick, [choice.input for choice in northwick.projection.chosen])
    assert build_report(again).digest == report.digest


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_has_seed_and_ranges(report: Report, format_: str) -> None:
    data = render(report, format_)
    assert data
    if format_ in ("md", "html", "json"):
        text = data.decode()
        assert "seed 20270101" in text
        assert "What moves the figure most" in text
    if format_ == "json":
        json.loads(data)


def test_the_workbook_draws_the_line_and_its_edges_over_the_cells(report: Report) -> None:
    """Its own chart, which follows when somebody changes a figure."""
    import io
    import re
    import zipfile

    with zipfile.ZipFile(io.BytesIO(render(report, "xlsx"))) as book:
        charts = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/charts/chart")]
    (fan,) = (chart for chart in charts if "<c:lineChart>" in chart)
    cells = re.findall(r"<c:val><c:numRef><c:f>(.*?)</c:f>", fan)
    assert len(cells) == 3
    assert len(set(cells)) == 3
    assert {re.sub(r"[A-Z$]", "", one.partition("!")[2]) for one in cells} == {
        re.sub(r"[A-Z$]", "", cells[0].partition("!")[2])
    }
