"""A bilingual word list as evidence: how likely a text holds the translation of a word. No rendering is ever judged by it."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from align.packs.wordlist import stem_of, word_list
from align.text.words import word_set

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*[A-Za-z]|\d+(?:[.,]\d+)*")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+")
_FUNCTION = word_set(
    "a an the of to for in on at by with from as and or not no be is are was were been being it its that this these",
    "those who which what such so very more most some any all other than into out up down over about after before",
    "between through per have has had do does did can could will would may might should must shall there here i you",
    "he she they we us our your their his her them my me if but when while where how too just only own same both each",
    "few it's that's we're i'm we've let's don't well yes okay also really kind",
)
LONGEST = 6  # characters of a Chinese word of the list
VAST = 20_000  # characters of a text whose pieces would take too much memory
# Of three digits and more the significant ones survive a change of unit: 286.4 million, 2.864億.
_SCALELESS = str.maketrans("", "", ".,")


@dataclass(frozen=True)
class Word:
    """A content word of English text: `stem` for the lexicon, or the digits of a figure."""

    text: str
    stem: str
    start: int
    figure: bool


@dataclass(frozen=True)
class Lexicon:
    """`english[stem]` are its Chinese words with weights (1: the whole gloss, less: a part of it).

    `characters[stem]` says which characters its translations are made of; `chinese[word]` the stems of its glosses.
    """

    english: Mapping[str, Mapping[str, float]]
    characters: Mapping[str, Mapping[str, float]]
    chinese: Mapping[str, Mapping[str, float]]

    def offered(self, stem: str, simplified: str) -> tuple[float, float] | None:
        """How well Simplified text covers an English stem: best whole word, share of its characters; None if unknown."""
        words = self.english.get(stem)
        if not words:
            return None
        if len(simplified) > VAST:
            held = frozenset(word for word in words if word in simplified)
        else:
            held = _pieces(simplified).intersection(words)
        best = max((words[word] if len(word) > 1 else 0.5 * words[word] for word in held), default=0.0)
        share = sum(weight for char, weight in self.characters[stem].items() if char in simplified)
        return best, share

    def glossed(self, word: str, stems: frozenset[str]) -> float | None:
        """How well English stems cover a Simplified word; None if its glosses are unknown."""
        glosses = self.chinese.get(word)
        if not glosses:
            return None
        return max((weight for stem, weight in glosses.items() if stem in stems), default=0.0)


@cache
def load_lexicon() -> Lexicon:
    """The shipped list."""
    listed = word_list()
    return Lexicon(listed.english, _Characters(listed.english), listed.chinese)


class _Characters(dict[str, Mapping[str, float]]):
    """Characters by stem, worked out when first asked for."""

    def __init__(self, english: Mapping[str, Mapping[str, float]]) -> None:
        super().__init__()
        self._english = english

    def __missing__(self, stem: str) -> Mapping[str, float]:
        words = self._english.get(stem, {})
        total = sum(words.values()) or 1.0
        shares: dict[str, float] = defaultdict(float)
        for word, weight in words.items():
            for char in set(word):
                shares[char] += weight / total
        kept = {char: share for char, share in shares.items() if share > 0.05}
        self[stem] = kept
        return kept


@lru_cache(maxsize=2)
def _pieces(text: str) -> frozenset[str]:
    """All stretches of up to LONGEST characters: what words the text holds is then one cut of two sets."""
    return frozenset(text[at : at + size] for size in range(1, LONGEST + 1) for at in range(len(text) - size + 1))


def english_words(text: str) -> list[Word]:
    """Content words and figures of English text, in order."""
    out = []
    for found in _WORD.finditer(text):
        word = found.group()
        if word[0].isdigit():
            out.append(Word(word, digits(word), found.start(), True))
            continue
        low = word.lower().replace("’", "'").removesuffix("'s")
        if len(low) > 2 and low not in _FUNCTION:
            out.append(Word(word, stem_of(low), found.start(), False))
    return out


def digits(figure: str) -> str:
    """The significant digits of a figure."""
    return figure.translate(_SCALELESS).strip("0") or "0"


def figures(text: str) -> frozenset[str]:
    """The significant digits of all figures written in digits."""
    return frozenset(digits(found.group()) for found in _FIGURE.finditer(text))


def latin(text: str) -> frozenset[str]:
    """Latin words in lower case."""
    return frozenset(found.group().lower() for found in _LATIN.finditer(text))


def logistic(value: float) -> float:
    """1 / (1 + exp(-value)), safe for any value."""
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, value))))
