"""The figures of a text against those of its translation: typed differences, with hardly a false alarm."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from align.model import Severity, Span
from align.quantities import find_quantities
from align.quantities.atoms import atoms
from align.quantities.bounds import bound_difference
from align.quantities.cues import directed
from align.quantities.differences import Comparison, Difference, Issue
from align.quantities.elided import electric, elided_units, joined
from align.quantities.equal import CLASH
from align.quantities.leftovers import leftovers
from align.quantities.match import Match, match
from align.quantities.mentions import named_currency
from align.quantities.model import Bound, Kind, Quantity
from align.quantities.moves import bases, moves, paths, shifts, sign, trend
from align.quantities.order import swapped
from align.quantities.paces import paces
from align.quantities.rates import rate_clash
from align.quantities.regions import refined
from align.quantities.results import results
from align.quantities.tables import currencies

__all__ = ["Comparison", "Context", "Difference", "Issue", "compare", "compare_quantities"]


@dataclass(frozen=True)
class Context:
    """What the whole document says: currencies that a bare `$` may stand for, and the one that ¥ does (or "")."""

    currencies: frozenset[str] = field(default_factory=frozenset)
    yen_sign: str = ""


_NEAR = 40  # characters between two exchanged figures that one correction may span
_TIME_WORDS = {
    "分鐘": "minute", "分钟": "minute", "小時": "hour", "小时": "hour", "秒": "second", "天": "day", "日": "day",
    "週": "week", "周": "week", "個月": "month", "个月": "month", "年": "year",
}  # fmt: skip
_TIME_WORD = re.compile(rf" ?({'|'.join(_TIME_WORDS)})")
_NAMES_QUARTER = re.compile(r"季|Q[1-4]|[1-4]Q")


def compare(source: str, target: str, context: Callable[[], Context] = Context) -> Comparison:
    """Compares the figures of an English text with those of its Chinese translation; few need the `context`."""
    said = joined(source, refined(source, find_quantities(source, "en")))
    given = joined(target, electric(source, find_quantities(target, "zh")))
    return compare_quantities(source, said, target, given, context)


def compare_quantities(
    source: str, said: list[Quantity], target: str, given: list[Quantity], context: Callable[[], Context] = Context
) -> Comparison:
    """Compares figures already found in the two texts."""
    if not said and not given:
        return Comparison(
            (), (), (), (*named_currency(source, target, said, given), *trend(source, target), *bases(source, target))
        )
    said, given = directed(source, "en", said), directed(target, "zh", given)
    matching = match(atoms(said, len(source)), atoms(given, len(target)))
    found: list[Difference] = []
    for pair in matching.matches:
        found += _attributes(pair, source, target, context)
    found += paths(source, target, matching.matches)
    found += shifts(source, target, matching.matches)
    found += results(source, target, matching.matches)
    found += paces(source, target, matching.matches)
    found += elided_units(source, said, matching.matches)
    found += named_currency(source, target, said, given)
    found += leftovers(source, target, matching)
    for first, second in swapped(source, target, matching.matches):
        a, b = first.target.quantity, second.target.quantity
        found.append(
            Difference(
                Issue.ORDER, first.source.quantity, a, "number", b.text, a.text, Severity.CRITICAL, 0.8,
                second.source.quantity, _both(first, second),
            )
        )  # fmt: skip
    if not any(d.issue is Issue.DIRECTION for d in found):
        found += trend(source, target)
    if not any(d.field == "basis" for d in found):
        found += bases(source, target)
    clash = rate_clash(source, target)
    if clash is not None:
        spans = clash[0], clash[1]
        found.append(Difference(Issue.UNIT, None, None, "rate", clash[2], clash[3], Severity.MAJOR, 0.8, spans=spans))
    found.sort(key=_place)
    return Comparison(tuple(said), tuple(given), matching.matches, tuple(found))


def _both(first: Match, second: Match) -> tuple[Span, Span] | None:
    """The places from one of two exchanged figures to the other, where a correction can exchange them back."""
    given = sorted((first.target.quantity.span, second.target.quantity.span))
    said = sorted((first.source.quantity.span, second.source.quantity.span))
    if given[0].overlaps(given[1]) or given[1].start - given[0].end > _NEAR:
        return None
    return Span(said[0].start, said[1].end), Span(given[0].start, given[1].end)


def _place(difference: Difference) -> tuple[int, int]:
    if difference.spans:
        return 0, difference.spans[0].start
    quantity = difference.source or difference.target
    return (0 if difference.source else 1, quantity.span.start if quantity else 0)


def _attributes(pair: Match, source: str, target: str, context: Callable[[], Context]) -> list[Difference]:
    """What differs although the number is the same: currency, unit, percent, bound, direction, basis."""
    a, b = pair.source.quantity, pair.target.quantity
    found = []
    if pair.level == CLASH:
        clash = _clash(a, b, context)
        found += [clash] if clash is not None else []
    elif a.text[:1] in "¥￥" and b.currency and (yen := context().yen_sign) and b.currency != yen:
        found.append(Difference(Issue.CURRENCY, a, b, "currency", yen, b.currency, Severity.CRITICAL))
    numbered = pair.source.group == "quarter" and pair.target.group == "number"
    if numbered and not _NAMES_QUARTER.search(target, b.span.start, b.span.end + 8):
        found.append(Difference(Issue.PERIOD, a, b, "quarter", a.text, b.text))
    upper = a.is_range and a.bound is not Bound.VAGUE and pair.source.low != a.low
    if pair.source.group == "number" and not upper:
        bound = bound_difference(a, b, source, target)
        found += [bound] if bound is not None else []
        found += [*moves(a, b, source, target), *sign(a, b, target), *_ordinal_unit(a, b, target)]
    return found


def _clash(a: Quantity, b: Quantity, context: Callable[[], Context]) -> Difference | None:
    kinds = {a.kind, b.kind}
    if kinds == {Kind.MONEY}:
        if a.loose_currency and b.currency in context().currencies and _may_mean(a, b.currency):
            return None
        return Difference(Issue.CURRENCY, a, b, "currency", a.currency, b.currency, Severity.CRITICAL)
    if kinds & {Kind.PERCENT, Kind.POINT} and kinds <= {Kind.PERCENT, Kind.POINT, Kind.NUMBER, Kind.MULTIPLE}:
        return Difference(Issue.PERCENT, a, b, "kind", a.kind.value, b.kind.value)
    said, given = (q.unit_id or q.currency or q.kind.value for q in (a, b))
    return Difference(Issue.UNIT, a, b, "unit", said, given)


def _may_mean(a: Quantity, code: str) -> bool:
    """Whether the writing of an amount that names no single currency may stand for this one: $ for dollars only."""
    dollars = "$" in a.text or "dollar" in a.text.lower()
    return not dollars or any("$" in sign for c in currencies() if c.code == code for sign in c.symbols)


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
