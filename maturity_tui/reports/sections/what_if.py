"""What inputs would do: a projection, what it costs, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from maturity_tui.analysis.interventions import HIGHEST_SHARE
from maturity_tui.analysis.projection import NodeBand, Projection
from maturity_tui.frameworks.values import clean_line
from maturity_tui.reports import cells, figures
from maturity_tui.reports.cells import columns, row
from maturity_tui.reports.figures import precise
from maturity_tui.reports.material import Group, Material
from maturity_tui.reports.model import (
    Band,
    Block,
    Bullets,
    Cell,
    Column,
    Fact,
    Facts,
    FanChart,
    Kind,
    Paragraph,
    Section,
    Step,
    Table,
)
from maturity_tui.reports.sections import summary

_MOST_GATED = 10
_GAIN = (
    "Gain: how much higher the whole stands at the end with the input than without it. "
    "The gains do not add up: inputs share what is left to close."
)


def section(groups: tuple[Group, ...], material: Material) -> Section:
    """The projection in the material, against the targets of the assessments that it starts from."""
    assert material.projection is not None
    view = _View(material.projection, groups, material)
    blocks: list[Block] = [Paragraph(view.lead(), "lead"), Facts("what-if-headline", tuple(view.facts()))]
    blocks += [view.fan(), *view.inputs(), view.nodes(), view.quarters(), *view.gated()]
    blocks += [*view.shares(), *view.notes()]
    return Section("what-if", "What inputs would do", tuple(blocks))


class _View:
    """A projection as the report tells it."""

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

    @property
    def target(self) -> Fraction | None:
        """The target of the whole, where the report has the assessments that the projection starts from."""
        return summary.target(self.group) if self.group else None

    @property
    def name(self) -> str:
        """What the scenario is called."""
        scenario = self.material.scenario
        return f"“{clean_line(scenario.title)}”" if scenario else "The chosen set"

    def lead(self) -> str:
        """The answer in a sentence."""
        one, count = self.projection, len(self.projection.chosen)
        if not count:
            return f"{self.name} holds no input that takes part, so nothing changes."
        inputs = f"{figures.counted(count, 'input')} {'is' if count == 1 else 'are'}"
        text = (
            f"{self.name}: {inputs} expected to lift the whole from {self.figure(one.now).display} to "
            f"{self.figure(one.overall.mean[-1]).display} by the end of {one.quarters[-1]}."
        )
        return f"{text} The targets ask for {self.figure(self.target).display}." if self.target else text

    def facts(self) -> Iterator[Fact]:
        """Gain and cost."""
        one = self.projection
        yield Fact(
            "projected", f"End of {one.quarters[-1]}", self.figure(one.overall.mean[-1]), self.range, "now",
            self.kind,
        )  # fmt: skip
        yield Fact("gain", "Gain", self.change(one.gain), "over the whole", "now", Kind.CHANGE)
        if one.costs.once is not None:
            yield Fact(
                "cost_once",
                "Once",
                self.money(one.costs.once),
                "one-off cost of all inputs",
                figure=Kind.MONEY,
            )
        if one.costs.per_year is not None:
            yield Fact(
                "cost_per_year",
                "A year",
                self.money(one.costs.per_year),
                "when all inputs run",
                figure=Kind.MONEY,
            )
        yield Fact(
            "person_days",
            "Person-days",
            Cell(sum(one.person_days.demand), _days(sum(one.person_days.demand))),
            f"asked for in {len(one.quarters)} quarters",
            figure=Kind.COUNT,
        )

    @property
    def range(self) -> str:
        """The band of nine in ten at the end, where it was sampled."""
        low, high = self.projection.overall.p5, self.projection.overall.p95
        if low is None or high is None:
            return "the mean; no band was computed"
        return f"9 in 10: {self.figure(low[-1]).display}–{self.figure(high[-1]).display}"

    def money(self, value: float | None) -> Cell:
        """An amount in the projection's currency."""
        return cells.money(value, self.currency)

    def fan(self) -> FanChart:
        """The overall figure from now to the last quarter-end."""
        one = self.projection
        mean = (one.now, *one.overall.mean)
        bands = tuple(self._bands())
        edges = [*mean, *(value for band in bands for value in (*band.low, *band.high))]
        ticks = self._ticks(min(edges), max([*edges, float(self.target or 0)]))
        return FanChart(
            id="what-if-fan",
            title="The whole, quarter by quarter",
            alternative=self._alternative(bands),
            points=("now", *one.quarters),
            mean=mean,
            target=float(self.target) if self.target is not None else None,
            low=float(ticks[0].value),
            high=float(ticks[-1].value),
            ticks=ticks,
            end_display=self.figure(mean[-1]).display,
            target_display=self.figure(self.target).display if self.target is not None else "",
            bands=bands,
            table="what-if-quarters",
        )

    def _alternative(self, bands: tuple[Band, ...]) -> str:
        one = self.projection
        text = f"From {self.figure(one.now).display} now to {self.figure(one.overall.mean[-1]).display}."
        text += " The bands hold 9 and 6 of 10 cases." if len(bands) > 1 else ""
        return (
            text
            if self.target is None
            else f"{text} The dashed gold line is the target, {self.figure(self.target).display}."
        )

    def _bands(self) -> Iterator[Band]:
        """9 in 10, then 6 in 10, where they were sampled; both begin at today's figure."""
        band, now = self.projection.overall, self.projection.now
        for name, low, high in (("9 in 10", band.p5, band.p95), ("6 in 10", band.p20, band.p80)):
            if low is not None and high is not None:
                yield Band(name, (now, *low), (now, *high))

    def _ticks(self, low: float, high: float) -> tuple[Step, ...]:
        """Whole levels (or fifths) round everything that is drawn: the axis need not start at nothing."""
        step = Fraction(1, 5) if self.framework.is_skills or not self.on_scale else Fraction(1)
        first, last = floor(low / step), max(ceil(high / step), floor(low / step) + 1)
        values = [step * place for place in range(first, last + 1)]
        label = figures.percent if self.framework.is_skills else figures.level
        return tuple(Step(value, label(value)) for value in values)

    def inputs(self) -> Iterator[Block]:
        """What goes in: when, at what cost, and what each adds."""
        gains = {gain.input: gain.gain for gain in self.projection.gains if gain.chosen}
        heads = columns(
            ("input", "Input"), ("kind", "Kind"), ("start", "Start"), ("quarters", "Quarters", Kind.COUNT),
            ("once", "Once", Kind.MONEY), ("per_year", "A year", Kind.MONEY),
            ("per_person", "Each person", Kind.MONEY),
            Column("gain", "Gain", Kind.CHANGE), ("basis", "Basis"),
            Column("id", "Id", Kind.ID, data_only=True),
        )  # fmt: skip
        rows = tuple(
            row(
                cells.line(choice.input.title), cells.text(choice.input.kind), cells.text(choice.start),
                cells.count(choice.input.quarters),
                self.price(choice.input.cost.once, choice.input.cost.currency),
                self.price(choice.input.cost.per_year, choice.input.cost.currency),
                self.price(choice.input.cost.per_person, choice.input.cost.currency),
                self.change(gains[choice.id]) if choice.id in gains else cells.change(None),
                cells.text(_GRADES[choice.input.basis.grade]), cells.text(choice.id),
            )
            for choice in self.projection.chosen
        )  # fmt: skip
        if rows:
            yield Table("what-if-inputs", "The inputs", heads, rows, _GAIN)

    def shares(self) -> Iterator[Block]:
        """What share of the open gap each effect closes: the range as given, and the mean that is used."""
        titles = {choice.id: choice.input.title for choice in self.projection.chosen}
        heads = columns(
            ("input", "Input"), ("capability", "Capability"), ("low", "Low", Kind.SHARE),
            ("likely", "Likely", Kind.SHARE), ("high", "High", Kind.SHARE), ("mean", "Mean used", Kind.SHARE),
            Column("id", "Id", Kind.ID, data_only=True),
            Column("capability_id", "Capability id", Kind.ID, data_only=True),
        )  # fmt: skip
        rows = tuple(
            row(
                cells.line(titles[one.input]), cells.line(cells.label(self.framework, one.capability)),
                *(cells.share(precise(value)) for value in (one.low, one.likely, one.high, one.mean)),
                cells.text(one.input), cells.text(one.capability),
            )
            for one in self.projection.shares
        )  # fmt: skip
        if rows:
            yield Table("what-if-shares", "Share of the open gap closed", heads, rows, self._mean_words())

    def _mean_words(self) -> str:
        factor = self.projection.model.doses.widening
        treated = "taken as given"
        if factor != 1:
            treated = f"widened {factor:g} times about the likely value and cut to 0–{figures.percent(HIGHEST_SHARE)}"
        return (
            f"Each range is {treated}; the projection counts with the mean of what results. "
            "Coverage and the chance of delivery come on top."
        )

    def price(self, value: float, currency: str) -> Cell:
        """An input's price in its own currency; nothing for nought."""
        return cells.money(value or None, currency)

    def nodes(self) -> Table:
        """The whole and the areas, now and at the end; for several teams each team's whole too."""
        several = len(self.projection.baseline.teams) > 1
        found = [node for node in self.projection.nodes if self._told(node, several)]
        heads = columns(
            ("name", "Team or area" if several else "Area"), ("now", "Now", self.kind),
            ("projected", "Then", self.kind),
            ("change", "Change", Kind.CHANGE), Column("id", "Id", Kind.ID, data_only=True),
        )  # fmt: skip
        rows = tuple(
            row(
                cells.line(self._label(node)), self.figure(node.now), self.figure(node.mean[-1]),
                self.change(node.mean[-1] - node.now), cells.text(node.id),
            )
            for node in found
        )  # fmt: skip
        return Table("what-if-nodes", f"Now and at the end of {self.projection.quarters[-1]}", heads, rows)

    @property
    def kind(self) -> Kind:
        """The kind of an overall figure."""
        return Kind.SHARE if self.framework.is_skills else Kind.SCORE

    def _told(self, node: NodeBand, several: bool) -> bool:
        top = node.kind == "area" and node.id in {area.id for area in self.framework.areas}
        return node.kind == "framework" or (top and (node.team is None or not several))

    def _label(self, node: NodeBand) -> str:
        if node.kind == "framework":
            return "The whole" if node.team is None else self.material.organisation.team_title(node.team)
        return cells.label(self.framework, node.id)

    def quarters(self) -> Table:
        """Each quarter-end, and the person-days asked for in the quarter."""
        days, band = self.projection.person_days, self.projection.overall
        sampled = band.p5 is not None and band.p95 is not None
        heads = columns(
            ("quarter", "Quarter"), ("mean", "Mean", self.kind),
            ("p5", "Low, P5", self.kind) if sampled else None,
            ("p95", "High, P95", self.kind) if sampled else None, ("demand", "Person-days", Kind.COUNT),
            ("supply", "Available", Kind.COUNT), ("overload", "Over", Kind.COUNT),
        )  # fmt: skip
        rows = tuple(
            row(
                cells.text(quarter), self.figure(band.mean[at]),
                self.figure(band.p5[at]) if band.p5 is not None and sampled else None,
                self.figure(band.p95[at]) if band.p95 is not None and sampled else None,
                _count(days.demand[at]), _count(days.supply[at]), _count(days.overload[at]),
            )
            for at, quarter in enumerate(self.projection.quarters)
        )  # fmt: skip
        return Table("what-if-quarters", "Quarter by quarter", heads, rows)

    def gated(self) -> Iterator[Block]:
        """What prerequisites hold back the most."""
        found = self.projection.gated[:_MOST_GATED]
        heads = columns(
            ("capability", "Capability"),
            ("team", "Team"),
            ("by", "Held back by"),
            Column("held_back", "Levels", Kind.GAP),
        )
        rows = tuple(
            row(
                cells.line(cells.label(self.framework, item.capability)),
                cells.line(self.material.organisation.team_title(item.team)),
                cells.line(cells.label(self.framework, item.by)),
                Cell(item.held_back, figures.rounded(item.held_back, 2)),
            )
            for item in found
        )  # fmt: skip
        if rows:
            yield Table("what-if-gated", "Held back by what they rest on", heads, rows)

    def notes(self) -> Iterator[Block]:
        """What the projection leaves out, in its own words."""
        if self.projection.notes:
            yield Bullets(tuple(clean_line(note) for note in self.projection.notes))


_GRADES = {"V": "seen in the source", "R": "recalled, to be checked", "J": "judgement"}


def _days(value: float) -> str:
    return f"{int(figures.rounded(value, 0)):,}"


def _count(value: float | None) -> Cell:
    return cells.count(int(figures.rounded(value, 0))) if value is not None else cells.count_of_nothing()
