"""From an assessment to its shared file, and a plain account of everything that is in it.

Nothing is taken over but numbers and ids of the framework: what a person wrote has no way into the file.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import get_args

from maturity_tui.assessments.blind_spots import FEWEST
from maturity_tui.assessments.figures import Results, one_decimal
from maturity_tui.assessments.models import Assessment, Scope
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.assessments.rollup import roll_up
from maturity_tui.assessments.scope import in_scope, scores_held
from maturity_tui.assessments.sharing.shared import (
    NOT_APPLICABLE,
    SHARED_SCHEMA,
    Budget,
    InHouse,
    Kind,
    People,
    Raters,
    Shared,
    SharedFigure,
    SharedFramework,
    SharedProfile,
    band,
    figure_of,
)
from maturity_tui.assessments.targets import targets_in_force
from maturity_tui.frameworks.canonical import digest
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import Number, clean_line, exact
from maturity_tui.frameworks.write import to_yaml

_PEOPLE = (20, 50, 100, 250, 500, 1000)
_BUDGET = (1e6, 5e6, 20e6, 50e6)
_IN_HOUSE = (0.25, 0.5, 0.75)
_RATERS = (10, 20, 50)
_LONG_NAME = 5
LEFT_OUT = (
    "Not in it: names and ids of the organisation, of teams, rounds, people and themes; notes, reasons, evidence, "
    "comments, ideas, single ratings, confidence, dates, and figures of fewer than five raters."
)


class ShareError(ValueError):
    """An assessment that may not be shared; the message is a whole sentence."""


def share(
    organisation: Organisation, assessment: Assessment, framework: Framework, id: str, *, own: bool = False
) -> Shared:
    """The shared file of an assessment. Raises ShareError, with a sentence, where it may not be shared.

    `id`: 32 hexadecimal digits, drawn at random by the caller. `own`: the framework does not ship with the app, and
    its ids may name somebody.
    """
    _may_be_shared(organisation, framework, own)
    results = roll_up(framework, assessment, organisation.ambition)
    if not results.whole.scored:
        raise ShareError("Nothing is scored in this assessment yet: there is nothing to share.")
    held, scope = scores_held(framework, assessment), in_scope(framework, assessment.scope)
    aims = targets_in_force(framework, assessment, organisation.ambition)
    levels: dict[str, Number | str] = {}
    for item in scope:
        if item in held and held[item].not_applicable is not None:
            levels[item] = NOT_APPLICABLE
        elif item in held and (agreed := held[item].agreed) is not None:
            levels[item] = agreed
    return Shared.model_validate(
        {
            "schema": SHARED_SCHEMA,
            "id": id,
            "framework": SharedFramework(
                id=framework.id, version=framework.version, sha256=digest(framework)
            ),
            "quarter": quarter(assessment.round.ends or assessment.round.begins),
            "scope": _scope(framework, assessment.scope),
            "profile": profile(organisation, assessment.team),
            "raters": _raters(assessment),
            "whole": figure_of(results, framework.id),
            "areas": _areas(results),
            "levels": levels,
            "targets": {
                item: aims[item].value
                for item in scope
                if item in aims and levels.get(item) != NOT_APPLICABLE
            },
        }
    )


def text_of(shared: Shared) -> str:
    """The file's text."""
    return to_yaml(shared)


def file_name(shared: Shared) -> str:
    """A name for the file that says as little as the file does."""
    return f"shared-{shared.framework.id}-{shared.id[:8]}.yaml"


def quarter(day: dt.date | None) -> str | None:
    """The quarter of a day, such as 2026-Q4."""
    return None if day is None else f"{day.year:04}-Q{(day.month + 2) // 3}"


def profile(organisation: Organisation, team: str) -> SharedProfile:
    """The organisation and the team in bands; a kind that is not on the list is left out."""
    held, kind = organisation.profile, organisation.profile.kind.casefold()
    money = band(held.yearly_budget, _BUDGET, get_args(Budget))
    known = organisation.team_by_id.get(team)
    return SharedProfile(
        kind=next((one for one in get_args(Kind) if one == kind), None),
        staff=band(held.staff_in_scope, _PEOPLE, get_args(People)),
        budget=money,
        currency=held.currency if money else None,
        in_house=band(held.in_house, _IN_HOUSE, get_args(InHouse)),
        headcount=band(known.headcount if known else None, _PEOPLE, get_args(People)),
    )


def account(shared: Shared, framework: Framework) -> Iterator[str]:
    """Everything that is in the file, line by line, in words; then what is not."""
    yield f"Framework: {clean_line(framework.title)} ({framework.reference}), and the digest of its content."
    yield f"Quarter: {shared.quarter or 'not known, and left out'}."
    yield f"Scope: {_scope_said(shared.scope)}. Scored: {_scored(shared.whole)}."
    yield from _profile_said(shared.profile)
    said = ", ".join(f"{who} {many}" for who, many in shared.raters.items())
    yield f"Raters: {said or 'left out, fewer than five of each perspective'}."
    yield f"A random id, {shared.id}: nothing can be told from it."
    yield ""
    yield f"Figures ({len(shared.areas) + 1})"
    yield f"  The whole: {_figure_said(shared.whole, framework)}"
    for area, figure in shared.areas.items():
        title = clean_line(framework.every_area[area].title)
        yield f"  {title}: {_figure_said(figure, framework)}"
    yield ""
    yield f"Levels ({len(shared.levels)}) and targets ({len(shared.targets)})"
    chosen = () if isinstance(shared.scope, str) else shared.scope
    for item in framework.capabilities:
        if item in shared.levels or item in shared.targets or item in chosen:
            yield f"  {clean_line(framework.capabilities[item].title)}: {_level_said(shared, item)}"
    yield ""
    yield LEFT_OUT


def _may_be_shared(organisation: Organisation, framework: Framework, own: bool) -> None:
    if framework.licence.redistribution != "open":
        licence = clean_line(framework.licence.name)
        raise ShareError(
            f"Assessments on {framework.reference} cannot be shared: the framework's licence ({licence}) is not open."
        )
    if not own:
        return
    names = (organisation.id, organisation.title)
    for text in (framework.id, framework.version, *framework.capabilities, *framework.every_area):
        if any(_names(text, name) for name in names):
            raise ShareError(
                f"The framework's {text!r} names the organisation, and would stand in the file: nothing was written. "
                "Give the framework ids that name nobody."
            )


def _names(text: str, name: str) -> bool:
    """Whether a name stands in an id; a very short one only as a word of its own."""
    words, wanted = _words(text), _words(name)
    return f"-{wanted}-" in f"-{words}-" or (len(wanted) >= _LONG_NAME and wanted in words)


def _words(text: str) -> str:
    return "-".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())


def _scope(framework: Framework, scope: Scope) -> Scope:
    return scope if isinstance(scope, str) else in_scope(framework, scope)


def _raters(assessment: Assessment) -> dict[str, str]:
    """How many there are of each perspective, in bands; small ones are not named at all."""
    counts = Counter(assessment.raters.values())
    return {
        str(who): get_args(Raters)[sum(many >= end for end in _RATERS)]
        for who, many in sorted(counts.items())
        if many >= FEWEST
    }


def _areas(results: Results) -> dict[str, SharedFigure]:
    return {node.id: figure_of(results, node.id) for node in results.nodes if node.kind == "area"}


def _scope_said(scope: Scope) -> str:
    if isinstance(scope, str):
        return "the core" if scope == "core" else "all"
    return f"a choice of {len(scope)}, by their ids"


def _scored(figure: SharedFigure) -> str:
    return f"{figure.scored} of {figure.applicable}"


def _profile_said(held: SharedProfile) -> Iterator[str]:
    told = {
        "kind of organisation": held.kind,
        "staff": held.staff,
        "yearly budget": f"{held.budget} {held.currency or ''}".strip() if held.budget else None,
        "in-house": held.in_house,
        "headcount of the team": held.headcount,
    }
    said = ", ".join(f"{what} {how}" for what, how in told.items() if how)
    yield f"Profile, in bands: {said or 'nothing'}."


def _figure_said(figure: SharedFigure, framework: Framework) -> str:
    if figure.score is None:
        return f"no figure, scored {_scored(figure)}"
    if framework.is_skills:
        return f"{int(figure.score * 100 + 0.5)} % at target, scored {_scored(figure)}"
    floor = "" if figure.floor is None else f", lowest {figure.floor:g}"
    return f"{one_decimal(exact(figure.score))}{floor}, scored {_scored(figure)}"


def _level_said(shared: Shared, item: str) -> str:
    level = shared.levels.get(item)
    said = "blank" if level is None else str(level)
    return f"{said}, target {shared.targets[item]}" if item in shared.targets else said
