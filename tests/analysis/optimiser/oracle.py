"""Made-up councils, and every one of their portfolios worked out in plain NumPy: nothing of the optimiser is used.

The arithmetic is PROJECTION's: X_b = sum of s · coverage · r*[kind, b] · a, M = m0 + sum of g_b (1 − exp(−X_b)),
z_c = min over p of (M_p + D[c, p]).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.inputs.interventions import InputKind, Intervention
from maturity_tui.analysis.projection.activation import activations
from maturity_tui.analysis.projection.baseline import Baseline, Cell
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.scenario import Scenario, quarters_from

Array = NDArray[np.float64]
START, QUARTERS = "2027-Q1", 6
EASE = {
    "training": (1, 1, 0.8, 0.4, 0.15),
    "capacity": (0.6, 0.8, 1, 0.7, 0.4),
    "technology": (0.3, 0.6, 1, 1, 0.8),
}


@dataclass(frozen=True, eq=False)
class Council:
    """A baseline, a library, limits; and the levels that each of its 2^n portfolios leads to."""

    model: Model
    library: tuple[Intervention, ...]
    scenario: Scenario
    limits: dict[str, Any]
    sets: NDArray[np.bool_]
    levels: Array
    targets: Array
    weights: Array
    allowed: NDArray[np.bool_]
    once: Array
    total: Array

    @property
    def gains(self) -> Array:
        """The gain of each portfolio; −inf for one that breaks a rule or a limit."""
        score = np.array([cell.score for cell in self.model.baseline.cells])
        return np.where(self.allowed, (self.levels - score) @ self.weights, -np.inf)

    def ids(self, row: int) -> set[str]:
        """The inputs of a portfolio."""
        return {item.id for item, on in zip(self.library, self.sets[row], strict=True) if on}

    def row(self, ids: set[str] | tuple[str, ...]) -> int:
        """Where a portfolio stands."""
        wanted = np.array([item.id in ids for item in self.library])
        return int(np.flatnonzero((self.sets == wanted).all(axis=1))[0])


def council(seed: int, n: int = 10, cells: int = 8, gated: bool = False) -> Council:
    """A council with needs, any-of, excludes, a budget, a yearly limit and person-days by quarter."""
    random = np.random.default_rng(seed)
    held = tuple(
        Cell(
            "t", f"c{place}", float(random.integers(0, 4)), float(random.integers(2, 5)),
            weight=float(weight),
        )
        for place, weight in enumerate(random.dirichlet(np.full(cells, 2.0)))
    )  # fmt: skip
    needs = _needs(np.random.default_rng(seed), cells) if gated else {}
    library = tuple(_input(random, place, n, cells) for place in range(n))
    once = np.array([float(item.cost.once) for item in library])
    days = np.array([[*item.person_days, *[0.0] * QUARTERS][:QUARTERS] for item in library])
    yearly = np.array([float(item.cost.per_year) for item in library])
    limits = {
        "once": round(0.45 * once.sum()),
        "per_year": round(0.6 * yearly.sum()),
        "person_days": {
            quarter: float(round(0.6 * days[:, place].sum() + 1))
            for place, quarter in enumerate(quarters_from(START, QUARTERS)[:2])
        },
    }
    baseline = Baseline(held, needs)
    model = Model(baseline, quarters_from(START, QUARTERS), Assumptions.default())
    scenario = Scenario.model_validate({"id": "s", "title": "S", "start": START, "horizon": QUARTERS})
    sets = np.array(list(itertools.product([False, True], repeat=n)))
    allowed = np.array([_allowed(library, row) for row in sets])
    x = sets.astype(float)
    allowed &= x @ once <= limits["once"] + 1e-6
    # All start in the first quarter, so that a full year's cost falls in 2027.
    allowed &= x @ yearly <= limits["per_year"] + 1e-6
    for place, most in enumerate(limits["person_days"].values()):
        allowed &= x @ days[:, place] <= most + 1e-6
    total = once + yearly * QUARTERS / 4
    return Council(
        model, library, scenario, limits, sets, _levels(held, needs, library, x),
        np.array([cell.target for cell in held], dtype=float), np.array([cell.weight for cell in held]),
        allowed, x @ once, x @ total,
    )  # fmt: skip


def _needs(random: np.random.Generator, cells: int) -> dict[str, tuple[tuple[str, float], ...]]:
    """A circle of needs over the first four cells, and some across."""
    found: dict[str, list[tuple[str, float]]] = {f"c{place}": [] for place in range(cells)}
    for place in range(4):
        found[f"c{place}"].append((f"c{(place + 1) % 4}", float(random.choice([0.0, 0.5, 1.0]))))
    for place in range(4, cells):
        found[f"c{place}"].append((f"c{random.integers(0, place)}", float(random.choice([0.0, 0.5]))))
    return {item: tuple(needs) for item, needs in found.items()}


def _input(random: np.random.Generator, place: int, n: int, cells: int) -> Intervention:
    reached = random.choice(cells, int(random.integers(1, 5)), replace=False)
    quarters = int(random.integers(1, 4))
    body: dict[str, Any] = {
        "id": f"i{place}", "kind": str(random.choice(list(EASE))), "title": f"Input {place}",
        "quarters": quarters,
        "cost": {"once": int(random.integers(5, 60)), "per_year": int(random.integers(0, 20))},
        "person_days": [float(random.integers(0, 12)) for _ in range(quarters)],
        "probability": float(random.choice([1.0, 0.8])),
        "effects": [
            {
                "capability": f"c{cell}",
                "share": [share] * 3,
                "coverage": float(random.choice([1.0, 0.6])),
            }
            for cell, share in ((int(cell), round(float(random.uniform(0.1, 0.7)), 3)) for cell in reached)
        ],
    }  # fmt: skip
    # Mentors' days would muddle the sums of the test: they are the subject of others.
    if body["kind"] == "capacity":
        body["kind"] = "technology" if place % 2 else "training"
    if place % 5 == 2:
        body["needs"] = {"all": [f"i{place - 1}"]}
    if place % 5 == 4:
        body["needs"] = {"any": [f"i{place - 4}", f"i{place - 3}"]}
    if place % 4 == 3:
        body["excludes"] = [f"i{place - 2}"]
    return Intervention.model_validate(body)


def _allowed(library: tuple[Intervention, ...], row: Any) -> bool:
    ids = {item.id for item, on in zip(library, row, strict=True) if on}
    for item in library:
        if item.id not in ids:
            continue
        if not set(item.needs.all) <= ids or ids & set(item.excludes):
            return False
        if item.needs.any and not set(item.needs.any) & ids:
            return False
    return True


def _levels(held: tuple[Cell, ...], needs: Any, library: tuple[Intervention, ...], x: Array) -> Array:
    """Sets × cells: the level of each cell at the end of the last quarter, after the gate."""
    levels = np.zeros((len(x), len(held)))
    for place, cell in enumerate(held):
        m = int(cell.score)
        level = np.full(len(x), cell.score)
        for band in range(m, 5):
            strength = np.array([_strength(item, cell.capability, m, band) for item in library])
            level += 1 - np.exp(-(x @ strength))
        levels[:, place] = level
    index = {cell.capability: place for place, cell in enumerate(held)}
    slack = np.full((len(held), len(held)), np.inf)
    for item, below in needs.items():
        for need, room in below:
            here, there = index[item], index[need]
            slack[here, there] = max(room, held[here].score - held[there].score)
    # Not shortest paths: the levels are lowered again and again until every slack is kept.
    while True:
        lowered = np.minimum(levels, (levels[:, None, :] + slack[None]).min(axis=2))
        if np.array_equal(lowered, levels):
            return levels
        levels = lowered


def _strength(item: Intervention, capability: str, start: int, band: int) -> float:
    active = activations(InputKind(item.kind), [QUARTERS], item.quarters, Assumptions.default())[0]
    ease = min(EASE[item.kind][start : band + 1])
    for effect in item.effects:
        if effect.capability == capability:
            left = (1 - effect.share[1]) ** (float(effect.coverage_of("t")) * ease * active)
            return float(-np.log(1 - item.probability + item.probability * left))
    return 0.0
