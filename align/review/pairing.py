"""Alignments corrected by hand: which of the reviewers' records hold, and the document paired as they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from align.aligner.repair import repaired
from align.model import Bitext, Report
from align.review.apply import with_review
from align.review.records import Record
from align.review.standing import family, last_words, live, since_settled


@dataclass(frozen=True)
class Pairing:
    """A document paired as reviewers decided. All fields but the first are ids of records.

    `applied` are laid over it; `waiting` hold no more because a text changed; `disputed` are the last words of
    reviewers who disagree: of these none is applied until somebody settles it.
    """

    bitext: Bitext
    applied: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()

    def stamped(self, report: Report) -> Report:
        """The report of this document, saying in `extras["review"]["pairing"]` and its signature how it was paired."""
        named = {"applied": self.applied, "waiting": self.waiting, "disputed": self.disputed}
        report = with_review(report, pairing={name: list(ids) for name, ids in named.items() if ids})
        if not self.applied:
            return report
        texts = repr([(p.source, p.target) for p in self.bitext.pairs]).encode("utf-8", "surrogatepass")
        return replace(report, signature=f"{report.signature}|pairing {sha256(texts).hexdigest()[:12]}")


def decided_pairing(bitext: Bitext, records: Iterable[Record]) -> Pairing:
    """The document, as read from its file, with the alignments that live records of it correct."""
    mine = [r for r in live(records) if r.alignment and family(r.document) == family(bitext.name)]
    if not mine:
        return Pairing(bitext)
    places: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in mine:
        assert record.alignment is not None
        places[record.alignment.place].append(record)
    votes = {place: last_words(since_settled(found)) for place, found in places.items()}
    disputed = {place for place, last in votes.items() if len({_outcome(r) for r in last}) > 1}
    standing = {r.id for place, last in votes.items() if place not in disputed for r in last}
    laid = [(r, r.alignment) for r in mine if r.alignment and r.alignment.place not in disputed]
    new, counts = repaired(bitext, (repair for _, repair in laid))
    placed = {r.id: count > 0 for (r, _), count in zip(laid, counts, strict=True)}
    return Pairing(
        new,
        applied=tuple(r.id for r, _ in laid if placed[r.id]),
        waiting=tuple(r.id for r, _ in laid if r.id in standing and not placed[r.id]),
        disputed=tuple(r.id for r in mine if any(r in votes[place] for place in disputed)),
    )


def _outcome(record: Record) -> Any:
    return record.alignment and record.alignment.outcome
