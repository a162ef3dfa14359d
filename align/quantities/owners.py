"""Whose figure it is: whether the words beside two figures went along with them or stayed where they were.

The shipped word list and place names tell where an English word's rendering stands.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from align.model import Span
from align.packs.wordlist import stem_of, word_list
from align.quantities.model import Kind, Quantity
from align.quantities.tables import rows, split
from align.text.script import to_simplified

_SHARES = frozenset({Kind.PERCENT, Kind.FRACTION})
_NEAREST = 3
_REACH = {"en": 60, "zh": 24}
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*[A-Za-z0-9]|[A-Z]\d\b")
_JOINT = {
    "en": re.compile(r",(?!\d)|[.;!?:](?=\s|$)|\b(?:and|versus|vs|compared|while|whereas|but|against|than)\b"),
    "zh": re.compile(r"[，、；。！？;：]|,(?!\d)|和|與|与|及|而|相較|相比|對比"),
}
_LINK = re.compile(r"\b(?:in|at|for|on|per|of|to|by|from|with|is|was|were|are|has|had|have)\b")
_PARTING = re.compile(r"\b(?:in|at|for|on|per|to|by|from|with|is|was|were|are|has|had|have)\b")
# What a figure of an earlier time is said with, as one more word of its own.
_PAST = "\0past"
_SAID_PAST = re.compile(
    r"\b(?:years?|quarters?|months?) (?:ago|earlier|before)\b|\b(?:last|prior|previous|preceding) (?:year|quarter|month)|"
    r"\b(?:year|quarter)-(?:ago|earlier)\b|\bsame (?:period|quarter|time)\b",
    re.IGNORECASE,
)
_GIVEN_PAST = re.compile(r"去年|上年|前一?年|年前|[上前]一?季|[上前]一?个?月|月前|季前|前期|先前|同期|原[本先]")
_PLAIN = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "that",
        "this",
        "these",
        "those",
        "were",
        "was",
        "are",
        "has",
        "had",
        "have",
        "been",
        "our",
        "their",
        "its",
        "his",
        "her",
        "they",
        "them",
        "we",
        "you",
        "than",
        "then",
        "into",
        "over",
        "under",
        "about",
        "around",
        "nearly",
        "almost",
        "roughly",
        "approximately",
        "more",
        "less",
        "least",
        "most",
        "each",
        "both",
        "all",
        "million",
        "billion",
        "trillion",
        "thousand",
        "hundred",
        "dozen",
        "dollars",
        "dollar",
        "cents",
        "percent",
        "percentage",
        "point",
        "points",
        "basis",
        "year",
        "years",
        "month",
        "months",
        "week",
        "weeks",
        "day",
        "days",
        "quarter",
        "quarters",
        "half",
        "said",
        "would",
        "could",
        "will",
        "while",
        "versus",
        "respectively",
        "compared",
        "which",
        "who",
        "when",
        "where",
        "what",
        "some",
        "such",
        "also",
        "only",
        "just",
        "still",
        "now",
        "there",
        "here",
        "up",
        "down",
        "rose",
        "fell",
        "grew",
    ]
)


@dataclass(frozen=True)
class Evidence:
    """How many words stayed with their figure (`kept`) and how many stand with the other one (`moved`)."""

    kept: float
    moved: float
    both_moved: bool
    """Whether each of the two figures has a word that moved."""
    names: bool
    """Whether both figures have capitalised owners, which the word list may not know."""


def evidence(source: str, target: str, said: tuple[Quantity, Quantity], given: tuple[Quantity, Quantity]) -> Evidence:
    """Where the owners of two figures stand; `given[n]` is the figure that has the value of `said[n]`.

    Words that belong to both figures, or whose rendering stands at both, tell nothing.
    """
    owners = _english_owners(source, said)
    first, second = sorted(given, key=lambda q: q.span.start)
    sides = _chinese_owners(target, first.span, second.span)
    texts = {id(q): to_simplified(side) for q, side in zip((first, second), sides, strict=True)}
    kept, moved = [0.0, 0.0], [0.0, 0.0]
    for n, words in enumerate(owners):
        for word in words:
            if stem_of(word.lower()) in {stem_of(other.lower()) for other in owners[1 - n]}:
                continue
            own = _offered(word, texts[id(given[n])])
            other = _offered(word, texts[id(given[1 - n])])
            if own > other:
                kept[n] += own
            elif other > own:
                moved[n] += other
    names = all(any(w[0].isupper() for w in words) for words in owners)
    return Evidence(sum(kept), sum(moved), all(moved), names)


def _english_owners(source: str, said: tuple[Quantity, Quantity]) -> tuple[list[str], list[str]]:
    """The content words of each figure, the nearest first: behind the figures if the first has some there, else before."""
    a, b = said
    behind, before = _parted(source[a.span.end : b.span.start], "en")
    after = _after(source, b.span.end, "en")
    if a.kind in _SHARES and behind.lstrip().startswith("of "):
        behind = ""  # 62% of sales: the whole is no owner
    if _LINK.match(after.lstrip()) and (link := _LINK.search(behind)):
        behind = behind[link.start() :]  # 146 clinics in one place and 19 in another: both count clinics
    first, second = _words(behind)[:_NEAREST], _words(before)[::-1][:_NEAREST]
    ahead = _words(_before(source, a.span.start, "en"))[::-1]
    leading = bool(second) and not _words(after)  # from Spain 4,100 orders, from Italy 2,900
    if not first or leading:
        own = ahead[:_NEAREST] if second else []  # margin was 31%, compared with 28%: margin is said of both
        return own, second + ([_PAST] if _SAID_PAST.search(before + after) else [])
    shared = {stem_of(word.lower()) for word in ahead}
    second += _words(after)[:_NEAREST]
    return [w for w in first if stem_of(w.lower()) not in shared], [
        w for w in second if stem_of(w.lower()) not in shared
    ]


def _chinese_owners(target: str, first: Span, second: Span) -> tuple[str, str]:
    left, right = _parted(target[first.end : second.start], "zh")
    return f"{_before(target, first.start, 'zh')} {left}", f"{right} {_after(target, second.end, 'zh')}"


def _parted(between: str, lang: str) -> tuple[str, str]:
    """What surely goes with the figure before and what with the one behind: up to the first joint, from the last one."""
    joints = list(_JOINT[lang].finditer(between))
    if joints:
        return between[: joints[0].start()], between[joints[-1].end() :]
    link = _PARTING.search(between) if lang == "en" else None
    if link is not None:
        return (between[: link.start()], "") if _words(between[: link.start()]) else ("", between[link.end() :])
    return "", ""


def _before(text: str, end: int, lang: str) -> str:
    window = text[max(0, end - _REACH[lang]) : end]
    pieces = _JOINT[lang].split(window)
    return pieces[-1] if len(pieces[-1].strip()) > 1 or len(pieces) < 2 else pieces[-2]


def _after(text: str, start: int, lang: str) -> str:
    return _JOINT[lang].split(text[start : start + _REACH[lang]])[0]


def _words(text: str) -> list[str]:
    """The content words of a piece of English, in order; words with a hyphen also in parts, names of two words whole."""
    found: list[str] = []
    last = None
    for match in _WORD.finditer(text):
        word = match.group().replace("’", "'").removesuffix("'s")
        parts = [word, *word.split("-")] if "-" in word else [word]
        name = f"{last.group()} {word}" if last and last.end() + 1 == match.start() else ""
        last = match
        if name.lower() in _renderings():
            found[-1:] = [name]  # North America is 北美, and neither 北 nor 美國
            continue
        found += [p for p in parts if p.lower() not in _PLAIN and (len(p) > 2 or p.isupper())]
    return found


def _offered(word: str, side: str) -> float:
    """How surely the side of a figure, in Simplified characters, holds the word's rendering, 0 to 1."""
    if word == _PAST:
        return 1.0 if _GIVEN_PAST.search(side) else 0.0
    # Looking for the bare letters first spares most of the searches.
    if word in side and re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", side):
        return 1.0
    stem = word.lower() if " " in word else stem_of(word.lower())
    if any(name in side for name in _renderings().get(stem, ())):
        return 1.0
    known = word_list().english.get(stem, {})
    return max((weight for zh, weight in known.items() if len(zh) > 1 and zh in side), default=0.0)


@cache
def _renderings() -> Mapping[str, tuple[str, ...]]:
    """Renderings (Simplified, of two characters and more) of places and of words that the general list lacks, by stem."""
    made: dict[str, list[str]] = defaultdict(list)
    for name, words in _places():
        made[name.lower() if " " in name else stem_of(name.lower())] += words.split("|")
    for row in rows("owners.csv"):
        made[row["english"] if " " in row["english"] else stem_of(row["english"])] += split(
            to_simplified(row["chinese"])
        )
    return {stem: tuple(word for word in words if len(word) > 1) for stem, words in made.items()}


def _places() -> list[list[str]]:
    raw = gzip.decompress((files("align.packs") / "names" / "places.csv.gz").read_bytes()).decode("utf-8")
    return [row for row in csv.reader(io.StringIO(raw)) if len(row) == 2]
