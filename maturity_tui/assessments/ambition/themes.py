"""To change an ambition: themes come, change and go; targets are set on what the frameworks really have.

Each function gives the organisation as it is then, or raises AmbitionError with a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from maturity_tui.assessments.begin import as_id
from maturity_tui.assessments.organisation import Organisation, Theme
from maturity_tui.assessments.targets import highest_level, lowest_level
from maturity_tui.frameworks.check import nearest
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import Number, clean_line

QUARTER = re.compile(r"(\d{4})[- ]?[qQ]?([1-4])")


class AmbitionError(ValueError):
    """A change that cannot be made; `str(error)` is a sentence."""


@dataclass(frozen=True)
class Aim:
    """Something that can have a target: an area or a capability of a framework, and the levels it runs between."""

    framework: str
    id: str
    title: str
    code: str
    low: Number
    high: Number
    is_area: bool
    framework_title: str = ""

    @property
    def key(self) -> str:
        """The target's key that means this framework alone."""
        return f"{self.framework}:{self.id}"


# themes ---------------------------------------------------------------------------


def theme_named(organisation: Organisation, named: str) -> Theme:
    """The theme of that id or title, whatever its capitals. Raises AmbitionError with the nearest."""
    wanted = clean_line(named).casefold()
    for theme in organisation.ambition:
        if wanted in (theme.id.casefold(), theme.title.casefold()):
            return theme
    hint = nearest(clean_line(named), [theme.id for theme in organisation.ambition])
    hint = hint or ("" if organisation.ambition else "There are no themes yet: add one first.")
    raise AmbitionError(f"{organisation.title} has no theme {_short(named)!r}. {hint}".strip())


def add_theme(
    organisation: Organisation, title: str, *, id: str | None = None, by: str = "", priority: Number = 1
) -> tuple[Organisation, Theme]:
    """The organisation with one theme more, and the theme. The id is made from the title unless given."""
    name = clean_line(title)
    if not name:
        raise AmbitionError("A theme needs a title.")
    try:
        made = as_id(id or name.lower())
    except ValueError as error:
        raise AmbitionError(str(error)) from None
    for theme in organisation.ambition:
        if made.casefold() == theme.id.casefold() or name.casefold() == theme.title.casefold():
            raise AmbitionError(f"There is a theme {theme.title} ({theme.id}) already. Change it instead.")
    theme = _checked(Theme, {"id": made, "title": name, "by": quarter(by), "priority": priority})
    return organisation.changed(ambition=(*organisation.ambition, theme)), theme


def change_theme(organisation: Organisation, id: str, **fields: Any) -> Organisation:
    """The organisation with another `title`, `by` or `priority` of a theme.

    A priority that is set by hand is not the groups' any more: what it was made from goes with the old one.
    """
    theme = theme_named(organisation, id)
    if "title" in fields:
        fields["title"] = _title(organisation, theme, str(fields["title"]))
    if "by" in fields:
        fields["by"] = quarter(fields["by"] or "")
    if "priority" in fields and fields["priority"] != theme.priority:
        fields["priority_from"] = None
    return _replaced(organisation, _checked(theme, fields))


def remove_theme(organisation: Organisation, id: str) -> Organisation:
    """The organisation without a theme and its targets."""
    theme = theme_named(organisation, id)
    return organisation.changed(ambition=tuple(one for one in organisation.ambition if one != theme))


def quarter(text: str) -> str | None:
    """`2028-Q4` from what people type (2028 Q4, 2028q4); nothing for nothing. Raises AmbitionError."""
    wanted = clean_line(text)
    if not wanted:
        return None
    match = QUARTER.fullmatch(wanted)
    if match is None:
        raise AmbitionError(f"{_short(text)!r} is no quarter. Write it as 2028-Q4.")
    return f"{match[1]}-Q{match[2]}"


def _title(organisation: Organisation, theme: Theme, title: str) -> str:
    name = clean_line(title)
    if not name:
        raise AmbitionError("A theme needs a title.")
    if any(one.title.casefold() == name.casefold() and one.id != theme.id for one in organisation.ambition):
        raise AmbitionError(f"There is a theme {name} already.")
    return name


# targets --------------------------------------------------------------------------


def set_target(
    organisation: Organisation, theme: str, key: str, value: Number, frameworks: Sequence[Framework]
) -> Organisation:
    """The organisation with a theme's target for an area or a capability: `operations`, or `ddat:family-data`.

    It must be an item of a framework that is known, and lie on the scale of each framework that it is for.
    """
    held = theme_named(organisation, theme)
    wanted, aims = named_aims(key, frameworks)
    for aim in aims:
        if not aim.low <= value <= aim.high:
            elsewhere = f" of {aim.framework}" if len(aims) > 1 else ""
            one = f" Write {aim.framework}:{aim.id} for that one alone." if len(aims) > 1 else ""
            raise AmbitionError(
                f"The target {value:g} lies outside the scale of {aim.id}{elsewhere}: it runs from {aim.low:g} to"
                f" {aim.high:g}.{one}"
            )
    return _replaced(organisation, _checked(held, {"targets": dict(held.targets) | {wanted: value}}))


def clear_target(organisation: Organisation, theme: str, key: str) -> Organisation:
    """The organisation without a theme's target for an item; also one that no framework knows any more."""
    held = theme_named(organisation, theme)
    wanted = clean_line(key)
    if wanted not in held.targets:
        hint = nearest(wanted, held.targets)
        raise AmbitionError(f"{held.title} has no target for {_short(key)!r}. {hint}".strip())
    return _replaced(
        organisation, held.changed(targets={one: v for one, v in held.targets.items() if one != wanted})
    )


def named_aims(key: str, frameworks: Sequence[Framework]) -> tuple[str, list[Aim]]:
    """The key as it is kept, and the items that it means. Raises AmbitionError with the nearest id."""
    framework, _, item = clean_line(key).rpartition(":")
    asked = [one for one in frameworks if framework in ("", one.id)]
    if framework and not asked:
        hint = nearest(framework, [one.id for one in frameworks])
        raise AmbitionError(f"There is no framework {_short(framework)!r}. {hint}".strip())
    found = [aim for one in asked for aim in _aims_named(one, item)]
    if not found:
        known = [id for one in asked for id in (*one.capabilities, *one.every_area)]
        hint = nearest(item, known) or "`maturity frameworks show ID` lists what there is."
        raise AmbitionError(f"No framework has an area or a capability {_short(item)!r}. {hint}")
    return f"{framework}:{found[0].id}" if framework else found[0].id, found


def aims_of(framework: Framework) -> Iterator[Aim]:
    """Everything in a framework that can have a target: each area, and its capabilities after it."""
    for area in framework.every_area.values():
        yield _area(framework, area.id)
        for item in area.capabilities:
            yield _capability(framework, item.id)


def _aims_named(framework: Framework, item: str) -> Iterator[Aim]:
    id = framework.resolve(item)
    if id in framework.capabilities:
        yield _capability(framework, id)
    elif id in framework.every_area:
        yield _area(framework, id)


def _capability(framework: Framework, id: str) -> Aim:
    item = framework.capabilities[id]
    low, high = lowest_level(framework, item), highest_level(framework, item)
    return Aim(framework.id, id, item.title, framework.codes.get(id, ""), low, high, False, framework.title)


def _area(framework: Framework, id: str) -> Aim:
    low, high = framework.scale[0].value, framework.scale[-1].value
    title = framework.every_area[id].title
    return Aim(framework.id, id, title, framework.codes.get(id, ""), low, high, True, framework.title)


def _replaced(organisation: Organisation, theme: Theme) -> Organisation:
    return organisation.changed(
        ambition=tuple(theme if one.id == theme.id else one for one in organisation.ambition)
    )


def _checked(theme: Theme | type[Theme], fields: dict[str, Any]) -> Theme:
    try:
        return theme.changed(**fields) if isinstance(theme, Theme) else theme.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = str(first["loc"][0]) if first["loc"] else "theme"
        raise AmbitionError(f"The {where} of a theme cannot be that: {_said(first['msg'])}.") from None


def _said(message: str) -> str:
    text = message.removeprefix("Value error, ").rstrip(".")
    return text[:1].lower() + text[1:]


def _short(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= 60 else f"{line[:59]}…"
