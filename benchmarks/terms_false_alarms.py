"""False alarms of term checks on human news translation (NTREX): flags per 100 pairs, by check and entry.

    python benchmarks/terms_false_alarms.py [--show]

Needs the folder of outside data (environment variable ALIGN_DATA, default ../shared).
"""

from __future__ import annotations

import csv
import os
import sys
import time
from collections import Counter
from pathlib import Path

from align.checks.registry import all_checks
from align.facts import Facts
from align.model import Bitext, Pair, Severity

DATA = Path(os.environ.get("ALIGN_DATA", Path(__file__).resolve().parents[2] / "shared"))
CHECKS = ("term.", "phrase.", "locale.wording")
LEFT_OUT = ("term.inconsistency",)


def documents(column: str) -> dict[str, list[tuple[str, str]]]:
    """Pairs (English, Chinese) by document."""
    csv.field_size_limit(10**7)
    found: dict[str, list[tuple[str, str]]] = {}
    with (DATA / "data/ntrex/ntrex.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            found.setdefault(row["document"], []).append((row["en"], row[column]))
    return found


def measure(column: str, language: str, show: bool) -> None:
    """Print the flags of all term checks on one side of NTREX."""
    checks = [c for c in all_checks() if c.id.startswith(CHECKS) and c.id not in LEFT_OUT]
    by_check: Counter[tuple[str, str]] = Counter()
    count, seconds = 0, 0.0
    for name, rows in documents(column).items():
        pairs = tuple(Pair(i, en, zh) for i, (en, zh) in enumerate(rows))
        count += len(pairs)
        start = time.process_time()
        facts = Facts(Bitext(name, pairs, target_lang=language))
        hits = [(check, hit) for check in checks for hit in check.run(facts, check.options)]
        seconds += time.process_time() - start
        for check, hit in hits:
            severity = hit.severity or check.severity
            kind = "info" if severity is Severity.INFO else "minor+"
            by_check[check.id, kind] += 1
            if show and hit.pair is not None:
                pair = pairs[hit.pair]
                source = hit.source.of(pair.source) if hit.source else ""
                target = hit.target.of(pair.target) if hit.target else ""
                print(check.id, severity.value, source, "|", target, "|", pair.source[:150], "|", pair.target[:90])
    flags = sum(n for (_, kind), n in by_check.items() if kind == "minor+")
    print(f"{column}: {count} pairs, {flags} flags of minor and above = {100 * flags / count:.2f} per 100 pairs")
    for (check_id, kind), number in sorted(by_check.items()):
        print(f"  {check_id} {kind}: {number}")
    print(f"  {count / seconds:.0f} pairs a second and core")


if __name__ == "__main__":
    for each, locale in (("zh_TW", "zh-Hant-TW"), ("zh_CN", "zh-Hans-CN")):
        measure(each, locale, "--show" in sys.argv)
