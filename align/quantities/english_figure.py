"""One English figure: a numeral with its currency, percent sign, unit, age, range end; or a code around digits."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from align.model import Span
from align.quantities import english_dates as dates
from align.quantities.english_lexer import MARK, NUMBER, WORD, Tokens, bounds, lexicon, match_phrase, phrases
from align.quantities.english_numeral import (
    DENOMINATORS,
    GROUPS,
    ORDINALS,
    SCALES,
    Numeral,
    digits_at,
    exact,
    scale_after,
    vague_at,
    words_at,
)
from align.quantities.model import Bound, Kind, Quantity, Written
from align.quantities.tables import currencies, units

Read = tuple[list[Quantity], int] | None

_UNITS = {unit.id: unit for unit in units()}
_UNIT_PHRASES, _MONEY_PHRASES = phrases("units"), phrases("money")
_BEFORE, _AFTER = bounds("before"), bounds("after")
_SIGNS: dict[str, tuple[str, bool]] = {}
_PREFIXES: dict[str, str] = {}
_SIGN_PREFIXES: dict[str, str] = {}
for _currency in currencies():
    for _symbol in _currency.symbols:
        if _symbol.isalpha():
            _PREFIXES[_symbol] = _currency.code
        elif len(_symbol) == 1:
            _SIGNS[_symbol] = (_currency.code, False)
        else:
            _SIGN_PREFIXES[_symbol.rstrip("$¥")] = _currency.code
    for _symbol in _currency.loose_en:
        if not _symbol[0].isalpha():
            _SIGNS.setdefault(_symbol, (_currency.code, True))
_SIGNS["¥"] = _SIGNS["￥"] = ("", True)
_NOT_CODE = {"mid", "pre", "post", "sub", "top", "under", "over", "early", "late", "ex", "non", "to", "vs", "v"}
_TIMES = {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"}
_FILLERS = {"a", "an", "the", "another", "next", "last", "past"}
_PERSONS = {"man", "woman", "boy", "girl", "actor", "actress", "driver", "player", "presenter", "student", "also"}
_RANGE_MARKS = {"-", "–", "~", "—", "−"}
_SILENT_ONE_BEFORE = {
    "no", "any", "every", "some", "this", "that", "which", "the", "each", "another", "someone", "other",
    "'s", "only", "such", "of", "new", "big", "first", "last", "next", "than",
}  # fmt: skip
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
_TIMES_AFTER = {"as", "more", "higher", "larger", "the", "greater", "compared", "bigger", "faster", "over", "its", "our", "less", "of", "that", "what", "lower", "this"}  # fmt: skip


def read_figure(t: Tokens, i: int) -> Read:
    """The figure whose numeral starts at token i (its currency may stand before it), or None."""
    if t.kind[i] == NUMBER:
        special = _glued_left(t, i) or _glued_right(t, i) or _decade(t, i) or _phone(t, i)
        if special is not None:
            return special
    code, loose, start = _currency_before(t, i)
    numeral = _numeral(t, i, bool(code) or loose)
    if numeral is None:
        return None
    if numeral.written is not Written.DIGITS and (word := _word_only(t, i, numeral)) is not None:
        return word
    if _year_figure(t, i, numeral, bool(code) or loose):
        return _year(t, i)
    before = t.low[start - 1] if start else ""
    high, end = None, numeral.end
    if before != "from" or not (code or loose or numeral.scaled):  # from $41 million to $96 million: two figures
        high, end = _range_end(t, numeral, bool(code) or loose, before == "between")
    if high is None and numeral.end == i + 1 and (score := _score(t, i)) is not None:
        return score
    if high is not None and (numeral.scaled is False and high.scaled):
        factor = high.precision if high.precision > 1 else Decimal(1)
        scale, _ = _scale_of(t, numeral.end, end)
        if scale > 1 and numeral.low < high.low:
            numeral = replace(numeral, low=numeral.low * scale, high=numeral.high * scale, precision=factor)
    return _typed(t, start, numeral, high, end, code, loose)


def _scale_of(t: Tokens, i: int, j: int) -> tuple[Decimal, int]:
    scale = Decimal(1)
    for k in range(i, j):
        if t.low[k] in SCALES:
            scale *= SCALES[t.low[k]]
        elif t.kind[k] == WORD and t.glued(k) and t.word[k] in lexicon("suffix"):
            scale *= lexicon("suffix")[t.word[k]]
    return scale, j


def _place(t: Tokens, i: int, j: int) -> dict[str, Any]:
    start, end = t.start[i], t.end[j - 1]
    return {"span": Span(start, end), "text": t.text[start:end]}


def _numeral(t: Tokens, i: int, money: bool) -> Numeral | None:
    if t.kind[i] == NUMBER:
        numeral = digits_at(t, i, money)
    else:
        numeral = words_at(t, i) or vague_at(t, i) or _few(t, i) or _half(t, i)
    if numeral is not None:
        k = numeral.end + 1 if t.low[numeral.end] == "of" else numeral.end
        if t.low[k] == "dozen":
            dozens = numeral.low * GROUPS["dozen"]
            return replace(numeral, low=dozens, high=dozens, end=k + 1)
    return numeral


def _few(t: Tokens, i: int) -> Numeral | None:
    """several hundred, a few thousand."""
    if t.low[i] in ("several", "few") and t.low[i + 1] in SCALES:
        low, j = SCALES[t.low[i + 1]], i + 2
        if t.low[j] in SCALES:
            low, j = low * SCALES[t.low[j]], j + 1
        return Numeral(low, low * 10, j, Written.WORDS, low, Bound.VAGUE)
    return None


def _half(t: Tokens, i: int) -> Numeral | None:
    """half, a quarter, a third: as a share or before a unit of time."""
    k = i + 1 if t.low[i] in ("a", "an") else i
    word, after = t.low[k], t.low[k + 1]
    if word == "half" and not (i and t.low[i - 1] in ("and", "-")):
        if t.low[k + 1] == "-" or after in ("time", "way"):
            return None
        if after in ("a", "an") and t.low[k + 2] in (
            "hour",
            "year",
            "day",
            "century",
            "decade",
            "mile",
            "month",
            "percent",
            "point",
        ):
            return exact(Decimal("0.5"), k + 2, Written.WORDS)
        return replace(exact(Decimal("0.5"), k + 1, Written.IMPLIED), fraction=True)
    if (
        k > i
        and word in _TIMES
        and (bound_of(t, i, i) or after in ("ago", "later", "earlier", "before", "after", "or"))
    ):
        return exact(Decimal(1), k, Written.IMPLIED)  # at least a week, an hour later
    if k == i or (word not in DENOMINATORS and word not in ("third", "fourth", "fifth", "sixth", "tenth")):
        return None
    if word == "quarter" and (t.word[k + 1] == "-" or after in ("over", "on")):
        return None  # a quarter-over-quarter increase
    of = after in ("of", "lower", "higher", "less", "more", "fewer", "cheaper", "smaller", "larger", "off")
    by = i > 0 and t.low[i - 1] in ("by", "nearly", "almost", "than") and word != "quarter"
    if of or by or (i > 0 and t.low[i - 1] == "by"):
        value = DENOMINATORS.get(word) or ORDINALS[word]
        return replace(exact(1 / value, k + 1, Written.WORDS), fraction=True)
    return exact(Decimal(1), k, Written.IMPLIED) if word == "quarter" else None


def _word_only(t: Tokens, i: int, numeral: Numeral) -> Read:
    """What only words can be: `one` that counts nothing, two thirds, fractions."""
    j = numeral.end
    if numeral.fraction:
        kind = {"kind": Kind.FRACTION, "written": numeral.written}
        value = numeral.low
        return [_build(t, i, j, value, value, value, numeral, **kind)], j
    if t.low[i] == "one" and j == i + 1:
        before = t.low[i - 1] if i else ""
        hyphen = t.word[j] == "-" and t.low[j + 1] in ("off", "time", "sided", "stop", "offs")
        if before in _SILENT_ONE_BEFORE or t.low[j] in _SILENT_ONE_AFTER or hyphen:
            return [], j
    k = j + 1 if t.word[j] == "-" else j
    singular = (
        numeral.low == 1
        and (t.low[k] in ORDINALS or t.low[k] in ("half", "quarter"))
        and t.low[k] not in ("first", "second")
    )
    denominator = DENOMINATORS.get(t.low[k]) or (ORDINALS.get(t.low[k]) if singular else None)
    if denominator is None or numeral.low >= denominator * 3:
        if t.low[j] in ("in", "out") and numeral.low < 20:
            return _one_in(t, i, numeral)
        return None
    if denominator == 4 and t.low[k].startswith("quarter") and t.word[j] != "-" and t.low[k + 1] != "of":
        return None  # three quarters: a time, read as a unit
    if numeral.low == 1 and t.word[j] != "-" and t.low[k + 1] not in ("of", "the") and t.low[k] != "half":
        return None
    value = numeral.low / denominator
    return [_build(t, i, k + 1, value, value, value, numeral, kind=Kind.FRACTION)], k + 1


def _one_in(t: Tokens, i: int, numeral: Numeral) -> Read:
    """one in five, two out of three."""
    k = numeral.end + (2 if t.low[numeral.end] == "out" and t.low[numeral.end + 1] == "of" else 1)
    second = words_at(t, k) if t.kind[k] == WORD else None
    if second is None and t.kind[k] == NUMBER and not dates.is_year(t, k):
        second = digits_at(t, k)
    if second is None or second.low <= numeral.low:
        return None
    if t.low[numeral.end] == "in" and numeral.low > 1 and second.low not in (3, 4, 5, 10, 100, 1000):
        return None
    if match_phrase(t, second.end, _UNIT_PHRASES)[0]:
        return None
    value = numeral.low / second.low
    return [_build(t, i, second.end, value, value, value, numeral, kind=Kind.FRACTION)], second.end


def _build(
    t: Tokens, i: int, j: int, low: Decimal, high: Decimal, amount: Decimal | None, numeral: Numeral, **more: Any
) -> Quantity:
    fields: dict[str, Any] = {"kind": Kind.NUMBER, "written": numeral.written, "precision": numeral.precision}
    bound = numeral.bound if numeral.bound is not Bound.EXACT else bound_of(t, i, j)
    fields.update(low=low, high=high, amount=amount, bound=bound, **_place(t, i, j))
    fields.update(more)
    return Quantity(**fields)


def bound_of(t: Tokens, i: int, j: int) -> Bound:
    """The bound words right before token i or right behind token j."""
    before = i
    while before and before > i - 2 and t.low[before - 1] in _FILLERS:
        before -= 1
    for end in {before, i}:
        for length in (4, 3, 2, 1):
            if end >= length:
                phrase = " ".join(t.low[end - length : end])
                if phrase in _BEFORE and not (phrase == "more than" and t.kind[end - length - 1] == NUMBER):
                    return _BEFORE[phrase]
    for length in (2, 1):
        phrase = " ".join(t.low[j : j + length])
        if phrase in _AFTER:
            return _AFTER[phrase]
    return Bound.EXACT


def _currency_before(t: Tokens, i: int) -> tuple[str, bool, int]:
    """(code, whether loose, index of the first token of the currency) written before the numeral at token i."""
    if not i:
        return "", False, i
    k = i - 1
    if t.word[k] in ("(", "-", "−") and k and t.word[k - 1] in _SIGNS:
        k -= 1
    if t.kind[k] == MARK and t.word[k] in _SIGNS:
        code, loose = _SIGNS[t.word[k]]
        if k and t.kind[k - 1] == WORD and t.glued(k) and t.word[k - 1] in _SIGN_PREFIXES:
            return _SIGN_PREFIXES[t.word[k - 1]], False, k - 1
        dotted = k >= 4 and t.word[k - 4 : k] == ["U", ".", "S", "."]
        return (code, loose, k) if not dotted else ("USD", False, k - 4)
    if t.kind[k] == WORD and t.word[k] in _PREFIXES and len(t.word[k]) > 1:
        return _PREFIXES[t.word[k]], False, k
    return "", False, i


def _range_end(t: Tokens, numeral: Numeral, money: bool, between: bool) -> tuple[Numeral | None, int]:
    """The second end of `9 to 12`, `70-90`, `$30 to $35`: (numeral or None, index behind it)."""
    j = numeral.end
    if t.low[j] != "to" and t.word[j] not in _RANGE_MARKS and not (between and t.low[j] == "and"):
        return None, j
    k = j + 1
    if t.word[k] in _SIGNS and money:
        k += 1
    elif (t.word[k] in _PREFIXES or t.word[k] in _SIGN_PREFIXES) and money:
        k += 2 if t.word[k + 1] in _SIGNS else 1
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
    scale, _ = _scale_of(t, k, second.end)
    comparable = numeral.low if numeral.scaled else numeral.low * scale
    if second.low <= comparable and not (first_glued and _unit_follows(t, second.end)):
        return None, j
    if not (money or numeral.scaled or second.scaled or _unit_follows(t, second.end)) and first_glued:
        return None, j
    return second, second.end


def _unit_follows(t: Tokens, j: int) -> bool:
    k = j + 1 if t.word[j] == "-" else j
    if t.low[k] in ("%", "percent", "per", "percentage", "basis", "times", "x", "bps", "pct", "people"):
        return True
    return bool(match_phrase(t, k, _UNIT_PHRASES)[0] or match_phrase(t, k, _MONEY_PHRASES)[0])


def _typed(t: Tokens, start: int, numeral: Numeral, high: Numeral | None, end: int, code: str, loose: bool) -> Read:
    """Gives the figure its kind by what stands around it."""
    low, top = numeral.low, high.high if high is not None else numeral.high
    more: dict[str, Any] = {"amount": low}
    first = start
    if code or loose:
        more.update(kind=Kind.MONEY, currency=code, loose_currency=loose)
    else:
        end = _unit(t, end, more)
    factor = more.pop("factor", Decimal(1))
    low, top = low * factor, top * factor
    sign = start > 0 and t.word[start - 1] in ("-", "−") and (start < 2 or t.start[start - 1] > t.end[start - 2])
    if (sign and t.glued(start)) or (start > 0 and t.low[start - 1] in ("minus", "negative")):
        low, top, first = -top, -low, start - 1
        more["negative_marked"] = True
    elif code and t.word[start + 1] == "(" and t.word[end] == ")":
        scale, end = scale_after(t, end + 1, True)
        low, top = -top * scale, -low * scale
        more["negative_marked"], more["amount"] = True, low
    amount = more.pop("amount")
    if "kind" not in more and _is_age(t, start, end, low):
        more["kind"] = Kind.AGE
    found = [_build(t, first, end, low, top, amount, numeral, **more)]
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
        inch, amount = _UNITS["inch"], Decimal(t.word[k])
        value = amount * inch.factor
        more = {"kind": Kind.MEASURE, "unit": inch.base, "unit_id": inch.id}
        return [_build(t, k, k + 1, value, value, amount, replace(numeral, written=Written.DIGITS), **more)], k + 1
    return [], j


def _unit(t: Tokens, j: int, more: dict[str, Any]) -> int:
    """Reads percent, points, times, age, currency word or unit at token j into `more`; the index behind it."""
    k = j + 1 if t.word[j] == "-" and t.glued(j) and t.glued(j + 1) else j
    word, after = t.low[k], t.low[k + 1]
    percent = _percent(t, k, more)
    if percent:
        return percent
    if word in ("times", "x", "fold", "×") and (word != "x" or t.glued(k) or t.kind[k + 1] != NUMBER):
        whole = more["amount"] == more["amount"].to_integral_value()
        if word == "times" and whole and after not in _TIMES_AFTER:
            return k + 1
        more["kind"] = Kind.MULTIPLE
        return k + 1
    if word == "of" and more["amount"] >= 1000 and k == j:
        k += 1
    name, end = match_phrase(t, k, _MONEY_PHRASES)
    if name:
        if name[0] == "/":
            more["factor"] = Decimal("0.01")
        more.update(kind=Kind.MONEY, currency=name.lstrip("/~"), loose_currency=name[0] in "/~")
        return end
    name, end = match_phrase(t, k, _UNIT_PHRASES)
    if not name or t.low[j] == "of":
        return j
    return _measured(t, name, end, more, j)


def _percent(t: Tokens, k: int, more: dict[str, Any]) -> int:
    word, after = t.low[k], t.low[k + 1]
    end = 0
    if word in ("%", "percent", "pct", "percents") or (word == "per" and after == "cent"):
        end = k + 2 if word == "per" else k + 1
        more["kind"] = Kind.PERCENT
        skip = end + 1 if t.word[end] == "-" else end
        if t.low[skip] in ("points", "point"):
            more["kind"], end = Kind.POINT, skip + 1
    elif word in ("percentage", "pp", "ppt", "ppts", "pps"):
        if word == "percentage" and t.low[k + 1 + (t.word[k + 1] == "-")] not in ("point", "points"):
            return 0
        more["kind"] = Kind.POINT
        end = k + 2 + (t.word[k + 1] == "-") if word == "percentage" else k + 1
    elif (
        word in ("bps", "bp", "bips")
        or (word == "basis" and after.startswith("point"))
        or (word == "basis" and t.word[k + 1] == "-" and t.low[k + 2].startswith("point"))
    ):
        more.update(kind=Kind.POINT, unit_id="bp", factor=Decimal("0.01"))
        end = k + 1 if word != "basis" else k + (3 if t.word[k + 1] == "-" else 2)
    return end


def _measured(t: Tokens, name: str, end: int, more: dict[str, Any], j: int) -> int:
    unit = _UNITS[name]
    symbol = t.word[end - 1] in ("m", "s", "g", "h", "V", "J", "W", "C", "F", "b", "B", "°")
    if symbol and not (t.glued(j) or unit.base in ("W", "°C", "°F")):
        return j
    if name == "year":
        skip = end + 1 if t.word[end] == "-" else end
        if t.low[skip] in ("old", "olds") or (t.low[end] == "of" and t.low[end + 1] == "age"):
            more["kind"] = Kind.AGE
            return skip + 1 if t.low[end] != "of" else end + 2
    if name == "second" and t.low[end - 1] == "second" and more["amount"] != 1 and t.word[j] != "-":
        return j
    more.update(kind=unit.kind, unit=unit.base, unit_id=unit.id, factor=unit.factor)
    return end


def _year_figure(t: Tokens, i: int, numeral: Numeral, money: bool) -> bool:
    if money or t.kind[i] != NUMBER:
        return numeral.end > i + 1 and 1900 <= numeral.low <= 2100 and not money and t.kind[i] == WORD and (
            t.low[i] in ("nineteen", "twenty") and not _unit_follows(t, numeral.end) and numeral.precision == 1
            and "thousand" not in t.low[i : numeral.end] and "hundred" not in t.low[i : numeral.end]
        )  # fmt: skip
    if numeral.end != i + 1 or not dates.is_year(t, i):
        return False
    if t.word[i + 1] == "-" and t.low[i + 2] == "year" and t.word[i + 3] == "-":
        return False
    if _unit_follows(t, i + 1) and t.low[i + 1 + (t.word[i + 1] == "-")] not in ("year", "quarter", "to", "in"):
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


def _year(t: Tokens, i: int) -> Read:
    """2023; 1950-53, 2018/19; FY2025 is read from its letters."""
    fiscal = i > 0 and (
        t.low[i - 1] in ("fiscal", "fy") or (t.low[i - 1] == "year" and i > 1 and t.low[i - 2] == "fiscal")
    )
    if t.kind[i] == WORD:
        numeral = words_at(t, i)
        if numeral is None:
            return None
        place = _place(t, i, numeral.end)
        return [Quantity(Kind.DATE, **place, year=int(numeral.low), fiscal=fiscal, written=Written.WORDS)], numeral.end
    year = int(t.word[i])
    found = [Quantity(Kind.DATE, **_place(t, i, i + 1), year=year, fiscal=fiscal)]
    j = i + 1
    mark = t.word[j] in ("-", "–", "/") and t.glued(j) and t.kind[j + 1] == NUMBER and t.glued(j + 1)
    if mark and t.word[j + 1].isdecimal() and len(t.word[j + 1]) == 2 and int(t.word[j + 1]) > year % 100:
        second = year - year % 100 + int(t.word[j + 1])
        found.append(Quantity(Kind.DATE, **_place(t, j + 1, j + 2), year=second, fiscal=fiscal))
        j += 2
    return found, j


def _decade(t: Tokens, i: int) -> Read:
    """1980s, in his 40s, the '80s."""
    raw = t.word[i]
    k = i + 2 if t.word[i + 1] in ("'", "’") and t.glued(i + 1) else i + 1
    if t.low[k] != "s" or not t.glued(k) or not raw.isdecimal() or not raw.endswith("0") or len(raw) not in (2, 4):
        return None
    place = _place(t, i, k + 1)
    if len(raw) == 4:
        return [Quantity(Kind.DATE, **place, decade=int(raw))], k + 1
    before = t.low[max(0, i - 2) : i]
    if any(word in ("his", "her", "their", "my", "your", "our") for word in before):
        value = Decimal(raw)
        return [Quantity(Kind.AGE, **place, low=value, high=value, amount=value, bound=Bound.OVER)], k + 1
    return [Quantity(Kind.DATE, **place, decade=1900 + int(raw))], k + 1


def _score(t: Tokens, i: int) -> Read:
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
    place = _place(t, i, j)
    if any(not p.replace(".", "", 1).isdecimal() or len(p) > 4 for p in parts) or len("".join(parts)) > 7:
        return [Quantity(Kind.OPAQUE, **place, code="".join(c for c in place["text"] if c.isdigit()))], j
    return [Quantity(Kind.SCORE, **place, parts=tuple(Decimal(p) for p in parts))], j


def _phone(t: Tokens, i: int) -> Read:
    """0800 555 111: a leading zero and further groups of digits."""
    if not t.word[i].startswith("0") or not t.word[i].isdecimal() or len(t.word[i]) < 2:
        return None
    j = i + 1
    while t.kind[j] == NUMBER and t.word[j].isdecimal() and t.start[j] == t.end[j - 1] + 1:
        j += 1
    place = _place(t, i, j)
    return [Quantity(Kind.OPAQUE, **place, code="".join(t.word[i:j]))], j


def _glued_left(t: Tokens, i: int) -> Read:
    """Letters before the digits: Q4 FY25, H1, FY2025, A1466, Type-2, COVID-19."""
    hyphen = i > 1 and t.word[i - 1] == "-" and t.glued(i) and t.glued(i - 1)
    k = i - 2 if hyphen else i - 1
    if k < 0 or t.kind[k] != WORD or not t.glued(i):
        return None
    letters = t.word[k]
    if not hyphen and letters in _PREFIXES:
        return None
    if letters in ("Q", "H", "FY", "CY") and t.word[i].isdecimal() and not hyphen:
        return _period_code(t, k, i)
    if hyphen and (letters.lower() in _NOT_CODE or not letters[:1].isupper() or letters in _PREFIXES):
        return None
    if hyphen and (letters.lower() in dates.MONTHS or letters.lower() in dates.WEEKDAYS):
        return None
    return _code(t, k, i + 1)


def _period_code(t: Tokens, k: int, i: int) -> Read:
    number = int(t.word[i][:9])
    if t.word[k] in ("FY", "CY"):
        year = number if number > 999 else 2000 + number
        return [Quantity(Kind.DATE, **_place(t, k, i + 1), year=year, fiscal=t.word[k] == "FY")], i + 1
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
    return [Quantity(kind, **_place(t, k, end), **fields)], end


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
    return [Quantity(Kind.CODE, **_place(t, k, j), code=code, low=value, high=value, amount=value)], j


def _glued_right(t: Tokens, i: int) -> Read:
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
            return [Quantity(Kind.QUARTER if what == "quarter" else Kind.HALF, **_place(t, i, end), **fields)], end
    if hyphen:
        return _code(t, i, k + 1) if letters.isupper() and len(letters) <= 2 else None
    if letters in lexicon("suffix") or letters.lower() in SCALES or not letters[0].isupper():
        return None
    if match_phrase(t, k, _UNIT_PHRASES)[0] or match_phrase(t, k, _MONEY_PHRASES)[0]:
        return None
    return _code(t, i, k + 1)
