"""`maturity agreement`: how far a team's raters agree, by area, and where they are most apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.open_votes import open_votes
from maturity_tui.cli.session import Session, found, json_option, pass_session
from maturity_tui.cli.speak import as_json, count, level, line, note, number, table, tidy

if TYPE_CHECKING:
    from maturity_tui.assessments.agreement.agreement import Agreement, CapabilityAgreement, NodeAgreement
    from maturity_tui.frameworks import Framework
    from maturity_tui.store import Store

MOST_APART = 10


@click.command()
@click.argument("which", metavar="ID")
@json_option
@pass_session
def agreement(session: Session, which: str, json_: bool) -> None:
    """Print how far raters agree in ID: an assessment, a team (with those below it) or a round."""
    with session.store() as store:
        ids = found(store, which)
        if json_:
            each = [as_data(one, reckoned(store, one)) for one in ids]
            as_json(each[0] if len(each) == 1 else each)
            return
        for at, one in enumerate(ids):
            if at:
                line()
            show(store, one)
        from maturity_tui.assessments.agreement.words import METHOD

        note(METHOD)


def reckoned(store: Store, one: str) -> Agreement:
    """The agreement of one assessment."""
    from maturity_tui.assessments.agreement.agreement import agreement as agreed

    return agreed(store.framework_of(one), open_votes(store, one))


def as_data(one: str, figures: Agreement) -> dict[str, Any]:
    """The agreement as its JSON says it."""
    from maturity_tui.assessments.agreement.alpha import COVERAGE, RESAMPLES, SEED

    return {
        "id": one,
        "statistic": "Krippendorff's alpha, ordinal",
        "interval": {"coverage": COVERAGE, "resamples": RESAMPLES, "seed": SEED},
        "nodes": [node_data(node) for node in figures.nodes],
        "capabilities": [capability_data(item) for item in figures.capabilities],
    }


def node_data(node: NodeAgreement) -> dict[str, Any]:
    """The whole or an area as its JSON says it."""
    return {
        "id": node.id,
        "title": node.title,
        "alpha": number(node.alpha),
        "low": node.interval.low if node.interval else None,
        "high": node.interval.high if node.interval else None,
        "without_variation": node.interval.without if node.interval else None,
        "words": node.words,
        "few": node.few,
        "capabilities": node.capabilities,
        "raters": node.raters,
        "pairs": node.pairs,
        "equal": node.equal,
    }


def capability_data(item: CapabilityAgreement) -> dict[str, Any]:
    """One capability as its JSON says it; who gave which level is not in it."""
    return {
        "id": item.id,
        "levels": list(item.levels),
        "spread": item.spread,
        "apart": number(item.apart),
    }


def show(store: Store, one: str) -> None:
    """One assessment's agreement as text."""
    from maturity_tui.assessments.agreement.agreement import Seen
    from maturity_tui.assessments.agreement.words import (
        TEACHES,
        interval_text,
        percent_equal,
        two_decimals,
    )

    framework, figures = store.framework_of(one), reckoned(store, one)
    line(f"{one} · {tidy(framework.title)} {tidy(framework.version)} · {store.assessment(one).status}")
    if figures.whole.seen is Seen.NOBODY:
        line(TEACHES.format(noun=framework.noun))
        return
    rows = [
        (
            "  " * node.depth + tidy(node.title), two_decimals(node.alpha), interval_text(node), node.words,
            node.capabilities, node.raters, percent_equal(node),
        )
        for node in figures.nodes
    ]  # fmt: skip
    table(
        ("", "Alpha", "95 in 100", "Words", "Rated by two", "Raters", "Pairs alike"),
        rows,
        right=(1, 2, 4, 5, 6),
    )
    line()
    _show_apart(framework, figures)


def _show_apart(framework: Framework, figures: Agreement) -> None:
    """The capabilities that are to be discussed first."""
    apart = figures.apart
    if not apart:
        line(f"No {framework.noun} on which two raters differ.")
        return
    rows = [
        (
            tidy(framework.capabilities[item.id].title),
            " ".join(level(value) for value in item.levels),
            level(item.spread),
            f"{float(item.apart or 0):.1f}",
        )
        for item in apart[:MOST_APART]
    ]
    table(("Most apart", "Votes", "Spread", "Apart"), rows, right=(2, 3))
    if len(apart) > MOST_APART:
        line(f"{count(len(apart) - MOST_APART, 'more', 'more')} on which raters differ; --json has them all.")
