"""What inputs would do: a projection, how sure it is, what it costs, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from maturity_tui.reports import figures
from maturity_tui.reports.material import Group, Material
from maturity_tui.reports.model import (
    Band,
    Block,
    Cell,
    Fact,
    Facts,
    FanChart,
    Kind,
    Paragraph,
    Section,
    Step,
)
from maturity_tui.reports.sections import what_if_tables as tables
from maturity_tui.reports.sections import what_if_why as why
from maturity_tui.reports.sections.what_if_view import View


def section(groups: tuple[Group, ...], material: Material) -> Section:
    """The projection in the material, against the targets of the assessments that it starts from."""
    assert material.projection is not None
    view = _Whole(material.projection, groups, material)
    blocks: list[Block] = [Paragraph(view.lead(), "lead"), Facts("what-if-headline", tuple(view.facts()))]
    blocks += [*why.rests_on(view), view.fan(), *why.how_sure(view)]
    blocks += [*tables.inputs(view), *why.contributions(view), *why.moves(view), *why.waiting(view)]
    blocks += [tables.nodes(view), tables.quarters(view), *tables.costs(view), *tables.gated(view)]
    blocks += [*tables.shares(view), *why.notes(view)]
    return Section("what-if", "What inputs would do", tuple(blocks))


class _Whole(View):
    """The projection of the whole: in a sentence, in figures, in a chart."""

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
        if one.costs.present_value is not None and one.chosen:
            rate = figures.rounded(one.costs.discount_rate * 100, 1)
            yield Fact(
                "present_value",
                "Present value",
                self.money(one.costs.present_value),
                f"within {len(one.quarters)} quarters, at {rate} % a year",
                figure=Kind.MONEY,
            )
        yield Fact(
            "person_days",
            "Person-days",
            Cell(sum(one.person_days.demand), tables.days(sum(one.person_days.demand))),
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
