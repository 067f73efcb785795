"""What stands beside the ambition's list: how a theme's weight was made and by whom; what a target asks for."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from maturity_tui.assessments.ambition.priority_words import how_made, where_groups_disagree
from maturity_tui.assessments.organisation import Theme
from maturity_tui.assessments.profile import profile_facts
from maturity_tui.ui.draw import counted, fitting, label, line, money, percent, progress, wrap
from maturity_tui.ui.draw.text import Part, pad
from maturity_tui.ui.screens.ambition.view import AmbitionView
from maturity_tui.ui.screens.frameworks.text import heading, joined

BAR = 20
SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}
EMPTY = (
    "No themes yet. A theme is a strategic aim, such as “Services residents choose to use”: it says which areas and "
    "capabilities must reach which level, and by when, and how much that counts beside the other aims.\n\n"
    "n adds the first theme, t then sets a target in it. v makes the weights from what directors, members and staff "
    "say. The gaps of every team are then counted to these targets, and stand in the order of these weights."
)
NOBODY = (
    "There is no organisation here yet. It begins with the first assessment (n at home), with an import (i) or with "
    "the worked example (d). Its ambition is set here then."
)


def facts_line(view: AmbitionView, width: int) -> Content:
    """The organisation's profile in one line: as many facts as have room."""
    spoken = profile_facts(
        view.organisation.profile, lambda amount, unit: money(amount, SYMBOLS.get(unit, f"{unit} ")), most=2
    )
    known = spoken or ("No profile yet: P says what kind of organisation this is.",)
    return fitting([label(fact) for fact in known], width, " · ")


def about(view: AmbitionView, theme: Theme, target: str, width: int) -> Content:
    """The text for the row under the cursor."""
    parts = _of_target(view, theme, target, width) if target else _of_theme(view, theme, width)
    return joined(parts)


def _of_theme(view: AmbitionView, theme: Theme, width: int) -> Iterator[Part]:
    share = view.shares.get(theme.id)
    until = f", by {theme.by}" if theme.by else ""
    yield line(
        (percent(share), "bold $target"), f" of the weight{until} · {counted(len(theme.targets), 'target')}"
    )
    yield ""
    yield from wrap(how_made(theme), width)
    gathered = view.gathered
    if gathered is None:
        return
    item = next(one for one in gathered.themes if one.theme.id == theme.id)
    yield from heading("Its share by group")
    name = max(len(group) for group in item.by_group)
    top = max(item.high, *(one.high for one in gathered.themes))
    for group, given in item.by_group.items():
        drawn = progress(float(given), float(top), min(BAR, max(4, width - name - 9)), "$current")
        yield line(pad(group, name), pad(percent(given), 7, "right"), "  ", drawn)
    yield label(f"{percent(item.spread)} between the highest and the lowest")
    yield ""
    yield from wrap(where_groups_disagree(gathered), width)


def _of_target(view: AmbitionView, theme: Theme, key: str, width: int) -> Iterator[Part]:
    value = theme.targets[key]
    aims = view.aims_at(key)
    yield line((f"{value:g}", "bold $target"), f" of {wanted_named(view, key)}")
    if not aims:
        yield ""
        yield from wrap(
            "No framework that is known here has it, so it sets nothing. Backspace takes it away.", width
        )
        return
    where = ", ".join(aim.framework_title for aim in aims)
    yield from (label(row) for row in wrap(f"in {where}", width))
    if aims[0].is_area:
        yield ""
        yield from wrap(
            "For every capability of the area that has no target of its own in this theme.", width
        )
    level = next((one for one in view.levels(aims[0]) if one.value == value), None)
    if level is not None:
        yield from heading(f"{value:g} {level.name}")
        yield from wrap(view.descriptor(aims[0], value) or "No words are given for it.", width)
    others = view.others_wanting(theme, key)
    if others:
        yield from heading("Wanted by other themes too")
        for other, wanted in others:
            yield from wrap(f"{wanted:g}  {other.title}", width)


def wanted_named(view: AmbitionView, key: str) -> str:
    """A target's area or capability by its code and title; its key where no framework here has it."""
    aims = view.aims_at(key)
    return f"{aims[0].code} {aims[0].title}".strip() if aims else key


def explained(view: AmbitionView, theme: Theme, target: str) -> tuple[str, str]:
    """A title, and how the figure under the cursor came about: a theme's weight, or a target."""
    if target:
        value = f"{theme.targets[target]:g}"
        aims = view.aims_at(target)
        level = (
            next((one for one in view.levels(aims[0]) if f"{one.value:g}" == value), None) if aims else None
        )
        named = f"{value} {level.name}" if level else value
        own = "A team's own target comes before it."
        return wanted_named(
            view, target
        ), f"{theme.title} wants {named} of {wanted_named(view, target)}. {own}"
    share = view.shares.get(theme.id)
    if share is None:
        return theme.title, f"{how_made(theme)} No theme has a weight: all priorities are 0."
    sum_ = " + ".join(f"{one.priority:g}" for one in view.themes)
    return theme.title, f"{how_made(theme)} Its share is {theme.priority:g} ÷ ({sum_}) = {percent(share)}."
