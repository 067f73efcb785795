"""The rows of the home screen: teams with now, target and gap; what waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from textual.content import Content

from maturity_tui.store.glance import Glance, TeamRow
from maturity_tui.ui.draw import (
    NAME,
    Column,
    Layout,
    dumbbell,
    dumbbell_axis,
    dumbbell_width,
    figure,
    fit,
    label,
    line,
    pad,
    percent,
    progress,
    score,
)
from maturity_tui.ui.draw.text import Part, width_of
from maturity_tui.ui.glyphs import GLYPHS

if TYPE_CHECKING:
    from maturity_tui.ui.waiting import Waiting

STEP = 4
OPENS = "enter"
BESIDE = ("dumbbell", "target", "gap", "lowest")


def bars_key(framework: str) -> Content:
    """What the teams are scored against, and what the marks of their bars mean."""
    return line(
        (framework, "$muted"), (f"   {GLYPHS.now} ", "$current"), ("now   ", "$muted"),
        (f"{GLYPHS.target} ", "$target"), ("target", "$muted"),
    )  # fmt: skip


def team_head(levels: Sequence[tuple[float, str]], seen: Glance, width: int) -> Content:
    """The headings over the teams."""
    return _layout(width, _names(seen), len(levels), tuple(f"{value:g}" for value, _ in levels)).head()


def team_row(row: TeamRow, seen: Glance, width: int) -> Content:
    """One team: how much is scored, now, target, gap, lowest, last change."""
    levels = seen.service.levels if seen.service else ()
    layout = _layout(width, _names(seen), len(levels), tuple(f"{value:g}" for value, _ in levels))
    main = seen.service is not None and row.framework == seen.service.framework
    title = (
        row.title if main or row.assessment is None else f"{row.title} · {row.framework.partition('@')[0]}"
    )
    if row.assessment is None:
        nothing = label(GLYPHS.nothing)
        return layout.row(
            {"team": (title, NAME), "scored": nothing, "now": nothing, "changed": label("not started")}
        )
    cells: dict[str, Part] = {
        "team": (title, NAME),
        "scored": _scored(row, layout),
        "changed": label(_when(row.changed_at)),
    }
    if row.kind == "skills":
        layout = layout.merged(*BESIDE)
        beside = label(_of_skills(row, layout.width_of(BESIDE[0])))
        return layout.row(cells | {"now": label(percent(row.score)), BESIDE[0]: beside})
    if main and layout.has("dumbbell"):
        cells["dumbbell"] = dumbbell(row.score, row.target, len(levels), step=STEP, low=levels[0][0])
    return layout.row(
        cells
        | {
            "now": (score(row.score), "bold"),
            "target": score(row.target),
            "gap": (score(row.gap), "bold $gap" if row.gap else "$muted"),
            "lowest": figure(row.floor, 0),
        }
    )


def _of_skills(row: TeamRow, room: int) -> str:
    """What the share of a skills framework is of, or why there is none."""
    if row.score is not None:
        words = "of skills at target", "at target"
    else:
        words = ("none has a target", "no target") if row.scored else ("nothing scored yet", "not scored")
    return words[0] if len(words[0]) <= room else words[1]


def _names(seen: Glance) -> tuple[str, ...]:
    main = seen.service.framework if seen.service else ""
    return tuple(
        row.title if row.framework in (main, "") else f"{row.title} · {row.framework.partition('@')[0]}"
        for row in seen.teams
    )


@lru_cache(maxsize=8)
def _layout(width: int, names: tuple[str, ...], levels: int, labels: tuple[str, ...]) -> Layout:
    columns = [
        Column("team", "Team", flex=False),
        Column("scored", "Scored", 12 if width > 90 else 7),
        Column("now", "Now", 4, "right"),
        Column("target", "Target", 6, "right"),
        Column("gap", "Gap", 4, "right"),
        Column("lowest", "Lowest", 6, "right", drop=2),
        Column("changed", "Last change", 13, "right", drop=1),
    ]
    if levels:
        columns.insert(
            3, Column("dumbbell", dumbbell_axis(labels, STEP), dumbbell_width(levels, STEP), drop=3)
        )
    return fit(columns, width, {"team": names})


def _scored(row: TeamRow, layout: Layout) -> Content:
    count = f"{row.scored}/{row.applicable}"
    if row.applicable and row.scored == row.applicable:
        return line(f"{count} ", (GLYPHS.scored, "$success"))
    if layout.width_of("scored") < 12:
        return line(count)
    return line(f"{count} ", progress(row.scored, row.applicable, layout.width_of("scored") - len(count) - 1))


def _when(changed_at: str) -> str:
    """A moment as people say it: today 14:02, yesterday, 18 Nov, 18 Nov 2025."""
    try:
        moment = dt.datetime.fromisoformat(changed_at).astimezone()
    except ValueError:
        return GLYPHS.nothing
    days = (dt.datetime.now().astimezone().date() - moment.date()).days
    if days == 0:
        return f"today {moment:%H:%M}"
    if days == 1:
        return "yesterday"
    same_year = moment.year == dt.date.today().year
    return f"{moment.day} {moment:%b}" if same_year else f"{moment.day} {moment:%b %Y}"


def name_width(items: Sequence[Waiting]) -> int:
    """The cells that the names of what waits take."""
    return max((width_of(item.title) for item in items), default=0)


def waiting_row(item: Waiting, names: int, width: int) -> Content:
    """One line of what waits: its mark, whose it is, what it is, and the key that opens it."""
    mark = line((item.mark, "$warning" if item.warns else "$primary"))
    name = pad((item.title, NAME), min(names, width // 2))
    room = width - name.cell_length - len(OPENS) - 6
    text = next((words for words in item.words if width_of(words) <= room), item.words[-1])
    return line(mark, " ", name, "  ", pad(text, room), "  ", (OPENS, "bold $text-primary"))
