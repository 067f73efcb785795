"""Areas now and target: bars, and a table with mean, lowest and coverage side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_tui.analysis.gap.study import Study
from maturity_tui.assessments import NodeFigure
from maturity_tui.assessments.means import plain_mean
from maturity_tui.reports import cells, figures
from maturity_tui.reports.material import Group, Material
from maturity_tui.reports.model import (
    Bar,
    BarChart,
    Block,
    Cell,
    Column,
    Kind,
    Paragraph,
    Section,
    Step,
    Table,
    Use,
)

ROUNDING = "Gaps are rounded from exact gaps, not from rounded scores, so target less now may differ by 0.1."


@dataclass(frozen=True)
class Line:
    """One row: a node of one assessment, or a node over several teams."""

    label: str
    now: Cell
    value: Fraction | None
    own: Cell
    target: Fraction | None
    gap: Fraction | None
    floor: Fraction | None
    scored: int
    applicable: int
    in_scope: int
    rule: str
    id: str
    team: str = ""
    assessment: str = ""
    whole: bool = False


def section(groups: tuple[Group, ...], material: Material) -> Section:
    """For one assessment its areas; for several the teams, then the areas over all teams, then each area of
    each."""
    blocks: list[Block] = []
    for index, group in enumerate(groups):
        suffix = "" if index == 0 else f"-{index + 1}"
        blocks += _one(group, suffix) if len(group.studies) == 1 else _several(group, suffix)
        if not group.on_scale:
            blocks.append(Paragraph(_own_range(group), "quiet"))
    return Section("areas", "Now and target", tuple(blocks))


def _one(group: Group, suffix: str) -> Iterator[Block]:
    study = group.studies[0]
    lines = [_line(group, study, node) for node in study.areas()]
    lines.append(_line(group, study, study.whole, study.label, whole=True))
    yield from _drawn(group, lines, f"areas{suffix}", "Area", "Areas")


def _several(group: Group, suffix: str) -> Iterator[Block]:
    teams = [_line(group, study, study.whole, study.label) for study in group.studies]
    yield from _drawn(group, teams, f"teams{suffix}", "Team", "Teams")
    shared = [_over(group, area.id) for area in group.framework.areas]
    yield from _drawn(
        group, [line for line in shared if line], f"areas{suffix}", "Area", "Areas over all teams"
    )
    each = [_line(group, study, node) for study in group.studies for node in study.areas()]
    title = "Every area of every team"
    yield _table(group, f"areas-by-team{suffix}", title, "Area", each, by_team=True, use=Use.DATA)


def _drawn(group: Group, lines: Sequence[Line], table_id: str, head: str, title: str) -> Iterator[Block]:
    """A chart, and the table that holds its figures."""
    yield _chart(group, lines, table_id, f"{title}, now and target")
    shown = "now, lowest, target, gap and coverage" if group.on_scale else "now, and coverage"
    yield _table(group, table_id, f"{title}: {shown}", head, lines)


def _own_range(group: Group) -> str:
    if group.framework.is_skills:
        return (
            "Levels of skills are never averaged: areas show the share of skills at target, "
            "of those that are scored and have one."
        )
    return (
        "The areas of this framework have ranges of their own, so each is shown as a share of its range, "
        "beside its own figure."
    )


def now(group: Group, node: NodeFigure | None) -> Cell:
    """A node on the group's axis: its own figure with its bound, or a share of its range."""
    if group.on_scale or node is None or node.score is None:
        return cells.node(node)
    return cells.share(group.value(node))


def _line(group: Group, study: Study, node: NodeFigure, label: str = "", *, whole: bool = False) -> Line:
    """A node of one assessment."""
    skills = group.framework.is_skills
    return Line(
        label=label or cells.label(study.framework, node.id),
        now=now(group, node),
        value=group.value(node),
        own=cells.text(f"{node.at_target} of {node.with_target}") if skills else cells.node(node),
        target=study.target(node) if group.on_scale else None,
        gap=study.gap(node),
        floor=node.floor,
        scored=node.scored,
        applicable=node.applicable,
        in_scope=len(study.below[node.id]),
        rule=node.rule,
        id=node.id,
        team=study.label,
        assessment=study.assessment.id,
        whole=whole,
    )


def _over(group: Group, node: str) -> Line | None:
    """A node over all teams that have it; teams count alike."""
    lines = [
        _line(group, study, study.results.by_id[node])
        for study in group.studies
        if node in study.results.by_id
    ]
    if not lines:
        return None
    value = plain_mean([line.value for line in lines])
    floors = [line.floor for line in lines if line.floor is not None]
    return Line(
        label=lines[0].label,
        now=cells.score(value) if group.on_scale else cells.share(value),
        value=value,
        own=_together(group, node),
        target=plain_mean([line.target for line in lines]),
        gap=plain_mean([line.gap for line in lines]),
        floor=min(floors, default=None),
        scored=sum(line.scored for line in lines),
        applicable=sum(line.applicable for line in lines),
        in_scope=sum(line.in_scope for line in lines),
        rule="mean over the teams",
        id=node,
    )


def _together(group: Group, node: str) -> Cell:
    """What an area's own figure is over several teams: for skills a count, else nothing (ranges may
    differ)."""
    if not group.framework.is_skills:
        return cells.score(None)
    found = [study.results.by_id[node] for study in group.studies if node in study.results.by_id]
    return cells.text(f"{sum(one.at_target for one in found)} of {sum(one.with_target for one in found)}")


def _columns(group: Group, head: str, by_team: bool) -> tuple[Column, ...]:
    skills, scale = group.framework.is_skills, group.on_scale
    own = Column("own", "Skills at target", Kind.TEXT) if skills else Column("own", "Figure", Kind.SCORE)
    return cells.columns(
        ("name", head),
        ("team", "Team") if by_team else None,
        Column("now", "At target" if skills else "Now", Kind.SCORE if scale else Kind.SHARE),
        None if scale else own,
        ("target", "Target", Kind.SCORE) if scale else None,
        None if skills else ("gap", "Gap", Kind.GAP),
        None if skills else ("floor", "Lowest", Kind.LEVEL),
        ("scored", "Scored", Kind.COUNT),
        ("applicable", "Applicable", Kind.COUNT),
        ("in_scope", "In scope", Kind.COUNT),
        Column("coverage", "Coverage", Kind.SHARE),
        Column("rule", "Rule", data_only=True),
        Column("id", "Id", Kind.ID, data_only=True),
        Column("assessment", "Assessment", Kind.ID, data_only=True),
    )


def _table(
    group: Group, table_id: str, title: str, head: str, lines: Sequence[Line],
    *, by_team: bool = False, use: Use = Use.BOTH,
) -> Table:  # fmt: skip
    rows = tuple(_row(group, line, by_team) for line in lines)
    totals = frozenset(index for index, line in enumerate(lines) if line.whole)
    note = "" if group.framework.is_skills else ROUNDING
    return Table(table_id, title, _columns(group, head, by_team), rows, note, use, totals=totals)


def _row(group: Group, line: Line, by_team: bool) -> tuple[Cell, ...]:
    skills, scale = group.framework.is_skills, group.on_scale
    return cells.row(
        cells.line(line.label),
        cells.line(line.team) if by_team else None,
        line.now,
        None if scale else line.own,
        cells.score(line.target) if scale else None,
        None if skills else cells.score(line.gap),
        None if skills else cells.level(line.floor),
        cells.count(line.scored),
        cells.count(line.applicable),
        cells.count(line.in_scope),
        cells.share(Fraction(line.scored, line.applicable) if line.applicable else None),
        cells.text(line.rule),
        cells.text(line.id),
        cells.text(line.assessment),
    )


def ticks(group: Group) -> tuple[Step, ...]:
    """The levels of the scale, or fifths of a range."""
    return cells.ramp(group.framework) if group.on_scale else cells.SHARES


def _chart(group: Group, lines: Sequence[Line], table_id: str, title: str) -> BarChart:
    marks = ticks(group)
    bars = tuple(_bar(line) for line in lines)
    return BarChart(
        id=f"{table_id}-now",
        title=title if group.on_scale else title.replace(", now and target", ", now"),
        alternative=_alternative(bars),
        low=marks[0].value,
        high=marks[-1].value,
        ticks=marks,
        bars=bars,
        table=table_id,
    )


def _bar(line: Line) -> Bar:
    return Bar(
        label=line.label,
        now=line.value,
        now_display=f"{line.now.bound} {line.now.display}".strip(),
        target=line.target,
        target_display=figures.score(line.target) if line.target is not None else "",
        floor=line.floor,
        floor_display=figures.level(line.floor) if line.floor is not None else "",
        strong=line.whole,
    )


def _alternative(bars: tuple[Bar, ...]) -> str:
    """What the chart says, in words."""
    far = [(bar.target - bar.now, bar) for bar in bars if bar.now is not None and bar.target is not None]
    far = [(way, bar) for way, bar in far if way > 0 and not bar.strong]
    if far:
        _, most = max(far, key=lambda pair: pair[0])
        return (
            f"Blue is now, gold the way to the target (◆). The longest way is {most.label}: "
            f"{most.now_display} now, target {most.target_display}."
        )
    return (
        "Blue is now; no target lies above it."
        if any(bar.target is not None for bar in bars)
        else "Blue is now."
    )
