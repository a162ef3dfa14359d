"""Denials as calls use them: free renderings that must pass, and real reversals."""

from __future__ import annotations

import pytest

from align.checks.registry import check_by_id
from align.facts import Facts
from align.model import Bitext, Pair

KEPT = (
    ("There's no shortage of demand.", "需求充足。"),
    ("Not at all, happy to help.", "不客氣，很樂意幫忙。"),
    ("Don't get me wrong, we like it.", "別誤會，我們喜歡它。"),
    ("Nothing further from me, thank you all.", "我沒有其他問題了，謝謝各位。"),
    ("Our balance sheet has never been stronger.", "我們的資產負債表比以往任何時候都更強健。"),
    ("We expect gross margin of up to 45% for the year.", "我們預期全年毛利率不超過45%。"),
    ("Revenue is expected to be at least $50 million this year.", "預計今年營收不低於5,000萬美元。"),
    ("We will maintain our dividend at the current level.", "我們將維持股利不變。"),
    ("We expect the tax rate to remain in line with last year.", "我們預期稅率與去年相比不會有太大變化。"),
    ("Please hold while we connect the next caller.", "請不要掛斷，我們正在為您接通下一位來電者。"),
    ("Without further ado, let me turn the call over.", "話不多說，我把電話交給下一位。"),
    ("We have no intention of, and no plans for, selling.", "我們沒有出售的意圖或計畫。"),
    ("I don't think that this is the case.", "我認為情況並非如此。"),
    ("We don't comment on rumors, and we won't today.", "我們不評論傳聞，今天也不會。"),
    ("We cannot and will not change course.", "我們不會改變方向。"),
    ("I have nothing else to add.", "我沒有要補充的了。"),
    ("That is not the right way to look at it.", "這種看法不對。"),
    ("Excluding one-time items, margin rose to 20 percent.", "不計一次性項目，利潤率升至20%。"),
    ("It was a non-event for our customers this quarter.", "本季對客戶而言不是什麼大事。"),
    ("Cash flow was roughly break-even for the full year.", "全年現金流大致不賺不賠。"),
    ("We couldn't have done this without our employees.", "沒有員工，我們就無法做到這一點。"),
    ("It is too early to say what happens next year.", "現在還不能說明年會怎樣。"),
    ("Supply continues to fall short of what customers want.", "供應仍然無法滿足客戶需求。"),
    ("The proceeds will be used for general purposes only.", "所得款項不會用於其他用途，僅作一般用途。"),
    ("We are far from done with the integration work here.", "我們的整合工作還沒有完成。"),
    ("Guidance excludes any potential impact from tariffs this year.", "財測不包括今年關稅的潛在影響。"),
    ("The market barely grew, and pricing was under pressure.", "市場幾乎沒有成長，價格承壓。"),
    ("Demand outpaced supply across every product line in the quarter.", "本季各產品線供不應求。"),
    ("You may disconnect your lines at this time, thank you.", "您現在可以掛斷電話了，謝謝。"),
    (
        "We do not guarantee future results and undertake no obligation to update.",
        "我們不保證未來業績，也不承擔更新的義務。",
    ),
    ("No, that's not correct.", "不，這並不正確。"),
    ("No one could have predicted this.", "沒有人能預料到這一點。"),
    ("Nobody else offers that.", "只有我們提供。"),
    ("It isn't as if we had a choice.", "我們別無選擇。"),
    ("We'll never stop innovating.", "我們將持續創新。"),
    ("We are unable to disclose the name.", "我們無法透露名稱。"),
    ("We are not in a position to disclose the name.", "我們不便透露名稱。"),
    ("Not much has changed.", "變化不大。"),
    ("There's not a lot of visibility.", "能見度有限。"),
    ("It doesn't hurt that rates fell.", "利率下降也有幫助。"),
    ("We haven't seen any slowdown.", "我們尚未看到任何放緩。"),
    ("We have not seen any signs of slowdown, nor do we expect any.", "我們沒有看到放緩跡象，預計也不會。"),
    ("No matter what happens, we are ready.", "無論發生什麼，我們都準備好了。"),
    ("That's no longer an issue.", "這已經不是問題。"),
    ("We don't disclose that, but it's a small number.", "我們不揭露，但數字很小。"),
    ("I wouldn't read too much into it.", "不必過度解讀。"),
    ("We don't see why not.", "我們認為可以。"),
    ("Not surprisingly, demand was strong.", "正如預期，需求強勁。"),
    ("We lost no customers.", "我們的客戶零流失。"),
    ("It's not that we are against it.", "我們並不是反對。"),
    ("Last but not least, thank you to our team.", "最後，感謝我們的團隊。"),
    ("We are not far from that goal.", "我們離目標很近。"),
    ("Our risk factors include, but are not limited to, the following.", "風險因素包括但不限於以下各項。"),
    ("Things can't get much better.", "情況好得不能再好。"),
    ("This is nothing new.", "這並不新鮮。"),
    ("We do not have any, at this time.", "目前沒有。"),
    ("I'm not sure I got that.", "我不太確定聽懂了。"),
    ("Not to my knowledge.", "據我所知沒有。"),
    ("If not for the storm, we would have grown.", "若非暴風雨，我們就會成長。"),
    ("No further questions.", "沒有其他問題。"),
    ("It's not insignificant.", "相當可觀。"),
    ("It's not uncommon.", "很常見。"),
)
REVERSED = (
    ("We do not have any debt.", "我們有債務。"),
    ("Margins did not improve.", "利潤率改善了。"),
    ("We never guided to that.", "我們曾經給出這樣的財測。"),
    ("None of our customers left.", "我們的客戶都離開了。"),
    ("We are unable to comment.", "我們可以評論。"),
    ("There were no impairments.", "有減損。"),
    ("We grew without acquisitions.", "我們透過收購成長。"),
    ("It isn't included in guidance.", "這包含在財測中。"),
    ("We can't confirm that.", "我們可以確認。"),
    ("We expect demand to recover in the second half.", "我們預期下半年需求不會復甦。"),
    ("The contract is included in our backlog today.", "該合約目前未包含在我們的在手訂單中。"),
    ("We will pay the dividend in the third quarter.", "我們將不會在第三季支付股利。"),
    ("Neither plant was affected.", "兩座工廠都受到影響。"),
    ("Inventory is not obsolete.", "庫存已過時。"),
    ("These results are unaudited.", "這些結果經審計。"),
    ("I am confident that we can reach that goal.", "我沒有信心我們能達到那個目標。"),
    ("The new line is on schedule for the summer.", "新產線未能如期在夏天投產。"),
    ("Customers have accepted the price increase well.", "客戶並未接受漲價。"),
)


def flagged(source: str, target: str) -> bool:
    check = check_by_id("meaning.negation")
    return bool(list(check.run(Facts(Bitext("made", (Pair(0, source, target),))), check.options)))


@pytest.mark.parametrize(("source", "target"), KEPT)
def test_a_kept_denial_passes(source: str, target: str) -> None:
    assert not flagged(source, target)


@pytest.mark.parametrize(("source", "target"), REVERSED)
def test_a_reversal_is_found(source: str, target: str) -> None:
    assert flagged(source, target)
