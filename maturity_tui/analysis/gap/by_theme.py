"""What each theme still lacks: teams × themes, and every theme over the teams of a round. Exact.

A theme is held against what it wants itself: its own target for a capability, before that for the nearest area above
(not above what the capability can reach). The list of gaps is held against the target in force, which may be another
theme's or the assessment's own; so a theme can be met where a gap remains.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_tui.assessments.figures import Results
from maturity_tui.assessments.means import plain_mean, weighted_mean
from maturity_tui.assessments.organisation import Theme
from maturity_tui.assessments.rules import total
from maturity_tui.assessments.scope import path_weights
from maturity_tui.assessments.targets import aims_at, highest_level
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import Number, exact


@dataclass(frozen=True)
class ThemeFigure:
    """What a theme wants of one team or of several, and how far they are.

    `wanted` counts its targets on what applies, `scored` those of them that are scored, `met` those that are
    reached. `gap` is the mean of max(0, the theme's target − score), by the framework's weights; over several teams
    the mean of theirs. None where nothing is scored, and in a skills framework, where it would be a mean of levels.
    `weighted` is the sum of gap × weight × the theme's priority; over several teams the mean of theirs.
    """

    wanted: int
    scored: int
    met: int
    gap: Fraction | None
    weighted: Fraction | None

    @property
    def share(self) -> Fraction | None:
        """The share of its targets that is met, of those that are scored."""
        return Fraction(self.met, self.scored) if self.scored else None


@dataclass(frozen=True)
class ThemeTable:
    """Teams × themes. `items` are the capabilities that a theme sets a target for, in the framework's order."""

    themes: tuple[Theme, ...]
    teams: tuple[str, ...]
    items: Mapping[str, tuple[str, ...]]
    cells: Mapping[tuple[str, str], ThemeFigure]
    over: Mapping[str, ThemeFigure]

    def cell(self, team: str, theme: str) -> ThemeFigure:
        """One team's figure for one theme."""
        return self.cells[team, theme]

    def of_team(self, team: str) -> ThemeFigure:
        """All themes' targets of one team together; what two themes want counts twice."""
        return _together([self.cells[team, theme.id] for theme in self.themes])

    def heaviest_first(self) -> tuple[Theme, ...]:
        """The themes, that with the largest weighted gap over the teams first; equals in their order."""
        return tuple(sorted(self.themes, key=lambda theme: -(self.over[theme.id].weighted or Fraction())))


def by_theme(results: Mapping[str, Results], ambition: Sequence[Theme]) -> ThemeTable:
    """Teams × themes of what teams scored on one framework; without results, or themes, there is nothing.

    Raises ValueError where the teams' frameworks differ: their levels are not alike.
    """
    frameworks = {id(held.framework): held.framework for held in results.values()}
    if len({framework.reference for framework in frameworks.values()}) > 1:
        raise ValueError("Teams that were scored on different frameworks cannot be held side by side")
    framework = next(iter(frameworks.values()), None)
    wanted = {theme.id: targets_of(framework, theme) if framework else {} for theme in ambition}
    cells = {
        (team, theme.id): _figure(held, wanted[theme.id], theme)
        for team, held in results.items()
        for theme in ambition
    }
    over = {theme.id: _over([cells[team, theme.id] for team in results]) for theme in ambition}
    items = {theme: tuple(targets) for theme, targets in wanted.items()}
    return ThemeTable(tuple(ambition), tuple(results), items, cells, over)


def targets_of(framework: Framework, theme: Theme) -> dict[str, Number]:
    """What one theme wants of each capability, in the framework's order."""
    aims = dict(aims_at(framework, theme))
    found: dict[str, Number] = {}
    for item, capability in framework.capabilities.items():
        near = [item, *(area.id for area in reversed(framework.paths[item]))]
        key = next((id for id in near if id in aims), None)
        if key is not None:
            # An area's target may lie above what one of its capabilities can reach at all.
            top = highest_level(framework, capability)
            found[item] = aims[key] if key == item else min(aims[key], top)
    return found


def _figure(results: Results, wanted: Mapping[str, Number], theme: Theme) -> ThemeFigure:
    weights = path_weights(results.framework)
    nodes = [(results.by_id.get(item), exact(target)) for item, target in wanted.items()]
    applying = [(node, target) for node, target in nodes if node is not None and node.applicable]
    gaps = [
        (weights[node.id], max(Fraction(), target - node.score))
        for node, target in applying
        if node.score is not None
    ]
    skills = results.framework.is_skills or not gaps
    return ThemeFigure(
        wanted=len(applying),
        scored=len(gaps),
        met=sum(not gap for _, gap in gaps),
        gap=None if skills else weighted_mean(gaps),
        weighted=None if skills else total(weight * gap for weight, gap in gaps) * exact(theme.priority),
    )


def _over(figures: Iterable[ThemeFigure]) -> ThemeFigure:
    """Several teams' figures for one theme: counts together, gaps as means, teams counting alike."""
    every = list(figures)
    return ThemeFigure(
        sum(one.wanted for one in every), sum(one.scored for one in every), sum(one.met for one in every),
        plain_mean(one.gap for one in every), plain_mean(one.weighted for one in every),
    )  # fmt: skip


def _together(figures: Iterable[ThemeFigure]) -> ThemeFigure:
    """Several themes' figures of one team: weighted gaps add up, mean gaps do not."""
    every = list(figures)
    known = [one.weighted for one in every if one.weighted is not None]
    return ThemeFigure(
        sum(one.wanted for one in every), sum(one.scored for one in every), sum(one.met for one in every),
        None, total(known) if known else None,
    )  # fmt: skip
