"""Finds Chinese renderings in a folded target: plain substrings, with `…` for a short gap inside one clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from align.model import Pair, Span
from align.packs.fold import fold

GAP = r"[^，。；！？、,;!?\n]{0,10}?"


def folded_target(pair: Pair) -> str:
    """A pair's target as `places` wants it (for `Facts.of_pair`)."""
    return fold(pair.target)


@lru_cache(maxsize=65536)
def _parts(rendering: str) -> tuple[str, ...]:
    """The folded rendering, parted at its gaps."""
    return tuple(part for part in fold(rendering).split("…") if part)


@lru_cache(maxsize=16384)
def _pattern(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(GAP.join(map(re.escape, parts)))


def _places_of(rendering: str, folded: str) -> Iterator[tuple[int, int]]:
    """(start, end) of one rendering; what begins or ends in a letter or digit is a word of its own."""
    parts = _parts(rendering)
    if len(parts) == 1:
        size = len(parts[0])
        at = folded.find(parts[0])
        while at >= 0:
            if _is_word(folded, at, at + size):
                yield at, at + size
            at = folded.find(parts[0], at + 1)
    elif all(part in folded for part in parts):
        yield from (m.span() for m in _pattern(parts).finditer(folded) if _is_word(folded, *m.span()))


def _is_word(text: str, start: int, end: int) -> bool:
    return not (
        (start and _latin(text[start]) and _latin(text[start - 1]))
        or (end < len(text) and _latin(text[end - 1]) and _latin(text[end]))
    )


def _latin(char: str) -> bool:
    return "a" <= char <= "z" or "0" <= char <= "9"


def places(renderings: Sequence[str], folded: str) -> list[Span]:
    """Where renderings stand in a text that `fold` has folded, without overlaps, the longest first, in order."""
    found = {place for rendering in renderings for place in _places_of(rendering, folded)}
    out: list[Span] = []
    reach = 0
    for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if start >= reach:
            out.append(Span(start, end))
            reach = end
    return out


def outside(spans: Sequence[Span], masks: Sequence[Span]) -> list[Span]:
    """The spans that no mask covers wholly."""
    return [s for s in spans if not any(m.start <= s.start and s.end <= m.end for m in masks)]
