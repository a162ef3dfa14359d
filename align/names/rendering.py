"""Where and how a piece of a name stands in the Chinese of one pair: Latin copy, dictionary, characters, sound."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from align.model import Pair, Span
from align.names import translit
from align.names.tables import fold as fold_latin
from align.names.tables import known_names, readings
from align.packs.fold import fold
from align.text.han import is_han
from align.text.tokens import is_word

LEAST_SOUND = 4.0
LEAST_FIT = 2.9  # of the characters of a place as a whole
LONG = 8  # letters of a name in which single ones may be silent
VAST = 6000  # characters of one target from which names are looked for by spelling only
MOST_PLACES = 50  # places of one form looked at in one pair; bounds the work on odd input
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]*(?:[’'.&-][A-Za-zÀ-ɏ0-9]+)*\.?")
_ORIGINAL = re.compile(r"[」』”]?\s?[(（][A-Za-zÀ-ɏ.'’ -]{2,40}")
_ALNUM = re.compile(r"[^\W_]+")
GLOSSED = re.compile(r"[(（\[「『]\s*[^)）\]」』]*$")


@dataclass(frozen=True)
class Found:
    """One place of a rendering. `how`: latin, dictionary, characters, sound, document."""

    span: Span
    form: str
    how: str
    score: float


@dataclass(frozen=True)
class Target:
    """The Chinese of a pair made ready: `plain` is folded to Simplified, `latin` its Latin words.

    `starts` tells where each Latin word, or a part of a hyphenated one, begins.
    """

    text: str
    plain: str
    latin: tuple[tuple[str, int, int], ...]
    starts: Mapping[str, list[int]]


def target_of(pair: Pair) -> Target:
    """The prepared Chinese side; places are the same in `text` and `plain`."""
    latin = tuple((fold_latin(m.group().rstrip(".")), m.start(), m.end()) for m in _LATIN.finditer(pair.target))
    starts: dict[str, list[int]] = {}
    for word, start, _ in latin:
        starts.setdefault(word, []).append(start)
        if not word.isalnum():
            for part in _ALNUM.finditer(word):
                starts.setdefault(part.group(), []).append(start + part.start())
    return Target(pair.target, fold(pair.target), latin, starts)


@lru_cache(maxsize=8192)
def dictionary_forms(key: str) -> tuple[str, ...]:
    """Folded renderings the tables know for a name, longest first."""
    return tuple(sorted({fold(f) for f in known_names().get(key, ())}, key=lambda f: (-len(f), f)))


def latin_places(key: str, target: Target) -> list[Found]:
    """Where the name stands in Latin letters, diacritics and case aside."""
    if " " in key or "." in key:
        return form_places(key, target, "latin", 20.0)
    spans = (Span(start, start + len(key)) for start in target.starts.get(key, ())[:MOST_PLACES])
    return [Found(span, span.of(target.text), "latin", 20.0) for span in spans]


def form_places(form: str, target: Target, how: str, score: float) -> list[Found]:
    """Every place of a known form (folded) in the Chinese."""
    out: list[Found] = []
    at = target.plain.find(form)
    while at >= 0 and len(out) < MOST_PLACES:
        out.append(Found(Span(at, at + len(form)), target.text[at : at + len(form)], how, score))
        at = target.plain.find(form, at + len(form))
    return out


def near_places(form: str, target: Target) -> list[Found]:
    """Where one character of a known form (folded) has been exchanged: 賓城 for 檳城, 布倫納德 for 布倫哈德."""
    if not 2 <= len(form) <= 8 or form.isascii() or len(target.plain) > VAST:
        return []
    return [
        Found(Span(*m.span()), target.text[m.start() : m.end()], "document", 7.0)
        for m in _near_pattern(form).finditer(target.plain)
        if m.group() != form and not is_word(m.group())
    ]


@lru_cache(maxsize=4096)
def _near_pattern(form: str) -> re.Pattern[str]:
    """The form with one character exchanged, for one that sounds alike or, from four on, any that names use.

    Or with all exchanged for others that sound alike: 程耀 for 澄曜.
    """
    tables = translit.model()
    options = []
    for at, c in enumerate(form):
        alike = "".join(readings().get(tables.syllable.get(c, ""), c))
        if len(form) > 3:
            alike += "".join(other for other, odds in tables.odds.items() if odds > 1.0)
        options.append(f"{re.escape(form[:at])}[{alike}]{re.escape(form[at + 1 :])}")
    options.append("".join(f"[{readings().get(tables.syllable.get(c, ''), c)}]" for c in form))
    return re.compile("|".join(options))


def places(key: str, target: Target) -> list[Found]:
    """Every rendering found without the help of other pairs; sound only when nothing surer is there."""
    found = latin_places(key, target)
    for form in dictionary_forms(key):
        for place in form_places(form, target, "dictionary", 10.0):
            if not any(place.span.overlaps(f.span) for f in found):
                found.append(place)
    if not found and len(key) >= 3 and " " not in key and len(target.plain) <= VAST:
        sounds = _fitting(key, target, silent=False)
        if not sounds and len(key) >= LONG:
            sounds = _fitting(key, target, silent=True)
        found = [Found(Span(s.start, s.end), target.text[s.start : s.end], "sound", s.score) for s in sounds]
    return found


def _fitting(key: str, target: Target, silent: bool) -> list[translit.Sounding]:
    """The best places that sound like the name and whose characters as a whole may render it."""
    return [
        sound
        for sound in translit.find(key, target.plain, LEAST_SOUND, silent)[:3]
        if translit.score(key, target.plain[sound.start : sound.end]) >= (0.0 if silent else LEAST_FIT)
        and not _explained_otherwise(key, target, sound.start, sound.end)
    ]


def _explained_otherwise(key: str, target: Target, start: int, end: int) -> bool:
    """Whether brackets behind the place give the original spelling of another name that sounds as much like it."""
    while end < len(target.plain) and end - start < 12 and (target.plain[end] in "·•・‧" or is_han(target.plain[end])):
        end += 1
    following = _ORIGINAL.match(target.text, end)
    if following is None or key in fold_latin(following.group()):
        return False
    words = re.findall(r"[^\W\d_]{3,}", fold_latin(following.group()))
    run = target.plain[start:end]
    return any(s.start == 0 for word in words for s in translit.find(word, run, LEAST_SOUND))


def is_glossed(target: Target, span: Span) -> bool:
    """Whether the span stands in brackets or quotation marks, as an original spelling given once does."""
    return bool(GLOSSED.search(target.text[max(0, span.start - 60) : span.start]))
