"""The ambition's list: a row a theme with its part of the weight, and below it its targets."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from maturity_tui.assessments.organisation import Organisation, Theme
from maturity_tui.frameworks.values import Number
from maturity_tui.ui.draw import (
    NAME,
    Column,
    Layout,
    apart,
    counted,
    fit,
    label,
    line,
    percent,
    progress,
)
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.ambition.view import AmbitionView
from maturity_tui.ui.widgets.row import Row

BAR = 12
SEPARATOR = "/"


def ambition_rows(view: AmbitionView) -> list[Row]:
    """The themes in the order of their priority, each followed by its targets."""
    rows: list[Row] = []
    for theme in view.themes:
        rows.append(Row(theme.id, partial(_theme, view, theme), text=theme.title))
        rows += [
            Row(f"{theme.id}{SEPARATOR}{key}", partial(_target, view, key, value), text=_named(view, key))
            for key, value in view.targets(theme)
        ]
    return rows


def theme_of(key: str) -> tuple[str, str]:
    """The theme's id and the target's key ("" on the theme itself) that a row's key names."""
    theme, _, target = key.partition(SEPARATOR)
    return theme, target


def changed_row(old: Organisation, new: Organisation) -> str | None:
    """The row that came, or is another, from one state to the next: there one looks. None where only some went."""
    before = {theme.id: theme for theme in old.ambition}
    for theme in new.ambition:
        was = before.get(theme.id)
        if was == theme:
            continue
        if was is not None and was.changed(targets=theme.targets) == theme:
            other = [key for key, value in theme.targets.items() if was.targets.get(key) != value]
            return f"{theme.id}{SEPARATOR}{other[0]}" if other else theme.id
        return theme.id
    return None


def head(view: AmbitionView, width: int) -> Content:
    """The headings of the themes' columns."""
    return _layout(view, width).head()


def _layout(view: AmbitionView, width: int) -> Layout:
    columns = [
        Column("name", "Theme", flex=True),
        Column("share", "Share", 5, "right"),
        Column("bar", "", BAR, drop=2),
        Column("priority", "Priority", 8, "right", drop=1),
        Column("by", "By", 7, drop=3),
    ]
    return fit(columns, width, {"name": [theme.title for theme in view.themes]})


def _theme(view: AmbitionView, theme: Theme, width: int) -> Content:
    share = view.shares.get(theme.id)
    top = max(view.shares.values(), default=None) or 1
    cells: dict[str, Part] = {
        "name": (theme.title, NAME),
        "share": (percent(share), "bold"),
        "bar": progress(float(share or 0), float(top), BAR, "$target"),
        "priority": f"{theme.priority:g}",
        "by": label(theme.by or GLYPHS.nothing),
    }
    return _layout(view, width).row(cells)


def _target(view: AmbitionView, key: str, value: Number, width: int) -> Content:
    aims = view.aims_at(key)
    mark = line(("  ", ""), (f"{GLYPHS.target} ", "$target"), (f"{value:g}", "bold"), "  ")
    if not aims:
        return apart(
            line(mark, key), line((f"{GLYPHS.stale} ", "$warning"), label("in no framework here")), width
        )
    first = aims[0]
    named = line(mark, (f"{first.code} ", "$muted"), (first.title, NAME))
    kind = label("whole area")
    fits = first.is_area and named.cell_length + kind.cell_length + 2 <= width
    return apart(named, kind if fits else "", width)


def _named(view: AmbitionView, key: str) -> str:
    return " ".join([key, *(aim.title for aim in view.aims_at(key)[:1])])


def count_said(view: AmbitionView) -> str:
    """How many themes and targets there are."""
    targets = sum(len(theme.targets) for theme in view.themes)
    return f"{counted(len(view.themes), 'theme')} · {counted(targets, 'target')}"
