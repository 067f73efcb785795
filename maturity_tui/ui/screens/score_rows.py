"""What the score screen draws: the areas with their capabilities, the strip of a narrow screen, ladder and facts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.content import Content

from maturity_tui.assessments.figures import NodeFigure
from maturity_tui.assessments.models import Perspective
from maturity_tui.ui.draw import NAME, Part, apart, chip, clip, join, label, line, pad, percent, wrap
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.score_levels import Step
from maturity_tui.ui.screens.score_view import Group, Sheet, State
from maturity_tui.ui.widgets.ladder_view import LadderRow, LadderView
from maturity_tui.ui.widgets.row import Row

FAR_APART = 3
SPEAK = "highest and lowest, please speak"
LABEL = 12
AREA = "area:"


def _mark(state: State) -> Part:
    return {
        State.SCORED: (GLYPHS.scored, "$success"),
        State.SAVING: (GLYPHS.more, "$muted"),
        State.FAILED: (GLYPHS.stale, "$error"),
        State.PARTLY: (GLYPHS.partly, "$foreground"),
        State.BLANK: (GLYPHS.blank, "$muted"),
        State.NOT_APPLICABLE: (GLYPHS.not_applicable, "$muted"),
    }[state]


# the list ------------------------------------------------------------------------


def list_rows(sheet: Sheet, opened: str, width: int) -> list[Row]:
    """Every area in one row; below the opened one its capabilities. Names go on in a second row, and are never cut."""
    rows: list[Row] = []
    for group in sheet.groups:
        is_open = group.id == opened
        if rows and is_open and rows[-1].key:
            rows.append(Row.blank())
        rows += _area_rows(sheet, group, is_open, width)
        if is_open:
            rows += _member_rows(sheet, group, width)
            rows.append(Row.blank())
    return rows


def _area_rows(sheet: Sheet, group: Group, is_open: bool, width: int) -> list[Row]:
    lines = _area_names(sheet, group, width)
    first = Row(AREA + group.id, partial(area_row, sheet, group, is_open, lines[0]), indent=0)
    return [
        first,
        *(Row("", line("  ", (text, "bold" if is_open else "$foreground")), True, 0) for text in lines[1:]),
    ]


def _area_names(sheet: Sheet, group: Group, width: int) -> list[str]:
    # Room for a mean even where there is none yet: a name is not to break anew when the first score is in.
    figures = "100 % " if sheet.framework.is_skills else "0.0 "
    figures += f"{len(group.members)}/{len(group.members)}"
    return wrap(group.title, max(8, width - len(group.letter) - 2 - len(figures)))


def area_row(sheet: Sheet, group: Group, is_open: bool, name: str, width: int) -> Content:
    """`B People, skills and change  2.0 3/5`"""
    figure = sheet.figure(group.id)
    left = line(
        (f"{group.letter} ", "$primary" if is_open else "$muted"), (name, "bold" if is_open else NAME)
    )
    if figure is None:
        return line(left)
    count = f"{figure.scored}/{figure.applicable}"
    right = join([(_mean(figure), "bold"), (count, "$text-primary" if is_open else "$muted")], " ")
    return line(pad(left, max(0, width - right.cell_length)), right)


def _mean(figure: NodeFigure) -> str:
    """The mean in few cells; the bound is said where there is room for it."""
    if figure.score is None:
        return ""
    return percent(figure.score) if figure.with_target else figure.display.rpartition(" ")[2]


def _member_rows(sheet: Sheet, group: Group, width: int) -> list[Row]:
    rows: list[Row] = []
    for title, members in group.sections:
        rows += [Row("", line((text, "$muted")), True) for text in (wrap(title, width - 2) if title else [])]
        for item in members:
            first, *rest = wrap(sheet.title(item), max(8, width - 8))
            rows.append(Row(item, partial(member_row, sheet, item, first), text=sheet.name(item)))
            rows += [Row("", line("  ", (text, _name_style(sheet.state(item)))), True) for text in rest]
    return rows


def member_row(sheet: Sheet, item: str, name: str, width: int) -> Content:
    """A capability: its mark, its name, its level."""
    state, here = sheet.state(item), item == sheet.here
    mark = (GLYPHS.here, "$primary") if here and state in (State.BLANK, State.PARTLY) else _mark(state)
    style = NAME if state not in (State.BLANK, State.NOT_APPLICABLE) or here else "$muted"
    left = line(mark, " ", (name, style))
    right = _level(sheet, item, state)
    return line(pad(left, max(0, width - right.cell_length)), right)


def _name_style(state: State) -> str:
    return "$muted" if state in (State.BLANK, State.NOT_APPLICABLE) else "$foreground"


def _level(sheet: Sheet, item: str, state: State) -> Content:
    if state is State.NOT_APPLICABLE:
        return label("n/a")
    step = sheet.step_at(item, sheet.score(item).agreed)
    if step is None:
        return label("n/a") if sheet.score(item).not_applicable else Content("")
    # A fill is for what is on disk.
    return level_chip(step) if state is State.SCORED else line((f" {step.label} ", "$muted"))


def level_chip(step: Step, *, shaped: bool = True) -> Content:
    """The chip of a level."""
    return chip(step.count, step.slot, step.label, shaped=shaped)


def legend() -> Content:
    """What the marks mean."""

    def entry(state: State, text: str, width: int = 0) -> Content:
        return (
            pad(line(_mark(state), (f" {text}", "$muted")), width)
            if width
            else line(_mark(state), (f" {text}", "$muted"))
        )

    return line(
        entry(State.SCORED, "scored", 12), entry(State.PARTLY, "votes in"), "\n",
        entry(State.BLANK, "blank", 12), entry(State.NOT_APPLICABLE, "not applicable"),
    )  # fmt: skip


def strip(sheet: Sheet, here: str, width: int) -> Content:
    """The areas in one row of a narrow screen: this area's marks, its name and count; which capability this is."""
    group = sheet.group_of[here]
    at = group.members.index(here)
    first = max(0, min(at - 5, len(group.members) - 11))
    marks = [
        (GLYPHS.here, "$primary") if item == here else _mark(sheet.state(item))
        for item in group.members[first : first + 11]
    ]
    figure = sheet.figure(group.id)
    count = f"{figure.scored} of {figure.applicable}" if figure else ""
    left = join([line(*marks), line((f"{group.letter} ", "$muted"), group.title), (count, "$muted")], "  ")
    return apart(left, (place_words(sheet, here), "$muted"), width)


def place_words(sheet: Sheet, here: str) -> str:
    """`capability 6 of 40`"""
    return f"{sheet.framework.noun} {sheet.place[here] + 1} of {len(sheet.scope)}"


def scored_words(sheet: Sheet) -> str:
    """`5 of 40 scored`"""
    return "{} of {} scored".format(*sheet.scored)


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
