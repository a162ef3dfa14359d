"""Rises against falls: the direction that both sides give the same figure, and the way from one figure to another."""

from __future__ import annotations

import re
from itertools import pairwise

from align.model import Severity, Span
from align.quantities.bounds import NEGATION
from align.quantities.cues import BOUNDS_TOO, cues
from align.quantities.differences import Difference, Issue
from align.quantities.match import Match
from align.quantities.model import Basis, Change, Kind, Quantity, Written

_NEGATED = re.compile(r"[不沒没未無无非勿]|避免|免於|防止|抵[銷消]")
_NEGATIVE = re.compile(r"負|负|零下|虧|亏|損|损|赤字|[減减降跌縮缩衰]|-|−")
_VAGUE_TREND = re.compile(
    r"cut|cuts|cutting|raise|raised|raising|up|down|beat|gain|gains|gained|shed|lower|higher", re.IGNORECASE
)
# Words that say good or bad, not up or down: a ratio that falls may improve, a loss that narrows is a better result.
_JUDGED = re.compile(r"\b(?:improv|better|worse|deteriorat|favou?rabl|unfavou?rabl|adverse)\w*", re.IGNORECASE)
# Where falls and rises speak of no movement: income that falls under a tax.
_IDIOM = re.compile(
    r" (?:under|within|into|outside|on|upon|to (?:us|me|them|you)|short|apart|behind|through|in line|asleep)\b"
)
_SPREAD = re.compile(r"\b(?:narrow|widen)\w*", re.IGNORECASE)
_ZH_SPREAD = re.compile(r"擴大|扩大|收窄|縮小|缩小|縮減|缩减|減少|减少|增加|年減|年增|季減|季增")
_ZH_JUDGED = re.compile(r"改善|惡化|恶化|好轉|好转|轉佳|优于|優於|改進|改进")
_CLAUSE = re.compile(r"[,.;:](?=\s|$)|[，。；：]")
# Anything else that may have suggested the other basis.
_OTHER_BASIS = {
    Basis.YEAR: re.compile(r"\b(?:year|yoy|y/y|annual|annually|last|ago|12 months|twelve months)\b", re.IGNORECASE),
    Basis.QUARTER: re.compile(
        r"\b(?:quarter|quarters|quarterly|qoq|q/q|sequential\w*|last|prior|previous)\b", re.IGNORECASE
    ),
    Basis.MONTH: re.compile(r"\b(?:month|months|monthly|mom|m/m|last|prior|previous)\b", re.IGNORECASE),
}
_ZH_OTHER_BASIS = {
    Basis.YEAR: re.compile("年"),
    Basis.QUARTER: re.compile("季|環比|环比"),
    Basis.MONTH: re.compile("月"),
}
_REACH = 60
_FROM = re.compile(
    r"\bfrom (?:(?:about|around|approximately|nearly|almost|over|just|roughly|some|only) )*(?:NT|US)?[$€£¥]?$"
)
_TO = re.compile(
    r"[^.;,]{0,24}? ?\b(?:to|into) (?:(?:about|around|approximately|nearly|almost|over|just|roughly|some|more than|now|well) )*(?:NT|US)?[$€£¥]?"
)
_ZH_FROM = re.compile(r"[從从由自]")
_ZH_PATH = {
    Change.UP: re.compile(r"增|升|漲|涨|延長|延长|提高|擴大|扩大|成長|成长|拉長|拉长|上調|上调|攀"),
    Change.DOWN: re.compile(r"減|减|降|跌|縮|缩|下滑|下修|下調|下调|收窄|衰退|滑落"),
}  # fmt: skip
_FALLS = re.compile(r"(?:下降|減少|减少|下滑|降低)了? ?(?:約|约|近)?$")
_EARLIER = re.compile(
    r"\b(?:pull\w*|bring|brought|forward|earlier|early|ahead|advanc\w*|accelerat\w*|sooner)\b", re.IGNORECASE
)
_ZH_EARLIER = re.compile(r"提前|提早")
_GOAL = re.compile(r"[至到為为]")


def moves(a: Quantity, b: Quantity, source: str, target: str) -> list[Difference]:
    """Opposite directions of one figure, a change against a level, another basis of comparison."""
    if a.change and b.change and a.change is not b.change:
        if a.kind is Kind.NUMBER and a.written is Written.WORDS and a.low is not None and a.low < 13 and not a.by:
            return []  # a lower share, since five of nine states have expanded
        if _relative(a, b, source, target):
            return []
        return [Difference(Issue.DIRECTION, a, b, "change", a.change.value, b.change.value, Severity.CRITICAL)]
    if a.by is not None and b.by is not None and a.by is not b.by and a.change and b.change:
        said, given = ("by" if q.by else "to" for q in (a, b))
        return [Difference(Issue.DIRECTION, a, b, "by", said, given)]
    if _shrinks_manyfold(a, b, source, target):
        return [Difference(Issue.DIRECTION, a, b, "change", Change.UP.value, Change.DOWN.value)]
    if a.basis and b.basis and a.basis is not b.basis:
        return [Difference(Issue.PERIOD, a, b, "basis", a.basis.value, b.basis.value)]
    return []


def _shrinks_manyfold(a: Quantity, b: Quantity, source: str, target: str) -> bool:
    """下降了 2.5 倍 where the English only speaks of rising: nothing falls by more than the whole."""
    if b.kind is not Kind.MULTIPLE or b.change is not Change.DOWN or a.change or b.low is None or b.low <= 1:
        return False
    if not _FALLS.search(target, max(0, b.span.start - 5), b.span.start):
        return False
    said = {c.change for c in cues(source[max(0, a.span.start - 160) : a.span.end + 40], "en") if c.change}
    return said == {Change.UP}


def _relative(a: Quantity, b: Quantity, source: str, target: str) -> bool:
    """Whether a word near the figure judges (improved) or compares sizes (narrowed), so that up and down may differ."""
    said = _around(source, a, _REACH)
    given = _around(target, b, _REACH // 3)
    if _JUDGED.search(said) or _ZH_JUDGED.search(given):
        return True
    return _SPREAD.search(said) is not None and _ZH_SPREAD.search(given) is None


def _around(text: str, q: Quantity, reach: int) -> str:
    """The figure's clause, as far as `reach` before it and half as far behind it."""
    before = _CLAUSE.split(text[max(0, q.span.start - reach) : q.span.start])[-1]
    return before + q.text + _CLAUSE.split(text[q.span.end : q.span.end + reach // 2])[0]


def sign(a: Quantity, b: Quantity, target: str) -> list[Difference]:
    """A minus that neither a sign nor a word such as 虧損 or 下降 gives back."""
    if not a.negative_marked or b.negative_marked or a.low is None or b.low is None or a.low >= 0 or b.low < 0:
        return []
    if b.change is Change.DOWN or _NEGATIVE.search(target, max(0, b.span.start - 14), b.span.end + 4):
        return []
    return [Difference(Issue.DIRECTION, a, b, "sign", a.text, b.text)]


def paths(source: str, target: str, matches: tuple[Match, ...]) -> list[Difference]:
    """From 2.5 years to almost four is a rise: 從 2.5 年縮短至近四年 says the opposite of its own figures."""
    numbers = [m for m in matches if m.source.group == m.target.group == "number"]
    found = []
    for first, second in pairwise(numbers):
        p, q = first.source.quantity, second.source.quantity
        r, s = first.target.quantity, second.target.quantity
        small, large = first.target.low, second.target.low
        if p is q or r is s or p.negative_marked or q.negative_marked or r.kind is Kind.ORDINAL or r.kind is not s.kind:
            continue
        if small == large or _rises(p, q) is not (small < large) or r.span.end > s.span.start:
            continue
        if not _FROM.search(source, max(0, p.span.start - 40), p.span.start):
            continue
        if not _TO.fullmatch(source, p.span.end, q.span.start):
            continue
        between = target[r.span.end : s.span.start]
        change = Change.UP if small < large else Change.DOWN
        other = Change.DOWN if change is Change.UP else Change.UP
        verb = _ZH_PATH[other].search(between)
        if verb is None or _ZH_PATH[change].search(between) or len(between) > 12 or not _GOAL.search(between):
            continue
        if _ZH_FROM.search(target, max(0, r.span.start - 16), r.span.start):
            found.append(Difference(Issue.DIRECTION, q, s, "path", change.value, other.value, Severity.MAJOR, 0.85))
    return found


def shifts(source: str, target: str, matches: tuple[Match, ...]) -> list[Difference]:
    """From March to September is later: 由 3 月提前至 9 月 says the opposite of its own months."""
    months = [m for m in matches if m.source.group == m.target.group == "month"]
    found = []
    for first, second in pairwise(months):
        p, q = first.source.quantity, second.source.quantity
        r, s = first.target.quantity, second.target.quantity
        if first.source.low >= second.source.low or p.year or q.year or r.span.end > s.span.start:
            continue
        if not _FROM.search(source, max(0, p.span.start - 40), p.span.start):
            continue
        if not _TO.fullmatch(source, p.span.end, q.span.start) or _EARLIER.search(source):
            continue
        if _ZH_EARLIER.search(target, r.span.end, s.span.start):
            found.append(Difference(Issue.DIRECTION, q, s, "shift", "later", "earlier", Severity.MAJOR, 0.85))
    return found


def _rises(p: Quantity, q: Quantity) -> bool | None:
    """Whether q is more than p, as the source counts them (2.5 years, almost four); None when it cannot be told."""
    a, b = (p.low, q.low) if p.kind is q.kind else (p.amount, q.amount)
    return a < b if a is not None and b is not None and a != b else None


def trend(source: str, target: str) -> list[Difference]:
    """The one word of direction on each side, when they are opposite and nothing in the texts negates."""
    given = [c for c in cues(target, "zh") if c.change and target[c.start : c.end] not in BOUNDS_TOO]
    if len(given) != 1:
        return []
    said = [c for c in cues(source, "en") if c.change]
    if (
        len(said) != 1
        or said[0].change is given[0].change
        or _VAGUE_TREND.fullmatch(source, said[0].start, said[0].end)
        or (source[said[0].start].lower() == "f" and _IDIOM.match(source, said[0].end))
    ):
        return []
    if NEGATION.search(source) or _NEGATED.search(target) or _JUDGED.search(source) or _ZH_JUDGED.search(target):
        return []
    spans = Span(said[0].start, said[0].end), Span(given[0].start, given[0].end)
    words = spans[0].of(source), spans[1].of(target)
    if _SPREAD.match(words[0]) and not _ZH_SPREAD.match(words[1]):
        return []
    return [Difference(Issue.DIRECTION, None, None, "trend", *words, Severity.MAJOR, 0.7, spans=spans)]


def bases(source: str, target: str) -> list[Difference]:
    """The one basis of comparison that each side names, when they differ: linked-quarter growth as 年增率."""
    given = [c for c in cues(target, "zh") if c.basis]
    if not given or len({c.basis for c in given}) > 1:
        return []
    said = [c for c in cues(source, "en") if c.basis]
    if len({c.basis for c in said}) != 1 or said[0].basis is given[0].basis or len(given) > len(said):
        return []
    if _OTHER_BASIS[given[0].basis].search(source) or _ZH_OTHER_BASIS[said[0].basis].search(target):
        return []
    spans = Span(said[0].start, said[0].end), Span(given[0].start, given[0].end)
    names = said[0].basis.value, given[0].basis.value
    return [Difference(Issue.PERIOD, None, None, "bases", *names, Severity.MAJOR, 0.75, spans=spans)]
