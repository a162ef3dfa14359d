"""When a wrong rendering of a pack term is evidence, and when something else in the sentence accounts for it."""

from __future__ import annotations

import pytest

from align.checks.term_pack import wrong_renderings
from align.facts import Facts
from align.model import Bitext, Pair

TAIWAN = "zh-Hant-TW"
STORES = (
    ("Our stores and our shoppers did well.", "我們的門市和顧客表現良好。"),
    ("Store merchandise and shopper traffic grew.", "門市商品和來客成長。"),
)


def fired(*lines: tuple[str, str]) -> list[tuple[str, str]]:
    pairs = tuple(Pair(i, source, target) for i, (source, target) in enumerate(lines))
    found = wrong_renderings(Facts(Bitext("sample", pairs, target_lang=TAIWAN)))
    return [(wrong.source.of(wrong.pair.source), wrong.target.of(wrong.pair.target)) for wrong in found]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Volumes of new orders will eat the capacity of the site.", "新訂單將耗盡該站點的容量。"),
        ("The coupon on the notes is fixed, and we gave shoppers a coupon, too.", "票息固定，我們也給顧客優惠券。"),
    ],
)
def test_another_word_asks_for_the_rendering(source: str, target: str) -> None:
    assert fired((source, target)) == []


def test_the_rendering_must_stand_in_the_sentence_or_the_next() -> None:
    source = "Sales volume rose. We hired staff. We paid our debt. The pump is rated for large flow and pressure."
    target = "銷量上升。我們聘了員工。我們還了債。該泵浦的額定體積流量很大。"
    assert fired((source, target)) == []
    assert fired(("Sales volume rose. We hired staff.", "銷售體積上升。我們聘了員工。")) == [("Sales volume", "體積")]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("The gap between the two has been shrinking.", "兩者的差距一直在縮小。"),
        ("The gap shrank again.", "差距再次縮小。"),
        ("On the trust fee, nothing new. Our members trusted us.", "信託費沒有新消息。會員信任我們。"),
    ],
)
def test_a_verb_is_not_the_noun(source: str, target: str) -> None:
    assert fired(*STORES, (source, target)) == []


def test_the_noun_in_its_trade_is_told() -> None:
    assert fired(*STORES, ("Shrink at our stores improved.", "門市的縮小有所改善。")) == [("Shrink", "縮小")]
    assert fired(("Trust fees of the bank rose.", "銀行的信任費用上升。")) == [("Trust fees", "信任")]


def test_a_document_that_has_the_term_settles_its_sense() -> None:
    lines = (
        ("Our wireless towers earned more, as did spectrum and tenants.", "我們的無線鐵塔收入增加，頻譜與租戶也是。"),
        ("Each tower has two tenants on its lease.", "每座鐵塔有兩個租戶承租。"),
        ("Two new towers were built for 5G tenants.", "為 5G 租戶新建兩座鐵塔。"),
    )
    bare = ("We sold some towers in May.", "我們五月賣了一些塔樓。")
    assert fired(*lines, bare) == [("towers", "塔樓")]
    assert fired(bare) == []
