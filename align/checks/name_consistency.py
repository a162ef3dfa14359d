"""The same name rendered in different ways."""

from __future__ import annotations

from collections.abc import Iterator

from align.checks.base import Check, Example, Options
from align.facts import Facts
from align.model import Hit, Severity
from align.names.consistency import Odd, odd_uses
from align.names.roster import key_names


def _run(facts: Facts, options: Options) -> Iterator[Hit]:
    important = facts.of(key_names)
    for odd in facts.of(odd_uses):
        yield _hit(facts, odd, important)


def _hit(facts: Facts, odd: Odd, important: frozenset[str]) -> Hit:
    both_han = not odd.found.form.isascii() and not odd.majority.isascii()
    name = odd.use.mention.text if odd.found.form.count("·") else odd.entry.name
    pairs = [use.pair for use in odd.uses]
    places = f"; so also in {len(pairs) - 1} more" if len(pairs) > 1 else ""
    return Hit(
        pair=odd.use.pair,
        source=odd.use.source,
        target=odd.found.span,
        message=f"“{name}” is “{odd.found.form}” here but “{odd.majority}” in {len(odd.majority_pairs)} other "
        f"paragraph{'s' if len(odd.majority_pairs) > 1 else ''}{places}.",
        evidence={
            "name": name,
            "form": odd.found.form,
            "majority": odd.majority,
            "majority_pairs": list(odd.majority_pairs),
            "pairs": pairs,
        },
        suggestion=odd.majority,
        severity=_severity(odd, both_han, important),
        confidence=0.95 if both_han else 0.85,
        group=f"{odd.entry.key}:{odd.found.form}",
    )


def _severity(odd: Odd, both_han: bool, important: frozenset[str]) -> Severity | None:
    """A name left in Latin letters as often as it is rendered, as other names are, shows no habit to depart from."""
    if both_han:
        return Severity.MAJOR if odd.entry.key in important else None
    return None if odd.settled else Severity.INFO


CHECK = Check(
    id="name.consistency",
    title="A name rendered in different ways",
    explanation=(
        "Counts how each name of the English is rendered over the whole document and reports the forms that "
        "depart from the document's own habit, once each with all its places. Short forms, originals in brackets, "
        "surnames after full names and well-known alternatives for places are no departures. Severity is major "
        "when the name is the company's or an executive's and both forms are Chinese."
    ),
    category="terminology/inconsistent",
    severity=Severity.MINOR,
    run=_run,
    bad=(
        Example(
            pairs=(
                ("Welcome to the call of Tarvolen Inc.", "歡迎參加塔沃倫的電話會議。"),
                ("Sales at Tarvolen rose again.", "塔沃倫的銷售額再次成長。"),
                ("We at Tarvolen are pleased.", "我們達佛倫感到滿意。"),
            ),
            why="two transliterations of one company",
        ),
        Example(
            pairs=(
                ("Thank you, Gordon.", "謝謝，戈登。"),
                ("As Gordon said, costs fell.", "正如戈登所說，成本下降。"),
                ("I agree with Gordon on this.", "我同意 Gordon 的看法。"),
            ),
            why="left in Latin letters in one place only",
        ),
        Example(
            pairs=(
                (
                    "Revenue at Brightforge rose after Oliver Brandt came.",
                    "Oliver Brandt 到任後，Brightforge 的營收上升。",
                ),
                ("Sales at Corvexa and Quillmark rose.", "Corvexa 與 Quillmark 的銷售上升。"),
                ("Marcus Feldman will speak next.", "接著由 Marcus Feldman 發言。"),
                ("Customers of Tessaloom pay.", "特薩盧姆的客戶付款。"),
                ("Tessaloom grew.", "Tessaloom 成長。"),
            ),
            fires=(3,),
            why="rendered once, where all other names are left in Latin letters",
        ),
        Example(
            pairs=(
                ("Thank you, Feldmann.", "謝謝，費德曼。"),
                ("Feldmann asked about it.", "費爾德曼問到此事。"),
            ),
            fires=(0,),
            why="of two forms the one that fits the name worse",
        ),
        Example(
            pairs=(
                ("Mr. Zhiming Luo asked about it.", "羅志明先生問到此事。"),
                ("Thank you, Zhiming.", "謝謝智銘。"),
            ),
            fires=(1,),
            why="the given name alone in other characters",
        ),
        Example(
            pairs=(
                ("Our brand Qingmao grew.", "我們的品牌青茂成長了。"),
                ("Our question is on Qingmao.", "我們想請教晴貿的情況。"),
            ),
            fires=(1,),
            why="a Chinese brand in other characters",
        ),
    ),
    good=(
        Example(
            pairs=(
                ("Our next question is from Marcus Feldman.", "下一個問題來自馬庫斯·費爾德曼。"),
                ("Thank you, Marcus.", "謝謝馬庫斯。"),
                ("As Feldman asked, margins matter.", "正如費爾德曼所問，利潤率很重要。"),
            ),
            why="parts of one name",
        ),
        Example(
            pairs=(
                ("Brandt - Analyst", "布蘭特 - 分析師"),
                ("Amara Nwosu - Analyst - Pellworth Capital", "阿瑪拉·恩沃蘇 - 分析師 - 佩爾沃斯資本"),
                ("Our next question is from Amara Nwosu.", "下一個問題來自阿瑪拉·恩沃蘇。"),
                ("Thank you, Amara Nwosu.", "謝謝阿瑪拉·恩沃蘇。"),
            ),
            why="a run of the firm's name sounds like the person's",
        ),
        Example(
            pairs=(
                ("We sell in Indonesia.", "我們在印尼銷售。"),
                ("Indonesia grew.", "印度尼西亞成長了。"),
                ("Indonesia is large.", "印尼很大。"),
            ),
            why="well-known alternatives of a place",
        ),
    ),
)
