"""Chinese words with their places: jieba's cuts of the Simplified reading, which lies on the text character by character."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple

from align.model import Pair, Span
from align.text.script import to_simplified

_ALL_COUNTS = 60_101_967  # of the words of jieba 0.42's dictionary together


class Token(NamedTuple):
    """A word as it stands in the text from `start` on; `simplified`, as long, is what the dictionary knows it by."""

    text: str
    simplified: str
    start: int

    @property
    def end(self) -> int:
        """Where the text goes on."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.start, self.end)


def tokens(text: str, reading: str | None = None) -> list[Token]:
    """The words of a Chinese text in order; blanks and signs are tokens too, so that nothing is lost.

    jieba without its hidden Markov model (unknown words fall into characters): fast and steady. `reading` is
    the text in Simplified, of the same length, where it is known already.
    """
    if reading is None:
        reading = to_simplified(text)
    out: list[Token] = []
    at = 0
    for word in _cutter()(reading, False):
        end = at + len(word)
        out.append(Token(text[at:end], word, at))
        at = end
    return out


def target_tokens(pair: Pair) -> list[Token]:
    """Tokens of a pair's target (for `Facts.of_pair`)."""
    return tokens(pair.target)


def is_word(simplified: str) -> bool:
    """Whether jieba's dictionary knows a Simplified word."""
    return _knows()(simplified)


def log_frequency(simplified: str) -> float | None:
    """Log-probability of a Simplified word in jieba's dictionary; None when it does not know the word."""
    if not is_word(simplified):
        return None
    lines, start = _dictionary(), f"{simplified} ".encode()
    line = lines[bisect_left(lines, start)]
    return math.log(int(line.removeprefix(start).split(b" ")[0])) - math.log(_ALL_COUNTS)


@cache
def _cutter() -> Callable[[str, bool], list[str]]:
    # jieba's algorithm and dictionary in Rust: the same words twenty times as fast.
    import rjieba

    return rjieba.cut


@cache
def _knows() -> Callable[[str], bool]:
    import rjieba

    return rjieba.has_word


@cache
def _dictionary() -> list[bytes]:
    """The lines `word count kind` of jieba's own dictionary, sorted. Most documents do without."""
    return sorted(Path(str(distribution("jieba").locate_file("jieba/dict.txt"))).read_bytes().splitlines())
