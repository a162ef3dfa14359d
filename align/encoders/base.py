"""What an encoder is: one method. Any sentence-transformers model fits unmodified."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from align.errors import AlignError


class Encoder(Protocol):
    """Turns texts into vectors."""

    def encode(self, sentences: list[str], /) -> NDArray[Any]:
        """A float array of shape (len(sentences), dim)."""
        ...


def unit_vectors(encoder: Encoder, texts: list[str]) -> NDArray[np.float32]:
    """Vectors of `texts` as unit float32 rows of shape (len(texts), dim); equal texts are encoded once.

    Rows of texts without content (all zero or not finite) stay zero, so that their cosines are 0.
    Raises AlignError when the encoder returns another shape.
    """
    unique = list(dict.fromkeys(texts))
    if not unique:
        return np.zeros((0, 1), dtype=np.float32)
    raw = np.asarray(encoder.encode(unique), dtype=np.float32)
    if raw.ndim != 2 or raw.shape[0] != len(unique):
        raise AlignError(f"encoder: expected an array of shape ({len(unique)}, dim), got {raw.shape}")
    raw = np.nan_to_num(raw, nan=0.0, posinf=0.0, neginf=0.0)
    norms = np.linalg.norm(raw, axis=1, keepdims=True)
    unit = np.divide(raw, norms, out=np.zeros_like(raw), where=norms > 0)
    row = {text: i for i, text in enumerate(unique)}
    rows: NDArray[np.float32] = unit[[row[text] for text in texts]]
    return rows
