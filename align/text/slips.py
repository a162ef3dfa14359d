"""Conversion slips: a Traditional character that stands where its sibling belongs (控製 for 控制).

Siblings are Traditional forms of one Simplified character. The text is read in Simplified, cut into words,
and each word's Traditional spelling is compared with the known ones; a doubtful one is weighed by exchanging
the sibling and comparing the best segmentations of a window around it by their word probabilities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from align.model import Span
from align.text.alone import fits_alone, lean, suspicious
from align.text.script import fold_variants, siblings, to_simplified, to_traditional, traditional_forms
from align.text.tokens import Token, log_frequency
from align.text.tokens import tokens as cut

WINDOW = 6  # characters on either side
MARGIN = 1.5  # nats that the exchange must win by
_LONGEST = 7
_UNKNOWN = -17.0  # log-probability of a character that is no known word


@dataclass(frozen=True)
class Slip:
    """`span` covers the word as it stands; `right` is the same word with the sibling exchanged. `gain` in nats."""

    span: Span
    wrong: str
    right: str
    gain: float


def slips(text: str, tokens: Sequence[Token]) -> list[Slip]:
    """Slips in a Traditional text, from its tokens."""
    if not tokens:
        return []
    several = _several()
    reading = "".join(token.simplified for token in tokens)
    actual = fold_variants(text)
    out: list[Slip] = []
    kept: list[int] = []
    left_as_they_are = _kept()
    for i, token in enumerate(tokens):
        if token.simplified in left_as_they_are:
            kept.append(token.start)
        if not several.isdisjoint(token.simplified) or suspicious(token):
            out += _slips_of(text, actual, reading, tokens, i)
    return out + _kept_slips(text, actual, reading, kept) if kept else out


@cache
def _several() -> frozenset[str]:
    return frozenset(siblings())


@cache
def _kept() -> dict[str, str]:
    """Forms that a conversion to Simplified leaves as they are (藉, 乾, 瞭), with the Simplified character they share."""
    return {
        form: key for key, forms in siblings().items() for form in forms if form != key and to_simplified(form) == form
    }


def _kept_slips(text: str, actual: str, reading: str, places: list[int]) -> list[Slip]:
    """Slips of such characters: they stood alone, so the text is cut again with their siblings' Simplified form."""
    other = list(reading)
    for place in places:
        other[place] = _kept()[reading[place]]
    changed = "".join(other)
    again = cut(text, changed)
    out: list[Slip] = []
    for i, token in enumerate(again):
        if len(token.text) > 1 and any(token.start <= place < token.end for place in places):
            out += _slips_of(text, actual, changed, again, i)
    return out


def _slips_of(text: str, actual: str, reading: str, tokens: Sequence[Token], i: int) -> list[Slip]:
    token = tokens[i]
    start, end = token.start, token.end
    word = actual[start:end]
    if len(word) == 1:
        right = fits_alone(text, tokens, i)
        return [Slip(token.span, token.text, right, MARGIN)] if right is not None and right != token.text else []
    forms = traditional_forms(token.simplified)
    if word in forms:
        return []
    best: Slip | None = None
    for form in forms:
        places = [k for k, (a, b) in enumerate(zip(word, form, strict=True)) if a != b]
        if not all(_exchangeable(token.simplified[k], word[k], form[k]) for k in places):
            continue
        if any(word[k] == "里" and not _inside(word, k) for k in places):
            continue
        gain = _gain(actual, reading, start, end, form)
        if gain >= MARGIN and (best is None or gain > best.gain):
            right = "".join(_written(token, form, k) if k in places else token.text[k] for k in range(len(word)))
            best = Slip(token.span, token.text, right, gain)
    return [best] if best else []


def _written(token: Token, form: str, k: int) -> str:
    """The right character as Taiwan writes it: `form` is folded, and 復 would come out as 覆."""
    usual = to_traditional(token.simplified)[k]
    return usual if fold_variants(usual) == form[k] else form[k]


def _exchangeable(simplified: str, wrong: str, right: str) -> bool:
    forms = fold_variants(siblings().get(simplified, ""))
    return right in forms and (wrong in forms or wrong == simplified)


def _inside(word: str, k: int) -> bool:
    """Whether 里 at `k` can mean inside (這里, 心里有數, 里面): elsewhere it is a mile or, more often, a foreign name's."""
    before, after = word[k - 1 : k], word[k + 1 : k + 2]
    return before in _HOLDERS or (k == 0 and after in _AROUND)


# What has an inside, and what follows 里 as a place of its own.
_HOLDERS = frozenset("這那哪心手家夜眼嘴口屋城村鎮房車船水海腦肚骨暗私懷夢嘴耳眼頭子") | {"表"}
_AROUND = frozenset("面頭邊外側應")


def _gain(actual: str, reading: str, start: int, end: int, form: str) -> float:
    low, high = max(0, start - WINDOW), min(len(actual), end + WINDOW)
    changed = actual[low:start] + form + actual[end:high]
    return _best(reading[low:high], changed) - _best(reading[low:high], actual[low:high])


def _best(reading: str, written: str) -> float:
    """Log-probability of the best segmentation of `written`, whose Simplified reading is given."""
    size = len(reading)
    score = [0.0] + [float("-inf")] * size
    for end in range(1, size + 1):
        for start in range(max(0, end - _LONGEST), end):
            weight = _weight(reading[start:end], written[start:end])
            if weight is not None and score[start] + weight > score[end]:
                score[end] = score[start] + weight
    return score[size]


@lru_cache(maxsize=65536)
def _weight(reading: str, written: str) -> float | None:
    frequency = log_frequency(reading)
    if len(reading) == 1:
        base = _UNKNOWN if frequency is None else max(frequency, _UNKNOWN)
        return base + lean(written)
    if frequency is None:
        return None
    return frequency if written in traditional_forms(reading) else None


def slips_in(text: str) -> list[Slip]:
    """Slips of a text by itself (cuts it first)."""
    return slips(text, cut(text))
