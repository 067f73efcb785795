"""What `run.py` measures inside a fresh process: prints CPU milliseconds of one function, the best of several turns."""

from __future__ import annotations

import contextlib
import math
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from maturity_tui.analysis.projection.model import Model
    from maturity_tui.analysis.scenarios.choices import ChosenInput
    from maturity_tui.assessments.models import Assessment
    from maturity_tui.assessments.organisation import Organisation
    from maturity_tui.frameworks import Framework

INPUTS, CELLS, QUARTERS, BANDS = 60, 150, 12, 5


def framework_of(count: int) -> Framework:
    """A made-up framework of so many capabilities, in areas of ten."""
    from maturity_tui.frameworks import Framework

    items = [
        {
            "id": f"c{n}",
            "title": f"Capability {n}",
            "question": "How do we do it?",
            "levels": {v: f"Words for level {v} of item {n}." for v in range(6)},
        }
        for n in range(count)
    ]
    areas = [
        {"id": f"a{n}", "title": f"Area {n}", "capabilities": items[n * 10 : n * 10 + 10]}
        for n in range((count + 9) // 10)
    ]
    return Framework.model_validate(
        {
            "schema": "maturity/framework@1", "id": "made", "version": "1", "title": "Made up",
            "licence": {"name": "none"}, "areas": areas,
            "scale": [{"value": v, "name": f"Level {v}"} for v in range(6)],
        }
    )  # fmt: skip


def organisation() -> Organisation:
    """One team."""
    from maturity_tui.assessments.organisation import Organisation

    return Organisation.model_validate(
        {
            "schema": "maturity/organisation@1",
            "id": "made",
            "title": "Made up",
            "teams": [{"id": "t1", "title": "Team 1"}],
        }
    )


def assessment_of(framework: Framework, *, agreed: bool = True) -> Assessment:
    """An assessment of everything, by eight raters; what they agreed on is left out on request."""
    from maturity_tui.assessments.models import Assessment

    dice = random.Random(1)
    raters = {f"t{n}": "team" for n in range(1, 9)}
    scores = {
        item: {
            "agreed": dice.randint(0, 5) if agreed else None,
            "target": 4,
            "ratings": {rater: dice.randint(0, 5) for rater in raters},
        }
        for item in framework.capabilities
    }
    return Assessment.model_validate(
        {
            "id": "made/r1/t1/made", "team": "t1", "round": {"id": "r1", "title": "Round 1"},
            "framework": {"id": "made", "version": "1"}, "raters": raters, "scores": scores,
        }
    )  # fmt: skip


def assessment_of_skills(framework: Framework) -> Assessment:
    """An assessment of every skill, by eight raters, each at one of the levels that are defined for it."""
    from maturity_tui.assessments.models import Assessment

    dice = random.Random(1)
    raters = {f"t{n}": "team" for n in range(1, 9)}
    scores = {}
    for id, skill in framework.capabilities.items():
        levels = [level.value for level in framework.levels_of(skill)]
        ratings = {rater: dice.choice(levels) for rater in raters}
        scores[id] = {"agreed": dice.choice(levels), "target": levels[-1], "ratings": ratings}
    return Assessment.model_validate(
        {
            "id": f"made/r1/t1/{framework.id}", "team": "t1", "round": {"id": "r1", "title": "Round 1"},
            "framework": {"id": framework.id, "version": framework.version}, "raters": raters, "scores": scores,
        }
    )  # fmt: skip


def best(function: Callable[[], object], turns: int = 20) -> float:
    """CPU milliseconds of the quickest turn, after a first one that warms what is kept."""
    function()
    quickest = math.inf
    for _ in range(turns):
        began = time.process_time()
        function()
        quickest = min(quickest, time.process_time() - began)
    return quickest * 1e3


def once(function: Callable[[], object]) -> float:
    """CPU milliseconds of the first turn: nothing is warm."""
    began = time.process_time()
    function()
    return (time.process_time() - began) * 1e3


def load_yaml() -> float:
    """Every shipped framework from YAML, checked; pydantic and PyYAML are imported already."""
    from maturity_tui.frameworks import load_framework
    from maturity_tui.store.place import shipped_folder

    paths = [
        p
        for p in sorted(shipped_folder("frameworks").glob("*/*.yaml"))
        if p.stem not in ("inputs", "standards") and p.parent.name != "crosswalks"
    ]
    return once(lambda: [load_framework(path) for path in paths])


def load_cache() -> float:
    """The same through the catalogue's compiled cache, filled by a catalogue before it."""
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp()
    from maturity_tui.store import Catalogue

    def everything() -> None:
        catalogue = Catalogue()
        for entry in catalogue.entries():
            catalogue.load(f"{entry.id}@{entry.version}")

    everything()
    return best(everything, 5)


def two_megabytes() -> float:
    """A framework of 2 MB of YAML, read and checked; pydantic and PyYAML are imported already."""
    from pathlib import Path

    from maturity_tui.frameworks import load_framework, to_yaml

    path = Path(tempfile.mkdtemp()) / "large.yaml"
    path.write_text(to_yaml(framework_of(5400)))
    assert path.stat().st_size >= 2_000_000
    return once(lambda: load_framework(path))


def samm_folder() -> float:
    """A folder of OWASP SAMM's shape, 302 files of made-up text, read and checked; PyYAML is imported already."""
    from pathlib import Path

    from maturity_tui.frameworks.sources import read_source

    folder = made_up_samm(Path(tempfile.mkdtemp()))
    return once(lambda: read_source(folder))


def made_up_samm(root: Path) -> Path:
    """Functions, practices, levels, streams, activities and questions, joined by ids of 32 digits."""
    count = 0

    def write(kind: str, **keys: object) -> str:
        nonlocal count
        count += 1
        (root / "model" / kind).mkdir(parents=True, exist_ok=True)
        lines = [f"{key}: {value}" for key, value in {"id": f"{count:032x}", **keys}.items()]
        (root / "model" / kind / f"{count}.yml").write_text("---\n" + "\n".join(lines) + "\n")
        return f"{count:032x}"

    answers = [
        f"\n- {{text: Answer {n}, value: {value}, weight: 1, order: {n}}}"
        for n, value in enumerate((0, 0.25, 0.5, 1))
    ]
    answered = write("answer_sets", values="".join(answers))
    levels = [write("maturity_levels", number=n, description="Some words.") for n in (1, 2, 3)]
    for f in range(5):
        function = write("business_functions", name=f"Function {f}", description="Some words.", order=f)
        for p in range(3):
            name = f"{f}{p}"
            practice = write(
                "security_practices", function=function, name=f"Practice {name}", shortName=name, order=p
            )
            steps = [
                write("practice_levels", practice=practice, maturityLevel=level, objective="Some words.")
                for level in levels
            ]
            for letter in "AB":
                stream = write(
                    "streams", practice=practice, name=f"Stream {name}{letter}", letter=letter, order=1
                )
                for step in steps:
                    activity = write(
                        "activities", stream=stream, level=step, title=f"Activity {count}",
                        longDescription="|\n  " + "Some words in a row. " * 40,
                    )  # fmt: skip
                    write("questions", activity=activity, answerSet=answered, text="Do you?", order=1)
    return root


def search() -> float:
    """One keystroke's search over more than 10,000 items."""
    from maturity_tui.ui.screens.frameworks.index import build, search

    index = build([framework_of(10_500)])
    return best(lambda: search(index, "level 3"), 5)


def rollup() -> float:
    """Roll-up of one assessment of 150 capabilities and eight raters."""
    from maturity_tui.assessments.rollup import roll_up

    framework = framework_of(150)
    assessment = assessment_of(framework)
    return best(lambda: roll_up(framework, assessment))


def plain_loop() -> float:
    """The baseline of `rollup`: a mean of means of floats, with no fractions, coverage or rules."""
    framework = framework_of(150)
    assessment = assessment_of(framework)

    def means() -> float:
        areas = []
        for area in framework.areas:
            levels = [float(assessment.score(item.id).agreed or 0) for item in area.each_capability()]
            areas.append(sum(levels) / len(levels))
        return sum(areas) / len(areas)

    return best(means)


def refusals() -> float:
    """100 KB of nested brackets, and a file of 50 MB, refused at the door."""
    from pathlib import Path

    from maturity_tui.frameworks import FrameworkError
    from maturity_tui.frameworks.door import read_file

    folder = Path(tempfile.mkdtemp())
    (folder / "deep.yaml").write_text("[" * 100_000)
    (folder / "large.yaml").write_bytes(b"a: 1\n" * 10_000_000)

    def both() -> None:
        for path in folder.iterdir():
            with contextlib.suppress(FrameworkError):
                read_file(path)

    return once(both)


def spreadsheet() -> float:
    """An xlsx gap report of 150 capabilities and eight raters, XlsxWriter imported already."""
    import datetime as dt

    from maturity_tui.reports import Material, build_report
    from maturity_tui.reports.write import render

    framework = framework_of(150)
    owner = organisation()
    material = Material(owner, ((assessment_of(framework), framework),), dt.datetime.now(dt.UTC))
    return best(lambda: render(build_report(material), "xlsx"), 3)


def sixty() -> tuple[Model, list[ChosenInput]]:
    """60 chosen inputs of three kinds on 150 cells over 12 quarters, the model prepared."""
    from maturity_tui.analysis.assumptions.assumptions import Assumptions
    from maturity_tui.analysis.inputs.interventions import Intervention
    from maturity_tui.analysis.projection.baseline import baseline_of
    from maturity_tui.analysis.projection.model import Model
    from maturity_tui.analysis.scenarios.choices import ChosenInput
    from maturity_tui.analysis.scenarios.scenario import quarters_from

    framework = framework_of(CELLS)
    baseline = baseline_of(framework, [(assessment_of(framework), ())])
    dice = random.Random(2)
    kinds = ("training", "capacity", "technology")
    inputs = [
        Intervention.model_validate(
            {
                "id": f"i{n}", "kind": kinds[n % 3], "title": f"Input {n}", "probability": 0.85,
                "effects": [{"capability": f"c{dice.randrange(CELLS)}", "share": [0.1, 0.2, 0.3]} for _ in range(4)],
            }
        )
        for n in range(INPUTS)
    ]  # fmt: skip
    quarters = quarters_from("2027-Q1", QUARTERS)
    chosen = [ChosenInput(item, quarters[n % 6]) for n, item in enumerate(inputs)]
    return Model(baseline, quarters, Assumptions.default()), chosen


def toggle() -> float:
    """One projection of 60 inputs on 150 cells over 12 quarters, the baseline prepared once."""
    from maturity_tui.analysis.projection.projection import project

    model, chosen = sixty()
    return best(lambda: project(model, chosen))


def sampling() -> float:
    """8,192 draws of the same with all quantiles of every node, SciPy warm."""
    from maturity_tui.analysis.uncertainty.sample import sample

    model, chosen = sixty()
    return best(lambda: sample(model, chosen), 3)


def sampling_memory() -> float:
    """The megabytes that those draws take at most, above what was held before."""
    import tracemalloc

    from maturity_tui.analysis.uncertainty.sample import sample

    model, chosen = sixty()
    sample(model, chosen)
    tracemalloc.start()
    sample(model, chosen)
    return tracemalloc.get_traced_memory()[1] / 1e6


def explaining() -> float:
    """Exact indices and contributions of the 60 inputs."""
    from maturity_tui.analysis.explanation.contributions import contributions
    from maturity_tui.analysis.explanation.moments import moments

    model, chosen = sixty()
    return best(lambda: (moments(model, chosen), contributions(model, chosen)), 3)


def toggle_loop() -> float:
    """The same sums as `toggle` in a pure-Python loop, without the gate."""
    dice = random.Random(3)
    effects = [(dice.randrange(CELLS), dice.random() * 0.3) for _ in range(INPUTS * 4)]

    def loop() -> list[float]:
        means = []
        for quarter in range(QUARTERS):
            strength = [[0.0] * BANDS for _ in range(CELLS)]
            for cell, share in effects:
                for band in range(BANDS):
                    strength[cell][band] += share * min(1.0, quarter / 4)
            means.append(sum(sum(1 - math.exp(-x) for x in bands) for bands in strength) / CELLS)
        return means

    return best(loop, 5)


if __name__ == "__main__":
    print(globals()[sys.argv[1]]())
