"""Vectors kept on disk by content and model revision, so that an unchanged document is not encoded again.

What one call encodes is kept as one entry: the same texts in the same call give the same bytes, with or without
the cache. Several processes may share a folder; beyond `size_limit` the entries used longest ago go first.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Encoder

SIZE_LIMIT = 1024**3
_HEAD = b"align-vectors/1\n"


class CachedEncoder:
    """An encoder that asks the folder first. A cache that cannot be used is passed over, never an error."""

    def __init__(self, encoder: Encoder, revision: str, folder: Path, size_limit: int = SIZE_LIMIT) -> None:
        self._encoder = encoder
        self._folder = folder
        self._size_limit = size_limit
        self._store: Any = None
        self._tried = False
        self.revision = revision

    def encode(self, sentences: list[str], /) -> NDArray[Any]:
        """A float32 array of shape (len(sentences), dim)."""
        store = self._opened()
        key = self._key(sentences)
        kept = _unpacked(_quietly(store.get, key), len(sentences)) if store is not None else None
        if kept is not None:
            return kept
        vectors = np.asarray(self._encoder.encode(sentences), dtype=np.float32)
        if store is not None and vectors.ndim == 2:
            _quietly(store.set, key, _HEAD + np.uint32(vectors.shape[1]).tobytes() + vectors.tobytes())
        return vectors

    def _key(self, sentences: list[str]) -> str:
        digest = hashlib.sha256(self.revision.encode())
        for sentence in sentences:
            data = sentence.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "little") + data)
        return digest.hexdigest()

    def _opened(self) -> Any:
        if not self._tried:
            self._tried = True
            self._store = _quietly(_open, self._folder, self._size_limit)
        return self._store


def default_folder() -> Path:
    """Where vectors are kept unless a run says otherwise."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "align" / "vectors"


def _open(folder: Path, size_limit: int) -> Any:
    import diskcache

    class BytesOnly(diskcache.Disk):  # type: ignore[misc]
        """Entries are plain bytes; a pickled one, which only a stranger can have put there, is never loaded."""

        def fetch(self, mode: int, filename: str, value: Any, read: bool) -> Any:
            return None if mode == diskcache.core.MODE_PICKLE else super().fetch(mode, filename, value, read)

    return diskcache.Cache(str(folder), disk=BytesOnly, size_limit=size_limit, eviction_policy="least-recently-used")


def _quietly(call: Any, *args: Any) -> Any:
    """The result, or None when the folder is full, read-only, locked or damaged: the cache is a convenience."""
    try:
        return call(*args)
    except Exception:  # sqlite3, OSError and diskcache's own; none of them may stop a run
        return None


def _unpacked(data: Any, count: int) -> NDArray[np.float32] | None:
    if not isinstance(data, bytes) or not data.startswith(_HEAD):
        return None
    body = data[len(_HEAD) + 4 :]
    dim = int(np.frombuffer(data, np.uint32, 1, len(_HEAD))[0]) if len(data) >= len(_HEAD) + 4 else 0
    if dim == 0 or len(body) != 4 * dim * count:
        return None
    vectors: NDArray[np.float32] = np.frombuffer(body, np.float32).reshape(count, dim).copy()
    return vectors
