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
_MOST = 60  # sentences on one side; beyond, the paragraph is taken as one bead


@dataclass(frozen=True)
class Bead:
    """A stretch of the source and the stretch of the target that renders it; `shape` counts their sentences."""

    source: Span
    target: Span
    shape: tuple[int, int]


@dataclass(frozen=True)
class _Side:
    spans: list[Span]
    width: list[float]
    anchors: list[frozenset[str]]
    asks: list[bool]


def _side(text: str, lang: str) -> _Side:
    spans = split(text, lang)
    pieces = [span.of(text) for span in spans]
    return _Side(
        spans,
        [float(max(1, columns(piece.strip()))) for piece in pieces],
        [frozenset(_ANCHOR.findall(piece)) for piece in pieces],
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
    scale = sum(source.width) / sum(target.width)
    best = [[math.inf] * (cols + 1) for _ in range(rows + 1)]
    step: dict[tuple[int, int], tuple[int, int]] = {}
    best[0][0] = 0.0
    for i in range(rows + 1):
        for j in range(cols + 1):
            for (m, n), price in _SHAPES.items():
                if i >= m and j >= n and best[i - m][j - n] < math.inf:
                    cost = best[i - m][j - n] + price + _cost(source, target, i, j, m, n, scale)
                    if cost < best[i][j]:
                        best[i][j] = cost
                        step[i, j] = (m, n)
    return _trace(source, target, step)


def _cost(source: _Side, target: _Side, i: int, j: int, m: int, n: int, scale: float) -> float:
    if not m or not n:
        return 0.0
    ratio = math.log(sum(source.width[i - m : i]) / (sum(target.width[j - n : j]) * scale))
    cost = 1.5 * ratio * ratio
    left = frozenset[str]().union(*source.anchors[i - m : i])
    right = frozenset[str]().union(*target.anchors[j - n : j])
    shared = len(left & right)
    cost -= 0.8 * min(3, shared)
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
