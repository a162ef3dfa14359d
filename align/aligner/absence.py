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
from align.aligner.coverage import FEATURES, Evidence, Unit, evidence, weigh
from align.aligner.document import Sentences, sentences_of
from align.aligner.layout import MATCH, layout_of
from align.aligner.lexicon import figures, logistic
from align.aligner.misfit import misfits_of
from align.aligner.sides import Floats
from align.facts import Facts
from align.model import Side, Span

# Where less than this share of a sentence is gone, its clauses are named and not the sentence.
MOST = 0.6
# A courtesy is at most this long (Chinese characters) and stands this near (share of the pair) to its free rendering.
SHORT = 16
NEAR = 0.34
# A sentence is replaced by one at most this many times as long; otherwise one is lost and another added.
LONGER = 3.0


# A sentence of fewer bytes is a formula: "Please go ahead", 謝謝各位.
LEAST = {"source": 20, "target": 18}


TELLING = 3  # significant digits of a figure that is hardly met by chance


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
    """Units that are lost or added; sentences that merely slipped into another pair; and (lost, added) sentences that
    stand at the same place of one pair: not lost but replaced."""

    units: tuple[Absence, ...] = ()
    slips: tuple[Slip, ...] = ()
    replaced: tuple[tuple[Absence, Absence], ...] = ()

    @property
    def all_units(self) -> tuple[Absence, ...]:
        """Lost, added and replaced units."""
        return (*self.units, *(each for pair in self.replaced for each in pair))


@cache
def load_model() -> Mapping[str, Any]:
    """Weights, constants and thresholds by `side.unit`, with their provenance."""
    model: Mapping[str, Any] = json.loads((files("align.packs") / "aligner" / "meaning.json").read_text("utf-8"))
    return model


def leads(found: Sentences, facts: Facts, seen: Evidence) -> NDArray[np.float64]:
    """Score of each unit over its model's threshold, in log odds; units that are not even doubtful get -inf.

    The doubtful ones are looked at again, which fills in their window features.
    """
    models = load_model()["models"]
    kinds = [f"{seen.side}.{'clause' if unit.clause >= 0 else 'sentence'}" for unit in seen.units]
    rows = {name: np.array([kind == name for kind in kinds], dtype=np.bool_) for name in sorted(set(kinds))}
    doubted = np.zeros(len(kinds), dtype=np.bool_)
    for name, own in rows.items():
        doubted[own] = _linear(models[name]["doubt"], seen.values[own]) > 0
    weigh(found, facts, seen, np.flatnonzero(doubted))
    out = np.full(len(kinds), -np.inf)
    for name, own in rows.items():
        out[own & doubted] = _linear(models[name], seen.values[own & doubted])
    return out


def _linear(model: Mapping[str, Any], values: Floats) -> NDArray[np.float64]:
    weights = np.array([model["weights"].get(feature, 0.0) for feature in FEATURES])
    scores: NDArray[np.float64] = values.astype(np.float64) @ weights + float(model["constant"])
    return scores - float(model["threshold"])


def absences_of(facts: Facts) -> Absences:
    """Units of both sides that score above their threshold (for `Facts.of`), clauses only in sentences that do not.

    Pairs that are out of place are left out: there one slip would count many times. Empty without an encoder.
    """
    found = facts.of(sentences_of)
    layout = facts.of(layout_of)
    if found is None or layout.mismatch:
        return Absences()
    source, target = (
        _above(each, leads(found, facts, each), layout.pairs, text.texts, other.texts)
        for each, text, other in zip(
            evidence(found, facts), (found.source, found.target), (found.target, found.source), strict=True
        )
    )
    slips = _slips(found, source, target)
    explained = {id(each) for slip in slips for each in (slip.source, slip.target)}
    courtesies, replaced = _facing(found, *([e for e in side if id(e) not in explained] for side in (source, target)))
    explained |= courtesies | {id(each) for pair in replaced for each in pair}
    misfits = facts.of(misfits_of)
    for side, place in ((source, 0), (target, 1)):
        strange = {misfit.sentences[place] for misfit in misfits}
        explained |= {id(each) for each in side if each.unit.sentence in strange}
    return Absences(tuple(each for each in [*source, *target] if id(each) not in explained), slips, replaced)


def _above(
    found: Evidence,
    scored: NDArray[np.float64],
    misplaced: frozenset[int],
    texts: Sequence[str],
    others: Sequence[str],
) -> list[Absence]:
    """Units over their threshold; of a sentence and its clauses whichever says it more clearly."""
    content = found.values[:, FEATURES.index("words")] > 0
    shorter = found.values[:, [FEATURES.index("excess"), FEATURES.index("excess_pair")]].max(axis=1) > 0
    says = np.exp(found.values[:, FEATURES.index("width")]) - 4 >= LEAST[found.side]
    by_sentence: dict[int, list[int]] = {}
    lengths = {unit.sentence: unit.span.end - unit.span.start for unit in found.units if unit.clause < 0}
    for row, unit in enumerate(found.units):
        # A clause that is gone leaves the other side shorter; what has no content word is never missed.
        wanted = says[row] if unit.clause < 0 else shorter[row]
        if scored[row] <= 0 or not content[row] or unit.pair in misplaced or not wanted:
            continue
        if not _figures_stand(unit.span.of(texts[unit.pair]), others[unit.pair]):
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


def _figures_stand(text: str, other: str) -> bool:
    """Whether the text has telling figures and the other side has them all: SG&A was $47.9 million, 管銷費用 4,790 萬美元."""
    telling = {figure for figure in figures(text) if len(figure) >= TELLING}
    return bool(telling) and telling <= figures(other)


def _facing(
    found: Sentences, source: list[Absence], target: list[Absence]
) -> tuple[set[int], tuple[tuple[Absence, Absence], ...]]:
    """Lost and added sentences at the same place of a pair: ids of courtesies said freely, and pairs of replaced ones.

    "That's great color." and 感謝詳細的說明。 share no word and no meaning that vectors see; of longer sentences that
    would be one fault, not two.
    """
    texts = found.source.texts, found.target.texts
    courtesies: set[int] = set()
    replaced: list[tuple[Absence, Absence]] = []
    for one in (each for each in source if each.unit.clause < 0):
        for other in (each for each in target if each.unit.clause < 0):
            if one.unit.pair != other.unit.pair or abs(_place(one, found) - _place(other, found)) > NEAR:
                continue
            sizes = _size(one, texts[0]), _size(other, texts[1])
            if max(sizes) <= SHORT:
                courtesies |= {id(one), id(other)}
            elif max(sizes) <= LONGER * min(sizes) and not any(one in pair or other in pair for pair in replaced):
                replaced.append((one, other))
    return courtesies, tuple(replaced)


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
