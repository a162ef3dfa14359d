"""Corrections of lines, not of findings: what a translator mended where nothing was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from align.model import Pair
from align.review.records import ERRORS, Record, new_record
from align.review.standing import live, overruled

# The check that holds the next run to such a line, and under which the page shows who corrected it.
HELD_BY = "memory.ignored"


def line_record(document: str, pair: Pair, reviewer: str, corrected: str = "", comment: str = "") -> Record:
    """A correction (or only a comment) of this text pair, wherever it stands."""
    said = {"verdict": "fixed", "corrected": corrected} if corrected else {}
    said |= {"comment": comment} if comment else {}
    return new_record(
        reviewer, document, scope="pair", check=HELD_BY, source=pair.source, target=pair.target, **said
    )  # fmt: skip


def is_line_correction(record: Record) -> bool:
    """Whether the record corrects a text pair without speaking of a finding."""
    return record.finding is None and record.pair is not None and record.corrected is not None


def line_corrections(records: Iterable[Record]) -> Mapping[str, tuple[Record, ...]]:
    """By key of the pair: the last correction of each reviewer, unless the same one later corrected a finding there."""
    records = list(records)
    refused = overruled(records)
    last: dict[str, dict[str, Record]] = defaultdict(dict)
    for record in live(records):
        if record.pair is None or record.corrected is None or record.id in refused:
            continue
        last[record.pair].pop(record.reviewer, None)
        if is_line_correction(record) and (record.verdict is None or record.verdict in ERRORS):
            last[record.pair][record.reviewer] = record
    return {pair: tuple(found.values()) for pair, found in last.items() if found}


def comments_on_lines(records: Iterable[Record]) -> Mapping[str, frozenset[str]]:
    """By key of the pair: what was said of the line without speaking of a finding."""
    said: dict[str, set[str]] = defaultdict(set)
    for record in live(records):
        if record.finding is None and record.pair is not None and record.comment:
            said[record.pair].add(record.comment)
    return {pair: frozenset(texts) for pair, texts in said.items()}
