"""English left standing: a whole paragraph, a sentence or a clause."""

from __future__ import annotations

from collections.abc import Iterable

from align.checks.base import Check, Example, Options, example
from align.facts import Facts
from align.model import Hit, Pair, Severity, Span
from align.text.han import han_count
from align.text.latin import FUNCTION_WORDS, LatinRun, bracketed, latin_runs
from align.text.normal import bare
from align.text.words import word_set

CLAUSE_WORDS = 5  # a run of so many words, with function words among them, is a clause and no name
QUOTED_WORDS = 14  # what is quoted or glossed in brackets may be as long as a title or a motto
# One-word answers; OK and Hi stand in Chinese as they are.
_ANSWERS = word_set(
    "yes no yeah yep thanks thank sure right great perfect correct exactly absolutely hello good sorry understood"
)


def target_latin(pair: Pair) -> list[LatinRun]:
    """Latin stretches of a pair's target (for `Facts.of_pair`)."""
    return latin_runs(pair.target)


def left_over(pair: Pair, runs: list[LatinRun]) -> list[Span]:
    """Spans of the target that are English sentences or clauses, not names, titles or glosses."""
    found: list[Span] = []
    for run in runs:
        words = [word for word, _ in run.words]
        small = sum(word.lower() in FUNCTION_WORDS for word in words)
        lower = sum(word.islower() for word in words)
        clause = len(words) >= CLAUSE_WORDS and small >= 2 and (lower >= len(words) / 2 or lower - small >= 3)
        if clause and (not bracketed(pair.target, run.span) or len(words) >= QUOTED_WORDS):
            found.append(run.span)
    return found


def _whole(pair: Pair, runs: list[LatinRun]) -> bool:
    """Whether nothing was translated: no Chinese to speak of, and words that are no names."""
    words = [word for run in runs for word, _ in run.words]
    if not words or han_count(pair.target) > len(words) / 4:
        return False
    if any(word.islower() and len(word) > 1 for word in words) or words[0].lower() in _ANSWERS:
        return True
    return bare(pair.source) == bare(pair.target) and pair.source.rstrip().endswith((".", "!", "?")) and len(words) > 3


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    for pair in facts.speech:
        runs = facts.of_pair(target_latin, pair)
        if not runs:
            continue
        if _whole(pair, runs):
            yield Hit(
                pair=pair.index,
                message="The paragraph is left in English.",
                source=Span(0, len(pair.source)),
                target=Span(0, len(pair.target)),
                evidence={"part": "paragraph"},
                confidence=0.97,
            )
            continue
        for span in left_over(pair, runs):
            text = span.of(pair.target)
            at = pair.source.find(text)
            yield Hit(
                pair=pair.index,
                message=f"Left in English: “{text[:80]}”.",
                source=Span(at, at + len(text)) if at >= 0 else None,
                target=span,
                evidence={"part": "clause", "words": len(text.split())},
                confidence=0.95,
            )


CHECK = Check(
    id="text.untranslated",
    title="Left in English",
    explanation=(
        "A paragraph of speech, or a sentence or clause inside it, stands in English in the target. Speaker labels and "
        "headings, names, codes, addresses and what is quoted or glossed in brackets are no findings. Single words and "
        "short phrases are reported by text.partial."
    ),
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    run=_run,
    bad=(
        example("We thank our employees for their work.", "We thank our employees for their work."),
        example(
            "Demand was firm, and we do not see that changing in the second half.",
            "需求穩健，and we do not see that changing in the second half。",
        ),
        example("Good morning.", "Good morning."),
        example("Exactly.", "Exactly."),
    ),
    good=(
        Example(
            (("Dana Holt - Chief Executive Officer", "Dana Holt - Chief Executive Officer"), ("Thanks.", "謝謝。"))
        ),
        example("Visit www.halden.com for the K7 Pro.", "請上 www.halden.com 查看 K7 Pro。"),
        example("We call it the right to be boring.", "我們稱之為「無聊的權利」（the right to be boring at work）。"),
    ),
)
