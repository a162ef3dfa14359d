"""English numerals: digits with a scale (44.1 million, 900K), words (three and a half), magnitudes (dozens)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from align.quantities.english_lexer import NUMBER, WORD, Tokens, grouped, lexicon
from align.quantities.model import Bound, Written

MAX_DIGITS = 30  # longer digit strings are serial numbers, not amounts
_LARGEST = Decimal("1e30")
_ONE = Decimal(1)
_HALF = Decimal("0.5")
GLYPHS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": _ONE / 3, "⅔": Decimal(2) / 3}
GLYPHS.update({"⅕": _ONE / 5, "⅙": _ONE / 6, "⅛": _ONE / 8, "⅜": _ONE * 3 / 8, "⅝": _ONE * 5 / 8, "⅞": _ONE * 7 / 8})

SMALL, TENS, SCALES = lexicon("small"), lexicon("ten"), lexicon("scale")
ORDINALS, DENOMINATORS = lexicon("ordinal"), lexicon("denominator")
VAGUE, GROUPS, SUFFIXES = lexicon("vague"), lexicon("group"), lexicon("suffix")


@dataclass(frozen=True)
class Numeral:
    """A number that ends before token `end`. `low` and `high` differ for orders of magnitude only."""

    low: Decimal
    high: Decimal
    end: int
    written: Written
    precision: Decimal
    bound: Bound = Bound.EXACT
    scaled: bool = False
    fraction: bool = False


def place(digits: str) -> Decimal:
    """The place of the last digit written: 0.01 for 1.25, 1 for 5000."""
    decimals = len(digits) - digits.index(".") - 1 if "." in digits else 0
    return Decimal(1).scaleb(-decimals)


def exact(value: Decimal, end: int, written: Written, precision: Decimal = _ONE, scaled: bool = False) -> Numeral:
    """A numeral of one value."""
    return Numeral(value, value, end, written, precision, scaled=scaled)


def scale_after(t: Tokens, i: int, money: bool) -> tuple[Decimal, int]:
    """The multiplier written from token i on (million, glued K) and the index behind it; (1, i) without one."""
    factor, j = _ONE, i
    if t.word[i] == "-" and t.low[i + 1] == "plus" and t.low[i + 2] in SCALES:
        i = j = i + 2  # $100-plus million
    while t.kind[j] == WORD and t.low[j] in SCALES and factor < _LARGEST:
        factor, j = factor * SCALES[t.low[j]], j + 1
    if j > i:
        return factor, j
    hyphen = t.word[i] == "-" and t.low[i + 1] in SCALES and t.glued(i) and t.glued(i + 1)
    if hyphen:
        return SCALES[t.low[i + 1]], i + 2
    if t.kind[i] == WORD and t.word[i] in SUFFIXES and (t.glued(i) or money):
        certain = t.word[i] in ("k", "K", "MM", "B", "M") or (t.word[i] == "b" and "." in t.word[i - 1])
        if certain or money:
            return SUFFIXES[t.word[i]], i + 1
    if t.word[i] in ("k", "K", "M") and t.kind[i - 1] == NUMBER and t.word[i + 1] not in (".", "-", "&", "/"):
        return SUFFIXES[t.word[i]], i + 1  # 2.33 k
    return _ONE, i


def digits_at(t: Tokens, i: int, money: bool = False) -> Numeral | None:
    """The numeral that starts with the digits of token i; None for strings too long to be an amount."""
    raw = grouped(t.word[i])
    if len(raw) > MAX_DIGITS:
        return None
    value, j, precision = Decimal(raw), i + 1, place(raw)
    if t.word[j] in GLYPHS and t.glued(j):
        value, j, precision = value + GLYPHS[t.word[j]], j + 1, Decimal("0.01")
    elif t.kind[j] == NUMBER and t.word[j + 1] == "/" and t.kind[j + 2] == NUMBER and t.glued(j + 1) and "." not in raw:
        top, bottom = t.word[j], t.word[j + 2]
        if top.isdecimal() and bottom.isdecimal() and 0 < int(top[:9]) < int(bottom[:9]) <= 16:
            value, j, precision = value + Decimal(top) / Decimal(bottom), j + 3, Decimal("0.01")
    elif t.low[j] == "and" and t.low[j + 1] == "a" and t.low[j + 2] == "half":
        value, j, precision = value + _HALF, j + 3, Decimal("0.1")
    elif t.word[j] == "/" and (slashed := _slashed(t, i)) is not None:
        return slashed
    factor, j = scale_after(t, j, money)
    if factor >= 1000 and t.low[j] == "and" and (part := _part_of_scale(t, j + 1, factor)) is not None:
        return exact(value * factor + part[0], part[1], Written.DIGITS, factor / 100, True)
    if factor > 1 and (more := _digits_tail(t, j, raw)) is not None:
        return exact(value * factor + more[0], more[1], Written.DIGITS, _ONE, True)
    return exact(value * factor, j, Written.DIGITS, precision * factor, factor != 1)


def _slashed(t: Tokens, i: int) -> Numeral | None:
    """3/4, 9/10, 11/16: a proper fraction whose bottom is small or a power of two."""
    top, bottom = t.word[i], t.word[i + 2]
    if not (t.glued(i + 1) and t.glued(i + 2) and t.kind[i + 2] == NUMBER and top.isdecimal() and bottom.isdecimal()):
        return None
    if len(top) > 2 or len(bottom) > 2 or t.word[i + 3] == "/" or not 0 < int(top) < int(bottom):
        return None
    if int(bottom) > 10 and int(bottom) not in (16, 32, 64):
        return None
    part = Decimal(top) / Decimal(bottom)
    return Numeral(part, part, i + 3, Written.DIGITS, Decimal("0.01"), fraction=True)


def _digits_tail(t: Tokens, j: int, raw: str) -> tuple[Decimal, int] | None:
    """What goes on behind `3 hundred` or `4 thousand`: `and 21`, `3 hundred and 21`; (value, index behind)."""
    more, k = Decimal(0), j
    if t.low[k - 1] == "thousand" and t.kind[k] == NUMBER and len(t.word[k]) == 1 and t.low[k + 1] == "hundred":
        more, k = Decimal(t.word[k]) * 100, k + 2
    if t.low[k - 1] == "hundred" and t.low[k] == "and" and "." not in raw:
        if t.kind[k + 1] == NUMBER and t.word[k + 1].isdecimal() and len(t.word[k + 1]) <= 2:
            last: tuple[Decimal, int] | None = Decimal(t.word[k + 1]), k + 2
        else:
            last = _below_hundred(t, k + 1)
        if last is not None and t.low[last[1]] not in SCALES and t.low[last[1]] not in DENOMINATORS:
            return more + last[0], last[1]
    return (more, k) if k > j else None


def _skip(t: Tokens, i: int) -> int:
    return i + 1 if t.word[i] == "-" and t.glued(i) and t.glued(i + 1) else i


def _below_hundred(t: Tokens, i: int) -> tuple[Decimal, int] | None:
    word = t.low[i]
    if word in TENS:
        j = _skip(t, i + 1)
        unit = SMALL.get(t.low[j])
        if unit is not None and 0 < unit < 10:
            return TENS[word] + unit, j + 1
        return TENS[word], i + 1
    if word in SMALL:
        return SMALL[word], i + 1
    return None


def _decimals(t: Tokens, i: int) -> tuple[Decimal, Decimal, int] | None:
    """The digits said after `point`: (value below one, place of the last digit, index behind them)."""
    text, j = "", i
    while len(text) < MAX_DIGITS:
        if t.low[j] in ("oh", "o") and not text and t.low[j + 1] not in SMALL:
            return Decimal(0), Decimal("0.1"), j + 1  # five point oh
        if t.low[j] in SMALL and SMALL[t.low[j]] < 10:
            text += str(SMALL[t.low[j]])
        elif t.low[j] in ("oh", "o") and t.low[j + 1] in SMALL:
            text += "0"
        elif not text and (two := _below_hundred(t, j)) is not None:
            text, j = str(two[0]), two[1]
            break
        else:
            break
        j += 1
    return (Decimal("0." + text), place("0." + text), j) if text else None


def _year_like(t: Tokens, i: int, first: Decimal, j: int) -> tuple[Decimal, int] | None:
    """nineteen eighty-four, twenty twenty-four, two oh five."""
    oh = t.low[j] in ("oh", "o") and t.low[j + 1] in SMALL and SMALL[t.low[j + 1]] < 10
    if oh and first < 100:
        return first * 100 + SMALL[t.low[j + 1]], j + 2
    if first in (19, 20) and j == i + 1 and t.word[j] != "-":
        second = _below_hundred(t, j)
        if second is not None and 10 <= second[0] <= 99:
            return first * 100 + second[0], second[1]
    return None


def words_at(t: Tokens, i: int) -> Numeral | None:
    """The numeral in words that starts at token i (which may be `a` before a scale), or None."""
    total, current, j, seen_scale, limit = Decimal(0), None, i, False, Decimal("1e30")
    if t.low[i] in ("a", "an", "one") and t.low[i + 1] in SCALES:
        current, j = _ONE, i + 1
    elif t.low[i] == "oh" and t.low[i + 1] == "point":
        current, j = Decimal(0), i + 1
    elif t.low[i] == "hundred" and t.low[i + 1] in SCALES and t.low[i + 1] != "hundred":
        current, j, seen_scale = Decimal(100), i + 1, True
    else:
        first = _below_hundred(t, i)
        if first is None:
            return None
        current, j = first
        year = _year_like(t, i, current, j)
        if year is not None and t.low[year[1]] not in DENOMINATORS:
            return exact(year[0], year[1], Written.WORDS)
    precision = _ONE
    if t.low[j] == "point" and (tail := _decimals(t, j + 1)) is not None:
        current, precision, j = current + tail[0], tail[1], tail[2]
    while True:
        k = _skip(t, j)
        if t.low[k] == "hundred" and current is not None and current < 100:
            current, j, seen_scale = current * 100, k + 1, True
        elif t.low[k] in SCALES and current is not None and SCALES[t.low[k]] < limit and t.low[k] != "hundred":
            limit = SCALES[t.low[k]]
            total, current, j, seen_scale, precision = total + current * limit, None, k + 1, True, precision * limit
        elif t.low[k] in SCALES and current is None and k == j and limit <= SCALES[t.low[k]] and total < _LARGEST:
            limit = SCALES[t.low[k]]  # three lakh crore, a thousand billion
            total, j, precision = total * limit, k + 1, precision * limit
        else:
            more = _tail(t, k, seen_scale, current)
            if more is None:
                break
            current, j = (current or Decimal(0)) + more[0], more[1]
    value = total + (current or Decimal(0))
    return _with_half(t, value, j, precision, seen_scale)


def _tail(t: Tokens, k: int, seen_scale: bool, current: Decimal | None) -> tuple[Decimal, int] | None:
    """What goes on after hundred, thousand ...: `and five`, `twenty`."""
    if not seen_scale or (current is not None and (current < 100 or current % 100)):
        return None
    joined = t.low[k] == "and"
    more = _below_hundred(t, k + 1 if joined else k)
    if more is None or not more[0] or (joined and more[0] < 10 and t.low[more[1]] in DENOMINATORS):
        return None
    if joined and current is None and t.low[more[1]] in SCALES and t.low[more[1]] != "hundred":
        return None  # two million and three thousand: left to the reader of lists
    return more


def _with_half(t: Tokens, value: Decimal, j: int, precision: Decimal, scaled: bool) -> Numeral:
    """Adds `and a half`, `and two thirds`, `point five` behind a hundred; then a scale (three and a half million)."""
    if t.low[j] == "point" and scaled and value < 1000 and (tail := _decimals(t, j + 1)) is not None:
        return exact(value + tail[0], tail[2], Written.WORDS, tail[1], scaled)
    k = _skip(t, j)
    if scaled and precision >= 1000 and t.low[k] == "and" and (part := _part_of_scale(t, k + 1, precision)) is not None:
        return exact(value + part[0], part[1], Written.WORDS, precision / 10, scaled)
    if t.low[k] == "and" and value < 1000:
        a = _skip(t, k + 1)
        top = Decimal(1) if t.low[a] == "a" else SMALL.get(t.low[a], Decimal(0))
        h = _skip(t, a + 1)
        bottom = DENOMINATORS.get(t.low[h])
        if bottom is None and top == 1 and t.low[h] in ORDINALS and ORDINALS[t.low[h]] > 2:
            bottom = ORDINALS[t.low[h]]
        if bottom is not None and 0 < top < bottom and t.low[h + 1] != "of":
            value, j, precision = value + top / bottom, h + 1, Decimal("0.01")
            factor, j = scale_after(t, j, False)
            value, precision, scaled = value * factor, precision * factor, scaled or factor != 1
    return exact(value, j, Written.WORDS, precision, scaled)


def _part_of_scale(t: Tokens, a: int, scale: Decimal) -> tuple[Decimal, int] | None:
    """Behind `two million and`: a half, one half, three fifths, a quarter million; (value, index behind)."""
    top = _ONE if t.low[a] in ("a", "one") else SMALL.get(t.low[a], Decimal(0))
    h = _skip(t, a + 1)
    bottom = DENOMINATORS.get(t.low[h]) or (ORDINALS.get(t.low[h]) if top == 1 else None)
    if bottom is None or not 0 < top < bottom <= 10:
        return None
    if t.low[h + 1] in SCALES and SCALES[t.low[h + 1]] <= scale:
        return top / bottom * SCALES[t.low[h + 1]], h + 2
    plain = t.low[a] == "a" and t.low[h] == "half" and t.low[h + 1] not in ("of", "a")
    return (top / bottom * scale, h + 1) if plain or t.kind[h + 1] != WORD else None


def _about(t: Tokens, j: int, value: Decimal) -> Numeral | None:
    """a couple (of) hundred million: `value` times the scales from token j on, roughly."""
    scale, k = scale_after(t, j + 1 if t.low[j] == "of" else j, False)
    return Numeral(value * scale, value * scale, k, Written.WORDS, scale, Bound.ABOUT, True) if scale > 1 else None


def vague_at(t: Tokens, i: int) -> Numeral | None:
    """dozens, hundreds of thousands, a couple of dozen, half a million, half a dozen."""
    word = t.low[i]
    if word in VAGUE:
        low, j = VAGUE[word], i + 1
        if t.low[j] == "of" and t.low[j + 1] in VAGUE and VAGUE[t.low[j + 1]] >= low:
            low, j = low * VAGUE[t.low[j + 1]], j + 2
        elif t.low[j] == "of" and t.low[j + 1] in SCALES:
            low, j = low * SCALES[t.low[j + 1]], j + 2
        return Numeral(low, low * 10, j, Written.WORDS, low, Bound.VAGUE)
    if word in GLYPHS:
        return Numeral(GLYPHS[word], GLYPHS[word], i + 1, Written.DIGITS, Decimal("0.01"), fraction=True)
    h = i + 1 if word == "a" else i
    if t.low[h] in ("half", "quarter") and t.low[h + 1] in ("million", "billion", "trillion"):
        part = _HALF if t.low[h] == "half" else Decimal("0.25")
        return exact(SCALES[t.low[h + 1]] * part, h + 2, Written.WORDS, scaled=True)
    if word == "a" and t.low[i + 1] == "dozen":
        return exact(GROUPS["dozen"], i + 2, Written.WORDS)
    if word == "couple" and (about := _about(t, i + 1, GROUPS[word])) is not None:
        return about
    if word in ("half", "quarter") and (t.low[i + 1] in ("a", "of")):
        a = i + 1 if t.low[i + 1] == "a" else i + 2
        if t.low[a] == "a" and t.low[a + 1] in ("million", "billion", "trillion", "dozen"):
            size = SCALES.get(t.low[a + 1], Decimal(12))
            return exact(size * (_HALF if word == "half" else Decimal("0.25")), a + 2, Written.WORDS, scaled=True)
    if word in GROUPS and t.low[i - 1 if i else t.count] in (
        "a",
        "the",
        "two",
        "three",
        "four",
        "first",
        "last",
        "next",
    ):
        return exact(GROUPS[word], i + 1, Written.WORDS if word == "dozen" else Written.IMPLIED)
    return None
