"""`maturity` without a command: the app in a terminal; elsewhere what its home screen says, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_tui.cli.session import Session
from maturity_tui.cli.speak import count, figure, level, line, note, share, table, tidy

if TYPE_CHECKING:
    from maturity_tui.store.glance import Glance, TeamRow

FIRST_STEPS = (
    "Nothing is here yet. A team scores how mature its capabilities are, sees the gap to where it needs",
    "to be, and sees what training, capacity or new technology would change.",
    "",
    "  maturity demo                     the worked example",
    "  maturity assessments new --help   begin an assessment",
    "  maturity import FOLDER            read an organisation's folder",
)


def open_or_print(session: Session) -> None:
    """Open the app where there is a terminal; otherwise print the summary and how to open it."""
    if session.can_open():
        session.open_app(session.url)
        return
    print_summary(session.url)
    note("To open the app, run `maturity` in a terminal. `maturity --help` lists the commands.")


def print_summary(url: str) -> None:
    """What the home screen says: the service, then a line for each team."""
    from maturity_tui.store.place import sqlite_path

    path = sqlite_path(url)
    if path is None:
        print_list(url)
        return
    from maturity_tui.store.glance import glance

    seen = glance(path)
    if seen is None:
        for text in FIRST_STEPS:
            line(text)
        return
    print_glance(seen)


def print_glance(seen: Glance) -> None:
    """The home screen's figures as text."""
    teams = len({row.team for row in seen.teams})
    line(f"{tidy(seen.title)} · {count(teams, 'team')} · {count(len(seen.rounds), 'round')}")
    if seen.round is None:
        line("No assessment yet. `maturity assessments new --help` says how to begin one.")
        return
    line(f"Round: {tidy(seen.round.title)} ({seen.round.id})")
    if seen.service is not None:
        whole = seen.service
        line(
            f"{tidy(whole.framework_title)}: now {figure(whole.score)}, target {figure(whole.target)}, "
            f"gap {figure(whole.gap)}, floor {level(whole.floor)}, scored {whole.scored}/{whole.applicable}, "
            f"{whole.teams_scored} of {count(whole.teams, 'team')}"
            + (f" ({', '.join(whole.left_out)})" if whole.left_out else "")
        )
    line()
    headings = ("Team", "Framework", "Status", "Scored", "Now", "Target", "Gap", "Floor")
    table(headings, [team_row(row) for row in seen.teams], right=range(3, 8))


def team_row(row: TeamRow) -> tuple[str, ...]:
    """One team's line. A skills framework has no mean to show, but a share of skills at target."""
    if row.assessment is None:
        return (row.title, row.framework, "not started", "–", "–", "–", "–", "–")
    coverage = f"{row.scored}/{row.applicable}"
    return (
        row.title, row.framework, row.status, coverage,
        share(row.score) if row.kind == "skills" else figure(row.score),
        figure(row.target), figure(row.gap), level(row.floor),
    )  # fmt: skip


def print_list(url: str) -> None:
    """The same from a database that is not a file: through the store."""
    from maturity_tui.cli.assessments import HEADINGS, shown_row, skill_frameworks
    from maturity_tui.store import Store

    with Store.open(url) as store:
        organisation, rows = store.organisation(), store.assessments()
        skills = skill_frameworks(store)
    if organisation is None:
        for text in FIRST_STEPS:
            line(text)
        return
    line(tidy(organisation.title))
    table(HEADINGS, [shown_row(row, skills) for row in rows], right=range(2, 7), longest=120)
