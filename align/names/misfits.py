"""Renderings of one name that do not fit it: a wrong first name, wrong order, torn apart, a firm taken for a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from align.facts import Facts
from align.model import Span
from align.names import romanise, translit
from align.names.english import Mention
from align.names.ledger import DOTS, Entry, Use, dotted_run, ledger
from align.names.rendering import VAST, Found, Target, dictionary_forms, form_places, target_of
from align.names.roster import firms
from align.names.tables import fold as fold_latin
from align.names.tables import surnames
from align.text.han import is_han

_ADDRESSED = re.compile(r"(先生|女士|小姐|博士)(?!们|們)")
SOUNDS = 5.0  # score from which a whole run stands for a word beyond doubt
_NOT_A_NAME = frozenset("这这那各位老诸众和与及或的请谢感欢迎是由给向对和同男女该某")


@dataclass(frozen=True)
class Piece:
    """A piece of a mention with what was found for it in the pair."""

    entry: Entry
    use: Use
    found: tuple[Found, ...]


@dataclass(frozen=True)
class Misfit:
    """`kind`: part, order, surname, torn, firm, half, joined, other."""

    kind: str
    mention: Mention
    target: Span
    wanted: str
    form: str


def pieces(facts: Facts) -> dict[Mention, list[Piece]]:
    """For each mention in speech its pieces in the order of the English."""
    out: dict[Mention, list[Piece]] = {}
    for entry in facts.of(ledger):
        for use in entry.uses:
            out.setdefault(use.mention, []).append(Piece(entry, use, use.found))
    for found in out.values():
        found.sort(key=lambda p: p.use.source.start)
    return out


def misfits(facts: Facts) -> tuple[Misfit, ...]:
    """All misfits, by pair and place."""
    out: dict[tuple[int, Span, str], Misfit] = {}
    by_pair: dict[int, list[Span]] = {}
    grouped = facts.of(pieces)
    for mention, parts in grouped.items():
        by_pair.setdefault(mention.pair, []).extend(f.span for p in parts for f in p.found)
    for mention, parts in grouped.items():
        target = facts.of_pair(target_of, facts.bitext.pairs[mention.pair])
        if len(target.plain) > VAST:
            continue
        found = [
            *_wrong_part(mention, parts, target, by_pair[mention.pair]),
            *_wrong_order(mention, parts, target),
            *_surname(mention, parts, target, by_pair[mention.pair]),
            *_apart(mention, parts, target),
            *_firm(facts, mention, parts, target),
        ]
        for misfit in found:
            out.setdefault((mention.pair, misfit.target, misfit.kind), misfit)
    for misfit in _replaced(facts):
        out.setdefault((misfit.mention.pair, misfit.target, misfit.kind), misfit)
    return tuple(sorted(out.values(), key=lambda m: (m.mention.pair, m.target)))


def _replaced(facts: Facts) -> Iterator[Misfit]:
    """迦南 for NG: a name with a steady rendering is missing while another name's stands there once too often."""
    steady = {e.key: e for e in facts.of(ledger) if e.forms and max(e.forms.values()) >= 2}
    named: dict[int, Counter[str]] = {}
    for entry in facts.of(ledger):
        for use in entry.uses:
            named.setdefault(use.pair, Counter())[entry.key] += 1
    for key, entry in steady.items():
        if entry.kind not in ("person", "acronym"):
            continue
        hows = {f.how for u in entry.uses for f in u.found}
        unsure = "dictionary" in hows or (entry.kind == "acronym" and hows != {"latin"})
        if unsure or len({u.pair for u in entry.uses if u.found}) < 0.6 * len({u.pair for u in entry.uses}):
            continue
        for use in entry.uses:
            if use.found or use.whole:
                continue
            target = facts.of_pair(target_of, facts.bitext.pairs[use.pair])
            if any(form in target.plain for form in entry.forms):
                continue
            for other in steady.values():
                spans = [] if other.key == key else _surplus(other, target, named[use.pair][other.key])
                if spans and not _related(entry, other):
                    usual = next(f.form for u in entry.uses for f in u.found)
                    yield Misfit("other", use.mention, spans[0], usual, spans[0].of(target.text))
                    break


def _surplus(entry: Entry, target: Target, named: int) -> list[Span]:
    """Places of a name's forms in the Chinese when there are more than the English names it, and it does not at all."""
    if named or entry.kind == "acronym":
        return []
    forms = [form for form in entry.forms if len(form) >= 2]
    return sorted(f.span for form in forms for f in form_places(form, target, "other", 0.0))


def _related(one: Entry, other: Entry) -> bool:
    """Whether two keys are pieces of one name or one holds the other."""
    words = {fold_latin(w) for u in one.uses for w in u.mention.words}
    return other.key in words or one.key in other.key or other.key in one.key


def _wrong_part(mention: Mention, parts: list[Piece], target: Target, taken: list[Span]) -> Iterator[Misfit]:
    """莱德·扎埃夫 for Zoran Zaev: the dot joins a found piece to one that does not sound like its neighbour."""
    lost = [p for p in parts if not p.found]
    held = [p for p in parts if any(f.how in ("sound", "dictionary", "document") for f in p.found)]
    if len(parts) != 2 or len(lost) != 1 or len(held) != 1 or len(lost[0].entry.key) < 4:
        return
    first = parts[0] is lost[0]
    for hit in held[0].found:
        run = dotted_run(target.plain, hit.span, before=first)
        if run is None or run.end - run.start < 2 or any(run.overlaps(t) for t in taken):
            continue
        name, form = lost[0].entry.key, run.of(target.plain)
        if form in dictionary_forms(name) or translit.score(name, form) > -5.0 or translit.find(name, form, -3.0):
            continue
        if translit.begins_alike(name, form[:1]) or translit.same_class(name, form[:1]):
            continue  # a free or traditional rendering
        odds = [translit.model().odds.get(c, -9.0) for c in form]
        if min(odds) > 0.0 and sum(odds) > 3.0:
            yield Misfit("part", mention, run, lost[0].entry.name, run.of(target.text))


def _wrong_order(mention: Mention, parts: list[Piece], target: Target) -> Iterator[Misfit]:
    """南庚張 for Nangeng Zhang."""
    if mention.kind != "person" or len(mention.words) < 2 or not romanise.is_romanised(mention.words):
        return
    place = romanise.find(mention.words, target.plain)
    if place is not None and place.order == "wrong" and place.end - place.start >= 3:
        span = Span(place.start, place.end)
        form = span.of(target.text)
        yield Misfit("order", mention, span, form[-1] + re.sub(f"[{DOTS} ]", "", form[:-1]), form)


def _surname(mention: Mention, parts: list[Piece], target: Target, taken: list[Span]) -> Iterator[Misfit]:
    """詹金誠先生 for Mr. Jin Cheng James: what stands before the form of address fits no word of the name."""
    own = [f for p in parts for f in p.found]
    if mention.title not in ("Mr", "Ms", "Mrs", "Miss", "Dr") or any(f.how in ("latin", "characters") for f in own):
        return
    taken = [span for span in taken if all(span != f.span for f in own)]
    names = [_name_before(target.plain, m.start()) for m in _ADDRESSED.finditer(target.plain)]
    if any(span is not None and _fits(mention.words, span.of(target.plain)) for span in names):
        return
    for match in _ADDRESSED.finditer(target.plain):
        span = _name_before(target.plain, match.start())
        if span is None or any(span.overlaps(t) for t in taken) or any(_within(span, f.span) for f in own):
            continue
        if any(dot in target.plain[max(0, span.start - 5) : span.start] for dot in DOTS) or _fits(
            mention.words, span.of(target.plain)
        ):
            continue
        yield Misfit("surname", mention, span, mention.text, span.of(target.text))
        return


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _name_before(plain: str, end: int) -> Span | None:
    """The Chinese name that ends at `end`: two or three characters that open with a surname, or a surname alone."""
    for width in (3, 2, 1):
        start = end - width
        if start < 0 or not all(is_han(c) and c not in _NOT_A_NAME for c in plain[start:end]):
            continue
        if plain[start] in surnames() and (width > 1 or start == 0 or not is_han(plain[start - 1]) or len(plain) < 40):
            return Span(start, end)
    return None


def _fits(words: tuple[str, ...], name: str) -> bool:
    for word in words:
        pattern = romanise.surname_pattern(word)
        if pattern is not None and re.match(pattern, name):
            return True
        if len(name) > 1 and (translit.find(word, name, 0.0) or translit.score(word, name) > SOUNDS):
            return True
        if translit.begins_alike(word, name[:2]):
            return True
    return False


def _apart(mention: Mention, parts: list[Piece], target: Target) -> Iterator[Misfit]:
    """Two neighbouring pieces torn apart, one of them left in Latin letters, or run together without a dot."""
    for left, right in pairwise(parts):
        if len(left.found) != 1 or len(right.found) != 1 or right.use.source.start - left.use.source.end > 1:
            continue
        a, b = left.found[0], right.found[0]
        if a.span == b.span or a.span.overlaps(b.span):
            continue
        first, second = sorted((a.span, b.span))
        between = target.text[first.end : second.start]
        whole = Span(first.start, second.end)
        scripts = {f.how == "latin" for f in (a, b)}
        if between == "" and scripts == {False} and "characters" not in (a.how, b.how) and mention.kind == "person":
            yield Misfit("joined", mention, whole, f"{a.form}·{b.form}", whole.of(target.text))
        elif len(scripts) == 2 and mention.kind == "person" and len(between) <= 1 and between not in ("(", "（"):
            yield Misfit("half", mention, whole, mention.text, whole.of(target.text))
        elif len(between) <= 30 and _torn(between, mention):
            yield Misfit("torn", mention, whole, mention.text, whole.of(target.text))


def _torn(between: str, mention: Mention) -> bool:
    inner = re.sub(r"[^\w]", "", between)
    if any(mark in between for mark in "、，,；;。"):
        return False
    return len(inner) >= 3 and fold_latin(inner) not in fold_latin(mention.text) and bool(re.search(r"[·(（]", between))


def _firm(facts: Facts, mention: Mention, parts: list[Piece], target: Target) -> Iterator[Misfit]:
    """B·萊利 for the firm B. Riley: written like one more person."""
    if fold_latin(mention.text) not in facts.of(firms):
        return
    initial = mention.words[0].rstrip(".")
    for part in parts:
        for hit in part.found:
            before = target.text[max(0, hit.span.start - 3) : hit.span.start]
            if hit.how == "sound" and len(initial) == 1 and re.search(rf"{initial}\.?\s?[{DOTS}]$", before):
                at = target.text.rfind(initial, 0, hit.span.start)
                yield Misfit("firm", mention, Span(at, hit.span.end), mention.text, target.text[at : hit.span.end])
