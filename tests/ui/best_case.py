"""The screen "best for a budget" with a search of the test's own: what it finds is known, and when it goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.portfolio.wish import (
    BestSoFar,
    NoPortfolioError,
    Objective,
    Point,
    Portfolio,
    Wish,
)
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.projection.projection import candidates, project
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.ui.screens.best.screen import BestScreen
from maturity_tui.ui.screens.what_if.screen import WhatIfScreen
from tests.ui import what_if_case as case

REGISTER, OBSERVED, BOARD, OFFICE = (
    "technology.application-register", "technology.observability", "technology.portfolio-board",
    "capacity.data-office",
)  # fmt: skip
PATIENCE = 15.0


@dataclass
class Search:
    """Stands for the optimiser. `gate` holds it up after the first news, `path` after each point of the curve."""

    library: dict[str, Intervention] = field(default_factory=dict)
    wishes: list[Wish] = field(default_factory=list)
    curves: int = 0
    gate: Event = field(default_factory=Event)
    path: Event = field(default_factory=Event)
    first: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    points: tuple[tuple[float, tuple[str, ...]], ...] = ()
    gap: float = 0.0004
    refusal: str = ""
    off: float = -0.0031
    ended: int = 0

    def best(
        self, model: Model, library: Iterable[Intervention], scenario: Scenario, wish: Wish, *,
        heard: Callable[[BestSoFar], None] | None = None, stop: Callable[[], bool] | None = None,
        start: Iterable[str] = (),
    ) -> Portfolio:  # fmt: skip
        self.wishes.append(wish)
        if self.refusal:
            raise NoPortfolioError(self.refusal)
        one = self._portfolio(model, library, scenario, wish, self.first, 0.123)
        if heard is not None:
            heard(BestSoFar(one.ids, one.value, one.bound, one.proved_gap, 0.1))
        self._wait(self.gate, stop)
        self.ended += 1
        if stop is not None and stop():
            return one
        return self._portfolio(model, library, scenario, wish, self.answer, self.gap)

    def frontier(
        self, model: Model, library: Iterable[Intervention], scenario: Scenario, wish: Wish, *, points: int = 20,
        stop: Callable[[], bool] | None = None,
    ) -> Iterator[Point]:  # fmt: skip
        self.curves += 1
        for budget, ids in self.points:
            if stop is not None and stop():
                return
            one = self._portfolio(
                model, library, scenario, replace(wish, objective=Objective.GAIN), ids, 0.002
            )
            yield Point(budget, one.cost.once or 0.0, one.value, one.bound, one.proved_gap, ids, one)
            self._wait(self.path, stop)

    def _wait(self, gate: Event, stop: Callable[[], bool] | None) -> None:
        while not gate.wait(0.01):
            if stop is not None and stop():
                return

    def _portfolio(
        self, model: Model, library: Iterable[Intervention], scenario: Scenario, wish: Wish,
        ids: tuple[str, ...], gap: float,
    ) -> Portfolio:  # fmt: skip
        every = {one.id: one for one in candidates(library, scenario.start)}
        chosen: tuple[ChosenInput, ...] = tuple(every[item] for item in ids)
        found = project(model, chosen)
        value = {Objective.COUNT: 31.0, Objective.FLOOR: 1.25}.get(wish.objective, found.gain)
        if wish.objective is Objective.TARGETS:
            value = found.costs.once or 0.0
        return Portfolio(
            wish.objective, chosen, found.gain, None, value, value / (1 - gap), gap, found.costs,
            found.person_days, model.quarters[-1], stopped=gap > 0.1,
        )  # fmt: skip


def stand_in(monkeypatch: pytest.MonkeyPatch) -> Search:
    """A search in the place of the optimiser and the sampler; it does not wait, unless it is told to."""
    found = Search(
        first=(OFFICE,), answer=(REGISTER, BOARD),
        points=(
            (0, ()), (20_000, (OFFICE,)), (60_000, (REGISTER, BOARD)),
            (120_000, (REGISTER, BOARD, OBSERVED)),
        ),
    )  # fmt: skip
    found.gate.set()
    found.path.set()
    monkeypatch.setattr("maturity_tui.analysis.portfolio.best.best", found.best)
    monkeypatch.setattr("maturity_tui.analysis.portfolio.frontier.frontier", found.frontier)

    def sampled(model: Model, chosen: Any, order: Any, stop: Any) -> float:
        return project(model, chosen).overall.mean[-1] + found.off

    monkeypatch.setattr("maturity_tui.ui.screens.best.finder.sampled_mean", sampled)
    return found


@pytest.fixture
def search(monkeypatch: pytest.MonkeyPatch) -> Search:
    """The search that the screen uses."""
    return stand_in(monkeypatch)


async def until(pilot: Pilot[Any], true: Callable[[], object], what: str) -> None:
    """Let the app go on until it is so."""
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE
    while loop.time() < end:
        await pilot.pause()
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"never so: {what}\n{case.seen(pilot)}")


async def shows(pilot: Pilot[Any], *texts: str) -> None:
    await until(pilot, lambda: all(text in words(pilot) for text in texts), f"shown {texts}")


def words(pilot: Pilot[Any]) -> str:
    """The words on the screen, however they are broken into lines."""
    return " ".join(case.seen(pilot).replace("│", " ").split())


async def asked(pilot: Pilot[Any], budget: str = "60k") -> tuple[WhatIfScreen, BestScreen]:
    """What-if, and the best for a budget above it."""
    below = await case.opened(pilot)
    await pilot.press("o")
    await until(pilot, lambda: type(pilot.app.screen).__name__ == "FormDialog", "the form")
    await pilot.press(*budget, "ctrl+s")
    await until(pilot, lambda: isinstance(pilot.app.screen, BestScreen), "the screen")
    screen = pilot.app.screen
    assert isinstance(screen, BestScreen)
    return below, screen


async def settled(pilot: Pilot[Any], screen: BestScreen) -> None:
    """The search has ended, and all is drawn."""
    await until(pilot, lambda: screen.findings.is_done and not screen.is_searching, "the end of the search")
    await pilot.pause()
