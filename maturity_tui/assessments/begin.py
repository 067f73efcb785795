"""To begin an assessment from what a person types: names become ids, known ones are found, new ones are added."""

from __future__ import annotations

import re
import unicodedata

from maturity_tui.assessments.models import Assessment, FrameworkPin, Round, Scope, assessment_id
from maturity_tui.assessments.organisation import Organisation, Team
from maturity_tui.frameworks.canonical import digest
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import clean_line

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*")
_NOT_IN_IDS = re.compile(r"[^a-z0-9.]+")
LONGEST_MADE = 80


def as_id(name: str) -> str:
    """An id for a name: lower case, plain letters, hyphens; an id stays as it is.

    Raises ValueError, with a sentence, for a name that has no letter or digit to make one of.
    """
    if _ID.fullmatch(name) and len(name) <= 120:
        return name
    plain = unicodedata.normalize("NFKD", clean_line(name)).encode("ascii", "ignore").decode().lower()
    made = _NOT_IN_IDS.sub("-", plain).strip("-.")[:LONGEST_MADE].strip("-.")
    if not made:
        raise ValueError("The name makes no id: use letters, digits and hyphens.")
    return made


def known_team(organisation: Organisation, named: str) -> Team | None:
    """The team of that id or title, whatever its capitals."""
    name = clean_line(named).casefold()
    return next(
        (team for team in organisation.teams if name in (team.id.casefold(), team.title.casefold())), None
    )


def with_team(organisation: Organisation, title: str, id: str | None = None) -> tuple[Organisation, Team]:
    """The organisation with the team in it, and the team: the known one, or a new one. Raises ValueError."""
    known = known_team(organisation, id or title) or known_team(organisation, title)
    if known is not None:
        return organisation, known
    team = Team(id=as_id(id or clean_line(title)), title=clean_line(title))
    return organisation.changed(teams=(*organisation.teams, team)), team


def begun(
    organisation: Organisation, team: Team, framework: Framework, round_: Round, scope: Scope
) -> Assessment:
    """A new, empty assessment that pins the framework as it is."""
    return Assessment(
        id=assessment_id(organisation.id, round_.id, team.id, framework.id),
        team=team.id,
        round=round_,
        framework=FrameworkPin(id=framework.id, version=framework.version, sha256=digest(framework)),
        scope=scope,
    )
