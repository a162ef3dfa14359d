"""Idioms, money verbs, words of many senses, titles and formulae of the shipped pack: beyond what every pack is held to."""

from __future__ import annotations

import pytest

from align.checks.term_pack import wrong_renderings
from align.facts import Facts
from align.model import Bitext, Pair
from align.names.packterms import pack_departures
from align.packs.domain import entries
from align.packs.fold import fold

PACKS = ("ambiguous_words", "calls_formulae", "documents_titles", "idioms_calls", "verbs_money")
MINE = tuple(entry for entry in entries() if entry.pack in PACKS)


def fired(source: str, target: str, language: str = "zh-Hant-TW") -> list[str]:
    facts = Facts(Bitext("sample", (Pair(0, source, target),), target_lang=language))
    return [wrong.target.of(target) for wrong in wrong_renderings(facts)]


def test_size() -> None:
    assert len(MINE) >= 500
    assert {entry.pack for entry in MINE} == set(PACKS)


def test_no_source_is_covered_by_another_file() -> None:
    """A term that another file has in every context is not entered again."""
    everywhere = {s.lower() for e in entries() if e.pack not in PACKS and not e.with_ for s in e.source}
    assert not [s for e in MINE for s in e.source if s.lower() in everywhere]


def test_right_renderings_are_several_and_none_is_wrong_too() -> None:
    assert not [entry.source[0] for entry in MINE if len(entry.right) < 2 and not entry.with_ and not entry.without]
    assert not [e.source[0] for e in MINE if {fold(r) for r in e.right} & {fold(w) for w in e.wrong}]


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("They kept the lights on with a bridge loan.", "他們靠過橋貸款讓燈亮著。", "讓燈亮"),
        ("He is keeping his eye on costs, in a nutshell.", "總之他留意成本，果殼裡說。", "果殼"),
        ("Margins got squeezed as dealers held back orders.", "經銷商暫緩下單，利潤率受擠壓。", None),
        ("The bonds were priced at par in June.", "債券於六月以面額定價。", None),
        ("We stepped down the fee rate in the contract.", "我們在合約中走下費率。", "走下"),
        ("Our chairman stepped down from the board.", "董事長走下職位，離開董事會。", None),
    ],
)
def test_inflected_forms_and_other_senses(source: str, target: str, wrong: str | None) -> None:
    assert fired(source, target) == ([wrong] if wrong else [])


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Our stores back in line with last year sold out.", "我們的門市與去年相當，銷售一空。"),
        ("We run towers near the Black Sea and in the Red Sea ports.", "我們在黑海附近與紅海港口營運塔台。"),
        ("The hospital performed more operations this year.", "醫院今年完成更多手術。"),
        ("Members exercise at our gyms, and we exercise caution.", "會員在我們的健身房運動，我們則保持謹慎。"),
        ("We flagged vessels under the Liberian flag.", "我們的船舶懸掛賴比瑞亞國旗。"),
        ("The vice president of Indonesia visited our mine.", "印尼副總統參訪我們的礦場。"),
        ("Our LED lamps came in light weight packages.", "我們的 LED 燈採輕量包裝，燈光明亮。"),
        ("Our president will speak before the presidential election.", "我們的總裁將於總統大選前發言。"),
        ("We placed the samples on the table in the showroom.", "我們把樣品放在展間的桌上展示。"),
        ("The contribution to our charitable foundation was $1 million.", "對慈善基金會的捐款為100萬美元。"),
        ("Orders from the court delayed orders from customers.", "法院命令延誤了客戶訂單。"),
        ("The flash controller chips sold well, the CFO said.", "財務長表示，快閃記憶體控制器晶片銷售佳。"),
        ("We hold back inventory behind the counter.", "我們在櫃台後面保留存貨。"),
    ],
)
def test_plain_senses_pass(source: str, target: str) -> None:
    assert not fired(source, target)


def test_simplified_targets() -> None:
    assert fired("Buyers are still on the fence.", "买家仍在篱笆上。", "zh-Hans-CN") == ["篱笆"]


def test_phrases_may_be_varied_in_one_document() -> None:
    """Free renderings of a phrase are style: no finding of inconsistency."""
    forms = ("暫緩", "擱置", "暫緩", "暫緩", "暫緩", "延後", "暫緩")
    pairs = tuple(Pair(i, "That plan is on the back burner.", f"該計畫{form}。") for i, form in enumerate(forms))
    assert not list(pack_departures(Facts(Bitext("sample", pairs))))
