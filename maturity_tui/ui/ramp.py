"""The ramp of levels: one blue hue, a fill behind a digit, and a shape beside it.

Knows colours and scale sizes; knows neither Textual nor what a level means.
"""

from __future__ import annotations

from typing import NamedTuple


class Ramp(NamedTuple):
    """Fills for one scale size; the first `light_from` of them carry the text `before`, the rest `after`."""

    fills: tuple[str, ...]
    light_from: int
    before: str
    after: str

    def text(self, index: int) -> str:
        return self.before if index < self.light_from else self.after


RampSet = dict[int, Ramp]


def ramp(text: str, before: str, after: str) -> Ramp:
    """A ramp from its fills written as in the table of the look: `aa bb · cc dd`."""
    first, second = text.split("·")
    fills = tuple(f"#{fill}" for fill in (first + second).split())
    return Ramp(fills, len(first.split()), before, after)


def ramps(six: str, seven: str, four: str, before: str, after: str) -> RampSet:
    return {6: ramp(six, before, after), 7: ramp(seven, before, after), 4: ramp(four, before, after)}


DARK = ramps(
    "0c2842 0b497e 246fb2 · 5197dc 8ac0f7 d3e7fd",
    "0c2842 093f6c 115793 2772b6 · 5197dc 8ac0f7 d3e7fd",
    "0b2f50 1c66a7 · 65a6e8 cde4fd",
    "#ffffff",
    "#0b0f16",
)
LIGHT = ramps(
    "e6f2fe a3cffd 6cabeb · 2772b6 0c4c82 0c2a47",
    "e6f2fe b0d5fd 7eb8f3 559ade · 246fb2 0c4c82 0c2a47",
    "d9eafd 77b3f0 · 246fb2 0b3255",
    "#0e1420",
    "#ffffff",
)
CONTRAST = ramps(
    "0d2034 093b65 125995 · 61a3e6 9eccfc eaf3fd",
    "0e1c2a 0b2f50 0a4475 135a97 · 61a3e6 9eccfc eaf3fd",
    "0d253d 115793 · 6aaaea e3f0ff",
    "#ffffff",
    "#000000",
)


def slot(count: int, index: int) -> tuple[int, int]:
    """Where level `index` (from 0) of a scale of `count` levels sits on the ramps there are: (size, step).

    A scale of another size borrows the ramp of seven, evenly; two levels may then share a fill, and the
    digit tells them apart.
    """
    index = max(0, min(index, count - 1))
    if count in (4, 6, 7):
        return count, index
    if count < 2:
        return 7, 6
    return 7, (index * 12 + (count - 1)) // (2 * (count - 1))


def level_token(count: int, index: int) -> str:
    """The name of the fill's theme variable, without the dollar: `level-6-2`."""
    size, step = slot(count, index)
    return f"level-{size}-{step}"


def level_index(value: float, values: tuple[float, ...]) -> int:
    """The level whose fill a mean takes: rounded half up on the scale's own values."""
    best = 0
    for index in range(1, len(values)):
        if value >= (values[index - 1] + values[index]) / 2:
            best = index
    return best


def variables(table: RampSet | None, *, shapes: bool) -> dict[str, str]:
    """The theme variables of the ramps; without a table (the terminal's own colours) nothing is filled.

    The shape cell of a chip has the colour of its fill, so that it is unseen where fills are seen;
    with `shapes` it takes the colour of the digit instead.
    """
    found: dict[str, str] = {}
    for size, one in (table or DARK).items():
        for step, fill in enumerate(one.fills):
            name, text = f"level-{size}-{step}", one.text(step)
            found[name] = fill if table else "ansi_default"
            found[f"{name}-text"] = text if table else "ansi_default"
            found[f"{name}-shape"] = (text if shapes else fill) if table else "ansi_default"
    return found
