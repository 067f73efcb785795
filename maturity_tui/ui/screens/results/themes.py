"""Results, themes: teams × themes, how many of a theme's targets are met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from maturity_tui.analysis.gap.by_theme import ThemeFigure, ThemeTable, by_theme
from maturity_tui.assessments.ambition.priority_words import how_made
from maturity_tui.assessments.figures import one_decimal
from maturity_tui.assessments.organisation import Theme
from maturity_tui.ui.draw import (
    HeatCell,
    counted,
    label,
    line,
    packed,
    percent,
    score,
    wrap,
)
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.screens.results.heads import MOST_LINES, Heads, cell_size, heads
from maturity_tui.ui.screens.results.page import READABLE, ResultsPage
from maturity_tui.ui.screens.results.view import ResultsView
from maturity_tui.ui.widgets.heat_table import HeatRow, HeatTable, HeatView
from maturity_tui.ui.widgets.row_list import GUTTER

EVERYBODY = "*"
"""The key of the row over all teams: no team's id."""
FIFTHS = tuple(fifth / 5 for fifth in range(6))
# Lines below the table: the key and what is said about a cell, with the blank ones above them.
BELOW = 6
NO_THEMES = (
    "No themes yet, so nothing can be held against them. The ambition says which areas and capabilities must reach "
    "which level: M at home opens it."
)
KEY = "targets of the theme that are met, of those that are scored"


class ThemeHeat(ResultsPage):
    """The table, its key, and the sentence about the cell under the cursor."""

    LIST = "#theme-table"
    HELP_PAGE = (
        "Themes: how many of what each theme wants a team has reached. A theme is held against its own targets; the "
        "list of gaps is held against the highest that any theme or the team sets."
    )
    DEFAULT_CSS = """
    ThemeHeat { height: 1fr; }
    ThemeHeat #theme-table { height: 1fr; }
    ThemeHeat #theme-key { height: auto; padding: 1 2 0 2; }
    ThemeHeat #theme-detail { height: auto; min-height: 2; padding: 1 2 0 2; }
    .-narrow ThemeHeat #theme-key, .-narrow ThemeHeat #theme-detail { padding: 0 1; }
    """

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._view: ResultsView | None = None
        self._table: ThemeTable | None = None
        self._heads = Heads(())
        self._shares = False

    def compose(self) -> ComposeResult:
        table = HeatTable(id="theme-table")
        table.open_label = "gaps"
        yield table
        yield Static(id="theme-key")
        yield Static(id="theme-detail")

    def show(self, view: ResultsView) -> None:
        """Draw these results; the cursor begins on the assessment's own team."""
        start = view.study.assessment.team if self._view is None else None
        if self._view is not view:
            self._view, self._table = view, by_theme(view.others, view.organisation.ambition)
        assert self._table is not None
        rows = heat_rows(view, self._table) if self._table.themes else ()
        size = self._cell_size(rows, len(self._table.themes))
        self._shares = any(len(cell.text) >= size for row in rows for cell in row.cells)
        if self._shares:  # counts in some cells and shares in others could not be compared
            rows = tuple(_as_shares(row) for row in rows)
        codes = [str(at) for at in range(1, len(self._table.themes) + 1)]
        whole = max((len(row.whole) for row in rows), default=0)
        self._heads = heads(codes, [theme.title for theme in self._table.themes], size, beside=whole + 2)
        fills = not self.app.native_ansi_color
        drawn = HeatView(self._heads.texts, rows, FIFTHS, fills, size, self._heads.lines)
        self.query_one(HeatTable).display = bool(rows)
        self.query_one(HeatTable).show(drawn, start)
        self._show_key()
        self._show_detail()

    def on_resize(self) -> None:
        if self._view:
            self.show(self._view)

    def _cell_size(self, rows: Sequence[HeatRow], columns: int) -> int:
        """The widest cells that leave every team and theme in sight."""
        high = self.screen.has_class("-wide") and len(rows) * 3 + MOST_LINES + 1 + BELOW <= self.size.height
        names = max((cell_len(row.title) for row in rows), default=0)
        whole = max((len(row.whole) for row in rows), default=0)
        return cell_size(self.size.width - GUTTER, names, whole, columns, high=high)

    def on_row_list_chosen(self, event: HeatTable.Chosen) -> None:
        """Enter: the gaps of the theme; the list of gaps is that of the assessment shown."""
        event.stop()
        view, theme = self._view, self.theme
        if view is None or theme is None:
            return
        if event.key in (view.study.assessment.team, EVERYBODY):
            self.post_message(self.Narrowed(theme.id))
        else:
            ours = view.organisation.team_title(view.study.assessment.team)
            self.post_message(
                self.Said(f"Gaps are listed for {ours}: open the other team's results for its own.")
            )

    def on_heat_table_moved(self) -> None:
        self._show_detail()

    # what is under the cursor --------------------------------------------------------

    @property
    def node(self) -> str | None:
        """A theme is no node of the framework."""
        return None

    @property
    def theme(self) -> Theme | None:
        """The theme of the cell under the cursor."""
        themes = self._table.themes if self._table else ()
        return themes[self.query_one(HeatTable).column] if themes else None

    def explained(self, view: ResultsView) -> tuple[str, str] | None:
        """How the cell under the cursor came about, and the theme's weight."""
        theme, team = self.theme, self.query_one(HeatTable).cursor_key
        if self._table is None or theme is None or team is None:
            return None
        return theme.title, f"{sentence(view, self._table, team, theme)} {how_made(theme)}"

    def _show_key(self) -> None:
        """What the figures count, and what the headings mean where they are numbers."""
        width = min(READABLE, min(READABLE, max(40, self.size.width - 4)))
        if self._table is None or not self._table.themes:
            lines: list[Part] = [*wrap(NO_THEMES, width)]
        else:
            lines = [label(f"share of the {KEY}" if self._shares else KEY)]
            if self._heads.coded:
                named = zip(self._heads.texts, self._table.themes, strict=True)
                names = [line((f"{code} ", "$text-primary"), label(theme.title)) for code, theme in named]
                lines += packed(names, width)
        self.query_one("#theme-key", Static).update(Content("\n").join([line(row) for row in lines]))

    def _show_detail(self) -> None:
        view, theme, team = self._view, self.theme, self.query_one(HeatTable).cursor_key
        detail = self.query_one("#theme-detail", Static)
        if view is None or self._table is None or theme is None or team is None:
            detail.update("")
            return
        title = line((named(view, team), "bold"), " · ", (theme.title, "bold"))
        said = wrap(sentence(view, self._table, team, theme), min(READABLE, max(40, self.size.width - 4)))
        detail.update(Content("\n").join([title, *(line(row) for row in said)]))


def named(view: ResultsView, team: str) -> str:
    """The team's title, or all of them."""
    return "All teams" if team == EVERYBODY else view.organisation.team_title(team)


def heat_rows(view: ResultsView, table: ThemeTable) -> tuple[HeatRow, ...]:
    """A row a team, and one over all where there are several."""
    rows = [
        HeatRow(
            team,
            named(view, team),
            tuple(_cell(table.cell(team, theme.id)) for theme in table.themes),
            counts(table.of_team(team)),
        )
        for team in table.teams
    ]
    if len(rows) > 1:
        over = [table.over[theme.id] for theme in table.themes]
        met, scored = sum(one.met for one in over), sum(one.scored for one in over)
        whole = f"{met}/{scored}" if scored else score(None)
        rows.append(HeatRow(EVERYBODY, named(view, EVERYBODY), tuple(map(_cell, over)), whole))
    return tuple(rows)


def _cell(figure: ThemeFigure) -> HeatCell:
    if figure.share is None:
        return HeatCell(None)
    return HeatCell(float(figure.share), text=counts(figure))


def _as_shares(row: HeatRow) -> HeatRow:
    """The same with shares instead of counts, which have room anywhere."""
    parts = [percent(cell.mean) for cell in row.cells]
    cells = [
        cell if cell.mean is None else HeatCell(cell.mean, text=part, shorter=(part.replace(" ", ""),))
        for cell, part in zip(row.cells, parts, strict=True)
    ]
    return replace(row, cells=tuple(cells))


def counts(figure: ThemeFigure) -> str:
    """`5/18`: targets met, of those that are scored."""
    return f"{figure.met}/{figure.scored}" if figure.scored else score(None)


def sentence(view: ResultsView, table: ThemeTable, team: str, theme: Theme) -> str:
    """What one cell says, in a sentence or two."""
    figure = table.over[theme.id] if team == EVERYBODY else table.cell(team, theme.id)
    nouns = view.framework.nouns
    if not figure.wanted:
        return f"The theme sets no target for any of its {nouns} in scope."
    if not figure.scored:
        return f"It wants {counted(figure.wanted, 'target')} reached; nothing of that is scored yet."
    blank = figure.wanted - figure.scored
    more = f", {blank} not scored" if blank else ""
    met = f"{figure.met} of {counted(figure.scored, 'target')} met{more}."
    if figure.gap is None:
        return met
    mean = "mean gap" if team != EVERYBODY else "mean gap, teams counting alike,"
    weighted = figure.weighted if figure.weighted is not None else Fraction()
    added = f"weighted by priority {theme.priority:g} it adds up to {one_decimal(weighted)}"
    return f"{met} The {mean} is {one_decimal(figure.gap)}; {added}."
