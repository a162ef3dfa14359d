"""Runs of paragraphs that stand one or more places beside their translation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from align.aligner.layout import Move, layout_of
from align.checks.base import Check, Example, Options
from align.checks.pair_samples import PAIRS, STRANGE, THANKS, rearranged, whole
from align.facts import Facts
from align.model import Hit, Severity

LISTED = 200  # entries of the proposed pairing that are listed


def _hit(facts: Facts, run: Sequence[Move]) -> Hit:
    first, last = run[0], run[-1]
    pair = facts.bitext.pairs[first.source]
    mean = sum(move.cosine - move.own for move in run) / len(run)
    return Hit(
        pair=first.source,
        message=(
            f"From here to pair {last.source} the translations stand beside other paragraphs: "
            f"the translation of this one is in pair {first.target}."
        ),
        source=whole(pair.source),
        target=whole(pair.target),
        evidence={
            "pairs": [move.source for move in run][:LISTED],
            "proposal": [{"source": move.source, "target": move.target} for move in run][:LISTED],
            "similarity_gained": round(mean, 3),
        },
        confidence=round(min(0.99, 0.7 + mean / 2), 3),
    )


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    for run in facts.of(layout_of).runs:
        yield _hit(facts, run)


CHECK = Check(
    id="pair.shifted",
    title="A run of translations stands in the wrong place",
    explanation=(
        "Two or more paragraphs in a row are close to the translation that stands the same number of pairs further on "
        "or back, and far from their own: a paragraph was lost or put in before them, or a block was moved. One slip "
        "is one finding, at its first pair, with the right pairing as a proposal."
    ),
    category="accuracy/alignment",
    severity=Severity.CRITICAL,
    run=_run,
    bad=(
        rearranged((0, STRANGE, 1, 2, 3, 5), 1, why="from the third paragraph on one place too late"),
        rearranged((0, 3, 4, 1, 2, 5), 1, 3, why="two blocks exchanged"),
    ),
    good=(
        Example(PAIRS, why="all in place"),
        Example((*PAIRS, *THANKS), why="formulas at the end"),
    ),
)
