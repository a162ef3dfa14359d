"""Sentence alignment on MAC: cross-validated strict and lax figures, damaged copies, calibration, cost.

    python benchmarks/align_mac.py [--encoder NAME]

What is measured is what ships: of the six documents each is aligned with parameters learned, from nothing,
on the other five (benchmarks/align_train.py); no figure is of a document that its parameters have seen.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence

import numpy as np
from align_data import (
    Beads,
    Document,
    cached_encoder,
    counts,
    damaged,
    figures,
    joined,
    load_mac,
    with_foreign,
    without,
)
from align_train import held_out

from align.aligner import Params, align_sentences
from align.aligner.sides import Bead
from align.aligner.whole import Whole, align_documents


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", default="use")
    documents = load_mac(cached_encoder(parser.parse_args().encoder))
    params = held_out(documents)
    clean(documents, params)
    for heavy in (False, True):
        total = np.zeros(6, dtype=np.int64)
        for at in range(len(documents)):
            copy = damaged(documents, at, 70 + heavy, heavy)
            total += counts(copy.gold, as_lists(align_sentences(copy.source, copy.target, params[at]).beads))
        print("damaged copies, heavy:" if heavy else "damaged copies, mild: ", shown(total))
    damage(documents, params)
    thresholds(documents, params)


def as_lists(beads: Sequence[Bead]) -> Beads:
    """Beads as lists of sentence numbers."""
    return [(list(range(*bead.source)), list(range(*bead.target))) for bead in beads]


def shown(total: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> str:
    """The figures in one line."""
    return "  ".join(f"{name} {value:.4f}" for name, value in figures(total).items())


def clean(documents: Sequence[Document], params: Sequence[Params]) -> None:
    """Figures on the documents as they are, recall by kind of bead, calibration of the posteriors."""
    total = np.zeros(6, dtype=np.int64)
    kinds: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    believed: list[tuple[float, bool]] = []
    start = time.process_time()
    for at, document in enumerate(documents):
        found = align_sentences(document.source, document.target, params[at]).beads
        total += counts(document.gold, as_lists(found))
        exact = {(tuple(s), tuple(t)) for s, t in as_lists(found)}
        gold = {(tuple(s), tuple(t)) for s, t in document.gold}
        for source, target in document.gold:
            kind = kind_of(len(source), len(target))
            kinds[kind] += 1
            hits[kind] += (tuple(source), tuple(target)) in exact
        believed += [
            (bead.confidence, (tuple(range(*bead.source)), tuple(range(*bead.target))) in gold) for bead in found
        ]
    print(f"clean, cross-validated: {shown(total)}   ({time.process_time() - start:.1f} CPU s to align)")
    print("recall by kind (English-Chinese):", {k: f"{hits[k]}/{kinds[k]}={hits[k] / kinds[k]:.3f}" for k in kinds})
    print("calibration: posterior -> share strictly right (beads)")
    for low, high in ((0, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 0.9), (0.9, 0.98), (0.98, 1.01), (0.9, 1.01)):
        inside = [(p, ok) for p, ok in believed if low <= p < high]
        if inside:
            mean, right = np.mean([p for p, _ in inside]), np.mean([ok for _, ok in inside])
            print(f"  {low:.2f}-{min(high, 1):.2f}: {mean:.3f} -> {right:.3f} ({len(inside)})")


def kind_of(a: int, b: int) -> str:
    """1-1, 1-n, n-1, m-n, 1-0 or 0-1."""
    if a > 1 and b > 1:
        return "m-n"
    return f"{'n' if a > 1 else a}-{'n' if b > 1 else b}"


def damage(documents: Sequence[Document], params: Sequence[Params]) -> None:
    """What is reported of damage, summed over the documents; English is the side that loses."""
    cases: dict[str, list[tuple[Document, Whole]]] = {}
    for at, document in enumerate(documents):
        rng = np.random.default_rng([9, at])
        other = documents[(at + 1) % len(documents)]
        place = int(rng.integers(20, len(document.gold) - 60))
        fifth = a_fifth(document, rng)
        start = int(rng.integers(0, len(other.source) - 20))
        copies = {
            "unchanged": document,
            "paragraph of 8 beads missing": without(document, 0, range(place, place + 8)),
            "20% of beads without English": without(document, 0, fifth),
            "block of 20 foreign sentences": with_foreign(document, 0, other.source.part(start, start + 20), place),
            "two blocks of 10 beads swapped": swapped(document, place, place + 30, 10),
            "another book": Document("", document.source, other.target, []),
        }
        for name, copy in copies.items():
            cases.setdefault(name, []).append((copy, align_documents(copy.source, copy.target, params[at])))
    for name, runs in cases.items():
        orphans, named, sound, accused = 0, 0, 0, 0
        for copy, found in runs:
            for side in (0, 1):
                alone = {n for bead in as_lists(found.beads) if not (bead[0] and bead[1]) for n in bead[side]}
                truth = {n for bead in copy.gold if not (bead[0] and bead[1]) for n in bead[side]}
                every = {n for bead in copy.gold for n in bead[side]}
                orphans, named = orphans + len(truth), named + len(truth & alone)
                sound, accused = sound + len(every - truth), accused + len(alone - truth)
        blame = f"{accused}/{sound} = {accused / sound:.4f}" if sound else "-"
        print(
            f"{name:32s} reported {named}/{orphans}  accused {blame}  "
            f"moved blocks {[len(found.blocks) for _, found in runs]}  refused {sum(f.mismatch for _, f in runs)}/6  "
            f"cover {min(f.cover for _, f in runs):.2f}-{max(f.cover for _, f in runs):.2f}  "
            + shown(sum((counts(c.gold, as_lists(f.beads)) for c, f in runs), np.zeros(6, dtype=np.int64)))[:52]
        )


def a_fifth(document: Document, rng: np.random.Generator) -> list[int]:
    """Two-sided beads drawn at random."""
    return [k for k in range(len(document.gold)) if all(document.gold[k]) and rng.random() < 0.2]


def thresholds(documents: Sequence[Document], params: Sequence[Params]) -> None:
    """A fifth of the beads without English: what reporting by the probability of standing alone would give."""
    truth: list[bool] = []
    alone: list[float] = []
    for at, document in enumerate(documents):
        copy = without(document, 0, a_fifth(document, np.random.default_rng([9, at, 1])))
        found = align_sentences(copy.source, copy.target, params[at])
        for side, probability in enumerate((found.source_alone, found.target_alone)):
            single = {n for bead in copy.gold if not (bead[0] and bead[1]) for n in bead[side]}
            truth += [n in single for n in range(len(probability))]
            alone += probability.tolist()
    lost, believed = np.array(truth), np.array(alone)
    print("probability of standing alone from which a sentence is reported -> lost reported, sound accused")
    for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98):
        print(f"  {least:.2f}: {(believed[lost] >= least).mean():.3f}  {(believed[~lost] >= least).mean():.4f}")


def swapped(document: Document, first: int, second: int, length: int) -> Document:
    """The document with two blocks of beads exchanged on the English side."""
    spans = []
    for start in (first, second):
        numbers = [n for bead in document.gold[start : start + length] for n in bead[0]]
        spans.append((min(numbers), max(numbers) + 1))
    (a, b), (c, d) = spans
    n = len(document.source)
    order = [*range(a), *range(c, d), *range(b, c), *range(a, b), *range(d, n)]
    place = {number: at for at, number in enumerate(order)}
    parts = [document.source.part(x, y) for x, y in ((0, a), (c, d), (b, c), (a, b), (d, n))]
    gold = [(sorted(place[k] for k in s), t) for s, t in document.gold]
    return Document(document.name, joined(*parts), document.target, gold)


if __name__ == "__main__":
    main()
