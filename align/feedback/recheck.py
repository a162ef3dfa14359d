"""Whether corrected lines are better than what they replace: each is checked again in its document."""

from __future__ import annotations

from collections.abc import Iterable

from align.model import Finding, Report
from align.review.recheck import Check, recheck
from align.review.records import Record
from align.review.standing import standings


def judged(report: Report, records: Iterable[Record], check: Check, known: Iterable[Record] = ()) -> list[str]:
    """One line for every corrected target that still has, or newly has, a finding; `check` runs the checks.

    What the decisions `known` dismissed in a line is not held against its correction.
    """
    standing = standings(report, list(known))
    settled = {_place(f) for f in report.findings if f.suppressed or standing[f.key].suppresses}
    by_key = {finding.key: finding for finding in report.findings}
    lines: list[str] = []
    seen: set[tuple[int, str]] = set()
    for record in records:
        finding = by_key.get(record.finding or "")
        if record.corrected is None or finding is None or finding.pair is None:
            continue
        if (finding.pair, record.corrected) in seen:
            continue
        seen.add((finding.pair, record.corrected))
        found = recheck(report, finding.pair, record.corrected, check)
        for left, word in ((found.left, "is still there"), (found.new, "is new")):
            lines += [
                f"line {finding.pair}: after the correction {word}: {f.check}: {f.message}"
                for f in left
                if _place(f) not in settled
            ]
    return lines


def _place(finding: Finding) -> tuple[int | None, str, str, str]:
    source, target = ("" if side is None else side.text for side in (finding.source, finding.target))
    return finding.pair, finding.check, source, target
