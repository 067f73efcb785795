"""What waits for somebody in a round, as lines for the home screen. Asked in the store's thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maturity_tui.ui.draw import counted
from maturity_tui.ui.glyphs import GLYPHS

if TYPE_CHECKING:
    from maturity_tui.analysis.plan.lateness import Lateness
    from maturity_tui.assessments.attention import Attention
    from maturity_tui.frameworks.models import Framework
    from maturity_tui.store import Store

MOST = 12


@dataclass(frozen=True)
class Waiting:
    """One line: whose it is, what it is (the longest of these words that fits), and where enter goes."""

    title: str
    words: tuple[str, ...]
    opens: str
    mark: str
    warns: bool
    assessment: str | None
    capability: str | None
    team: str | None = None


def waiting(
    store: Store, round_id: str, main: str, today: dt.date, absent: Sequence[tuple[str, str]] = ()
) -> tuple[Waiting, ...]:
    """The lines for a round: what is left to do, what wants a second look, then the teams that have not begun.

    `main` is the round's framework; `absent` are the ids and titles of the teams without an assessment.
    """
    found: list[Waiting] = []
    for row in store.assessments():
        if row.round == round_id and row.status != "signed-off":
            other = "" if row.framework.startswith(main) else f" · {row.framework.partition('@')[0]}"
            found += _of_assessment(store, row.id, row.team_title + other, today)
    found.sort(key=lambda item: (item.warns, item.mark == GLYPHS.scored))
    return tuple([*found, *(_absent(team, title) for team, title in absent)][:MOST])


def plans_waiting(store: Store, today: dt.date) -> Iterator[Waiting]:
    """A line for each plan of which an input should have begun, or be done. Dates alone are read: no projection."""
    from maturity_tui.analysis.plan import lateness
    from maturity_tui.analysis.scenarios.scenario import quarter_of
    from maturity_tui.workshop.plan_reading import plans_of

    plans = plans_of(store)
    # Where nothing is decided yet, the library is not read.
    known = {item.id: item for item in store.library()} if plans else {}
    for plan in plans:
        late = lateness.waiting(lateness.lateness(plan, known, quarter_of(today)))
        if late:
            words = _late_words(late)
            yield Waiting(plan.title, words, "plan", GLYPHS.stale, True, None, plan.id)


def _late_words(late: Sequence[Lateness]) -> tuple[str, ...]:
    """What is late of a plan, the longest first."""
    title, many = late[0].input.title, len(late)
    if many > 1:
        first = f"{many} late inputs of the plan to see to"
        return f"{first}; {title} is first", first, f"{many} late"
    return f"an input of the plan is late: {title}", f"late: {title}", "1 input late"


def _absent(team: str, title: str) -> Waiting:
    words = ("not started: its assessment is to be begun", "not started")
    return Waiting(title, words, "new", GLYPHS.nobody, False, None, None, team)


def _of_assessment(store: Store, identity: str, title: str, today: dt.date) -> Iterator[Waiting]:
    from maturity_tui.assessments.attention import attention
    from maturity_tui.workshop.guard import shown

    framework = store.framework_of(identity)
    for item in attention(framework, shown(store, identity), today):
        yield _line(framework, identity, title, item)


def _line(framework: Framework, identity: str, title: str, item: Attention) -> Waiting:
    from maturity_tui.assessments.attention import Reason

    first = item.capabilities[0] if item.capabilities else None
    code = framework.codes[first] if first else ""
    name = f"{code} {framework.capabilities[first].title}" if first else ""
    some = "" if item.pieces == 1 else f"{item.pieces}; "
    one = "" if item.pieces == 1 else " is one"
    said, brief, mark = {
        Reason.NOT_STARTED: ("not started; {} is first", "", GLYPHS.nobody),
        Reason.LEFT_TO_SCORE: (
            f"{item.pieces} left to score; {{}} is next", f"{item.pieces} left; {{}} is next", GLYPHS.here,
        ),
        Reason.STALE_EVIDENCE: (
            f"{counted(item.pieces, 'piece')} of evidence older than a year", "", GLYPHS.stale,
        ),
        Reason.FAR_APART: (
            f"raters three levels apart on {some}{{}}{one}", f"raters 3 apart on {some}{{}}{one}",
            GLYPHS.disagreement,
        ),
        Reason.TO_SIGN_OFF: ("all is scored: agree it, then sign it off", "all is scored: agree it", GLYPHS.scored),
        Reason.AGREED: ("agreed: open it, then A signs it off", "agreed: A signs it off", GLYPHS.scored),
    }[item.reason]  # fmt: skip
    words = (said.format(name), (brief or said).format(name), said.format(code), (brief or said).format(code))
    warns = item.reason in (Reason.STALE_EVIDENCE, Reason.FAR_APART)
    return Waiting(title, words, "score", mark, warns, identity, first)
