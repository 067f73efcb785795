"""The levels of one capability as they are typed and shown: digits, letters, or a figure and enter.

A scale of whole numbers up to 9 is typed as it is. Skill scales whose names begin with different letters show those
(A W P E, typed 1 to 4). Own answers are numbered from 1. What has more than ten answers is typed and sent by enter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maturity_tui.frameworks.models import Capability, Framework, Level
from maturity_tui.frameworks.values import Number, clean_line, exact

LONGEST_NAME = 36


@dataclass(frozen=True)
class Step:
    """A level at which a capability can be scored. `slot` is its place on the scale, of `count`."""

    value: Number
    label: str
    key: str
    """The digit that chooses it; empty where one digit is not enough."""
    name: str
    descriptor: str
    slot: int
    count: int


def steps_of(framework: Framework, capability: Capability) -> tuple[Step, ...]:
    """The levels of a capability, lowest first: its own answers, or the defined part of the scale."""
    levels = framework.levels_of(capability)
    if capability.answers:
        keys = _numbered(len(levels))
        labels = [key or as_typed(level.value) for key, level in zip(keys, levels, strict=True)]
        names = [_answer(level, place) for place, level in enumerate(levels, start=1)]
        return tuple(
            Step(level.value, label, key, *name, slot, len(levels))
            for slot, (level, label, key, name) in enumerate(zip(levels, labels, keys, names, strict=True))
        )
    slots = {level.value: slot for slot, level in enumerate(framework.scale)}
    labels, keys = _of_scale(framework)
    return tuple(
        Step(
            level.value, labels[slots[level.value]], keys[slots[level.value]], _named(framework, level),
            capability.levels.get(level.value) or level.meaning, slots[level.value], len(framework.scale),
        )
        for level in levels
    )  # fmt: skip


def scale_labels(framework: Framework) -> tuple[str, ...]:
    """What the levels of the scale are shown as: digits, or the letters of a skill scale."""
    return tuple(_of_scale(framework)[0])


def by_digit(framework: Framework, steps: Sequence[Step], digit: int, code: str) -> Step | str:
    """The level that a digit chooses; a sentence where there is none; "" where a figure and enter are wanted."""
    if any(not step.key for step in steps):
        return ""
    for step in steps:
        if step.key == str(digit):
            return step
    if steps and steps[0].count == len(framework.scale) and str(digit) in _of_scale(framework)[1]:
        return f"{code} is not defined at level {digit}: it can be scored at {spelled(steps)}."
    return f"There is no level {digit} here: {code} can be scored at {spelled(steps)}."


def by_text(steps: Sequence[Step], text: str) -> Step | str:
    """The level that a text names, by its label, value or name; else a sentence."""
    wanted = clean_line(text).casefold()
    for step in steps:
        if wanted in (step.label.casefold(), as_typed(step.value), step.name.casefold()):
            return step
    for step in steps:
        if number(wanted) == step.value:
            return step
    return f"“{shortened(text)}” is not a level here: use {spelled(steps)}."


def spelled(steps: Sequence[Step]) -> str:
    """The levels in a sentence: `0–5`, `4–7`, `2, 3 and 5`; letters with the digits that choose them."""
    words = [step.key or step.label for step in steps]
    slots = [step.slot for step in steps]
    if len(words) > 2 and slots[-1] - slots[0] == len(slots) - 1:
        text = f"{words[0]}–{words[-1]}"
    else:
        text = " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
    letters = [step.label for step in steps]
    return f"{text} ({' '.join(letters)})" if letters != words else text


def as_typed(value: Number) -> str:
    """A value as its scale writes it: 2, 0.25."""
    return str(value)


def number(text: str) -> Number | None:
    """The number that a short text writes; None for anything else."""
    text = text.strip()
    if len(text) > 20 or not text.isascii():
        return None
    try:
        value = exact(float(text))
    except (ValueError, OverflowError):
        return None
    return value.numerator if value.denominator == 1 else float(value)


def shortened(text: str, most: int = 24) -> str:
    """A text at a length that fits into a sentence."""
    text = clean_line(text)
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _numbered(count: int) -> list[str]:
    """1 to 9, then 0 for the tenth; nothing where ten are not enough."""
    return [str((place + 1) % 10) for place in range(count)] if count <= 10 else [""] * count


def _of_scale(framework: Framework) -> tuple[list[str], list[str]]:
    """The labels of the scale's levels, and the digits that choose them."""
    values = [level.value for level in framework.scale]
    initials = [level.name[0].upper() for level in framework.scale]
    if all(isinstance(value, int) and 0 <= value <= 9 for value in values):
        digits = [str(value) for value in values]
        letters = (
            framework.is_skills and all(map(str.isalpha, initials)) and len(set(initials)) == len(initials)
        )
        return (initials if letters else digits), digits
    keys = _numbered(len(values))
    return [key or as_typed(value) for key, value in zip(keys, values, strict=True)], keys


def _named(framework: Framework, level: Level) -> str:
    """The level's name; with its value where the digit is another one."""
    whole = all(isinstance(one.value, int) and 0 <= one.value <= 9 for one in framework.scale)
    return level.name if whole or len(framework.scale) > 10 else f"{level.name}  {as_typed(level.value)}"


def _answer(level: Level, place: int) -> tuple[str, str]:
    """An own answer's name and text: a short one is its name, a long one goes below."""
    value = as_typed(level.value)
    if len(level.name) <= LONGEST_NAME:
        return f"{level.name}  {value}", ""
    return f"Answer {place}  {value}", level.name
