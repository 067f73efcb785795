"""What lies between the marks of a paste is text, whatever it holds.

Textual 8.2 looks for the end of a paste escape by escape: any other one in it (a copied terminal's output has many) is
given out again as keys, and the keys are commands. Here a paste never gets that far: its text is gathered up to the
mark of its end, freed of escapes and control characters, and handed on as one.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable
from time import monotonic

from textual import events
from textual._parser import ParseTimeout
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

LONGEST = 100_000
"""Characters of one paste that are kept. No field may hold so many; the rest is read and dropped."""

SILENCE = 10.0
"""Seconds without a character after which a paste is over, though its end never came: no key would be heard again."""

# Escape sequences as wholes, so that "\x1b[2J" leaves nothing rather than "[2J"; then what else is not text.
_NOT_TEXT = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?|\x9b[0-?]*[ -/]*[@-~]"
    r"|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)


class PasteParser(XTermParser):
    """Textual's parser of what a terminal sends, which sees keys and the mouse, but no pastes."""

    def __init__(self, debug: bool = False) -> None:
        self._pasted: list[str] | None = None
        self._length = 0
        self._heard = 0.0
        # The end of what came, where it may be the beginning of a mark: outside a paste Textual has it as well.
        self._seam = ""
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """The events in what was read."""
        if not data:  # the end of all input
            yield from super().feed(data)
        while data:
            if self._pasted is None:
                data = yield from self._typed(data)
            else:
                data = yield from self._gathered(data)

    def tick(self) -> Iterable[Message]:
        """The events that time alone brings."""
        if self._pasted is not None and monotonic() - self._heard > SILENCE:
            yield self._over()
        yield from super().tick()

    def _typed(self, data: str) -> Generator[Message, None, str]:
        """Hand on what comes before a paste; gives what comes after its mark."""
        whole = self._seam + data
        at = whole.find(BRACKETED_PASTE_START)
        if at < 0:
            self._seam = _begun(whole, BRACKETED_PASTE_START)
            yield from super().feed(data)
            return ""
        if at >= len(self._seam):
            yield from self._settled(whole[len(self._seam) : at])
        else:
            # Textual has the first part of the mark, and may still wait for the rest.
            self._gen = self.parse(self._tokens.append)
            self._awaiting = next(self._gen)
            self._timeout_time = None
        self._pasted, self._length, self._seam, self._heard = [], 0, "", monotonic()
        return whole[at + len(BRACKETED_PASTE_START) :]

    def _settled(self, data: str) -> Iterable[Message]:
        """Hand on what was typed; an escape at its end was a key."""
        if data:
            yield from super().feed(data)
        if self._awaiting.timeout is not None:
            self._timeout_time = None
            self._awaiting = self._gen.throw(ParseTimeout())
            while self._tokens:
                yield self._tokens.popleft()

    def _gathered(self, data: str) -> Generator[Message, None, str]:
        """Gather up to the end of the paste; gives what comes after it."""
        whole, self._heard = self._seam + data, monotonic()
        at = whole.find(BRACKETED_PASTE_END)
        if at < 0:
            self._seam = _begun(whole, BRACKETED_PASTE_END)
            self._keep(whole[: len(whole) - len(self._seam)])
            return ""
        self._seam = ""
        self._keep(whole[:at])
        yield self._over()
        return whole[at + len(BRACKETED_PASTE_END) :]

    def _keep(self, text: str) -> None:
        assert self._pasted is not None
        self._pasted.append(text[: LONGEST - self._length])
        self._length += len(self._pasted[-1])

    def _over(self) -> Message:
        """The paste, as text."""
        text = _NOT_TEXT.sub("", "".join(self._pasted or ()))
        self._pasted, self._seam = None, ""
        return events.Paste(text)


def _begun(text: str, mark: str) -> str:
    """The end of a text that is the beginning of a mark."""
    at = text.rfind(mark[0], max(0, len(text) - len(mark) + 1))
    return text[at:] if at >= 0 and mark.startswith(text[at:]) else ""
