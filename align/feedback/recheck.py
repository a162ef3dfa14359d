"""Whether corrected lines are better than what they replace: each is checked again in its document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from align.keys import pair_key
from align.model import Finding, Report
from align.review.recheck import AROUND, Check, Rechecked, compared, recheck
from align.review.records import Record
from align.review.standing import standings


def judged(report: Report, records: Iterable[Record], check: Check, known: Iterable[Record] = ()) -> list[str]:
    """One line for every corrected target that still has, or newly has, a finding; `check` runs the checks.

    What the decisions `known` dismissed in a line is not held against its correction.
    """
    standing = standings(report, list(known))
    settled = {_place(f) for f in report.findings if f.suppressed or standing[f.key].suppresses}
    lines = []
    for pair, found in _outcomes(report, _corrections(report, records), check):
        for left, word in ((found.left, "is still there"), (found.new, "is new")):
            lines += [
                f"line {pair}: after the correction {word}: {f.check}: {f.message}"
                for f in left
                if _place(f) not in settled
            ]
    return lines


def _corrections(report: Report, records: Iterable[Record]) -> list[tuple[int, str]]:
    """(line, corrected target), each once."""
    pair_of = {finding.key: finding.pair for finding in report.findings}
    line_of = {pair_key(p.source, p.target): p.index for p in reversed(report.bitext.pairs)}
    found: dict[tuple[int, str], None] = {}
    for record in records:
        pair = pair_of.get(record.finding) if record.finding else line_of.get(record.pair or "")
        if record.corrected is not None and pair is not None:
            found[pair, record.corrected] = None
    return list(found)


def _outcomes(report: Report, corrections: list[tuple[int, str]], check: Check) -> Iterator[tuple[int, Rechecked]]:
    """What became of each corrected line: all lines at once in one run, unless a few in a long document cost less."""
    first = dict(reversed(corrections))
    if 2 * (2 * AROUND + 1) * len(corrections) > len(report.bitext.pairs) > 0:
        pairs = tuple(replace(p, target=first.get(p.index, p.target)) for p in report.bitext.pairs)
        after = check(replace(report.bitext, pairs=pairs))
        for pair in sorted(first):
            yield pair, compared(*([f for f in r.findings if f.pair == pair] for r in (report, after)))
        corrections = [(pair, text) for pair, text in corrections if first[pair] != text]
    for pair, text in corrections:
        yield pair, recheck(report, pair, text, check)


def _place(finding: Finding) -> tuple[int | None, str, str, str]:
    source, target = ("" if side is None else side.text for side in (finding.source, finding.target))
    return finding.pair, finding.check, source, target
