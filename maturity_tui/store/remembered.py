"""What a database remembers for its user beside the values: settings by key, never exported."""

from __future__ import annotations

import json
from typing import Any

from sqlmodel import Session

from maturity_tui.store.tables import SettingRecord

# Settings of the store itself, such as the current organisation, have keys without a slash.
PREFIX = "remembered/"


def remembered(session: Session, key: str) -> Any:
    """What was kept under a key; None where nothing was, or where it cannot be read any more."""
    setting = session.get(SettingRecord, PREFIX + key)
    try:
        return json.loads(setting.value) if setting else None
    except ValueError:  # what is only remembered may be forgotten
        return None


def remember(session: Session, key: str, value: Any) -> None:
    """Keep a value that JSON can hold, in the place of what was kept before; None clears it away."""
    setting = session.get(SettingRecord, PREFIX + key)
    if value is None:
        if setting is not None:
            session.delete(setting)
        return
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if setting is None:
        session.add(SettingRecord(key=PREFIX + key, value=text))
    else:
        setting.value = text
