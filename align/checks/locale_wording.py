"""Mainland wording in a text for Taiwan."""

from __future__ import annotations

from collections.abc import Iterable

from align.checks.base import Check, Options, example
from align.checks.term_pack import wrong_renderings
from align.facts import Facts
from align.model import Hit, Severity
from align.packs.matcher import source_words
from align.packs.wording import Wording, find_wordings


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    if facts.bitext.target_lang != "zh-Hant-TW" or options["profile"] == "off":
        return
    allowed = {target for term in facts.glossary.terms for target in term.targets}
    reported = {(wrong.pair.index, wrong.target.start) for wrong in facts.of(wrong_renderings)}
    for pair in facts.bitext.pairs:
        found = find_wordings(pair.target)
        if not found:
            continue
        forms = frozenset(form for word in facts.of_pair(source_words, pair) for form in word.forms)
        for wording, span in found:
            if wording.english and not forms.intersection(wording.english):
                continue
            if (pair.index, span.start) in reported or any(wording.mainland in target for target in allowed):
                continue
            word = span.of(pair.target)
            yield Hit(
                pair=pair.index,
                message=f"“{word}” is mainland wording; Taiwan says {' or '.join(wording.taiwan)}.",
                target=span,
                evidence={"found": word, "taiwan": list(wording.taiwan), "provenance": wording.provenance},
                suggestion=wording.taiwan[0] if wording.taiwan else None,
                severity=_severity(wording, str(options["profile"])),
                confidence=0.9 if wording.severity == "minor" else 0.6,
                group=f"wording:{wording.mainland}",
            )


def _severity(wording: Wording, profile: str) -> Severity:
    if profile == "strict":
        return Severity.MINOR
    return Severity.INFO if profile == "relaxed" else Severity(wording.severity)


CHECK = Check(
    id="locale.wording",
    title="Mainland wording",
    explanation="The word is how mainland China says it; readers in Taiwan expect another one (信息 is 資訊, 環比 is "
    "季增 or 較上季). Words that are heard in Taiwan too are info. The option `profile` makes them all minor (strict), "
    "all info (relaxed) or turns the check off (off). Four or more places of one word are one finding. A word that "
    "your glossary allows is left alone.",
    category="locale-convention/regional-wording",
    severity=Severity.MINOR,
    run=_run,
    options={"profile": "default"},
    rollup=4,
    bad=(
        example("Please send us the information.", "請把信息寄給我們。"),
        example("Revenue fell 4% quarter-over-quarter.", "營收環比下降4%。"),
        example("The software runs on our servers.", "該軟體在我們的服务器上運行。", "written in Simplified"),
    ),
    good=(
        example("Please send us the information.", "請把資訊寄給我們。"),
        example("It is recyclable at a different ratio.", "其回收比例不同比例尺。", "不同比 is no 同比"),
        example("Please send us the information.", "请把信息寄给我们。", "zh-CN", target_lang="zh-Hans-CN"),
        example("Our mass was measured.", "我們的質量經過測量。", "mass, not quality"),
        example("Silicon Valley customers returned.", "矽谷客戶回流。"),
    ),
)
