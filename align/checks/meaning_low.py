"""A translation whose meaning is far from its source, though it stands in the right place."""

from __future__ import annotations

from collections.abc import Iterable

from align.aligner.absence import absences_of
from align.aligner.closeness import closeness_of
from align.aligner.layout import layout_of
from align.aligner.misfit import misfits_of
from align.checks.base import Check, Example, Options
from align.checks.pair_samples import PAIRS, THANKS, whole
from align.facts import Facts
from align.model import Hit, Severity

LENGTH = 1.8  # log of the size from which a paragraph says enough to be judged: about a dozen words


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    known = set(facts.of(layout_of).pairs)
    found = facts.of(absences_of)
    for lost, added in found.replaced:
        known.add(lost.unit.pair)
        yield Hit(
            pair=lost.unit.pair,
            message="These two sentences stand side by side and say different things.",
            source=lost.unit.span,
            target=added.unit.span,
            evidence={"unit": "sentence", "closest": lost.facts["best_clause"], "word_odds": lost.facts["words_mean"]},
            confidence=round(min(lost.confidence, added.confidence), 3),
        )
    for misfit in facts.of(misfits_of):
        known.add(misfit.pair)
        yield Hit(
            pair=misfit.pair,
            message="These two sentences stand side by side and say different things.",
            source=misfit.source,
            target=misfit.target,
            evidence={"unit": "sentence", "similarity": round(misfit.cosine, 3), "word_odds": round(misfit.odds, 3)},
            confidence=round(min(0.95, 0.75 - misfit.cosine - misfit.odds / 10), 3),
        )
    known |= {absence.unit.pair for absence in found.all_units}
    known |= {absence.unit.pair for slip in found.slips for absence in (slip.source, slip.target)}
    if facts.of(layout_of).mismatch:
        return
    for each in facts.of(closeness_of):
        far, rival = float(str(options["far"])), float(str(options["rival"]))
        if each.pair in known or each.length < LENGTH or each.far < far or each.rival < rival:
            continue
        pair = facts.bitext.pairs[each.pair]
        yield Hit(
            pair=each.pair,
            message="The two sides are much further apart in meaning than the document's other pairs of this length.",
            source=whole(pair.source),
            target=whole(pair.target),
            evidence={
                "unit": "paragraph",
                "similarity": round(each.cosine, 3),
                "usual": round(each.usual, 3),
                "spreads_below": round(each.far, 1),
                "best_other_minus_own": round(each.rival, 3),
            },
            confidence=round(min(0.95, 0.4 + 0.06 * each.far + max(0.0, each.rival)), 3),
        )


_STRAY = "董事會於上週任命了新的財務長，她將在九月到任。"

CHECK = Check(
    id="meaning.low",
    title="The translation means something else",
    explanation=(
        "A sentence of the source and one of the translation that stand at the same place, neither of which has a "
        "counterpart; or a paragraph far less close to its translation than the document's other pairs of the same "
        "length are to theirs, while another pair's text comes as close. Only gross differences show in sentence "
        "vectors: a wrong word in an otherwise right sentence does not."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=_run,
    options={"far": 4.0, "rival": 0.0},
    bad=(
        Example(
            (
                *PAIRS,
                (
                    "Revenue rose 8% to $212 million. We opened three new plants in Ohio this spring.",
                    f"營收成長8%，達2.12億美元。{_STRAY}",
                ),
            ),
            why="a sentence about a new finance chief for one about plants",
        ),
        Example(
            (
                *PAIRS,
                (
                    "Two customers delayed their projects because of permits. We expect deliveries to start in May.",
                    f"{_STRAY}我們預計五月開始交貨。",
                ),
            ),
            why="the permits became a new finance chief",
        ),
    ),
    good=(
        Example(PAIRS, why="all in place"),
        Example((*PAIRS, *THANKS), why="formulas at the end"),
    ),
)
