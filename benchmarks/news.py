"""Findings of all checks together on intact human translation: nearly every one is a false alarm.

    python benchmarks/news.py [--model use|none]

NTREX-128, lines 1-1000, English with human zh-TW and zh-CN references, by document (CC BY-SA 4.0, Federmann, Kocmi,
Xin 2022); read from the folder in ALIGN_DATA. News is no call: its translators write freely, so this is the hard case.
"""

from __future__ import annotations

import csv
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

from align.encoders import load_encoder
from align.model import Bitext, Pair, Severity
from align.qa import make_report

ROOT = Path(__file__).resolve().parent.parent


def main(args: list[str]) -> None:
    path = Path(os.environ.get("ALIGN_DATA", ROOT.parent / "shared")) / "data" / "ntrex" / "ntrex.tsv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    encoder = load_encoder(args[args.index("--model") + 1] if "--model" in args else "use")
    for column, lang in (("zh_TW", "zh-Hant-TW"), ("zh_CN", "zh-Hans-CN")):
        documents: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in rows:
            documents[row["document"]].append((row["en"], row[column]))
        checks: Counter[str] = Counter()
        flagged = total = 0
        for name, pairs in documents.items():
            bitext = Bitext(name, tuple(Pair(i, s, t) for i, (s, t) in enumerate(pairs)), target_lang=lang)
            found = [f for f in make_report(bitext, encoder).findings if f.severity is not Severity.INFO]
            checks.update(f.check for f in found)
            flagged += len({f.pair for f in found})
            total += len(pairs)
            if "-v" in args:
                for f in found:
                    print("  ", name, f.pair, f.check, f.target.text[:30] if f.target else "", f.message[:120])
        print(
            f"{column}: {sum(checks.values())} findings in {total} pairs = {100 * sum(checks.values()) / total:.1f} per 100"
        )
        print("   ", dict(checks.most_common()))


if __name__ == "__main__":
    main(sys.argv[1:])
