"""Term checks against a hand-annotated call: recall on its term errors and the share of findings annotated.

    python benchmarks/terms_gold.py [--show]

Needs the folder of outside data (environment variable ALIGN_DATA, default ../shared). Entries known only
from that call (provenance `sample`) are left out of the recall. A wrong term is also found where an
annotator filed it as mistranslation; both figures are printed.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from align.checks.registry import all_checks
from align.facts import Facts
from align.formats.read import read_path
from align.model import Hit, Severity, Span

DATA = Path(os.environ.get("ALIGN_DATA", Path(__file__).resolve().parents[2] / "shared"))
CHECKS = ("term.", "phrase.", "locale.wording")
LEFT_OUT = ("term.inconsistency",)
KINDS = (("term",), ("term", "mistranslation"), ("term", "mistranslation", "untranslated"))


def spans(text: str, part: str) -> list[Span]:
    """All places of `part` in `text`."""
    found: list[Span] = []
    at = text.find(part) if part else -1
    while at >= 0:
        found.append(Span(at, at + len(part)))
        at = text.find(part, at + 1)
    return found


def meets(hit: Hit, item: dict[str, str], source: str, target: str) -> bool:
    """Whether a hit overlaps the item's Chinese span (or its English one, when it has no Chinese one)."""
    chinese, english = spans(target, item["zh_span"]), spans(source, item["en_span"])
    if hit.target is not None and chinese:
        return any(hit.target.overlaps(span) for span in chinese)
    return hit.source is not None and any(hit.source.overlaps(span) for span in english)


def main(show: bool) -> None:
    """Print the figures."""
    bitext = read_path(DATA / "seed/can-2023q4.txt")
    gold = [json.loads(line) for line in (DATA / "gold/can-2023q4.jsonl").read_text("utf-8").splitlines()]
    facts = Facts(bitext)
    hits: list[Hit] = []
    for check in all_checks():
        if check.id.startswith(CHECKS) and check.id not in LEFT_OUT:
            for hit in check.run(facts, check.options):
                if (hit.severity or check.severity) is not Severity.INFO and hit.pair is not None:
                    hits.append(hit)
    text = {p.index: (p.source, p.target) for p in bitext.pairs}
    marked = [h for h in hits if any(g["pair"] == h.pair and meets(h, g, *text[g["pair"]]) for g in gold)]
    counted = [h for h in hits if h.evidence.get("provenance") != "sample"]
    for kinds in KINDS:
        for core in (True, False):
            wanted = [g for g in gold if g["category"] in kinds and (g["core"] or not core)]
            found = [g for g in wanted if any(h.pair == g["pair"] and meets(h, g, *text[g["pair"]]) for h in counted)]
            label = "+".join(kinds) + (" core" if core else " all")
            print(f"{label}: {len(found)} of {len(wanted)} found = {len(found) / len(wanted):.2f}")
            if show and kinds == KINDS[1]:
                for g in wanted:
                    if g not in found:
                        print("   missed", g["pair"], g["severity"], g["en_span"], "|", g["zh_span"])
    print(f"findings: {len(hits)}, annotated: {len(marked)} = {len(marked) / max(1, len(hits)):.2f}")
    if show:
        for hit in hits:
            if hit not in marked and hit.pair is not None:
                source, target = text[hit.pair]
                print("   not annotated", hit.pair, hit.source and hit.source.of(source), "|",
                      hit.target and hit.target.of(target), "|", target[:60])  # fmt: skip


if __name__ == "__main__":
    main("--show" in sys.argv)
