"""Results: an idea or blocker is noted on any tab, about what is under the cursor there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_tui.assessments.ideas import name_of
from maturity_tui.assessments.models import Idea
from maturity_tui.ui.screens.results.ideas_desk import replace_idea
from maturity_tui.ui.screens.results.ideas_form import idea_form, idea_of

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp
    from maturity_tui.ui.screens.results.view import ResultsView

LOCKED = "Signed off and locked: nothing changes here. A on the score screen reopens it, with a reason."


async def noted(app: MaturityApp, view: ResultsView, about: str | None) -> Idea | None:
    """Ask for one about this area or capability (None: the whole), and keep it. Run in a worker; raises StoreError."""
    answers = await app.push_screen_wait(idea_form(view.framework, None, about))
    if answers is None:
        return None
    new, one = idea_of(view.framework, answers), view.study.assessment.id
    await app.keeper.ask(lambda store: replace_idea(store, one, None, new))
    return new


def kept(view: ResultsView, new: Idea) -> str:
    """What was kept, and where it is found again."""
    about = f" about {name_of(view.framework, new.about)}" if new.about else ""
    return f"Kept: the {new.kind}{about}. It stands under Ideas."
