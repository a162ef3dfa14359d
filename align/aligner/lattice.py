"""Best path and posteriors over the lattice of cells, row by row; memory is that of the scores.

Three states: after a bead (M), in a run of unaligned source sentences (X), in a run of unaligned target
sentences (Y). X runs come before Y runs between two beads, so that each alignment is one path. Opening a
run and going on with it cost differently: what is missing is often missing in a block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.aligner.sides import Ints

Table = NDArray[np.float64]
NONE = -1e30


@dataclass(frozen=True)
class Lattice:
    """Scores: `beads[i]` (types, cells) of beads that end at boundary i; `source_null` (n, 2), `target_null` (m, 2)

    hold the scores of a sentence that opens and that continues an unaligned run.
    """

    low: Ints
    high: Ints
    types: tuple[tuple[int, int], ...]
    beads: list[NDArray[np.float32]]
    source_null: Table
    target_null: Table

    @property
    def shape(self) -> tuple[int, int]:
        """Source and target sentences."""
        return len(self.source_null), len(self.target_null)


@dataclass(frozen=True)
class Tables:
    """One table a state, (n + 1, cells); entry [i, k] stands for target boundary low[i] + k."""

    bead: Table
    source_run: Table
    target_run: Table
    total: float = 0.0


def _join(a: Table, b: Table, soft: bool) -> Table:
    out: Table = np.logaddexp(a, b) if soft else np.maximum(a, b)
    return out


def _fold(stack: Table, soft: bool) -> Table:
    peak: Table = stack.max(axis=0)
    if not soft:
        return peak
    out: Table = peak + np.log(np.exp(stack - peak).sum(axis=0))
    return out


def _moved(row: Table, by: int, width: int) -> Table:
    """`row` seen from a band that starts `by` cells further on, `width` cells wide."""
    out = np.full(width, NONE)
    start, end = max(0, -by), min(width, len(row) - by)
    if end > start:
        out[start:end] = row[start + by : end + by]
    return out


def forward(lattice: Lattice, soft: bool) -> Tables:
    """Tables of path scores from the start to each cell: log-sums when `soft`, else maxima."""
    n, m = lattice.shape
    low, high, types = lattice.low, lattice.high, lattice.types
    width = int((high - low).max())
    bead, run_s, run_t = (np.full((n + 1, width), NONE) for _ in range(3))
    whole = np.full((n + 1, width), NONE)
    steps = np.concatenate(([0.0], np.cumsum(lattice.target_null[:, 1])))
    sizes = np.array(types, dtype=np.int64).reshape(-1, 2)
    for i in range(n + 1):
        cells = int(high[i] - low[i])
        if i == 0:
            bead[0, 0] = 0.0  # the path starts at (0, 0), and low[0] is 0
        else:
            known = sizes[:, 0] <= i
            columns = low[i] + np.arange(cells)[None, :] - sizes[:, 1:2]
            back = np.maximum(i - sizes[:, 0], 0)
            places = columns - low[back][:, None]
            ok = known[:, None] & (places >= 0) & (places < width) & (columns >= 0)
            scores = whole[back[:, None], np.clip(places, 0, width - 1)] + lattice.beads[i]
            bead[i, :cells] = _fold(np.where(ok, scores, NONE), soft)
            by = int(low[i] - low[i - 1])
            opened = _moved(bead[i - 1], by, cells) + lattice.source_null[i - 1, 0]
            run_s[i, :cells] = _join(opened, _moved(run_s[i - 1], by, cells) + lattice.source_null[i - 1, 1], soft)
        if m and cells > 1:
            span = slice(int(low[i]), int(low[i]) + cells)
            start = _join(bead[i, :cells], run_s[i, :cells], soft)[:-1] + lattice.target_null[span, 0][: cells - 1]
            base = steps[span]
            grown = start - base[1:]
            grown = np.logaddexp.accumulate(grown) if soft else np.maximum.accumulate(grown)
            run_t[i, 1:cells] = grown + base[1:]
        whole[i] = _join(_join(bead[i], run_s[i], soft), run_t[i], soft)
        np.maximum(whole[i], NONE, out=whole[i])
    return Tables(bead, run_s, run_t, float(whole[n, m - low[n]]))


def backward(lattice: Lattice) -> Tables:
    """Log-sums of path scores from each cell and state to the end."""
    n, m = lattice.shape
    low, high, types = lattice.low, lattice.high, lattice.types
    width = int((high - low).max())
    bead, run_s, run_t = (np.full((n + 1, width), NONE) for _ in range(3))
    steps = np.concatenate(([0.0], np.cumsum(lattice.target_null[:, 1])))
    sizes = np.array(types, dtype=np.int64).reshape(-1, 2)
    kinds = np.arange(len(types))[:, None]
    most = int(sizes[:, 0].max(initial=0)) + 1
    # What beads that end at the rows just below score from there to the end: [row modulo `most`, type, cell].
    arriving = np.full((most, len(types), width), NONE)
    for i in range(n, -1, -1):
        cells = int(high[i] - low[i])
        ahead = np.minimum(i + sizes[:, 0], n)
        places = low[i] + np.arange(cells)[None, :] + sizes[:, 1:2] - low[ahead][:, None]
        ok = (i + sizes[:, :1] <= n) & (places >= 0) & (places < (high - low)[ahead][:, None])
        stack = np.full((len(types) + 1, cells), NONE)
        stack[:-1] = np.where(ok, arriving[ahead[:, None] % most, kinds, np.clip(places, 0, width - 1)], NONE)
        leaving = _fold(stack, True)
        if i == n:
            leaving[m - low[n]] = np.logaddexp(leaving[m - low[n]], 0.0)
        # in Y: go on along the row, or leave
        if m and cells > 1:
            span = slice(int(low[i]), int(low[i]) + cells)
            base = steps[span]
            grown = np.logaddexp.accumulate((leaving + base)[::-1])[::-1] - base
            run_t[i, :cells] = grown
            open_t = np.append(grown[1:] + lattice.target_null[span, 0][: cells - 1], NONE)
        else:
            run_t[i, :cells] = leaving
            open_t = np.full(cells, NONE)
        onward = np.logaddexp(leaving, open_t)
        if i < n:
            by = int(low[i] - low[i + 1])
            after = _moved(run_s[i + 1, : int(high[i + 1] - low[i + 1])], by, cells)
            run_s[i, :cells] = np.logaddexp(onward, after + lattice.source_null[i, 1])
            bead[i, :cells] = np.logaddexp(onward, after + lattice.source_null[i, 0])
        else:
            run_s[i, :cells] = onward
            bead[i, :cells] = onward
        arriving[i % most, :, :cells] = bead[i, :cells] + lattice.beads[i] if i else NONE
    return Tables(bead, run_s, run_t, float(bead[0, 0]))


def bead_posteriors(lattice: Lattice, alpha: Tables, beta: Tables) -> Iterator[NDArray[np.float32]]:
    """For each row (types, cells): the probability of each bead that ends there, from soft tables."""
    low, high = lattice.low, lattice.high
    sizes = np.array(lattice.types, dtype=np.int64).reshape(-1, 2)
    whole = np.logaddexp(np.logaddexp(alpha.bead, alpha.source_run), alpha.target_run)
    width = whole.shape[1]
    yield np.zeros((len(sizes), 0), dtype=np.float32)
    for i in range(1, len(low)):
        cells = int(high[i] - low[i])
        back = np.maximum(i - sizes[:, 0], 0)
        columns = low[i] + np.arange(cells)[None, :] - sizes[:, 1:2]
        places = columns - low[back][:, None]
        ok = (sizes[:, :1] <= i) & (columns >= 0) & (places >= 0) & (places < width)
        enter = whole[back[:, None], np.clip(places, 0, width - 1)]
        log = enter + lattice.beads[i] + beta.bead[i, :cells] - alpha.total
        with np.errstate(under="ignore"):
            yield np.where(ok, np.exp(np.minimum(log, 0.0)), 0.0).astype(np.float32)


def best_path(lattice: Lattice, tables: Tables) -> list[tuple[int, int, int]]:
    """Steps (i, j, type) of the best alignment in order; type -1 leaves a source, -2 a target sentence alone.

    `tables` are those of `forward(lattice, soft=False)`; no back pointers are kept.
    """
    n, m = lattice.shape
    low = lattice.low
    i, j = n, m
    path: list[tuple[int, int, int]] = []

    def at(table: Table, i: int, j: int) -> float:
        k = j - int(low[i])
        return float(table[i, k]) if i >= 0 and 0 <= k < table.shape[1] else NONE

    def state_of(i: int, j: int) -> str:
        values = {"M": at(tables.bead, i, j), "X": at(tables.source_run, i, j), "Y": at(tables.target_run, i, j)}
        return max(values, key=lambda name: values[name])

    state = state_of(i, j)
    while i or j:
        if state == "Y":
            path.append((i, j, -2))
            null = lattice.target_null[j - 1]
            j -= 1
            stay = at(tables.target_run, i, j) + null[1]
            values = {"M": at(tables.bead, i, j) + null[0], "X": at(tables.source_run, i, j) + null[0], "Y": stay}
            state = max(values, key=lambda name: values[name])
        elif state == "X":
            path.append((i, j, -1))
            null = lattice.source_null[i - 1]
            i -= 1
            state = "X" if at(tables.source_run, i, j) + null[1] > at(tables.bead, i, j) + null[0] else "M"
        else:
            k = j - int(low[i])
            best, chosen = NONE * 2, (0, "M")
            for index, (a, b) in enumerate(lattice.types):
                if a <= i and b <= j:
                    origin = state_of(i - a, j - b)
                    table = {"M": tables.bead, "X": tables.source_run, "Y": tables.target_run}[origin]
                    value = at(table, i - a, j - b) + float(lattice.beads[i][index, k])
                    if value > best:
                        best, chosen = value, (index, origin)
            index, state = chosen
            path.append((i, j, index))
            i, j = i - lattice.types[index][0], j - lattice.types[index][1]
    return path[::-1]
