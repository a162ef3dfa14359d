"""What a page shows, as data: built before any markup, so that it can be tested and reused without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from align.model import Finding, Pair, Report, Severity
from align.reports.lines import FindingView, LineView, finding_view, line_view, reading_order, spread_marks
from align.reports.pairing import pairing_view
from align.reports.words import printable

_WORST_LINES = 8


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

    @property
    def doubtful(self) -> bool:
        """Whether reviewers found it wrong so often that it may be muted."""
        return doubtful(self.right, self.decided - self.right)


def doubtful(right: int, wrong: int) -> bool:
    """Whether a check costs more than it gives: of at least five findings decided, more were wrong than right."""
    return right + wrong >= 5 and right < wrong


@dataclass(frozen=True)
class NameView:
    """One name with its renderings: (form, pairs it stands in, whether it is the usual one). `lost` pairs have none."""

    name: str
    kind: str
    forms: tuple[tuple[str, tuple[int, ...], bool], ...]
    lost: tuple[int, ...]

    @property
    def uneven(self) -> bool:
        """Whether there is a choice to make."""
        return len(self.forms) > 1


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
    names: tuple[NameView, ...] = ()


def names_of(rows: Sequence[Mapping[str, Any]]) -> tuple[NameView, ...]:
    """The ledger by name, those rendered in several ways first, then in order of first mention."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(str(row["name"]), []).append(row)
    views = []
    for name, own in found.items():
        forms = tuple((printable(r["form"]), tuple(r["pairs"]), bool(r["usual"])) for r in own if r["form"])
        lost = tuple(i for r in own if not r["form"] for i in r["pairs"])
        views.append(NameView(printable(name), str(own[0]["kind"]), forms, lost))
    return tuple(sorted(views, key=lambda v: not v.uneven))


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
            whole.append(finding_view(finding, f"D{len(whole) + 1}", f"d{len(whole) + 1}", known, review))
        else:
            by_pair.setdefault(finding.pair, []).append(finding)
    notes: dict[int, list[FindingView]] = {}
    for view in whole:
        for index in view.lines:
            notes.setdefault(index, []).append(view)
    spread = spread_marks(report.findings, whole)
    beads = report.extras.get("bead_confidence") or ()
    chances = report.extras.get("objection") or ()
    first_question = _first_question(bitext.pairs)
    lines = []
    for position, pair in enumerate(bitext.pairs):
        found = sorted(by_pair.get(pair.index, ()), key=reading_order)
        views = tuple(finding_view(f, str(n), f"p{pair.index}-{n}", known, review) for n, f in enumerate(found, 1))
        section = "" if first_question is None else "remarks" if position < first_question else "questions"
        line = line_view(pair, views, tuple(notes.get(pair.index, ())), spread.get(pair.index, ()))
        bead = beads[position] if position < len(beads) else None
        pairing = pairing_view(pair, bead, found, bitext.target_lang)
        line = replace(line, objection=chances[position] if position < len(chances) else None)
        lines.append(replace(line, similarity=report.similarity[position], section=section, pairing=pairing))
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
        names=names_of(report.extras.get("names") or ()),
        fixed=tuple(printable(str(f.get("message", ""))) for f in review.get("fixed") or ()),
        compared=dict(review.get("counts") or {}),
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
