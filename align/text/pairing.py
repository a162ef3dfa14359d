"""Sentences of a pair matched in order by length and by the figures and Latin words they share.

A light matching for rules that compare sentence with sentence inside one paragraph; no vectors. Costs follow
Gale and Church (1993) in outline: squared log-ratio of lengths, plus a price for beads other than 1-1.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from align.model import Pair, Span
from align.text.han import columns
from align.text.sentences import split

_ANCHOR = re.compile(r"\d+(?:[.,]\d+)*|[A-Z][A-Za-z]+|[A-Z]{2,}\d*")
_QUESTION = re.compile(r"[?？]\s*[\"'”’」』)）]*\s*$")
# bead shapes (source sentences, target sentences) with their price
_SHAPES = {(1, 1): 0.0, (1, 2): 1.2, (2, 1): 1.2, (2, 2): 2.2, (1, 3): 2.6, (3, 1): 2.6, (1, 0): 4.5, (0, 1): 4.5}
_LARGEST = max(max(shape) for shape in _SHAPES)
_WORTH, _TELLING = 0.8, 3  # of a shared figure or Latin word, and how many of them count
_MOST = 60  # sentences on one side; beyond, the paragraph is taken as one bead


@dataclass(frozen=True)
class Bead:
    """A stretch of the source and the stretch of the target that renders it; `shape` counts their sentences."""

    source: Span
    target: Span
    shape: tuple[int, int]


@dataclass(frozen=True)
class _Side:
    """Sentences; `width[size][end]` and `anchors[size][end]` are of the `size` sentences before `end` together."""

    spans: list[Span]
    width: list[list[float]]
    anchors: list[list[frozenset[str]]]
    asks: list[bool]


def _side(text: str, lang: str) -> _Side:
    spans = split(text, lang)
    pieces = [span.of(text) for span in spans]
    width = [float(max(1, columns(piece.strip()))) for piece in pieces]
    anchors = [frozenset(_ANCHOR.findall(piece)) for piece in pieces]
    sizes, ends = range(_LARGEST + 1), range(len(pieces) + 1)
    return _Side(
        spans,
        [[sum(width[max(0, end - size) : end]) for end in ends] for size in sizes],
        [[frozenset[str]().union(*anchors[max(0, end - size) : end]) for end in ends] for size in sizes],
        [_QUESTION.search(piece) is not None for piece in pieces],
    )


def sentence_beads(pair: Pair) -> list[Bead]:
    """Beads that cover both texts in order (for `Facts.of_pair`); a side without text gives no beads."""
    if not pair.source.strip() or not pair.target.strip():
        return []
    source, target = _side(pair.source, "en"), _side(pair.target, "zh")
    rows, cols = len(source.spans), len(target.spans)
    if (rows, cols) == (1, 1) or rows > _MOST or cols > _MOST:
        return [Bead(Span(0, len(pair.source)), Span(0, len(pair.target)), (rows, cols))]
    scale = sum(source.width[1]) / sum(target.width[1])
    best = [[math.inf] * (cols + 1) for _ in range(rows + 1)]
    step: dict[tuple[int, int], tuple[int, int]] = {}
    best[0][0] = 0.0
    for i in range(rows + 1):
        for j in range(cols + 1):
            least = best[i][j]
            for (m, n), price in _SHAPES.items():
                if i >= m and j >= n:
                    cost = best[i - m][j - n] + price
                    # No bead earns more than _TELLING anchors do.
                    if cost - _WORTH * _TELLING < least:
                        cost += _cost(source, target, i, j, m, n, scale)
                        if cost < least:
                            least = cost
                            step[i, j] = (m, n)
            best[i][j] = least
    return _trace(source, target, step)


def _cost(source: _Side, target: _Side, i: int, j: int, m: int, n: int, scale: float) -> float:
    if not m or not n:
        return 0.0
    ratio = math.log(source.width[m][i] / (target.width[n][j] * scale))
    cost = 1.5 * ratio * ratio
    cost -= _WORTH * min(_TELLING, len(source.anchors[m][i] & target.anchors[n][j]))
    if source.asks[i - 1] != target.asks[j - 1]:
        cost += 0.8
    return cost


def _trace(source: _Side, target: _Side, step: dict[tuple[int, int], tuple[int, int]]) -> list[Bead]:
    at = (len(source.spans), len(target.spans))
    out: list[Bead] = []
    while at != (0, 0):
        m, n = step[at]
        out.append(Bead(_cover(source.spans, at[0], m), _cover(target.spans, at[1], n), (m, n)))
        at = (at[0] - m, at[1] - n)
    return out[::-1]


def _cover(spans: list[Span], end: int, count: int) -> Span:
    if count:
        return Span(spans[end - count].start, spans[end - 1].end)
    edge = spans[end - 1].end if end else 0
    return Span(edge, edge)
