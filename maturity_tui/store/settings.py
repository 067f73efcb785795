"""The user's settings file: keys of their own, and a theme. Read before the first paint where it is there, so that
nothing is imported for a file that is not.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SETTINGS_VARIABLE = "MATURITY_SETTINGS"
SCHEMA = "maturity/settings@1"
THEMES = ("dark", "light", "contrast", "terminal")
APP = "maturity"
_KNOWN = ("schema", "theme", "keys")


@dataclass(frozen=True)
class Settings:
    """What the file says: keys by action, a theme; and what is wrong with it, in a sentence each."""

    path: Path
    found: bool = False
    theme: str | None = None
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def settings_path() -> Path:
    """The file that MATURITY_SETTINGS names, else `settings.yaml` in the user's folder for settings."""
    named = os.environ.get(SETTINGS_VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False) / "settings.yaml"


def read_settings(path: Path | None = None) -> Settings:
    """The settings. What cannot be used is said in `problems`; the rest applies. Never raises for a bad file."""
    path = path or settings_path()
    try:
        there, usable = path.exists(), path.is_file()
    except OSError as error:  # a folder that may not be entered
        return Settings(path, problems=(f"The settings were not read: {error.strerror}.",))
    if not usable:
        named = path.name if there or os.environ.get(SETTINGS_VARIABLE) else ""
        wrong = (f"The settings file {named} is not there.",) if named else ()
        return Settings(path, problems=wrong)
    from maturity_tui.frameworks.door import read_file
    from maturity_tui.frameworks.errors import FrameworkError

    try:
        data = read_file(path).data
    except (FrameworkError, OSError) as error:
        return Settings(path, True, problems=(f"The settings were not read: {error}",))
    return settings_from(data, path)


def settings_from(data: Any, path: Path) -> Settings:
    """The settings in a tree that was read."""
    if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
        return Settings(
            path, True, problems=(f"The settings were not read: they begin with `schema: {SCHEMA}`.",)
        )
    problems = [
        f"The settings have no {str(name)!r}: there are theme and keys."
        for name in data
        if name not in _KNOWN
    ]
    theme = data.get("theme")
    if theme is not None and theme not in THEMES:
        problems.append(f"There is no theme {str(theme)!r}: there are {', '.join(THEMES)}.")
        theme = None
    return Settings(path, True, theme, _keys(data.get("keys"), problems), tuple(problems))


def _keys(data: Any, problems: list[str]) -> dict[str, tuple[str, ...]]:
    """Keys by action: one key, several with commas, or a list."""
    if data is None:
        return {}
    if not isinstance(data, Mapping):
        problems.append("The keys were not read: each is written as `action: key`.")
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for name, value in data.items():
        items = value if isinstance(value, list) else _split(value)
        if any(isinstance(item, Mapping | list) or item is None for item in items):
            problems.append(
                f"{name} keeps its keys: a key is written as `ctrl+z`, or several as `u, ctrl+z`."
            )
        else:
            found[str(name)] = tuple(str(item) for item in items)
    return found


def _split(value: Any) -> list[Any]:
    """`u, ctrl+z` is two keys, and a comma alone is one."""
    if not isinstance(value, str) or value.strip() == ",":
        return ["comma" if value == "," else value]
    return [part.strip() for part in value.split(",") if part.strip()]
