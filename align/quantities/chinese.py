"""Figures of Chinese text (Traditional, Simplified, full-width or spaced) as typed quantities.

Numerals are in `chinese_numerals`, dates and times in `chinese_dates`, word lists in the packs. Grammar after
the numeral and date patterns of CLDR's zh and zh_Hant data and GB/T 15835 (use of numerals in publications).
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from align.model import Span
from align.quantities.chinese_dates import Found, read_date, read_time, read_years
from align.quantities.chinese_numerals import DIGITS, Numeral, read_numeral
from align.quantities.chinese_text import fold
from align.quantities.chinese_words import Suffix, bounds, money_before, silent, suffixes
from align.quantities.model import Bound, Kind, Quantity, Written

_START = re.compile(
    r"[0-9零一二两三四五六七八九十百千万亿廿卅几数第周星礼首末翻双½⅓⅔¼¾⅕⅛]|(?<=[逾近约破达过])[百千万亿]"
    r"|[上前](?=[半百千万亿十世])|[下后](?=半)|好(?=几[十百千万亿])|成(?=[百千万])|民国(?=[ \d一二三四五六七八九百十])"
    r"|[A-Za-z](?=[A-Za-z]{0,7}[- .']{0,2}[0-9])|半(?=[年月天日小个数世英公里码磅吨升秒分])|[过大近](?=半)|对(?=[半折])|[倍加](?=[增倍])|(?<![.\d])\.(?=\d)|https?:|www\."
)
_LINK = re.compile(r"(?:https?:|www\.)[!-~]+")
_CODE = re.compile(r"(?=[A-Za-z-]*\d)(?=[\d-]*[A-Za-z])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_OPAQUE = re.compile(r"\+?\d+(?:[ -]\(?\d{2,}\)?){2,}(?!\d|[.,]\d)|0\d{6,}(?!\d)|0\d{1,3}-\d{5,}(?!\d)|\d{11,}(?!\d|[.,]\d)")
_SCORE = re.compile(
    r"(\d{1,3}) ?(?:[-:–—]|比) ?(\d{1,3})(?![\d/]|[.,-]\d)"
    r"|([零一二三四五六七八九十])比([零一二三四五六七八九十])(?![较例一利])"
)
_PERCENT_OF = re.compile(r"([百千万十]{1,3}) {0,2}分 {0,2}之 {0,2}")
_WHOLES = {"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "万万": 8, "百万万": 10}
_PARTS = re.compile(r" {0,2}分 {0,2}之 {0,2}(负?)(?=[零一二两三四五六七八九十百千\d])")
_SLASH = re.compile(r"(?:(\d{1,4}) )?(\d{1,3})/(\d{1,3})(?![\d/])")
_AND = re.compile(r" ?又 ?")
_VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
_RANGE = re.compile(r" ?(?:至|到|~|-|–|—|―){1,2} ?(?![-~])|、(?=[一二三四五六七八九两\d])")
_HALF = re.compile(r"(一半|对半|半数)|(?P<over>过半数?|大半)|(?P<near>近半数?)")
_HALF_UNIT = re.compile(r"半(?:个多?(?=月|小时|钟头|世纪|星期|礼拜|季度))?(?!年夜|天然|日制|月刊)")
_AND_HALF = re.compile(r"个[半多](月|小时|钟头|星期|礼拜|世纪|季度)")
_TENTH_REST = re.compile(r" ?([一二三四五六七八九])(?![十百千万亿个名成到至年月倍折人]|、)|半")
_FIRST = re.compile(r"首(?=[次度家个位座批轮场例款届份条项支部艘架台张枚名期])(?!个?季)(?!位于|度假|批准)")
_DOUBLE = re.compile(r"翻(?:了)?(?:倍|一?番|一倍)|倍增|加倍|双倍|翻了?(?P<n>[两二三四])番")
_GROWTH = re.compile(r"(?:增加|成长|增长|增|升|涨|提高|扩大|高出?|多出?|快|翻|大)(?:了|超过|逾|近|将近|约|大约|达|不止|到)* ?\Z")
_LETTER_SCALE = re.compile(r" ?(K|k|M|MM|B|bn|BN|T|thousand|million|billion|trillion|mn|m)(?![A-Za-z/])")
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mm": 6, "mn": 6, "million": 6, "b": 9, "bn": 9, "billion": 9, "t": 12, "trillion": 12}
_NEGATIVE = re.compile(r"(?<![\w)%])[-](?=\Z)|(?:负|零下) ?\Z")
_WON = tuple("胜负败平和大小险领击完惨输赢之落逆分")
_COUNTING = frozenset(DIGITS) | frozenset("十百千万几数0123456789")
_AFTER_DEGREE = frozenset("高温气左以上角电C的，,。、;)）之间内到至或和与")
_BEFORE_ONE = frozenset("这那每另某任同唯单统专逐合不上下前后哪新之")
_NOT_TENTH = frozenset("立为本功果效长员交绩就熟分型名份都因了千百")
_NOT_AFTER = {
    "升": "至到级值高温", "克": "服拉", "元": "素旦", "分": "之析布别配离开享公类为成支店数钟", "度": "过假",
    "块": "", "日": "本元币圆", "天": "然", "点": "", "周": "边围刊期", "季": "节", "年": "代级轻龄", "人": "工民事",
    "把": "", "大": "部于", "国": "际", "起": "来因", "号": "称", "手": "", "方": "面便式", "名": "义", "家": "庭", "级": "别",
    "成": "", "层": "", "个": "性人化体", "重": "要", "和": "", "平": "", "位": "于", "地": "", "折": "扣叠磨", "通": "过", "道": "路",
    "小": "", "子": "", "线": "", "面": "", "回": "", "首": "", "步": "", "种": "植", "则": "", "对": "于", "只": "有要是能会好", "所": "有以",
    "间": "", "条": "件", "部": "分", "组": "成织", "列": "", "行": "业动", "口": "", "台": "湾北币中南", "代": "表", "股": "东市价票份",
}  # fmt: skip


_UNBOUNDED = frozenset({Kind.DATE, Kind.CODE, Kind.OPAQUE, Kind.QUARTER, Kind.HALF, Kind.ORDINAL, Kind.SCORE})


def _quantity(line: _Line, kind: Kind, start: int, end: int, **fields: Any) -> Quantity:
    written = fields.pop("written", None) or (
        Written.DIGITS if any(c.isdigit() for c in line.folded[start:end]) else Written.WORDS
    )
    return Quantity(kind, Span(start, end), line.text[start:end], written=written, **fields)


class _Line:
    """One text with its folded form, and how far it has been read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.done = 0


def find(text: str) -> list[Quantity]:
    """All figures of Chinese text in order, not overlapping. Linear in its length; never raises."""
    line = _Line(text)
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
    return [_bounded(line, q) for q in found]


def _read(line: _Line, at: int) -> tuple[list[Quantity], int]:
    """What begins at a place and where it ends; nothing and the next place when it is no figure."""
    text = line.folded
    char = text[at]
    if char in "hw" and (link := _LINK.match(text, at)):
        return [], link.end()
    if char.isascii() and char.isalpha():
        return _latin(line, at)
    if _is_silent(text, at):
        return [], _skip_silent(text, at)
    if char.isdigit() and (opaque := _opaque(line, at)):
        return opaque
    for one in (_dated, _special, _scored, _counted):
        quantity = one(line, at)
        if quantity is not None:
            return quantity, quantity[-1].span.end
    return [], at + 1


def _is_silent(text: str, at: int) -> bool:
    here, later = silent()
    if here.match(text, at):
        return True
    return any(at > i and pattern.match(text, at - i - 1) for i, pattern in enumerate(later))


def _skip_silent(text: str, at: int) -> int:
    found = silent()[0].match(text, at)
    return found.end() if found else at + 1


def _latin(line: _Line, at: int) -> tuple[list[Quantity], int]:
    """Codes and Latin quarters: A1466, 20-F, Q4 2023, FY25. Currency letters are left to the numeral."""
    text = line.folded
    if at and text[at - 1].isascii() and text[at - 1].isalnum():
        return [], at + 1
    dated = read_date(text, at)
    if dated is not None:
        return [_from_found(line, dated)], dated.end
    number = re.compile(r"(?:No|NO|no)\. ?(\d{1,6})").match(text, at)
    if number is not None:
        value = Decimal(number[1])
        return [_quantity(line, Kind.ORDINAL, at, number.end(), low=value, high=value, amount=value)], number.end()
    code = _CODE.match(text, at)
    if code is None:
        return [], at + 1
    letters = re.match(r"[A-Za-z]+", code.group())
    if letters and letters.group() in money_before()[1]:
        return [], at + letters.end()
    return [_code(line, at, code.end())], code.end()


def _code(line: _Line, start: int, end: int) -> Quantity:
    word = line.folded[start:end]
    groups = re.findall(r"\d+", word)
    value = Decimal(groups[0]) if len(groups) == 1 and len(groups[0]) < 20 else None
    return _quantity(line, Kind.CODE, start, end, code=re.sub(r"[^A-Za-z0-9]", "", word).upper(), low=value, high=value)


def _opaque(line: _Line, at: int) -> tuple[list[Quantity], int] | None:
    """Phone-like digit groups, and codes that begin with digits (20-F, 5G, 3D)."""
    text = line.folded
    found = _OPAQUE.match(text, at)
    if found is not None:
        digits = re.sub(r"\D", "", found.group())
        grouped = len(digits) >= 7 and (digits[0] == "0" or found.group()[0] == "+" or len(digits) >= 10)
        follows = suffixes()[0].match(text, found.end() + (text[found.end() : found.end() + 1] == " "))
        if grouped and not follows and text[found.end() : found.end() + 1] not in "万亿兆年":
            return [_quantity(line, Kind.OPAQUE, at, found.end(), code=digits)], found.end()
    code = _CODE.match(text, at)
    if code is None:
        return None
    word = code.group()
    ordinal = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word)
    if ordinal is not None:
        value = Decimal(ordinal[1])
        return [_quantity(line, Kind.ORDINAL, at, code.end(), low=value, high=value, amount=value)], code.end()
    number = re.match(r"[\d]+", word)
    rest = word[number.end() :] if number else ""
    unit = suffixes()[0].match(text, at + number.end()) if number else None
    if rest[:1] == "-" and rest[1:2].isdigit():
        return None
    if unit is not None and unit.group().isascii() and at + number.end() < unit.end() == code.end():  # type: ignore[union-attr]
        return None
    scale = _LETTER_SCALE.match(text, at + number.end()) if number else None
    if scale is not None or read_date(text, at) is not None or re.fullmatch(r"[eE]\d+|x|X|am|pm|AM|PM", rest):
        return None
    return [_code(line, at, code.end())], code.end()


def _from_found(line: _Line, found: Found) -> Quantity:
    fields = dict(found.fields)
    if "low" in fields:
        fields["low"] = fields["high"] = fields["amount"] = Decimal(fields["low"])
    return _quantity(line, found.kind, found.start, found.end, **fields)


def _dated(line: _Line, at: int) -> list[Quantity] | None:
    text = line.folded
    clock = read_time(text, at) if text[at] in DIGITS or text[at].isdigit() or text[at] in "十廿" else None
    if clock is not None and clock.start >= line.done:
        return [_from_found(line, clock)]
    years = read_years(text, at) if text[at] in "12" else None
    if years is not None:
        return [_from_found(line, one) for one in years]
    found = read_date(text, at)
    return None if found is None else [_from_found(line, found)]


def _special(line: _Line, at: int) -> list[Quantity] | None:
    """Ordinals with 第 and 首, 翻倍, 一半, percentages with 百分之, fractions with a slash."""
    text = line.folded
    char = text[at]
    if char == "第":
        gap = at + 1 + (text[at + 1 : at + 2] == " ")
        number = read_numeral(text, gap) if gap < len(text) else None
        if number is None or number.low != number.high:
            return None
        value = number.value
        return [_quantity(line, Kind.ORDINAL, at, number.end, low=value, high=value, amount=value)]
    if char == "首" and text[at - 1 : at] not in _COUNTING and (first := _FIRST.match(text, at)):
        one = Decimal(1)
        return [
            _quantity(
                line, Kind.ORDINAL, at, first.end() + 1, low=one, high=one, amount=one, written=Written.IMPLIED
            )
        ]
    if char in "翻倍加双" and (double := _DOUBLE.match(text, at)):
        value = Decimal(2) ** (DIGITS[double["n"]] if double["n"] else 1)
        return [_quantity(line, Kind.MULTIPLE, at, double.end(), low=value, high=value, amount=value, written=Written.IMPLIED)]
    if char in "一对半过大近":
        return _half(line, at)
    if char in "百千万十" and (part := _percent_of(line, at)):
        return part
    if text.startswith("对折", at):
        fifty = Decimal(50)
        return [_quantity(line, Kind.PERCENT, at, at + 2, low=fifty, high=fifty, amount=fifty)]
    if char.isdigit() and (slash := _SLASH.match(text, at)) and int(slash[3]):
        return _slashed(line, at, slash)
    if char in _VULGAR:
        over, under = _VULGAR[char]
        value = Decimal(over) / Decimal(under)
        return [_quantity(line, Kind.FRACTION, at, at + 1, low=value, high=value, amount=value)]
    return None


def _slashed(line: _Line, at: int, slash: re.Match[str]) -> list[Quantity] | None:
    """2/3 and 4 1/2 are fractions, 3/15 is the fifteenth of March."""
    whole, over, under = int(slash[1] or 0), int(slash[2]), int(slash[3])
    if slash[1] or (over < under <= 10):
        value = Decimal(whole) + Decimal(over) / Decimal(under)
        return [_quantity(line, Kind.FRACTION, at, slash.end(), low=value, high=value, amount=value)]
    if 0 < over <= 12 and under <= 31:
        return [_quantity(line, Kind.DATE, at, slash.end(), month=over, day=under)]
    return None


def _half(line: _Line, at: int) -> list[Quantity] | None:
    """一半, 過半, 近半; 半年, 半小時, 半英寸 count half a unit."""
    text = line.folded
    pattern, table = suffixes()
    share = _HALF.match(text, at)
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
        if text[place - 1 : place] in ("上", "下", "前", "后", "一", "大", "小") and place:
            return None
        value = suffix.unit.factor / 2
        fields = {"unit": suffix.unit.base, "unit_id": suffix.unit.id, "amount": Decimal("0.5")}
        return [_quantity(line, suffix.unit.kind, place, unit.end(), low=value, high=value, **fields)]
    if share is None:
        return None
    bound = Bound.OVER if share["over"] else Bound.NEARLY if share["near"] else Bound.EXACT
    if share["over"] and text[at - 1 : at] in ("超", "不", "通", "经"):
        return None
    value = Decimal("0.5")
    return [_quantity(line, Kind.FRACTION, at, share.end(), low=value, high=value, amount=value, bound=bound)]


def _percent_of(line: _Line, at: int) -> list[Quantity] | None:
    """百分之三十, 千分之三, 万分之五: all in per cent."""
    text = line.folded
    found = _PERCENT_OF.match(text, at)
    if found is None:
        if text.startswith("百分百", at):
            hundred = Decimal(100)
            return [_quantity(line, Kind.PERCENT, at, at + 3, low=hundred, high=hundred, amount=hundred)]
        return None
    if found[1] not in _WHOLES:
        return None
    factor = Decimal(100).scaleb(-_WHOLES[found[1]])
    number = _numeral(text, found.end())
    if number is None:
        if not text.startswith("百", found.end()):
            return None
        number = Numeral(found.end(), found.end() + 1, Decimal(100), Decimal(100), "", True)
    low, high = sorted((number.low * factor, number.high * factor))
    first = _quantity(
        line, Kind.PERCENT, at, number.end, low=low, high=high, amount=number.low, precision=number.step * factor,
        **_blurred(number),
    )  # fmt: skip
    join = _RANGE.match(text, number.end)
    if join is None:
        return [first]
    again = _PERCENT_OF.match(text, join.end())
    second = read_numeral(text, again.end() if again else join.end()) if join.end() < len(text) else None
    if second is None or (again is None and suffixes()[0].match(text, second.end)) or second.high <= number.low:
        return [first]
    return [
        _quantity(
            line, Kind.PERCENT, at, second.end, low=low, high=second.high * factor, amount=number.low,
            precision=second.step * factor,
        )
    ]  # fmt: skip


def _scored(line: _Line, at: int) -> list[Quantity] | None:
    """2-0, 2:0, 三比一: two small numbers with nothing counted after them."""
    text = line.folded
    score = _SCORE.match(text, at)
    if score is None or text[at - 1 : at] in ("-", "/", ".", ",", ":"):
        return None
    gap = score.end() + (text[score.end() : score.end() + 1] == " ")
    follow = None if text.startswith(_WON, gap) else suffixes()[0].match(text, gap)
    if follow is not None and not _unfit(text, suffixes()[1][follow.group()], follow.end(), False):
        return None
    if text[gap : gap + 1] in ("万", "亿", "兆", "千", "百", "年", "月", "日", "号", "成", "折", "多", "余"):
        return None
    parts = tuple(Decimal(DIGITS[p]) if p in DIGITS else Decimal(10) if p == "十" else Decimal(p) for p in score.groups() if p)
    return [_quantity(line, Kind.SCORE, at, score.end(), parts=parts)]


def _blurred(number: Numeral) -> dict[str, Any]:
    names = {"over": Bound.OVER, "about": Bound.ABOUT, "vague": Bound.VAGUE}
    return {"bound": names[number.blur]} if number.blur else {}


def _counted(line: _Line, at: int) -> list[Quantity] | None:
    """A numeral with what follows and precedes it: money, percent, units, counts, ranges, fractions."""
    text = line.folded
    number = _numeral(text, at)
    if number is None:
        return None
    fraction = _fraction(line, number)
    if fraction is not None:
        return [fraction]
    suffix, end = _suffix(text, number)
    join = _RANGE.match(text, end) if number.blur != "vague" else None
    if join is not None:
        both = _range(line, number, suffix, join)
        if both is not None:
            return [both]
    if suffix is None and not _stands_alone(text, number):
        return None
    if suffix is not None and not _counts(text, number, suffix):
        return None
    return [_build(line, number, number, suffix, end)]


def _numeral(text: str, at: int) -> Numeral | None:
    number = read_numeral(text, at) if at < len(text) else None
    if number is None or number.han or number.blur:
        return number
    scale = _LETTER_SCALE.match(text, number.end)
    if scale is None or (scale[1] in ("m", "T") and number.scaled):
        return number
    factor = Decimal(10) ** _SCALES[scale[1].lower()]
    return replace(
        number, end=scale.end(), low=number.low * factor, high=number.high * factor, step=number.step * factor, scaled=True
    )


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
    return not (_is_han(after) or _is_han(before) or after.isalpha() or before.isalpha())


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _counts(text: str, number: Numeral, suffix: Suffix) -> bool:
    """Whether 一 before a measure word is one, and not an article or part of a phrase."""
    word = text[number.start : number.end]
    if word == "一":
        before = text[number.start - 1 : number.start]
        return before not in _BEFORE_ONE and (suffix.role != "classifier" or suffix.lone)
    return not (word == "零" and not suffix.lone)


def _fraction(line: _Line, number: Numeral) -> Quantity | None:
    """三分之二, 三又二分之一, 220 2/3, 14½."""
    text, whole, bottom = line.folded, Decimal(0), number
    vulgar = text[number.end : number.end + 1]
    if vulgar in _VULGAR and vulgar:
        over, under = _VULGAR[vulgar]
        value = number.value + Decimal(over) / Decimal(under)
        return _quantity(line, Kind.FRACTION, number.start, number.end + 1, low=value, high=value, amount=value)
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
    minus = _NEGATIVE.search(text, max(line.done, number.start - 3), number.start)
    if minus is None:
        return _quantity(line, Kind.FRACTION, number.start, top.end, low=value, high=value, amount=value)
    value = value if parts and parts[1] else -value
    return _quantity(
        line, Kind.FRACTION, minus.start(), top.end, low=value, high=value, amount=value, negative_marked=value < 0
    )


def _suffix(text: str, number: Numeral) -> tuple[Suffix | None, int]:
    """The suffix word after a numeral, if it fits, and where the figure then ends."""
    gap = number.end + (text[number.end : number.end + 1] in (" ", "\u00a0"))
    pattern, table = suffixes()
    half = _AND_HALF.match(text, gap)
    if half is not None:
        return table.get("个" + half[1]) or table[half[1]], half.end()
    found = pattern.match(text, gap)
    if found is None:
        return None, number.end
    suffix = table[found.group()]
    if suffix.word == "度" and number.han and not number.scaled and text[found.end() : found.end() + 1] not in _AFTER_DEGREE:
        return table["次"], found.end()
    if _unfit(text, suffix, found.end(), len(text[number.start : number.end]) == 1):
        return None, number.end
    return suffix, found.end()


def _unfit(text: str, suffix: Suffix, end: int, short: bool) -> bool:
    """Whether the word only begins like the suffix (5 升至 is no litre, 三成立 no 30 per cent)."""
    after = text[end : end + 1]
    if suffix.role == "tenth":
        return after in _NOT_TENTH and after != ""
    if suffix.word.isascii() and suffix.word.isalpha():
        return after.isascii() and after.isalpha()
    return bool(after) and after in _NOT_AFTER.get(suffix.word, "")


def _range(line: _Line, number: Numeral, suffix: Suffix | None, join: re.Match[str]) -> Quantity | None:
    """9到12個月, 70-90%, 2至3億, 2%到3%: one figure with two ends of one kind."""
    text = line.folded
    if join.end() >= len(text):
        return None
    second = _numeral(text, join.end())
    if second is None or _fraction(line, second) is not None:
        return None
    last, end = _suffix(text, second)
    listed = join.group() == "、"
    if listed and (suffix is not None or last is None or second.low - number.low != 1 or not number.han):
        return None
    if suffix is not None and (last is None or last.role != suffix.role or last.unit != suffix.unit):
        return None
    low = number.low
    if suffix is None and not number.scaled and second.scaled:
        factor = Decimal(1)
        while second.low / (factor * 10) >= 1 and low * factor * 10 <= second.low and factor < 10**12:
            factor *= 10
        size = next((Decimal(s) for s in (10**12, 10**8, 10**4, 1000, 100) if s <= factor and second.step >= s / 1000), Decimal(1))
        low = low * size if low * size < second.low else low
    if low >= second.high or (last is None and "-" in join.group()):
        return None
    if listed:
        return None
    first = replace(number, low=low, high=low)
    return _build(line, first, second, last, end)


def _build(line: _Line, first: Numeral, second: Numeral, suffix: Suffix | None, end: int) -> Quantity:
    """The quantity of a numeral (or of the two ends of a range) with its suffix and what stands before it."""
    text = line.folded
    start, low, high = first.start, first.low, second.high
    amount, step = first.low, second.step
    fields: dict[str, Any] = _blurred(second)
    extra = Decimal(0)
    between = text[second.end : end].lstrip()
    if between.startswith("个半") or (suffix is not None and suffix.unit is not None and _half_follows(text, end)):
        extra = Decimal("0.5")
        end += 0 if between.startswith("个半") else 1
    elif between.startswith("个多"):
        fields["bound"] = Bound.OVER
    if suffix is not None and suffix.role == "tenth" and (more := _TENTH_REST.match(text, end)):
        extra = Decimal("0.5") if more[0] == "半" else Decimal(DIGITS[more[1]]) / 10
        end = more.end()
    amount, low, high = amount + extra, low + extra, high + extra
    kind, scale, said, end = _meaning(text, first, suffix, end)
    fields |= said
    if kind is Kind.DATE:
        return _quantity(line, kind, start, end, **fields)
    start, prefix = _money(line, start, kind, suffix)
    if prefix:
        kind = Kind.MONEY
        fields |= prefix
    if prefix and suffix is not None and suffix.role == "classifier":
        end = second.end
    if suffix is not None and suffix.role == "classifier":
        end = second.end
    minus = _NEGATIVE.search(text, max(line.done, start - 3), start)
    if minus is not None:
        start, low, high, amount = minus.start(), -high, -low, -amount
        fields["negative_marked"] = True
    written = Written.DIGITS if any(c.isdigit() for c in text[first.start : second.end]) else Written.WORDS
    return _quantity(
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
        if year and number.value == int(number.value) and number.step == 1:
            return Kind.DATE, one, {"year": int(number.value)}, end
        return Kind.NUMBER, one, {}, end
    role, unit = suffix.role, suffix.unit
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


def _money(line: _Line, start: int, kind: Kind, suffix: Suffix | None) -> tuple[int, dict[str, Any]]:
    """A currency written before the numeral, when what follows does not contradict it."""
    if suffix is not None and suffix.role not in ("loose", "classifier", "money"):
        return start, {}
    text = line.folded
    if text[start - 1 : start] == "" or kind == Kind.DATE and not text[start - 1].isascii():
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


def _bounded(line: _Line, quantity: Quantity) -> Quantity:
    """The quantity with the bound that the words beside it give."""
    if quantity.bound is not Bound.EXACT:
        return quantity
    leading, trailing, before, after = bounds()
    text, span = line.folded, quantity.span
    lead = leading.search(text, max(0, span.start - 10), span.start)
    if lead is not None:
        past = lead[1] == "近" and quantity.kind is Kind.DURATION and text[span.end : span.end + 1] in tuple("来间内里以期")
        return quantity if past else replace(quantity, bound=before[lead[1]])
    trail = trailing.match(text, span.end)
    if trail is not None and quantity.kind not in _UNBOUNDED and (trail[1] != "起" or quantity.kind is Kind.MONEY):
        return replace(quantity, bound=after[trail[1]])
    return quantity
