"""To leave a screen once, and in peace: keys that are held and answers that come late meet Textual's screens badly.

- `dismiss` a second time takes the screen below away as well, or ends the app.
- What a worker, a message or a late call brings to a screen that is being taken apart finds no widgets, which ends the
  app too.
- Work that is cancelled before its first step is missed by Python, with a warning on the terminal.
"""

from __future__ import annotations

from collections.abc import Coroutine
from functools import partial
from inspect import iscoroutine
from typing import TYPE_CHECKING, Any
from weakref import finalize

from textual._callback import invoke
from textual._types import CallbackType as Callback
from textual.await_complete import AwaitComplete
from textual.css.query import NoMatches

if TYPE_CHECKING:
    from textual.message import Message
    from textual.screen import Screen
    from textual.worker import Worker

    Base = Screen[Any]
else:
    Base = object


def begun(worker: Worker[Any], work: Coroutine[Any, Any, Any]) -> Worker[Any]:
    """The worker; where it is cancelled before its first step, its work goes with it instead of being missed."""
    finalize(worker, work.close)
    return worker


async def awaited(work: Coroutine[Any, Any, Any]) -> Any:
    """The work, as a function that begins it."""
    return await work


class LeftInPeace(Base):
    """To be named before the kind of screen that it is for."""

    @property
    def is_left(self) -> bool:
        """Whether it has been left, or the app is: what comes then has nowhere to stand."""
        return self not in self.app.screen_stack or not self.app.is_running

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave with a result, if this is the screen that is shown."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def run_worker(self, work: Any, *args: Any, **more: Any) -> Worker[Any]:
        """As every node; what it brings after the screen was left is dropped."""
        if not iscoroutine(work):
            return super().run_worker(work, *args, **more)
        return begun(super().run_worker(partial(self._while_here, work), *args, **more), work)

    async def _while_here(self, work: Coroutine[Any, Any, Any]) -> Any:
        try:
            return await work
        except NoMatches:
            if not self.is_left:
                raise

    def call_after_refresh(self, callback: Callback, *args: Any, **kwargs: Any) -> bool:
        """As every node. The screen that is shown calls it, which may be another one by then."""
        return super().call_after_refresh(self._called, partial(callback, *args, **kwargs))

    async def _called(self, callback: Callback) -> Any:
        try:
            return await invoke(callback)
        except NoMatches:
            if not self.is_left:
                raise

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except NoMatches:
            if not self.is_left:
                raise
