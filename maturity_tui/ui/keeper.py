"""The one thread that talks to the store: changes are kept in the order in which they were made.

A screen awaits `ask`, and redraws from the value that comes back. The thread, not the event loop, opens the store, so
that SQLModel's half second of imports passes out of sight.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from maturity_tui.store import Store

T = TypeVar("T")


class Keeper:
    """Owns the store, in a thread of its own."""

    def __init__(self, url: str | None) -> None:
        self._url = url
        self._store: Store | None = None
        self._closing = False
        self.lost: list[str] = []
        """What went wrong after the screens were gone, in sentences: nobody else is left to say it."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")

    async def ask(self, question: Callable[[Store], T]) -> T:
        """What the question answers, asked in the store's thread.

        Not cancellable once begun: a change that was handed over is kept, whatever becomes of the screen.
        """
        return await self.do(lambda: question(self._opened()))

    async def do(self, work: Callable[[], T]) -> T:
        """What other work gives that opens a store, in the same thread: two cannot be brought up to date at once."""
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(self._thread, self._tried, work))

    def tell(self, change: Callable[[Store], object]) -> None:
        """Hand over a change without waiting: from a screen that is being left. A failure is told at the end."""

        def work() -> None:
            try:
                change(self._opened())
            except Exception as error:
                self.lost.append(str(error))

        # After the end of everything there is no thread to tell.
        with suppress(RuntimeError):
            self._thread.submit(work)

    def warm(self) -> None:
        """Open the store now, out of sight. A failure shows itself at the first question."""
        self._thread.submit(self._opened)

    def close(self) -> None:
        """Finish what was handed over, then close the store."""
        self._closing = True
        self._thread.submit(self._shut)
        self._thread.shutdown(wait=True)

    def _tried(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except Exception as error:
            if self._closing:
                self.lost.append(str(error))
            raise

    def _opened(self) -> Store:
        if self._store is None:
            from maturity_tui.store import Store

            self._store = Store.open(self._url)
        return self._store

    def _shut(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None
