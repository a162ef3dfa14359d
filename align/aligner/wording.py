"""Lexical evidence inside one pair: log odds of each content word of one side being rendered on the other."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from align.aligner.lexicon import Lexicon, Word, digits, english_words, figures, latin, load_lexicon
from align.model import Side, Span
from align.text.script import to_simplified
from align.text.tokens import Token, tokens

# Log odds that a word's translation is in a text, fitted on intact against exchanged lines of human
# translation: constant, best whole word, square root of the share of its characters; and the same for glosses.
WORD_ODDS = (-1.35, 3.4, 2.6)
GLOSS_ODDS = (-1.1, 3.2)
FIGURE_ODDS = (-2.5, 4.5)
UNKNOWN = -0.2
KEPT_IN_LATIN = 3.0
MISSING = -1.0


@dataclass(frozen=True)
class Wording:
    """Places of content words with their log odds, in order."""

    places: tuple[tuple[int, float], ...]

    def measure(self, span: Span) -> list[float]:
        """For the words in `span`: log of their number, mean and scaled sum of log odds, share that is surely missing."""
        first, last = (bisect_left(self.places, (at,)) for at in (span.start, span.end))
        odds = [value for _, value in self.places[first:last]]
        if not odds:
            return [0.0, 0.0, 0.0, 0.0]
        total = sum(odds)
        lost = sum(value < MISSING for value in odds) / len(odds)
        return [math.log1p(len(odds)), total / len(odds), total / math.sqrt(len(odds)), lost]


def source_wording(source: str, target: str, within: Span | None = None) -> Wording:
    """How the words of the English `source` (of the stretch `within` it) are rendered in the Chinese `target`."""
    lexicon = load_lexicon()
    simplified, known, names = to_simplified(target), figures(target), latin(target)
    places = []
    for word in _words(source):
        if within is not None and not within.start <= word.start < within.end:
            continue
        if word.figure:
            odds = FIGURE_ODDS[0] + FIGURE_ODDS[1] * (word.stem in known)
        elif word.text.lower() in names:
            odds = KEPT_IN_LATIN
        else:
            offer = lexicon.offered(word.stem, simplified)
            odds = UNKNOWN if offer is None else _word_odds(*offer)
        places.append((word.start, odds))
    return Wording(tuple(places))


def target_wording(source: str, target: str, within: Span | None = None) -> Wording:
    """How the words of the Chinese `target` (of the stretch `within` it) are accounted for by the English `source`."""
    lexicon = load_lexicon()
    stems = frozenset(word.stem for word in _words(source) if not word.figure)
    known, names = figures(source), latin(source)
    places = []
    for token in _cut(target):
        if within is not None and not within.start <= token.start < within.end:
            continue
        odds = _gloss_odds(lexicon, token.simplified, stems, known, names)
        if odds is not None:
            places.append((token.start, odds))
    return Wording(tuple(places))


def wording(own: str, other: str, side: Side, within: Span | None = None) -> Wording:
    """`source_wording` or `target_wording` of `own`, or of the stretch `within` it, against `other`."""
    return source_wording(own, other, within) if side == "source" else target_wording(other, own, within)


# A pair's own text is looked at once against the whole pair and once against each of its beads.
@lru_cache(maxsize=64)
def _words(text: str) -> tuple[Word, ...]:
    return tuple(english_words(text))


@lru_cache(maxsize=64)
def _cut(text: str) -> tuple[Token, ...]:
    return tuple(tokens(text))


def _word_odds(best: float, share: float) -> float:
    return WORD_ODDS[0] + WORD_ODDS[1] * best + WORD_ODDS[2] * math.sqrt(share)


def _gloss_odds(
    lexicon: Lexicon, word: str, stems: frozenset[str], known: frozenset[str], names: frozenset[str]
) -> float | None:
    if word[0].isascii() and word[0].isdigit():
        return FIGURE_ODDS[0] + FIGURE_ODDS[1] * (digits(word) in known)
    if word[0].isascii():
        return (KEPT_IN_LATIN if word.lower() in names else MISSING) if word[0].isalpha() and len(word) > 1 else None
    if len(word) < 2:
        return None
    hit = lexicon.glossed(word, stems)
    return None if hit is None else GLOSS_ODDS[0] + GLOSS_ODDS[1] * hit
