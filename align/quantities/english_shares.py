"""English shares and amounts in words: half, a third of, two thirds, one in five, several hundred."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from align.quantities import english_dates as dates
from align.quantities.english_build import Read, bound_of, build
from align.quantities.english_lexer import NUMBER, WORD, Tokens, match_phrase
from align.quantities.english_numeral import DENOMINATORS, ORDINALS, SCALES, TENS, Numeral, digits_at, exact, words_at
from align.quantities.english_units import UNIT_PHRASES, UNITS, and_a_half, read_unit
from align.quantities.model import Bound, Kind, Written

_TIMES = {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"}
_SILENT_ONE_BEFORE = {
    "no", "any", "every", "some", "this", "that", "which", "the", "each", "another", "someone", "other",
    "'s", "only", "such", "of", "new", "big", "first", "last", "next", "than",
}  # fmt: skip  # fmt: skip
_SHARED = {Kind.PERCENT, Kind.POINT, Kind.MEASURE}
_SILENT_ONE_AFTER = {
    "another",
    "of",
    "'s",
    "hand",
    "thing",
    "who",
    "that",
    "is",
    "was",
    "by",
    "can",
    "or",
    "should",
    "must",
    ",",
    ".",
    "might",
    "would",
}


def few_at(t: Tokens, i: int) -> Numeral | None:
    """several hundred, a few thousand."""
    if t.low[i] in ("several", "few") and t.low[i + 1] in SCALES:
        low, j = SCALES[t.low[i + 1]], i + 2
        if t.low[j] in SCALES:
            low, j = low * SCALES[t.low[j]], j + 1
        return Numeral(low, low * 10, j, Written.WORDS, low, Bound.VAGUE)
    return None


def half_at(t: Tokens, i: int) -> Numeral | None:
    """half, a quarter, a third: as a share or before a unit of time."""
    k = i + 1 if t.low[i] in ("a", "an") else i
    if t.low[k] == "quarter" and t.low[k + 1 + (t.word[k + 1] == "-")] in ("hour", "mile"):
        return exact(Decimal("0.25"), k + 1, Written.WORDS)  # on the quarter-hour mark
    word, after = t.low[k], t.low[k + 1]
    if word == "half" and not (i and t.low[i - 1] in ("and", "-")):
        if t.low[k + 1] == "-" or after in ("time", "way"):
            return None
        counted = match_phrase(t, k + 2, UNIT_PHRASES)[0] or t.low[k + 2] in ("percent", "percentage", "point")
        if after in ("a", "an") and counted:
            return exact(Decimal("0.5"), k + 2, Written.WORDS)
        return replace(exact(Decimal("0.5"), k + 1, Written.IMPLIED), fraction=True)
    if (
        k > i
        and word in _TIMES
        and (bound_of(t, i, i) or and_a_half(t, k + 1) or after in ("ago", "later", "earlier", "before", "after", "or"))
    ):
        return exact(Decimal(1), k, Written.IMPLIED)  # at least a week, an hour later
    if k > i and word == "point" and and_a_half(t, k + 1):
        return exact(Decimal(1), k, Written.WORDS)
    if k == i or (word not in DENOMINATORS and ORDINALS.get(word, 0) < 3):
        return None
    if word == "quarter" and (t.word[k + 1] == "-" or after in ("over", "on")):
        return None  # a quarter-over-quarter increase
    if word in ORDINALS and ORDINALS[word] >= 100 and (t.kind[k + 1] != WORD or after == "of"):
        return replace(exact(1 / ORDINALS[word], k + 1, Written.WORDS), fraction=True)  # a hundredth
    of = after in ("of", "lower", "higher", "less", "more", "fewer", "cheaper", "smaller", "larger", "off")
    by = i > 0 and t.low[i - 1] in ("by", "nearly", "almost", "than") and word != "quarter"
    if of or by or (i > 0 and t.low[i - 1] == "by"):
        value = DENOMINATORS.get(word) or ORDINALS[word]
        return replace(exact(1 / value, k + 1, Written.WORDS), fraction=True)
    return exact(Decimal(1), k, Written.IMPLIED) if word == "quarter" else None


def word_only(t: Tokens, i: int, numeral: Numeral) -> Read:
    """What only words can be: `one` that counts nothing, two thirds, fractions."""
    j = numeral.end
    if numeral.fraction:
        return share(t, i, j, numeral.low, numeral)
    if (over := _one_over(t, i, numeral)) is not None:
        return over
    if t.low[i] == "one" and j == i + 1:
        before = t.low[i - 1] if i else ""
        hyphen = t.word[j] == "-" and t.low[j + 1] in ("off", "time", "sided", "stop", "offs")
        measured = UNITS[unit].kind is Kind.MEASURE if (unit := match_phrase(t, j, UNIT_PHRASES)[0]) else False
        if (before in _SILENT_ONE_BEFORE and not measured) or t.low[j] in _SILENT_ONE_AFTER or hyphen:
            return [], j
    k = j + 1 if t.word[j] == "-" else j
    if (ranked := _large_ordinal(t, i, k, numeral)) is not None:
        return ranked
    denominator, end = _denominator(t, k, numeral.low == 1)
    few = denominator in (2, 4) and numeral.low >= denominator * 3  # twenty quarters are a time
    if not denominator or few:
        if t.low[j] in ("in", "out") and numeral.low < 20:
            return one_in(t, i, numeral)
        return None
    if denominator == 4 and t.low[k].startswith("quarter") and t.word[j] != "-" and t.low[k + 1] != "of":
        return None  # three quarters: a time, read as a unit
    quarter = t.low[k] == "quarter" and t.word[j] != "-" and t.low[k + 1] not in ("of", "the")
    if quarter or (t.low[k] not in DENOMINATORS and numeral.low == 1 and t.low[i] != "one"):
        return None
    value = numeral.low / denominator
    if t.low[end] == "of" and t.low[end + 1] == "a" and t.low[end + 2] in ("million", "billion", "trillion"):
        value *= SCALES[t.low[end + 2]]
        return [build(t, i, end + 3, value, value, value, numeral)], end + 3
    return share(t, i, end, value, numeral)


def _large_ordinal(t: Tokens, i: int, k: int, numeral: Numeral) -> Read:
    """one hundred twenty-fifth, two hundredth: the ordinal of a number whose last word stands at token k."""
    last, value = ORDINALS.get(t.low[k], Decimal(0)), numeral.low
    if t.low[k] in ("second", "seconds") or numeral.written is Written.DIGITS or t.low[k + 1] == "of":
        return None
    if value > 1 and last in (100, 1000) and value < 100:
        value *= last
    elif value >= 100 and value == int(value) and 0 < last < (10 if value % 100 else 100) and not value % 10:
        value += last
    else:
        return None
    return [build(t, i, k + 1, value, value, value, numeral, kind=Kind.ORDINAL)], k + 1


def _denominator(t: Tokens, k: int, singular: bool) -> tuple[Decimal, int]:
    """The denominator at token k: thirds, quarter, twenty-firsts, (one) twenty-fifth; (0, k) when there is none."""
    word = t.low[k]
    if word in DENOMINATORS and (singular or word not in ("half", "quarter") or t.word[k - 1] == "-"):
        return DENOMINATORS[word], k + 1
    if singular and word in ORDINALS and word not in ("first", "second"):
        return ORDINALS[word], k + 1
    if word in TENS:
        j = k + 2 if t.word[k + 1] == "-" else k + 1
        last = t.low[j][:-1] if t.low[j].endswith("s") else t.low[j] if singular else ""
        if last in ORDINALS and ORDINALS[last] < 10:
            return TENS[word] + ORDINALS[last], j + 1
    return Decimal(0), k


def share(t: Tokens, i: int, j: int, value: Decimal, numeral: Numeral) -> Read:
    """The fraction `value` over the tokens i to j, perhaps of a unit: three tenths of a point, 1/4 mile, -4/5."""
    kind: dict[str, Any] = {"kind": Kind.FRACTION, "written": numeral.written}
    of = t.low[j] == "of" and t.low[j + 1] in ("a", "an", "one")
    more: dict[str, Any] = {"amount": value}
    k = j + 2 if of else j
    end = read_unit(t, k, more) if of or numeral.written is Written.DIGITS else j
    if of and t.low[k] in ("point", "percentage", "basis") and "kind" not in more and t.low[k] == "point":
        more["kind"], end = Kind.POINT, k + 1
    if more.get("kind") in _SHARED or more.get("unit_id") == "hour":
        factor = more.pop("factor", Decimal(1))
        more.pop("amount")
        return [build(t, i, end, value * factor, value * factor, value, numeral, **more)], end
    marked = i > 0 and t.word[i - 1] in ("-", "−") and t.glued(i) and (i < 2 or not t.glued(i - 1))
    if marked or (i > 0 and t.low[i - 1] in ("minus", "negative") and (i < 2 or t.low[i - 2] != "or")):
        return [build(t, i - 1, j, -value, -value, value, numeral, **kind, negative_marked=True)], j
    return [build(t, i, j, value, value, value, numeral, **kind)], j


def _one_over(t: Tokens, i: int, numeral: Numeral) -> Read:
    """one over twenty: a division when the second number counts nothing."""
    j = numeral.end
    if t.low[j] != "over" or numeral.low != 1 or j != i + 1:
        return None
    second = words_at(t, j + 1) if t.kind[j + 1] == WORD else None
    if t.kind[j + 1] == NUMBER:
        second = digits_at(t, j + 1)
    if second is None or second.low < 2 or t.kind[second.end] == WORD or t.word[second.end] in ("%", "-"):
        return None
    value = 1 / second.low
    return share(t, i, second.end, value, replace(numeral, written=Written.WORDS))


def one_in(t: Tokens, i: int, numeral: Numeral) -> Read:
    """one in five, two out of three, 4 in 10; None when `in` starts something else."""
    k = numeral.end + 1
    if t.low[numeral.end] == "out":
        if t.low[k] != "of":
            return None
        k += 1
    k = k + 1 if t.low[k] == "every" else k
    second = words_at(t, k) if t.kind[k] == WORD else None
    if second is None and t.kind[k] == NUMBER and not dates.is_year(t, k):
        second = digits_at(t, k)
    if second is None or second.low <= numeral.low:
        return None
    if t.low[numeral.end] == "in" and numeral.low > 1 and second.low not in (3, 4, 5, 10, 100, 1000):
        return None
    if match_phrase(t, second.end, UNIT_PHRASES)[0]:
        return None
    value = numeral.low / second.low
    return [build(t, i, second.end, value, value, value, numeral, kind=Kind.FRACTION)], second.end
