"""Shares of a whole in Chinese: 三分之二, 一半, 過半, 半小時, 百分之十二點五, 千分之三, 2/3, 14½."""

from __future__ import annotations

import re
from decimal import Decimal

from align.quantities.chinese_line import NEGATIVE, Line, blurred, numeral, quantity
from align.quantities.chinese_numerals import Numeral, read_numeral
from align.quantities.chinese_words import RANGE, RATE, suffixes
from align.quantities.model import Bound, Kind, Quantity

_PERCENT_OF = re.compile(r"([百千万十]{1,3}) {0,2}分 {0,2}之 {0,2}")

_WHOLES = {"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "万万": 8, "百万万": 10}

_PARTS = re.compile(r" {0,2}分 {0,2}之 {0,2}(负?)(?=[零一二两三四五六七八九十百千\d])")

SLASH = re.compile(r"(?:(\d{1,4}) )?(\d{1,3})/(\d{1,3})(?![\d/])")

_AND = re.compile(r" ?又 ?")

VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}

_HALF = re.compile(r"(一半|对半|半数)|(?P<over>过半数?|大半)|(?P<near>近半数?)")

_HALF_POINT = re.compile(r"半个(百分|基)点")
_HALF_UNIT = re.compile(r"半(?:个多?(?=月|小时|钟头|世纪|星期|礼拜|季度))?(?!年夜|天然|日制|月刊)")


def slashed(line: Line, at: int, slash: re.Match[str]) -> list[Quantity] | None:
    """2/3 and 4 1/2 are fractions, 3/15 is the fifteenth of March."""
    whole, over, under = int(slash[1] or 0), int(slash[2]), int(slash[3])
    if slash[1] or (over < under <= 10):
        value = Decimal(whole) + Decimal(over) / Decimal(under)
        return [quantity(line, Kind.FRACTION, at, slash.end(), low=value, high=value, amount=value)]
    if 0 < over <= 12 and under <= 31:
        return [quantity(line, Kind.DATE, at, slash.end(), month=over, day=under)]
    return None


def half(line: Line, at: int) -> list[Quantity] | None:
    """一半, 過半, 近半; 半年, 半小時, 半英寸 count half a unit."""
    text = line.folded
    pattern, table = suffixes()
    share = _HALF.match(text, at)
    point = _HALF_POINT.match(text, at)
    if point is not None:
        value = Decimal("0.5") if point[1] == "百分" else Decimal("0.005")
        unit_id = "" if point[1] == "百分" else "bp"
        return [
            quantity(line, Kind.POINT, at, point.end(), low=value, high=value, amount=Decimal("0.5"), unit_id=unit_id)
        ]
    end = share.end() if share else at
    head = text[end - 1] == "半" and not text.startswith("一半", at)
    place = end - 1 if head else at
    if text[place] != "半":
        place = len(text)
    part = _HALF_UNIT.match(text, place)
    unit = pattern.match(text, part.end()) if part else None
    suffix = table[unit.group()] if unit else None
    if unit is None and part is not None and text.startswith("月", part.end()):
        suffix, unit = table["个月"], re.compile("月").match(text, part.end())
    if suffix is not None and unit is not None and suffix.unit is not None and suffix.word not in ("度", "分", "日"):
        if suffix.word == "码" and RATE.search(text, max(0, place - 12), place):
            eighth, points = Decimal("0.125"), Decimal("12.5")
            return [quantity(line, Kind.POINT, place, unit.end(), low=eighth, high=eighth, amount=points, unit_id="bp")]
        if text[place - 1 : place] in ("上", "下", "前", "后", "一", "大", "小") and place:
            return None
        value = suffix.unit.factor / 2
        fields = {"unit": suffix.unit.base, "unit_id": suffix.unit.id, "amount": Decimal("0.5")}
        return [quantity(line, suffix.unit.kind, place, unit.end(), low=value, high=value, **fields)]
    if share is None:
        return None
    bound = Bound.OVER if share["over"] else Bound.NEARLY if share["near"] else Bound.EXACT
    if share["over"] and text[at - 1 : at] in ("超", "不", "通", "经"):
        return None
    value = Decimal("0.5")
    return [quantity(line, Kind.FRACTION, at, share.end(), low=value, high=value, amount=value, bound=bound)]


def percent_of(line: Line, at: int) -> list[Quantity] | None:
    """百分之三十, 千分之三, 万分之五: all in per cent."""
    text = line.folded
    found = _PERCENT_OF.match(text, at)
    if found is None:
        if text.startswith("百分百", at):
            hundred = Decimal(100)
            return [quantity(line, Kind.PERCENT, at, at + 3, low=hundred, high=hundred, amount=hundred)]
        return None
    if found[1] not in _WHOLES:
        return None
    factor = Decimal(100).scaleb(-_WHOLES[found[1]])
    number = numeral(text, found.end())
    if number is None:
        if not text.startswith("百", found.end()):
            return None
        number = Numeral(found.end(), found.end() + 1, Decimal(100), Decimal(100), "", True)
    low, high = sorted((number.low * factor, number.high * factor))
    first = quantity(
        line, Kind.PERCENT, at, number.end, low=low, high=high, amount=number.low, precision=number.step * factor,
        **blurred(number),
    )  # fmt: skip
    join = RANGE.match(text, number.end)
    if join is None:
        return [first]
    again = _PERCENT_OF.match(text, join.end())
    second = read_numeral(text, again.end() if again else join.end()) if join.end() < len(text) else None
    if second is None or (again is None and suffixes()[0].match(text, second.end)) or second.high <= number.low:
        return [first]
    return [
        quantity(
            line, Kind.PERCENT, at, second.end, low=low, high=second.high * factor, amount=number.low,
            precision=second.step * factor,
        )
    ]  # fmt: skip


def fraction(line: Line, number: Numeral) -> Quantity | None:
    """三分之二, 三又二分之一, 220 2/3, 14½."""
    text, whole, bottom = line.folded, Decimal(0), number
    vulgar = text[number.end : number.end + 1]
    if vulgar in VULGAR and vulgar:
        over, under = VULGAR[vulgar]
        value = number.value + Decimal(over) / Decimal(under)
        return quantity(line, Kind.FRACTION, number.start, number.end + 1, low=value, high=value, amount=value)
    joined = _AND.match(text, number.end)
    if joined is not None:
        below = read_numeral(text, joined.end()) if joined.end() < len(text) else None
        if below is None:
            return None
        whole, bottom = number.value, below
    parts = _PARTS.match(text, bottom.end)
    top = read_numeral(text, parts.end()) if parts else None
    if top is None or not bottom.value:
        return None
    value = whole + top.value / bottom.value
    minus = NEGATIVE.search(text, max(line.done, number.start - 3), number.start)
    if minus is None:
        return quantity(line, Kind.FRACTION, number.start, top.end, low=value, high=value, amount=value)
    value = value if parts and parts[1] else -value
    return quantity(
        line, Kind.FRACTION, minus.start(), top.end, low=value, high=value, amount=value, negative_marked=value < 0
    )
