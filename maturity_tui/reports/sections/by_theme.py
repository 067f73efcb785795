"""Gap by theme: what each strategic aim still lacks, over the assessments that a report is about."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_tui.analysis.gap.by_theme import ThemeTable, by_theme
from maturity_tui.assessments.organisation import Theme
from maturity_tui.frameworks.values import clean_line, exact
from maturity_tui.reports import cells
from maturity_tui.reports.material import Group, Material
from maturity_tui.reports.model import Cell, Column, Kind, Table

NOTE = (
    "Each theme is held against its own targets; the list of gaps is held against the highest that any theme, or the "
    "team itself, sets. Mean gap and weighted gap are means over teams; the weighted gap is the sum of gap × weight × "
    "the theme's priority."
)


def tables(groups: tuple[Group, ...], material: Material) -> Iterator[Table]:
    """A table a framework that any theme sets a target in, the heaviest theme first."""
    for group in groups:
        results = {study.assessment.id: study.results for study in group.studies}
        found = by_theme(results, material.organisation.ambition)
        wanted = [theme for theme in found.heaviest_first() if found.items[theme.id]]
        if wanted:
            several = len(groups) > 1
            name = f"gap-by-theme-{group.framework.id}" if several else "gap-by-theme"
            title = f"Gap by theme{f': {group.framework.title}' if several else ''}"
            rows = tuple(_row(found, theme, group.framework.is_skills) for theme in wanted)
            yield Table(name, title, _columns(group.framework.is_skills), rows, NOTE)


def _columns(skills: bool) -> tuple[Column, ...]:
    return cells.columns(
        ("theme", "Theme"),
        ("met", "Targets met", Kind.COUNT),
        ("scored", "of those scored", Kind.COUNT),
        ("share", "Share", Kind.SHARE),
        None if skills else ("gap", "Mean gap", Kind.GAP),
        None if skills else ("weighted", "Weighted gap", Kind.GAP),
        ("priority", "Priority", Kind.NUMBER),
    )


def _row(found: ThemeTable, theme: Theme, skills: bool) -> tuple[Cell, ...]:
    figure = found.over[theme.id]
    return cells.row(
        cells.line(clean_line(theme.title)),
        cells.count(figure.met),
        cells.count(figure.scored),
        cells.share(figure.share),
        None if skills else cells.score(figure.gap),
        None if skills else cells.score(figure.weighted),
        cells.number(exact(theme.priority)),
    )
