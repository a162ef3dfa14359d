"""The learned parameters of the alignment model: JSON in align/packs/aligner, with their provenance."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.errors import ConfigError


@dataclass(frozen=True)
class Params:
    """Weights by feature name: `bead` for m–n beads, `source_null` and `target_null` for unaligned sentences.

    `variance` is that of the length ratio, `sharpness` the inverse temperature of the clause competition,
    `largest` the most sentences of a bead on both sides together, `kinds` the share of each kind of two-sided bead
    (1-1, n-1, 1-n, m-n) in the texts that the weights come from, or empty.
    """

    bead: Mapping[str, float]
    source_null: Mapping[str, float]
    target_null: Mapping[str, float]
    variance: float = 4.0
    sharpness: float = 12.0
    largest: int = 7
    kinds: Mapping[str, float] = field(default_factory=dict)
    provenance: Mapping[str, Any] = field(default_factory=dict)

    def vector(self, group: str, names: tuple[str, ...]) -> NDArray[np.float32]:
        """Weights in the order of `names`; a feature without weight counts 0."""
        weights: Mapping[str, float] = getattr(self, group)
        return np.array([weights.get(name, 0.0) for name in names], dtype=np.float32)


@cache
def load_params(name: str = "en-zh") -> Params:
    """The parameters shipped under that name. Raises ConfigError when there are none."""
    resource = files("align.packs") / "aligner" / f"{name}.json"
    if not resource.is_file():
        raise ConfigError(f"no alignment parameters named {name!r}")
    return Params(**json.loads(resource.read_text("utf-8")))
