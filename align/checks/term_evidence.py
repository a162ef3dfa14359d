"""Whether a wrong rendering of a pack term is evidence, or the right rendering of something else that was said.

A word may stand in the Chinese because another word of the sentence asks for it (capacity: 容量), or because the term
was meant in its ordinary sense (members trusted us: 信任).
"""

from __future__ import annotations

import re
from functools import cache

from align.facts import Facts
from align.model import Pair, Span
from align.names.packterms import pack_uses
from align.packs.domain import Entry, applies, pack, places_of
from align.packs.lemma import WORD, base_forms
from align.packs.matcher import Word, source_words, span_of
from align.packs.renderings import folded_target, outside, places
from align.packs.wordlist import stem_of, word_list
from align.text.latin import FUNCTION_WORDS
from align.text.pairing import Bead, sentence_beads

# Nouns that carry no meaning of their own (on the delivery side) and stand nowhere in the Chinese, as stems.
_LIGHT = frozenset({"bit", "end", "kind", "lot", "part", "piec", "point", "side", "term", "thing", "way"})
_COMPOUND = re.compile(r"-[A-Za-z]")
CLOSE = 8  # words on either side that tell a special sense from an ordinary one
ESTABLISHED = 2  # other paragraphs in which a right rendering tells the sense of the whole document


def is_evidence(facts: Facts, pair: Pair, entry: Entry, source: Span, target: Span) -> bool:
    """Whether the rendering at `target` answers the term at `source`, and answers it in the sense that the entry means."""
    if _COMPOUND.match(pair.source, source.end) and not any("-" in word for word in entry.source):
        return False  # plant-based is no plant
    beads = facts.of_pair(sentence_beads, pair)
    said = next((n for n, bead in enumerate(beads) if bead.source.overlaps(source)), None)
    heard = next((n for n, bead in enumerate(beads) if bead.target.overlaps(target)), None)
    if said is None or heard is None:
        return True
    if abs(said - heard) > 1:
        return False
    return _meant(facts, pair, entry, beads[said], source, target) and not _asked_for(
        facts, pair, entry, beads[heard], source, target
    )


def _meant(facts: Facts, pair: Pair, entry: Entry, bead: Bead, source: Span, target: Span) -> bool:
    """Whether the sense is the special one, asked where the rendering is a translation of a single word's ordinary one.

    A document of the sector is not enough then: the sentence must tell, or the document must have the term in a right
    rendering elsewhere. A verb's form of what the entry has as a noun is not meant.
    """
    words = _words_in(facts, pair, bead)
    first, last = _covered(words, source)
    if first != last:
        return True
    word = words[first]
    turned = _is_verbal(word) and word.forms[0] not in _single(entry)
    if _is_translation(word, target.of(facts.of_pair(folded_target, pair))):
        if turned:
            return False
        return not entry.with_ or _told(entry, words, first) or _established(facts, entry, pair)
    return not turned or not entry.with_ or applies(entry, words, places_of(words), first, last)


def _words_in(facts: Facts, pair: Pair, bead: Bead) -> list[Word]:
    return [w for w in facts.of_pair(source_words, pair) if w.start < bead.source.end and bead.source.start < w.end]


def _told(entry: Entry, words: list[Word], place: int) -> bool:
    """Whether the entry's conditions hold among the next words on either side."""
    low = max(0, place - CLOSE)
    near = words[low : place + CLOSE + 1]
    return applies(entry, near, places_of(near), place - low, place - low)


def _established(facts: Facts, entry: Entry, pair: Pair) -> bool:
    """Whether two other paragraphs have the entry with a right rendering that tells its sense."""
    entries = pack(facts.simplified).entries
    telling = tuple(right for right in entry.accepted(facts.simplified) if len(right) > 1)
    found = 0
    for index, uses in facts.of(pack_uses).items():
        if index != pair.index and any(entries[use.entry] is entry for use in uses):
            found += bool(places(telling, facts.of_pair(folded_target, facts.bitext.pairs[index])))
    return found >= ESTABLISHED


def _covered(words: list[Word], span: Span) -> tuple[int, int]:
    inside = [number for number, word in enumerate(words) if word.start < span.end and span.start < word.end]
    return inside[0], inside[-1]


def _is_verbal(word: Word) -> bool:
    """Whether a word is written in a form that only verbs have (shrinking, trusted, shrank)."""
    return len(word.forms) > 1 and not word.forms[0].endswith("s")


@cache
def _single(entry: Entry) -> frozenset[str]:
    """The words that an entry names by themselves."""
    return frozenset(base_forms(source)[0] for source in entry.source if WORD.fullmatch(source))


def _is_translation(word: Word, rendering: str) -> bool:
    """Whether the word list gives the folded rendering for the word."""
    english = word_list().english
    return any(english.get(stem_of(form), {}).get(rendering, 0.0) >= 1.0 for form in word.forms)


def _asked_for(facts: Facts, pair: Pair, entry: Entry, bead: Bead, source: Span, target: Span) -> bool:
    """Whether another word of the English sentence has this rendering, by the word list or by another entry."""
    folded = facts.of_pair(folded_target, pair)
    words = _words_in(facts, pair, bead)
    shipped = pack(facts.simplified)
    uses = [
        (shipped.entries[shipped.owner[m.pattern]], span_of(m, words)) for m in shipped.matcher.find(pair.source, words)
    ]
    spans = [source, *(span for other, span in uses if other is entry)]
    own = {stem_of(form) for word in words if _inside(word, spans) for form in word.forms}
    others = (
        {stem_of(form) for word in words if word.forms[0] not in FUNCTION_WORDS for form in word.forms} - own - _LIGHT
    )
    glosses = word_list().chinese.get(target.of(folded), {})
    if any(weight >= 1.0 and stem in others for stem, weight in glosses.items()):
        return True
    return any(
        not outside([target], places(other.accepted(facts.simplified), folded))
        for other, span in uses
        if not any(span.overlaps(mine) for mine in spans)
    )


def _inside(word: Word, spans: list[Span]) -> bool:
    return any(span.overlaps(Span(word.start, word.end)) for span in spans)
