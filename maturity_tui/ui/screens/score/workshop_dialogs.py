"""How a workshop is to be run, as a form; and who sits where, where the team wants names."""

from __future__ import annotations

import math
from collections.abc import Mapping

from maturity_tui.assessments.models import Perspective
from maturity_tui.frameworks.values import clean_line
from maturity_tui.ui.draw import counted
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.score.view import Sheet
from maturity_tui.ui.screens.score.workshop_desk import Wish
from maturity_tui.ui.widgets.form_dialog import Answers, Field, FormDialog
from maturity_tui.workshop.session import Workshop
from maturity_tui.workshop.setup import MOST_SEATS, Order, Setup

SEATS = {
    Perspective.TEAM: "Team members", Perspective.USER: "Users", Perspective.STAKEHOLDER: "Stakeholders",
    Perspective.REVIEWER: "Reviewers",
}  # fmt: skip
ORDERS = (("area", "area"), ("gap", "largest gap"), ("disagreement", "furthest apart"))
USUAL_TEAM = 8
MOST_MINUTES = {"each": 24 * 60, "session": 7 * 24 * 60}


class WorkshopForm(FormDialog):
    """The ways of working. Gives the answers, with `end` where the workshop is to end."""

    HELP = (
        "How many take part, by perspective: only the team's votes suggest a score. Names, if anybody wants them, are "
        "chosen before the first vote; else nobody is ever named. Hidden votes are shown to nobody until they are "
        "revealed. No minutes: no end. Everything can be changed later, and the workshop goes on after a restart."
    )

    def __init__(self, sheet: Sheet, running: bool, fields: list[Field], refused: str) -> None:
        title = "This workshop" if running else "Run a workshop"
        super().__init__(title, fields, refused)
        self._under_way = running

    BINDINGS = [
        bind(
            "end-workshop", "end", key="ctrl+e", label="end the workshop",
            tooltip="End the workshop: votes and scores stay, its clock and names go", priority=True,
        )
    ]  # fmt: skip

    def on_mount(self) -> None:
        super().on_mount()
        pane = self.query_one("Pane")
        if self._under_way:
            pane.border_subtitle = "ctrl+s keeps, ctrl+e ends the workshop, esc leaves"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self._under_way if action == "end" else True

    def action_end(self) -> None:
        self.dismiss({"end": True})


def workshop_form(
    sheet: Sheet, running: Workshop | None, answers: Answers | None = None, refused: str = ""
) -> WorkshopForm:
    """The form, begun with how the workshop is run, or with what was answered before."""
    setup = running.setup if running else Setup()
    held = _held(setup) if running else _usual(sheet)
    values = {**held, **(answers or {})}
    fields = [
        Field(str(who), title, "number", values[str(who)], check=_count) for who, title in SEATS.items()
    ]
    fields += [
        Field("named", "with names", "checkbox", bool(values["named"])),
        Field("hidden", "votes hidden until revealed", "checkbox", bool(values["hidden"])),
        Field("order", "Order of the agenda", "choice", str(values["order"]), choices=ORDERS),
    ]
    if any(sheet.framework.capabilities[item].core for item in sheet.scope):
        fields.append(Field("core", "core only", "checkbox", bool(values["core"])))
    fields += [
        Field("each", f"Minutes a {sheet.framework.noun}", "number", values["each"], check=_minutes_each),
        Field("session", "Minutes for the session", "number", values["session"], check=_minutes_session),
    ]
    return WorkshopForm(sheet, running is not None, fields, refused)


def wish_of(sheet: Sheet, answers: Answers) -> Wish:
    """What was filled in. Raises ValueError, with a sentence, for what does not go together."""
    seats = {who: int(str(answers[str(who)]) or 0) for who in SEATS}
    if sum(seats.values()) > MOST_SEATS:
        raise ValueError(f"{sum(seats.values())} take part: there are seats for {MOST_SEATS}.")
    if answers["named"] and not sum(seats.values()):
        raise ValueError("Nobody takes part yet: say how many, then they can have names.")
    return Wish(
        seats,
        Setup(
            named=bool(answers["named"]), hidden=bool(answers["hidden"]), order=Order(str(answers["order"])),
            core_only=bool(answers.get("core")), capability_seconds=_seconds(str(answers["each"])),
            session_seconds=_seconds(str(answers["session"])),
        ),
    )  # fmt: skip


def _held(setup: Setup) -> Answers:
    counts: Answers = {str(who): str(sum(seat.perspective is who for seat in setup.seats)) for who in SEATS}
    return counts | {
        "named": setup.named, "hidden": setup.hidden, "order": str(setup.order), "core": setup.core_only,
        "each": f"{setup.capability_seconds / 60:g}", "session": f"{setup.session_seconds / 60:g}",
    }  # fmt: skip


def _usual(sheet: Sheet) -> Answers:
    """As many of the team as have voted so far, else the usual number."""
    team = sum(who is Perspective.TEAM for who in sheet.raters.values())
    return _held(Setup()) | {str(Perspective.TEAM): str(min(team, MOST_SEATS) or USUAL_TEAM)}


def _count(text: str) -> str:
    text = text.strip()
    if not text or (text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= MOST_SEATS):
        return ""
    return f"“{clean_line(text)[:20]}” is no number of people: 0 to {MOST_SEATS}."


def _minutes(text: str) -> float | None:
    try:
        found = float(text.strip() or 0)
    except ValueError:
        return None
    return found if math.isfinite(found) and found >= 0 else None


def _check_minutes(text: str, most: int) -> str:
    found = _minutes(text)
    if found is not None and found <= most:
        return ""
    return f"“{clean_line(text)[:20]}” is no number of minutes: 0 (no end) to {most:,}."


def _minutes_each(text: str) -> str:
    return _check_minutes(text, MOST_MINUTES["each"])


def _minutes_session(text: str) -> str:
    return _check_minutes(text, MOST_MINUTES["session"])


def _seconds(text: str) -> int:
    return round((_minutes(text) or 0) * 60)


NOBODY = "-"

# names --------------------------------------------------------------------------------


def names_form(workshop: Workshop, names: Mapping[str, str]) -> FormDialog:
    """Who sits where, a name a line, in the order of the seats."""
    seats = workshop.setup.seats
    held = "\n".join(names.get(seat.rater, NOBODY) for seat in seats) if names else ""
    hint = (
        f"{len(seats)} seats: {_order_of_seats(workshop)}; {NOBODY} for one without a name. Names are kept apart from "
        "the votes, and erased when the workshop ends."
    )

    def check(text: str) -> str:
        count = len(text.rstrip("\n").split("\n"))
        return f"{count} names, but {len(seats)} seats." if count > len(seats) else ""

    return FormDialog(
        "Who takes part", [Field("names", "A name a line", "lines", held, hint=hint, check=check)]
    )


def names_of(workshop: Workshop, text: str) -> dict[str, str]:
    """Each seat's name; one without has none."""
    lines = [clean_line(line)[:120] for line in text.split("\n")]
    return {
        seat.rater: name
        for seat, name in zip(workshop.setup.seats, lines, strict=False)
        if name not in ("", NOBODY)
    }


def _order_of_seats(workshop: Workshop) -> str:
    """`8 of the team, then 2 users`"""
    counts = _held(workshop.setup)
    words = {who: counted(int(str(counts[str(who)])), str(who)) for who in SEATS}
    words[Perspective.TEAM] = f"{counts[str(Perspective.TEAM)]} of the team"
    return ", then ".join(words[who] for who in SEATS if counts[str(who)] != "0")
