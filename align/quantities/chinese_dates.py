"""Dates, quarters, halves, weekdays, decades and clock times of folded Chinese text.

`read_date` and `read_time` take a place of folded text and give fields of a Quantity with the span they
cover, or None. Years stand in the common era: 民國112年 is 2023.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from align.quantities.chinese_numerals import DIGITS, read_numeral
from align.quantities.chinese_text import fold, rows, word_pattern
from align.quantities.model import Kind


@dataclass(frozen=True)
class Found:
    """A kind, the fields that go with it and the place in the text."""

    kind: Kind
    start: int
    end: int
    fields: dict[str, Any] = field(default_factory=dict)
    words: bool = False


_H = "零一二三四五六七八九"
_M = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{_H[1:]}正])"
_D = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[{_H[1:]}]?|廿[{_H[1:]}]?|十[{_H[1:]}]?|初?[{_H[1:]}]|初十)"
_Y = rf"(?:\d{{4}}|[一二][{_H}]{{3}}|[二两]千零?[{_H}]?十?[{_H}]?)"
_YEAR = re.compile(
    rf"(?:公元 ?)?(?P<y>{_Y}) ?(?:(?P<f>财年度?|会计年度|财政年度|财务年度)|年(?P<f2>财年度?|会计年度|财政年度)?(?!代)度?)(?!期)"
)
_ERA = re.compile(rf"民国 ?(?P<y>元|\d{{1,3}}|[{_H}百十]{{1,5}}) ?年")
_SHORT = re.compile(rf"(?P<y>\d{{2}}|[{_H}]{{2}}) ?年(?= ?{_M} ?月 ?(?!$))|(?P<z>0\d|零[{_H}]) ?年(?!代)")
_MONTH = re.compile(
    rf" ?(?:农历)?(?P<m>{_M}) ?月(?!台|历|息|子|球|饼|亮)(?:份)?(?: ?(?P<d>{_D})(?: ?[日号]|(?= ?[至到~-] ?{_D} ?[日号]))"
    rf"|(?P<e>初(?:[{_H[2:]}十]|一(?![尝般些直起度次下]))|二?十[{_H[1:]}](?![{_H}\d十百千万亿元个名人家位项台%多余点]))|(?=$|.))",
    re.DOTALL,
)
_DAY = re.compile(
    rf"(?P<d>{_D}) ?(?:日(?![元圆币本圓照商文电报])|号(?=$|[^\u4e00-\u9fff]|[前后起至到的是晚早上下中在将为开举就已以之来也和与及凌周星礼你我他]))"
)
_ISO = re.compile(r"(?P<y>(?:1[5-9]|20)\d\d)([-/.])(?P<m>0?[1-9]|1[0-2])\2(?P<d>3[01]|[12]\d|0?[1-9])(?![\d.])")
_FIRST_OF = re.compile(rf"(?P<d>{_D})(?= ?(?:至|到|-|~|–|、|及|和|与) ?{_D} ?(?P<u>[月日])(?![本圆币元]))")
_YEAR_QUARTER = re.compile(r"(?P<y>20\d\d|\d\d)[ -]?Q(?P<q>[1-4])(?![0-9A-Za-z])")
_WESTERN = re.compile(r"(?P<a>0?[1-9]|[12]\d|3[01])([-./])(?P<b>0?[1-9]|[12]\d|3[01])\2(?P<y>(?:19|20)\d\d)(?![\d.])")
_QUARTER = re.compile(
    r" ?的?(?:第 ?(?P<o>[一二三四1-4]) ?个?(?:季度|财季|季)|(?P<b>[一二三四1-4]) ?(?:季度|财季|季)"
    r"|(?P<first>首季|首个季度)|(?P<last>末季)|Q(?P<q>[1-4])(?!\d))"
)
_LISTED = re.compile(r"第?(?P<o>[一二三四1-4])(?= ?(?:、|和|及|与|至|到|-|~|或)+ ?第?[一二三四1-4] ?(?:季度|财季|季))")
_QUARTER_OF = re.compile(
    r"(?P<q1>[1-4])Q(?:'?(?P<y1>20\d\d|\d\d))?(?![\dA-Za-z])"
    r"|Q(?P<q2>[1-4])(?:[ ']*FY ?(?P<y2>20\d\d|\d\d)|[ '/-]?(?P<y3>20\d\d)|'?(?P<y4>\d\d))?(?![\dA-Za-z])"
    r"|FY ?'?(?P<y5>20\d\d|\d\d)(?:[ -]?Q(?P<q5>[1-4]))?(?![\dA-Za-z])"
    r"|(?P<h1>[12])H(?:'?(?P<y6>20\d\d|\d\d))?(?![\dA-Za-z])|H(?P<h2>[12])(?: ?(?P<y7>20\d\d))?(?![\dA-Za-z])",
    re.IGNORECASE,
)
_HALF = re.compile(r" ?的?(?:(?P<one>[上前]半)|(?P<two>[下后]半))(?:个?(?:财|会计)?年度?)(?!场)")
_WEEKDAY = re.compile(
    r"(?:周|星期|礼拜)(?P<w>[一二三四五六日天])"
    r"(?![十年次个岁]|福|泰晤士|电讯|邮报|时报|夜现场|夜狂热|快报|画报|报社)(?!(?<=[每一]周[二三四五六])天(?!气))"
)
_DECADE = re.compile(
    rf"(?:(?P<c>\d{{1,2}}|[十一二廿]{{1,3}}|上个?|本) ?世纪 ?)?(?P<t>\d0|[{_H[1:]}]十) ?年代"
    rf"|(?P<y>\d{{3}}0|[一二][{_H}]{{2}}零|[二两]千) ?年代"
)
_SOME_YEAR = re.compile(rf"(?P<y>(?:1[89]|20)\d|[一二][{_H}]{{2}})几年")
_CENTURY = re.compile(r"(?P<c>\d{1,2}|[一二]?十[一二三四五六七八九]?|[一二三四五六七八九]) ?世纪")
_COLON = re.compile(
    r"(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?::[0-5]\d)?(?: ?分)?(?: ?(?P<ap>[apAP])\.?[mM]\b\.?)?(?![\d:])"
)
_OCLOCK = re.compile(
    rf"(?P<h>[01]?\d|2[0-4]|二十[一二三四]?|十[{_H[1:]}]?|[{_H}两]) ?(?P<u>[点时])"
    rf"(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<sharp>整|钟)|"
    rf" ?(?P<m>[0-5]?\d|[二三四五]?十[{_H[1:]}]?|零?[{_H[1:]}]) ?(?P<min>分)(?!之|[钱店])|(?P<n>[二三四五]十[{_H[1:]}]?))?"
)
_WEEK_BEFORE = frozenset("一二两三四五六七八九十几数半0123456789")
_CENTURY_BASE = {"上": 1900, "上个": 1900, "本": 2000}
_LISTED_BEFORE = re.compile(r"[一二三四1-4] ?季?(?:、|和|及|与|至|到|-|~|或) ?\Z")
_QUARTER_EDGE = tuple("末底初财报营")
_YEARS = re.compile(
    r"(?P<a>(?:1[0-9]|20)\d\d)(?P<u>年)? ?(?:至|到|-|~|–|—) ?(?P<b>(?:1[0-9]|20)\d\d|\d\d(?= ?年))(?: ?年(?:度|代)?)?(?![\d-])"
)
_COUNTED_AFTER = re.compile(r" ?(?:[%万亿兆元美台名人个家件片股公米千瓦度]|[A-Za-z])")
_PREVIOUS = frozenset("上下每前这另单连过去未来个近后各")


def _number(text: str) -> int:
    """The value of a short run of digits or Chinese numerals."""
    if text.isdigit() and text.isascii():
        return int(text)
    if text == "元":
        return 1
    text = text.replace("初", "").replace("正", "一").replace("廿", "二十")
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    found = read_numeral(text, 0)
    return int(found.value) if found is not None else 0


def _full_year(text: str) -> int:
    """A year of two or four digits; two-digit ones of this century up to 49."""
    year = _number(text)
    return year if len(text) > 2 or year > 99 else year + (2000 if year < 50 else 1900)


def _date(start: int, end: int, words: bool = False, **fields: Any) -> Found:
    return Found(Kind.DATE, start, end, fields, words)


def _with_year(text: str, at: int, end: int, year: int, fiscal: bool) -> Found:
    """What follows a year directly: a quarter, a half, a month and day, or nothing."""
    base: dict[str, Any] = {"year": year, "fiscal": fiscal}
    quarter = _QUARTER.match(text, end)
    if quarter is not None:
        return Found(Kind.QUARTER, at, quarter.end(), base | {"quarter": _which(quarter)})
    half = _HALF.match(text, end)
    if half is not None:
        return Found(Kind.HALF, at, half.end(), base | {"half": 1 if half["one"] else 2})
    month = _MONTH.match(text, end)
    if month is not None:
        base |= _month_fields(month)
        end = month.end()
    return _date(at, end, **base)


def _month_fields(month: re.Match[str]) -> dict[str, int]:
    fields = {"month": _number(month["m"])}
    day = month["d"] or month["e"]
    if day:
        fields["day"] = _number(day)
    return fields


def _which(found: re.Match[str]) -> int:
    if found["first"]:
        return 1
    if found["last"]:
        return 4
    return _number(found["o"] or found["b"] or found["q"])


def _latin(text: str, at: int) -> Found | None:
    """Q4, 4Q23, FY25 Q1, 1H24."""
    found = _QUARTER_OF.match(text, at)
    if found is None or (at and text[at - 1].isascii() and text[at - 1].isalnum()):
        return None
    year = next((found[f"y{i}"] for i in range(1, 8) if found[f"y{i}"]), None)
    fields: dict[str, Any] = {"year": _full_year(year)} if year else {}
    if "FY" in found.group().upper():
        fields["fiscal"] = True
    quarter = found["q1"] or found["q2"] or found["q5"]
    half = found["h1"] or found["h2"]
    if quarter:
        return Found(Kind.QUARTER, at, found.end(), fields | {"quarter": int(quarter)})
    if half:
        return Found(Kind.HALF, at, found.end(), fields | {"half": int(half)})
    return _date(at, found.end(), **fields)


def _period(text: str, at: int) -> Found | None:
    """第四季, 首季, 四季末, 上半年 without a year."""
    before = text[at - 1 : at]
    quarter = _QUARTER.match(text, at)
    glued = not text.startswith((" ", "的"), at)
    if quarter is not None and glued and (not quarter["b"] or _names_quarter(text, at, quarter)):
        end = quarter.end()
        return Found(Kind.QUARTER, at, end, {"quarter": _which(quarter)}, not text[at:end].isascii())
    listed = _LISTED.match(text, at)
    if listed is not None and before not in DIGITS and not before.isdigit():
        return Found(Kind.QUARTER, at, listed.end(), {"quarter": _number(listed["o"])}, True)
    half = _HALF.match(text, at)
    if half is not None and not text.startswith((" ", "的"), at):
        return Found(Kind.HALF, at, half.end(), {"half": 1 if half["one"] else 2}, True)
    return None


def _names_quarter(text: str, at: int, quarter: re.Match[str]) -> bool:
    """Whether 三季 without 第 is the third quarter: 三季末, 二、三季, 三季度, but not 連續三季."""
    if text[at - 1 : at] in _PREVIOUS and at:
        return False
    if quarter.group().endswith("季"):
        return text[quarter.end() : quarter.end() + 1] in _QUARTER_EDGE or bool(
            _LISTED_BEFORE.search(text, max(0, at - 4), at)
        )
    return True


def _era(text: str, at: int) -> Found | None:
    """1980年代, 20世纪80年代, 一九六几年, 八十年代, 十九世纪."""
    decade = _DECADE.match(text, at)
    if decade is not None:
        if decade["y"]:
            return _date(at, decade.end(), decade=_number(decade["y"]))
        century = decade["c"]
        tens = _number(decade["t"])
        base = 1900 if century is None else _CENTURY_BASE.get(century) or (_number(century) - 1) * 100
        return _date(at, decade.end(), century is None, decade=base + tens)
    years = _SOME_YEAR.match(text, at)
    if years is not None:
        return _date(at, years.end(), decade=_number(years["y"]) * 10)
    age = _CENTURY.match(text, at)
    if age is not None and (not at or text[at - 1] not in "个上下本新半每这"):
        return Found(Kind.ORDINAL, at, age.end(), {"low": _number(age["c"]), "unit": "century"})
    return None


def read_years(text: str, at: int) -> tuple[Found, Found] | None:
    """The two years of 2018-2019年, 1950 至 53 年."""
    both = _YEARS.match(text, at)
    if both is None or text[at - 1 : at].isdigit() or (both["u"] and len(both["b"]) < 4):
        return None
    first, second = int(both["a"]), int(both["b"])
    if second < 100:
        second += first // 100 * 100
    named = "年" in both.group()
    if not first <= second <= 2999 or not (named or (first >= 1900 and second <= 2099)):
        return None
    if not named and _COUNTED_AFTER.match(text, both.end()):
        return None
    end = both.end("u") if both["u"] else both.end("a")
    return _date(at, end, year=first), _date(both.start("b"), both.end(), year=second)


def _first_of(text: str, at: int) -> Found | None:
    """The first of 1至9月 and 15-18日, and 2024Q3."""
    before = text[at - 1 : at]
    if before.isdigit() or before == ".":
        return None
    quarter = _YEAR_QUARTER.match(text, at)
    if quarter is not None:
        fields = {"year": _full_year(quarter["y"]), "quarter": int(quarter["q"])}
        return Found(Kind.QUARTER, at, quarter.end(), fields)
    first = _FIRST_OF.match(text, at)
    if first is None or (len(first["d"]) == 1 and not first["d"].isdigit()):
        return None
    value = _number(first["d"])
    if first["u"] == "月":
        return _date(at, first.end(), month=value) if value <= 12 else None
    return _date(at, first.end(), day=value)


def _western(text: str, at: int) -> Found | None:
    """3/15/2024 and 15.3.2024: months first as in the United States, where that can be."""
    found = _WESTERN.match(text, at)
    if found is None or text[at - 1 : at].isdigit():
        return None
    first, second = int(found["a"]), int(found["b"])
    month, day = (first, second) if first <= 12 else (second, first)
    return _date(at, found.end(), year=int(found["y"]), month=month, day=day) if month <= 12 else None


def read_date(text: str, at: int) -> Found | None:
    """The date, quarter, half, weekday, decade or century that begins at a place of folded text."""
    char = text[at]
    if char.isascii() and char.isalpha():
        return _latin(text, at)
    if char in "周星礼":
        day = _WEEKDAY.match(text, at)
        if day is None or text[at - 1 : at] in _WEEK_BEFORE:
            return None
        return _date(at, day.end(), True, weekday="一二三四五六日天".index(day["w"]) % 7 + 1 if day["w"] != "天" else 7)
    if char in "第首末上下前后":
        return _era(text, at) or _period(text, at)
    for pattern in (_YEAR, _ERA, _SHORT):
        year = pattern.match(text, at)
        if year is not None:
            groups = year.groupdict()
            written = groups["y"] or groups["z"]
            value = _number(written) + 1911 if pattern is _ERA else _full_year(written)
            if 100 <= value <= 2999 and not (text[at - 1 : at].isdigit() and text[at].isdigit()):
                return _with_year(text, at, year.end(), value, bool(groups.get("f") or groups.get("f2")))
    iso = _ISO.match(text, at)
    if iso is not None:
        return _date(at, iso.end(), year=int(iso["y"]), month=int(iso["m"]), day=int(iso["d"]))
    found = _western(text, at) or _first_of(text, at) or _era(text, at)
    if found is not None:
        return found
    month = _MONTH.match(text, at)
    if month is not None and text[at] != " " and not text[at - 1 : at].isdigit():
        if text[max(0, at - 2) : at].rstrip().endswith("前") and not month["d"]:
            months = {"low": _number(month["m"]), "unit": "month", "unit_id": "month"}
            return Found(Kind.DURATION, at, month.end(), months)
        return _date(at, month.end(), not text[at].isdigit(), **_month_fields(month))
    day = _DAY.match(text, at)
    if day is not None and not text[at - 1 : at].isdigit() and (text[at].isdigit() or len(day["d"]) > 1):
        return _date(at, day.end(), not text[at].isdigit(), day=_number(day["d"]))
    return _latin(text, at) or _period(text, at)


@cache
def _dayparts() -> tuple[re.Pattern[str], dict[str, str]]:
    shifts = {fold(row["word"]): row["shift"] for row in rows("zh_dayparts.csv")}
    return re.compile(f"({word_pattern(shifts)})(?:的|时段)? ?((?:大约|大概|约莫|约|近|于|在|到|至)? ?)\\Z"), shifts


def _shifted(hour: int, shift: str) -> int:
    """The hour of 24 for an hour said with a part of the day."""
    if shift == "pm" and hour < 12:
        return hour + 12
    if shift == "am" and hour == 12:
        return 0
    if shift == "night":
        return 0 if hour in (12, 24) else hour + 12 if 5 <= hour < 12 else hour
    if shift == "noon" and hour < 11:
        return hour + 12
    return hour % 24


def read_time(text: str, at: int) -> Found | None:
    """The clock time whose hour begins at a place; a part of the day before it is read too."""
    found = _COLON.match(text, at) or _OCLOCK.match(text, at)
    if found is None or text[at - 1 : at].isdigit() or text[at - 1 : at] in (".", ":", "第"):
        return None
    groups = found.groupdict()
    pattern, shifts = _dayparts()
    part = pattern.search(text, max(0, at - 8), at)
    minute = 0
    if groups.get("m") or groups.get("n"):
        minute = _number(groups.get("m") or groups["n"])
    elif groups.get("half"):
        minute = 30
    elif groups.get("quarter"):
        minute = 15 if groups["quarter"] == "一" else 45
    if "u" in groups and not _clock(text, at, found, part is not None):
        return None
    hour = _number(groups["h"])
    start = at
    if part is not None:
        hour = _shifted(hour, shifts[part.group(1)])
        start = at if part.group(2).strip() else part.start()
    elif groups.get("ap"):
        hour = hour % 12 + (12 if groups["ap"] in "pP" else 0)
    return Found(Kind.TIME, start, found.end(), {"hour": hour % 24, "minute": minute}, not text[at].isdigit())


def _clock(text: str, at: int, found: re.Match[str], parted: bool) -> bool:
    """Whether an hour with 点 or 时 is a time: three points and 300 points of an index are not."""
    if found["u"] == "时":
        return parted or bool(found["min"])
    if found["half"] or found["quarter"] or found["sharp"] or found["min"] or parted:
        return True
    if found["n"]:
        return True
    if not text[at].isdigit():
        return False
    after, before = text[found.end() : found.end() + 2], text[max(0, at - 2) : at].rstrip()
    return after[:1] in ("前", "后", "起", "开") or after == "左右" or before[-1:] in ("日", "号", "于")
