"""Any text in any field, on every screen: it is shown as text, it fits, and nothing breaks."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from textual.content import Content
from textual.pilot import Pilot

from maturity_tui.analysis.inputs.interventions import InputLibrary, Intervention
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.frameworks.models import Framework
from maturity_tui.store import Store
from maturity_tui.ui.screens.home.screen import HomeScreen
from tests.ui.council import NARROW, WIDE, app_on, seen, shows, until

pytestmark = [pytest.mark.ui, pytest.mark.store]

# What is shown is looked for; of the rest only that it fits.
SHORT = ("[/]", "[bold", "=1+1", "<script>", "[link=a]b[/link] ] [", "$primary {0} %s \\[")
KINDS = {
    "short": SHORT,
    "escapes": (
        "\x1b[2Jcleared",
        "a\x1b]0;title\x07b",
        "\x9b31mred",
        "tab\there",
        "two\nlines",
        "back\x08space",
    ),
    "long": ("x" * 10_000, "many words " * 900, "[" * 10_000),
    "wide": (
        "日本語の組織名" * 12,
        "שלום עולם مرحبا بالعالم",
        "👩‍👩‍👧‍👦🇬🇧 e\u0301\u0301\u0301 ﷽",
        "\u202edesrever\u202c",
        "ｆｕｌｌ 한국어",
    ),
}
ONE = "org/round/team/own"
ITEMS = ("a.one", "a.two", "a.three", "b.one")


def own_database(path: Path, texts: tuple[str, ...], turn: int) -> str:
    """A database in which every field that takes text holds one of these."""
    source = cycle(texts[turn % len(texts) :] + texts[: turn % len(texts)])

    def text() -> str:
        return next(source)

    def capability(item: str) -> dict[str, Any]:
        return {
            "id": item, "title": text(), "question": text(), "levels": {level: text() for level in range(4)},
            "evidence": [text(), text()], "references": [{"standard": text(), "ref": text()}],
        }  # fmt: skip

    framework = Framework.model_validate(
        {
            "id": "own", "version": "1", "title": text(),
            "licence": {"name": text(), "attribution": text(), "url": text()},
            "scale": [{"value": level, "name": text(), "meaning": text()} for level in range(4)],
            "areas": [
                {"id": "a", "title": text(), "capabilities": [capability(item) for item in ITEMS[:3]]},
                {"id": "b", "title": text(), "capabilities": [capability(ITEMS[3])]},
            ],
        }
    )  # fmt: skip
    owner = Organisation.model_validate(
        {
            "id": "org", "title": text(),
            "teams": [{"id": "team", "title": text()}, {"id": "other", "title": text()}],
            "ambition": [{"id": "theme", "title": text(), "targets": {"a": 3}}],
        }
    )  # fmt: skip
    score = {
        "ratings": {"t1": 0, "t2": 3, **{f"u{at}": 1 for at in range(6)}}, "agreed": 1,
        "evidence": [{"what": text(), "when": "2020-01-01", "owner": text(), "link": text()}],
        "comments": {"t1": text(), "u1": text()}, "note": text(),
    }  # fmt: skip
    assessment = Assessment.model_validate(
        {
            "id": ONE, "team": "team", "round": {"id": "round", "title": text(), "from": "2026-10-01"},
            "framework": {"id": "own", "version": "1"}, "scope": "all",
            "raters": {"t1": "team", "t2": "team", **{f"u{at}": "user" for at in range(6)}},
            "scores": {"a.one": score, "a.two": {"not_applicable": text()}, "b.one": {"agreed": 2, "target": 3}},
            "ideas": [{"kind": "blocker", "about": "a.one", "text": text()}, {"about": "a.one", "text": text()}],
        }
    )  # fmt: skip
    inputs = [
        Intervention.model_validate(
            {
                "id": f"training.own-{at}", "kind": "training", "title": text(), "cost": {"once": 1000},
                "effects": [{"capability": item, "share": [0.1, 0.2, 0.3]} for item in ITEMS],
                "basis": {"note": text(), "source": text()},
            }
        )
        for at in range(2)
    ]  # fmt: skip
    scenario = Scenario.model_validate(
        {"id": "plan", "title": text(), "baseline": {"round": "round"}, "start": "2027-Q1"}
    )
    with Store.open(str(path)) as store:
        store.save_organisation(owner)
        store.create(assessment, framework)
        store.save_inputs(InputLibrary(inputs=tuple(inputs)))
        store.save_scenario(scenario)
    return str(path)


class Walk:
    """Goes through the screens, looks at each, and remembers what was shown."""

    def __init__(self, pilot: Pilot[Any], size: tuple[int, int]) -> None:
        self.pilot, self.size, self.shown = pilot, size, ""

    async def look(self, *keys: str) -> None:
        """Press the keys, and look at the screen after each."""
        for key in ("", *keys):
            if key:
                await self.pilot.press(key)
            await self.pilot.pause()
            text = seen(self.pilot)
            assert not {letter for letter in text if letter != "\n" and not letter.isprintable()} & HARMFUL, (
                key
            )
            assert all(Content(row).cell_length <= self.size[0] for row in text.splitlines()), key
            self.shown += text

    async def home(self) -> None:
        for _ in range(8):
            if isinstance(self.pilot.app.screen, HomeScreen):
                break
            await self.pilot.press("escape")
            await self.pilot.pause()
        await until(self.pilot, lambda: isinstance(self.pilot.app.screen, HomeScreen), "home")


HARMFUL = {chr(code) for code in (*range(32), *range(127, 160), 0x202E, 0x202A, 0x2066)}


async def walk(pilot: Pilot[Any], size: tuple[int, int]) -> str:
    """Every screen and every dialog of it; what they showed."""
    way = Walk(pilot, size)
    await shows(pilot, "2/3")
    await way.look("down", "up", "tab", "down", "shift+tab", "question_mark", "escape", "ctrl+p", "escape")
    for key in ("n", "x"):
        await pilot.press(key)
        await until(pilot, lambda: not isinstance(pilot.app.screen, HomeScreen))
        await way.look("tab")
        await way.home()
    await pilot.press("enter")
    await shows(pilot, "0–3 score")
    await way.look("z", "z", "left", "left", "left", "left")
    for keys in (
        "v",
        "t",
        "e",
        "e enter",
        "b",
        "b enter",
        "m",
        "m down enter",
        "i",
        "minus",
        "question_mark",
    ):
        await way.look(*keys.split())
        await pilot.press("escape", "escape")
        if isinstance(pilot.app.screen, HomeScreen):
            await pilot.press("enter")
            await shows(pilot, "0–3 score")
    await way.home()
    await pilot.press("r")
    await shows(pilot, "2 of 3 scored")
    await way.look(
        "i", "escape", "enter", "down", "i", "escape", "z", "z", "tab", "right", "i", "escape", "enter"
    )
    await way.look("escape", "tab", "i", "escape", "t", "t")
    await way.home()
    await pilot.press("f")
    await shows(pilot, "Digital strategy")
    rows = pilot.app.screen.query_one("#rows")
    rows.move_to("own@1")  # type: ignore[attr-defined]
    await way.look("enter", "down", "down", "tab", "pagedown", "tab")
    await way.home()
    await pilot.press("w")
    await until(pilot, lambda: "£k" in seen(pilot))
    await way.look(
        "space", "down", "i", "escape", "tab", "tab", "tab", "S", "escape", "question_mark", "escape"
    )
    await way.home()
    return way.shown


CASES = [
    ("short", 0, NARROW), ("short", 1, WIDE), ("escapes", 0, NARROW), ("long", 0, NARROW), ("long", 1, WIDE),
    ("wide", 0, WIDE), ("wide", 1, NARROW),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "turn", "size"), CASES)
async def test_any_text_in_every_field_is_only_text(
    tmp_path: Path, kind: str, turn: int, size: tuple[int, int]
) -> None:
    path = own_database(tmp_path / "own.db", KINDS[kind], turn)
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        shown = await walk(pilot, size)
    app.keeper.close()
    if kind == "short":
        assert [text for text in SHORT if text not in shown] == []
    if kind == "wide":
        assert "日本語" in shown
        assert "desrever" in shown
    with Store.open(path) as store:
        assert store.check() == ()
