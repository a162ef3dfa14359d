"""A figure written in Chinese, in the style of the line it is for: the inverse of the Chinese reader.

`render(quantity, style_of(line))` says 3,400萬美元 or 3400 万美元 for a source figure of USD 34 million.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from align.quantities.chinese_text import fold
from align.quantities.chinese_words import suffixes
from align.quantities.chinese_write import han, plain, scaled
from align.quantities.model import Basis, Bound, Change, Kind, Quantity, Written
from align.quantities.tables import Currency, Unit, currencies, units


@dataclass(frozen=True)
class Style:
    """How a line writes its figures. `favourites` are unit and currency words that the line uses already."""

    simplified: bool = False
    space: bool = False
    comma: bool = True
    symbol: bool = False
    """Currency as a symbol before the number (NT$3億) and not as a word behind it."""
    season: str = "季"
    """季 or 季度."""
    week: str = "週"
    """週, 星期 or 禮拜."""
    favourites: frozenset[str] = frozenset()
    currency_first: bool = False
    """新台幣 24 億元 and not 24 億元新台幣."""
    han: bool = False
    """Small counts in words: 三年 and not 3年."""


_SPACED = re.compile(r"\d [\u4e00-\u9fff]|[\u4e00-\u9fff] \d")
_GLUED = re.compile(r"\d[\u4e00-\u9fff]|[\u4e00-\u9fff]\d")
_CURRENCY_FIRST = re.compile(r"(?:[新台臺][台臺]?[幣币]|人民[幣币]) ?[約约近逾]? ?\d")
_COMMA = re.compile(r"\d,\d{3}")
_NO_COMMA = re.compile(r"(?<![\d.,])\d{4,}(?![年\d.,]| 年)")
_SYMBOL = re.compile(r"[$€£¥￥₩] ?\d")
_SIMPLIFIED = re.compile(r"[万亿两个们这说时为从过还进发经业务财亏损净]")
_TRADITIONAL = re.compile(r"[萬億兩個們這說時為從過還進發經業務財虧損淨]")
_BOUNDS = {
    Bound.ABOUT: "約", Bound.NEARLY: "近", Bound.OVER: "超過", Bound.AT_LEAST: "至少", Bound.UNDER: "不到",
    Bound.AT_MOST: "最多",
}  # fmt: skip
_VAGUE = {1: "數十", 2: "數百", 3: "數千", 4: "數萬", 5: "數十萬", 6: "數百萬", 7: "數千萬", 8: "數億"}
_SHARED = frozenset({"公里", "公斤", "度", "天", "年", "秒"})
"""Unit names that both scripts share although the table knows another one of the mainland too."""
_REGIONS = {
    (0, 3): "低個位數", (4, 6): "中個位數", (7, 9): "高個位數", (10, 13): "低雙位數", (14, 16): "中雙位數",
    (17, 19): "高雙位數",
}  # fmt: skip
_IN_YUAN = frozenset({"TWD", "CNY"})
"""Currencies whose Chinese name is not that of the coin: the amount is given in 元."""
_OPPOSITES = {
    "增加": "減少", "成長": "下降", "增長": "下降", "上升": "下降", "上漲": "下跌", "上揚": "下滑", "攀升": "下滑",
    "提升": "下降", "提高": "降低", "調升": "調降", "上調": "下調", "增至": "降至", "升至": "降至", "漲": "跌",
    "擴大": "縮小", "擴張": "收縮", "激增": "驟降", "飆升": "驟降", "暴增": "銳減", "年增": "年減", "季增": "季減",
    "月增": "月減", "同比增": "同比降", "環比增": "環比降", "高出": "低於", "增幅": "減幅", "升幅": "降幅",
    "漲幅": "跌幅", "升高": "降低", "升值": "貶值", "高於": "低於", "年降": "年增", "季降": "季增", "下滑": "上升",
    "衰退": "成長", "縮減": "增加", "收窄": "擴大", "少於": "多於", "減至": "增至", "負成長": "成長", "負增長": "增長",
    "萎縮": "成長", "收縮": "擴張", "調低": "調升", "削減": "增加", "裁減": "增加", "驟降": "激增", "銳減": "暴增",
}  # fmt: skip
_COUNTED_IN = {"decade": "year", "fortnight": "week"}
_THIRDS = frozenset({Decimal(2), Decimal("0.2")})
_DAYPARTS = ((5, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
_MOVES = {
    (Change.UP, Basis.YEAR): "年增", (Change.DOWN, Basis.YEAR): "年減", (Change.UP, Basis.QUARTER): "季增",
    (Change.DOWN, Basis.QUARTER): "季減", (Change.UP, Basis.MONTH): "月增", (Change.DOWN, Basis.MONTH): "月減",
    (Change.UP, Basis.NONE): "增加", (Change.DOWN, Basis.NONE): "減少",
}  # fmt: skip
_TO_SIMPLIFIED = str.maketrans(
    "頭後約過數萬億兩點會財減個週與雙長漲揚調擴張縮環於幅驟銳飆貶負萎裁",
    "头后约过数万亿两点会财减个周与双长涨扬调扩张缩环于幅骤锐飙贬负萎裁",
)


def style_of(line: str, simplified: bool | None = None) -> Style:
    """The habits of a Chinese line; where it shows none, those of a Taiwanese transcript."""
    if simplified is None:
        simplified = len(_SIMPLIFIED.findall(line)) > len(_TRADITIONAL.findall(line))
    spaced, glued = len(_SPACED.findall(line)), len(_GLUED.findall(line))
    comma = bool(_COMMA.search(line)) or not _NO_COMMA.search(line)
    week = next((w for w in ("禮拜", "礼拜", "星期") if w in line), "周" if simplified else "週")
    words = [w for unit in units() for w in unit.zh] + [w for money in currencies() for w in money.zh]
    return Style(
        simplified=simplified,
        space=spaced > glued,
        comma=comma,
        symbol=bool(_SYMBOL.search(line)),
        season="季度" if "季度" in line or (simplified and "季" not in line) else "季",
        week=week,
        favourites=frozenset(w for w in words if len(w) > 1 and w in line),
        currency_first=_CURRENCY_FIRST.search(line) is not None,
    )


def render(quantity: Quantity, style: Style) -> str | None:
    """The figure in Chinese, with the word for its bound; None when it has no Chinese writing here.

    Reading the result gives the same `meaning()` as long as the quantity is exact.
    """
    text = _dated(quantity, style) or _valued(quantity, style)
    if text is None:
        return None
    text = (bound_word(quantity.bound, style) or "") + text
    return text.translate(_TO_SIMPLIFIED) if style.simplified else text


def change_words(change: Change, basis: Basis, simplified: bool = False, to: bool = False) -> str:
    """The words for a direction: 年增, 季減, 增加, 減少; with `to`: 增至, 減至. Empty without a direction."""
    if change is Change.NONE:
        return ""
    if to:
        return "增至" if change is Change.UP else "减至" if simplified else "減至"
    words = _MOVES[change, basis]
    return words.translate(_TO_SIMPLIFIED) if simplified else words


def opposite(word: str) -> str | None:
    """The word for the other direction, in the word's own script: 減少 for 增加, 年减 for 年增."""
    for up, down in _OPPOSITES.items():
        for one, other in ((up, down), (down, up)):
            if word == one:
                return other
            if word == one.translate(_TO_SIMPLIFIED):
                return other.translate(_TO_SIMPLIFIED)
    return None


def bound_word(bound: Bound, style: Style) -> str | None:
    """The word for a bound (超過, 不到); "" for an exact figure, None for a vague one."""
    if bound is Bound.VAGUE:
        return None
    word = _BOUNDS.get(bound, "") + (" " if style.space and bound in _BOUNDS else "")
    return word.translate(_TO_SIMPLIFIED) if style.simplified else word


def _dated(q: Quantity, style: Style) -> str | None:
    """Dates, quarters, halves, clock times, scores and codes."""
    gap = " " if style.space else ""
    year = f"{q.year}{gap}年" if q.year is not None else ""
    if q.kind is Kind.QUARTER and q.quarter is not None:
        return f"{_year(q, style)}第{han(q.quarter)}{style.season}"
    if q.kind is Kind.HALF and q.half is not None:
        return f"{_year(q, style)}{'上' if q.half == 1 else '下'}半年"
    if q.kind is Kind.DATE:
        if q.decade is not None:
            return f"{q.decade}{gap}年代"
        if q.fiscal and q.year is not None:
            return _year(q, style)
        month = f"{q.month}{gap}月" if q.month is not None else ""
        day = f"{q.day}{gap}日" if q.day is not None else ""
        weekday = f"{style.week}{'一二三四五六日'[q.weekday - 1]}" if q.weekday is not None else ""
        return gap.join(part for part in (year, month, day, weekday) if part) or None
    if q.kind is Kind.TIME and q.hour is not None:
        part = next(word for until, word in _DAYPARTS if q.hour < until)
        hour = q.hour - 12 if q.hour > 12 else q.hour
        return f"{part}{gap}{hour}:{q.minute:02d}" if q.minute else f"{part}{gap}{hour}{gap}點"
    if q.kind is Kind.SCORE:
        return "-".join(plain(part) for part in q.parts)
    if q.kind in (Kind.CODE, Kind.OPAQUE):
        return q.text
    return None


def _year(q: Quantity, style: Style) -> str:
    if q.year is None:
        return ""
    gap = " " if style.space else ""
    if q.fiscal:
        return f"{q.year}{gap}{'财年' if style.simplified else '會計年度'}"
    return f"{q.year}{gap}年"


def _valued(q: Quantity, style: Style) -> str | None:
    """Everything that has a value: the number with what belongs before and behind it."""
    if q.low is None or q.high is None:
        return None
    if q.bound is Bound.VAGUE and q.high == 10 * q.low and q.kind in (Kind.NUMBER, Kind.MONEY, Kind.DURATION):
        return _vague(q, style)
    region = _REGIONS.get((int(q.low), int(q.high))) if q.bound is Bound.VAGUE else None
    if region is not None and q.kind in (Kind.NUMBER, Kind.PERCENT):
        return region + ("百分比" if q.kind is Kind.PERCENT else "")
    if q.bound is Bound.VAGUE and q.kind in (Kind.NUMBER, Kind.PERCENT) and q.high < 100 and q.high - q.low in _THIRDS:
        return _third(q.low, q.high, "%" if q.kind is Kind.PERCENT else "", style)
    if q.kind is Kind.FRACTION:
        return _fraction(q.low) if q.low == q.high else None
    if q.kind is Kind.ORDINAL:
        return _ordinal(q, style)
    before, behind, size = _around(q, style)
    if behind is None:
        return None
    low, high = q.low / size, q.high / size
    if style.han and low == high and low == int(low) and 0 < low <= 10 and behind.isalpha() and not behind.isascii():
        return f"{before}{'兩' if low == 2 else han(int(low))}{behind}"
    if style.han and low == high and low == int(low) and 0 < low <= 10 and q.kind is Kind.NUMBER:
        return "兩" if low == 2 else han(int(low))
    top = _number(high, style)
    gap = " " if behind and behind != "%" and ((style.space and top.isascii()) or behind.isascii()) else ""
    if q.kind is Kind.MULTIPLE and low == high == 2 and q.written is Written.IMPLIED:
        return "兩倍"
    if low == high:
        return f"{before}{top}{gap}{behind}"
    if (low < 10_000 <= high) or (low < 10**8 <= high):
        return f"{before}{plain(low, style.comma)}{behind if behind == '%' else ''}至{plain(high, style.comma)}{gap}{behind}"
    between = " 至 " if style.space else "至"
    return f"{before}{_number(low, style)}{behind if behind == '%' else ''}{between}{top}{gap}{behind}"


def _third(low: Decimal, high: Decimal, sign: str, style: Style) -> str | None:
    """40% 中段 for 44 to 46 %, 6% 後段 for 6.7 to 6.9 %; None for other ends."""
    step = (high - low) / 2
    base = low // (step * 10) * step * 10
    word = {1: "出頭", 4: "中段", 7: "後段"}.get(int((low - base) / step))
    if word is None or not base:
        return None
    return f"{plain(base)}{sign}{' ' if style.space else ''}{word}"


def _number(value: Decimal, style: Style) -> str:
    value = value.normalize()
    if 1900 <= value <= 2099:
        return plain(value)  # with its comma: without one it would be a year
    return scaled(value, style.comma, style.space, style.simplified)


def _around(q: Quantity, style: Style) -> tuple[str, str | None, Decimal]:
    """What stands before and behind the number, and how many base units one of the number is."""
    one = Decimal(1)
    fixed = {Kind.NUMBER: "", Kind.PERCENT: "%", Kind.MULTIPLE: "倍", Kind.AGE: "岁" if style.simplified else "歲"}
    if q.kind in fixed:
        return "", fixed[q.kind], one
    if q.kind is Kind.POINT:
        if q.unit_id == "bp":
            return "", "個基點", Decimal("0.01")
        return "", "個百分點", one
    if q.kind is Kind.MONEY:
        return _money(q, style)
    if q.kind in (Kind.MEASURE, Kind.DURATION):
        unit = _units().get(_COUNTED_IN.get(q.unit_id, q.unit_id))
        return ("", None, one) if unit is None else ("", _word(unit, style), unit.factor)
    return "", None, one


def _money(q: Quantity, style: Style) -> tuple[str, str | None, Decimal]:
    money = _currencies().get(q.currency)
    if money is None or not q.currency:
        return "", "元", Decimal(1)
    if style.symbol and money.symbols:
        return money.symbols[0], "", Decimal(1)
    word = _word(money, style)
    if q.currency in _IN_YUAN and word is not None:
        gap = " " if style.space else ""
        return (f"{word}{gap}", "元", Decimal(1)) if style.currency_first else ("", f"元{word}", Decimal(1))
    return "", word, Decimal(1)


def _word(owner: Unit | Currency, style: Style) -> str | None:
    """The Chinese name in the script of the line; one that the line uses already comes first."""
    if isinstance(owner, Unit):
        return _unit_word(owner, style)
    used = next((w for w in owner.zh if w in style.favourites and (fold(w) == w or not style.simplified)), None)
    if used is not None:
        return used
    return fold(owner.zh[0]) if style.simplified else owner.zh[0]


def _unit_word(unit: Unit, style: Style) -> str | None:
    """The Chinese name of a unit that is read as this unit again; its symbol when there is none."""
    table = suffixes()[1]
    known = [w for w in unit.zh if (s := table.get(fold(w))) and s.unit is not None and s.unit.id == unit.id]
    named = [w for w in known if w[0] not in "百十一"]
    if not named:
        return unit.en[0] if unit.en else None
    used = next((w for w in named if w in style.favourites and (fold(w) == w or not style.simplified)), None)
    if used is not None:
        return used
    first = named[0]
    if not style.simplified or first in _SHARED:
        return first
    if fold(first) != first:
        return fold(first)
    return next((w for w in named[1:] if fold(w) == w), first)


def _vague(q: Quantity, style: Style) -> str | None:
    low = q.low if q.low is not None else Decimal(0)
    unit = _units().get(q.unit_id) if q.kind is Kind.DURATION else None
    count = low / unit.factor if unit is not None else low
    exponent = len(str(int(count))) - 1
    if count != Decimal(10) ** exponent or exponent not in _VAGUE:
        return None
    behind = _word(unit, style) if unit is not None else _money(q, style)[1] if q.kind is Kind.MONEY else ""
    return None if behind is None else _VAGUE[exponent] + behind


def _fraction(value: Decimal) -> str | None:
    """三分之二, 一半, 一又二分之一; None for values that are no simple fraction."""
    ratio = Fraction(value).limit_denominator(100)
    if abs(Decimal(ratio.numerator) / Decimal(ratio.denominator) - value) > Decimal("1e-18") or value <= 0:
        return None
    whole, top = divmod(ratio.numerator, ratio.denominator)
    if ratio == Fraction(1, 2):
        return "一半"
    if not top:
        return None
    return (han(whole) + "又" if whole else "") + f"{han(ratio.denominator)}分之{han(top)}"


def _ordinal(q: Quantity, style: Style) -> str | None:
    if q.low is None or q.low != int(q.low):
        return None
    gap = " " if style.space else ""
    if q.unit == "century":
        return f"{int(q.low)}{gap}{'世纪' if style.simplified else '世紀'}"
    if q.written is not Written.DIGITS and q.low <= 99:
        return f"第{han(int(q.low))}"
    return f"第{gap}{plain(q.low, style.comma)}"


@cache
def _units() -> dict[str, Unit]:
    return {unit.id: unit for unit in units()}


@cache
def _currencies() -> dict[str, Currency]:
    return {money.code: money for money in currencies()}
