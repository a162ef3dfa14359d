"""How long the command takes to answer and to check a call of 150 pairs, with the default encoder.

    python benchmarks/startup.py

The call is made by repeating the samples in corpora/ up to 150 pairs. CPU seconds are user + system of the
child process, the smallest of three runs; wall seconds belong to the same run.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def cost(*args: str, cwd: Path) -> tuple[float, float]:
    """(CPU seconds, wall seconds) of the cheapest of three runs."""
    best = (float("inf"), float("inf"))
    for _ in range(3):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([sys.executable, "-m", "align.cli", *args], cwd=cwd, capture_output=True, check=False)
        after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - start
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = min(best, (cpu, wall))
    return best


def blocks(text: str) -> list[str]:
    return ["  • " + part for part in text.split("  • ")[1:]]


def main() -> None:
    samples = sorted((ROOT / "corpora").glob("*-20*.txt"))
    pairs = [block for path in samples for block in blocks(path.read_text(encoding="utf-8"))][:150]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "call.txt").write_text("".join(pairs), encoding="utf-8")
        for label, args in (
            ("align --help", ("--help",)),
            (f"align qa, {len(pairs)} pairs, default encoder", ("qa", "call.txt")),
            (f"align qa, {len(pairs)} pairs, --model none", ("qa", "call.txt", "--model", "none")),
        ):
            cpu, wall = cost(*args, cwd=Path(folder))
            print(f"{label}: {cpu:.2f} s CPU, {wall:.2f} s wall")


if __name__ == "__main__":
    main()
