"""An organisation's profile: what people type becomes its fields, and its fields become a line of facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from maturity_tui.assessments.organisation import Organisation, Profile
from maturity_tui.frameworks.check import nearest
from maturity_tui.frameworks.values import Number, clean_line, exact

FIELDS: Mapping[str, str] = {
    "title": "The organisation's name",
    "kind": "Kind of organisation",
    "residents": "Residents",
    "staff_in_scope": "Staff in scope",
    "in_house": "Share done in-house",
    "yearly_budget": "Budget of a year",
    "currency": "Currency",
    "sites": "Sites",
    "platforms": "Main platforms",
}
"""The keys that can be set, and what they are called."""

_WHOLE = {"residents", "staff_in_scope", "sites"}
_TIMES = {"": 1, "k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
_AMOUNT = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<times>k|m|bn)?", re.IGNORECASE)


class ProfileError(ValueError):
    """What was typed cannot stand in a profile; `str(error)` is a sentence."""


def with_profile(organisation: Organisation, key: str, text: str) -> Organisation:
    """The organisation with one field as typed; an empty text takes it away. Raises ProfileError."""
    name = clean_line(key).lower().replace("-", "_").replace(" ", "_")
    if name not in FIELDS:
        hint = nearest(name, FIELDS) or f"There are {', '.join(FIELDS)}."
        raise ProfileError(f"A profile has no {clean_line(key)[:40]!r}. {hint}")
    value = _value(name, clean_line(text))
    try:
        if name == "title":
            return organisation.changed(title=value)
        return organisation.changed(profile=_kept(organisation.profile, name, value))
    except ValidationError as error:
        raise ProfileError(f"{FIELDS[name]}: {_first(error)}.") from None


def as_typed(organisation: Organisation, key: str) -> str:
    """A field as `with_profile` reads it."""
    if key == "title":
        return organisation.title
    value = getattr(organisation.profile, key)
    if value is None:
        return ""
    if key == "platforms":
        return "; ".join(value)
    if key == "in_house":
        return f"{float(exact(value) * 100):g} %"
    return f"{value:,}" if key in (_WHOLE | {"yearly_budget"}) else str(value)


def profile_facts(
    profile: Profile, money: Callable[[Number, str], str] | None = None, *, most: int = 3
) -> tuple[str, ...]:
    """What is known of an organisation, a few words each: `410,000 residents`, `85 % in-house`.

    `money` says how an amount in a currency reads; at most so many platforms are named, and the rest counted.
    """
    spoken = money or (lambda amount, currency: f"{currency} {amount:,}")
    sites = profile.sites
    facts = (
        profile.kind,
        f"{profile.residents:,} residents" if profile.residents is not None else "",
        f"{profile.staff_in_scope:,} staff in scope" if profile.staff_in_scope is not None else "",
        f"{_percent(profile.in_house)} in-house" if profile.in_house is not None else "",
        f"{spoken(profile.yearly_budget, profile.currency)} a year"
        if profile.yearly_budget is not None
        else "",
        f"{sites:,} {'site' if sites == 1 else 'sites'}" if sites is not None else "",
        _platforms(profile.platforms, most),
    )
    return tuple(fact for fact in facts if fact)


def _platforms(named: Sequence[str], most: int) -> str:
    if not named:
        return ""
    more = f" and {len(named) - most} more" if len(named) > most else ""
    return f"main platforms: {', '.join(named[:most])}{more}"


def _kept(profile: Profile, name: str, value: Any) -> Profile:
    """The profile with the field, or without it where it holds nothing."""
    held = {field: getattr(profile, field) for field in profile.model_fields_set if field != name}
    return Profile(**held) if value in (None, "", ()) else Profile(**held, **{name: value})


def _value(name: str, text: str) -> Any:
    if name == "platforms":
        return tuple(filter(None, (part.strip() for part in re.split(r"[;\n]", text))))
    if name == "currency":
        return text.upper()
    if name in ("title", "kind") or not text:
        return text
    if name == "in_house":
        return _share(text)
    amount = _amount(name, text)
    if name in _WHOLE and amount != int(amount):
        raise ProfileError(f"{FIELDS[name]} are counted whole: {text!r} is not.")
    return int(amount) if amount == int(amount) else amount


def _share(text: str) -> float:
    """A share from `85 %` or `0.85`."""
    bare = text.rstrip("% ")
    try:
        number = exact(float(bare.replace(",", ".")))
    except (ValueError, OverflowError):
        raise ProfileError(f"{FIELDS['in_house']}: write it as 85 % or 0.85, not {text[:40]!r}.") from None
    share = number / 100 if text.endswith("%") or number > 1 else number
    if not 0 <= share <= 1:
        raise ProfileError(f"{FIELDS['in_house']}: a share lies between 0 and 100 %.")
    return float(share)


def _amount(name: str, text: str) -> int | float:
    """A number as people write it: 24,000,000, 24 000 000 or 24m."""
    match = _AMOUNT.fullmatch(re.sub(r"[ ,_£€$]", "", text))
    if match is None:
        raise ProfileError(f"{FIELDS[name]}: write a number such as 24000000 or 24m, not {text[:40]!r}.")
    amount = exact(float(match["number"])) * _TIMES[(match["times"] or "").lower()]
    return int(amount) if amount.denominator == 1 else float(amount)


def _percent(share: float) -> str:
    return f"{float(round(exact(share) * 100, 1)):g} %"


def _first(error: ValidationError) -> str:
    said = error.errors(include_input=False, include_url=False)[0]["msg"].removeprefix("Value error, ")
    said = said.rstrip(".")
    return "write three capitals, such as GBP" if "pattern" in said else said[:1].lower() + said[1:]
