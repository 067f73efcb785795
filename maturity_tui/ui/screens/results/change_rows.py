"""Results, change: what a row says of an area or a capability, was → is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from textual.content import Content

from maturity_tui.assessments.comparison.change import Change, Move, Moved
from maturity_tui.assessments.figures import NodeFigure
from maturity_tui.ui.draw import NAME, Column, Layout, change, fit, label, line, percent, score, sparkline
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.results.change_projected import Projected, area_cell, cell
from maturity_tui.ui.screens.results.marks import level_chip
from maturity_tui.ui.screens.results.view import ResultsView

WORDS = {Moved.NEW: "new", Moved.GONE: "not now", Moved.NONE: "", Moved.OTHER: "rescaled"}
NOTE = "Changes are rounded from exact figures, over what both rounds have scored."


@lru_cache(maxsize=8)
def layout(width: int, names: tuple[str, ...], rounds: int, plan: bool = False) -> Layout:
    """The columns that have room; the series only where there are more than two rounds, what was projected only where
    a plan lies between them."""
    columns = [
        Column("name", "Area", flex=True),
        Column("was", "Was", 5, "right"),
        Column("is", "Is", 5, "right"),
        Column("change", "Change", 9),
        *([Column("projected", "Projected", 9, "right", drop=2)] if plan else []),
        Column("moves", "Up, down", 9, drop=1),
        Column("other", "Newly scored, not now", 21, drop=3),
    ]
    if rounds > 2:
        columns.append(Column("series", "Rounds", max(6, rounds), drop=1))
    return fit(columns, width, {"name": names})


def area_row(
    view: ResultsView,
    found: Change,
    plan: Projected | None,
    node: NodeFigure,
    names: tuple[str, ...],
    width: int,
) -> Content:
    """An area, or the whole: its two figures, how far it moved, how many capabilities went which way."""
    columns = layout(width, names, len(found.rounds), plan is not None)
    cells: dict[str, Part] = {"name": _name(view, node.id, node.title, max(0, node.depth - 1))}
    one = found.line(node.id)
    if one is not None:
        was, is_ = one.values
        written = percent if one.shares else score
        cells |= {
            "was": written(was),
            "is": (written(is_), "bold"),
            "change": moved(one.against(1), one.shares),
        }
    else:
        cells |= {"was": score(None), "is": score(None), "change": ""}
    below = found.below(node.id)
    cells["moves"] = _counts(
        below, ((Moved.UP, GLYPHS.up, "$current"), (Moved.DOWN, GLYPHS.down, "$warning"))
    )
    cells["other"] = label(", ".join(_others(below)))
    if plan is not None:
        cells["projected"] = area_cell(*plan.among(move.capability for move in below))
    cells["series"] = _series(view, found, node.id, node)
    return columns.row(cells)


def _others(below: Sequence[Move]) -> Iterator[str]:
    for kind, word in ((Moved.NEW, "new"), (Moved.GONE, "not now"), (Moved.OTHER, "rescaled")):
        if count := sum(move.moved is kind for move in below):
            yield f"{count} {word}"


def move_row(
    view: ResultsView, found: Change, plan: Projected | None, move: Move, names: tuple[str, ...], width: int
) -> Content:
    """A capability: its levels then and now, and what was projected."""
    columns = layout(width, names, len(found.rounds), plan is not None)
    known = move.capability in view.framework.capabilities
    depth = len(view.framework.paths.get(move.capability, ()))
    cells: dict[str, Part] = {
        "name": _name(view, move.capability, move.title, depth),
        "was": _level(view, move, move.was, known=known),
        "is": _level(view, move, move.now, known=known),
        "change": _step(view, move),
        "projected": cell(plan.by_id.get(move.capability) if plan else None),
    }
    if move.target_moved:
        cells["moves"] = label(f"{GLYPHS.target} moved")
    cells["series"] = _series(view, found, move.capability, None)
    return columns.row(cells)


def moved(far: Fraction | None, shares: bool = False) -> Content:
    """▲ +0.4, ▼ −0.2, `·` for none; shares in percentage points (pp)."""
    if far is None:
        return label(GLYPHS.nothing)
    if not far:
        return label(f"{GLYPHS.none} same")
    text = f"{change(far * 100, 0)} pp" if shares else change(far)
    return _marked(far, text)


def _step(view: ResultsView, move: Move) -> Content:
    far = move.steps
    if far is None:
        return label(WORDS.get(move.moved, ""))
    if view.framework.is_skills and far:
        # Levels of skills are names: how many steps lie between two values says nothing.
        return _marked(far, "higher" if far > 0 else "lower")
    if not far:
        return label(f"{GLYPHS.none} same")
    return _marked(far, change(far, 0) if far.denominator == 1 else change(far, 2))


def _marked(far: Fraction, text: str) -> Content:
    mark = (f"{GLYPHS.up} ", "$current") if far > 0 else (f"{GLYPHS.down} ", "$warning")
    return line(mark, (text, "bold"))


def _name(view: ResultsView, node: str, title: str, depth: int) -> Content:
    code = view.framework.codes.get(node, "")
    return line("  " * depth, (f"{code} " if code else "", "$muted"), (title, NAME))


def _level(view: ResultsView, move: Move, value: float | None, *, known: bool) -> Part:
    if value is None:
        return score(None)
    return level_chip(view, move.capability, value) if known and not move.outside else f"{value:g}"


def _counts(below: Sequence[Move], kinds: Sequence[tuple[Moved, str, str]]) -> Content:
    parts: list[Part] = []
    for kind, mark, style in kinds:
        count = sum(move.moved is kind for move in below)
        if count:
            parts += ["  " if parts else "", (mark, style), f" {count}"]
    return line(*parts)


def _series(view: ResultsView, found: Change, node: str, figure: NodeFigure | None) -> Content:
    """A cell a round, oldest first, on the node's own range."""
    values = found.history(node)
    known = figure or view.results.by_id.get(node)
    if known is None or not values:
        return line("")
    low, high = float(known.minimum), float(known.maximum)
    return sparkline([None if value is None else float(value) for value in values], low=low, high=high)
