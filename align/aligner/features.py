"""What the model sees of a bead: lengths, block cosines, clause coverage, clause competition, weakest links.

Everything is worked out in slabs of source rows inside the band, from sentence and clause vectors alone:
a block's vector is the byte-weighted sum of its sentences' vectors, so that no joined text is ever encoded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.aligner.sides import Floats, Ints, Side

BEAD_FEATURES = (
    "one",
    "more_source",
    "more_target",
    "many_to_many",
    "one_to_one",
    "length",
    "ratio",
    "cosine",
    "cosine_size",
    "cosine_least",
    "coverage",
    "coverage_size",
    "coverage_least",
    "mass",
    "mass_size",
    "mass_least",
    "mass_log",
    "mass_log_size",
    "mass_log_least",
)
NULL_FEATURES = ("open", "extend", "width", "cosine", "coverage")
SLAB = 64
_FLOOR = 0.02


@dataclass(frozen=True)
class View:
    """Both sides prepared: centred vectors, band, block norms and competition sums. Shapes as in `Side`."""

    source: Side
    target: Side
    low: Ints
    high: Ints
    types: tuple[tuple[int, int], ...]
    ratio: float
    variance: float
    sharpness: float
    fence: Ints | None = None  # (n, 3): first source, first target and end target sentence of each one's paragraph


@dataclass(frozen=True)
class Competition:
    """Sums of exponentiated similarities of each clause in its window, so that rivals share it; what a null bead sees."""

    source_sum: Floats
    target_sum: Floats
    source_null: Floats
    target_null: Floats


@dataclass(frozen=True)
class Slab:
    """Features (types, rows, cells, features) of beads that end at boundaries `rows`; `valid` (types, rows, cells).

    With weights given, `features` holds their products with the features instead: (types, rows, cells).
    """

    rows: Ints
    features: Floats
    valid: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


def bead_types(largest: int) -> tuple[tuple[int, int], ...]:
    """All (a, b) with a, b >= 1, at most `largest` sentences together and at most 4 a side beyond 1-n."""
    return tuple(
        (a, b)
        for a in range(1, largest)
        for b in range(1, largest)
        if a + b <= largest or (a, b) == (4, 4)
        if min(a, b) == 1 or max(a, b) <= 4
    )


def block_norms(side: Side, largest: int) -> Floats:
    """Norms (largest + 1, n + 1) of the weighted sums of the a sentences before each boundary."""
    n = len(side)
    squares = np.zeros((largest + 1, n + 1), dtype=np.float32)
    weights = side.widths
    lags = [
        np.einsum("ij,ij->i", side.vectors[: n - lag], side.vectors[lag:]) * weights[: n - lag] * weights[lag:]
        for lag in range(min(largest, n))
    ]
    for a in range(1, min(largest, n) + 1):
        grown = squares[a - 1, a:] + lags[0][: n - a + 1]
        for lag in range(1, a):
            grown = grown + 2 * lags[lag][: n - a + 1]
        squares[a, a:] = grown
    norms: Floats = np.sqrt(np.maximum(squares, 1e-12))
    return norms


def firsts(side: Side) -> Ints:
    """Index (n + 1,) of each sentence's first clause, and the number of clauses."""
    return np.searchsorted(side.owner, np.arange(len(side) + 1))


def competition(view: View) -> Competition:
    """One pass over the band: sums of exp(sharpness * cosine) per clause and the best offers per sentence."""
    source, target = view.source, view.target
    n, m = len(source), len(target)
    at_s, at_t = firsts(source), firsts(target)
    source_sum = np.zeros(len(source.owner), dtype=np.float32)
    target_sum = np.zeros(len(target.owner), dtype=np.float32)
    best_s = np.full((n, 2), -1, dtype=np.float32)
    best_t = np.full(m, -1, dtype=np.float32)
    clause_t = np.full(len(target.owner), -1, dtype=np.float32)
    for start in range(0, n, SLAB):
        end = min(n, start + SLAB)
        left, right = int(view.low[start]), int(view.high[end]) - 1
        if right <= left:
            continue
        cosines = source.vectors[start:end] @ target.vectors[left:right].T
        outside = _outside(view, start, end, left, right)
        cosines[outside] = -1
        best_s[start:end, 0] = cosines.max(axis=1)
        np.maximum(best_t[left:right], cosines.max(axis=0), out=best_t[left:right])
        cs, ct = slice(at_s[start], at_s[end]), slice(at_t[left], at_t[right])
        close = source.clause_vectors[cs] @ target.clause_vectors[ct].T
        close[outside[source.owner[cs] - start][:, target.owner[ct] - left]] = -1
        top = close.max(axis=1) * source.clause_widths[cs]
        best_s[start:end, 1] = np.add.reduceat(top, at_s[start:end] - at_s[start])
        np.maximum(clause_t[ct], close.max(axis=0), out=clause_t[ct])
        strength = np.exp(view.sharpness * (close - 1))
        strength[close == -1] = 0
        source_sum[cs] = strength.sum(axis=1)
        target_sum[ct] += strength.sum(axis=0)
    best_s[:, 1] /= np.add.reduceat(source.clause_widths, at_s[:-1])
    cover_t = np.add.reduceat(clause_t * target.clause_widths, at_t[:-1])
    cover_t /= np.add.reduceat(target.clause_widths, at_t[:-1])
    return Competition(
        source_sum,
        target_sum,
        _null(source, best_s[:, 0], best_s[:, 1]),
        _null(target, best_t, cover_t),
    )


def _outside(view: View, start: int, end: int, left: int, right: int) -> NDArray[np.bool_]:
    """Which of the cells of source sentences `start` to `end`, target `left` to `right`, lie outside the band."""
    columns = np.arange(left, right)
    if view.fence is None:
        first, last = view.low[start:end, None], view.high[start + 1 : end + 1, None] - 1
    else:
        first, last = view.fence[start:end, 1:2], view.fence[start:end, 2:3]
    return (columns < first) | (columns >= last)


def _null(side: Side, cosine: Floats, coverage: Floats) -> Floats:
    """What speaks for leaving a sentence alone: (n, 3) width, best cosine, best coverage."""
    mean = max(float(side.widths.mean()), 1.0)
    return np.column_stack((np.log((side.widths + 4) / mean), cosine, coverage)).astype(np.float32)


@dataclass(frozen=True)
class _Sums:
    """What all slabs share: block norms, summed lengths and first clauses of both sides."""

    norms_s: Floats
    norms_t: Floats
    length_s: NDArray[np.float64]
    length_t: NDArray[np.float64]
    first_s: Ints
    first_t: Ints


def slabs(view: View, rivals: Competition, weights: Floats | None = None) -> Iterator[Slab]:
    """Bead features of all cells in the band, or their products with `weights`, row slab by row slab."""
    sums = _Sums(
        block_norms(view.source, max(a for a, _ in view.types)),
        block_norms(view.target, max(b for _, b in view.types)),
        np.concatenate(([0], np.cumsum(view.source.widths, dtype=np.float64))),
        np.concatenate(([0], np.cumsum(view.target.widths, dtype=np.float64))),
        firsts(view.source),
        firsts(view.target),
    )
    for start in range(1, len(view.source) + 1, SLAB):
        rows = np.arange(start, min(len(view.source) + 1, start + SLAB))
        yield _slab(view, rivals, rows, sums, weights)


def _slab(view: View, rivals: Competition, rows: Ints, sums: _Sums, weights: Floats | None) -> Slab:
    most_a, most_b = max(a for a, _ in view.types), max(b for _, b in view.types)
    s0, s1 = max(0, int(rows[0]) - most_a), int(rows[-1])
    t0, t1 = max(0, int(view.low[rows[0]]) - most_b), int(view.high[rows[-1]]) - 1
    width = int((view.high[rows] - view.low[rows]).max())
    cells = view.low[rows][:, None] + np.arange(width)[None, :]
    inside = cells < view.high[rows][:, None]
    cells = np.minimum(cells, t1)
    grid = _Grid(rows - s0, cells - t0)
    parts = view.source.part(s0, s1), view.target.part(t0, t1)
    rival_s = rivals.source_sum[sums.first_s[s0] : sums.first_s[s1]]
    rival_t = rivals.target_sum[sums.first_t[t0] : sums.first_t[t1]]
    forth = _directed(grid, *parts, rival_s, view.sharpness, most_a, most_b, False)
    back = _directed(grid, *parts[::-1], rival_t, view.sharpness, most_b, most_a, True)
    shape = (len(view.types), *cells.shape)
    out = np.zeros(shape if weights is not None else (*shape, len(BEAD_FEATURES)), dtype=np.float32)
    valid = np.zeros(shape, dtype=np.bool_)
    for index, (a, b) in enumerate(view.types):
        valid[index] = inside & (rows[:, None] >= a) & (cells >= b)
        if view.fence is not None:
            own = view.fence[rows - 1]
            valid[index] &= (rows - a >= own[:, 0])[:, None] & (cells - b >= own[:, 1:2]) & (cells <= own[:, 2:3])
        for place, value in enumerate(_bead_values(view, sums, forth, back, rows, cells, a, b)):
            if weights is None:
                out[index, :, :, place] = value
            else:
                out[index] += weights[place] * np.asarray(value, dtype=np.float32)
    out[~valid] = 0
    return Slab(rows, out, valid)


def _bead_values(
    view: View,
    sums: _Sums,
    forth: dict[str, _Members],
    back: dict[str, _Members],
    rows: Ints,
    cells: Ints,
    a: int,
    b: int,
) -> Iterator[Floats | float]:
    """The features of beads of `a` and `b` sentences in the order of BEAD_FEATURES; numbers or (rows, cells)."""
    yield from (1.0, a - 1.0, b - 1.0, float(a > 1 and b > 1), float(a == b == 1))
    before_s, before_t = np.maximum(rows - a, 0)[:, None], np.maximum(cells - b, 0)
    long_s = ((sums.length_s[rows][:, None] - sums.length_s[before_s]) * view.ratio).astype(np.float32)
    long_t = (sums.length_t[cells] - sums.length_t[before_t]).astype(np.float32)
    yield np.abs(long_t - long_s) / np.sqrt(view.variance * (long_s + long_t + 1))
    yield np.abs(np.log((long_t + 4) / (long_s + 4)))
    norm_s = np.maximum(sums.norms_s[a, rows][:, None], 1e-3)
    norm_t = np.maximum(sums.norms_t[b, cells], 1e-3)
    size = np.float32(np.log(a + b - 1))
    cosine = np.clip(forth["cosine"].total[b - 1][a - 1] / (norm_s * norm_t), -1, 1)
    yield from (cosine, cosine * size)
    least = np.minimum(forth["cosine"].least[b - 1][a - 1] / norm_t, back["cosine"].least[a - 1][b - 1] / norm_s)
    yield np.clip(least, -1, 1)
    for kind in ("coverage", "mass", "mass_log"):
        one, two = forth[kind], back[kind]
        mean = one.total[b - 1][a - 1] / one.weight[a - 1] + two.total[a - 1][b - 1] / two.weight[b - 1]
        yield from (mean / 2, mean / 2 * size)
        yield np.minimum(one.least[b - 1][a - 1], two.least[a - 1][b - 1])


@dataclass(frozen=True)
class _Grid:
    """Local boundaries of the cells: rows (R,) and columns (R, W)."""

    rows: Ints
    columns: Ints


@dataclass(frozen=True)
class _Members:
    """Running over the members of one block: `total[other size][size]` (R, W), `least` alike, `weight[size]`."""

    total: list[Floats]
    least: list[Floats]
    weight: Floats


def _directed(
    grid: _Grid,
    one: Side,
    other: Side,
    sums: Floats,
    sharpness: float,
    most: int,
    most_other: int,
    flipped: bool,
) -> dict[str, _Members]:
    """How each sentence of `one` fares against blocks of `other`, gathered at the grid's cells.

    `flipped` says that `one` is the side of the grid's columns.
    """
    at, at_other = firsts(one)[:-1], firsts(other)[:-1]
    close = one.clause_vectors @ other.clause_vectors.T
    clause_weight = np.maximum(np.add.reduceat(one.clause_widths, at), 1e-6)
    best = np.maximum.reduceat(close, at_other, axis=1)
    strength = np.add.reduceat(np.exp(sharpness * (close - 1)), at_other, axis=1) / np.maximum(sums, 1e-9)[:, None]
    cosine = (one.vectors @ other.vectors.T) * other.widths[None, :]
    n, m = cosine.shape
    fields: dict[str, list[Floats]] = {"cosine": [], "coverage": [], "mass": [], "mass_log": []}
    top = np.full((len(close), m + 1), -1, dtype=np.float32)
    gained = np.zeros((len(close), m + 1), dtype=np.float32)
    sums_cosine = np.zeros((n, m + 1), dtype=np.float32)
    for size in range(1, most_other + 1):
        if size <= m:
            top[:, size:] = np.maximum(top[:, size:], best[:, : m + 1 - size])
            gained[:, size:] += strength[:, : m + 1 - size]
            sums_cosine[:, size:] += cosine[:, : m + 1 - size]
        fields["cosine"].append(sums_cosine.copy())
        for kind, value in (("coverage", top), ("mass", gained), ("mass_log", np.log(gained + _FLOOR))):
            summed = np.add.reduceat(value * one.clause_widths[:, None], at, axis=0)
            fields[kind].append((summed / clause_weight[:, None]).astype(np.float32))
    return {
        kind: _gather(grid, values, one.widths if kind == "cosine" else clause_weight, most, flipped)
        for kind, values in fields.items()
    }


def _gather(grid: _Grid, values: list[Floats], weights: Floats, most: int, flipped: bool) -> _Members:
    """Sums and minima over the last 1..most members before each cell's boundary, for each size of the other block."""
    own = grid.columns if flipped else np.broadcast_to(grid.rows[:, None], grid.columns.shape)
    across = np.broadcast_to(grid.rows[:, None], grid.columns.shape) if flipped else grid.columns
    members = np.maximum(own[None] - 1 - np.arange(most)[:, None, None], 0)
    weight = np.cumsum(weights[members], axis=0)
    total, least = [], []
    for value in values:
        picked = value[members, across[None]]
        total.append(np.cumsum(picked * weights[members], axis=0))
        least.append(np.minimum.accumulate(picked, axis=0))
    return _Members(total, least, weight)
