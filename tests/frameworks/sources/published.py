"""Small files in the shapes that other communities publish, with texts of our own, and what is made of them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import strategies as st

from maturity_tui.frameworks import Framework, FrameworkError
from maturity_tui.frameworks.check import faults
from maturity_tui.frameworks.sources import FORMATS, Handed, Reading, detect, format_named, read_source

OURS = ("samm", "dsomm", "ciso-assistant", "dma")


def read(path: Path, format: str | None = None) -> Reading:
    """The file or folder as it is imported."""
    return read_source(path, format)


def refused(path: Path, format: str) -> FrameworkError:
    """Why a file cannot be read."""
    with pytest.raises(FrameworkError) as caught:
        read_source(path, format)
    return caught.value


def skipped(reading: Reading) -> dict[str, int]:
    """What was left out, by kind."""
    counts: dict[str, int] = {}
    for item in reading.skipped:
        counts[item.kind] = counts.get(item.kind, 0) + item.count
    return counts


def write(path: Path, data: Any) -> Path:
    """Data as YAML (several documents where it is a tuple), or as JSON where the name says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".json":
        text = json.dumps(data)
    elif isinstance(data, tuple):
        text = yaml.safe_dump_all(data, sort_keys=False)
    else:
        text = yaml.safe_dump(data, sort_keys=False)
    path.write_text(text)
    return path


def claimed_by(path: Path) -> list[str]:
    """The formats of this file's own that claim it."""
    return [name for name in OURS if format_named(name).claims(Handed(path))]


def found_to_be(path: Path) -> str:
    """The format that detection names."""
    return detect(Handed(path))


def is_sound(framework: Framework) -> bool:
    """Whether nothing is wrong with it, and it survives the way to the store and back."""
    return (
        not list(faults(framework))
        and Framework.model_validate_json(framework.model_dump_json(by_alias=True)) == framework
    )


# Nonsense, anywhere


JUNK: list[Any] = [
    None, "", " ", "x", "1", "-1", 0, 1, 2, -3, 7.5, 1e300, -1e300, 10**30, True, False, [], {}, [None], [[]], [1, 2],
    {"": None}, {"a": 1}, {1: 2}, "\x1b[2J", "x" * 30_000, [{}], {"level": {}}, "No", "é" * 200, ["a", ["b"]],
]  # fmt: skip


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value in nested data."""
    found = [path]
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in below:
        found += places(value, (*path, key))
    return found


def put(data: Any, path: tuple[Any, ...], change: Callable[[Any, Any], None]) -> Any:
    """A copy of the data, changed at a path by `change(parent, key)`."""
    changed = copy.deepcopy(data)
    parent = changed
    for key in path[:-1]:
        parent = parent[key]
    change(parent, path[-1])
    return changed


def _replace(value: Any) -> Callable[[Any, Any], None]:
    return lambda parent, key: parent.__setitem__(key, value)


def _remove(parent: Any, key: Any) -> None:
    del parent[key]


def _double(parent: Any, key: Any) -> None:
    if isinstance(parent, list):
        parent.insert(key, copy.deepcopy(parent[key]))
    else:
        parent[f"{key} "] = copy.deepcopy(parent[key])


@st.composite
def mutated(draw: st.DrawFn, data: Any, most: int = 3) -> Any:
    """The data with up to so many values replaced by others, taken out, or put in twice."""
    for _ in range(draw(st.integers(1, most))):
        paths = [path for path in places(data) if path]
        if not paths:
            break
        path = draw(st.sampled_from(paths))
        here = data
        for key in path:
            here = here[key]
        others = st.sampled_from(JUNK) | st.just(copy.deepcopy(data)) | st.just([here]) | st.just({"x": here})
        change = draw(st.one_of(others.map(_replace), st.just(_remove), st.just(_double)))
        data = put(data, path, change)
    return data


def reads_or_refuses(path: Path, format: str) -> None:
    """Only a sound framework or a FrameworkError comes out; detection agrees to do the same."""
    for name in FORMATS[1:5]:
        format_named(name).claims(Handed(path))
    try:
        reading = read_source(path, format)
    except FrameworkError:
        return
    assert is_sound(reading.framework)
