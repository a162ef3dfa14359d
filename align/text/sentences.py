"""Sentences and clauses of English and Chinese as spans that cover the text: joined, they give it back.

Offsets are code points. The blanks after a piece belong to it, those before the first piece to the first.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from align.model import Span
from align.text.han import columns
from align.text.words import word_set

MIN_COLUMNS = 14  # narrower clauses say too little by themselves

_QUOTE_REACH = 1000  # how far back an open straight quote is looked for; bounds the work on odd input
_CLOSERS = "」』”’）)】》〉］]﹂﹄\"'*"
_OPENERS = "「『“‘（(【《〈［[﹁﹃"

# Always followed by what they belong to.
_NEVER_LAST = word_set(
    "mr mrs ms messrs dr drs prof profs gen gens sen sens rep reps gov govs lt col capt sgt cmdr adm hon rev st",
    "mt ft pres vs cf viz approx ca fig figs eq ch sec art vol pp ed eds e.g i.e",
)
# May close a sentence; whether they do, the next word tells.
_MAYBE_LAST = word_set(
    "inc corp co cos ltd llc llp plc bros dept dist est assn univ intl natl mfg div etc al jr sr esq ph.d m.d b.a",
    "m.a a.m p.m u.s u.k u.n e.u u.s.a d.c jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu",
    "thurs fri sat sun ave blvd rd hwy yr yrs mo mos qtr avg max min ext bn mn mm",
)
_NUMBERED = word_set(
    "no nos nr p pp pt para art sec ch fig figs vol eq",
)
# Capitalised only because they open a sentence: after "Inc." or "U.S." they decide for a boundary.
_STARTERS = word_set(
    "a about after all also although an and any are as at based because before both but by can could despite did",
    "do does due during each even finally first for from further given good great has have he hello her here hi",
    "his how however i i'd i'll i'm i've if in indeed is it it's its last let let's like looking many maybe me",
    "more most much my next no nor not now of okay on once one or our over perhaps please right second she should",
    "since so some still such thank thanks that that's the their then there there's therefore these they they're",
    "this those though through to today turning under unless until up was we we'd we'll we're we've well were",
    "what when where which while who why will with without would yes yet you you're your",
)

_EN_STOP = re.compile(r"(?:\.(?: \.){1,5}|[.!?…。！？])+")  # also ". . ."
_ZH_STOP = re.compile(r"[。！？!?]+|\.+|…+")
_LINES = re.compile(
    r"\n[^\S\n]*(?:\n\s*|(?=(?:[-*•·▪◦–—]|\(?\d{1,3}[.)、]|\(?[a-zA-Z一二三四五六七八九十]{1,3}[)、])))"
)
_SAYS = re.compile(r"[^\W_]")
_WORD_BEFORE = re.compile(r"[^\W_](?:[\w.'’&-]*[^\W_])?$")
_WORD_AFTER = re.compile(r"[\w][\w'’]*")
_CLAUSE_MARK = re.compile(r"[，；：、,;:—–…]+|(?<=\s)-+(?=\s)")


def split(text: str, lang: str) -> list[Span]:
    """Sentences of `text`; `lang` starts with "zh" for Chinese, all else goes by the rules of English.

    Survives abbreviations (U.S., Inc., No. 5, H.C. Wainwright), figures (3.5), quotes, brackets, ellipses and
    list items; a line break ends a sentence only before a blank line or a list item, or after a stop.
    """
    if not text:
        return []
    chinese = lang.lower().startswith("zh")
    ends = _chinese_ends(text) if chinese else _english_ends(text)
    ends.update(found.end() for found in _LINES.finditer(text))
    return _spans(text, ends)


def clauses(text: str, lang: str, min_columns: int = MIN_COLUMNS) -> list[Span]:
    """Clauses of `text`: its sentences cut at commas, colons, semicolons and dashes, never inside a number.

    Neighbours narrower than `min_columns` display columns (a Han character has two) are joined within
    their sentence.
    """
    if not text:
        return []
    sentences = split(text, lang)
    cuts = sorted(_clause_ends(text))
    out: list[Span] = []
    for sentence in sentences:
        inner = cuts[bisect_left(cuts, sentence.start + 1) : bisect_left(cuts, sentence.end)]
        out += _joined(text, [sentence.start, *inner, sentence.end], min_columns)
    return out


def _spans(text: str, ends: set[int]) -> list[Span]:
    """Spans up to each end, grown over the blanks that follow; pieces without a word join their neighbour."""
    out: list[Span] = []
    start = seen = 0
    for raw in sorted(ends | {len(text)}):
        end = raw
        while end < len(text) and text[end].isspace():
            end += 1
        if end <= start:
            continue
        says = _SAYS.search(text, max(start, seen), end) is not None
        seen = end
        if says:
            out.append(Span(start, end))
        elif out:  # stray signs belong to what they follow
            out[-1] = Span(out[-1].start, end)
        else:
            continue
        start = end
    return out or [Span(0, len(text))]


def _past_closers(text: str, at: int, start: int) -> int:
    """The place after the quotes and brackets that close at `at`; a straight quote closes only when one is open."""
    while at < len(text) and text[at] in _CLOSERS:
        straight = text[at] in "\"'*" and at + 1 < len(text) and not text[at + 1].isspace()
        if straight and (text[at] != '"' or text.count('"', max(start, at - _QUOTE_REACH), at) % 2 == 0):
            break
        at += 1
    return at


def _english_ends(text: str) -> set[int]:
    ends: set[int] = set()
    last = 0
    for found in _EN_STOP.finditer(text):
        end = _past_closers(text, found.end(), last)
        if end < len(text) and not _english_boundary(text, found.start(), found.group(), end):
            continue
        ends.add(end)
        last = end
    return ends


def _english_boundary(text: str, at: int, stop: str, end: int) -> bool:
    """Whether the stop at `at`, whose closers end at `end`, closes a sentence."""
    following = _WORD_AFTER.search(text, end, min(len(text), end + 40))
    word = following.group() if following else ""
    glued = not text[end].isspace()
    if stop[0] in "。！？":
        return True
    if word[:1].islower():
        return False
    if glued:
        return _glued_boundary(text, at, stop, end)
    if stop != ".":
        return True
    before = _WORD_BEFORE.search(text, max(0, at - 24), at)
    return before is None or _period_boundary(text, before, word)


def _glued_boundary(text: str, at: int, stop: str, end: int) -> bool:
    """A stop without a blank after it: only where a word ends and a capitalised word or a bracket begins."""
    if at == 0 or not (text[at - 1].islower() or text[at - 1] in ")%" or stop[0] in "!?"):
        return False
    if text[end] in "([“":
        return True
    return text[end].isupper() and (end + 1 >= len(text) or text[end + 1].islower() or text[end + 1] in " '’")


def _period_boundary(text: str, before: re.Match[str], following: str) -> bool:
    word = before.group()
    low = word.lower()
    head = text[max(0, before.start() - 2) : before.start()].strip()
    if (
        word.isdigit()
        and len(word) <= 3
        and text[max(0, before.start() - 20) : before.start()].rstrip(" \t")[-1:] in ("", "\n")
    ):
        return False  # a list number
    if low in _NUMBERED and following[:1].isdigit():
        return False
    if low in _NEVER_LAST:
        return False
    initial = (len(word) == 1 and word.isupper()) or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word) is not None
    if low in _MAYBE_LAST or (initial and (head != "" or len(word) > 1 or word != "I")):
        return following.lower() in _STARTERS or following == ""
    return True


def _chinese_ends(text: str) -> set[int]:
    ends: set[int] = set()
    last = 0
    for found in _ZH_STOP.finditer(text):
        end = _past_closers(text, found.end(), last)
        if end < len(text) and not _chinese_boundary(text, found, end):
            continue
        ends.add(end)
        last = end
    return ends


def _chinese_boundary(text: str, found: re.Match[str], end: int) -> bool:
    stop = found.group()
    if stop[0] in "。！？":
        return True
    before = text[found.start() - 1] if found.start() else ""
    if stop[0] in "!?":
        return not before.isascii() or text[end].isspace() or not text[end].isascii()
    if stop[0] == "…" or len(stop) > 1:
        return end > found.end() or "\n" in text[end : end + 2]
    if not before or (before.isascii() and before not in ")\"'%"):
        return _latin_stop_in_chinese(text, found, end)
    return not text[end].isdigit()


def _latin_stop_in_chinese(text: str, found: re.Match[str], end: int) -> bool:
    """A full stop after Latin text: a boundary before a blank, by the rules of English."""
    if not text[end].isspace():
        return False
    before = _WORD_BEFORE.search(text, max(0, found.start() - 24), found.start())
    after = _WORD_AFTER.search(text, end, min(len(text), end + 40))
    word = after.group() if after else ""
    if before is None or word[:1].islower():
        return False
    return before.group().lower() not in _MAYBE_LAST and _period_boundary(text, before, word)


def _clause_ends(text: str) -> list[int]:
    out = []
    for found in _CLAUSE_MARK.finditer(text):
        start, end = found.span()
        mark = found.group()
        if mark[0].isascii():
            inside = start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()
            if inside and text[start - 1].isascii() and text[end].isascii():
                continue
        elif mark[0] in "：–" and start > 0 and end < len(text) and text[start - 1].isdigit() and text[end].isdigit():
            continue
        while end < len(text) and (text[end] in "」』”’）)】》〉］]" or text[end].isspace()):
            end += 1
        out.append(end)
    return out


def _joined(text: str, bounds: list[int], min_columns: int) -> list[Span]:
    """Pieces between `bounds`, each joined with the next until it is wide enough, the last with the one before."""
    out: list[Span] = []
    start = bounds[0]
    for end in bounds[1:]:
        if end <= start:
            continue
        if columns(text[start:end].strip()) >= min_columns:
            out.append(Span(start, end))
            start = end
    if start < bounds[-1]:
        if out:
            out[-1] = Span(out[-1].start, bounds[-1])
        else:
            out.append(Span(start, bounds[-1]))
    return out
