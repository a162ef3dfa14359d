"""Figures in English: what is read, as what, and what is not a figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from align.quantities import Bound, Kind, Quantity, Written, find_quantities

D = Decimal
M = D(1000000)


def one(text: str) -> Quantity:
    found = find_quantities(text, "en")
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "low", "high", "unit"),
    [
        ("27,000 people", Kind.NUMBER, D(27000), D(27000), ""),
        ("900K of them", Kind.NUMBER, D(900000), D(900000), ""),
        ("2.5MM shares", Kind.NUMBER, D(2500000), D(2500000), ""),
        ("three-and-a-half years", Kind.DURATION, D(42), D(42), "month"),
        ("twenty-five hundred", Kind.NUMBER, D(2500), D(2500), ""),
        ("two million three hundred thousand", Kind.NUMBER, D(2300000), D(2300000), ""),
        ("one point five billion", Kind.NUMBER, D(1500000000), D(1500000000), ""),
        ("two oh five", Kind.NUMBER, D(205), D(205), ""),
        ("3 million and a half", Kind.NUMBER, D(3500000), D(3500000), ""),
        ("one hundred and three and two thirds", Kind.NUMBER, D(103) + D(2) / D(3), D(103) + D(2) / D(3), ""),
        ("half a million", Kind.NUMBER, D(500000), D(500000), ""),
        ("a couple of dozen", Kind.NUMBER, D(24), D(24), ""),
        ("220 2/3 innings", Kind.NUMBER, D(220) + D(2) / D(3), D(220) + D(2) / D(3), ""),
        ("30 per cent", Kind.PERCENT, D(30), D(30), ""),
        ("70-90% of men", Kind.PERCENT, D(70), D(90), ""),
        ("five to ten per cent", Kind.PERCENT, D(5), D(10), ""),
        ("between 30 and 43 percent", Kind.PERCENT, D(30), D(43), ""),
        ("-5%", Kind.PERCENT, D(-5), D(-5), ""),
        ("40 percentage points", Kind.POINT, D(40), D(40), ""),
        ("85 basis points", Kind.POINT, D("0.85"), D("0.85"), ""),
        ("85bps", Kind.POINT, D("0.85"), D("0.85"), ""),
        ("two thirds", Kind.FRACTION, D(2) / D(3), D(2) / D(3), ""),
        ("a quarter of the sales", Kind.FRACTION, D("0.25"), D("0.25"), ""),
        ("3/4 of them", Kind.FRACTION, D("0.75"), D("0.75"), ""),
        ("One in five", Kind.FRACTION, D("0.2"), D("0.2"), ""),
        ("28.6 times", Kind.MULTIPLE, D("28.6"), D("28.6"), ""),
        ("3x", Kind.MULTIPLE, D(3), D(3), ""),
        ("doubled", Kind.MULTIPLE, D(2), D(2), ""),
        ("177 megawatts", Kind.MEASURE, 177 * M, 177 * M, "W"),
        ("0.05 kWh", Kind.MEASURE, D(50), D(50), "Wh"),
        ("7nm", Kind.MEASURE, D("7E-9"), D("7E-9"), "m"),
        ("2.8 exahash per second", Kind.MEASURE, D("2.8E18"), D("2.8E18"), "hash"),
        ("9 to 12 months", Kind.DURATION, D(9), D(12), "month"),
        ("a quarter ago", Kind.DURATION, D(3), D(3), "month"),
        ("two decades", Kind.DURATION, D(240), D(240), "month"),
        ("Half an hour", Kind.DURATION, D(1800), D(1800), "s"),
        ("a 45-year-old", Kind.AGE, D(45), D(45), ""),
        ("the third batch", Kind.ORDINAL, D(3), D(3), ""),
        ("No. 1", Kind.ORDINAL, D(1), D(1), ""),
        ("21st century", Kind.ORDINAL, D(21), D(21), "century"),
        ("hundreds of thousands of users", Kind.NUMBER, D(100000), D(1000000), ""),
        ("growth in the mid-teens", Kind.NUMBER, D(14), D(16), ""),
        ("high single digits", Kind.NUMBER, D(7), D(9), ""),
        ("in the high sixes", Kind.NUMBER, D("6.7"), D("6.9"), ""),
        ("a low-30s margin", Kind.NUMBER, D(31), D(33), ""),
        ("40 000 people", Kind.NUMBER, D(40000), D(40000), ""),
        ("1\u202f414\u202f021 people", Kind.NUMBER, D(1414021), D(1414021), ""),
        ("3 hundred and 21 plants", Kind.NUMBER, D(321), D(321), ""),
        ("4 thousand 3 hundred and 21", Kind.NUMBER, D(4321), D(4321), ""),
        ("two million and one half", Kind.NUMBER, D(2500000), D(2500000), ""),
        ("one billion and three quarters million", Kind.NUMBER, D(1000750000), D(1000750000), ""),
        ("a quarter million users", Kind.NUMBER, D(250000), D(250000), ""),
        ("three lakh crore", Kind.NUMBER, D(3000000000000), D(3000000000000), ""),
        ("2.33 k", Kind.NUMBER, D(2330), D(2330), ""),
        ("oh point five percent", Kind.PERCENT, D("0.5"), D("0.5"), ""),
        ("margin was (3.5)% then", Kind.PERCENT, D("-3.5"), D("-3.5"), ""),
        ("thirty percentage", Kind.PERCENT, D(30), D(30), ""),
        ("half of one percent", Kind.PERCENT, D("0.5"), D("0.5"), ""),
        ("a tax rate of 18% to 20%", Kind.PERCENT, D(18), D(20), ""),
        ("three-tenths of a point", Kind.POINT, D("0.3"), D("0.3"), ""),
        ("a point and a half", Kind.POINT, D("1.5"), D("1.5"), ""),
        ("a couple of percentage points", Kind.POINT, D(2), D(3), ""),
        ("a couple of hundred basis points", Kind.POINT, D(2), D(2), ""),
        ("-4/5", Kind.FRACTION, D("-0.8"), D("-0.8"), ""),
        ("one over twenty", Kind.FRACTION, D("0.05"), D("0.05"), ""),
        ("9 out of 10 customers", Kind.FRACTION, D("0.9"), D("0.9"), ""),
        ("twenty-three fifths", Kind.FRACTION, D("4.6"), D("4.6"), ""),
        ("½ of them", Kind.FRACTION, D("0.5"), D("0.5"), ""),
        ("1/4 mile", Kind.MEASURE, D("402.336"), D("402.336"), "m"),
        ("weighs 25 pounds", Kind.MEASURE, D("11339.80925"), D("11339.80925"), "g"),
        ("a year and a half", Kind.DURATION, D(18), D(18), "month"),
        ("the first nine months", Kind.DURATION, D(9), D(9), "month"),
        ("trailing twelve months", Kind.DURATION, D(12), D(12), "month"),
        ("8 months old", Kind.DURATION, D(8), D(8), "month"),
        ("a 87 yo man", Kind.AGE, D(87), D(87), ""),
        ("two and a half to three times", Kind.MULTIPLE, D("2.5"), D(3), ""),
        ("one hundred twenty-fifth anniversary", Kind.ORDINAL, D(125), D(125), ""),
    ],
)
def test_values(text: str, kind: Kind, low: D, high: D, unit: str) -> None:
    found = one(text)
    assert (found.kind, found.low, found.high, found.unit) == (kind, low, high, unit)


@pytest.mark.parametrize(
    ("text", "value", "currency", "loose"),
    [
        ("USD44.1 million", D("44.1") * M, "USD", False),
        ("US$5", D(5), "USD", False),
        ("$3.6bn", D("3600000000"), "USD", True),
        ("€3.1billion", D("3100000000"), "EUR", False),
        ("£125m", 125 * M, "GBP", False),
        ("NT$3.2 billion", D("3200000000"), "TWD", False),
        ("RMB 5 billion", D("5000000000"), "CNY", False),
        ("50 cents", D("0.5"), "USD", True),
        ("12 million Swiss francs", 12 * M, "CHF", False),
        ("$(5.2) million", D("-5.2") * M, "USD", True),
        ("¥500", D(500), "", True),
        ("NT $5 million", 5 * M, "TWD", False),
        ("costs us $5 million", 5 * M, "USD", True),
        ("10 € each", D(10), "EUR", False),
        ("120 MEUR in sales", 120 * M, "EUR", False),
        ("75 USD million", 75 * M, "USD", False),
        ("3 dollars and 50 cents", D("3.5"), "USD", True),
        ("a ten-billion-dollar company", D(10000000000), "USD", True),
        ("in RMB 3 million", 3 * M, "CNY", False),
    ],
)
def test_money(text: str, value: D, currency: str, loose: bool) -> None:
    found = one(text)
    assert (found.kind, found.value, found.currency, found.loose_currency) == (Kind.MONEY, value, currency, loose)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("September 25, 2023", {"year": 2023, "month": 9, "day": 25}),
        ("the 25th of September", {"month": 9, "day": 25}),
        ("Sept. 25", {"month": 9, "day": 25}),
        ("in May", {"month": 5}),
        ("mid-2024", {"year": 2024}),
        ("FY25", {"year": 2025, "fiscal": True}),
        ("the 1980s", {"decade": 1980}),
        ("2015-08-12", {"year": 2015, "month": 8, "day": 12}),
        ("02/22/2016", {"year": 2016, "month": 2, "day": 22}),
        ("13.5.2015", {"year": 2015, "month": 5, "day": 13}),
        ("in january 2020", {"year": 2020, "month": 1}),
        ("on Tuesday's call", {"weekday": 2}),
        ("Q4 FY25", {"quarter": 4, "year": 2025}),
        ("4Q23", {"quarter": 4, "year": 2023}),
        ("third-quarter 2023 results", {"quarter": 3, "year": 2023}),
        ("quarter one 2024", {"quarter": 1, "year": 2024}),
        ("fourth quarter of twenty twenty-four", {"quarter": 4, "year": 2024}),
        ("twenty twenty-five", {"year": 2025}),
        ("fiscal '25", {"year": 2025, "fiscal": True}),
        ("FY 25", {"year": 2025, "fiscal": True}),
        ("since '98", {"year": 1998}),
        ("9/18/15", {"year": 2015, "month": 9, "day": 18}),
        ("05/05/89", {"year": 1989, "month": 5, "day": 5}),
        ("on 4/22", {"month": 4, "day": 22}),
        ("28-Nov", {"month": 11, "day": 28}),
        ("2019/Sep/01", {"year": 2019, "month": 9, "day": 1}),
        ("June twenty-three", {"month": 6, "day": 23}),
        ("December thirty-first, twenty twenty-four", {"year": 2024, "month": 12, "day": 31}),
        ("the 26th of June of 2020", {"year": 2020, "month": 6, "day": 26}),
        ("on the 27th.", {"day": 27}),
        ("half past four", {"hour": 4, "minute": 30}),
        ("a quarter to six", {"hour": 5, "minute": 45}),
        ("the first half of 2024", {"half": 1, "year": 2024}),
        ("2023 year-end", {"year": 2023}),
        ("19:30 BST", {"hour": 19, "minute": 30}),
        ("4.40 am", {"hour": 4, "minute": 40}),
        ("7 p.m.", {"hour": 19, "minute": 0}),
        ("won 10-6", {"parts": (D(10), D(6))}),
        ("the A-14 series", {"code": "A14"}),
        ("Form 20-F", {"code": "20F"}),
        ("a Type-2 license", {"code": "TYPE2"}),
        ("0800 555 111", {"code": "0800555111"}),
    ],
)
def test_fields(text: str, fields: dict[str, object]) -> None:
    found = one(text)
    assert {name: getattr(found, name) for name in fields} == fields


@pytest.mark.parametrize(
    "text",
    [
        "no one left", "that one-off charge", "on the one hand", "second to none", "the rate per second",
        "you may march on", "this one", "one another", "a second.", "see https://example.com/a?q=30%25%2020%",
        "round the clock, 24/7", "the sun, too", "from quarter to quarter",
    ],
)  # fmt: skip
def test_words_that_are_no_figures(text: str) -> None:
    assert find_quantities(text, "en") == []


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("more than 5,000", Bound.OVER),
        ("at least 5,000", Bound.AT_LEAST),
        ("up to $5,000", Bound.AT_MOST),
        ("nearly 5,000", Bound.NEARLY),
        ("about USD 5,000", Bound.ABOUT),
        ("less than 5%", Bound.UNDER),
        ("5,000 or more", Bound.AT_LEAST),
        ("for at least the next 3 months", Bound.AT_LEAST),
        ("dozens", Bound.VAGUE),
        ("5,000", Bound.EXACT),
    ],
)
def test_bounds(text: str, bound: Bound) -> None:
    assert one(text).bound is bound


def test_lists_of_quarters() -> None:
    found = find_quantities("in the second and third quarters, from the third to the fourth quarter", "en")
    assert [q.quarter for q in found] == [2, 3, 3, 4]


def test_from_to_gives_two_figures() -> None:
    assert [q.value for q in find_quantities("from $41 million to $96 million", "en")] == [41 * M, 96 * M]


def test_over_the_past_is_no_bound() -> None:
    assert one("over the past two years").bound is Bound.EXACT
    assert one("over two years").bound is Bound.OVER


def test_a_rate_of_exchange_is_no_range() -> None:
    assert [q.value for q in find_quantities("a rate of 1 US dollar to 32.5 NT dollars", "en")] == [D(1), D("32.5")]


def test_a_price_in_the_thirties() -> None:
    found = one("in the mid-$30s")
    assert (found.kind, found.low, found.high, found.bound) == (Kind.MONEY, D(34), D(36), Bound.VAGUE)


def test_feet_and_inches() -> None:
    assert [q.unit_id for q in find_quantities("the 6-foot-6 forward", "en")] == ["foot", "inch"]


def test_digits_and_words_are_told_apart() -> None:
    assert one("3 plants").written is Written.DIGITS
    assert one("three plants").written is Written.WORDS


def test_unknown_language() -> None:
    with pytest.raises(ValueError, match="fr"):
        find_quantities("trois", "fr")
