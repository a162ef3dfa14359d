"""The values that flow through the program: frozen dataclasses, no I/O, no rules.

Offsets are code points from 0, half open, in the text of one side of one pair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal

Side = Literal["source", "target"]
PairKind = Literal["speech", "label", "heading"]


class Severity(str, Enum):
    """How much a finding matters; `info` never fails a run."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"

    @property
    def rank(self) -> int:
        """3 for critical down to 0 for info."""
        return 3 - list(Severity).index(self)


@dataclass(frozen=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, got {self.start}, {self.end}")

    def of(self, text: str) -> str:
        """The part of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share a code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """The same range `by` code points further on."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True)
class Slot:
    """Where a pair's texts stand in the decoded file: one span for each piece a text was joined from."""

    source: tuple[Span, ...]
    target: tuple[Span, ...]


@dataclass(frozen=True)
class Layout:
    """What a writer needs to give the file back unchanged outside corrected lines."""

    format: str
    text: str
    encoding: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Pair:
    """A source paragraph and its translation. `index` counts source paragraphs of the file from 0."""

    index: int
    source: str
    target: str
    kind: PairKind = "speech"
    speaker: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Bitext:
    """A document: its pairs in order and what is known about it. `sha256` is of the file's bytes."""

    name: str
    pairs: tuple[Pair, ...]
    source_lang: str = "en"
    target_lang: str = "zh-Hant-TW"
    sha256: str = ""
    title: str | None = None
    notice: str | None = None
    layout: Layout | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Hit:
    """What a check found: places, facts and words; no severity decision, no key.

    `pair` is an index into `Bitext.pairs`, or None for a finding about the whole document, which then
    lists its pairs in `evidence["pairs"]`. `severity` and `category` override the check's defaults.
    `group` names systemic findings that share one cause (one decision can settle all of them).
    """

    pair: int | None
    message: str
    source: Span | None = None
    target: Span | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict)
    suggestion: str | None = None
    severity: Severity | None = None
    category: str | None = None
    confidence: float = 0.9
    group: str | None = None


@dataclass(frozen=True)
class Place:
    """A span with the text it covers."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Finding:
    """A hit with its identity and weight. `key` is a content fingerprint and holds no position."""

    key: str
    pair: int | None
    check: str
    category: str
    severity: Severity
    confidence: float
    message: str
    source: Place | None = None
    target: Place | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict)
    suggestion: str | None = None
    suppressed: bool = False
    group: str | None = None


@dataclass(frozen=True)
class Report:
    """All that is known about one document after a run. `similarity[i]` is in [-1, 1], None if not scored."""

    bitext: Bitext
    findings: tuple[Finding, ...]
    similarity: tuple[float | None, ...]
    signature: str
    extras: Mapping[str, Any] = field(default_factory=dict)

    def open_findings(self) -> Sequence[Finding]:
        """Findings that nobody has suppressed."""
        return [f for f in self.findings if not f.suppressed]
