"""Results, agreement: the rows of its two tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from textual.content import Content

from maturity_tui.assessments.agreement.agreement import (
    ALIKE_FROM,
    MOSTLY_FROM,
    Agreement,
    CapabilityAgreement,
    NodeAgreement,
)
from maturity_tui.assessments.agreement.words import column_words, percent_equal, two_decimals
from maturity_tui.assessments.attention import FAR_APART
from maturity_tui.assessments.votes import distribution
from maturity_tui.ui.draw import NAME, Column, Layout, axis, fit, label, line, spread
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.results.marks import mark
from maturity_tui.ui.screens.results.view import ResultsView
from maturity_tui.ui.widgets.row import Row

LINES = (21, 13, 9)
"""How wide the picture of alpha may be; the widest that costs no other column."""

MOST_VOTES = 24


@dataclass(frozen=True)
class Shown:
    """What is drawn, and the columns that have room for it."""

    view: ResultsView
    figures: Agreement

    def title(self, node: NodeAgreement) -> str:
        """The whole, or an area's code and title."""
        return "All areas" if node.kind == "framework" else self.view.named(node.id)

    @cached_property
    def apart(self) -> tuple[CapabilityAgreement, ...]:
        """The capabilities that two or more have rated."""
        return tuple(one for one in self.figures.capabilities if one.apart is not None)

    def votes(self, one: CapabilityAgreement) -> str:
        """The levels that were given, lowest first."""
        return " ".join(mark(self.view, one.id, level) for level in one.levels)

    def counts(self, one: CapabilityAgreement) -> list[int]:
        """How often each level that the capability can have was given; on the scale, every level of it."""
        item = self.view.framework.capabilities[one.id]
        levels = self.view.framework.levels_of(item) if item.answers else self.view.framework.scale
        return list(distribution(one.levels, [level.value for level in levels]).values())

    def areas_in(self, width: int, *, roomy: bool = True) -> Layout:
        """The columns of the areas."""
        nodes = self.figures.nodes
        words = [column_words(node, roomy=roomy) for node in nodes]
        texts: dict[str, Sequence[str]] = {
            "name": ["  " * max(0, node.depth - 1) + self.title(node) for node in nodes],
            "words": words,
        }
        for picture in LINES:
            columns = [
                Column("name", "Area"),
                Column("alpha", "Alpha", 5, "right"),
                Column("line", axis(picture, ("0", "", "1"), inside=True), picture, drop=1),
                Column("words", "Raters see it" if roomy else ""),
                Column("pairs", "Pairs alike", 11, "right", drop=2),
                Column("rated", "Rated by two", 12, "right", drop=3),
                Column("raters", "Raters", 6, "right", drop=3),
            ]
            found = fit(columns, width, texts)
            if found.has("line"):
                return found
        return self.areas_in(width, roomy=False) if roomy else found

    def capabilities_in(self, width: int) -> Layout:
        """The columns of the capabilities."""
        counts = [self.counts(one) for one in self.apart]
        levels = max((len(one) for one in counts), default=1)
        labels = self.view.labels
        digits = (
            "".join(labels) if len(labels) == levels and all(len(text) == 1 for text in labels) else "Votes"
        )
        votes = [text for one in self.apart if len(text := self.votes(one)) <= MOST_VOTES]
        columns = [
            Column("name", f"{self.view.framework.noun.capitalize()}, most apart first"),
            Column("counts", digits, max(levels, len(digits))),
            Column("votes", "Votes", max([5, *map(len, votes)]), drop=2),
            Column("spread", "Spread", 6, "right", drop=1),
            Column("apart", "Apart", 5, "right"),
        ]
        return fit(columns, width, {"name": [self.view.named(one.id) for one in self.apart]})


def area_rows(shown: Shown) -> list[Row]:
    """The heading, the whole and the areas."""
    head = Row("", lambda width: shown.areas_in(width).head(), heading=True)
    return [
        head,
        *(Row(node.id, partial(_area, shown, node), text=shown.title(node)) for node in shown.figures.nodes),
    ]


def capability_rows(shown: Shown) -> list[Row]:
    """The heading, and the capabilities that two have rated, the furthest apart first."""
    if not shown.apart:
        return []
    head = Row("", lambda width: shown.capabilities_in(width).head(), heading=True)
    return [
        head,
        *(
            Row(one.id, partial(_capability, shown, one), text=shown.view.named(one.id))
            for one in shown.apart
        ),
    ]


def _area(shown: Shown, node: NodeAgreement, width: int) -> Content:
    layout = shown.areas_in(width)
    words = column_words(node, roomy=True)
    roomy = len(words) <= layout.width_of("words")
    cells: dict[str, Part] = {
        "name": line("  " * max(0, node.depth - 1), (shown.title(node), NAME)),
        "alpha": (two_decimals(node.alpha, GLYPHS.minus), "bold"),
        "line": alpha_line(node, layout.width_of("line")),
        "words": words if roomy else column_words(node, roomy=False),
        "pairs": percent_equal(node),
        "rated": str(node.capabilities),
        "raters": str(node.raters),
    }
    return layout.row(cells)


def _capability(shown: Shown, one: CapabilityAgreement, width: int) -> Content:
    layout = shown.capabilities_in(width)
    apart = one.spread or 0
    far: Part = (f"{GLYPHS.disagreement} ", "$warning") if apart >= FAR_APART else ""
    code = shown.view.framework.codes.get(one.id, "")
    title = shown.view.framework.capabilities[one.id].title
    cells: dict[str, Part] = {
        "name": line((f"{code} ", "$muted"), (title, NAME)),
        "counts": spread(shown.counts(one)),
        "votes": label(shown.votes(one)),
        "spread": line(far, f"{apart:g}"),
        "apart": (f"{float(one.apart or 0):.1f}", "bold"),
    }
    return layout.row(cells)


def alpha_line(node: NodeAgreement, width: int) -> Content:
    """Alpha as a dot between 0 and 1, on its interval; the customary limits are dots. What lies below 0 is at 0."""
    if width <= 0 or node.alpha is None:
        return Content("")
    cells: list[tuple[str, str]] = [(" ", "")] * width
    for limit in (0, MOSTLY_FROM, ALIKE_FROM, 1):
        cells[_place(float(limit), width)] = (GLYPHS.dot, "$line")
    if node.interval is not None:
        for at in range(_place(node.interval.low, width), _place(node.interval.high, width) + 1):
            cells[at] = (GLYPHS.light, "$muted")
    cells[_place(float(node.alpha), width)] = (GLYPHS.now, "$current")
    return line(*cells).simplify()


def _place(alpha: float, width: int) -> int:
    return max(0, min(width - 1, round(alpha * (width - 1))))
