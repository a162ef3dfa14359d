"""Flags of the name and term checks on human news translations, each printed to be read.

python benchmarks/names_news.py [zh_TW|zh_CN] [check ...]
"""

from __future__ import annotations

import sys
from collections import Counter

from names_data import CHECKS, hits, news


def main() -> None:
    """Prints every flag with its words and the count per 100 pairs."""
    column = sys.argv[1] if len(sys.argv) > 1 else "zh_TW"
    checks = tuple(sys.argv[2:]) or CHECKS
    counts: Counter[str] = Counter()
    pairs = 0
    for bitext in news(column):
        pairs += len(bitext.pairs)
        for check, hit in hits(bitext, checks):
            assert hit.pair is not None
            pair = bitext.pairs[hit.pair]
            counts[check] += 1
            around = pair.target
            if hit.target is not None:
                around = pair.target[max(0, hit.target.start - 14) : hit.target.end + 14]
            print(f"{pair.meta['line']:>5} {check:17} {hit.message} | {around[:110]}")
    total = sum(counts.values())
    print(dict(counts), f"{total} flags in {pairs} pairs = {100 * total / pairs:.2f} per 100")


if __name__ == "__main__":
    main()
