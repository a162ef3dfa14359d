"""What was corrected before and came back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from align.checks.base import Check, Example, Options
from align.facts import Facts
from align.keys import normalised
from align.model import Hit, Pair, Severity, Span
from align.packs.corrections import Correction


def run(facts: Facts, options: Options) -> Iterator[Hit]:
    lines = {(normalised(c.source), normalised(c.wrong)): c for c in facts.memory if c.whole_line}
    parts: dict[str, list[Correction]] = defaultdict(list)
    for correction in facts.memory:
        if not correction.whole_line:
            parts[correction.source.lower()].append(correction)
    pattern = _any_of(list(parts))
    for pair in facts.speech:
        line = lines.get((normalised(pair.source), normalised(pair.target)))
        if line is not None:
            yield Hit(
                pair.index,
                f"This line was corrected before ({line.cite}) and is as it was.",
                source=Span(0, len(pair.source)),
                target=Span(0, len(pair.target)),
                evidence={"corrected": line.right, "by": line.cite},
                suggestion=line.right,
                confidence=0.99,
            )
        elif pattern is not None:
            yield from _words(pair, parts, pattern)


def _words(pair: Pair, parts: dict[str, list[Correction]], pattern: re.Pattern[str]) -> Iterator[Hit]:
    seen: set[tuple[str, str]] = set()
    for match in pattern.finditer(pair.source):
        for correction in parts[match[0].lower()]:
            at = pair.target.find(correction.wrong)
            if at < 0 or (correction.source, correction.wrong) in seen:
                continue
            if correction.right and correction.right in pair.target:
                continue
            seen.add((correction.source, correction.wrong))
            yield Hit(
                pair.index,
                f"“{correction.source}” was corrected from {correction.wrong} to {correction.right or 'nothing'} "
                f"before ({correction.cite}).",
                source=Span(*match.span()),
                target=Span(at, at + len(correction.wrong)),
                evidence={"corrected": correction.right, "by": correction.cite},
                suggestion=correction.right or None,
                confidence=0.95,
            )


def _any_of(sources: list[str]) -> re.Pattern[str] | None:
    if not sources:
        return None
    longest_first = sorted(sources, key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(map(re.escape, longest_first))})(?![A-Za-z0-9])", re.IGNORECASE)


_NOTE = (Correction("holding strategy", "控股策略", "持有策略", "mei, norvale-2024q4, 2025-02-11"),)

CHECK = Check(
    id="memory.ignored",
    title="Corrected before, and back again",
    explanation=(
        "A reviewer or translator has corrected these words, or this very line, in an earlier transcript, and the "
        "translation has them again. The finding cites the earlier correction. Take the decision back to forget it."
    ),
    category="terminology/wrong-term",
    severity=Severity.MAJOR,
    run=run,
    bad=(
        Example((("Our holding strategy has not changed.", "我們的控股策略沒有改變。"),), memory=_NOTE),
        Example((("The Holding Strategy stays.", "控股策略維持不變。"),), memory=_NOTE, why="capitals do not matter"),
    ),
    good=(
        Example((("Our holding strategy has not changed.", "我們的持有策略沒有改變。"),), memory=_NOTE),
        Example((("The holding company was sold.", "控股策略公司已出售。"),), memory=_NOTE, why="another source"),
        Example(
            (("Our holding strategy has not changed.", "我們的控股策略沒有改變。"),), why="nobody has corrected it"
        ),
    ),
)
