"""Flags on intact translations (NTREX, both scripts) and errors found among those human translators made.

    python benchmarks/figures_false_alarms.py [--show tw|cn|real|seed]

Reads ntrex/ntrex.tsv, numbers/real_errors.jsonl and the transcript below the folder named by ALIGN_DATA
(default ../shared next to the repository).
"""

from __future__ import annotations

import argparse
import csv
import json
import os
from collections import Counter
from pathlib import Path

from figures_net_gain import flags

ROOT = Path(os.environ.get("ALIGN_DATA", Path(__file__).resolve().parents[2] / "shared"))


def main() -> None:
    """Prints the share of pairs flagged for each collection."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--show", default="")
    options = parser.parse_args()
    with (ROOT / "data" / "ntrex" / "ntrex.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for name, column in (("tw", "zh_TW"), ("cn", "zh_CN")):
        report(f"NTREX {column}", [(f"{name}:{r['line']}", r["en"], r[column]) for r in rows], options.show == name)
    errors = [json.loads(line) for line in (ROOT / "data/numbers/real_errors.jsonl").read_text("utf-8").splitlines()]
    cases = [(f"{e['id']} {e['kind']}: {e['note']}", e["en"], e["zh"]) for e in errors]
    report("human and machine errors", cases, options.show == "real", True)
    report("transcript", transcript(), options.show == "seed")


def report(title: str, cases: list[tuple[str, str, str]], show: bool, missed: bool = False) -> None:
    """Prints how many of the (name, source, target) are flagged and with what."""
    flagged, issues = 0, Counter[str]()
    for name, source, target in cases:
        found = flags(source, target)
        flagged += bool(found)
        issues.update({flag.split(":")[0] for flag in found})
        if show and (found or missed):
            print(f"\n{name}\n  {source}\n  {target}\n  {found}")
    print(f"{title}: {flagged} of {len(cases)} pairs flagged ({100 * flagged / len(cases):.1f} %)", dict(issues))


def transcript() -> list[tuple[str, str, str]]:
    """The pairs of the transcript; empty sides are left out."""
    from align.formats.read import read_path

    bitext = read_path(ROOT / "seed" / "can-2023q4.txt")
    return [(f"seed:{p.index}", p.source, p.target) for p in bitext.pairs if p.source and p.target]


if __name__ == "__main__":
    main()
