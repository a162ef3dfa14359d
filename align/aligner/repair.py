"""Pairs mended by hand: how two neighbouring pairs share their texts, laid over a document.

A repair names texts, not places, so that it holds for every later reading of the same texts, however they are
paired then. It moves text between the two pairs and never changes, drops or adds any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from align.errors import InputError
from align.keys import normalised
from align.model import Bitext, Pair

Sides = tuple[str, str]
_LONGEST = 2_000_000
# Structure and emptied pairs between two that share a text; more of them in a row is no neighbourhood.
_REACH = 40


@dataclass(frozen=True)
class Repair:
    """(source, target) of an upper and a lower pair as they were and as they should be.

    Two sources are merged by giving the upper pair both; the lower one is then empty.
    """

    before: tuple[Sides, Sides]
    after: tuple[Sides, Sides]

    @property
    def place(self) -> tuple[str, str]:
        """What the two pairs share: the same for all ways of sharing it."""
        return squeezed(self.before[0][0] + self.before[1][0]), squeezed(self.before[0][1] + self.before[1][1])

    @property
    def outcome(self) -> tuple[str, ...]:
        """How it is shared afterwards: two repairs of a place with the same outcome agree."""
        return tuple(squeezed(text) for sides in self.after for text in sides)


def squeezed(text: str) -> str:
    """The text as repairs compare it: compatibility forms folded, white space taken out."""
    return normalised(text).replace(" ", "")


def to_json(repair: Repair) -> dict[str, Any]:
    """As a JSON object; `from_json` gives the same repair back."""
    return {
        name: [{"source": source, "target": target} for source, target in pairs]
        for name, pairs in (("before", repair.before), ("after", repair.after))
    }


def from_json(data: object) -> Repair:
    """The repair of a JSON object. Raises InputError with one line when it is none or does not keep the texts."""
    if not isinstance(data, Mapping) or set(data) != {"before", "after"}:
        raise InputError("an alignment needs the two pairs before and after")
    repair = Repair(_two(data["before"]), _two(data["after"]))
    if repair.place != Repair(repair.after, repair.after).place:
        raise InputError("an alignment must keep the texts; it may only move them between the two pairs")
    return repair


def _two(data: object) -> tuple[Sides, Sides]:
    pairs = data if isinstance(data, list) and len(data) == 2 else [None, None]
    upper, lower = ((p.get("source"), p.get("target")) if isinstance(p, Mapping) else (None, None) for p in pairs)
    for text in (*upper, *lower):
        if not isinstance(text, str) or len(text) > _LONGEST:
            raise InputError("an alignment needs source and target of two pairs, as texts")
    return upper, lower  # type: ignore[return-value]  # just checked


def repaired(bitext: Bitext, repairs: Iterable[Repair]) -> tuple[Bitext, tuple[int, ...]]:
    """The document with the repairs laid over it in order, and for each repair at how many places.

    A repair holds wherever its two sources stand next to each other (structure and empty pairs aside) and their
    translations together are the same. A pair mended has `by_hand` in its `meta`, and one whose source went to a
    pair above `together_with`, the index of that pair. Every pair keeps its index.
    """
    document = _Document(bitext.pairs)
    counts = tuple(document.lay(repair) for repair in repairs)
    if not any(counts):
        return bitext, counts
    return replace(bitext, pairs=document.finished()), counts


class _Document:
    """Pairs while repairs are laid over them."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self._pairs = list(pairs)
        self._by_source: dict[str, set[int]] = defaultdict(set)
        for at, pair in enumerate(pairs):
            self._by_source[squeezed(pair.source)].add(at)

    def lay(self, repair: Repair) -> int:
        """Change all places where the repair holds; how many these are."""
        found = 0
        for upper in sorted(self._by_source.get(squeezed(repair.before[0][0]), ())):
            lower = self._partner(upper, repair)
            if lower is not None:
                self._share(upper, lower, repair)
                found += 1
        return found

    def _partner(self, upper: int, repair: Repair) -> int | None:
        source, shared = squeezed(repair.before[1][0]), repair.place[1]
        for at in range(upper + 1, min(len(self._pairs), upper + 1 + _REACH)):
            pair = self._pairs[at]
            if squeezed(pair.source) == source and squeezed(self._pairs[upper].target + pair.target) == shared:
                return at
            if pair.kind == "speech" and (pair.source.strip() or pair.target.strip()):
                return None
        return None

    def _share(self, upper: int, lower: int, repair: Repair) -> None:
        for at, (source, target) in zip((upper, lower), repair.after, strict=True):
            pair = self._pairs[at]
            meta = {k: v for k, v in pair.meta.items() if k != "together_with"}
            meta |= {"by_hand": True, **({"confidence": 1.0} if "confidence" in meta else {})}
            if at == lower and not source.strip() and repair.before[1][0].strip():
                meta["together_with"] = self._pairs[upper].index
            self._by_source[squeezed(pair.source)].discard(at)
            self._by_source[squeezed(source)].add(at)
            self._pairs[at] = replace(pair, source=source, target=target, meta=meta)

    def finished(self) -> tuple[Pair, ...]:
        """The pairs; one merged into another that was itself merged belongs to the last in the chain."""
        above = {p.index: p.meta["together_with"] for p in self._pairs if "together_with" in p.meta}
        out = []
        for pair in self._pairs:
            end = above.get(pair.index)
            while end in above:
                end = above[end]
            out.append(pair if end is None else replace(pair, meta={**pair.meta, "together_with": end}))
        return tuple(out)
