"""One English figure: a numeral with its currency, percent sign, unit, age or range end; or a code around digits."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from align.quantities import english_dates as dates
from align.quantities.english_build import Read, bound_of, build
from align.quantities.english_codes import decade, glued_left, glued_right, is_year_figure, phone, score, year_at
from align.quantities.english_lexer import NUMBER, WORD, Tokens
from align.quantities.english_numeral import GROUPS, Numeral, digits_at, scale_after, vague_at, words_at
from align.quantities.english_shares import few_at, half_at, one_in, word_only
from align.quantities.english_units import (
    PREFIXES,
    SIGN_PREFIXES,
    SIGNS,
    UNITS,
    and_a_half,
    currency_before,
    read_unit,
    scale_of,
    unit_follows,
)
from align.quantities.model import Bound, Kind, Quantity, Written

__all__ = ["bound_of", "read_figure"]

_HALF = Decimal("0.5")
_HALVED = {Kind.DURATION, Kind.MEASURE, Kind.POINT}
_PERSONS = {"man", "woman", "boy", "girl", "actor", "actress", "driver", "player", "presenter", "student", "also"}
_RANGE_MARKS = {"-", "–", "~", "—", "−"}


def read_figure(t: Tokens, i: int) -> Read:
    """The figure whose numeral starts at token i (its currency may stand before it), or None."""
    if t.kind[i] == NUMBER and t.word[i] == "24" and t.word[i + 1] == "/" and t.word[i + 2] == "7":
        return [], i + 3  # round the clock
    if t.kind[i] == NUMBER:
        special = glued_left(t, i) or glued_right(t, i) or decade(t, i) or phone(t, i)
        if special is not None:
            return special
    code, loose, start = currency_before(t, i)
    numeral = _numeral(t, i, bool(code) or loose)
    if numeral is None:
        return None
    if (numeral.written is not Written.DIGITS or numeral.fraction or t.low[numeral.end] == "over") and (
        word := word_only(t, i, numeral)
    ) is not None:
        return word
    if t.low[numeral.end] in ("in", "out") and numeral.end == i + 1 and (share := one_in(t, i, numeral)) is not None:
        return share
    if is_year_figure(t, i, numeral, bool(code) or loose):
        return year_at(t, i)
    before = t.low[start - 1] if start else ""
    high, end = None, numeral.end
    if before != "from" or not (code or loose or numeral.scaled):  # from $41 million to $96 million: two figures
        high, end = _range_end(t, numeral, bool(code) or loose, before == "between")
    if high is None and numeral.end == i + 1 and (row := score(t, i)) is not None:
        return row
    if high is not None and (numeral.scaled is False and high.scaled):
        factor = high.precision if high.precision > 1 else Decimal(1)
        scale, _ = scale_of(t, numeral.end, end)
        if scale > 1 and numeral.low < high.low:
            numeral = replace(numeral, low=numeral.low * scale, high=numeral.high * scale, precision=factor)
    return _typed(t, start, numeral, high, end, code, loose)


def _numeral(t: Tokens, i: int, money: bool) -> Numeral | None:
    if t.kind[i] == NUMBER:
        numeral = digits_at(t, i, money)
    else:
        numeral = words_at(t, i) or vague_at(t, i) or few_at(t, i) or half_at(t, i)
    if numeral is not None:
        if t.low[i] == "couple" and numeral.end == i + 1 and t.low[i + 1] == "of" and unit_follows(t, i + 2):
            if t.low[i + 2] in ("percentage", "percent", "per", "%"):  # two points or three
                return replace(numeral, high=numeral.high + 1, end=i + 2, bound=Bound.VAGUE)
            return replace(numeral, end=i + 2)
        k = numeral.end + 1 if t.low[numeral.end] == "of" else numeral.end
        if t.low[k] == "dozen" or (t.low[k] == "dozens" and k == numeral.end):
            dozens = numeral.low * GROUPS["dozen"]
            return replace(numeral, low=dozens, high=dozens, end=k + 1)
    return numeral


def _range_end(t: Tokens, numeral: Numeral, money: bool, between: bool) -> tuple[Numeral | None, int]:
    """The second end of `9 to 12`, `70-90`, `$30 to $35`: (numeral or None, index behind it)."""
    j = numeral.end
    if t.low[j] != "to" and t.word[j] not in _RANGE_MARKS and not (between and t.low[j] == "and"):
        return None, j
    k = j + 1
    if t.word[k] in SIGNS and money:
        k += 1
    elif (t.word[k] in PREFIXES or t.word[k] in SIGN_PREFIXES) and money:
        k += 2 if t.word[k + 1] in SIGNS else 1
    if t.kind[k] == NUMBER:
        second = digits_at(t, k, money)
    elif numeral.written is Written.WORDS and t.low[j] in ("to", "and"):
        second = words_at(t, k)
    else:
        second = None
    if second is None or (t.kind[k] == NUMBER and dates.ordinal_ending(t, k + 1)):
        return None, j
    first_glued = t.word[j] in _RANGE_MARKS and t.kind[k] == NUMBER
    if first_glued and not (t.glued(j) and t.glued(k)) and not money:
        return None, j
    scale, _ = scale_of(t, k, second.end)
    comparable = numeral.low if numeral.scaled else numeral.low * scale
    if second.low <= comparable and not (first_glued and unit_follows(t, second.end)):
        return None, j
    if not (money or numeral.scaled or second.scaled or unit_follows(t, second.end)) and first_glued:
        return None, j
    return second, second.end


def _typed(t: Tokens, start: int, numeral: Numeral, high: Numeral | None, end: int, code: str, loose: bool) -> Read:
    """Gives the figure its kind by what stands around it."""
    low, top = numeral.low, high.high if high is not None else numeral.high
    more: dict[str, Any] = {"amount": low}
    first = start
    if code or loose:
        more.update(kind=Kind.MONEY, currency=code, loose_currency=loose)
    else:
        end = read_unit(t, end, more)
    factor = more.pop("factor", Decimal(1))
    if high is None and low == top and more.get("kind") in _HALVED and and_a_half(t, end):
        low, top, end = low + _HALF, top + _HALF, end + 3  # two years and a half
        more["amount"] = low
    low, top = low * factor, top * factor
    sign = start > 0 and t.word[start - 1] in ("-", "−") and (start < 2 or t.start[start - 1] > t.end[start - 2])
    if (sign and t.glued(start)) or (
        start > 0 and t.low[start - 1] in ("minus", "negative") and (start < 2 or t.low[start - 2] != "or")
    ):
        low, top, first = -top, -low, start - 1
        more["negative_marked"] = True
    elif start and t.word[start - 1] == "(" and t.word[end] == ")" and t.word[end + 1] == "%" and t.glued(end + 1):
        low, top, first, end = -top, -low, start - 1, end + 2  # (3.5)%
        more.update(negative_marked=True, kind=Kind.PERCENT)
    elif code and t.word[start + 1] == "(" and t.word[end] == ")":
        scale, end = scale_after(t, end + 1, True)
        low, top = -top * scale, -low * scale
        more["negative_marked"], more["amount"] = True, low
    amount = more.pop("amount")
    if "kind" not in more and _is_age(t, start, end, low):
        more["kind"] = Kind.AGE
    found = [build(t, first, end, low, top, amount, numeral, **more)]
    if more.get("unit_id") == "foot":
        inches, end = _inches(t, end, numeral)
        found += inches
    return found, end


def _is_age(t: Tokens, start: int, end: int, value: Decimal) -> bool:
    """aged 17; Jones, 52, joined."""
    if not start or value >= 120 or value != value.to_integral_value():
        return False
    if t.low[start - 1] in ("aged", "age"):
        return True
    named = start > 1 and t.word[start - 1] == "," and t.kind[start - 2] == WORD
    person = named and (t.word[start - 2][:1].isupper() or t.low[start - 2] in _PERSONS)
    month = named and t.low[start - 2] in (*dates.MONTHS, *dates.WEEKDAYS)
    return person and not month and end == start + 1 and t.word[end] in (",", ".", ")", ";")


def _inches(t: Tokens, j: int, numeral: Numeral) -> tuple[list[Quantity], int]:
    """The inches of `6-foot-6`, as a figure of their own."""
    k = j + 1 if t.word[j] == "-" else j
    if t.kind[k] == NUMBER and t.word[k].isdecimal() and len(t.word[k]) <= 2 and int(t.word[k]) < 12:
        inch, amount = UNITS["inch"], Decimal(t.word[k])
        value = amount * inch.factor
        more = {"kind": Kind.MEASURE, "unit": inch.base, "unit_id": inch.id}
        return [build(t, k, k + 1, value, value, amount, replace(numeral, written=Written.DIGITS), **more)], k + 1
    return [], j
