"""Single characters that stand alone as words: which sibling belongs there, from what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

from align.text.han import is_han
from align.text.script import strays, to_traditional
from align.text.tokens import Token, is_word
from align.text.words import word_set

# Log-share of a Traditional form among the stand-alone uses of its Simplified character (order of magnitude).
LEAN = {
    "併": -4.0, "髮": -4.5, "后": -5.0, "於": 0.0, "万": -6.0, "与": -6.0, "齣": -3.5, "党": -6.0, "丰": -5.0, "傢": -6.0,
    "噹": -5.0, "藉": -1.5, "据": -6.0, "鬆": -2.0, "鐘": -1.0, "鍾": -3.0, "徵": -3.0, "准": -1.0, "製": -1.5, "複": -3.0,
    "覆": -3.0, "繫": -4.0, "係": -1.0, "隻": -2.5, "祇": -6.0, "乾": -1.5, "榦": -6.0, "麵": -3.0, "哩": -3.0, "甦": -4.0,
    "囌": -8.0, "捨": -2.0, "穀": -2.5, "闆": -6.0, "髒": -2.0, "癥": -5.0, "緻": -5.0, "誌": -3.0, "彙": -4.0, "儘": -2.0,
    "颱": -6.0, "于": -4.0, "錶": -2.5, "佔": 0.0, "矇": -4.0, "濛": -4.0, "彆": -5.0, "迴": -3.0, "獃": -5.0, "鬱": -3.0,
    "朮": -8.0, "尸": -3.0, "几": -4.0, "圣": -6.0, "异": -6.0, "証": -5.0, "荐": -6.0, "範": -2.0, "范": -1.0, "穫": -4.0,
}  # fmt: skip
_NUMERALS = frozenset("0123456789０１２３４５６７８９一二兩三四五六七八九十百千萬億幾每數半")
# Never words by themselves in Traditional prose, with the sibling meant.
_NEVER = {
    "傢": "家", "万": "萬", "与": "與", "党": "黨", "据": "據", "闆": "板",
    "癥": "症", "緻": "致", "祇": "只", "榦": "幹", "囌": "蘇", "圣": "聖", "异": "異", "荐": "薦", "複": "復",
    "体": "體", "优": "優", "气": "氣", "网": "網", "机": "機", "价": "價", "构": "構", "离": "離", "触": "觸",
    "虫": "蟲", "惊": "驚", "听": "聽", "坏": "壞", "沪": "滬", "怀": "懷", "战": "戰", "冲": "衝",
    "穫": "獲", "彆": "別", "韆": "千", "儘": "盡",
    "并": "並", "嚮": "向", "侷": "局", "瞭": "了", "颱": "台",
}  # fmt: skip


def fits_alone(text: str, tokens: Sequence[Token], i: int) -> str | None:
    """The character that belongs where the single-character token `i` stands; None when nothing can be said."""
    token = tokens[i]
    char = token.text
    before = text[token.start - 1] if token.start else ""
    after = text[token.end] if token.end < len(text) else ""
    rule = _RULES.get(char)
    if rule is not None:
        return rule(before, after, tokens, i)
    return _NEVER.get(char) or (to_traditional(char) if char in strays() else None)


def lean(char: str) -> float:
    """Log-share of a Traditional form among the stand-alone uses of its Simplified character, 0 for the usual one."""
    return LEAN.get(char, -6.0 if char in strays() or char in _NEVER else 0.0)


def _single(before: str, after: str, tokens: Sequence[Token], i: int) -> str | None:
    """隻 counts things: it follows a numeral or a demonstrative."""
    before = before.strip() or (tokens[i - 2].text[-1] if i > 1 else "")
    return None if before in _NUMERALS or before in "這那哪整船有" else "只"


def _play(before: str, after: str, tokens: Sequence[Token], i: int) -> str | None:
    """齣 counts plays: it follows a numeral or a demonstrative."""
    before = before.strip() or (tokens[i - 2].text[-1] if i > 1 else "")
    return None if before in _NUMERALS or before in "這那哪整首" else "出"


_INTO_ONE = tuple(verb + one for verb in "在成為作到" for one in ("一", "同一", "單一"))
_JOINED = frozenset("單櫃桌貨車戶")


def _merge(before: str, after: str, tokens: Sequence[Token], i: int) -> str | None:
    """併 merges what follows or comes after a verb of joining; else the conjunction 並 is meant."""
    joins = (i > 0 and tokens[i - 1].text in tuple("合兼吞歸整裁")) or (
        after and after in "網表入案同校吞購發存攤計進回"
    )
    following = "".join(word.text for word in tokens[i + 1 : i + 4])
    whole = i + 1 < len(tokens) and tokens[i + 1].text in _JOINED
    return None if joins or whole or following.startswith(_INTO_ONE) else "並"


def _work(before: str, after: str, tokens: Sequence[Token], i: int) -> str | None:
    """幹 is work or a trunk; before what can be dry 乾 is meant (乾井, 乾散貨, 乾塢)."""
    return (
        "乾"
        if after and after in "井散塢燥旱淨貨洗冰季濕糧草式癟枯涸電" and before not in ("骨", "主", "樹", "才")
        else None
    )


def _aspect(before: str, after: str, tokens: Sequence[Token], i: int) -> str | None:
    """麵 is food; after what has sides (供給, 技術, 財務) 面 is meant."""
    return "面" if i and tokens[i - 1].text in _SIDED else None


def _pick(before: str, after: str, tokens: Sequence[Token], i: int) -> str | None:
    """采 is a look or part of a name; before a known word of what can be taken up 採 is meant."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or len(following.text) < 2 or not (is_han(after) and is_word(following.simplified)):
        return None
    opens = i == 0 or len(tokens[i - 1].text) > 1 or not before.isalnum()
    return "採" if opens else None


def _form(before: str, after: str, tokens: Sequence[Token], i: int) -> str | None:
    """錶 is a watch; after the Latin name of a form (10-K, S-1) 表 is meant."""
    left = before.strip() or (tokens[i - 2].text[-1:] if i > 1 else "")
    return "表" if left.isascii() and left.isalnum() else None


_SIDED = word_set(
    "供給 需求 成本 財務 技術 資金 消息 基本 獲利 營運 政策 業務 法律 制度 心理 操作 執行 市場 供應 投資 價格"
)


def _clock(before: str, after: str, tokens: Sequence[Token], i: int) -> str | None:
    """鍾 is a surname; after a count of hours or minutes 鐘 is meant."""
    return "鐘" if before and before in "分秒點時刻" else None


def _hair(before: str, after: str, tokens: Sequence[Token], i: int) -> str | None:
    """髮 is hair after a colour, length or care, or before a style."""
    hair = (before and before in "鬈捲頭毛白黑金銀棕紅長短染護理秀美假落脫植削剪燙束") or (
        after and after in "型絲膠廊夾飾際色質根蠟妝"
    )
    return None if hair else "發"


def _behind(before: str, after: str, tokens: Sequence[Token], i: int) -> str | None:
    """后 is a queen or part of a name; else 後."""
    if (before and before in "皇王太天影歌母封武立妃帝豔") or (after and after in "冠妃羿座里"):
        return None
    return "後"


def _inside(before: str, after: str, tokens: Sequence[Token], i: int) -> str | None:
    """里 is a mile, a neighbourhood or part of a name; after a known word of two or more characters 裡 is meant."""
    word = tokens[i - 1] if i else None
    if (
        word is None
        or len(word.text) < 2
        or not is_han(before)
        or after in _WARD
        or before in _NUMERALS
        or before in "公英海華鄰"
    ):
        return None
    closed = i + 1 == len(tokens) or not is_han(after) or len(tokens[i + 1].text) > 1 or after in _AFTER_PLACE
    return "裡" if closed and is_word(word.simplified) else None


def _at(before: str, after: str, tokens: Sequence[Token], i: int) -> str | None:
    """于 is a surname; after a Han character 於 is meant before a known word or a figure, and after a known verb."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or not is_han(before):
        return None
    if after.isdigit() or after == " ":
        return "於"
    word = tokens[i - 1]
    known = len(following.text) > 1 and is_word(following.simplified)
    verb = len(word.text) > 1 and word.text not in _TITLES and is_word(word.simplified)
    return "於" if (known or verb) and (is_han(after) or after in "「『《（(") else None


def suspicious(token: Token) -> bool:
    """Whether a single character is one that never stands alone, whatever its Simplified reading."""
    return token.text in _NEVER or token.text in strays()


_TITLES = word_set(
    "先生 女士 小姐 主席 總裁 董事長 經理 總經理 記者 導演 分析師 執行長 財務長 營運長 演員 歌手 主任 處長 部長 教授 博士 院長 委員 議員 醫師 律師 老師 "
    "專員 總監 副總 董事 秘書 發言人 主持人 同事 以及 還有"
)
_WARD = frozenset("長民鄰里辦")
_AFTER_PLACE = frozenset("的有是和也都，。還沒不就")
_RULES = {
    "幹": _work,
    "麵": _aspect,
    "采": _pick,
    "錶": _form,
    "併": _merge,
    "齣": _play,
    "鍾": _clock,
    "髮": _hair,
    "隻": _single,
    "后": _behind,
    "里": _inside,
    "于": _at,
}
