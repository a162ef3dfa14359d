"""Names copied in Latin letters: copies that are misspelt, product codes that are changed or lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from align.facts import Facts
from align.model import Pair, Span
from align.names.english import Mention, mentions, tokens_of
from align.names.rendering import target_of
from align.names.tables import fold, ordinary_words

_CODE_CUT = re.compile(r"[-\s ]")


@dataclass(frozen=True)
class Slip:
    """A Latin word of the Chinese that is nearly a name of the English."""

    source: Span
    target: Span
    right: str
    wrong: str


def misspelt(pair: Pair) -> tuple[Slip, ...]:
    """Latin words of the target that no word of the source accounts for, yet one nearly does."""
    target = target_of(pair)
    if not target.latin:
        return ()
    known = _spellings(pair.source)
    out: list[Slip] = []
    candidates = [t for t in tokens_of(pair) if t.capital and len(t.text) >= 4]
    for word, start, end in target.latin:
        bare = re.sub(r"[-.'’]", "", word)
        if len(bare) < 4 or bare in known or bare.rstrip("s") in known or not target.text[start].isupper():
            continue
        best: tuple[float, Slip] | None = None
        for token in candidates:
            other = re.sub(r"[-.'’]", "", fold(token.text))
            limit = 1 if len(other) <= 5 else 2 if len(other) <= 8 else 3
            distance = OSA.distance(bare, other, score_cutoff=limit)
            if distance > limit or distance == 0 or other.rstrip("s") == bare.rstrip("s") or other in fold(target.text):
                continue
            if distance > 1 and bare[0] != other[0] and bare[1:3] != other[1:3]:
                continue
            if bare in ordinary_words() and other in ordinary_words():
                continue
            slip = Slip(Span(token.start, token.end), Span(start, end), token.text, target.text[start:end])
            if best is None or distance / len(other) < best[0]:
                best = (distance / len(other), slip)
        if best is not None:
            out.append(best[1])
    return tuple(out)


def _spellings(source: str) -> set[str]:
    """The bare words of a text, the parts of hyphenated ones, neighbours run together, plurals cut."""
    words = re.findall(r"[^\W_]+", fold(source).replace("'", "").replace("’", ""))
    out = set(words) | {w.rstrip("s") for w in words}
    out |= {a + b for a, b in pairwise(words)}
    out |= {a + b + c for a, b, c in zip(words, words[1:], words[2:], strict=False)}
    return out


@dataclass(frozen=True)
class CodeSlip:
    """A product code of the English that the Chinese lacks, with the code that stands there instead."""

    mention: Mention
    instead: Span | None


def plain_code(text: str) -> str:
    """A code without hyphens and blanks, in small letters."""
    return _CODE_CUT.sub("", text).lower()


def code_slips(facts: Facts) -> tuple[CodeSlip, ...]:
    """Codes missing from a pair's Chinese, once a pair and code."""
    out: list[CodeSlip] = []
    by_pair: dict[int, list[Mention]] = {}
    for mention in facts.of(mentions):
        if mention.kind == "code":
            by_pair.setdefault(mention.pair, []).append(mention)
    for index, found in by_pair.items():
        pair = facts.bitext.pairs[index]
        plain = plain_code(pair.target)
        here = {plain_code(m.text) for m in found}
        lost = {plain_code(m.text): m for m in reversed(found) if plain_code(m.text) not in plain}
        if not pair.target.strip():
            continue
        for code, mention in sorted(lost.items(), key=lambda item: item[1].span.start):
            out.append(CodeSlip(mention, _other_code(pair, code, here)))
    return tuple(out)


def _other_code(pair: Pair, code: str, here: set[str]) -> Span | None:
    for match in re.finditer(r"[A-Za-z]{1,4}[- ]?\d{1,5}[A-Za-z]{0,3}", pair.target):
        other = plain_code(match.group())
        if other not in here and OSA.distance(other, code) <= 2:
            return Span(*match.span())
    return None
