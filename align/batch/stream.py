"""Pairs without end: each scored by itself, in order, in constant memory. For corpora and translation memories.

A pair is judged by its similarity and by the checks that look at one pair; what only a document can tell (its
names, its consistency, its order) is not asked. The same pair gets the same marks wherever it stands.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from multiprocessing import get_context
from typing import Any, Literal

import numpy as np

from align.batch.streamfile import Line
from align.batch.task import encoder_of
from align.checks.base import Check
from align.encoders import unit_vectors
from align.facts import Facts
from align.formats.tables import SOURCE_NAMES, TARGET_NAMES
from align.model import Bitext, Pair, Severity
from align.packs.termbase import Termbase
from align.qa import Settings, select
from align.text.langs import detect_target_lang

# Groups whose checks look at one pair, less those of them that need the document.
PAIRWISE = ("quantity", "script", "text", "term", "meaning.negation", "meaning.question")
_DOCUMENT_WIDE = ("quantity.consistency", "script.variant", "term.inconsistency", "text.duplicated")
COLUMNS = ("similarity", "figures", "severity", "checks")
BATCH = 256
_HEAD = 200
_LONGEST_TEXT = 20_000
Kind = Literal["tsv", "jsonl"]


@dataclass(frozen=True)
class Layout:
    """What a stream looks like. `source` and `target` are columns from 0; `header` says whether the first line
    names the columns."""

    kind: Kind
    target_lang: str
    source: int = 0
    target: int = 1
    header: bool = False


@dataclass(frozen=True)
class Scorer:
    """How pairs are scored: sent to each process once a batch, so it holds names and terms, no model."""

    layout: Layout
    model: str = "use"
    glossary: Termbase | None = None
    settings: Settings = field(default_factory=Settings)
    threads: int | None = None


@dataclass(frozen=True)
class Scored:
    """A batch done: what to write, where the next line starts, how many lines these were."""

    output: bytes
    end: int
    count: int


def pairwise(settings: Settings) -> Settings:
    """The settings with the checks of single pairs where the user has chosen none."""
    if settings.only:
        return settings
    wide = tuple(check for check in _DOCUMENT_WIDE if any(c.id == check for c in select(Settings())))
    known = tuple(p for p in PAIRWISE if any(c.id == p or c.id.startswith(p + ".") for c in select(Settings())))
    return Settings(known, (*settings.skip, *wide), settings.severities, settings.options)


def layout_of(head: Sequence[Line], kind: Kind | None = None, target_lang: str | None = None) -> Layout:
    """The layout by the first lines of the text."""
    texts = [line.data.decode("utf-8", "replace").removeprefix("\ufeff") for line in head[:_HEAD]]
    if kind is None:
        kind = "jsonl" if any(t.strip() for t in texts) and next(t for t in texts if t.strip())[0] == "{" else "tsv"
    layout = Layout(kind, target_lang or "")
    if kind == "tsv" and texts:
        names = [cell.strip().lower() for cell in texts[0].split("\t")]
        source = next((i for i, cell in enumerate(names) if cell in SOURCE_NAMES), None)
        target = next((i for i, cell in enumerate(names) if cell in TARGET_NAMES), None)
        if source is not None and target is not None:
            layout = Layout(kind, target_lang or "", source, target, True)
    if target_lang:
        return layout
    pairs = (_texts(text, layout) for text in texts[1 if layout.header else 0 :])
    lang = detect_target_lang("".join(pair[1] for pair in pairs if isinstance(pair, tuple)))
    return Layout(layout.kind, lang, layout.source, layout.target, layout.header)


def header_of(line: Line) -> bytes:
    """The header line of the output of a table whose first line is this."""
    return b"\t".join([line.data, *(name.encode() for name in COLUMNS)]) + b"\n"


def stream(lines: Iterator[Line], scorer: Scorer, jobs: int = 1, batch: int = BATCH) -> Iterator[Scored]:
    """Batches in order. No more lines are read than `jobs` + 1 batches ahead of what the caller has taken."""
    batches = iter(lambda: tuple(islice(lines, batch)), ())
    if jobs == 1:
        for one in batches:
            yield scored(one, scorer)
        return
    waiting: deque[Future[Scored]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        try:
            for one in batches:
                waiting.append(pool.submit(scored, one, scorer))
                if len(waiting) > jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def scored(lines: Sequence[Line], scorer: Scorer) -> Scored:
    """One line out for each line in; a line that is no pair is marked, never dropped."""
    texts = [_decoded(line, scorer.layout) for line in lines]
    pairs = [pair for pair in texts if isinstance(pair, tuple)]
    cosines = iter(_similarities(pairs, scorer))
    mark = _marker(scorer)
    write = _as_json if scorer.layout.kind == "jsonl" else _as_row
    out = []
    for line, pair in zip(lines, texts, strict=True):
        if isinstance(pair, tuple):
            out.append(write(line, {"similarity": next(cosines), **mark(*pair)}))
        else:
            out.append(write(line, {"similarity": None, "figures": None, "severity": "", "checks": [pair]}))
    return Scored(b"".join(out), lines[-1].end, len(lines))


def _decoded(line: Line, layout: Layout) -> tuple[str, str] | str:
    """Source and target, or the name of what is wrong with the line."""
    if not line.whole:
        return "unreadable:too-long"
    try:
        return _texts(line.data.decode("utf-8").removeprefix("\ufeff"), layout)
    except UnicodeDecodeError:
        return "unreadable:not-utf-8"


def _texts(text: str, layout: Layout) -> tuple[str, str] | str:
    if layout.kind == "tsv":
        cells = text.split("\t")
        if len(cells) <= max(layout.source, layout.target):
            return "unreadable:columns"
        return cells[layout.source], cells[layout.target]
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        return "unreadable:json"
    if not isinstance(row, dict) or not isinstance(row.get("source"), str) or not isinstance(row.get("target"), str):
        return "unreadable:source-target"
    return row["source"], row["target"]


def _similarities(pairs: Sequence[tuple[str, str]], scorer: Scorer) -> list[float | None]:
    encoder = encoder_of(scorer.model, scorer.threads, None)
    if encoder is None or not pairs:
        return [None] * len(pairs)
    vectors = unit_vectors(encoder, [s for s, _ in pairs] + [t for _, t in pairs])
    cosines = np.einsum("ij,ij->i", vectors[: len(pairs)], vectors[len(pairs) :])
    return [round(float(c), 4) if s.strip() and t.strip() else None for c, (s, t) in zip(cosines, pairs, strict=True)]


def _marker(scorer: Scorer) -> Callable[[str, str], dict[str, Any]]:
    checks = _checks(scorer.settings.only, scorer.settings.skip)
    options = {check.id: {**check.options, **scorer.settings.options.get(check.id, {})} for check in checks}

    def mark(source: str, target: str) -> dict[str, Any]:
        # What is longer than any paragraph is cut: checks are linear, but a hostile line should cost no minute.
        pair = Pair(0, source[:_LONGEST_TEXT], target[:_LONGEST_TEXT])
        facts = Facts(Bitext("stream", (pair,), target_lang=scorer.layout.target_lang), None, scorer.glossary)
        figures, worst, ids = 0, None, set()
        for check in checks:
            try:
                hits = list(check.run(facts, options[check.id]))
            except Exception:
                if os.environ.get("ALIGN_DEBUG"):
                    raise
                # a bug of ours must cost one mark, not the run over a million pairs
                ids.add(f"internal-error:{check.id}")
                continue
            for hit in hits:
                severity = scorer.settings.severities.get(check.id, hit.severity or check.severity)
                figures += check.id.startswith("quantity.")
                worst = severity if worst is None or severity.rank > worst.rank else worst
                ids.add(check.id)
        return {"figures": figures, "severity": _word(worst), "checks": sorted(ids)}

    return mark


@cache
def _checks(only: tuple[str, ...], skip: tuple[str, ...]) -> tuple[Check, ...]:
    return select(Settings(only, skip))


def _word(severity: Severity | None) -> str:
    return "" if severity is None else severity.value


def _as_row(line: Line, marks: dict[str, Any]) -> bytes:
    cells = (
        "" if marks["similarity"] is None else f"{marks['similarity']:.4f}",
        "" if marks["figures"] is None else str(marks["figures"]),
        marks["severity"],
        "|".join(marks["checks"]),
    )
    return b"\t".join([line.data, *(cell.encode() for cell in cells)]) + b"\n"


def _as_json(line: Line, marks: dict[str, Any]) -> bytes:
    try:
        row: Any = json.loads(line.data.decode("utf-8").removeprefix("\ufeff")) if line.whole else None
    except (ValueError, RecursionError):
        row = None
    kept = row if isinstance(row, dict) else {}
    row = {**kept, "align": marks}
    try:
        return json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n"
    except UnicodeEncodeError:  # half a surrogate pair came as an escape and goes out as one
        return json.dumps(row).encode("ascii") + b"\n"
