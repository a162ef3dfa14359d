"""What became of the feedback: asked for, followed, still open, come back; and which checks reviewers disbelieve."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from align.feedback.lines import HELD_BY
from align.keys import normalised
from align.reports.view import doubtful
from align.review.records import ERRORS, Record
from align.review.standing import family, live, precision

ALL = "all documents"


@dataclass(frozen=True)
class Row:
    """Findings (and lines without one) that somebody (`kind`: all, document, translator or engine) was asked to mend.

    `followed`: as asked, or the finding is gone; `otherwise`: the line was changed to something else; `left`: it is
    as it was; `unknown`: the line or its document's report is not there. `came_back` counts findings of other
    documents that say an earlier correction was ignored, and corrections that were undone.
    """

    kind: str
    who: str
    documents: int
    asked: int
    followed: int
    otherwise: int
    left: int
    unknown: int
    came_back: int


@dataclass(frozen=True)
class Judged:
    """A check by what reviewers said of its findings."""

    check: str
    right: int
    wrong: int

    @property
    def mute(self) -> str:
        """The option that leaves the check out, if reviewers found it wrong more often than right; else empty."""
        return f"--skip {self.check}" if doubtful(self.right, self.wrong) else ""


Groups = Mapping[str, Mapping[str, str]]


def summary(records: Iterable[Record], reports: Iterable[Mapping[str, Any]], groups: Groups | None = None) -> list[Row]:
    """One row for all, then for every translator and engine; without `groups` for every document.

    `reports` are JSON reports (`align.report/1`), read one at a time; `groups` says for a document's name who
    translated it: {"translator": ..., "engine": ...}.
    """
    asked = _asked(records)
    fates: dict[str, dict[str, int]] = {}
    own_words: set[str] = set()
    came_back: dict[str, int] = defaultdict(int)
    for report in reports:
        given = str(_map(report.get("document")).get("name", ""))
        base = family(given)
        name = base if base in asked else given
        came_back[name] += _came_back(report, asked.get(name, ()))
        # The report of the document itself speaks for it; one of its corrected form only in its absence.
        if name in asked and (given == name or name not in own_words):
            fates[name] = _fates(asked[name], report)
            own_words |= {name} if given == name else set()
    names = dict.fromkeys([*asked, *came_back])
    counts = {n: fates.get(n, {"unknown": len(asked.get(n, ()))}) for n in names}
    rows = [_row("all", ALL, list(names), counts, came_back)]
    for kind, who, members in _grouped(names, groups):
        rows.append(_row(kind, who, members, counts, came_back))
    return rows


def judged_checks(records: Iterable[Record]) -> list[Judged]:
    """Every check that reviewers spoke about, the least believed first."""
    found = [Judged(check, right, wrong) for check, (right, wrong) in precision(records).items()]
    return sorted(found, key=lambda j: (j.right / max(1, j.right + j.wrong), -j.wrong, j.check))


def _asked(records: Iterable[Record]) -> dict[str, list[Record]]:
    """By document: the last word on each finding, or line without one, that somebody wants mended."""
    last: dict[tuple[str, str], Record] = {}
    for record in live(records):
        about = record.finding or (record.pair if record.corrected is not None else None)
        if about and (record.verdict or record.corrected is not None):
            last[record.document, about] = record
    asked: dict[str, list[Record]] = defaultdict(list)
    for (document, _), record in last.items():
        if record.verdict in ERRORS or (record.verdict is None and record.corrected is not None):
            asked[document].append(record)
    return dict(asked)


def _fates(asked: Sequence[Record], report: Mapping[str, Any]) -> dict[str, int]:
    by_source: dict[str, list[str]] = defaultdict(list)
    for pair in _maps(report.get("pairs")):
        by_source[normalised(str(pair.get("source", "")))].append(normalised(str(pair.get("target", ""))))
    keys = {str(f.get("key")) for f in _maps(report.get("findings"))}
    fates: dict[str, int] = defaultdict(int)
    for record in asked:
        fates[_fate(record, by_source, keys)] += 1
    return fates


def _fate(record: Record, by_source: Mapping[str, Sequence[str]], keys: set[str]) -> str:
    if record.source is None or record.target is None:
        return "left" if record.finding in keys else "unknown"
    targets = by_source.get(normalised(record.source), ())
    if not targets:
        return "unknown"
    if record.corrected is not None and normalised(record.corrected) in targets:
        return "followed"
    if normalised(record.target) in targets:
        return "left"
    return "otherwise" if record.corrected is not None else "followed"


def _came_back(report: Mapping[str, Any], asked: Sequence[Record]) -> int:
    """Corrections ignored or undone; what this very document was asked to mend is not back, it is still there."""
    own = {(normalised(r.source or ""), normalised(r.target or "")) for r in asked}
    texts = {
        p.get("index"): (normalised(str(p.get("source", ""))), normalised(str(p.get("target", ""))))
        for p in _maps(report.get("pairs"))
    }
    ignored = sum(
        1
        for f in _maps(report.get("findings"))
        if f.get("check") == HELD_BY and not f.get("suppressed") and texts.get(f.get("pair")) not in own
    )
    status = _map(_map(_map(report.get("extras")).get("review")).get("status"))
    return ignored + sum(1 for word in status.values() if word == "regressed")


def _grouped(names: Iterable[str], groups: Groups | None) -> list[tuple[str, str, list[str]]]:
    if groups is None:
        return [("document", name, [name]) for name in sorted(names)]
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in names:
        stated = groups.get(name) or groups.get(family(name)) or {}
        for kind in ("translator", "engine"):
            if stated.get(kind):
                found[kind, stated[kind]].append(name)
        if not any(stated.values()):
            found["unknown", "not in the manifest"].append(name)
    order = {"translator": 0, "engine": 1, "unknown": 2}
    return [(kind, who, found[kind, who]) for kind, who in sorted(found, key=lambda k: (order[k[0]], k[1]))]


def _row(
    kind: str, who: str, names: Sequence[str], counts: Mapping[str, Mapping[str, int]], came_back: Mapping[str, int]
) -> Row:
    sums = {word: sum(counts[n].get(word, 0) for n in names) for word in ("followed", "otherwise", "left", "unknown")}
    back = sum(came_back.get(n, 0) for n in names)
    return Row(kind, who, len(names), sum(sums.values()), **sums, came_back=back)


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _maps(value: object) -> list[Mapping[str, Any]]:
    return [v for v in value if isinstance(v, Mapping)] if isinstance(value, list) else []
