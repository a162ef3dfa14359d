"""Which renderings of a name depart from the document's own habit, and which pairs lack the name."""

from __future__ import annotations

from dataclasses import dataclass

from align.facts import Facts
from align.model import Span
from align.names import translit
from align.names.ledger import Entry, Use, ledger
from align.names.rendering import Found, dictionary_forms, is_glossed, target_of
from align.packs.fold import fold

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
            out.append(Missing(entry, use, majority, stranger(facts, use.pair)))
    return tuple(out)


def stranger(facts: Facts, index: int) -> Found | None:
    """A transliterated run in the pair's Chinese that no name of the English accounts for."""
    target = facts.of_pair(target_of, facts.bitext.pairs[index])
    taken = [f.span for e in facts.of(ledger) for u in e.uses if u.pair == index for f in u.found]
    tables = translit.model()
    best: Found | None = None
    for run in tables.run.finditer(target.plain):
        start = run.start()
        while start < run.end():
            end = start
            while end < run.end() and tables.odds.get(target.plain[end], -9.0) > 1.5:
                end += 1
            span = Span(start, max(end, start))
            score = sum(tables.odds[c] for c in target.plain[start:end])
            if end - start >= 2 and score > 6.0 and not any(span.overlaps(t) for t in taken):
                found = Found(span, target.text[start:end], "stranger", score)
                best = found if best is None or score > best.score else best
            start = max(end, start + 1)
    return best
