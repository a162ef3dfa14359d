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
        "鍾先生與鍾董事長出席。",
        "周杰倫與林俊杰唱歌。",
        "台灣製的晶片，手工製作，自製率提高。",
        "這齣戲很好看，一齣好戲。",
        "他不准我離開，准許進入。",
        "海水很鹹。",
        "中正里里長。",
        "後台、皇后、太后、落後、背後。",
        "沖回備抵、沖銷壞帳、避險沖抵、沖減。",
        "營運週轉金、存貨週轉天數、應收帳款周轉率。",
        "徵信、徵提擔保品、開徵關稅、稽徵、課徵。",
        "曆年、會計年度、歷年制、歷次。",
        "發行普通股、發放股利、增發新股、發債。",
        "復工、復產、復牌、復航、復原、修復、復甦力道。",
        "覆核、覆蓋、顛覆、回覆、函覆。",
        "複利、複合年增長率、重複性收入、複雜度、複數。",
        "併網、併表、合併營收、吞併、併發症、兼併。",
        "製程、製藥、製造商、自製、監製、委製、代工製造、製成品、特製、精製。",
        "限制、抑制、管制、體制、制裁、制約、制定、控制權、制服、制衡。",
        "鬆口、鬆動、放鬆、寬鬆貨幣政策。",
        "里程金、里程碑付款、公里數、英里。",
        "干擾、若干、干預、毫不相干、乾散貨、乾貨船、骨幹網路、幹線、幹部。",
        "系列、系統、聯繫、關係企業、繫於、維繫、係屬、係數、係因、係為。",
        "面額、票面、面臨、層面、方方面面、麵食。",
        "準則、準時、基準、準備金、核准、批准、准許、獲准、准予。",
        "台幣、新臺幣、台股、颱風假。",
        "託管、委託、信託、拜託、推託、寄託。",
        "借款、借貸、舉借、借入、藉此、憑藉、藉以。",
        "升級、升溫、提升、攀升、上升、公升、晉升。",
        "佈局、公布、公佈、發布、分布、宣布、遍布、佈建。",
        "占有率、佔有率、佔用、占比。",
        "出售、產出、出口、支出、一齣。",
        "須要、必須、無須、鬍鬚。",
        "核心、核准、核定、審核、覈實。",
        "彙報、匯報、匯兌、匯損、匯回、彙集、字彙、彙編。",
        "範疇、示範、規範、範圍。",
        "松木、松山、蓬鬆。",
        "獲利、獲准、斬獲、收穫、獲獎。",
        "衝擊、衝突、折衝、緩衝、首當其衝、沖刷、沖積。",
        "游離、上游、下游、中游、遊戲、旅遊、郵輪遊客、遊說。",
        "周邊、周圍、周全、周知、一周、上周、周三。",
        "幾何、幾項、幾乎。",
        "餘裕、盈餘、剩餘、其餘、業餘、餘額。",
        "御、防禦、抵禦。",
        "欲望、慾望、意欲。",
        "注入、注資、注意、關注、挹注、註銷、註冊、備註。",
        "致謝、致力、以致、精緻、導致、一致。",
        "志在、標誌、雜誌、日誌、意志、誌慶。",
        "製表、表示、手錶、電錶、儀表板、儀錶、水錶、智慧電表。",
        "家居、傢俱、傢飾、家具。",
        "盡力、盡快、儘管、儘量、儘早、盡職調查、詳盡、盡可能。",
        "劃撥、計劃、企劃、規劃、畫面、策劃、劃時代。",
        "回購、買回、回應、回饋、迴圈、迴避、回流、迴歸、輪迴、迂迴。",
        "吊牌、上弔、提弔、吊裝。",
        "朱、硃砂。",
        "舍、宿舍、捨去、取捨、不捨。",
        "壇、論壇、祭壇。",
        "夥伴、伙伴、合夥人、大夥。",
        "雲端、云云、雲計算。",
        "當下、上當、叮噹。",
        "症狀、癥結、適應症、併發症、急症、罕見疾病。",
        "合約、合計、閤家。",
        "癌症、肝癌、臟器、髒污、心臟。",
        "注射、針劑、試劑、凍乾、乾粉、凍乾粉。",
        "鹹、鹹水、咸、老少咸宜。",
        "歷史、履歷、歷經、日曆、年曆。",
        "曲線、歌曲、大麴。",
        "醜聞、丑時。",
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
