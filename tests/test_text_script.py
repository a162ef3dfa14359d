"""Script, tokens, slips of conversion, normal forms and Latin runs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.model import Span
from align.text.latin import bracketed, latin_runs
from align.text.normal import bare, folded, half_width
from align.text.script import (
    fold_variants,
    siblings,
    simplified_only,
    strays,
    to_simplified,
    to_traditional,
    traditional_forms,
    traditional_only,
)
from align.text.slips import slips_in
from align.text.tokens import log_frequency, tokens

MIXED = st.text(alphabet="控製制後后麵面並併發髮不會我們 Aİß。，「」Ａ０，（）臺\U00020000\n", max_size=40)


@settings(deadline=None)
@given(MIXED | st.text(max_size=40))
def test_conversions_and_normal_forms_keep_every_place(text: str) -> None:
    for convert in (to_simplified, to_traditional, half_width, folded, fold_variants):
        assert len(convert(text)) == len(text)


@settings(deadline=None)  # dictionaries are loaded in the first example
@given(MIXED | st.text(max_size=40))
def test_tokens_cover_the_text(text: str) -> None:
    found = tokens(text)
    assert "".join(token.text for token in found) == text
    assert all(token.span.of(text) == token.text for token in found)
    assert "".join(token.simplified for token in found) == to_simplified(text)


@settings(deadline=None)
@given(MIXED)
def test_slips_lie_in_the_text_and_change_it(text: str) -> None:
    for slip in slips_in(text):
        assert slip.span.of(text) == slip.wrong != slip.right
        assert len(slip.wrong) == len(slip.right)


def test_exclusive_characters_are_exclusive() -> None:
    assert not set(simplified_only()) & set(traditional_only())
    assert not set(simplified_only()) & set("台后里干只面斗松制表")
    assert simplified_only()["费"] == "費"
    assert traditional_only()["費"] == "费"
    assert "体" in strays() and not strays() & set("后里干只制面")


def test_siblings_share_one_simplified_form() -> None:
    assert siblings()["后"] == "後后"
    assert set("製制") <= set(siblings()["制"])


def test_forms_of_a_word() -> None:
    assert traditional_forms("控制") == ("控制",)
    assert len(traditional_forms("了解")) == 2


def test_words_are_known_by_their_simplified_form() -> None:
    assert [token.text for token in tokens("我們的公司")] == ["我們", "的", "公司"]
    assert log_frequency("公司") is not None
    assert log_frequency("公司公司公司") is None


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("我們持續控製成本。", "控製", "控制"),
        ("公司將調整併擴大產能。", "併", "並"),
        ("研髮費用增加。", "研髮", "研發"),
        ("在這之后，需求回升。", "之后", "之後"),
        ("我們對于未來有信心。", "對于", "對於"),
        ("產品已經出貨瞭。", "瞭", "了"),
        ("記憶体價格上漲。", "記憶体", "記憶體"),
        ("訂單准備完成。", "准備", "準備"),
        ("關系良好。", "關系", "關係"),
        ("藉貸成本上升。", "藉貸", "借貸"),
    ],
)
def test_slips_are_found(text: str, wrong: str, right: str) -> None:
    assert [(slip.wrong, slip.right) for slip in slips_in(text)] == [(wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "臺灣與台灣、裡面與裏面、一週與一周。",
        "我們瞭解也了解這份計畫與計劃。",
        "皇后大道距離車站三公里，店裡賣麵粉與面膜。",
        "他只有一隻錶，手錶表面乾淨。",
        "頭髮、護髮與發展。",
        "合併後並列，併購案已批准。",
        "于先生與范女士復出，重複、回覆與恢復。",
        "憑藉經驗借錢，藉此機會。",
        "干預、幹部與乾貨。",
    ],
)
def test_right_spellings_are_left_alone(text: str) -> None:
    assert slips_in(text) == []


def test_latin_runs_leave_addresses_out() -> None:
    runs = latin_runs("請見 www.halden.com 或寫信至 ir@halden.com，K7 Pro 已上市。")
    assert [word for run in runs for word, _ in run.words] == ["K", "Pro"]


def test_brackets_shield_only_what_they_enclose() -> None:
    text = "流片（tape-out）與「我們的 wafers 很好」"
    gloss, inside = text.index("tape"), text.index("wafers")
    assert bracketed(text, Span(gloss, gloss + 8))
    assert not bracketed(text, Span(inside, inside + 6))


def test_bare_is_for_comparing() -> None:
    assert bare("Ａnna—Reyes， (CEO)") == "annareyesceo"
