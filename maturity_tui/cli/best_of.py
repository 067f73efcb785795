"""The search of `optimise`: the portfolio, the frontier, the roadmap, the sampled mean; and keeping what is found.

The search needs no database: it is closed before it begins. Ctrl+C ends the search, and what it found is kept.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from maturity_tui.cli.best_read import Read
from maturity_tui.cli.failures import Failure
from maturity_tui.cli.new_assessment import as_id
from maturity_tui.cli.session import Session
from maturity_tui.cli.speak import note
from maturity_tui.cli.what_if import sentences

if TYPE_CHECKING:
    from maturity_tui.analysis.portfolio.wish import Point, Portfolio, Wish
    from maturity_tui.analysis.roadmap.roadmap import Roadmap
    from maturity_tui.analysis.scenarios.scenario import Scenario
    from maturity_tui.store import Store

MOST_ANEW = 12


@dataclass(frozen=True)
class Search:
    """The options that say what is looked for, and how hard."""

    objective: str = "gain"
    tolerance: float = 0.001
    points: int = 0
    roadmap: bool = False
    aim: str = "path"
    seed: int | None = None


@dataclass(frozen=True, eq=False)
class Found:
    """What is best, and all that was asked for beside it."""

    portfolio: Portfolio
    scenario: Scenario
    points: tuple[Point, ...] = ()
    roadmap: Roadmap | None = None
    sampled_difference: float | None = None
    seed: int | None = None
    notes: tuple[str, ...] = field(default=())
    stopped: bool = False


@contextmanager
def stoppable() -> Iterator[threading.Event]:
    """Set by the first Ctrl+C, which ends the search; a second one ends the command."""
    stopped = threading.Event()

    def stop(_number: int, _frame: Any) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)


class Progress:
    """The best so far, on stderr: a line where the figures that are printed change."""

    def __init__(self, shown: str = "{:.3f}", before: str = "") -> None:
        self.shown, self.before = shown, before
        self.said = ""

    def __call__(self, so_far: Any) -> None:
        """Say what is known by now."""
        proved = f", proved within {so_far.proved_gap * 100:.1f} %" if so_far.proved_gap < 1 else ""
        text = f"{self.before}best so far {self.shown.format(so_far.gain)}{proved}"
        if text != self.said:
            self.said = text
            note(text)


SHOWN = {"gain": "{:.3f}", "targets": "{:,.0f}", "count": "{:.0f}", "floor": "{:.2f}"}


def search(read_: Read, search_: Search, wish: Wish, outlay: float | None) -> Found:
    """The best portfolio, and the frontier, the roadmap and the sampled mean as far as they are asked for."""
    with stoppable() as stopped, sentences():
        portfolio, roadmap, held, notes = _portfolio(read_, search_, wish, outlay, stopped)
        scenario = roadmap.scenario if roadmap else chosen_scenario(read_.scenario, portfolio)
        points = () if stopped.is_set() else _frontier(read_, search_, held, stopped)
        difference, seed = None, None
        if not stopped.is_set():
            difference, seed = _sampled(read_, search_, portfolio, stopped)
        return Found(
            portfolio,
            scenario,
            points,
            roadmap,
            difference,
            seed,
            notes,
            stopped.is_set() or portfolio.stopped,
        )


def _portfolio(
    read_: Read, search_: Search, wish: Wish, outlay: float | None, stopped: threading.Event
) -> tuple[Portfolio, Roadmap | None, Wish, tuple[str, ...]]:
    """The portfolio and, where it is asked for, its roadmap.

    With a roadmap it is that which keeps to the person-days: what has no start within them is ruled out, and the
    portfolio chosen anew.
    """
    if not search_.roadmap:
        return _best(read_, search_, wish, stopped), None, wish, ()
    free, notes = replace(wish, person_days=None), list[str]()
    for _ in range(MOST_ANEW):
        found = _best(read_, search_, free, stopped)
        roadmap = _roadmap(read_, search_, found, outlay, stopped)
        unfit = [item for item in roadmap.unfit if item not in wish.must]
        if len(unfit) < len(roadmap.unfit):
            held = next(item for item in roadmap.unfit if item in wish.must)
            raise Failure(
                f"{held} must be in, and no start keeps to the limits of each quarter and year. "
                "Give more person-days or money a year, or more quarters."
            )
        if not unfit or stopped.is_set():
            return found, roadmap, free, tuple(notes)
        notes.append(
            f"Ruled out, as no start keeps to the limits of each quarter and year: {', '.join(unfit)}."
        )
        free = replace(free, must_not=(*free.must_not, *unfit))
    return found, roadmap, free, tuple(notes)


def _best(read_: Read, search_: Search, wish: Wish, stopped: threading.Event) -> Portfolio:
    from maturity_tui.analysis.portfolio.best import best

    heard = Progress(SHOWN[search_.objective])
    return best(read_.model, read_.library, read_.scenario, wish, heard=heard, stop=stopped.is_set)


def _roadmap(
    read_: Read, search_: Search, portfolio: Portfolio, outlay: float | None, stopped: threading.Event
) -> Roadmap:
    from maturity_tui.analysis.roadmap.starting import roadmap

    chosen = chosen_scenario(read_.scenario, portfolio)
    return roadmap(
        read_.model, chosen, read_.library, aim="horizon" if search_.aim == "horizon" else "path", outlay=outlay,
        tolerance=search_.tolerance, heard=Progress(before="roadmap: "), stop=stopped.is_set,
    )  # fmt: skip


def chosen_scenario(scenario: Scenario, portfolio: Portfolio) -> Scenario:
    """The scenario with what was selected; what it had chosen before keeps its coverage."""
    from maturity_tui.analysis.scenarios.choices import start_of
    from maturity_tui.analysis.scenarios.scenario import Choice

    before = {choice.input: choice for choice in scenario.inputs}
    inputs = []
    for one in portfolio.chosen:
        start = None if one.start == start_of(None, one.input, scenario.start) else one.start
        inputs.append(before.get(one.id, Choice(input=one.id)).changed(start=start))
    return scenario.changed(inputs=tuple(inputs))


def _frontier(read_: Read, search_: Search, wish: Wish, stopped: threading.Event) -> tuple[Point, ...]:
    from maturity_tui.analysis.portfolio.frontier import frontier

    found: list[Point] = []
    if search_.points:
        for point in frontier(
            read_.model, read_.library, read_.scenario, wish, points=search_.points, stop=stopped.is_set
        ):
            found.append(point)
            note(
                f"frontier {len(found)} of {search_.points}: {point.cost:,.0f} gains {point.gain:.3f}, "
                f"proved within {point.proved_gap * 100:.1f} %"
            )
    return tuple(found)


def _sampled(
    read_: Read, search_: Search, portfolio: Portfolio, stopped: threading.Event
) -> tuple[float | None, int | None]:
    """By how much the sampled mean of the gain differs from that of independent inputs; None where stopped."""
    from maturity_tui.analysis.uncertainty.sample import SEED, Stopped, sample

    seed = SEED if search_.seed is None else search_.seed
    if portfolio.sampled_difference is not None and search_.seed is None:
        return portfolio.sampled_difference, seed
    if not portfolio.chosen:
        return 0.0, seed
    order = [item.id for item in read_.library]
    try:
        drawn = sample(read_.model, portfolio.chosen, seed=seed, order=order, stop=stopped.is_set)
    except Stopped:
        return None, None
    at = read_.model.quarters.index(portfolio.by)
    mean = float(drawn.draws[:, at].mean(dtype=float)) - read_.model.figures.overall_now
    return mean - portfolio.gain, seed


def save(session: Session, read_: Read, found: Found, name: str) -> str:
    """Keep what was found as a scenario, and say under which id."""
    item = as_id(name)
    with session.store() as store:
        refuse_taken(store, read_.organisation, name)
        store.save_scenario(found.scenario.changed(id=item, title=name), read_.organisation)
    return item


def refuse_taken(store: Store, organisation: str, name: str) -> None:
    """Fail where a scenario of that name or its id is there: nothing is overwritten, nothing searched in vain."""
    item = as_id(name)
    if any(one.id == item or one.title == name for one in store.scenarios(organisation)):
        raise Failure(f"There is a scenario {item} already. Save under another name.")
