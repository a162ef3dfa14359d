"""How many planted name errors are found, on human news translations (names the ledger finds are changed).

    python benchmarks/names_planted.py [zh_TW|zh_CN] [number of each kind, default 200]

A planted error counts as found when the changed document has a hit in that pair, or one whose evidence names
it, that the unchanged document has not. Names the ledger does not find cannot be planted, so the figures
are shares of the findable ones; benchmarks/names_spans.py says how many those are.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

from names_data import hits, news

from align.facts import Facts
from align.model import Bitext, Severity, Span
from align.names import translit
from align.names.ledger import Entry, Use, ledger
from align.names.rendering import Found

Plant = tuple[Bitext, int, str]


def changed(bitext: Bitext, index: int, spans: list[Span], new: str) -> Bitext:
    """The document with the spans of one target replaced."""
    text = bitext.pairs[index].target
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + new + text[span.end :]
    pairs = list(bitext.pairs)
    pairs[index] = replace(pairs[index], target=text)
    return replace(bitext, pairs=tuple(pairs))


def misspell(word: str, rng: random.Random) -> str:
    """One letter dropped, doubled, exchanged or two swapped, not the first."""
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + rng.choice("aeiourstnl".replace(word[at].lower(), "")) + word[at + 1 :]
    if kind == 2 and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at] + word[at:]


def variant(form: str, rng: random.Random) -> str | None:
    """One character exchanged for another of the same or a near sound that transliterations use."""
    tables = translit.model()
    from align.packs.fold import fold

    for at in rng.sample(range(len(form)), len(form)):
        syllable = tables.syllable.get(fold(form[at]))
        others = [
            c
            for c, odds in tables.odds.items()
            if tables.syllable[c] == syllable and c != fold(form[at]) and odds > 1.5
        ]
        if syllable and others:
            return form[:at] + rng.choice(sorted(others)) + form[at + 1 :]
    return None


def sites(bitext: Bitext) -> Iterator[tuple[Entry, Use, list[Found]]]:
    """Names with all their places in one pair, all in one form."""
    for entry in Facts(bitext).of(ledger):
        seen: set[int] = set()
        for use in entry.uses:
            if use.found and use.pair not in seen and len({f.form for f in use.found}) == 1:
                seen.add(use.pair)
                yield entry, use, list({f.span: f for f in use.found}.values())


def plants(kind: str, documents: list[Bitext], rng: random.Random) -> Iterator[Plant]:
    """Endless changed documents of one kind, with the pair and the change."""
    pool = [(b, e, u, f) for b in documents for e, u, f in sites(b)]
    han = [
        s for s in pool if s[3][0].how in ("sound", "dictionary") and len(s[3][0].form) >= 2 and s[1].kind != "acronym"
    ]
    people = sorted({s[3][0].form for s in han if s[3][0].how == "sound" and s[3][0].score > 6})
    latin = [
        s
        for s in pool
        if s[3][0].how == "latin" and len(s[3][0].form) >= 5 and s[1].kind != "acronym" and s[3][0].form.isalpha()
    ]
    chosen = latin if kind == "latin misspelt" else han
    rng.shuffle(chosen)
    for bitext, entry, use, found in chosen:
        spans, form = [f.span for f in found], found[0].form
        many = len({u.pair for u in entry.uses}) >= 2
        steady = len(entry.forms) == 1
        person = found[0].how == "sound"
        new: str | None = None
        again = max(entry.forms.values(), default=0) >= 2
        if kind == "latin misspelt":
            new = misspell(form, rng)
        elif kind == "variant spelling" and again and person:
            new = variant(form, rng)
        elif kind == "left in Latin" and many and steady:
            new = entry.name
        elif kind == ("wrong name, twice or more" if many else "wrong name, once") and person:
            new = rng.choice([p for p in people if p[0] != form[0]])
        elif kind == "deleted" and many:
            new = ""
        if new is not None and new != form:
            yield changed(bitext, use.pair, spans, new), use.pair, f"{form} -> {new}"


KINDS = (
    "latin misspelt",
    "variant spelling",
    "left in Latin",
    "wrong name, twice or more",
    "wrong name, once",
    "deleted",
)


def main(report: Callable[[str], None] = print) -> None:
    """Prints found/planted a kind, and what was missed with -v."""
    arguments = [a for a in sys.argv[1:] if a != "-v"]
    column = arguments[0] if arguments else "zh_TW"
    number = int(arguments[1]) if len(arguments) > 1 else 200
    documents = news(column)
    clean = {b.name: {(c, h.pair, h.message) for c, h in hits(b, info=True)} for b in documents}
    for kind in KINDS:
        found = weighty = planted = 0
        for bitext, index, change in plants(kind, documents, random.Random(7)):
            if planted == number:
                break
            planted += 1
            new = [h for c, h in hits(bitext, info=True) if (c, h.pair, h.message) not in clean[bitext.name]]
            new = [
                h for h in new if index in (h.pair, *h.evidence.get("pairs", ()), *h.evidence.get("majority_pairs", ()))
            ]
            found += bool(new)
            weighty += any(h.severity is not Severity.INFO for h in new)
            if not new and "-v" in sys.argv:
                report(f"   missed {kind}: {bitext.name} {index} {change} | {bitext.pairs[index].source[:90]}")
        share, heavy = found / max(1, planted), weighty / max(1, planted)
        report(f"{column} {kind}: {found}/{planted} = {share:.2f}, at minor or above {heavy:.2f}")


if __name__ == "__main__":
    main()
