"""What the plan screen shows, read and worked out: values only, no widgets."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maturity_tui.analysis.plan.standing import PlanStanding, Standing
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.workshop.plan_reading import PlanGround, plans_of, read_plan

if TYPE_CHECKING:
    from maturity_tui.store import Store

SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}


@dataclass(frozen=True, eq=False)
class PlanView:
    """A plan, how it stands on a day, and the plans that there are, the one adopted last first."""

    ground: PlanGround
    standing: PlanStanding
    plans: tuple[Scenario, ...]
    day: dt.date

    @property
    def scenario(self) -> Scenario:
        """The plan itself."""
        return self.ground.scenario

    @property
    def by_id(self) -> dict[str, Standing]:
        """How each input stands."""
        return {one.id: one for one in self.standing.inputs}

    @property
    def symbol(self) -> str:
        """The currency's sign; empty where costs are in several."""
        used = self.standing.currency
        return "" if used is None else SYMBOLS.get(used, f"{used} ")

    @property
    def is_skills(self) -> bool:
        """Whether figures are shares of skills at target."""
        return self.ground.held[0][1].is_skills


Read = tuple[PlanGround | None, tuple[Scenario, ...]]


def read(store: Store, wanted: str | None) -> Read:
    """The plan that is wanted, else the one adopted last, and all plans. None: nothing is adopted. StoreError."""
    plans = plans_of(store)
    found = next((one for one in plans if one.id == wanted), plans[0] if plans else None)
    return (read_plan(store, found) if found is not None else None), plans


def worked_out(ground: PlanGround, plans: tuple[Scenario, ...], day: dt.date) -> PlanView:
    """How the plan stands; takes a moment, and NumPy. Raises ValueError, in a sentence."""
    return PlanView(ground, ground.standing(day), plans, day)
