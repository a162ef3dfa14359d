"""Names in English text by rules: capital letters weighed against how the document itself writes each word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from align.facts import Facts
from align.model import Pair, Span
from align.names.tables import first_names, fold, known_names, ordinary_words
from align.names.words import (
    CONNECTORS,
    DEMONYMS,
    HONORIFICS,
    NEVER_NAMES,
    NOT_CODES,
    ORG_TAIL,
    ORG_WORDS,
    ROLE_WORDS,
    SMALL_WORDS,
)

_TOKEN = re.compile(
    r"(?:[A-Z]\.){1,4}(?:-?[A-Z]\.)*(?=\W|$)|[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]*(?:[’'.&-][A-Za-zÀ-ɏ0-9]+)*|\d[\w.,-]*"
)
_CODE = re.compile(r"(?<![\w$€£¥./-])(?=[A-Z0-9-]{2,12}\b)[A-Z]{1,4}-?\d{2,5}[A-Z]{0,3}(?![\w%./]|-\w)")
_OPENS = re.compile(r"(?:[.!?:;…。！？]|[\"“”‘'(\[•–—-])\s*$")
_LABEL_FIRM = re.compile(r"Analyst\s*(?:,|-|–|—|at|with)\s+((?:[A-Z][\w.&'’-]*\s?){1,5})$")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,4}")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.]{1,5}s?|(?:Non|non)-[A-Z]{2,6}")
_POSSESSIVE = re.compile(r"['’][sS]?$")


class Token(NamedTuple):
    """A word with its place; `opens` when it starts a sentence, a quotation or a bracket."""

    text: str
    start: int
    end: int
    opens: bool

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True)
class Mention:
    """A name in the English of one pair. `kind`: person, organisation, place, code, acronym or other."""

    pair: int
    span: Span
    text: str
    kind: str
    words: tuple[str, ...]
    title: str | None = None


@dataclass(frozen=True)
class Evidence:
    """How often the document writes each folded word small, and capitalised inside a sentence."""

    small: Counter[str]
    capital: Counter[str]
    people: frozenset[str]


def tokens_of(pair: Pair) -> tuple[Token, ...]:
    """The words of the source, in order."""
    text = pair.source
    out: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        start, stop = match.span()
        gap, word = text[end:start], text[start:stop]
        opens = not out or (gap != " " and (bool(_OPENS.search(gap)) or "\n" in gap))
        if out and opens and gap == ". " and out[-1].text.rstrip(".") in HONORIFICS:
            opens = False
        if len(word) > 3 and ("'" in word or "’" in word):
            cut = _POSSESSIVE.search(word)
            word = word[: cut.start()] if cut else word
        out.append(Token(word, start, start + len(word), opens))
        end = stop
    return tuple(out)


def is_title_line(tokens: tuple[Token, ...]) -> bool:
    """Whether the line is written in title case, so that capitals say nothing."""
    long = [t for t in tokens if len(t.text) > 3 and t.text[0].isalpha()]
    sentences = sum(t.opens for t in tokens[1:])
    return len(long) >= 4 and sentences <= 1 and sum(t.capital for t in long) >= 0.8 * len(long)


def evidence(facts: Facts) -> Evidence:
    """Case statistics and the people's names in labels of the whole document."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    people: set[str] = set()
    for pair in facts.bitext.pairs:
        tokens = facts.of_pair(tokens_of, pair)
        if pair.kind == "label" and pair.speaker:
            people.update(fold(w) for w in pair.speaker.split() if w[0].isupper() and len(w) > 1)
            continue
        title = is_title_line(tokens)
        for token in tokens:
            if not token.capital:
                small[token.text] += 1
            elif not token.opens and not title:
                capital[fold(token.text)] += 1
    return Evidence(small, capital, frozenset(people))


def mentions(facts: Facts) -> tuple[Mention, ...]:
    """Every name of the document in order, labels included."""
    known = facts.of(evidence)
    found = [m for pair in facts.bitext.pairs for m in _of_pair(facts, pair, known)]
    people = {word for m in found if m.kind == "person" and len(m.words) > 1 for word in m.words}
    return tuple(
        replace(m, kind="person") if m.kind == "other" and len(m.words) == 1 and m.words[0] in people else m
        for m in found
    )


def _of_pair(facts: Facts, pair: Pair, known: Evidence) -> Iterator[Mention]:
    if pair.kind == "heading":
        return
    if pair.kind == "label":
        yield from _label(pair)
        return
    tokens = facts.of_pair(tokens_of, pair)
    title = is_title_line(tokens)
    codes = [m for m in _CODE.finditer(pair.source) if not NOT_CODES.fullmatch(m.group())]
    taken = {m.start() for m in codes}
    for match in codes:
        yield Mention(pair.index, Span(*match.span()), match.group(), "code", (match.group(),))
    run: list[Token] = []
    for at, token in enumerate(tokens):
        if token.start not in taken and _is_name_word(token, tokens, at, known, title, bool(run)):
            if run and not _joined(pair.source, run[-1], token):
                yield from _close(pair, run, tokens, known)
                run = []
            run.append(token)
        elif run and token.text in CONNECTORS and _goes_on(pair.source, tokens, at, known, title):
            run.append(token)
        elif run:
            yield from _close(pair, run, tokens, known)
            run = []
    if run:
        yield from _close(pair, run, tokens, known)


def _label(pair: Pair) -> Iterator[Mention]:
    speaker = pair.speaker or ""
    at = pair.source.find(speaker)
    words = tuple(w for w in speaker.split() if w[:1].isupper())
    if at < 0 or len(words) < 2 or fold(speaker).startswith(("unidentified", "unknown")):
        return
    yield Mention(pair.index, Span(at, at + len(speaker)), speaker, "person", words)
    firm = _LABEL_FIRM.search(pair.source, at + len(speaker))
    if firm is not None:
        yield Mention(pair.index, Span(*firm.span(1)), firm[1], "organisation", tuple(firm[1].split()))


def _is_name_word(token: Token, tokens: tuple[Token, ...], at: int, known: Evidence, title: bool, in_run: bool) -> bool:
    text = token.text
    if not token.capital or len(text) < 2 or text in NEVER_NAMES or text in HONORIFICS:
        return False
    low = fold(text)
    if low in SMALL_WORDS or text in ROLE_WORDS or text in DEMONYMS:
        return False
    if low in known.people:
        return True
    if any(c.isdigit() for c in text):
        return False
    ordinary = low in ordinary_words()
    if _INITIALS.fullmatch(text):
        return True
    if text.isupper():
        return len(text) <= 6 and (not ordinary or len(text) <= 4) and not title
    small = known.small[low] + known.small[low + "s"] + (known.small[low[:-1]] if low.endswith("s") else 0)
    if title or token.opens:
        if small or (ordinary and not known.capital[low]):
            return text in first_names() and _next_is_capital(tokens, at) and not title and not small
        if title:
            return known.capital[low] > 0 or (not ordinary and not low.endswith(("ing", "ed", "ly", "s")))
        return True
    if small and known.capital[low] <= (2 if ordinary else 1) * small and text not in ORG_WORDS:
        return in_run and text in ORG_TAIL
    return True


def _next_is_capital(tokens: tuple[Token, ...], at: int) -> bool:
    if at + 1 >= len(tokens) or tokens[at + 1].start - tokens[at].end > 2:
        return False
    nxt = tokens[at + 1]
    return nxt.capital and not nxt.opens and fold(nxt.text) not in SMALL_WORDS and len(nxt.text) > 1


def _joined(text: str, left: Token, right: Token) -> bool:
    gap = text[left.end : right.start]
    if gap in (" ", "-", " & ", "\u00a0"):
        return not (left.text in ORG_TAIL and left.text not in ORG_WORDS)
    return gap == ". " and len(left.text) == 1


def _goes_on(text: str, tokens: tuple[Token, ...], at: int, known: Evidence, title: bool) -> bool:
    """Whether a connector such as `of` stands between two parts of one name."""
    if at + 1 >= len(tokens) or text[tokens[at].end : tokens[at + 1].start] != " " or at == 0:
        return False
    if text[tokens[at - 1].end : tokens[at].start] != " ":
        return False
    if tokens[at].text == "of" and tokens[at - 1].text not in ORG_WORDS:
        return False
    return _is_name_word(tokens[at + 1], tokens, at + 1, known, title, True)


def _close(pair: Pair, run: list[Token], tokens: tuple[Token, ...], known: Evidence) -> Iterator[Mention]:
    while run and run[-1].text in CONNECTORS:
        run = run[:-1]
    while (
        len(run) > 1
        and run[0].opens
        and fold(run[0].text) in ordinary_words()
        and (run[0].text not in first_names() and not known.capital[fold(run[0].text)])
    ):
        run = run[1:]
    if not run:
        return
    span = Span(run[0].start, run[-1].end)
    text = pair.source[span.start : span.end]
    words = tuple(t.text for t in run)
    title = _honorific_before(tokens, run[0])
    yield Mention(pair.index, span, text, _kind(text, words, title, known), words, title)


def _honorific_before(tokens: tuple[Token, ...], first: Token) -> str | None:
    at = bisect_left(tokens, first.start, key=lambda token: token.start)
    before = tokens[at - 1] if at else None
    if before is not None and before.text.rstrip(".") in HONORIFICS and first.start - before.end <= 2:
        return before.text.rstrip(".")
    return None


def _kind(text: str, words: tuple[str, ...], title: str | None, known: Evidence) -> str:
    if title:
        return "person"
    if any(w in ORG_TAIL or w in ORG_WORDS for w in words[1:]):
        return "organisation"
    if len(words) == 1 and _ACRONYM.fullmatch(words[0]):
        return "acronym"
    if fold(words[-1]) in known.people and (len(words) > 1 or fold(words[0]) in known.people):
        return "person"
    if len(words) in (2, 3, 4) and words[0] in first_names() and not any(w in CONNECTORS for w in words[1:2]):
        return "person"
    if fold(text) in known_names():
        return "place"
    return "other"
