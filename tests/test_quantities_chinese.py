"""Figures of Chinese text: what is read from which writing, and what stays silent. All sentences are invented."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.quantities import Bound, Kind, Quantity, Written, find_quantities
from align.quantities.chinese_numerals import read_numeral
from align.quantities.chinese_text import fold, rows

D = Decimal


def found(text: str, lang: str = "zh-Hant-TW") -> list[Quantity]:
    return find_quantities(text, lang)


def only(text: str) -> Quantity:
    figures = found(text)
    assert len(figures) == 1, [(q.text, q.kind) for q in figures]
    return figures[0]


NUMERALS = [
    ("4,410萬", 44_100_000), ("4410 萬", 44_100_000), ("四千四百一十萬", 44_100_000), ("44.1百萬", 44_100_000),
    ("４４１０萬", 44_100_000), ("肆仟肆佰壹拾萬", 44_100_000), ("1.36億", 136_000_000), ("7 億 2,500 萬", 725_000_000),
    ("7億2500萬", 725_000_000), ("2 兆 3,100 億", 2_310_000_000_000), ("2.31万亿", 2_310_000_000_000),
    ("一万五千亿", 1_500_000_000_000), ("三萬四千", 34_000), ("3萬4000", 34_000), ("三萬四", 34_000), ("四百五", 450),
    ("一千零五", 1005), ("一千零五十", 1050), ("十二", 12), ("廿五", 25), ("卅二", 32), ("二〇二四", 2024), ("二零零八", 2008),
    ("一百零一萬三千零一十二", 1_013_012), ("两千三", 2300), ("兩百三十四", 234), ("十二點五", "12.5"), ("三點一四", "3.14"),
    ("三點五億", 350_000_000), ("零點五", "0.5"), ("9 千萬", 90_000_000), ("6 百萬", 6_000_000), ("１２，３４５", 12_345),
    ("五億零六", 500_000_006), ("900K", 900_000), ("3.5M", 3_500_000), ("拾萬零五十六", 100_056), ("參拾", 30),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), NUMERALS)
def test_numerals(text: str, value: int | str) -> None:
    quantity = only(f"共有 {text} 個。")
    assert quantity.value == D(value)
    assert quantity.kind is Kind.NUMBER
    assert quantity.text == text


# text, kind, fields of the one figure found
FIGURES: list[tuple[str, Kind, dict[str, Any]]] = [
    # money
    ("營收為 4,410萬美元", Kind.MONEY, {"low": 44_100_000, "currency": "USD", "text": "4,410萬美元"}),
    ("淨利新台幣 3 億元", Kind.MONEY, {"low": 300_000_000, "currency": "TWD", "loose_currency": False}),
    ("淨利 3億元人民幣", Kind.MONEY, {"low": 300_000_000, "currency": "CNY"}),
    ("售價 NT$1,200", Kind.MONEY, {"low": 1200, "currency": "TWD", "text": "NT$1,200"}),
    ("售價 NT$1,200元", Kind.MONEY, {"low": 1200, "currency": "TWD", "text": "NT$1,200元"}),
    ("約 US$3.2億", Kind.MONEY, {"low": 320_000_000, "currency": "USD", "bound": Bound.ABOUT}),
    ("支付USD44.1萬", Kind.MONEY, {"low": 441_000, "currency": "USD"}),
    ("耗資€31億", Kind.MONEY, {"low": 3_100_000_000, "currency": "EUR"}),
    ("耗資 9 千万英镑", Kind.MONEY, {"low": 90_000_000, "currency": "GBP"}),
    ("每股 1.95 港元", Kind.MONEY, {"low": "1.95", "currency": "HKD"}),
    ("花了三千塊", Kind.MONEY, {"low": 3000, "loose_currency": True, "currency": ""}),
    ("花了 180億元", Kind.MONEY, {"low": 18_000_000_000, "loose_currency": True}),
    ("營收 3 兆元", Kind.MONEY, {"low": 3 * 10**12, "loose_currency": True}),
    ("新台幣約3億元", Kind.MONEY, {"low": 300_000_000, "currency": "TWD", "bound": Bound.ABOUT, "text": "3億元"}),
    ("50 美分", Kind.MONEY, {"low": "0.5", "currency": "USD"}),
    ("2至3億元", Kind.MONEY, {"low": 200_000_000, "high": 300_000_000}),
    ("30億至35億美元", Kind.MONEY, {"low": 3_000_000_000, "high": 3_500_000_000, "currency": "USD"}),
    # percentages and points
    ("成長 12.5%", Kind.PERCENT, {"low": "12.5"}),
    ("成長１２．５％", Kind.PERCENT, {"low": "12.5"}),
    ("成長百分之十二點五", Kind.PERCENT, {"low": "12.5"}),
    ("成長百分之 57", Kind.PERCENT, {"low": 57}),
    ("百分之百確定", Kind.PERCENT, {"low": 100}),
    ("千分之三", Kind.PERCENT, {"low": "0.3"}),
    ("萬分之五", Kind.PERCENT, {"low": "0.05"}),
    ("大約三成", Kind.PERCENT, {"low": 30, "bound": Bound.ABOUT}),
    ("兩成五的客戶", Kind.PERCENT, {"low": 25}),
    ("三成半", Kind.PERCENT, {"low": 35}),
    ("全面打八折", Kind.PERCENT, {"low": 80}),
    ("打八五折", Kind.PERCENT, {"low": 85}),
    ("70-90% 的受訪者", Kind.PERCENT, {"low": 70, "high": 90}),
    ("2%到3%", Kind.PERCENT, {"low": 2, "high": 3}),
    ("百分之30至43", Kind.PERCENT, {"low": 30, "high": 43}),
    ("-5%", Kind.PERCENT, {"low": -5, "negative_marked": True}),
    ("負3.2%", Kind.PERCENT, {"low": "-3.2", "negative_marked": True}),
    ("擴大 20個百分點", Kind.POINT, {"low": 20}),
    ("提高 85 個基點", Kind.POINT, {"low": "0.85", "unit_id": "bp", "amount": 85}),
    ("提高 30bps", Kind.POINT, {"low": "0.3", "unit_id": "bp"}),
    # fractions and multiples
    ("三分之二的股東", Kind.FRACTION, {"low": D(2) / D(3)}),
    ("5 分之 1", Kind.FRACTION, {"low": "0.2"}),
    ("十分之一", Kind.FRACTION, {"low": "0.1"}),
    ("一又二分之一", Kind.FRACTION, {"low": "1.5"}),
    ("佔了一半", Kind.FRACTION, {"low": "0.5"}),
    ("近半營收", Kind.FRACTION, {"low": "0.5", "bound": Bound.NEARLY}),
    ("已過半數", Kind.FRACTION, {"low": "0.5", "bound": Bound.OVER}),
    ("14½", Kind.FRACTION, {"low": "14.5"}),
    ("增長了 28.6 倍", Kind.MULTIPLE, {"low": "28.6"}),
    ("訂單翻倍", Kind.MULTIPLE, {"low": 2, "written": Written.IMPLIED}),
    ("規模翻番", Kind.MULTIPLE, {"low": 2}),
    ("翻了兩番", Kind.MULTIPLE, {"low": 4}),
    ("增加一倍", Kind.MULTIPLE, {"low": 2}),
    ("雙倍的訂單", Kind.MULTIPLE, {"low": 2}),
    # measures: 兆 is mega before a unit and 10**12 before money
    ("需要 177 兆瓦", Kind.MEASURE, {"low": 177_000_000, "unit": "W", "amount": 177}),
    ("耗電 5 千瓦時", Kind.MEASURE, {"low": 5000, "unit": "Wh"}),
    ("製程為 5 奈米", Kind.MEASURE, {"low": "5E-9", "unit": "m"}),
    ("跑了12千米", Kind.MEASURE, {"low": 12_000, "unit": "m"}),
    ("跑了三百公里", Kind.MEASURE, {"low": 300_000, "unit": "m"}),
    ("算力為 550 萬太哈希", Kind.MEASURE, {"low": 5_500_000 * 10**12, "unit": "hash"}),
    ("達 1.9 exahash", Kind.MEASURE, {"low": 19 * 10**17, "unit": "hash"}),
    ("超過半英寸", Kind.MEASURE, {"low": "0.0127", "bound": Bound.OVER}),
    ("零下 5 度", Kind.MEASURE, {"low": -5, "unit": "°"}),
    # durations and ages
    ("9到12個月", Kind.DURATION, {"low": 9, "high": 12, "unit": "month"}),
    ("一個半小時", Kind.DURATION, {"low": 5400, "unit": "s"}),
    ("兩個半月", Kind.DURATION, {"low": "2.5", "unit": "month"}),
    ("半年", Kind.DURATION, {"low": 6, "unit": "month"}),
    ("半個小時", Kind.DURATION, {"low": 1800, "unit": "s"}),
    ("三年多", Kind.DURATION, {"low": 36, "bound": Bound.OVER}),
    ("兩個多月", Kind.DURATION, {"low": 2, "bound": Bound.OVER}),
    ("近四週預售", Kind.DURATION, {"low": 2_419_200, "unit": "s", "bound": Bound.EXACT}),
    ("歷時近三年", Kind.DURATION, {"low": 36, "bound": Bound.NEARLY}),
    ("央行升息一碼", Kind.POINT, {"low": "0.25", "unit_id": "bp", "amount": 25}),
    ("降息半碼", Kind.POINT, {"low": "0.125", "amount": "12.5"}),
    ("百億美元", Kind.MONEY, {"low": 10**10, "currency": "USD"}),
    ("百萬台", Kind.NUMBER, {"low": 10**6}),
    ("不會超過 48 分鐘", Kind.DURATION, {"low": 2880, "bound": Bound.AT_MOST}),
    ("對折", Kind.PERCENT, {"low": 50}),
    ("民國元年", Kind.DATE, {"year": 1912}),
    ("3/15/2024", Kind.DATE, {"year": 2024, "month": 3, "day": 15}),
    ("高個位數成長", Kind.NUMBER, {"low": 7, "high": 9, "bound": Bound.VAGUE}),
    ("低雙位數百分比", Kind.PERCENT, {"low": 10, "high": 13, "bound": Bound.VAGUE}),
    ("上下正負 5%", Kind.PERCENT, {"low": 5, "negative_marked": False}),
    ("2024Q3", Kind.QUARTER, {"year": 2024, "quarter": 3}),
    ("今年前 9 月", Kind.DURATION, {"low": 9, "unit": "month"}),
    ("兩倍半", Kind.MULTIPLE, {"low": "2.5"}),
    ("營收近兆元", Kind.MONEY, {"low": 10**12, "bound": Bound.NEARLY}),
    ("近三年來", Kind.DURATION, {"low": 36, "bound": Bound.EXACT}),
    ("連續三季", Kind.DURATION, {"low": 9, "unit": "month"}),
    ("44 歲", Kind.AGE, {"low": 44}),
    ("40 多歲", Kind.AGE, {"low": 40, "bound": Bound.OVER}),
    # dates, quarters, times
    ("2023 年 9 月 25 日", Kind.DATE, {"year": 2023, "month": 9, "day": 25}),
    ("二〇二四年三月五日", Kind.DATE, {"year": 2024, "month": 3, "day": 5}),
    ("9月30日", Kind.DATE, {"month": 9, "day": 30}),
    ("在十二月份", Kind.DATE, {"month": 12}),
    ("2024/3/15", Kind.DATE, {"year": 2024, "month": 3, "day": 15}),
    ("禮拜天", Kind.DATE, {"weekday": 7}),
    ("上周二", Kind.DATE, {"weekday": 2}),
    ("1980 年代", Kind.DATE, {"decade": 1980}),
    ("20世纪80年代", Kind.DATE, {"decade": 1980}),
    ("上世紀九十年代", Kind.DATE, {"decade": 1990}),
    ("一九六幾年", Kind.DATE, {"decade": 1960}),
    ("民國112年", Kind.DATE, {"year": 2023}),
    ("2025財年", Kind.DATE, {"year": 2025, "fiscal": True}),
    ("第四季", Kind.QUARTER, {"quarter": 4, "year": None}),
    ("2023年第四季度", Kind.QUARTER, {"quarter": 4, "year": 2023}),
    ("四季末", Kind.QUARTER, {"quarter": 4}),
    ("首季", Kind.QUARTER, {"quarter": 1}),
    ("Q4 2023", Kind.QUARTER, {"quarter": 4, "year": 2023}),
    ("4Q23", Kind.QUARTER, {"quarter": 4, "year": 2023}),
    ("上半年", Kind.HALF, {"half": 1}),
    ("2024年下半年", Kind.HALF, {"half": 2, "year": 2024}),
    ("下午 4:40 分", Kind.TIME, {"hour": 16, "minute": 40}),
    ("晚上7:30", Kind.TIME, {"hour": 19, "minute": 30}),
    ("凌晨12點", Kind.TIME, {"hour": 0, "minute": 0}),
    ("三點半", Kind.TIME, {"hour": 3, "minute": 30}),
    ("上午十點十五分", Kind.TIME, {"hour": 10, "minute": 15}),
    ("19:30", Kind.TIME, {"hour": 19, "minute": 30}),
    # ordinals, scores, codes
    ("第三次", Kind.ORDINAL, {"low": 3}),
    ("第 25 條", Kind.ORDINAL, {"low": 25}),
    ("首次", Kind.ORDINAL, {"low": 1, "written": Written.IMPLIED}),
    ("19 世紀末", Kind.ORDINAL, {"low": 19, "unit": "century"}),
    ("以 2-0 獲勝", Kind.SCORE, {"parts": (D(2), D(0))}),
    ("以三比一擊敗", Kind.SCORE, {"parts": (D(3), D(1))}),
    ("以 10:6 領先", Kind.SCORE, {"parts": (D(10), D(6))}),
    ("採購 A-14 礦機", Kind.CODE, {"code": "A14"}),
    ("申報 20-F 表", Kind.CODE, {"code": "20F"}),
    ("支援5G", Kind.CODE, {"code": "5G"}),
    ("撥打 0800 555 111", Kind.OPAQUE, {"code": "0800555111"}),
    # vague and bounded
    ("數百人", Kind.NUMBER, {"low": 100, "high": 1000, "bound": Bound.VAGUE}),
    ("上千名員工", Kind.NUMBER, {"low": 1000, "high": 10_000, "bound": Bound.VAGUE}),
    ("成千上萬", Kind.NUMBER, {"low": 10_000, "high": 100_000, "bound": Bound.VAGUE}),
    ("數十萬台", Kind.NUMBER, {"low": 100_000, "high": 1_000_000, "bound": Bound.VAGUE}),
    ("十幾個", Kind.NUMBER, {"low": 10, "bound": Bound.OVER}),
    ("十來個", Kind.NUMBER, {"low": 10, "bound": Bound.ABOUT}),
    ("550多萬人", Kind.NUMBER, {"low": 5_500_000, "bound": Bound.OVER}),
    ("兩三百家", Kind.NUMBER, {"low": 200, "high": 300}),
    ("超過 300 台", Kind.NUMBER, {"low": 300, "bound": Bound.OVER}),
    ("逾百家", Kind.NUMBER, {"low": 100, "bound": Bound.OVER}),
    ("不到 5%", Kind.PERCENT, {"low": 5, "bound": Bound.UNDER}),
    ("至少 10 億", Kind.NUMBER, {"low": 10**9, "bound": Bound.AT_LEAST}),
    ("100 人以上", Kind.NUMBER, {"low": 100}),
    ("最多 3,000 個", Kind.NUMBER, {"low": 3000, "bound": Bound.AT_MOST}),
    ("30 元左右", Kind.MONEY, {"low": 30, "bound": Bound.ABOUT}),
    ("將近 1000 人", Kind.NUMBER, {"low": 1000, "bound": Bound.NEARLY}),
    ("不超過 8 家", Kind.NUMBER, {"low": 8, "bound": Bound.AT_MOST}),
    ("合約 30 份", Kind.NUMBER, {"low": 30, "bound": Bound.EXACT}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "fields"), FIGURES, ids=[f[0] for f in FIGURES])
def test_figures(text: str, kind: Kind, fields: dict[str, Any]) -> None:
    quantity = only(text)
    assert quantity.kind is kind
    for name, value in fields.items():
        given_ = getattr(quantity, name)
        if name in ("low", "high", "amount"):
            assert given_ == D(str(value)), name
        else:
            assert given_ == value, name
    if "low" in fields and "high" not in fields and kind is not Kind.CODE:
        assert quantity.low == quantity.high


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二、三季的訂單", [("二", {"quarter": 2}), ("三季", {"quarter": 3})]),
        ("集中在二、三期", [("二", {"low": D(2)}), ("三", {"low": D(3)})]),
        ("2016年至2018年", [("2016年", {"year": 2016}), ("2018年", {"year": 2018})]),
        ("1950 至 53 年", [("1950", {"year": 1950}), ("53 年", {"year": 1953})]),
        ("一名 17 歲、兩名 18 歲", [("一", {"low": D(1)}), ("17 歲", {}), ("兩", {"low": D(2)}), ("18 歲", {})]),
        ("年增 192%,季增 49%", [("192%", {"low": D(192)}), ("49%", {"low": D(49)})]),
        ("$20，300美元", [("$20", {"low": D(20)}), ("300美元", {"currency": "USD"})]),
        ("第二季至第三季", [("第二季", {"quarter": 2}), ("第三季", {"quarter": 3})]),
        ("18 勝 20 負 7 和", [("18", {}), ("20", {}), ("7", {})]),
        ("1至9月營收", [("1", {"month": 1}), ("9月", {"month": 9})]),
        ("3月15-18日", [("3月15", {"month": 3, "day": 15}), ("18日", {"day": 18})]),
        ("週三下午3點", [("週三", {"weekday": 3}), ("下午3點", {"hour": 15})]),
        ("每週四天工作", [("四天", {"unit": "s"})]),
    ],
)
def test_several_figures(text: str, expected: list[tuple[str, dict[str, Any]]]) -> None:
    quantities = found(text)
    assert [q.text for q in quantities] == [place for place, _ in expected]
    for quantity, (_, fields) in zip(quantities, expected, strict=True):
        for name, value in fields.items():
            assert getattr(quantity, name) == value


SILENT = [
    "雙位數成長",
    "個位數成長",
    "一些",
    "一直",
    "一樣",
    "十分",
    "萬一",
    "三不五時",
    "半島",
    "半導體",
    "減半",
    "零售",
    "統一",
    "萬國",
    "一般",
    "一起",
    "五角大廈",
    "四川",
    "三星",
    "一旦",
    "一方面",
    "下一代",
    "某一",
    "這一次",
    "之一",
    "唯一",
    "再三",
    "亂七八糟",
    "千萬別",
    "兩岸",
    "百貨",
    "九龍",
    "七喜",
    "八卦",
    "四處",
    "一成不變",
    "半決賽",
    "上半場",
    "五金",
    "六神無主",
    "一系列",
    "逐一",
    "專一",
    "零星",
    "零組件",
    "進一步",
    "星星",
    "百姓",
    "千禧",
    "另一家",
    "每一位",
    "幾個月",
    "數名",
    "數小時",
    "年輕一代",
    "三成立",
    "升至",
    "周邊",
    "萬歲",
    "億萬富翁",
]


@pytest.mark.parametrize("word", SILENT)
def test_what_only_looks_like_a_number_stays_silent(word: str) -> None:
    assert found(f"公司表示，{word}的情況。") == []


def test_every_silent_word_of_the_table_is_silent_alone() -> None:
    loud = [row["word"] for row in rows("zh_silent.csv") if found(row["word"])]
    assert loud == []


def test_addresses_are_no_figures() -> None:
    assert found("詳見 https://example.com/2024/q3?id=305 或 www.example.com/7") == []


def test_traditional_and_simplified_mean_the_same() -> None:
    pairs = [
        ("營收 7 億 2,500 萬元", "营收 7 亿 2,500 万元"), ("約兩萬個", "约两万个"), ("第三季年增三成", "第三季年增三成"),
        ("禮拜三晚上七點", "礼拜三晚上七点"), ("數萬輛", "数万辆"), ("負三點五億美元", "负三点五亿美元"),
    ]  # fmt: skip
    for hant, hans in pairs:
        assert [q.meaning() for q in found(hant)] == [q.meaning() for q in found(hans)]


def test_the_precision_is_the_place_of_the_last_digit() -> None:
    assert only("4,410萬元").precision == 10_000
    assert only("1.25%").precision == D("0.01")
    assert only("1.36億元").precision == 10**6


def test_spans_index_the_text_given() -> None:
    text = "（註）營收４，４１０萬美元，年增 12%。"
    for quantity in found(text):
        assert quantity.span.of(text) == quantity.text


PIECES = st.sampled_from(
    [
        *list("一二兩三十百千萬億兆零〇點半幾數多餘來約近逾成折分之第年月日週季倍元%％$.,，:：-~至到 、()A1234567890Q"),
        "百分之",
        "美元",
        "第四季",
        "個月",
    ]
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_nothing_makes_it_fail(text: str) -> None:
    last = 0
    for quantity in found(text):
        assert quantity.span.of(text) == quantity.text != ""
        assert quantity.span.start >= last
        last = quantity.span.end


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    for quantity in found(text):
        assert quantity.span.of(text) == quantity.text


def test_long_lines_are_read_whole() -> None:
    line = "營收 4,410萬美元，年增 12%，" * 5000
    assert len(found(line)) == 10_000
    assert len(found("1" * 100_000)) <= 1
    assert found("一" * 50_000) == [] or found("一" * 50_000)
    found("9至" * 20_000)
    found("百分之" * 20_000)
    found("(" * 20_000 + "5" + ")" * 20_000)


def test_numbers_are_read_at_their_place_only() -> None:
    folded = fold("成長 3,300 萬")
    assert read_numeral(folded, 0) is None
    number = read_numeral(folded, 3)
    assert number is not None
    assert (number.low, number.end) == (33_000_000, len(folded))


def test_the_table_of_variants_agrees_with_opencc() -> None:
    opencc = pytest.importorskip("opencc")
    to_simplified = opencc.OpenCC("t2s").convert
    folded = {row["char"]: row["folded"] for row in rows("zh_variants.csv")}
    own = {"〇", "箇", "嚐", "祇", "週", "著", "纔", "徧", "佔", "菸", "臺", "俩"}
    assert [c for c, f in folded.items() if c not in own and to_simplified(c) != f] == []
    names = ("zh_silent.csv", "zh_classifiers.csv", "zh_bounds.csv", "zh_dayparts.csv", "zh_not_after.csv")
    text = "".join(str(value) for name in names for row in rows(name) for value in row.values())
    missing = {c for c in text if "\u3400" <= c <= "\u9fff" and to_simplified(c) != c and c not in folded}
    assert missing == set()
