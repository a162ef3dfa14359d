"""Alignment of whole documents: monotone beads, then blocks that moved, then a verdict on the document."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from align.aligner.band import MARGIN, centred, neighbours
from align.aligner.monotonic import Alignment, align_sentences
from align.aligner.params import Params
from align.aligner.sides import Bead, Floats, Ints, Side

BELIEVED = 0.5
# A document of which less than this share of sentences stands in believed beads is no translation.
COVER = 0.3
# A moved block needs so many sentences that are each other's nearest, in order, and beads so close on average.
POINTS = 3
REACH = 5  # sentences between two such points, on either side
CLOSE = 0.3


@dataclass(frozen=True)
class Block:
    """Source sentences whose translation stands elsewhere: half-open ranges of sentences."""

    source: tuple[int, int]
    target: tuple[int, int]


@dataclass(frozen=True)
class Whole:
    """Beads in the order of the source (those without source after the bead before them), moved blocks, the verdict.

    `cover` is the share of sentences in believed beads; `mismatch` says that the sides are no translation of each
    other. `moved[k]` belongs to block `blocks[k]`; its beads are among `beads`.
    """

    beads: tuple[Bead, ...]
    blocks: tuple[Block, ...]
    cover: float
    mismatch: bool


def align_documents(source: Side, target: Side, params: Params | None = None) -> Whole:
    """Align two documents by sentences; every sentence is in exactly one bead."""
    first = align_sentences(source, target, params)
    blocks = _moved_blocks(source, target, first, params)
    beads = first.beads if not blocks else _realigned(source, target, blocks, params)
    cover = _cover(beads, len(source) + len(target))
    return Whole(beads, tuple(blocks), cover, cover < COVER)


def _cover(beads: tuple[Bead, ...], sentences: int) -> float:
    inside = sum(
        bead.source[1] - bead.source[0] + bead.target[1] - bead.target[0]
        for bead in beads
        if not bead.one_sided and bead.confidence >= BELIEVED
    )
    return inside / max(1, sentences)


def _loose(alignment: Alignment, n: int, m: int) -> tuple[Ints, Ints]:
    """Sentences of both sides that are in no believed bead, as 0/1."""
    one, other = np.ones(n, dtype=np.int64), np.ones(m, dtype=np.int64)
    for bead in alignment.beads:
        if not bead.one_sided and bead.confidence >= BELIEVED and bead.similarity >= CLOSE:
            one[slice(*bead.source)] = 0
            other[slice(*bead.target)] = 0
    return one, other


def _moved_blocks(source: Side, target: Side, alignment: Alignment, params: Params | None) -> list[Block]:
    """Runs of loose sentences that are mutual nearest neighbours in order, and whose own alignment holds."""
    loose_s, loose_t = _loose(alignment, len(source), len(target))
    one, other = np.flatnonzero(loose_s), np.flatnonzero(loose_t)
    if len(one) < POINTS or len(other) < POINTS:
        return []
    vectors_s, vectors_t = centred(source)[0], centred(target)[0]
    best, lead, back = neighbours(vectors_s[one], vectors_t[other], pull=0.0)
    mutual = np.flatnonzero((back[best] == np.arange(len(one))) & (lead > MARGIN))
    points = [(int(one[at]), int(other[best[at]])) for at in mutual]
    blocks: list[Block] = []
    taken_s, taken_t = loose_s.copy(), loose_t.copy()
    for run in _runs(points, vectors_s, vectors_t):
        block = Block(_grown(run[0][0], run[-1][0], taken_s), _grown(run[0][1], run[-1][1], taken_t))
        if block.source[0] == block.source[1] or block.target[0] == block.target[1] or not _elsewhere(block, alignment):
            continue
        inner = align_sentences(source.part(*block.source), target.part(*block.target), params)
        pairs = [bead for bead in inner.beads if not bead.one_sided]
        if len(pairs) >= POINTS and float(np.mean([bead.similarity for bead in pairs])) >= CLOSE / 2:
            trimmed = Block(
                (block.source[0] + pairs[0].source[0], block.source[0] + pairs[-1].source[1]),
                (block.target[0] + pairs[0].target[0], block.target[0] + pairs[-1].target[1]),
            )
            blocks.append(trimmed)
            taken_s[slice(*trimmed.source)] = 0
            taken_t[slice(*trimmed.target)] = 0
    return sorted(blocks, key=lambda block: block.source)


def _runs(points: list[tuple[int, int]], source: Floats, target: Floats) -> list[list[tuple[int, int]]]:
    """Chains of points that rise on both sides in small steps, the heaviest first; points far apart are skipped over."""
    left = [point for point in points if float(source[point[0]] @ target[point[1]]) >= CLOSE]
    out: list[list[tuple[int, int]]] = []
    while left:
        run = [left[0]]
        for point in left[1:]:
            if 0 < point[0] - run[-1][0] <= REACH and 0 < point[1] - run[-1][1] <= REACH + 2:
                run.append(point)
        left = [point for point in left if point not in run]
        if len(run) >= POINTS:
            out.append(run)
    return sorted(out, key=len, reverse=True)


def _grown(first: int, last: int, loose: Ints) -> tuple[int, int]:
    """The range from `first` to `last` with up to two loose neighbours on either end."""
    start, end = first, last + 1
    while start > max(0, first - 2) and loose[start - 1]:
        start -= 1
    while end < min(len(loose), last + 3) and loose[end]:
        end += 1
    return start, end


def _elsewhere(block: Block, alignment: Alignment) -> bool:
    """Whether the block's target lies beyond what stands next to its source in the monotone alignment."""
    before = max((bead.target[1] for bead in alignment.beads if bead.source[1] <= block.source[0]), default=0)
    after = min(
        (bead.target[0] for bead in alignment.beads if bead.source[0] >= block.source[1]),
        default=max((bead.target[1] for bead in alignment.beads), default=0),
    )
    return block.target[1] <= before or block.target[0] >= after or after <= before


def _realigned(source: Side, target: Side, blocks: list[Block], params: Params | None) -> tuple[Bead, ...]:
    """Beads of the documents without the blocks, and of each block by itself."""
    rest_s = _outside([block.source for block in blocks], len(source))
    rest_t = _outside([block.target for block in blocks], len(target))
    beads = [
        bead
        for each in align_sentences(source.pick(rest_s), target.pick(rest_t), params).beads
        for bead in _back(each, rest_s, rest_t, len(source), len(target))
    ]
    for block in blocks:
        inner = align_sentences(source.part(*block.source), target.part(*block.target), params)
        beads += [
            replace(
                bead,
                source=(bead.source[0] + block.source[0], bead.source[1] + block.source[0]),
                target=(bead.target[0] + block.target[0], bead.target[1] + block.target[0]),
            )
            for bead in inner.beads
        ]
    return tuple(sorted(beads, key=lambda bead: (bead.source[0], bead.source[1], bead.target)))


def _outside(ranges: list[tuple[int, int]], count: int) -> Ints:
    kept = np.ones(count, dtype=np.bool_)
    for start, end in ranges:
        kept[start:end] = False
    return np.flatnonzero(kept)


def _back(bead: Bead, rest_s: Ints, rest_t: Ints, n: int, m: int) -> list[Bead]:
    """The bead in the numbers of the documents; one that spans a removed block falls into single sentences."""
    one, other = rest_s[slice(*bead.source)], rest_t[slice(*bead.target)]
    at_s = int(rest_s[bead.source[0]]) if bead.source[0] < len(rest_s) else n
    at_t = int(rest_t[bead.target[0]]) if bead.target[0] < len(rest_t) else m
    whole = all(not len(part) or part[-1] - part[0] + 1 == len(part) for part in (one, other))
    if whole:
        return [replace(bead, source=(at_s, at_s + len(one)), target=(at_t, at_t + len(other)))]
    single = [Bead((int(i), int(i) + 1), (at_t, at_t), 0.5, 0.0) for i in one]
    return single + [Bead((at_s, at_s), (int(j), int(j) + 1), 0.5, 0.0) for j in other]
