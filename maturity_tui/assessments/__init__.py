"""Assessments: who is assessed, what was said, what it adds up to. Knows no screen, no database, no file."""

from maturity_tui.assessments.figures import NodeFigure, Results, as_written, one_decimal
from maturity_tui.assessments.models import (
    Assessment,
    Confidence,
    Evidence,
    FrameworkPin,
    Idea,
    Perspective,
    Rating,
    Round,
    Score,
    Status,
    Upgrade,
    assessment_id,
)
from maturity_tui.assessments.organisation import Organisation, Profile, Team, Theme
from maturity_tui.assessments.rollup import roll_up
from maturity_tui.assessments.scope import in_scope, path_weights
from maturity_tui.assessments.targets import TargetInForce, highest_level, lowest_level, targets_in_force
from maturity_tui.assessments.teams.service import Column, HeatMap, ServiceFigure, heat_map, over_teams
from maturity_tui.assessments.teams.summary import Summary, summarise
from maturity_tui.assessments.votes import (
    distribution,
    levels_by,
    lower_median,
    parse_votes,
    spread,
    suggested,
)

__all__ = [
    "Assessment",
    "Column",
    "Confidence",
    "Evidence",
    "FrameworkPin",
    "HeatMap",
    "Idea",
    "NodeFigure",
    "Organisation",
    "Perspective",
    "Profile",
    "Rating",
    "Results",
    "Round",
    "Score",
    "ServiceFigure",
    "Status",
    "Summary",
    "TargetInForce",
    "Team",
    "Theme",
    "Upgrade",
    "as_written",
    "assessment_id",
    "distribution",
    "heat_map",
    "highest_level",
    "in_scope",
    "levels_by",
    "lower_median",
    "lowest_level",
    "one_decimal",
    "over_teams",
    "parse_votes",
    "path_weights",
    "roll_up",
    "spread",
    "suggested",
    "summarise",
    "targets_in_force",
]
