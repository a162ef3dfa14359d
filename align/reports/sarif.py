"""The report as SARIF 2.1.0 (OASIS standard, 2020), for code scanning pages and other collectors of results."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from align import __version__
from align.checks.base import Check
from align.checks.registry import all_checks
from align.model import Finding, Layout, Place, Report, Severity, Span
from align.reports.words import arithmetic_of, printable

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.INFO: "note"}
# The name says what the value is made from; it may only grow a new one when the making changes.
FINGERPRINT = "alignContent/v1"
_BASELINE = {"new": "new", "regressed": "new", "still_open": "unchanged", "unchanged": "unchanged"}


def render(report: Report, uri: str | None = None, ran: Iterable[str] | None = None) -> str:
    """The report as indented JSON text ending in a newline, with one run.

    `uri` is the file's address (see `uri_of`; default: the document's name), `ran` the ids of the checks of this
    run (default: all). Regions count code points from 1 and lie in the decoded file; formats without a known
    layout have logical locations only. Findings of the previous report that are gone are results too, as absent.
    """
    text = json.dumps(to_dict(report, uri, ran), ensure_ascii=False, indent=1)
    return text + "\n"


def to_dict(report: Report, uri: str | None = None, ran: Iterable[str] | None = None) -> dict[str, Any]:
    """The report as a SARIF log of one run, as plain data."""
    chosen = None if ran is None else set(ran)
    checks = [c for c in all_checks() if chosen is None or c.id in chosen]
    rules = {check.id: i for i, check in enumerate(checks)}
    uri = uri or quote(printable(report.bitext.name))
    where = _Places(report, uri)
    review = report.extras.get("review") or {}
    status = _states(review)
    results = [_result(f, where, rules, status) for f in report.findings]
    results += [_absent(f, where, rules) for f in review.get("fixed") or ()]
    if any("suppressions" in result for result in results):
        # Either every result says whether it is suppressed, or none does (3.27.23): an empty list is a no.
        results = [{**result, "suppressions": result.get("suppressions", [])} for result in results]
    artifact: dict[str, Any] = {"location": {"uri": uri}}
    if report.bitext.sha256:
        artifact["hashes"] = {"sha-256": report.bitext.sha256}
    run = {
        "tool": {"driver": _driver(checks)},
        "automationDetails": {"id": f"align/{printable(report.bitext.name)}/"},
        "invocations": [{"executionSuccessful": True}],
        "artifacts": [artifact],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "properties": {"signature": printable(report.signature), "pairs": len(report.bitext.pairs)},
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def merged(logs: Iterable[str]) -> str:
    """Several logs written by `render` as one, a run a document, in the order given."""
    runs = [run for log in logs for run in json.loads(log)["runs"]]
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": runs}, ensure_ascii=False, indent=1) + "\n"


def uri_of(path: Path | None) -> str | None:
    """The address of a file as its user named it: relative to the working directory, or file://."""
    if path is None:
        return None
    return path.as_uri() if path.is_absolute() else quote(printable(path.as_posix()))


def _driver(checks: Sequence[Check]) -> dict[str, Any]:
    return {
        "name": "align",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [
            {
                "id": check.id,
                "shortDescription": {"text": check.title},
                "fullDescription": {"text": " ".join(check.explanation.split())},
                "help": {"text": f"{check.explanation.strip()}\n\nalign explain {check.id}"},
                "defaultConfiguration": {"level": LEVELS[check.severity]},
                "properties": {"tags": [check.category], "version": check.version},
            }
            for check in checks
        ],
    }


def _states(review: Mapping[str, Any]) -> dict[str, str]:
    """Key → state since the previous run, by what `align.review.compare` found out; empty without one."""
    states = {key: _BASELINE.get(word, "new") for key, word in (review.get("status") or {}).items()}
    return states | {key: "updated" for key in review.get("updated") or () if states.get(key) == "unchanged"}


def _result(finding: Finding, where: _Places, rules: Mapping[str, int], status: Mapping[str, str]) -> dict[str, Any]:
    words = [printable(finding.message), arithmetic_of(finding.evidence)]
    words.append(f"Suggestion: {printable(finding.suggestion)}" if finding.suggestion else None)
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "level": LEVELS[finding.severity],
        "message": {"text": "\n".join(word for word in words if word)},
        "locations": where.of(finding),
        "partialFingerprints": {FINGERPRINT: finding.key},
        "properties": {
            "severity": finding.severity.value,
            "confidence": finding.confidence,
            "category": printable(finding.category),
        },
    }
    if finding.check in rules:
        result["ruleIndex"] = rules[finding.check]
    related = where.source_of(finding)
    if related is not None:
        result["relatedLocations"] = [related]
    if finding.suppressed:
        note = finding.evidence.get("baseline") or "settled by an earlier decision"
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": printable(str(note))}]
    if status:  # then every result has one (3.27.24)
        result["baselineState"] = status.get(finding.key, "new")
    return result


def _absent(before: Mapping[str, Any], where: _Places, rules: Mapping[str, int]) -> dict[str, Any]:
    """A finding of the previous report that is no longer there; its place was in the older text."""
    check, severity = str(before.get("check", "")), str(before.get("severity", ""))
    known = severity in {s.value for s in Severity}
    result = {
        "ruleId": printable(check),
        "level": LEVELS[Severity(severity)] if known else "note",
        "message": {"text": printable(str(before.get("message", ""))) or "no longer found"},
        "locations": [{"physicalLocation": {"artifactLocation": where.artifact}}],
        "partialFingerprints": {FINGERPRINT: printable(str(before.get("key", "")))},
        "baselineState": "absent",
    }
    return result | ({"ruleIndex": rules[check]} if check in rules else {})


class _Places:
    """From places in a pair's texts to regions of the file."""

    def __init__(self, report: Report, uri: str) -> None:
        self.artifact = {"uri": uri, "index": 0}
        self._name = printable(report.bitext.name)
        self._pairs = {pair.index: (at, pair) for at, pair in enumerate(report.bitext.pairs)}
        self._layout = report.bitext.layout
        self._starts = _line_starts(self._layout.text) if self._layout else []

    def of(self, finding: Finding) -> list[dict[str, Any]]:
        """One location; a finding about the document has one for each of its places in the text, up to 50."""
        if finding.pair is not None:
            side = "target" if finding.target is not None or finding.source is None else "source"
            return [self._at(finding.pair, side, finding.target or finding.source)]
        places = [p for p in finding.evidence.get("places") or () if isinstance(p, Mapping)][:50]
        located = [self._at(p["pair"], "target", Place(p["start"], p["end"], "")) for p in places if _is_place(p)]
        return located or [{"physicalLocation": {"artifactLocation": self.artifact}}]

    def source_of(self, finding: Finding) -> dict[str, Any] | None:
        """Where the English stands that a finding in the translation speaks of."""
        if finding.pair is None or finding.source is None or finding.target is None:
            return None
        return {**self._at(finding.pair, "source", finding.source), "message": {"text": "source text"}}

    def _at(self, index: int, side: str, place: Place | None) -> dict[str, Any]:
        physical: dict[str, Any] = {"artifactLocation": self.artifact}
        span = self._in_file(index, side, place)
        if span is not None:
            physical["region"] = self._region(span)
        logical = {
            "name": f"pair {index}",
            "fullyQualifiedName": f"{self._name}/pairs/{index}/{side}",
            "kind": "element",
        }
        return {"physicalLocation": physical, "logicalLocations": [logical]}

    def _in_file(self, index: int, side: str, place: Place | None) -> Span | None:
        if self._layout is None or index not in self._pairs:
            return None
        at, pair = self._pairs[index]
        if at >= len(self._layout.slots):
            return None
        slot = self._layout.slots[at]
        pieces: tuple[Span, ...] = getattr(slot, side)
        if not pieces:  # nothing was translated: the other side's paragraph is where a reader has to look
            return span_in_file(self._layout, slot.source or slot.target, "", None)
        return span_in_file(self._layout, pieces, getattr(pair, side), place)

    def _region(self, span: Span) -> dict[str, Any]:
        start_line = bisect_right(self._starts, span.start)
        end_line = bisect_right(self._starts, max(span.start, span.end - 1))
        return {
            "startLine": start_line,
            "startColumn": span.start - self._starts[start_line - 1] + 1,
            "endLine": end_line,
            "endColumn": span.end - self._starts[end_line - 1] + 1,
            "charOffset": span.start,
            "charLength": span.end - span.start,
        }


def span_in_file(layout: Layout, pieces: Sequence[Span], text: str, place: Place | None) -> Span | None:
    """The span of the file that covers a place of a text joined from `pieces`; the whole text without a place."""
    if not pieces:
        return None
    whole = Span(pieces[0].start, pieces[-1].end)
    if place is None:
        return whole
    cursor, start, end = 0, None, None
    for piece in pieces:
        part = piece.of(layout.text)
        at = text.find(part, cursor)
        if at < 0:
            return whole  # the reader has changed the text: the paragraph is all that can be named
        cursor = at + len(part)
        if start is None and place.start < cursor:
            start = piece.start + max(0, place.start - at)
        if place.end > at:
            end = piece.start + min(place.end - at, len(part))
    start = whole.end if start is None else start
    return Span(start, max(start, start if end is None else end))


def _line_starts(text: str) -> list[int]:
    """Offsets at which lines start; \\r\\n, \\n and \\r end one."""
    starts, at = [0], 0
    for line in text.replace("\r\n", "\0\n").replace("\r", "\n").split("\n")[:-1]:
        at += len(line) + 1
        starts.append(at)
    return starts


def _is_place(place: Mapping[str, Any]) -> bool:
    values = [place.get(name) for name in ("pair", "start", "end")]
    return all(isinstance(v, int) and v >= 0 for v in values) and place["start"] <= place["end"]
