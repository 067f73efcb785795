"""`maturity assessments score`: the agreed score of one capability, and what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.failures import Failure
from maturity_tui.cli.open_votes import open_votes
from maturity_tui.cli.session import Session, found_one, json_option, pass_session, unknown
from maturity_tui.cli.speak import as_json, level, line, note, shorten

if TYPE_CHECKING:
    from maturity_tui.assessments.models import Assessment, Rating, Score
    from maturity_tui.frameworks.models import Capability, Framework
    from maturity_tui.frameworks.values import Number

BLANK = "-"
NOT_APPLICABLE = ("n/a", "na")


@click.command()
@click.argument("which", metavar="ID")
@click.argument("item", metavar="CAPABILITY")
@click.argument("value", metavar="[LEVEL|n/a|-]", required=False)
@click.option("--reason", help="Why it is not applicable; n/a needs one.")
@click.option("--confidence", type=click.Choice(["low", "medium", "high"]), help="How sure the team is.")
@click.option("--target", metavar="LEVEL|-", help="Where it should be; - leaves it to the ambition's themes.")
@click.option("--note", "words", help="A note; an empty one takes it away.")
@click.option("--votes", metavar='"1 2 2 x"', help="The team's votes, one a person; x: does not know.")
@json_option
@pass_session
def score(
    session: Session, which: str, item: str, value: str | None, reason: str | None, confidence: str | None,
    target: str | None, words: str | None, votes: str | None, json_: bool,
) -> None:  # fmt: skip
    """Score CAPABILITY in the assessment ID. A dash takes the score away: blank is nothing, not zero.

    Without a LEVEL only the options change.
    """
    if value is None and all(each is None for each in (reason, confidence, target, words, votes)):
        raise click.UsageError("Nothing to change: give a LEVEL, n/a, a dash, or an option.")
    with session.store() as store:
        one = found_one(store, which)
        assessment, framework = store.assessment(one), store.framework_of(one)
        capability = the_capability(framework, assessment, item)
        update: dict[str, Any] = {}
        if value is not None or reason is not None:
            update |= settled(framework, capability, value, reason)
        if confidence is not None:
            update["confidence"] = confidence
        if target is not None:
            update["target"] = the_target(framework, capability, target)
        if words is not None:
            update["note"] = words
        if votes is not None:
            ratings = the_votes(framework, capability, votes)
            raters = with_raters(assessment, len(ratings))
            if raters != dict(assessment.raters):
                assessment = store.set_raters(one, raters).assessment
            update["ratings"] = as_ratings(assessment, capability.id, ratings)
        saved = store.save_score(one, capability.id, assessment.score(capability.id).changed(**update))
        told = open_votes(store, one, saved.assessment)
    tell(told, framework, capability, json_)


def settled(
    framework: Framework, capability: Capability, value: str | None, reason: str | None
) -> dict[str, Any]:
    """The agreed score, or the reason why there is none."""
    text = (NOT_APPLICABLE[0] if value is None else value).strip().casefold()
    if text in NOT_APPLICABLE:
        if not (reason or "").strip():
            raise click.UsageError("Not applicable needs a reason: give --reason.")
        return {"agreed": None, "not_applicable": reason}
    if reason is not None:
        raise click.UsageError("--reason is for what is not applicable; use --note for anything else.")
    if text == BLANK:
        return {"agreed": None, "not_applicable": None}
    return {"agreed": the_level(framework, capability, text), "not_applicable": None}


def the_capability(framework: Framework, assessment: Assessment, named: str) -> Capability:
    """The capability that is named by id, by an older id, or by its short code. It must be in scope."""
    from maturity_tui.assessments.scope import in_scope

    by_code = {code.casefold(): item for item, code in framework.codes.items()}
    item = framework.resolve(named.strip())
    item = item if item in framework.capabilities else by_code.get(named.strip().casefold(), item)
    if item not in framework.capabilities:
        raise unknown(framework.noun, named, framework.capabilities)
    if item not in in_scope(framework, assessment.scope):
        raise Failure(f"{item} is not in the scope of this assessment. Another one may cover it.")
    return framework.capabilities[item]


def the_target(framework: Framework, capability: Capability, text: str) -> Number | None:
    """The target that a text names; a dash takes it away."""
    return None if text.strip() == BLANK else the_level(framework, capability, text, any_=True)


def the_level(framework: Framework, capability: Capability, text: str, any_: bool = False) -> Number:
    """The level that a text names, by value or by name; `any_`: anything on the scale (a target)."""
    levels = framework.levels_of(capability)
    wanted = text.strip().casefold()
    for known in levels:
        if wanted in (str(known.value), f"{known.value:g}", known.name.casefold()):
            return known.value
    number = as_number(wanted)
    if number is not None:
        if any(known.value == number for known in levels):
            return number
        if any_ and levels[0].value <= number <= levels[-1].value:
            return number
    spelled = ", ".join(f"{known.value:g} {shorten(known.name, 24)}" for known in levels)
    raise Failure(f"{capability.id} cannot be scored at {shorten(text, 40)!r}. Its levels are {spelled}.")


def as_number(text: str) -> Number | None:
    """The number that a short text writes; None for anything else."""
    try:
        number = float(text) if len(text) < 30 else None
    except ValueError:
        return None
    if number is None or number != number or number in (float("inf"), float("-inf")):
        return None
    return int(number) if number.is_integer() else number


def the_votes(framework: Framework, capability: Capability, text: str) -> tuple[Rating, ...]:
    """The ratings that a line of votes holds."""
    from maturity_tui.assessments.votes import parse_votes

    try:
        return parse_votes(text, [known.value for known in framework.levels_of(capability)])
    except ValueError as error:
        raise Failure(str(error)) from None


def team_raters(assessment: Assessment) -> list[str]:
    """The raters of the team, in their order."""
    from maturity_tui.assessments.models import Perspective

    return [rater for rater, perspective in assessment.raters.items() if perspective is Perspective.TEAM]


def with_raters(assessment: Assessment, wanted: int) -> dict[str, Any]:
    """The assessment's raters, with as many of the team as there are votes."""
    from maturity_tui.assessments.models import Perspective

    raters: dict[str, Any] = dict(assessment.raters)
    missing = wanted - len(team_raters(assessment))
    number = 1
    while missing > 0:
        if f"t{number}" not in raters:
            raters[f"t{number}"] = Perspective.TEAM
            missing -= 1
        number += 1
    return raters


def as_ratings(assessment: Assessment, item: str, votes: tuple[Rating, ...]) -> dict[str, Rating]:
    """The votes by rater: those of the team are replaced, those of users and others stay."""
    team = team_raters(assessment)
    others = {rater: rating for rater, rating in assessment.score(item).ratings.items() if rater not in team}
    return {**dict(zip(team, votes, strict=False)), **others}


def tell(assessment: Assessment, framework: Framework, capability: Capability, json_: bool) -> None:
    """What is held now."""
    held = assessment.score(capability.id)
    if json_:
        data = held.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        as_json({"id": assessment.id, "capability": capability.id, **data})
        return
    line(f"{capability.id}: {spoken(held)}")
    middle = suggestion(assessment, held)
    if middle is not None and held.agreed is None and held.not_applicable is None:
        note(f"The votes suggest {level(middle)} (their lower median).")


def spoken(held: Score) -> str:
    """The score in words."""
    if held.not_applicable is not None:
        return "n/a"
    said = "blank" if held.agreed is None else level(held.agreed)
    return said if held.target is None else f"{said}, target {level(held.target)}"


def suggestion(assessment: Assessment, held: Score) -> Number | None:
    """The lower median of the team's votes."""
    from maturity_tui.assessments.votes import suggested

    return suggested(held, assessment.raters)
