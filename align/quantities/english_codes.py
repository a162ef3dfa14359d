"""English digits that are years, decades, scores, phone numbers, quarter codes or product codes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from align.quantities import english_dates as dates
from align.quantities.english_build import Read, place
from align.quantities.english_lexer import NUMBER, WORD, Tokens, lexicon, match_phrase
from align.quantities.english_numeral import SCALES, Numeral, words_at
from align.quantities.english_units import MONEY_PHRASES, PREFIXES, SIGNS, UNIT_PHRASES, unit_follows
from align.quantities.model import Bound, Kind, Quantity, Written

_BEFORE_SHORT = {
    "in", "of", "for", "since", "during", "from", "to", "and", "by", "through", "until", "calendar", "early", "late",
    "versus", "vs", "into", "year", "over", "than",
}  # fmt: skip
_PARTS = {"low": (1, 3), "mid": (4, 6), "high": (7, 9)}
_NOT_CODE = {"mid", "pre", "post", "sub", "top", "under", "over", "early", "late", "ex", "non", "to", "vs", "v"}


def is_year_figure(t: Tokens, i: int, numeral: Numeral, money: bool) -> bool:
    """Whether the number at token i is a year: four digits, or words such as twenty twenty-four, that count nothing."""
    if money or t.kind[i] != NUMBER:
        return numeral.end > i + 1 and 1900 <= numeral.low <= 2100 and not money and t.kind[i] == WORD and (
            t.low[i] in ("nineteen", "twenty") and not unit_follows(t, numeral.end) and numeral.precision == 1
            and "thousand" not in t.low[i : numeral.end] and "hundred" not in t.low[i : numeral.end]
        )  # fmt: skip
    if numeral.end != i + 1 or not dates.is_year(t, i):
        return False
    if t.word[i + 1] == "-" and t.low[i + 2] == "year" and t.word[i + 3] == "-":
        return False
    if unit_follows(t, i + 1) and t.low[i + 1 + (t.word[i + 1] == "-")] not in ("year", "quarter", "to", "in"):
        return False
    after = t.low[i + 1]
    plural = (
        t.kind[i + 1] == WORD
        and after.endswith("s")
        and len(after) > 3
        and not after.endswith(("ss", "us", "'s", "is"))
    )
    if plural and not t.word[i + 1][:1].isupper() and after not in ("results", "earnings", "sales", "elections", "was"):
        return i > 0 and t.low[i - 1] in ("in", "of", "since", "fiscal", "the", "for", "by")
    return True


def year_at(t: Tokens, i: int) -> Read:
    """2023; 1950-53, 2018/19; FY2025 is read from its letters."""
    fiscal = i > 0 and (
        t.low[i - 1] in ("fiscal", "fy") or (t.low[i - 1] == "year" and i > 1 and t.low[i - 2] == "fiscal")
    )
    if t.kind[i] == WORD:
        numeral = words_at(t, i)
        if numeral is None:
            return None
        where = place(t, i, numeral.end)
        return [Quantity(Kind.DATE, **where, year=int(numeral.low), fiscal=fiscal, written=Written.WORDS)], numeral.end
    year = int(t.word[i])
    found = [Quantity(Kind.DATE, **place(t, i, i + 1), year=year, fiscal=fiscal)]
    j = i + 1
    mark = t.word[j] in ("-", "–", "/") and t.glued(j) and t.kind[j + 1] == NUMBER and t.glued(j + 1)
    if mark and t.word[j + 1].isdecimal() and len(t.word[j + 1]) == 2 and int(t.word[j + 1]) > year % 100:
        second = year - year % 100 + int(t.word[j + 1])
        found.append(Quantity(Kind.DATE, **place(t, j + 1, j + 2), year=second, fiscal=fiscal))
        j += 2
    return found, j


def short_year(t: Tokens, i: int) -> Read:
    """fiscal '25, FY 25, in '24: a year of two digits, 2000 to 2049 or 1950 to 1999."""
    k = i - 1
    if k < 0 or not t.word[i].isdecimal() or len(t.word[i]) != 2 or unit_follows(t, i + 1):
        return None
    cut = t.word[k] in ("'", "’", "‘") and t.glued(i)
    k = k - 1 if cut else k
    before = t.low[k] if k >= 0 else ""
    fiscal = before in ("fiscal", "fy") or (before == "year" and k > 0 and t.low[k - 1] in ("fiscal", "calendar"))
    known = fiscal or (cut and before in _BEFORE_SHORT)
    if not known or t.low[i + 1] in SCALES or (not cut and t.kind[i + 1] == WORD and not dates.ends_phrase(t, i + 1)):
        return None
    year = int(t.word[i]) + (2000 if int(t.word[i]) < 50 else 1900)
    return [Quantity(Kind.DATE, **place(t, i, i + 1), year=year, fiscal=fiscal)], i + 1


def decade(t: Tokens, i: int) -> Read:
    """1980s, in his 40s, the '80s."""
    raw = t.word[i]
    k = i + 2 if t.word[i + 1] in ("'", "’") and t.glued(i + 1) else i + 1
    if t.low[k] != "s" or not t.glued(k) or not raw.isdecimal() or not raw.endswith("0") or len(raw) not in (2, 4):
        return None
    where = place(t, i, k + 1)
    if len(raw) == 4:
        return [Quantity(Kind.DATE, **where, decade=int(raw))], k + 1
    if i and t.word[i - 1] in SIGNS:
        return _price_region(t, i, k + 1)
    before = t.low[max(0, i - 2) : i]
    if any(word in ("his", "her", "their", "my", "your", "our") for word in before):
        value = Decimal(raw)
        return [Quantity(Kind.AGE, **where, low=value, high=value, amount=value, bound=Bound.OVER)], k + 1
    return [Quantity(Kind.DATE, **where, decade=1900 + int(raw), written=Written.IMPLIED)], k + 1


def _price_region(t: Tokens, i: int, end: int) -> Read:
    """low $20s, mid-$30s: a vague amount around tens; the sign stands before token i."""
    part = t.low[i - 3] if i > 2 and t.word[i - 2] == "-" else t.low[i - 2] if i > 1 else ""
    low, high = _PARTS.get(part, (0, 9))
    first = i - 1 if part not in _PARTS else i - 3 if t.word[i - 2] == "-" else i - 2
    tens, (code, loose) = Decimal(t.word[i]), SIGNS[t.word[i - 1]]
    ends: dict[str, Any] = {"low": tens + low, "high": tens + high, "amount": tens, "bound": Bound.VAGUE}
    return [Quantity(Kind.MONEY, **place(t, first, end), **ends, currency=code, loose_currency=loose)], end


def score(t: Tokens, i: int) -> Read:
    """10-6, 2-0 and longer rows such as 18-20-7 or 555-1234."""
    parts, j = [t.word[i]], i + 1
    while t.word[j] in ("-", "–", "—", "&", ":") and t.glued(j) and t.kind[j + 1] == NUMBER and t.glued(j + 1):
        parts.append(t.word[j + 1])
        j += 2
        if j < t.count and t.word[j] == "½":
            parts[-1] += ".5"
            j += 1
    if len(parts) < 2:
        return None
    where = place(t, i, j)
    if any(not p.replace(".", "", 1).isdecimal() or len(p) > 4 for p in parts) or len("".join(parts)) > 7:
        return [Quantity(Kind.OPAQUE, **where, code="".join(c for c in where["text"] if c.isdigit()))], j
    return [Quantity(Kind.SCORE, **where, parts=tuple(Decimal(p) for p in parts))], j


def phone(t: Tokens, i: int) -> Read:
    """0800 555 111: a leading zero and further groups of digits."""
    if not t.word[i].startswith("0") or not t.word[i].isdecimal() or len(t.word[i]) < 2:
        return None
    j = i + 1
    while t.kind[j] == NUMBER and t.word[j].isdecimal() and t.start[j] == t.end[j - 1] + 1:
        j += 1
    where = place(t, i, j)
    return [Quantity(Kind.OPAQUE, **where, code="".join(t.word[i:j]))], j


def glued_left(t: Tokens, i: int) -> Read:
    """Letters before the digits: Q4 FY25, H1, FY2025, A1466, Type-2, COVID-19."""
    hyphen = i > 1 and t.word[i - 1] == "-" and t.glued(i) and t.glued(i - 1)
    k = i - 2 if hyphen else i - 1
    if k < 0 or t.kind[k] != WORD or not t.glued(i):
        return None
    letters = t.word[k]
    if not hyphen and letters in PREFIXES:
        return None
    if letters in ("Q", "H", "FY", "CY") and t.word[i].isdecimal() and not hyphen:
        return _period_code(t, k, i)
    if hyphen and (letters.lower() in _NOT_CODE or not letters[:1].isupper() or letters in PREFIXES):
        return None
    if hyphen and (letters.lower() in dates.MONTHS or letters.lower() in dates.WEEKDAYS):
        return None
    return _code(t, k, i + 1)


def _period_code(t: Tokens, k: int, i: int) -> Read:
    number = int(t.word[i][:9])
    if t.word[k] in ("FY", "CY"):
        year = number if number > 999 else 2000 + number
        return [Quantity(Kind.DATE, **place(t, k, i + 1), year=year, fiscal=t.word[k] == "FY")], i + 1
    what, top = ("quarter", 4) if t.word[k] == "Q" else ("half", 2)
    if not 1 <= number <= top:
        return _code(t, k, i + 1)
    year_found, fiscal, end = dates.year_after(t, i + 1)
    fields: dict[str, Any] = {what: number}
    if year_found is not None:
        fields.update(year=year_found, fiscal=fiscal)
    else:
        end = i + 1
    kind = Kind.QUARTER if what == "quarter" else Kind.HALF
    return [Quantity(kind, **place(t, k, end), **fields)], end


def _code(t: Tokens, k: int, j: int) -> Read:
    """A code from token k on that takes in everything glued to it: letters, digits and inner hyphens."""
    while j < t.count and t.glued(j):
        if t.kind[j] in (NUMBER, WORD):
            j += 1
        elif t.word[j] == "-" and t.kind[j + 1] in (NUMBER, WORD) and t.glued(j + 1) and t.word[j + 1].isupper():
            j += 2
        else:
            break
    text = t.text[t.start[k] : t.end[j - 1]]
    code = "".join(c for c in text if c.isalnum()).upper()
    groups = [t.word[n] for n in range(k, j) if t.kind[n] == NUMBER and t.word[n].isdecimal()]
    value = Decimal(groups[0]) if len(groups) == 1 and len(groups[0]) <= 9 else None
    return [Quantity(Kind.CODE, **place(t, k, j), code=code, low=value, high=value, amount=value)], j


def glued_right(t: Tokens, i: int) -> Read:
    """Letters behind the digits: 4Q23, 1H, 20-F, 5G, 737MAX; known scales and units are left to others."""
    k = i + 1
    hyphen = t.word[k] == "-" and t.glued(k)
    k = k + 1 if hyphen else k
    if t.kind[k] != WORD or not t.glued(k):
        return None
    letters = t.word[k]
    if not hyphen and letters in ("Q", "H") and t.word[i] in ("1", "2", "3", "4"):
        what = "quarter" if letters == "Q" else "half"
        if what == "quarter" or t.word[i] in ("1", "2"):
            year = t.word[k + 1] if t.kind[k + 1] == NUMBER and t.glued(k + 1) and t.word[k + 1].isdecimal() else ""
            fields: dict[str, Any] = {what: int(t.word[i])}
            end = k + 1
            if len(year) in (2, 4):
                fields["year"], end = int(year) + (2000 if len(year) == 2 else 0), k + 2
            return [Quantity(Kind.QUARTER if what == "quarter" else Kind.HALF, **place(t, i, end), **fields)], end
    if hyphen:
        return _code(t, i, k + 1) if letters.isupper() and len(letters) <= 2 else None
    if letters in lexicon("suffix") or letters.lower() in SCALES or not letters[0].isupper():
        return None
    if match_phrase(t, k, UNIT_PHRASES)[0] or match_phrase(t, k, MONEY_PHRASES)[0]:
        return None
    return _code(t, i, k + 1)
