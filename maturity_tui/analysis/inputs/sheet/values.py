"""What a cell says: numbers, lists and quarters as people type them. What cannot be read is a CellError, a sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from maturity_tui.frameworks.check import nearest
from maturity_tui.frameworks.door import shorten

_NUMBER = re.compile(r"([-+]?)[£€$]?\s*((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,4})?)\s*(%?)\Z", re.ASCII)
_THOUSANDS = re.compile(r"[-+]?[£€$]?\s*\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[-+]?\d*,\d+\Z", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_QUARTER = re.compile(r"(?:(\d{4})[-\s]*Q([1-4])|Q([1-4])[-\s]*(\d{4}))\Z", re.IGNORECASE | re.ASCII)
_LISTED = re.compile(r"[;\n]+")
_DAYS = re.compile(r"[;\s]+|,\s+")
_WITH_SHARE = re.compile(r"(\S+)\s*\(\s*([^()]*?)\s*\)\Z")


class CellError(Exception):
    """What is wrong with a cell, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def number(text: str) -> int | float:
    """A number: `12000`, `12,000`, `£12,000`, `0.25`, `25 %`. Raises CellError."""
    plain = text.replace(",", "") if _THOUSANDS.match(text) else text
    match = _NUMBER.match(plain)
    if match is None:
        raise CellError(f"Here should be a number; found {_shown(text)}", _why_not(text))
    value = float(match[1] + match[2])
    if not math.isfinite(value):
        raise CellError(f"The number is too large; found {_shown(text)}")
    value = value / 100 if match[3] else value
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _shown(text: str) -> str:
    return f"the date {text[:10]}" if _DATE.match(text) else repr(shorten(text))


def _why_not(text: str) -> str:
    if _DATE.match(text):
        return "Give the cell the format of a number, and type it again."
    if _DECIMAL_COMMA.match(text):
        return f"Write it with a point: {text.replace(',', '.')}."
    return ""


def days(text: str) -> list[int | float]:
    """Numbers after one another: `20; 10`. Raises CellError."""
    found: list[int | float] = []
    for part in filter(None, _DAYS.split(text)):
        try:
            found.append(number(part))
        except CellError as error:
            raise CellError(error.message, error.hint or "One for each quarter, such as 20; 10.") from None
    return found


def quarter(text: str) -> str:
    """`2027-Q1` or `Q1 2027`. Raises CellError."""
    match = _QUARTER.match(text)
    if match is None:
        raise CellError(f"Here should be a quarter such as 2027-Q1; found {_shown(text)}")
    return f"{match[1] or match[4]}-Q{match[2] or match[3]}"


def listed(text: str) -> list[str]:
    """Ids between semicolons, or one a line."""
    return [part.strip() for part in _LISTED.split(text) if part.strip()]


def with_share(text: str) -> dict[str, object]:
    """`technology.desk (0.05)`: another input, and what the two close together. Raises CellError."""
    match = _WITH_SHARE.match(text)
    if match is None:
        raise CellError(
            f"Here should be an input with a share in brackets; found {_shown(text)}",
            "Such as technology.service-desk (0.05).",
        )
    return {"with": match[1], "share": number(match[2])}


def capability(text: str, known: Mapping[str, str]) -> str:
    """The id of a capability that is named by its id, by its title, or by both. Raises CellError.

    `known`: titles by id.
    """
    if text in known:
        return text
    wanted = " ".join(text.split()).casefold()
    found = [id for id, title in known.items() if wanted in (id.casefold(), title.casefold())]
    if len(found) == 1:
        return found[0]
    if found:
        raise CellError(f"{_shown(text)} is the title of {' and of '.join(found)}", "Name it by its id.")
    hint = nearest(text, known) or nearest(text, known.values())
    raise CellError(f"There is no capability {_shown(text)}", hint)


def unguarded(text: str) -> str:
    """The text as it was meant, without the apostrophe that keeps a CSV's cell from running as a formula."""
    return text[1:] if text.startswith("'") and text.lstrip("'")[:1] in tuple("=+-@") else text
