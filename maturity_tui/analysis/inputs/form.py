"""An input as it is typed in a form: texts to a checked input and back, with what is wrong in a sentence.

What the form does not ask for (exclusions, synergies, the earliest start …) stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from maturity_tui.analysis.inputs.interventions import Effect, InputKind, Intervention
from maturity_tui.analysis.inputs.library import check_inputs, join_libraries
from maturity_tui.analysis.inputs.sheet.values import CellError, capability, days, listed, number
from maturity_tui.frameworks.check import nearest
from maturity_tui.frameworks.door import shorten
from maturity_tui.frameworks.sentences import sentence

LABELS = {
    "title": "Name", "kind": "Kind", "once": "Cost once", "per_year": "Cost a year", "per_person": "Cost a person",
    "quarters": "Quarters to deliver", "person_days": "Person-days", "probability": "Chance of delivery",
    "effects": "Effects", "needs": "Needs", "grade": "Known by", "note": "Note", "source": "Source",
}  # fmt: skip
_TEAM = re.compile(r"([A-Za-z0-9][\w.\-]*)=(\S+)\Z")


class InputFormError(Exception):
    """What is wrong with what was typed, in a sentence."""


@dataclass(frozen=True)
class InputFacts:
    """What the form says of an input, as it was typed. `effects`: a line each, `people.leadership 0.1 0.2 0.4 0.8`."""

    title: str = ""
    kind: str = InputKind.TRAINING.value
    once: str = ""
    per_year: str = ""
    per_person: str = ""
    quarters: str = "1"
    person_days: str = ""
    probability: str = "1"
    effects: str = ""
    needs: str = ""
    grade: str = "J"
    note: str = ""
    source: str = ""


def facts_of(item: Intervention) -> InputFacts:
    """An input as the form shows it."""
    cost, basis = item.cost, item.basis
    return InputFacts(
        item.title, item.kind.value, _amount(cost.once), _amount(cost.per_year), _amount(cost.per_person),
        str(item.quarters), "; ".join(map(_amount, item.person_days)), _plain(item.probability),
        "\n".join(map(_effect_line, item.effects)), "; ".join(item.needs.all), basis.grade, basis.note, basis.source,
    )  # fmt: skip


def _amount(value: float) -> str:
    return _plain(value) if value else ""


def _plain(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _effect_line(effect: Effect) -> str:
    shares = " ".join(map(_plain, effect.share))
    if isinstance(effect.coverage, float | int):
        return f"{effect.capability} {shares} {_plain(effect.coverage)}"
    teams = " ".join(f"{team}={_plain(value)}" for team, value in effect.coverage.items())
    return f"{effect.capability} {shares} {teams}".strip()


def made(
    facts: InputFacts,
    before: Intervention | None,
    capabilities: Mapping[str, str],
    own: Iterable[Intervention],
    shipped: Iterable[Intervention] = (),
) -> Intervention:
    """The input that the form describes. Raises InputFormError for the first thing that is wrong.

    `before`: the one that is changed; a new one gets an id of its own, and the currency of the own inputs.
    `capabilities`: as people may name them, by id.
    """
    held, others = tuple(own), tuple(shipped)
    ids = {item.id for item in (*others, *held)}
    data: dict[str, Any] = before.model_dump(by_alias=True) if before else {"id": _new_id(facts, ids)}
    data |= _data(facts, capabilities, data, ids)
    if before is None and held:
        data["cost"]["currency"] = held[0].cost.currency
    try:
        item = Intervention.model_validate(data)
    except ValidationError as error:
        raise InputFormError(_said(error)) from None
    rest = [one for one in held if one.id != item.id]
    known = {id for one in (*rest, *others) for id in (effect.capability for effect in one.effects)}
    for fault in check_inputs([*rest, item], {*capabilities, *known}, join_libraries(others)):
        if fault.path[1] == len(rest):
            raise InputFormError(f"{fault.message}. {fault.hint}".strip())
    return item


def _data(
    facts: InputFacts, capabilities: Mapping[str, str], before: Mapping[str, Any], ids: Collection[str]
) -> dict[str, Any]:
    """The fields that the form asks for."""
    cost = {name: _number(name, getattr(facts, name), 0) for name in ("once", "per_year", "per_person")}
    some = _labelled("person_days", lambda: days(facts.person_days))
    quarters = _number("quarters", facts.quarters, 1)
    if some and len(some) != quarters:
        of = f"{quarters:g} quarter{'' if quarters == 1 else 's'}"
        raise InputFormError(
            f"{LABELS['person_days']}: there {'is' if len(some) == 1 else 'are'} {len(some)} for {of}. "
            "One for each, such as 20; 10."
        )
    return {
        "title": facts.title, "kind": facts.kind, "cost": {**before.get("cost", {}), **cost}, "quarters": quarters,
        "person_days": some, "probability": _number("probability", facts.probability, 1),
        "effects": _effects(facts.effects, capabilities),
        "needs": {**before.get("needs", {}), "all": _needs(facts.needs, ids)},
        "basis": {"grade": facts.grade, "note": facts.note, "source": " ".join(facts.source.split())},
    }  # fmt: skip


def _labelled(name: str, read: Any) -> Any:
    try:
        return read()
    except CellError as error:
        raise InputFormError(f"{LABELS[name]}: {_tell(error)}") from None


def _tell(error: CellError) -> str:
    message = error.message[:1].lower() + error.message[1:]
    return f"{message}.{' ' + error.hint if error.hint else ''}"


def _number(name: str, text: str, blank: float) -> float:
    """A number; money may be `250k`, as in every form of money."""
    plain = text.strip()
    factor = (
        {"k": 1_000, "m": 1_000_000}.get(plain[-1:].casefold(), 1) if name.startswith(("once", "per_")) else 1
    )
    value = _labelled(name, lambda: number(plain[:-1] if factor > 1 else plain)) if plain else blank
    return float(value) * factor if factor > 1 else value


def _needs(text: str, ids: Collection[str]) -> list[str]:
    found = [part.strip() for entry in listed(text) for part in entry.split(",") if part.strip()]
    for one in found:
        if one not in ids:
            raise InputFormError(f"Needs: there is no input {shorten(one)!r}. {nearest(one, ids)}".strip())
    return found


def _effects(text: str, capabilities: Mapping[str, str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for at, row in enumerate((row for row in text.splitlines() if row.strip()), start=1):
        try:
            effect = _effect(row, capabilities)
        except CellError as error:
            raise InputFormError(f"Effects, line {at}: {_tell(error)}") from None
        if any(one["capability"] == effect["capability"] for one in found):
            raise InputFormError(
                f"Effects, line {at}: {effect['capability']} stands twice. Keep one of the lines."
            )
        found.append(effect)
    return found


def _effect(row: str, capabilities: Mapping[str, str]) -> dict[str, Any]:
    """`B3 0.1 0.2 0.4 0.8`: a capability by id, code or part of its title; low, likely, high; coverage."""
    words = row.replace("|", " ").split()
    teams: dict[str, float] = {}
    while words and (match := _TEAM.match(words[-1])):
        teams = {match[1]: number(match[2])} | teams
        words.pop()
    figures: list[float] = []
    while len(words) > 1 and len(figures) < 4 and _is_number(words[-1]):
        figures.insert(0, number(words.pop()))
    if len(figures) not in ((3,) if teams else (3, 4)):
        raise CellError(
            "Here should be a capability, then low, likely and high, and the coverage",
            "Such as people.leadership 0.10 0.25 0.40 0.8.",
        )
    low, likely, high = figures[:3]
    if not low <= likely <= high:
        raise CellError(
            f"Low, likely and high are {low:g}, {likely:g} and {high:g}", "Each is at least the one before."
        )
    if not 0 <= low <= high <= 0.95:
        raise CellError(f"A share lies between 0 and 0.95; found {high if high > 0.95 else low:g}")
    coverage: Any = teams or (figures[3] if len(figures) == 4 else 1.0)
    for reach in teams.values() if teams else (coverage,):
        if not 0 <= reach <= 1:
            raise CellError(f"A coverage lies between 0 and 1; found {reach:g}")
    return {"capability": _named(" ".join(words), capabilities), "share": figures[:3], "coverage": coverage}


def _is_number(text: str) -> bool:
    try:
        number(text)
    except CellError:
        # What begins like a figure was meant as one: the sentence about it says more.
        return text[:1].isdigit() and "." not in text[:1] and not any(letter.isalpha() for letter in text)
    return True


def _named(text: str, capabilities: Mapping[str, str]) -> str:
    """A capability by its id, its code, its title, or a part of the title that only it has."""
    wanted = text.casefold()
    close = [
        id for id, title in capabilities.items()
        if wanted in title.casefold() or wanted == title.casefold().partition(" ")[0]
    ]  # fmt: skip
    exact = [id for id in close if capabilities[id].casefold().partition(" ")[0] == wanted]
    if text not in capabilities and len(exact or close) == 1:
        return (exact or close)[0]
    if text not in capabilities and len(close) > 1:
        some = ", ".join(capabilities[id] for id in close[:3])
        raise CellError(
            f"{shorten(text)!r} may be {some}{' or others' if len(close) > 3 else ''}", "Write more of it."
        )
    return capability(text, capabilities)


def _new_id(facts: InputFacts, ids: Collection[str]) -> str:
    """`training.incident-course`, with a number where that is taken."""
    stem = re.sub(r"[^a-z0-9]+", "-", facts.title.casefold()).strip("-")[:80] or "input"
    item, count = f"{facts.kind}.{stem}", 2
    while item in ids:
        item, count = f"{facts.kind}.{stem}-{count}", count + 1
    return item


def _said(error: ValidationError) -> str:
    """The first thing that is wrong, with the name of its field."""
    detail = error.errors(include_url=False)[0]
    path = [str(part) for part in detail["loc"]]
    name = next((LABELS[part] for part in reversed(path) if part in LABELS), "")
    message, hint = sentence(detail, ())
    text = f"{name}: {message[:1].lower()}{message[1:]}" if name else message
    return f"{text}. {hint}".strip()
