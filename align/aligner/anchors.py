"""What a translation keeps of a sentence besides its meaning: figures, Latin words, words a lexicon translates.

A sentence is a row of units, a unit a few keys of which any one on the other side is a sign of it. The key of an English
word is its stem; of a Chinese word the stems of its glosses; of a figure its significant digits, whatever the unit.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from align.aligner.lexicon import digits, english_words, load_lexicon
from align.text.script import to_simplified
from align.text.tokens import tokens

Keys = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Anchors:
    """Units of n sentences: `keys` (k,) flat, `unit_of` (k,) their unit, `sentence_of` (u,) the units' sentence; all rise."""

    keys: Keys
    unit_of: Keys
    sentence_of: Keys
    count: int

    @classmethod
    def none(cls, count: int) -> Anchors:
        """So many sentences of which nothing is known."""
        empty = np.zeros(0, dtype=np.int64)
        return cls(empty, empty, empty, count)

    def __len__(self) -> int:
        return self.count

    def first_units(self) -> Keys:
        """(n + 1,): number of each sentence's first unit, and of all units."""
        return np.searchsorted(self.sentence_of, np.arange(self.count + 1))

    def part(self, start: int, end: int) -> Anchors:
        """Sentences `start` to `end`."""
        first, last = np.searchsorted(self.sentence_of, (start, end))
        at, to = np.searchsorted(self.unit_of, (first, last))
        return Anchors(self.keys[at:to], self.unit_of[at:to] - first, self.sentence_of[first:last] - start, end - start)

    def pick(self, rows: Keys) -> Anchors:
        """The sentences of these rows, in this order."""
        units = _ranges(self.first_units(), rows)
        keys = _ranges(np.searchsorted(self.unit_of, np.arange(len(self.sentence_of) + 1)), units[0])
        return Anchors(self.keys[keys[0]], keys[1], units[1], len(rows))


def _ranges(first: Keys, rows: Keys) -> tuple[Keys, Keys]:
    """Numbers of the members of these rows, and for each the place of its row; `first` are the rows' first members."""
    counts = first[rows + 1] - first[rows]
    owner = np.repeat(np.arange(len(rows)), counts)
    base = np.repeat(first[rows] - (np.cumsum(counts) - counts), counts)
    return base + np.arange(len(owner)), owner


def anchors_of(sentences: Sequence[str], lang: str) -> Anchors:
    """The units of English or Chinese sentences; of other languages figures and Latin words only."""
    keys: list[int] = []
    unit_of: list[int] = []
    sentence_of: list[int] = []
    for number, sentence in enumerate(sentences):
        for unit in _chinese(sentence) if lang.startswith("zh") else _english(sentence):
            keys += unit
            unit_of += [len(sentence_of)] * len(unit)
            sentence_of.append(number)
    as_keys = [np.array(each, dtype=np.int64) for each in (keys, unit_of, sentence_of)]
    return Anchors(as_keys[0], as_keys[1], as_keys[2], len(sentences))


def _english(sentence: str) -> list[list[int]]:
    words = dict.fromkeys((word.figure, word.stem, word.text.lower()) for word in english_words(sentence))
    return [[_key(f"#{stem}")] if figure else [_key(stem), _key(f"={text}")] for figure, stem, text in words]


def _chinese(sentence: str) -> list[list[int]]:
    seen: dict[str, list[int]] = {}
    for token in tokens(sentence, to_simplified(sentence)):
        word = token.simplified
        if word not in seen:
            seen[word] = list(_glossed(word))
    return [keys for keys in seen.values() if keys]


@lru_cache(maxsize=20_000)
def _glossed(word: str) -> tuple[int, ...]:
    """Keys of a Simplified word, of a figure or of a Latin word; none where nothing is known of it."""
    if word[0].isascii():
        if word[0].isdigit():
            return (_key(f"#{digits(word)}"),)
        return (_key(f"={word.lower()}"),) if len(word) > 1 and word.isalnum() else ()
    return tuple(_key(stem) for stem in load_lexicon().chinese.get(word, {}))


@lru_cache(maxsize=50_000)
def _key(text: str) -> int:
    """A number for a key, the same in every run; two keys that fall together do no harm."""
    return zlib.crc32(text.encode())


def shared(source: Anchors, target: Anchors) -> tuple[Anchors, Anchors]:
    """Both with the keys that both have, numbered from 0; a unit that has none of them keeps its place."""
    both = np.intersect1d(source.keys, target.keys)

    def numbered(one: Anchors) -> Anchors:
        at = np.searchsorted(both, one.keys)
        kept = at < len(both)
        kept[kept] = both[at[kept]] == one.keys[kept]
        return Anchors(at[kept], one.unit_of[kept], one.sentence_of, one.count)

    return numbered(source), numbered(target)


def hits(one: Anchors, other: Anchors) -> Floats:
    """(units of `one`, sentences of `other`): 1 where the sentence has a key of the unit. Both are `shared`."""
    keys, place = np.unique(one.keys, return_inverse=True)
    at = np.searchsorted(keys, other.keys)
    known = at < len(keys)
    known[known] = keys[at[known]] == other.keys[known]
    table = np.zeros((len(keys), len(other)), dtype=np.float32)
    table[at[known], other.sentence_of[other.unit_of[known]]] = 1
    out = np.zeros((len(one.sentence_of), len(other)), dtype=np.float32)
    units, first = np.unique(one.unit_of, return_index=True)
    if len(units):
        out[units] = np.maximum.reduceat(table[place], first, axis=0)
    return out


def kept(one: Anchors, found: Floats, rivals: Floats) -> Floats:
    """(n, m): share of each sentence's units that the others have; a unit that several have counts for each in part.

    `found` are the `hits`, `rivals` (units,) the number of sentences in reach that have the unit.
    """
    out = np.zeros((len(one), found.shape[1]), dtype=np.float32)
    sentences, first, counts = np.unique(one.sentence_of, return_index=True, return_counts=True)
    if len(sentences):
        shares = found / (rivals + np.float32(0.5))[:, None]
        out[sentences] = np.add.reduceat(shares, first, axis=0) / (counts + np.float32(0.5))[:, None]
    return out


def within(found: Floats, one: Anchors, inside: NDArray[np.bool_]) -> Floats:
    """(units,): how many of the sentences in reach have each unit; `inside` (n, m) says which are in reach."""
    counts: Floats = (found * inside[one.sentence_of]).sum(axis=1)
    return counts


def chained(parts: Sequence[Anchors]) -> Anchors:
    """The sentences of several anchors one after the other."""
    units = np.cumsum([0, *(len(part.sentence_of) for part in parts)])
    sentences = np.cumsum([0, *(len(part) for part in parts)])
    return Anchors(
        np.concatenate([part.keys for part in parts]),
        np.concatenate([part.unit_of + unit for part, unit in zip(parts, units[:-1], strict=True)]),
        np.concatenate([part.sentence_of + start for part, start in zip(parts, sentences[:-1], strict=True)]),
        int(sentences[-1]),
    )
