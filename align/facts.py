"""Facts of one document, each computed once, when first asked for, and shared by all checks.

A room (figures, names, sentences ...) offers plain functions of `Facts`; `of` and `of_pair` remember
their results, so that a check never computes what another one has computed already:

    roster = facts.of(build_roster)              # one value a document
    found = facts.of_pair(quantities_of, pair)   # one value a pair
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
        self._spent: dict[object, float] = {}
        self._known: dict[object, Any] = {}
        self._clocks: list[float] = []
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def timed(self, name: str) -> Clock:
        """A block whose seconds are added to those of `name`, less those of timed blocks inside it."""
        return Clock(self._spent, self._clocks, name)

    @property
    def seconds(self) -> dict[str, float]:
        """What was spent so far on each fact and each block, by its name."""
        named: dict[str, float] = {}
        for what, spent in self._spent.items():
            name = what if isinstance(what, str) else _name(what)
            named[name] = named.get(name, 0.0) + spent
        return named

    def of(self, compute: Callable[[Facts], T]) -> T:
        """The result of `compute(self)`, computed once."""
        if compute not in self._known:
            with Clock(self._spent, self._clocks, compute):
                self._known[compute] = compute(self)
        result: T = self._known[compute]
        return result

    def of_pair(self, compute: Callable[[Pair], T], pair: Pair) -> T:
        """The result of `compute(pair)`, computed once for each pair."""
        key = (compute, pair.index)
        if key not in self._known:
            with Clock(self._spent, self._clocks, compute):
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
        """Unit rows of shape (len(texts), dim), each distinct text encoded once; None when the run has no encoder."""
        if self.encoder is None:
            return None
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new or not texts:
            with self.timed("encoding"):
                rows = unit_vectors(self.encoder, new)
            self._vectors.update(zip(new, rows, strict=True))
            if len(new) == len(texts):
                return rows
        return np.stack([self._vectors[text] for text in texts])


class Clock:
    """Measures a block. A class of its own, since a run enters thousands of them: a generator would cost as much
    as many a fact."""

    __slots__ = ("_name", "_open", "_spent", "_start")

    def __init__(self, spent: dict[object, float], open_ones: list[float], name: object) -> None:
        self._spent, self._open, self._name = spent, open_ones, name

    def __enter__(self) -> None:
        self._open.append(0.0)
        self._start = perf_counter()

    def __exit__(self, *_: object) -> None:
        spent = perf_counter() - self._start
        self._spent[self._name] = self._spent.get(self._name, 0.0) + spent - self._open.pop()
        if self._open:
            self._open[-1] += spent


def _name(compute: object) -> str:
    module = getattr(compute, "__module__", "").removeprefix("align.")
    return f"{module}.{getattr(compute, '__name__', 'fact')}"
