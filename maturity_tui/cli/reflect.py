"""`maturity assessments reflect`: what users and stakeholders said, from the export of any survey tool."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.failures import Failure
from maturity_tui.cli.session import Session, did_you_mean, found_one, json_option, pass_session
from maturity_tui.cli.speak import as_json, count, line, note, shorten, table, tidy

if TYPE_CHECKING:
    from maturity_tui.assessments.survey.table import Sheet
    from maturity_tui.store.survey_desk import SurveyDesk

MOST_SHOWN = 20
WHO = ("user", "stakeholder", "reviewer")
AFRESH = "Guess the columns anew, whatever was settled for these questions before."


@click.command()
@click.argument("which", metavar="ID")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--preview", is_flag=True, help="Show how it would be read; bring nothing in.")
@click.option("--keep-good", is_flag=True, help="Leave out what is wrong, and bring the rest in.")
@click.option("--again", is_flag=True, help="Bring in a file, or people, that came in before.")
@click.option("--perspective", type=click.Choice(WHO), help="All respondents are of this perspective.")
@click.option("--perspective-column", metavar="HEADER", help="The column that says user or stakeholder.")
@click.option(
    "--column", "rated", multiple=True, metavar="HEADER=CAPABILITY", help="A column of levels, and of what."
)
@click.option(
    "--comment", "commented", multiple=True, metavar="HEADER=CAPABILITY", help="A column of comments."
)
@click.option(
    "--respondent", multiple=True, metavar="HEADER", help="A column that tells people apart; never kept."
)
@click.option("--ignore", multiple=True, metavar="HEADER", help="A column to leave out.")
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="TEXT=LEVEL|x|-|user|stakeholder",
    help="What an answer stands for.",
)
@click.option("--afresh", is_flag=True, help=AFRESH)
@json_option
@pass_session
def reflect(
    session: Session, which: str, file: Path, preview: bool, keep_good: bool, again: bool, perspective: str | None,
    perspective_column: str | None, rated: tuple[str, ...], commented: tuple[str, ...], respondent: tuple[str, ...],
    ignore: tuple[str, ...], answers: tuple[str, ...], afresh: bool, json_: bool,
) -> None:  # fmt: skip
    """Bring the survey FILE (csv or xlsx) into the assessment ID: one row a respondent, one column a question.

    Nothing comes in unless all of it is right, or --keep-good leaves the rest out. Names and addresses are not kept.
    A HEADER may be the question's beginning, or its column's letter.
    """
    from dataclasses import replace

    from maturity_tui.assessments.models import Perspective
    from maturity_tui.assessments.survey.table import read_bytes
    from maturity_tui.assessments.survey.values import SurveyError, Taken, Use
    from maturity_tui.store.survey_desk import bring_in, open_desk

    with session.store() as store:
        one = found_one(store, which)
        try:
            desk = open_desk(store, one, read_bytes(file), str(file), afresh=afresh)
        except SurveyError as error:
            raise Failure(str(error)) from None
        desk = replace(desk, again=again, perspective=Perspective(perspective) if perspective else None)
        if answers:
            desk = desk.answered(dict(the_answer(text) for text in answers))
        for use, named in ((Use.RATING, rated), (Use.COMMENT, commented)):
            for text in named:
                desk = desk.taken(*the_pair(desk, text, use))
        single = [(Use.RESPONDENT, respondent), (Use.IGNORED, ignore)]
        single += [(Use.PERSPECTIVE, (perspective_column,) if perspective_column else ())]
        for use, headers in single:
            for header in headers:
                desk = desk.taken(the_column(desk.sheet, header), Taken(use))
        if not preview:
            refuse(desk, keep_good)
            bring_in(store, desk, keep_good=keep_good)
    if json_:
        as_json(desk_data(desk, brought_in=not preview))
    else:
        tell(desk, preview, keep_good)


def refuse(desk: SurveyDesk, keep_good: bool) -> None:
    """End here where something is wrong: all of it is said, in a sentence each."""
    if not desk.problems or (keep_good and not desk.fatal):
        return
    say_problems(desk)
    if desk.came_before or (desk.fatal and desk.survey.before):
        raise Failure("Nothing was brought in. --again brings it in once more, as other people.")
    if desk.fatal:
        raise Failure("Nothing was brought in. --preview shows how each column is read; options change it.")
    what = count(len(desk.survey.respondents), "respondent")
    raise Failure(f"Nothing was brought in. Mend the file, or give --keep-good for the {what} without these.")


def say_problems(desk: SurveyDesk) -> None:
    """The problems, the first of them where there are many."""
    for problem in desk.problems[:MOST_SHOWN]:
        note(str(problem))
    if (more := len(desk.problems) - MOST_SHOWN) > 0:
        note(f"… and {count(more, 'more problem', 'more problems')}; --json has all.")


def the_answer(text: str) -> tuple[str, str]:
    """A text of the survey's own and what it stands for."""
    from maturity_tui.assessments.survey.answers import as_read

    words, equals, meant = text.rpartition("=")
    if not equals or not words.strip() or not meant.strip():
        raise click.UsageError(f"--answer is TEXT=LEVEL, and {shorten(text)!r} is not.")
    return as_read(words), as_read(meant)


def the_pair(desk: SurveyDesk, text: str, use: Any) -> tuple[int, Any]:
    """A column by its header, and the capability that it is about."""
    from maturity_tui.assessments.survey.columns import Questions
    from maturity_tui.assessments.survey.values import Taken

    header, equals, named = text.rpartition("=")
    if not equals:
        raise click.UsageError(f"It is HEADER=CAPABILITY, and {shorten(text)!r} is not.")
    item = Questions(desk.framework).named(named)
    if item is None:
        noun, hint = desk.framework.noun, did_you_mean(named, desk.framework.capabilities)
        raise click.UsageError(f"There is no {noun} {shorten(named)!r}.{hint}")
    return the_column(desk.sheet, header), Taken(use, item)


def the_column(sheet: Sheet, named: str) -> int:
    """The column that is named by its header, its beginning, or its letter."""
    from maturity_tui.assessments.survey.table import letters

    wanted = " ".join(named.split()).casefold()
    headers = [" ".join(header.split()).casefold() for header in sheet.headers]
    whole = [at for at, header in enumerate(headers) if header == wanted]
    begun = [at for at, header in enumerate(headers) if wanted and header.startswith(wanted)]
    lettered = [at for at in range(len(headers)) if letters(at).casefold() == wanted]
    for found in (whole, lettered, begun):
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(letters(at) for at in found)
            raise click.UsageError(f"{shorten(named)!r} names the columns {names}: name one by its letter.")
    raise click.UsageError(f"There is no column {shorten(named)!r}.{did_you_mean(named, sheet.headers)}")


def tell(desk: SurveyDesk, preview: bool, keep_good: bool) -> None:
    """What came in, or would; in a preview also how each column is read."""
    survey = desk.survey
    if preview:
        rows = [(letter, header, use) for letter, header, use in column_rows(desk)]
        table(("", "Column", "Read as"), rows, longest=70)
    for text in survey.notes:
        note(f"Note: {text}")
    if preview or desk.problems:
        say_problems(desk)
    kinds = [
        count(survey.of(who), str(who))
        for who in dict.fromkeys(one.perspective for one in survey.respondents)
    ]
    who = f" ({', '.join(kinds)})" if kinds else ""
    said = f"{count(len(survey.respondents), 'respondent')}{who}, {count(survey.ratings, 'rating')}, "
    said += count(survey.comments, "comment")
    left = f"; {count(len(desk.problems), 'problem')} left out" if desk.problems else ""
    if desk.fatal:
        line("As it is read now, nothing can be brought in.")
    else:
        line(f"{did(desk, preview, keep_good)} {said}{left}: {desk.assessment.id}.")
    if not preview:
        note(
            f"`maturity blind-spots {desk.assessment.id}` shows them beside the team's view; undo takes them back."
        )


def did(desk: SurveyDesk, preview: bool, keep_good: bool) -> str:
    """How the sentence of what came in begins; a preview says where it takes --keep-good."""
    if not preview:
        return "Brought in"
    return "With --keep-good it would bring in" if desk.problems and not keep_good else "Would bring in"


def column_rows(desk: SurveyDesk) -> list[tuple[str, str, str]]:
    """Letter, header and use of each column."""
    from maturity_tui.assessments.survey.table import letters

    rows = []
    for at, (header, taken) in enumerate(zip(desk.sheet.headers, desk.columns.columns, strict=True)):
        rows.append((letters(at), tidy(header), use_words(desk, taken.use, taken.capability)))
    return rows


def use_words(desk: SurveyDesk, use: str, item: str | None) -> str:
    """What a column is taken for, in words."""
    known = desk.framework.capabilities.get(item or "")
    name = f"{desk.framework.codes[known.id]} {known.title}" if known else str(item)
    words = {
        "rating": f"levels of {name}", "comment": f"comments on {name}", "perspective": "user or stakeholder",
        "respondent": "tells people apart, not kept", "time": "tells people apart, not kept", "ignored": "left out",
    }  # fmt: skip
    return words[str(use)]


def desk_data(desk: SurveyDesk, brought_in: bool) -> dict[str, Any]:
    """The reading as its JSON says it."""
    from maturity_tui.assessments.models import Perspective

    survey = desk.survey
    return {
        "id": desk.assessment.id,
        "brought_in": brought_in,
        "respondents": {who: survey.of(Perspective(who)) for who in WHO},
        "ratings": survey.ratings,
        "comments": survey.comments,
        "columns": [
            {"column": letter, "header": header, "use": str(taken.use), "capability": taken.capability}
            for (letter, header, _), taken in zip(column_rows(desk), desk.columns.columns, strict=True)
        ],
        "answers": dict(desk.columns.answers),
        "problems": [str(problem) for problem in desk.problems],
        "notes": list(survey.notes),
    }
