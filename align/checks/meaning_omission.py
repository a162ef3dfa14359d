"""A source sentence or main clause with nothing in the translation."""

from __future__ import annotations

from collections.abc import Iterable

from align.aligner.absence import Absence, absences_of
from align.aligner.document import Sentences, sentences_of
from align.checks.base import Check, Example, Options
from align.facts import Facts
from align.model import Hit, Severity, Span

SURE = 0.8  # confidence from which a lost clause weighs as much as a lost sentence

_GREETING = ("Good morning, everyone, and thank you for joining us.", "各位早安，感謝大家的參與。")
_REVENUE = (
    "Revenue rose 8% to $212 million. Gross margin was 41.5%. We opened three new plants in Ohio this spring.",
    "營收成長8%，達2.12億美元。毛利率為41.5%。今年春天我們在俄亥俄州開設了三座新工廠。",
)


def evidence_of(absence: Absence) -> dict[str, object]:
    """What a reader of the report may check: the closest match on the other side, length and words."""
    values = absence.facts
    return {
        "unit": "sentence" if absence.unit.clause < 0 else "clause",
        "closest": values["best_clause"],
        "length_missing": values["excess"],
        "word_odds": values["words_mean"],
        "aligned_alone": values["alone"],
    }


def insertion_point(found: Sentences, absence: Absence) -> Span:
    """Where the missing unit belongs in the other side's text: an empty span after the sentence aligned before it."""
    unit = absence.unit
    source = absence.side == "source"
    other = found.target if source else found.source
    own = unit.bead.target if source else unit.bead.source
    if own[0] == own[1]:
        at = other.sentences[own[0] - 1].end if own[0] > other.first[unit.pair] else 0
    else:
        at = other.sentences[own[1] - 1].end
    return Span(at, at)


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    found = facts.of(sentences_of)
    if found is None:
        return
    for absence in facts.of(absences_of).units:
        if absence.side != "source":
            continue
        unit = absence.unit
        whole = unit.clause < 0
        yield Hit(
            pair=unit.pair,
            message=f"This {'sentence' if whole else 'part of the sentence'} has no counterpart in the translation.",
            source=unit.span,
            target=insertion_point(found, absence),
            evidence=evidence_of(absence),
            severity=Severity.MAJOR if whole or absence.confidence > SURE else Severity.MINOR,
            confidence=round(absence.confidence, 3),
        )


CHECK = Check(
    id="meaning.omission",
    title="A sentence or clause was not translated",
    explanation=(
        "The sentences of each pair are aligned; a source sentence or clause counts as lost when nothing on the "
        "other side is close to it in meaning, its words and figures are not found there, and the translation is too "
        "short by about its length. What remains of a paraphrase silences it."
    ),
    category="accuracy/omission",
    severity=Severity.MAJOR,
    run=_run,
    bad=(
        Example(
            (
                _GREETING,
                (
                    "Revenue rose 8% to $212 million. Gross margin was 41.5%. We opened three new plants in Ohio this spring.",
                    "營收成長8%，達2.12億美元。毛利率為41.5%。",
                ),
            ),
            why="the plants in Ohio are gone",
        ),
        Example(
            (
                _GREETING,
                (
                    "Our order book is strong. Two customers delayed their projects because of permits. We expect "
                    "deliveries to start again in May.",
                    "我們的訂單狀況強勁。我們預計五月恢復交貨。",
                ),
            ),
            why="the delay is gone",
        ),
    ),
    good=(
        Example((_GREETING, _REVENUE), why="everything is there"),
        Example(
            (
                _GREETING,
                (
                    "Thank you. That is a great question. Demand in Europe is holding up well.",
                    "謝謝，這是個很好的問題。歐洲的需求維持良好。",
                ),
            ),
            why="two sentences became one",
        ),
    ),
)
