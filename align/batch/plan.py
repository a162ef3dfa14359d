"""What every document of a run is checked with, and what became of a document. Both travel between processes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import align
from align.encoders import revision_of
from align.model import Report, Severity
from align.packs.termbase import Termbase, merge
from align.policy import Policy
from align.qa import Settings, select, signature_of
from align.reports.index import Entry
from align.review.history import read_records
from align.review.records import Record, to_jsonl

# What a report file is called after its document's name.
FILE_ENDINGS = {"html": ".html", "json": ".json", "sarif": ".sarif", "junit": ".junit.xml"}
FORMATS = tuple(FILE_ENDINGS)
FROM_MAJOR = Policy((("*", Severity.MAJOR),))
Status = Literal["checked", "unchanged", "failed"]


@dataclass(frozen=True)
class Company:
    """A glossary for the documents whose names fit one of the patterns (as in a shell, case folded)."""

    match: tuple[str, ...]
    glossary: Termbase | None

    def fits(self, name: str) -> bool:
        """Whether a document's name, or the last part of it, fits."""
        folded = name.casefold()
        names = (folded, folded.rpartition("/")[2])
        return any(fnmatchcase(part, pattern.casefold()) for part in names for pattern in self.match)


@dataclass(frozen=True)
class Plan:
    """The choices of a run. `cache` is the folder for vectors (None: none), `threads` the encoder's.

    `decisions` is a store (file or URL) or a .jsonl file; `previous` the JSON report of the run before, or the folder
    of those; `baseline` likewise, but what it has is not counted; `run` tells one run from the next; `command` the
    options that repeat the run on one document; `companies` bring glossaries of their own, which stand above the
    general one.
    """

    output: Path
    formats: tuple[str, ...] = ("html", "json")
    model: str = "use"
    glossary: Termbase | None = None
    settings: Settings = field(default_factory=Settings)
    target_lang: str | None = None
    policy: Policy = FROM_MAJOR
    decisions: str | None = None
    previous: Path | None = None
    command: tuple[str, ...] = ()
    cache: Path | None = None
    baseline: Path | None = None
    threads: int | None = None
    companies: tuple[Company, ...] = ()
    run: str = ""

    def fingerprint(self, sha256: str) -> str:
        """Of a document's bytes and of everything its reports depend on, the program's own files included."""
        parts = (
            sha256,
            signature_of(select(self.settings), revision_of(self.model), self.glossary, self.settings),
            program_digest(),
            ",".join(sorted(self.formats)),
            self.target_lang or "",
            repr(self.policy),
            self._known_digest(),
            repr(self.command),
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

    def records(self) -> tuple[Record, ...] | None:
        """The decisions, None without a store. Raises InputError or ConfigError."""
        return None if self.decisions is None else records_of(self.decisions, self.run)

    def _known_digest(self) -> str:
        """Of what is known from before: a run after a decision is another run."""
        # By content, not by name: the same folder may be called otherwise on another machine.
        decided = None if self.decisions is None else _records_digest(self.decisions, self.run)
        reports = (self.previous, self.baseline)
        digest = hashlib.sha256(repr((decided, [path is None for path in reports])).encode())
        for path in reports:
            if path is not None and path.is_file():
                digest.update(path.read_bytes())
        return digest.hexdigest()

    def of_document(self, name: str) -> Plan:
        """The plan for the document of that name: its company's glossaries, its own report of the run before."""
        fitting = [c.glossary for c in self.companies if c.glossary is not None and c.fits(name)]
        general = [] if self.glossary is None else [self.glossary]
        return replace(
            self,
            glossary=merge([*general, *fitting]) if fitting else self.glossary,
            companies=(),
            previous=_report_of(self.previous, name),
            baseline=_report_of(self.baseline, name),
        )

    def single_threaded(self) -> Plan:
        """The plan of one process among several."""
        return replace(self, threads=1)


@dataclass(frozen=True)
class Done:
    """What became of one document. `summary` is the JSON report's; `seconds` go by fact and check;
    `systemic` are (check, group, message, count) of what was rolled up.

    `report` is there for a run over one document only: a long run must not keep its reports.
    """

    name: str
    status: Status
    error: str | None = None
    entry: Entry | None = None
    blocking: bool = False
    summary: dict[str, Any] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    systemic: tuple[tuple[str, str, str, int], ...] = ()
    report: Report | None = None


def _report_of(path: Path | None, name: str) -> Path | None:
    """The document's report in a folder of reports, None when it has none there; a file is the report itself."""
    if path is None or not path.is_dir():
        return path
    # A corrected transcript (`align feedback export --format transcript`) goes on where its document left off.
    reports = (path / f"{known}.json" for known in (name, name.removesuffix(".corrected")))
    return next((report for report in reports if report.is_file()), None)


@lru_cache(maxsize=2)
def records_of(decisions: str, run: str = "") -> tuple[Record, ...]:
    """The decisions as they were when this process first asked for them in that run.

    Once a run and process, since all its documents shall see the same; again in the next run, since the workers of a
    cluster live longer. Raises InputError or ConfigError.
    """
    return tuple(read_records(decisions))


@lru_cache(maxsize=2)
def _records_digest(decisions: str, run: str) -> str:
    return hashlib.sha256(to_jsonl(records_of(decisions, run)).encode()).hexdigest()


@cache
def program_digest() -> str:
    """A digest of the program's files: after an upgrade nothing counts as unchanged."""
    digest = hashlib.sha256()
    root = Path(align.__path__[0])
    for path in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
