"""One session of the minutes, told from its entries and what was held before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from maturity_tui.assessments.models import Perspective, Score
from maturity_tui.assessments.scope import in_scope
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import clean_line
from maturity_tui.workshop.level_words import Quoted, beside, never, score_words, text_words, votes_changed
from maturity_tui.workshop.minutes.changes import added, change_words, idea_words, name_of
from maturity_tui.workshop.minutes.replay import Past
from maturity_tui.workshop.minutes.values import Happening, Session, Topic

if TYPE_CHECKING:
    from maturity_tui.store.values import Change

DECISIONS = ("status", "reopened")
TURNS = ("undo", "redo")
BROUGHT = ("created", "import", "upgrade")


class Telling:
    """Tells one session after the other; knows which changes are undone so far."""

    def __init__(self, framework: Framework, hidden: frozenset[str], held: frozenset[str]) -> None:
        """`held`: the free texts that are held today. What was changed or cleared since is not repeated."""
        self.framework, self.hidden = framework, hidden
        self._quoted: Quoted = held.__contains__
        self.undone: set[int] = set()
        self._words: dict[int, str] = {}
        """Each change without its free texts, for when it is undone."""
        self._changes: dict[int, Change] = {}

    def session(self, past: Past, number: int, entries: Sequence[Change]) -> Session:
        """One session; `past` is left at its end."""
        starts: dict[str, tuple[Change, Score]] = {}
        happenings: list[Happening] = []
        ideas = list(past.ideas)
        for entry in entries:
            before = past.ideas
            happenings.append(self._happening(past, entry, starts))
            if entry.kind in BROUGHT:  # not caught in the room
                ideas += added(before, past.ideas)
        standing = [one for one in self._worked(entries) if one.id not in self.undone]
        scored, applicable, blank = self._left(past)
        caught = added(ideas, past.ideas)
        return Session(
            number, entries[0].at, entries[-1].at, tuple(happenings),
            tuple(self._topics(past, starts, standing)), self._took_part(past, standing),
            tuple(caught), tuple(idea_words(self.framework, one, quoted=self._quoted) for one in caught),
            tuple(one.words for one in happenings if one.kind in DECISIONS),
            tuple(one.words for one in happenings if self._is_other(one)),
            tuple(self._taken_back(entries)), blank, scored, applicable,
        )  # fmt: skip

    def marked(self, what: Happening, undone: set[int]) -> Happening:
        """What was undone is told without its words."""
        if what.change not in undone:
            return what
        return replace(what, words=self._words[what.change], undone=True)

    # one entry --------------------------------------------------------------------

    def _happening(self, past: Past, entry: Change, starts: dict[str, tuple[Change, Score]]) -> Happening:
        before = {item: past.score(item) for item in entry.capabilities}
        past.apply(entry.after)
        turned = self._turned(entry)
        if (turned or entry).kind == "score":
            for item, score in before.items():
                starts.setdefault(item, (entry, score))
        if turned is not None:
            word = "undone" if entry.kind == "undo" else "done again"
            words = f"{word}: {self._words[turned.id]}"
        else:
            self._changes[entry.id] = entry
            words, self._words[entry.id] = (
                change_words(self.framework, entry, before, past, quoted=quoted)
                for quoted in (self._quoted, never)
            )
        return Happening(entry.at, entry.id, entry.kind, words, entry.capabilities)

    def _turned(self, entry: Change) -> Change | None:
        """The change that an undo or a redo speaks of."""
        if entry.kind not in TURNS or entry.of is None:
            return None
        if entry.kind == "undo":
            self.undone.add(entry.of)
        else:
            self.undone.discard(entry.of)
        return self._changes[entry.of]

    def _worked(self, entries: Sequence[Change]) -> list[Change]:
        """The changes that these entries made or brought back, each once."""
        found = {
            one.id: one
            for entry in entries
            for one in [self._changes[entry.of] if entry.kind == "redo" and entry.of else entry]
            if entry.kind != "undo"
        }
        return list(found.values())

    def _is_other(self, one: Happening) -> bool:
        kinds = ("created", "raters", "scope", "import", "upgrade", "survey")
        return one.kind in kinds and one.change not in self.undone

    # the whole session ----------------------------------------------------------------

    def _topics(
        self, past: Past, starts: dict[str, tuple[Change, Score]], standing: Sequence[Change]
    ) -> Iterator[Topic]:
        touched = {item for one in standing if one.kind == "score" for item in one.capabilities}
        for item, (entry, old) in starts.items():
            # What was undone altogether is listed as undone, not as talked about.
            if item in touched or past.score(item) != old:
                yield self._topic(past, item, entry, old, standing)

    def _topic(self, past: Past, item: str, entry: Change, old: Score, standing: Sequence[Change]) -> Topic:
        framework, new = self.framework, past.score(item)
        known = framework.resolve(item)
        settled = (old.agreed, old.not_applicable) != (new.agreed, new.not_applicable)
        reason = (
            text_words("reason", new.not_applicable, quoted=self._quoted)
            if settled and new.not_applicable is not None
            else ""
        )
        title = framework.capabilities[known].title if known in framework.capabilities else item
        return Topic(
            entry.at, item, framework.codes.get(known, ""), clean_line(title),
            score_words(framework, item, old), score_words(framework, item, new), settled, reason,
            self._votes(past, item, old, new), rounds_of(item, standing),
            beside(framework, item, old, new, quoted=self._quoted),
        )  # fmt: skip

    def _votes(self, past: Past, item: str, old: Score, new: Score) -> tuple[str, ...]:
        if old.ratings == new.ratings:
            return ()
        if self.framework.resolve(item) in self.hidden:
            return ("votes, not revealed yet",)
        said = (votes_changed(self.framework, item, old, new, past.raters, who) for who in Perspective)
        return tuple(filter(None, said))

    def _took_part(self, past: Past, standing: Sequence[Change]) -> dict[Perspective, int]:
        """So many of each perspective gave a rating or a comment. What an import brought was not said here."""
        spoke: set[str] = set()
        for path in (path for one in standing if one.kind == "score" for path in one.after):
            _, item, field, *rater = path.split("/", 3)
            if field == "comments":
                spoke |= set(rater) & set(past.score(item).comments)
            elif field == "ratings":
                # Who votes again as before leaves no trace: all who voted there with them took part.
                who = past.raters.get(rater[0], Perspective.TEAM)
                voters = past.score(item).ratings
                spoke |= {one for one in voters if past.raters.get(one, Perspective.TEAM) is who}
        counts = Counter(past.raters.get(rater, Perspective.TEAM) for rater in spoke)
        return {who: counts[who] for who in Perspective if counts[who]}

    def _taken_back(self, entries: Sequence[Change]) -> Iterator[str]:
        """What was undone here and is so at the end, each once."""
        undone = dict.fromkeys(one.of for one in entries if one.kind == "undo" and one.of in self.undone)
        here = {one.id for one in entries}
        for number in undone:
            assert number is not None
            earlier = "" if number in here else ", of an earlier session"
            yield f"{self._words[number]}{earlier}"

    def _left(self, past: Past) -> tuple[int, int, tuple[str, ...]]:
        """How many are scored, how many apply, and the names of those that are blank."""
        scope = in_scope(self.framework, past.scope)
        held: dict[str, Score] = {}
        for item in past.items():
            known = self.framework.resolve(item)
            if item == known or known not in held:
                held[known] = past.score(item)
        scores = {item: held.get(item, Score()) for item in scope}
        scored = sum(score.agreed is not None for score in scores.values())
        aside = sum(score.not_applicable is not None for score in scores.values())
        blank = tuple(name_of(self.framework, item) for item, score in scores.items() if score.is_blank)
        return scored, len(scores) - aside, blank


def rounds_of(item: str, standing: Sequence[Change]) -> int:
    """How often votes were taken: as often as anybody voted. Cast one by one, each is a change of its own."""
    path = f"scores/{item}/ratings/"
    by_rater = Counter(
        one
        for change in standing
        if change.kind == "score"
        for one, rating in change.after.items()
        if one.startswith(path) and rating is not None
    )
    return max(by_rater.values(), default=0)
