"""The form of one input: what is typed, and what each field is for."""

from __future__ import annotations

from maturity_tui.analysis.inputs.form import LABELS, InputFacts
from maturity_tui.ui.widgets.form_dialog import Answers, Field

KINDS = (("training", "training"), ("capacity", "capacity"), ("technology", "technology"))
GRADES = (("V", "V, seen in the source"), ("R", "R, recalled"), ("J", "J, judgement"))
EFFECTS_HINT = (
    "A line for each: a capability by code, id or part of its name; low, likely and high share of the open gap that it "
    "closes; how far it reaches. B3 0.10 0.25 0.40 0.8. By team: … 0.40 desk=0.8 web=0.2."
)


def input_fields(facts: InputFacts) -> list[Field]:
    """The fields, filled with what is known."""
    values = vars(facts)

    def field(
        name: str, kind: str = "text", hint: str = "", choices: tuple[tuple[str, str], ...] = ()
    ) -> Field:
        return Field(name, LABELS[name], kind, value=values[name], hint=hint, choices=choices)

    return [
        field("title"),
        field("kind", "choice", choices=KINDS),
        field("effects", "lines", EFFECTS_HINT),
        field("once", hint="Such as 12000 or 12k; empty: nothing."),
        field("per_year"),
        field("per_person", hint="Paid once for each person covered: headcount × coverage."),
        field("quarters"),
        field("person_days", hint="Days of own people in each of these quarters: 20; 10. Empty: none."),
        field("probability", hint="From 0 to 1, that it is delivered at all."),
        field("needs", hint="Ids of inputs that must be in too, between semicolons."),
        field("grade", "choice", choices=GRADES),
        field("note", "lines", "Why these figures. Reports print it."),
        field("source", hint="Where they can be looked up."),
    ]


def facts_from(answers: Answers) -> InputFacts:
    """What the form says."""
    return InputFacts(**{key: str(value) for key, value in answers.items()})
