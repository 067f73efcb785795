"""`maturity blind-spots`: where users and stakeholders see a team otherwise than it sees itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.open_votes import open_votes
from maturity_tui.cli.session import Session, found, json_option, pass_session
from maturity_tui.cli.speak import as_json, count, level, line, note, share, table, tidy

if TYPE_CHECKING:
    from maturity_tui.assessments.blind_spots import BlindSpots, Seen, View
    from maturity_tui.frameworks.models import Framework


@click.command("blind-spots")
@click.argument("which", metavar="ID")
@json_option
@pass_session
def blind_spots(session: Session, which: str, json_: bool) -> None:
    """Print the agreed scores of ID beside the middle of what users, stakeholders and reviewers said.

    ID is an assessment, a team (with those below it) or a round. A perspective is shown where at least five of it gave
    a level; it is never averaged into a score.
    """
    from maturity_tui.assessments import blind_spots as core

    with session.store() as store:
        each = [(one, store.framework_of(one), open_votes(store, one)) for one in found(store, which)]
    compared = [(one, framework, core.blind_spots(framework, held)) for one, framework, held in each]
    if json_:
        data = [spots_data(*one) for one in compared]
        as_json(data[0] if len(data) == 1 else data)
        return
    for at, (one, framework, spots) in enumerate(compared):
        if at:
            line()
        if len(compared) > 1:
            line(one)
        show(one, framework, spots)


def show(one: str, framework: Framework, spots: BlindSpots) -> None:
    """The comparison as text: capabilities, then areas."""
    from maturity_tui.assessments.blind_spots import ASKED, FEWEST

    asked = [who for who in ASKED if any(view.perspective is who for row in spots.rows for view in row.views)]
    heads = (
        framework.noun.capitalize(),
        "Team",
        *(text for who in asked for text in (f"{who}s".capitalize(), "")),
    )
    rows = [shown_row(framework, row, asked) for row in spots.rows]
    table(heads, rows, right=(1, *(2 + 2 * at for at in range(len(asked)))))
    for area in spots.areas:
        title = tidy(framework.every_area[area.area].title)
        blind = count(area.blind, "blind spot")
        line(f"{title}: {blind} among {area.compared} compared ({share(area.share)})")
    if spots.too_few:
        what = count(len(spots.too_few), framework.noun, framework.nouns)
        note(f"{what} not shown: fewer than {FEWEST} of each perspective gave a level there.")
    if not spots.rows:
        line("Nobody outside the team can be compared with it yet.")
        note(
            f"`maturity assessments survey {one}` has the questions to ask, `reflect` brings the answers in."
        )


def shown_row(framework: Framework, row: Seen, asked: list[Any]) -> tuple[object, ...]:
    """One capability under the headings."""
    views = {view.perspective: view for view in row.views}
    cells: list[object] = []
    for who in asked:
        view = views.get(who)
        cells += [level(view.middle), words(view)] if view else ["–", ""]
    name = f"{framework.codes[row.capability]} {tidy(framework.capabilities[row.capability].title)}"
    return (name, level(row.agreed), *cells)


def words(view: View) -> str:
    """How far apart, in words: `1 lower`."""
    if view.difference is None:
        return ""
    return "alike" if not view.difference else f"{abs(view.difference)} {view.direction}"


def spots_data(one: str, framework: Framework, spots: BlindSpots) -> dict[str, Any]:
    """The comparison as its JSON says it. What is not shown is not in it either."""
    from maturity_tui.assessments.blind_spots import FEWEST, THRESHOLD

    return {
        "id": one,
        "fewest": FEWEST,
        "threshold": THRESHOLD,
        "capabilities": [
            {
                "capability": row.capability,
                "title": framework.capabilities[row.capability].title,
                "agreed": row.agreed,
                "blind_spot": row.is_blind_spot,
                "views": [view_data(view) for view in row.views],
                "not_shown": [str(who) for who in row.hidden],
            }
            for row in spots.rows
        ],
        "areas": [
            {"area": one.area, "compared": one.compared, "blind_spots": one.blind, "share": one.share}
            for one in spots.areas
        ],
        "too_few": list(spots.too_few),
    }


def view_data(view: View) -> dict[str, Any]:
    """One perspective's view."""
    return {
        "perspective": str(view.perspective),
        "middle": view.middle,
        "difference": view.difference,
        "direction": view.direction or None,
        "ratings": view.answers,
        "does_not_know": view.unknown,
        "distribution": [{"level": value, "ratings": number} for value, number in view.counts.items()],
    }
