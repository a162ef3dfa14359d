"""English text as tokens, and the word classes that the grammar of figures asks for."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from align.quantities.model import Bound
from align.quantities.tables import currencies, rows, units

NUMBER, WORD, MARK = 1, 2, 3
_CLOSING = 8  # readers look ahead without asking whether the text goes on
_TOKEN = re.compile(
    r"(\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|[1-9]\d{0,2}(?:(?:[\u00a0\u2009\u202f]\d{3})+|(?: 000)+)(?!\d)(?:\.\d+)?"  # 40 000
    r"|[1-9]\d?(?: \d{3}){2,4}(?! ?\d)(?:\.\d+)?"  # 1 414 021 100
    r"|\d+(?:\.\d+)?|(?<![\w.])\.\d+)"
    r"|(?:https?://|www\.)\S+"  # the digits of an address are no figures
    r"|([^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|[^\w\s]"
)


class Tokens:
    """Parallel lists: kind, start, end, text and lower-cased text of each token; empty ones close them."""

    __slots__ = ("count", "end", "kind", "low", "start", "text", "word")

    def __init__(self, text: str) -> None:
        self.text = text
        matches = list(_TOKEN.finditer(text))
        self.count = len(matches)
        self.kind = [match.lastindex or MARK for match in matches] + [0] * _CLOSING
        self.start = [match.start() for match in matches] + [len(text) + 9] * _CLOSING
        self.end = [match.end() for match in matches] + [len(text) + 9] * _CLOSING
        self.word = [match.group() for match in matches] + [""] * _CLOSING
        self.low = [word.lower() for word in self.word]
        if "'" in text or "’" in text:
            self.low = [_plain(word) for word in self.low]

    def possessive(self, i: int) -> bool:
        """Whether token i ends in 's."""
        return self.word[i].endswith(("'s", "’s"))

    def glued(self, i: int) -> bool:
        """Whether token i follows token i-1 without a space."""
        return i > 0 and self.start[i] == self.end[i - 1]


def _plain(low: str) -> str:
    """Without a possessive ending, as the tables have it."""
    return low[:-2] if low.endswith(("'s", "’s")) else low


def grouped(digits: str) -> str:
    """The digits of a number token without what parts its thousands."""
    return digits if digits.isdecimal() else "".join(c for c in digits if c.isdecimal() or c == ".")


@cache
def lexicon(word_class: str) -> dict[str, Decimal]:
    """The words of one class of packs/quantities/english_words.csv with their values."""
    return {r["word"]: Decimal(r["value"]) for r in rows("english_words.csv") if r["class"] == word_class}


@cache
def bounds(side: str) -> dict[str, Bound]:
    """Bound words before or after an English figure."""
    named = {"exact": Bound.EXACT, **{b.value: b for b in Bound if b.value}}
    return {r["phrase"]: named[r["bound"]] for r in rows("bounds.csv") if r["lang"] == "en" and r["side"] == side}


def _sequence(phrase: str) -> tuple[str, ...]:
    return tuple(match.group() for match in _TOKEN.finditer(phrase) if match.group() != "-")


@cache
def phrases(which: str) -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    """Writings by first token: (token sequence, id, exact case), the longest first; `which`: units or money.

    A writing of one or two letters, or with capitals inside, is a symbol and keeps its case.
    """
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    pairs: list[tuple[str, str]] = []
    if which == "units":
        pairs = [(writing, unit.id) for unit in units() for writing in unit.en]
    else:
        for currency in currencies():
            pairs += [(w, currency.code) for w in currency.en]
            pairs += [(w, "~" + currency.code) for w in currency.loose_en]
            pairs += [(w, "/" + currency.code) for w in currency.sub_en]
    for writing, name in pairs:
        exact = which == "units" and (len(writing) <= 2 or any(c.isupper() for c in writing[1:])) and writing != "ft"
        tokens = _sequence(writing if exact else writing.lower())
        if tokens:
            found.setdefault(tokens[0].lower(), []).append((tokens, name, exact))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found


def match_phrase(tokens: Tokens, i: int, table: dict[str, list[tuple[tuple[str, ...], str, bool]]]) -> tuple[str, int]:
    """The writing that starts at token i, as (its id, index behind it); ("", i) when there is none.

    Hyphens between its words are skipped (kilowatt-hours).
    """
    for sequence, name, exact in table.get(tokens.low[i], ()):
        j = i
        side = tokens.word if exact else tokens.low
        for position, part in enumerate(sequence):
            if position and tokens.word[j] == "-":
                j += 1
            if side[j] != part:
                break
            j += 1
        else:
            return name, j
    return "", i
