"""Notes, comments, ideas and blockers on the score screen: their forms and their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from maturity_tui.assessments.blind_spots import said_by
from maturity_tui.assessments.models import Idea, Perspective
from maturity_tui.frameworks.values import clean, clean_line
from maturity_tui.ui.draw import clip, label, line
from maturity_tui.ui.screens.score.dialogs import ROW, too_long
from maturity_tui.ui.screens.score.levels import shortened
from maturity_tui.ui.screens.score.view import Sheet
from maturity_tui.ui.widgets.form_dialog import Answers, Field, FormDialog


def note_form(sheet: Sheet, item: str) -> FormDialog:
    """The note on one capability."""
    held, before = sheet.score(item).note, then(sheet, item)
    field = Field("note", "What should be remembered", "lines", held, check=too_long, hint=before)
    return FormDialog(f"Note on {sheet.name(item)}", [field])


def then(sheet: Sheet, item: str) -> str:
    """What was agreed and noted in the round before; empty where nothing was."""
    level, note = sheet.before(item), sheet.note_before(item)
    if level is None and not note:
        return ""
    agreed = f" {sheet.level_name(item, level)}" if level is not None else ""
    return f"{sheet.opened.before_round}{agreed}{f': {note}' if note else ''}"


def note_rows(
    sheet: Sheet, item: str, raters: Mapping[str, Perspective]
) -> tuple[list[Content], list[tuple[str, str]]]:
    """The note and every comment in a row each; and each comment's title and whole text."""
    score = sheet.score(item)
    note = " ".join(score.note[:300].split())
    rows = [clip(line(("Note  ", "bold"), note if note else label("none yet, enter writes one")), ROW)]
    comments = [(said_by(score, raters, rater), text) for rater, text in score.comments.items()]
    for who, text in comments:
        rows.append(clip(line((f"{who}  ", "$muted"), " ".join(text[:300].split())), ROW))
    return rows, comments


def idea_form(sheet: Sheet, item: str, idea: Idea | None = None) -> FormDialog:
    """An idea, or something in the way; about this capability, another, or none in particular."""
    kinds = (("idea", "idea"), ("blocker", "blocker"))
    noun = sheet.framework.noun

    def check(text: str) -> str:
        return too_long(text) if clean(text) else "Say what it is in a few words."

    def known(text: str) -> str:
        found = about(sheet, text)
        return found if found is not None and found not in sheet.framework.capabilities else ""

    subject = sheet.code(item) if idea is None or idea.about is not None else ""
    return FormDialog(
        "Idea or blocker",
        [
            Field("text", "What came up", "lines", idea.text if idea else "", check=check),
            Field("kind", "Which is it", "choice", idea.kind if idea else "idea", choices=kinds),
            Field(
                "about", f"About which {noun}", value=subject, check=known,
                hint=f"{sheet.name(item)}; another by its code, or empty: about none in particular",
            ),
        ],
    )  # fmt: skip


def about(sheet: Sheet, text: str) -> str | None:
    """The capability that a code, a title or an id names; None for an empty text, a sentence for anything else."""
    wanted = clean_line(text).casefold()
    if not wanted:
        return None
    for item in sheet.framework.capabilities:
        if wanted in (sheet.code(item).casefold(), sheet.title(item).casefold(), item):
            return item
    noun, code = sheet.framework.noun, sheet.code(sheet.scope[0])
    return f"“{shortened(text)}” is no {noun} here: give its code, such as {code}."


def idea_of(sheet: Sheet, answers: Answers) -> Idea:
    """The idea that a form holds."""
    subject = about(sheet, str(answers["about"]))
    return Idea.model_validate({"kind": answers["kind"], "about": subject, "text": answers["text"]})


def idea_rows(ideas: Sequence[Idea]) -> list[Content]:
    """A row each: what kind, and its words."""
    return [
        clip(line((f"{idea.kind:<8} ", "$muted"), " ".join(idea.text[:300].split())), ROW) for idea in ideas
    ]
