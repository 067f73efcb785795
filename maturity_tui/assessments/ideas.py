"""Ideas and blockers of one or several assessments as one list: sorted, filtered, counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from maturity_tui.assessments.models import Assessment, Idea
from maturity_tui.assessments.organisation import Theme
from maturity_tui.assessments.targets import TargetInForce, targets_in_force
from maturity_tui.frameworks.models import Area, Framework
from maturity_tui.frameworks.values import clean_line

Kind = Literal["idea", "blocker"]
KINDS: Final[tuple[Kind, ...]] = ("blocker", "idea")
"""In the order in which they are listed: what is in the way comes first."""

THE_WHOLE: Final = "The whole"
"""What an idea is about that is tagged to no capability."""


class Order(StrEnum):
    """How a list is sorted."""

    AREA = "area"
    KIND = "kind"
    THEME = "theme"
    CAUGHT = "caught"


@dataclass(frozen=True)
class Caught:
    """One idea or blocker, and where it belongs.

    `place` is its place among those of its assessment. `about` is an id in force, None for the whole; `themes` are the
    titles of the themes that want it raised; the ranks are its places in the framework and in the ambition.
    """

    idea: Idea
    place: int
    assessment: str
    team: str
    about: str | None
    name: str
    area: str
    themes: tuple[str, ...]
    rank: int
    theme_rank: int


def caught(
    framework: Framework, assessment: Assessment, ambition: Sequence[Theme] = (), team: str = ""
) -> tuple[Caught, ...]:
    """The ideas and blockers of one assessment, as they came up. `team` is the team's title."""
    targets = targets_in_force(framework, None, ambition)
    ranks = _ranks(framework)
    order = {theme.id: at for at, theme in enumerate(ambition)}
    titles = {theme.id: theme.title for theme in ambition}
    found = []
    for place, idea in enumerate(assessment.ideas):
        about = framework.resolve(idea.about) if idea.about else None
        themes = _themes(framework, about, targets, order)
        found.append(
            Caught(
                idea, place, assessment.id, team or assessment.team, about, name_of(framework, about),
                _area(framework, about), tuple(titles[theme] for theme in themes),
                ranks.get(about or "", len(ranks)), order[themes[0]] if themes else len(order),
            )
        )  # fmt: skip
    return tuple(found)


def arranged(
    every: Iterable[Caught], order: Order = Order.AREA, kind: Kind | None = None
) -> tuple[Caught, ...]:
    """Those of a kind (None: all), sorted. What is alike stays as it came up; the whole stands last."""
    keys = {
        Order.AREA: lambda one: (one.rank,),
        Order.KIND: lambda one: (KINDS.index(one.idea.kind), one.rank),
        Order.THEME: lambda one: (one.theme_rank, one.rank),
        Order.CAUGHT: lambda one: (),
    }
    return tuple(sorted((one for one in every if kind in (None, one.idea.kind)), key=keys[order]))


def counts(every: Iterable[Caught]) -> dict[Kind, int]:
    """How many there are of each kind."""
    found: dict[Kind, int] = dict.fromkeys(KINDS, 0)
    for one in every:
        found[one.idea.kind] += 1
    return found


def counted(every: Iterable[Caught]) -> str:
    """`2 blockers, 1 idea`; what there is none of is not said."""
    said = [f"{number} {kind}{'s'[: number != 1]}" for kind, number in counts(every).items() if number]
    return ", ".join(said)


def replaced(ideas: Sequence[Idea], old: Idea | None, new: Idea | None) -> tuple[Idea, ...] | None:
    """The list with one changed, added (no `old`) or removed (no `new`); None where the old one is not there."""
    if old is not None and old not in ideas:
        return None
    found = list(ideas)
    place = found.index(old) if old is not None else len(found)
    found[place : place + 1] = [new] if new is not None else []
    return tuple(found)


def name_of(framework: Framework, about: str | None) -> str:
    """A capability or area as people call it: its code and title; a skill by its title."""
    if about is None:
        return THE_WHOLE
    known = framework.capabilities.get(about) or framework.every_area.get(about)
    if known is None:
        return about
    return known.title if framework.is_skills else f"{framework.codes.get(about, '')} {known.title}".strip()


def _ranks(framework: Framework) -> dict[str, int]:
    """The place of every area and capability, each area before what is in it."""
    found: dict[str, int] = {}

    def walk(area: Area) -> None:
        found[area.id] = len(found)
        for below in area.areas:
            walk(below)
        for item in area.capabilities:
            found[item.id] = len(found)

    for top in framework.areas:
        walk(top)
    return found


def _area(framework: Framework, about: str | None) -> str:
    """The title of the area at the top that it lies in; "" for the whole."""
    if about is None:
        return ""
    for top in framework.areas:
        if any(area.id == about for area in top.each_area()):
            return top.title
    path = framework.paths.get(about, ())
    return path[0].title if path else ""


def _themes(
    framework: Framework,
    about: str | None,
    targets: Mapping[str, TargetInForce],
    order: Mapping[str, int],
) -> list[str]:
    """The themes that want it raised, or for an area something in it, as the ambition lists them."""
    if about is None:
        return []
    area = framework.every_area.get(about)
    items = [item.id for item in area.each_capability()] if area else [about]
    wanted = {theme for item in items if item in targets for theme in targets[item].themes}
    return sorted(wanted, key=order.__getitem__)


def about_typed(framework: Framework, typed: str) -> tuple[str | None, str]:
    """What a code, an id, a title or part of one means: the id (None: the whole, for nothing typed), and a sentence
    where it means nothing, or several."""
    wanted = clean_line(typed).casefold()
    if not wanted or wanted == THE_WHOLE.casefold():
        return None, ""
    names = _names(framework)
    exact = [item for item, known in names.items() if wanted in known]
    found = exact or [item for item, known in names.items() if any(wanted in name for name in known)]
    if len(found) == 1:
        return found[0], ""
    shown = typed if len(typed) <= 40 else f"{typed[:39]}…"
    if not found:
        noun = framework.noun
        return (
            None,
            f"No {noun} is called “{shown}”: type its code or part of its name; nothing means the whole.",
        )
    some = "; ".join(_coded(framework, item) for item in found[:2])
    return (
        None,
        f"“{shown}” is in {len(found)} names ({some}{'; …' if len(found) > 2 else ''}): type its code.",
    )


def _names(framework: Framework) -> dict[str, tuple[str, ...]]:
    """What each capability and area may be called."""
    titles = {item: one.title for item, one in framework.capabilities.items()}
    titles |= {item: one.title for item, one in framework.every_area.items()}
    return {
        item: tuple(
            name.casefold()
            for name in (item, framework.codes.get(item, item), title, _coded(framework, item))
        )
        for item, title in titles.items()
    }


def _coded(framework: Framework, item: str) -> str:
    known = framework.capabilities.get(item) or framework.every_area[item]
    return f"{framework.codes.get(item, '')} {known.title}".strip()
