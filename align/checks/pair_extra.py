"""A translation at the edge of a shift that translates nothing."""

from __future__ import annotations

from collections.abc import Iterable

from align.aligner.layout import layout_of
from align.checks.base import Check, Example, Options
from align.checks.pair_samples import PAIRS, STRANGE, THANKS, rearranged, whole
from align.facts import Facts
from align.model import Hit, Severity


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    for index in facts.of(layout_of).extra:
        yield Hit(
            pair=index,
            message="This text translates no paragraph of the source.",
            target=whole(facts.bitext.pairs[index].target),
            evidence={"beside_it": facts.bitext.pairs[index].source[:80]},
            confidence=0.8,
        )


CHECK = Check(
    id="pair.extra",
    title="A translation belongs to no paragraph",
    explanation=(
        "Where translations are shifted, the text at which the shift begins or ends is close to no paragraph of the "
        "source: it was put in or belongs to another document."
    ),
    category="accuracy/addition",
    severity=Severity.MAJOR,
    run=_run,
    bad=(
        rearranged((0, STRANGE, 1, 2, 3, 4), 1, why="a foreign paragraph pushes all others down"),
        rearranged((0, 1, 3, 4, STRANGE, 5), 4, why="a foreign paragraph fills a gap"),
    ),
    good=(
        Example(PAIRS, why="nothing is extra"),
        Example((*PAIRS, *THANKS), why="formulas at the end"),
    ),
)
