"""Which paragraphs do not stand beside their translation: moved, shifted by an offset, missing, extra, strangers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from align.aligner.document import sentences_of
from align.aligner.paragraphs import Paragraphs, paragraphs_of
from align.aligner.wording import source_wording, target_wording
from align.facts import Facts
from align.model import Pair, Span

# From true and exchanged pairs of news and of transcripts (benchmarks/align_meaning.py): of true pairs 99 in 100
# lie above 0.3, of exchanged ones 99 in 100 below 0.35; between the two their words decide.
FAR = 0.2
DOUBTFUL = 0.3
MATCH = 0.4
LEAD = 0.2
STRAY_WORDS = 0.25
SHORT = 24  # characters of source text under which a paragraph says too little to be judged
GAP = 6  # pairs between two of a run that need no match of their own
# A document of which fewer pairs than this are sound, and no run explains it, is no translation.
SOUND = 0.4


@dataclass(frozen=True)
class Move:
    """The translation of the source paragraph of pair `source` stands in pair `target` (indices of pairs)."""

    source: int
    target: int
    cosine: float
    own: float


@dataclass(frozen=True)
class Layout:
    """What is out of place: single moves, runs of one offset, strangers (pair, cosine), or the whole document.

    `missing` source and `extra` target paragraphs belong to runs; `sound` is the share of pairs whose sides are close.
    """

    moves: tuple[Move, ...] = ()
    runs: tuple[tuple[Move, ...], ...] = ()
    strangers: tuple[tuple[int, float], ...] = ()
    missing: tuple[int, ...] = ()
    extra: tuple[int, ...] = ()
    mismatch: bool = False
    sound: float = 1.0

    @property
    def pairs(self) -> frozenset[int]:
        """All pairs concerned."""
        moves = [*self.moves, *(move for run in self.runs for move in run)]
        listed = {move.source for move in moves} | {move.target for move in moves}
        return frozenset(listed | {pair for pair, _ in self.strangers} | set(self.missing) | set(self.extra))


def layout_of(facts: Facts) -> Layout:
    """Pairs that do not belong together (for `Facts.of`); nothing without an encoder."""
    found = facts.of(paragraphs_of)
    if found is None:
        return Layout()
    pairs = [facts.bitext.pairs[index] for index in found.pairs]
    judged = np.array([_says_enough(pair) for pair in pairs], dtype=np.bool_)
    far = [bool(judged[at]) and _far(float(found.own[at]), pair) for at, pair in enumerate(pairs)]
    wrong = np.array(far, dtype=np.bool_)
    partner = _partners(found)
    runs, singles = _grouped(found, partner)
    sound = float((~wrong)[judged].mean()) if judged.any() else 1.0
    if judged.sum() >= 4 and sound < SOUND and sum(map(len, runs)) < 0.3 * len(pairs):
        return Layout(mismatch=True, sound=sound)
    sources = {at for run in runs for at in run} | set(singles)
    targets = {partner[at] for at in sources}
    alone = [int(at) for at in np.flatnonzero(wrong) if at not in sources | targets]
    strangers = [at for at in alone if _no_sentence_matches(facts, int(found.pairs[at]))]

    def move(at: int) -> Move:
        to = partner[at]
        return Move(int(found.pairs[at]), int(found.pairs[to]), found.cosine(at, to), float(found.own[at]))

    return Layout(
        tuple(move(at) for at in singles),
        tuple(tuple(move(at) for at in run) for run in runs),
        tuple((int(found.pairs[at]), float(found.own[at])) for at in strangers),
        tuple(int(found.pairs[at]) for at in sorted(targets - sources) if found.own[at] < MATCH),
        tuple(int(found.pairs[at]) for at in sorted(sources - targets) if found.own[at] < MATCH),
        sound=sound,
    )


def _no_sentence_matches(facts: Facts, pair: int) -> bool:
    """Whether no sentence of one side is close to one of the other: a stranger, not a pair that lost something."""
    found = facts.of(sentences_of)
    if found is None:
        return False
    source, target = (side.vectors - side.vectors.mean(axis=0) for side in (found.source_side, found.target_side))
    one = source[found.source.first[pair] : found.source.first[pair + 1]]
    other = target[found.target.first[pair] : found.target.first[pair + 1]]
    norms = np.linalg.norm(one, axis=1)[:, None] * np.linalg.norm(other, axis=1)[None, :]
    return bool((one @ other.T <= MATCH * norms).all())


def _says_enough(pair: Pair) -> bool:
    return len(pair.source.strip()) > SHORT and len(pair.target.strip()) > SHORT / 4


def _far(own: float, pair: Pair) -> bool:
    """Whether the two sides have nothing to do with each other: far in meaning, and their words do not object."""
    if own > DOUBTFUL:
        return False
    forth = source_wording(pair.source, pair.target).measure(Span(0, len(pair.source)))
    back = target_wording(pair.source, pair.target).measure(Span(0, len(pair.target)))
    words = (forth[1] + back[1]) / 2
    return words < (-STRAY_WORDS if own > FAR else STRAY_WORDS)


def _partners(found: Paragraphs) -> dict[int, int]:
    """Sources whose translation surely stands elsewhere, by place: a close other target, far closer than their own."""
    out: dict[int, int] = {}
    for at in range(len(found.own)):
        to = int(found.best_target[at])
        gain = float(found.to_target[at] - found.own[at])
        mutual = int(found.best_source[to]) == at and float(found.to_source[to] - found.own[to]) > LEAD
        if gain > LEAD and found.to_target[at] >= MATCH and found.own[at] < MATCH and mutual:
            out[at] = to
    return out


def _grouped(found: Paragraphs, partner: dict[int, int]) -> tuple[list[list[int]], list[int]]:
    """Runs of neighbouring sources with one offset (two at least), and the sources left over.

    Sources between two of a run belong to it when the offset serves them no worse than their own place (short
    formulas fit anywhere), those at its ends when it serves them better; `partner` is completed with them.
    """
    by_offset: dict[int, list[int]] = {}
    for at, to in sorted(partner.items()):
        by_offset.setdefault(to - at, []).append(at)
    runs: list[list[int]] = []
    single: list[int] = []
    for offset, places in sorted(by_offset.items()):
        for run in _bridged(found, places, offset):
            if len(run) == 1:
                single += run
                continue
            run = _grown(found, run, offset, frozenset(partner))
            partner.update({at: at + offset for at in run})
            runs.append(run)
    return sorted(runs), sorted(single)


def _bridged(found: Paragraphs, places: list[int], offset: int) -> list[list[int]]:
    """Places split where the pairs between two of them do not fit the offset."""
    runs = [[places[0]]]
    for at in places[1:]:
        between = range(runs[-1][-1] + 1, at)
        if len(between) < GAP and all(_gain(found, b, b + offset) >= -0.05 for b in between):
            runs[-1] += [*between, at]
        else:
            runs.append([at])
    return runs


def _grown(found: Paragraphs, run: list[int], offset: int, taken: frozenset[int]) -> list[int]:
    """The run with the neighbours at both ends that the offset serves better than their own place."""
    first, last = run[0], run[-1]
    while first - 1 not in taken and _better(found, first - 1, offset):
        first -= 1
    while last + 1 not in taken and _better(found, last + 1, offset):
        last += 1
    return list(range(first, last + 1))


def _better(found: Paragraphs, at: int, offset: int) -> bool:
    return _gain(found, at, at + offset) > 0.05 and found.cosine(at, at + offset) > DOUBTFUL


def _gain(found: Paragraphs, source: int, target: int) -> float:
    """How much closer the source is to that target than to its own; -1 outside the document."""
    count = len(found.own)
    if not (0 <= source < count and 0 <= target < count):
        return -1.0
    return found.cosine(source, target) - float(found.own[source])
