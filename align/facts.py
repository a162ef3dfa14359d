"""Facts of one document, each computed once, when first asked for, and shared by all checks.

A room (figures, names, sentences ...) offers plain functions of `Facts`; `of` and `of_pair` remember
their results, so that a check never computes what another one has computed already:

    roster = facts.of(build_roster)              # one value a document
    found = facts.of_pair(quantities_of, pair)   # one value a pair
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from time import perf_counter
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Encoder, unit_vectors
from align.model import Bitext, Pair
from align.packs.corrections import Correction
from align.packs.termbase import Termbase

T = TypeVar("T")


class Facts:
    """The document, the encoder, the user's glossary and earlier corrections, and what follows from them."""

    def __init__(
        self,
        bitext: Bitext,
        encoder: Encoder | None = None,
        glossary: Termbase | None = None,
        memory: Sequence[Correction] = (),
    ) -> None:
        self.bitext = bitext
        self.encoder = encoder
        self.glossary = glossary if glossary is not None else Termbase(())
        self.memory = tuple(memory)
        self.seconds: dict[str, float] = {}
        self._known: dict[object, Any] = {}
        self._clocks: list[float] = []

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Add the seconds spent in the block to `seconds[name]`, less those of timed blocks inside it."""
        self._clocks.append(0.0)
        start = perf_counter()
        try:
            yield
        finally:
            spent = perf_counter() - start
            inside = self._clocks.pop()
            self.seconds[name] = self.seconds.get(name, 0.0) + spent - inside
            if self._clocks:
                self._clocks[-1] += spent

    def of(self, compute: Callable[[Facts], T]) -> T:
        """The result of `compute(self)`, computed once."""
        if compute not in self._known:
            with self.timed(_name(compute)):
                self._known[compute] = compute(self)
        result: T = self._known[compute]
        return result

    def of_pair(self, compute: Callable[[Pair], T], pair: Pair) -> T:
        """The result of `compute(pair)`, computed once for each pair."""
        key = (compute, pair.index)
        if key not in self._known:
            with self.timed(_name(compute)):
                self._known[key] = compute(pair)
        result: T = self._known[key]
        return result

    @property
    def speech(self) -> tuple[Pair, ...]:
        """The pairs that are speech: what is translated, neither labels nor headings."""
        return self._speech

    @cached_property
    def _speech(self) -> tuple[Pair, ...]:
        return tuple(p for p in self.bitext.pairs if p.kind == "speech")

    @property
    def simplified(self) -> bool:
        """Whether the target is written in Simplified characters."""
        return self.bitext.target_lang.startswith("zh-Hans")

    def encode(self, texts: list[str]) -> NDArray[np.float32] | None:
        """Unit rows of shape (len(texts), dim); None when the run has no encoder."""
        if self.encoder is None:
            return None
        with self.timed("encoding"):
            return unit_vectors(self.encoder, texts)


def _name(compute: Callable[..., Any]) -> str:
    module = getattr(compute, "__module__", "").removeprefix("align.")
    return f"{module}.{getattr(compute, '__name__', 'fact')}"
