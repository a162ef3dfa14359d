"""Whether a document leaves its names in Latin letters or renders them, told by its other names and its labels."""

from __future__ import annotations

from collections import Counter

from align.facts import Facts
from align.names.english import mentions
from align.names.ledger import Entry, Use, ledger
from align.names.rendering import Found, dictionary_forms, latin_places, target_of
from align.names.units import units_of
from align.text.han import HAN

FEWEST = 5  # pieces of other names that must show the habit
SETTLED = 0.75  # share of them from which there is one


def latin_labels(facts: Facts) -> dict[str, list[tuple[Use, Found]]]:
    """The speaker labels that leave a name in Latin letters, by key of its pieces."""
    out: dict[str, list[tuple[Use, Found]]] = {}
    for mention in facts.of(mentions):
        pair = facts.bitext.pairs[mention.pair]
        if pair.kind != "label" or HAN.search(pair.target):
            continue
        for unit in units_of(mention):
            for hit in latin_places(unit.key, facts.of_pair(target_of, pair))[:1]:
                out.setdefault(unit.key, []).append((Use(pair.index, unit.span, mention, (hit,)), hit))
    return out


def _script(entry: Entry) -> str | None:
    """The script most uses of a name are in; None for names that say nothing (places, acronyms, found nowhere)."""
    if entry.kind in ("acronym", "code", "place") or (entry.kind != "person" and dictionary_forms(entry.key)):
        return None
    latin = sum(n for form, n in entry.forms.items() if form.isascii())
    han = sum(n for form, n in entry.forms.items() if not form.isascii())
    return None if latin == han else "latin" if latin > han else "han"


def _votes(facts: Facts) -> Counter[tuple[bool, str]]:
    """Names by (whether a person's, script)."""
    votes: Counter[tuple[bool, str]] = Counter()
    for entry in facts.of(ledger):
        script = _script(entry)
        if script:
            votes[entry.kind == "person", script] += 1
    return votes


def latin_share(facts: Facts, entry: Entry) -> float | None:
    """How many of the document's other names are left in Latin letters, 0 to 1; None when too few tell.

    People are held against people when there are enough of them, otherwise all names count.
    """
    votes = facts.of(_votes).copy()
    own, person = _script(entry), entry.kind == "person"
    if own:
        votes[person, own] -= 1
    for group in ((person,), (True, False)):
        latin = sum(votes[p, "latin"] for p in group)
        total = latin + sum(votes[p, "han"] for p in group)
        if total >= FEWEST:
            return latin / total
    return None
