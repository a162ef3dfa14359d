"""Every rendering of every name of a document, with its places: one entry a piece of a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from align.facts import Facts
from align.model import Pair, Span
from align.names import romanise, translit
from align.names.associate import FUNCTION, associated_forms
from align.names.characters import ADDRESS, Places, brands, given_names, in_characters, surname_places
from align.names.english import Mention, mentions
from align.names.rendering import Found, Target, form_places, is_glossed, near_places, places, target_of
from align.names.units import Unit, units_of
from align.packs.fold import fold
from align.text.han import HAN, is_han
from align.text.tokens import is_word

FAINT_SOUND = -4.0
QUIET_SOUND = 3.0
READS_WELL = 5.0
DOTS = "·•・‧．"
_NAME_PLACE = re.compile(
    f"[·•・‧]([\u4e00-\u9fff]{{2,5}}?)(?={ADDRESS}|[^\u4e00-\u9fff]|$)|([\u4e00-\u9fff]{{2,3}}){ADDRESS}"
)
LONGEST_CLAIM = 40
WEAK_SOUND = 6.0  # below, a sound alone does not say where the name ends


@dataclass(frozen=True)
class Use:
    """One pair's mention of a name and what stands for it there; `found` is empty when nothing does.

    `whole` tells that the name's other pieces, or the whole name in characters, were found in the pair; `label` that
    the pair is a speaker label.
    """

    pair: int
    source: Span
    mention: Mention
    found: tuple[Found, ...]
    whole: bool = False
    label: bool = False


@dataclass(frozen=True)
class Entry:
    """A piece of a name (`Lucas`, `New York`, `A1466`) with all its uses in pair order.

    `forms` counts pairs by form, folded to Simplified and small letters, originals in brackets left out.
    """

    key: str
    name: str
    kind: str
    uses: tuple[Use, ...]
    forms: Counter[str]

    @property
    def majority(self) -> str | None:
        """The commonest form, the earlier one when two are as common; None when nothing was found."""
        return max(self.forms, key=lambda form: self.forms[form], default=None)


def ledger(facts: Facts) -> tuple[Entry, ...]:
    """All entries in order of first mention; labels are left out of the counts."""
    units: dict[str, list[tuple[Unit, Pair]]] = defaultdict(list)
    by_pair: dict[int, list[Unit]] = defaultdict(list)
    for mention in facts.of(mentions):
        pair = facts.bitext.pairs[mention.pair]
        if pair.kind != "speech" and not HAN.search(pair.target):
            continue
        for unit in units_of(mention):
            units[unit.key].append((unit, pair))
            by_pair[pair.index].append(unit)
    found = {key: _first_pass(facts, key, uses) for key, uses in units.items()}
    in_characters(facts, by_pair, found)
    given_names(facts, by_pair, found)
    brands(facts, by_pair, found)
    _compete(found)
    _dotted_neighbours(facts, by_pair, found)
    _document_forms(facts, found, {key: [u.mention for u, _ in uses] for key, uses in units.items()})
    _compete(found)
    pieces: dict[tuple[int, Mention], list[Unit]] = defaultdict(list)
    for index, rows in by_pair.items():
        for unit in rows:
            pieces[index, unit.mention].append(unit)
    return tuple(_entry(facts, key, uses, pieces, found) for key, uses in units.items())


def _first_pass(facts: Facts, key: str, uses: list[tuple[Unit, Pair]]) -> Places:
    out: Places = {}
    for _, pair in uses:
        if pair.index not in out:
            out[pair.index] = places(key, facts.of_pair(target_of, pair))
    return out


def _compete(found: dict[str, Places]) -> None:
    """Two names cannot share a place: 約翰 inside 約翰遜 is no John when Johnson is in the pair, and of two
    names that sound like one run the better one keeps it."""
    claims: dict[int, list[tuple[int, Found, str]]] = defaultdict(list)
    for key, at in found.items():
        for index, hits in at.items():
            claims[index] += [(f.span.start, f, key) for f in hits]
    for rows in claims.values():
        rows.sort(key=lambda row: row[0])
    for key, at in found.items():
        for index, hits in at.items():
            if hits and len(claims[index]) > len(hits):
                at[index] = [f for f in hits if not any(_loses(f, key, o, k) for o, k in _near(f.span, claims[index]))]


def _near(span: Span, claims: list[tuple[int, Found, str]]) -> Iterator[tuple[Found, str]]:
    """The claims that may overlap the span; none is longer than LONGEST_CLAIM."""
    at = bisect_left(claims, span.start - LONGEST_CLAIM, key=lambda row: row[0])
    while at < len(claims) and claims[at][0] < span.end:
        yield claims[at][1], claims[at][2]
        at += 1


def _loses(hit: Found, key: str, other: Found, other_key: str) -> bool:
    if key == other_key or not hit.span.overlaps(other.span) or hit.how == "characters":
        return False
    if hit.how in ("sound", "document") and (other.how not in ("sound", "document") or other.score > hit.score):
        return True
    return _inside(hit.span, other.span, key, other_key)


def _inside(span: Span, other: Span, key: str, other_key: str) -> bool:
    longer = other.end - other.start > span.end - span.start
    return key != other_key and longer and other.start <= span.start and span.end <= other.end and key not in other_key


def _document_forms(facts: Facts, found: dict[str, Places], mentions_of: dict[str, list[Mention]]) -> None:
    """Looks for the forms of other pairs, and for associated ones, where a name has nothing yet."""
    lacking: dict[str, list[int]] = {}
    for key, at in found.items():
        targets = {index: facts.of_pair(target_of, facts.bitext.pairs[index]) for index in at}
        _usual_first(at, Counter(m.pair for m in mentions_of[key]))
        _trim(at)
        _extend(at, targets)
        forms = Counter(fold(f.form) for hits in at.values() for f in hits if f.how not in ("latin", "characters"))
        surnames = {fold(f.form)[0] for hits in at.values() for f in hits if f.how == "characters"}
        for index in [index for index, hits in at.items() if not hits]:
            for form in forms:
                if len(form) > 1:
                    at[index] += form_places(form, targets[index], "document", 8.0)
            if not at[index] and surnames:
                at[index] += surname_places(surnames, targets[index])
            for form in forms if not at[index] else ():
                at[index] += near_places(form, targets[index])
        _weak_sounds(key, at, targets)
        if any(u.kind == "person" for u in mentions_of[key]):
            _placed_like_names(at, targets)
        empty = sorted(index for index, hits in at.items() if not hits)
        if len(empty) >= 3 and len(empty) * 2 >= len(at):
            lacking[key] = empty
    people = {key for key in lacking if any(m.kind == "person" for m in mentions_of[key])}
    for key, form in associated_forms(facts, lacking, {key: set(found[key]) for key in lacking}, people).items():
        for index in found[key]:
            target = facts.of_pair(target_of, facts.bitext.pairs[index])
            if not found[key][index]:
                found[key][index] = form_places(form, target, "document", 8.0)


def _weak_sounds(key: str, at: Places, targets: dict[int, Target]) -> None:
    """A faint likeness in sound counts when two pairs without a rendering share it."""
    empty = [index for index, hits in at.items() if not hits]
    if len(key) < 3 or " " in key:
        return
    if len(empty) == 1 and len(at) > 1:
        at[empty[0]] = _readable(key, targets[empty[0]])
        return
    places_: dict[str, list[int]] = defaultdict(list)
    for index in empty:
        for sound in translit.find(key, targets[index].plain, FAINT_SOUND):
            places_[targets[index].plain[sound.start : sound.end]].append(index)
    for form, indexes in places_.items():
        for index in indexes if len(indexes) > 1 else ():
            at[index] += form_places(form, targets[index], "document", 8.0)


def _readable(key: str, target: Target) -> list[Found]:
    """A fainter likeness in the one pair without a rendering, when its characters as a whole read well as the name."""
    for sound in translit.find(key, target.plain, QUIET_SOUND)[:1]:
        span = Span(sound.start, sound.end)
        form = span.of(target.plain)
        if not is_word(form) and translit.score(key, form) > READS_WELL:
            return [Found(span, span.of(target.text), "document", sound.score)]
    return []


def _dotted_neighbours(facts: Facts, by_pair: dict[int, list[Unit]], found: dict[str, Places]) -> None:
    """杜肯 in 拉斐爾·杜肯 for Rafael Duquesne: joined by a dot to a found piece, and it begins alike."""
    for index, units in by_pair.items():
        plain = facts.of_pair(target_of, facts.bitext.pairs[index]).plain
        text = facts.bitext.pairs[index].target
        for left, right in pairwise(units):
            if left.mention is not right.mention or bool(found[left.key][index]) == bool(found[right.key][index]):
                continue
            held, lost = (left, right) if found[left.key][index] else (right, left)
            for hit in found[held.key][index]:
                surname = romanise.surname_pattern(lost.text) if lost is right else None
                one = re.compile(f"[{DOTS}]({surname})").match(plain, hit.span.end) if surname else None
                span = Span(*one.span(1)) if one else dotted_run(plain, hit.span, before=lost is left)
                if hit.how == "latin" or span is None:
                    continue
                if one or (span.end - span.start > 1 and translit.begins_alike(lost.text, plain[span.start])):
                    found[lost.key][index] = [Found(span, span.of(text), "document", 6.0)]


def dotted_run(plain: str, span: Span, before: bool) -> Span | None:
    """The run of transliteration characters that a dot joins to `span`, in front of it or behind it."""
    odds = translit.model().odds
    if before:
        end = start = span.start - 1
        if end <= 0 or plain[end] not in DOTS:
            return None
        while start > 0 and end - start < 6 and odds.get(plain[start - 1], -9.0) > 0.0:
            start -= 1
    else:
        start = end = span.end + 1
        if span.end >= len(plain) or plain[span.end] not in DOTS:
            return None
        while end < len(plain) and end - start < 6 and odds.get(plain[end], -9.0) > 0.0:
            end += 1
    return Span(start, end) if end > start else None


def _placed_like_names(at: Places, targets: dict[int, Target]) -> None:
    """杜肯 for Duquesne: what stands before a form of address or after a dot in two pairs without a rendering."""
    empty = [index for index, hits in at.items() if not hits]
    places_: dict[str, list[int]] = defaultdict(list)
    for index in empty if len(empty) > 1 else ():
        for match in _NAME_PLACE.finditer(targets[index].plain):
            form = match[1] or match[2]
            if all(translit.model().odds.get(c, -9.0) > 0.0 for c in form):
                places_[form].append(index)
    for form in [form for form, indexes in places_.items() if len(set(indexes)) > 1]:
        for index in empty:
            at[index] += form_places(form, targets[index], "document", 8.0)


def _usual_first(at: Places, named: Counter[int]) -> None:
    """A rendering that other pairs have wins over a run that only sounds alike: 恩沃蘇 over 爾沃斯 out of 佩爾沃斯.

    A pair keeps no more different sounds than it has mentions, the usual ones first.
    """
    pairs = Counter(form for hits in at.values() for form in {fold(f.form) for f in hits})
    for index, hits in at.items():
        if len(hits) > 1 and all(f.how == "sound" for f in hits):
            here = {fold(f.form): f.score for f in hits}
            ranked = sorted(here, key=lambda form: (-pairs[form], -here[form]))
            at[index] = [f for f in hits if fold(f.form) in ranked[: max(1, named[index])]]


def _trim(at: Places) -> None:
    """沃尔特豪 shrinks to 沃尔特 when that stands elsewhere: the run went on by chance."""
    forms = {fold(f.form) for hits in at.values() for f in hits if f.how == "sound"}
    for index, hits in at.items():
        for n, hit in enumerate(hits):
            form = fold(hit.form)
            shorter = [f for f in forms if f != form and len(f) > 1 and form.startswith(f)]
            if hit.how == "sound" and shorter:
                size = len(min(shorter, key=len))
                span = Span(hit.span.start, hit.span.start + size)
                at[index][n] = Found(span, hit.form[:size], "sound", hit.score)


def _extend(at: Places, targets: dict[int, Target]) -> None:
    """嘉楠 grows to 嘉楠耘智 when the same characters follow it everywhere, in two pairs or more."""
    sounds: dict[str, list[tuple[int, Found]]] = defaultdict(list)
    for index, hits in at.items():
        for hit in hits:
            if hit.how == "sound" and hit.score < WEAK_SOUND:
                sounds[fold(hit.form)].append((index, hit))
    for places_ in sounds.values():
        if len({index for index, _ in places_}) < 2:
            continue
        more = 0
        while more < 4:
            following = {targets[i].plain[f.span.end + more : f.span.end + more + 1] for i, f in places_}
            if len(following) != 1 or not is_han(next(iter(following))) or following & FUNCTION:
                break
            more += 1
        for index, hit in places_ if more else ():
            span = Span(hit.span.start, hit.span.end + more)
            longer = Found(span, targets[index].text[span.start : span.end], "document", 8.0)
            at[index] = [longer if f is hit else f for f in at[index]]


def _entry(
    facts: Facts,
    key: str,
    uses: list[tuple[Unit, Pair]],
    pieces: dict[tuple[int, Mention], list[Unit]],
    found: dict[str, Places],
) -> Entry:
    rows: list[Use] = []
    forms: Counter[str] = Counter()
    grouped: dict[int, list[Unit]] = defaultdict(list)
    for unit, used in uses:
        grouped[used.index].append(unit)
    for index, units in grouped.items():
        pair = facts.bitext.pairs[index]
        target = facts.of_pair(target_of, pair)
        hits = tuple(sorted(found[key][index], key=lambda f: (f.span.start, -f.score)))
        forms.update({fold(f.form) for f in hits if not _is_gloss(target, f, hits)})
        for unit in units:
            others = (o for o in pieces[index, unit.mention] if o is not unit)
            whole = any(found[o.key][index] for o in others)
            rows.append(Use(index, unit.span, unit.mention, hits, whole, pair.kind == "label"))
    first = uses[0][0]
    kind = Counter(u.mention.kind for u, _ in uses).most_common(1)[0][0]
    return Entry(key, first.text, kind, tuple(rows), forms)


def _is_gloss(target: Target, hit: Found, hits: tuple[Found, ...]) -> bool:
    """A Latin spelling in brackets beside another rendering."""
    return hit.how == "latin" and is_glossed(target, hit.span) and any(f.how != "latin" for f in hits)
