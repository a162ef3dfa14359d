"""A condition that the Chinese states as a fact: if the permits were delayed, 許可會延後."""

from __future__ import annotations

import re
from collections.abc import Iterable

from align.checks.base import Check, Options, example
from align.facts import Facts
from align.model import Hit, Pair, Severity, Span
from align.text.pairing import Bead, sentence_beads

LARGEST = 2  # sentences of one side; more say too little about which clause is meant
# A condition that opens a sentence or a clause, and what it leads to: `if` within a clause often means whether.
_SAID = re.compile(
    r"(?:^|[.?!;:,—–]\s+|\b(?:and|but|so|because|that|or|then) )"
    r"((?:only if|if|unless|provided that|assuming(?: that)?|as long as|in the event (?:that|of)|in case)\b[^.?!;]{8,}?,)",
    re.IGNORECASE,
)
# Turns of speech that set no condition.
_IDLE = re.compile(
    r"if (?:you\b|i (?:may|might|could|can|remember|recall|look|understand|heard|am not)\b|i'm not|"
    r"we (?:may|look|think about|go back|take|exclude|strip|compare|adjust|consider|step back)\b|"
    r"(?:not|so|any|anything|possible|necessary|needed|ever|only|nothing else)\b|"
    r"(?:it's|that's) (?:okay|ok|all right|possible))|in case (?:you|anyone)|unless otherwise|"
    r"\b(?:as|even|what|see|know|ask|wonder\w*|sure|check\w*|determine|tell|whether|but|albeit) if\b",
    re.IGNORECASE,
)
# Words that surely set a condition; where the whole Chinese has as many as the English, sentences are only paired wrongly.
_SURE = re.compile(r"如果|如[若能有遇]|若|假[如使設设若]|倘|要是|萬一|万一|一旦|只要|除非|的話|的话|前提")
_GIVEN = re.compile(
    r"如|若|假|倘|要是|萬一|万一|一旦|只要|除非|的話|的话|只有|凡|當|当|時|时|即使|即便|就算|縱|纵|哪怕|是否|否則|否则|"
    r"情況|情况|情形|前提|條件|条件|之下|下[,，]|的[,，]|設想|设想|只消|才|就|則|则|再|非.{1,12}不|沒.{1,12}[會会便]|没.{1,12}[會会便]|不.{1,12}便|"
    r"越|愈|誰|谁|幾|几|還能|能不能|會不會|会不会|能否|會否|会否|與否|与否|[嗎吗？?]|[後后][,，]|屆|届|之際|之际|遇|無論|无论|不論|不论|不管|任何"
)


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    for pair in facts.speech:
        if not pair.target.strip() or _SAID.search(pair.source) is None:
            continue
        for bead in facts.of_pair(sentence_beads, pair):
            if 0 in bead.shape or max(bead.shape) > LARGEST:
                continue
            hit = _compare(pair, bead)
            if hit is not None and len(_SURE.findall(pair.target)) < len(_SAID.findall(pair.source)):
                yield hit


def _compare(pair: Pair, bead: Bead) -> Hit | None:
    english, chinese = bead.source.of(pair.source), bead.target.of(pair.target)
    said = _SAID.search(english)
    if said is None or _IDLE.search(english) or "?" in english or _GIVEN.search(chinese):
        return None
    place = Span(bead.source.start + said.start(1), bead.source.start + said.end(1) - 1)
    return Hit(
        pair=pair.index,
        message=f"“{place.of(pair.source)}” is a condition; the Chinese states a fact.",
        source=place,
        target=bead.target,
        evidence={"condition": place.of(pair.source)},
        confidence=0.75,
    )


CHECK = Check(
    id="meaning.condition",
    title="A condition became a fact",
    explanation=(
        "A clause with if, unless, provided that or as long as opens an English sentence, and nothing in its Chinese"
        " makes a condition of it (若, 如果, 一旦, 只要, 的話, 除非, 才, 就 ...). Turns of speech (if you will, if I may, even"
        " if, as if) and questions are left alone."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=_run,
    bad=(
        example("If the permit slips into August, Ardwell may leave.", "許可延到八月，Ardwell 可能退出。"),
        example(
            "Prices hold. If demand weakens in spring, we will idle a furnace.",
            "價格穩定。春季需求轉弱，我們將停一座爐。",
        ),
    ),
    good=(
        example("If the permit slips into August, Ardwell may leave.", "若許可延到八月，Ardwell 可能退出。"),
        example("If the permit slips into August, Ardwell may leave.", "許可延到八月的話，Ardwell 可能退出。"),
        example("If you look at the fourth quarter, orders were strong.", "看第四季，訂單強勁。"),
        example("Even if prices fall, we will invest.", "價格下跌，我們仍將投資。"),
    ),
)
