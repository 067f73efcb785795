"""Screens made of the shared widgets with made-up figures: for tests, and to look at."""

from __future__ import annotations

from typing import Any

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from maturity_tui.ui import themes
from maturity_tui.ui.base import MaturityScreen, styles
from maturity_tui.ui.draw import (
    NAME,
    Column,
    Fan,
    HeatCell,
    RoadmapRow,
    apart,
    axis,
    bar,
    big_figure,
    chip,
    dumbbell,
    dumbbell_axis,
    fan,
    fan_key,
    fit,
    heat_row,
    key_strip,
    line,
    pad,
    progress,
    roadmap_axis,
    roadmap_key,
    roadmap_row,
    score,
    spread,
    thin_bar,
)
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.keys import bind
from maturity_tui.ui.widgets.level_ladder import LadderRow, LadderView, LevelLadder
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row_list import Row, RowList
from maturity_tui.ui.widgets.tab_strip import TabStrip

LEVELS = ("Not started", "Ad hoc", "Emerging", "Established", "Managed", "Leading")
DIGITS = tuple("012345")
VALUES = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0)
TEXTS = (
    "Nobody has said what leading a digital team involves; posts go to the longest serving.",
    "Some leaders help; most hand out tasks, and blockers stay with whoever found them.",
    "Leaders share a direction in some teams; blockers are raised but often wait for months.",
    "Every team knows its direction, and blockers are cleared or answered within two weeks.",
    "Leaders are coached, teams rate them twice a year, and the results change how they work.",
    "Leadership is shared; people grow into it here, and others come to learn from us.",
)
TEAMS = (
    ("Service operations", 58, 2.6, 3.5, "0", "today 14:02"),
    ("Digital services", 41, 2.9, 4.0, "1", "today 13:40"),
    ("Infrastructure and cloud", 59, 2.4, 3.4, "1", "yesterday"),
    ("Cyber security", 59, 3.1, 4.0, "2", "18 Nov"),
    ("Programme delivery", 59, 2.1, 3.4, "0", "17 Nov"),
    ("Business partnering", 55, 1.9, 3.2, "1", "12 Nov"),
    ("Data and insight", 0, None, 3.8, "", "not started"),
)


def ladder_view(**changes: Any) -> LadderView:
    marks = {
        1: "users say 1",
        2: ("suggested", "$text-primary"),
        4: line((GLYPHS.target, "$target"), (" target", "$gap")),
    }
    votes = (0, 1, 3, 1, 1, 0)
    rows = [
        LadderRow(float(v), str(v), LEVELS[v], TEXTS[v], v, votes[v], (marks[v],) if v in marks else ())
        for v in range(6)
    ]
    return LadderView(rows, **{"count": 6, "cursor": 2.0, **changes})


class Home(MaturityScreen):
    HELP = "Each row is a team: blue is where it is now, gold is where it wants to be."
    BINDINGS = [bind("results"), bind("what-if"), bind("people"), bind("frameworks"), bind("new")]

    def body(self) -> ComposeResult:
        yield Static("", id="top")
        with Pane("Teams", id="teams"):
            yield RowList(id="rows", airy=True, open_label="score")

    def on_mount(self) -> None:
        self.set_path("Northwick City Council")
        self.set_state(("autumn 2026 · 7 teams", "$muted"))
        self.watch_wide(self.wide)
        self.query_one(RowList).set_rows(
            [Row(team[0], lambda width, team=team: self.row(team, width)) for team in TEAMS],
            head=lambda width: self.layout_for(width).head(),
        )
        self.query_one(RowList).focus()

    def watch_wide(self, wide: bool) -> None:
        names = [f"{d} {n}" for d, n in zip(DIGITS, LEVELS, strict=True)]
        figure = big_figure("2.5")
        rows = [
            line(pad(figure[0], 24), "now ", ("2.5", "bold"), "  target ", ("3.6", "bold $gap")),
            line(pad(figure[1], 24), bar(2.5, 3.6, 75)),
            line(pad(figure[2], 24), axis(75, names, 2)),
        ]
        small = [
            line(("2.5", "bold $text-current"), " → ", ("3.6", "bold $gap"), "      ", bar(2.5, 3.6, 58))
        ]
        self.query_one("#top", Static).update(Content("\n").join(rows if wide else small))

    def layout_for(self, width: int) -> Any:
        columns = [
            Column("name", "Team", flex=True),
            Column("scored", "Scored", 12),
            Column("now", "Now", 4, "right"),
            Column("bar", dumbbell_axis(DIGITS), 26, drop=3, gap=3),
            Column("target", "Target", 6, "right"),
            Column("gap", "Gap", 4, "right"),
            Column("low", "Lowest", 6, "right", drop=2),
            Column("when", "Last change", 11),
        ]
        return fit(columns, width, {"name": [team[0] for team in TEAMS]})

    def row(self, team: Any, width: int) -> Content:
        name, done, now, target, low, when = team
        gap = None if now is None else target - now
        return self.layout_for(width).row({
            "name": (name, NAME),
            "scored": line(f"{done}/59 ", progress(done, 59, 6) if done < 59 else GLYPHS.scored),
            "now": (score(now), "bold"),
            "bar": dumbbell(now, target),
            "target": score(target),
            "gap": (score(gap), "bold $gap"),
            "low": low,
            "when": (when, "$muted"),
        })  # fmt: skip


class Score(MaturityScreen):
    BINDINGS = [
        bind("not-applicable"),
        bind("votes"),
        bind("target"),
        bind("evidence"),
        bind("confidence"),
        bind("idea"),
    ]

    def body(self) -> ComposeResult:
        with Horizontal(id="pair"):
            with Pane("Areas", id="areas", count="10 of 59 scored"):
                yield RowList(id="list")
            with Pane("B3 Leadership", id="one", count="capability 10 of 59"):
                yield Static(
                    Content("Do leaders set direction and remove blockers, or hand out tasks?"), id="question"
                )
                yield LevelLadder(id="ladder")

    def on_mount(self) -> None:
        self.set_path("Northwick City Council", "Data and insight", "autumn 2026")
        self.saved("14:02:11")
        rows = [
            Row(
                "a",
                lambda w: apart(
                    line(("A ", "$muted"), "Strategy and governance"), line(("2.4", "bold"), " 7/7"), w
                ),
                True,
                0,
            ),
            Row.blank(),
            Row(
                "b",
                lambda w: apart(line(("B ", "$primary"), ("People, skills and change", "bold")), "3/9", w),
                True,
                0,
            ),
            Row(
                "b1",
                lambda w: apart(
                    line((GLYPHS.scored, "$success"), (" Workforce planning", NAME)), chip(6, 2), w
                ),
            ),
            Row(
                "b2",
                lambda w: apart(
                    line((GLYPHS.scored, "$success"), (" Learning and careers", NAME)), chip(6, 1), w
                ),
            ),
            Row("b3", lambda w: apart(line((GLYPHS.here, "$primary"), (" Leadership", NAME)), "", w)),
            Row("b4", lambda w: apart(line((GLYPHS.partly), (" Culture and wellbeing", NAME)), "", w)),
            Row(
                "b5",
                lambda w: apart(line((GLYPHS.scored, "$success"), (" Recruitment", NAME)), chip(6, 3), w),
            ),
            Row(
                "b6",
                lambda w: apart(line((f"{GLYPHS.not_applicable} Roles", "$muted")), ("n/a", "$muted"), w),
            ),
        ]
        self.query_one("#list", RowList).set_rows(rows, cursor="b3")
        self.query_one(LevelLadder).show(ladder_view())
        self.watch_wide(self.wide)
        self.query_one(LevelLadder).focus()

    def watch_wide(self, wide: bool) -> None:
        self.query_one(LevelLadder).wide = wide


class Charts(MaturityScreen):
    TABS = (("overview", "Overview"), ("heat", "Heat map"), ("fan", "What-if"))

    def body(self) -> ComposeResult:
        yield TabStrip(self.TABS, "overview")
        with Vertical():
            yield Static("", id="text")

    def on_mount(self) -> None:
        self.set_path("Northwick City Council", "Service operations", "autumn 2026")
        self.set_state(("weighted mean · 58 of 59 scored", "$muted"))
        self.query_one(TabStrip).focus()
        self.show("overview")

    def on_tab_strip_changed(self, event: TabStrip.Changed) -> None:
        self.show(event.tab)

    def show(self, tab: str) -> None:
        lines = {"overview": self.overview, "heat": self.heat, "fan": self.fan}[tab]()
        self.query_one("#text", Static).update(Content("\n").join(lines))

    def overview(self) -> list[Content]:
        draw, width = (bar, 45) if self.wide else (thin_bar, 26)
        lines = [line(" " * 26, axis(width, DIGITS)), Content("")]
        for name, now, target in (
            ("Strategy and governance", 2.4, 3.5),
            ("People, skills and change", 2.0, 3.5),
            ("Data", 4.2, 3.5),
        ):
            lines += [line(name.ljust(26), draw(now, target, width), "  ", spread([0, 2, 5, 3, 1, 0]))] + [
                Content("")
            ] * self.wide
        return lines

    def heat(self) -> list[Content]:
        cells = [HeatCell(value, str(int(value) - 1)) for value in (2.4, 2.0, 3.2, 1.6, 4.9, 0.3)]
        lines = []
        for at in range(3):
            row = cells[at:] + cells[:at] + [HeatCell(None)]
            lines += heat_row(
                row, VALUES, cursor=2 if at == 1 else None, size=8 if self.wide else 5, fills=self.fills
            )
        return [*lines, Content(""), key_strip(LEVELS, DIGITS, self.size.width - 6)]

    def fan(self) -> list[Content]:
        likely = [2.6, 2.62, 2.7, 2.8, 2.9, 2.97, 3.02, 3.07, 3.1]
        inner = ([v - 0.012 * i for i, v in enumerate(likely)], [v + 0.012 * i for i, v in enumerate(likely)])
        outer = ([v - 0.035 * i for i, v in enumerate(likely)], [v + 0.025 * i for i, v in enumerate(likely)])
        quarters = [(f"Q{index % 4 + 1}", str(2027 + index // 4)) for index in range(8)]
        chart = Fan(likely, 3.5, inner, outer, quarters)
        lines = fan(chart, 70, 18 if self.wide else 9, fills=self.fills)
        rows = [roadmap_row(RoadmapRow(0, 1.8), 8), roadmap_row(RoadmapRow(2, 4.6, 7), 8)]
        return [*lines, fan_key(bands=2 if self.wide else 1, fills=self.fills), Content(""), *rows,
                roadmap_axis([q for q, _ in quarters]), roadmap_key()]  # fmt: skip


class Gallery(App[None]):
    """One of the screens above."""

    CSS_PATH = styles()
    CSS = """
    #areas { width: 40; } .-narrow #areas { display: none; } #pair { height: 1fr; }
    #question { height: auto; margin: 0 0 1 0; text-style: bold; }
    #text { height: 1fr; padding: 0 3; } .-narrow #text { padding: 0 1; }
    #top { height: auto; padding: 0 3; margin: 0 0 1 0; } .-narrow #top { padding: 0 1; }
    """
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, screen: type[MaturityScreen] = Home, theme: str = themes.DEFAULT) -> None:
        super().__init__()
        self._first = screen
        themes.register(self, theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.variable_defaults()

    def on_mount(self) -> None:
        self.push_screen(self._first())


def home(theme: str = themes.DEFAULT) -> Gallery:
    return Gallery(Home, theme)


def scoring(theme: str = themes.DEFAULT) -> Gallery:
    return Gallery(Score, theme)


def charts(theme: str = themes.DEFAULT) -> Gallery:
    return Gallery(Charts, theme)


class Dialogs(Home):
    """Home, with dialogs on its keys."""

    def action_results(self) -> None:
        from maturity_tui.ui.widgets.prompt import Prompt

        hint = "A digit for each vote, x for does not know: 1 2 2 3 x"
        prompt = Prompt("Votes for B3 Leadership", hint=hint, check=lambda text: "Votes are digits.")
        self.app.push_screen(prompt)

    def action_people(self) -> None:
        from maturity_tui.ui.widgets.form_dialog import Field, FormDialog

        sure = (("low", "low"), ("medium", "medium"), ("high", "high"))
        fields = [
            Field("what", "What it shows", value="Staff survey", hint="In a few words"),
            Field("sure", "How sure", "choice", "medium", sure),
            Field("note", "Note", "lines"),
            Field("open", "May be shared", "checkbox", True),
        ]
        self.app.push_screen(FormDialog("Evidence", fields))

    def action_frameworks(self) -> None:
        self.notice("Three votes were not read: 7 is not a level.", "warning")


def dialogs(theme: str = themes.DEFAULT) -> Gallery:
    return Gallery(Dialogs, theme)
