"""The rows of a comparison: the first side's figure, then each other's with how far it lies from the first."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from textual.content import Content

from maturity_tui.assessments.comparison.compare import CompareLine, Comparison
from maturity_tui.assessments.comparison.words import level_name
from maturity_tui.ui.draw import NAME, Column, Layout, change, fit, label, line, pad, percent, score
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS

LEAST, AWAY, WIDEST = 5, 7, 120
MOST_SKILL = 12


@lru_cache(maxsize=16)
def columns(width: int, sides: int, names: tuple[str, ...], skills: bool) -> Layout:
    """A column a side under its number; behind every other one its difference, where there is room for all of them."""
    cell = MOST_SKILL if skills else LEAST
    found = [Column("name", "Area", flex=True), Column("1", "1", cell, "right")]
    for side in range(2, sides + 1):
        found.append(Column(str(side), str(side), cell, "right"))
        found.append(Column(f"away-{side}", "", AWAY, drop=2, gap=1))
    if sides > 2:
        found.append(Column("apart", "Apart", 5, "right", drop=1))
    # Figures stay near their names, however wide the screen is.
    return fit(found, min(width, max(WIDEST, LEAST * 3 * sides)), {"name": names})


def name_of(found: Comparison, one: CompareLine) -> str:
    """A name as it stands in its column."""
    code = found.framework.codes.get(one.node.id, "")
    return f"{'  ' * max(0, one.node.depth - 1)}{code} {one.node.title}".rstrip()


def row(found: Comparison, one: CompareLine, names: tuple[str, ...], width: int) -> Content:
    """One area or capability over all sides."""
    layout = columns(width, len(found.sides), names, found.framework.is_skills)
    code = found.framework.codes.get(one.node.id, "")
    indent = "  " * max(0, one.node.depth - 1)
    cells: dict[str, Part] = {
        "name": line(indent, (f"{code} " if code else "", "$muted"), (one.node.title, NAME))
    }
    for at, value in enumerate(one.values):
        cells[str(at + 1)] = (_shown(found, one, value), "bold")
        if at:
            cells[f"away-{at + 1}"] = away(found, one, one.against(at))
    cells["apart"] = label(_apart(one))
    return layout.row(cells)


def _shown(found: Comparison, one: CompareLine, value: Fraction | None) -> str:
    if value is None:
        return score(None)
    if one.node.kind == "capability":
        return level_name(found.framework, one.node.id, value)
    return percent(value) if one.shares else score(value)


def away(found: Comparison, one: CompareLine, far: Fraction | None) -> Content:
    """▲ +0.5, ▼ −0.5; `·` where it is the same. Levels of skills are names: higher or lower is all there is to say."""
    if far is None:
        return line("")
    if not far:
        return pad(label(GLYPHS.none), AWAY)
    mark = (f"{GLYPHS.up} ", "$current") if far > 0 else (f"{GLYPHS.down} ", "$warning")
    if one.shares:
        return line(mark, f"{change(far * 100, 0)} pp")
    single = one.node.kind == "capability"
    if found.framework.is_skills and single:
        return line(mark)
    return line(mark, change(far, 0 if single and far.denominator == 1 else 1))


def _apart(one: CompareLine) -> str:
    if one.spread is None:
        return GLYPHS.nothing
    if one.shares:
        return percent(one.spread)
    return f"{float(one.spread):g}" if one.node.kind == "capability" else score(one.spread)
