"""What each assumption is called on screen. Its id, which files and reports use, stands beside it."""

from __future__ import annotations

from typing import Final

NAMES: Final = {
    "training.share": "Share of a gap that training closes",
    "training.half_life_months": "Months until training half fades",
    "training.floor": "Share of training that stays",
    "technology.adoption": "Share of use that is reached",
    "technology.adoption_quarters": "Quarters until it is reached",
    "technology.imitation": "How much users follow each other",
    "capacity.ramp": "Newcomers' output, by quarter",
    "capacity.mentor_fte": "Colleague's time for a newcomer",
    "capacity.mentor_quarters": "Quarters that the colleague helps",
    "capacity.days_per_fte_quarter": "Working days in a quarter",
    "training.bands": "Where on the scale training helps",
    "capacity.bands": "Where on the scale capacity helps",
    "technology.bands": "Where on the scale technology helps",
    "training.factor": "What training is worth here",
    "capacity.factor": "What capacity is worth here",
    "technology.factor": "What technology is worth here",
    "dip.on": "Whether a change-over costs output",
    "dip.size": "How much it costs",
    "dip.quarters": "Quarters that it lasts",
    "execution.correlation": "How far inputs go well together",
    "duration.late": "Chance that an input comes late",
    "duration.late_quarters": "Quarters that it is then late",
    "range.widening": "Widening of the given ranges",
    "score.sd_high": "Doubt about a score, sure of it",
    "score.sd_medium": "Doubt about a score, fairly sure",
    "score.sd_low": "Doubt about a score, not sure",
    "rise.months_1_to_2": "Months from level 1 to 2",
    "rise.months_2_to_3": "Months from level 2 to 3",
    "rise.rare_levels_a_year": "Rise in a year that is called rare",
}


def plain(name: str) -> str:
    """An assumption's name as people say it; its id where there is none."""
    return NAMES.get(name, name)
