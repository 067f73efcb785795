"""A small council to talk about: two areas, five capabilities, one with answers of its own; and a skills framework."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.frameworks.models import Framework
from maturity_tui.store import Store
from maturity_tui.workshop.plain.answers import answered, not_kept
from maturity_tui.workshop.plain.conversation import begin, reply
from maturity_tui.workshop.plain.desk import PlainDesk
from maturity_tui.workshop.plain.state import Reply
from maturity_tui.workshop.setup import Order

ID = "org/2026-autumn/left/small"
RATERS = {"t1": "team", "t2": "team"} | {f"u{at}": "user" for at in range(1, 6)} | {"s1": "stakeholder"}
LEVELS = ("None", "Some", "Much", "All")


def small_framework(version: str = "1", **changes: Any) -> Framework:
    """Two areas; b.two has answers of its own."""
    scale = [{"value": value, "name": name} for value, name in enumerate(LEVELS)]
    texts = {
        0: "Nobody does it.",
        2: "Most people do it most of the time, and those who do not can say why that is.",
    }
    first = [
        {"id": f"a.{name}", "title": f"Number {name}", "levels": texts, "core": name != "three"}
        for name in ("one", "two", "three")
    ]
    answers = [{"value": 0, "text": "No"}, {"value": 0.25, "text": "A little"}]
    second = [
        {"id": "b.one", "title": "Other one"},
        {"id": "b.two", "title": "Other two", "answers": answers},
    ]
    data = {
        "id": "small", "version": version, "title": "A small framework", "licence": {"name": "CC0"}, "scale": scale,
        "areas": [
            {"id": "a", "title": "Area A", "capabilities": first},
            {"id": "b", "title": "Area B", "capabilities": second},
        ],
    }  # fmt: skip
    return Framework.model_validate(data | changes)


def skills_framework() -> Framework:
    """Skills at four levels, whose names begin with A, W, P and E."""
    names = ("Awareness", "Working", "Practitioner", "Expert")
    return small_framework(
        id="craft", kind="skills", scale=[{"value": at, "name": name} for at, name in enumerate(names, start=1)],
        areas=[{"id": "a", "title": "Area A", "capabilities": [{"id": "a.one", "title": "Skill one"},
                                                               {"id": "a.two", "title": "Skill two"}]}],
    )  # fmt: skip


def an_assessment(framework: Framework, round_id: str = "2026-autumn", **fields: Any) -> Assessment:
    """By one team."""
    data = {
        "id": f"org/{round_id}/left/{framework.id}", "team": "left", "raters": RATERS,
        "round": {"id": round_id, "title": round_id.title(), "from": f"{round_id[:4]}-10-01"},
        "framework": {"id": framework.id, "version": framework.version},
    }  # fmt: skip
    return Assessment.model_validate(data | fields)


def council(path: Path | str, framework: Framework | None = None, before: Any = None, **fields: Any) -> Store:
    """A store with one assessment, and with the round before where its scores are given."""
    chosen = framework or small_framework()
    store = Store.open(str(path))
    themes = [{"id": "better", "title": "Better", "targets": {"a": 3}}]
    teams = [{"id": "left", "title": "Left [/] team"}]
    store.save_organisation(
        Organisation.model_validate(
            {"id": "org", "title": "An organisation", "teams": teams, "ambition": themes}
        )
    )
    if before is not None:
        store.create(an_assessment(chosen, "2025-autumn", scores=before), chosen)
    store.create(an_assessment(chosen, **fields), chosen)
    return store


class Talking:
    """A conversation with a store, without a command line."""

    def __init__(self, store: Store, id: str = ID, order: Order | None = None, core: bool = False) -> None:
        self.desk = PlainDesk(store, id, order, core)
        self.last: Reply = begin(self.desk.read())

    @property
    def here(self) -> str:
        return self.last.state.here

    @property
    def text(self) -> str:
        """What was said last."""
        return "\n".join(self.last.said)

    def say(self, *lines: str) -> str:
        """Say lines; what is answered to the last."""
        from maturity_tui.store import StoreError

        for line in lines:
            self.last = reply(self.last.state, line)
            if (wish := self.last.wish) is not None:
                state = self.last.state
                try:
                    self.last = answered(state, wish, self.desk.do(wish, state.sheet))
                except StoreError as error:
                    self.last = not_kept(state, str(error), self.desk.read())
        return self.text

    def refused(self, *lines: str) -> str:
        """Say lines, the last of which is refused and changes nothing."""
        self.say(*lines[:-1])
        before, here = self.desk.store.assessment(self.desk.id), self.here
        said = self.say(lines[-1])
        assert self.last.refused, said
        assert (self.desk.store.assessment(self.desk.id), self.here) == (before, here)
        return said

    @property
    def held(self) -> Assessment:
        return self.desk.store.assessment(self.desk.id)


def agreed(assessment: Assessment, items: Sequence[str]) -> list[Any]:
    """The agreed scores of some capabilities."""
    return [assessment.score(item).agreed for item in items]
