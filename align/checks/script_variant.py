"""Two spellings of one word in one document: 週 and 周, 發布 and 發佈, 計畫 and 計劃, 台 and 臺."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from align.checks.base import Check, Example, Options
from align.facts import Facts
from align.model import Hit, Severity, Span


@dataclass(frozen=True)
class Variant:
    """Two patterns that mean the same; `preferred` is Taiwan's usual spelling, else the more frequent one wins."""

    one: re.Pattern[str]
    other: re.Pattern[str]
    spelling: tuple[str, str]
    preferred: int | None = None
    severity: Severity | None = None


def _words(one: str, other: str, words: str) -> list[Variant]:
    """A variant for each of `words`, where {} stands for the character."""
    return [
        Variant(re.compile(word.format(one)), re.compile(word.format(other)), (one, other)) for word in words.split()
    ]


_WEEK = r"(?:[一二兩三五六七八九十幾數每本上下這該首前後半整\d]\s?{0}(?![邊圍遭身])|{0}(?:期|末|刊|會|[一二三四五六日](?![十百千萬])))"
VARIANTS = (
    Variant(
        re.compile(_WEEK.format("週")),
        re.compile(_WEEK.format("周")),
        ("週", "周"),
        preferred=0,
        severity=Severity.MINOR,
    ),
    *_words("布", "佈", "發{} 公{} 宣{} 分{} {}局 {}署 遍{} 散{}"),
    *_words("畫", "劃", "計{} 企{} 規{} 策{}"),
    *_words("台", "臺", "{}灣 {}北 {}中 {}南 平{} 舞{} 後{} 機{} 電{} 櫃{}"),
    *_words("裡", "裏", "這{} 那{} 哪{} {}面 心{}"),
    *_words("占", "佔", "{}比 {}有 {}據 {}用 市{}率"),
    *_words("雇", "僱", "{}用 {}主 {}員 聘{} 解{}"),
    *_words("污", "汙", "{}染 {}水 貪{}"),
    *_words("群", "羣", "{}組 客{} 族{} {}眾"),
)


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    if facts.simplified:
        return
    for variant in VARIANTS:
        ones = _places(facts, variant.one)
        others = _places(facts, variant.other)
        if not ones or not others:
            continue
        if variant.preferred is None:
            rarer, usual = (others, ones) if len(others) <= len(ones) else (ones, others)
            wrong, right = variant.spelling[::-1] if rarer is others else variant.spelling
        else:
            rarer, usual, wrong, right = others, ones, variant.spelling[1], variant.spelling[0]
        for index, span, text in rarer:
            yield Hit(
                pair=index,
                message=f"“{text}” is written with {right} elsewhere in the document ({len(usual)} times).",
                target=span,
                evidence={"found": text, "usual": right, "uses": len(usual), "here": len(rarer)},
                suggestion=text.replace(wrong, right),
                severity=variant.severity,
                confidence=0.85,
                group=f"variant:{wrong}",
            )


def _places(facts: Facts, pattern: re.Pattern[str]) -> list[tuple[int, Span, str]]:
    return [
        (pair.index, Span(*found.span()), found.group())
        for pair in facts.bitext.pairs
        for found in pattern.finditer(pair.target)
    ]


CHECK = Check(
    id="script.variant",
    title="Two spellings of one word",
    explanation=(
        "The document writes one word in two ways that are both in use (週期 and 周期, 發布 and 發佈, 計畫 and 計劃, 台灣 and "
        "臺灣). The rarer spelling is reported, for weeks and cycles always 周, with the other as suggestion. A document "
        "that keeps to one spelling is never reported."
    ),
    category="terminology/inconsistent",
    severity=Severity.INFO,
    run=_run,
    bad=(
        Example((("Last week sales rose.", "上週銷售成長。"), ("We review it every week.", "我們每周檢討。"))),
        Example(
            (
                ("We published the plan.", "我們公布了計畫。"),
                ("It was published in May.", "已於五月公布。"),
                ("We published it again.", "我們再次公佈。"),
            )
        ),
    ),
    good=(
        Example((("Last week sales rose.", "上周銷售成長。"), ("We review it every week.", "我們每周檢討。"))),
        Example((("Weekly, around us.", "每週，在我們四周。"), ("Mr. Zhou joined.", "周先生加入。"))),
    ),
    rollup=4,
)
