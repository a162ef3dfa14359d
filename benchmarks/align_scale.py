"""Time, memory and accuracy of the aligner on synthetic documents of 1,000, 5,000 and 20,000 sentences a side.

    python benchmarks/align_scale.py [SIZE ...]

News lines (NTREX, Simplified) in shuffled order, repeated for the larger sizes so that equal lines recur; 10% of English
pairs are merged on the Chinese side and 5% the other way (texts really encoded), 4% of places lose one to six sentences
on one side.
"""

from __future__ import annotations

import csv
import resource
import sys
import time

import numpy as np
from align_data import Beads, counts, data_folder, figures, make_side

from align.aligner import Side, align_sentences
from align.encoders import load_encoder


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [1000, 5000, 20000]
    path = data_folder() / "ntrex" / "ntrex.tsv"
    if not path.is_file():
        sys.exit(f"{path} is not there; set ALIGN_DATA")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    encoder = load_encoder("use")
    assert encoder is not None
    english, chinese = [row["en"] for row in rows], [row["zh_CN"] for row in rows]
    pairs = [(k, (k + 1) % len(rows)) for k in range(len(rows))]
    source = make_side(english + [f"{english[a]} {english[b]}" for a, b in pairs], "en", encoder)
    target = make_side(chinese + [chinese[a] + chinese[b] for a, b in pairs], "zh", encoder)
    for size in sizes:
        one, other, gold = synthetic(size, len(rows), source, target)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        wall, cpu = time.perf_counter(), time.process_time()
        found = align_sentences(one, other).beads
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        total = counts(gold, [(list(range(*b.source)), list(range(*b.target))) for b in found])
        shown = figures(total)
        print(
            f"{len(one)} / {len(other)} sentences: strict F1 {shown['strict F1']:.4f}, lax F1 {shown['lax F1']:.4f}, "
            f"{wall:.1f} s wall, {cpu:.1f} s CPU, peak {after / 1024:.0f} MB (before: {before / 1024:.0f} MB)",
            flush=True,
        )


def synthetic(size: int, lines: int, source: Side, target: Side) -> tuple[Side, Side, Beads]:
    """Rows of the two sides, picked so that they make a document of about `size` English sentences, and its beads."""
    rng = np.random.default_rng(size)
    left: list[int] = []
    right: list[int] = []
    gold: Beads = []
    while len(left) < size:
        for line in rng.permutation(lines):
            draw, following = rng.random(), (int(line) + 1) % lines
            a, b = [int(line)], [int(line)]
            if draw < 0.10:
                a, b = [int(line), following], [lines + int(line)]
            elif draw < 0.15:
                a, b = [lines + int(line)], [int(line), following]
            elif draw < 0.19:
                lost = [int(k) for k in rng.integers(0, lines, int(rng.integers(1, 7)))]
                a, b = (lost, []) if draw < 0.17 else ([], lost)
            start, start_right = len(left), len(right)
            left += a
            right += b
            numbers = list(range(start, len(left))), list(range(start_right, len(right)))
            gold += [numbers] if a and b else [([k], []) for k in numbers[0]] + [([], [k]) for k in numbers[1]]
            if len(left) >= size:
                break
    return source.pick(np.array(left)), target.pick(np.array(right)), gold


if __name__ == "__main__":
    main()
