"""Fuzz every reader and the whole way of a document, and count what was read, refused and raised.

    python benchmarks/fuzz.py --runs 200000                  # random choices, one process
    python benchmarks/fuzz.py --runs 20000 --kind qa
    python benchmarks/fuzz.py --runs 50000 --atheris         # guided by coverage; needs `pip install atheris`
    python benchmarks/fuzz.py --growth                       # time of an input against one of twice the size

Each defect is printed once, by where it was raised, with the bytes that show it as hexadecimal: give them to
`tests/fuzz_target.one_input` (or `one_of` with the kind). An input that takes longer than --seconds counts as one.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
import traceback
from collections import Counter
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))


class HangError(Exception):
    """An input took too long."""


def _on_alarm(number: int, frame: FrameType | None) -> None:
    raise HangError


def where(error: BaseException) -> str:
    """The error and the last place of the project's own code that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "/align/" in f.filename] or frames
    last = ours[-1]
    return f"{type(error).__name__} at {last.filename.rpartition('/align/')[2]}:{last.lineno} ({str(error)[:120]!r})"


def by_chance(runs: int, seed: int, kind: str | None, seconds: float) -> int:
    """Inputs of random bytes; returns the number of different defects."""
    from fuzz_mutate import Choices
    from fuzz_target import one_input, one_of

    signal.signal(signal.SIGALRM, _on_alarm)
    rng, ended, found = random.Random(seed), Counter[str](), dict[str, str]()
    slowest, started = (0.0, ""), time.perf_counter()
    for _ in range(runs):
        data = rng.randbytes(rng.choice((4, 8, 16, 32, 64)))
        began = time.perf_counter()
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            ended[one_of(kind, Choices(data)) if kind else one_input(data)] += 1
        except (Exception, HangError) as error:
            signal.setitimer(signal.ITIMER_REAL, 0)
            ended["defect"] += 1
            place = where(error)
            if place.partition(" (")[0] not in found:
                found[place.partition(" (")[0]] = data.hex()
                print(f"{place}\n  {data.hex()}", flush=True)
        signal.setitimer(signal.ITIMER_REAL, 0)
        slowest = max(slowest, (time.perf_counter() - began, data.hex()))
    for name, count in sorted(ended.items()):
        print(f"{count:8} {name}")
    took = time.perf_counter() - started
    print(f"{runs} inputs in {took:.0f} s, {len(found)} different defects; slowest {slowest[0]:.2f} s: {slowest[1]}")
    return len(found)


def guided(runs: int, folder: str | None) -> None:
    """The same by atheris, which remembers the inputs that reach new code; ends the process at a defect."""
    atheris: Any = import_module("atheris")

    with atheris.instrument_imports(include=["align"]):
        from fuzz_target import one_input

    def test(data: bytes) -> None:
        one_input(data)

    arguments = [sys.argv[0], f"-runs={runs}", "-max_len=128", "-timeout=20", "-rss_limit_mb=4096"]
    atheris.Setup(arguments + ([folder] if folder else []), test)
    atheris.Fuzz()


def growth(size: int) -> None:
    """Seconds for a sound file of each kind with one token `size` times in its middle, and twice that."""
    from fuzz_corpus import seeds
    from fuzz_mutate import NESTS, TOKENS
    from fuzz_target import attempt

    tokens = sorted({t for t in (*TOKENS, *(n[0] for n in NESTS)) if 0 < len(t) < 20})
    for kind, seed in sorted(seeds().items()):
        if seed.startswith(b"PK"):
            continue
        at = seed.find(b"million")
        at = len(seed) // 2 if at < 0 else at
        for token in tokens:
            took = []
            for times in (size, 2 * size):
                began = time.perf_counter()
                attempt(kind, seed[:at] + token * times + seed[at:])
                took.append(time.perf_counter() - began)
            if took[1] > 0.5 and took[1] > 3 * took[0]:
                print(f"{kind}: {token!r} {size} times {took[0]:.2f} s, {2 * size} times {took[1]:.2f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", help="one kind of file, such as csv or qa (default: all)")
    parser.add_argument("--seconds", type=float, default=10.0, help="what an input may take")
    parser.add_argument("--atheris", action="store_true")
    parser.add_argument("--corpus", help="folder in which atheris keeps what it found worth keeping")
    parser.add_argument("--growth", type=int, nargs="?", const=5_000, help="repeats of the smaller input")
    options = parser.parse_args()
    if options.growth:
        growth(options.growth)
    elif options.atheris:
        guided(options.runs, options.corpus)
    else:
        sys.exit(1 if by_chance(options.runs, options.seed, options.kind, options.seconds) else 0)


if __name__ == "__main__":
    main()
