"""Names in Chinese characters: the whole name, the surname before a form of address, the given name alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from align.facts import Facts
from align.model import Span
from align.names import romanise
from align.names.associate import FUNCTION
from align.names.english import Mention
from align.names.rendering import VAST, Found, Target, dictionary_forms, target_of
from align.names.units import Unit
from align.packs.fold import fold
from align.text.tokens import is_word, log_frequency

ADDRESS = "(?:先生|女士|小姐|博士)"
_AFTER_SURNAME = f"{ADDRESS}|总|董|主席|教授|经理|协理|副理|襄理|特助|[处课组部院所店厂校署局科]长|(?:执行|财务|营运|技术|行销|资讯|策略)长|主任|主委|发言人|老师|兄"
RARE = -14.0  # log-frequency below which a word is hardly met outside names
Places = dict[int, list[Found]]  # by pair


def in_characters(facts: Facts, by_pair: dict[int, list[Unit]], found: dict[str, Places]) -> None:
    """Whole names in characters (Nangeng Zhang as 張南庚) count as found for each of their pieces."""
    for index, units in by_pair.items():
        target = facts.of_pair(target_of, facts.bitext.pairs[index])
        if len(target.plain) > VAST:
            continue
        grouped: dict[Mention, list[Unit]] = {}
        for unit in units:
            grouped.setdefault(unit.mention, []).append(unit)
        for mention, pieces in grouped.items():
            if mention.title and len(mention.words) == 1:
                _addressed(mention, pieces[0].key, target, found)
            if mention.kind not in ("person", "other") or len(mention.words) < 2 or not pieces:
                continue
            if all(any(f.how == "latin" for f in found[u.key][index]) for u in pieces):
                continue
            place = romanise.find(mention.words, target.plain)
            if place is None or not (place.exact or mention.kind == "person"):
                continue
            span = Span(place.start, place.end)
            whole = Found(span, target.text[span.start : span.end], "characters", 12.0 if place.exact else 6.0)
            for unit in pieces:
                kept = [f for f in found[unit.key][index] if f.how != "sound"]
                found[unit.key][index] = [whole, *kept]


def _addressed(mention: Mention, key: str, target: Target, found: dict[str, Places]) -> None:
    """程先生 for Mr. Cheng, told by the sound of the surname."""
    surname = romanise.surname_pattern(mention.words[0])
    if surname is None or found[key][mention.pair]:
        return
    match = re.search(f"{surname}(?={_AFTER_SURNAME})", target.plain)
    if match is not None:
        span = Span(*match.span())
        found[key][mention.pair] = [Found(span, span.of(target.text), "characters", 9.0)]


def given_names(facts: Facts, by_pair: dict[int, list[Unit]], found: dict[str, Places]) -> None:
    """偉倫 for a bare Wei-Lun, 志明 for a bare Zhiming whose whole name stands elsewhere; else what sounds the same."""
    for index, units in by_pair.items():
        for unit in units:
            mention = unit.mention
            if mention.kind != "person" or len(mention.words) != 1 or found[unit.key][index]:
                continue
            syllables = romanise.syllabify(mention.words[0])
            if syllables is None or len(syllables) != 2:
                continue
            sounds = re.compile("".join(syllables))
            names = {fold(f.form) for hits in found[unit.key].values() for f in hits if f.how == "characters"}
            given = {m.group() for name in names if len(name) > 2 for m in [sounds.search(name)] if m}
            if given or "-" in mention.text:
                target = facts.of_pair(target_of, facts.bitext.pairs[index])
                places = [
                    Found(Span(*m.span()), target.text[m.start() : m.end()], "characters", 7.0)
                    for m in sounds.finditer(target.plain)
                ]
                own = [place for place in places if fold(place.form) in given]
                found[unit.key][index] = own or [place for place in places if not _usual_word(fold(place.form))]


def _usual_word(form: str) -> bool:
    """Whether it is a word of running text rather than one that a dictionary has as a name."""
    return (log_frequency(form) or RARE) > RARE


def brands(facts: Facts, by_pair: dict[int, list[Unit]], found: dict[str, Places]) -> None:
    """青霧 for the brand Qingwu: characters that its syllables are read as, in all pairs where nothing else is found.

    Two pairs must have some, since by chance syllables stand in any text; words and known names are passed over.
    """
    lacking: dict[str, dict[int, str]] = defaultdict(dict)
    for index, units in by_pair.items():
        for unit in units:
            if unit.mention.kind in ("other", "organisation") and not found[unit.key][index] and "-" not in unit.key:
                lacking[unit.key][index] = unit.text
    for key, at in lacking.items():
        syllables = romanise.syllabify(key)
        if len(at) < 2 or syllables is None or len(syllables) != 2 or dictionary_forms(key) or len(key) < 5:
            continue
        sounds = re.compile("".join(syllables))
        places: Places = {}
        for index in at:
            target = facts.of_pair(target_of, facts.bitext.pairs[index])
            places[index] = [
                Found(Span(*m.span()), target.text[m.start() : m.end()], "document", 8.0)
                for m in sounds.finditer(target.plain)
                if not _joined_to_words(target.plain, *m.span())
            ]
        if sum(bool(hits) for hits in places.values()) > 1:
            found[key].update(places)


def _joined_to_words(plain: str, start: int, end: int) -> bool:
    """Whether two characters are a word or function words, or make words with their neighbours."""
    text = plain[start:end]
    return (
        is_word(text)
        or not FUNCTION.isdisjoint(text)
        or is_word(plain[start - 1 : start + 1])
        or is_word(plain[end - 1 : end + 1])
    )


def surname_places(surnames: Iterable[str], target: Target) -> list[Found]:
    """Surname and form of address: 張先生 for Mr. Zhang."""
    out: list[Found] = []
    for surname in surnames:
        for match in re.finditer(f"{surname}(?={_AFTER_SURNAME})", target.plain):
            out.append(Found(Span(*match.span()), match.group(), "characters", 9.0))
    return out
