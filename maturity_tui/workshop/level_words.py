"""Levels and votes in words, and what differs between two scores: for the plain conversation and for minutes.

Never who: votes are told as a distribution, and users' and stakeholders' only from five of them on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from maturity_tui.assessments.blind_spots import FEWEST, GUARDED
from maturity_tui.assessments.levels import Step, steps_of
from maturity_tui.assessments.models import Perspective, Rating, Score
from maturity_tui.assessments.votes import distribution, lower_median, spread
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import Number, clean_line

ERASED = "(erased)"
"""What stands in the store in the place of a text that was erased."""

Quoted = Callable[[str], bool]
"""Whether a free text may be repeated, rather than only said to be there."""


def always(text: str) -> bool:
    """Every text is repeated."""
    return True


def never(text: str) -> bool:
    """No text is."""
    return False


def step_words(step: Step) -> str:
    """A level as it is read out: `2 Emerging`, `P Practitioner`."""
    return f"{step.label} {clean_line(step.name)}"


def level_words(framework: Framework, item: str, value: Number | None) -> str:
    """A level of a capability: `2 Emerging`, a bare figure between two levels, or `blank`."""
    if value is None:
        return "blank"
    capability = framework.capabilities.get(framework.resolve(item))
    steps = steps_of(framework, capability) if capability else ()
    return next((step_words(step) for step in steps if step.value == value), f"{value:g}")


def counted(count: int, one: str, many: str = "") -> str:
    """`1 vote`, `7 votes`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def votes_words(framework: Framework, item: str, given: Sequence[Rating]) -> str:
    """`1 at 1 Ad hoc, 3 at 2 Emerging, 1 does not know; from 1 to 2, spread 1, lower median 2 Emerging`"""
    levels = [one.level for one in given if one.level is not None]
    unknown = len(given) - len(levels)
    parts = [
        f"{count} at {level_words(framework, item, level)}"
        for level, count in distribution(levels, sorted(set(levels))).items()
    ]
    if unknown:
        parts.append(f"{unknown} {'does' if unknown == 1 else 'do'} not know")
    said = ", ".join(parts)
    if not levels:
        return said
    low, high = (level_words(framework, item, end).partition(" ")[0] for end in (min(levels), max(levels)))
    apart = f"from {low} to {high}, spread {spread(levels):g}"
    if low == high:
        apart = "all agree" if len(levels) > 1 else "one level"
    return f"{said}; {apart}, lower median {level_words(framework, item, lower_median(levels))}"


def of_perspective(
    ratings: Mapping[str, Rating], raters: Mapping[str, Perspective], who: Perspective
) -> tuple[Rating, ...]:
    """The ratings that one perspective gave, in no order that tells one from another."""
    found = [one for rater, one in ratings.items() if raters.get(rater, Perspective.TEAM) is who]
    return tuple(sorted(found, key=lambda one: (one.level is None, one.level or 0)))


def may_be_shown(given: Sequence[Rating], who: Perspective) -> bool:
    """Whether a perspective's ratings may be broken down."""
    return who not in GUARDED or sum(one.level is not None for one in given) >= FEWEST


def text_words(what: str, text: str, most: int = 2000, quoted: Quoted = always) -> str:
    """A free text in quotation marks; or that it was erased since; or only what it is."""
    if not text or text == ERASED:
        return f"{what}, since erased"
    if not quoted(text):
        return what
    line = clean_line(text)
    return f"{what} “{line if len(line) <= most else line[: most - 1] + '…'}”"


def sentence(text: str) -> str:
    """The text with a full stop, unless a quotation in it brings one."""
    return text if text.endswith((".”", "!”", "?”", "…”")) else f"{text}."


def score_words(framework: Framework, item: str, score: Score) -> str:
    """What was settled: a level, `not applicable`, or `blank`."""
    if score.not_applicable is not None:
        return "not applicable"
    return level_words(framework, item, score.agreed)


def differences(
    framework: Framework, item: str, old: Score, new: Score, raters: Mapping[str, Perspective],
    *, quoted: Quoted = always,
) -> tuple[str, ...]:  # fmt: skip
    """What differs between two scores of a capability, a phrase each: `score 2 Emerging, was blank`."""
    votes = (votes_changed(framework, item, old, new, raters, who) for who in Perspective)
    parts = [settled(framework, item, old, new, quoted=quoted), *votes]
    return (*filter(None, parts), *beside(framework, item, old, new, quoted=quoted))


def beside(
    framework: Framework, item: str, old: Score, new: Score, *, quoted: Quoted = always
) -> tuple[str, ...]:
    """What differs beside the score and the votes: target, confidence, evidence, note, comments."""
    parts = [
        _confidence(old, new),
        _target(framework, item, old, new),
        *_pieces(old, new, quoted),
        _note(old, new, quoted),
        *_comments(old, new),
    ]
    return tuple(part for part in parts if part)


def settled(framework: Framework, item: str, old: Score, new: Score, *, quoted: Quoted = always) -> str:
    """`score 2 Emerging, was blank`; "" where it is the same."""
    if (old.agreed, old.not_applicable) == (new.agreed, new.not_applicable):
        return ""
    reason = new.not_applicable
    why = f" ({text_words('reason', reason, quoted=quoted)})" if reason is not None else ""
    return f"score {score_words(framework, item, new)}{why}, was {score_words(framework, item, old)}"


def _target(framework: Framework, item: str, old: Score, new: Score) -> str:
    if old.target == new.target:
        return ""
    now, was = (
        "none of its own" if value is None else level_words(framework, item, value)
        for value in (new.target, old.target)
    )
    return f"target {now}, was {was}"


def _confidence(old: Score, new: Score) -> str:
    if old.confidence == new.confidence:
        return ""
    return f"confidence {new.confidence or 'not said'}, was {old.confidence or 'not said'}"


def votes_changed(
    framework: Framework, item: str, old: Score, new: Score, raters: Mapping[str, Perspective],
    who: Perspective,
) -> str:  # fmt: skip
    """`5 votes: 1 at 1 Ad hoc, …`; those of too few users or stakeholders are not shown; "" where they are the same."""
    before, after = (of_perspective(score.ratings, raters, who) for score in (old, new))
    if before == after:
        return ""
    whose = "" if who is Perspective.TEAM else f"of {who}s "
    if not may_be_shown(after, who):
        return f"votes {whose}(fewer than {FEWEST}, not shown)"
    if not after:
        return f"votes {whose}taken away"
    head = f"{counted(len(after), 'vote')} {whose}".rstrip()
    return f"{head}: {votes_words(framework, item, after)}"


def _pieces(old: Score, new: Score, quoted: Quoted) -> Iterator[str]:
    for piece in new.evidence:
        if piece not in old.evidence:
            when = f" of {piece.when.isoformat()}" if piece.when else ""
            yield text_words("evidence", piece.what, quoted=quoted) + when
    gone = sum(piece not in new.evidence for piece in old.evidence)
    if gone:
        yield f"{counted(gone, 'piece')} of evidence taken away"


def _note(old: Score, new: Score, quoted: Quoted) -> str:
    if old.note == new.note:
        return ""
    return text_words("note", new.note, quoted=quoted) if new.note else "note taken away"


def _comments(old: Score, new: Score) -> Iterator[str]:
    """How many, never whose and never what: a comment's words tell who wrote them."""
    more = sum(old.comments.get(rater) != text for rater, text in new.comments.items())
    gone = sum(rater not in new.comments for rater in old.comments)
    if more:
        yield counted(more, "comment")
    if gone:
        yield f"{counted(gone, 'comment')} taken away"
