"""The rows of the screen of inputs, and what is said of the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from textual.content import Content

from maturity_tui.analysis.inputs.interventions import Effect, Intervention
from maturity_tui.ui.draw import NAME, Column, Layout, fit, label, line, percent, wrap
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.inputs.view import InputsView
from maturity_tui.ui.screens.what_if.rows import thousands
from maturity_tui.ui.widgets.row import Row

WIDEST = 120
_GRADES = {"V": "seen in the source", "R": "recalled, to be checked", "J": "judgement"}

Head = Callable[[int], Content]


@lru_cache(maxsize=16)
def layout(width: int, names: tuple[str, ...], unit: str) -> Layout:
    """The columns that have room."""
    columns = [
        Column("name", "Input", flex=True),
        Column("kind", "Kind", 10, drop=2),
        Column("once", f"{unit} once", max(8, len(unit) + 5), "right"),
        Column("yearly", "a year", 6, "right", drop=3),
        Column("effects", "Acts on", 7, "right", drop=1),
        Column("origin", "From", 8),
    ]
    return fit(columns, min(width, WIDEST), {"name": names})


def input_rows(view: InputsView, *, own_only: bool) -> tuple[Head, list[Row]]:
    """The heading, and a row an input: the own ones first."""
    items = view.ordered(own_only=own_only)
    names = tuple(item.title for item in items)
    unit = f"{_currency(view)} k"
    found = [Row(item.id, partial(_row, view, item, names, unit), text=item.title) for item in items]
    return lambda width: layout(width, names, unit).head(), found


def _currency(view: InputsView) -> str:
    used = next(iter(view.known.values()), None)
    return {"GBP": "£", "EUR": "€", "USD": "$"}.get(used.cost.currency, used.cost.currency) if used else "£"


def _row(view: InputsView, item: Intervention, names: tuple[str, ...], unit: str, width: int) -> Content:
    own = item.id in view.mine
    tone = "" if own else "$muted"
    return layout(width, names, unit).row({
        "name": (item.title, NAME if own else tone), "kind": (item.kind.value, tone),
        "once": (thousands(float(item.cost.once)), tone), "yearly": (thousands(float(item.cost.per_year)), tone),
        "effects": (str(len(item.effects)), tone), "origin": (view.origin(item.id), "bold" if own else tone),
    })  # fmt: skip


def about(view: InputsView, item: Intervention | None, width: int, most: int) -> list[Content]:
    """What an input does and what that rests on; in so many lines."""
    if item is None:
        return []
    effects = [_effect(view, effect) for effect in item.effects]
    basis = item.basis
    rows = wrap(
        f"Closes of the open gap: {'; '.join(effects)}." if effects else "It acts on nothing yet.", width
    )
    rows += wrap(f"{basis.grade}, {_GRADES[basis.grade]}{': ' + basis.note if basis.note else ''}", width)
    if len(rows) > most:
        rows = [*rows[: most - 1], f"{rows[most - 1]} {GLYPHS.more}"]
    return [label(row) for row in rows]


def _effect(view: InputsView, effect: Effect) -> str:
    low, _, high = (percent(share) for share in effect.share)
    span = low if low == high else f"{low.removesuffix(' %')}{GLYPHS.nothing}{high}"
    return f"{span} in {view.named(effect.capability)}"


def counts(view: InputsView) -> Content:
    """`8 own, 24 shipped`"""
    shipped = len(view.shipped_ids - view.mine.keys())
    return line((f"{len(view.mine)} own, {shipped} shipped", "$muted"))
