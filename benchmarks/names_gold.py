"""The name and term findings against a gold list: which of them touch a marked problem, which problems are missed.

python benchmarks/names_gold.py                        the samples in corpora/
python benchmarks/names_gold.py CALL.txt GOLD.jsonl    one transcript
-v prints findings and the missed problems of the categories name and inconsistency
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from names_data import hits

from align.formats.read import read_path
from align.model import Hit, Pair

ROOT = Path(__file__).resolve().parent.parent
OURS = ("name", "inconsistency")


def touches(hit: Hit, pair: Pair, gold: dict[str, str]) -> bool:
    """Whether a finding overlaps a marked span: of the Chinese, else of the English."""
    for span, text, part in ((hit.target, pair.target, gold["zh_span"]), (hit.source, pair.source, gold["en_span"])):
        at = text.find(part) if part and span else -1
        while at >= 0 and span is not None:
            if span.start < at + len(part) and at < span.end:
                return True
            at = text.find(part, at + 1)
    return False


def measure(call: Path, gold_path: Path, verbose: bool) -> None:
    """One line of figures."""
    bitext = read_path(call)
    gold = [json.loads(line) for line in gold_path.read_text(encoding="utf-8").splitlines()]
    found = [h for _, h in hits(bitext) if h.pair is not None]
    right = [h for h in found if any(g["pair"] == h.pair and touches(h, bitext.pairs[h.pair], g) for g in gold)]
    line = f"{call.name}: {len(found)} findings in {len(bitext.pairs)} pairs, {len(right)} marked"
    for category in OURS:
        for core in (True, False):
            wanted = [g for g in gold if g["category"] == category and g.get("core", True) is core]
            hit = [g for g in wanted if any(h.pair == g["pair"] and touches(h, bitext.pairs[h.pair], g) for h in found)]
            if wanted:
                line += f"; {category}{' core' if core else ''} {len(hit)}/{len(wanted)}"
            for g in wanted if verbose and core else ():
                if g not in hit:
                    print("   missed", g["pair"], g["en_span"], "|", g["zh_span"])
    for h in found if verbose else ():
        print("   right" if h in right else "   WRONG", h.pair, h.message)
    print(line)


def main() -> None:
    """The files given, or all samples."""
    given = [Path(a) for a in sys.argv[1:] if a != "-v"]
    pairs = [(given[0], given[1])] if len(given) == 2 else []
    if not pairs:
        for gold in sorted((ROOT / "corpora").glob("*.gold.jsonl")):
            pairs.append((gold.with_name(gold.name.replace(".gold.jsonl", ".txt")), gold))
    for call, gold in pairs:
        measure(call, gold, "-v" in sys.argv)


if __name__ == "__main__":
    main()
