"""Romanised Chinese, Korean and Japanese names against characters: pinyin, Wade-Giles, Taiwan and Cantonese spellings.

A name becomes a pattern of character classes, one a syllable, so that a match costs one regex search.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from align.names.tables import asian_names, fold, readings, romanised, surnames

HAN = "[\u4e00-\u9fff]"
_DOT = "[·•・‧ ]?"
_PART = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class CharacterName:
    """Where a name stands in characters. `order` is "right" (surname first), "wrong" or "surname" (only that)."""

    start: int
    end: int
    order: str
    exact: bool


@cache
def spellings() -> dict[str, tuple[str, ...]]:
    """Romanised syllable -> pinyin syllables it may stand for."""
    out: dict[str, set[str]] = {}
    for pinyin in readings():
        for spelling in _wade_giles(pinyin) | {pinyin.replace("v", "u"), pinyin.replace("v", "yu"), pinyin}:
            out.setdefault(spelling, set()).add(pinyin)
    for spelling, pinyins in romanised().items():
        out.setdefault(spelling, set()).update(p for p in pinyins if p in readings())
    return {spelling: tuple(sorted(pinyins)) for spelling, pinyins in out.items()}


_WG_INITIALS = (
    ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("b", "p"), ("p", "p"), ("d", "t"), ("t", "t"), ("g", "k"), ("k", "k"),
    ("j", "ch"), ("q", "ch"), ("x", "hs"), ("z", "ts"), ("c", "ts"), ("r", "j"),
)  # fmt: skip
_WG_FINALS = {"ian": "ien", "ie": "ieh", "ong": "ung", "iong": "iung", "ui": "ui", "uo": "o", "ue": "ueh", "e": "eh"}
_WG_WHOLE = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "szu", "er": "erh",
    "ye": "yeh", "yan": "yen", "you": "yu", "yong": "yung", "gui": "kuei", "kui": "kuei", "he": "ho", "ge": "ko",
    "ke": "ko", "yi": "i", "yue": "yueh", "guo": "kuo", "kuo": "kuo", "luo": "lo", "duo": "to", "tuo": "to",
}  # fmt: skip


def _wade_giles(pinyin: str) -> set[str]:
    out = {_WG_WHOLE[pinyin]} if pinyin in _WG_WHOLE else set()
    for new, old in _WG_INITIALS:
        if pinyin.startswith(new):
            final = pinyin[len(new) :]
            out |= {old + final, old + _WG_FINALS.get(final, final)}
            break
    else:
        for final, other in _WG_FINALS.items():
            if pinyin.endswith(final) and len(pinyin) == len(final) + 1:
                out.add(pinyin[: -len(final)] + other)
    return out


@lru_cache(maxsize=4096)
def syllabify(word: str) -> tuple[str, ...] | None:
    """Character classes, one a syllable, of a romanised word of up to three syllables; None when it is none."""
    parts = _PART.findall(fold(word).replace("'", "").replace("’", ""))
    classes: list[str] = []
    for part in parts:
        cut = _cut(part)
        if cut is None:
            return None
        classes += [_class(spellings()[syllable]) for syllable in cut]
    return tuple(classes) if 0 < len(classes) <= 3 else None


def _cut(word: str) -> list[str] | None:
    """The split into the fewest syllables, whole pinyin first; None when it cannot be split."""
    best: list[list[str] | None] = [[]] + [None] * len(word)
    table = spellings()
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 7), end):
            before = best[start]
            if before is None or word[start:end] not in table:
                continue
            now = best[end]
            if now is None or len(before) + 1 < len(now):
                best[end] = [*before, word[start:end]]
    return best[len(word)] if len(word) <= 18 else None


def _class(pinyins: tuple[str, ...]) -> str:
    return "[" + "".join(dict.fromkeys("".join(readings()[p] for p in pinyins))) + "]"


@cache
def surname_characters() -> str:
    """All one-character surnames."""
    return "".join(s for s in surnames() if len(s) == 1)


@lru_cache(maxsize=4096)
def surname_pattern(word: str) -> str | None:
    """A pattern of the surnames the romanised word may be; None when it is none."""
    low = fold(word)
    options = set(asian_names().get(low, ()))
    common = surname_characters()
    for pinyin in spellings().get(low, ()):
        options.update(c for c in readings()[pinyin] if c in common)
    cut = _cut(low)
    if cut and len(cut) == 2:
        both = [set(_class(spellings()[s])) for s in cut]
        options.update(s for s in surnames() if len(s) == 2 and s[0] in both[0] and s[1] in both[1])
    return "(?:" + "|".join(sorted(options)) + ")" if options else None


@lru_cache(maxsize=4096)
def _patterns(words: tuple[str, ...]) -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    """(order, exact, pattern) to try in turn for a name of two to four words."""
    out: list[tuple[str, bool, re.Pattern[str]]] = []
    for at in dict.fromkeys((len(words) - 1, 0)):
        surname = surname_pattern(words[at])
        given = [w for i, w in enumerate(words) if i != at]
        parts = [syllabify(w) for w in given]
        if surname is None or not all(parts):
            continue
        classes = [c for p in parts for c in p or ()]
        if len(classes) > 3:
            continue
        whole = "".join(classes)
        out.append(("right", True, re.compile(surname + whole)))
        out.append(("wrong", True, re.compile(whole + _DOT + surname)))
        if len(classes) == 2:
            near = f"{surname}(?:{classes[0]}{HAN}|{HAN}{classes[1]})"
            out.append(("right", False, re.compile(near)))
    return tuple(out)


def find(words: tuple[str, ...], text: str) -> CharacterName | None:
    """The best place in `text` (Simplified) where the name stands in characters."""
    if not 2 <= len(words) <= 4:
        return None
    wrong: CharacterName | None = None
    for order, exact, pattern in _patterns(words):
        match = pattern.search(text)
        if match is None:
            continue
        found = CharacterName(match.start(), match.end(), order, exact)
        if order == "right":
            return found
        wrong = wrong or found
    return wrong


def is_romanised(words: tuple[str, ...]) -> bool:
    """Whether the whole name reads as a romanised Chinese name."""
    return bool(_patterns(words))
