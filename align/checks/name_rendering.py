"""Names that the Chinese gets wrong."""

from __future__ import annotations

from collections.abc import Iterator

from align.checks.base import Check, Example, Options, example
from align.facts import Facts
from align.model import Hit, Severity
from align.names.exchanged import exchanged
from align.names.latin import misspelt
from align.names.misfits import Misfit, misfits
from align.names.mistaken import mistaken
from align.names.roles import wrong_titles


def _run(facts: Facts, options: Options) -> Iterator[Hit]:
    yield from _misspelt(facts)
    yield from _misfits(facts)


def _misspelt(facts: Facts) -> Iterator[Hit]:
    titles = {(wrong.mention.pair, wrong.target) for wrong in facts.of(wrong_titles)}
    for pair in facts.bitext.pairs:
        for slip in facts.of_pair(misspelt, pair):
            if (pair.index, slip.target) in titles:
                continue  # CFO for CEO beside a name is told as a title on the wrong person
            yield Hit(
                pair=pair.index,
                source=slip.source,
                target=slip.target,
                message=f"“{slip.right}” is spelt “{slip.wrong}” in the Chinese.",
                evidence={"kind": "misspelt", "name": slip.right, "form": slip.wrong},
                suggestion=slip.right,
                confidence=0.95,
            )


_SAID = {
    "part": "“{form}” stands for “{name}” but sounds nothing like “{wanted}”.",
    "order": "“{name}” is “{form}”, with the surname last; Chinese puts it first.",
    "exchanged": "“{name}” is “{form}”, with first and last name exchanged.",
    "surname": "“{form}” stands for “{name}”, but its surname is no part of that name.",
    "other": "“{name}” is “{wanted}” elsewhere; here another name stands in its place: “{form}”.",
    "torn": "“{name}” is torn apart in the Chinese.",
    "firm": "“{name}” is a firm, but “{form}” is written like a person.",
    "addressed": "“{form}” addresses “{name}” as a person, but nobody in the call has that name.",
    "affiliation": "In “{form}” a word that belongs to “{wanted}” is joined to the person “{name}”.",
    "literal": "“{form}” translates the name “{name}” by its meaning.",
    "place": "“{form}” is another place than “{name}”.",
    "half": "“{name}” is half transliterated, half left in Latin letters.",
    "joined": "The first and last name of “{name}” are run together without a dot.",
}
_CORRECTED = ("order", "joined", "exchanged", "addressed", "literal")
_SEVERITY = {
    "half": Severity.MINOR,
    "literal": Severity.MINOR,
    "addressed": Severity.MINOR,
    "joined": Severity.MINOR,
    "surname": Severity.CRITICAL,
    "part": Severity.CRITICAL,
    "other": Severity.CRITICAL,
}


def _same_place(one: Misfit, other: Misfit) -> bool:
    return one.mention.pair == other.mention.pair and one.target.overlaps(other.target)


def _misfits(facts: Facts) -> Iterator[Hit]:
    swapped = facts.of(exchanged)
    rest = [m for m in (*facts.of(misfits), *facts.of(mistaken)) if not any(_same_place(m, o) for o in swapped)]
    for misfit in sorted((*swapped, *rest), key=lambda m: (m.mention.pair, m.target)):
        name = misfit.mention.text
        if misfit.kind == "other" and facts.bitext.pairs[misfit.mention.pair].kind == "label":
            continue  # the checks of labels tell it
        yield Hit(
            pair=misfit.mention.pair,
            source=misfit.mention.span,
            target=misfit.target,
            message=_SAID[misfit.kind].format(name=name, form=misfit.form, wanted=misfit.wanted),
            evidence={"kind": misfit.kind, "name": name, "form": misfit.form},
            suggestion=misfit.wanted if misfit.kind in _CORRECTED else None,
            severity=_SEVERITY.get(misfit.kind),
            category="locale-convention/name-format" if misfit.kind == "joined" else None,
            confidence=0.8 if misfit.kind in ("part", "half") else 0.9,
        )


CHECK = Check(
    id="name.rendering",
    title="A name rendered wrongly",
    explanation=(
        "Compares every name of the English with what stands for it in the Chinese: a Latin copy must be spelt alike, an "
        "acronym must keep its letters, "
        "a Chinese name needs its surname first and one that fits, the pieces of a "
        "Western name must sound like it, stand together and in one script, and a firm must not be written like a person."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=_run,
    bad=(
        example("Our guest is Mr. Halvorsen.", "我們的來賓是 Halvorson 先生。", "a letter changed"),
        example("Joining us is our CEO, Mr. Wenhao Liang.", "今天出席的有執行長文豪梁先生。", "surname last"),
        example("Joining us is our CFO, Ms. Meiling Zhou.", "今天出席的有財務長許美玲女士。", "another surname"),
        example("Thank you, Oliver Brandt.", "謝謝 Brandt Oliver。", "surname first in Latin letters"),
        example("Our next question is from Oliver Brandt.", "下一個問題來自布蘭特·奧利弗。", "parts exchanged"),
        example("RPO rose by 8%.", "ROP 成長8%。", "letters of an acronym exchanged"),
        example("WTI averaged $71.", "WIT 平均為71美元。", "letters of a benchmark exchanged"),
        example("ARPU rose, and so did EBIT.", "ARU 上升，EBIT 也上升。", "a letter dropped"),
        example("Howard Tillman, B. Corley", "霍華德·蒂爾曼、B·科利", "a firm written like a person"),
        example("I agree with Oliver Brandt on this.", "我同意馬庫斯·布蘭特的看法。", "another first name"),
        Example(
            pairs=(
                ("Thank you, WL. Tarvolen grew.", "謝謝 WL。塔沃倫成長了。"),
                ("WL, how is Tarvolen doing?", "WL，塔沃倫的表現如何？"),
                ("I agree with WL.", "我同意塔沃倫的看法。"),
            ),
            why="the company for its chief's initials",
        ),
        Example(
            pairs=(
                ("Oliver Brandt - Chief Executive Officer", "奧利弗·布蘭特 - 執行長"),
                ("We signed a supply contract with Tarvolen in Spain.", "我們與西班牙的塔沃倫先生簽下供應合約。"),
            ),
            fires=(1,),
            why="a firm addressed as a person",
        ),
        example(
            "Our next question is from Anna Brandt with Coldmere Securities.",
            "下一個問題來自安娜·布蘭特證券的科德米爾。",
            "the firm's word joined to the person",
        ),
        example(
            "StormLoom now handles 38% of all bookings.", "風暴織機現已處理38%的訂單。", "a coined name translated"
        ),
        example(
            "StormLoom handles 38% of all bookings. StormLoom users pay less.",
            "StormLoom 處理38%的訂單。風暴織機的用戶付費較少。",
            "translated in one of two sentences",
        ),
        Example(
            pairs=(
                ("Our payment platform, Harbor, grew.", "我們的支付平台 Harbor 成長了。"),
                ("Harbor has 400 clients.", "Harbor 有400家客戶。"),
                ("We sold Harbor to two banks.", "我們把港口賣給兩家銀行。"),
            ),
            why="a product whose name is an ordinary word",
        ),
        Example(
            pairs=(
                ("With us is Dana Whitby. Margins rose.", "與會的有 Dana Whitby。利潤率上升。"),
                ("Dana will begin.", "首先由 Joanna 發言。"),
                ("I agree with Dana.", "我同意 Dana 的看法。"),
            ),
            fires=(1,),
            why="another first name in Latin letters",
        ),
        Example(
            pairs=(
                ("With us are Mr. Wei-Ting Hsu and Ms. Mei-Lan Kuo.", "與會的有許維庭先生與郭美蘭女士。"),
                ("I turn it back to Chairman Hsu.", "我把時間交還給郭董事長。"),
            ),
            why="another person's surname before the title",
        ),
        example("We opened a branch in Columbus.", "我們在哥倫比亞開設了分行。", "another place"),
        example("I thank Walter Brandt for his work.", "我感謝沃爾瑪·布蘭特的付出。", "a firm for a first name"),
        example(
            "Kevin Holloway from J.T. Carbright",
            "來自 J.T. 的凱文·霍洛威（Kevin Holloway）卡布萊特",
            "a firm torn apart",
        ),
    ),
    good=(
        example("Our guest is Mr. Halvorsen.", "我們的來賓是 Halvorsen 先生。", "copied"),
        example("Joining us is our CEO, Mr. Wenhao Liang.", "今天出席的有執行長梁文豪先生。", "surname first"),
        example("Thank you, Mr. Tsai Chih-ming.", "謝謝蔡志明先生。", "Wade-Giles"),
        example("I agree with Oliver Brandt on this.", "我同意奧利弗·布蘭特的看法。", "sounds right"),
        example(
            "Thank you, Jae-won Kim and Hiroshi Tanaka.", "謝謝 Kim Jae-won 與 Tanaka Hiroshi。", "surname first there"
        ),
        Example(
            pairs=(
                ("Oliver Brandt - Chief Executive Officer", "奧利弗·布蘭特 - 執行長"),
                ("Mr. Tarvolen signed the contract in Spain.", "塔沃倫先生在西班牙簽下合約。"),
            ),
            why="a person addressed as one",
        ),
        example(
            "Our next question is from Anna Brandt with Coldmere Securities.",
            "下一個問題來自科德米爾證券的安娜·布蘭特。",
            "the firm's word where it belongs",
        ),
        example(
            "StormLoom, a loom in the cloud, grew.", "StormLoom 這款雲端織機成長了。", "copied, and the word as well"
        ),
        Example(
            pairs=(
                ("Our payment platform, Harbor, grew.", "我們的支付平台 Harbor 成長了。"),
                ("Harbor has 400 clients.", "Harbor 有400家客戶。"),
                ("We sold Harbor to a harbor operator.", "我們把它賣給港口營運商。"),
            ),
            why="the word stands for something else",
        ),
        Example(
            pairs=(
                ("Our Harbor division grew.", "我們的港口事業部成長了。"),
                ("Harbor has 400 clients.", "港口事業部有400家客戶。"),
            ),
            why="always translated",
        ),
        Example(
            pairs=(
                ("With us are Mr. Wei-Ting Hsu and Ms. Mei-Lan Kuo.", "與會的有許維庭先生與郭美蘭女士。"),
                ("I turn it back to Chairman Hsu.", "我把時間交還給許董事長。"),
                ("Thank you, Ms. Kuo and Chairman Hsu.", "謝謝郭女士與董事長。"),
            ),
            why="surname and title",
        ),
        Example(
            pairs=(
                ("With us is Doug Whitby. Margins rose.", "與會的有 Doug Whitby。利潤率上升。"),
                ("Doug will begin.", "首先由 Douglas 發言。"),
                ("I agree with Doug.", "我同意 Doug 的看法。"),
            ),
            why="the whole first name",
        ),
        example("We opened branches in Columbus and in Colombia.", "我們在哥倫布與哥倫比亞開設了分行。", "two places"),
        example("I thank Walter Brandt for his work.", "我感謝華特·布蘭特的付出。", "another usual rendering"),
        example("RPO and ADSs rose; R&D fell.", "RPO 與 ADS 上升，RD 下降。", "the same letters"),
        example("We sell in the US for USD 5.", "我們在 USA 以 US$5 出售。", "accepted ways to write it"),
        example("Our CRM and ERP teams grew.", "我們的 CRM 與企業資源規劃團隊擴大。", "translated"),
        example(
            "Ladies and gentlemen, welcome. Mr. Oyelaran will begin.",
            "女士們、先生們，歡迎。首先由奧耶拉蘭先生發言。",
            "",
        ),
    ),
)
