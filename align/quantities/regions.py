"""Loose figures of English speech read in their context: mid-40%, the high sixes, three-tenths of a point."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from align.model import Span
from align.quantities.model import Bound, Kind, Quantity, Written

_PARTS = {"low": (1, 3), "lower": (1, 3), "mid": (4, 6), "middle": (4, 6), "high": (7, 9), "upper": (7, 9)}
_WORDS = {"twos": 2, "threes": 3, "fours": 4, "fives": 5, "sixes": 6, "sevens": 7, "eights": 8, "nines": 9}
_REGION = re.compile(
    rf"\b({'|'.join(_PARTS)})(?:(?:-? ?to[- ]|[-/])({'|'.join(_PARTS)}))?[- ]+"
    rf"(?:(?P<digits>[1-9]0?|\d\.\d0)(?P<sign>s\b| ?%| per ?cent\b)|(?P<word>{'|'.join(_WORDS)})\b)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"[- ](?:range|area|zone|level|region|band|territory)\b")
_POINT = re.compile(r"[- ]of[- ](?:a|one)[- ](?:full )?(?:percentage[- ])?point\b")
_SHARE = re.compile(r"[- ]of[- ](?:a|one)[- ](?:full )?per ?cent\b")
_PART = re.compile(rf"\b({'|'.join(_PARTS)})-$", re.IGNORECASE)
_TENS = re.compile(r"(?<![\d.])[1-9]0(?![\d.,])")
_COUPLE = re.compile(r"(?: of)?(?: full)? (?:(percentage points?|points?)\b|(per ?cent\b|%))")


def refined(source: str, said: list[Quantity]) -> list[Quantity]:
    """The figures of an English text, in order, with those that only their context explains read anew."""
    made = [_shared(source, q) for q in said]
    for match in _REGION.finditer(source):
        quantity = _region(source, match)
        if quantity is None:
            continue
        span = quantity.span
        made = [q for q in made if q.span.end <= span.start or q.span.start >= span.end]
        made.append(quantity)
    return sorted(made, key=lambda q: q.span.start)


def _region(source: str, match: re.Match[str]) -> Quantity | None:
    first, second = match[1].lower(), (match[2] or match[1]).lower()
    sign = (match["sign"] or "").strip().lower()
    plain = sign not in ("", "s")
    if plain and first != "mid" and source[match.end(1)] != "-" and not _RANGE.match(source, match.end()):
        return None  # a low 3 % is just a low one
    base = Decimal(match["digits"] or _WORDS[match["word"].lower()])
    step = Decimal(1) if base >= 10 else Decimal("0.01") if base % 1 else Decimal("0.1")
    low, high = base + _PARTS[first][0] * step, base + _PARTS[second][1] * step
    written = Written.DIGITS if match["digits"] else Written.WORDS
    kind = Kind.PERCENT if plain else Kind.NUMBER
    return Quantity(
        kind, Span(*match.span()), match.group(), low=low, high=high, amount=low, bound=Bound.VAGUE, written=written
    )


def _shared(source: str, q: Quantity) -> Quantity:
    """Three-tenths of a point are points, half of a percent is a percentage, a couple of points are two or three."""
    for pattern, kind in ((_POINT, Kind.POINT), (_SHARE, Kind.PERCENT)):
        if q.kind is Kind.FRACTION and (match := pattern.match(source, q.span.end)):
            return replace(q, kind=kind, amount=q.low, **_longer(source, q, match.end()))
    if q.kind is Kind.MONEY and (part := _PART.search(source, max(0, q.span.start - 7), q.span.start)):
        return _region_of_money(source, q, part)
    if q.kind is Kind.NUMBER and q.text.lower().endswith("couple") and (match := _COUPLE.match(source, q.span.end)):
        kind, bound = Kind.POINT if match[1] else Kind.PERCENT, Bound.VAGUE
        return replace(q, kind=kind, high=Decimal(3), bound=bound, **_longer(source, q, match.end()))
    return q


def _region_of_money(source: str, q: Quantity, part: re.Match[str]) -> Quantity:
    """The mid-$40 million range: 44 to 46 million; only whole tens have such regions."""
    if q.value is None or not _TENS.search(q.text):
        return q
    first, last = _PARTS[part[1].lower()]
    one = Decimal(10) ** (q.value.adjusted() - 1)
    span = Span(part.start(), q.span.end)
    return replace(
        q, span=span, text=span.of(source), low=q.value + first * one, high=q.value + last * one, bound=Bound.VAGUE
    )


def _longer(source: str, q: Quantity, end: int) -> dict[str, Any]:
    return {"span": Span(q.span.start, end), "text": source[q.span.start : end]}
