"""The questions of a survey to paste into a form: for each capability the levels to choose from, and why.

Their wording is what `survey_columns` knows again when the answers come back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.scope import in_scope
from maturity_tui.frameworks.models import Capability, Framework

DO_NOT_KNOW = "Don't know"
WHO = "Are you a user or a stakeholder?"
WHO_CHOICES = ("User", "Stakeholder")
INTRODUCTION = (
    "We ask those who use our services, and those who depend on them, how they see what we do. Choose what is true on "
    "most days, and leave out what does not concern you. Levels are shown only where at least five of you gave one; "
    "comments are shown without a name."
)


@dataclass(frozen=True)
class Question:
    """One question of the form. No choices: free text."""

    text: str
    help: str = ""
    choices: tuple[str, ...] = ()
    capability: str = ""
    required: bool = False


def questions(framework: Framework, assessment: Assessment) -> tuple[Question, ...]:
    """Who is asked, then each capability in scope: its level, and why."""
    found = [Question(WHO, "Choose one.", WHO_CHOICES, required=True)]
    for item in in_scope(framework, assessment.scope):
        found += _about(framework, framework.capabilities[item])
    return tuple(found)


def _about(framework: Framework, item: Capability) -> Iterator[Question]:
    code = framework.codes[item.id]
    # A scale's value stands before its name; own answers are said in their own words.
    levels = framework.levels_of(item)
    named = [level.name if item.answers else f"{level.value} – {level.name}" for level in levels]
    described = [
        f"{level.value} {level.name}: {text}"
        for level in levels
        if not item.answers and (text := item.levels.get(level.value) or level.meaning)
    ]
    yield Question(
        f"{code} {item.title}",
        "\n".join(filter(None, (item.question, *described))),
        (*named, DO_NOT_KNOW),
        item.id,
    )
    yield Question(f"Comments on {code} {item.title}", "Why? An example helps.", (), item.id)


def as_rows(found: tuple[Question, ...]) -> list[tuple[str, ...]]:
    """A table: number, question, help, kind, required, then a column for each choice."""
    most = max((len(one.choices) for one in found), default=0)
    head = ("number", "question", "help", "type", "required", *(f"choice {at}" for at in range(1, most + 1)))
    rows = [head]
    for number, one in enumerate(found, start=1):
        kind = "choice" if one.choices else "text"
        blanks = ("",) * (most - len(one.choices))
        rows.append(
            (str(number), one.text, one.help, kind, "yes" if one.required else "no", *one.choices, *blanks)
        )
    return rows


def as_markdown(title: str, found: tuple[Question, ...]) -> str:
    """A page to read and to copy from."""
    lines = [f"# {title}", "", INTRODUCTION, ""]
    for number, one in enumerate(found, start=1):
        lines += [f"## {number}. {one.text}", ""]
        lines += [line for text in one.help.splitlines() for line in (text, "")]
        lines += [f"- {choice}" for choice in one.choices] or ["(free text)"]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"
