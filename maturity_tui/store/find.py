"""What a person may type for an assessment: its id, a part of it, a team, a round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from maturity_tui.assessments.organisation import Organisation
from maturity_tui.store.values import AssessmentRow


def find(text: str, rows: Sequence[AssessmentRow], organisation: Organisation | None) -> tuple[str, ...]:
    """The ids that a text means; empty where it means nothing.

    An exact id, with or without the organisation; `round`, `round/team`; a team, which stands for all teams
    below it too, in the latest round that any of them has; `team/framework`; an organisation likewise.
    `rows` come latest round first.
    """
    words = [word for word in text.strip().strip("/").split("/") if word]
    if organisation and words and words[0] == organisation.id:
        words = words[1:] or ["*"]
    if not words:
        return ()
    return _exact(words, rows) or _by_round(words, rows, organisation) or _by_team(words, rows, organisation)


def _exact(words: Sequence[str], rows: Sequence[AssessmentRow]) -> tuple[str, ...]:
    wanted = "/".join(words)
    return tuple(row.id for row in rows if wanted in (row.id, row.id.partition("/")[2]))


def _by_round(
    words: Sequence[str], rows: Sequence[AssessmentRow], organisation: Organisation | None
) -> tuple[str, ...]:
    inside = [row for row in rows if row.round == words[0]]
    if len(words) == 1:
        return tuple(row.id for row in inside)
    return _by_team(words[1:], inside, organisation)


def _by_team(
    words: Sequence[str], rows: Sequence[AssessmentRow], organisation: Organisation | None
) -> tuple[str, ...]:
    teams = _teams(words[0], organisation)
    found = [row for row in rows if words[0] == "*" or row.team in teams]
    if len(words) > 1:
        found = [row for row in found if row.framework.partition("@")[0] == words[1]]
    return tuple(_latest(found)) if len(words) <= 2 else ()


def _teams(team: str, organisation: Organisation | None) -> set[str]:
    if organisation and team in organisation.team_by_id:
        return {item.id for item in organisation.below(team)}
    return {team}


def _latest(rows: Sequence[AssessmentRow]) -> Iterable[str]:
    return [row.id for row in rows if row.round == rows[0].round]
