"""The verdict on units without a counterpart: a learned score for each sentence and clause, and what to report."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.aligner.band import centred
from align.aligner.coverage import FEATURES, Evidence, Unit, evidence
from align.aligner.document import Sentences, sentences_of
from align.aligner.layout import MATCH, layout_of
from align.aligner.lexicon import logistic
from align.facts import Facts
from align.model import Side, Span

# Where less than this share of a sentence is gone, its clauses are named and not the sentence.
MOST = 0.6
# A courtesy is at most this long (Chinese characters) and stands this near (share of the pair) to its free rendering.
SHORT = 16
NEAR = 0.34


@dataclass(frozen=True)
class Absence:
    """A sentence or clause of `side` with nothing on the other; `lead` is its score over the threshold (log odds)."""

    side: Side
    unit: Unit
    lead: float
    facts: Mapping[str, float]

    @property
    def confidence(self) -> float:
        """Between 0.5 at the threshold and 0.99."""
        return min(0.99, logistic(0.7 * self.lead))


@dataclass(frozen=True)
class Slip:
    """A sentence whose translation stands in another pair."""

    source: Absence
    target: Absence
    cosine: float


@dataclass(frozen=True)
class Absences:
    """Units that are lost or added, and sentences that merely slipped into another pair."""

    units: tuple[Absence, ...] = ()
    slips: tuple[Slip, ...] = ()


@cache
def load_model() -> Mapping[str, Any]:
    """Weights, constants and thresholds by `side.unit`, with their provenance."""
    model: Mapping[str, Any] = json.loads((files("align.packs") / "aligner" / "meaning.json").read_text("utf-8"))
    return model


def leads(found: Evidence) -> NDArray[np.float64]:
    """Score of each unit over its model's threshold, in log odds."""
    models = load_model()["models"]
    out = np.zeros(len(found.units))
    for name, wanted in (("sentence", False), ("clause", True)):
        model = models[f"{found.side}.{name}"]
        weights = np.array([model["weights"].get(feature, 0.0) for feature in FEATURES])
        rows = np.array([(unit.clause >= 0) == wanted for unit in found.units], dtype=np.bool_)
        out[rows] = found.values[rows].astype(np.float64) @ weights + model["constant"] - model["threshold"]
    return out


def absences_of(facts: Facts) -> Absences:
    """Units of both sides that score above their threshold (for `Facts.of`), clauses only in sentences that do not.

    Pairs that are out of place are left out: there one slip would count many times. Empty without an encoder.
    """
    found = facts.of(sentences_of)
    layout = facts.of(layout_of)
    if found is None or layout.mismatch:
        return Absences()
    source, target = (
        _above(each, layout.pairs, text.texts)
        for each, text in zip(evidence(found, facts), (found.source, found.target), strict=True)
    )
    slips = _slips(found, source, target)
    explained = {id(slip.source) for slip in slips} | {id(slip.target) for slip in slips}
    explained |= _courtesies(found, source, target)
    return Absences(tuple(each for each in [*source, *target] if id(each) not in explained), slips)


def _above(found: Evidence, misplaced: frozenset[int], texts: Sequence[str]) -> list[Absence]:
    """Units over their threshold; of a sentence and its clauses whichever says it more clearly."""
    scored = leads(found)
    content = found.values[:, FEATURES.index("words")] > 0
    shorter = found.values[:, FEATURES.index("excess")] > 0
    by_sentence: dict[int, list[int]] = {}
    lengths = {unit.sentence: unit.span.end - unit.span.start for unit in found.units if unit.clause < 0}
    for row, unit in enumerate(found.units):
        # A clause that is gone leaves the other side shorter; what has no content word is never missed.
        if scored[row] > 0 and content[row] and unit.pair not in misplaced and (unit.clause < 0 or shorter[row]):
            by_sentence.setdefault(unit.sentence, []).append(row)
    out: list[Absence] = []
    for sentence, rows in by_sentence.items():
        whole = [row for row in rows if found.units[row].clause < 0]
        parts = [row for row in rows if found.units[row].clause >= 0]
        gone = sum(found.units[row].span.end - found.units[row].span.start for row in parts)
        if whole and (not parts or gone > MOST * lengths[sentence]):
            parts = whole
        for row in parts:
            values = {name: round(float(value), 3) for name, value in zip(FEATURES, found.values[row], strict=True)}
            unit = found.units[row]
            unit = replace(unit, span=_trimmed(texts[unit.pair], unit.span))
            out.append(Absence(found.side, unit, float(scored[row]), values))
    return out


def _courtesies(found: Sentences, source: list[Absence], target: list[Absence]) -> set[int]:
    """Ids of short sentences that stand at the same place of a pair: a courtesy said freely, not lost and added.

    "That's great color." and 感謝詳細的說明。 share no word and no meaning that vectors see.
    """
    texts = found.source.texts, found.target.texts
    short = [
        [each for each in side if each.unit.clause < 0 and _size(each, own) <= SHORT]
        for side, own in zip((source, target), texts, strict=True)
    ]
    faced: set[int] = set()
    for one in short[0]:
        for other in short[1]:
            if one.unit.pair == other.unit.pair and abs(_place(one, found) - _place(other, found)) <= NEAR:
                faced |= {id(one), id(other)}
    return faced


def _size(each: Absence, texts: Sequence[str]) -> float:
    """Length in Chinese characters; an English word counts as two."""
    piece = each.unit.span.of(texts[each.unit.pair])
    return 2 * len(piece.split()) if each.side == "source" else len(piece)


def _place(each: Absence, found: Sentences) -> float:
    """Where the sentence stands in its pair, 0 for the first and 1 for the last."""
    text = found.source if each.side == "source" else found.target
    first, end = text.first[each.unit.pair], text.first[each.unit.pair + 1]
    return float((each.unit.sentence - first) / max(1, end - first - 1))


def _trimmed(text: str, span: Span) -> Span:
    """The span without blanks at its ends."""
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))


def _slips(found: Sentences, source: list[Absence], target: list[Absence]) -> tuple[Slip, ...]:
    """Lost sentences that are close to an added sentence of another pair; each is used once, the closest first."""
    lost = [each for each in source if each.unit.clause < 0]
    added = [each for each in target if each.unit.clause < 0]
    if not lost or not added:
        return ()
    one, _ = centred(found.source_side)
    other, _ = centred(found.target_side)
    close = one[[each.unit.sentence for each in lost]] @ other[[each.unit.sentence for each in added]].T
    out: list[Slip] = []
    while close.max() >= MATCH:
        at, to = np.unravel_index(int(close.argmax()), close.shape)
        if lost[at].unit.pair != added[to].unit.pair:
            out.append(Slip(lost[at], added[to], float(close[at, to])))
            close[at, :] = -1
            close[:, to] = -1
        else:
            close[at, to] = -1
    return tuple(sorted(out, key=lambda slip: slip.source.unit.sentence))
