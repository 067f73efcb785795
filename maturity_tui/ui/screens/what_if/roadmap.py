"""The roadmap: what is chosen, by start, and the person-days that each quarter is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from maturity_tui.analysis.scenarios.scenario import quarter_index
from maturity_tui.ui.draw import NAME, RoadmapRow, figure, line, pad, roadmap_row
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.what_if.view import Answer, InputView, overload
from maturity_tui.ui.widgets.row import Row

if TYPE_CHECKING:
    from maturity_tui.analysis.roadmap.phases import Phase

HEADINGS = ("Foundations", "Builds on them", "On their own")
ALONE = HEADINGS[-1]
LETTER = 2
LEAST_STEP, MOST_STEP = 3, 6


@dataclass(frozen=True)
class Plan:
    """How the roadmap is drawn in a width: in one line an input, or its name above its bar where names are long."""

    width: int
    step: int
    two_lines: bool

    def bar_width(self, quarters: int) -> int:
        """The cells of a bar."""
        return quarters * self.step - 1


def plan_of(answer: Answer, width: int) -> Plan:
    """The plan for a width (after the gutter)."""
    quarters = len(answer.projection.quarters)
    longest = max((cell_len(view.item.title) for view in answer.chosen), default=0) + LETTER + 2
    beside = (width - longest + 1) // quarters
    if beside >= LEAST_STEP:
        return Plan(width, min(MOST_STEP, beside), False)
    return Plan(width, max(1, min(MOST_STEP, (width - LETTER + 1) // quarters)), True)


def roadmap_rows(answer: Answer, plan: Plan, phases: Mapping[str, Phase]) -> list[Row]:
    """A row for each chosen input, the earliest start first; where some build on others, by phase under headings."""
    headings: dict[str, list[Row]] = {}
    for view in answer.chosen:
        row = Row(view.item.id, partial(_roadmap, answer, view, plan), text=view.item.title)
        phase = phases.get(view.item.id)
        # What came just now stands with those on their own until its phase is known.
        headings.setdefault(phase.part.heading if phase else ALONE, []).append(row)
    if len(headings) < 2:
        return [row for rows in headings.values() for row in rows]
    order = sorted(headings, key=lambda heading: HEADINGS.index(heading))
    return [row for heading in order for row in (_heading(heading, plan), *headings[heading])]


def _heading(text: str, plan: Plan) -> Row:
    drawn = line((text, "bold"))
    return Row(f"phase:{text}", [Content(""), drawn] if plan.two_lines else drawn, heading=True)


def _roadmap(answer: Answer, view: InputView, plan: Plan, width: int) -> list[Content]:
    first, count = quarter_index(answer.projection.quarters[0]), len(answer.projection.quarters)
    start = quarter_index(view.start) - first
    drawn = _bar(start, start + view.item.quarters, count, plan)
    letter: Part = (f"{view.item.kind.letter} ", "$muted")
    if plan.two_lines:
        return [line(pad((view.item.title, NAME), max(1, width))), line(letter, drawn)]
    room = max(1, plan.width - LETTER - drawn.cell_length - 1)
    return [line(letter, pad((view.item.title, NAME), room), " ", drawn)]


def _bar(start: int, in_use: int, count: int, plan: Plan) -> Content:
    """Delivery, then use; of what is not delivered by the end only the delivery."""
    if in_use < count:
        return roadmap_row(RoadmapRow(start, in_use), count, plan.step)
    width = plan.bar_width(count)
    ahead = max(0, min(width, start * plan.step))
    return line(" " * ahead, (GLYPHS.heavy * (width - ahead), "$current"))


def roadmap_foot(answer: Answer, plan: Plan, words: str) -> list[Content]:
    """The quarters under the bars, the person-days that they ask for, and what that means."""
    projection = answer.projection
    indent = " " * (LETTER if plan.two_lines else plan.width - plan.bar_width(len(projection.quarters)))
    over, tight = overload(answer), plan.step <= LEAST_STEP
    axis, cells = list[Part](), list[Part]()
    for quarter, days in zip(projection.quarters, projection.person_days.demand, strict=True):
        mark = GLYPHS.over if quarter in over else ""
        style = "bold $text-warning" if mark else "$muted"
        text = figure(days, 0) if days else GLYPHS.none
        # Where three figures have no room, the mark stands beside the quarter's name.
        axis.append(
            (
                f"{quarter[5:]}{mark if tight else ''}".ljust(plan.step)[: plan.step],
                style if tight else "$muted",
            )
        )
        cells.append((f"{text}{mark}".ljust(plan.step), style))
    rows = [line(indent, *axis)]
    if not tight:
        label_ = "" if plan.two_lines else "person-days"
        rows.append(line(pad((label_, "$muted"), len(indent)), *cells))
    if words:
        rows.append(line((f"{GLYPHS.over} ", "$warning"), words))
    elif plan.two_lines and len(rows) > 1:
        rows.append(line(indent, ("person-days asked for in each quarter", "$muted")))
    return rows
