"""The organisation screen's rows: a team of the tree, or an area, with its figures over the teams that count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache, partial

from textual.content import Content

from maturity_tui.assessments.figures import NodeFigure
from maturity_tui.assessments.teams.coverage import coverage, in_per_cent
from maturity_tui.assessments.teams.figures import LeftOut, TeamRollup, TeamsFigure
from maturity_tui.ui.draw import NAME, Column, Layout, figure, fit, label, line, percent, score, span, wrap
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.organisation.view import Line, OrganisationView, why_in_short
from maturity_tui.ui.widgets.row import Row

Head = Callable[[int], Content]
WIDEST, READABLE, LEAST_NAME = 120, 110, 20
FIGURES = ("now", "range", "lowest", "target", "covered")


@lru_cache(maxsize=16)
def layout(width: int, first: str, names: tuple[str, ...], skills: bool, teams: int = 0) -> Layout:
    """The columns that have room: name, teams, figures; how many people first to go."""
    # The number of teams and the coverage stay beside mean and range, whatever room there is.
    wanted = [
        Column("lowest", "Lowest", 6, "right", gap=1),
        Column("target", "Target", 6, "right", drop=1),
    ]
    columns = [
        Column("name", first, flex=True),
        Column("now", "At target" if skills else "Now", 9 if skills else 4, "right"),
        Column("range", "Range", 9 if skills else 7, "right", gap=2 if skills else 1),
        *([] if skills else wanted),
        Column("covered", "Scored", 6, "right", gap=1),
        Column("teams", "Teams", len(f"{teams} of {teams}"), "right"),
        *([Column("people", "People", 6, "right", drop=2)] if first == "Team" else []),
    ]
    # Figures stay near their names, however wide the screen is.
    return fit(columns, min(width, WIDEST), {"name": names})


def team_rows(view: OrganisationView, lines: Sequence[Line], width: int) -> tuple[Head, list[Row]]:
    """The heading and a row a team; a name that has no room beside all figures goes on below."""
    room = layout(width, "Team", (), view.is_skills, view.teams).width_of("name")
    folds = [_folded(one.team.title, len(_before(one)), room) for one in lines]
    names = tuple(
        " " * len(_before(one)) + text for one, fold in zip(lines, folds, strict=True) for text in fold
    )
    rows: list[Row] = []
    for one, (first, *more) in zip(lines, folds, strict=True):
        rows.append(Row(one.team.id, partial(team_row, view, one, first, names), text=one.team.title))
        rows += [_below(len(_before(one)), text) for text in more]
    return lambda width: layout(width, "Team", names, view.is_skills, view.teams).head(), rows


def area_rows(rolled: TeamRollup, width: int) -> tuple[Head, list[Row]]:
    """The heading, a row an area, and apart the whole."""
    nodes, skills = rolled.nodes(), rolled.framework.is_skills
    areas = [node for node in nodes if node.kind == "area"]
    # Rather a column gone than the name of an area in two lines.
    room = layout(width, "Area", ("x" * width,), skills, rolled.teams).width_of("name")
    folds = {node.id: _folded(node.title, _indent(rolled, node), room) for node in (*areas, nodes[0])}
    names = tuple(" " * _indent(rolled, node) + text for node in areas for text in folds[node.id])

    def of(node: NodeFigure) -> list[Row]:
        first, *more = folds[node.id]
        row = Row(node.id, partial(area_row, rolled, node, first, names), text=node.title)
        return [row, *(_below(_indent(rolled, node), text) for text in more)]

    rows = [row for node in areas for row in of(node)]
    return lambda width: layout(width, "Area", names, skills, rolled.teams).head(), [
        *rows,
        Row.blank(),
        *of(nodes[0]),
    ]


def _folded(title: str, indent: int, room: int) -> list[str]:
    return wrap(title, max(LEAST_NAME, room - indent)) or [title]


def _below(indent: int, text: str) -> Row:
    return Row("", line(" " * indent, text), heading=True)


def _before(one: Line) -> str:
    """What stands before a team's name."""
    return "  " * one.depth + (f"{GLYPHS.then} " if one.groups else "")


def _indent(rolled: TeamRollup, node: NodeFigure) -> int:
    code = rolled.framework.codes.get(node.id, "")
    return 2 * max(0, node.depth - 1) + (len(code) + 1 if code else 0)


def team_row(view: OrganisationView, one: Line, name: str, names: tuple[str, ...], width: int) -> Content:
    """A team: alone its own figures, above others theirs; where it does not count, why."""
    columns = layout(width, "Team", names, view.is_skills, view.teams)
    people = label("" if one.team.headcount is None else str(one.team.headcount))
    cells: dict[str, Part] = {
        "name": line((_before(one), "$muted"), (name, NAME)),
        "people": people,
    }
    rolled = one.rolled
    found = rolled.figure() if rolled is not None else None
    if rolled is None or found is None or (not one.groups and not found.over.teams_scored):
        over = one.team.ends is not None
        columns = columns.merged(*FIGURES, "teams", *(["people"] if over else []))
        return columns.row(cells | {"now": label(why_in_short(view, one.team))})
    return columns.row(cells | figures(found, skills=view.is_skills, alone=not one.groups))


def area_row(rolled: TeamRollup, node: NodeFigure, name: str, names: tuple[str, ...], width: int) -> Content:
    """An area over the teams that count in it."""
    skills = rolled.framework.is_skills
    code = rolled.framework.codes.get(node.id, "")
    cells: dict[str, Part] = {
        "name": line("  " * max(0, node.depth - 1), (f"{code} " if code else "", "$muted"), (name, NAME))
    }
    return layout(width, "Area", names, skills, rolled.teams).row(
        cells | figures(rolled.figure(node.id), skills=skills)
    )


def figures(found: TeamsFigure, *, skills: bool, alone: bool = False) -> dict[str, Part]:
    """Mean, range, lowest, target, coverage and the number of teams: always together."""
    over = found.over
    covered = coverage(over.scored, over.applicable)
    return {
        "now": (percent(over.mean) if skills else score(over.mean), "bold"),
        "range": "" if alone else shares(over.low, over.high) if skills else span(over.low, over.high),
        "lowest": figure(over.floor, 0 if over.floor is None or over.floor.denominator == 1 else 1),
        "target": score(found.target),
        "covered": GLYPHS.nothing if covered is None else in_per_cent(covered),
        "teams": "" if alone else f"{over.teams_scored} of {over.teams}",
    }


def shares(low: Fraction | None, high: Fraction | None) -> str:
    """`40–68 %`."""
    if low is None or high is None:
        return GLYPHS.nothing
    first, last = percent(low), percent(high)
    return first if first == last else f"{first.removesuffix(' %')}{GLYPHS.nothing}{last}"


def left_lines(left: Sequence[LeftOut], width: int, most: int) -> list[str]:
    """The sentences in so many lines; the last says how many more there are."""
    lines: list[str] = []
    for at, one in enumerate(left):
        more = wrap(one.sentence, width)
        last = at == len(left) - 1
        if len(lines) + len(more) > most - (0 if last else 1):
            return [*lines, f"{len(left) - at} more: i says who and why."]
        lines += more
    return lines
