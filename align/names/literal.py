"""Names of firms, products and places that one sentence translates by their meaning: 花瓣盒 for PetalBox."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from align.facts import Facts
from align.model import Span
from align.names.consistency import main_form
from align.names.english import tokens_of
from align.names.ledger import Entry, Use, ledger
from align.names.misfits import Misfit
from align.names.missing import as_written, found_by_pair
from align.names.rendering import VAST, dictionary_forms, target_of
from align.names.tables import fold as fold_latin
from align.names.tables import glosses, ordinary_words
from align.names.words import ORG_WORDS
from align.packs.fold import fold
from align.packs.wordlist import stem_of, word_list
from align.text.pairing import sentence_beads

_COINED = re.compile(r"(?!Mc|Mac|De[A-Z]|Le[A-Z]|La[A-Z]|Di[A-Z]|Du[A-Z]|Fitz)([A-Z][a-z]{2,})([A-Z][a-z]{2,})")
LEAST_PART = 3  # letters of each of the two words in a coined name
_LINKS = frozenset("的在是與与和及以將将由我們们而但")


def literal_uses(facts: Facts) -> tuple[Misfit, ...]:
    """Mentions whose sentence lacks the name and has a translation of its words that nothing else there accounts for.

    The document must have the name's rendering elsewhere, or the name be coined of two words (kind "literal").
    """
    out: dict[tuple[int, Span], Misfit] = {}
    for entry in facts.of(ledger):
        if entry.kind in ("person", "acronym", "code"):
            continue
        parts = words_in(entry.name)
        named = Counter(use.pair for use in entry.uses)
        for use in entry.uses if parts else ():
            if use.label or len(use.found) >= named[use.pair]:
                continue
            misfit = _misfit(facts, entry, use, parts)
            if misfit is not None:
                out.setdefault((use.pair, misfit.target), misfit)
    return tuple(out.values())


@lru_cache(maxsize=4096)
def words_in(name: str) -> tuple[str, ...]:
    """The ordinary word, or the two of them, that a one-word name is made of; empty when it is not."""
    coined = _COINED.fullmatch(name)
    if coined is not None:
        return coined[1].lower(), coined[2].lower()
    low = fold_latin(name)
    if not low.isalpha() or len(low) < 2 * LEAST_PART - 1:
        return ()
    if _translations(low):
        return (low,)
    cuts = [(low[:at], low[at:]) for at in range(LEAST_PART, len(low) - LEAST_PART + 1)]
    known = [cut for cut in cuts if all(part in ordinary_words() and _translations(part) for part in cut)]
    return max(known, key=lambda cut: min(map(len, cut)), default=())


@lru_cache(maxsize=4096)
def _translations(word: str) -> frozenset[str]:
    """Simplified words that the word list and the glosses give for an English one."""
    listed = {han for han, weight in word_list().english.get(stem_of(word), {}).items() if weight == 1.0}
    return frozenset(listed) | glosses().get(word, frozenset())


def _misfit(facts: Facts, entry: Entry, use: Use, parts: tuple[str, ...]) -> Misfit | None:
    pair = facts.bitext.pairs[use.pair]
    target = facts.of_pair(target_of, pair)
    if len(target.plain) > VAST:
        return None
    if pair.source[: use.source.start].rstrip()[-1:].isdigit():
        return None  # `60 Minutes`: the figure belongs to the name
    bead = next((b for b in facts.of_pair(sentence_beads, pair) if b.source.overlaps(use.source)), None)
    if bead is None or any(found.span.overlaps(bead.target) for found in use.found):
        return None
    usual = main_form(entry)
    coined = _COINED.fullmatch(entry.name) is not None and use.mention.text == entry.name
    if not coined and (usual is None or not _habit(entry, use, usual)):
        return None
    clause = bead.target.of(target.plain)
    if any(form in clause for form in (*entry.forms, entry.key, *dictionary_forms(entry.key))):
        return None
    said = frozenset(
        stem_of(token.text.lower())
        for token in facts.of_pair(tokens_of, pair)
        if not (token.capital and fold_latin(token.text) == entry.key)
    )
    if any(stem_of(part) in said for part in parts):
        return None
    taken = [f.span for f in facts.of(found_by_pair).get(use.pair, ())]
    for place in _places(clause, parts):
        span = place.shifted(bead.target.start)
        form = span.of(target.plain)
        own = usual is not None and (form in usual or usual in form)
        if not own and not any(span.overlaps(t) for t in taken) and not _spoken_of(form, said):
            wanted = use.mention.text if usual is None else as_written(entry, usual)
            return Misfit("literal", use.mention, span, wanted, span.of(target.text))
    return None


def _habit(entry: Entry, use: Use, usual: str) -> bool:
    """Whether the document keeps the name or its sound in most places, so that its meaning is out of line."""
    hows = {found.how for other in entry.uses for found in other.found if fold(found.form) == usual}
    if hows & {"dictionary", "characters"} or (len(use.mention.words) > 1 and usual.isascii()) or use.whole:
        return False
    kept = sum(bool(other.found) for other in entry.uses)
    return entry.name not in ORG_WORDS and 2 * kept >= len(entry.uses)


def _places(clause: str, parts: tuple[str, ...]) -> Iterator[Span]:
    """Where the words are translated: one behind the other, else a word of two characters or more for one of them."""
    every = [_translations(part) for part in parts]
    if len(every) == 2:
        firsts, seconds = (sorted(words, key=lambda w: (-len(w), w)) for words in every)
        tails = frozenset(char for word in seconds for char in word)
        for first in firsts:
            at = clause.find(first)
            while at >= 0:
                end = at + len(first)
                second = next((word for word in seconds if clause.startswith(word, end)), "")
                if second or (clause[end : end + 1] in tails and clause[end : end + 1] not in _LINKS):
                    yield Span(at, end + max(1, len(second)))
                at = clause.find(first, at + 1)
    for n, words in enumerate(every):
        for word in sorted(words, key=lambda w: (-len(w), w)):
            at = clause.find(word) if len(word) > 1 else -1
            if at >= 0:
                start = at
                while n == 1 and start > 0 and at - start < 3 and _han(clause[start - 1]):
                    start -= 1
                yield Span(start, at + len(word))


def _han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" and char not in _LINKS


def _spoken_of(form: str, said: frozenset[str]) -> bool:
    """Whether other words of the English may be what is translated there."""
    listed = word_list().chinese
    cut = {form[start:end] for start in range(len(form)) for end in range(start + 2, len(form) + 1)}
    return any(not said.isdisjoint(listed.get(word, ())) for word in cut)
