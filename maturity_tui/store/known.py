"""Every framework that a target may be set in: the latest version of each that is known here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maturity_tui.frameworks.models import Framework
    from maturity_tui.store.store import Store


def known_frameworks(store: Store) -> tuple[Framework, ...]:
    """In the order in which they are listed. Asked in the store's thread; raises StoreError."""
    ids = dict.fromkeys(entry.id for entry in store.frameworks())
    return tuple(store.framework(id) for id in ids)
