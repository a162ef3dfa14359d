"""Found and missed problems, and false alarms, on transcripts with a gold list beside them.

    python benchmarks/gold.py                    the samples in corpora/
    python benchmarks/gold.py CALL.txt GOLD.jsonl

A gold problem counts as found when a finding of severity minor or above in the same pair overlaps its
Chinese or its English span; one without a Chinese span (something dropped) also by a finding on its English
or of its kind. A finding is a false alarm when it touches no gold problem.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from align.encoders import load_encoder
from align.formats.read import read_path
from align.model import Finding, Pair, Place, Severity
from align.qa import make_report

ROOT = Path(__file__).resolve().parent.parent
KINDS = {
    "omission": ("omission", "alignment"),
    "alignment": ("alignment", "omission", "addition"),
    "speaker": ("speaker", "alignment", "omission"),
    "untranslated": ("untranslated", "omission"),
    "addition": ("addition", "alignment"),
    "duplication": ("duplication", "addition"),
}


def places(text: str, part: str) -> list[tuple[int, int]]:
    found, at = [], text.find(part) if part else -1
    while at >= 0:
        found.append((at, at + len(part)))
        at = text.find(part, at + 1)
    return found


def touches(place: Place | None, spans: list[tuple[int, int]]) -> bool:
    return place is not None and any(place.start < end and start < place.end for start, end in spans)


def hits(finding: Finding, item: dict[str, Any], pair: Pair) -> bool:
    target, source = places(pair.target, item["zh_span"]), places(pair.source, item["en_span"])
    if touches(finding.target, target):
        return True
    apart = bool(finding.target and finding.target.end > finding.target.start and target)
    if touches(finding.source, source) and not apart:
        return True
    return any(kind in f"{finding.category} {finding.check}" for kind in KINDS.get(item["category"], ()))


def score(transcript: Path, gold_path: Path, verbose: bool = False) -> dict[str, Any]:
    bitext = read_path(transcript)
    report = make_report(bitext, load_encoder("use"))
    gold = [json.loads(line) for line in gold_path.read_text(encoding="utf-8").splitlines() if line.strip()]
    counted = [f for f in report.findings if f.pair is not None and f.severity is not Severity.INFO]
    matched: set[int] = set()
    found: Counter[str] = Counter()
    total: Counter[str] = Counter(item["category"] for item in gold)
    for item in gold:
        touching = [i for i, f in enumerate(counted) if f.pair == item["pair"] and hits(f, item, bitext.pairs[f.pair])]
        matched.update(touching)
        found[item["category"]] += bool(touching)
        if verbose and not touching:
            print("  missed", item["pair"], item["category"], "|", item["en_span"][:60], "|", item["zh_span"][:40])
    false = [f for i, f in enumerate(counted) if i not in matched]
    if verbose:
        for f in false:
            print("  false ", f.pair, f.check, "|", (f.source or f.target or Place(0, 0, "")).text[:50], "|",
                  f.target.text[:40] if f.target else "", "|", f.message[:110])  # fmt: skip
    return {
        "pairs": len(bitext.pairs),
        "gold": len(gold),
        "found": sum(found.values()),
        "findings": len(counted),
        "false": len(false),
        "per": {category: f"{found[category]}/{total[category]}" for category in sorted(total)},
        "false_by_check": dict(Counter(f.check for f in false).most_common()),
    }


def main(args: list[str]) -> None:
    verbose = "-v" in args
    args = [a for a in args if a != "-v"]
    cases = [(Path(args[0]), Path(args[1]))] if args else [
        (p, p.with_name(p.stem + ".gold.jsonl")) for p in sorted((ROOT / "corpora").glob("*.txt"))
    ]  # fmt: skip
    sums: dict[str, int] = defaultdict(int)
    for transcript, gold in cases:
        result = score(transcript, gold, verbose)
        share = f"{result['found']}/{result['gold']}" if result["gold"] else "clean"
        rate = 100 * result["false"] / result["pairs"]
        print(f"{transcript.stem}: found {share}, false alarms {result['false']} ({rate:.1f} per 100 pairs)")
        print("   ", result["per"], result["false_by_check"])
        for key in ("pairs", "gold", "found", "findings", "false"):
            sums[key] += result[key]
    recall = sums["found"] / max(1, sums["gold"])
    precision = 1 - sums["false"] / max(1, sums["findings"])
    print(
        f"all: recall {recall:.3f}, precision {precision:.3f}, false per 100 pairs {100 * sums['false'] / sums['pairs']:.2f}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
