"""Chinese writing of figures: whatever is written is read back as the same meaning."""

from __future__ import annotations

from decimal import Decimal
from math import gcd
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.model import Span
from align.quantities import Basis, Bound, Change, Kind, Quantity, Written, find_quantities
from align.quantities.chinese_numerals import read_numeral
from align.quantities.chinese_text import fold
from align.quantities.chinese_write import digit_words, han, mixed, plain, scaled, ways
from align.quantities.render import Style, change_words, render, style_of
from align.quantities.tables import currencies, units

D = Decimal
NO_UNIT = {"fortnight", "decade"}  # said in weeks and years in Chinese


def quantity(kind: Kind, value: Any = None, high: Any = None, **fields: Any) -> Quantity:
    low = None if value is None else D(str(value))
    top = low if high is None else D(str(high))
    return Quantity(kind, Span(0, 0), fields.pop("text", ""), low=low, high=top, **fields)


positive = st.builds(
    lambda digits, power, places: D(digits).scaleb(power - places),
    st.integers(1, 99_999), st.integers(0, 10), st.integers(0, 3),
)  # fmt: skip


@settings(max_examples=300, deadline=None, derandomize=True)
@given(positive)
def test_every_writing_of_a_number_is_read_back(value: Decimal) -> None:
    for text in ways(value):
        folded = fold(text)
        number = read_numeral(folded, 0)
        assert number is not None, text
        assert (number.low, number.high, number.end) == (value, value, len(folded)), text


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.integers(1, 10**16 - 1))
def test_words_are_read_back(value: int) -> None:
    for text in (han(value), han(value, formal=True))[: 1 if value < 10 else 2]:  # a lone 壹 may be part of a name
        number = read_numeral(fold(text), 0)
        assert number is not None
        assert (number.low, number.end) == (value, len(text)), text


styles = st.builds(
    Style, simplified=st.booleans(), space=st.booleans(), comma=st.booleans(), symbol=st.booleans(),
    season=st.sampled_from(["季", "季度"]), week=st.sampled_from(["週", "星期", "禮拜"]),
)  # fmt: skip
exact_or_not = st.sampled_from([b for b in Bound if b is not Bound.VAGUE])


@st.composite
def valued(draw: st.DrawFn) -> Quantity:
    kind = draw(
        st.sampled_from(["money", "unit", "number", "percent", "point", "bp", "multiple", "age", "fraction", "range"])
    )
    bound = draw(exact_or_not)
    value = draw(positive)
    if kind == "money":
        return quantity(Kind.MONEY, value, currency=draw(st.sampled_from([c.code for c in currencies()])), bound=bound)
    if kind == "unit":
        unit = draw(st.sampled_from([u for u in units() if u.id not in NO_UNIT]))
        return quantity(unit.kind, value * unit.factor, unit=unit.base, unit_id=unit.id, bound=bound)
    if kind == "fraction":
        under = draw(st.integers(2, 30))
        over = draw(st.integers(1, under - 1).filter(lambda n: gcd(n, under) == 1))
        return quantity(Kind.FRACTION, D(over) / D(under), bound=bound)
    if kind == "range":
        low = draw(st.integers(1, 99)) * 10 ** draw(st.integers(0, 8))
        high = low + draw(st.integers(1, 300)) * 10 ** draw(st.integers(0, 8))
        what = draw(st.sampled_from([Kind.NUMBER, Kind.PERCENT, Kind.MONEY]))
        return quantity(what, low, high, currency="TWD" if what is Kind.MONEY else "")
    if kind == "age":
        return quantity(Kind.AGE, draw(st.integers(1, 110)), bound=bound)
    if kind == "bp":
        return quantity(Kind.POINT, D(draw(st.integers(1, 900))) / 100, unit_id="bp", bound=bound)
    named = {"number": Kind.NUMBER, "percent": Kind.PERCENT, "point": Kind.POINT, "multiple": Kind.MULTIPLE}[kind]
    return quantity(named, value, bound=bound)


@st.composite
def dated(draw: st.DrawFn) -> Quantity:
    kind = draw(st.sampled_from([Kind.DATE, Kind.QUARTER, Kind.HALF, Kind.TIME, Kind.ORDINAL]))
    year = draw(st.none() | st.integers(1900, 2099))
    if kind is Kind.QUARTER:
        return quantity(kind, quarter=draw(st.integers(1, 4)), year=year)
    if kind is Kind.HALF:
        return quantity(kind, half=draw(st.integers(1, 2)), year=year)
    if kind is Kind.TIME:
        return quantity(kind, hour=draw(st.integers(0, 23)), minute=draw(st.integers(0, 59)))
    if kind is Kind.ORDINAL:
        return quantity(kind, draw(st.integers(1, 300)), written=draw(st.sampled_from(list(Written))))
    shape = draw(st.sampled_from(["year", "month", "date", "full", "week", "decade", "day", "fiscal"]))
    month, day = draw(st.integers(1, 12)), draw(st.integers(1, 31))
    return {
        "year": quantity(kind, year=year or 2024),
        "month": quantity(kind, month=month),
        "date": quantity(kind, month=month, day=day),
        "full": quantity(kind, year=year or 2024, month=month, day=day),
        "week": quantity(kind, weekday=draw(st.integers(1, 7))),
        "decade": quantity(kind, decade=draw(st.integers(180, 202)) * 10),
        "day": quantity(kind, day=day),
        "fiscal": quantity(kind, year=year or 2024, fiscal=True),
    }[shape]


@settings(max_examples=500, deadline=None, derandomize=True)
@given(
    valued() | dated(), styles, st.sampled_from(["", "公司表示，", "今年"]), st.sampled_from(["", "。", "，高於預期"])
)
def test_what_is_written_is_read_back(wanted: Quantity, style: Style, before: str, after: str) -> None:
    text = render(wanted, style)
    assert text is not None
    figures = find_quantities(before + text + after, "zh")
    assert [q.meaning() for q in figures] == [wanted.meaning()], before + text + after


@settings(max_examples=200, deadline=None, derandomize=True)
@given(valued(), styles, st.integers(2, 10))
def test_another_value_is_read_as_another(wanted: Quantity, style: Style, times: int) -> None:
    text = render(wanted, style)
    assert text is not None
    assert wanted.low is not None
    figures = find_quantities(text, "zh")
    assert [q.low for q in figures] != [wanted.low * times]


@pytest.mark.parametrize(
    ("line", "wanted", "expected"),
    [
        ("營收達4,410萬美元，年增12%", quantity(Kind.MONEY, 34_000_000, currency="USD"), "3,400萬美元"),
        ("營收為 4410 萬美元", quantity(Kind.MONEY, 34_000_000, currency="USD"), "3400 萬美元"),
        ("营收达4410万美元", quantity(Kind.MONEY, 34_000_000, currency="USD"), "3400万美元"),
        ("支付 NT$1,200", quantity(Kind.MONEY, 136_000_000, currency="TWD"), "NT$1.36億"),
        ("營收3兆元", quantity(Kind.MONEY, 2_310_000_000_000, currency="TWD"), "2.31兆元新台幣"),
        ("第三季度年增", quantity(Kind.QUARTER, quarter=4, year=2023), "2023年第四季度"),
        ("第 3 季", quantity(Kind.QUARTER, quarter=4), "第四季"),
        ("禮拜三", quantity(Kind.DATE, weekday=7), "禮拜日"),
        ("發電 3 兆瓦", quantity(Kind.MEASURE, 177_000_000, unit="W", unit_id="megawatt"), "177 兆瓦"),
        ("", quantity(Kind.PERCENT, "12.5", bound=Bound.OVER), "超過12.5%"),
        ("", quantity(Kind.POINT, "0.85", unit_id="bp"), "85個基點"),
        ("", quantity(Kind.FRACTION, D(2) / D(3)), "三分之二"),
        ("", quantity(Kind.PERCENT, 14, 16, bound=Bound.VAGUE), "中雙位數百分比"),
        ("", quantity(Kind.NUMBER, 7, 9, bound=Bound.VAGUE), "高個位數"),
        ("", quantity(Kind.NUMBER, 100, 1000, bound=Bound.VAGUE), "數百"),
        ("", quantity(Kind.DURATION, 9, 12, unit="month", unit_id="month"), "9至12個月"),
        ("", quantity(Kind.TIME, hour=19, minute=30), "晚上7:30"),
        ("", quantity(Kind.CODE, code="A14", text="A-14"), "A-14"),
        ("", quantity(Kind.NUMBER, 16_700), "16,700"),
        ("", quantity(Kind.MEASURE, "5E-9", unit="m", unit_id="nanometre"), "5奈米"),
        ("这", quantity(Kind.MEASURE, "5E-9", unit="m", unit_id="nanometre"), "5纳米"),
    ],
)
def test_in_the_style_of_the_line(line: str, wanted: Quantity, expected: str) -> None:
    assert render(wanted, style_of(line)) == expected


def test_numbers_are_written_whole() -> None:
    assert plain(D("1234567.50")) == "1,234,567.5"
    assert scaled(D(44_100_000)) == "4,410萬"
    assert scaled(D(136_000_000)) == "1.36億"
    assert mixed(725_000_000) == "7億2,500萬"
    assert han(10_050) == "一萬零五十"
    assert digit_words(2024) == "二〇二四"
    with pytest.raises(ValueError, match="from 0"):
        han(-1)


def test_words_for_a_change() -> None:
    assert change_words(Change.UP, Basis.YEAR) == "年增"
    assert change_words(Change.DOWN, Basis.QUARTER, simplified=True) == "季减"
    assert change_words(Change.UP, Basis.NONE, to=True) == "增至"
    assert change_words(Change.NONE, Basis.YEAR) == ""


def test_every_unit_and_currency_has_a_chinese_writing() -> None:
    for unit in units():
        text = render(quantity(unit.kind, 7 * unit.factor, unit=unit.base, unit_id=unit.id), Style())
        assert text is not None, unit.id
    for money in currencies():
        assert render(quantity(Kind.MONEY, 7, currency=money.code), Style()) is not None
