"""Agreed pairs for translation memories: TMX 1.4b."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from align.feedback.items import Corrections, corrected
from align.formats import tmx
from align.model import Report
from align.review.records import DISMISSED, Record
from align.review.standing import Standing, standings


def memory(report: Report, corrections: Corrections, confirmed: Iterable[int] = ()) -> bytes:
    """TMX 1.4b of the pairs that people have settled: corrected lines, and lines in `confirmed`."""
    chosen = set(corrections.targets) | set(confirmed)
    props: Mapping[int, Mapping[str, str]] = {
        i: {"x-status": "corrected" if i in corrections.targets else "confirmed"} for i in chosen
    }
    return tmx.write(corrected(report.bitext, corrections), props, only=chosen)


def confirmed_pairs(report: Report, records: Iterable[Record]) -> set[int]:
    """Pairs that reviewers looked at and let stand: every finding there was dismissed, and nobody disagrees."""
    found = standings(report, list(records))
    verdicts: dict[int, list[Standing]] = defaultdict(list)
    for finding in report.findings:
        if finding.pair is not None:
            verdicts[finding.pair].append(found.get(finding.key, Standing()))
    return {i for i, all_of in verdicts.items() if all(s.verdict in DISMISSED and not s.conflict for s in all_of)}
