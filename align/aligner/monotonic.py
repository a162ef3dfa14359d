"""Sentence alignment: features in a band, a log-linear model, the best path and its posteriors.

The cost is linear in the length but for the search of anchors, one product of the two vector matrices.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from align.aligner import band as bands
from align.aligner.features import (
    BEAD_FEATURES,
    NULL_FEATURES,
    Competition,
    View,
    bead_types,
    competition,
    slabs,
)
from align.aligner.lattice import NONE, Lattice, Table, Tables, backward, best_path, forward
from align.aligner.params import Params, load_params
from align.aligner.prior import crossings, kind_shifts, shifted
from align.aligner.sides import Bead, Floats, Ints, Side


@dataclass(frozen=True)
class Alignment:
    """Beads in order, and for each source and target sentence the probability that nothing corresponds to it."""

    beads: tuple[Bead, ...]
    source_alone: Floats
    target_alone: Floats


def align_sentences(source: Side, target: Side, params: Params | None = None) -> Alignment:
    """Align two sides monotonically; every sentence is in exactly one bead."""
    params = params or load_params()
    if not len(source) or not len(target):
        return _one_sided(len(source), len(target))
    view = prepare(source, target, params)
    lattice = score(view, competition(view), params)
    path = best_path(lattice, forward(lattice, soft=False))
    if params.kinds:
        shifted(lattice, kind_shifts([_step(view, *step) for step in path], params.kinds))
        path = best_path(lattice, forward(lattice, soft=False))
    return _believed(view, lattice, path)


def align_paragraphs(
    source: Side, target: Side, first: Ints, first_target: Ints, params: Params | None = None
) -> Alignment:
    """Align the sentences of paragraphs that are paired already; no bead leaves its pair.

    `first` and `first_target` (pairs + 1,) give the first sentence of each pair and the number of sentences.
    """
    params = params or load_params()
    n, m = len(source), len(target)
    if not n or not m:
        return _one_sided(n, m)
    pair = np.searchsorted(first, np.arange(n), side="right") - 1
    fence = np.stack((first[pair], first_target[pair], first_target[pair + 1]), axis=1)
    low = np.concatenate(([0], first_target[pair]))
    high = np.concatenate((first_target[pair + 1], [m])) + 1
    view = prepare(source, target, params, (low, high))
    view = replace(view, fence=fence)
    lattice = score(view, competition(view), params)
    return _believed(view, lattice, best_path(lattice, forward(lattice, soft=False)))


def prepare(source: Side, target: Side, params: Params, rows: tuple[Ints, Ints] | None = None) -> View:
    """Centred sides with their band, or with the band `rows` (low, high) if it is given."""
    vectors_s, clauses_s = bands.centred(source)
    vectors_t, clauses_t = bands.centred(target)
    source = replace(source, vectors=vectors_s, clause_vectors=clauses_s)
    target = replace(target, vectors=vectors_t, clause_vectors=clauses_t)
    if rows is None:
        chain = bands.anchor_chain(source.vectors, target.vectors)
        rows = bands.band(chain, len(source), len(target))
    low, high = rows
    return View(
        source,
        target,
        low,
        high,
        bead_types(params.largest),
        float(target.widths.sum() / max(source.widths.sum(), 1.0)),
        params.variance,
        params.sharpness,
    )


def score(view: View, rivals: Competition, params: Params) -> Lattice:
    """The lattice of bead and null scores under `params`."""
    weights = params.vector("bead", BEAD_FEATURES)
    beads: list[Floats] = [np.zeros((len(view.types), 0), dtype=np.float32)]
    for slab in slabs(view, rivals, weights):
        scores = np.where(slab.valid, slab.features, np.float32(NONE))
        scores -= crossings(view, slice(int(slab.rows[0]), int(slab.rows[-1]) + 1))
        for at, row in enumerate(slab.rows):
            beads.append(np.ascontiguousarray(scores[:, at, : int(view.high[row] - view.low[row])]))
    return Lattice(
        view.low,
        view.high,
        view.types,
        beads,
        null_scores(rivals.source_null, params.vector("source_null", NULL_FEATURES)),
        null_scores(rivals.target_null, params.vector("target_null", NULL_FEATURES)),
    )


def null_scores(features: Floats, weights: Floats) -> Table:
    """(n, 2): the score of opening and of continuing an unaligned run at each sentence."""
    shared = features.astype(np.float64) @ weights[2:].astype(np.float64)
    return np.stack((shared + float(weights[0]), shared + float(weights[1])), axis=1)


def _step(view: View, i: int, j: int, kind: int) -> Bead:
    """A step of a path as a bead of which no more is known."""
    a, b = view.types[kind] if kind >= 0 else ((1, 0) if kind == -1 else (0, 1))
    return Bead((i - a, i), (j - b, j), 0.0, 0.0)


def _believed(view: View, lattice: Lattice, path: list[tuple[int, int, int]]) -> Alignment:
    """Beads with posteriors; neighbouring unaligned sentences stay beads of their own."""
    alpha, beta = forward(lattice, soft=True), backward(lattice)
    total = alpha.total
    alone_s = run_posteriors(lattice, alpha, beta, total)
    alone_t = _target_alone(lattice, alpha, beta, total)
    beads = []
    for i, j, kind in path:
        k = j - int(view.low[i])
        if kind == -1:
            beads.append(Bead((i - 1, i), (j, j), float(alone_s[i - 1]), 0.0))
        elif kind == -2:
            beads.append(Bead((i, i), (j - 1, j), float(alone_t[j - 1]), 0.0))
        else:
            a, b = view.types[kind]
            log = (
                _enter(lattice, alpha, i - a, j - b) + float(lattice.beads[i][kind, k]) + float(beta.bead[i, k]) - total
            )
            beads.append(
                Bead((i - a, i), (j - b, j), float(np.exp(min(0.0, log))), _cosine(view, (i - a, i), (j - b, j)))
            )
    return Alignment(tuple(beads), alone_s.astype(np.float32), alone_t.astype(np.float32))


def _enter(lattice: Lattice, alpha: Tables, i: int, j: int) -> float:
    k = j - int(lattice.low[i])
    values = [float(table[i, k]) for table in (alpha.bead, alpha.source_run, alpha.target_run)]
    return float(np.logaddexp.reduce(values))


def run_posteriors(lattice: Lattice, alpha: Tables, beta: Tables, total: float) -> Table:
    """Probability (n,) that a source sentence is unaligned."""
    with np.errstate(under="ignore"):
        mass = np.exp(np.minimum(alpha.source_run + beta.source_run - total, 0.0))
    out: Table = np.minimum(mass[1:].sum(axis=1), 1.0)
    return out


def _target_alone(lattice: Lattice, alpha: Tables, beta: Tables, total: float) -> Table:
    n, m = lattice.shape
    out = np.zeros(m + 1)
    with np.errstate(under="ignore"):
        mass = np.exp(np.minimum(alpha.target_run + beta.target_run - total, 0.0))
    for i in range(n + 1):
        cells = int(lattice.high[i] - lattice.low[i])
        out[int(lattice.low[i]) : int(lattice.low[i]) + cells] += mass[i, :cells]
    return np.minimum(out[1:], 1.0)


def _cosine(view: View, source: tuple[int, int], target: tuple[int, int]) -> float:
    one = view.source.widths[slice(*source)] @ view.source.vectors[slice(*source)]
    two = view.target.widths[slice(*target)] @ view.target.vectors[slice(*target)]
    norm = float(np.linalg.norm(one) * np.linalg.norm(two))
    return float(one @ two) / norm if norm > 1e-9 else 0.0


def _one_sided(n: int, m: int) -> Alignment:
    beads = [Bead((i, i + 1), (0, 0), 1.0, 0.0) for i in range(n)] + [
        Bead((n, n), (j, j + 1), 1.0, 0.0) for j in range(m)
    ]
    return Alignment(tuple(beads), np.ones(n, dtype=np.float32), np.ones(m, dtype=np.float32))


__all__ = ["Alignment", "Ints", "align_sentences", "prepare", "score"]
