"""Checking a corrected line or a corrected pairing at once, in its document, without writing anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.encoders import Encoder, revision
from align.errors import InputError
from align.model import Bitext, Finding, Report

Check = Callable[[Bitext], Report]
# Up to here the whole document is checked again; in longer ones this many pairs around the line.
WHOLE = 400
AROUND = 40


@dataclass(frozen=True)
class Rechecked:
    """What became of a line's findings: keys of those solved, those still there, those that are new."""

    gone: tuple[str, ...]
    left: tuple[Finding, ...]
    new: tuple[Finding, ...]


def recheck(report: Report, pair: int, target: str, check: Check) -> Rechecked:
    """The findings of line `pair` with `target` as its translation. Raises InputError for an unknown line.

    `check` runs the checks as the report's run did. Findings are compared by check and evidence, because
    their keys hold the text that changed.
    """
    if not 0 <= pair < len(report.bitext.pairs):
        raise InputError(f"there is no line {pair}; the document has {len(report.bitext.pairs)}")
    if len(report.bitext.pairs) <= WHOLE:
        before = [f for f in report.findings if f.pair == pair]
        return compared(before, _of_line(check(_with_target(report.bitext, pair, target)), pair))
    start = max(0, pair - AROUND)
    window = tuple(replace(p, index=i) for i, p in enumerate(report.bitext.pairs[start : pair + AROUND + 1]))
    small = replace(report.bitext, pairs=window, layout=None)
    seen = _of_line(check(small), pair - start)
    after = _of_line(check(_with_target(small, pair - start, target)), pair - start)
    outcome = compared(seen, after)
    known = {f.key for f in report.findings}
    return replace(outcome, gone=tuple(key for key in outcome.gone if key in known))


def repaired_report(report: Report, bitext: Bitext, check: Check) -> Report:
    """The report of the document paired anew as in `bitext`; the indices of pairs are the same.

    In a long document only the surroundings of changed pairs are checked again; all else stays as it was found.
    """
    changed = [p.index for p, q in zip(bitext.pairs, report.bitext.pairs, strict=True) if p != q]
    if not changed:
        return replace(report, bitext=bitext)
    if len(bitext.pairs) <= WHOLE:
        return check(bitext)
    found: dict[int | None, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        found[finding.pair].append(finding)
    similarity = list(report.similarity)
    for start, end in _windows(changed, len(bitext.pairs)):
        window = tuple(replace(p, index=i) for i, p in enumerate(bitext.pairs[start:end]))
        seen = check(replace(bitext, pairs=window, layout=None))
        for index in set(changed) & set(range(start, end)):
            found[index] = [replace(f, pair=index) for f in seen.findings if f.pair == index - start]
            similarity[index] = seen.similarity[index - start]
    findings = tuple(f for index in (None, *range(len(bitext.pairs))) for f in found[index])
    return replace(report, bitext=bitext, findings=findings, similarity=tuple(similarity))


def _windows(changed: Sequence[int], count: int) -> list[tuple[int, int]]:
    """Ranges of pairs around the changed ones, those that meet joined."""
    out: list[tuple[int, int]] = []
    for index in changed:
        start, end = max(0, index - AROUND), min(count, index + AROUND + 1)
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _with_target(bitext: Bitext, pair: int, target: str) -> Bitext:
    pairs = list(bitext.pairs)
    pairs[pair] = replace(pairs[pair], target=target)
    return replace(bitext, pairs=tuple(pairs))


def _of_line(report: Report, pair: int) -> list[Finding]:
    return [f for f in report.findings if f.pair == pair]


def compared(before: Sequence[Finding], after: Sequence[Finding]) -> Rechecked:
    """What became of the findings `before` of lines whose findings are now `after`."""
    free = list(after)
    gone: list[str] = []
    left: list[Finding] = []
    for finding in before:
        same = next((f for f in free if _matter(f) == _matter(finding)), None)
        if same is None:
            gone.append(finding.key)
        else:
            free.remove(same)
            left.append(same)
    return Rechecked(tuple(gone), tuple(left), tuple(free))


def _matter(finding: Finding) -> tuple[str, str]:
    place = finding.source or finding.target
    return finding.check, place.text if place else ""


class Remembering:
    """An encoder that remembers vectors by text, so that checking one changed line encodes little."""

    def __init__(self, encoder: Encoder, most: int = 50_000) -> None:
        """`most` is the number of texts kept; beyond it the memory starts anew."""
        self._encoder = encoder
        self._most = most
        # The name that a report's signature gives the encoder.
        self.revision = revision(encoder)
        self._known: dict[str, NDArray[Any]] = {}

    def encode(self, sentences: list[str], /) -> NDArray[Any]:
        """Rows of shape (len(sentences), dim), as the encoder gives them."""
        missing = [s for s in dict.fromkeys(sentences) if s not in self._known]
        if len(self._known) + len(missing) > self._most:
            self._known.clear()
            missing = list(dict.fromkeys(sentences))
        if missing:
            self._known.update(zip(missing, self._encoder.encode(missing), strict=True))
        return np.stack([self._known[s] for s in sentences]) if sentences else self._encoder.encode([])
