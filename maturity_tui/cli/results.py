"""`maturity results`: every node of the framework with its figure, floor, rule and coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.session import Session, found, json_option, pass_session
from maturity_tui.cli.speak import as_json, level, line, number, table, tidy

if TYPE_CHECKING:
    from maturity_tui.assessments import NodeFigure, Results
    from maturity_tui.store import Store


@click.command()
@click.argument("which", metavar="ID")
@json_option
@pass_session
def results(session: Session, which: str, json_: bool) -> None:
    """Print the results of ID: an assessment, a team (with those below it) or a round."""
    with session.store() as store:
        ids = found(store, which)
        if json_:
            each = [as_data(one, rolled(store, one)) for one in ids]
            as_json(each[0] if len(each) == 1 else each)
            return
        for at, one in enumerate(ids):
            if at:
                line()
            show(store, one)


def rolled(store: Store, one: str) -> Results:
    """The results of one assessment, with the targets of its organisation's ambition."""
    from maturity_tui.assessments import roll_up

    assessment = store.assessment(one)
    return roll_up(store.framework_of(one), assessment, ambition_of(store, assessment.organisation))


def ambition_of(store: Store, organisation: str) -> Any:
    """The themes of an organisation; none where it is not known."""
    known = store.organisation(organisation)
    return known.ambition if known else ()


def as_data(one: str, figures: Results) -> dict[str, Any]:
    """The results as their JSON says them."""
    return {"id": one, "nodes": [node_data(node) for node in figures.nodes]}


def node_data(node: NodeFigure) -> dict[str, Any]:
    """One node as its JSON says it."""
    return {
        "id": node.id,
        "title": node.title,
        "rule": node.rule,
        "score": number(node.score),
        "floor": number(node.floor),
        "maximum": number(node.maximum),
        "scored": node.scored,
        "applicable": node.applicable,
        "display": node.display,
    }


def show(store: Store, one: str) -> None:
    """One assessment's results as text."""
    figures, status = rolled(store, one), store.assessment(one).status
    line(f"{one} · {tidy(figures.framework.title)} {tidy(figures.framework.version)} · {status}")
    rows = []
    for node in figures.nodes:
        single = node.kind == "capability"
        floor = "" if single else floor_of(node)
        coverage = "" if single else f"{node.scored}/{node.applicable}"
        rows.append(("  " * node.depth + tidy(node.title), node.display, floor, coverage, node.rule))
    table(("", "Now", "Floor", "Scored", "Rule"), rows, right=(1, 2, 3))


def floor_of(node: NodeFigure) -> str:
    """The lowest scored capability below a node, as its scale writes it."""
    return level(None if node.floor is None else float(node.floor))
