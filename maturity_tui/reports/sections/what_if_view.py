"""A projection as the report tells it: how its figures and amounts are written, and what it is held against."""

from __future__ import annotations

from fractions import Fraction

from maturity_tui.analysis.projection.projection import NodeBand, Projection
from maturity_tui.frameworks.values import clean_line
from maturity_tui.reports import cells, figures
from maturity_tui.reports.figures import precise
from maturity_tui.reports.material import Group, Material
from maturity_tui.reports.model import Cell, Kind
from maturity_tui.reports.sections import summary


class View:
    """A projection, and the words and cells for it."""

    def __init__(self, projection: Projection, groups: tuple[Group, ...], material: Material) -> None:
        self.projection = projection
        self.framework = projection.baseline.framework or groups[0].framework
        self.group = next((group for group in groups if group.framework == self.framework), None)
        self.material = material
        self.currency = projection.costs.currency or material.organisation.profile.currency
        self.on_scale = self.group.on_scale if self.group else not self.framework.is_skills

    def figure(self, value: float | Fraction | None) -> Cell:
        """An overall figure: a level, or a share in a skills framework."""
        if value is None:
            return cells.score(None)
        return cells.share(precise(value)) if self.framework.is_skills else cells.score(precise(value))

    def change(self, value: float) -> Cell:
        """A rise of the overall figure, signed."""
        if not self.framework.is_skills:
            return Cell(value, figures.signed(value, 2))
        return Cell(value, f"{figures.signed(precise(value) * 100, 0)} %")

    def fine(self, value: float) -> Cell:
        """A part of a rise: to the thousandth, as parts are small."""
        if not self.framework.is_skills:
            return Cell(value, figures.signed(value, 3))
        return Cell(value, f"{figures.signed(precise(value) * 100, 1)} %")

    def money(self, value: float | None) -> Cell:
        """An amount in the projection's currency."""
        return cells.money(value, self.currency)

    @property
    def kind(self) -> Kind:
        """The kind of an overall figure."""
        return Kind.SHARE if self.framework.is_skills else Kind.SCORE

    @property
    def target(self) -> Fraction | None:
        """The target of the whole, where the report has the assessments that the projection starts from."""
        return summary.target(self.group) if self.group else None

    @property
    def name(self) -> str:
        """What the scenario is called."""
        scenario = self.material.scenario
        return f"“{clean_line(scenario.title)}”" if scenario else "The chosen set"

    @property
    def is_sampled(self) -> bool:
        """Whether percentiles were drawn."""
        return self.projection.overall.p5 is not None and self.projection.overall.p95 is not None

    def title_of(self, item: str) -> str:
        """What an input is called."""
        titles = {choice.id: choice.input.title for choice in self.projection.chosen}
        return clean_line(titles.get(item, item))

    def is_told(self, node: NodeBand) -> bool:
        """Whether a node has a row: the whole and the areas at the top; of several teams each team's whole too."""
        several = len(self.projection.baseline.teams) > 1
        top = node.kind == "area" and node.id in {area.id for area in self.framework.areas}
        return node.kind == "framework" or (top and (node.team is None or not several))

    def label(self, node: NodeBand) -> str:
        """A node's name in its row."""
        if node.kind == "framework":
            return "The whole" if node.team is None else self.material.organisation.team_title(node.team)
        return cells.label(self.framework, node.id)
