"""Whether each paragraph stands beside its own translation: vectors of paragraphs and their best other partners."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from align.aligner.band import centred
from align.aligner.document import Text, sentences_of
from align.aligner.sides import Floats, Ints, Side
from align.facts import Facts


@dataclass(frozen=True)
class Paragraphs:
    """Speech pairs with text on both sides, in order, as unit rows; `own` is the cosine of each pair's two sides.

    `best_target` is each source's closest target but its own, `best_source` each target's closest other source,
    with their cosines.
    """

    pairs: Ints
    source: Floats
    target: Floats
    own: Floats
    best_target: Ints
    to_target: Floats
    best_source: Ints
    to_source: Floats

    def cosine(self, source: int, target: int) -> float:
        """Cosine of a source and a target paragraph, by place."""
        return float(self.source[source] @ self.target[target])


def paragraphs_of(facts: Facts) -> Paragraphs | None:
    """Paragraph vectors, composed of their sentences' (for `Facts.of`); None without an encoder or pairs."""
    found = facts.of(sentences_of)
    if found is None:
        return None
    both = (np.diff(found.source.first) > 0) & (np.diff(found.target.first) > 0)
    pairs = np.flatnonzero(both)
    if not len(pairs):
        return None
    source = _blocks(found.source, found.source_side, len(facts.bitext.pairs))[pairs]
    target = _blocks(found.target, found.target_side, len(facts.bitext.pairs))[pairs]
    own = np.einsum("ij,ij->i", source, target)
    best_target, to_target = _others(source, target)
    best_source, to_source = _others(target, source)
    return Paragraphs(pairs, source, target, own, best_target, to_target, best_source, to_source)


def composed(facts: Facts) -> tuple[Floats, Floats] | None:
    """Both sides' paragraphs as unit rows (pairs, dim), composed of their sentences' vectors; None without an encoder.

    Sentence by sentence the encoder sees whole sentences instead of a cut paragraph, and nothing is encoded twice.
    """
    found = facts.of(sentences_of)
    if found is None:
        return None
    count = len(facts.bitext.pairs)
    return (
        _composed(found.source, found.source_side.vectors, found.source_side.widths, count),
        _composed(found.target, found.target_side.vectors, found.target_side.widths, count),
    )


def similarities(facts: Facts) -> tuple[float | None, ...]:
    """Cosine of each pair's two sides; None for labels, empty sides and runs without an encoder."""
    sides, found = facts.of(composed), facts.of(sentences_of)
    if sides is None or found is None:
        return (None,) * len(facts.bitext.pairs)
    there = (np.diff(found.source.first) > 0) & (np.diff(found.target.first) > 0)
    cosines = np.einsum("ij,ij->i", *sides)
    return tuple(float(c) if here else None for c, here in zip(cosines, there, strict=True))


def weakest_beads(facts: Facts) -> tuple[float | None, ...]:
    """Confidence of each pair's least certain bead of sentences; None for pairs without any."""
    found = facts.of(sentences_of)
    if found is None:
        return (None,) * len(facts.bitext.pairs)
    return tuple(min((float(b.confidence) for b in beads), default=None) for beads in found.beads)


def _blocks(text: Text, side: Side, count: int) -> Floats:
    vectors, _ = centred(side)
    return _composed(text, vectors, side.widths, count)


def _composed(text: Text, vectors: Floats, widths: Floats, count: int) -> Floats:
    """Unit rows (count, dim): each pair's sentences, weighed by their width."""
    out = np.zeros((count, vectors.shape[1]), dtype=np.float32)
    np.add.at(out, text.pair_of, vectors * widths[:, None])
    norms = np.linalg.norm(out, axis=1, keepdims=True)
    unit: Floats = np.divide(out, norms, out=np.zeros_like(out), where=norms > 1e-9)
    return unit


def _others(one: Floats, other: Floats) -> tuple[Ints, Floats]:
    """For each row of `one` the closest row of `other` but that of its own place, in slabs of rows."""
    count = len(one)
    best, top = np.zeros(count, dtype=np.int64), np.full(count, -1.0, dtype=np.float32)
    slab = max(1, 4_000_000 // count)
    for start in range(0, count if count > 1 else 0, slab):
        rows = np.arange(start, min(count, start + slab))
        cosines = one[rows] @ other.T
        cosines[np.arange(len(rows)), rows] = -1
        best[rows] = cosines.argmax(axis=1)
        top[rows] = cosines.max(axis=1)
    return best, top
