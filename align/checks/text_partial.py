"""Single English words and short phrases left inside the Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable

from align.checks.base import Check, Options, example
from align.checks.text_untranslated import left_over, target_latin
from align.facts import Facts
from align.model import Hit, Pair, Severity, Span
from align.text.han import han_count
from align.text.latin import CUSTOMARY, WORD, LatinRun, bracketed

_MIN_LETTERS = 3
_INITIAL = re.compile(r"(?:^|[.?!:;\"“(]\s*)$")


def _common_words(source: str) -> dict[str, Span]:
    """Words that the source writes in lower case, with the first place of each."""
    out: dict[str, Span] = {}
    for found in WORD.finditer(source):
        word = found.group()
        if word.islower():
            out.setdefault(word, Span(*found.span()))
            for part in word.split("-"):
                out.setdefault(part, Span(*found.span()))
    return out


def _phrases(pair: Pair, run: LatinRun, common: dict[str, Span]) -> Iterable[tuple[Span, Span]]:
    """(target span, source span) of neighbouring words of one run that are common words of the source."""
    at: list[tuple[Span, Span]] = []
    for word, span in run.words:
        low = word.lower()
        place = common.get(low)
        kept = place is not None and low not in CUSTOMARY and len(word) >= _MIN_LETTERS and not word.isupper()
        if kept and _name_like(pair, word, span):
            kept = False
        if kept and place is not None:
            at.append((span, place))
        elif at:
            yield Span(at[0][0].start, at[-1][0].end), at[0][1]
            at = []
    if at:
        yield Span(at[0][0].start, at[-1][0].end), at[0][1]


def _name_like(pair: Pair, word: str, span: Span) -> bool:
    """A word with figures beside it (a code), or part of a run of capitalised words (a name)."""
    before = pair.target[span.start - 1] if span.start else ""
    after = pair.target[span.end] if span.end < len(pair.target) else ""
    if before.isdigit() or before in "@#/_." or after.isdigit() or after in "@_/":
        return True
    if word[0].isupper():
        near = pair.target[max(0, span.start - 25) : span.start], pair.target[span.end : span.end + 25]
        return bool(re.search(r"[A-Z][\w.&'-]*\s$", near[0]) or re.match(r"\s[A-Z0-9]", near[1])) or word in pair.source
    return False


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    for pair in facts.speech:
        runs = facts.of_pair(target_latin, pair)
        if not runs or not han_count(pair.target):
            continue
        if not any(len(word) >= _MIN_LETTERS and word.lower() in pair.source for run in runs for word, _ in run.words):
            continue  # spares most lines the look at every word of the source
        common = _common_words(pair.source)
        clauses = set(left_over(pair, runs))
        for run in runs:
            if run.span in clauses:
                continue
            for target, source in _phrases(pair, run, common):
                if bracketed(pair.target, target):
                    continue
                text = target.of(pair.target)
                yield Hit(
                    pair=pair.index,
                    message=f"“{text}” is left in English.",
                    source=source,
                    target=target,
                    evidence={"found": text.lower()},
                    confidence=0.85,
                    group=f"partial:{text.lower()}",
                )


CHECK = Check(
    id="text.partial",
    title="Words left in English",
    explanation=(
        "A word or short phrase that the source uses as a common word (in lower case) stands in Latin letters in the "
        "Chinese. Names, tickers, codes, acronyms, units, glosses in brackets and words that Chinese business writing "
        "keeps in Latin (app, email, EBITDA) are allowed. The same word left in many lines is one finding."
    ),
    category="accuracy/untranslated",
    severity=Severity.MINOR,
    run=_run,
    bad=(
        example("The fleet reached 3 exahash per second.", "機隊達到每秒 3 exahash。"),
        example("Revenue rose 5% quarter-over-quarter.", "營收 quarter-over-quarter 成長 5%。"),
        example("We hold a large inventory of wafers.", "我們持有大量 wafers 庫存。"),
    ),
    good=(
        example("Our CEO and the IR team use the app.", "我們的 CEO 與 IR 團隊使用 app。"),
        example("The K7 miner is sold by Halden.", "K7 礦機由 Halden 銷售。"),
        example("We call this tape-out.", "我們稱之為流片（tape-out）。"),
    ),
    rollup=5,
)
