"""Figures that changed places: right values, each said of the wrong thing."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from align.quantities.equal import EQUIVALENT
from align.quantities.match import Match
from align.quantities.model import Kind, Quantity, Written
from align.quantities.owners import evidence

_BASE = {
    "en": re.compile(
        r"\b(?:from|than|compared (?:to|with)|versus|vs\.?|against|out of|"
        r"(?:beat|exceed(?:ed|s|ing)?|above|below) (?:\w+ ){0,3}guidance of)\W*"
        r"(?:(?:[a-z\d'’$]|Q\d|FY|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[\w'’]* ){0,2}[A-Z$€£¥]{0,4}$"
    ),
    "zh": re.compile(
        r"(?:(?:從|从|(?<![來来])自(?!己|我|行|動|动|家|身|由)|(?<![自理緣缘事])由(?!於|于)|較|较|比(?!特|例|率|賽|赛|數|数|分)|高於|高于|低於|低于|優於|优于|好於|好于|勝過|胜过|遜於|逊于)[^，,。；;增減减升降成提高漲涨跌收]{0,14}$)"
    ),
}
# Words that start a clause which Chinese puts first.
_MOVES = re.compile(
    r"\b(?:after|before|when|while|if|instead|rather|who|because|following|out of|for every|for each|despite|driven|led|"
    r"thanks|reflecting|as(?! (?:you|we|I|of|an?|the|expected|planned|guided|usual)\b))\b",
    re.IGNORECASE,
)
_BASE_CHARS = re.compile(r"[從从較较比於于與与由自]|相對|相对")
_PRICE = re.compile(r"\b(?:at|for|per)\b")
_PART_OF = re.compile(
    r"(?:\s+\S+){0,2}?\s+(?:of|in|out of|across|throughout|among|within|spanning)\s+(?:\S+\s+){0,2}[A-Z]{0,3}[$€£¥]?"
)  # 19 of their 29
_ON = re.compile(r" (?:on|despite|with) ")
_AND = re.compile(r"\b(?:and|versus|vs|while|against)\b")
_OF = re.compile(r" (?:out )?of (?:the |our |their |its |all )?(?:NT|US)?[$€£¥]?")
_OUT_OF = re.compile(r" ?[^\d，。、,]{0,6}?(?:[之當当其]?中(?!國|国|心|型|小)|裡|里面)")
_SENTENCE_END = re.compile(r"[.;!?]\s")
_FROM_BEFORE = re.compile(r"\bfrom (?:the |fiscal |early |late |mid-?)*$")
_TO = re.compile(r"(?: \w+){0,2} (?:to|into) (?:the |fiscal |early |late |mid-?)*")
_MAX_MATCHES = 1000  # longer lines are tables, not speech
_WINDOW = 60


def swapped(source: str, target: str, matches: tuple[Match, ...]) -> list[tuple[Match, Match]]:
    """Pairs of matches of one sort, neighbours in the source, whose figures stand at each other's place."""
    if len(matches) > _MAX_MATCHES:
        return []
    classes: dict[tuple[object, ...], list[Match]] = {}
    for match in matches:
        key = _sort(match)
        if key is not None:
            classes.setdefault(key, []).append(match)
    found: list[tuple[Match, Match]] = []
    found += _moved_periods(source, target, matches)
    for members in classes.values():
        found += [(a, b) for a, b in pairwise(members) if _torn_range(a, b)]
        single = [m for m in members if not (m.source.quantity.is_range or m.target.quantity.is_range)]
        counts = Counter(m.source.low for m in single)
        found += [
            (a, b)
            for a, b in pairwise(single)
            if counts[a.source.low] == counts[b.source.low] == 1 and _exchanged(source, target, a, b, matches)
        ]
    return found


def _moved_periods(source: str, target: str, matches: tuple[Match, ...]) -> list[tuple[Match, Match]]:
    """From the third to the fourth quarter: 由第四季移至第三季."""
    found = []
    for group in ("quarter", "year", "month"):
        members = [m for m in matches if m.source.group == group and m.target.group == group]
        for a, b in pairwise(members):
            p, q = a.target.quantity.span, b.target.quantity.span
            if q.end > p.start or p.start - q.end > 12:
                continue
            spans = a.source.quantity.span, b.source.quantity.span
            said = _FROM_BEFORE.search(source, max(0, spans[0].start - 12), spans[0].start)
            to = _TO.fullmatch(source, spans[0].end, spans[1].start)
            given = target[max(0, q.start - 2) : q.start].strip()[-1:] in tuple("從从自由")
            if said and to and given and ("至" in target[q.end : p.start] or "到" in target[q.end : p.start]):
                found.append((a, b))
    return found


def _sort(match: Match) -> tuple[object, ...] | None:
    a, b = match.source.quantity, match.target.quantity
    if match.level > EQUIVALENT or match.source.group != "number":
        return None
    if Written.DIGITS not in (a.written, b.written) or a.kind is not b.kind or a.kind is Kind.ORDINAL:
        return None
    return a.kind, a.unit, a.currency, b.currency


def _torn_range(a: Match, b: Match) -> bool:
    """Whether the two ends of a range stand in different figures of the translation, one of them a range too."""
    p, q = a.target.quantity, b.target.quantity
    torn = p.is_range or q.is_range or p.span.start > q.span.start
    return a.source.quantity is b.source.quantity and p is not q and torn


def _exchanged(source: str, target: str, a: Match, b: Match, matches: tuple[Match, ...]) -> bool:
    first, second = a.target.quantity, b.target.quantity
    inverted = first.span.start > second.span.start
    gap = b.source.quantity.span.start - a.source.quantity.span.end
    if gap > 2 * _WINDOW + 60:
        return False
    said = [_is_base(source, "en", m.source.quantity) for m in (a, b)]
    given = [_is_base(target, "zh", m.target.quantity) for m in (a, b)]
    if sum(said) == 1 and sum(given) == 1:
        return said != given
    part = _part_and_whole(source, target, a, b)
    if part is not None:
        return part
    anchored = _anchors_inverted(a, b, matches)
    if anchored is not None:
        return anchored is not inverted
    shown = evidence(source, target, (a.source.quantity, b.source.quantity), (first, second))
    if not inverted:
        return shown.both_moved and shown.moved >= 2 and not shown.kept
    if shown.kept != shown.moved and max(shown.kept, shown.moved) >= 1:
        return shown.moved > shown.kept
    clause = target[max(0, second.span.start - 25) : second.span.start]
    if sum(said) == 1 and _BASE_CHARS.search(clause):
        return False
    between = source[a.source.quantity.span.end : b.source.quantity.span.start]
    small, large = sorted((abs(a.source.low), abs(b.source.low)))
    if _ON.match(between):
        return False  # revenue was up 8% on 9% more capacity: the cause comes first
    if _PRICE.search(between) and large > 100 * small:
        return False  # $30 million at an average price of $73
    if not _SENTENCE_END.search(between):
        if _MOVES.search(source, max(0, a.source.quantity.span.start - 25), b.source.quantity.span.start):
            return False
        if _PART_OF.fullmatch(between) and not _AND.search(between):
            return False
        if shown.names:
            return False  # 146 in one place and 19 in another, the other place first
    return a.source.quantity.kind is not Kind.NUMBER or _counter(target, first) == _counter(target, second)


def _part_and_whole(source: str, target: str, a: Match, b: Match) -> bool | None:
    """31 of the 48: whether the translation takes 48 out of 31 (31 個中的 48 個); None when no 中 tells."""
    p, q = a.source.quantity, b.source.quantity
    if not _OF.fullmatch(source, p.span.end, q.span.start) or abs(a.source.low) >= abs(b.source.low):
        return None
    whole = [_OUT_OF.match(target, m.target.quantity.span.end) is not None for m in (a, b)]
    return whole[0] if whole[0] is not whole[1] else None


def _counter(text: str, q: Quantity) -> str:
    return text[q.span.end : q.span.end + 4].strip()[:1]


def _is_base(text: str, lang: str, q: Quantity) -> bool:
    window = text[max(0, q.span.start - 40) : q.span.start]
    if lang == "zh":
        last_digit = max((n for n, c in enumerate(window) if c.isdigit() and c not in "1234"), default=-1)
        window = window[last_digit + 1 :]
    return _BASE[lang].search(window) is not None


def _anchors_inverted(a: Match, b: Match, matches: tuple[Match, ...]) -> bool | None:
    """Whether the two quarters (or years, months) said along with a and b change places too; None: not two of them."""
    first, second = a.source.quantity.span.start, b.source.quantity.span.start
    start, end = first - 2 * _WINDOW, second + _WINDOW
    for group in ("quarter", "year", "month"):
        near = [m for m in matches if m.source.group == group and start <= m.source.quantity.span.start <= end]
        inside = [m for m in near if first < m.source.quantity.span.start < second]
        if len(near) == 2 and len(inside) == 1 and near[0].source.low != near[1].source.low:
            return near[0].target.quantity.span.start > near[1].target.quantity.span.start
    return None
