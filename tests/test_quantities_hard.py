"""Hard but right renderings of figures, from many trades, and near-by wrong ones. All invented."""

from __future__ import annotations

import pytest

from align.model import Severity
from align.quantities.compare import Difference, compare

RIGHT = [
    ("We have 146 clinics in Halvern and 19 in Tosk.", "我們在托斯克有 19 家診所，在哈爾文有 146 家。"),
    ("Retail was 62% of sales and wholesale 38%.", "批發占銷售額的 38%，零售占 62%。"),
    (
        "The fund holds $41 million in bonds and $17 million in stocks.",
        "該基金持有 1,700 萬美元股票及 4,100 萬美元債券。",
    ),
    ("Revenue rose 5% on volume growth of 3%.", "銷量成長 3%，帶動營收成長 5%。"),
    ("We hired 45 nurses and 12 doctors.", "我們聘用了 12 名醫師和 45 名護理師。"),
    ("Margin was 31%, compared with 28% a year earlier.", "去年同期毛利率為 28%，今年為 31%。"),
    ("Of 240 beds, 180 are occupied.", "已占用 180 床，共 240 床。"),
    ("Occupancy was 92% at our seniors' homes and 88% in student housing.", "學生住宅出租率為 88%，銀髮住宅則為 92%。"),
    ("Net profit of NT$4.2 billion on revenue of NT$31 billion.", "營收新台幣 310 億元，淨利新台幣 42 億元。"),
    (
        "We earned $12 million in Brazil, against $15 million in Chile.",
        "我們在智利賺進 1,500 萬美元，在巴西則為 1,200 萬美元。",
    ),
    ("The dam holds 40% of its capacity, up from 25%.", "水庫蓄水量由 25% 升至 40%。"),
    ("In Q1 we shipped 300 buses and in Q2 450.", "第二季出貨 450 輛巴士，第一季為 300 輛。"),
    ("Traffic was below the 4.4 million of 2019.", "客運量低於 2019 年的 440 萬人次。"),
    ("Yields reached 93%, up from 91% in March.", "良率達 93%，高於三月的 91%。"),
    ("Net debt fell to $410 million from $455 million.", "淨負債降至 4.1 億美元，低於先前的 4.55 億美元。"),
    ("Net debt was $410 million, down from $455 million.", "淨負債為 4.1 億美元，低於 4.55 億美元。"),
    ("The error rate is 0.4%, better than 0.9% a year ago.", "錯誤率為 0.4%，低於一年前的 0.9%。"),
    ("Leases run three years or longer.", "租約期限逾三年。"),
    ("Leases run three years or longer.", "租約期限三年以上。"),
    ("Cash exceeds debt; it is $3 billion.", "現金高於負債，為 30 億美元。"),
    ("It happens twice a year.", "每季發生一次，一年兩次。"),
    ("Trains leave every hour, down from one a day a year ago.", "列車每小時一班，一年前則是每天一班。"),
    ("A month from now we open.", "再過一個月我們就開幕。"),
    ("For a year now prices have held; a minute of silence followed.", "一年來價格持穩，隨後默哀一分鐘。"),
    ("Churn is in the low single digits.", "流失率為低個位數。"),
    ("Growth will be in the high-single-digit range.", "成長率將為高個位數。"),
    ("Yields are in the low 90s.", "良率在 90% 出頭。"),
    ("Yields are in the high eighties.", "良率在 80% 後段。"),
    ("Yields are in the high eighties.", "良率接近九成。"),
    ("The dividend yield is in the low sixes.", "股息殖利率為 6% 出頭。"),
    ("We see occupancy in the mid-60% range.", "我們預期出租率在 65% 上下。"),
    ("We see occupancy in the low- to mid-60s.", "我們預期出租率在 60% 前段至中段。"),
    ("That cost us two-tenths of a percentage point.", "這使我們損失 0.2 個百分點。"),
    ("It added a couple of percentage points.", "增加了兩個百分點。"),
    ("Half a point of that is fuel.", "其中 0.5 個百分點來自燃料。"),
    ("Rates rose a quarter of a point.", "利率上升 0.25 個百分點。"),
    ("The ratio was 61.2%, 4 points better than last year.", "該比率為 61.2%，較去年下降 4 個百分點。"),
    ("Losses narrowed by $3 million as prices rose.", "隨價格上漲，虧損減少 300 萬美元。"),
    ("Loss narrowed by $3 million.", "獲利改善 300 萬美元。"),
    ("Favorable development lowered the ratio by 2 points.", "有利發展使該比率改善 2 個百分點。"),
    ("Claims rose, and the ratio worsened by 2 points.", "理賠下降幅度不足，該比率惡化 2 個百分點。"),
    ("Costs fell; the margin was 2 points higher.", "成本下降；利潤率提高 2 個百分點。"),
    (
        "A reserve release adding NT$300 million helped, while fees declined.",
        "準備金釋出新台幣 3 億元有所助益，手續費則減少。",
    ),
    ("The share went from 70% to over 90%.", "占比由七成升至九成以上。"),
    (
        "As claims rose, the combined ratio was 3 points higher than planned, but expenses were 2 points lower.",
        "由於理賠增加，綜合成本率比計畫高 3 個百分點，但費用率低 2 個百分點。",
    ),
    ("Rates rose, improving the loss ratio by 3 points.", "費率上升，使損失率下降 3 個百分點。"),
    ("Volumes declined, and the gain was NT$40 million.", "數量減少，利得為新台幣 4,000 萬元。"),
    ("The efficiency ratio fell, an improvement of 4 points.", "效率比率下降，改善 4 個百分點。"),
    ("We increased spending and generated $40 million.", "我們增加支出，並產生 4,000 萬美元。"),
    ("The release reduced our loss by NT$50 million.", "該釋出使我們的虧損減少新台幣 5,000 萬元。"),
    ("Lower provisions added NT$120 million to profit.", "提存減少使獲利增加新台幣 1.2 億元。"),
    ("Churn improved by 40 basis points.", "流失率下降 40 個基點。"),
    ("Our cost ratio worsened by 2 points.", "我們的成本率上升 2 個百分點。"),
    ("The deficit narrowed to $3 million.", "赤字降至 300 萬美元。"),
    ("Spreads narrowed 5 basis points.", "利差下降 5 個基點。"),
    ("The gap widened by 2 points.", "差距增加 2 個百分點。"),
    ("Cutting waste raised the margin by 2 points.", "減少浪費使利潤率提高 2 個百分點。"),
    ("Downtime fell from 9 hours to 6.", "停機時間由 9 小時降至 6 小時。"),
    ("Its rank rose from 9 to 6.", "其排名由第 9 升至第 6。"),
    ("Its score went from 9 to 6, better than before.", "其得分由 9 降為 6，較先前為佳。"),
    ("Days outstanding rose 4 days to 68 days.", "周轉天數增加 4 天至 68 天。"),
    ("Book value rose NT$3 billion to NT$45 billion.", "帳面價值增加新台幣 30 億元至新台幣 450 億元。"),
    ("We beat guidance by 2 points.", "我們較財測低 2 個百分點，表現更佳。"),
    ("FX was a 2-point headwind.", "匯率使成長減少 2 個百分點。"),
    (
        "Gross written premiums were NT$18.4 billion, up from NT$16.9 billion.",
        "總簽單保費為新台幣 184 億元，高於前一年的 169 億元。",
    ),
    ("The loss ratio of 61% compares favorably with 64% last year.", "損失率為 61%，優於去年的 64%。"),
    ("Hotel occupancy slipped to 71%, below the 74% we saw in May.", "飯店住房率滑落至 71%，低於五月的 74%。"),
    (
        "Load factor was 83.1%, lower than the 85.0% of the prior-year quarter.",
        "載客率為 83.1%，低於去年同季的 85.0%。",
    ),
    (
        "The drug cut relapses by a third, against a tenth for the older one.",
        "該藥使復發減少三分之一，舊藥則為十分之一。",
    ),
    (
        "Two of the five trials read out in the next twelve to eighteen months.",
        "五項試驗中有兩項將在未來 12 至 18 個月公布結果。",
    ),
    ("We see low- to mid-single-digit comps through year end.", "我們預期到年底同店銷售為低至中個位數成長。"),
    ("Capacity will be in the high 80s by the second quarter of 2026.", "2026 年第二季產能利用率將達 80% 後段。"),
    ("The container rate, at $2,150, was $340 lower than a quarter ago.", "貨櫃運價為 2,150 美元，較上季低 340 美元。"),
    ("Every second truck we sell is electric.", "我們每賣出兩輛卡車就有一輛是電動車。"),
    ("One in six vessels was idle.", "六分之一的船舶閒置。"),
    ("We lost a day to the storm and two to the strike.", "我們因風暴損失一天，因罷工損失兩天。"),
    (
        "The mine produced 48,000 ounces at a cash cost of $1,180 an ounce.",
        "該礦場以每盎司 1,180 美元的現金成本生產 4.8 萬盎司。",
    ),
    ("Roughly half a million tonnes of cement were shipped.", "水泥出貨約 50 萬公噸。"),
    (
        "Credit costs came to 38 basis points, 6 basis points better than planned.",
        "信用成本為 38 個基點，比計畫低 6 個基點。",
    ),
    (
        "Tier 1 capital was 13.2%, comfortably above the 10.5% minimum.",
        "第一類資本比率為 13.2%，遠高於 10.5% 的最低要求。",
    ),
    ("Our effective tax rate should land in the low twenties.", "我們的有效稅率應落在 20% 出頭。"),
    ("Royalties came in at NT$96 million versus NT$103 million.", "權利金為新台幣 9,600 萬元，低於前期的 1.03 億元。"),
    ("Ticket prices rose 4% to an average of $61.", "票價上漲 4%，平均為 61 美元。"),
    ("The season ran 26 weeks, one week fewer than usual.", "本季共 26 週，比往常少一週。"),
    ("We doubled the fleet from 40 to 80 buses.", "我們將車隊由 40 輛增至 80 輛，增加一倍。"),
    (
        "Wind made up 62% of output, hydro 23% and solar the remaining 15%.",
        "發電量中風電占 62%，水力占 23%，其餘 15% 為太陽能。",
    ),
    ("The line can fill 600 bottles a minute.", "該產線每分鐘可灌裝 600 瓶。"),
    ("Patients stay 3.2 days on average, down from 3.9.", "病患平均住院 3.2 天，低於先前的 3.9 天。"),
    (
        "We refinanced $250 million of notes due in 2027 at 5.6%.",
        "我們以 5.6% 的利率再融資 2027 年到期的 2.5 億美元票據。",
    ),
    ("Same-store traffic was minus 1.5%, ticket plus 3%.", "同店來客數減少 1.5%，客單價增加 3%。"),
    (
        "It took us ten years to reach the first billion and eighteen months to reach the second.",
        "我們花了十年達到第一個十億，花了十八個月達到第二個。",
    ),
    (
        "The reserve release was worth about NT$80 million, or a point and a half on the ratio.",
        "準備金釋出約新台幣 8,000 萬元，相當於比率的 1.5 個百分點。",
    ),
    (
        "We're guiding to 14% to 16% for the year and high teens longer term.",
        "我們預期全年為 14% 至 16%，長期為 17% 至 19%。",
    ),
    ("A year from now, three of the four lines will be moved.", "一年後，四條產線中有三條將完成搬遷。"),
    ("Backlog covers two and a half years of revenue.", "在手訂單相當於兩年半的營收。"),
    ("Prices are a fifth lower than at the peak.", "價格較高點低兩成。"),
    ("About nine out of ten leases renew.", "約九成租約會續租。"),
    ("Our churn, at 0.9% a month, is half the industry's.", "我們每月流失率為 0.9%，是同業的一半。"),
    ("Attendance topped 1.2 million for the third straight year.", "觀眾人數連續第三年突破 120 萬。"),
    ("We added 64 beds, bringing the total to 1,150.", "我們新增 64 床，總數達 1,150 床。"),
    ("The first shipment left in week 9, a fortnight ahead of plan.", "首批於第 9 週出貨，比計畫提前兩週。"),
    ("Labor is 31 cents of every dollar we take in.", "我們每收入 1 美元，其中 0.31 美元為人事成本。"),
    ("Free cash flow conversion was 104%, from 88%.", "自由現金流轉換率由 88% 升至 104%。"),
    ("We sold the plant for $45 million, a gain of $12 million.", "我們以 4,500 萬美元出售該廠，獲利 1,200 萬美元。"),
    ("Net leverage is 1.9 times, inside our range of 1.5 to 2.0.", "淨槓桿為 1.9 倍，落在 1.5 至 2.0 倍的區間內。"),
    ("Retention was 97% for large accounts and 91% for small ones.", "大型客戶留存率為 97%，小型客戶為 91%。"),
    ("Retention was 97% for large accounts and 91% for small ones.", "小型客戶留存率為 91%，大型客戶為 97%。"),
    ("We paid out $31 million in claims and $9 million in fees.", "我們支付了 900 萬美元費用及 3,100 萬美元理賠。"),
    ("Ore grade improved from 1.1 to 1.4 grams per tonne.", "礦石品位由每公噸 1.1 公克提高至 1.4 公克。"),
    ("Scrap improved from 2.4% to 1.9%.", "報廢率由 2.4% 降至 1.9%。"),
    ("Lead times have come in from 20 weeks to about 14.", "交期由 20 週縮短至約 14 週。"),
    ("The vessel makes 21 knots, 2 knots faster than its sister.", "該船航速 21 節，比姊妹船快 2 節。"),
    ("We hold just under 30% and will go no higher than 33%.", "我們持股略低於 30%，且不會高於 33%。"),
    ("No single tenant exceeds 4% of rent.", "沒有任何單一租戶超過租金的 4%。"),
    ("Wafer starts were 85,000, compared with our plan of 90,000.", "晶圓投片量為 8.5 萬片，低於我們計畫的 9 萬片。"),
    ("The price target of $48 is 20% above yesterday's close.", "48 美元的目標價較昨日收盤價高 20%。"),
    ("Fuel was a 1.2-point drag on margin.", "燃料使利潤率減少 1.2 個百分點。"),
    (
        "Income from associates swung to NT$22 million from a loss of NT$9 million.",
        "關聯企業損益由虧損新台幣 900 萬元轉為獲利 2,200 萬元。",
    ),
    ("A couple of weeks ago we signed two leases.", "幾週前我們簽了兩份租約。"),
    (
        "We expect a loss of 2 to 4 cents a share, narrower than the 9 cents of last year.",
        "我們預期每股虧損 2 至 4 美分，低於去年的 9 美分。",
    ),
    ("In the past month alone we won 14 tenders.", "光是上個月我們就贏得 14 項標案。"),
    ("A minute on the line costs us about a thousand dollars.", "產線停一分鐘約損失一千美元。"),
    ("Our reserve life is twelve years at current rates.", "依目前速度，我們的蘊藏量可開採 12 年。"),
    (
        "The subsidy is worth 0.3 points a quarter, or a little over a point a year.",
        "補貼每季約值 0.3 個百分點，全年略高於 1 個百分點。",
    ),
    ("Vacancy is in the mid-4% range downtown.", "市中心空置率約 4.5%。"),
    (
        "Renewal spreads were in the mid-teens, new-lease spreads in the low twenties.",
        "續租漲幅約 15%，新租約漲幅則在 20% 出頭。",
    ),
    (
        "Three quarters of the increase came from price, a quarter from mix.",
        "增幅的四分之三來自價格，四分之一來自組合。",
    ),
    ("Three quarters ago we said the fourth would be the trough.", "三季前我們說過第四季會是谷底。"),
    ("We have gone from two shifts to three.", "我們由兩班制改為三班制。"),
    (
        "Deposits cost 1.85%, 4 basis points less than in the first quarter.",
        "存款成本為 1.85%，較第一季減少 4 個基點。",
    ),
    ("Sixty-two percent of orders, or 3,100, came online.", "62% 的訂單，即 3,100 筆，來自線上。"),
    ("Of the NT$5 billion, NT$2 billion is debt.", "其中新台幣 50 億元中有 20 億元為債務。"),
    (
        "We returned 110% of free cash flow, $70 million through buybacks and $40 million through dividends.",
        "我們返還 110% 的自由現金流，其中 4,000 萬美元為股利，7,000 萬美元為買回庫藏股。",
    ),
    (
        "Median survival was 14.2 months on treatment and 9.8 months on placebo.",
        "安慰劑組存活期中位數為 9.8 個月，治療組為 14.2 個月。",
    ),
]

WRONG = [
    ("We have 146 clinics in Japan and 19 in Korea.", "我們在日本有 19 家診所，在韓國有 146 家。", "order"),
    ("Retail was 62% of sales and wholesale 38%.", "零售占銷售額的 38%，批發占 62%。", "order"),
    (
        "The fund holds $41 million in bonds and $17 million in stocks.",
        "該基金持有 1,700 萬美元債券及 4,100 萬美元股票。",
        "order",
    ),
    ("We hired 45 nurses and 12 doctors.", "我們聘用了 12 名護理師和 45 名醫師。", "order"),
    ("Remission was 58% with the drug versus 33% on placebo.", "用藥組緩解率為 33%，安慰劑組為 58%。", "order"),
    ("Loans grew 7% and deposits 11%.", "放款成長 11%，存款成長 7%。", "order"),
    ("In 2023 it was 4.1%; in 2024 it was 5.6%.", "2023 年為 5.6%，2024 年為 4.1%。", "order"),
    ("Rent takes 18% and wages 31% of sales.", "租金占銷售額的 31%，薪資占 18%。", "order"),
    ("In Q1 we shipped 300 buses and in Q2 450.", "第一季出貨 450 輛巴士，第二季 300 輛。", "order"),
    (
        "Capex was NT$8.1 billion and depreciation NT$6.4 billion.",
        "資本支出為新台幣 64 億元，折舊為新台幣 81 億元。",
        "order",
    ),
    (
        "The north line carried 1,240 passengers and the south line 870.",
        "北線載客 870 人，南線載客 1,240 人。",
        "order",
    ),
    ("Net debt was $410 million, down from $455 million.", "淨負債為 4.1 億美元，高於 4.55 億美元。", "bound"),
    ("We sold more than 500 units.", "我們售出不到 500 台。", "bound"),
    ("Fewer than 30 stores remain.", "剩下超過 30 家門市。", "bound"),
    ("Orders were 500 units.", "訂單不足 500 台。", "bound"),
    ("Scrap stays under 2%.", "報廢率高於 2%。", "bound"),
    ("Repairs took six weeks.", "維修費時六個月。", "unit"),
    ("It takes two hours.", "需要兩分鐘。", "unit"),
    ("Yields are in the low 90s.", "良率在 80% 出頭。", "value"),
    ("The dividend yield is in the low sixes.", "股息殖利率為 5% 出頭。", "value"),
    ("That cost us two-tenths of a percentage point.", "這使我們損失 2 個百分點。", "value"),
    ("Truck life has gone from 6.5 years to nearly eight.", "卡車使用年限由 6.5 年縮短至近八年。", "direction"),
    ("The share went from 70% to over 90%.", "占比由七成下降至九成以上。", "direction"),
    ("Staff went from 400 to 320.", "員工由 400 人增加至 320 人。", "direction"),
    ("Margin fell 3 points.", "利潤率上升 3 個百分點。", "direction"),
    ("The loss widened by 12%.", "虧損縮小 12%。", "direction"),
    ("Prices were 4% lower.", "價格上漲 4%。", "direction"),
    ("Traffic increased by 800,000 passengers.", "客運量減少 80 萬人次。", "direction"),
    ("Its score went from 9 to 6.", "其得分由 9 分升至 6 分。", "direction"),
    ("The combined ratio rose by 3 points.", "綜合成本率下降 3 個百分點。", "direction"),
    ("The release reduced our loss by NT$50 million.", "該釋出使我們的虧損增加新台幣 5,000 萬元。", "direction"),
    ("Costs were up 4%.", "成本下降 4%。", "direction"),
    ("Sick days fell 12%, and turnover rose 3%.", "病假天數上升 12%，離職率上升 3%。", "direction"),
    ("We cut prices by 5%.", "我們將價格調升 5%。", "direction"),
    ("Days outstanding fell 4 days to 68 days.", "周轉天數增加 4 天至 68 天。", "direction"),
]


def differences(source: str, target: str) -> list[Difference]:
    return [d for d in compare(source, target).differences if d.severity is not Severity.INFO]


@pytest.mark.parametrize(("source", "target"), RIGHT)
def test_hard_but_right_figures_pass(source: str, target: str) -> None:
    assert differences(source, target) == []


@pytest.mark.parametrize(("source", "target", "issue"), WRONG)
def test_wrong_figures_beside_them_are_found(source: str, target: str, issue: str) -> None:
    found = differences(source, target)
    assert issue in {d.issue.value for d in found}
    assert any(d.severity in (Severity.MAJOR, Severity.CRITICAL) or d.issue.value == "bound" for d in found)
