"""Encoders by name; each is imported when it is asked for, so that a run pays only for what it uses."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from align.encoders.base import Encoder, unit_vectors
from align.errors import ConfigError

__all__ = ["DEFAULT", "Encoder", "load_encoder", "revision", "unit_vectors"]

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


def revision(encoder: Encoder | None) -> str:
    """What to write into a report's signature for this encoder."""
    return "none" if encoder is None else str(getattr(encoder, "revision", type(encoder).__name__))
