#!/usr/bin/env python3
"""How fast it is, as ratios to the smallest Textual app (`hello.py`) or to a named baseline, in one run.

    .venv/bin/python benchmarks/run.py [--runs 7] [--only start,version,opening,keys,load,rollup,project,optimise,files]

Prints one line a figure: what, measured, the limit of the design, and whether it is met. Needs `pyte` (in the `dev`
extra) and a POSIX terminal. Install without `-e` first, or run `python -m compileall maturity_tui`, so that bytecode is
there as it is for a user.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
PYTHON = sys.executable
MATURITY = f"{PYTHON} -m maturity_tui"


class Figure(NamedTuple):
    """One measured figure beside its limit."""

    what: str
    value: float
    limit: float
    unit: str
    note: str = ""

    def __str__(self) -> str:
        met = "met" if self.value <= self.limit else "NOT MET"
        return (
            f"{self.what:<58}{self.value:>9.2f} {self.unit:<9}limit {self.limit:>7.2f}   {met}   {self.note}"
        )


def terminal(
    *cases: tuple[str, str, str], runs: int, extra: tuple[str, ...] = ()
) -> dict[str, dict[str, float]]:
    """The summary of `first_paint.py` by case."""
    arguments = [PYTHON, str(HERE / "first_paint.py"), "--runs", str(runs), *extra]
    for case in cases:
        arguments += ["--case", *case]
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        subprocess.run([*arguments, "--json", out.name], check=True, stdout=subprocess.DEVNULL)
        summary: dict[str, dict[str, float]] = json.loads(Path(out.name).read_text())["summary"]
    return summary


HELLO = ("hello", "READY-MARK", f"{PYTHON} {HERE / 'hello.py'}")


def start(runs: int, folder: Path) -> Iterator[Figure]:
    """First paint and data on the home screen, memory and idle CPU there."""
    home = ("home", r"Service operations[^\n]*\d\.\d", f"env MATURITY_DB={example(folder)} {MATURITY}")
    result = terminal(HELLO, home, runs=runs, extra=("--idle", "3", "--settle", "1500"))
    base, ours = result["hello"], result["home"]
    yield Figure(
        "first paint / smallest app",
        ours["first_paint"] / base["first_paint"],
        1.2,
        "×",
        _ms(ours, "first_paint"),
    )
    yield Figure(
        "data on the home screen / smallest app",
        ours["marker"] / base["marker"],
        1.4,
        "×",
        _ms(ours, "marker"),
    )
    yield Figure("memory on the home screen", ours["rss_mb"], 80, "MB")
    yield Figure(
        "idle CPU on the home screen",
        ours["idle_cpu_pct"],
        0.34,
        "%",
        "one clock tick in three seconds is 0.33 %",
    )


def version(runs: int, folder: Path) -> Iterator[Figure]:
    """`maturity --version` beside Python's own start."""
    bare = min(wall([PYTHON, "-c", "pass"]) for _ in range(runs * 2))
    ours = min(wall([PYTHON, "-m", "maturity_tui", "--version"]) for _ in range(runs * 2))
    yield Figure("--version over python's own start", (ours - bare) * 1e3, 60, "ms")


def keys(runs: int, folder: Path) -> Iterator[Figure]:
    """Key to repaint while scoring 59, 150 and 1,000 capabilities."""
    hello = terminal(HELLO, runs=runs, extra=("--keys", "space*30"))["hello"]
    p95: dict[int, float] = {}
    for count in (59, 150, 1000):
        p95[count] = scoring(synthetic(folder, count), runs)
    in_workshop = scoring(synthetic(folder, 150, workshop=True), runs, "space,")
    yield Figure(
        "key to repaint, 150 capabilities, p95 / smallest app",
        p95[150] / hello["key_first_p95"],
        4,
        "×",
        f"{p95[150]:.1f} ms",
    )
    yield Figure(
        "… 1,000 capabilities against 59",
        p95[1000] / p95[59],
        1.25,
        "×",
        f"{p95[59]:.1f} ms, {p95[1000]:.1f} ms",
    )
    yield Figure(
        "… 150 in a workshop, votes hidden, its clock running",
        in_workshop / hello["key_first_p95"],
        4,
        "×",
        f"{in_workshop:.1f} ms",
    )


def scoring(url: Path, runs: int, first: str = "") -> float:
    """Key to repaint while scoring, p95 in ms: every capability has eight raters' votes."""
    case = ("score", r"1 of \d+|0 of \d+", f"{PYTHON} {HERE / 'score_app.py'} {url}")
    # The ladder has the focus: scores first, then moves in the list. A key that changes nothing costs seconds.
    keys = ("--keys", f"{first}2*20,shift+tab,down*10,up*10", "--quiet", "120")
    return terminal(case, runs=runs, extra=keys)["score"]["key_first_p95"]


def opening(runs: int, folder: Path) -> Iterator[Figure]:
    """From the key on home until the first skill's question and the list stand, for a team scored on all of SFIA."""
    home = ("home", "Team 1", f"env MATURITY_DB={all_of_sfia(folder)} {MATURITY}")
    seen = r"(?s)147/147.*What is the highest level of this skill|What is the highest level of this skill.*147/147"
    extra = ("--keys", "home:enter", "--see", seen, "--settle", "1500", "--quiet", "400")
    result = terminal(HELLO, home, runs=runs, extra=extra)
    base, ours = result["hello"]["first_paint"], result["home"]["key_first_p50"]
    yield Figure("opening 147 SFIA skills / smallest app's start", ours / base, 0.5, "×", f"{ours:.0f} ms")


def load(runs: int, folder: Path) -> Iterator[Figure]:
    """All shipped frameworks, from YAML and from the compiled cache, against the smallest app's CPU."""
    base = terminal(HELLO, runs=runs)["hello"]["cpu_ms"]
    cold = inner("load_yaml", runs)
    warm = inner("load_cache", runs)
    yield Figure(
        "all shipped frameworks from YAML / smallest app's CPU",
        cold / base,
        3,
        "×",
        f"{cold:.0f} ms of {base:.0f} ms",
    )
    yield Figure("… from the compiled cache", warm / base, 0.1, "×", f"{warm:.1f} ms")
    large = inner("two_megabytes", runs)
    yield Figure(
        "2 MB of YAML read and checked / smallest app's CPU", large / base, 6, "×", f"{large:.0f} ms"
    )


def rollup(runs: int, folder: Path) -> Iterator[Figure]:
    """Roll-up of one assessment of 150 capabilities and 8 raters, beside a plain mean of floats."""
    yield Figure(
        "roll-up, 150 capabilities × 8 raters",
        inner("rollup", runs),
        5,
        "ms",
        f"a plain loop of floats: {inner('plain_loop', runs):.2f} ms",
    )


def files(runs: int, folder: Path) -> Iterator[Figure]:
    """What files cost: two that are refused, and a report."""
    yield Figure("100 KB of brackets and 50 MB refused", inner("refusals", runs), 500, "ms")
    yield Figure("a SAMM folder of 302 files imported", inner("samm_folder", runs), 2000, "ms")
    yield Figure("a keystroke's search over 10,000 items", inner("search", runs), 50, "ms")
    yield Figure("xlsx gap report of 150 capabilities", inner("spreadsheet", runs), 1000, "ms")


def project(runs: int, folder: Path) -> Iterator[Figure]:
    """60 inputs × 150 cells × 12 quarters: one toggle, the sampler, the explanation; beside a pure-Python loop."""
    loop = f"a pure-Python loop of one toggle: {inner('toggle_loop', runs):.1f} ms"
    yield Figure("projection, one toggle", inner("toggle", runs), 5, "ms", loop)
    yield Figure("8,192 draws with all quantiles", inner("sampling", runs), 500, "ms", "SciPy warm")
    yield Figure("… memory that they take at most", inner("sampling_memory", 3), 100, "MB")
    yield Figure("exact indices and contributions", inner("explaining", runs), 200, "ms")


def optimise(runs: int, folder: Path) -> Iterator[Figure]:
    """The optimiser's proofs, in CPU seconds of one core."""
    sixty = [optimiser(f"made_60:{seed}") for seed in (1, 2, 3)]
    worst = max(row["cpu"] for row in sixty)
    each = ", ".join(f"{row['cpu']:.1f} s" for row in sixty)
    yield Figure("optimum of 60 × 150 proved to 0.1 %, slowest of 3", worst, 4, "s", each)
    yield Figure("… until the first answer with a proved gap", max(row["first"] for row in sixty), 1.5, "s")
    yield Figure("200 × 300 to 0.3 %", optimiser("made_200")["cpu"], 15, "s")
    yield Figure("the worked example's whole service to 0.3 %", optimiser("service")["cpu"], 15, "s")
    curve = optimiser("frontier_20")
    yield Figure("a frontier of 20 points", curve["cpu"], 90, "s")
    yield Figure(
        "… median gap", 100 * curve["median gap"], 0.5, "%", f"largest {100 * curve['largest gap']:.2f} %"
    )


def optimiser(what: str) -> dict[str, float]:
    """A line of `optimiser.py`, in a fresh process of one thread."""
    command = [PYTHON, str(HERE / "optimiser.py"), what]
    one_thread = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=one_thread)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def wall(command: list[str]) -> float:
    """Seconds that a command takes."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def inner(name: str, runs: int) -> float:
    """CPU milliseconds of one function of `inside.py`, the median of several fresh processes."""
    out = [
        float(
            subprocess.run(
                [PYTHON, str(HERE / "inside.py"), name], check=True, capture_output=True, text=True
            ).stdout
        )
        for _ in range(max(3, runs // 2))
    ]
    return statistics.median(out)


def example(folder: Path) -> Path:
    """A database that holds the worked example."""
    path = folder / "example.db"
    if not path.exists():
        from maturity_tui.store import Store
        from maturity_tui.store.place import shipped_folder

        with Store.open(str(path)) as store:
            store.import_path(shipped_folder("assessments") / "northwick")
    return path


def synthetic(folder: Path, count: int, *, workshop: bool = False) -> Path:
    """A database with one assessment of a made-up framework of so many capabilities, all voted on; and a workshop."""
    from inside import assessment_of, framework_of, organisation

    path = folder / f"made-{count}{'-workshop' * workshop}.db"
    from maturity_tui.store import Store
    from maturity_tui.workshop import keeping
    from maturity_tui.workshop.session import Workshop
    from maturity_tui.workshop.setup import Seat, Setup

    with Store.open(str(path)) as store:
        framework = framework_of(count)
        store.save_organisation(organisation())
        made = store.create(assessment_of(framework, agreed=False), framework)
        if workshop:
            seats = tuple(Seat(rater=rater) for rater in made.raters)
            keeping.keep(store, made.id, Workshop(setup=Setup(seats=seats)))
    return path


def all_of_sfia(folder: Path) -> Path:
    """A database with one assessment of every skill of SFIA, each rated by eight."""
    from inside import assessment_of_skills, organisation

    from maturity_tui.store import Store

    path = folder / "sfia.db"
    with Store.open(str(path)) as store:
        framework = store.framework("sfia")
        store.save_organisation(organisation())
        store.create(assessment_of_skills(framework), framework)
    return path


def _ms(row: dict[str, float], key: str) -> str:
    return f"{row[key]:.0f} ms"


PARTS: dict[str, Callable[[int, Path], Iterator[Figure]]] = {
    "start": start, "version": version, "opening": opening, "keys": keys, "load": load, "rollup": rollup,
    "project": project, "optimise": optimise, "files": files,
}  # fmt: skip


def main() -> int:
    """Measure, print, and answer 1 if a limit is not met."""
    parse = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parse.add_argument("--runs", type=int, default=7)
    parse.add_argument("--only", default=",".join(PARTS), help="parts to measure, with commas")
    options = parse.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.path.insert(0, str(HERE))
    folder = Path(tempfile.mkdtemp(prefix="maturity-bench-"))
    missed = 0
    try:
        for part in re.split(r"[,\s]+", options.only.strip()):
            for figure in PARTS[part](options.runs, folder):
                print(figure, flush=True)
                missed += figure.value > figure.limit
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
