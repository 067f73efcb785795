"""The decisions of a move, each as a person is asked it: a sentence, the ways to settle it, the default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from maturity_tui.assessments.models import Assessment, Score
from maturity_tui.assessments.upgrade.levels import Ladder
from maturity_tui.assessments.upgrade.score import said
from maturity_tui.assessments.upgrade.settled import Settled
from maturity_tui.assessments.upgrade.values import Choice, Decision, Doubt, Settlement, UpgradeError
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.successors import Successors
from maturity_tui.frameworks.values import Number

# How alike titles are whose items may be one; below it, most pairs only share a common word.
CLOSE = 0.6
MOST_OFFERED = 4


def removed_decision(
    item: str, score: Score, next_ids: Successors, offered: Sequence[str], settled: bool
) -> Decision:
    """Of an item that is gone: which of the new ones that are offered it goes to, or several."""
    old, new = next_ids.old, next_ids.new
    title = titled(old, old.resolve(item))
    found = tuple(offered[:MOST_OFFERED])
    leave = Choice("keep it in the record", (Settlement.leave(item),))
    choices = [Choice(f"move it to {titled(new, id)}", (Settlement.move(item, id),)) for id in found]
    if len(found) > 1:
        named = "both" if len(found) == 2 else f"all {len(found)}"
        choices.append(Choice(f"move it to {named} of them", (Settlement.move(item, *found),)))
    doubt = Doubt.SPLIT if len(found) > 1 else Doubt.REMOVED
    sentence = f"{title} has no place in {new.reference}; it is held with {said(score)}."
    return Decision(doubt, (item,), sentence, (*choices, leave), leave, settled=settled)


def candidates(item: str, next_ids: Successors, free: Sequence[str]) -> tuple[str, ...]:
    """What may take the place of an item that is gone: what the versions name, else new items of like titles.

    `free`: the new items that nothing old leads to. The likeliest come first.
    """
    old, new = next_ids.old, next_ids.new
    named: dict[str, None] = {}
    for id in next_ids.of(old.resolve(item)):
        below = new.every_area[id].each_capability() if id in new.every_area else ()
        named |= dict.fromkeys([inner.id for inner in below] or [id])
    known = tuple(id for id in named if id in new.capabilities)
    was = old.capabilities.get(old.resolve(item))
    if known or was is None:
        return known
    likeness = {id: _alike(was.title, new.capabilities[id].title) for id in free}
    return tuple(sorted((id for id in free if likeness[id] >= CLOSE), key=lambda id: -likeness[id]))


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def merge_decision(
    assessment: Assessment, id: str, items: Sequence[str], old: Framework, new: Framework, settled: bool
) -> Decision:
    """Of several items that became one: whose score it takes. The default is that of its own id, else none."""
    choices = {
        item: Choice(
            f"take {said(assessment.score(item))}, held about {titled(old, old.resolve(item))}",
            (Settlement.move(item, id),),
        )
        for item in items
    }
    none = Choice("take none, and keep all in the record", tuple(Settlement.leave(item) for item in items))
    sentence = f"{' and '.join(items)} became one: {titled(new, id)}. One score can go there."
    default = choices.get(id, none)
    return Decision(Doubt.MERGE, tuple(items), sentence, (*choices.values(), none), default, settled=settled)


def doubts(held: Score, ladder: Ladder) -> dict[Number, tuple[Doubt, bool]]:
    """The levels of a score that are in doubt on a ladder, and of each whether only the target stands at it."""
    found: dict[Number, tuple[Doubt, bool]] = {}
    if held.target is not None and (doubt := ladder.doubt(held.target, target=True)):
        found[held.target] = doubt, True
    for value in (held.agreed, *(rating.level for rating in held.ratings.values())):
        if value is not None and (doubt := ladder.doubt(value)):
            found[value] = doubt, False
    return found


def level_decisions(
    item: str, title: str, held: Score, ladders: Mapping[str, Ladder], settled: Settled
) -> list[Decision]:
    """Of every level in doubt: what it is taken for. Raises UpgradeError for a level that is not there."""
    where: dict[Number, list[tuple[Ladder, Doubt, bool]]] = {}
    for ladder in ladders.values():
        for level, (doubt, only_target) in doubts(held, ladder).items():
            where.setdefault(level, []).append((ladder, doubt, only_target))
    return [_level_decision(item, title, level, where[level], settled) for level in sorted(where)]


def _level_decision(
    item: str, title: str, level: Number, where: Sequence[tuple[Ladder, Doubt, bool]], settled: Settled
) -> Decision:
    is_settled = settled.has_level(item, level)
    take = settled.levels.get(item, {}).get(level)
    for ladder, _, only_target in where:
        if take is not None and not ladder.allows(take, only_target):
            known = ", ".join(str(value) for value in ladder.levels)
            raise UpgradeError(f"{ladder.now.id} cannot be scored at {take}. Its levels are {known}.")
    first, doubt, _ = where[0]
    leave = Choice(f"leave it blank, and keep {level} in the record", (Settlement.leave(item, level),))
    choices = [
        Choice(f"take {value} {name}", (Settlement.take_level(item, level, value),))
        for value, name in _nearest_first(first, level)
        if all(ladder.allows(value, only_target) for ladder, _, only_target in where)
    ]
    sentence = f"{title} ({item}): {_why(first, level, doubt)}."
    return Decision(doubt, (item,), sentence, (*choices, leave), leave, level, is_settled)


def _nearest_first(ladder: Ladder, level: Number) -> list[tuple[Number, str]]:
    """The new levels: that of the same name first, then by distance, the lower of two first."""
    same = ladder.same_name(level)
    return sorted(ladder.levels.items(), key=lambda pair: (pair[0] != same, abs(pair[0] - level), pair[0]))


def _why(ladder: Ladder, level: Number, doubt: Doubt) -> str:
    if doubt is Doubt.ANSWER:
        return f"the answer for {level} was “{ladder.named(level)}”, and is “{ladder.levels[level]}” now"
    same = ladder.same_name(level)
    if same is not None and same != level:
        return f"{ladder.named(level)} has the value {same} now"
    return f"level {ladder.named(level)} is not defined any more"


def titled(framework: Framework, id: str) -> str:
    """Title and id of an item, as sentences have them."""
    item = framework.capabilities.get(id)
    return f"{item.title} ({id})" if item else id
