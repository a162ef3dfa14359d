"""A denial of the English that the Chinese lost, or one that it added."""

from __future__ import annotations

import re
from collections.abc import Iterable

from align.checks.base import Check, Options, example
from align.facts import Facts
from align.model import Hit, Pair, Severity, Span
from align.text.negation import Cue, carries, chinese_cues, denials, denied_verbs, english_cues, excuses, limiting
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
        if not english and not chinese:
            continue
        for bead in facts.of_pair(sentence_beads, pair):
            if 0 in bead.shape or max(bead.shape) > LARGEST:
                continue
            inside = [token for token in words if bead.target.start <= token.span.start < bead.target.end]
            hit = _compare(pair, bead, _inside(english, bead.source), _inside(chinese, bead.target), inside)
            if hit is not None:
                yield hit


def _compare(pair: Pair, bead: Bead, english: list[Cue], chinese: list[Cue], words: list[Token]) -> Hit | None:
    low = folded(bead.source.of(pair.source))
    said = [cue for cue in denials(english, low, bead.source.start) if not _copied(cue, bead.target.of(pair.target))]
    kept = [cue for cue in chinese if cue.strong]
    if said:
        carried = len(kept) + sum(1 for cue in chinese if not cue.strong and carries(cue, low))
        if len(said) > carried + len(limiting(words, low)):
            return _lost(pair, bead, said, kept)
    if kept and not english and len(low.split()) >= SHORT and not excuses(low):
        added = denied_verbs(words)
        if added and _ASKS_BACK.search(bead.target.of(pair.target)) is None:
            return _added(pair, bead, added)
    return None


def _copied(cue: Cue, chinese: str) -> bool:
    """Whether the word stands in Latin in the Chinese (non-GAAP, a title)."""
    return re.search(rf"(?<![A-Za-z]){re.escape(cue.text)}(?![A-Za-z])", chinese, re.IGNORECASE) is not None


def _lost(pair: Pair, bead: Bead, said: list[Cue], kept: list[Cue]) -> Hit:
    single = len(said) == 1
    first = said[0]
    words = ", ".join(f"“{cue.text}”" for cue in said)
    message = f"“{first.text}” of the English is lost." if single else f"Of {words} not all are kept in the Chinese."
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
        "and words that only look negative (不過, 不同, 未來) do not count."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=_run,
    bad=(
        example("We do not expect a recovery this year.", "我們預期今年會復甦。"),
        example("The new plant is running at full capacity.", "新工廠沒有滿載運轉。"),
        example("Sales grew. We have no debt. Margins were stable.", "銷售成長。我們有債務。利潤率穩定。"),
    ),
    good=(
        example("We do not expect a recovery this year.", "我們預期今年不會復甦。"),
        example("We have no debt, no covenants and no maturities.", "我們沒有債務、契約和到期款項。"),
        example("These are non-GAAP measures.", "這些是 non-GAAP 指標。"),
        example("It is not only cheaper but faster.", "它更便宜，也更快。"),
        example("We see different trends; however, the future is bright.", "我們看到不同的趨勢，不過未來一片光明。"),
    ),
)
