"""Workshops to run: a score screen with a clock that the test turns, and what the room does in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from maturity_tui.assessments.models import Assessment
from maturity_tui.store import Store
from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.screens.score.screen import ScoreScreen
from maturity_tui.ui.screens.score.vote_dialog import VoteDialog
from maturity_tui.ui.screens.score.workshop_dialogs import WorkshopForm
from maturity_tui.workshop import keeping
from maturity_tui.workshop.session import Workshop
from maturity_tui.workshop.setup import Seat, Setup
from tests.ui.score_case import kept, opened

START = 1_800_000_000.0


class Hands:
    """A clock that goes when it is turned."""

    def __init__(self, now: float = START) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def seats(team: int = 8, **others: int) -> tuple[Seat, ...]:
    """Seats as they are named."""
    found = [Seat(rater=f"t{at}") for at in range(1, team + 1)]
    for whose, count in others.items():
        found += [
            Seat.model_validate({"rater": f"{whose[0]}{at}", "perspective": whose})
            for at in range(1, count + 1)
        ]
    return tuple(found)


def begun(path: Path, one: str, names: Mapping[str, str] | None = None, **setup: Any) -> Workshop:
    """A workshop that is under way in a database, its clock standing."""
    workshop = Workshop(setup=Setup(**{"seats": seats(), **setup}))
    with Store.open(str(path)) as store:
        keeping.keep(store, one, workshop)
        if names:
            store.keep_rater_names(one, names)
    return workshop


def remembered(path: Path, one: str) -> Workshop | None:
    with Store.open(str(path)) as store:
        return keeping.load(store, one)


def on_disk(path: Path, one: str) -> Assessment:
    with Store.open(str(path)) as store:
        return store.assessment(one)


def in_workshop(path: Path, one: str, clock: Hands, capability: str | None = None) -> MaturityApp:
    """The app on its score screen, with that clock."""

    class Scoring(MaturityApp):
        def on_ready(self) -> None:
            self.push_screen(ScoreScreen(one, capability, now=clock))

    return Scoring(str(path))


async def entered(pilot: Pilot[Any], *, running: bool = True) -> ScoreScreen:
    """The score screen, once it has been read, with its clock running."""
    screen = await opened(pilot)
    if running and screen.workshop is not None and not screen.workshop.clock.is_running:
        await pilot.press("space")
    return screen


async def dialogue(pilot: Pilot[Any], kind: type[Any]) -> Any:
    """A dialogue, once it is there."""
    for _ in range(200):
        if isinstance(pilot.app.screen, kind):
            await pilot.pause()
            return pilot.app.screen
        await pilot.pause(0.01)
    raise AssertionError(f"no {kind.__name__}: {pilot.app.screen}")


async def begin(pilot: Pilot[Any], screen: ScoreScreen, **answers: Any) -> None:
    """Begin a workshop by its form, or change the one under way."""
    await pilot.press("W")
    form = await dialogue(pilot, WorkshopForm)
    for key, value in answers.items():
        form.query_one(f"#field-{key}").value = value
    await pilot.press("ctrl+s")
    await kept(screen, pilot)


async def vote(pilot: Pilot[Any], votes: Sequence[object], *then: str) -> None:
    """A round as it is typed: v, a key a vote, then other keys."""
    await pilot.press("v")
    await dialogue(pilot, VoteDialog)
    for key in map(str, votes):
        if key in "?!":
            await pilot.press(key)
        else:
            pilot.app.simulate_key(key)
    await pilot.press(*then) if then else await pilot.pause()
