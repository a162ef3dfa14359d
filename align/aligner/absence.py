"""The verdict on units without a counterpart: a learned score for each sentence and clause, and what to report."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from align.aligner.coverage import FEATURES, Evidence, Unit, evidence
from align.aligner.document import sentences_of
from align.aligner.lexicon import logistic
from align.facts import Facts
from align.model import Side


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


@cache
def load_model() -> Mapping[str, Any]:
    """Weights, constants and thresholds by `side.unit`, with their provenance."""
    model: Mapping[str, Any] = json.loads((files("align.packs") / "aligner" / "meaning.json").read_text("utf-8"))
    return model


def leads(found: Evidence) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Score of each unit over its model's threshold, in log odds."""
    models = load_model()["models"]
    out = np.zeros(len(found.units))
    for name, wanted in (("sentence", False), ("clause", True)):
        model = models[f"{found.side}.{name}"]
        weights = np.array([model["weights"].get(feature, 0.0) for feature in FEATURES])
        rows = np.array([(unit.clause >= 0) == wanted for unit in found.units], dtype=np.bool_)
        out[rows] = found.values[rows].astype(np.float64) @ weights + model["constant"] - model["threshold"]
    return out


def absences_of(facts: Facts) -> tuple[Absence, ...]:
    """Units of both sides that score above their threshold (for `Facts.of`), clauses only in sentences that do not.

    Neighbouring clauses stay separate findings. Empty without an encoder.
    """
    found = facts.of(sentences_of)
    if found is None:
        return ()
    out: list[Absence] = []
    for each in evidence(found):
        scored = leads(each)
        named: set[int] = set()
        # Sentences come before their clauses: a lost sentence is one finding.
        for row in np.flatnonzero(scored > 0):
            unit = each.units[row]
            if unit.clause >= 0 and unit.sentence in named:
                continue
            if unit.clause < 0:
                named.add(unit.sentence)
            values = {name: round(float(value), 3) for name, value in zip(FEATURES, each.values[row], strict=True)}
            out.append(Absence(each.side, unit, float(scored[row]), values))
    return tuple(out)
