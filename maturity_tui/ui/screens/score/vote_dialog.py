"""The dialogue in which a capability is voted on: a key a vote, each kept as it is cast."""

from __future__ import annotations

import asyncio

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.geometry import Offset
from textual.widgets import Static

from maturity_tui.ui.keys import bind, hidden
from maturity_tui.ui.pointing import point_at
from maturity_tui.ui.screens.score.vote_state import Voting
from maturity_tui.ui.screens.score.vote_words import pad_content
from maturity_tui.ui.widgets.dialog import Dialog
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.prompt import refusal


def _vote(key: str, name: str, tooltip: str) -> Binding:
    shown = "0–9" if key == "0" else None  # help names the ten as one
    return Binding(key, f"vote('{key}')", "vote", show=False, id=name, tooltip=tooltip, key_display=shown)


# Keys that were typed before the dialogue stood still come to it as bindings, and are votes, not scores.
VOTES = [
    *(_vote(str(digit), f"score-{digit}", "The level of the seat whose turn it is") for digit in range(10)),
    _vote("x", "does-not-know", "Does not know"),
]
REVEAL = "reveal"
HINT = (
    "? after a vote: unsure, ! sure. backspace: one back. ↑ ↓: another seat. A line such as 1 2 2 x 3 may be pasted. "
    "Every vote is kept as it is cast."
)


class VotePad(Static, can_focus=True):
    """Takes the votes: what stands for one is a vote here, whatever it means elsewhere."""

    HELP = "A key a vote, seat after seat; what was typed is not shown while votes are hidden."

    def __init__(self, voting: Voting) -> None:
        super().__init__()
        self.voting = voting
        self._rows = -1
        self._letters = {
            letter.casefold() for step in voting.steps for letter in step.label if letter.isalpha()
        }

    def on_resize(self) -> None:
        self.draw()

    def draw(self) -> None:
        """Show how things stand now."""
        content = pad_content(self.voting, max(40, self.size.width))
        rows = content.plain.count("\n")
        # Another height lays the dialogue out anew, so only where it is one.
        self.update(content, layout=rows != self._rows)
        self._rows = rows
        point_at(self)

    def cursor_spot(self) -> Offset:
        """On whose turn it is, and what to type."""
        return Offset(0, max(0, self._rows))

    def takes(self, key: str, character: str | None) -> bool:
        """Whether a key is a vote, or a part of one."""
        if character is None or len(character) != 1:
            return False
        return character in "0123456789xX?! ,.-" or character.casefold() in self._letters


class VoteDialog(Dialog[str | None]):
    """One round of votes; gives `REVEAL` where they are to be seen."""

    HELP = (
        "Everybody votes in turn, by one key; or all in one line, such as 1 2 2 x 3. x is “does not know”. While votes "
        "are hidden only who has voted is seen. Where they were revealed before, the first key begins a new round: the "
        "votes before it stay in the journal, and u brings them back."
    )
    BINDINGS = [
        bind(
            "back",
            "dismiss(None)",
            key="escape",
            label="close",
            tooltip="Close; votes that were cast are kept",
        ),
        bind("open", "done", label="reveal", tooltip="Reveal once everybody has voted, or close"),
        bind("reveal-votes", "reveal", tooltip="Show the votes that are in, though some have not voted"),
        bind("clear", "one_back", key="backspace", label="one back", tooltip="Take the last vote back"),
        *hidden("up", "down"),
        *VOTES,
    ]

    def __init__(self, title: str, voting: Voting) -> None:
        super().__init__()
        self._title = title
        self.voting = voting
        self._said = ""

    def compose(self) -> ComposeResult:
        with Pane(self._title, count="enter reveals, esc closes, F1 helps"):
            yield VotePad(self.voting)
            yield Static(HINT, classes="hint")
            yield Static("", classes="refusal")

    def on_mount(self) -> None:
        self.query_one(VotePad).focus()

    def say(self, sentence: str = "") -> None:
        """Show how things stand, and what was refused."""
        if self.is_left:
            return
        if sentence != self._said:
            self._said = sentence
            self.query_one(".refusal", Static).update(refusal(sentence))
        self.draw()

    def draw(self) -> None:
        """Show how things stand; what was refused stays until the next key."""
        for pad in self.query(VotePad):
            pad.draw()

    # keys ----------------------------------------------------------------------

    async def on_key(self, event: events.Key) -> None:
        """A vote; what means nothing here is said to mean nothing."""
        character, pad = event.character, self.query_one(VotePad)
        if character is None or not character.isprintable():
            return
        if pad.takes(event.key, character) or event.key not in self.active_bindings:
            event.stop()
            event.prevent_default()
            await self._answer(self.voting.key(character))

    async def action_vote(self, key: str) -> None:
        await self._answer(self.voting.key(key))

    async def on_paste(self, event: events.Paste) -> None:
        event.stop()
        await self._answer(self.voting.line(" ".join(event.text.split())))

    async def _answer(self, sentence: str) -> None:
        self.say(sentence)
        # One turn of the loop: what was cast is the store's before the next key.
        await asyncio.sleep(0)

    def action_done(self) -> None:
        """Enter: the end of a vote of several keys; else reveal, or close."""
        voting = self.voting
        if voting.typed:
            self.say(voting.finish())
            return
        ballot = voting.ballot
        if ballot.is_open:
            self.dismiss(None)
        elif ballot.waiting:
            left = len(ballot.waiting)
            self.say(f"{left} {'has' if left == 1 else 'have'} not voted: V reveals all the same, esc waits.")
        else:
            self.dismiss(REVEAL)

    def action_reveal_votes(self) -> None:
        self.action_reveal()

    def action_reveal(self) -> None:
        """Show what is there."""
        ballot = self.voting.ballot
        if ballot.is_open:
            self.dismiss(None)
        elif not ballot.voted:
            self.say("Nobody has voted yet: there is nothing to reveal.")
        else:
            self.dismiss(REVEAL)

    def action_one_back(self) -> None:
        self.say(self.voting.back())

    def action_up(self) -> None:
        self.voting.choose(-1)
        self.say()

    def action_down(self) -> None:
        self.voting.choose(1)
        self.say()
