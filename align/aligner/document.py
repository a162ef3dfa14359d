"""The sentences and clauses of a document as spans and as arrays, encoded once, and their beads pair by pair."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from align.aligner.monotonic import align_paragraphs
from align.aligner.sides import Bead, Floats, Ints, Side
from align.facts import Facts
from align.model import Span
from align.text.script import to_simplified
from align.text.sentences import clauses, split


@dataclass(frozen=True)
class Text:
    """One side of a document, flat: spans are in the text of the pair, `first` (pairs + 1,) the first sentence of each.

    `owner` gives each clause's sentence. Pairs that are not speech have no sentences.
    """

    texts: tuple[str, ...]
    first: Ints
    sentences: tuple[Span, ...]
    clauses: tuple[Span, ...]
    owner: Ints
    pair_of: Ints

    def sentence(self, index: int) -> str:
        """The text of a sentence without blanks around it."""
        return self.sentences[index].of(self.texts[self.pair_of[index]]).strip()

    def clause(self, index: int) -> str:
        """The text of a clause without blanks around it."""
        return self.clauses[index].of(self.texts[self.pair_of[self.owner[index]]]).strip()


@dataclass(frozen=True)
class Sentences:
    """Both sides of a document with their vectors; `beads[p]` are those of pair p, counted within the document.

    `source_alone` and `target_alone` hold each sentence's probability of having no counterpart.
    """

    source: Text
    target: Text
    source_side: Side
    target_side: Side
    beads: tuple[tuple[Bead, ...], ...]
    source_alone: Floats
    target_alone: Floats


def read_text(texts: list[str], lang: str) -> Text:
    """Sentences and clauses of a list of paragraphs (an empty string has none)."""
    sentences: list[Span] = []
    pieces: list[Span] = []
    owner: list[int] = []
    pair_of: list[int] = []
    first = [0]
    for index, text in enumerate(texts):
        spans = split(text, lang) if text.strip() else []
        cut = clauses(text, lang) if spans else []
        at = 0
        for span in spans:
            while at < len(cut) and cut[at].start < span.end:
                pieces.append(cut[at])
                owner.append(len(sentences))
                at += 1
            sentences.append(span)
            pair_of.append(index)
        first.append(len(sentences))
    return Text(
        tuple(texts),
        np.array(first, dtype=np.int64),
        tuple(sentences),
        tuple(pieces),
        np.array(owner, dtype=np.int64),
        np.array(pair_of, dtype=np.int64),
    )


def sides_of(facts: Facts, source: Text, target: Text) -> tuple[Side, Side] | None:
    """Both sides as arrays, encoded in one call; None without an encoder. Chinese is encoded in Simplified."""
    parts = [
        [_reading(text.sentence(i), lang) for i in range(len(text.sentences))]
        + [_reading(text.clause(i), lang) for i in range(len(text.clauses))]
        for text, lang in ((source, facts.bitext.source_lang), (target, facts.bitext.target_lang))
    ]
    vectors = facts.encode(parts[0] + parts[1])
    if vectors is None:
        return None
    cut = len(parts[0])
    return _side(source, vectors[:cut]), _side(target, vectors[cut:])


def _reading(text: str, lang: str) -> str:
    return to_simplified(text) if lang.startswith("zh") else text


def _side(text: Text, vectors: Floats) -> Side:
    count = len(text.sentences)
    return Side(
        vectors[:count],
        np.array([len(text.sentence(i).encode("utf-8", "replace")) for i in range(count)], dtype=np.float32),
        vectors[count:],
        np.array([len(text.clause(i).encode("utf-8", "replace")) for i in range(len(text.clauses))], dtype=np.float32),
        text.owner,
    )


def sentences_of(facts: Facts) -> Sentences | None:
    """Sentences, vectors and beads of all speech pairs (for `Facts.of`); None without an encoder or without speech."""
    pairs = facts.bitext.pairs
    source = read_text([p.source if p.kind == "speech" else "" for p in pairs], facts.bitext.source_lang)
    target = read_text([p.target if p.kind == "speech" else "" for p in pairs], facts.bitext.target_lang)
    if not source.sentences or not target.sentences:
        return None
    sides = sides_of(facts, source, target)
    if sides is None:
        return None
    found = align_paragraphs(*sides, source.first, target.first)
    grouped: list[list[Bead]] = [[] for _ in pairs]
    for bead in found.beads:
        owner = source.pair_of[bead.source[0]] if bead.source[0] < bead.source[1] else target.pair_of[bead.target[0]]
        grouped[int(owner)].append(bead)
    return Sentences(
        source,
        target,
        *sides,
        tuple(tuple(beads) for beads in grouped),
        found.source_alone,
        found.target_alone,
    )
