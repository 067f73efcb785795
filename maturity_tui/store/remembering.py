"""The store's methods for what is kept beside the values, for the Store to inherit: none of it is ever exported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maturity_tui.store import rater_names, remembered
from maturity_tui.store.opened import Opened


class Remembering(Opened):
    """Settings by key; and the names of raters, in a database of their own."""

    def remembered(self, key: str) -> Any:
        """What was kept under a key (such as `survey/columns`); None where nothing was."""
        with self._session(reading=True) as session:
            return remembered.remembered(session, key)

    def remember(self, key: str, value: Any) -> None:
        """Keep a value that JSON can hold under a key; None clears it away."""
        with self._session(reading=False) as session:
            remembered.remember(session, key, value)

    def rater_names(self, id: str) -> dict[str, str]:
        """The names that the raters of an assessment chose to be called by; mostly there are none."""
        return rater_names.rater_names(self.url, id)

    def keep_rater_names(self, id: str, names: Mapping[str, str]) -> None:
        """Replace them; an empty map erases them."""
        rater_names.keep_rater_names(self.url, id, names)
