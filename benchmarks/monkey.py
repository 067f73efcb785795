"""Fifty runs of a thousand random keys over the worked example, by seeds: both sizes, with resizes.

Each begins on another screen; there are fewer screens than runs.

    .venv/bin/python -m benchmarks.monkey [--runs 50] [--keys 1000] [--first 0]

Says for each run what was not as it should be (nothing, in the end), and which screens were reached. Ends with 1 where
anything was wrong. A run of a thousand keys takes some twenty seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path


def main() -> int:
    """Run, print, and give the exit code."""
    wish = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wish.add_argument("--runs", type=int, default=50)
    wish.add_argument("--keys", type=int, default=1000)
    wish.add_argument("--first", type=int, default=0, help="the first seed")
    options = wish.parse_args()
    sys.path.insert(0, str(Path(__file__).parents[1]))
    with tempfile.TemporaryDirectory() as folder:
        return _runs(Path(folder), options.first, options.runs, options.keys)


def _runs(folder: Path, first: int, runs: int, keys: int) -> int:
    os.chdir(folder)  # it may well write a report
    for name in ("DATA", "CONFIG", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / name.lower())
    from tests.ui import monkey
    from tests.ui.council import council

    source, seen, wrong, starts = council(folder), set[str](), 0, monkey.starts()
    for seed in range(first, first + runs):
        began = time.perf_counter()
        path = monkey.fresh(folder, source, seed)
        try:
            faults = asyncio.run(monkey.run(path, seed, keys, seen, starts[seed % len(starts)]))
        except Exception as error:
            traceback.print_exc(limit=-4)
            faults = [f"crashed: {type(error).__name__}: {str(error)[:300]}"]
        wrong += bool(faults)
        print(
            f"seed {seed}: {time.perf_counter() - began:.0f} s, {'; '.join(faults) or 'nothing wrong'}",
            flush=True,
        )
    print(f"{runs} runs of {keys} keys, {wrong} with something wrong; screens: {', '.join(sorted(seen))}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
