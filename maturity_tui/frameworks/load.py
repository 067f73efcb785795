"""From a file's text to a checked value. Every fault leaves as one FrameworkError, at its place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from maturity_tui.frameworks import door
from maturity_tui.frameworks.check import faults, nearest
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.models import FRAMEWORK_SCHEMA, Framework
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
        what = "The file does not say what it is" if found is None else f"The file's schema is {found!r}"
        raise document.error(what, ("schema",), f"This needs `schema: {schema}`.")
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise at_place(error, document, model) from None


def at_place(error: ValidationError, document: door.Document, model: type[BaseModel]) -> FrameworkError:
    """The first of pydantic's errors as a sentence at its place, without the input (it may be huge)."""
    details = error.errors(include_input=False, include_url=False, include_context=True)
    first = min(details, key=lambda detail: _order(detail, document))
    path = _real_path(first["loc"], document.data)
    message, hint = _sentence(first, model)
    found = _found(document.data, path)
    if first["type"] not in ("missing", "extra_forbidden") and found:
        message = f"{message}; found {found}"
    return document.error(message, path, hint)


def _order(detail: ErrorDetails, document: door.Document) -> tuple[int, int]:
    path = _real_path(detail["loc"], document.data)
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


def _sentence(detail: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    kind, loc = detail["type"], detail["loc"]
    if kind == "extra_forbidden":
        return f"Unknown key {str(loc[-1])!r}", nearest(loc[-1], _keys_at(model, loc[:-1]))
    if kind == "missing":
        return f"The key {str(loc[-1])!r} is missing", ""
    text = detail["msg"].removeprefix("Value error, ").removeprefix("Input ").removeprefix("should be ")
    text = f"Here should be {text}" if detail["msg"].startswith("Input should be") else text
    hint = "Put it in quotes." if kind == "string_type" else ""
    return text[:1].upper() + text[1:], hint


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


def _found(data: Any, path: door.PathKey) -> str:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return ""
    if isinstance(data, dict | list):
        return ""
    text = repr(data)
    return text if len(text) <= 60 else text[:57] + "…"


def adapter_for(model: type[M]) -> TypeAdapter[M]:
    """A validator of one model (for JSON Schema)."""
    return TypeAdapter(model)
