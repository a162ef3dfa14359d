"""Chinese words with their places: jieba cuts of the Simplified reading, which lies on the text character by character."""

from __future__ import annotations

import logging
import math
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from align.model import Pair, Span
from align.text.script import to_simplified


@dataclass(frozen=True)
class Token:
    """A word as it stands in the text; `simplified` is what the dictionary knows it by."""

    text: str
    simplified: str
    span: Span


@cache
def _tokenizer() -> Any:
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "align"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        tokenizer.tmp_dir = str(folder)
    except OSError:
        pass
    tokenizer.initialize()
    return tokenizer


def tokens(text: str, reading: str | None = None) -> list[Token]:
    """The words of a Chinese text in order; blanks and signs are tokens too, so that nothing is lost.

    jieba without its hidden Markov model (unknown words fall into characters): fast and steady. `reading` is
    the text in Simplified, of the same length, where it is known already.
    """
    if reading is None:
        reading = to_simplified(text)
    out: list[Token] = []
    at = 0
    for word in _tokenizer().cut(reading, HMM=False):
        end = at + len(word)
        out.append(Token(text[at:end], word, Span(at, end)))
        at = end
    return out


def target_tokens(pair: Pair) -> list[Token]:
    """Tokens of a pair's target (for `Facts.of_pair`)."""
    return tokens(pair.target)


@cache
def _log_total() -> float:
    return math.log(_tokenizer().total)


def log_frequency(simplified: str) -> float | None:
    """Log-probability of a Simplified word in jieba's dictionary; None when it does not know the word."""
    count = _tokenizer().FREQ.get(simplified)
    return math.log(count) - _log_total() if count else None
