"""Gaps: what lies furthest below its target, by weight and by what the themes are worth."""

from __future__ import annotations

from collections.abc import Mapping

from maturity_tui.analysis.gap.gap import Gap
from maturity_tui.analysis.gap.study import Study
from maturity_tui.frameworks.values import clean_line
from maturity_tui.reports import cells, figures
from maturity_tui.reports.material import Group, Material
from maturity_tui.reports.model import Block, Cell, Column, Kind, Paragraph, Section, Table, Use
from maturity_tui.reports.sections import by_theme

PAGE_ROWS = 60
NOTE = (
    "Weighted gap = gap × weight × priority. Weight is the product of the framework's own "
    "weights on the way to the "
    "capability; priority is the sum of the priorities of the themes that ask for it (1 where none does)."
)
Ranked = tuple[Gap, Study]


def section(groups: tuple[Group, ...], material: Material) -> Section:
    """One table for all assessments, the largest weighted gap first."""
    studies = [study for group in groups for study in group.studies]
    ranked = sorted(
        ((gap, study) for study in studies for gap in study.gaps), key=lambda pair: -pair[0].weighted
    )
    open_gaps = [pair for pair in ranked if pair[0].gap]
    blocks: list[Block] = [Paragraph(_lead(open_gaps, ranked, studies))]
    if open_gaps:
        blocks += _tables(open_gaps, material, several=len(studies) > 1)
    blocks += by_theme.tables(groups, material)
    return Section("gaps", "Gaps", tuple(blocks))


def _lead(open_gaps: list[Ranked], ranked: list[Ranked], studies: list[Study]) -> str:
    scored = sum(study.whole.scored for study in studies)
    nouns = studies[0].framework.nouns
    if not ranked:
        return f"None of the {scored} scored {nouns} has a target, so there is no gap to show."
    met = len(ranked) - len(open_gaps)
    reached = f"{met} {'has' if met == 1 else 'have'} reached it"
    text = f"{len(open_gaps)} of {len(ranked)} scored {nouns} with a target lie below it; {reached}."
    without = scored - len(ranked)
    return f"{text} {without} scored {'has' if without == 1 else 'have'} no target." if without else text


def _tables(open_gaps: list[Ranked], material: Material, several: bool) -> list[Block]:
    themes = {theme.id: clean_line(theme.title) for theme in material.organisation.ambition}
    rows = tuple(_row(gap, study, themes, several) for gap, study in open_gaps)
    title, columns = "Gaps, the largest weighted gap first", _columns(several)
    if len(rows) <= PAGE_ROWS:
        return [Table("gaps", title, columns, rows, NOTE)]
    cut = f"These are the {PAGE_ROWS} largest of {len(rows)}; "
    note = f"{cut}the workbook, CSV and JSON forms of this report hold all. {NOTE}"
    page = Table("gaps-largest", title, columns, rows[:PAGE_ROWS], note, Use.PAGE)
    return [page, Table("gaps", title, columns, rows, NOTE, Use.DATA)]


def _columns(several: bool) -> tuple[Column, ...]:
    return cells.columns(
        ("capability", "Capability"),
        ("team", "Team") if several else None,
        ("now", "Now", Kind.LEVEL),
        ("target", "Target", Kind.LEVEL),
        ("gap", "Gap", Kind.GAP),
        ("weight", "Weight", Kind.NUMBER),
        ("priority", "Priority", Kind.NUMBER),
        ("weighted", "Weighted gap", Kind.GAP),
        ("themes", "Themes"),
        ("confidence", "Confidence"),
        Column("area", "Area", data_only=True),
        Column("id", "Id", Kind.ID, data_only=True),
        Column("assessment", "Assessment", Kind.ID, data_only=True),
    )


def _row(gap: Gap, study: Study, themes: Mapping[str, str], several: bool) -> tuple[Cell, ...]:
    path = study.framework.paths[gap.capability]
    return cells.row(
        cells.line(cells.label(study.framework, gap.capability)),
        cells.line(study.label) if several else None,
        cells.level(gap.score),
        cells.level(gap.target),
        Cell(gap.gap, figures.level(gap.gap) if gap.gap.denominator == 1 else figures.score(gap.gap)),
        cells.number(gap.weight),
        cells.number(gap.priority),
        cells.score(gap.weighted),
        cells.line("; ".join(themes.get(theme, theme) for theme in gap.themes)),
        cells.text(gap.confidence),
        cells.line(path[0].title),
        cells.text(gap.capability),
        cells.text(study.assessment.id),
    )
