"""Figure findings: places on both sides, arithmetic, corrected Chinese, what the whole document changes; goals on data."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

from align.facts import Facts
from align.model import Bitext, Hit, Pair, Severity
from align.quantities.compare import compare
from align.quantities.differences import Issue
from align.quantities.findings import hits, off_by
from align.quantities.life import suspects
from align.quantities.wording import inconsistent

DATA = Path(os.environ.get("ALIGN_DATA", Path(__file__).resolve().parents[2] / "shared")) / "data"


def document(*pairs: tuple[str, str], lang: str = "zh-Hant-TW") -> Facts:
    return Facts(Bitext("made up", tuple(Pair(i, s, t) for i, (s, t) in enumerate(pairs)), target_lang=lang))


def only(source: str, target: str, lang: str = "zh-Hant-TW") -> Hit:
    found = list(hits(document((source, target), lang=lang), *Issue))
    assert len(found) == 1, found
    return found[0]


def corrected(source: str, target: str, lang: str = "zh-Hant-TW") -> str:
    hit = only(source, target, lang)
    assert hit.target is not None
    assert hit.suggestion is not None
    return target[: hit.target.start] + hit.suggestion + target[hit.target.end :]


def test_a_value_shows_its_arithmetic() -> None:
    hit = only("Revenue was $1.2 billion.", "營收為1.2億美元。")
    assert hit.severity is Severity.CRITICAL
    assert hit.evidence["equation"] == "$1.2 billion = 12億美元; 1.2億美元 = 120,000,000 USD"
    assert hit.evidence["off"] == "ten times too small"
    assert "ten times too small" in hit.message


@pytest.mark.parametrize(
    ("source", "target", "right"),
    [
        ("Revenue was $34 million.", "營收為340萬美元。", "營收為3,400萬美元。"),
        ("Revenue was $34 million.", "營收為 3400 萬港元。", "營收為 3400 萬美元。"),
        ("Revenue was $34 million.", "营收为340万美元。", "营收为3,400万美元。"),
        ("Margin rose 3 percentage points.", "毛利率上升 3%。", "毛利率上升 3 個百分點。"),
        ("It opens on September 25, 2023.", "將於2023年8月25日啟用。", "將於2023年9月25日啟用。"),
        ("Q4 was strong.", "第三季表現強勁。", "第四季表現強勁。"),
        ("It closed on Tuesday.", "於週四收盤。", "於週二收盤。"),
        ("Sales fell 14%.", "銷售額成長14%。", "銷售額下降14%。"),
        ("Orders exceeded $400 million.", "訂單不到4億美元。", "訂單超過4億美元。"),
        ("The K1466 sold out.", "K1446已售罄。", "K1466已售罄。"),
        ("In the fourth quarter sales rose.", "第四個四分之一，銷售上升。", None),
        ("About a quarter before the launch.", "在上市前約四分之一。", "在上市前約一季。"),
    ],
)
def test_the_correction_fits_its_place(source: str, target: str, right: str | None) -> None:
    lang = "zh-Hans-CN" if "营" in target else "zh-Hant-TW"
    if right is not None:
        assert corrected(source, target, lang) == right


@pytest.mark.parametrize(
    ("source", "target", "right"),
    [
        ("Rent was NT$2.4 billion.", "租金為 24 億美元。", "租金為 24 億元新台幣。"),
        (
            "Rent was NT$2.4 billion, wages NT$3 billion.",
            "租金為 24 億美元，薪資為新台幣 30 億元。",
            "租金為新台幣 24 億元，薪資為新台幣 30 億元。",
        ),
        ("The lease runs for three years.", "租期為五年。", "租期為三年。"),
        ("It takes four months.", "需要四年。", "需要四個月。"),
        ("Fares were down 4% to 6%.", "票價上漲 4% 至 6%。", "票價下跌 4% 至 6%。"),
        ("Output fell 14 to 16 units.", "產量增加 14 至 16 台。", "產量減少 14 至 16 台。"),
        ("Waste was in the mid-40s.", "廢料率在 30% 中段。", "廢料率在 40% 中段。"),
        ("Stock turns fell by 4 days to 68 days.", "周轉天數增加 4 天至 68 天。", "周轉天數減少 4 天至 68 天。"),
        ("More than 500 guests came.", "不到五百名賓客到場。", "超過五百名賓客到場。"),
    ],
)
def test_corrections_read_as_the_line_does(source: str, target: str, right: str) -> None:
    found = [h for h in hits(document((source, target)), *Issue) if h.suggestion and h.target]
    assert len(found) == 1
    hit = found[0]
    assert hit.target is not None
    assert target[: hit.target.start] + (hit.suggestion or "") + target[hit.target.end :] == right


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("Turns fell by 4 days.", "周轉天數增加 4 天。", "The English says a fall of “4 days”, the Chinese a rise."),
        ("Rent was NT$2.4 billion.", "租金為 24 億美元。", "“NT$2.4 billion” is in NT$; the Chinese says US dollars."),
        ("More than 500 came.", "不到 500 人到場。", "The English says “more than 500”, the Chinese less than."),
        ("Exactly 500 came.", "超過 500 人到場。", "The English says just “500”, the Chinese more than."),
        ("It takes four months.", "需要四年。", "“four months” is in months; the Chinese is in years."),
        ("It rose 3 percentage points.", "上升 3%。", "“3 percentage points” is in percentage points; the Chinese is a percentage."),
        ("Sales grew 46% sequentially.", "銷售年增 46%。", "The English compares “46%” with the quarter before, the Chinese with the year before."),
        ("Q4 was strong.", "第三季表現強勁。", "“Q4” became 第三季."),
        ("Staff went from 400 to 320.", "員工由 400 人增加至 320 人。", "The figures up to “320” are a fall; the Chinese calls it a rise."),
        ("Backlog stood at $310 million.", "我們有在手訂單。", "“$310 million” has no counterpart in the Chinese."),
        ("He expected $34 million.", "他預期 2019 年為 3,400 萬美元。", "“2019 年” stands in the Chinese only."),
        ("Staff rose by 300 people.", "員工增加至 300 人。", "The English says a change by “300”, the Chinese a level of 300."),
        ("Rent was $5 million and pay $3 million.", "租金為 300 萬美元，薪資為 500 萬美元。", "“$5 million” and “$3 million” have changed places in the Chinese."),
    ],
)  # fmt: skip
def test_messages_are_plain_sentences(source: str, target: str, message: str) -> None:
    assert message in {hit.message for hit in hits(document((source, target)), *Issue)}


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [("12", "1.2", "ten times too small"), ("3", "6", "2 times too large"), ("100", "104.5", "4.5 % too high")],
)
def test_how_far_off(a: str, b: str, words: str) -> None:
    from decimal import Decimal

    assert off_by(Decimal(a), Decimal(b)) == words


def test_a_figure_that_moved_to_the_next_paragraph_is_no_finding() -> None:
    facts = document(
        ("We sold 34,500 pumps. The margin was good.", "利潤率良好。"),
        ("Thank you.", "我們售出 34,500 台泵浦。謝謝。"),
    )
    assert list(hits(facts, *Issue)) == []


def test_untranslated_and_empty_targets_are_left_to_others() -> None:
    facts = document(("We sold 34,500 pumps.", "We sold pumps."), ("We sold 34,500 pumps.", ""))
    assert list(hits(facts, *Issue)) == []


def test_the_document_names_the_dollar() -> None:
    facts = document(
        ("All figures are in New Taiwan dollars.", "所有數字均以新台幣計。"),
        ("Revenue was $3.2 billion.", "營收為新台幣 32 億元。"),
    )
    assert list(hits(facts, *Issue)) == []


def test_a_repeated_finding_is_told_once() -> None:
    facts = document(("They were four from four and can do no wrong.", "他們表現完美。"))
    assert len(list(hits(facts, Issue.MISSING))) <= 2


def test_bare_quarters_and_separators_are_notes() -> None:
    facts = document(
        ("At the end of the third quarter we had 4,500 units.", "三季末我們有 4500 台。"),
        (
            "In the fourth quarter we had 5,200 units, 6,100 tools and 7,300 parts.",
            "第四季有 5,200 台、6,100 件工具、7,300 件零件。",
        ),
        ("We had 8,100 and 9,200.", "我們有 8,100 與 9,200。"),
    )
    found = list(inconsistent(facts))
    assert [hit.suggestion for hit in found] == ["第三季", "4,500"]
    assert found[1].severity is Severity.INFO


def test_codes_in_two_writings_are_suspect() -> None:
    facts = document(
        ("The K14 sells.", "K14 熱賣。"), ("The K14 is new.", "K14 是新品。"), ("The K-14 is big.", "K-14 很大。")
    )
    assert [hit.pair for hit in suspects(facts)] == [2]


@pytest.mark.skipif(not (DATA / "numbers").is_dir(), reason="needs the data folder (ALIGN_DATA)")
def test_goals_on_planted_errors() -> None:
    lines = (DATA / "numbers" / "corrupted.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [case for case in map(json.loads, lines) if case["kind"] != "unit_tai_zhao"]
    net = sum(flagged(c["en"], c["zh"]) and not flagged(c["en"], c["zh_original"]) for c in cases)
    assert net / len(cases) >= 0.92


@pytest.mark.skipif(not (DATA / "ntrex").is_dir(), reason="needs the data folder (ALIGN_DATA)")
@pytest.mark.parametrize("column", ["zh_TW", "zh_CN"])
def test_goal_on_intact_news(column: str) -> None:
    with (DATA / "ntrex" / "ntrex.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert sum(flagged(row["en"], row[column]) for row in rows) <= 0.02 * len(rows)


def flagged(source: str, target: str) -> bool:
    return any(d.severity is not Severity.INFO for d in compare(source, target).differences)
