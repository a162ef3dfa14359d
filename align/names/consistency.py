"""Which renderings of a name depart from the document's own habit, and which pairs lack the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from align.facts import Facts
from align.model import Pair, Span
from align.names import translit
from align.names.english import tokens_of
from align.names.ledger import Entry, Use, ledger
from align.names.rendering import Found, dictionary_forms, is_glossed, target_of
from align.names.tables import fold as fold_latin
from align.names.words import SMALL_WORDS
from align.packs.fold import fold

_ORIGINAL = re.compile(r"[」』”]?\s?[(（][A-Za-z]")
CONVINCING = 4.0  # a sound that occurs once must score this much


@dataclass(frozen=True)
class Odd:
    """A form that departs from the majority form of its name; `uses` are its places, first one first.

    When several pieces of one name depart together (肖恩·曼德斯), `found` covers them all.
    """

    entry: Entry
    uses: tuple[Use, ...]
    found: Found
    majority: str
    majority_pairs: tuple[int, ...]

    @property
    def use(self) -> Use:
        """The first place."""
        return self.uses[0]


def odd_uses(facts: Facts) -> tuple[Odd, ...]:
    """Every departing form, once, in document order of the names."""
    found: list[Odd] = []
    for entry in facts.of(ledger):
        if entry.kind not in ("acronym", "code") and len(entry.forms) >= 2:
            found += _odd_of(facts, entry)
    return tuple(_joined(facts, found))


def _odd_of(facts: Facts, entry: Entry) -> list[Odd]:
    majority = main_form(entry)
    if majority is None:
        return []
    places: dict[str, list[tuple[Use, Found]]] = {}
    examples = [(u.pair, f) for u in entry.uses for f in u.found if fold(f.form) == majority]
    pairs = tuple(dict.fromkeys(index for index, _ in examples))
    for use in entry.uses:
        forms = {fold(f.form) for f in use.found}
        for hit in use.found:
            form = fold(hit.form)
            if form == majority or not _departs(facts, entry, use, hit, majority, forms):
                continue
            rows = places.setdefault(form, [])
            if all(known.pair != use.pair for known, _ in rows):
                rows.append((use, hit))
    return [
        Odd(entry, tuple(use for use, _ in rows), rows[0][1], examples[0][1].form, pairs) for rows in places.values()
    ]


def _joined(facts: Facts, odds: list[Odd]) -> list[Odd]:
    """Neighbouring pieces of one name become one departure."""
    out: list[Odd] = []
    for odd in sorted(odds, key=lambda o: (o.use.pair, o.found.span.start)):
        last = out[-1] if out else None
        if last is not None and last.use.pair == odd.use.pair and last.use.mention == odd.use.mention:
            gap = facts.bitext.pairs[odd.use.pair].target[last.found.span.end : odd.found.span.start]
            if last.found.span.end <= odd.found.span.start and len(gap) <= 1:
                span = Span(last.found.span.start, odd.found.span.end)
                form = facts.bitext.pairs[odd.use.pair].target[span.start : span.end]
                whole = Found(span, form, last.found.how, max(last.found.score, odd.found.score))
                majority = f"{last.majority}{' ' if odd.majority.isascii() else '·'}{odd.majority}"
                out[-1] = Odd(last.entry, last.uses, whole, majority, last.majority_pairs)
                continue
        out.append(odd)
    return out


def main_form(entry: Entry) -> str | None:
    """The habit: the commonest form; the first one used among equals."""
    order: dict[str, int] = {}
    for use in entry.uses:
        for hit in use.found:
            order.setdefault(fold(hit.form), len(order))
    return max(entry.forms, key=lambda f: (entry.forms[f], -order.get(f, 99)), default=None)


def _departs(facts: Facts, entry: Entry, use: Use, hit: Found, majority: str, forms: set[str]) -> bool:
    form = fold(hit.form)
    if form in majority or majority in form or hit.how == "characters":
        return False
    latin, main_latin = hit.how == "latin", majority.isascii()
    if latin and main_latin:
        return False
    target = facts.of_pair(target_of, facts.bitext.pairs[use.pair])
    if latin:
        return not is_glossed(target, hit.span) and majority not in forms
    if hit.how == "sound" and hit.score < CONVINCING:
        return False
    if main_latin:
        return majority not in forms
    aliases = dictionary_forms(entry.key)
    if form in aliases and majority in aliases:
        return entry.kind == "person" and len(form) > 1 and majority not in forms
    return len(form) > 1 and len(majority) > 1


@dataclass(frozen=True)
class Missing:
    """A pair where a name that the document always renders has no rendering; `instead` may stand for it."""

    entry: Entry
    use: Use
    majority: str
    instead: Found | None


def missing_uses(facts: Facts) -> tuple[Missing, ...]:
    """Names rendered in at least two other pairs and three quarters of all, yet nowhere in this one."""
    out: list[Missing] = []
    for entry in facts.of(ledger):
        if entry.kind in ("acronym", "code"):
            continue
        majority = main_form(entry)
        pairs = {u.pair for u in entry.uses}
        with_form = {u.pair for u in entry.uses if u.found}
        if majority is None or entry.forms[majority] < 2 or len(with_form) < 0.7 * len(pairs):
            continue
        done: set[int] = set()
        for use in entry.uses:
            if use.found or use.whole or use.pair in done:
                continue
            done.add(use.pair)
            if _pronoun_instead(facts.bitext.pairs[use.pair]):
                continue
            out.append(Missing(entry, use, majority, stranger(facts, use.pair)))
    return tuple(out)


_EN_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|hers|they|their|them|its?|itself|himself|herself)\b", re.I)
_ZH_PRONOUN = re.compile("[他她它](?!们|們)|其(?!中|他|它|实|實|余|餘|次)|该[公机组]|該[公機組]")


def _pronoun_instead(pair: Pair) -> bool:
    """Whether the Chinese has more pronouns than the English, so that one may stand for the name."""
    return len(_ZH_PRONOUN.findall(pair.target)) > len(_EN_PRONOUN.findall(pair.source))


def stranger(facts: Facts, index: int) -> Found | None:
    """A transliterated run in the pair's Chinese that nothing in the English accounts for."""
    pair = facts.bitext.pairs[index]
    target = facts.of_pair(target_of, pair)
    taken = [f.span for f in facts.of(found_by_pair).get(index, ())]
    best: Found | None = None
    for span, score in _loud_runs(target.plain):
        if best is not None and score <= best.score:
            continue
        if not _accounted(target.text, span, taken) and not _sounds_like_any(facts, pair, span.of(target.plain)):
            best = Found(span, span.of(target.text), "stranger", score)
    return best


def _loud_runs(plain: str) -> Iterator[tuple[Span, float]]:
    """Runs of characters that hardly stand outside transliterations, with the sum of their log-odds."""
    tables = translit.model()
    for run in tables.run.finditer(plain):
        start = run.start()
        while start < run.end():
            end = start
            while end < run.end() and tables.odds.get(plain[end], -9.0) > 1.0:
                end += 1
            score = sum(tables.odds[c] for c in plain[start:end])
            if end - start >= 2 and score > (7.0 if end - start > 2 else 6.5):
                yield Span(start, end), score
            start = max(end, start + 1)


def _sounds_like_any(facts: Facts, pair: Pair, run: str) -> bool:
    """Whether some word of the English may be what the run stands for, or the run is part of a known rendering."""
    for token in facts.of_pair(tokens_of, pair):
        low = fold_latin(token.text)
        if len(low) < 3 or low in SMALL_WORDS:
            continue
        if any(run in form or form in run for form in dictionary_forms(low) if len(form) > 1):
            return True
        if translit.score(low, run) > -4.0 or (token.capital and translit.find(low, run, 0.0)):
            return True
    return False


def _accounted(text: str, span: Span, taken: list[Span]) -> bool:
    """Whether the run belongs to a found name, is joined to one by a dot, or has its original in brackets."""
    if any(span.overlaps(t) for t in taken) or _ORIGINAL.match(text, span.end):
        return True
    return any(t.end + 1 == span.start or span.end + 1 == t.start for t in taken if _dotted(text, span, t))


def _dotted(text: str, span: Span, other: Span) -> bool:
    between = text[min(span.end, other.end) : max(span.start, other.start)]
    return between in ("·", "•", "・", "‧", "-", "－", "．")


def found_by_pair(facts: Facts) -> dict[int, list[Found]]:
    """All renderings found in each pair."""
    out: dict[int, list[Found]] = {}
    for entry in facts.of(ledger):
        for use in entry.uses:
            out.setdefault(use.pair, []).extend(use.found)
    return out
