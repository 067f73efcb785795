"""What the score screen draws of one capability: its levels with what stands at them, and the facts beside."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from maturity_tui.assessments.models import Perspective
from maturity_tui.ui.draw import Part, clip, label, line, pad
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.score_view import Sheet
from maturity_tui.ui.widgets.ladder_view import LadderRow, LadderView

FAR_APART = 3
SPEAK = "highest and lowest, please speak"
LABEL = 12

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


def facts(sheet: Sheet, item: str, cursor: float | None, width: int, height: int) -> Content:
    """What is held beside the level, in so many rows: the room's votes first, then two columns."""
    top = _top_fact(sheet, item, width)
    cells = _cells(sheet, item, cursor)
    rows = [top] if top is not None else []
    half = (width - 2) // 2
    room = max(0, height - len(rows)) * 2
    for left, right in zip(cells[:room:2], [*cells[1:room:2], Content("")], strict=False):
        rows.append(line(pad(left, half), "  ", clip(right, width - half - 2)))
    return Content("\n").join(rows)


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
    given = line((" ".join(words), "bold"))
    apart_by = (
        f"  spread {votes.spread:g}" if len(votes.levels) > 1 else "" if votes.levels else "  nobody knows"
    )
    cue: Part = ""
    if votes.spread >= FAR_APART:
        cue = line((f"  {GLYPHS.disagreement} ", "$warning"), (SPEAK, "$text-warning"))
    elif votes.spread >= 2:
        cue = f"  {SPEAK}"
    shown = _fact("Votes", given, (apart_by, "$muted"), cue)
    if shown.cell_length > width:
        shown = _fact("Votes", (str(len(words)), "bold"), (apart_by, "$muted"), cue)
    return clip(shown, width)


def _cells(sheet: Sheet, item: str, cursor: float | None) -> list[Content]:
    """The facts in the order in which they are kept where there is little room."""
    score = sheet.score(item)
    found = [
        _fact("Confidence", str(score.confidence) if score.confidence else label(GLYPHS.nothing)),
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
            found.append(fact)
    return found


def _evidence(sheet: Sheet, item: str) -> Content:
    pieces, stale = sheet.score(item).evidence, sheet.stale(item)
    if not pieces:
        return _fact("Evidence", label(GLYPHS.nothing))
    if stale:
        return _fact(
            "Evidence",
            f"{len(pieces)}  ",
            (f"{GLYPHS.stale} ", "$warning"),
            (f"{stale} over a year old", "$text-warning"),
        )
    if len(pieces) == 1:
        when = f", {pieces[0].when:%b %Y}" if pieces[0].when else ""
        return _fact("Evidence", pieces[0].what[:200], (when, "$muted"))
    return _fact("Evidence", f"{len(pieces)} pieces")


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


def _target(sheet: Sheet, item: str) -> Content | None:
    value, own = sheet.target(item)
    if value is None:
        return None
    themes = sheet.wanted_by(item)
    whose = (
        "our own"
        if own
        else themes[0] + (f" +{len(themes) - 1}" if len(themes) > 1 else "")
        if themes
        else ""
    )
    return _fact(
        "Target",
        (f"{GLYPHS.target} ", "$target"),
        (sheet.level_name(item, value), "bold $gap"),
        (f"  {whose}", "$muted"),
    )


def _heard(sheet: Sheet, item: str) -> Content | None:
    """Where users answered, but too few to show what."""
    users = sheet.heard(item, Perspective.USER)
    if not users or sheet.says(item, Perspective.USER) is not None:
        return None
    return _fact("Users", (f"{users} rated, shown from 5", "$muted"))
