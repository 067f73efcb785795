"""How blind spots are drawn: a row a capability, and below the list what each perspective said and wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from textual.content import Content

from maturity_tui.assessments.blind_spots import ASKED, FEWEST, BlindSpots, Seen, View, said_by
from maturity_tui.assessments.models import Perspective
from maturity_tui.assessments.scope import scores_held
from maturity_tui.ui.draw import (
    NAME,
    Column,
    Layout,
    clip,
    counted,
    dumbbell_axis,
    dumbbell_width,
    fit,
    label,
    line,
    pad,
    wrap_to,
)
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.results.marks import level_chip, mark
from maturity_tui.ui.screens.results.view import ResultsView

LABEL = 19
LETTERS = {Perspective.USER: "U", Perspective.STAKEHOLDER: "S", Perspective.REVIEWER: "R"}
HEADS = {
    Perspective.USER: "Users",
    Perspective.STAKEHOLDER: "Stakeholders",
    Perspective.REVIEWER: "Reviewers",
}


@dataclass(frozen=True)
class Shown:
    """The results and the blind spots in them."""

    view: ResultsView
    spots: BlindSpots

    @cached_property
    def asked(self) -> tuple[Perspective, ...]:
        """The perspectives that are shown anywhere."""
        seen = {view.perspective for row in self.spots.rows for view in row.views}
        return tuple(who for who in ASKED if who in seen)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The capabilities of the list by their names."""
        return tuple(self.view.named(row.capability) for row in self.spots.rows)

    def layout(self, width: int) -> tuple[Layout, int]:
        """The columns that have room, and the cells from one level to the next; the picture goes before any figure."""
        narrowest = 2 if len(self.asked) < 3 else 3  # four marks on one level need three cells
        for step in (4, 3, narrowest):
            found = fit(self._columns(step), width, {"name": self.names})
            if found.has("picture"):
                break
        return found, step

    def _columns(self, step: int) -> list[Column]:
        picture = dumbbell_width(len(self.view.labels), step) + 2
        heads = [Column(who.value, HEADS[who], len(HEADS[who]), title_align="left") for who in self.asked]
        return [
            Column("name", self.view.framework.noun.capitalize()),
            Column("picture", self._axis(step), picture, drop=1),
            Column("team", "Team", 4, "right"),
            *heads,
        ]

    def _axis(self, step: int) -> Content:
        return dumbbell_axis(self.view.labels, step)


def head(shown: Shown, width: int) -> Content:
    """The headings."""
    return shown.layout(width)[0].head()


def row(shown: Shown, seen: Seen, width: int) -> Content:
    """Name, picture, the team's score, and each perspective's middle with how far off it lies."""
    view, (layout, step) = shown.view, shown.layout(width)
    code, title = view.framework.codes[seen.capability], view.framework.capabilities[seen.capability].title
    cells: dict[str, Part] = {
        "name": line((f"{code} ", "$muted"), (title, NAME)),
        "picture": picture(view, seen, step),
        "team": (mark(view, seen.capability, seen.agreed), "bold $current"),
    }
    views = {one.perspective: one for one in seen.views}
    for who in shown.asked:
        cells[who.value] = _figure(view, seen, views.get(who))
    return layout.row(cells)


def _figure(view: ResultsView, seen: Seen, one: View | None) -> Content:
    if one is None:
        return label(GLYPHS.nothing)
    return line(f"{mark(view, seen.capability, one.middle)} ", apart(one))


def apart(one: View) -> Content:
    """`▼2`: so many steps lower; a dot where the two are alike. Pink says that it wants a second look."""
    if not one.difference:
        return label(GLYPHS.none if one.difference == 0 else "")
    arrow = GLYPHS.down if one.difference < 0 else GLYPHS.up
    return line((f"{arrow}{abs(one.difference)}", "bold $warning" if one.is_blind_spot else "$muted"))


def picture(view: ResultsView, seen: Seen, step: int) -> Content:
    """The team's `●` and the others' letters on the scale; those on one level stand side by side."""
    values = [float(level.value) for level in view.framework.scale]
    places = [values.index(one.middle) for one in seen.views if one.middle in values]
    if len(places) < len(seen.views) or (seen.agreed is not None and seen.agreed not in values):
        return Content("")  # own answers have no place on the scale
    cells: list[tuple[str, str]] = [(" ", "")] * (dumbbell_width(len(values), step) + 2)
    for at in range(len(values)):
        cells[at * step] = (GLYPHS.dot, "$line")
    team = None if seen.agreed is None else values.index(seen.agreed)
    if team is not None:
        for at in range(min(team, *places) * step, max(team, *places) * step):
            cells[at] = (GLYPHS.heavy, "$line")
    taken: dict[int, int] = {}
    drawn = [] if team is None else [(team, GLYPHS.now, "$current")]
    drawn += [(at, LETTERS[one.perspective], "bold") for at, one in zip(places, seen.views, strict=True)]
    for at, text, style in drawn:
        cells[at * step + taken.get(at, 0)] = (text, style)
        taken[at] = taken.get(at, 0) + 1
    return line(*cells).simplify()


# below the list ------------------------------------------------------------------------


def detail(shown: Shown, seen: Seen, width: int, *, most: int) -> list[Content]:
    """What the team agreed, what each perspective said, what is not shown, and what was written."""
    view, room = shown.view, width - LABEL - 1
    score = scores_held(view.framework, view.study.assessment)[seen.capability]
    team: Part = label("not scored yet") if seen.agreed is None else _level(view, seen, seen.agreed, room)
    rows = [_labelled("Team", team)]
    rows += [_labelled(HEADS[one.perspective], _said(view, seen, one, room)) for one in seen.views]
    if seen.hidden:
        who = " and ".join(f"{one}s" for one in seen.hidden)
        rows.append(_labelled("Not shown", label(f" {who}: fewer than {FEWEST} gave a level")))
    raters = view.study.assessment.raters
    # By their texts: the order of the raters would tell one from another.
    said = sorted(
        (said_by(score, raters, rater), " ".join(text.split())) for rater, text in score.comments.items()
    )
    return rows + _comments(said, room, most - len(rows))


def _labelled(name: str, part: Part) -> Content:
    return line(pad(label(name), LABEL), " ", part)


def _level(view: ResultsView, seen: Seen, value: float, room: int) -> Content:
    item = view.framework.capabilities[seen.capability]
    name = next((level.name for level in view.framework.levels_of(item) if level.value == value), "")
    return clip(line(level_chip(view, seen.capability, value), " ", name), room)


def _said(view: ResultsView, seen: Seen, one: View, room: int) -> Content:
    """The middle, how far off, and how many gave each level."""
    given = "  ".join(
        f"{mark(view, seen.capability, level)}{GLYPHS.times}{count}"
        for level, count in one.counts.items()
        if count
    )
    unknown = f"  x{GLYPHS.times}{one.unknown}" if one.unknown else ""
    middle = _level(view, seen, one.middle, room)
    return clip(line(middle, " ", apart(one), "   ", label(f"{given}{unknown}")), room)


def _comments(said: Sequence[tuple[str, str]], room: int, most: int) -> list[Content]:
    """As many comments as have room, each in up to two lines, and how many more there are."""
    rows: list[Content] = []
    for at, (who, text) in enumerate(said):
        left = len(said) - at
        lines = wrap_to(text, room - 1, 2)
        if len(rows) + len(lines) + (left > 1) > most:
            more = f"{counted(left, 'comment')} more: m on the score screen has all" if rows else ""
            return [*rows, _labelled("", label(f" {more}"))] if rows else _one_line(said, room, most)
        rows += [_labelled(who if place == 0 else "", f" {text}") for place, text in enumerate(lines)]
    return rows


def _one_line(said: Sequence[tuple[str, str]], room: int, most: int) -> list[Content]:
    """Where there is hardly any room: the first comment in one line, or nothing."""
    if most < 1:
        return []
    who, text = said[0]
    more = f"  {len(said) - 1} more" if len(said) > 1 else ""
    return [line(pad(label(who), LABEL), "  ", clip(text, room - len(more) - 1), label(more))]
