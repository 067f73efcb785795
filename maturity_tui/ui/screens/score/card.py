"""The facts that stand below a capability's levels: what was voted, what it rests on, what was said before."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from maturity_tui.assessments.models import Perspective
from maturity_tui.ui.draw import Part, clip, counted, label, line, pad
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.score.ladder import hidden_words
from maturity_tui.ui.screens.score.view import Sheet
from maturity_tui.workshop.ballot import Standing
from maturity_tui.workshop.level_words import listed

FAR_APART = 3
SPEAK, SPEAK_SHORT = "highest and lowest, please speak", "highest, lowest: speak"
LABEL, GAP = 12, 2

Fact = tuple[Content, ...]
"""A fact in its forms, the longest first: names are left out before they are cut."""


def facts(sheet: Sheet, item: str, cursor: float | None, width: int, height: int) -> Content:
    """What is held beside the level, in so many rows: the room's votes first, then two columns."""
    top = _top_fact(sheet, item, width)
    rows = [top] if top is not None else []
    return Content("\n").join(rows + _in_rows(_cells(sheet, item, cursor), width, height - len(rows)))


def _in_rows(cells: list[Fact], width: int, most: int) -> list[Content]:
    """Two facts a row; one that wants all of it has it where that leaves a row for each of the others."""
    rows: list[Content | tuple[Fact, Fact]] = []
    left = list(cells)
    while left and len(rows) < most:
        fact = left.pop(0)
        spare = most - len(rows) - (len(left) + 2) // 2
        if not left or (spare > 0 and fact[0].cell_length + GAP + left[0][0].cell_length > width):
            rows.append(_fitting(fact, width))
        else:
            rows.append((fact, left.pop(0)))
    at = _column([_pair(*row, width - GAP) for row in rows if isinstance(row, tuple)], width - GAP)
    return [row if isinstance(row, Content) else _beside(*row, at, width - GAP) for row in rows]


def _fitting(fact: Fact, width: int) -> Content:
    """The longest form that fits."""
    return clip(next((form for form in fact if form.cell_length <= width), fact[-1]), width)


def _pair(left: Fact, right: Fact, both: int) -> tuple[Content, Content]:
    """Two facts in the longest forms for which a row has room."""
    pairs = [(one, other) for other in right for one in left]
    return next((pair for pair in pairs if sum(form.cell_length for form in pair) <= both), pairs[-1])


def _column(rows: Sequence[tuple[Content, Content]], both: int) -> int:
    """The cells of the left column: half, or less where that cut what stands at the right."""
    half = both // 2
    if all(right.cell_length <= both - half for _, right in rows):
        return half
    return max((left.cell_length for left, _ in rows if left.cell_length <= half), default=half)


def _beside(one: Fact, other: Fact, at: int, both: int) -> Content:
    """A row of two; a long left one has what the right one leaves. What the column cut is said shorter instead."""
    left, right = _pair(one, other, both)
    if len(other) > 1 and max(left.cell_length, at) + right.cell_length > both:
        right = next((form for form in other if form.cell_length <= both - at), other[-1])
    if left.cell_length > at:
        at = max(at, min(left.cell_length, both - right.cell_length))
    return line(pad(left, at), " " * GAP, clip(right, both - at))


def _fact(name: str, *parts: Part) -> Content:
    return line((name.ljust(LABEL), "$muted"), *parts)


def _top_fact(sheet: Sheet, item: str, width: int) -> Content | None:
    """Why it is not applicable, or what was voted."""
    reason = sheet.score(item).not_applicable
    if reason is not None:
        return clip(
            _fact("Set aside", line((GLYPHS.not_applicable, "$muted"), " not applicable: ", reason[:400])),
            width,
        )
    if words := hidden_words(sheet, item):
        return clip(_fact("Votes", (words, "bold"), ("  hidden until they are revealed: V", "$muted")), width)
    return _voted(sheet, item, width)


def _voted(sheet: Sheet, item: str, width: int) -> Content | None:
    """The votes, how far apart they are, and who is to speak."""
    votes = sheet.standing(item)
    if not votes.levels and not votes.unknown:
        return None
    words = [sheet.level_name(item, value) for value in votes.levels] + ["x"] * votes.unknown
    apart = (
        [f"  spread {votes.spread:g}"]
        if len(votes.levels) > 1
        else [""]
        if votes.levels
        else ["  nobody knows"]
    )
    if votes.range and votes.spread:
        low, high = (sheet.level_name(item, value) for value in votes.range)
        apart.insert(0, f"  from {low} to {high}, spread {votes.spread:g}")
    given = " ".join(words), counted(len(words), "vote")
    # Who is to speak comes before what was voted, where there are names; before how it is put, where there are none.
    cued = [(cue, text) for cue in _named_cues(sheet, votes) for text in given]
    cued += [(cue, text) for text in given for cue in _cues(votes, (SPEAK, SPEAK_SHORT))]
    forms = (_fact("Votes", (text, "bold"), (far, "$muted"), cue) for cue, text in cued for far in apart)
    return _fitting(tuple(forms), width)


def _named_cues(sheet: Sheet, votes: Standing) -> list[Part]:
    """Who is to speak, by name: only where the team chose names, and both ends have one."""
    if sheet.workshop is None or not sheet.workshop.setup.named or not votes.should_speak:
        return []
    ends = [[sheet.names.get(rater, "") for rater in end] for end in (votes.highest, votes.lowest)]
    if not all(name for end in ends for name in end):
        return []
    high, low = (listed(end) for end in ends)
    return _cues(
        votes, (f"highest {high}, lowest {low}, please speak", f"highest {high}, lowest {low}: speak")
    )


def _cues(votes: Standing, texts: Sequence[str]) -> list[Part]:
    """Who is to speak, where votes lie apart."""
    if not votes.should_speak:
        return [""]
    if votes.spread < FAR_APART:
        return [f"  {text}" for text in texts]
    mark = (f"  {GLYPHS.disagreement} ", "$warning")
    return [line(mark, (text, "$text-warning")) for text in texts]


def _cells(sheet: Sheet, item: str, cursor: float | None) -> list[Fact]:
    """The facts in the order in which they are kept where there is little room."""
    found: list[Fact] = [
        _confidence(sheet, item),
        _evidence(sheet, item),
    ]
    for fact in (
        _before(sheet, item, cursor),
        _note_before(sheet, item),
        _ideas(sheet, item),
        _note(sheet, item),
        _target(sheet, item),
        _heard(sheet, item),
    ):
        if fact is not None:
            found.append(fact if isinstance(fact, tuple) else (fact,))
    return found


def _confidence(sheet: Sheet, item: str) -> Fact:
    """The team's own, and how many were unsure of their vote; where it is half of them, what that suggests."""
    stands, own = sheet.standing(item), sheet.score(item).confidence
    word: Part = str(own) if own else label(GLYPHS.nothing)
    if not stands.unsure:
        return (_fact("Confidence", word),)
    unsure = f"  {stands.unsure} unsure"
    hint = f": {stands.confidence} suggested" if stands.confidence and own is None else ""
    return tuple(
        _fact("Confidence", word, (text, "$muted")) for text in dict.fromkeys((unsure + hint, unsure))
    )


def _note_before(sheet: Sheet, item: str) -> Content | None:
    """What was noted in the round before."""
    words = " ".join(sheet.note_before(item)[:300].split())
    return _fact("Noted then", words) if words else None


def _evidence(sheet: Sheet, item: str) -> Fact:
    pieces, stale = sheet.score(item).evidence, sheet.stale(item)
    if not pieces:
        return (_fact("Evidence", label(GLYPHS.nothing)),)
    if stale:
        old = (f"{GLYPHS.stale} ", "$warning"), (f"{stale} over a year old", "$text-warning")
        return (_fact("Evidence", f"{len(pieces)}  ", *old),)
    if len(pieces) == 1:
        when = f", {pieces[0].when:%b %Y}" if pieces[0].when else ""
        whole = _fact("Evidence", pieces[0].what[:200], (when, "$muted"))
        return whole, _fact("Evidence", pieces[0].what[:200])
    return (_fact("Evidence", f"{len(pieces)} pieces"),)


def _before(sheet: Sheet, item: str, cursor: float | None) -> Content | None:
    """Last round's level, and how this one differs; for a blank, how the level at the cursor would."""
    before = sheet.before(item)
    if before is None:
        return None
    agreed = sheet.score(item).agreed
    now = agreed if agreed is not None else cursor
    said = _fact("Last round", (sheet.level_name(item, before), "bold"))
    if now is None or now == before:
        return line(said, ("  as before" if agreed is not None else "", "$muted"))
    up = now > before
    steps = [step.value for step in sheet.steps(item)]
    far = (
        abs(steps.index(now) - steps.index(before)) if now in steps and before in steps else abs(now - before)
    )
    at = "" if agreed is not None else f" at level {sheet.level_name(item, now)}"
    return line(said, f"  {GLYPHS.up if up else GLYPHS.down} {'up' if up else 'down'} {far:g}{at}")


def _ideas(sheet: Sheet, item: str) -> Content | None:
    about = sheet.ideas_about(item)
    if not about:
        return None
    counts = [(sum(idea.kind == kind for idea in about), kind) for kind in ("blocker", "idea")]
    return _fact("Ideas", ", ".join(f"{count} {kind}{'s' * (count > 1)}" for count, kind in counts if count))


def _note(sheet: Sheet, item: str) -> Content | None:
    score = sheet.score(item)
    comments = f"{len(score.comments)} comment{'s' * (len(score.comments) > 1)}" if score.comments else ""
    words = " ".join(score.note[:300].split())
    parts: Sequence[str] = [part for part in (comments, words) if part]
    return _fact("Note", " · ".join(parts)) if parts else None


def _target(sheet: Sheet, item: str) -> Fact | None:
    value, own = sheet.target(item)
    if value is None:
        return None
    themes = sheet.wanted_by(item)
    more = f" +{len(themes) - 1}" if len(themes) > 1 else ""
    whose = (
        ["our own"] if own else [themes[0] + more, f"of {counted(len(themes), 'theme')}"] if themes else [""]
    )
    mark = (f"{GLYPHS.target} ", "$target"), (sheet.level_name(item, value), "bold $gap")
    return tuple(_fact("Target", *mark, (f"  {words}", "$muted")) for words in whose)


def _heard(sheet: Sheet, item: str) -> Content | None:
    """Where users answered, but too few to show what."""
    users = sheet.heard(item, Perspective.USER)
    if not users or sheet.says(item, Perspective.USER) is not None:
        return None
    return _fact("Users", (f"{users} rated, shown from 5", "$muted"))
