"""What the survey screen shows in rows: what would come in, whose view it is, and what each column is taken for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from textual.content import Content

from maturity_tui.assessments.models import Perspective
from maturity_tui.assessments.survey.table import letters
from maturity_tui.assessments.survey.values import Taken, Use
from maturity_tui.frameworks.models import Framework
from maturity_tui.store.survey_desk import SurveyDesk
from maturity_tui.ui.draw import NAME, Column, clip, counted, fit, label, line
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.widgets.row import Row

ROOMY = 100
"""From so many cells on, what a column is taken for stands with its title."""
BRING, KEEP_GOOD, AGAIN, WHOSE = "bring", "keep-good", "again", "whose"
WORDS = {
    Use.PERSPECTIVE: "user or stakeholder",
    Use.RESPONDENT: "tells people apart, not kept",
    Use.TIME: "tells people apart, not kept",
    Use.IGNORED: "left out",
}


def use_words(framework: Framework, taken: Taken, *, short: bool = False) -> str:
    """What a column is taken for; `short`: a capability by its code alone."""
    if taken.use in WORDS:
        return WORDS[taken.use]
    item = framework.capabilities.get(taken.capability or "")
    title = "" if short or item is None else f" {item.title}"
    name = f"{framework.codes[item.id]}{title}" if item else str(taken.capability)
    return f"{'levels of' if taken.use is Use.RATING else 'comments on'} {name}"


def all_rows(desk: SurveyDesk) -> Iterator[Row]:
    """The ways to bring it in first, then whose view it is, then the columns."""
    yield from _ways(desk)
    yield Row.blank()
    yield Row(WHOSE, line(("Whose view  ", NAME), whose(desk)))
    yield Row.blank()
    yield Row("", partial(_head, desk), heading=True)
    for column, header in enumerate(desk.sheet.headers):
        yield Row(str(column), partial(_column, desk, column), text=header)


def _ways(desk: SurveyDesk) -> Iterator[Row]:
    """What enter does: bring in all, or what is good; once more what came in before; or why nothing can."""
    problems = len(desk.problems)
    if desk.fatal:
        yield Row(BRING, partial(_way, "Nothing can come in yet", (str(desk.problems[0]),), "$muted"))
    elif problems:
        yield Row(
            KEEP_GOOD,
            partial(_way, f"Leave out {counted(problems, 'problem')}, bring in", coming(desk), "$primary"),
        )
    else:
        yield Row(BRING, partial(_way, "Bring in", coming(desk), "$primary"))
    if desk.came_before or desk.survey.before:
        words = ("those who came in before, as other people",)
        yield Row(AGAIN, partial(_way, "Bring in once more", words, "$primary"))


def _way(words: str, rest: Sequence[str], style: str, width: int) -> Content:
    said = line((f"{GLYPHS.here} ", style), (words, NAME), "   ")
    return line(said, _fitting(rest, width - said.cell_length))


def _fitting(parts: Sequence[str], room: int) -> Content:
    """As many of the parts as have room, the first in any case."""
    text = parts[0]
    for part in parts[1:]:
        if len(text) + 2 + len(part) > room:
            break
        text = f"{text}, {part}"
    return clip(label(text), max(1, room))


def coming(desk: SurveyDesk) -> tuple[str, ...]:
    """`12 respondents (9 users, 3 stakeholders)`, `96 ratings`, `14 comments`."""
    survey = desk.survey
    kinds = [counted(count, str(who)) for who in Perspective if (count := survey.of(who))]
    who = f" ({', '.join(kinds)})" if kinds else ""
    people = counted(len(survey.respondents), "respondent")
    return f"{people}{who}", counted(survey.ratings, "rating"), counted(survey.comments, "comment")


def whose(desk: SurveyDesk) -> str:
    """Where it is said whether somebody is a user or a stakeholder."""
    if desk.perspective is not None:
        return f"all are {desk.perspective}s"
    columns = desk.columns.using(Use.PERSPECTIVE)
    return f"column {letters(columns[0])} says it" if columns else "not said yet"


def _head(desk: SurveyDesk, width: int) -> Content:
    return fit(_COLUMNS, width, _texts(desk, width)).head()


def _column(desk: SurveyDesk, column: int, width: int) -> Content:
    layout = fit(_COLUMNS, width, _texts(desk, width))
    taken = desk.columns.columns[column]
    use = use_words(desk.framework, taken, short=width < ROOMY)
    wanted = taken.use in (Use.RATING, Use.COMMENT)
    cells: dict[str, Part] = {
        "letter": (letters(column), "$muted"),
        "header": line((" ".join(desk.sheet.headers[column].split()), NAME)),
        "use": clip(use if wanted else label(use), layout.width_of("use")),
        "first": label(_example(desk, column, taken)),
    }
    return layout.row(cells)


_COLUMNS = (
    Column("letter", "", 3),
    Column("header", "Column", flex=True),
    Column("use", "Taken for"),
    Column("first", "Such as", 22, drop=1),
)


def _example(desk: SurveyDesk, column: int, taken: Taken) -> str:
    """The commonest answer; of a column that may say who somebody is, only what several people answered."""
    cells = Counter(" ".join(cell.split()) for row in desk.sheet.rows if (cell := row.cell(column)))
    if not cells or taken.use in (Use.RESPONDENT, Use.TIME):
        return ""
    text, often = cells.most_common(1)[0]
    return text if often > 1 or taken.use is not Use.IGNORED else GLYPHS.more


def _texts(desk: SurveyDesk, width: int) -> dict[str, Sequence[str]]:
    """What stands in the columns, to measure: a long question leaves room for what it is taken for."""
    headers = [" ".join(header.split())[:40] for header in desk.sheet.headers]
    uses = [use_words(desk.framework, taken, short=width < ROOMY) for taken in desk.columns.columns]
    return {"header": headers, "use": uses}
