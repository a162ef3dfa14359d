"""The translation of another document."""

from __future__ import annotations

from collections.abc import Iterable

from align.aligner.layout import layout_of
from align.aligner.paragraphs import paragraphs_of
from align.checks.base import Check, Example, Options
from align.checks.pair_samples import PAIRS, rearranged
from align.facts import Facts
from align.model import Hit, Severity

LISTED = 200


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    layout = facts.of(layout_of)
    found = facts.of(paragraphs_of)
    if not layout.mismatch or found is None:
        return
    share = round(100 * layout.sound)
    yield Hit(
        pair=None,
        message=f"Only {share}% of the paragraphs stand beside their translation: is this the right file?",
        evidence={"pairs": [int(index) for index in found.pairs][:LISTED], "sound_share": round(layout.sound, 3)},
        confidence=0.95,
    )


CHECK = Check(
    id="document.mismatch",
    title="The two sides are not one document",
    explanation=(
        "Fewer than two in five paragraphs are close to the text beside them, and no shift explains it: the target is "
        "the translation of another document, or its order is lost. The other alignment checks then stay silent."
    ),
    category="accuracy/alignment",
    severity=Severity.CRITICAL,
    run=_run,
    bad=(
        Example(
            tuple(
                (source, target)
                for (source, _), target in zip(
                    PAIRS,
                    (
                        "氣象局預測週末沿海地區將有大雨。",
                        "海洋生物學家在深海發現了一種會發光的水母。",
                        "這道湯要用小火慢燉三個小時。",
                        "博物館將展出十八世紀的油畫與瓷器。",
                        "球隊在最後一分鐘踢進致勝的一球。",
                        "火車站前的老榕樹已有兩百年歷史。",
                    ),
                    strict=True,
                )
            ),
            fires=(0, 1, 2, 3, 4, 5),
            why="six sentences about other things",
        ),
        Example(
            tuple((source, PAIRS[5 - at][1]) for at, (source, _) in enumerate(PAIRS)),
            fires=(0, 1, 2, 3, 4, 5),
            why="the order is reversed",
        ),
    ),
    good=(
        Example(PAIRS, why="the right document"),
        rearranged((0, 2, 1, 3, 4, 5), why="two exchanged translations are no other document"),
    ),
)
