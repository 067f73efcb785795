"""From a file's text to a checked value. Every fault leaves as one FrameworkError, at its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from maturity_tui.frameworks import door
from maturity_tui.frameworks.check import faults, nearest
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.models import FRAMEWORK_SCHEMA, Framework
from maturity_tui.frameworks.sentences import either, sentence
from maturity_tui.frameworks.values import Value

M = TypeVar("M", bound=Value)


def load_framework(path: Path) -> Framework:
    """Read one framework file and check it whole. Raises FrameworkError."""
    return framework_from(door.read_file(path))


def framework_from(document: door.Document) -> Framework:
    """The framework that a document holds. Raises FrameworkError at the first fault's place."""
    framework = value_from(Framework, document, FRAMEWORK_SCHEMA)
    for fault in faults(framework):
        raise document.error(fault.message, fault.path, fault.hint)
    return framework


def value_from(model: type[M], document: door.Document, schema: str) -> M:
    """The value that a document holds, if it says that it is of this schema. Raises FrameworkError."""
    if not isinstance(document.data, dict):
        raise document.error("The file holds no keys", (), f"It should begin with `schema: {schema}`.")
    found = document.data.get("schema")
    if found != schema:
        what = (
            "The file does not say what it is" if found is None else f"The file's schema is {_shown(found)}"
        )
        raise document.error(what, ("schema",), f"This needs `schema: {schema}`.")
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise at_place(error, document, model) from None


def at_place(error: ValidationError, document: door.Document, model: type[BaseModel]) -> FrameworkError:
    """The first of pydantic's errors as a sentence at its place, without the input (it may be huge)."""
    details = error.errors(include_input=False, include_url=False, include_context=True)
    path, found_there = _first(details, document)
    first = found_there[0]
    message, hint = either(found_there) or sentence(first, _keys_at(model, first["loc"][:-1]))
    found = _value_at(document.data, path)
    if first["type"] not in ("missing", "extra_forbidden") and not isinstance(found, _Nothing | dict | list):
        message = f"{message}; found {_shown(found)}"
        hint = hint or _nearest_choice(first, found)
    return document.error(message, path, hint)


def _first(details: list[ErrorDetails], document: door.Document) -> tuple[door.PathKey, list[ErrorDetails]]:
    """The place that comes first in the file, and all that was found there.

    Where a value may be of several kinds, pydantic reports each of them: what lies deeper says more. A key
    that is missing beside one that is unknown is most likely that one, misspelt.
    """
    placed = [(_real_path(detail["loc"], document.data), detail) for detail in details]
    above = {path[:length] for path, _ in placed for length in range(len(path))}
    misspelt = {path[:-1] for path, detail in placed if detail["type"] == "extra_forbidden"}
    telling = [
        (path, detail)
        for path, detail in placed
        if path not in above and not (detail["type"] == "missing" and path[:-1] in misspelt)
    ]
    first, _ = min(telling or placed, key=lambda pair: _order(pair[0], document))
    return first, [detail for path, detail in telling or placed if path == first]


def _order(path: door.PathKey, document: door.Document) -> tuple[int, int]:
    while path and path not in document.marks:
        path = path[:-1]
    return document.marks.get(path, (0, 0))


def _real_path(loc: Iterable[Any], data: Any) -> door.PathKey:
    """Pydantic's location without the names of union members and the markers that are not in the file."""
    path: list[Any] = []
    here = data
    for part in loc:
        if isinstance(here, dict):
            if part in here:
                path.append(part)
                here = here[part]
            elif part != "[key]" and not _is_marker(part):
                path.append(part)
                here = None
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            path.append(part)
            here = here[part]
    return tuple(path)


def _is_marker(part: Any) -> bool:
    text = str(part)
    return text in {"int", "float", "str", "bool"} or "[" in text or text[:1].isupper()


def _keys_at(model: type[BaseModel], loc: Iterable[Any]) -> list[str]:
    """The keys of the model that lies at a location."""
    here: Any = model
    for part in loc:
        fields = getattr(here, "model_fields", None)
        if fields is None:
            continue
        named = {info.alias or name: info for name, info in fields.items()}
        if part in named:
            here = _inner_model(named[part].annotation) or here
    return [info.alias or name for name, info in here.model_fields.items()]


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        if found := _inner_model(part):
            return found
    return None


class _Nothing:
    """The file holds nothing at the path."""


def _value_at(data: Any, path: door.PathKey) -> Any:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return _Nothing()
    return data


def _shown(value: Any) -> str:
    """The value as a person would write it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    return repr(door.shorten(value)) if isinstance(value, str) else door.shorten(repr(value))


def _nearest_choice(detail: ErrorDetails, found: Any) -> str:
    expected = str(detail.get("ctx", {}).get("expected", ""))
    return nearest(found, re.findall(r"'([^']+)'", expected))
