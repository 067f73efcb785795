"""Pydantic's findings in plain English: what should stand here, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pydantic_core import ErrorDetails

from maturity_tui.frameworks.check import nearest
from maturity_tui.frameworks.door import shorten

Sentence = tuple[str, str]

# What a pattern asks for, in words. The patterns of the upper floors are here as text only.
_ID = r"[A-Za-z0-9][A-Za-z0-9_.\-]*"
_FORMS = {
    f"^{_ID}$": "an id: letters, digits, dots, dashes and underscores, the first a letter or digit",
    f"^{_ID}(/{_ID}){{3}}$": "organisation/round/team/framework",
    rf"^{_ID}@\S.*$": "a framework and its version, such as ddat@2026-10-06",
    r"^\d{4}-Q[1-4]$": "a quarter such as 2027-Q1",
    r"^[A-Z]{3}$": "a currency in three capitals, such as GBP",
    r"^[0-9a-f]{64}$": "a SHA-256 of 64 hexadecimal digits",
}
_WANTED = {
    "string": "text",
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "finite": "a number",
    "bool": "true or false",
    "date": "a date such as 2026-10-05",
    "list": "a list",
    "tuple": "a list",
    "dict": "a map of keys and values",
    "mapping": "a map of keys and values",
    "model": "a map of keys and values",
}
_BOUNDS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}


def sentence(detail: ErrorDetails, keys: Iterable[str]) -> Sentence:
    """What is wrong, and a hint. `keys`: what may stand beside the place."""
    kind = detail["type"]
    if make := _MADE.get(kind):
        return make(detail, keys)
    if wanted := _WANTED.get(kind.split("_")[0]):
        quoted = "If it is meant as text, put it in quotes." if kind == "string_type" else ""
        return f"Here should be {wanted}", quoted
    text = detail["msg"].removeprefix("Value error, ")
    return text[:1].upper() + text[1:], ""


def either(details: list[ErrorDetails]) -> Sentence | None:
    """What is wrong where a value may be of several kinds and is of none; nothing if that is not the case."""
    kinds = [_WANTED.get(detail["type"].split("_")[0]) for detail in details]
    if len(details) < 2 or None in kinds:
        return None
    wanted = dict.fromkeys(kind for kind in kinds if kind != "a whole number" or "a number" not in kinds)
    return f"Here should be {' or '.join(str(kind) for kind in wanted)}", ""


def _unknown(detail: ErrorDetails, keys: Iterable[str]) -> Sentence:
    key, known = shorten(str(detail["loc"][-1])), list(keys)
    return f"Unknown key {key!r}", nearest(key, known) or (
        f"Known here: {', '.join(known)}." if known else ""
    )


def _missing(detail: ErrorDetails, _: Iterable[str]) -> Sentence:
    key = detail["loc"][-1]
    if isinstance(key, int):
        return f"The list is too short: item {key + 1} is missing", ""
    return f"The key {key!r} is missing", ""


def _choice(detail: ErrorDetails, _: Iterable[str]) -> Sentence:
    expected = str(_context(detail, "expected")).replace("'", "")
    return f"Here should be {expected}", ""


def _bound(detail: ErrorDetails, _: Iterable[str]) -> Sentence:
    name, bound = next((name, bound) for name, bound in detail["ctx"].items() if name in _BOUNDS)
    return f"The number must be {_BOUNDS[name]} {bound:.15g}", ""


def _length(detail: ErrorDetails, _: Iterable[str]) -> Sentence:
    if detail["type"] == "string_too_short":
        return "This must not be empty", ""
    if detail["type"] == "string_too_long":
        return f"The text is too long: at most {_context(detail, 'max_length'):,} characters", ""
    if detail["type"] == "too_short":
        if detail["ctx"].get("field_type") == "Value":  # a text of which cleaning left nothing
            return "This must not be empty", ""
        return f"The list needs at least {_context(detail, 'min_length')}", ""
    return f"The list is too long: at most {_context(detail, 'max_length')}", ""


def _form(detail: ErrorDetails, _: Iterable[str]) -> Sentence:
    form = _FORMS.get(str(_context(detail, "pattern")))
    return (f"Here should be {form}" if form else "The text does not have the right form"), ""


def _whole(_: ErrorDetails, __: Iterable[str]) -> Sentence:
    return "Here should be a whole number", ""


def _key(_: ErrorDetails, __: Iterable[str]) -> Sentence:
    return "A key should be a word", "If it is meant as text, put it in quotes."


def _context(detail: ErrorDetails, name: str) -> Any:
    return detail.get("ctx", {}).get(name)


_MADE: dict[str, Callable[[ErrorDetails, Iterable[str]], Sentence]] = {
    "extra_forbidden": _unknown,
    "missing": _missing,
    "literal_error": _choice,
    "enum": _choice,
    "greater_than": _bound,
    "greater_than_equal": _bound,
    "less_than": _bound,
    "less_than_equal": _bound,
    "string_too_short": _length,
    "string_too_long": _length,
    "too_short": _length,
    "too_long": _length,
    "string_pattern_mismatch": _form,
    "int_from_float": _whole,
    "invalid_key": _key,
}
