"""A second look at units that seem lost: every few words of the sentence against every few words of the other side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from align.aligner.document import Text
from align.aligner.sides import Floats, Side
from align.facts import Facts
from align.model import Span
from align.text.script import to_simplified
from align.text.tokens import tokens

WINDOW_FEATURES = ("close_mean", "close_least", "close_best", "mass", "claim", "lead", "with_it", "by_it")
WORDS = 3  # in a window
SHARPNESS = 10.0
_ENGLISH = re.compile(r"[A-Za-z0-9£$€¥%][A-Za-z0-9'’.,%&-]*")


@dataclass(frozen=True)
class Doubt:
    """A unit to be looked at again: its span and the sentences of its bead on both sides, counted in the document."""

    pair: int
    span: Span
    own: tuple[int, int]
    across: tuple[int, int]


@dataclass(frozen=True)
class Window:
    """Some neighbouring words of a text, as they are encoded."""

    start: int
    end: int
    text: str


def windows(text: str, lang: str, first: int, last: int) -> list[Window]:
    """Windows of WORDS words inside [first, last) of the text, one starting at each word."""
    places = [place for place in _places(text, lang) if first <= place[0] < last]
    joint = "" if lang.startswith("zh") else " "
    out = []
    for at in range(max(1, len(places) - WORDS + 1)):
        part = places[at : at + WORDS]
        if part:
            out.append(Window(part[0][0], part[-1][1], joint.join(word for _, _, word in part)))
    return out


@lru_cache(maxsize=256)
def _places(text: str, lang: str) -> tuple[tuple[int, int, str], ...]:
    if lang.startswith("zh"):
        found = tokens(text)
        return tuple((t.span.start, t.span.end, t.simplified) for t in found if any(map(str.isalnum, t.text)))
    return tuple((m.start(), m.end(), m.group().rstrip(".,-")) for m in _ENGLISH.finditer(text))


def look_again(
    facts: Facts, mine: tuple[Text, Side, str], other: tuple[Text, Side, str], doubts: Sequence[Doubt]
) -> Floats | None:
    """WINDOW_FEATURES (doubts, features) of each doubt; None without an encoder. Each text is encoded once.

    `mine` and `other` are text, side and language of the doubted side and of the one across.
    """
    rows = [_Row.of(doubt, mine, other) for doubt in doubts]
    texts = [text for row in rows for text in row.texts]
    vectors = facts.encode(texts) if texts else None
    if vectors is None:
        return None if texts else np.zeros((0, len(WINDOW_FEATURES)), dtype=np.float32)
    means = mine[1].vectors.mean(axis=0), other[1].vectors.mean(axis=0)
    out, at = [], 0
    for row in rows:
        count = len(row.texts)
        out.append(row.features(vectors[at : at + count], *means))
        at += count
    return np.array(out, dtype=np.float32).reshape(len(rows), -1)


@dataclass(frozen=True)
class _Row:
    doubt: Doubt
    here: list[Window]
    there: list[Window]
    rest: str
    block: Floats
    across: Floats

    @classmethod
    def of(cls, doubt: Doubt, mine: tuple[Text, Side, str], other: tuple[Text, Side, str]) -> _Row:
        """Windows of the doubted bead and of the other side around it, and the bead's text without the unit."""
        text, side, lang = mine
        own_text = text.texts[doubt.pair]
        start, end = text.sentences[doubt.own[0]].start, text.sentences[doubt.own[1] - 1].end
        here = windows(own_text, lang, start, end)
        first, last = (int(other[0].first[doubt.pair + at]) for at in (0, 1))
        low, high = max(first, doubt.across[0] - 1), min(last, doubt.across[1] + 1)
        there = windows(
            other[0].texts[doubt.pair], other[2], other[0].sentences[low].start, other[0].sentences[high - 1].end
        )
        rest = own_text[start : doubt.span.start] + own_text[doubt.span.end : end]
        return cls(
            doubt,
            here,
            there,
            to_simplified(rest.strip()) if lang.startswith("zh") else rest.strip(),
            _block(side, doubt.own),
            _block(other[1], doubt.across if doubt.across[0] < doubt.across[1] else (low, high)),
        )

    @property
    def texts(self) -> list[str]:
        """What must be encoded."""
        return [self.rest, *(w.text for w in self.here), *(w.text for w in self.there)]

    def features(self, vectors: Floats, own_mean: Floats, other_mean: Floats) -> list[float]:
        """The row of WINDOW_FEATURES."""
        whole = cosine(self.block - own_mean, self.across - other_mean)
        without = cosine(vectors[0] - own_mean, self.across - other_mean) if self.rest else 0.0
        cut = 1 + len(self.here)
        inside = np.array([self.doubt.span.start <= w.start < self.doubt.span.end for w in self.here], dtype=np.bool_)
        if not self.there or not inside.any():
            return [0.0] * 6 + [whole, whole - without]
        close = _unit(vectors[1:cut] - own_mean) @ _unit(vectors[cut:] - other_mean).T
        best = np.sort(close[inside].max(axis=1))
        taken = close[~inside].max(axis=0) if (~inside).any() else np.full(close.shape[1], -0.2, dtype=np.float32)
        share = np.exp(SHARPNESS * (close - close.max(axis=0)))
        share /= share.sum(axis=0)
        mass = float(share[inside].sum()) / (inside.sum() * close.shape[1] / close.shape[0])
        claim = np.maximum(close[inside].max(axis=0) - taken, 0).sum() / inside.sum()
        lead = (close[inside] - taken).max(axis=1).mean()
        least = best[: max(1, len(best) // 3)].mean()
        return [
            float(best.mean()), float(least), float(best[-1]), min(mass, 3.0), float(claim), float(lead),
            whole, whole - without,
        ]  # fmt: skip


def _block(side: Side, sentences: tuple[int, int]) -> Floats:
    """The vector of some sentences together, weighed by their width."""
    part = slice(*sentences)
    vector: Floats = side.widths[part] @ side.vectors[part] / max(float(side.widths[part].sum()), 1.0)
    return vector


def _unit(rows: Floats) -> Floats:
    unit: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return unit


def cosine(one: Floats, two: Floats) -> float:
    """The cosine of two vectors, 0 when one is zero."""
    norm = float(np.linalg.norm(one) * np.linalg.norm(two))
    return float(one @ two) / norm if norm > 1e-6 else 0.0
