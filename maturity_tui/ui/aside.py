"""Long work aside: in a thread of its own that says how far it is, and is told to stop when nobody waits any more.

Python waits at its end for the threads of its pools; for these it does not, so that no search holds the app open.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from threading import Event, Thread
from typing import TypeVar

T = TypeVar("T")
Said = TypeVar("Said")


async def aside(
    work: Callable[[Callable[[Said], None]], T],
    hear: Callable[[Said], None],
    stop: Event,
    name: str = "aside",
) -> T:
    """What the work gives. It calls what it is given with news, which `hear` gets here, in order; `stop` is set when
    whoever waits is cancelled, and after that nothing is heard any more."""
    loop, context = asyncio.get_running_loop(), copy_context()
    answer: asyncio.Future[T] = loop.create_future()

    def later(call: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody is left to hear it
            loop.call_soon_threadsafe(lambda: None if answer.done() else call(), context=context)

    def run() -> None:
        try:
            found = work(lambda news: later(lambda: hear(news)))
        except Exception as error:  # whoever waits is to see it
            failed = error
            later(lambda: answer.set_exception(failed))
        else:
            later(lambda: answer.set_result(found))

    Thread(target=run, name=name, daemon=True).start()
    try:
        return await answer
    finally:
        stop.set()
