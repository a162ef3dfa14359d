"""Currencies named without a figure: quoted in US dollars, 以歐元報價."""

from __future__ import annotations

import re
from functools import cache

from align.model import Severity, Span
from align.quantities.differences import Difference, Issue
from align.quantities.model import Quantity
from align.quantities.tables import currencies

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
    codes = (
        set(first.values()) | {q.currency for q in said},
        set(second.values()) | {q.currency for q in given},
    )
    loose = any(q.loose_currency for q in (*said, *given))
    free = [
        {
            span: code
            for span, code in places.items()
            if not any(q.span.start < span[1] and span[0] < q.span.end for q in held)
        }
        for places, held in ((first, said), (second, given))
    ]
    if loose or not all(free) or any(len(set(places.values())) > 1 for places in free):
        return []
    (place, code), (other_place, other) = next(iter(free[0].items())), next(iter(free[1].items()))
    if code == other or code in codes[1] or other in codes[0]:
        return []
    spans = Span(*place), Span(*other_place)
    return [Difference(Issue.CURRENCY, None, None, "named", code, other, Severity.MAJOR, 0.85, spans=spans)]
