"""What translators are told: one item a finding that still stands, and the corrected lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from align.feedback.lines import line_corrections
from align.keys import pair_key
from align.model import Bitext, Finding, Pair, Report, Severity
from align.review.records import DISMISSED, Record
from align.review.standing import Standing, standings


@dataclass(frozen=True)
class Item:
    """A finding with what the reviewers said of it. `pair` is None for one about the whole document.

    `key` is the finding's and `pair_key` the fingerprint of the text it was found in: what comes back is
    matched by them, never by position. `votes` are the last words of each reviewer.
    """

    key: str
    pair_key: str
    finding: Finding
    pair: Pair | None
    severity: Severity
    verdict: str | None
    corrected: str | None
    comment: str
    conflict: bool
    votes: tuple[Record, ...] = ()


@dataclass(frozen=True)
class Corrections:
    """Corrected targets by pair index, and the pairs for which reviewers wrote different ones."""

    targets: Mapping[int, str]
    conflicts: Mapping[int, tuple[str, ...]]


def items_of(report: Report, records: Iterable[Record] = ()) -> tuple[Item, ...]:
    """The findings that were not dismissed, in the order of the report; notes (info) only if somebody confirmed them."""
    return tuple(item for item in all_items(report, records) if not _left_out(item))


def all_items(report: Report, records: Iterable[Record] = ()) -> tuple[Item, ...]:
    """Every finding of the report, dismissed or not."""
    found = standings(report, list(records))
    pairs = {pair.index: pair for pair in report.bitext.pairs}
    items = []
    for finding in report.findings:
        standing = found.get(finding.key, Standing())
        pair = None if finding.pair is None else pairs[finding.pair]
        items.append(
            Item(
                key=finding.key,
                pair_key="" if pair is None else pair_key(pair.source, pair.target),
                finding=finding,
                pair=pair,
                severity=standing.severity or finding.severity,
                verdict=standing.verdict,
                corrected=standing.corrected,
                comment="\n".join(f"{r.reviewer}: {r.comment}" for r in standing.comments if r.comment),
                conflict=standing.conflict,
                votes=standing.votes,
            )
        )
    return tuple(items)


def _left_out(item: Item) -> bool:
    dismissed = item.finding.suppressed or (item.verdict in DISMISSED and not item.conflict)
    return dismissed or (item.finding.severity is Severity.INFO and item.verdict is None)


def corrections_of(report: Report, records: Iterable[Record] = ()) -> Corrections:
    """The corrected line of each pair for which there is one.

    Corrections hang on findings or on the line itself; those of one line that differ are a conflict and change
    nothing.
    """
    records = list(records)
    texts: dict[int, list[str]] = defaultdict(list)
    for item in items_of(report, records):
        if item.pair is not None and item.corrected is not None and item.corrected != item.pair.target:
            texts[item.pair.index].append(item.corrected)
            if item.conflict:
                texts[item.pair.index] += [v.corrected for v in item.votes if v.corrected is not None]
    by_line = line_corrections(records)
    for pair in report.bitext.pairs if by_line else ():
        for record in by_line.get(pair_key(pair.source, pair.target), ()):
            if record.corrected is not None and record.corrected != pair.target:
                texts[pair.index].append(record.corrected)
    distinct = {index: tuple(dict.fromkeys(found)) for index, found in sorted(texts.items())}
    return Corrections(
        targets={index: found[0] for index, found in distinct.items() if len(found) == 1},
        conflicts={index: found for index, found in distinct.items() if len(found) > 1},
    )


def corrected(bitext: Bitext, corrections: Corrections) -> Bitext:
    """The document with the corrected targets in place."""
    pairs = tuple(replace(p, target=corrections.targets.get(p.index, p.target)) for p in bitext.pairs)
    return replace(bitext, pairs=pairs)
