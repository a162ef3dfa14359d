"""Sample pairs of an invented car maker for the examples of the pair checks, and hits on whole paragraphs."""

from __future__ import annotations

from align.checks.base import Example
from align.model import Span

PAIRS = (
    ("Good morning, and welcome to the call of Larkfield Motors.", "早安，歡迎參加拉克菲爾德汽車的電話會議。"),
    (
        "The new paint shop in Ohio started in May and runs two shifts a day.",
        "俄亥俄州的新塗裝廠已於五月啟用，每天兩班運作。",
    ),
    (
        "The tax rate was 23%, and we expect the same for the rest of the year.",
        "稅率為23%，預計今年剩餘期間維持不變。",
    ),
    ("Our dealers in Japan sold more electric vans than in any other year.", "日本經銷商的電動廂型車銷量創歷年新高。"),
    ("We hired four hundred engineers to work on battery safety.", "我們聘用了四百名工程師研究電池安全。"),
    ("This concludes the call. You may now disconnect your lines.", "電話會議到此結束，各位可以掛斷電話了。"),
)
STRANGE = "海洋生物學家在深海發現了一種會發光的水母，觸手長達三公尺。"
THANKS = (("Thank you.", "謝謝。"), ("Thanks.", "謝謝您。"), ("Thank you very much.", "非常感謝。"))


def whole(text: str) -> Span:
    """The text without blanks around it."""
    start = len(text) - len(text.lstrip())
    return Span(start, max(start, len(text.rstrip())))


def rearranged(order: tuple[int | str, ...], *fires: int, why: str = "") -> Example:
    """The sample pairs with the translations in this order; a string stands for itself."""
    targets = [PAIRS[each][1] if isinstance(each, int) else each for each in order]
    pairs = tuple((source, target) for (source, _), target in zip(PAIRS, targets, strict=False))
    return Example(pairs, why=why, fires=fires or None)
