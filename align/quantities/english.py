"""Figures in English text. The readers run left to right over the tokens; each looks at one shape of figure.

A reader gets the tokens and an index and gives (quantities, index behind) or None; the first that
answers wins. Words are data (packs/quantities/english_*.csv); what this module knows is their order.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from align.model import Span
from align.quantities import english_clock as clock
from align.quantities import english_dates as dates
from align.quantities.english_codes import short_year
from align.quantities.english_figure import bound_of, read_figure
from align.quantities.english_lexer import NUMBER, WORD, Tokens, lexicon
from align.quantities.english_numeral import DENOMINATORS, GLYPHS, GROUPS, ORDINALS, SCALES, SMALL, TENS, VAGUE
from align.quantities.english_numeric import numeric_at
from align.quantities.model import Bound, Kind, Quantity, Written

Read = tuple[list[Quantity], int] | None

_MULTIPLES, _IMPLIED, _DECADES = lexicon("multiple"), lexicon("implied"), lexicon("decade")
_FIGURE_WORDS = {
    *SMALL, *TENS, *VAGUE, *GROUPS, *GLYPHS, "a", "an", "oh", "hundred", "half", "quarter", "several", "few", "number", "#",
}  # fmt: skip
_REGIONS = {"low": (1, 3), "mid": (4, 6), "middle": (4, 6), "high": (7, 9)}
_PERIODS = {"single": 0, "double": 10, "teens": 10}
_UNITS_MANY = lexicon("several")
_ALL_WORDS = {
    *_FIGURE_WORDS, *ORDINALS, *DENOMINATORS, *SCALES, *_MULTIPLES, *_IMPLIED, *_DECADES,
    *dates.MONTHS, *dates.WEEKDAYS, *dates.WEEKDAYS_SHORT, "mid", "low", "high", "middle", "no",
}  # fmt: skip
_DATE_MARKS = {"-", "/", "."}
_TITLES = {"times", "telegraph", "mirror", "post", "express", "mail"}
_TIME_UNITS = {"minute", "hour", "second", "day", "week", "month", "year"}
_NO_ORDINAL_AFTER = {"to", "of", "and", "or", "is", "was", "ago", "later", "each", ".", ","}
_FRACTION_AFTER = {
    "of", "lower", "higher", "less", "more", "fewer", "cheaper", "smaller", "larger", "bigger", "faster",
    "below", "above", "off", "each",
}  # fmt: skip


def place_of(t: Tokens, i: int, j: int) -> dict[str, Any]:
    """`span` and `text` of the tokens i to j."""
    start, end = t.start[i], t.end[j - 1]
    return {"span": Span(start, end), "text": t.text[start:end]}


def find(text: str) -> list[Quantity]:
    """All figures of an English text, in order, not overlapping."""
    t = Tokens(text)
    found: list[Quantity] = []
    i = 0
    while i < t.count:
        kind = t.kind[i]
        read = None
        if kind == NUMBER:
            read = _digits(t, i)
        elif kind == WORD:
            if t.low[i] in _ALL_WORDS:
                read = _words(t, i)
            elif t.kind[i + 1] == NUMBER and t.glued(i + 1):
                i += 1
                continue
        elif t.word[i] == "#" and t.kind[i + 1] == NUMBER:
            read = _numbered(t, i, i + 1)
        if read is None:
            i += 1
        else:
            while read[0] and found and found[-1].span.end > read[0][0].span.start:
                found.pop()  # a code reaches back over a word: twofold24
            found += read[0]
            i = read[1]
    return merge_ranges(text, found)


def _digits(t: Tokens, i: int) -> Read:
    if t.word[i + 1] in _DATE_MARKS or "." in t.word[i]:
        numeric = numeric_at(t, i)
        if numeric is not None:
            return [Quantity(Kind.DATE, **place_of(t, i, numeric[1]), **numeric[0])], numeric[1]
    if (time := clock.time_at(t, i)) is not None:
        return [Quantity(Kind.TIME, **place_of(t, i, time[1]), **time[0])], time[1]
    if dates.ordinal_ending(t, i + 1) and t.word[i].isdecimal() and len(t.word[i]) <= 6:
        return _ordinal(t, i, int(t.word[i]), i + 2, Written.DIGITS)
    of = i + 2 if t.low[i + 1] == "of" and not t.possessive(i + 2) else i + 1
    if t.word[i].isdecimal() and len(t.word[i]) <= 2 and t.low[of] in dates.MONTHS:
        dated = dates.day_month_at(t, i, int(t.word[i]), i + 1)
        if dated is not None:
            return [Quantity(Kind.DATE, **place_of(t, i, dated[1]), **dated[0])], dated[1]
    return short_year(t, i) or read_figure(t, i)


def _words(t: Tokens, i: int) -> Read:
    word = t.low[i]
    if word in dates.MONTHS and (month := dates.month_at(t, i)) is not None:
        return [Quantity(Kind.DATE, **place_of(t, i, month[1]), **month[0])], month[1]
    if word in dates.WEEKDAYS:
        return _weekday(t, i)
    if word in _REGIONS and (region := _region(t, i)) is not None:
        return region
    if word in SMALL and (time := clock.time_at(t, i)) is not None:
        return [Quantity(Kind.TIME, **place_of(t, i, time[1]), **time[0], written=Written.WORDS)], time[1]
    if word in dates.WEEKDAYS_SHORT:
        return _weekday_short(t, i)
    if word in ("half", "quarter", "a") and (past := clock.part_past(t, i)) is not None:
        return [Quantity(Kind.TIME, **place_of(t, i, past[1]), **past[0], written=Written.WORDS)], past[1]
    if word == "no" or word == "number":
        k = i + 2 if t.word[i + 1] == "." else i + 1
        if t.kind[k] == NUMBER or (word == "number" and t.low[k] in SMALL):
            return _numbered(t, i, k)
        return None
    number, j = dates.ordinal_words(t, i)
    if number and (word != "quarter"):
        return _ordinal(t, i, number, j, Written.WORDS)
    if word == "quarter" and (quarter := dates.word_quarter(t, i)) is not None:
        return [Quantity(Kind.QUARTER, **place_of(t, i, quarter[1]), **quarter[0])], quarter[1]
    if word in _FIGURE_WORDS and (read := read_figure(t, i)) is not None:
        return read
    if word in _MULTIPLES:
        return _multiple(t, i)
    if word in _DECADES:
        return _decade(t, i)
    if word in _IMPLIED:
        kind = Kind.FRACTION if _IMPLIED[word] < 1 else Kind.NUMBER
        return [_plain(t, i, i + 1, kind, _IMPLIED[word], Written.IMPLIED)], i + 1
    return None


def _plain(t: Tokens, i: int, j: int, kind: Kind, value: Decimal, written: Written) -> Quantity:
    bound = bound_of(t, i, j)
    return Quantity(kind, **place_of(t, i, j), low=value, high=value, amount=value, written=written, bound=bound)


def _numbered(t: Tokens, i: int, k: int) -> Read:
    raw = str(SMALL[t.low[k]]) if t.low[k] in SMALL else t.word[k]
    if not raw.isdecimal() or len(raw) > 9:
        return None
    written = Written.DIGITS if t.kind[k] == NUMBER else Written.WORDS
    return [_plain(t, i, k + 1, Kind.ORDINAL, Decimal(raw), written)], k + 1


def _weekday(t: Tokens, i: int) -> Read:
    """A weekday; inside a name (The Sunday Times) it counts as implied."""
    title = i > 0 and t.low[i - 1] in ("the", "a") and t.word[i + 1][:1].isupper() and t.kind[i + 1] == WORD
    titled = title or t.low[i + 1] in _TITLES or (t.low[i + 1] == "night" and t.word[i + 1] == "Night")
    written = Written.IMPLIED if titled else Written.WORDS
    return [Quantity(Kind.DATE, **place_of(t, i, i + 1), weekday=dates.WEEKDAYS[t.low[i]], written=written)], i + 1


def _weekday_short(t: Tokens, i: int) -> Read:
    """Wed, 22 of January; Fri 7 June; Mon-Fri: a short name counts only next to a date or another one."""
    j = i + 1
    while t.word[j] in (".", ",", "-", "–") and j < i + 3:
        j += 1
    dated = t.low[j] in dates.MONTHS or (t.kind[j] == NUMBER and (j > i + 1 or t.low[j + 1] in dates.MONTHS))
    listed = t.low[j] in dates.WEEKDAYS_SHORT and t.word[i][:1].isupper() and t.word[j][:1].isupper()
    capital = t.word[i][:1].isupper() or t.low[i] in ("tue", "wed", "thu", "fri")
    last = i > 1 and t.word[i - 1] in ("-", "–") and t.low[i - 2] in dates.WEEKDAYS_SHORT
    if not (capital and (dated or listed or last)):
        return None
    return [
        Quantity(Kind.DATE, **place_of(t, i, i + 1), weekday=dates.WEEKDAYS_SHORT[t.low[i]], written=Written.WORDS)
    ], i + 1


def _ordinal(t: Tokens, i: int, number: int, j: int, written: Written) -> Read:
    """third quarter, first half, 25th of September, 21st century, a third of, third."""
    period = dates.period_at(t, i, number, j)
    if period is not None:
        kind = Kind.QUARTER if "quarter" in period[0] else Kind.HALF
        return [Quantity(kind, **place_of(t, i, period[1]), **period[0], written=written)], period[1]
    dated = dates.day_month_at(t, i, number, j)
    if dated is not None:
        return [Quantity(Kind.DATE, **place_of(t, i, dated[1]), **dated[0], written=written)], dated[1]
    listed = dates.listed_period(t, j)
    if listed and number <= (4 if listed == "quarter" else 2):
        kind = Kind.QUARTER if listed == "quarter" else Kind.HALF
        fields: dict[str, Any] = {listed: number}
        return [Quantity(kind, **place_of(t, i, j), **fields, written=written)], j
    if dates.alone_day(t, i, number, j, written is Written.DIGITS):
        return [Quantity(Kind.DATE, **place_of(t, i, j), day=number, written=written)], j
    before = t.low[i - 1] if i else ""
    value = Decimal(number)
    if number == 1 and written is Written.WORDS and _counts_time(t, j):
        return [], j  # the first nine months: a length of time
    if t.low[j] == "century" or (t.word[j] == "-" and t.low[j + 1] == "century"):
        end = j + 1 if t.low[j] == "century" else j + 2
        place = place_of(t, i, end)
        return [
            Quantity(Kind.ORDINAL, **place, low=value, high=value, amount=value, unit="century", written=written)
        ], end
    if written is Written.WORDS:
        if before in ("a", "one") and t.low[j] in _FRACTION_AFTER and number > 2:
            return [_plain(t, i - 1, j, Kind.FRACTION, 1 / value, written)], j
        if t.low[i] == "second" and (before in ("per", "split", "each", "every") or t.low[j] in ("to", "each")):
            return [], j
        if t.low[i] == "second" and before == "a" and (t.kind[j] != WORD or t.low[j] in _NO_ORDINAL_AFTER):
            return [], j
    plain = _plain(t, i, j, Kind.ORDINAL, value, written)
    unit = t.low[j + 1] if t.word[j] == "-" else t.low[j]
    return [replace(plain, unit_id=unit) if unit in _TIME_UNITS else plain], j


def _counts_time(t: Tokens, i: int) -> bool:
    """Whether a number above one with a unit of time starts at token i."""
    unit = t.low[i + 1].removesuffix("s")
    many = t.kind[i] == NUMBER or (t.low[i] in SMALL and t.low[i] not in ("zero", "one"))
    return many and unit in _TIME_UNITS


def _multiple(t: Tokens, i: int) -> Read:
    word = t.low[i]
    if word == "double" and (t.low[i + 1] in ("digit", "digits") or t.word[i + 1] == "-"):
        return None
    value = _MULTIPLES[word]
    found = _plain(t, i, i + 1, Kind.MULTIPLE, value, Written.IMPLIED)
    return [found], i + 1


def _decade(t: Tokens, i: int) -> Read:
    """the eighties; in his thirties."""
    value = _DECADES[t.low[i]]
    before = t.low[max(0, i - 2) : i]
    if any(word in ("his", "her", "their", "my", "your", "our") for word in before):
        return [replace(_plain(t, i, i + 1, Kind.AGE, value, Written.WORDS), bound=Bound.OVER)], i + 1
    if "the" not in before and not any(word in ("early", "late", "mid", "-") for word in before):
        return None
    return [Quantity(Kind.DATE, **place_of(t, i, i + 1), decade=1900 + int(value), written=Written.IMPLIED)], i + 1


def _region(t: Tokens, i: int) -> Read:
    """mid-teens, high single digits, low double-digit: a vague percentage or count."""
    low, high = _REGIONS[t.low[i]]
    j = i + 1
    while t.word[j] == "-" or (t.low[j] in ("to", "high", "mid") and j < i + 5):
        high = _REGIONS[t.low[j]][1] if t.low[j] in ("high", "mid") else high
        j += 1
    tens, end, step = 0, j + 1, Decimal(1)
    if t.low[j] == "teens":
        tens = 10
    elif t.low[j] in ("single", "double"):
        tens = 0 if t.low[j] == "single" else 10
        k = j + 2 if t.word[j + 1] == "-" else j + 1
        if t.low[k] not in ("digit", "digits"):
            return None
        end = k + 1
    elif t.kind[j] == NUMBER and t.low[j + 1] == "s" and t.glued(j + 1) and t.word[j].isdecimal():
        tens, end = min(int(t.word[j][:4]), 9999), j + 2
        if tens >= 1000:
            return None
        step = Decimal(10) if tens >= 100 else Decimal(1) if tens >= 10 else Decimal("0.1")
    elif t.low[j] in _UNITS_MANY:
        tens, step = int(_UNITS_MANY[t.low[j]]), Decimal("0.1")
    elif t.low[j] in _DECADES:
        tens = int(_DECADES[t.low[j]])
    else:
        return None
    ends: dict[str, Any] = {"low": max(tens + low * step, Decimal(1)), "high": tens + high * step}
    k = end + 1 if t.word[end] == "-" else end
    kind = Kind.PERCENT if t.low[k] in ("percent", "percentage") or t.word[k] == "%" else Kind.NUMBER
    place = place_of(t, i, end)
    return [Quantity(kind, **place, **ends, bound=Bound.VAGUE, written=Written.WORDS)], end


def merge_ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """Joins `2.5% to 3%`, `between 2 % and 3 %` into one range; `from a to b` stays two figures."""
    merged: list[Quantity] = []
    for quantity in found:
        last = merged[-1] if merged else None
        if last is not None and _are_parts(text, last, quantity):
            merged[-1] = _joined_parts(text, last, quantity)
        elif last is not None and _are_range(text, last, quantity):
            span = Span(last.span.start, quantity.span.end)
            low, high = sorted((last.low or Decimal(0), quantity.high or Decimal(0)))
            merged[-1] = Quantity(
                quantity.kind, span, text[span.start : span.end], low=low, high=high, unit=quantity.unit,
                unit_id=quantity.unit_id, amount=last.amount, currency=last.currency or quantity.currency,
                loose_currency=last.loose_currency, bound=last.bound, written=quantity.written,
                precision=last.precision,
            )  # fmt: skip
        else:
            merged.append(quantity)
    return merged


def _are_parts(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether the two are one amount in dollars and cents: 3 dollars 50 cents."""
    if first.kind is not Kind.MONEY or second.kind is not Kind.MONEY or first.currency != second.currency:
        return False
    if first.value is None or second.value is None or second.amount is None or second.value * 100 != second.amount:
        return False
    whole = first.value == first.value.to_integral_value() and first.value == first.amount
    return whole and second.amount < 100 and text[first.span.end : second.span.start].strip() in ("", "and")


def _joined_parts(text: str, first: Quantity, second: Quantity) -> Quantity:
    value = (first.value or Decimal(0)) + (second.value or Decimal(0))
    span = Span(first.span.start, second.span.end)
    words = text[span.start : span.end]
    return replace(first, span=span, text=words, low=value, high=value, amount=value, precision=Decimal("0.01"))


def _are_range(text: str, first: Quantity, second: Quantity) -> bool:
    same = (first.kind, first.unit, first.currency or second.currency) == (
        second.kind, second.unit, second.currency or first.currency,
    )  # fmt: skip
    if not same or first.value is None or second.value is None or first.kind not in _RANGE_KINDS:
        return False
    if first.value >= second.value:
        return False
    gap = second.span.start - first.span.end
    if gap > 5:
        return False
    joint = text[first.span.end : second.span.start].strip()
    before = text[max(0, first.span.start - 9) : first.span.start].lower().split()
    if joint in ("to", "-", "–", "~"):
        return not before or before[-1] not in ("from", "by")
    return joint == "and" and bool(before) and before[-1] == "between"


_RANGE_KINDS = {Kind.PERCENT, Kind.MONEY, Kind.POINT, Kind.MEASURE, Kind.DURATION, Kind.MULTIPLE}
