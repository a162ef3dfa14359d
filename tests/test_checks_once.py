"""One fault is one finding, its message a sentence, its correction such that the line reads well with it."""

from __future__ import annotations

import pytest

from align.checks.base import Check
from align.checks.once import told_once
from align.checks.paste import whole_words, without_doubling
from align.checks.registry import all_checks, check_by_id
from align.facts import Facts
from align.model import Bitext, Finding, Hit, Pair, Severity, Span
from align.qa import make_report
from align.text.slips import slips_in
from align.text.tokens import tokens


def told(*hits: tuple[str, Hit]) -> list[tuple[str, Hit]]:
    return [(check.id, hit) for check, hit in told_once([(check_by_id(name), hit) for name, hit in hits])]


def findings(source: str, target: str) -> tuple[Finding, ...]:
    return make_report(Bitext("x", (Pair(0, source, target),))).findings


def test_a_missing_sentence_explains_what_is_missing_in_it() -> None:
    gap = Hit(0, "gone", source=Span(10, 40), evidence={"unit": "sentence"}, confidence=0.95, severity=Severity.MINOR)
    kept = told(("quantity.missing", Hit(0, "“14” is missing.", source=Span(20, 22))), ("meaning.omission", gap))
    assert [name for name, _ in kept] == ["meaning.omission"]
    assert kept[0][1].evidence["also"] == ["“14” is missing."] and kept[0][1].severity is Severity.MAJOR


def test_a_sentence_only_probably_missing_gives_way_to_the_figure() -> None:
    gap = Hit(0, "gone", source=Span(10, 40), evidence={"unit": "sentence"}, confidence=0.8)
    kept = told(("quantity.missing", Hit(0, "“14” is missing.", source=Span(20, 22))), ("meaning.omission", gap))
    assert [name for name, _ in kept] == ["quantity.missing"]


def test_a_wrong_word_is_told_by_the_check_that_says_most() -> None:
    wrong = Hit(0, "wrong", target=Span(3, 5), suggestion=None)
    other = Hit(0, "elsewhere", target=Span(3, 5), suggestion="挖礦")
    kept = told(("term.inconsistency", other), ("term.wrong", wrong))
    assert [(name, hit.suggestion) for name, hit in kept] == [("term.wrong", "挖礦")]


def test_faults_of_other_words_and_pairs_stay() -> None:
    hits = [
        ("term.wrong", Hit(0, "a", target=Span(3, 5))),
        ("term.inconsistency", Hit(0, "b", target=Span(6, 8))),
        ("term.inconsistency", Hit(1, "c", target=Span(3, 5))),
        ("term.inconsistency", Hit(None, "d", target=None)),
    ]
    assert len(told(*hits)) == 4


@pytest.mark.parametrize(
    ("text", "wrong", "right", "place"),
    [
        ("我把電話轉給我們的財務長", "把電話轉", "交給", "把電話轉給"),
        ("每天氣溫都高", "每", "每天", "每"),
        ("淨利為3元", "淨利", "淨損", "淨利"),
    ],
)
def test_a_correction_doubles_nothing(text: str, wrong: str, right: str, place: str) -> None:
    start = text.index(wrong)
    assert without_doubling(text, Span(start, start + len(wrong)), right).of(text) == place


@pytest.mark.parametrize(
    ("text", "wrong", "place"),
    [("改變我們採礦業務的區域", "採礦業", "採礦"), ("如果已安裝的基礎每年成長", "已安裝的基", "已安裝的基礎")],
)
def test_a_place_ends_with_a_word(text: str, wrong: str, place: str) -> None:
    start = text.index(wrong)
    assert whole_words(tokens(text), Span(start, start + len(wrong))).of(text) == place


@pytest.mark.parametrize(
    ("source", "target", "corrected"),
    [
        (
            "Retail was 62% of sales and wholesale 38%.",
            "零售占銷售額的 38%，批發占 62%。",
            "零售占銷售額的 62%，批發占 38%。",
        ),
        (
            "Sales should be $236 million to $244 million.",
            "銷售額應為 2.36 億至 2.24 億美元。",
            "銷售額應為 2.36 億 至 2.44 億美元。",
        ),
    ],
)
def test_a_correction_put_in_its_place_ends_the_fault(source: str, target: str, corrected: str) -> None:
    for finding in findings(source, target):
        assert finding.target is not None and finding.suggestion is not None
        put = target[: finding.target.start] + finding.suggestion + target[finding.target.end :]
        assert put == corrected
    assert findings(source, target) and not findings(source, corrected)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Costs will be below $9.00 per barrel.", "成本將低於每桶 9.00 美元。"),
        ("It steps up to $430 million.", "將升至 4.3 億美元。"),
        ("Bitcoin stayed above $50,000.", "比特幣維持在 5 萬美元上方。"),
        ("There was a gain, as the dollar depreciated 1.4% against the euro.", "因美元兌歐元貶值 1.4%，產生利益。"),
    ],
)
def test_bounds_and_directions_said_in_other_words_are_silent(source: str, target: str) -> None:
    assert [f.check for f in findings(source, target) if f.check.startswith("quantity.")] == []


def test_a_converted_character_is_put_right_as_taiwan_writes_it() -> None:
    assert [slip.right for slip in slips_in("我們已經恢複生產。")] == ["恢復"]


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.id)
def test_messages_are_sentences(check: Check) -> None:
    for bad in check.bad:
        pairs = tuple(Pair(n, *texts) for n, texts in enumerate(bad.pairs))
        facts = Facts(Bitext("x", pairs, target_lang=bad.target_lang), None, None, ())
        for hit in check.run(facts, check.options):
            assert hit.message[-1] in ".?" and "  " not in hit.message and "foots" not in hit.message, hit.message
