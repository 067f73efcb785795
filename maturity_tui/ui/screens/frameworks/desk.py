"""The half of the framework browser that asks: the shelf, the index, who scores an item, what it is tied to."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from maturity_tui.frameworks import Framework, FrameworkError
from maturity_tui.store.errors import StoreError
from maturity_tui.ui.base import MaturityScreen
from maturity_tui.ui.screens.frameworks.index import Index, build
from maturity_tui.ui.screens.frameworks.pages import Shown, capability_of
from maturity_tui.ui.screens.frameworks.shelf import ItemUses, Shelf, in_portions, read_all, scored_in
from maturity_tui.ui.screens.frameworks.ties import Tied, Ties

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp


class FrameworkDesk(MaturityScreen):
    """Holds what was read; says `shelf_is_read`, `index_is_built` and `more_is_known` when it comes."""

    app: MaturityApp

    def __init__(self) -> None:
        super().__init__()
        self.shelf = Shelf()
        self.index: Index | None = None
        self._used: dict[str, ItemUses] = {}
        self._ties: dict[str, Ties] = {}
        self._tied = Tied()
        self._wanted: tuple[Framework, str] | None = None

    def shelf_is_read(self, cursor: str | None) -> None:
        """The frameworks are there (again); the cursor is to stand on this one."""

    def index_is_built(self) -> None:
        """Searching works now."""

    def more_is_known(self, key: str) -> None:
        """More is known about what a key stands for; of a framework, about all its items."""

    def read(self, cursor: str | None = None) -> None:
        """Read everything (again)."""
        self.run_worker(self._read(cursor), group="read")

    async def _read(self, cursor: str | None) -> None:
        try:
            self.shelf = await self.app.keeper.ask(read_all)
        except StoreError as error:
            self.notice(str(error), "error")
            return
        if self.is_left:
            return
        self._used, self._ties, self._tied = {}, {}, Tied()
        self.shelf_is_read(cursor)
        for sentence in self.shelf.unreadable:
            self.notice(f"An imported framework cannot be read: {sentence}", "warning")
        shelf = self.shelf
        index = await asyncio.to_thread(build, shelf.frameworks)
        if shelf is self.shelf and not self.is_left:  # else something was imported or removed meanwhile
            self.index = index
            self.index_is_built()

    def shown(self, key: str) -> Shown | None:
        """What a row's key stands for, with what is known about it; what is not is asked for."""
        reference, _, item = key.partition("#")
        framework = self.shelf.framework(reference)
        if framework is None:
            return None
        if capability_of(framework, item):
            self._look_into(framework)
            self._look_for_ties(framework, item)
        used, ties = self._used.get(reference, ItemUses()), self._ties.get(key, Ties())
        return Shown(self.shelf, framework, item, used, ties)

    def _look_into(self, framework: Framework) -> None:
        """Find out, once, which assessments score which items of a framework."""
        if framework.reference not in self._used:
            self._used[framework.reference] = ItemUses()
            self.run_worker(self._find_uses(framework), group="uses")

    async def _find_uses(self, framework: Framework) -> None:
        shelf, used = self.shelf, ItemUses()
        try:
            for uses in in_portions(shelf.uses_of(framework)):
                question = partial(scored_in, framework=framework, uses=uses)
                used = used.with_more(await self.app.keeper.ask(question), len(uses))
                if self.is_left or shelf is not self.shelf:
                    return
        except StoreError as error:
            self.notice(str(error), "error")
            return
        self._used[framework.reference] = used.finished()
        self.more_is_known(framework.reference)

    def _look_for_ties(self, framework: Framework, item: str) -> None:
        """Find out what crosswalks say about an item; a held key leaves only the last to be asked for."""
        if f"{framework.reference}#{item}" in self._ties:
            return
        asking, self._wanted = self._wanted is not None, (framework, item)
        if not asking:
            self.run_worker(self._find_ties(), group="ties")

    async def _find_ties(self) -> None:
        while self._wanted is not None:
            wanted, tied = self._wanted, self._tied
            framework, item = wanted
            try:
                found = await self.app.keeper.ask(partial(tied.of, framework=framework.id, item=item))
            except (StoreError, FrameworkError) as error:
                self.notice(str(error), "error")
                found = Ties()
            if tied is self._tied:
                self._ties[f"{framework.reference}#{item}"] = found
            if self._wanted is wanted:
                self._wanted = None
            if found != Ties() and not self.is_left:
                self.more_is_known(f"{framework.reference}#{item}")
