"""What each input adds at the horizon: without it, for one that is chosen; with it, for one that is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.choices import ChosenInput, exclude, unmet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Total = tuple[Array, Array | None]


@dataclass(frozen=True)
class InputGain:
    """By how much the overall figure at the last quarter-end is higher with an input than without it.

    `blocked`: why an input that is not chosen cannot be, as things stand; its gain is shown as if it could.
    """

    input: str
    chosen: bool
    gain: float
    blocked: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain values for the JSON of `project`."""
        return {
            "input": self.input,
            "chosen": self.chosen,
            "gain": self.gain,
            "blocked": self.blocked or None,
        }


def marginal_gains(
    model: Model, chosen: Sequence[ChosenInput], candidates: Sequence[ChosenInput]
) -> tuple[InputGain, ...]:
    """The gain of each chosen input (left out alone), then of each candidate not chosen (added alone).

    All are answered in one batch over the last column, as so many columns of one evaluation.
    """
    import numpy as np

    ids = {choice.id for choice in chosen}
    others = [choice for choice in candidates if choice.id not in ids]
    model.doses.prepare(choice.input for choice in (*chosen, *others))
    figures = _last_figures(model, chosen, others)
    gains = np.concatenate(
        [figures[0] - figures[1 : len(chosen) + 1], figures[len(chosen) + 1 :] - figures[0]]
    )
    return tuple(
        InputGain(
            choice.id, choice.id in ids, float(gain), "" if choice.id in ids else _blocked(choice, chosen)
        )
        for choice, gain in zip((*chosen, *others), gains, strict=True)
    )


def _last_figures(model: Model, chosen: Sequence[ChosenInput], others: Sequence[ChosenInput]) -> Array:
    """The overall figure at the last quarter-end: of the chosen, then without each, then with each other."""
    import numpy as np

    whole = _total(model, chosen)
    totals = [whole]
    for choice in chosen:
        rest = [other for other in chosen if other is not choice]
        totals.append(_total(model, rest) if _tied(choice, rest) else _moved(model, whole, choice, -1))
    for choice in others:
        more = [*chosen, choice]
        totals.append(_total(model, more) if _tied(choice, chosen) else _moved(model, whole, choice, 1))
    strength = np.concatenate([strength for strength, _ in totals], axis=2)
    none = np.zeros((len(strength), 1))
    dip = np.concatenate([none if dip is None else dip for _, dip in totals], axis=1)
    return model.figures.overall(model.levels(strength, dip if dip.any() else None).final)


def _total(model: Model, chosen: Sequence[ChosenInput]) -> Total:
    return model.total(model.contributions(chosen, column=-1), 1)


def _moved(model: Model, whole: Total, choice: ChosenInput, sign: int) -> Total:
    """The total with one input more or less. Strengths add up, so that the rest need not be summed again:
    sixty inputs then answer a key press in a few milliseconds."""
    import numpy as np

    part = model.doses.of(choice).at(-1)
    strength, dip = whole[0].copy(), None if whole[1] is None else whole[1].copy()
    strength[part.cells] = np.maximum(0.0, strength[part.cells] + sign * part.strength)
    if part.dip is not None:
        dip = np.zeros((len(strength), 1)) if dip is None else dip
        dip[part.cells] = np.maximum(0.0, dip[part.cells] + sign * part.dip)
    return strength, dip


def _tied(choice: ChosenInput, others: Sequence[ChosenInput]) -> bool:
    """Whether an input repeats one of the others, or works better beside one: it then does not simply add."""
    own, beside = _names(choice), {synergy.with_ for synergy in choice.input.synergies}
    for other in others:
        names = _names(other)
        if names & (own | beside) or any(synergy.with_ in own for synergy in other.input.synergies):
            return True
    return False


def _names(choice: ChosenInput) -> set[str]:
    return {choice.id} if choice.input.repeat_of is None else {choice.id, choice.input.repeat_of}


def _blocked(choice: ChosenInput, chosen: Sequence[ChosenInput]) -> str:
    against = next((other.id for other in chosen if exclude(choice.input, other.input)), None)
    if against is not None:
        return f"{against} excludes it"
    why = unmet(choice.input, {other.id for other in chosen})
    return f"needs {why}" if why else ""
