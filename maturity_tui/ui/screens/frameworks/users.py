"""Who uses a framework, and who scores one of its items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from maturity_tui.frameworks import Capability, Framework
from maturity_tui.ui.draw import chip, clip, label, line, pad
from maturity_tui.ui.draw.text import Part, width_of
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.frameworks.shelf import ItemUse, ItemUses, Use
from maturity_tui.ui.screens.score.levels import as_typed, steps_of

MOST_USES = 12


def users(uses: Sequence[Use], reference: str) -> Iterator[Part]:
    """The assessments made with a framework; those of another version say which."""
    for use in uses[:MOST_USES]:
        other = use.reference.partition("@")[2] if use.reference != reference else ""
        yield line(use.title, (f"  version {other}" if other else "", "$muted"))
    if len(uses) > MOST_USES:
        yield label(f"and {len(uses) - MOST_USES:,} more")
    if not uses:
        yield label("no assessment yet")


def scorers(framework: Framework, item: Capability, used: ItemUses, every: int, width: int) -> Iterator[Part]:
    """The assessments that score an item, with level and version; `every` is how many use the framework."""
    found = used.by_item.get(item.id, ())
    for use in found[:MOST_USES]:
        yield _scorer(framework, item, use, width)
    if len(found) > MOST_USES:
        yield label(f"and {len(found) - MOST_USES:,} more")
    if not used.every and every:
        yield label(f"looking {GLYPHS.more}")
    elif used.looked_into < every:
        yield label(f"The latest {used.looked_into:,} of {every:,} assessments were looked into.")
    elif not found:
        yield label("no assessment yet")


def _scorer(framework: Framework, item: Capability, found: ItemUse, width: int) -> Content:
    steps = {step.value: step for step in steps_of(framework, item)}
    step = steps.get(found.level) if found.level is not None else None
    mark: Part = chip(step.count, step.slot, step.label) if step else pad(_said(found), 3, "right")
    version = found.use.reference.partition("@")[2]
    tail = label(f"  version {version}")
    return line(mark, "  ", clip(found.use.title, max(8, width - 5 - width_of(tail))), tail)


def _said(found: ItemUse) -> Part:
    """A level that this version has not, or that it is not applicable."""
    return label("n/a") if found.level is None else as_typed(found.level)[:3]
