"""Maximum-likelihood weights for the alignment model (a linear-chain CRF over the lattice) from gold beads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from align.aligner.features import BEAD_FEATURES, NULL_FEATURES, Competition, Slab, View, competition, slabs
from align.aligner.lattice import NONE, Lattice, Table, Tables, backward, bead_posteriors, forward
from align.aligner.monotonic import null_scores, prepare
from align.aligner.params import Params
from align.aligner.sides import Side

Path = list[tuple[int, int]]
# Training looks at no cell further from the gold path: an alignment that strays so far weighs nothing.
REACH = 10


@dataclass(frozen=True)
class Lesson:
    """A document with its gold path: steps (a, b) in order, (1, 0) and (0, 1) for unaligned sentences."""

    view: View
    rivals: Competition
    slabs: tuple[Slab, ...]
    gold: Table
    weight: float = 1.0


def lesson(source: Side, target: Side, gold: Path, params: Params, weight: float = 1.0) -> Lesson:
    """Features of a document and the sums of features along its gold path."""
    view = prepare(source, target, params)
    rivals = competition(view)
    view = _narrowed(view, gold)
    kept = tuple(slabs(view, rivals))
    return Lesson(view, rivals, kept, _gold_counts(view, rivals, kept, gold), weight)


def _narrowed(view: View, gold: Path) -> View:
    """The view with a band of `REACH` cells on either side of the gold path."""
    low = np.full(len(view.source) + 1, len(view.target), dtype=np.int64)
    high = np.zeros(len(view.source) + 1, dtype=np.int64)
    i = j = 0
    for a, b in [(0, 0), *gold]:
        low[i : i + a + 1] = np.minimum(low[i : i + a + 1], j)
        i, j = i + a, j + b
        high[i - a : i + 1] = np.maximum(high[i - a : i + 1], j)
    low, high = np.maximum(low - REACH, 0), np.minimum(high + REACH, len(view.target))
    low[0] = 0
    return replace(view, low=low, high=high + 1)


def _gold_counts(view: View, rivals: Competition, kept: Sequence[Slab], gold: Path) -> Table:
    size, nulls = len(BEAD_FEATURES), len(NULL_FEATURES)
    counts = np.zeros(size + 2 * nulls)
    i = j = 0
    before = "M"
    start_of = [int(slab.rows[0]) for slab in kept]
    for a, b in gold:
        i, j = i + a, j + b
        if a and b:
            slab = kept[int(np.searchsorted(start_of, i, side="right")) - 1]
            k = j - int(view.low[i])
            if (a, b) in view.types and 0 <= k < int(view.high[i] - view.low[i]):
                counts[:size] += slab.features[view.types.index((a, b)), i - int(slab.rows[0]), k]
            before = "M"
            continue
        kind, offset = ("X", size) if a else ("Y", size + nulls)
        row = rivals.source_null[i - 1] if a else rivals.target_null[j - 1]
        counts[offset + (1 if before == kind else 0)] += 1
        counts[offset + 2 : offset + nulls] += row
        before = kind
    return counts


def fit(lessons: Sequence[Lesson], params: Params, ridge: float = 1.0, rounds: int = 60) -> Params:
    """`params` with the weights of greatest penalised likelihood (L-BFGS; needs scipy).

    The likelihood has one maximum, so that it matters little where the search starts; with as many corrections kept
    as there are weights it is there in 60 rounds.
    """
    from scipy.optimize import minimize

    start = np.concatenate(
        (
            params.vector("bead", BEAD_FEATURES),
            params.vector("source_null", NULL_FEATURES),
            params.vector("target_null", NULL_FEATURES),
        )
    ).astype(np.float64)

    def loss(weights: Table) -> tuple[float, Table]:
        value, slope = ridge * 0.5 * float(weights @ weights), ridge * weights
        for each in lessons:
            total, expected = _expectation(each, weights)
            value += each.weight * (total - float(each.gold @ weights))
            slope = slope + each.weight * (expected - each.gold)
        return value, slope

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "ftol": 1e-8, "maxcor": 40})
    size, nulls = len(BEAD_FEATURES), len(NULL_FEATURES)
    rounded = [round(float(w), 4) for w in found.x]
    return replace(
        params,
        bead=dict(zip(BEAD_FEATURES, rounded, strict=False)),
        source_null=dict(zip(NULL_FEATURES, rounded[size:], strict=False)),
        target_null=dict(zip(NULL_FEATURES, rounded[size + nulls :], strict=True)),
    )


def _expectation(each: Lesson, weights: Table) -> tuple[float, Table]:
    """Log-partition sum and expected feature sums under `weights`."""
    view, size, nulls = each.view, len(BEAD_FEATURES), len(NULL_FEATURES)
    own = weights[:size].astype(np.float32)
    beads = [np.zeros((len(view.types), 0), dtype=np.float32)]
    for slab in each.slabs:
        scores = np.where(slab.valid, slab.features @ own, np.float32(NONE))
        beads += [scores[:, at, : int(view.high[row] - view.low[row])] for at, row in enumerate(slab.rows)]
    lattice = Lattice(
        view.low,
        view.high,
        view.types,
        beads,
        null_scores(each.rivals.source_null, weights[size : size + nulls].astype(np.float32)),
        null_scores(each.rivals.target_null, weights[size + nulls :].astype(np.float32)),
    )
    alpha, beta = forward(lattice, soft=True), backward(lattice)
    expected = np.zeros(len(weights))
    _expect_beads(each, lattice, alpha, beta, expected)
    _expect_nulls(each, lattice, alpha, beta, expected)
    return alpha.total, expected


def _expect_beads(each: Lesson, lattice: Lattice, alpha: Tables, beta: Tables, expected: Table) -> None:
    posteriors = list(bead_posteriors(lattice, alpha, beta))
    for slab in each.slabs:
        mass = np.zeros(slab.valid.shape, dtype=np.float32)
        for at, i in enumerate(slab.rows):
            mass[:, at, : posteriors[i].shape[1]] = posteriors[i]
        expected[: len(BEAD_FEATURES)] += np.tensordot(np.where(slab.valid, mass, 0), slab.features, axes=3)


def _expect_nulls(each: Lesson, lattice: Lattice, alpha: Tables, beta: Tables, expected: Table) -> None:
    view, size, nulls = each.view, len(BEAD_FEATURES), len(NULL_FEATURES)
    low, high = view.low, view.high
    n = lattice.shape[0]
    for i in range(1, n + 1):
        cells, by = int(high[i] - low[i]), int(low[i] - low[i - 1])
        width = alpha.bead.shape[1]
        after = beta.source_run[i, :cells]
        start, end = max(0, -by), min(cells, width - by)
        for state, table in enumerate((alpha.bead, alpha.source_run)):
            log = (
                table[i - 1, start + by : end + by] + lattice.source_null[i - 1, state] + after[start:end] - alpha.total
            )
            mass = float(np.exp(np.minimum(log, 0.0)).sum())
            expected[size + state] += mass
            expected[size + 2 : size + nulls] += mass * each.rivals.source_null[i - 1]
    offset = size + nulls
    for i in range(n + 1):
        cells = int(high[i] - low[i])
        if cells < 2:
            continue
        span = slice(int(low[i]), int(low[i]) + cells - 1)
        first = np.logaddexp(alpha.bead[i, : cells - 1], alpha.source_run[i, : cells - 1])
        for state, table in enumerate((first, alpha.target_run[i, : cells - 1])):
            log = table + lattice.target_null[span, state] + beta.target_run[i, 1:cells] - alpha.total
            mass_row = np.exp(np.minimum(log, 0.0))
            expected[offset + state] += float(mass_row.sum())
            expected[offset + 2 : offset + nulls] += mass_row @ each.rivals.target_null[span]
