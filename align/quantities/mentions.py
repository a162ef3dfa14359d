"""Currencies named without a figure: quoted in US dollars, 以歐元報價."""

from __future__ import annotations

import re
from functools import cache

from align.model import Severity, Span
from align.quantities.differences import Difference, Issue
from align.quantities.model import Quantity
from align.quantities.tables import currencies

# English that may mean a currency without naming it.
_LOOSE = re.compile(r"\b(?:dollars?|bucks?|currenc(?:y|ies)|FX|forex|foreign exchange|pounds?|local)\b", re.IGNORECASE)
# Names that are everyday words too: we won, sterling results.
_WORDS = frozenset(("won", "rand", "dong", "sterling", "francs"))


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str], dict[str, str]]:
    """Patterns of all names of currencies that name just one, in both languages, with their codes."""
    english = {
        name: c.code for c in currencies() for name in (*c.en, *c.symbols) if len(name) > 2 and name not in _WORDS
    }
    chinese = {name: c.code for c in currencies() for name in c.zh if len(name) > 1}

    def either(names: dict[str, str]) -> str:
        return "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))

    return (
        re.compile(rf"(?<!\w)(?:{either(english)})(?!\w)"),
        english,
        re.compile(f"(?:{either(chinese)})(?![區区])"),
        chinese,
    )


def named_currency(source: str, target: str, said: list[Quantity], given: list[Quantity]) -> list[Difference]:
    """The one currency that each side names in words, when they differ and neither is named on the other side at all."""
    in_english, english, in_chinese, chinese = _names()
    second = {m.span(): chinese[m.group()] for m in in_chinese.finditer(target)}
    if not second:
        return []
    first = {m.span(): english[m.group()] for m in in_english.finditer(source)}
    named = set(first.values()) | {q.currency for q in said}
    new = {
        span: code
        for span, code in second.items()
        if code not in named and not any(q.span.start < span[1] and span[0] < q.span.end for q in given)
    }
    free = {
        span: code
        for span, code in first.items()
        if not any(q.span.start < span[1] and span[0] < q.span.end for q in said)
    }
    if (
        len(set(new.values())) != 1
        or any(q.loose_currency for q in (*said, *given))
        or _LOOSE.search(in_english.sub("", source))
    ):
        return []
    wanting = [(span, code) for span, code in free.items() if _times(code, first, said) > _times(code, second, given)]
    if not wanting:
        return []
    (place, code), (other_place, other) = wanting[0], next(iter(new.items()))
    spans = Span(*place), Span(*other_place)
    return [Difference(Issue.CURRENCY, None, None, "named", code, other, Severity.MAJOR, 0.85, spans=spans)]


def _times(code: str, places: dict[tuple[int, int], str], figures: list[Quantity]) -> int:
    """How often a side names the currency: in words, or in a figure whose own words are not counted again."""
    words = sum(1 for other in places.values() if other == code)
    inside = sum(
        1 for q in figures if q.currency == code and not any(q.span.start <= s < q.span.end for s, _ in places)
    )
    return words + inside
