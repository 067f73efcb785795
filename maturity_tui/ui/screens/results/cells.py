"""Results, heat map: a team's row, and what the cell under the cursor hides."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from maturity_tui.assessments.figures import SHARE_AT_TARGET, NodeFigure
from maturity_tui.assessments.teams.service import Column
from maturity_tui.ui.draw import HeatCell, counted, figure, join, line, percent, score
from maturity_tui.ui.screens.results.marks import mark
from maturity_tui.ui.screens.results.view import ResultsView, figure_text
from maturity_tui.ui.widgets.heat_table import HeatRow

MOST_NAMED = 2


def team_row(view: ResultsView, team: str, columns: Sequence[Column]) -> HeatRow:
    """A team's cells, and its figure over all."""
    whole = view.service.cell(team, view.framework.id)
    cells = tuple(_cell(view, view.service.cell(team, column.id)) for column in columns)
    return HeatRow(
        team, view.organisation.team_title(team), cells, figure_text(whole) if whole else score(None)
    )


def _cell(view: ResultsView, node: NodeFigure | None) -> HeatCell:
    if node is None or node.score is None:
        return HeatCell(None)
    if node.kind == "capability":
        return HeatCell(float(node.score), text=f"{mark(view, node.id, node.score):^3}")
    if node.rule == SHARE_AT_TARGET:
        share = percent(node.score)
        return HeatCell(float(node.score), text=figure_text(node), shorter=(share, share.replace(" ", "")))
    return HeatCell(float(node.score), "" if node.floor is None else f"{float(node.floor):g}")


def said(view: ResultsView, team: str, node: str, *, wide: bool) -> list[Content]:
    """The lines about one cell: whose and what, its figures, and a sentence."""
    cell = view.service.cell(team, node)
    title = line((view.organisation.team_title(team), "bold"), " · ", (view.named(node), "bold"))
    if cell is None:
        return [title]
    figures, sentence = join(_figures(view, cell)), line(_sentence(view, team, cell))
    return [join([title, figures]), sentence] if wide else [title, figures, sentence]


def _figures(view: ResultsView, node: NodeFigure) -> list[Content]:
    scored = line(("scored ", "$muted"), f"{node.scored} of {node.applicable}")
    if node.rule == SHARE_AT_TARGET:
        if not node.with_target:
            return [line(("no targets among what is scored", "$muted")), scored]
        return [line((f"{node.at_target} of {node.with_target}", "bold"), (" at target", "$muted")), scored]
    if node.kind == "capability":
        level = node.display if node.score is None else view.level_said(node.id, node.score)
        return [line(("agreed ", "$muted"), (level, "bold")), scored]
    floor = None if node.floor is None else float(node.floor)
    return [
        line((f"{node.rule} ", "$muted"), (node.display, "bold")),
        line(("lowest ", "$muted"), (figure(floor, 0), "bold")),
        scored,
    ]


def _sentence(view: ResultsView, team: str, mine: NodeFigure) -> str:
    """What holds the cell down, and how it stands among the teams."""
    if mine.score is None:
        return "" if mine.scored else f"Nothing is scored here yet. {view.left_out_said(mine.id)}".strip()
    others = [view.service.cell(other, mine.id) for other in view.service.teams if other != team]
    scores = [cell.score for cell in others if cell is not None and cell.score is not None]
    lower, higher = sum(value < mine.score for value in scores), sum(value > mine.score for value in scores)
    parts = [
        _below_target(view, team, mine.id) if view.framework.is_skills else _held_down(view, team, mine.id)
    ]
    if scores:
        parts.append(_place(lower, higher))
    service = next((column.service for column in view.service.columns if column.id == mine.id), None)
    if scores and service and not view.framework.is_skills:
        parts.append(f"Mean of {counted(service.teams_scored, 'team')} {score(service.mean)}.")
    parts.append(view.left_out_said(mine.id))
    return " ".join(part for part in parts if part)


def _place(lower: int, higher: int) -> str:
    if not lower and not higher:
        return "No team differs."
    if not lower:
        return "No team is lower."
    return f"{higher} higher, {lower} lower." if higher else "No team is higher."


def _held_down(view: ResultsView, team: str, node: str) -> str:
    """The one or two lowest capabilities of an area, where they differ."""
    scored = [cell for cell in _below(view, team, node) if cell.score is not None]
    scored.sort(key=lambda cell: cell.score or 0)
    if len(scored) < 2 or scored[0].score == scored[-1].score:
        return ""
    low = [
        f"{cell.display} {view.named(cell.id)}"
        for cell in scored[:MOST_NAMED]
        if cell.score == scored[0].score
    ]
    return f"Held down by {' and '.join(low)}."


def _below_target(view: ResultsView, team: str, node: str) -> str:
    """The skills of an area that are short of their targets."""
    short = [
        view.named(cell.id) for cell in _below(view, team, node) if cell.with_target and not cell.at_target
    ]
    more = [f"{len(short) - MOST_NAMED} more"] if len(short) > MOST_NAMED else []
    return f"Below target: {'; '.join([*short[:MOST_NAMED], *more])}." if short else ""


def _below(view: ResultsView, team: str, node: str) -> list[NodeFigure]:
    """The figures of the capabilities of an area; none for a capability."""
    area = view.framework.every_area.get(node)
    found = [view.service.cell(team, item.id) for item in area.each_capability()] if area else []
    return [cell for cell in found if cell is not None]
