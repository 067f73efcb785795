"""What moves it, as rows: what each input brings, what is not sure, what is held back, waiting, worth knowing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from rich.cells import cell_len
from textual.content import Content

from maturity_tui.analysis.explanation.explained import Explanation
from maturity_tui.analysis.explanation.information import Information, sentence
from maturity_tui.analysis.explanation.portfolios import CHOSEN
from maturity_tui.analysis.explanation.tornado import Bar
from maturity_tui.analysis.explanation.waiting import Waiting
from maturity_tui.ui.draw import NAME, change, figure, line, pad, wrap
from maturity_tui.ui.draw.numbers import rounded
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.what_if.assumed import plain
from maturity_tui.ui.screens.what_if.details import with_titles
from maturity_tui.ui.screens.what_if.view import Answer
from maturity_tui.ui.widgets.row import Row

MOST_BARS, MOST_HELD = 8, 4
LEAST_BAR, MOST_BAR = 4, 16
LEAST_HALF, MOST_HALF = 3, 6
GUTTER = 2
EXACT = 1e-9


@dataclass(frozen=True)
class Drivers:
    """An explanation of an answer; `information` follows later, as it must be drawn."""

    answer: Answer
    found: Explanation
    information: Information | None = None

    @property
    def factor(self) -> int:
        """Shares are shown in per cent."""
        return self.answer.factor

    @property
    def places(self) -> int:
        """The decimals that tell the parts apart."""
        if self.answer.is_skills:
            return 1
        largest = max((abs(part.part) for part in self.found.contributions.parts), default=1.0)
        return 2 if largest >= 0.095 else 3


def driver_rows(drivers: Drivers, width: int) -> list[Row]:
    """All rows for a width (after the gutter); every row that the cursor stops at explains itself."""
    groups = [
        _brings(drivers, width),
        _moves(drivers, width),
        _held(drivers, width),
        _waits(drivers, width),
        _worth(drivers, width),
    ]
    rows: list[Row] = []
    for group in groups:
        rows += [Row.blank(), *group] if rows and group else group
    return rows


def _heading(text: str, right: str = "") -> Row:
    def drawn(width: int) -> Content:
        room = max(1, width - len(right) - 1)
        return line(pad((text, "bold"), room), " ", (right, "$muted"))

    return Row(f"head:{text}", drawn, heading=True, indent=GUTTER)


def _named(key: str, name: str, right: Content, width: int) -> list[Row]:
    """A name with what stands at its right; a long name goes on below, as none is cut."""
    names = wrap(name, max(12, width - right.cell_length - 1))
    first = Row(key, partial(_first, names[0], right), text=name)
    return [first, *(Row(f"{key}:", line(more), heading=True, indent=GUTTER) for more in names[1:])]


def _first(name: str, right: Content, width: int) -> Content:
    return line(pad((name, NAME), max(1, width - right.cell_length - 1)), " ", right)


def _brings(drivers: Drivers, width: int) -> list[Row]:
    """A thin bar for each input; they sum to the gain."""
    found = drivers.found.contributions
    total = change(found.gain * drivers.factor, drivers.places)
    names = {part.input: title_of(drivers, part.input) for part in found.parts}
    longest, most = max(map(cell_len, names.values())), max(abs(part.part) for part in found.parts)
    cells = drivers.places + 3
    bar = max(LEAST_BAR, min(MOST_BAR, width - longest - cells - 2))
    rows = [_heading("What each brings", f"sum {total}")]
    for part in found.parts:
        value = change(part.part * drivers.factor, drivers.places)
        drawn = _bar(part.part / most if most else 0.0, bar)
        right = line(drawn, " ", (f"{value:>{cells}}", "bold $text-projected"))
        rows += _named(f"part:{part.input}", names[part.input], right, width)
    return rows


def title_of(drivers: Drivers, item: str) -> str:
    """An input's title, without quotes."""
    view = drivers.answer.inputs.get(item)
    return view.item.title if view else item


def _bar(share: float, width: int) -> Content:
    """A thin bar to half a cell, on a light line."""
    full, half = divmod(max(0, min(2 * width, round(share * 2 * width))), 2)
    body = GLYPHS.heavy * full + GLYPHS.heavy_half * half
    return line((body, "$projected"), (GLYPHS.light * (width - len(body)), "$line"))


def _moves(drivers: Drivers, width: int) -> list[Row]:
    """The widest bars of the tornado."""
    bars = drivers.found.tornado.bars[:MOST_BARS]
    names = [bar_name(drivers.answer, bar) for bar in bars]
    cells, longest = drivers.places + 3, max(map(cell_len, names), default=0)
    most = max((max(abs(bar.at_low), abs(bar.at_high)) for bar in bars), default=0.0)
    half = min(MOST_HALF, (width - longest - 2 * cells - 4) // 2)
    heads = f"{'low':>{cells}} {'high':>{cells}}"
    rows = [_heading("What moves it most", heads)] if bars else []
    for bar, name in zip(bars, names, strict=True):
        low, high = (change(value * drivers.factor, drivers.places) for value in (bar.at_low, bar.at_high))
        drawn = line(_about_middle(bar, most, half), " ") if half >= LEAST_HALF else Content("")
        right = line(drawn, f"{low:>{cells}} {high:>{cells}}")
        rows += _named(f"bar:{bar.kind}:{bar.name}", name, right, width)
    return rows


def bar_name(answer: Answer, bar: Bar) -> str:
    """What a bar is about."""
    if bar.kind == "scores":
        return "Today's scores"
    if bar.kind == "assumption":
        return plain(bar.name)
    view = answer.inputs.get(bar.name)
    name = view.item.title if view else bar.name
    return f"{name}: {'delivered or not' if bar.kind == 'delivery' else 'its share'}"


def _about_middle(bar: Bar, most: float, half: int) -> Content:
    first, last = sorted((bar.at_low, bar.at_high, 0.0))[::2]
    left, right = (round(abs(end) / most * half) for end in (first, last))
    return line(
        (GLYPHS.light * (half - left), "$line"), (GLYPHS.heavy * left, "$projected"), (GLYPHS.upright, "$muted"),
        (GLYPHS.heavy * right, "$projected"), (GLYPHS.light * (half - right), "$line"),
    )  # fmt: skip


def _held(drivers: Drivers, width: int) -> list[Row]:
    """What prerequisites hold back, over teams together."""
    sums: dict[tuple[str, str], float] = {}
    for one in drivers.found.gated:
        sums[one.capability, one.by] = sums.get((one.capability, one.by), 0.0) + one.held_back
    ground = drivers.answer.ground
    ranked = sorted(sums.items(), key=lambda item: -item[1])
    more = len(ranked) - MOST_HELD
    rows = [_heading("Held back", f"{more} more   levels" if more > 0 else "levels")] if ranked else []
    for (capability, by), levels in ranked[:MOST_HELD]:
        name = f"{ground.named(capability)} by {ground.named(by)}"
        rows += _named(f"held:{capability}:{by}", name, line(f"{figure(levels, 2):>6}"), width)
    return rows


def _waits(drivers: Drivers, width: int) -> list[Row]:
    return _told("wait", waits_words(drivers.answer, drivers.found.waiting), width, "A month's wait")


def waits_words(answer: Answer, found: Waiting) -> str:
    """What a month's wait costs, in words."""
    lost, places = found.at_the_end * answer.factor, 2 if answer.is_skills else 3
    size = rounded(lost, places)
    unit, months = (" points", "point-months") if answer.is_skills else ("", "level-months")
    verb = "costs" if lost > 0 else "gains"
    what = f"{verb} {size}{unit}" if size.strip("0.") else "changes next to nothing"
    return f"It {what} by {answer.end}; until then it costs {figure(found.level_months * answer.factor, 2)} {months}."


def _worth(drivers: Drivers, width: int) -> list[Row]:
    if drivers.information is None:
        return _told("worth", "Being drawn …", width, "Worth knowing better")
    return _told("worth", worth_words(drivers.answer, drivers.information), width, "Worth knowing better")


def worth_words(answer: Answer, found: Information) -> str:
    """What it would be worth to know more, in words."""
    return with_titles(answer, sentence(found, {CHOSEN: "what is chosen"}, answer.factor))


def _told(key: str, text: str, width: int, heading: str) -> list[Row]:
    """A sentence under a heading; the cursor stops at each line, so that all of them can be seen."""
    rows = wrap(text[:1].upper() + text[1:], max(20, width))
    return [
        _heading(heading),
        *(Row(f"{key}:{at}", line((row, NAME)), text=heading) for at, row in enumerate(rows)),
    ]
