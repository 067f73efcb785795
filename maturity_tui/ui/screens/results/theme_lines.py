"""Gap by theme in a few lines, for tabs that have room for them: a pure drawing of the results' view."""

from __future__ import annotations

from fractions import Fraction

from textual.content import Content

from maturity_tui.analysis.gap.by_theme import ThemeFigure, by_theme
from maturity_tui.assessments.organisation import Theme
from maturity_tui.ui.draw import Column, counted, fit, join, label, progress, score
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.results.themes import counts
from maturity_tui.ui.screens.results.view import ResultsView

BAR = 12


def theme_lines(view: ResultsView, width: int, most: int = 6) -> list[Content]:
    """Gap by theme over the teams of the round, the heaviest first, in at most so many lines below a heading.

    Nothing where there are no themes.
    """
    table = by_theme(view.others, view.organisation.ambition)
    if not table.themes or not any(table.items.values()):
        return []
    themes = table.heaviest_first()
    top = max((table.over[theme.id].weighted or Fraction() for theme in themes), default=Fraction())
    columns = [
        Column("name", f"By theme, {counted(len(table.teams), 'team')}", flex=True),
        Column("met", "Met", 7, "right"),
        Column("gap", "Mean gap", 8, "right", drop=2),
        Column("weighted", "Weighted", 8, "right", drop=1),
        Column("bar", "", BAR, drop=3),
    ]
    layout = fit(columns, width, {"name": [theme.title for theme in themes]})
    shown = themes if len(themes) <= most else themes[: most - 1]
    rows = [layout.row(_line(table.over[theme.id], theme, top)) for theme in shown]
    rest = len(themes) - len(shown)
    return [layout.head(), *rows, *([join([label(f"{rest} more")])] if rest else [])]


def _line(figure: ThemeFigure, theme: Theme, top: Fraction) -> dict[str, Part]:
    weighted = figure.weighted
    return {
        "name": theme.title,
        "met": counts(figure),
        "gap": (score(figure.gap), "bold $gap") if figure.gap else score(figure.gap),
        "weighted": (score(weighted), "bold"),
        "bar": progress(float(weighted or 0), float(top), BAR, "$gap") if top else label(GLYPHS.blank),
    }
