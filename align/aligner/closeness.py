"""How close each pair's sides are against what the document's other pairs of the same length have, and what that is worth.

`objections` is the chance that a reviewer objects to a pair, by a small model whose weights, data and reliability are in
notebooks/meaning.ipynb. Sentence vectors do not see subtle errors: on sound-looking text the length decides it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.aligner.absence import absences_of
from align.aligner.coverage_length import size
from align.aligner.lexicon import logistic
from align.aligner.paragraphs import paragraphs_of
from align.facts import Facts

ALIKE = 25  # pairs nearest in length that a pair is measured against
LEAST_SPREAD = 0.05  # of cosines: a document whose pairs all agree would make the smallest difference count
FEATURES = ("length", "far", "lost")


@dataclass(frozen=True)
class Closeness:
    """A pair: cosine of its sides, how many robust spreads that is below the usual of its length, lead of the best rival.

    `far` is positive when the sides are further apart than usual; `rival` is positive when another pair's text fits
    better; `length` is the natural log of the source's size.
    """

    pair: int
    cosine: float
    usual: float
    far: float
    rival: float
    length: float


def closeness_of(facts: Facts) -> tuple[Closeness, ...]:
    """Closeness of all speech pairs with text on both sides, in order (for `Facts.of`); empty without an encoder."""
    found = facts.of(paragraphs_of)
    if found is None:
        return ()
    pairs = [int(pair) for pair in found.pairs]
    texts = [facts.bitext.pairs[pair].source for pair in pairs]
    length = np.log([1.0 + size(text, facts.bitext.source_lang) for text in texts])
    usual, spread = _usual(length, found.own.astype(np.float64))
    rivals = np.maximum(found.to_target, found.to_source)
    return tuple(
        Closeness(
            pair,
            float(found.own[at]),
            float(usual[at]),
            float((usual[at] - found.own[at]) / spread[at]),
            float(rivals[at] - found.own[at]),
            float(length[at]),
        )
        for at, pair in enumerate(pairs)
    )


def _usual(length: NDArray[np.float64], own: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Median and robust spread (scaled median absolute deviation) of the ALIKE pairs nearest in length, by pair."""
    order = np.argsort(length, kind="stable")
    usual, spread = np.zeros(len(own)), np.zeros(len(own))
    for rank, at in enumerate(order):
        start = max(0, min(rank - ALIKE // 2, len(order) - ALIKE))
        near = own[order[start : start + ALIKE]]
        usual[at] = np.median(near)
        spread[at] = max(LEAST_SPREAD, 1.4826 * float(np.median(np.abs(near - usual[at]))))
    return usual, spread


def features(facts: Facts) -> dict[int, tuple[float, ...]]:
    """The FEATURES of each pair that has both sides, bounded, by index."""
    lost: dict[int, float] = {}
    for absence in facts.of(absences_of).all_units:
        lost[absence.unit.pair] = max(lost.get(absence.unit.pair, 0.0), absence.confidence)
    return {
        each.pair: (
            each.length,
            min(6.0, max(0.0, each.far)),
            lost.get(each.pair, 0.0),
        )
        for each in facts.of(closeness_of)
    }


def objections(facts: Facts) -> tuple[float | None, ...]:
    """The chance that a reviewer objects to each pair; None for what has no two sides and for runs without an encoder."""
    model = load_model()
    weights = [float(model["weights"][name]) for name in FEATURES]
    out: list[float | None] = [None] * len(facts.bitext.pairs)
    for pair, values in features(facts).items():
        score = float(model["constant"]) + sum(w * value for w, value in zip(weights, values, strict=True))
        out[pair] = logistic(score)
    return tuple(out)


@cache
def load_model() -> Mapping[str, Any]:
    """Weights and constant of `objections`, with their provenance."""
    model: Mapping[str, Any] = json.loads((files("align.packs") / "aligner" / "objection.json").read_text("utf-8"))
    return model
