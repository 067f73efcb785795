"""Moving an assessment to another version of its framework. Pure: `plan` says what would happen, and to what.

What is held goes to the item of the same id, else where the aliases of the versions lead. Everything else is a
decision, which a person settles, or which goes by its default. No default loses or invents anything:

- An item that is gone (`removed`, or `split` where several new ones might take its place) goes into the record whole.
- Of several items that became one (`merge`), what stands under the id itself stays; where nothing does, the new item is
  blank. The others go into the record whole. Scores are never averaged.
- What stands at a level that is in doubt (`lost level`, `answer changed`; see `upgrade_levels`) goes into the record,
  be it agreed score (with its confidence), target or rating; the rest of what is held about the item moves.
- Where a person takes another level for it, or several items for one, the record says what it was before.

A scope that lists ids is moved along; ideas follow what they are about, or keep its old id, which the record knows.
Status, raters and round stay. The record is `Assessment.upgraded`: one entry a move, never merged or taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from maturity_tui.assessments.models import EMPTY_SCORE, Assessment, FrameworkPin, Idea, Scope, Score, Upgrade
from maturity_tui.assessments.scope import in_scope
from maturity_tui.assessments.upgrade.doubts import (
    candidates,
    level_decisions,
    merge_decision,
    removed_decision,
)
from maturity_tui.assessments.upgrade.levels import Ladder
from maturity_tui.assessments.upgrade.score import Split, split_score, together
from maturity_tui.assessments.upgrade.settled import Settled
from maturity_tui.assessments.upgrade.values import (
    Choice,
    Decision,
    Doubt,
    Fate,
    Plan,
    Settlement,
    Step,
    UpgradeError,
)
from maturity_tui.frameworks.canonical import digest
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.successors import Successors


def plan(
    assessment: Assessment, old: Framework, new: Framework, settlements: Iterable[Settlement] = ()
) -> Plan:
    """What moving an assessment from its framework to another version of it does, under these settlements.

    Raises UpgradeError, with a sentence, for a signed-off assessment, another framework, and a settlement that
    does not fit what is held or what the new version has.
    """
    if assessment.is_locked:
        raise UpgradeError(f"{assessment.id} is signed off, and nothing in it changes. Reopen it first.")
    if old.id != new.id or assessment.framework.id != new.id:
        raise UpgradeError(
            f"{assessment.id} is an assessment of {assessment.framework.id}: it moves to another version of that,"
            f" and {new.reference} is another framework. Begin an assessment with it instead."
        )
    sha256 = digest(new)
    if sha256 == (assessment.framework.sha256 or digest(old)):
        return Plan(assessment, old, new, (), (), (), (), assessment)
    pin = FrameworkPin(id=new.id, version=new.version, sha256=sha256)
    return _Planner(assessment, old, new, tuple(settlements)).plan(pin)


class _Planner:
    """One plan: where each item goes, then what of its score stands there, then the assessment of that."""

    def __init__(
        self, assessment: Assessment, old: Framework, new: Framework, settlements: Sequence[Settlement]
    ) -> None:
        self.assessment, self.old, self.new = assessment, old, new
        self.next_ids = Successors(old, new)
        self.settled = Settled(settlements, _named(assessment), old, new)
        self.decisions: list[Decision] = []
        self.scores: dict[str, Score] = {}
        self.kept: dict[str, Score] = {}

    def plan(self, pin: FrameworkPin) -> Plan:
        """The whole plan."""
        wanted = {item: self._home(item) for item in self.assessment.scores}
        self._decide_gone(wanted)
        homes = self._after_merges(wanted)
        steps = tuple(self._step(item, new) for item, new in homes.items())
        self.settled.refuse_unused()
        result = self._result(pin)
        enters, leaves = self._scope_moves(result)
        return Plan(self.assessment, self.old, self.new, steps, tuple(self.decisions), enters, leaves, result)

    # Where items go

    def _natural(self, item: str) -> tuple[str, ...]:
        """The one capability that the versions themselves lead to, if they do."""
        found = self.next_ids.of(self.old.resolve(item))
        return found if len(found) == 1 and found[0] in self.new.capabilities else ()

    def _named(self, item: str) -> tuple[str, ...]:
        """Where mentions of an item go: as its score was settled, else where the versions lead."""
        return self.settled.whole.get(item, ()) or self._natural(item)

    def _home(self, item: str) -> tuple[str, ...]:
        """Where the score of an item goes, before merges: as settled, else where the versions lead."""
        return self.settled.whole.get(item, self._natural(item))

    def _decide_gone(self, wanted: Mapping[str, tuple[str, ...]]) -> None:
        """What is gone is a decision. It is not offered what takes another score: one would oust the other."""
        for item, score in self.assessment.scores.items():
            if self._natural(item) or score.is_empty:
                continue
            taken = {id for other, new in wanted.items() if other != item for id in new}
            offered = [id for id in candidates(item, self.next_ids, self._free) if id not in taken]
            settled = item in self.settled.whole
            self.decisions.append(removed_decision(item, score, self.next_ids, offered, settled))

    @cached_property
    def _free(self) -> tuple[str, ...]:
        """The new items that nothing old leads to."""
        taken = {id for item in self.old.capabilities for id in self.next_ids.of(item)}
        return tuple(id for id in self.new.capabilities if id not in taken)

    def _after_merges(self, homes: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """The homes where each new item takes the score of one old item at most."""
        claims: dict[str, list[str]] = {}
        for item, new in homes.items():
            for id in new:
                claims.setdefault(id, []).append(item)
        final = dict(homes)
        for id, items in claims.items():
            winner = self._winner(id, items) if len(items) > 1 else items[0]
            for item in items:
                if item != winner:
                    final[item] = tuple(home for home in final[item] if home != id)
        return final

    def _winner(self, id: str, items: Sequence[str]) -> str | None:
        """Whose score a new item takes of several that lead to it."""
        named = [item for item in items if item in self.settled.whole]
        if len(named) > 1:
            raise UpgradeError(
                f"{' and '.join(named)} cannot both go to {id}: name one of them, and keep the other."
            )
        if named and id not in self._natural(named[0]):
            other = next(item for item in items if item != named[0])
            raise UpgradeError(
                f"{id} takes the score of {other}. To give it that of {named[0]} instead, keep {other} in the record."
            )
        self.decisions.append(merge_decision(self.assessment, id, items, self.old, self.new, bool(named)))
        return named[0] if named else id if id in items else None

    # What of a score stands there

    def _step(self, item: str, homes: tuple[str, ...]) -> Step:
        held = self.assessment.scores[item]
        now = self.old.resolve(item)
        title = self.old.capabilities[now].title if now in self.old.capabilities else item
        ladders = {home: self._ladder(now, home) for home in homes}
        self.decisions += level_decisions(item, title, held, ladders, self.settled)
        takes = self.settled.levels.get(item, {})
        parts = {home: split_score(held, ladder, takes) for home, ladder in ladders.items()}
        self.scores |= {home: part.stands for home, part in parts.items() if not part.stands.is_empty}
        kept = together(tuple(parts.values())) if homes else held
        if not homes or not kept.is_empty:
            self.kept[item] = kept
        fate = self._fate(item, homes, tuple(parts.values()))
        return Step(item, title, held, fate, homes, self.kept.get(item))

    def _ladder(self, now: str, home: str) -> Ladder:
        item = self.new.capabilities[home]
        return Ladder(self.old, self.old.capabilities.get(now, item), self.new, item)

    def _fate(self, item: str, homes: tuple[str, ...], parts: Sequence[Split]) -> Fate:
        if not homes:
            return Fate.KEPT
        if any(part.blanked for part in parts):
            return Fate.PARTLY
        if item in self.kept or homes != self._natural(item):
            return Fate.SETTLED
        return Fate.UNCHANGED if homes == (item,) else Fate.ALIAS

    # The assessment after it

    def _result(self, pin: FrameworkPin) -> Assessment:
        scope, ideas = self._scope(), tuple(self._idea(idea) for idea in self.assessment.ideas)
        upgrade = Upgrade.model_validate({"from": self.assessment.framework, "kept": self.kept})
        return self.assessment.changed(
            framework=pin, scores=self.scores, scope=scope, ideas=ideas,
            upgraded=(*self.assessment.upgraded, upgrade),
        )  # fmt: skip

    def _scope(self) -> Scope:
        scope = self.assessment.scope
        if isinstance(scope, str):
            return scope
        moved: dict[str, None] = {}
        for item in scope:
            new = self._named(item)
            moved |= dict.fromkeys(new)
            if not new:
                self.kept.setdefault(item, EMPTY_SCORE)
        return tuple(moved)

    def _idea(self, idea: Idea) -> Idea:
        """An idea about what is gone keeps the old id; of several new ids, it takes the one that was named first."""
        if idea.about is None:
            return idea
        was = self.old.resolve(idea.about)
        new = self.settled.whole.get(idea.about, ()) or self.next_ids.of(was)
        if new and (len(new) == 1 or idea.about in self.settled.whole):
            return idea if new[0] == idea.about else idea.changed(about=new[0])
        if was in self.old.capabilities or was in self.old.every_area:
            self.kept.setdefault(idea.about, EMPTY_SCORE)
        return idea

    def _scope_moves(self, result: Assessment) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What takes part only after the move, and what only before it."""
        renamed = {self.old.resolve(item): new for item, new in self.settled.whole.items() if new}
        before = in_scope(self.old, self.assessment.scope)
        homes = {item: renamed.get(item) or self._natural(item) for item in before}
        after = in_scope(self.new, result.scope)
        came = {id for new in homes.values() for id in new}
        enters = tuple(id for id in after if id not in came)
        return enters, tuple(item for item, new in homes.items() if not set(new) & set(after))


def _named(assessment: Assessment) -> tuple[str, ...]:
    """Every id that the assessment names: in scores, scope and ideas."""
    scope = () if isinstance(assessment.scope, str) else assessment.scope
    abouts = (idea.about for idea in assessment.ideas if idea.about)
    return tuple(dict.fromkeys((*assessment.scores, *scope, *abouts)))


__all__ = [
    "Choice", "Decision", "Doubt", "Fate", "Plan", "Settlement", "Step", "UpgradeError", "plan",
]  # fmt: skip
