"""The areas with their capabilities, as the score screen lists them; in one row on a narrow screen."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from maturity_tui.assessments.figures import NodeFigure
from maturity_tui.ui.draw import NAME, Part, apart, chip, join, label, line, pad, percent, wrap
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.score.levels import Step
from maturity_tui.ui.screens.score.values import Group, State
from maturity_tui.ui.screens.score.view import Sheet
from maturity_tui.ui.widgets.row import Row

AREA = "area:"


def _mark(state: State) -> Part:
    return {
        State.SCORED: (GLYPHS.scored, "$success"),
        State.SAVING: (GLYPHS.more, "$muted"),
        State.FAILED: (GLYPHS.stale, "$error"),
        State.PARTLY: (GLYPHS.partly, "$foreground"),
        State.BLANK: (GLYPHS.blank, "$muted"),
        State.NOT_APPLICABLE: (GLYPHS.not_applicable, "$muted"),
    }[state]


# the list ------------------------------------------------------------------------


def list_rows(sheet: Sheet, opened: str, width: int) -> list[Row]:
    """Every area in one row; below the opened one its capabilities. Names go on in a second row, and are never cut."""
    if sheet.is_flat:
        return [row for item in sheet.agenda for row in _member(sheet, item, sheet.name(item), width)]
    rows: list[Row] = []
    for group in sheet.groups:
        is_open = group.id == opened
        if rows and is_open and rows[-1].key:
            rows.append(Row.blank())
        rows += _area_rows(sheet, group, is_open, width)
        if is_open:
            rows += _member_rows(sheet, group, width)
            rows.append(Row.blank())
    return rows


def _area_rows(sheet: Sheet, group: Group, is_open: bool, width: int) -> list[Row]:
    lines = _area_names(sheet, group, width)
    first = Row(AREA + group.id, partial(area_row, sheet, group, is_open, lines[0]), indent=0)
    return [
        first,
        *(Row("", line("  ", (text, "bold" if is_open else "$foreground")), True, 0) for text in lines[1:]),
    ]


def _area_names(sheet: Sheet, group: Group, width: int) -> list[str]:
    # Room for a mean even where there is none yet: a name is not to break anew when the first score is in.
    figures = "100 % " if sheet.framework.is_skills else "0.0 "
    figures += f"{len(group.members)}/{len(group.members)}"
    return wrap(group.title, max(8, width - len(group.letter) - 2 - len(figures)))


def area_row(sheet: Sheet, group: Group, is_open: bool, name: str, width: int) -> Content:
    """`B People, skills and change  2.0 3/5`"""
    figure = sheet.figure(group.id)
    left = line(
        (f"{group.letter} ", "$primary" if is_open else "$muted"), (name, "bold" if is_open else NAME)
    )
    if figure is None:
        return line(left)
    count = f"{figure.scored}/{figure.applicable}"
    right = join([(_mean(figure), "bold"), (count, "$text-primary" if is_open else "$muted")], " ")
    return line(pad(left, max(0, width - right.cell_length)), right)


def _mean(figure: NodeFigure) -> str:
    """The mean in few cells; the bound is said where there is room for it."""
    if figure.score is None:
        return ""
    return percent(figure.score) if figure.with_target else figure.display.rpartition(" ")[2]


def _member_rows(sheet: Sheet, group: Group, width: int) -> list[Row]:
    rows: list[Row] = []
    for title, members in group.sections:
        rows += [Row("", line((text, "$muted")), True) for text in (wrap(title, width - 2) if title else [])]
        rows += [row for item in members for row in _member(sheet, item, sheet.title(item), width)]
    return rows


def _member(sheet: Sheet, item: str, name: str, width: int) -> list[Row]:
    first, *rest = wrap(name, max(8, width - 8))
    head = Row(item, partial(member_row, sheet, item, first), text=sheet.name(item))
    style = _name_style(sheet.state(item))
    return [head, *(Row("", line("  ", (text, style)), True) for text in rest)]


def member_row(sheet: Sheet, item: str, name: str, width: int) -> Content:
    """A capability: its mark, its name, its level."""
    state, here = sheet.state(item), item == sheet.here
    mark = (GLYPHS.here, "$primary") if here and state in (State.BLANK, State.PARTLY) else _mark(state)
    style = NAME if state not in (State.BLANK, State.NOT_APPLICABLE) or here else "$muted"
    left = line(mark, " ", (name, style))
    right = _level(sheet, item, state)
    return line(pad(left, max(0, width - right.cell_length)), right)


def _name_style(state: State) -> str:
    return "$muted" if state in (State.BLANK, State.NOT_APPLICABLE) else "$foreground"


def _level(sheet: Sheet, item: str, state: State) -> Content:
    if state is State.NOT_APPLICABLE:
        return label("n/a")
    step = sheet.step_at(item, sheet.score(item).agreed)
    if step is None:
        return label("n/a") if sheet.score(item).not_applicable else Content("")
    # A fill is for what is on disk.
    return level_chip(step) if state is State.SCORED else line((f" {step.label} ", "$muted"))


def level_chip(step: Step, *, shaped: bool = True) -> Content:
    """The chip of a level."""
    return chip(step.count, step.slot, step.label, shaped=shaped)


def legend() -> Content:
    """What the marks mean."""

    def entry(state: State, text: str, width: int = 0) -> Content:
        return (
            pad(line(_mark(state), (f" {text}", "$muted")), width)
            if width
            else line(_mark(state), (f" {text}", "$muted"))
        )

    return line(
        entry(State.SCORED, "scored", 12), entry(State.PARTLY, "votes in"), "\n",
        entry(State.BLANK, "blank", 12), entry(State.NOT_APPLICABLE, "not applicable"),
    )  # fmt: skip


def strip(sheet: Sheet, here: str, width: int) -> Content:
    """The areas in one row of a narrow screen: this area's marks, its name and count; which capability this is."""
    group = sheet.group_of[here]
    members = sheet.agenda if sheet.is_flat and here in sheet.turn else group.members
    at = members.index(here)
    first = max(0, min(at - 5, len(members) - 11))
    marks = [
        (GLYPHS.here, "$primary") if item == here else _mark(sheet.state(item))
        for item in members[first : first + 11]
    ]
    figure = sheet.figure(group.id)
    count = f"{figure.scored} of {figure.applicable}" if figure else ""
    left = join([line(*marks), line((f"{group.letter} ", "$muted"), group.title), (count, "$muted")], "  ")
    return apart(left, (place_words(sheet, here), "$muted"), width)


def place_words(sheet: Sheet, here: str) -> str:
    """`capability 6 of 40`, in the order in which they are gone through"""
    if here not in sheet.turn:
        return "not on the agenda"
    return f"{sheet.framework.noun} {sheet.turn[here] + 1} of {len(sheet.agenda)}"


def scored_words(sheet: Sheet) -> str:
    """`5 of 40 scored`"""
    return "{} of {} scored".format(*sheet.scored)
