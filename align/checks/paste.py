"""Where a correction goes: the words it replaces, such that the line reads well with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from align.checks.base import Check
from align.facts import Facts
from align.model import Hit, Span
from align.text.han import is_han
from align.text.script import to_simplified
from align.text.tokens import Token, is_word

_LONGEST = 4  # characters that a correction and the words beside it may share


def pasteable(facts: Facts, told: Iterable[tuple[Check, Hit]]) -> list[tuple[Check, Hit]]:
    """The hits, their places widened over what their correction says again beside them."""
    return [(check, _with_place(facts, hit)) for check, hit in told]


def _with_place(facts: Facts, hit: Hit) -> Hit:
    if hit.pair is None or hit.target is None or not hit.suggestion or hit.target.start == hit.target.end:
        return hit
    text = facts.bitext.pairs[hit.pair].target
    place = without_doubling(text, hit.target, hit.suggestion.strip())
    return hit if place == hit.target else replace(hit, target=place)


def without_doubling(text: str, span: Span, right: str) -> Span:
    """The span with what follows or precedes it when `right` ends or begins with the same Chinese characters.

    把電話轉 before 給我們 takes 給 in, for 交給; what begins another word (天 of 天氣) stays where it is.
    """
    was = span.of(text)
    for size in range(min(_LONGEST, len(right) - 1), 0, -1):
        shared = text[span.end : span.end + size]
        if shared == right[-size:] and not was.endswith(shared) and _free(shared, text[span.end + size - 1 :][:2]):
            return Span(span.start, span.end + size)
        start = max(0, span.start - size)
        shared = text[start : span.start]
        if shared == right[:size] and not was.startswith(shared) and _free(shared, text[max(0, start - 1) :][:2]):
            return Span(start, span.end)
    return span


def _free(shared: str, joint: str) -> bool:
    """Whether the shared characters are Chinese and not joined to the word beside them."""
    return all(is_han(c) for c in shared) and not (len(joint) == 2 and is_word(to_simplified(joint)))


def whole_words(tokens: Sequence[Token], span: Span) -> Span:
    """The span without half a word at its end: 採礦業 before 務 is 採礦, 已安裝的基 before 礎 takes it in."""
    cut = next((t for t in tokens if t.start < span.end < t.end), None)
    if cut is None or not all(map(is_han, cut.text)) or cut.end - cut.start > 2 or cut.start <= span.start:
        return span
    rest = next((t for t in tokens if span.start <= t.start and t.end == cut.start), None)
    whole = rest is not None and len(rest.text) > 1
    return Span(span.start, cut.start if whole else cut.end)
