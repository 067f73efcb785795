"""The only door to the database. It hands out core values, never rows.

Names are looked up on first use (PEP 562): importing this package loads neither SQLModel nor pydantic,
so that the home screen (`glance`, plain `sqlite3`) is there before either is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maturity_tui.store.catalogue import Catalogue, Entry
    from maturity_tui.store.errors import StoreError
    from maturity_tui.store.store import Store
    from maturity_tui.store.values import AssessmentRow, Change, Imported, Saved, SavedOrganisation

__all__ = [
    "AssessmentRow",
    "Catalogue",
    "Change",
    "Entry",
    "Imported",
    "Saved",
    "SavedOrganisation",
    "Store",
    "StoreError",
]

_HOMES = {
    "AssessmentRow": "values",
    "Catalogue": "catalogue",
    "Change": "values",
    "Entry": "catalogue",
    "Imported": "values",
    "Saved": "values",
    "SavedOrganisation": "values",
    "Store": "store",
    "StoreError": "errors",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
