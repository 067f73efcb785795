"""What the score screen asks for: the prompts and forms, what they refuse, and the values that come out of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from textual.content import Content

from maturity_tui.assessments.attention import STALE_AFTER_DAYS
from maturity_tui.assessments.models import Evidence
from maturity_tui.frameworks.values import LONGEST_TEXT, Number, clean_line
from maturity_tui.ui.draw import clip, label, line
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.score.levels import Step, by_text, number, shortened, spelled
from maturity_tui.ui.screens.score.view import Sheet
from maturity_tui.ui.widgets.form_dialog import Answers, Field, FormDialog
from maturity_tui.ui.widgets.prompt import Prompt

ROW = 66


def level_prompt(sheet: Sheet, item: str, typed: str) -> Prompt:
    """For more than ten answers: the level, begun with the digit that was typed."""
    steps = sheet.steps(item)

    def check(text: str) -> str:
        found = by_text(steps, text)
        return found if isinstance(found, str) else ""

    return Prompt(f"Score {sheet.name(item)}", hint=f"{spelled(steps)}, then enter", value=typed, check=check)


def reason_prompt(title: str, hint: str, empty: str, value: str = "") -> Prompt:
    """A reason, which may not be empty."""

    def check(text: str) -> str:
        return too_long(text) if clean_line(text) else empty

    return Prompt(title, hint=hint, check=check, value=value)


def too_long(text: str) -> str:
    """A sentence for a text that is longer than what is kept."""
    return (
        f"This is {len(text):,} characters long; at most {LONGEST_TEXT:,} are kept."
        if len(text) > LONGEST_TEXT
        else ""
    )


# target ---------------------------------------------------------------------------


def target_prompt(sheet: Sheet, item: str) -> Prompt:
    """The assessment's own target; says what is in force and who wants it."""
    steps = sheet.steps(item)

    def check(text: str) -> str:
        found = read_target(steps, text)
        return found if isinstance(found, str) else ""

    own = sheet.score(item).target
    hint = line(
        _scale(steps), "\n", _in_force(sheet, item), "\n",
        ("Empty: no target of our own; the ambition's themes decide.", "$muted"),
    )  # fmt: skip
    value = "" if own is None else sheet.level_name(item, own)
    return Prompt(f"Target for {sheet.name(item)}", hint=hint, value=value, check=check)


def read_target(steps: Sequence[Step], text: str) -> Number | str | None:
    """The target that a text names (None: none); else a sentence. It may lie between two levels."""
    if not clean_line(text):
        return None
    found = by_text(steps, text)
    if not isinstance(found, str):
        return found.value
    value = number(text)
    if value is not None and steps[0].value <= value <= steps[-1].value:
        return value
    return f"“{shortened(text)}” is not on this scale: a target lies at {spelled(steps)}."


def _scale(steps: Sequence[Step]) -> Content:
    """The levels by name, whole names in each row."""
    lines = [""]
    for step in steps:
        name = f"{step.label} {shortened(step.name, 24)}"
        if len(lines[-1]) + len(name) > ROW:
            lines.append("")
        lines[-1] += name + "   "
    return label("\n".join(lines[:4]))


def _in_force(sheet: Sheet, item: str) -> Content:
    value, own = sheet.target(item)
    if value is None:
        return label("No target is in force yet.")
    themes = sheet.wanted_by(item)
    whose = "the assessment's own" if own else f"wanted by {'; '.join(themes)}"
    aim = sheet.opened.aims.get(item)
    if own and aim:
        whose += f" ({'; '.join(themes)}: {sheet.level_name(item, aim.value)})"
    return line(
        ("In force ", "$muted"),
        (f"{GLYPHS.target} ", "$target"),
        (sheet.level_name(item, value), "bold"),
        f", {whose}",
    )


# evidence ---------------------------------------------------------------------------


def evidence_form(sheet: Sheet, item: str, piece: Evidence | None = None) -> FormDialog:
    """What shows it, from when, where it is and who keeps it."""
    wanted = sheet.framework.capabilities[item].evidence
    hint = f"For instance: {shortened(wanted[0], 120)}" if wanted and piece is None else ""
    when = piece.when.isoformat() if piece and piece.when else ""
    return FormDialog(
        f"Evidence for {sheet.name(item)}",
        [
            Field("what", "What shows it", value=piece.what if piece else "", check=_named, hint=hint),
            Field("when", "From when", value=when, check=check_date, hint="2026-09-30, or left empty"),
            Field("link", "Where it is", value=piece.link if piece else "", check=too_long),
            Field("owner", "Who keeps it", value=piece.owner if piece else "", check=too_long),
        ],
    )


def evidence_of(answers: Answers) -> Evidence:
    """The piece that a form holds."""
    when = str(answers["when"]).strip()
    return Evidence(
        what=str(answers["what"]), when=dt.date.fromisoformat(when) if when else None,
        link=str(answers["link"]), owner=str(answers["owner"]),
    )  # fmt: skip


def evidence_rows(pieces: Sequence[Evidence], today: dt.date) -> list[Content]:
    """A row each: stale ones marked, then what it is, from when, who keeps it and where."""
    rows = []
    for piece in pieces:
        stale = piece.when is not None and piece.when < today - dt.timedelta(days=STALE_AFTER_DAYS)
        mark = (GLYPHS.stale, "$warning") if stale else " "
        when = f"{piece.when.day} {piece.when:%b %Y}" if piece.when else ""
        rest = [text for text in (when, piece.owner[:40], piece.link[:80]) if text]
        rows.append(
            clip(line(mark, " ", piece.what[:200], ("   " + " · ".join(rest) if rest else "", "$muted")), ROW)
        )
    return rows


def _named(text: str) -> str:
    return too_long(text) if clean_line(text) else "Say what shows it: a piece of evidence needs a name."


def check_date(text: str) -> str:
    """A sentence for what is not a date."""
    if not text.strip():
        return ""
    try:
        dt.date.fromisoformat(text.strip())
    except ValueError:
        return f"“{shortened(text)}” is not a date: write it as 2026-09-30."
    return ""
