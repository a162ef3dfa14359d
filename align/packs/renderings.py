"""Finds Chinese renderings in a folded target: plain substrings, with `…` for a short gap inside one clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from align.model import Span
from align.packs.fold import fold

GAP = r"[^，。；！？、,;!?\n]{0,10}?"


def _expression(rendering: str) -> str:
    folded = fold(rendering)
    body = GAP.join(re.escape(part) for part in re.split("…+", folded))
    before = r"(?<![a-z0-9])" if re.match(r"[a-z0-9]", folded) else ""
    after = r"(?![a-z0-9])" if re.search(r"[a-z0-9]$", folded) else ""
    return before + body + after


@lru_cache(maxsize=16384)
def pattern_of(renderings: tuple[str, ...]) -> re.Pattern[str] | None:
    """One expression for all renderings, the longest first; None when there are none."""
    if not renderings:
        return None
    ordered = sorted(set(renderings), key=lambda r: (-len(r), r))
    return re.compile("|".join(_expression(r) for r in ordered))


def places(renderings: tuple[str, ...], folded: str) -> list[Span]:
    """Where renderings stand in a text that `fold` has folded, without overlaps, in order."""
    pattern = pattern_of(renderings)
    return [] if pattern is None else [Span(*m.span()) for m in pattern.finditer(folded)]


def outside(spans: Sequence[Span], masks: Sequence[Span]) -> list[Span]:
    """The spans that no mask covers wholly."""
    return [s for s in spans if not any(m.start <= s.start and s.end <= m.end for m in masks)]
