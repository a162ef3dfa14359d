"""Figures of Chinese text (Traditional, Simplified, full-width or spaced) as typed quantities.

Numerals are in `chinese_numerals`, dates and times in `chinese_dates`, shares in `chinese_shares`, counted
things in `chinese_counted`, codes in `chinese_codes`, word lists in the packs. Grammar after the numeral and
date patterns of CLDR's zh and zh_Hant data and GB/T 15835 (use of numerals in publications).
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from align.quantities.chinese_codes import latin, opaque
from align.quantities.chinese_counted import counted, unfit
from align.quantities.chinese_dates import read_date, read_time, read_years
from align.quantities.chinese_line import Line, from_found, quantity
from align.quantities.chinese_numerals import DIGITS, read_numeral
from align.quantities.chinese_regions import change_to_level, region
from align.quantities.chinese_shares import SLASH, VULGAR, half, percent_of, slashed
from align.quantities.chinese_words import bounds, silent, suffixes
from align.quantities.model import Bound, Kind, Quantity, Written

_START = re.compile(
    r"[0-9零一二两三四五六七八九十百千万亿廿卅几数第周星礼首末翻双½⅓⅔¼¾⅕⅛]|(?<=[逾近约破达过])[百千万亿兆]"
    r"|[上前](?=[半百千万亿兆十世])|[下后](?=半)|好(?=几[十百千万亿])|成(?=[百千万])|民国(?=[ \d元一二三四五六七八九百十])"
    r"|[A-Za-z](?=[A-Za-z]{0,7}[- .']{0,2}[0-9])|半(?=[成折年月天日小个数世英公里码磅吨升秒分])|[过大近](?=半)|对(?=[半折])|[低中高](?=[低高]?[个单两双三]位数)|[个单](?=位数)|[倍加](?=[增倍])|(?<![.\d])\.(?=\d)|https?:|www\."
)

_LONG = re.compile(r"[零一二三四五六七八九]{41,}")
_DIGITS = re.compile(r"(?P<part>[低中高]{0,2})(?P<size>[个单两双三])位数(?!学|字|据)(?P<percent>百分比|的?百分点)?")
_REGIONS = {"低": (0, 3), "中": (4, 6), "高": (7, 9), "中低": (0, 6), "低中": (0, 6), "中高": (4, 9)}
_HALF_RATES = ("对折", "半折", "半成")
_LINK = re.compile(r"(?:https?:|www\.)[!-~]+")

_SCORE = re.compile(
    r"(\d{1,3}) ?(?:[-:–—]|比) ?(\d{1,3})(?![\d/]|[.,-]\d)"
    r"|([零一二三四五六七八九十])比([零一二三四五六七八九十])(?![较例一利])"
)

_FIRST = re.compile(r"首(?=[次度家个位座批轮场例款届份条项支部艘架台张枚名期])(?!个?季)(?!位于|度假|批准)")

_DOUBLE = re.compile(r"翻(?:了)?(?:倍|一?番|一倍)|倍增|加倍|双倍|翻了?(?P<n>[两二三四])番")

_WON = tuple("战胜负败平和大小险领击完惨输赢之落逆分")

_COUNTING = frozenset(DIGITS) | frozenset("十百千万几数0123456789")

_UNBOUNDED = frozenset({Kind.DATE, Kind.CODE, Kind.OPAQUE, Kind.QUARTER, Kind.HALF, Kind.ORDINAL, Kind.SCORE})


def find(text: str) -> list[Quantity]:
    """All figures of Chinese text in order, not overlapping. Linear in its length; never raises."""
    line = Line(text)
    found: list[Quantity] = []
    at, size = 0, len(text)
    while at < size:
        start = _START.search(line.folded, at)
        if start is None:
            break
        here = start.start()
        quantities, end = _read(line, here)
        found.extend(quantities)
        if quantities:
            line.done = end
        at = max(end, here + 1)
    return [region(line, _bounded(line, one)) for q in found for one in change_to_level(line, q)]


def _read(line: Line, at: int) -> tuple[list[Quantity], int]:
    """What begins at a place and where it ends; nothing and the next place when it is no figure."""
    text = line.folded
    char = text[at]
    if run := _LONG.match(text, at):
        return [], run.end()
    if char in "hw" and (link := _LINK.match(text, at)):
        return [], link.end()
    if char.isascii() and char.isalpha():
        return latin(line, at)
    if _is_silent(text, at):
        return [], _skip_silent(text, at)
    if char.isdigit() and (code := opaque(line, at)):
        return code
    if char in "低中高个单两双三" and (digits := _DIGITS.match(text, at)):
        return _region(line, at, digits), digits.end()
    for one in (_dated, _special, _scored, counted):
        quantity = one(line, at)
        if quantity is not None:
            return quantity, quantity[-1].span.end
    return [], at + 1


def _is_silent(text: str, at: int) -> bool:
    here, later = silent()
    found = here.match(text, at)
    if found is not None:
        if text[at] in "百千万亿" and text[at - 1 : at] in tuple("逾近约破达过"):
            return False
        return not (found.group().endswith("分") and text.startswith(("之", " 之"), found.end()))
    return any(at > i and pattern.match(text, at - i - 1) for i, pattern in enumerate(later))


def _skip_silent(text: str, at: int) -> int:
    found = silent()[0].match(text, at)
    return found.end() if found else at + 1


def _dated(line: Line, at: int) -> list[Quantity] | None:
    text = line.folded
    clock = read_time(text, at) if text[at] in DIGITS or text[at].isdigit() or text[at] in "十廿" else None
    if clock is not None and clock.start >= line.done:
        return [from_found(line, clock)]
    years = read_years(text, at) if text[at] in "12" else None
    if years is not None:
        return [from_found(line, one) for one in years]
    found = read_date(text, at)
    return None if found is None else [from_found(line, found)]


def _special(line: Line, at: int) -> list[Quantity] | None:
    """Ordinals with 第 and 首, 翻倍, 一半, percentages with 百分之, fractions with a slash."""
    text = line.folded
    char = text[at]
    if char == "第":
        gap = at + 1 + (text[at + 1 : at + 2] == " ")
        number = read_numeral(text, gap) if gap < len(text) else None
        if number is None or number.low != number.high:
            return None
        value = number.value
        return [quantity(line, Kind.ORDINAL, at, number.end, low=value, high=value, amount=value)]
    if char == "首" and text[at - 1 : at] not in _COUNTING and (first := _FIRST.match(text, at)):
        one = Decimal(1)
        return [
            quantity(line, Kind.ORDINAL, at, first.end() + 1, low=one, high=one, amount=one, written=Written.IMPLIED)
        ]
    if char in "翻倍加双" and (double := _DOUBLE.match(text, at)):
        value = Decimal(2) ** (DIGITS[double["n"]] if double["n"] else 1)
        return [
            quantity(
                line, Kind.MULTIPLE, at, double.end(), low=value, high=value, amount=value, written=Written.IMPLIED
            )
        ]
    if text.startswith(_HALF_RATES, at):
        rate = Decimal(5 if text[at + 1] == "成" else 50)
        return [quantity(line, Kind.PERCENT, at, at + 2, low=rate, high=rate, amount=rate)]
    if char in "一对半过大近":
        return half(line, at)
    if char in "百千万十" and (part := percent_of(line, at)):
        return part
    if char.isdigit() and (slash := SLASH.match(text, at)) and int(slash[3]):
        return slashed(line, at, slash)
    if char in VULGAR:
        over, under = VULGAR[char]
        value = Decimal(over) / Decimal(under)
        return [quantity(line, Kind.FRACTION, at, at + 1, low=value, high=value, amount=value)]
    return None


def _region(line: Line, at: int, digits: re.Match[str]) -> list[Quantity]:
    """高個位數, 低雙位數: a region of one or two digits, vague; 雙位數 alone is no figure."""
    if not digits["part"] or digits["size"] == "三":
        return []
    base = Decimal(0 if digits["size"] in "个单" else 10)
    low, high = _REGIONS.get(digits["part"], (0, 9))
    kind = Kind.PERCENT if digits["percent"] else Kind.NUMBER
    fields = {"low": base + low, "high": base + high, "amount": base + low, "bound": Bound.VAGUE}
    return [quantity(line, kind, at, digits.end(), written=Written.WORDS, **fields)]


def _scored(line: Line, at: int) -> list[Quantity] | None:
    """2-0, 2:0, 三比一: two small numbers with nothing counted after them."""
    text = line.folded
    score = _SCORE.match(text, at)
    if score is None or text[at - 1 : at] in ("-", "/", ".", ",", ":"):
        return None
    gap = score.end() + (text[score.end() : score.end() + 1] == " ")
    follow = None if text.startswith(_WON, gap) else suffixes()[0].match(text, gap)
    if follow is not None and not unfit(text, suffixes()[1][follow.group()], follow.end(), False):
        return None
    if text[gap : gap + 1] in ("万", "亿", "兆", "千", "百", "年", "月", "日", "号", "成", "折", "多", "余"):
        return None
    parts = tuple(
        Decimal(DIGITS[p]) if p in DIGITS else Decimal(10) if p == "十" else Decimal(p) for p in score.groups() if p
    )
    return [quantity(line, Kind.SCORE, at, score.end(), parts=parts)]


def _lasts(text: str, start: int, end: int) -> bool:
    """Whether 近 before a length of time means nearly (歷時近三年, 近三年前) and not the past (近三年營收)."""
    after = text[end : end + 1] in tuple("前后的") or text.startswith(("之久", "时间"), end)
    return after or (text[start - 1 : start] in tuple("已经时达期共花耗了有") and bool(start))


def _bounded(line: Line, quantity: Quantity) -> Quantity:
    """The quantity with the bound that the words beside it give."""
    if quantity.bound is not Bound.EXACT:
        return quantity
    leading, trailing, before, after = bounds()
    text, span = line.folded, quantity.span
    lead = leading.search(text, max(0, span.start - 10), span.start)
    if lead is not None and quantity.kind is Kind.DATE and quantity.text.isdigit() and lead[1] != "突破":
        value = Decimal(quantity.text)  # about 1,982 without a comma is no year
        number = replace(quantity, kind=Kind.NUMBER, year=None, low=value, high=value, amount=value)
        return replace(number, bound=before[lead[1]])
    if lead is not None:
        past = lead[1] == "近" and quantity.kind is Kind.DURATION and not _lasts(text, lead.start(), span.end)
        return quantity if past else replace(quantity, bound=before[lead[1]])
    trail = trailing.match(text, span.end)
    if trail is not None and quantity.kind not in _UNBOUNDED and (trail[1] != "起" or quantity.kind is Kind.MONEY):
        return replace(quantity, bound=after[trail[1]])
    return quantity
