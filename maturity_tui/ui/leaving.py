"""To leave a screen once, and in peace: keys that are held and answers that come late meet Textual's screens badly.

- `dismiss` a second time takes the screen below away as well, or ends the app.
- What a worker or a message brings to a screen that is being taken apart finds no widgets, which ends the app too.
"""

from __future__ import annotations

from collections.abc import Coroutine
from inspect import iscoroutine
from typing import TYPE_CHECKING, Any

from textual.await_complete import AwaitComplete
from textual.css.query import NoMatches

if TYPE_CHECKING:
    from textual.message import Message
    from textual.screen import Screen
    from textual.worker import Worker

    Base = Screen[Any]
else:
    Base = object


class LeftInPeace(Base):
    """To be named before the kind of screen that it is for."""

    @property
    def is_left(self) -> bool:
        """Whether it has been left: what comes then has nowhere to stand."""
        return self not in self.app.screen_stack

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave with a result, if this is the screen that is shown."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def run_worker(self, work: Any, *args: Any, **more: Any) -> Worker[Any]:
        """As every node; what it brings after the screen was left is dropped."""
        return super().run_worker(self._while_here(work) if iscoroutine(work) else work, *args, **more)

    async def _while_here(self, work: Coroutine[Any, Any, Any]) -> Any:
        try:
            return await work
        except NoMatches:
            if not self.is_left:
                raise

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except NoMatches:
            if not self.is_left:
                raise
