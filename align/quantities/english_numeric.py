"""English dates written in digits: each reader gives (fields, index of the token behind) or None."""

from __future__ import annotations

import re

from align.quantities.english_dates import MONTHS, Found, is_year
from align.quantities.english_lexer import NUMBER, Tokens
from align.quantities.english_units import unit_follows

_FULL = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d/-])"
    r"|(?P<a>\d{1,2})(?P<z>[-/.])(?P<b>\d{1,2})(?P=z)(?P<c>(?:19|20)\d\d)(?![\d/-])"
)
_SHORT = re.compile(
    r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:(?P<comma>/|, ?)(?P<c>(?:(?:19|20)\d\d|\d\d(?!\.?\d))))?(?![\d/%-])"
)


def numeric_at(t: Tokens, i: int) -> Found | None:
    """2015-08-12, 02/22/2016, 13.5.2015, 21/04/16, 4/22: month first, as in the United States, unless only the other
    order fits; 3/4 and 1/10 are fractions."""
    if i and t.glued(i) and t.word[i - 1] in "-/.":
        return None
    match = _FULL.match(t.text, t.start[i])
    if match is not None and match.group("y"):
        fields = _valid(match.group("m"), match.group("d"), match.group("y"), False)
    elif match is not None:
        fields = _valid(match.group("a"), match.group("b"), match.group("c"))
    else:
        match = _SHORT.match(t.text, t.start[i])
        if match is None:
            return _named(t, i)
        first, second = int(match.group("a")), int(match.group("b"))
        year = match.group("c") or ""
        if (first, second) == (24, 7) or (not year and first < second <= 10):
            return None
        fields = _valid(match.group("a"), match.group("b"), year)
    j = i
    while t.start[j] < match.end():
        j += 1
    if fields is None or t.end[j - 1] != match.end() or ("year" not in fields and unit_follows(t, j)):
        return None
    return fields, j


def _valid(month: str, day: str, year: str, swap: bool = True) -> dict[str, int] | None:
    m, d = int(month), int(day)
    if swap and m > 12:
        m, d = d, m
    if not (1 <= m <= 12 and 1 <= d <= 31):
        return None
    fields = {"month": m, "day": d}
    return {"year": _full(year), **fields} if year else fields


def _full(year: str) -> int:
    """The year meant by two or four digits: 2000 to 2049, 1950 to 1999."""
    return int(year) + (0 if len(year) == 4 else 2000 if int(year) < 50 else 1900)


def _named(t: Tokens, i: int) -> Found | None:
    """28-nov, 15-Jun-2020, 2019/sep/01."""
    mark = t.word[i + 1]
    if mark not in ("-", "/") or t.low[i + 2] not in MONTHS or not (t.glued(i + 1) and t.glued(i + 2)):
        return None
    month, digits = MONTHS[t.low[i + 2]], t.word[i]
    last = t.word[i + 4] if t.word[i + 3] == mark and t.glued(i + 4) and t.kind[i + 4] == NUMBER else ""
    if is_year(t, i):
        if not last.isdecimal() or len(last) > 2 or not 1 <= int(last) <= 31:
            return None
        return {"year": int(digits), "month": month, "day": int(last)}, i + 5
    if not digits.isdecimal() or len(digits) > 2 or not 1 <= int(digits) <= 31:
        return None
    if last.isdecimal() and len(last) in (2, 4):
        return {"year": _full(last), "month": month, "day": int(digits)}, i + 5
    return {"month": month, "day": int(digits)}, i + 3
