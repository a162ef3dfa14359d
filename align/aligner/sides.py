"""What the aligner gets and gives: one side as arrays, beads as ranges of sentences."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Side:
    """One side as arrays: n sentences and their m clauses, in order.

    `vectors` (n, d) and `clause_vectors` (m, d) are unit rows; `widths` (n,) and `clause_widths` (m,) are
    UTF-8 byte lengths; `owner` (m,) is the sentence of each clause and never falls. `paragraphs` (n,)
    is the number of each sentence's paragraph (0 where none are known).
    """

    vectors: Floats
    widths: Floats
    clause_vectors: Floats
    clause_widths: Floats
    owner: Ints
    paragraphs: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def __post_init__(self) -> None:
        steps = np.diff(self.owner, prepend=-1, append=len(self.vectors))
        if len(self.vectors) and ((steps[:-1] < 0) | (steps[:-1] > 1)).any() | (steps[-1] != 1):
            raise ValueError("every sentence of a side needs at least one clause")
        if not len(self.paragraphs):
            object.__setattr__(self, "paragraphs", np.zeros(len(self.vectors), dtype=np.int64))

    def __len__(self) -> int:
        return len(self.vectors)

    def part(self, start: int, end: int) -> Side:
        """Sentences `start` to `end` with their clauses."""
        first, last = np.searchsorted(self.owner, (start, end))
        return Side(
            self.vectors[start:end],
            self.widths[start:end],
            self.clause_vectors[first:last],
            self.clause_widths[first:last],
            self.owner[first:last] - start,
            self.paragraphs[start:end],
        )

    def pick(self, rows: Ints) -> Side:
        """The sentences of these ascending or permuted rows, with their clauses."""
        rows = np.asarray(rows, dtype=np.int64)
        first = np.searchsorted(self.owner, np.arange(len(self) + 1))
        counts = first[rows + 1] - first[rows]
        base = (
            np.repeat(first[rows] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) if len(rows) else first[:0]
        )
        clauses = base + np.arange(len(base))
        return Side(
            self.vectors[rows],
            self.widths[rows],
            self.clause_vectors[clauses],
            self.clause_widths[clauses],
            np.repeat(np.arange(len(rows)), counts),
            self.paragraphs[rows],
        )


@dataclass(frozen=True)
class Bead:
    """Source sentences [source[0], source[1]) belong to target sentences [target[0], target[1]).

    One of the ranges is empty when nothing corresponds. `confidence` is the posterior probability of the
    bead in the model, `similarity` the centred cosine of the two blocks (0 for a one-sided bead).
    """

    source: tuple[int, int]
    target: tuple[int, int]
    confidence: float
    similarity: float

    @property
    def one_sided(self) -> bool:
        """Whether one side of the bead is empty."""
        return self.source[0] == self.source[1] or self.target[0] == self.target[1]
