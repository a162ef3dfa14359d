"""Paragraphs or sentences whose translation stands in another pair."""

from __future__ import annotations

from collections.abc import Iterable

from align.aligner.absence import Slip, absences_of
from align.aligner.layout import Move, layout_of
from align.checks.base import Check, Example, Options
from align.checks.pair_samples import PAIRS, THANKS, rearranged, whole
from align.facts import Facts
from align.model import Hit, Pair, Severity


def move_hit(pair: Pair, move: Move) -> Hit:
    """One paragraph beside a text that is not its translation."""
    return Hit(
        pair=pair.index,
        message=f"This translation belongs to another paragraph; the right one stands in pair {move.target}.",
        source=whole(pair.source),
        target=whole(pair.target),
        evidence={
            "translation_in_pair": move.target,
            "similarity": round(move.own, 3),
            "similarity_there": round(move.cosine, 3),
        },
        confidence=round(min(0.99, 0.6 + move.cosine - move.own), 3),
    )


def _slip_hits(slip: Slip) -> Iterable[Hit]:
    one, other = slip.source.unit, slip.target.unit
    evidence = {"source_pair": one.pair, "target_pair": other.pair, "similarity": round(slip.cosine, 3)}
    yield Hit(
        pair=one.pair,
        message=f"The translation of this sentence stands in pair {other.pair}.",
        source=one.span,
        evidence=evidence,
        confidence=0.9,
    )
    yield Hit(
        pair=other.pair,
        message=f"This sentence translates one of pair {one.pair}.",
        target=other.span,
        evidence=evidence,
        confidence=0.9,
    )


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    for move in facts.of(layout_of).moves:
        yield move_hit(facts.bitext.pairs[move.source], move)
    for slip in facts.of(absences_of).slips:
        yield from _slip_hits(slip)


CHECK = Check(
    id="pair.moved",
    title="The translation stands in another pair",
    explanation=(
        "A paragraph is far from the text beside it and close to the translation in another pair, and each is the "
        "other's best match; or a sentence is missing in its pair and stands in another one. Every paragraph with a "
        "wrong text has its own finding, with the pair where the right text stands."
    ),
    category="accuracy/alignment",
    severity=Severity.MAJOR,
    run=_run,
    bad=(
        rearranged((0, 2, 1, 3, 4, 5), 1, 2, why="two translations exchanged"),
        rearranged((0, 4, 2, 3, 1, 5), 1, 4, why="two distant ones exchanged"),
    ),
    good=(
        Example(PAIRS, why="all in place"),
        Example((*THANKS, *PAIRS), why="formulas that fit anywhere"),
    ),
)
