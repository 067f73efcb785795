"""`maturity gap`: how far each capability is from its target, the heaviest gap first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.results import ambition_of
from maturity_tui.cli.session import Session, found, json_option, pass_session
from maturity_tui.cli.speak import as_json, count, figure, level, line, note, number, table, tidy

if TYPE_CHECKING:
    from maturity_tui.analysis.gap.gap import Gap
    from maturity_tui.store import Store


@click.command()
@click.argument("which", metavar="ID")
@click.option("--themes", is_flag=True, help="By theme instead: targets met, mean gap, weighted gap.")
@json_option
@pass_session
def gap(session: Session, which: str, themes: bool, json_: bool) -> None:
    """Print the gaps of ID: an assessment, a team (with those below it) or a round."""
    with session.store() as store:
        ids = found(store, which)
        if themes:
            from maturity_tui.cli.gap_themes import show_themes

            show_themes(store, ids, json_)
            return
        found_gaps = joined(store, ids)
        if json_:
            as_json([gap_data(item) for _, item in found_gaps])
            return
        show(found_gaps, several=len(ids) > 1)


def joined(store: Store, ids: tuple[str, ...]) -> list[tuple[str, Gap]]:
    """The gaps of several assessments as one list of (capability's title, gap), the heaviest first."""
    from maturity_tui.analysis.gap.gap import gaps

    every: list[tuple[str, Gap]] = []
    for one in ids:
        assessment, framework = store.assessment(one), store.framework_of(one)
        titles = framework.capabilities
        for item in gaps(framework, assessment, ambition_of(store, assessment.organisation)):
            every.append((titles[item.capability].title, item))
    return sorted(every, key=lambda pair: -pair[1].weighted)


def gap_data(item: Gap) -> dict[str, Any]:
    """One gap as its JSON says it."""
    return {
        "capability": item.capability,
        "team": item.team,
        "score": number(item.score),
        "target": number(item.target),
        "gap": number(item.gap),
        "weight": number(item.weight),
        "themes": list(item.themes),
        "confidence": None if item.confidence is None else str(item.confidence),
    }


def show(every: list[tuple[str, Gap]], several: bool) -> None:
    """The gaps as text; what is at target is counted, not listed."""
    open_ = [(title, item) for title, item in every if item.gap > 0]
    rows = [
        (
            tidy(title),
            *([item.team] if several else []),
            level(float(item.score)),
            level(float(item.target)),
            figure(item.gap),
            figure(item.weighted),
            "; ".join(item.themes),
            item.confidence or "",
        )
        for title, item in open_
    ]
    first = ("Capability", "Team") if several else ("Capability",)
    start = len(first)
    headings = (*first, "Now", "Target", "Gap", "Weighted", "Themes", "Confidence")
    table(headings, rows, right=range(start, start + 4))
    closed = len(every) - len(open_)
    if not every:
        line("No gaps: nothing that is scored has a target.")
        note("Targets come from the assessment, or from the themes of the organisation's ambition.")
    elif closed:
        line(f"{count(closed, 'capability', 'capabilities')} at target or above.")
