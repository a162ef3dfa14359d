"""When two atoms say the same: the many right ways of writing one figure, and how far two others are apart."""

from __future__ import annotations

from decimal import Decimal

from align.quantities.atoms import Atom
from align.quantities.model import Kind, Quantity, Written

SAME, EQUIVALENT, LOOSE, CLASH = 0, 1, 2, 3  # how well two atoms fit; a clash has the number but not what it counts
NO_FIT = 9
_SECONDS_PER_MONTH = Decimal(2629800)
_PLAIN = frozenset({Kind.NUMBER, Kind.ORDINAL, Kind.AGE})
_COUNTED = frozenset({Kind.NUMBER, Kind.ORDINAL, Kind.AGE, Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.MULTIPLE})
_MANY = frozenset("多餘余幾几來来")
_HALF_DAY = ("am", "pm", "a.m", "p.m", "上午", "下午", "晚", "早", "凌晨", "中午", "傍晚", "夜")


def fit(source: Atom, target: Atom) -> int:
    """How well the two fit: SAME, EQUIVALENT, LOOSE, CLASH or NO_FIT."""
    groups = (source.group, target.group)
    if groups == ("number", "number"):
        return _numbers(source, target)
    if source.group == target.group:
        if source.group == "code":
            return SAME if source.key == target.key else NO_FIT
        if source.group == "time":
            return _times(source, target)
        if source.group in ("year", "decade") and min(source.low, target.low) < 100:
            return EQUIVALENT if source.low % 100 == target.low % 100 else NO_FIT
        return SAME if source.low == target.low else NO_FIT
    return _across(source, target)


def _times(source: Atom, target: Atom) -> int:
    if source.low == target.low:
        return SAME
    marked = [any(mark in atom.quantity.text.lower() for mark in _HALF_DAY) for atom in (source, target)]
    if abs(source.low - target.low) == 720 and not all(marked):
        return EQUIVALENT
    return NO_FIT


def _across(source: Atom, target: Atom) -> int:
    """Atoms of different groups: 1950 as a year or a number, Type-2 against 2類, 4.40 against 4:40."""
    groups = {source.group, target.group}
    if groups <= {"number", "score"}:
        number, other = (source, target) if source.group == "number" else (target, source)
        if number.low == other.low and number.quantity.kind in _COUNTED:
            return EQUIVALENT if number.quantity.kind in _PLAIN else LOOSE
        return NO_FIT
    if "code" in groups and groups & {"number", "year"} and (match := _code_number(source, target)):
        return match
    if "code" in groups and groups & {"number", "score", "quarter", "month", "half"}:
        code, other = (source, target) if source.group == "code" else (target, source)
        return LOOSE if code.quantity.low is not None and code.quantity.low == other.low else NO_FIT
    if "time" in groups and "number" in groups:
        return _time_number(source, target)
    if "decade" in groups and groups & {"year", "number"}:
        decade, other = (source, target) if source.group == "decade" else (target, source)
        return LOOSE if other.low in (decade.low, decade.low % 100) else NO_FIT
    if "number" in groups and source.low == target.low:
        number = source if source.group == "number" else target
        return LOOSE if number.quantity.kind in _COUNTED else NO_FIT
    if "year" in groups and "number" in groups:
        year, number = (source, target) if source.group == "year" else (target, source)
        return LOOSE if year.low % 100 == number.low and number.quantity.kind is Kind.NUMBER else NO_FIT
    return NO_FIT


def _code_number(source: Atom, target: Atom) -> int:
    """007 as a number, the year in SS19."""
    code, other = (source, target) if source.group == "code" else (target, source)
    digits = "".join(c for c in code.key if c.isdecimal())[:12]
    if not digits:
        return 0
    if other.group == "year":
        return LOOSE if other.low - int(digits) in (0, 1900, 2000) else 0
    return LOOSE if code.key == digits and int(digits) == other.low else 0


def _time_number(source: Atom, target: Atom) -> int:
    time, number = (source, target) if source.group == "time" else (target, source)
    hour, minute = divmod(int(time.low), 60)
    clock = Decimal(hour) + Decimal(minute) / 100
    twelve = clock - 12 if clock >= 13 else clock
    return LOOSE if number.low in (clock, twelve) else NO_FIT


def _numbers(source: Atom, target: Atom) -> int:
    a, b = source.quantity, target.quantity
    kinds = {a.kind, b.kind}
    if source.vague or target.vague:
        return _vague(source, target)
    level = _value_level(source, target)
    if len(kinds) == 1:
        if a.kind is Kind.MONEY:
            same = currencies_agree(a, b)
            return (level if same else CLASH) if level < NO_FIT else NO_FIT
        if a.kind in (Kind.MEASURE, Kind.DURATION):
            return _measures(source, target, level)
        if a.kind is Kind.PERCENT and b.text.endswith("折") and source.low + target.low == 100:
            return EQUIVALENT  # 20 percent off: 八折
        if a.kind is Kind.MULTIPLE and level == NO_FIT and abs(source.low - target.low) == 1:
            return LOOSE  # tripled: 翻了三倍, 增加兩倍
        return level
    return _mixed(source, target, level)


def _value_level(source: Atom, target: Atom) -> int:
    a, b = source.low, target.low
    if a == b:
        return SAME
    if source.quantity.kind is Kind.NUMBER and b in (a * 10**6, a * 10**9):
        amount = target.quantity.kind is Kind.MONEY and source.quantity.written is Written.DIGITS
        if amount or a != a.to_integral_value():
            return LOOSE  # of the $150 million 90 is in the plan: 9,000 萬美元
    if abs(a) == abs(b):
        return EQUIVALENT
    if rounded(source, target):
        return EQUIVALENT
    over = any(_MANY.intersection(atom.quantity.text) for atom in (source, target))
    if over and 0 < min(a, b) < max(a, b) and min(a, b) >= 10:
        low = min(a, b)
        step = Decimal(10) ** low.adjusted()
        bounded = target if b == low else source
        if _MANY.intersection(bounded.quantity.text) and max(a, b) < low + step and low % step == 0:
            return EQUIVALENT  # 十多: 10 to 19
    return NO_FIT


def rounded(source: Atom, target: Atom) -> bool:
    """Whether the translation gives the source's value to fewer digits (28,583 as 2.86萬)."""
    return rounded_values(source.low, target.low, source.quantity.precision, target.quantity.precision)


def rounded_values(fine: Decimal, coarse: Decimal, given: Decimal | None, place: Decimal | None) -> bool:
    """Whether `coarse`, whose last digit stands at `place`, is `fine` (last digit at `given`) rounded."""
    if place is None or given is None or place <= given or not coarse:
        return False
    return abs(fine - coarse) * 2 <= place and place * 20 <= abs(coarse)


def _measures(source: Atom, target: Atom, level: int) -> int:
    a, b = source.quantity, target.quantity
    if a.kind is Kind.DURATION and a.unit_id != b.unit_id and level != SAME and _one_in_words(source, target):
        return NO_FIT  # from a year ago is not 一季
    if a.unit == b.unit:
        if level < NO_FIT:
            return level
        if _other_scale(source, target) and _near(source.low, target.low):
            return EQUIVALENT  # five feet four as 1.6 metres
        return CLASH if source.amount == target.amount and a.unit_id != b.unit_id else NO_FIT
    if a.kind is Kind.DURATION:
        months = [x.low / _SECONDS_PER_MONTH if x.quantity.unit == "s" else x.low for x in (source, target)]
        if abs(months[0] - months[1]) * 20 <= max(months):
            return EQUIVALENT  # 60 days as two months
    if "°" in (a.unit, b.unit) and source.amount == target.amount:
        return EQUIVALENT  # degrees without the scale
    if level == SAME or source.amount == target.amount:
        return CLASH
    return NO_FIT


def _mixed(source: Atom, target: Atom, level: int) -> int:
    a, b = source.quantity, target.quantity
    kinds = {a.kind, b.kind}
    if Kind.FRACTION in kinds:
        fraction, other = (source, target) if a.kind is Kind.FRACTION else (target, source)
        if other.quantity.kind is Kind.PERCENT:
            return EQUIVALENT if abs(fraction.low * 100 - other.low) < Decimal("0.7") else NO_FIT
        if other.quantity.kind is Kind.POINT and fraction.quantity is a and "point" in a.text:
            return level
        return EQUIVALENT if level < NO_FIT and other.quantity.kind in (Kind.NUMBER, Kind.MULTIPLE) else NO_FIT
    if kinds == {Kind.PERCENT, Kind.POINT}:
        return CLASH if source.low == target.low or source.amount == target.amount else NO_FIT
    if kinds == {Kind.PERCENT, Kind.MULTIPLE}:
        percent, multiple = (source, target) if a.kind is Kind.PERCENT else (target, source)
        near = percent.low / 100
        if near in (multiple.low, multiple.low - 1, multiple.low + 1):
            return EQUIVALENT
        return CLASH if percent.low == multiple.low else NO_FIT
    if kinds == {Kind.MONEY, Kind.MEASURE} and a.loose_currency and a.currency == "GBP" and b.unit == "g":
        grams = source.low * Decimal("453.59237")
        if b.unit_id != "pound" and source.amount != target.amount and _near(grams, target.low):
            return EQUIVALENT  # 130 pounds as 60 kilograms
    if a.unit_id == "metre" and a.text.endswith("m") and (source.amount or 0) * 1000000 == target.low:
        return EQUIVALENT  # 1.5m followers
    counted = source.amount is not None and source.amount == target.amount
    grammar = _one_in_words(source, target) and not a.is_range
    if (not counted and level == NO_FIT) or (grammar and not kinds <= _PLAIN):
        return NO_FIT
    if kinds & {Kind.PERCENT, Kind.POINT}:
        if a.kind is Kind.NUMBER and counted:
            return LOOSE  # roughly 90 (basis points, said before) came from labour
        return CLASH if counted else NO_FIT
    if kinds <= _PLAIN:
        return level if level else EQUIVALENT
    words = Written.DIGITS not in (a.written, b.written) and source.low < 13
    if words and Kind.NUMBER in kinds and kinds & {Kind.DURATION, Kind.MEASURE, Kind.MONEY} and not _elliptic(a):
        return NO_FIT  # two years is not 兩個 of something
    ids = {a.unit_id, b.unit_id}
    if Kind.ORDINAL in kinds and not kinds <= _PLAIN and Written.WORDS in (a.written, b.written) and source.low < 13:
        return NO_FIT
    if kinds & {Kind.NUMBER, Kind.ORDINAL} or (kinds == {Kind.AGE, Kind.DURATION} and "year" in ids):
        return LOOSE
    if kinds == {Kind.MONEY, Kind.MEASURE} and (a.loose_currency or b.loose_currency) and "pound" in ids:
        return EQUIVALENT
    return CLASH


def _one_in_words(source: Atom, target: Atom) -> bool:
    """Whether both count one of something and a word does (a year, one minute, 一季): mostly a rate or an adverb."""
    written = {source.quantity.written, target.quantity.written}
    return source.amount == 1 == target.amount and bool(written & {Written.WORDS, Written.IMPLIED})


def _elliptic(source: Quantity) -> bool:
    """Whether the source leaves the unit out (nine days, now four), which the translation may put in."""
    return source.kind is Kind.NUMBER


def _other_scale(source: Atom, target: Atom) -> bool:
    """Whether the two count in units of different size (miles and kilometres, not miles and miles per hour)."""
    if source.amount is None or target.amount is None or source.amount == target.amount:
        return False
    return source.low * target.amount != target.low * source.amount


def _near(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) * 33 <= max(abs(a), abs(b))


def _vague(source: Atom, target: Atom) -> int:
    """hundreds: 數百, 300, 上百; never 數千."""
    a, b = source, target
    if a.vague and b.vague:
        if a.low == b.low:
            return SAME
        return LOOSE if a.low < b.high and b.low < a.high else NO_FIT
    vague, exact = (a, b) if a.vague else (b, a)
    region = vague.high < 5 * vague.low  # mid-teens; hundreds reach tenfold
    slack = _region_slack(vague) if region else Decimal(0)
    inside = vague.low - slack <= exact.low <= vague.high + slack if region else vague.low <= exact.low < vague.high
    return LOOSE if inside and exact.quantity.kind is not Kind.ORDINAL else NO_FIT


def _region_slack(vague: Atom) -> Decimal:
    """How far outside a region a single figure may stand for it: the high twenties may be nearly 30, the low 80s 80."""
    width = vague.high - vague.low
    return width / 2 if vague.low < 13 and vague.low == vague.low.to_integral_value() else width * Decimal("0.75")


def currencies_agree(a: Quantity, b: Quantity) -> bool:
    """Whether the two can be the same currency; a writing shared by several agrees with any of its family."""
    return a.currency == b.currency or not a.currency or not b.currency


def soft(q: Quantity) -> bool:
    """Whether the figure is in words only, so that it may stand for no figure in the other language."""
    return q.written is not Written.DIGITS
