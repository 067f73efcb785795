"""The heat map: teams and areas, a figure in every cell; for one team, how its capabilities spread over the
levels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from maturity_tui.analysis.gap.study import Study
from maturity_tui.assessments import NodeFigure, heat_map, over_teams
from maturity_tui.reports import cells, figures, palette
from maturity_tui.reports.material import Group, Material
from maturity_tui.reports.model import Block, Cell, Column, Kind, Paragraph, Section, Step, Table, Use
from maturity_tui.reports.sections.areas import now, ticks


def section(groups: tuple[Group, ...], material: Material) -> Section:
    """One map for each framework."""
    blocks: list[Block] = []
    for index, group in enumerate(groups):
        suffix = "" if index == 0 else f"-{index + 1}"
        blocks += _teams(group, suffix) if len(group.studies) > 1 else _spread(group, suffix)
    return Section("heat-map", "Heat map", tuple(blocks))


def _short(study: Study) -> list[tuple[str, str]]:
    """The areas at the top: id and heading."""
    return [(node.id, cells.label(study.framework, node.id)) for node in study.areas()]


def _heads(group: Group) -> list[tuple[str, str]]:
    """Every area that any team has, in the framework's order."""
    known: dict[str, str] = {}
    for study in group.studies:
        known |= dict(_short(study))
    return [(area.id, known[area.id]) for area in group.framework.areas if area.id in known]


def _cell(group: Group, node: NodeFigure | None, ramp: tuple[Step, ...]) -> Cell:
    """A figure with its fill, and the lowest beside it: mean and floor are shown together."""
    shown, value = now(group, node), group.value(node)
    if node is None or value is None:
        return shown
    mark = f"▾{figures.level(node.floor)}" if node.floor is not None else ""
    return Cell(shown.value, shown.display, shown.bound, palette.step_of(value, ramp), mark)


def _teams(group: Group, suffix: str) -> Iterator[Block]:
    heads, ramp = _heads(group), ticks(group)
    table = heat_map({study.assessment.id: study.results for study in group.studies})
    kind = Kind.SCORE if group.on_scale else Kind.SHARE
    columns = cells.columns(
        ("team", "Team"),
        *(Column(key, title, kind, filled=True) for key, title in heads),
        Column("all", "All", kind, filled=True),
    )
    nodes = [key for key, _ in heads] + [group.framework.id]
    rows = []
    for study in group.studies:
        found = [table.cell(study.assessment.id, node) for node in nodes]
        rows.append((cells.line(study.label), *(_cell(group, node, ramp) for node in found)))
    shown = "share of skills at target" if group.framework.is_skills else "mean, and the lowest after ▾"
    title = f"Teams and areas: {shown}"
    yield Paragraph(_sentence(group, heads))
    yield Table(f"heat-map{suffix}", title, columns, tuple(rows), ramp=ramp)
    if not group.framework.is_skills:
        yield _floors(group, heads, suffix)


def _floors(group: Group, heads: list[tuple[str, str]], suffix: str) -> Table:
    """The lowest figures by themselves, for files in which a cell holds one number."""
    ramp = cells.ramp(group.framework)
    columns = cells.columns(
        ("team", "Team"),
        *(Column(key, title, Kind.LEVEL, filled=True) for key, title in heads),
        Column("all", "All", Kind.LEVEL, filled=True),
    )
    rows = tuple(
        (
            cells.line(study.label),
            *(_floor_cell(study, key, ramp) for key in [*dict(heads), group.framework.id]),
        )
        for study in group.studies
    )
    return Table(
        f"heat-map-lowest{suffix}",
        "Teams and areas: the lowest capability",
        columns,
        rows,
        use=Use.DATA,
        ramp=ramp,
    )


def _floor_cell(study: Study, node: str, ramp: tuple[Step, ...]) -> Cell:
    figure = study.results.by_id.get(node)
    cell = cells.floor(figure)
    return (
        Cell(cell.value, cell.display, step=palette.step_of(Fraction(figure.floor), ramp))
        if figure and figure.floor is not None
        else cell
    )


def _sentence(group: Group, heads: list[tuple[str, str]]) -> str:
    """The palest column and the darkest, in words."""
    results = {study.assessment.id: study.results for study in group.studies}
    means = {title: mean for key, title in heads if (mean := over_teams(results, key).mean) is not None}
    if len(means) < 2 or not group.on_scale:
        return "Darker is higher. A dash is an area where nothing is scored."
    low, high = min(means, key=lambda title: means[title]), max(means, key=lambda title: means[title])
    return (
        f"Over all teams {low} is lowest ({figures.score(means[low])}) and {high} highest "
        f"({figures.score(means[high])}). "
        "Darker is higher; a dash is an area where nothing is scored."
    )


def _spread(group: Group, suffix: str) -> Iterator[Block]:
    """One team: its areas, and how many capabilities stand at each level."""
    study, scale = group.studies[0], cells.ramp(group.framework)
    ramp = scale if group.on_scale else cells.SHARES
    levels = [
        Column(f"level-{step.label}", _level_head(step, group), Kind.COUNT, filled=True, step=index)
        for index, step in enumerate(scale)
    ]
    mean = Column(
        "now",
        "At target" if group.framework.is_skills else "Now",
        Kind.SCORE if group.on_scale else Kind.SHARE,
        filled=True,
    )
    keep_mean = group.on_scale
    columns = cells.columns(
        ("area", "Area"),
        mean if keep_mean else None,
        *levels,
        ("blank", "Blank", Kind.COUNT),
        ("na", "N/A", Kind.COUNT),
    )
    nodes = [*study.areas(), study.whole]
    rows = tuple(_spread_row(group, study, node, scale, ramp if keep_mean else ()) for node in nodes)
    yield Paragraph(f"How many {group.framework.nouns} of each area stand at each level. Darker is higher.")
    yield Table(
        f"heat-map{suffix}", f"Areas and levels: number of {group.framework.nouns}", columns, rows,
        ramp=scale, totals=frozenset({len(rows) - 1}),
    )  # fmt: skip


def _level_head(step: Step, group: Group) -> str:
    return step.label


def _spread_row(
    group: Group, study: Study, node: NodeFigure, scale: tuple[Step, ...], ramp: tuple[Step, ...]
) -> tuple[Cell, ...]:
    items = [study.results.by_id[item] for item in study.below[node.id]]
    counts = Counter(palette.step_of(item.score, scale) for item in items if item.score is not None)
    label = study.label if node.kind == "framework" else cells.label(study.framework, node.id)
    blank = sum(item.applicable and item.score is None for item in items)
    return cells.row(
        cells.line(label),
        _cell(group, node, ramp) if ramp else None,
        *(_count(counts[step], step) for step in range(len(scale))),
        _count(blank, None),
        _count(sum(not item.applicable for item in items), None),
    )


def _count(count: int, step: int | None) -> Cell:
    return Cell(count, str(count) if count else "·", step=step if count else None)
