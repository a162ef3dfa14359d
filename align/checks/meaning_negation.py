"""A denial of the English that the Chinese lost, or one that it added."""

from __future__ import annotations

import re
from collections.abc import Iterable

from align.checks.base import Check, Options, example
from align.facts import Facts
from align.model import Hit, Pair, Severity, Span
from align.text.negation import (
    Cue,
    carries,
    chinese_cues,
    denials,
    denied_verbs,
    english_cues,
    excuses,
    fully,
    limiting,
    nearly_denies,
    not_yet,
    only_denied,
    scope,
)
from align.text.normal import folded
from align.text.pairing import Bead, sentence_beads
from align.text.tokens import Token, target_tokens

SHORT = 6  # an answer of fewer English words may well be rendered by its opposite (Sure: 沒問題)
LARGEST = 4  # sentences of one side from which a bead says too little about where a denial belongs
_ASKS_BACK = re.compile("難道|难道|豈|岂|嗎|吗")


def source_cues(pair: Pair) -> list[Cue]:
    """Negating words of a pair's source (for `Facts.of_pair`)."""
    return english_cues(pair.source)


def _inside(cues: list[Cue], span: Span) -> list[Cue]:
    return [cue for cue in cues if span.start <= cue.span.start < span.end]


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    for pair in facts.speech:
        if not pair.source.strip() or not pair.target.strip():
            continue
        english = facts.of_pair(source_cues, pair)
        words = facts.of_pair(target_tokens, pair)
        chinese = chinese_cues(words)
        if not (english or chinese or "不" in pair.target or nearly_denies(pair.source)):
            continue
        for bead in facts.of_pair(sentence_beads, pair):
            if 0 in bead.shape or max(bead.shape) > LARGEST:
                continue
            inside = [token for token in words if bead.target.start <= token.start < bead.target.end]
            hit = _compare(pair, bead, _inside(english, bead.source), _inside(chinese, bead.target), inside)
            if hit is not None:
                yield hit


def _compare(pair: Pair, bead: Bead, english: list[Cue], chinese: list[Cue], words: list[Token]) -> Hit | None:
    low = folded(bead.source.of(pair.source))
    other = _scope(pair, bead, low)
    if other is None:
        other = _degree(pair, bead, low)
    if other is not None:
        return other
    said = [cue for cue in denials(english, low, bead.source.start) if not _copied(cue, bead.target.of(pair.target))]
    kept = [cue for cue in chinese if cue.strong]
    if said:
        carried = len(kept) + sum(1 for cue in chinese if not cue.strong and carries(cue, low))
        if len(said) > carried + len(limiting(words, low)):
            return _lost(pair, bead, said, kept)
    if kept and not english and len(low.split()) >= SHORT:
        size = max(1, bead.target.end - bead.target.start)
        added = [
            cue
            for cue in denied_verbs(words)
            if not not_yet(cue, low) and not excuses(low, (cue.span.start - bead.target.start) / size)
        ]
        if added and _ASKS_BACK.search(bead.target.of(pair.target)) is None:
            return _added(pair, bead, added)
    return None


def _scope(pair: Pair, bead: Bead, low: str) -> Hit | None:
    """Not all that became none, none that became not all, and only that became not only."""
    chinese = bead.target.of(pair.target)
    lost = scope(low, chinese)
    if lost is None:
        only = only_denied(low, chinese)
        if only is None:
            return None
        cue = Cue(only.of(chinese), only.shifted(bead.target.start), True)
        return _added(pair, bead, [cue])
    some = lost == "all"
    return Hit(
        pair=pair.index,
        message="The English denies all only in part; the Chinese denies it wholly."
        if some
        else "The English denies it wholly; the Chinese only in part.",
        source=bead.source,
        target=bead.target,
        evidence={"kind": "scope", "english": "not all" if some else "none"},
        confidence=0.8,
    )


def _degree(pair: Pair, bead: Bead, low: str) -> Hit | None:
    """Hardly that became by far."""
    turned = fully(low, bead.target.of(pair.target))
    if turned is None:
        return None
    source, target = turned[0].shifted(bead.source.start), turned[1].shifted(bead.target.start)
    said, found = source.of(pair.source), target.of(pair.target)
    return Hit(
        pair=pair.index,
        message=f"“{said}” is given as its reverse, {found}.",
        source=source,
        target=target,
        evidence={"kind": "degree", "english": [said], "chinese": [found]},
        confidence=0.8,
    )


def _copied(cue: Cue, chinese: str) -> bool:
    """Whether the word stands in Latin in the Chinese (non-GAAP, a title)."""
    return re.search(rf"(?<![A-Za-z]){re.escape(cue.text)}(?![A-Za-z])", chinese, re.IGNORECASE) is not None


def _lost(pair: Pair, bead: Bead, said: list[Cue], kept: list[Cue]) -> Hit:
    single = len(said) == 1
    first = said[0]
    words = ", ".join(f"“{cue.text}”" for cue in said)
    message = f"“{first.text}” of the English is lost." if single else f"Not all of {words} are kept in the Chinese."
    return Hit(
        pair=pair.index,
        message=message,
        source=first.span if single else Span(first.span.start, said[-1].span.end),
        target=bead.target,
        evidence={"kind": "lost", "english": [c.text for c in said], "chinese": [c.text for c in kept]},
        confidence=0.85 if not kept else 0.75,
    )


def _added(pair: Pair, bead: Bead, added: list[Cue]) -> Hit:
    return Hit(
        pair=pair.index,
        message=f"“{added[0].text}” denies what the English affirms.",
        source=bead.source,
        target=added[0].span,
        evidence={"kind": "added", "english": [], "chinese": [c.text for c in added]},
        confidence=0.8,
    )


CHECK = Check(
    id="meaning.negation",
    title="Negation lost or added",
    explanation=(
        "An English sentence denies (not, no, never, none, without, unable ...) and its Chinese has no word that "
        "could carry the denial, or the Chinese denies (不, 沒, 未, 無, 非) what the English affirms. Sentences are "
        "compared one by one. Constructions that are translated positively (not only, no doubt, not until, can't wait) "
        "and words that only look negative (不過, 不同, 未來) do not count. Not all against none, and only against not only, "
        "are compared as well."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=_run,
    bad=(
        example("We do not expect a recovery this year.", "我們預期今年會復甦。"),
        example("The new plant is running at full capacity.", "新工廠沒有滿載運轉。"),
        example("Sales grew. We have no debt. Margins were stable.", "銷售成長。我們有債務。利潤率穩定。"),
        example("Not all of our plants run at night.", "我們的工廠夜間都不運轉。", "not all became none"),
        example("None of our plants runs at night.", "並非所有工廠夜間都運轉。", "none became not all"),
        example("The loan may only be used for the new ships.", "這筆貸款不只能用於新船。", "only became not only"),
        example("The plant will not open until the tests are complete.", "測試完成之前工廠就已啟用。"),
        example("Returns of the shoes barely moved in the spring.", "鞋款退貨率春季大幅上升。", "hardly became by far"),
        example("Will we lend? We won't; this is purely a fee business.", "我們會放款嗎？會的，這不只是收費業務。"),
    ),
    good=(
        example("We do not expect a recovery this year.", "我們預期今年不會復甦。"),
        example("The cutover of the system went through without a hitch.", "系統切換順利完成。"),
        example("We leased the site before the tests of the line were done.", "我們租下該址時，產線測試尚未完成。"),
        example("I dropped off the line by accident; please go on.", "我不小心斷線了，請繼續。"),
        example("Returns of the shoes barely moved in the spring.", "鞋款退貨率春季幾乎持平，銷量大幅成長。"),
        example("We have no debt, no covenants and no maturities.", "我們沒有債務、契約和到期款項。"),
        example("These are non-GAAP measures.", "這些是 non-GAAP 指標。"),
        example("It is not only cheaper but faster.", "它更便宜，也更快。"),
        example("Not all of our plants run at night.", "我們的工廠夜間並非都運轉。"),
        example("None of our plants runs at night.", "我們的工廠夜間都不運轉。"),
        example("It is only cheaper in winter, and also faster.", "它不只冬季便宜，也更快。"),
        example("The plant will not open until the tests are complete.", "測試完成後工廠才會啟用。"),
        example("We see different trends; however, the future is bright.", "我們看到不同的趨勢，不過未來一片光明。"),
    ),
)
