"""Minutes: what happened in the workshops of an assessment, from its journal.

Pure. A pause of more than an hour begins another session. Who took part is told only as numbers; what was undone by
the end of a session is left out of its outcomes and listed apart, without its words. A free text is repeated only
while it is held: what was erased, cleared or written anew since is gone from here too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from maturity_tui.assessments.models import Assessment
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import clean_line
from maturity_tui.workshop.minutes.replay import Past
from maturity_tui.workshop.minutes.session import Telling
from maturity_tui.workshop.minutes.values import Minutes

if TYPE_CHECKING:
    from maturity_tui.store.values import Change

PAUSE = dt.timedelta(minutes=60)


def minutes(
    changes: Sequence[Change],
    assessment: Assessment,
    framework: Framework,
    *,
    organisation: str = "",
    team: str = "",
    hidden: frozenset[str] = frozenset(),
) -> Minutes:
    """The minutes of an assessment. `hidden`: the capabilities whose votes nobody is to see yet."""
    past, telling = Past(), Telling(framework, hidden, frozenset(texts_of(assessment)))
    sittings = list(sittings_of(changes))
    sessions = [telling.session(past, number, sitting) for number, sitting in enumerate(sittings, start=1)]
    # What a later session undid is marked in the list of what happened; the outcomes of the session stay as they were.
    undone = telling.undone
    marked = tuple(
        replace(one, happenings=tuple(telling.marked(what, undone) for what in one.happenings))
        for one in sessions
    )
    return Minutes(
        assessment.id, clean_line(organisation) or assessment.organisation,
        clean_line(team) or assessment.team, clean_line(assessment.round.title),
        f"{clean_line(framework.title)} {clean_line(framework.version)}", marked, len(sessions),
    )  # fmt: skip


def texts_of(assessment: Assessment) -> Iterator[str]:
    """The free texts that are held."""
    kept = (score for upgrade in assessment.upgraded for score in upgrade.kept.values())
    for score in (*assessment.scores.values(), *kept):
        yield score.note
        yield score.not_applicable or ""
        yield from (piece.what for piece in score.evidence)
    yield from (idea.text for idea in assessment.ideas)


def sittings_of(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """The entries in runs without a long pause."""
    run: list[Change] = []
    for change in changes:
        if run and change.at - run[-1].at > PAUSE:
            yield run
            run = []
        run.append(change)
    if run:
        yield run
