"""Why the projection says what it says, and how sure it is: parts of the gain, what moves it, what is judgement."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_tui.analysis.assumptions.assumption import Assumption
from maturity_tui.analysis.explanation.tornado import Bar
from maturity_tui.frameworks.values import clean_line
from maturity_tui.reports import cells, figures
from maturity_tui.reports.cells import columns, row
from maturity_tui.reports.figures import precise
from maturity_tui.reports.model import Block, Bullets, Cell, Column, Kind, Paragraph, Table
from maturity_tui.reports.sections.what_if_view import View

_MOST_BARS = 12
# How `analysis/projection/notes.py` begins to say that a rise is rarely seen.
_RARE = "A rise of more than"


def how_sure(view: View) -> Iterator[Block]:
    """What the ranges mean, the draws behind them, and what they leave out."""
    if not view.is_sampled:
        return
    draws = view.material.draws
    drawn = f"{draws:,} draws, seed {view.projection.seed}" if draws else f"seed {view.projection.seed}"
    yield Paragraph(
        f"The ranges come from {drawn}: the same seed gives the same figures. In 9 of 10 draws the figure lies "
        "between P5 and P95, in 6 of 10 between P20 and P80, if the assumptions hold. What no assumption "
        "covers, such as a change of leadership or law, a budget cut, or an input that does something else than "
        "it says, is not in them.",
        "quiet",
    )


def contributions(view: View) -> Iterator[Block]:
    """What each input brings: parts that sum to the gain."""
    found = view.material.explanation.contributions if view.material.explanation else None
    if found is None or not found.parts:
        return
    heads = columns(
        ("input", "Input"), Column("part", "Brings", Kind.CHANGE), Column("alone", "Alone", Kind.CHANGE),
        Column("left_out", "Left out loses", Kind.CHANGE),
        Column("error", "Standard error", Kind.NUMBER, data_only=True),
        Column("id", "Id", Kind.ID, data_only=True),
    )  # fmt: skip
    rows = tuple(
        row(
            cells.line(view.title_of(part.input)), view.fine(part.part), view.fine(part.alone),
            view.fine(part.left_out), Cell(part.error, f"{part.error:.2g}"), cells.text(part.input),
        )
        for part in found.parts
    )  # fmt: skip
    exact = (
        "They are exact"
        if found.is_exact
        else f"They are the means of {found.orders} orders, seed {found.seed}"
    )
    note = (
        f"Shapley values: a fair part of the gain for each, and together exactly {view.fine(found.gain).display}. "
        f"{exact}. Alone: what the input would do without the others. Left out loses: what is lost without it."
    )
    yield Table("what-if-contributions", "What each input brings", heads, rows, note)


def moves(view: View) -> Iterator[Block]:
    """What is not known, and how far the figure moves with it."""
    explanation = view.material.explanation
    if explanation is None or not explanation.tornado.bars:
        return
    found = explanation.tornado
    heads = columns(
        ("what", "What is not known"), ("low", "From"), ("high", "To"), Column("at_low", "Changes by", Kind.CHANGE),
        Column("at_high", "and by", Kind.CHANGE), Column("id", "Id", Kind.ID, data_only=True),
    )  # fmt: skip
    rows = tuple(
        row(
            cells.line(_named(view, bar)), cells.text(_end(bar, bar.low, "P5")), cells.text(_end(bar, bar.high, "P95")),
            view.fine(bar.at_low), view.fine(bar.at_high), cells.text(bar.name),
        )
        for bar in found.bars[:_MOST_BARS]
    )  # fmt: skip
    more = len(found.bars) - _MOST_BARS
    note = "One at a time, from its P5 to its P95, all else as it is; the change of the whole at the end."
    note += f" {more} more move it less." if more > 0 else ""
    note += (
        f" No range is known of {figures.listed(list(found.no_range))}: not tried." if found.no_range else ""
    )
    yield Table("what-if-moves", "What moves the figure most", heads, rows, note)


def _named(view: View, bar: Bar) -> str:
    if bar.kind == "scores":
        return "Today's scores"
    if bar.kind == "assumption":
        return bar.name
    return f"{view.title_of(bar.name)}: {'delivery' if bar.kind == 'delivery' else 'share'}"


def _end(bar: Bar, value: float | None, otherwise: str) -> str:
    """What a bar is set to at one end."""
    if bar.kind == "delivery":
        return "never" if value == 0 else "surely"
    if value is None:
        return otherwise
    return figures.percent(precise(value)) if bar.kind == "share" else f"{value:g}"


def waiting(view: View) -> Iterator[Block]:
    """What a month's wait costs."""
    explanation = view.material.explanation
    if explanation is None or not view.projection.chosen:
        return
    found = explanation.waiting
    fall = f"lower by {view.fine(found.at_the_end).display.lstrip('+')}"
    if found.at_the_end < 0:
        fall = f"higher by {view.fine(-found.at_the_end).display.lstrip('+')}, as what fades would be fresher then"
    yield Paragraph(
        f"A month's wait with all of it would leave the whole {fall} at the end of {view.projection.quarters[-1]}."
    )


def rests_on(view: View) -> Iterator[Block]:
    """What is assumed otherwise here, and how much is judgement."""
    entries = view.projection.assumptions.entries
    changed = [entry for entry in entries if entry.changed]
    if changed:
        said = "; ".join(
            f"{entry.name} {quantity(entry)} (default {quantity(entry, default=True)})" for entry in changed
        )
        yield Paragraph(f"Assumed otherwise than by default: {said}.", "warning")
    if view.material.scenario is not None and view.material.scenario.calibrated:
        yield Paragraph("The ranges are taken as calibrated, and are not widened.", "warning")
    judged = sum(entry.grade == "J" for entry in entries)
    inputs = view.projection.chosen
    own = sum(choice.input.basis.grade == "J" for choice in inputs)
    text = f"{judged} of the {len(entries)} assumptions are judgement (grade J)"
    text += f", and so is the effect of {own} of the {len(inputs)} inputs" if inputs else ""
    yield Paragraph(f"{text}. The method lists each assumption with its source.", "quiet")


def quantity(entry: Assumption, *, default: bool = False) -> str:
    """An assumption's value, or what it is by default, as it is written."""
    from maturity_tui.analysis.assumptions.assumptions import Assumptions

    value = Assumptions.default().by_name[entry.name].value if default else entry.value
    return " / ".join(f"{part:g}" for part in (value if isinstance(value, tuple) else (value,)))


def notes(view: View) -> Iterator[Block]:
    """What the projection leaves out, in its own words; that a rise is rarely seen comes first, as a warning."""
    found = [clean_line(note) for note in view.projection.notes]
    for note in found:
        if note.startswith(_RARE):
            yield Paragraph(note, "warning")
    if rest := tuple(note for note in found if not note.startswith(_RARE)):
        yield Bullets(rest)
