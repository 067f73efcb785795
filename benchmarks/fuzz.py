#!/usr/bin/env python3
"""Mutated files at the guarded door: one exception type leaves it, none is slow, none takes much memory.

    .venv/bin/python benchmarks/fuzz.py [--files 200000] [--seed 1]

Each file is a sound one (frameworks, an assessment, JSON) with some of its bytes, words or lines changed, repeated or
taken away; a part of them carry what is known to break YAML readers. Prints what was seen, and answers 1 where a file
let another exception out, took longer than a second, or brought the process above 200 MB.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from maturity_tui.frameworks import FrameworkError, framework_from
from maturity_tui.frameworks.canonical import canonical_json
from maturity_tui.frameworks.door import read_bytes
from maturity_tui.store.place import shipped_folder

SLOWEST, MOST_MEMORY = 1.0, 200.0
TRICKS = (
    b"[", b"{", b"]", b"}", b"- ", b"? ", b": ", b"&a ", b"*a ", b"!!python/object:os.system ", b"!!binary ", b"|\n",
    b">\n", b"'", b'"', b"#", b"%YAML 9.9\n", b"---\n", b"...\n", b"\t", b"\r", b"\x00", b"\xff", b"\xc3",
    b"\xe2\x80\xa8",
    b"<<: ", b"1e999", b"0x" + b"f" * 400, b"9" * 5000, b".inf", b".nan", b"~", b"\xef\xbb\xbf", b"<<<<<<< HEAD\n",
    b"=======\n", b"\\ud83d", b'"\\ud83d\\ude00"', b'"\\x1b[2J"', b"2026-99-99", b"-" * 300, b"[" * 60, b"{a: " * 60,
)  # fmt: skip


def seeds() -> list[bytes]:
    """Sound files, small enough that most of a mutation's time is not the rest of the file."""
    root = shipped_folder("frameworks")
    declaration = (root / "best-practice" / "local-digital-declaration.yaml").read_bytes()
    framework = framework_from(read_bytes(declaration))
    as_json = json.dumps(json.loads(canonical_json(framework)), indent=1).encode()
    begin = (root / "best-practice" / "digital-service.yaml").read_bytes()[:9000]
    scores = next(iter(sorted((shipped_folder("assessments") / "northwick").rglob("*.digital-service.yaml"))))
    return [declaration, as_json, begin, scores.read_bytes()[:6000], b"a: {b: [c, d], e: 1}\n"]


def flip(data: bytearray, dice: random.Random) -> None:
    """Another byte somewhere."""
    data[dice.randrange(len(data))] = dice.randrange(256)


def insert(data: bytearray, dice: random.Random) -> None:
    """Something that breaks readers, once or many times."""
    at, times = dice.randrange(len(data) + 1), dice.choice((1, 1, 1, 2, 50, 5000))
    data[at:at] = dice.choice(TRICKS) * times


def cut(data: bytearray, dice: random.Random) -> None:
    """A piece is missing."""
    at = dice.randrange(len(data))
    del data[at : at + dice.choice((1, 5, 40, 400, 10**6))]


def repeat(data: bytearray, dice: random.Random) -> None:
    """A piece stands again, elsewhere and perhaps many times."""
    at = dice.randrange(len(data))
    piece = bytes(data[at : at + dice.choice((2, 20, 200))]) * dice.choice((1, 2, 100))
    to = dice.randrange(len(data))
    data[to:to] = piece


def swap(data: bytearray, dice: random.Random) -> None:
    """Two lines change places, or one is indented otherwise."""
    lines = bytes(data).split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], b" " * dice.randrange(9) + lines[one].lstrip()
    data[:] = b"\n".join(lines)


CHANGES: tuple[Callable[[bytearray, random.Random], None], ...] = (flip, insert, cut, repeat, swap)


def mutated(seed: bytes, dice: random.Random) -> bytes:
    """One to four changes on a sound file."""
    data = bytearray(seed)
    for _ in range(dice.randint(1, 4)):
        if data:
            dice.choice(CHANGES)(data, dice)
    return bytes(data)


def main() -> int:
    """Read them all, and say what was seen."""
    parse = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parse.add_argument("--files", type=int, default=200_000)
    parse.add_argument("--seed", type=int, default=1)
    options = parse.parse_args()
    dice, sound = random.Random(options.seed), seeds()
    seen: collections.Counter[str] = collections.Counter()
    slowest, worst = 0.0, b""
    for _ in range(options.files):
        data = mutated(dice.choice(sound), dice)
        began = time.perf_counter()
        try:
            framework_from(read_bytes(data, "mutated.yaml"))
            seen["read"] += 1
        except FrameworkError as error:
            seen["refused"] += 1
            if len(str(error)) > 2000:
                seen["refused, in too many words"] += 1
        except BaseException as error:
            seen[f"LET OUT {type(error).__name__}"] += 1
            Path("let-out.yaml").write_bytes(data)
        took = time.perf_counter() - began
        if took > slowest:
            slowest, worst = took, data
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 if sys.platform != "darwin" else 1024**2
    )
    print(", ".join(f"{count:,} {what}" for what, count in seen.most_common()))
    print(f"slowest {slowest * 1e3:.0f} ms (a file of {len(worst):,} bytes), most memory {memory:.0f} MB")
    out = any(what.startswith("LET OUT") for what in seen)
    return 1 if out or slowest > SLOWEST or memory > MOST_MEMORY else 0


if __name__ == "__main__":
    sys.exit(main())
