"""Whole-line checks beyond their own examples: places, suggestions, roll-up, quiet on clean text."""

from __future__ import annotations

import csv
import itertools
import os
from pathlib import Path

import pytest

from align.checks.registry import check_by_id
from align.facts import Facts
from align.model import Bitext, Hit, Pair, Severity
from align.qa import Settings, make_report

ROOT = Path(__file__).resolve().parent.parent
NTREX = Path(os.environ.get("ALIGN_DATA", ROOT.parent / "shared")) / "data" / "ntrex" / "ntrex.tsv"


def document(*texts: tuple[str, str], lang: str = "zh-Hant-TW", kind: str = "speech") -> Bitext:
    pairs = tuple(Pair(i, source, target, kind=kind) for i, (source, target) in enumerate(texts))  # type: ignore[arg-type]
    return Bitext("made", pairs, target_lang=lang)


def hits(check_id: str, bitext: Bitext) -> list[Hit]:
    check = check_by_id(check_id)
    return list(check.run(Facts(bitext), check.options))


def places(check_id: str, source: str, target: str, lang: str = "zh-Hant-TW") -> list[str]:
    found = hits(check_id, document((source, target), lang=lang))
    return [hit.target.of(target) for hit in found if hit.target is not None]


def test_a_line_in_the_other_script_is_one_finding() -> None:
    found = hits("script.simplified", document(("We opened two plants.", "我们开设了两间工厂，产能将会提高。")))
    assert len(found) == 1
    assert found[0].severity is Severity.MAJOR
    assert found[0].suggestion == "我們開設了兩間工廠，產能將會提高。"


def test_single_characters_are_pointed_at() -> None:
    assert places("script.simplified", "Costs fell.", "本季成本与费用下降，其餘持平。") == ["费"]
    assert places("script.conversion", "Costs fell.", "本季成本与費用下降，其餘持平。") == ["与"]


def test_traditional_in_simplified_text() -> None:
    assert places("script.simplified", "Sales grew.", "销售额成長。", "zh-Hans-CN") == ["長"]
    assert places("script.conversion", "Sales grew.", "公司控製成本。", "zh-Hans-CN") == []


def test_labels_are_never_untranslated() -> None:
    bitext = document(
        ("Dana Holt - Chief Executive Officer of the company", "Dana Holt - Chief Executive Officer of the company"),
        kind="label",
    )
    assert hits("text.untranslated", bitext) == []
    assert hits("text.empty", document(("Operator", ""), kind="label")) == []


def test_words_left_in_english_are_one_finding_when_many() -> None:
    bitext = document(
        *((f"We hold {n} thousand wafers in stock.", f"我們持有 {n} 千片 wafers 庫存。") for n in range(2, 9))
    )
    report = make_report(bitext, settings=Settings(only=("text.partial",)))
    assert [finding.pair for finding in report.findings] == [None]
    assert report.findings[0].evidence["pairs"] == list(range(7))


@pytest.mark.parametrize(
    "target",
    [
        "我們的 SKU 與 EBITDA 都成長。",
        "請寄 email 或使用 app。",
        "速度為每秒 5 gb。",
        "產品 K7 由 Halden 推出。",
        "這稱為流片（tape-out）。",
    ],
)
def test_customary_latin_is_allowed(target: str) -> None:
    assert places("text.partial", "Our sku, ebitda, email, app, gb, product and tape-out grew at Halden.", target) == []


def test_negation_is_compared_by_sentence() -> None:
    source = "We do not expect growth. Prices are stable. We never sold the site."
    assert places("meaning.negation", source, "我們預期會成長。價格穩定。我們從未出售該據點。") == ["我們預期會成長。"]
    assert places("meaning.negation", source, "我們預期不會成長。價格穩定。我們從未出售該據點。") == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("We won't start until May.", "我們五月才開始。"),
        ("We avoided a loss.", "我們避免了虧損。"),
        ("He hardly slept.", "他幾乎沒睡。"),
        ("It is not bad at all.", "相當好。"),
        ("Sure, go ahead.", "沒問題，請說。"),
        ("Without the charge, costs fell 2%.", "扣除該費用後，成本下降2%。"),
        ("We nearly doubled it; however, it is different.", "我們幾乎翻倍，不過有所不同。"),
    ],
)
def test_free_renderings_of_denials(source: str, target: str) -> None:
    assert places("meaning.negation", source, target) == []


def test_repeated_phrase_suggests_the_single_one() -> None:
    found = hits("text.duplicated", document(("We follow the rules.", "我們遵循一般公認會計準則會計準則。")))
    assert [hit.suggestion for hit in found] == ["會計準則"]


def test_wrong_label_is_not_also_called_inconsistent() -> None:
    anna, bo = "Anna Reyes - CEO", "Bo Lind - Analyst"
    bitext = document((anna, anna), (bo, bo), (anna, anna), (bo, bo), (bo, anna), kind="label")
    assert [hit.pair for hit in hits("speaker.wrong", bitext)] == [4]
    assert hits("speaker.wrong", bitext)[0].suggestion == bo
    assert hits("speaker.inconsistent", bitext) == []


def test_two_wrong_labels_do_not_accuse_the_right_ones() -> None:
    anna, bo = ("Anna Reyes - CEO", "安娜·雷耶斯 - 執行長"), ("Bo Lind - Analyst", "博·林德 - 分析師")
    bitext = document(anna, bo, anna, bo, anna, (bo[0], anna[1]), bo, kind="label")
    assert [hit.pair for hit in hits("speaker.wrong", bitext)] == [5]


def test_half_width_signs_are_one_note() -> None:
    bitext = document(("Yes, sir.", "是的,先生。"), ("No, sir.", "不,先生。"), ("Is it?", "是嗎?"))
    report = make_report(bitext, settings=Settings(only=("text.punctuation",)))
    assert [(f.pair, f.severity) for f in report.findings] == [(None, Severity.INFO)]


@pytest.mark.skipif(not NTREX.exists(), reason=f"no news lines at {NTREX}")
@pytest.mark.parametrize(("column", "lang", "most"), [("zh_TW", "zh-Hant-TW", 10), ("zh_CN", "zh-Hans-CN", 20)])
def test_quiet_on_clean_news(column: str, lang: str, most: int) -> None:
    with NTREX.open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    ids = (
        "script.simplified",
        "script.conversion",
        "text.untranslated",
        "text.partial",
        "text.duplicated",
        "text.brackets",
    )
    checks = [check_by_id(name) for name in (*ids, "text.empty", "meaning.negation", "meaning.question")]
    flags = 0
    for name, group in itertools.groupby(rows, key=lambda row: row["document"]):
        bitext = Bitext(name, tuple(Pair(i, r["en"], r[column]) for i, r in enumerate(group)), target_lang=lang)
        facts = Facts(bitext)
        flags += sum(1 for check in checks for _ in check.run(facts, check.options))
    assert flags <= most, "flags on 1,000 lines of human translation"
