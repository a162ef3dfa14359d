"""What a document itself says of its beads: how often its sentences are merged, and where its paragraphs end."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from align.aligner.features import View
from align.aligner.lattice import Lattice
from align.aligner.sides import Bead, Floats, Side

# A bead over the end of a paragraph costs so much where paragraphs hold many sentences, nothing where each holds one.
PARAGRAPH = 6.0
# The document's own shares of merged beads weigh as much as the learned ones when it has so many beads.
BEADS = 30.0
LOST = 0.75


def kind_of(a: int, b: int) -> str:
    """Of a two-sided bead: 1-1, n-1 (source sentences merged), 1-n or m-n."""
    return f"{'n' if a > 1 else 1}-{'n' if b > 1 else 1}" if min(a, b) == 1 else "m-n"


def kind_shifts(beads: Sequence[Bead], learned: Mapping[str, float]) -> dict[str, float]:
    """By kind the log of this document's odds against 1-1 over the learned odds, from a first alignment.

    A faithful translation of a call pairs sentence with sentence, so that a merged bead there hides a lost sentence;
    a novel merges every third. One step of expectation and maximisation with hard counts and `BEADS` learned beads.
    """
    counts = {kind: BEADS * share for kind, share in learned.items()}
    for bead in beads:
        if not bead.one_sided:
            counts[kind_of(bead.source[1] - bead.source[0], bead.target[1] - bead.target[0])] += 1
    one = math.log(counts["1-1"] / learned["1-1"])
    return {kind: math.log(counts[kind] / share) - one for kind, share in learned.items()}


def shifted(lattice: Lattice, shifts: Mapping[str, float]) -> None:
    """Moves the scores of beads by their kind's shift, in place.

    Where sentences are seldom merged, one too many is rather lost than merged: opening an unaligned run gains `LOST`
    of what merging on its side loses.
    """
    by = np.array([shifts[kind_of(a, b)] for a, b in lattice.types], dtype=np.float32)
    for row in lattice.beads[1:]:
        row += by[:, None]
    lattice.source_null[:] -= LOST * min(0.0, shifts["n-1"])
    lattice.target_null[:] -= LOST * min(0.0, shifts["1-n"])


def crossings(view: View, rows: slice) -> Floats:
    """(types, rows, cells): what beads that end at source boundaries `rows` pay for each paragraph's end inside them."""
    at = np.arange(rows.start, rows.stop)
    width = int((view.high[at] - view.low[at]).max())
    cells = view.low[at][:, None] + np.arange(width)[None, :]
    out = np.zeros((len(view.types), *cells.shape), dtype=np.float32)
    price_s, price_t = _price(view.source), _price(view.target)
    for index, (a, b) in enumerate(view.types):
        if price_s and a > 1:
            out[index] += price_s * _crosses(view.source, at, a)[:, None]
        if price_t and b > 1:
            out[index] += price_t * _crosses(view.target, np.minimum(cells, len(view.target)), b)
    return out


def _crosses(side: Side, ends: np.ndarray[tuple[int, ...], np.dtype[np.int64]], size: int) -> Floats:
    last, first = np.maximum(ends - 1, 0), np.maximum(ends - size, 0)
    crossed: Floats = (side.paragraphs[last] != side.paragraphs[first]).astype(np.float32)
    return crossed


def _price(side: Side) -> float:
    ends = int((np.diff(side.paragraphs) != 0).sum())
    return PARAGRAPH * (1 - ends / max(1, len(side) - 1)) if ends else 0.0
