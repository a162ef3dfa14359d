"""A Chinese numeral with what stands around it: money, percentages, units, ages, counts, and ranges of them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from align.quantities.chinese_line import NEGATIVE, Line, blurred, is_han, numeral, quantity
from align.quantities.chinese_numerals import DIGITS, LARGE, SMALL, Numeral
from align.quantities.chinese_shares import fraction
from align.quantities.chinese_words import RANGE, RATE, Suffix, money_before, not_after, suffixes
from align.quantities.model import Bound, Kind, Quantity, Written

_AND_HALF = re.compile(r"个[半多](月|小时|钟头|星期|礼拜|世纪|季度)")

_TENTH_REST = re.compile(r" ?([一二三四五六七八九])(?![十百千万亿个名成到至年月倍折人]|、)|半")

_SCALE_END = re.compile(r"[十百千]?[万亿兆]{1,2}\Z|[百千]\Z")
_GROWTH = re.compile(
    r"(?<!最)(?:增加|成长|增长|增|升|涨|提高|扩大|高出|多出|高|快|翻|大)(?:了|超过|逾|近|将近|约|大约|达|不止|到)* ?\Z"
)

_AFTER_DEGREE = frozenset("高温气左以上角电C的，,。、;)）之间内到至或和与")

_BEFORE_ONE = frozenset("这那每进另哪某任同唯单统专逐合不上下前后哪新之")

_NOT_TENTH = frozenset("立为本功果效长员交绩就熟分型名份都因了千百")


def counted(line: Line, at: int) -> list[Quantity] | None:
    """A numeral with what follows and precedes it: money, percent, units, counts, ranges, fractions."""
    text = line.folded
    number = numeral(text, at)
    if number is None:
        return None
    share = fraction(line, number)
    if share is not None:
        return [share]
    suffix, end = suffix_at(text, number)
    join = RANGE.match(text, end) if number.blur != "vague" else None
    if join is not None:
        both = _range(line, number, suffix, join)
        if both is not None:
            return [both]
    if suffix is None and not _stands_alone(text, number):
        return None
    if suffix is not None and not _counts(text, number, suffix):
        return None
    return [_build(line, number, number, suffix, end)]


def _stands_alone(text: str, number: Numeral) -> bool:
    """Whether a numeral with nothing after it is a figure: digits always, 三百 too, a lone 三 hardly ever."""
    word = text[number.start : number.end]
    if any(c.isdigit() for c in word) or (number.scaled and number.end - number.start > 1):
        return True
    if number.end - number.start > 2:
        return True
    after, before = text[number.end : number.end + 1], text[number.start - 1 : number.start]
    if after == "、" and text[number.end + 1 : number.end + 2] in DIGITS:
        return bool(suffixes()[0].match(text, number.end + 2))
    if word == "零" or number.low != number.high:
        return False
    return not (is_han(after) or is_han(before) or after.isalpha() or before.isalpha())


def _counts(text: str, number: Numeral, suffix: Suffix) -> bool:
    """Whether 一 before a measure word is one, and not an article or part of a phrase."""
    word = text[number.start : number.end]
    if word == "一":
        before = text[number.start - 1 : number.start]
        return before not in _BEFORE_ONE and (suffix.role != "classifier" or suffix.lone)
    return not (word == "零" and not suffix.lone)


def suffix_at(text: str, number: Numeral) -> tuple[Suffix | None, int]:
    """The suffix word after a numeral, if it fits, and where the figure then ends."""
    gap = number.end
    while gap < number.end + 4 and text[gap : gap + 1] in (" ", "\u00a0"):
        gap += 1
    pattern, table = suffixes()
    half = _AND_HALF.match(text, gap)
    if half is not None:
        return table.get("个" + half[1]) or table[half[1]], half.end()
    found = pattern.match(text, gap)
    if found is None:
        return None, number.end
    suffix = table[found.group()]
    if (
        suffix.word == "度"
        and number.han
        and not number.scaled
        and text[found.end() : found.end() + 1] not in _AFTER_DEGREE
    ):
        return table["次"], found.end()
    if unfit(text, suffix, found.end(), len(text[number.start : number.end]) == 1):
        return None, number.end
    return suffix, found.end()


def unfit(text: str, suffix: Suffix, end: int, short: bool) -> bool:
    """Whether the word only begins like the suffix (5 升至 is no litre, 三成立 no 30 per cent)."""
    after = text[end : end + 1]
    if suffix.role == "tenth":
        return after in _NOT_TENTH and after != ""
    if suffix.word.isascii() and suffix.word.isalpha():
        return after.isascii() and after.isalpha()
    return bool(after) and after in not_after().get(suffix.word, "")


def _range(line: Line, number: Numeral, suffix: Suffix | None, join: re.Match[str]) -> Quantity | None:
    """9到12個月, 70-90%, 2至3億, 2%到3%: one figure with two ends of one kind."""
    text = line.folded
    if join.end() >= len(text):
        return None
    second = numeral(text, join.end())
    if second is None or fraction(line, second) is not None:
        return None
    last, end = suffix_at(text, second)
    listed = join.group() == "、"
    if listed and (suffix is not None or last is None or second.low - number.low != 1 or not number.han):
        return None
    if suffix is not None and (last is None or last.role != suffix.role or last.unit != suffix.unit):
        return None
    low = number.low
    if suffix is None and not number.scaled and (size := _trailing_scale(text, second)) * low < second.high:
        low *= size
    if low >= second.high or (last is None and "-" in join.group()):
        return None
    if listed:
        return None
    first = replace(number, low=low, high=low)
    return _build(line, first, second, last, end)


def _trailing_scale(text: str, number: Numeral) -> Decimal:
    """The scale that the first end shares with the second: 2至3億 are hundreds of millions both."""
    found = _SCALE_END.search(text, number.start, number.end)
    size = Decimal(1)
    for char in found.group().strip() if found else "":
        size *= SMALL.get(char) or LARGE[char]
    return size


def _build(line: Line, first: Numeral, second: Numeral, suffix: Suffix | None, end: int) -> Quantity:
    """The quantity of a numeral (or of the two ends of a range) with its suffix and what stands before it."""
    text = line.folded
    start, low, high = first.start, first.low, second.high
    amount, step = first.low, second.step
    fields: dict[str, Any] = blurred(second)
    extra = Decimal(0)
    between = text[second.end : end].lstrip()
    halved = suffix is not None and (suffix.unit is not None or suffix.role == "times") and _half_follows(text, end)
    if between.startswith("个半") or halved:
        extra = Decimal("0.5")
        end += 0 if between.startswith("个半") else 1
    elif between.startswith("个多"):
        fields["bound"] = Bound.OVER
    if suffix is not None and suffix.role == "tenth" and (more := _TENTH_REST.match(text, end)):
        extra = Decimal("0.5") if more[0] == "半" else Decimal(DIGITS[more[1]]) / 10
        end = more.end()
    amount, low, high = amount + extra, low + extra, high + extra
    kind, scale, said, end = _meaning(text, first if first.low == second.low else replace(first, places=0), suffix, end)
    fields |= said
    if kind is Kind.DATE:
        return quantity(line, kind, start, end, **fields)
    start, prefix = _money(line, start, kind, suffix)
    if prefix:
        kind = Kind.MONEY
        fields |= prefix
    if prefix and suffix is not None and suffix.role == "classifier":
        end = second.end
    if suffix is not None and suffix.role == "classifier":
        end = second.end
    minus = NEGATIVE.search(text, max(line.done, start - 3), start)
    if minus is not None:
        start, low, high, amount = minus.start(), -high, -low, -amount
        fields["negative_marked"] = True
    if suffix is not None and suffix.role == "dozen":
        amount *= 12
    if kind is Kind.POINT and suffix is not None and suffix.word == "码":
        amount *= 25  # a 碼 of the central bank is a quarter of a point
    written = Written.DIGITS if any(c.isdigit() for c in text[first.start : second.end]) else Written.WORDS
    return quantity(
        line, kind, start, end, low=low * scale, high=high * scale, amount=amount, precision=step * scale,
        written=written, **fields,
    )  # fmt: skip


def _half_follows(text: str, end: int) -> bool:
    return text[end : end + 1] == "半" and text[end + 1 : end + 2] not in ("导", "岛", "场", "数", "年", "夜", "决")


def _meaning(text: str, number: Numeral, suffix: Suffix | None, end: int) -> tuple[Kind, Decimal, dict[str, Any], int]:
    """Kind, factor to the kind's unit, further fields and the end, as the suffix says."""
    one = Decimal(1)
    if suffix is None:
        year = number.places == 4 and 1900 <= number.value <= 2099 and "," not in text[number.start : number.end]
        if year and number.low == number.high == int(number.low) and number.step == 1:
            return Kind.DATE, one, {"year": int(number.value)}, end
        return Kind.NUMBER, one, {}, end
    role, unit = suffix.role, suffix.unit
    if suffix.word == "码" and RATE.search(text, max(0, number.start - 12), number.start):
        return Kind.POINT, Decimal("0.25"), {"unit_id": "bp"}, end
    if role == "unit" and unit is not None:
        kind = unit.kind
        return kind, unit.factor, {"unit": unit.base, "unit_id": unit.id}, end
    if role in ("money", "sub") and suffix.currency is not None:
        return Kind.MONEY, Decimal("0.01") if role == "sub" else one, {"currency": suffix.currency.code}, end
    if role == "loose":
        return Kind.MONEY, one, {"loose_currency": True}, end
    if role == "tenth":
        return Kind.PERCENT, Decimal(10), {}, end
    if role == "discount":
        shift = 10 if number.places < 2 and number.low <= 10 else 1
        return Kind.PERCENT, Decimal(shift), {}, end
    if role == "dozen":
        return Kind.NUMBER, Decimal(12), {}, end
    if role == "times":
        grown = number.low == 1 and _GROWTH.search(text, max(0, number.start - 8), number.start)
        return Kind.MULTIPLE, Decimal(2) if grown else one, {}, end
    simple = {
        "percent": (Kind.PERCENT, one),
        "permille": (Kind.PERCENT, Decimal("0.1")),
        "point": (Kind.POINT, one),
        "basis": (Kind.POINT, Decimal("0.01")),
        "age": (Kind.AGE, one),
    }
    kind, factor = simple.get(role, (Kind.NUMBER, one))
    return kind, factor, {"unit_id": "bp"} if role == "basis" else {}, end


def _money(line: Line, start: int, kind: Kind, suffix: Suffix | None) -> tuple[int, dict[str, Any]]:
    """A currency written before the numeral, when what follows does not contradict it."""
    if suffix is not None and suffix.role not in ("loose", "classifier", "money"):
        return start, {}
    text = line.folded
    if text[start - 1 : start] == "" or (kind == Kind.DATE and not text[start - 1].isascii()):
        return start, {}
    pattern, table = money_before()
    found = pattern.search(text, max(line.done, start - 14), start)
    if found is None:
        return start, {}
    currency, loose = table[found[1]]
    if suffix is not None and suffix.role == "money" and suffix.currency != currency:
        return (found.start(), {}) if loose else (start, {})
    begin = found.start() if not found[2].strip(" :") else start
    return begin, {"currency": currency.code, "loose_currency": loose and suffix is None}
