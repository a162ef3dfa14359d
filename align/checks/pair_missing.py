"""A paragraph at the edge of a shift whose translation is nowhere."""

from __future__ import annotations

from collections.abc import Iterable

from align.aligner.layout import layout_of
from align.checks.base import Check, Example, Options
from align.checks.pair_samples import PAIRS, STRANGE, THANKS, rearranged, whole
from align.facts import Facts
from align.model import Hit, Severity


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    for index in facts.of(layout_of).missing:
        yield Hit(
            pair=index,
            message="The translation of this paragraph is nowhere in the document.",
            source=whole(facts.bitext.pairs[index].source),
            evidence={"beside_it": facts.bitext.pairs[index].target[:80]},
            confidence=0.8,
        )


CHECK = Check(
    id="pair.missing",
    title="A paragraph has no translation anywhere",
    explanation=(
        "Where translations are shifted, the paragraph at which the shift begins has the translation of its neighbour "
        "beside it, and no other translation is close to it: it was not translated. A paragraph with nothing beside it "
        "is text.empty."
    ),
    category="accuracy/omission",
    severity=Severity.CRITICAL,
    run=_run,
    bad=(
        rearranged((0, 2, 3, 4, 5), 1, why="the second translation is lost and all others move up"),
        rearranged((0, 1, 3, 4, STRANGE, 5), 2, why="the third is lost, a foreign one fills the gap later"),
    ),
    good=(
        Example(PAIRS, why="nothing is missing"),
        Example((*PAIRS, *THANKS), why="formulas at the end"),
    ),
)
