"""The figures of a text against those of its translation: typed differences, with hardly a false alarm."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from align.model import Severity, Span
from align.quantities import find_quantities
from align.quantities.atoms import atoms
from align.quantities.cues import cues, directed
from align.quantities.differences import Comparison, Difference, Issue
from align.quantities.equal import CLASH
from align.quantities.leftovers import leftovers
from align.quantities.match import Match, match
from align.quantities.model import Bound, Change, Kind, Quantity
from align.quantities.order import swapped
from align.quantities.rates import rate_clash

__all__ = ["Comparison", "Context", "Difference", "Issue", "compare", "compare_quantities"]


@dataclass(frozen=True)
class Context:
    """What the whole document says: currencies that a bare `$` may stand for, and the one that ¥ does (or "")."""

    currencies: frozenset[str] = field(default_factory=frozenset)
    yen_sign: str = ""


_AT_LEAST = {Bound.OVER, Bound.AT_LEAST}
_AT_MOST = {Bound.UNDER, Bound.AT_MOST}
_NEGATION = re.compile(
    r"\b(?:no|not|none|never|neither|nor|without|nobody|hardly|cannot)\b|n[’']t\b[^.;]*$", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.;!?:]\s")
_TIME_WORDS = {
    "分鐘": "minute", "分钟": "minute", "小時": "hour", "小时": "hour", "秒": "second", "天": "day", "日": "day",
    "週": "week", "周": "week", "個月": "month", "个月": "month", "年": "year",
}  # fmt: skip
_TIME_WORD = re.compile(rf" ?({'|'.join(_TIME_WORDS)})")
_NEGATED = re.compile(r"[不沒没未無无非勿]|避免|免於|防止|抵[銷消]")
_VAGUE_TREND = re.compile(
    r"cut|cuts|cutting|raise|raised|raising|up|down|beat|gain|gains|gained|shed|lower|higher", re.IGNORECASE
)
_NOT_OVER = re.compile(
    r"(?:不會|不会|不|未|沒有|没有|無|无|未曾)(?:超過|超过|高於|高于|低於|低于|少於|少于|多於|多于|止)"
)
_NEGATIVE = re.compile(r"負|负|零下|虧|亏|損|损|赤字|[減减降跌縮缩衰]|-|−")
_NAMES_QUARTER = re.compile(r"季|Q[1-4]|[1-4]Q")


def compare(source: str, target: str, context: Context | None = None) -> Comparison:
    """Compares the figures of an English text with those of its Chinese translation."""
    said, given = find_quantities(source, "en"), find_quantities(target, "zh")
    return compare_quantities(source, said, target, given, context or Context())


def compare_quantities(
    source: str, said: list[Quantity], target: str, given: list[Quantity], context: Context
) -> Comparison:
    """Compares figures already found in the two texts."""
    if not said and not given:
        return Comparison((), (), (), tuple(_trend(source, target)))
    said, given = directed(source, "en", said), directed(target, "zh", given)
    matching = match(atoms(said, len(source)), atoms(given, len(target)))
    found: list[Difference] = []
    for pair in matching.matches:
        found += _attributes(pair, source, target, context)
    found += leftovers(source, target, matching)
    for first, second in swapped(source, target, matching.matches):
        a, b = first.target.quantity, second.target.quantity
        found.append(
            Difference(
                Issue.ORDER, first.source.quantity, a, "number", b.text, a.text, Severity.CRITICAL, 0.8,
                second.source.quantity,
            )
        )  # fmt: skip
    if not any(d.issue is Issue.DIRECTION for d in found):
        found += _trend(source, target)
    clash = rate_clash(source, target)
    if clash is not None:
        spans = clash[0], clash[1]
        found.append(Difference(Issue.UNIT, None, None, "rate", clash[2], clash[3], Severity.MAJOR, 0.8, spans=spans))
    found.sort(key=_place)
    return Comparison(tuple(said), tuple(given), matching.matches, tuple(found))


def _trend(source: str, target: str) -> list[Difference]:
    """The one word of direction on each side, when they are opposite and nothing in the texts negates."""
    given = [c for c in cues(target, "zh") if c.change]
    if len(given) != 1:
        return []
    said = [c for c in cues(source, "en") if c.change]
    if (
        len(said) != 1
        or said[0].change is given[0].change
        or _VAGUE_TREND.fullmatch(source, said[0].start, said[0].end)
    ):
        return []
    if _NEGATION.search(source) or _NEGATED.search(target):
        return []
    spans = Span(said[0].start, said[0].end), Span(given[0].start, given[0].end)
    words = spans[0].of(source), spans[1].of(target)
    return [Difference(Issue.DIRECTION, None, None, "trend", *words, Severity.MAJOR, 0.7, spans=spans)]


def _place(difference: Difference) -> tuple[int, int]:
    if difference.spans:
        return 0, difference.spans[0].start
    quantity = difference.source or difference.target
    return (0 if difference.source else 1, quantity.span.start if quantity else 0)


def _attributes(pair: Match, source: str, target: str, context: Context) -> list[Difference]:
    """What differs although the number is the same: currency, unit, percent, bound, direction, basis."""
    a, b = pair.source.quantity, pair.target.quantity
    found = []
    if pair.level == CLASH:
        clash = _clash(a, b, context)
        found += [clash] if clash is not None else []
    elif context.yen_sign and a.text[:1] in "¥￥" and b.currency not in ("", context.yen_sign):
        found.append(Difference(Issue.CURRENCY, a, b, "currency", context.yen_sign, b.currency, Severity.CRITICAL))
    numbered = pair.source.group == "quarter" and pair.target.group == "number"
    if numbered and not _NAMES_QUARTER.search(target, b.span.start, b.span.end + 8):
        found.append(Difference(Issue.PERIOD, a, b, "quarter", a.text, b.text))
    upper = a.is_range and a.bound is not Bound.VAGUE and pair.source.low != a.low
    if pair.source.group == "number" and not upper:
        found += [*_bound(a, b, source, target), *_moves(a, b), *_sign(a, b, target), *_ordinal_unit(a, b, target)]
    return found


def _clash(a: Quantity, b: Quantity, context: Context) -> Difference | None:
    kinds = {a.kind, b.kind}
    if kinds == {Kind.MONEY}:
        if a.loose_currency and b.currency in context.currencies:
            return None
        return Difference(Issue.CURRENCY, a, b, "currency", a.currency, b.currency, Severity.CRITICAL)
    if kinds & {Kind.PERCENT, Kind.POINT} and kinds <= {Kind.PERCENT, Kind.POINT, Kind.NUMBER, Kind.MULTIPLE}:
        return Difference(Issue.PERCENT, a, b, "kind", a.kind.value, b.kind.value)
    said, given = (q.unit_id or q.currency or q.kind.value for q in (a, b))
    return Difference(Issue.UNIT, a, b, "unit", said, given)


def _bound(a: Quantity, b: Quantity, source: str, target: str) -> list[Difference]:
    """Opposite bounds are errors, one added is a slip, one left out only worth a note."""
    said, given = a.bound, b.bound
    if said is given or Bound.VAGUE in (said, given):
        return []
    severity = None
    if "dozen" in a.text:
        return []  # a dozen: 十幾
    if a.kind is Kind.DURATION and said is Bound.OVER and given is Bound.EXACT:
        return []  # over 24 hours: in the course of them
    opposite = (said in _AT_LEAST and given in _AT_MOST) or (said in _AT_MOST and given in _AT_LEAST)
    if (opposite and _negated(source, a)) or _NOT_OVER.search(target, max(0, b.span.start - 7), b.span.start):
        return []  # no customer has more than two: 不超過兩個
    if opposite or (said is Bound.NEARLY and given is Bound.OVER):
        severity = Severity.MAJOR
    elif said in (Bound.EXACT, Bound.ABOUT) and given in (Bound.OVER, Bound.UNDER):
        severity = Severity.MINOR
    elif given is Bound.EXACT and said in (*_AT_LEAST, *_AT_MOST):
        severity = Severity.INFO
    if severity is None:
        return []
    return [Difference(Issue.BOUND, a, b, "bound", said.value or "exact", given.value or "exact", severity)]


def _negated(source: str, q: Quantity) -> bool:
    """Whether a negation stands before the figure in its sentence."""
    before = source[max(0, q.span.start - 70) : q.span.start]
    return _NEGATION.search(_SENTENCE_END.split(before)[-1]) is not None


def _ordinal_unit(a: Quantity, b: Quantity, target: str) -> list[Difference]:
    """The 29th minute: 第 29 分鐘, not 第 29 秒."""
    if a.kind is not Kind.ORDINAL or not a.unit_id:
        return []
    given = b.unit_id
    if not given and (match := _TIME_WORD.match(target, b.span.end)):
        given = _TIME_WORDS[match.group(1)]
    if not given or given == a.unit_id or given not in _TIME_WORDS.values():
        return []
    return [Difference(Issue.UNIT, a, b, "unit", a.unit_id, given)]


def _sign(a: Quantity, b: Quantity, target: str) -> list[Difference]:
    """A minus that neither a sign nor a word such as 虧損 or 下降 gives back."""
    if not a.negative_marked or b.negative_marked or a.low is None or b.low is None or a.low >= 0 or b.low < 0:
        return []
    if b.change is Change.DOWN or _NEGATIVE.search(target, max(0, b.span.start - 14), b.span.end + 4):
        return []
    return [Difference(Issue.DIRECTION, a, b, "sign", a.text, b.text)]


def _moves(a: Quantity, b: Quantity) -> list[Difference]:
    if a.change and b.change and a.change is not b.change:
        return [Difference(Issue.DIRECTION, a, b, "change", a.change.value, b.change.value, Severity.CRITICAL)]
    if a.by is not None and b.by is not None and a.by is not b.by and a.change and b.change:
        said, given = ("by" if q.by else "to" for q in (a, b))
        return [Difference(Issue.DIRECTION, a, b, "by", said, given)]
    if a.basis and b.basis and a.basis is not b.basis:
        return [Difference(Issue.PERIOD, a, b, "basis", a.basis.value, b.basis.value)]
    return []
