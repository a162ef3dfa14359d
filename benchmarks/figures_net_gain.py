"""Net gain on planted figure errors: flagged when corrupted and silent when intact, by kind.

    python benchmarks/figures_net_gain.py [--kind KIND] [--show]

Reads numbers/corrupted.jsonl below the folder named by ALIGN_DATA (default ../shared next to the repository).
"""

from __future__ import annotations

import argparse
import json
import os
from collections import defaultdict
from pathlib import Path

from align.model import Severity
from align.quantities.compare import compare

DATA = Path(os.environ.get("ALIGN_DATA", Path(__file__).resolve().parents[2] / "shared")) / "data"
SKIPPED = {"unit_tai_zhao"}  # 兆 for tera is right in Taiwan


def main() -> None:
    """Prints a row for each kind: cases, raw recall, net gain."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kind")
    parser.add_argument("--show", action="store_true", help="print the cases that are lost")
    options = parser.parse_args()
    cases = [json.loads(line) for line in (DATA / "numbers" / "corrupted.jsonl").read_text("utf-8").splitlines()]
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for case in cases:
        if case["kind"] in SKIPPED or (options.kind and options.kind != case["kind"]):
            continue
        intact = flags(case["en"], case["zh_original"])
        broken = flags(case["en"], case["zh"])
        net = bool(broken) and not intact
        for place, hit in enumerate((True, bool(broken), net)):
            counts[case["kind"]][place] += hit
        if options.show and not net:
            print(f"\n{case['id']}  {case['from']} -> {case['to']}\n  {case['en']}\n  {case['zh']}")
            print("  intact: ", intact, "\n  broken: ", broken)
    total = [sum(column) for column in zip(*counts.values(), strict=True)]
    for kind, (cases_of, raw, net_of) in [*sorted(counts.items()), ("ALL", tuple(total))]:
        print(f"{kind:24}{cases_of:5}{100 * raw / cases_of:7.0f} %{100 * net_of / cases_of:7.1f} %")


def flags(source: str, target: str) -> list[str]:
    """The differences found that are more than a note, as short text."""
    return [
        f"{d.issue.value}:{d.source.text if d.source else '-'}>{d.target.text if d.target else '-'}"
        for d in compare(source, target).differences
        if d.severity is not Severity.INFO
    ]


if __name__ == "__main__":
    main()
