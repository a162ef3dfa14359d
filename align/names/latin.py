"""Names copied in Latin letters and misspelt on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from align.model import Pair, Span
from align.names.english import tokens_of
from align.names.rendering import VAST, Target, target_of
from align.names.tables import fold, ordinary_words

_WORD = re.compile(r"[^\W_]+")


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
    if not target.latin or len(target.text) > VAST:
        return ()
    words = frozenset(_WORD.findall(fold(pair.source)))
    known: set[str] = set()
    acronyms = _acronyms(pair, target)
    copied = {re.sub(r"[-.'’]", "", word) for word, _, _ in target.latin}
    out: list[Slip] = []
    candidates = [t for t in tokens_of(pair) if t.capital and len(t.text) >= 4]
    for word, start, end in target.latin:
        bare = re.sub(r"[-.'’]", "", word)
        if start in acronyms:
            out.append(acronyms[start])
            continue
        if len(bare) < 4 or bare in words or not target.text[start].isupper():
            continue
        known = known or _spellings(pair.source)
        if bare in known or bare.rstrip("s") in known:
            continue
        best: tuple[float, Slip] | None = None
        for token in candidates:
            other = re.sub(r"[-.'’]", "", fold(token.text))
            limit = 1 if len(other) <= 5 else 2 if len(other) <= 8 else 3
            distance = OSA.distance(bare, other, score_cutoff=limit)
            if distance > limit or distance == 0 or other.rstrip("s") == bare.rstrip("s") or other in copied:
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


_CAPITALS = re.compile(r"(?<![A-Za-z0-9&$.-])[A-Z](?:\.?&?[A-Z]){1,6}(?![A-Za-z0-9&$]|-?[0-9])")
_PLURAL = re.compile(r"(?<![A-Za-z0-9&$.-])([A-Z](?:\.?&?[A-Z]){1,6})s?(?![A-Za-z0-9&$]|-?[0-9])")
_MONEY = frozenset(
    [
        "US",
        "USA",
        "USD",
        "UK",
        "GBP",
        "HK",
        "HKD",
        "NT",
        "NTD",
        "TWD",
        "RMB",
        "CNY",
        "EU",
        "EUR",
        "JPY",
        "AM",
        "PM",
        "OK",
        "II",
        "III",
        "IV",
    ]
)


def _acronyms(pair: Pair, target: Target) -> dict[int, Slip]:
    """ROP for RPO: capitals the English has not, one letter from capitals that are missing in the Chinese.

    Letters exchanged with a neighbour, dropped, added or, from three letters on, replaced; by place in the Chinese.
    """
    wrong = {m.start(): re.sub(r"[.&]", "", m.group()) for m in _CAPITALS.finditer(target.text)}
    if not wrong:
        return {}
    here = {re.sub(r"[.&]", "", m.group()).removesuffix("s"): m for m in _PLURAL.finditer(pair.source)}
    if set(wrong.values()) <= here.keys():
        return {}
    every = {word.upper() for word in _spellings(pair.source)}
    said = fold(re.sub(r"[.&]", "", target.text))
    lost = {bare: m for bare, m in here.items() if fold(bare) not in said and bare not in _MONEY}
    out: dict[int, Slip] = {}
    for start, bare in wrong.items() if lost else ():
        if bare in every or bare in here or bare in _MONEY:
            continue
        for right, match in lost.items():
            if OSA.distance(bare, right, score_cutoff=1) == 1 and _slip_of_letters(bare, right):
                form = _CAPITALS.match(target.text, start).group()  # type: ignore[union-attr]
                out[start] = Slip(Span(*match.span(1)), Span(start, start + len(form)), match[1], form)
                break
    return out


def _slip_of_letters(wrong: str, right: str) -> bool:
    """Two letters exchanged, one doubled or dropped, or one replaced among three or more; AI for UI is another word."""
    if len(wrong) == len(right):
        return sorted(wrong) == sorted(right) or len(right) > 2
    if len(wrong) < len(right):
        return len(right) > 2
    return len(right) > 2 or len(set(wrong)) == len(set(right))


def _spellings(source: str) -> set[str]:
    """The bare words of a text, the parts of hyphenated ones, neighbours run together, plurals cut."""
    words = _WORD.findall(fold(source).replace("'", "").replace("’", ""))
    out = set(words) | {w.rstrip("s") for w in words}
    out |= {a + b for a, b in pairwise(words)}
    out |= {a + b + c for a, b, c in zip(words, words[1:], words[2:], strict=False)}
    return out
