"""The shipped English-Chinese word list, read once for all rooms that ask where a word's translation may stand.

Built from CC-CEDICT (CC BY-SA 4.0, see NOTICE) by tools/build_lexicon.py. Chinese is Simplified, English in Snowball stems.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class WordList:
    """`english[stem]` are its Chinese words with weights (1: the whole gloss, 0.5: a part of it), `chinese[word]` the
    stems of its glosses."""

    english: Mapping[str, Mapping[str, float]]
    chinese: Mapping[str, Mapping[str, float]]


@cache
def word_list() -> WordList:
    """The list; its file has rows `word,stem|stem*`, where `*` marks a part of a longer gloss."""
    raw = gzip.decompress((files("align.packs") / "aligner" / "lexicon.csv.gz").read_bytes()).decode("utf-8")
    english: dict[str, dict[str, float]] = defaultdict(dict)
    chinese: dict[str, dict[str, float]] = {}
    for line in raw.splitlines():
        word, _, stems = line.partition(",")
        glosses = {stem.rstrip("*"): 0.5 if stem.endswith("*") else 1.0 for stem in stems.split("|")}
        chinese[word] = glosses
        for stem, weight in glosses.items():
            english[stem][word] = weight
    return WordList(dict(english), chinese)


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """The Snowball stem of a lower-case English word."""
    return _stem()(word)


@cache
def _stem() -> Callable[[str], str]:
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer("english").stemWord
    return stem
