"""A sentence or clause of the translation with nothing in the source."""

from __future__ import annotations

from collections.abc import Iterable

from align.aligner.absence import absences_of
from align.aligner.document import sentences_of
from align.checks.base import Check, Example, Options
from align.checks.meaning_omission import SURE, evidence_of, insertion_point
from align.facts import Facts
from align.model import Hit, Severity

_GREETING = ("Good morning, everyone, and thank you for joining us.", "各位早安，感謝大家的參與。")


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    found = facts.of(sentences_of)
    if found is None:
        return
    for absence in facts.of(absences_of).units:
        if absence.side != "target":
            continue
        unit = absence.unit
        whole = unit.clause < 0
        yield Hit(
            pair=unit.pair,
            message=f"This {'sentence' if whole else 'part of the sentence'} has no counterpart in the source.",
            source=insertion_point(found, absence),
            target=unit.span,
            evidence=evidence_of(absence),
            severity=Severity.MAJOR if whole or absence.confidence > SURE else Severity.MINOR,
            confidence=round(absence.confidence, 3),
        )


CHECK = Check(
    id="meaning.addition",
    title="The translation says more than the source",
    explanation=(
        "The mirror image of meaning.omission: a sentence or clause of the translation to which nothing in the source "
        "comes close in meaning, whose words and figures the source does not have, and by which the translation is "
        "too long."
    ),
    category="accuracy/addition",
    severity=Severity.MAJOR,
    run=_run,
    bad=(
        Example(
            (
                _GREETING,
                (
                    "Revenue rose 8% to $212 million. Gross margin was 41.5%.",
                    "營收成長8%，達2.12億美元。毛利率為41.5%。公司也計劃在秋季收購一家競爭對手。",
                ),
            ),
            why="a takeover that nobody spoke of",
        ),
        Example(
            (
                _GREETING,
                (
                    "Our order book is strong. We expect deliveries to start again in May.",
                    "我們的訂單狀況強勁。管理層將於下週宣布新的股利政策。我們預計五月恢復交貨。",
                ),
            ),
            why="a dividend that nobody spoke of",
        ),
    ),
    good=(
        Example(
            (
                _GREETING,
                (
                    "Revenue rose 8% to $212 million. Gross margin was 41.5%.",
                    "營收成長8%，達2.12億美元。毛利率則為41.5%。",
                ),
            ),
            why="nothing added",
        ),
        Example(
            (
                _GREETING,
                (
                    "Demand in Europe is holding up well, and we see no reason to change our guidance.",
                    "歐洲的需求維持良好。我們認為沒有理由調整財測。",
                ),
            ),
            why="one sentence became two",
        ),
    ),
)
