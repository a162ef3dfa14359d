"""A recurrent term rendered differently from the document's habit."""

from __future__ import annotations

from collections.abc import Iterator

from align.checks.base import Check, Example, Options
from align.facts import Facts
from align.model import Hit, Severity
from align.names.habits import Departure, departures
from align.names.packterms import pack_departures


def _run(facts: Facts, options: Options) -> Iterator[Hit]:
    for departure in _all(facts):
        pairs = list(departure.majority_pairs)
        where = f"{len(pairs)} paragraph{'' if len(pairs) == 1 else 's'}"
        yield Hit(
            pair=departure.pair,
            source=departure.source,
            target=departure.target,
            message=f"“{departure.term}” is “{departure.form}” here but “{departure.majority}” in {where}.",
            evidence={
                "term": departure.term,
                "form": departure.form,
                "majority": departure.majority,
                "majority_pairs": pairs,
            },
            suggestion=departure.majority,
            confidence=0.85 if departure.glossed else 0.75,
            group=f"{departure.term}:{departure.form}",
        )


def _all(facts: Facts) -> list[Departure]:
    """Those of the pack's terms, and those counted from the document where they say something else."""
    out = list(facts.of(pack_departures))
    known = [(departure.pair, departure.source, departure.target) for departure in out]
    for departure in facts.of(departures):  # a word of a compound that is told is the compound's business
        if not any(
            pair == departure.pair and (departure.target.overlaps(target) or departure.source.overlaps(source))
            for pair, source, target in known
        ):
            out.append(departure)
    return sorted(out, key=lambda d: (d.pair, d.target))


_FILL = tuple(
    (f"We opened office number {n} in spring.", f"我們在春天開設了第 {n} 間辦公室。") for n in range(101, 150)
)
_KILN = (
    ("Each kiln is new.", "每座窯爐都是新的。"),
    ("One kiln was repaired.", "一座窯爐已修復。"),
    ("The kiln runs day and night.", "窯爐日夜運轉。"),
    ("We bought a second kiln.", "我們買了第二座窯爐。"),
    ("The kiln needs less gas.", "窯爐需要的瓦斯變少。"),
    ("A kiln costs a lot.", "一座窯爐要價不菲。"),
    ("They moved the kiln indoors.", "他們把窯爐移到室內。"),
    ("The third kiln is on order.", "第三座窯爐已下單。"),
    ("No kiln was sold.", "沒有窯爐出售。"),
)
_GUIDANCE = (
    ("We are raising our guidance for the year.", "我們上調全年財測。"),
    ("Our revenue guidance is unchanged.", "我們的營收財測維持不變。"),
    ("Full-year guidance assumes no price change.", "全年財測假設價格不變。"),
    ("We will update guidance in May.", "我們將於五月更新財測。"),
)
_CUSTOMERS = (
    ("Customers came back.", "客戶回來了。"),
    ("We thank our customers.", "我們感謝客戶。"),
    ("Customers paid in time.", "客戶準時付款。"),
    ("More customers signed.", "更多客戶簽約。"),
    ("We lost few customers.", "我們流失的客戶很少。"),
    ("Customers like the design.", "客戶喜歡這個設計。"),
    ("All customers were informed.", "所有客戶都已收到通知。"),
    ("Customers in Asia ordered twice.", "亞洲的客戶下了兩次訂單。"),
    ("Customers asked for more.", "客戶要求更多。"),
)

CHECK = Check(
    id="term.inconsistency",
    title="A recurrent term rendered in different ways",
    explanation=(
        "Counts over the sentences of a long document which Chinese goes with each recurrent English term, and reports "
        "the places that have another word for it: one that hardly occurs otherwise and shares a character with the "
        "usual rendering or has the same meaning in the dictionary. A term of the shipped pack that has several right "
        "renderings needs two or three sentences for a habit only; where it has none of them, what resembles the usual one "
        "is told. Words of every speech, and places where a "
        "neighbouring word may have melted into the rendering, are left alone."
    ),
    category="terminology/inconsistent",
    severity=Severity.MINOR,
    run=_run,
    bad=(
        Example(
            pairs=(*_GUIDANCE, ("Guidance excludes the plant we sold.", "指引不含我們出售的廠房。")),
            why="a term of the trade with two right renderings in one document",
        ),
        Example(
            pairs=(
                ("The installed base grew by 4%.", "裝機量成長4%。"),
                ("Our installed base is young.", "我們的裝機量很新。"),
                ("Service on the installed base rose.", "裝機量的服務收入上升。"),
                ("We upgraded the installed base in Asia.", "我們升級了亞洲的安裝基礎。"),
            ),
            why="a term of the trade with two right renderings in one document",
        ),
        Example(
            pairs=(
                *_FILL,
                *_KILN,
                ("The oldest kiln stopped.", "最舊的窯口停了。"),
                ("Our kiln is full.", "我們的窯口滿了。"),
            ),
            fires=(58, 59),
            why="two words for one machine",
        ),
        Example(
            pairs=(
                *_FILL,
                *_CUSTOMERS,
                ("Two customers have left us.", "兩個顧客離開了我們。"),
                ("Customers wait.", "顧客在等待。"),
            ),
            fires=(58, 59),
            why="two words for those who buy",
        ),
    ),
    good=(
        Example(
            pairs=(*_GUIDANCE, ("Guidance excludes the plant we sold.", "財務預測不含我們出售的廠房。")),
            why="long and short form",
        ),
        Example(
            pairs=(*_GUIDANCE, ("We gave guidance and an outlook for May.", "我們提供了財測與五月的展望。")),
            why="the other word renders another term",
        ),
        Example(
            pairs=(*_GUIDANCE[:2], ("Guidance excludes the plant we sold.", "指引不含我們出售的廠房。")),
            why="no habit yet",
        ),
        Example(
            pairs=(*_FILL, *_KILN, ("The oldest kiln stopped.", "最舊的一座停了。")), why="left out, no other word"
        ),
        Example(
            pairs=(*_FILL[:3], *_CUSTOMERS[:3], ("Two customers have left us.", "兩個顧客離開了我們。")),
            why="too short to have habits",
        ),
    ),
)
