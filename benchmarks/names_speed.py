"""Pairs a second of processor time of all name and term checks, tables loaded before and measured apart.

    OMP_NUM_THREADS=1 python benchmarks/names_speed.py [transcript ...]

Prints the time of the tables, then for the news (by document), for each transcript given, and for the first
transcript (or all news as one document) repeated 1, 2, 4 and 8 times, which shows how time grows with length.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

from names_data import CHECKS, hits, news

from align.formats.read import read_path
from align.model import Bitext


def seconds(documents: list[Bitext], best_of: int = 3) -> float:
    """The best of some runs over all documents."""
    times = []
    for _ in range(best_of):
        start = time.process_time()
        for document in documents:
            hits(document, CHECKS)
        times.append(time.process_time() - start)
    return min(times)


def load() -> None:
    """Times what is read once a process."""
    from align.names import romanise, tables, translit
    from align.packs.fold import fold
    from align.text.tokens import tokens

    for name, call in (
        (
            "name tables",
            lambda: (tables.known_names(), tables.ordinary_words(), tables.first_names(), tables.glosses()),
        ),
        ("sound model", translit.model),
        ("spellings", romanise.spellings),
        ("script table", lambda: fold("x")),
        ("jieba (shared with other checks)", lambda: tokens("你好")),
    ):
        start = time.process_time()
        call()
        print(f"{name}: {time.process_time() - start:.3f} s")


def times_over(document: Bitext, times: int) -> Bitext:
    """The document repeated, with new pair numbers."""
    pairs = [replace(p, index=i) for i, p in enumerate(document.pairs * times)]
    return replace(document, pairs=tuple(pairs))


def main() -> None:
    """Prints the figures."""
    load()
    documents = news("zh_TW")
    total = sum(len(d.pairs) for d in documents)
    spent = seconds(documents)
    print(f"news: {total} pairs in {spent:.2f} s = {total / spent:,.0f} pairs/s")
    calls = [read_path(Path(a)) for a in sys.argv[1:]]
    for call in calls:
        spent = seconds([call])
        print(f"{call.name}: {len(call.pairs)} pairs in {spent:.2f} s = {len(call.pairs) / spent:,.0f} pairs/s")
    one = calls[0] if calls else documents[0]
    for times in (1, 2, 4, 8):
        document = times_over(one, times)
        spent = seconds([document], 1)
        print(f"{one.name} x {times}: {spent:.2f} s = {len(document.pairs) / spent:,.0f} pairs/s")


if __name__ == "__main__":
    main()
