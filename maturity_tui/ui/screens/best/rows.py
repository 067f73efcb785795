"""The list of the screen "best for a budget": the inputs of one plan, against what is chosen now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.content import Content

from maturity_tui.ui.draw import line, money
from maturity_tui.ui.draw.frontier_plot import Frontier
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.best.view import Findings, Plan, difference
from maturity_tui.ui.screens.best.words import axis_words
from maturity_tui.ui.screens.what_if.rows import Columns, columns_of, input_head, input_line
from maturity_tui.ui.screens.what_if.view import Answer, InputView
from maturity_tui.ui.widgets.row import Row

MARK = 2


def plan_rows(answer: Answer, findings: Findings, plan: Plan) -> list[Row]:
    """The inputs that it adds, those that it keeps, those that it leaves out, then all that are ruled out."""
    found, scenario = difference(plan, findings.now), findings.sought.scenario
    ruled = tuple(item for item in scenario.must_not if item not in (*plan.ids, *found.removed))
    added: Part = ("+ ", "bold $text-projected") if findings.now and findings.now.ids else "  "
    marks: tuple[tuple[tuple[str, ...], Part], ...] = (
        (found.added, added), (found.kept, "  "), (found.removed, (f"{GLYPHS.minus} ", "$muted")), (ruled, "  "),
    )  # fmt: skip
    wishes: dict[str, Part] = dict.fromkeys(scenario.must, (f"{GLYPHS.target} ", "$target"))
    wishes |= dict.fromkeys(scenario.must_not, (f"{GLYPHS.not_applicable} ", "$warning"))
    columns = columns_of(answer)
    return [
        Row(item, partial(_marked, wishes.get(item, mark), _drawing(view, columns)), text=view.item.title)
        for ids, mark in marks
        for item in ids
        if (view := _view(answer, plan, item)) is not None
    ]


def _view(answer: Answer, plan: Plan, item: str) -> InputView | None:
    """An input as the plan has it, or lacks it."""
    view, inside = answer.inputs.get(item), item in plan.ids
    if view is None:
        return None
    gain = plan.gains.get(item) if inside else None
    return InputView(view.item, inside, view.start, gain, view.once, view.yearly)


def _drawing(view: InputView, columns: Columns) -> Callable[[int], Content]:
    return input_line(view, columns, letter=True)


def _marked(mark: Part, drawn: Callable[[int], Content], width: int) -> Content:
    return line(mark, drawn(width - MARK))


def head(answer: Answer, note: str, width: int) -> Content:
    """The headings."""
    return input_head(answer, width, note)


def chart(findings: Findings, at: int | None) -> Frontier:
    """The plans as points, with what is chosen now and the budget."""
    now, points = findings.now, [plan.place for plan in findings.plans]
    beside = now.place if now is not None and now.ids else None
    return Frontier(points, at, beside, findings.sought.scenario.limits.once)


def axes(answer: Answer) -> dict[str, Callable[[float], str]]:
    """How the chart's figures are written."""
    return {
        "cost": partial(money, symbol=answer.symbol),
        "gain": partial(axis_words, answer),
    }
