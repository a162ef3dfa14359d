"""Names copied in Latin letters and misspelt on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from align.model import Pair, Span
from align.names.english import tokens_of
from align.names.rendering import VAST, target_of
from align.names.tables import fold, ordinary_words


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
    known = _spellings(pair.source)
    copied = {re.sub(r"[-.'’]", "", word) for word, _, _ in target.latin}
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


def _spellings(source: str) -> set[str]:
    """The bare words of a text, the parts of hyphenated ones, neighbours run together, plurals cut."""
    words = re.findall(r"[^\W_]+", fold(source).replace("'", "").replace("’", ""))
    out = set(words) | {w.rstrip("s") for w in words}
    out |= {a + b for a, b in pairwise(words)}
    out |= {a + b + c for a, b, c in zip(words, words[1:], words[2:], strict=False)}
    return out
