"""How an English reader makes a figure: its place, its bound, its fields."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from align.model import Span
from align.quantities.english_lexer import NUMBER, Tokens, bounds
from align.quantities.english_numeral import Numeral
from align.quantities.model import Bound, Kind, Quantity

Read = tuple[list[Quantity], int] | None

_BEFORE, _AFTER = bounds("before"), bounds("after")
_FILLERS = {"a", "an", "the", "another", "next", "last", "past"}


def place(t: Tokens, i: int, j: int) -> dict[str, Any]:
    """`span` and `text` of the tokens i to j."""
    start, end = t.start[i], t.end[j - 1]
    return {"span": Span(start, end), "text": t.text[start:end]}


def build(
    t: Tokens, i: int, j: int, low: Decimal, high: Decimal, amount: Decimal | None, numeral: Numeral, **more: Any
) -> Quantity:
    """A figure over the tokens i to j; `more` overrides what the numeral says."""
    fields: dict[str, Any] = {"kind": Kind.NUMBER, "written": numeral.written, "precision": numeral.precision}
    bound = numeral.bound if numeral.bound is not Bound.EXACT else bound_of(t, i, j)
    fields.update(low=low, high=high, amount=amount, bound=bound, **place(t, i, j))
    fields.update(more)
    return Quantity(**fields)


def bound_of(t: Tokens, i: int, j: int) -> Bound:
    """The bound words right before token i or right behind token j."""
    before = i
    while before and before > i - 2 and t.low[before - 1] in _FILLERS:
        before -= 1
    recent = i > 0 and t.low[i - 1] in ("next", "last", "past") and before < i - 1
    for end in {before, i}:
        for length in (4, 3, 2, 1):
            if end >= length:
                phrase = " ".join(t.low[end - length : end])
                if recent and phrase in ("over", "past"):
                    continue  # over the past two years
                if phrase in _BEFORE and not (phrase == "more than" and t.kind[end - length - 1] == NUMBER):
                    return _BEFORE[phrase]
    if "plus" in t.low[i:j] or (t.word[j] == "-" and t.low[j + 1] in ("plus", "odd", "some")):
        return Bound.OVER
    for length in (2, 1):
        phrase = " ".join(t.low[j : j + length])
        if phrase in _AFTER:
            return _AFTER[phrase]
    return Bound.EXACT
