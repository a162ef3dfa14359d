"""Sentences that stand beside each other and have nothing to do with each other."""

from __future__ import annotations

from dataclasses import dataclass

from align.aligner.document import Sentences, sentences_of
from align.aligner.layout import layout_of
from align.aligner.sides import Bead
from align.aligner.wording import source_wording, target_wording
from align.facts import Facts
from align.model import Span

FAR = 0.15  # centred cosine under which two sentences are strangers
UNSAID = -0.4  # mean log odds of a sentence's words being rendered anywhere in the pair, under which they are not
WORDS = 3  # content words that a sentence needs to be judged by them
BYTES = 24  # a shorter sentence is a formula that may be said in many ways


@dataclass(frozen=True)
class Misfit:
    """Two sentences by their places in the pair's texts, and as indices within the document."""

    pair: int
    source: Span
    target: Span
    sentences: tuple[int, int]
    cosine: float
    odds: float


def misfits_of(facts: Facts) -> tuple[Misfit, ...]:
    """Misfits of all pairs that stand in their place (for `Facts.of`); empty without an encoder."""
    found, layout = facts.of(sentences_of), facts.of(layout_of)
    if found is None or layout.mismatch:
        return ()
    beads = [(pair, bead) for pair, own in enumerate(found.beads) if pair not in layout.pairs for bead in own]
    judged = (_judged(facts, found, pair, bead) for pair, bead in beads if _far(found, bead))
    return tuple(each for each in judged if each is not None)


def _far(found: Sentences, bead: Bead) -> bool:
    one_to_one = bead.source[1] - bead.source[0] == bead.target[1] - bead.target[0] == 1
    if not one_to_one or bead.similarity >= FAR:
        return False
    widths = float(found.source_side.widths[bead.source[0]]), float(found.target_side.widths[bead.target[0]])
    return min(widths) >= BYTES


def _judged(facts: Facts, found: Sentences, pair: int, bead: Bead) -> Misfit | None:
    """The bead as a misfit, if the words of neither sentence are found on the other side of the pair."""
    source, target = found.source.sentences[bead.source[0]], found.target.sentences[bead.target[0]]
    texts = facts.bitext.pairs[pair].source, facts.bitext.pairs[pair].target
    forth, back = source_wording(*texts), target_wording(*texts)
    enough = all(
        sum(s.start <= at < s.end for at, _ in w.places) >= WORDS for w, s in ((forth, source), (back, target))
    )
    odds = (forth.measure(source)[1] + back.measure(target)[1]) / 2
    if not enough or odds > UNSAID:
        return None
    return Misfit(pair, source, target, (bead.source[0], bead.target[0]), bead.similarity, odds)
