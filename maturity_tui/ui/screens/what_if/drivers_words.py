"""One row of "What moves it" in full: what it means, how it was found, what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from maturity_tui.analysis.explanation.portfolios import CHOSEN
from maturity_tui.analysis.explanation.tornado import Bar
from maturity_tui.ui.draw import change, figure
from maturity_tui.ui.screens.what_if.assumed import plain
from maturity_tui.ui.screens.what_if.details import with_titles
from maturity_tui.ui.screens.what_if.drivers_rows import Drivers, bar_name, title_of, waits_words, worth_words

EXACT = 1e-9


def row_words(drivers: Drivers, key: str) -> tuple[str, str]:
    """A title and some sentences about a row."""
    kind, _, rest = key.partition(":")
    makers: dict[str, Callable[[Drivers, str], tuple[str, str]]] = {
        "part": _about_part, "bar": _about_bar, "held": _about_held, "wait": _about_wait, "worth": _about_worth,
    }  # fmt: skip
    return makers[kind](drivers, rest)


def _about_part(drivers: Drivers, item: str) -> tuple[str, str]:
    found, k, places = drivers.found.contributions, drivers.factor, drivers.places + 1
    part = next(one for one in found.parts if one.input == item)
    brings, alone, lost = (figure(value * k, places) for value in (part.part, part.alone, part.left_out))
    how = (
        f"drawn from {found.orders} orders, standard error {part.error * k:.1g}"
        if part.error > EXACT
        else "exact"
    )
    index = next(iter(_index(drivers, item)), "")
    return title_of(drivers, item), (
        f"It brings {brings} of the {figure(found.gain * k, places)} by {drivers.answer.end}: the mean of what it adds "
        f"over every order in which the inputs could come in ({how}). "
        "So the parts sum to the gain of the plain formula; that of the draws may differ in its last digit.\n\n"
        f"Alone it would add {alone}; leaving it out would lose {lost}.{index}"
    )


def _index(drivers: Drivers, item: str) -> Iterator[str]:
    found = drivers.found.moments
    for index in found.indices if found is not None else ():
        if index.input == item:
            exact = "" if found is None or found.exact else ", counted before anything is held back"
            yield (
                f"\n\nOf the variance that inputs make if independent, {100 * index.first:.0f} % is its own and "
                f"{100 * index.total:.0f} % with what it meets{exact}."
            )


def _about_bar(drivers: Drivers, key: str) -> tuple[str, str]:
    kind, _, name = key.partition(":")
    bar = next(one for one in drivers.found.tornado.bars if (one.kind, one.name) == (kind, name))
    low, high = (change(value * drivers.factor, drivers.places + 1) for value in (bar.at_low, bar.at_high))
    told = f"All else as it is, the figure by {drivers.answer.end} changes by {low} at the low end, {high} at the high."
    return bar_name(drivers.answer, bar), f"{_what_moves(drivers, bar)}\n\n{told}{_not_tried(drivers)}"


def _what_moves(drivers: Drivers, bar: Bar) -> str:
    if bar.kind == "scores":
        return (
            "Today's scores are not sure: by their confidence, and by how far raters lie apart. "
            "From P5 to P95 of what that makes of the figure."
        )
    if bar.kind == "delivery":
        return "From never delivered to surely delivered."
    if bar.kind == "share":
        one = (
            ""
            if bar.low is None or bar.high is None
            else f": {100 * bar.low:.0f} % to {100 * bar.high:.0f} %"
        )
        return f"The share of the gap that it closes, from P5 to P95 of its range as it is used{one}."
    entry = drivers.answer.projection.assumptions.by_name[bar.name]
    return f"{entry.name}, {entry.unit}: from {bar.low:g} to {bar.high:g}. {entry.grade}: {entry.source}."


def _not_tried(drivers: Drivers) -> str:
    names = drivers.found.tornado.no_range
    return (
        f"\n\nNo range is known of these, so they are not tried: {', '.join(map(plain, names))}."
        if names
        else ""
    )


def _about_held(drivers: Drivers, key: str) -> tuple[str, str]:
    capability, _, by = key.partition(":")
    ground = drivers.answer.ground
    rows = [one for one in drivers.found.gated if (one.capability, one.by) == (capability, by)]
    teams = [f"{ground.organisation.team_title(one.team)} {figure(one.held_back, 2)}" for one in rows]
    return ground.named(capability), (
        f"It rests on {ground.named(by)}, and may not run ahead of that by more than the slack between them. "
        f"By {drivers.answer.end} that holds back, in levels: {'; '.join(teams)}.\n\n"
        f"What lifts {ground.named(by)} frees it."
    )


def _about_wait(drivers: Drivers, _: str) -> tuple[str, str]:
    return "A month's wait", (
        f"{waits_words(drivers.answer, drivers.found.waiting)}\n\n"
        "Every start is moved a quarter; this is a third of what that changes. Where training fades, a later start can "
        "leave more at the end: the months say what is missed."
    )


def _about_worth(drivers: Drivers, _: str) -> tuple[str, str]:
    found = drivers.information
    if found is None:
        return "Worth knowing better", "It is being drawn."
    rows = [
        f"· {_called(drivers, win.name)}: mean {figure(win.mean * drivers.factor, 3)}, "
        f"best in {100 * win.best_in:.0f} of 100"
        for win in found.wins
    ]
    left = [f"· {with_titles(drivers.answer, text)}" for text in found.left_out]
    return "Worth knowing better", "\n".join(
        [
            f"{worth_words(drivers.answer, found)}\n",
            f"Compared, in {found.draws:,} draws with the same chance:",
            *rows,
            *left,
        ]
    )


def _called(drivers: Drivers, name: str) -> str:
    return "what is chosen" if name == CHOSEN else with_titles(drivers.answer, name)
