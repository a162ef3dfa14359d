"""A text beside a paragraph with which it has nothing to do."""

from __future__ import annotations

from collections.abc import Iterable

from align.aligner.layout import layout_of
from align.checks.base import Check, Example, Options
from align.checks.pair_samples import PAIRS, STRANGE, THANKS, rearranged, whole
from align.facts import Facts
from align.model import Hit, Severity


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    for index, cosine in facts.of(layout_of).strangers:
        pair = facts.bitext.pairs[index]
        yield Hit(
            pair=index,
            message="The two sides have nothing to do with each other.",
            source=whole(pair.source),
            target=whole(pair.target),
            evidence={"similarity": round(cosine, 3)},
            confidence=round(min(0.97, max(0.6, 1.0 - 1.5 * cosine)), 3),
        )


CHECK = Check(
    id="pair.similarity",
    title="The translation is of something else",
    explanation=(
        "The paragraph and the text beside it are as far apart as texts chosen at random, their words and figures do "
        "not answer each other, no sentence of one aligns with the other, and no other pair holds the right "
        "translation. Free translations and short formulas are far above that limit."
    ),
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    run=_run,
    bad=(
        rearranged((0, 1, STRANGE, 3, 4, 5), 2, why="a text about jellyfish"),
        rearranged((0, 1, 2, 3, "氣象局預測週末沿海地區將有大雨，請民眾留意。", 5), 4, why="a weather forecast"),
    ),
    good=(
        Example(PAIRS, why="all in place"),
        Example((*PAIRS, *THANKS), why="formulas at the end"),
    ),
)
