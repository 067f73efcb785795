"""Results, ideas: the form for one of them, and the value that comes out of it."""

from __future__ import annotations

from maturity_tui.assessments.ideas import Caught, about_typed
from maturity_tui.assessments.models import Idea
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import LONGEST_TEXT, clean
from maturity_tui.ui.widgets.form_dialog import Answers, Field, FormDialog

KINDS = (("idea", "idea"), ("blocker", "blocker"))


def idea_form(framework: Framework, one: Caught | None, here: str | None = None) -> FormDialog:
    """What came up, which kind it is, and what it is about: a code, or part of a name, or nothing.

    A new one is offered as about what is under the cursor, where that is `here`.
    """
    idea = one.idea if one else None
    about = (one.about if one else here) or ""
    known = about in framework.capabilities or about in framework.every_area
    about = framework.codes.get(about, about) if one or known else ""
    return FormDialog(
        "Idea or blocker",
        [
            Field("text", "What came up", "lines", idea.text if idea else "", check=_words),
            Field("kind", "Which is it", "choice", idea.kind if idea else "idea", choices=KINDS),
            Field(
                "about", "What it is about", "text", about,
                hint=f"A {framework.noun}'s code or part of its name; nothing: the whole",
                check=lambda typed: about_typed(framework, typed)[1],
            ),
        ],
    )  # fmt: skip


def idea_of(framework: Framework, answers: Answers) -> Idea:
    """The idea that the form holds."""
    about, _ = about_typed(framework, str(answers["about"]))
    return Idea.model_validate({"kind": answers["kind"], "about": about, "text": answers["text"]})


def _words(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        return f"This is {len(text):,} characters long; at most {LONGEST_TEXT:,} are kept."
    return "" if clean(text) else "Say what it is in a few words."
