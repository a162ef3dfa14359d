"""What speaks for a sentence or clause having nothing on the other side: numbers, one row a unit, no verdict."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from align.aligner.band import centred
from align.aligner.coverage_length import size
from align.aligner.coverage_windows import WINDOW_FEATURES, Doubt, cosine, look_again
from align.aligner.document import Sentences, Text
from align.aligner.features import firsts
from align.aligner.monotonic import align_paragraphs
from align.aligner.sides import Bead, Floats, Ints, Side
from align.aligner.wording import Wording, wording
from align.facts import Facts
from align.model import Side as SideName
from align.model import Span

FEATURES = (
    "width",
    "alone",
    "alone_log",
    "best_clause",
    "best_sentence",
    "gain",
    "rival",
    "unclaimed",
    "excess",
    "excess_scaled",
    "excess_pair",
    "words",
    "words_mean",
    "words_sum",
    "words_missing",
    "near_mean",
    "near_missing",
    "clause_alone",
    "clause_alone_log",
    *WINDOW_FEATURES,
)
# Values of a unit that nobody has looked at again.
UNSEEN = (0.0,) * len(WINDOW_FEATURES)
CHEAP = len(FEATURES) - len(WINDOW_FEATURES)


@dataclass(frozen=True)
class Unit:
    """A sentence (`clause` is -1) or clause of one side, counted within the document; `span` is in its pair's text."""

    pair: int
    sentence: int
    clause: int
    span: Span
    bead: Bead


@dataclass(frozen=True)
class Evidence:
    """Units of one side with their features (units, FEATURES)."""

    side: SideName
    units: tuple[Unit, ...]
    values: Floats


@dataclass(frozen=True)
class _Half:
    """One side with centred vectors and what the alignments of sentences and of clauses leave alone."""

    text: Text
    side: Side
    vectors: Floats
    clause_vectors: Floats
    alone: Floats
    clause_alone: Floats
    first_clause: Ints
    sizes: Floats

    def clauses_of(self, first: int, last: int) -> slice:
        return slice(int(self.first_clause[first]), int(self.first_clause[last]))

    def text_of(self, pair: int, first: int, last: int) -> str:
        if first >= last:
            return ""
        return self.text.texts[pair][self.text.sentences[first].start : self.text.sentences[last - 1].end]


def evidence(found: Sentences, facts: Facts) -> tuple[Evidence, Evidence]:
    """Evidence on every sentence and clause of source and target, in pairs that have text on both sides."""
    source_at = np.searchsorted(found.source_side.owner, found.source.first)
    target_at = np.searchsorted(found.target_side.owner, found.target.first)
    clauses = align_paragraphs(_as_sentences(found.source_side), _as_sentences(found.target_side), source_at, target_at)
    source = _half(found.source, found.source_side, facts.bitext.source_lang, found.source_alone, clauses.source_alone)
    target = _half(found.target, found.target_side, facts.bitext.target_lang, found.target_alone, clauses.target_alone)
    return _one_side(found, source, target, "source"), _one_side(found, target, source, "target")


def weigh(found: Sentences, facts: Facts, seen: Evidence, rows: Ints) -> None:
    """Fill in the WINDOW_FEATURES of these rows, in place."""
    source = (found.source, found.source_side, facts.bitext.source_lang)
    target = (found.target, found.target_side, facts.bitext.target_lang)
    mine, other = (source, target) if seen.side == "source" else (target, source)
    doubts = []
    for row in rows:
        unit = seen.units[row]
        ranges = (unit.bead.source, unit.bead.target)
        doubts.append(Doubt(unit.pair, unit.span, *(ranges if seen.side == "source" else ranges[::-1])))
    values = look_again(facts, mine, other, doubts)
    if values is not None:
        seen.values[rows, CHEAP:] = values


def _as_sentences(side: Side) -> Side:
    every = np.arange(len(side.owner))
    return Side(side.clause_vectors, side.clause_widths, side.clause_vectors, side.clause_widths, every)


def _half(text: Text, side: Side, lang: str, alone: Floats, clause_alone: Floats) -> _Half:
    sizes = np.array([size(text.clause(at), lang) for at in range(len(text.clauses))], dtype=np.float32)
    return _Half(text, side, *centred(side), alone, clause_alone, firsts(side), sizes)


def _one_side(found: Sentences, mine: _Half, other: _Half, side: SideName) -> Evidence:
    ratio = float(other.sizes.sum() / max(mine.sizes.sum(), 1.0))
    units: list[Unit] = []
    rows: list[list[float]] = []
    for pair, beads in enumerate(found.beads):
        ours, theirs = ((int(half.text.first[pair]), int(half.text.first[pair + 1])) for half in (mine, other))
        if ours[0] == ours[1] or theirs[0] == theirs[1]:
            continue
        whole = wording(mine.text.texts[pair], other.text.texts[pair], side)
        close = mine.clause_vectors[mine.clauses_of(*ours)] @ other.clause_vectors[other.clauses_of(*theirs)].T
        above, below = _running_best(close), _running_best(close[::-1])[::-1]
        for bead in beads:
            own, across = (bead.source, bead.target) if side == "source" else (bead.target, bead.source)
            if own[0] < own[1]:
                near_to = (
                    across if across[0] < across[1] else (max(theirs[0], across[0] - 1), min(theirs[1], across[1] + 1))
                )
                near = whole
                if near_to != theirs:
                    bead_span = Span(mine.text.sentences[own[0]].start, mine.text.sentences[own[1] - 1].end)
                    near = wording(mine.text.texts[pair], other.text_of(pair, *near_to), side, bead_span)
                scene = _Scene(mine, other, pair, ours, theirs, own, across, ratio, whole, near, close, above, below)
                for unit, row in scene.rows(bead):
                    units.append(unit)
                    rows.append(row)
    return Evidence(side, tuple(units), np.array(rows, dtype=np.float32).reshape(-1, len(FEATURES)))


@dataclass(frozen=True)
class _Scene:
    """A bead in its pair, seen from one side; ranges count sentences within the document.

    `close` are the cosines of the pair's clauses, `above[i]` the best in the rows before i and `below[i]` from i on.
    """

    mine: _Half
    other: _Half
    pair: int
    ours: tuple[int, int]
    theirs: tuple[int, int]
    own: tuple[int, int]
    across: tuple[int, int]
    ratio: float
    whole: Wording
    near: Wording
    close: Floats
    above: Floats
    below: Floats

    @cached_property
    def blocks(self) -> tuple[Floats, Floats]:
        """The vectors of the bead's two sides, weighed by width."""
        block = self.mine.clauses_of(*self.own)
        here: Floats = self.mine.side.clause_widths[block] @ self.mine.clause_vectors[block]
        there: Floats = self.other.side.widths[slice(*self.across)] @ self.other.vectors[slice(*self.across)]
        return here, there

    def rows(self, bead: Bead) -> list[tuple[Unit, list[float]]]:
        """Units of the bead with their features."""
        out = []
        for index in range(*self.own):
            clauses = self.mine.clauses_of(index, index + 1)
            parts = [(-1, clauses)]
            if clauses.stop - clauses.start > 1:
                parts += [(at, slice(at, at + 1)) for at in range(clauses.start, clauses.stop)]
            for clause, piece in parts:
                span = self.mine.text.sentences[index] if clause < 0 else self.mine.text.clauses[clause]
                values = [*self._vector_terms(index, clause, piece), *self._length_terms(piece)]
                words = [*self.whole.measure(span), *self.near.measure(span)[1:4:2]]
                alone = float(self.mine.clause_alone[piece].mean())
                out.append(
                    (Unit(self.pair, index, clause, span, bead), [*values, *words, *_with_log(alone, 1e-3), *UNSEEN])
                )
        return out

    def _vector_terms(self, index: int, clause: int, piece: slice) -> list[float]:
        mine, other = self.mine, self.other
        vector = mine.vectors[index] if clause < 0 else mine.clause_vectors[clause]
        to_clauses = other.clause_vectors[other.clauses_of(*self.theirs)] @ vector
        to_sentences = other.vectors[slice(*self.theirs)] @ vector
        start = mine.clauses_of(*self.ours).start
        inside = slice(piece.start - start, piece.stop - start)
        taken = np.maximum(self.above[inside.start], self.below[inside.stop])
        claim = self.close[inside].max(axis=0)
        best = int(to_clauses.argmax())
        here, there = self.blocks
        part = mine.side.clause_widths[piece] @ mine.clause_vectors[piece]
        length = float(mine.side.clause_widths[piece].sum())
        return [
            float(np.log(length + 4)),
            *_with_log(float(mine.alone[index]), 1e-4),
            float(to_clauses[best]),
            float(to_sentences.max()),
            cosine(here, there) - cosine(here - part, there),
            float(taken[best] - to_clauses[best]),
            float(np.maximum(claim - np.maximum(taken, 0), 0).max()),
        ]

    def _length_terms(self, piece: slice) -> list[float]:
        """How many times the unit's expected length the other side is too short, and the same against the noise."""
        here = float(self.mine.sizes[self.mine.clauses_of(*self.own)].sum()) * self.ratio
        there = float(self.other.sizes[self.other.clauses_of(*self.across)].sum())
        length = float(self.mine.sizes[piece].sum()) * self.ratio
        missing = min(2.0, max(-1.5, (here - there) / max(length, 0.5)))
        return [missing, (here - there) / float(np.sqrt(here + there + 0.5)), *self._pair_excess(length)]

    def _pair_excess(self, length: float) -> list[float]:
        """The same of the whole pair: what a bead lacks a neighbour may have."""
        here = float(self.mine.sizes[self.mine.clauses_of(*self.ours)].sum()) * self.ratio
        there = float(self.other.sizes[self.other.clauses_of(*self.theirs)].sum())
        return [min(2.0, max(-1.5, (here - there) / max(length, 0.5)))]


def _running_best(close: Floats) -> Floats:
    """Row i: the best of each column in the rows before i; -1, the least cosine, where there are none."""
    first = np.full((1, close.shape[1]), -1.0, dtype=np.float32)
    best: Floats = np.maximum.accumulate(np.concatenate((first, close)), axis=0)
    return best


def _with_log(probability: float, least: float) -> tuple[float, float]:
    return probability, float(np.log(probability + least))
