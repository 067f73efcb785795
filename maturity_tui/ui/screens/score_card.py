"""What the score screen draws of one capability: its levels with what stands at them, and the facts beside."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from maturity_tui.assessments.models import Perspective
from maturity_tui.ui.draw import Part, clip, counted, label, line, pad
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.score_view import Sheet
from maturity_tui.ui.widgets.ladder_view import LadderRow, LadderView

FAR_APART = 3
SPEAK, SPEAK_SHORT = "highest and lowest, please speak", "highest, lowest: speak"
LABEL, GAP = 12, 2

# the ladder ----------------------------------------------------------------------


def ladder(sheet: Sheet, item: str) -> LadderView:
    """The levels of a capability with the votes and marks on theirs."""
    steps, score, votes = sheet.steps(item), sheet.score(item), sheet.votes(item)
    marks = _marks(sheet, item)
    rows = [
        LadderRow(
            step.value, step.label, step.name, step.descriptor, step.slot, votes.levels.count(step.value),
            marks.get(step.value, ()),
        )
        for step in steps
    ]  # fmt: skip
    wanted = [score.agreed, votes.suggested, sheet.before(item)]
    cursor = next((value for value in wanted if sheet.step_at(item, value)), None)
    return LadderView(rows, steps[0].count if steps else 0, score.agreed, cursor, not sheet.is_saving(item))


def _marks(sheet: Sheet, item: str) -> dict[float, list[Part]]:
    """What stands at each level, most telling first."""
    found: dict[float, list[Part]] = {}

    def put(value: float | None, mark: Part) -> None:
        if value is not None:
            found.setdefault(value, []).append(mark)

    suggested = sheet.votes(item).suggested
    if suggested != sheet.score(item).agreed:
        put(suggested, ("suggested", "$text-primary"))
    target, _ = sheet.target(item)
    if target is not None:
        # A target may lie between two levels: it stands on the one that reaches it.
        reached = next((step.value for step in sheet.steps(item) if step.value >= target), None)
        words = " target" if sheet.step_at(item, target) else f" target {target:g}"
        put(reached, line((GLYPHS.target, "$target"), (words, "$gap")))
    for perspective, words in (
        (Perspective.USER, "users say"),
        (Perspective.STAKEHOLDER, "stakeholders say"),
    ):
        value = sheet.says(item, perspective)
        if value is not None:
            put(value, f"{words} {sheet.level_name(item, value)}")
    put(sheet.before(item), ("last round", "$muted"))
    return found


# facts ---------------------------------------------------------------------------


Fact = tuple[Content, ...]
"""A fact in its forms, the longest first: names are left out before they are cut."""


def facts(sheet: Sheet, item: str, cursor: float | None, width: int, height: int) -> Content:
    """What is held beside the level, in so many rows: the room's votes first, then two columns."""
    top = _top_fact(sheet, item, width)
    rows = [top] if top is not None else []
    return Content("\n").join(rows + _in_rows(_cells(sheet, item, cursor), width, height - len(rows)))


def _in_rows(cells: list[Fact], width: int, most: int) -> list[Content]:
    """Two facts a row; one that wants all of it has it where that leaves a row for each of the others."""
    rows: list[tuple[Content, ...]] = []
    left = list(cells)
    while left and len(rows) < most:
        fact = left.pop(0)
        spare = most - len(rows) - (len(left) + 2) // 2
        if not left or (spare > 0 and fact[0].cell_length + GAP + left[0][0].cell_length > width):
            rows.append((_fitting(fact, width),))
        else:
            rows.append(_pair(fact, left.pop(0), width - GAP))
    at = _column([row for row in rows if len(row) == 2], width - GAP)
    return [row[0] if len(row) == 1 else _beside(row[0], row[1], at, width - GAP) for row in rows]


def _fitting(fact: Fact, width: int) -> Content:
    """The longest form that fits."""
    return clip(next((form for form in fact if form.cell_length <= width), fact[-1]), width)


def _pair(left: Fact, right: Fact, both: int) -> tuple[Content, Content]:
    """Two facts in the longest forms for which a row has room."""
    pairs = [(one, other) for other in right for one in left]
    return next((pair for pair in pairs if sum(form.cell_length for form in pair) <= both), pairs[-1])


def _column(rows: Sequence[tuple[Content, ...]], both: int) -> int:
    """The cells of the left column: half, or less where that cut what stands at the right."""
    half = both // 2
    if all(right.cell_length <= both - half for _, right in rows):
        return half
    return max((left.cell_length for left, _ in rows if left.cell_length <= half), default=half)


def _beside(left: Content, right: Content, at: int, both: int) -> Content:
    """A row of two; a long left one has what the right one leaves."""
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
    votes = sheet.votes(item)
    if not votes.levels and not votes.unknown:
        return None
    words = [sheet.level_name(item, value) for value in votes.levels] + ["x"] * votes.unknown
    apart_by = (
        f"  spread {votes.spread:g}" if len(votes.levels) > 1 else "" if votes.levels else "  nobody knows"
    )
    cues = [_cue(votes.spread, text) for text in (SPEAK, SPEAK_SHORT)]
    given = " ".join(words), counted(len(words), "vote")
    return _fitting(
        tuple(_fact("Votes", (text, "bold"), (apart_by, "$muted"), cue) for text in given for cue in cues),
        width,
    )


def _cue(apart: float, text: str) -> Part:
    """Who is to speak where votes lie apart."""
    if apart >= FAR_APART:
        return line((f"  {GLYPHS.disagreement} ", "$warning"), (text, "$text-warning"))
    return f"  {text}" if apart >= 2 else ""


def _cells(sheet: Sheet, item: str, cursor: float | None) -> list[Fact]:
    """The facts in the order in which they are kept where there is little room."""
    score = sheet.score(item)
    found: list[Fact] = [
        (_fact("Confidence", str(score.confidence) if score.confidence else label(GLYPHS.nothing)),),
        _evidence(sheet, item),
    ]
    for fact in (
        _before(sheet, item, cursor),
        _ideas(sheet, item),
        _note(sheet, item),
        _target(sheet, item),
        _heard(sheet, item),
    ):
        if fact is not None:
            found.append(fact if isinstance(fact, tuple) else (fact,))
    return found


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
