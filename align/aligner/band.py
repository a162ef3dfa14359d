"""Where to look: anchor pairs found by mutual nearest neighbours, and the band of cells around them."""

from __future__ import annotations

import numpy as np

from align.aligner.sides import Floats, Ints, Side

# A repeated line (an operator's formula) has many equal neighbours; displacement along the diagonal
# decides between them. With a weaker pull such lines break the chain of anchors in long documents.
DISPLACEMENT = 0.5
MARGIN = 0.02
SLACK = 12
# From so many cells on anchors are sought in the directions that matter most: a quarter of the work, the same chain.
MANY = 25_000_000
DIRECTIONS = 128
# No cell further from the chain than this is looked at, whatever the gap between two anchors.
WIDEST = 400


def centred(side: Side) -> tuple[Floats, Floats]:
    """Sentence and clause vectors less the side's own mean, as unit rows."""
    if not len(side):
        return side.vectors, side.clause_vectors
    mean = side.vectors.mean(axis=0)
    # A handful of sentences has no mean of its own worth removing.
    share = np.float32(len(side) / (len(side) + 4.0))
    return _unit(side.vectors - share * mean), _unit(side.clause_vectors - share * mean)


def _unit(rows: Floats) -> Floats:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Floats = np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 1e-9)
    return unit


def neighbours(source: Floats, target: Floats, pull: float = DISPLACEMENT) -> tuple[Ints, Floats, Ints]:
    """For each source row its best target row, its lead over the second best, and for each target row its best source.

    Works through the matrix in slabs, so that memory stays linear.
    """
    n, m = len(source), len(target)
    best = np.zeros(n, dtype=np.int64)
    lead = np.zeros(n, dtype=np.float32)
    top = np.full(m, -np.inf, dtype=np.float32)
    back = np.zeros(m, dtype=np.int64)
    place = (np.arange(m, dtype=np.float32) + 0.5) / max(m, 1)
    slab = max(1, 4_000_000 // max(m, 1))
    for start in range(0, n, slab):
        rows = np.arange(start, min(n, start + slab))
        score = source[rows] @ target.T
        if pull:
            score -= np.float32(pull) * np.abs(((rows + 0.5) / n).astype(np.float32)[:, None] - place[None, :])
        column = score.max(axis=0)
        better = column > top
        back[better] = rows[score.argmax(axis=0)][better]
        top[better] = column[better]
        # The second best: the best once the best is out of the way. Half the time of a partition.
        at = np.arange(len(rows))
        best[rows] = score.argmax(axis=1)
        first = score[at, best[rows]]
        score[at, best[rows]] = -np.inf
        lead[rows] = first - score.max(axis=1) if m > 1 else 1.0
    return best, lead, back


def heaviest_chain(points: Ints, weights: Floats) -> Ints:
    """Indices of the heaviest chain of points (k, 2) that rises on both sides; points are sorted by column 0.

    Fenwick tree over the second column: O(k log k).
    """
    if not len(points):
        return np.zeros(0, dtype=np.int64)
    size = int(points[:, 1].max()) + 2
    tree = [(0.0, -1)] * (size + 1)
    previous = np.full(len(points), -1, dtype=np.int64)
    totals = np.zeros(len(points))
    for index in range(len(points)):
        best = (0.0, -1)
        at = int(points[index, 1])
        while at > 0:
            best = max(best, tree[at])
            at -= at & -at
        totals[index] = best[0] + float(weights[index])
        previous[index] = best[1]
        at = int(points[index, 1]) + 1
        while at <= size:
            tree[at] = max(tree[at], (totals[index], index))
            at += at & -at
    chain = []
    at = int(totals.argmax())
    while at >= 0:
        chain.append(at)
        at = int(previous[at])
    return np.array(chain[::-1], dtype=np.int64)


def _narrowed(source: Floats, target: Floats) -> tuple[Floats, Floats]:
    """Both sides in the `DIRECTIONS` principal directions of the two together, as unit rows."""
    _, axes = np.linalg.eigh(source.T @ source + target.T @ target)
    chosen = axes[:, -DIRECTIONS:]
    return _unit(source @ chosen), _unit(target @ chosen)


def anchor_chain(source: Floats, target: Floats) -> Ints:
    """Pairs (k, 2) of sentences that are each other's nearest by a margin, rising on both sides."""
    if not len(source) or not len(target):
        return np.zeros((0, 2), dtype=np.int64)
    if len(source) * len(target) > MANY and source.shape[1] > DIRECTIONS:
        source, target = _narrowed(source, target)
    best, lead, back = neighbours(source, target)
    rows = np.flatnonzero((back[best] == np.arange(len(source))) & (lead > MARGIN))
    points = np.stack((rows, best[rows]), axis=1)
    return points[heaviest_chain(points, lead[rows])]


def band(chain: Ints, n: int, m: int, slack: int = SLACK) -> tuple[Ints, Ints]:
    """For each source boundary 0..n the target boundaries [low, high) to look at; both rise with the row.

    Between two anchors a cell may lie anywhere from two anchors back to two anchors on, plus `slack`.
    """
    if n * m <= 40_000:
        return np.zeros(n + 1, dtype=np.int64), np.full(n + 1, m + 1, dtype=np.int64)
    xs = np.concatenate(([0, 0], chain[:, 0], [n, n]))
    ys = np.concatenate(([0, 0], chain[:, 1], [m, m]))
    at = np.searchsorted(xs[2:-2], np.arange(n + 1), side="right") + 1
    low = ys[np.maximum(at - 1, 0)] - slack
    high = ys[np.minimum(at + 2, len(ys) - 1)] + slack
    middle = np.interp(np.arange(n + 1), xs[1:-1], ys[1:-1]).astype(np.int64)
    low = np.clip(np.maximum(low, middle - WIDEST), 0, m)
    high = np.clip(np.minimum(high, middle + WIDEST), 0, m)
    low[0], high[-1] = 0, m
    low = np.minimum.accumulate(low[::-1])[::-1]
    return low, np.maximum.accumulate(high) + 1
