"""A question that became a statement, or a statement that became a question."""

from __future__ import annotations

import re
from collections.abc import Iterable

from align.checks.base import Check, Options, example
from align.facts import Facts
from align.model import Hit, Pair, Severity, Span
from align.text.pairing import Bead, sentence_beads
from align.text.sentences import split

_ENDS_EN = re.compile(r"\?[\s\"'”’)\]]*$")
_MARK_ZH = re.compile(r"[?？]")
# What makes a Chinese sentence a question without its mark.
_ASKS_ZH = re.compile(
    r"嗎|吗|呢|吧|什麼|什么|甚麼|怎|(?<!任)何(?!況)|哪|誰|谁|[幾几](?=[個个次家時时月年點点倍成])|多少|多[久大高遠远快長长](?!期)|"
    r"是否|能否|可否|會否|会否|有否|與否|与否|還是|还是|(?P<a>[\u4e00-\u9fff])[不沒没](?P=a)|可不可|願不願|難道|难道|豈|岂|"
    r"請問|请问|想問|想问|想知道|想了解|好奇|請教|请教|(?:請|请|可以|能|可).{0,12}(?:談|谈|說|说|介紹|介绍|分享|評論|评论|補充|补充|解釋|解释|聊|提供|給|给|講|讲)"
)
# English that asks without a question mark, or asks for something.
_ASKS_EN = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how|whether|if|wonder\w*|curious|ask\w*|question\w*|"
    r"know|understand|tell|talk|clarif\w*|thoughts?|color|colour|comment\w*|elaborat\w*|doubt|or)\b"
    r"|^\W*(?:and |so |but |also |okay |yes |well |then )*(?:is|are|was|were|do|does|did|have|has|had|can|could|will|would|"
    r"should|may|might|shall|isn't|aren't|don't|doesn't|didn't|won't|wouldn't|can't|couldn't|any)\b",
    re.IGNORECASE,
)
# Questions that expect no answer are often rendered as statements.
_TAG = re.compile(
    r"(?:,|-|—|\bso)\s*(?:right|correct|okay|ok|yes|no|yeah|huh|eh|you know|isn't (?:it|that)|is it|wasn't it|aren't \w+|"
    r"don't \w+|doesn't \w+|didn't \w+|won't \w+|wouldn't \w+|is that (?:right|correct|fair))\s*\?[\s\"'”’)]*$"
    r"|^\W*(?:(?:all )?right|okay|ok|really|yes|no|sorry|pardon|hello|hi|fair enough|anything else)\s*\?",
    re.IGNORECASE,
)
_ECHO = re.compile(
    r"\b(?:why not|why don't (?:we|you|i)|how about|what if|who knows|guess what|can you (?:hear|see))\b", re.IGNORECASE
)


# A second question coordinated to a first one: "How is pricing, and do you plan to raise it?"
_SECOND_EN = re.compile(
    r"[,;]\s+(?:(?:and|or|but|so|then)\s+)*(?:is|are|was|were|do|does|did|have|has|had|can|could|will|would|should|may|might)\s+"
    r"(?:you|we|they|it|he|she|I|there|this|that|these|those|the|your|our|its|their)\b[^?;]{8,300}\?"
)
# How the clause of a plain statement begins that answers to it.
_STATES_ZH = re.compile(
    r"(?:[你您我他]們?|[你您我他]们?|貴公司|贵公司|這|这|那|它)?[^，。,]{0,14}?(?:會|会|將|将|打算|需要|計畫|计划|可以|能夠|能够|應該|应该|已經|已经|正在|預期|预期)"
)


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    for pair in facts.speech:
        asked = "?" in pair.source
        asks = _MARK_ZH.search(pair.target) is not None
        level = asked == asks and pair.source.count("?") == len(_MARK_ZH.findall(pair.target))
        if level and _SECOND_EN.search(pair.source) is None:
            continue
        beads = facts.of_pair(sentence_beads, pair)
        surplus = [_surplus(pair, bead) for bead in beads]
        for i, bead in enumerate(beads):
            near = surplus[max(0, i - 1) : i] + surplus[i + 1 : i + 2]
            if surplus[i] and any(other * surplus[i] < 0 for other in near):
                continue  # the matching of sentences is off by one here
            hit = _compare(pair, bead)
            if (
                hit is not None
                and hit.evidence["kind"] == "added"
                and any(_asked(pair, b) for b in beads[max(0, i - 1) : i + 2])
            ):
                continue
            if hit is not None:
                yield hit


def _asked(pair: Pair, bead: Bead) -> bool:
    return "?" in bead.source.of(pair.source)


def _surplus(pair: Pair, bead: Bead) -> int:
    """Question marks of the Chinese less those of the English."""
    return len(_MARK_ZH.findall(bead.target.of(pair.target))) - bead.source.of(pair.source).count("?")


def _compare(pair: Pair, bead: Bead) -> Hit | None:
    english, chinese = bead.source.of(pair.source), bead.target.of(pair.target)
    if 0 in bead.shape or not chinese.strip():
        return None
    if _ENDS_EN.search(english):
        last = split(english, "en")[-1].of(english)
        if _TAG.search(last) or _ECHO.search(last):
            return None
        if _MARK_ZH.search(chinese) or _ASKS_ZH.search(chinese):
            return _second(pair, bead, last)
        start = bead.source.start + english.rindex(last)
        return _hit(pair, Span(start, start + len(last.rstrip())), bead, "lost", 0.9)
    if "?" in english or not _MARK_ZH.search(chinese.rstrip("\"'”’」』）) ")[-1:]) or _ASKS_EN.search(english):
        return None
    return _hit(pair, bead.source, bead, "added", 0.8)


def _second(pair: Pair, bead: Bead, english: str) -> Hit | None:
    """The second of two coordinated questions (`english` ends the bead) that the last Chinese clause states."""
    found = _SECOND_EN.search(english)
    chinese = bead.target.of(pair.target).rstrip()
    if found is None or not chinese.endswith("。"):
        return None
    end = split(chinese, "zh")[-1].of(chinese)
    clause = end if len(split(chinese, "zh")) > 1 else re.split("[，,]", end)[-1]
    if _ASKS_ZH.search(clause) or not _STATES_ZH.match(clause.strip()):
        return None
    start = bead.source.start + bead.source.of(pair.source).rindex(english) + found.start()
    at = bead.target.start + chinese.rindex(clause)
    return _hit(
        pair, Span(start, bead.source.end), Bead(bead.source, Span(at, at + len(clause)), bead.shape), "lost", 0.85
    )


def _hit(pair: Pair, source: Span, bead: Bead, kind: str, confidence: float) -> Hit:
    lost = kind == "lost"
    return Hit(
        pair=pair.index,
        message="The English asks; the Chinese states." if lost else "The English states; the Chinese asks.",
        source=source,
        target=bead.target,
        evidence={"kind": kind},
        severity=None if lost else Severity.MINOR,
        confidence=confidence,
    )


CHECK = Check(
    id="meaning.question",
    title="Question turned into a statement",
    explanation=(
        "An English sentence ends in a question mark, and its Chinese has neither a question mark nor a word that asks "
        "(嗎, 呢, 什麼, 如何, 是否, 請問 ...); or the Chinese asks what the English states. Sentences are compared one by "
        "one; tags (right?) and questions that expect no answer are left alone."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=_run,
    bad=(
        example("Is the second line on schedule?", "第二條產線進度正常。"),
        example("Thanks for that. Has pricing stabilized?", "謝謝。價格已經穩定。"),
        example("The second line is on schedule.", "第二條產線進度正常嗎？"),
        example("How is pricing, and do you plan to raise it again?", "定價情況如何？你們打算再次調漲。"),
    ),
    good=(
        example("Is the second line on schedule?", "第二條產線進度是否正常。"),
        example("That is the range, right?", "區間就是這樣。"),
        example("I was wondering about the margin.", "毛利率如何？"),
        example("How is pricing, and do you plan to raise it again?", "定價情況如何，以及是否打算再次調漲。"),
        example("Could you give us some color on pricing?", "請您談談價格。"),
    ),
)
