"""The assumptions' defaults, each with where it comes from.

Sources are named in full so that anyone can look them up; what is our own judgement says so.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from maturity_tui.analysis.assumptions.assumption import Assumption, Quantity
from maturity_tui.analysis.inputs.interventions import HIGHEST_SHARE

_OURS = "our judgement"
_ARTHUR = (
    "our judgement; nothing published maps effect size to levels. Arthur, Bennett, Edens & Bell 2003, "
    "J. Appl. Psych. 88:234-245 find d = .63 for learning, .62 for behaviour, .62 for results"
)
_TRANSFER = (
    "Saks & Belcourt 2006: transfer of 62 % at once, 44 % at 6 and 34 % at 12 months (an opinion survey); "
    "Tatel & Ackerman: half-lives of skill decay from 6.5 to 13 months"
)
_BRYNJOLFSSON = "mechanism: Brynjolfsson, Rock & Syverson 2021; size: our judgement"
_BASS = "shape: Bass 1969; pace: our judgement"
_ABDEL = "Abdel-Hamid & Madnick 1991"
_SEI = "SEI process maturity profiles, read second-hand"
_HUBBARD = (
    "Hubbard 2014; Teigen & Jørgensen 2005: untrained 90 % ranges hold the truth about 55 % of the time"
)


def _a(
    name: str, value: Quantity, unit: str, source: str, grade: Literal["V", "R", "J"], **more: float
) -> Assumption:
    return Assumption(name, value, unit, source, grade, **more)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def defaults() -> tuple[Assumption, ...]:
    """Every assumption as it stands before a scenario changes it."""
    return (
        _a(
            "training.share",
            (0.10, 0.25, 0.40),
            "share of the open gap at full coverage: low, likely, high",
            _ARTHUR,
            "J",
            most=HIGHEST_SHARE,
        ),
        _a(
            "training.half_life_months",
            8,
            "months in which half of what fades has faded",
            _TRANSFER,
            "V",
            low=6.5,
            high=13,
            least=0.1,
            most=600,
        ),
        _a("training.floor", 0.3, "share of the effect that stays", _OURS, "J", low=0.1, high=0.5),
        _a(
            "technology.adoption",
            0.90,
            "share of attainable use reached",
            _BASS,
            "J",
            low=0.75,
            high=0.97,
            least=0.01,
            most=0.999,
        ),
        _a(
            "technology.adoption_quarters",
            4,
            "quarters after delivery until then",
            _BASS,
            "J",
            low=2,
            high=8,
            least=0.25,
            most=80,
        ),
        _a(
            "technology.imitation",
            12.67,
            "imitation over innovation, q/p",
            _BASS,
            "J",
            low=5,
            high=30,
            least=0.01,
            most=1000,
        ),
        _a(
            "capacity.ramp",
            (0.5, 0.75, 1.0),
            "share of full output in each quarter after recruitment",
            _ABDEL,
            "R",
        ),
        _a(
            "capacity.mentor_fte",
            0.2,
            "FTE of a colleague's time for each input",
            _ABDEL,
            "R",
            low=0.1,
            high=0.4,
            most=100,
        ),
        _a(
            "capacity.mentor_quarters",
            2,
            "quarters after recruitment in which a colleague helps",
            _ABDEL,
            "R",
            low=1,
            high=4,
            most=40,
        ),
        _a(
            "capacity.days_per_fte_quarter",
            55,
            "working days of one FTE in a quarter (220 a year)",
            _OURS,
            "J",
            low=50,
            high=60,
            most=92,
        ),
        _a(
            "training.bands",
            (1, 1, 0.8, 0.4, 0.15),
            "ease of the scale's five bands, lowest first",
            _OURS,
            "J",
        ),
        _a(
            "capacity.bands",
            (0.6, 0.8, 1, 0.7, 0.4),
            "ease of the scale's five bands, lowest first",
            _OURS,
            "J",
        ),
        _a(
            "technology.bands",
            (0.3, 0.6, 1, 1, 0.8),
            "ease of the scale's five bands, lowest first",
            _OURS,
            "J",
        ),
        *(
            _a(
                f"{kind}.factor",
                1,
                "a factor on the strength of all inputs of the kind; 1 unless a back-test says otherwise",
                _OURS,
                "J",
                low=0.5,
                high=1.5,
                least=0.25,
                most=2,
            )
            for kind in ("training", "capacity", "technology")
        ),
        _a("dip.on", 0, "1 where a dip while people change over is to be counted, else 0", _OURS, "J"),
        _a(
            "dip.size",
            0.05,
            "size of the dip that a new technology brings",
            _BRYNJOLFSSON,
            "J",
            low=0,
            high=0.15,
        ),
        _a(
            "dip.quarters",
            2,
            "quarters after delivery for which it lasts",
            _BRYNJOLFSSON,
            "J",
            low=1,
            high=4,
            most=40,
        ),
        _a(
            "execution.correlation",
            0.3,
            "correlation of how well inputs are carried out",
            _OURS,
            "J",
            low=0,
            high=0.6,
            most=0.99,
        ),
        _a(
            "duration.late",
            0,
            "chance that an input is delivered late; 0 unless it is turned on",
            _OURS,
            "J",
            low=0,
            high=0.5,
        ),
        _a(
            "duration.late_quarters",
            1,
            "quarters by which it is then late",
            _OURS,
            "J",
            low=1,
            high=3,
            most=40,
        ),
        _a(
            "range.widening",
            2,
            "factor on a given range, unless the team is calibrated",
            _HUBBARD,
            "V",
            low=1,
            high=3,
            least=1,
            most=10,
        ),
        _a("score.sd_high", 0.15, "levels, of a score held with high confidence", _OURS, "J", most=10),
        _a("score.sd_medium", 0.35, "levels, of a score held with medium confidence", _OURS, "J", most=10),
        _a("score.sd_low", 0.70, "levels, of a score held with low confidence", _OURS, "J", most=10),
        _a(
            "rise.months_1_to_2",
            22,
            "months from level 1 to 2, median; only for the warning of a rare rise",
            _SEI,
            "V",
            most=600,
        ),
        _a(
            "rise.months_2_to_3",
            21,
            "months from level 2 to 3, median; only for the warning of a rare rise",
            _SEI,
            "V",
            most=600,
        ),
        _a(
            "rise.rare_levels_a_year",
            1,
            "levels in 12 months, over a whole organisation, above which a rise is called rare",
            _SEI,
            "V",
            most=100,
        ),
    )
