"""What the comparison of figures must let pass and what it must find; all sentences are invented."""

from __future__ import annotations

import pytest

from align.model import Severity
from align.quantities.compare import Context, compare

SILENT = [
    # one value in many writings
    ("Revenue was $44.1 million.", "營收為 4,410 萬美元。"),
    ("Revenue was $44.1 million.", "營收為四千四百一十萬美元。"),
    ("Revenue was USD44.1 million.", "營收為44.1百萬美元。"),
    ("Assets were NT$2.31 trillion.", "資產為新台幣 2 兆 3,100 億元。"),
    ("The fund raised $725 million.", "該基金募得 7 億 2,500 萬美元。"),
    ("It sold 28,600 units.", "售出 2.86 萬台。"),
    ("It sold 28,583 units.", "售出約 2.86 萬台。"),
    ("We have 900K subscribers.", "我們有 90 萬訂戶。"),
    ("Orders came to €3.1bn ($3.6bn).", "訂單達 31 億歐元（36 億美元）。"),
    ("Net loss of $(5.2) million.", "淨損 520 萬美元。"),
    ("The deficit was -$3.4 million.", "赤字 340 萬美元。"),
    ("Half a million people live there.", "那裡住著 50 萬人。"),
    ("It costs 50 cents.", "要價 0.5 美元。"),
    ("About 250 thousand people came.", "約 25 萬人前來。"),
    ("Two hundred and five million shares are out.", "流通在外股數為 2.05 億股。"),
    # shares, points, multiples
    ("Thirty percent of sales are exports.", "三成銷售為出口。"),
    ("A third of the staff is abroad.", "三分之一的員工在海外。"),
    ("Two thirds voted for it.", "三分之二投票贊成。"),
    ("One in five customers returned.", "五分之一的顧客回購。"),
    ("Nine in ten customers returned.", "九成顧客回購。"),
    ("Margin rose 85 basis points.", "毛利率上升 0.85 個百分點。"),
    ("Margin rose 0.85 percentage points.", "毛利率上升 85 個基點。"),
    ("Capacity doubled.", "產能翻倍。"),
    ("Capacity doubled last year.", "產能去年增加一倍。"),
    ("Sales nearly tripled to 1.6 million.", "銷量翻了近兩倍，達到 160 萬。"),
    ("The price rose 28.6 times.", "價格上漲 28.6 倍。"),
    ("The goods were sold at 20 percent off.", "商品以八折出售。"),
    ("A half was spent on research.", "一半用於研發。"),
    # time
    ("It opens on September 25, 2023.", "將於 2023 年 9 月 25 日啟用。"),
    ("It opens in September.", "將於九月啟用。"),
    ("The show starts at 19:30.", "節目晚上 7:30 開始。"),
    ("The call is at 2 p.m. Eastern time.", "會議於東部時間下午兩點舉行。"),
    ("We waited for 60 days.", "我們等了兩個月。"),
    ("It took two decades.", "花了 20 年。"),
    ("It took a year and a half.", "花了一年半。"),
    ("Half an hour later the line stopped.", "半小時後產線停擺。"),
    ("In the 1980s the mill closed.", "工廠在 1980 年代關閉。"),
    ("In the 1980s the mill closed.", "工廠在八十年代關閉。"),
    ("The 1950-53 campaign failed.", "1950 至 53 年的行動失敗。"),
    ("It is a 19th century building.", "這是一棟十九世紀的建築。"),
    ("The man, in his 40s, left.", "這名 40 多歲的男子離開了。"),
    ("A 45-year-old engineer leads the team.", "團隊由一名 45 歲工程師帶領。"),
    ("The spring collection SS19 sold out.", "2019 年春夏系列售罄。"),
    ("In the fourth quarter of 2024 we opened two plants.", "2024 年第四季，我們開設了兩座工廠。"),
    ("Q4 FY25 was strong.", "2025 財年第四季表現強勁。"),
    ("Deliveries fall into the second and third quarters.", "交付集中在第二季和第三季。"),
    ("The first half of 2024 was slow.", "2024 年上半年放緩。"),
    ("A quarter ago we said so.", "一個季度前我們說過。"),
    ("The Sunday Times wrote about it.", "《星期日泰晤士報》對此作了報導。"),
    ("Trading starts on Saturday, September 29, 2018.", "2018 年 9 月 29 日開始交易。"),
    # bounds and ranges
    ("More than 5,000 people came.", "5,000 多人前來。"),
    ("It takes 9 to 12 months.", "需要 9 到 12 個月。"),
    ("We expect growth of five to ten per cent.", "我們預期成長 5% 至 10%。"),
    ("Growth was in the mid-teens.", "成長率約為 15%。"),
    ("Margins are in the high twenties.", "利潤率接近 30%。"),
    ("Hundreds of people came.", "數百人前來。"),
    ("Tens of thousands of people came.", "數萬人前來。"),
    ("Dozens of shops closed.", "數十家商店關閉。"),
    ("No site is more than 60 km from the next.", "各據點相距都在 60 公里以內。"),
    ("No customer has more than two.", "沒有客戶超過兩個。"),
    ("Over three years we learned a lot.", "三年來我們學到很多。"),
    ("At least 17,000 machines run.", "至少有 17,000 台機器運轉。"),
    # direction and order
    ("Sales were up 3.2% from the fourth quarter.", "銷售額季增 3.2%。"),
    ("Sales grew 192% year over year and 49% quarter over quarter.", "銷售額年增 192%，季增 49%。"),
    ("The loss narrowed 29% year-over-year.", "虧損年減 29%。"),
    ("Cash reached $96 million, up from $41 million.", "現金從 4,100 萬美元增至 9,600 萬美元。"),
    ("It bought back 410,000 shares for $30 million at $73.", "以每股 73 美元買回 41 萬股，共 3,000 萬美元。"),
    ("Profit was $5 million, compared with $4 million a year ago.", "相較於去年同期的 400 萬美元，獲利為 500 萬美元。"),
    ("1.09 of 2.0 exahash are back.", "2.0 exahash 中的 1.09 exahash 已恢復。"),
    # words that are no figures
    ("No one left, and that one-off was second to none.", "沒有人離開，那次一次性事件首屈一指。"),
    ("On the one hand, it is fast, at 500 exahash per second.", "一方面它很快，每秒 500 exahash。"),
    ("Some of them have always been the same.", "他們之中有一些一直都一樣。"),
    ("It is ten out of ten, very hard.", "十分困難。"),
    ("The semiconductor plant on the peninsula retails nothing.", "半島上的半導體廠不做零售。"),
    ("Everything is going 100% right.", "一切順利。"),
    ("It was our first one.", "這是我們的第一個。"),
    ("Both agreed.", "雙方都同意。"),
    ("The two sides met.", "兩邊會面。"),
    ("The FBI and two agencies look into it.", "聯邦調查局與兩個機構正在調查。"),
    # units and codes
    ("The plant uses 177 megawatts.", "該廠用電 177 兆瓦。"),
    ("The chip is made in 7 nm.", "該晶片採 7 奈米製程。"),
    ("We paid 11 cents per kilowatt-hour.", "我們每度電支付 11 美分。"),
    ("We paid $80 per ton.", "我們每公噸支付 80 美元。"),
    ("Winds of 85 mph hit the coast.", "時速 85 英里的強風襲擊海岸。"),
    ("The 650 pound press broke.", "650 磅的壓床壞了。"),
    ("It is a Type-2 license under Form 20-F.", "這是 20-F 表格下的 2 類許可證。"),
    ("The A-14 and A1466 are new.", "A14 與 A1466 是新品。"),
    ("Call 859-292-3680.", "請致電 859-292-3680。"),
    ("They won 10-6.", "他們以 10 比 6 獲勝。"),
    ("It is 5 degrees above average.", "比平均高 5 度。"),
    ("Our tier one ratio was 11.6%.", "普通股權益第一類資本比率（CET1）為 11.6%。"),
    ("Margin rose 160 basis points; roughly 90 came from labor.", "利潤率上升 160 個基點，其中約 90 個基點來自人力。"),
]

FLAGGED = [
    ("Revenue was $44.1 million.", "營收為 4.41 億美元。", "value"),
    ("Revenue was $44.1 million.", "營收為 441 萬美元。", "value"),
    ("Revenue was $1.2 billion.", "營收為 1.2 億美元。", "value"),
    ("We sold 34,500 units.", "我們售出 35,400 台。", "value"),
    ("Margin was 27.4%.", "毛利率為 24.7%。", "value"),
    ("Sales grew 12.5%.", "銷售額成長 125%。", "value"),
    ("Two plants closed.", "三座工廠關閉。", "value"),
    ("The third batch is ready.", "第五批已就緒。", "value"),
    ("It takes 9 to 12 months.", "需要 9 到 15 個月。", "value"),
    ("They won 10-6.", "他們以 10 比 9 獲勝。", "value"),
    ("Hundreds of people came.", "數以千計的人前來。", "value"),
    ("Millions were affected.", "數萬人受到影響。", "value"),
    ("Two thirds voted for it.", "四分之三投票贊成。", "value"),
    ("He waited three years.", "他等了六年。", "value"),
    ("Backlog stood at $310 million.", "我們有在手訂單。", "missing"),
    ("There were three meetings between them.", "他們之間曾有會談。", "missing"),
    ("Management expected revenue of $34 million.", "管理層預期 2019 年營收 3,400 萬美元。", "extra"),
    ("Capital spending was USD 40 million.", "資本支出為 4,000 萬人民幣。", "currency"),
    ("It costs €500.", "要價 500 美元。", "currency"),
    ("It cost $75 million.", "花費 7,500 萬港元。", "currency"),
    ("The chip is made in 7 nm.", "該晶片採 7 微米製程。", "unit"),
    ("Hash rate was 2.1 exahash.", "算力為 2.1 terahash。", "unit"),
    ("It takes four months.", "需要四年。", "unit"),
    ("The 650 pound press broke.", "650 公斤的壓床壞了。", "unit"),
    ("We paid 11 cents per kilowatt-hour.", "我們每千瓦支付 11 美分。", "unit"),
    ("Sales were $5 million.", "銷售額為 5%。", "extra"),
    ("Margin rose 3 percentage points.", "毛利率上升 3%。", "percent"),
    ("Margin rose 46%.", "毛利率上升 46 個百分點。", "percent"),
    ("Sales grew 46%.", "銷售額成長 46。", "percent"),
    ("Margin rose 46 basis points.", "毛利率上升 46 個百分點。", "value"),
    ("It opens on September 25, 2023.", "將於 2023 年 9 月 24 日啟用。", "date"),
    ("It opens on September 25, 2023.", "將於 2023 年 11 月 25 日啟用。", "date"),
    ("It opens on September 25, 2023.", "將於 2033 年 9 月 25 日啟用。", "date"),
    ("It closed on Tuesday.", "週四收盤。", "date"),
    ("The call is at 2 p.m.", "會議在下午 6 點。", "date"),
    ("It came at 4.40 am.", "在下午 4:40 到達。", "date"),
    ("Q4 was strong.", "第三季表現強勁。", "period"),
    ("About a quarter before the launch, customers wait.", "在上市前約四分之一，客戶觀望。", "period"),
    ("In the fourth quarter sales rose.", "第四個四分之一，銷售上升。", "period"),
    ("Deliveries come in the second and third quarters.", "交付集中在二、三期。", "period"),
    ("Sales grew 46% sequentially.", "銷售額年增 46%。", "period"),
    ("Sales fell 14%.", "銷售額成長 14%。", "direction"),
    ("Sales increased by 46%.", "銷售額減少 46%。", "direction"),
    ("The loss narrowed 29%.", "虧損擴大 29%。", "direction"),
    ("Staff has risen by 300 people.", "員工已增加至 300 人。", "direction"),
    ("It was minus 70 degrees.", "當時 70 度。", "direction"),
    ("Orders exceeded $400 million.", "訂單不到 4 億美元。", "bound"),
    ("Nearly 5,000 came.", "遠超 5,000 人前來。", "bound"),
    ("At least 300 were sold.", "最多售出 300 件。", "bound"),
    ("Cash grew from $41 million to $96 million.", "現金從 9,600 萬美元增加到 4,100 萬美元。", "order"),
    ("Cash reached $96 million, up from $41 million.", "現金從 9,600 萬美元增至 4,100 萬美元。", "order"),
    ("Revenue was $5.4 million and cost was $3.1 million.", "營收為 310 萬美元，成本為 540 萬美元。", "order"),
    ("It moved from the third to the fourth quarter.", "由第四季移至第三季。", "order"),
    ("The A1466 sold out.", "A1446 已售罄。", "code"),
    ("I hear the A13 is gone, and the A14 is new.", "A14 是新的。", "missing"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target"), SILENT)
def test_right_translations_pass(source: str, target: str) -> None:
    found = [d for d in compare(source, target).differences if d.severity is not Severity.INFO]
    assert found == []


@pytest.mark.parametrize(("source", "target", "issue"), FLAGGED)
def test_wrong_translations_are_found(source: str, target: str, issue: str) -> None:
    found = [d for d in compare(source, target).differences if d.severity is not Severity.INFO]
    assert issue in {d.issue.value for d in found}


def test_a_bare_dollar_means_the_dollar_the_document_names() -> None:
    source, target = "Revenue was $3.2 billion.", "營收為新台幣 32 億元。"
    assert [d.issue.value for d in compare(source, target).differences] == ["currency"]
    assert not compare(source, target, lambda: Context(frozenset({"TWD"}))).differences


def test_the_yen_sign_follows_the_document() -> None:
    source, target = "It cost ¥3.6 billion.", "花費 36 億元人民幣。"
    assert not compare(source, target).differences
    assert [d.issue.value for d in compare(source, target, lambda: Context(yen_sign="JPY")).differences] == ["currency"]
