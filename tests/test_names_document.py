"""Names and terms over a whole document: ledger, departures, losses, misfits."""

from __future__ import annotations

from test_names_english import document

from align.checks.registry import check_by_id
from align.facts import Facts
from align.model import Bitext, Pair, Severity
from align.names.associate import grams, log_likelihood
from align.names.consistency import odd_uses
from align.names.exchanged import exchanged
from align.names.habits import departures
from align.names.latin import misspelt
from align.names.ledger import ledger
from align.names.literal import literal_uses, words_in
from align.names.misfits import misfits
from align.names.missing import missing_uses


def odd(facts: Facts) -> list[tuple[int, str, str]]:
    return [(o.use.pair, o.found.form, o.majority) for o in facts.of(odd_uses)]


def test_a_dictionary_sense_does_not_overrule_the_document() -> None:
    facts = document(
        ("Welcome to the call of Canaan Inc.", "歡迎參加迦南的電話會議。"),
        ("Canaan opened a plant.", "嘉楠耘智開設了一座廠房。"),
        ("Our plan at Canaan is clear.", "我們嘉楠耘智的計畫很明確。"),
        ("Canaan sold more in spring.", "嘉楠耘智在春天賣得更多。"),
    )
    assert odd(facts) == [(0, "迦南", "嘉楠耘智")]


def test_parts_originals_and_known_alternatives_are_silent() -> None:
    facts = document(
        ("Our next question is from Oliver Feldmann.", "下一個問題來自奧利弗·費爾德曼（Oliver Feldmann）。"),
        ("Thank you, Oliver.", "謝謝奧利弗。"),
        ("As Feldmann said, California is large.", "如費爾德曼所說，加州很大。"),
        ("California again.", "又是加利福尼亞。"),
    )
    assert odd(facts) == []
    assert facts.of(missing_uses) == ()


def test_a_name_left_in_latin_once() -> None:
    facts = document(
        ("Thank you, Gordon.", "謝謝，戈登。"),
        ("Gordon, please go ahead.", "戈登，請說。"),
        ("I agree with Gordon.", "我同意 Gordon 的看法。"),
    )
    assert odd(facts) == [(2, "Gordon", "戈登")]


def test_another_name_in_place_of_the_usual_one() -> None:
    facts = document(
        ("Revenue at Feldmann grew.", "費爾德曼的營收成長。"),
        ("Margins at Feldmann fell.", "羅伯茨的利潤率下降了。"),
    )
    found = facts.of(missing_uses)
    assert [(m.use.pair, m.instead.form if m.instead else None) for m in found] == [(1, "羅伯茨")]


def test_whole_names_in_other_characters() -> None:
    facts = document(
        ("Our CEO, Mr. Wenhao Liang, is here.", "執行長梁文豪先生在場。"),
        ("Wenhao Liang will begin.", "由梁文豪先開始。"),
        ("Thank you, Wenhao Liang.", "謝謝梁文浩。"),
    )
    assert odd(facts) == [(2, "梁文浩", "梁文豪")]


def test_surname_of_nobody() -> None:
    facts = document(("Joining us is our CFO, Ms. Meiling Zhou.", "今天出席的有財務長許美玲女士。"))
    assert [(m.kind, m.form) for m in facts.of(misfits)] == [("surname", "許美玲")]


def test_misspelt_copies() -> None:
    facts = document(("Holly Willowby and Pete Marsden left.", "Holly Willwby 與 Pete Marsden 離開了。"))
    slips = misspelt(facts.bitext.pairs[0])
    assert [(s.right, s.wrong) for s in slips] == [("Willowby", "Willwby")]


def test_plurals_and_joined_spellings_are_no_slips() -> None:
    facts = document(("Our Data-Center and Chiplets teams, ETFs too.", "我們的 DataCenter 與 Chiplet 團隊，還有 ETF。"))
    assert misspelt(facts.bitext.pairs[0]) == ()


def test_association_statistics() -> None:
    assert log_likelihood(5, 5, 5, 50) > log_likelihood(3, 5, 5, 50) > 0
    assert log_likelihood(1, 10, 10, 50) == 0.0  # they avoid each other
    assert "礦工" in grams("我們的礦工很多") and "的礦" not in grams("我們的礦工很多")


def test_terms_need_a_habit_first() -> None:
    facts = document(("Each kiln is new.", "每座窯爐都是新的。"), ("The kiln runs.", "窯口在運轉。"))
    assert facts.of(departures) == ()


def test_an_empty_or_one_sided_document() -> None:
    for facts in (document(), document(("Oliver Feldmann spoke.", "")), document(("", "奧利弗·費爾德曼"))):
        assert facts.of(odd_uses) == facts.of(missing_uses) == facts.of(misfits) == facts.of(departures) == ()
        assert all(not use.found for entry in facts.of(ledger) for use in entry.uses)


def test_the_company_name_weighs_more() -> None:
    check = check_by_id("name.consistency")
    facts = document(
        ("Welcome to Tarvolen Inc's call.", "歡迎參加塔沃倫的電話會議。"),
        ("Sales at Tarvolen rose.", "塔沃倫的銷售成長。"),
        ("We at Tarvolen are glad.", "我們達佛倫很高興。"),
    )
    assert [hit.severity for hit in check.run(facts, check.options)] == [Severity.MAJOR]


def test_parts_of_a_western_name_exchanged() -> None:
    facts = document(
        ("I would like to thank Marcus Feldman and Oliver Brandt.", "感謝費爾德曼·馬庫斯與布蘭特·奧利弗。"),
        ("Thank you, Annika Lindqvale.", "謝謝 Lindqvale Annika。"),
        ("Welcome, Marcus Feldman and Annika Lindqvale.", "歡迎馬庫斯·費爾德曼與 Annika Lindqvale。"),
        ("Thanks to Jae-won Kim, Wenhao Liang and Hiroshi Tanaka.", "感謝 Kim Jae-won、Liang Wenhao、Tanaka Hiroshi。"),
    )
    found = [(m.mention.pair, m.form, m.wanted) for m in facts.of(exchanged)]
    assert found == [
        (0, "費爾德曼·馬庫斯", "馬庫斯·費爾德曼"),
        (0, "布蘭特·奧利弗", "奧利弗·布蘭特"),
        (1, "Lindqvale Annika", "Annika Lindqvale"),
    ]


def test_letters_of_acronyms() -> None:
    rows = (
        ("RPO and WTI fell.", "ROP 與 WIT 下跌。", ["RPO", "WTI"]),
        ("AI and UI teams", "IA 與 UI 團隊", ["AI"]),
        ("ARPU rose.", "ARPPU 上升。", ["ARPU"]),
        ("ADSs, PCs and R&D", "ADS、PC 與 RD", []),
        ("We sell for USD 5 in the US.", "我們在 USA 以 US$5 出售。", []),
        ("Our AI team", "我們的 UI 團隊", []),
        ("The K14 and RPO", "K41 與剩餘履約義務", []),
    )
    for source, translated, wanted in rows:
        facts = document((source, translated))
        assert sorted(s.right for s in misspelt(facts.bitext.pairs[0])) == sorted(wanted), source


LEFT_IN_LATIN = (
    ("Revenue at Brightforge rose.", "Brightforge 的營收上升。"),
    ("Sales at Corvexa and Quillmark rose.", "Corvexa 與 Quillmark 的銷售上升。"),
    ("Margins at Tarvolen and Ostrivex fell.", "Tarvolen 與 Ostrivex 的利潤率下降。"),
    ("Marcus Feldman will speak after Oliver.", "Marcus Feldman 將在 Oliver 之後發言。"),
)


def test_the_other_names_decide_between_two_scripts() -> None:
    han, latin = ("Customers of Tessaloom pay.", "特薩盧姆的客戶付款。"), ("Tessaloom grew.", "Tessaloom 成長。")
    assert odd(document(*LEFT_IN_LATIN, latin, han)) == [(5, "特薩盧姆", "Tessaloom")]
    assert odd(document(*LEFT_IN_LATIN, han, latin)) == [(4, "特薩盧姆", "Tessaloom")]
    check = check_by_id("name.consistency")
    alone = document(latin, han)
    assert [hit.severity for hit in check.run(alone, check.options)] == [Severity.INFO]


def labelled(*rows: tuple[str, str]) -> Facts:
    """Rows without a full stop are speaker labels."""
    return Facts(
        Bitext(
            "x",
            tuple(
                Pair(i, en, zh) if en.endswith(".") else Pair(i, en, zh, kind="label", speaker=en)
                for i, (en, zh) in enumerate(rows)
            ),
            target_lang="zh-Hant-TW",
        )
    )


def test_labels_tell_the_usual_form_of_a_person() -> None:
    label = ("Annika Lindqvale", "Annika Lindqvale")
    thanks = ("Thank you, Annika.", "謝謝安妮卡。")
    assert odd(labelled(label, *LEFT_IN_LATIN, thanks)) == [(5, "安妮卡", "Annika")]
    rendered = (("Thank you, Oliver.", "謝謝奧利弗。"), ("Thank you, Marcus Feldman.", "謝謝馬庫斯·費爾德曼。"))
    assert odd(labelled(label, *rendered, thanks)) == []  # labels in Latin, speech in Chinese: a style
    whole = ("Annika Lindqvale", "安妮卡·林奎維爾")
    assert [o[0] for o in odd(labelled(whole, thanks, whole, label))] == [3]


def test_of_two_forms_the_worse_one_is_odd() -> None:
    short, whole = ("Thank you, Feldmann.", "謝謝，費德曼。"), ("Feldmann asked about it.", "費爾德曼問到此事。")
    assert odd(document(short, whole)) == [(0, "費德曼", "費爾德曼")]
    assert odd(document(whole, short)) == [(1, "費德曼", "費爾德曼")]


def test_a_product_translated_by_its_meaning_once() -> None:
    rows = (
        ("We launched Brightforge in May.", "我們五月推出 Brightforge。"),
        ("Brightforge sells well.", "Brightforge 銷售良好。"),
        ("Sales of Brightforge rose.", "亮鍛的銷售成長。"),
    )
    assert [m.use.pair for m in document(*rows).of(missing_uses)] == [2]
    longer = ("We met the Bank of Brightforge.", "我們會見了亮鍛銀行。")
    assert document(*rows[:2], longer).of(missing_uses) == ()


def test_a_hyphenated_word_has_a_rendering_of_its_own() -> None:
    office = [
        (f"We opened office number {n} in spring.", f"我們在春天開設了第 {n} 間辦公室。") for n in range(101, 150)
    ]
    loans = [(f"Loan number {n} was repaid.", f"第 {n} 筆放款已還清。") for n in range(12)]
    facts = document(*office, *loans, ("The loan has a loan-to-value of 58%.", "貸款成數為58%。"))
    assert facts.of(departures) == ()


def test_a_character_exchanged_is_a_variant_and_no_loss() -> None:
    facts = document(
        ("We sell in Penang.", "我們在檳城銷售。"),
        ("Penang grew.", "檳城成長了。"),
        ("Our people in Penang are trained.", "我們在賓城的同仁已完成訓練。"),
    )
    assert odd(facts) == [(2, "賓城", "檳城")]
    assert facts.of(missing_uses) == ()


def test_namesakes_keep_their_own_renderings() -> None:
    facts = document(
        ("Thank you, Dale Evanston.", "謝謝戴爾·埃文斯頓。"),
        ("Next is Gareth Evanston.", "下一位是加雷斯·伊萬斯頓。"),
    )
    assert odd(facts) == []


def test_a_label_settles_which_of_two_forms_is_meant() -> None:
    pairs = (
        Pair(0, "Here is Declan Whitmore.", "以下是德克蘭·懷特摩。"),
        Pair(
            1,
            "Declan Whitmore - Analyst, Corley Partners",
            "德克蘭·惠特莫爾 - 分析師，科利",
            "Declan Whitmore",
            "label",
        ),
    )
    assert odd(Facts(Bitext("x", pairs))) == [(0, "懷特摩", "惠特莫爾")]


def test_a_given_name_is_suggested_with_its_surname() -> None:
    facts = document(
        ("Our CEO is Mr. Wei-Lun Kao.", "我們的執行長是高維崙先生。"),
        ("Thank you, Wei-Lun.", "謝謝偉倫。"),
        ("Wei-Lun, please go ahead.", "偉倫，請說。"),
    )
    assert odd(facts) == [(0, "高維崙", "高偉倫")]


def test_a_mistake_of_a_label_is_told_by_the_checks_of_labels_alone() -> None:
    labels = [("Anna Corley - CEO", "安娜·科利 - 執行長"), ("Owen Brandt - CFO", "歐文·布蘭特 - 財務長")]
    rows = [*labels, *labels, (labels[0][0], labels[1][1])]
    pairs = tuple(Pair(i, s, t, "label", s.split(" - ")[0]) for i, (s, t) in enumerate(rows))
    facts = Facts(Bitext("x", pairs))
    for name in ("name.missing", "name.rendering"):
        check = check_by_id(name)
        assert list(check.run(facts, check.options)) == []


def test_a_wrong_title_is_told_once() -> None:
    facts = document(("Our CEO, Mr. Oliver Brandt, is here.", "我們的 CFO 奧利弗·布蘭特先生在座。"))
    found = [check_by_id(name) for name in ("name.role", "name.rendering")]
    assert [c.id for c in found for _ in c.run(facts, c.options)] == ["name.role"]


def forms_at(facts: Facts, key: str) -> dict[int, list[str]]:
    entry = next(entry for entry in facts.of(ledger) if entry.key == key)
    return {use.pair: [hit.form for hit in use.found] for use in entry.uses}


def test_a_given_name_alone_is_a_rendering_of_the_whole_name() -> None:
    facts = document(
        ("Our COO is Mr. Zhiming Luo.", "我們的營運長是羅志明先生。"),
        ("I'll let Zhiming speak.", "請志明說明。"),
        ("Thank you, Zhiming.", "謝謝志銘。"),
    )
    assert forms_at(facts, "zhiming") == {0: ["羅志明"], 1: ["志明"], 2: ["志銘"]}
    assert odd(facts) == [(2, "志銘", "志明")]


def test_syllables_in_running_text_are_no_given_name() -> None:
    facts = document(
        ("Our COO is Mr. Zhiming Luo.", "我們的營運長是羅志明先生。"),
        ("Zhiming shows the way.", "他指明了方向。"),
    )
    assert forms_at(facts, "zhiming")[1] == []


def test_chinese_brands_in_other_characters() -> None:
    facts = document(
        ("Our brand Qingmao grew.", "我們的品牌青茂成長了。"),
        ("We like Qingmao.", "我們喜歡青茂。"),
        ("On Qingmao, please.", "請談談晴貿。"),
    )
    assert odd(facts) == [(2, "晴貿", "青茂")]


def test_a_usual_rendering_wins_over_a_run_that_sounds_alike() -> None:
    facts = document(
        ("Our next question is from Amara Nwosu of Pellworth.", "下一個問題來自佩爾沃斯的阿瑪拉·恩沃蘇。"),
        ("Thank you, Amara Nwosu.", "謝謝阿瑪拉·恩沃蘇。"),
    )
    assert forms_at(facts, "nwosu") == {0: ["恩沃蘇"], 1: ["恩沃蘇"]}


def test_dropped_addresses_and_nicknames_are_no_losses() -> None:
    facts = document(
        ("Gordon Whitby runs our plants.", "戈登·惠特比負責我們的工廠。"),
        ("I agree with Gordon.", "我同意戈登的看法。"),
        ("Thank you, Gordon. Margins rose.", "謝謝。利潤率上升了。"),
        ("Good question, Gordon.", "問得好。"),
        ("Robert Hale joined us.", "羅伯特·黑爾加入了我們。"),
        ("Bob leads sales, and Bob likes it.", "羅伯特領導業務，也樂在其中。"),
    )
    assert facts.of(missing_uses) == ()


def test_a_name_is_lost_where_the_one_named_is_to_speak() -> None:
    facts = document(
        ("Gordon Whitby runs our plants.", "戈登·惠特比負責我們的工廠。"),
        ("I agree with Gordon.", "我同意戈登的看法。"),
        ("I'll turn it over to you, Gordon.", "接下來請說明。"),
    )
    assert [(m.use.pair, m.entry.name) for m in facts.of(missing_uses)] == [(2, "Gordon")]


def test_names_translated_by_meaning_in_one_sentence() -> None:
    facts = document(
        ("PetalBox grew. PetalBox members spend more.", "PetalBox 成長了。花瓣盒會員花費較多。"),
        ("Meridian is full.", "梅里迪安已滿載。"),
        ("We opened Meridian in May.", "梅里迪安於五月啟用。"),
        ("Our Meridian campus leads.", "我們的子午線園區領先。"),
    )
    assert [(m.mention.pair, m.form, m.wanted) for m in facts.of(literal_uses)] == [
        (0, "花瓣盒", "PetalBox"),
        (3, "子午線", "梅里迪安"),
    ]


def test_names_always_translated_and_words_said_besides_are_silent() -> None:
    facts = document(
        ("Our Harbor division grew.", "我們的港口事業部成長了。"),
        ("Harbor has 400 clients.", "港口事業部有400家客戶。"),
        ("PetalBox grew. PetalBox sends a box of petals.", "PetalBox 成長了。它寄出一盒花瓣。"),
    )
    assert facts.of(literal_uses) == ()


def test_the_words_inside_coined_names() -> None:
    assert words_in("ColdRow") == ("cold", "row")
    assert words_in("Lantern") == ("lantern",)
    assert words_in("Tarvolen") == ()
