"""Finds many terms in an English text in one pass over its words (a trie of base forms)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from align.model import Pair, Span
from align.packs.lemma import WORD, base_forms, singulars

_INNER = frozenset(" \t\n\r\u00a0\u2009-‐‑–/'’\"“”")  # what may stand between the words of a term


_LINKS = frozenset("a an at by for in it its me of off on our the this to us you your".split())  # noqa: SIM905
_MOST = 65536  # words whose first steps are remembered


class Word(NamedTuple):
    """A word of a text from code point `start` to `end`, with its possible base forms (the form as written first)."""

    text: str
    start: int
    end: int
    forms: tuple[str, ...]


def words_of(text: str) -> list[Word]:
    """The words of an English text; hyphens part words, `&` does not."""
    return [Word(word := m.group(), *m.span(), base_forms(word)) for m in WORD.finditer(text)]


def source_words(pair: Pair) -> list[Word]:
    """The words of a pair's source (for `Facts.of_pair`)."""
    return words_of(pair.source)


class Match(NamedTuple):
    """Pattern number `pattern` covers words `first` to `last` (inclusive)."""

    pattern: int
    first: int
    last: int


def span_of(match: Match, words: Sequence[Word]) -> Span:
    """The code points a match covers."""
    return Span(words[match.first].start, words[match.last].end)


@dataclass
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    ends: list[int] = field(default_factory=list)


def _steps(node: _Node, forms: tuple[str, ...]) -> list[_Node]:
    """The nodes a word leads to; one that is a word of a term itself (training) is no form of another (train)."""
    children = node.children
    if forms[0] in children and forms[0].endswith("ing"):
        return [children[forms[0]]]
    return [children[form] for form in forms if form in children]


def _exact(word: str) -> bool:
    """Acronyms and mixed case (GAAP, iOS, R&D) are matched as written."""
    return sum(c.isupper() for c in word) >= 2 or any(c.isupper() for c in word[1:])


class Matcher:
    """A trie over the words of patterns.

    `exact` patterns match in their own case only; otherwise only their acronyms do. A pattern written
    as a base form matches its inflections; with `plurals`, one written in the plural also its singular.
    Of overlapping matches the longer one hides those inside it; with `phrases`, patterns that hold a link word
    (beat our guidance) hide nothing, only compounds do (raw material). Patterns without a word never match.
    """

    def __init__(
        self, patterns: Sequence[str], exact: Iterable[int] = (), plurals: bool = True, phrases: bool = False
    ) -> None:
        self._root = _Node()
        self._first: dict[str, list[_Node]] = {}  # a word as written -> where it leads from the root
        self._patterns = tuple(patterns)
        self._marks = tuple(frozenset(c for c in p if not c.isalnum()) | _INNER for p in self._patterns)
        cased = frozenset(exact)
        self._cased: list[tuple[str | None, ...]] = []
        self._shields: list[bool] = []
        for index, pattern in enumerate(self._patterns):
            words = [m.group().replace("’", "'") for m in WORD.finditer(pattern)]
            self._cased.append(tuple(w if (index in cased and w.lower() != w) or _exact(w) else None for w in words))
            self._shields.append(not phrases or not _LINKS.intersection(word.lower() for word in words))
            if words:
                self._add([base_forms(word)[0] for word in words], index)
                for singular in singulars(words[-1]) if plurals else ():
                    self._add([*(base_forms(word)[0] for word in words[:-1]), singular], index)

    def _add(self, keys: list[str], index: int) -> None:
        node = self._root
        for key in keys:
            node = node.children.setdefault(key, _Node())
        node.ends.append(index)

    def find(self, text: str, words: Sequence[Word] | None = None) -> list[Match]:
        """All matches that no longer match hides, in reading order; offsets count words of `text`."""
        words = words_of(text) if words is None else words
        found: list[Match] = []
        if len(self._first) > _MOST:
            self._first.clear()
        for first, word in enumerate(words):
            level = self._first.get(word.text)
            if level is None:
                level = self._first[word.text] = _steps(self._root, word.forms)
            if level:
                self._follow(level, text, words, first, found)
        return _longest(found, self._shields)

    def _follow(self, level: list[_Node], text: str, words: Sequence[Word], first: int, found: list[Match]) -> None:
        """Add the matches that begin at word `first`, whose nodes are `level`."""
        last = first
        while level:
            for node in level:
                for index in node.ends:
                    if self._fits(index, text, words, first, last):
                        found.append(Match(index, first, last))
            last += 1
            if last == len(words):
                break
            forms = words[last].forms
            level = [n for node in level if not node.children.keys().isdisjoint(forms) for n in _steps(node, forms)]

    def _fits(self, index: int, text: str, words: Sequence[Word], first: int, last: int) -> bool:
        for wanted, word in zip(self._cased[index], words[first : last + 1], strict=True):
            if wanted is not None and not _same_case(wanted, word.text):
                return False
        marks = self._marks[index]
        return all(marks.issuperset(text[words[i].end : words[i + 1].start]) for i in range(first, last))


def _same_case(wanted: str, found: str) -> bool:
    """As written, or its plural or possessive (ADSs, GAAP's)."""
    bare = found.replace("’", "'").removesuffix("'s").rstrip("'")
    return bare == wanted or (bare.startswith(wanted) and bare[len(wanted) :] in ("s", "es")) or wanted == bare + "s"


def _longest(found: list[Match], shields: Sequence[bool]) -> list[Match]:
    """Drop matches inside longer ones that shield. Linear: matches come ordered by their first word."""
    kept: list[Match] = []
    reach = -1  # last word covered so far by a shielding match that starts earlier
    start = 0
    while start < len(found):
        stop = start
        while stop < len(found) and found[stop].first == found[start].first:
            stop += 1
        furthest = max((m.last for m in found[start:stop] if shields[m.pattern]), default=-1)
        kept += [m for m in found[start:stop] if m.last > reach and m.last >= furthest]
        reach = max(reach, furthest)
        start = stop
    return kept
