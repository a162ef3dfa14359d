"""Which renderings of a name depart from the document's own habit, and which pairs lack the name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from align.facts import Facts
from align.model import Span
from align.names import translit
from align.names.ledger import Entry, Use, ledger
from align.names.rendering import Found, dictionary_forms, is_glossed, target_of
from align.names.scripts import SETTLED, latin_labels, latin_share
from align.names.tables import fold as fold_latin
from align.packs.fold import fold

SURE = 8.0  # a sound that only labels in Latin letters speak against
UNREADABLE = -5.0  # a score below which the model has nothing to say of a form
BETTER = 2.0  # score by which one of two equally common forms must fit better
CONVINCING = 4.0  # a sound that occurs once must score this much


@dataclass(frozen=True)
class Odd:
    """A form that departs from the majority form of its name; `uses` are its places, first one first.

    When several pieces of one name depart together (肖恩·曼德斯), `found` covers them all. `settled` is false when a
    name stands in Latin letters as often as not and the document's other names show no habit either.
    """

    entry: Entry
    uses: tuple[Use, ...]
    found: Found
    majority: str
    majority_pairs: tuple[int, ...]
    settled: bool = True

    @property
    def use(self) -> Use:
        """The first place."""
        return self.uses[0]


def odd_uses(facts: Facts) -> tuple[Odd, ...]:
    """Every departing form, once, in document order of the names."""
    found: list[Odd] = []
    labels = facts.of(latin_labels)
    for entry in facts.of(ledger):
        if entry.kind not in ("acronym", "code") and len(entry.forms) + (entry.key in labels) >= 2:
            found += _odd_of(facts, entry)
    return tuple(_joined(facts, [*found, *_odd_characters(facts)]))


def _odd_characters(facts: Facts) -> Iterator[Odd]:
    """高維崙 beside 高偉倫 for one Wei-Lun Kao: the same whole name in other characters."""
    entries = {entry.key: entry for entry in facts.of(ledger)}
    people: dict[tuple[str, ...], dict[str, list[Row]]] = {}
    for entry in entries.values():
        for use in entry.uses:
            words = use.mention.words
            for hit in use.found if len(words) > 1 and fold_latin(words[-1]) == entry.key else ():
                if hit.how == "characters" and len(hit.form) > 1:
                    people.setdefault(words, {}).setdefault(fold(hit.form), []).append((use, hit))
    for words, forms in people.items():
        main = max(forms, key=lambda form: len(forms[form]))
        for form, rows in forms.items():
            if len(form) == len(main) and form != main:
                yield _odd(entries[fold_latin(words[-1])], rows, forms[main])
    for entry in entries.values():
        yield from _given_apart(entry)


def _given_apart(entry: Entry) -> Iterator[Odd]:
    """高維崙 beside 偉倫: the given name alone is written otherwise than in the whole name. The commoner writing counts,
    of equals that of the whole name."""
    whole: dict[str, list[Row]] = {}
    alone: dict[str, list[Row]] = {}
    for use in entry.uses:
        for hit in use.found:
            if hit.how == "characters" and len(hit.form) == 3 and len(use.mention.words) > 1:
                whole.setdefault(fold(hit.form), []).append((use, hit))
            elif hit.how == "characters" and len(hit.form) == 2 and len(use.mention.words) == 1:
                alone.setdefault(fold(hit.form), []).append((use, hit))
    for form, rows in whole.items():
        main = max(alone, key=lambda given: len(alone[given]), default=form)
        if main not in form and len(alone[main]) > len(rows):
            odd = _odd(entry, rows, alone[main])
            yield replace(odd, majority=odd.found.form[0] + odd.majority)
    usual = max(whole.values(), key=len, default=[])
    for form, rows in alone.items():
        if len(rows) <= len(usual) and not any(form in name for name in whole):
            odd = _odd(entry, rows, usual)
            yield replace(odd, majority=odd.majority[1:])


def _odd_of(facts: Facts, entry: Entry) -> list[Odd]:
    """Chinese forms are held against the commonest Chinese one, Latin copies against Chinese forms as a whole."""
    han = {form for form in entry.forms if not form.isascii()}
    places = _places(facts, entry)
    out: list[Odd] = []
    main = main_form(entry, han)
    if main is not None:
        home = places[main]
        for form, rows in places.items():
            if form in han and form != main and _departs(entry, rows, main, home):
                out.append(_odd(entry, rows, home))
        latin = [row for form, rows in places.items() if form not in han for row in rows]
        latin = [row for row in latin if row[0].pair not in {use.pair for use, _ in home}]
        if home[0][1].how != "characters":
            out += _other_script(facts, entry, latin, home)
    return out


Row = tuple[Use, Found]


def _other_script(facts: Facts, entry: Entry, latin: list[Row], home: list[Row]) -> Iterator[Odd]:
    """The rarer of Latin copies and Chinese forms; among equals the one that the document's other names are not in.

    Labels in Latin letters count where the speech leaves names so too, or where the other labels do not.
    """
    labels = facts.of(latin_labels).get(entry.key, [])
    share = latin_share(facts, entry) if labels or latin else None
    named = {use.pair for use, _ in home if facts.bitext.pairs[use.pair].kind == "label"}
    sounds = any(hit.how != "sound" or hit.score >= SURE for _, hit in home)
    if labels and ((share is not None and share >= SETTLED and sounds) or len(named) > len(labels)):
        latin = sorted([*labels, *latin], key=lambda row: row[0].pair)
    if not latin:
        return
    counts = [len({use.pair for use, _ in rows}) for rows in (latin, home)]
    if counts[0] != counts[1]:
        few, many = (latin, home) if counts[0] < counts[1] else (home, latin)
        yield _odd(entry, few, many)
    elif share is not None and not 1 - SETTLED < share < SETTLED and not dictionary_forms(entry.key):
        few, many = (latin, home) if share < 0.5 else (home, latin)
        yield _odd(entry, few, many)
    else:
        few, many = sorted((latin, home), key=lambda rows: -rows[0][0].pair)
        yield replace(_odd(entry, few, many), settled=False)


def _places(facts: Facts, entry: Entry) -> dict[str, list[Row]]:
    """The uses of each form, one a pair; originals in brackets are left out."""
    out: dict[str, list[Row]] = {}
    for use in entry.uses:
        target = facts.of_pair(target_of, facts.bitext.pairs[use.pair])
        for hit in use.found:
            rows = out.setdefault(fold(hit.form), [])
            gloss = hit.how == "latin" and is_glossed(target, hit.span)
            if not gloss and all(known.pair != use.pair for known, _ in rows):
                rows.append((use, hit))
    return out


def _odd(entry: Entry, few: list[Row], many: list[Row]) -> Odd:
    return Odd(entry, tuple(u for u, _ in few), few[0][1], many[0][1].form, tuple(u.pair for u, _ in many))


def _departs(entry: Entry, rows: list[Row], main: str, home: list[Row]) -> bool:
    """Whether a Chinese form is another rendering rather than a part or a well-known alternative of the main one."""
    hit = rows[0][1]
    form = fold(hit.form)
    if _namesakes(entry.key, rows, home):
        return False
    if form in main or main in form or min(len(form), len(main)) < 2 or hit.how == "characters":
        return False
    if hit.how == "sound" and max(h.score for _, h in rows) < CONVINCING:
        return False
    aliases = dictionary_forms(entry.key)
    if form in aliases and main in aliases:
        return entry.kind == "person" and not {u.pair for u, _ in rows} & {u.pair for u, _ in home}
    return True


def _namesakes(key: str, rows: list[Row], home: list[Row]) -> bool:
    """Whether the two forms belong to people of other first names: Dale Evans and Gareth Evans."""
    mine, theirs = (
        {u.mention.words[0] for u, _ in some if len(u.mention.words) > 1 and fold_latin(u.mention.words[-1]) == key}
        for some in (rows, home)
    )
    return bool(mine and theirs) and mine.isdisjoint(theirs) and all(len(u.mention.words) > 1 for u, _ in rows)


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
                settled = last.settled or odd.settled
                out[-1] = Odd(last.entry, last.uses, whole, majority, last.majority_pairs, settled)
                continue
        out.append(odd)
    return out


def main_form(entry: Entry, among: set[str] | None = None) -> str | None:
    """The habit: the commonest form (of those in `among`); of equals that of a label, the better fitting or the first."""
    order: dict[str, int] = {}
    for use in sorted(entry.uses, key=lambda use: not use.label):
        for hit in use.found:
            order.setdefault(fold(hit.form), len(order))
    forms = [form for form in entry.forms if among is None or form in among]
    most = max((entry.forms[form] for form in forms), default=0)
    equals = sorted((f for f in forms if entry.forms[f] == most), key=lambda form: order.get(form, 99))
    best = equals[0] if equals else None
    if any(fold(hit.form) == best for use in entry.uses if use.label for hit in use.found):
        return best
    for form in equals[1:] if len(equals) <= 4 else ():
        if best is not None and _fits_better(entry.key, form, best):
            best = form
    return best


def _fits_better(key: str, form: str, other: str) -> bool:
    """Whether the sound model, where it can read both forms, or else the tables prefer `form` clearly."""
    if form.isascii() or other.isascii():
        return False
    known = dictionary_forms(key)
    if (form in known) != (other in known):
        return form in known
    one, two = translit.score(key, form), translit.score(key, other)
    return min(one, two) > UNREADABLE and one > two + BETTER
