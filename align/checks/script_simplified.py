"""Characters of the other script: Simplified ones in a Traditional text, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from align.checks.base import Check, Example, Options, example
from align.facts import Facts
from align.model import Hit, Severity, Span
from align.text.han import han_count
from align.text.script import simplified_only, to_simplified, to_traditional, traditional_only

WHOLE = 0.3  # share of foreign characters from which the whole line counts as written in the other script


@cache
def _foreign(simplified_target: bool) -> tuple[frozenset[str], re.Pattern[str]]:
    """The characters of the other script, and runs of them."""
    foreign = frozenset(traditional_only() if simplified_target else simplified_only())
    return foreign, re.compile("[" + "".join(sorted(foreign)) + "]+")


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    characters, pattern = _foreign(facts.simplified)
    other, convert = ("Traditional", to_simplified) if facts.simplified else ("Simplified", to_traditional)
    for pair in facts.bitext.pairs:
        if characters.isdisjoint(pair.target):
            continue
        places = [Span(*found.span()) for found in pattern.finditer(pair.target)]
        foreign = sum(span.end - span.start for span in places)
        if foreign >= WHOLE * han_count(pair.target) and foreign > 4:
            yield Hit(
                pair=pair.index,
                message=f"The line is written in {other} characters.",
                target=Span(0, len(pair.target)),
                evidence={"foreign": foreign, "characters": han_count(pair.target)},
                suggestion=convert(pair.target),
                severity=Severity.MAJOR,
                confidence=0.97,
                group="script:line",
            )
            continue
        right = convert(pair.target)
        for span in places:
            wrong = span.of(pair.target)
            yield Hit(
                pair=pair.index,
                message=f"“{wrong}” is {other}; here {span.of(right)} is meant.",
                target=span,
                evidence={"found": wrong},
                suggestion=span.of(right),
                confidence=0.96,
                group=f"script:{wrong}",
            )


CHECK = Check(
    id="script.simplified",
    title="Characters of the other script",
    explanation=(
        "The target is to be written in one script. This reports characters that exist only in Simplified Chinese "
        "in a Traditional text, and characters that exist only in Traditional Chinese in a Simplified one; a line "
        "written wholly in the other script is one finding. Characters that both scripts share, such as 后 or 台, "
        "are left to script.conversion. Correct the character, or state the right target language for the run."
    ),
    category="fluency/character-encoding",
    severity=Severity.MINOR,
    run=_run,
    bad=(
        example("Costs remain under control.", "成本仍在掌握之中，费用也下降。", "费 is Simplified"),
        example(
            "We opened two plants in Vietnam.",
            "我们在越南开设了两座工厂，产能将会提高。",
            "the whole line is Simplified",
        ),
        example("Sales grew.", "销售額成长。", "reversed", target_lang="zh-Hans-CN"),
    ),
    good=(
        example(
            "Taipei remains our base.",
            "台北仍然是我們的基地，公里數增加，皇后大道的店面也是。",
            "台, 里, 后 are Traditional too",
        ),
        example("Sales grew.", "销售额成长，台湾是重点。", target_lang="zh-Hans-CN"),
        Example((("Operator", "主持人"), ("Thank you.", "謝謝。"))),
    ),
    rollup=8,
)
