"""What a page shows, as data: built before any markup, so that it can be tested and reused without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from align.keys import pair_key
from align.model import Finding, Pair, PairKind, Place, Report, Severity, Side
from align.reports.highlight import Mark, Piece, pieces
from align.reports.words import arithmetic_of, facts_in_words, printable

# Error weights of the MQM variant published with the WMT human evaluation (5 for major, 1 for minor, 25 for the worst).
WEIGHTS = {Severity.CRITICAL: 25.0, Severity.MAJOR: 5.0, Severity.MINOR: 1.0, Severity.INFO: 0.1}
_WORST_LINES = 8


@dataclass(frozen=True)
class FindingView:
    """A finding ready to show. `label` marks it in the texts, `anchor` its place in the page."""

    anchor: str
    label: str
    key: str
    check: str
    title: str
    version: int
    category: str
    severity: Severity
    confidence: float
    message: str
    arithmetic: str | None
    facts: tuple[tuple[str, str], ...]
    suggestion: str | None
    source: Place | None
    target: Place | None
    suppressed: bool
    status: str
    group: str | None
    lines: tuple[int, ...]

    @property
    def cost(self) -> float:
        """Expected cost: the severity's weight times the confidence."""
        return 0.0 if self.suppressed else WEIGHTS[self.severity] * self.confidence


@dataclass(frozen=True)
class LineView:
    """One pair with its findings. `seconds` is what reading and deciding it takes, roughly."""

    index: int
    key: str
    kind: PairKind
    speaker: str | None
    section: str
    similarity: float | None
    source: tuple[Piece, ...]
    target: tuple[Piece, ...]
    findings: tuple[FindingView, ...]
    notes: tuple[FindingView, ...]
    seconds: int

    @property
    def cost(self) -> float:
        """Expected cost of all its findings."""
        return sum(f.cost for f in self.findings)

    @property
    def worst(self) -> Severity | None:
        """The gravest severity that is open here."""
        return max((f.severity for f in self.findings if not f.suppressed), key=lambda s: s.rank, default=None)


@dataclass(frozen=True)
class CheckRow:
    """How often a check fired, by severity in order of gravity; suppressed findings are not counted.

    Of `decided` findings that reviewers ever decided `right` were errors.
    """

    check: str
    title: str
    total: int
    by_severity: tuple[int, ...]
    right: int = 0
    decided: int = 0


@dataclass(frozen=True)
class PageView:
    """A whole report. `verdict` is fail, look or pass."""

    name: str
    title: str | None
    notice: str | None
    source_lang: str
    target_lang: str
    sha256: str
    signature: str
    verdict: str
    open_count: int
    suppressed_count: int
    blocking: int
    by_severity: tuple[tuple[Severity, int], ...]
    checks: tuple[CheckRow, ...]
    document: tuple[FindingView, ...]
    lines: tuple[LineView, ...]
    worst: tuple[LineView, ...]
    speakers: tuple[str, ...]
    has_sections: bool
    has_precision: bool
    fixed: tuple[str, ...]
    compared: Mapping[str, int]


def titles() -> Mapping[str, tuple[str, int]]:
    """Title and version of every check that is installed."""
    from align.checks.registry import all_checks

    return {check.id: (check.title, check.version) for check in all_checks()}


def verdict_of(findings: Sequence[Finding], fail_on: Severity) -> tuple[str, int]:
    """(fail | look | pass, number of open findings at or above `fail_on`); info never fails nor asks for a look."""
    open_ones = [f for f in findings if not f.suppressed and f.severity is not Severity.INFO]
    blocking = sum(f.severity.rank >= fail_on.rank for f in open_ones)
    return ("fail" if blocking else "look" if open_ones else "pass"), blocking


def build(report: Report, fail_on: Severity = Severity.MAJOR) -> PageView:
    """Everything the page shows about `report`."""
    bitext = report.bitext
    review = report.extras.get("review") or {}
    known = titles()
    by_pair: dict[int, list[Finding]] = {}
    whole: list[FindingView] = []
    for finding in report.findings:
        if finding.pair is None:
            whole.append(_finding(finding, f"D{len(whole) + 1}", f"d{len(whole) + 1}", known, review))
        else:
            by_pair.setdefault(finding.pair, []).append(finding)
    notes: dict[int, list[FindingView]] = {}
    for view in whole:
        for index in view.lines:
            notes.setdefault(index, []).append(view)
    spread = _spread_marks(report.findings, whole)
    first_question = _first_question(bitext.pairs)
    lines = []
    for position, pair in enumerate(bitext.pairs):
        found = sorted(by_pair.get(pair.index, ()), key=_reading_order)
        views = tuple(_finding(f, str(n), f"p{pair.index}-{n}", known, review) for n, f in enumerate(found, 1))
        section = "" if first_question is None else "remarks" if position < first_question else "questions"
        line = _line(pair, views, tuple(notes.get(pair.index, ())), spread.get(pair.index, ()))
        lines.append(replace(line, similarity=report.similarity[position], section=section))
    verdict, blocking = verdict_of(report.findings, fail_on)
    open_ones = report.open_findings()
    counts = Counter(f.severity for f in open_ones)
    return PageView(
        name=printable(bitext.name),
        title=printable(bitext.title) if bitext.title else None,
        notice=printable(bitext.notice) if bitext.notice else None,
        source_lang=bitext.source_lang,
        target_lang=bitext.target_lang,
        sha256=bitext.sha256,
        signature=printable(report.signature),
        verdict=verdict,
        open_count=len(open_ones),
        suppressed_count=len(report.findings) - len(open_ones),
        blocking=blocking,
        by_severity=tuple((severity, counts[severity]) for severity in Severity),
        checks=_check_rows(open_ones, known, review.get("precision") or {}),
        document=tuple(whole),
        lines=tuple(lines),
        worst=tuple(sorted((v for v in lines if v.cost > 0), key=lambda v: (-v.cost, v.index))[:_WORST_LINES]),
        speakers=tuple(dict.fromkeys(printable(p.speaker) for p in bitext.pairs if p.speaker)),
        has_sections=first_question is not None,
        has_precision=bool(review.get("precision")),
        fixed=tuple(printable(str(f.get("message", ""))) for f in review.get("fixed") or ()),
        compared=dict(review.get("counts") or {}),
    )


def _reading_order(finding: Finding) -> tuple[int, int, str, str]:
    place = finding.source or finding.target
    return (-finding.severity.rank, place.start if place else -1, finding.check, finding.key)


def _finding(
    finding: Finding, label: str, anchor: str, known: Mapping[str, tuple[str, int]], review: Mapping[str, object]
) -> FindingView:
    title, version = known.get(finding.check, (finding.check, 1))
    status = review.get("status")
    lines = finding.evidence.get("pairs") if finding.pair is None else None
    return FindingView(
        anchor=anchor,
        label=label,
        key=finding.key,
        check=printable(finding.check),
        title=title,
        version=version,
        category=finding.category,
        severity=finding.severity,
        confidence=finding.confidence,
        message=printable(finding.message),
        arithmetic=arithmetic_of(finding.evidence),
        facts=facts_in_words(finding.evidence),
        suggestion=printable(finding.suggestion) if finding.suggestion else None,
        source=_place(finding.source),
        target=_place(finding.target),
        suppressed=finding.suppressed,
        status=str(status.get(finding.key, "")) if isinstance(status, Mapping) else "",
        group=printable(finding.group) if finding.group else None,
        lines=tuple(i for i in lines if isinstance(i, int)) if isinstance(lines, (list, tuple)) else (),
    )


def _place(place: Place | None) -> Place | None:
    return place and Place(place.start, place.end, printable(place.text))


def _spread_marks(findings: Sequence[Finding], whole: Sequence[FindingView]) -> Mapping[int, Sequence[Mark]]:
    """The places of rolled-up findings by line (they are in the target text)."""
    spread: dict[int, list[Mark]] = {}
    for finding, view in zip((f for f in findings if f.pair is None), whole, strict=True):
        places = finding.evidence.get("places")
        for place in places if isinstance(places, (list, tuple)) and not view.suppressed else ():
            mark = Mark(view.label, finding.severity, int(place["start"]), int(place["end"]))
            spread.setdefault(int(place["pair"]), []).append(mark)
    return spread


def _line(
    pair: Pair, found: tuple[FindingView, ...], notes: tuple[FindingView, ...], spread: Sequence[Mark]
) -> LineView:
    def marks(side: Side) -> list[Mark]:
        places = ((f, f.source if side == "source" else f.target) for f in found if not f.suppressed)
        return [Mark(f.label, f.severity, p.start, p.end) for f, p in places if p is not None]

    return LineView(
        index=pair.index,
        key=pair_key(pair.source, pair.target),
        kind=pair.kind,
        speaker=printable(pair.speaker) if pair.speaker else None,
        section="",
        similarity=None,
        source=pieces(printable(pair.source), marks("source")),
        target=pieces(printable(pair.target), [*marks("target"), *spread]),
        findings=found,
        notes=notes,
        # 230 English words or 400 Chinese characters a minute, and eight seconds to decide each finding.
        seconds=round(len(pair.source.split()) / 230 * 60 + len(pair.target) / 400 * 60 + 8 * len(found)),
    )


def _check_rows(
    findings: Sequence[Finding], known: Mapping[str, tuple[str, int]], precision: Mapping[str, Sequence[int]]
) -> tuple[CheckRow, ...]:
    counts: dict[str, Counter[Severity]] = {}
    for finding in findings:
        counts.setdefault(finding.check, Counter())[finding.severity] += 1
    rows = []
    for check, n in counts.items():
        right, wrong = precision.get(check, (0, 0))
        title = known.get(check, (check, 1))[0]
        by_severity = tuple(n[s] for s in Severity)
        rows.append(CheckRow(printable(check), title, sum(n.values()), by_severity, right, right + wrong))
    return tuple(sorted(rows, key=lambda row: ([-n for n in row.by_severity], row.check)))


def _first_question(pairs: Sequence[Pair]) -> int | None:
    """Position where questions and answers begin: a heading that says so, or the call for the first question."""
    for position, pair in enumerate(pairs):
        text = pair.source.lower()
        if pair.kind != "speech":
            if "question" in text and "answer" in text:
                return position
        elif "first question" in text and ("next" not in text) and position > len(pairs) // 10:
            return position
    return None
