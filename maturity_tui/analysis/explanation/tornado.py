"""What moves the figure most: one assumption at a time from its P5 to its P95, all others as they are.

The effect is on the mean of the overall figure at the last quarter-end. A share moves as a whole input does: all its
effects at once, to the P5 and the P95 of the range as it is used. A delivery that is not sure moves from never to
surely. Today's scores move the figure by their own P5 and P95. What has no range is listed, not guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any, Literal

from maturity_tui.analysis.assumptions.assumption import Assumption
from maturity_tui.analysis.inputs.interventions import HIGHEST_SHARE, InputKind
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.projection.shares import Pert
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.uncertainty.sample import Stopped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Kind = Literal["share", "delivery", "assumption", "scores"]
P95_OF_NORMAL = 1.6448536269514722
NOTHING = 1e-9
SCORES = "scores"
# These are what the noise of scores is made of: they move no mean, and stand together as the scores' own bar.
_NOISE = "score.sd_"


@dataclass(frozen=True)
class Bar:
    """One thing that is not known: an input's share or delivery, an assumption, or today's scores. `low` and `high`
    are what it is set to (None: the scores, all of them), `at_low` and `at_high` what the figure changes by."""

    name: str
    kind: Kind
    at_low: float
    at_high: float
    low: float | None = None
    high: float | None = None

    @property
    def swing(self) -> float:
        """From the lowest to the highest figure that it makes."""
        return max(self.at_low, self.at_high, 0.0) - min(self.at_low, self.at_high, 0.0)

    def as_json(self) -> dict[str, Any]:
        """Plain values for the JSON of `project`."""
        return {
            "name": self.name, "kind": self.kind, "low": self.low, "high": self.high,
            "change_at_low": self.at_low, "change_at_high": self.at_high,
        }  # fmt: skip


@dataclass(frozen=True)
class Tornado:
    """The bars, the widest first; `still`: what has a range, and moves nothing here; `no_range`: what has none."""

    bars: tuple[Bar, ...]
    still: tuple[str, ...] = ()
    no_range: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values for the JSON of `project`."""
        return {
            "bars": [bar.as_json() for bar in self.bars],
            "moves_nothing": list(self.still),
            "no_range_known": list(self.no_range),
        }


def tornado(
    model: Model, chosen: Sequence[ChosenInput], *, stop: Callable[[], bool] | None = None
) -> Tornado:
    """Every bar at the last quarter-end. Raises `Stopped` once `stop` says so."""
    bars: list[Bar] = []
    for bar in _every(model, tuple(chosen)):
        if stop is not None and stop():
            raise Stopped
        bars.append(bar)
    moving = sorted((bar for bar in bars if bar.swing > NOTHING), key=lambda bar: (-bar.swing, bar.name))
    still = tuple(bar.name for bar in bars if bar.swing <= NOTHING)
    return Tornado(tuple(moving), still, no_range(model))


def no_range(model: Model) -> tuple[str, ...]:
    """The assumptions that no range is known of: what the figure rests on, and this does not test."""
    return tuple(one.name for one in model.assumptions.entries if not _has_range(one) and _is_used(one))


def _every(model: Model, chosen: tuple[ChosenInput, ...]) -> Iterator[Bar]:
    # Not on the model's own store of doses: what is tried here would push out what the screen needs.
    trial = model.under(model.assumptions, model.quarters[-1:])
    now = _figure(trial, chosen)
    for choice in chosen:
        yield _share_bar(trial, chosen, choice, now)
        if choice.input.probability < 1:
            ends = [_figure(trial, _with(chosen, choice, probability=chance)) - now for chance in (0.0, 1.0)]
            yield Bar(choice.id, "delivery", ends[0], ends[1], 0.0, 1.0)
    for entry in model.assumptions.entries:
        if not _has_range(entry) or entry.name.startswith(_NOISE):
            continue
        if _of_another_kind(entry, chosen):
            yield Bar(entry.name, "assumption", 0.0, 0.0, entry.low, entry.high)
        else:
            yield _assumption_bar(trial, chosen, entry, now)
    if (noise := score_noise(model)) is not None:
        yield Bar(SCORES, "scores", -P95_OF_NORMAL * noise, P95_OF_NORMAL * noise)


def score_noise(model: Model) -> float | None:
    """The standard deviation that today's scores put on the overall figure; None where it is not linear in them."""
    if model.figures.matrix is None or model.baseline.is_skills:
        return None
    weights = model.figures.matrix[0].tolist()
    return sqrt(
        sum((weight * cell.sd) ** 2 for weight, cell in zip(weights, model.baseline.cells, strict=True))
    )


def _has_range(entry: Assumption) -> bool:
    return entry.low is not None and entry.high is not None and not isinstance(entry.value, tuple)


def _of_another_kind(entry: Assumption, chosen: Sequence[ChosenInput]) -> bool:
    """Whether it is about a kind of input of which none is chosen."""
    kind = entry.name.partition(".")[0]
    return kind in list(InputKind) and all(choice.input.kind != kind for choice in chosen)


def _is_used(entry: Assumption) -> bool:
    """Whether a projection reads it: not the sanity flag's figures, nor the shares that inputs state themselves."""
    return not entry.name.startswith(("rise.", _NOISE)) and entry.name not in ("training.share", "dip.on")


def _assumption_bar(trial: Model, chosen: tuple[ChosenInput, ...], entry: Assumption, now: float) -> Bar:
    assert entry.low is not None
    assert entry.high is not None
    ends = [
        _figure(trial.under(trial.assumptions.with_overrides({entry.name: value})), chosen) - now
        for value in (entry.low, entry.high)
    ]
    return Bar(entry.name, "assumption", ends[0], ends[1], entry.low, entry.high)


def _share_bar(trial: Model, chosen: tuple[ChosenInput, ...], choice: ChosenInput, now: float) -> Bar:
    """`low` and `high` are the share where there is one effect: of several, each moves in its own range."""
    ends, firsts = [], []
    for quantile in (0.05, 0.95):
        effects = tuple(
            effect.changed(share=(value, value, value))
            for effect in choice.input.effects
            for value in [min(HIGHEST_SHARE, at_quantile(trial.doses.share(effect), quantile))]
        )
        firsts.append(effects[0].share[0] if len(effects) == 1 else None)
        ends.append(_figure(trial, _with(chosen, choice, effects=effects)) - now)
    return Bar(choice.id, "share", ends[0], ends[1], firsts[0], firsts[1])


def at_quantile(share: Pert, quantile: float) -> float:
    """A quantile of a share."""
    from scipy.special import betaincinv

    if share.upper <= share.lower:
        return share.mode
    unit = float(betaincinv(1 + 4 * share.skew, 5 - 4 * share.skew, quantile))
    return share.lower + (share.upper - share.lower) * unit


def _with(chosen: tuple[ChosenInput, ...], choice: ChosenInput, **fields: Any) -> tuple[ChosenInput, ...]:
    changed = ChosenInput(choice.input.changed(**fields), choice.start, choice.coverage)
    return tuple(changed if one is choice else one for one in chosen)


def _figure(model: Model, chosen: Sequence[ChosenInput]) -> float:
    """The overall figure at the last quarter-end."""
    total = model.total(model.contributions(chosen, column=-1), 1)
    return float(model.figures.overall(model.levels(*total).final)[-1])
