"""What a pile of records says about a finding now: the last word of each reviewer, and whether they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from align.keys import pair_key
from align.model import Finding, Report, Severity
from align.review.records import DISMISSED, ERRORS, SCOPES, Record


@dataclass(frozen=True)
class Standing:
    """Where a finding stands. `verdict` is the latest of the reviewers' last words.

    `conflict` is true when one reviewer calls it an error and another does not, or their corrections differ.
    `votes` holds the last verdict record of each reviewer since the conflict was last settled, in order of
    arrival; `settled` is the record that settled it, `overruled` the votes before.
    """

    verdict: str | None = None
    conflict: bool = False
    votes: tuple[Record, ...] = ()
    severity: Severity | None = None
    corrected: str | None = None
    comments: tuple[Record, ...] = ()
    settled: Record | None = None
    overruled: tuple[Record, ...] = ()

    @property
    def suppresses(self) -> bool:
        """Whether the finding no longer counts: dismissed, and nobody says otherwise."""
        return not self.conflict and self.verdict in DISMISSED


def live(records: Iterable[Record]) -> list[Record]:
    """The records that no later record undoes, in order; an undo can itself be undone."""
    ordered = list(records)
    undone: set[str] = set()
    for record in reversed(ordered):
        if record.undoes and record.id not in undone:
            undone.add(record.undoes)
    return [r for r in ordered if r.id not in undone and not r.undoes]


class Index:
    """Live records, found by what they speak about."""

    def __init__(self, records: Iterable[Record], documents: Collection[str]) -> None:
        """`documents` are the names under which the document at hand is known (its own, earlier ones)."""
        self.records = live(records)
        self._documents = frozenset(map(family, documents))
        self._by_finding: dict[str, list[Record]] = defaultdict(list)
        self._by_pair: dict[tuple[str, str], list[Record]] = defaultdict(list)
        self._by_check: dict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            here = family(record.document) in self._documents
            if record.scope == "finding" and record.finding and here:
                self._by_finding[record.finding].append(record)
            elif record.scope == "pair" and record.pair and record.check:
                self._by_pair[record.pair, record.check].append(record)
            elif record.check and (record.scope == "project" or (record.scope == "check" and here)):
                self._by_check[record.check].append(record)

    def about(self, finding: Finding, pair: str | None) -> list[Record]:
        """Every live record that bears on a finding whose pair has the key `pair`."""
        found = [*self._by_finding.get(finding.key, ()), *self._by_check.get(finding.check, ())]
        return found + (self._by_pair.get((pair, finding.check), []) if pair else [])

    def standing(self, finding: Finding, pair: str | None) -> Standing:
        """Where the finding stands; the narrowest scope that anybody used decides."""
        about = self.about(finding, pair)
        if not about:
            return Standing()
        spoken = [r for r in about if r.verdict]
        narrow = [r for r in spoken if _width(r) == min(_width(r) for r in spoken)]
        since = since_settled(narrow)
        votes = last_words(since)
        sides = {v.verdict in DISMISSED for v in votes if v.verdict in DISMISSED | ERRORS}
        texts = {v.corrected for v in votes if v.corrected is not None}
        weighed = [r for r in about if r.severity]
        return Standing(
            verdict=votes[-1].verdict if votes else None,
            conflict=len(sides) > 1 or len(texts) > 1,
            votes=votes,
            severity=Severity(weighed[-1].severity) if weighed else None,
            corrected=next((v.corrected for v in reversed(votes) if v.corrected is not None), None),
            comments=tuple(r for r in about if r.comment),
            settled=since[0] if since and since[0].settles else None,
            overruled=last_words(narrow[: len(narrow) - len(since)]),
        )


def standings(report: Report, records: Iterable[Record], documents: Collection[str] = ()) -> Mapping[str, Standing]:
    """Where each finding of the report stands, by key; `documents` are further names of the same document."""
    index = Index(records, {report.bitext.name, *documents})
    keys = pair_keys(report)
    return {f.key: index.standing(f, None if f.pair is None else keys.get(f.pair)) for f in report.findings}


def bears_on(record: Record, document: str) -> bool:
    """Whether a page of the document needs the record (an undo may be of any)."""
    return (
        family(record.document) == family(document) or record.scope in ("pair", "project") or record.undoes is not None
    )


def family(document: str) -> str:
    """The name that a document shares with its corrected versions: they go on where it left off."""
    while document.endswith(".corrected"):
        document = document.removesuffix(".corrected")
    return document


def since_settled(records: Sequence[Record]) -> Sequence[Record]:
    """What still speaks about one matter: the record that settled it last and those after it, else all."""
    start = max((n for n, record in enumerate(records) if record.settles), default=0)
    return records[start:]


def overruled(records: Iterable[Record]) -> frozenset[str]:
    """Ids of the records that live ones overrule."""
    return frozenset(i for record in live(records) for i in record.settles or ())


def pair_keys(report: Report) -> Mapping[int, str]:
    """The content key of every pair, by its index."""
    return {p.index: pair_key(p.source, p.target) for p in report.bitext.pairs}


def precision(records: Iterable[Record]) -> Mapping[str, tuple[int, int]]:
    """For each check (findings judged errors, findings judged not), by the last words on single findings."""
    last: dict[tuple[str, str], Record] = {}
    for record in live(records):
        if record.check and record.finding and record.verdict in DISMISSED | ERRORS:
            last[record.check, record.finding] = record
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (check, _), record in last.items():
        counts[check][record.verdict in DISMISSED] += 1
    return {check: (right, wrong) for check, (right, wrong) in sorted(counts.items())}


def _width(record: Record) -> int:
    return SCOPES.index(record.scope)


def last_words(records: Sequence[Record]) -> tuple[Record, ...]:
    """The last record of each reviewer, in order of arrival."""
    last: dict[str, Record] = {}
    for record in records:
        last.pop(record.reviewer, None)
        last[record.reviewer] = record
    return tuple(last.values())
