"""Terms of the shipped pack that one document renders in several right ways: the rarer ones, with their places.

Each is right by itself; what is reported is that the document does not keep to its own choice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from align.facts import Facts
from align.model import Pair, Span
from align.names.habits import GENERAL, NEAR, Departure, out_of_place
from align.packs.domain import Entry, applies, pack, places_of, sectors
from align.packs.fold import fold
from align.packs.lemma import singulars
from align.packs.matcher import Word, source_words, span_of, words_of
from align.packs.renderings import folded_target, places
from align.text.han import is_han
from align.text.pairing import sentence_beads
from align.text.tokens import target_tokens

LEAST_HABIT = 3  # sentences that keep to the usual rendering of a word
LEAST_COMPOUND = 2  # ... of a term of several words
MOST_ODD = 3  # places of another one, reported at most
OFTEN = 3  # times the usual rendering must be as common as another one
_SENTENCES = frozenset(  # packs of phrases and of words of many senses, rendered freely
    {"ambiguous_words", "calls", "calls_formulae", "idioms", "idioms2", "idioms_calls", "opposites", "verbs_money"}
)


@dataclass(frozen=True)
class TermUse:
    """A term in one sentence. `forms` are the right renderings there (folded) with their first places."""

    pair: int
    term: str
    source: Span
    forms: dict[str, Span]
    clause: Span
    sentence: Span
    taken: frozenset[str]


class PackUse(NamedTuple):
    """Entry number `entry` of the shipped pack applies to the words `said` (base forms) at `span` of the source."""

    entry: int
    said: str
    span: Span


def pack_uses(facts: Facts) -> dict[int, list[PackUse]]:
    """Every term of the shipped pack whose conditions hold, by index of the speech pair, in reading order."""
    shipped = pack(facts.simplified)
    words = {pair.index: facts.of_pair(source_words, pair) for pair in facts.speech}
    on_topic = sectors(Counter(word.forms[0] for line in words.values() for word in line))
    out: dict[int, list[PackUse]] = {}
    for pair in facts.speech:
        line = words[pair.index]
        uses = []
        where = places_of(line)
        for match in shipped.matcher.find(pair.source, line):
            number = shipped.owner[match.pattern]
            entry = shipped.entries[number]
            if applies(entry, line, where, match.first, match.last, entry.pack in on_topic):
                uses.append(PackUse(number, _said(line, match.first, match.last), span_of(match, line)))
        if uses:
            out[pair.index] = uses
    return out


def _said(line: list[Word], first: int, last: int) -> str:
    return " ".join(word.forms[0] for word in line[first : last + 1])


def pack_departures(facts: Facts) -> tuple[Departure, ...]:
    """The rarer right renderings of pack terms, at most three places a form, in document order."""
    found: list[Departure] = []
    for uses in facts.of(term_uses).values():
        found += _rarer(facts, uses)
    kept: dict[int, list[Departure]] = defaultdict(list)
    for departure in sorted(found, key=lambda d: (d.target.start - d.target.end, d.target, d.term)):
        if not any(departure.target.overlaps(other.target) for other in kept[departure.pair]):
            kept[departure.pair].append(departure)
    return tuple(sorted((d for rows in kept.values() for d in rows), key=lambda d: (d.pair, d.target)))


def term_uses(facts: Facts) -> dict[tuple[int, str], list[TermUse]]:
    """The sentences that have a pack term once, by entry and term; terms that the document has twice or more."""
    shipped = pack(facts.simplified)
    known = facts.of(pack_uses)
    rows: dict[int, list[tuple[int, str, Span]]] = {}
    for pair in facts.speech:
        entries = [(use, shipped.entries[use.entry]) for use in known.get(pair.index, ())]
        found = [
            (use.entry, _term(entry, use.said), use.span)
            for use, entry in entries
            if entry.pack not in _SENTENCES and entry.right
        ]
        rows[pair.index] = list(dict.fromkeys(found))
    counts = Counter((number, term) for line in rows.values() for number, term, _ in line)
    out: dict[tuple[int, str], list[TermUse]] = defaultdict(list)
    for pair in facts.speech:
        if any(counts[number, term] > 1 for number, term, _ in rows[pair.index]):
            for number, use in _in_pair(facts, pair, rows[pair.index], counts):
                out[number, use.term].append(use)
    return out


def _in_pair(
    facts: Facts, pair: Pair, rows: list[tuple[int, str, Span]], counts: Mapping[tuple[int, str], int]
) -> Iterator[tuple[int, TermUse]]:
    shipped = pack(facts.simplified)
    folded = facts.of_pair(folded_target, pair)
    for bead in facts.of_pair(sentence_beads, pair):
        inside = [row for row in rows if bead.source.start <= row[2].start < bead.source.end]
        text = bead.target.of(folded)
        for number, term, span in inside:
            if counts[number, term] < 2:
                continue
            same = [row for row in inside if row[0] == number and not row[2].overlaps(span)]
            first = next(row[2] for row in inside if row[0] == number and row[1] == term)
            if same or first != span:
                continue
            forms: dict[str, Span] = {}
            for place in places(shipped.entries[number].accepted(facts.simplified), text):
                forms.setdefault(place.of(text), place.shifted(bead.target.start))
            others = [_accepted(n, facts.simplified) for n, _, s in inside if n != number and not s.overlaps(span)]
            taken = frozenset[str]().union(*others)
            yield number, TermUse(pair.index, term, span, forms, bead.source, bead.target, taken)


@cache
def _accepted(number: int, simplified: bool) -> frozenset[str]:
    """The folded right renderings of an entry of the shipped pack."""
    return frozenset(map(fold, pack(simplified).entries[number].accepted(simplified)))


@cache
def _sources(entry: Entry) -> tuple[tuple[str, ...], ...]:
    """The entry's patterns as words in base form, shortest first."""
    cut = {tuple(w.forms[0] for w in words_of(source)) for source in entry.source}
    return tuple(sorted((tuple(map(_singular, words)) for words in cut if words), key=lambda w: (len(w), w)))


def _singular(word: str) -> str:
    forms = singulars(word)
    return forms[0] if forms else word


def _term(entry: Entry, said: str) -> str:
    """The shortest pattern of the entry that the words end with: `guidance` for `full year guidance`."""
    words = tuple(_singular(word) for word in said.split())
    for pattern in _sources(entry):
        if words[-len(pattern) :] == pattern:
            return " ".join(pattern)
    return " ".join(words)


def _rarer(facts: Facts, uses: list[TermUse]) -> Iterator[Departure]:
    term = uses[0].term
    if len(uses) == 2 and uses[0].pair == uses[1].pair and " " in term:
        yield from _two(facts, *uses)
        return
    least = LEAST_COMPOUND if " " in term else LEAST_HABIT
    if len(uses) <= least or term in GENERAL or term.endswith(("ed", "ly", "ing")):
        return
    counts = Counter(form for use in uses for form in use.forms)
    if not counts:
        return
    main = max(counts, key=lambda form: (counts[form], len(form), form))
    kept = [use for use in uses if any(_related(form, main) for form in use.forms)]
    if len(kept) < least or counts[main] < least or len(kept) * 2 <= len(uses):
        return
    odd: dict[str, list[tuple[TermUse, Span]]] = defaultdict(list)
    for use in uses:
        folded = facts.of_pair(folded_target, facts.bitext.pairs[use.pair])
        if use in kept or main in use.sentence.of(folded):
            continue
        form = _instead(use, main)
        if form is not None:
            odd[form].append((use, use.forms[form]))
        elif " " in term and not use.forms and len(kept) == len(uses) - 1:
            tokens = facts.of_pair(target_tokens, facts.bitext.pairs[use.pair])
            edges = frozenset(place for token in tokens for place in (token.start, token.start + len(token.text)))
            span = resembling(main, use.sentence, folded, edges)
            if span is not None and out_of_place(use.source, use.clause, span, use.sentence) <= NEAR:
                odd[span.of(folded)].append((use, span))
    usual = next(use for use in kept if main in use.forms)
    majority = usual.forms[main].of(facts.bitext.pairs[usual.pair].target)
    pairs = tuple(dict.fromkeys(use.pair for use in kept))
    for form, rows in odd.items():
        if len(rows) * OFTEN > len(kept) + 1 or len(rows) > MOST_ODD or _elsewhere(facts, form, uses, len(rows)):
            continue
        for use, span in rows:
            said = span.of(facts.bitext.pairs[use.pair].target)
            yield Departure(use.pair, term, use.source, span, said, majority, pairs, True)


def _two(facts: Facts, first: TermUse, later: TermUse) -> Iterator[Departure]:
    """A compound that stands twice, in one paragraph, in two unrelated right renderings that nothing else accounts for."""
    main, form = (_instead(use, "") for use in (first, later))
    if main is None or form is None or any(_related(a, b) for a in first.forms for b in later.forms):
        return
    if min(len(main), len(form)) < 4 or any(_elsewhere(facts, each, [first, later], 0) for each in (main, form)):
        return
    usual = first.forms[main].of(facts.bitext.pairs[first.pair].target)
    span = later.forms[form]
    said = span.of(facts.bitext.pairs[later.pair].target)
    yield Departure(later.pair, later.term, later.source, span, said, usual, (first.pair,), True)


def _related(form: str, other: str) -> bool:
    """Short and long form of one rendering."""
    return form in other or other in form or set(form) <= set(other) or set(other) <= set(form)


def resembling(main: str, sentence: Span, folded: str, edges: frozenset[int]) -> Span | None:
    """The run of whole words most like a rendering that the sentence lacks.

    It is about as long, has half of its characters in the same order and begins or ends alike; words end at `edges`.
    """
    if len(main) < 3 or main[0] == "个":
        return None
    best: tuple[float, int, Span] | None = None
    for size in range(max(3, len(main) - 1), len(main) + 3):
        for start in range(sentence.start, sentence.end - size + 1):
            run = folded[start : start + size]
            if start not in edges or start + size not in edges:
                continue
            if (run[0] != main[0] and run[-1] != main[-1]) or not all(map(is_han, run)):
                continue
            common = _in_order(run, main)
            if common < max(2, len(main) / 2) or set(run) <= set(main) or set(main) <= set(run):
                continue
            rank = (common / max(size, len(main)), -size, Span(start, start + size))
            best = rank if best is None or rank[:2] > best[:2] else best
    return best[2] if best else None


def _in_order(one: str, other: str) -> int:
    """Characters that two short strings have in common in the same order (longest common subsequence)."""
    row = [0] * (len(other) + 1)
    for char in one:
        corner = 0
        for j, letter in enumerate(other):
            corner, row[j + 1] = row[j + 1], corner + 1 if char == letter else max(row[j], row[j + 1])
    return row[-1]


def _instead(use: TermUse, main: str) -> str | None:
    """The right rendering nearest to the term's place that no other term of the sentence accounts for."""
    best: tuple[float, str] | None = None
    for form, span in use.forms.items():
        off = out_of_place(use.source, use.clause, span, use.sentence)
        if form in use.taken or off > NEAR or len(form) < 2:
            continue
        best = min(best, (off, form)) if best else (off, form)
    return best[1] if best else None


def _elsewhere(facts: Facts, form: str, uses: list[TermUse], rows: int) -> bool:
    """Whether the form is common without the term, so that other words may account for it."""
    own = {use.pair for use in uses}
    without = sum(form in text for index, text in facts.of(_folded).items() if index not in own)
    return without > max(1, rows)


def _folded(facts: Facts) -> dict[int, str]:
    return {pair.index: facts.of_pair(folded_target, pair) for pair in facts.speech}
