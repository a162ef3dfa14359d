"""One line of the page and its findings, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from align.keys import pair_key
from align.model import Finding, Pair, PairKind, Place, Severity, Side
from align.reports.highlight import Mark, Piece, pieces
from align.reports.pairing import PairingView
from align.reports.words import arithmetic_of, facts_in_words, printable

# Error weights of the MQM variant published with the WMT human evaluation (5 for major, 1 for minor, 25 for the worst).
WEIGHTS = {Severity.CRITICAL: 25.0, Severity.MAJOR: 5.0, Severity.MINOR: 1.0, Severity.INFO: 0.1}


@dataclass(frozen=True)
class FindingView:
    """A finding ready to show. `label` marks it in the texts, `anchor` its place in the page.

    `home` is the line that its part of the translation belongs to, where that is another one.
    """

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
    home: int | None = None

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
    pairing: PairingView = field(default_factory=PairingView)
    objection: float | None = None  # the chance that a reviewer objects to the line

    @property
    def cost(self) -> float:
        """Expected cost of all its findings."""
        return sum(f.cost for f in self.findings)

    @property
    def worst(self) -> Severity | None:
        """The gravest severity that is open here."""
        return max((f.severity for f in self.findings if not f.suppressed), key=lambda s: s.rank, default=None)


def reading_order(finding: Finding) -> tuple[int, int, str, str]:
    """Gravest first, then by place."""
    place = finding.source or finding.target
    return (-finding.severity.rank, place.start if place else -1, finding.check, finding.key)


def finding_view(
    finding: Finding, label: str, anchor: str, known: Mapping[str, tuple[str, int]], review: Mapping[str, object]
) -> FindingView:
    """The finding as shown; `known` gives titles and versions, `review` what `extras["review"]` of a report holds."""
    title, version = known.get(finding.check, (finding.check, 1))
    status = review.get("status")
    lines = finding.evidence.get("pairs") if finding.pair is None else None
    home = finding.evidence.get("source_pair") if finding.target and finding.check.startswith("pair.") else None
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
        facts=facts_in_words(finding.evidence, [p.text for p in (finding.source, finding.target) if p is not None]),
        suggestion=printable(finding.suggestion) if finding.suggestion else None,
        source=_place(finding.source),
        target=_place(finding.target),
        suppressed=finding.suppressed,
        status=str(status.get(finding.key, "")) if isinstance(status, Mapping) else "",
        group=printable(finding.group) if finding.group else None,
        lines=tuple(i for i in lines if isinstance(i, int)) if isinstance(lines, (list, tuple)) else (),
        home=home if isinstance(home, int) and home != finding.pair else None,
    )


def _place(place: Place | None) -> Place | None:
    return place and Place(place.start, place.end, printable(place.text))


def spread_marks(findings: Sequence[Finding], whole: Sequence[FindingView]) -> Mapping[int, Sequence[Mark]]:
    """The places of rolled-up findings by line (they are in the target text)."""
    spread: dict[int, list[Mark]] = {}
    for finding, view in zip((f for f in findings if f.pair is None), whole, strict=True):
        places = finding.evidence.get("places")
        for place in places if isinstance(places, (list, tuple)) and not view.suppressed else ():
            if not isinstance(place, Mapping) or not {"pair", "start", "end"} <= place.keys():
                continue
            mark = Mark(view.label, finding.severity, int(place["start"]), int(place["end"]))
            spread.setdefault(int(place["pair"]), []).append(mark)
    return spread


def line_view(
    pair: Pair, found: tuple[FindingView, ...], notes: tuple[FindingView, ...], spread: Sequence[Mark]
) -> LineView:
    """The line as shown; `spread` are the places of systemic findings in it. Score, section and pairing are set later."""

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
