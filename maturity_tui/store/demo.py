"""The worked example in a database of its own, apart from the user's."""

from __future__ import annotations

from maturity_tui.store.glance import glance
from maturity_tui.store.place import demo_path, file_url, shipped_folder

EXAMPLE = "northwick"


def demo_url(*, reset: bool = False) -> str:
    """The URL of the worked example's database, filled when it is empty; `reset` makes it anew.

    Raises StoreError where it cannot be written.
    """
    path = demo_path()
    if reset:
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    url = file_url(path)
    if glance(path) is None:  # also after a filling that was cut short
        _fill(url)
    return url


def _fill(url: str) -> None:
    from maturity_tui.store import Store

    with Store.open(url) as store:
        if store.organisation() is None:
            store.import_path(shipped_folder("assessments") / EXAMPLE)
