"""Which target is in force for each capability, and which themes ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.organisation import Theme
from maturity_tui.assessments.scope import scores_held
from maturity_tui.frameworks.models import Capability, Framework
from maturity_tui.frameworks.values import Number


@dataclass(frozen=True)
class TargetInForce:
    """A capability's target, whether the assessment set it itself, and every theme that sets one."""

    value: Number
    own: bool
    themes: tuple[str, ...]


def targets_in_force(
    framework: Framework, assessment: Assessment | None, ambition: Sequence[Theme]
) -> dict[str, TargetInForce]:
    """The target of every capability that has one, in the framework's order.

    The assessment's own target wins, else the highest that any theme sets. What a theme sets for a capability
    is its target for the capability itself, before that for the nearest area above it.
    """
    held = scores_held(framework, assessment) if assessment else {}
    aims = [(theme.id, dict(aims_at(framework, theme))) for theme in ambition]
    found: dict[str, TargetInForce] = {}
    for item, capability in framework.capabilities.items():
        by_theme = _themes_of(framework, capability, aims)
        own = held[item].target if item in held else None
        if own is not None or by_theme:
            value = own if own is not None else max(target for _, target in by_theme)
            found[item] = TargetInForce(value, own is not None, tuple(theme for theme, _ in by_theme))
    return found


def highest_level(framework: Framework, capability: Capability) -> Number:
    """The highest value at which a capability can be scored."""
    if capability.answers:
        return max(answer.value for answer in capability.answers)
    return max(capability.defined) if capability.defined else framework.scale[-1].value


def lowest_level(framework: Framework, capability: Capability) -> Number:
    """The lowest value at which a capability can be scored."""
    if capability.answers:
        return min(answer.value for answer in capability.answers)
    return min(capability.defined) if capability.defined else framework.scale[0].value


def aims_at(framework: Framework, theme: Theme) -> Iterator[tuple[str, Number]]:
    """The items of a framework that a theme sets a target for, by the ids in force."""
    for key, target in theme.targets.items():
        named, _, item = key.rpartition(":")
        if named in ("", framework.id):
            yield framework.resolve(item), target


def _themes_of(
    framework: Framework, capability: Capability, aims: Sequence[tuple[str, Mapping[str, Number]]]
) -> list[tuple[str, Number]]:
    """Themes that set a target for a capability: by its own id first, then by area, the nearest first."""
    found: dict[str, Number] = {}
    for theme, targets in aims:
        if capability.id in targets:
            found[theme] = targets[capability.id]
    for area in reversed(framework.paths[capability.id]):
        for theme, targets in aims:
            if area.id in targets and theme not in found:
                # An area's target may lie above what one of its capabilities can reach at all.
                found[theme] = min(targets[area.id], highest_level(framework, capability))
    return list(found.items())
