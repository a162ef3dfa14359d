"""Which Chinese a text is written in, judged by the characters that only one script has."""

from __future__ import annotations

TRADITIONAL = "zh-Hant-TW"
SIMPLIFIED = "zh-Hans-CN"

# Frequent characters that exist in one script only, pairwise (general knowledge of both scripts).
_ONLY_TRADITIONAL = frozenset(
    "們這來時個為說國會對發學過還經動開關點問進業電應長機實現東車門間題樣種將讓與從後營億萬價總報資財務謝請紹產質員給"
)
_ONLY_SIMPLIFIED = frozenset(
    "们这来时个为说国会对发学过还经动开关点问进业电应长机实现东车门间题样种将让与从后营亿万价总报资财务谢请绍产质员给"
)


def detect_target_lang(text: str) -> str:
    """`zh-Hans-CN` when Simplified-only characters outnumber Traditional-only ones, else `zh-Hant-TW`."""
    sample = text[:200_000]
    traditional = sum(sample.count(ch) for ch in _ONLY_TRADITIONAL - _ONLY_SIMPLIFIED)
    simplified = sum(sample.count(ch) for ch in _ONLY_SIMPLIFIED - _ONLY_TRADITIONAL)
    return SIMPLIFIED if simplified > traditional else TRADITIONAL


def encoded(text: str, encoding: str) -> bytes:
    """The text in the encoding it was read in; characters that one cannot hold make it UTF-8."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8")
