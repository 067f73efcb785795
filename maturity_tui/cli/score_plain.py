"""`maturity score`: the app's score screen in a terminal; line by line with --plain, and where there is none.

The conversation itself is `workshop.plain`, a state machine; here are its two ends: lines in, lines out. No colour, no
cursor movement, no clearing: what a screen reader reads and a pipe carries.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from maturity_tui.cli.failures import Failure, sentence
from maturity_tui.cli.session import Session, found_one, pass_session

if TYPE_CHECKING:
    from maturity_tui.store import Store
    from maturity_tui.workshop.plain.desk import PlainDesk
    from maturity_tui.workshop.plain.state import Reply, State

INTERRUPTED = 130
LONGEST_LINE = 1_000_000
ORDERS = ("area", "gap", "disagreement")


@click.command()
@click.argument("which", metavar="ID")
@click.option(
    "--plain", is_flag=True, help="Ask line by line: for screen readers, simple terminals and pipes."
)
@click.option(
    "--order", type=click.Choice(ORDERS), help="Plain: by area, the largest gap or the widest votes first."
)
@click.option("--core", is_flag=True, help="Plain: ask only for the core capabilities.")
@click.option("--from", "start", metavar="CAPABILITY", help="Begin at this one, else at the first blank.")
@pass_session
def score(
    session: Session, which: str, plain: bool, order: str | None, core: bool, start: str | None
) -> None:
    """Score the assessment ID, one capability after the other: on the score screen, or line by line with --plain.

    Where input or output is no terminal, or TERM is dumb, it is line by line in any case. Each answer is kept as soon
    as it is said to be saved.
    """
    line_by_line = plain or order is not None or core or not session.can_open()
    with session.store() as store:
        one = found_one(store, which)
        if not line_by_line:
            start = the_start(store, one, start)
        else:
            code = converse(store, one, order, core, start)
    if not line_by_line:
        session.open_app(session.url, ("score", one, start))
    elif code:
        click.get_current_context().exit(code)


def the_start(store: Store, one: str, start: str | None) -> str | None:
    """The id of the capability to begin at, for the screen."""
    from maturity_tui.cli.score import the_capability

    return the_capability(store.framework_of(one), store.assessment(one), start).id if start else None


def converse(store: Store, one: str, order: str | None, core: bool, start: str | None) -> int:
    """Ask and answer until the end of the input, `q` or ctrl-c; the exit code."""
    from maturity_tui.workshop.plain.conversation import begin
    from maturity_tui.workshop.plain.desk import PlainDesk
    from maturity_tui.workshop.setup import Order

    desk = PlainDesk(store, one, Order(order) if order else None, core)
    sheet = desk.read()
    if not sheet.order:
        what = "core " if core else ""
        raise Failure(f"No {what}{sheet.framework.noun} is in the scope of {one}: there is nothing to ask.")
    here = sheet.named(start) if start else None
    if start and here is None:
        here = the_start(store, one, start)  # says what is wrong with it
        if here not in sheet.order:
            raise Failure(f"{here} is not among the core {sheet.framework.nouns}: leave --core out.")
    talk = Talk(desk, begin(sheet, here))
    return talk.run()


@dataclass
class Talk:
    """One conversation: reads lines, says replies, has wishes done."""

    desk: PlainDesk
    last: Reply
    done: int = 0
    line: int = 0

    @property
    def state(self) -> State:
        return self.last.state

    def run(self) -> int:
        """Talk until it is over; the exit code."""
        code = 0
        try:
            self.say(self.last)
            while not self.last.over and (text := self.asked()) is not None:
                self.say(self.heard(text))
        except KeyboardInterrupt:
            say("")
            code = INTERRUPTED
        self.close()
        return code

    def asked(self) -> str | None:
        """The next line; None at the end of the input. Without a terminal the question stands on a line of its own."""
        from maturity_tui.workshop.plain.words import prompt

        say(prompt(self.state), end=" " if typed_by_hand() else "\n")
        return read_line()

    def heard(self, text: str) -> Reply:
        """The reply to one line, and what it wished done."""
        from maturity_tui.workshop.plain.conversation import refuse, reply

        self.line += 1
        if text == UNREADABLE:
            return self.numbered(refuse(self.state, "That is not UTF-8 text, and nothing was done with it."))
        answer = reply(self.state, text)
        return self.numbered(self.fulfilled(answer) if answer.wish is not None else answer)

    def fulfilled(self, answer: Reply) -> Reply:
        """Have a wish done; what is said then. Where it cannot be, everything is as it was."""
        from maturity_tui.store import StoreError
        from maturity_tui.workshop.plain.answers import answered, not_kept

        wish = answer.wish
        assert wish is not None
        try:
            sheet = self.desk.do(wish, answer.state.sheet)
        except StoreError as error:
            return not_kept(answer.state, sentence(error), self.desk.read())
        self.done += sheet is not None and sheet.assessment != answer.state.sheet.assessment
        return answered(answer.state, wish, sheet)

    def numbered(self, answer: Reply) -> Reply:
        """A refusal names the line, where lines come from a file or a pipe."""
        from dataclasses import replace

        if not answer.refused or typed_by_hand():
            return answer
        first, *rest = answer.said
        return replace(answer, said=(f"Line {self.line}: {first}", *rest))

    def say(self, answer: Reply) -> None:
        """Say a reply; what is said to be saved is on disk."""
        self.last = answer
        for text in answer.said:
            say(text)

    def close(self) -> None:
        """The last line, from what is on disk."""
        from maturity_tui.workshop.plain.answers import ended

        for text in ended(self.state, self.desk.read(), self.done):
            say(text)


UNREADABLE = "\0"
"""Stands for a line that is no text; no line holds it otherwise."""


def say(text: str, end: str = "\n") -> None:
    """One line, at once: who listens is to hear it before the next is asked."""
    click.echo(text + end, nl=False)
    sys.stdout.flush()


def typed_by_hand() -> bool:
    """Whether somebody types: then the terminal shows what is typed, and ends the line."""
    return sys.stdin is not None and sys.stdin.isatty()


def read_line() -> str | None:
    """One line of the input without its end; None where there is no more."""
    if sys.stdin is None:
        return None
    source = getattr(sys.stdin, "buffer", None)
    raw = source.readline(LONGEST_LINE) if source is not None else sys.stdin.readline(LONGEST_LINE).encode()
    if not raw:
        return None
    rest = raw
    while len(rest) == LONGEST_LINE and not rest.endswith(b"\n"):  # the rest of a line that is much too long
        rest = source.readline(LONGEST_LINE) if source is not None else b""
    try:
        return raw.decode(sys.stdin.encoding or "utf-8", "strict").rstrip("\r\n").replace(UNREADABLE, "")
    except UnicodeDecodeError:
        return UNREADABLE
