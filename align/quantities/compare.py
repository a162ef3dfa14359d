"""The figures of a text against those of its translation: typed differences, with hardly a false alarm."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from align.quantities import find_quantities
from align.quantities.atoms import Atom, atoms
from align.quantities.cues import directed
from align.quantities.equal import CLASH
from align.quantities.match import Match, Matching, match, pair_up
from align.quantities.model import Bound, Kind, Quantity, Written
from align.quantities.order import swapped


class Issue(str, Enum):
    """What is wrong; each is the last part of a check's id."""

    VALUE = "value"
    MISSING = "missing"
    EXTRA = "extra"
    CURRENCY = "currency"
    UNIT = "unit"
    PERCENT = "percent"
    DATE = "date"
    PERIOD = "period"
    DIRECTION = "direction"
    BOUND = "bound"
    ORDER = "order"
    CODE = "code"


@dataclass(frozen=True)
class Difference:
    """One disagreement. `field` names the atom (number, month, code ...); `said` and `given` are what each side says."""

    issue: Issue
    source: Quantity | None
    target: Quantity | None
    field: str = "number"
    said: str = ""
    given: str = ""
    sure: float = 0.9


@dataclass(frozen=True)
class Comparison:
    """All figures of both sides, which belong together, and where they disagree (in source order)."""

    source: tuple[Quantity, ...]
    target: tuple[Quantity, ...]
    matches: tuple[Match, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Context:
    """What the whole document says: currencies that a bare `$` or 元 may stand for."""

    currencies: frozenset[str] = field(default_factory=frozenset)


_CALENDAR = {"year", "month", "day", "weekday", "decade", "time"}
_PERIODS = {"quarter", "half"}
_WORD_KINDS = {Kind.NUMBER, Kind.ORDINAL}


def compare(source: str, target: str, context: Context | None = None) -> Comparison:
    """Compares the figures of an English text with those of its Chinese translation."""
    said, given = find_quantities(source, "en"), find_quantities(target, "zh")
    return compare_quantities(source, said, target, given, context or Context())


def compare_quantities(
    source: str, said: list[Quantity], target: str, given: list[Quantity], context: Context
) -> Comparison:
    """Compares figures already found in the two texts."""
    said, given = directed(source, "en", said), directed(target, "zh", given)
    matching = match(atoms(said, len(source)), atoms(given, len(target)))
    found: list[Difference] = []
    for pair in matching.matches:
        found += _attributes(pair)
    found += _leftovers(source, target, matching)
    for first, second in swapped(source, target, matching.matches):
        a, b = first.target.quantity, second.target.quantity
        found.append(Difference(Issue.ORDER, first.source.quantity, a, said=a.text, given=b.text, sure=0.8))
    found.sort(key=lambda d: (d.source or d.target or said[0]).span.start)
    return Comparison(tuple(said), tuple(given), matching.matches, tuple(found))


def _attributes(pair: Match) -> list[Difference]:
    """What differs although the number is the same: currency, unit, percent, bound."""
    a, b = pair.source.quantity, pair.target.quantity
    found = []
    if pair.level == CLASH:
        found.append(_clash(a, b))
    if _bounds_clash(a.bound, b.bound) and pair.source.group == "number":
        found.append(Difference(Issue.BOUND, a, b, said=a.bound.value, given=b.bound.value))
    if pair.source.group == "number" and not (pair.source.vague or pair.target.vague):
        if a.change and b.change and a.change is not b.change:
            found.append(Difference(Issue.DIRECTION, a, b, said=a.change.value, given=b.change.value))
        elif a.basis and b.basis and a.basis is not b.basis:
            found.append(Difference(Issue.PERIOD, a, b, "basis", a.basis.value, b.basis.value))
    return found


def _clash(a: Quantity, b: Quantity) -> Difference:
    kinds = {a.kind, b.kind}
    if kinds == {Kind.MONEY}:
        return Difference(Issue.CURRENCY, a, b, said=a.currency, given=b.currency)
    if kinds & {Kind.PERCENT, Kind.POINT} and kinds <= {Kind.PERCENT, Kind.POINT, Kind.NUMBER, Kind.MULTIPLE}:
        return Difference(Issue.PERCENT, a, b, said=a.kind.value, given=b.kind.value)
    return Difference(
        Issue.UNIT, a, b, said=a.unit_id or a.currency or a.kind.value, given=b.unit_id or b.currency or b.kind.value
    )


_UPPER = {Bound.OVER, Bound.AT_LEAST}
_LOWER = {Bound.UNDER, Bound.AT_MOST}


def _bounds_clash(a: Bound, b: Bound) -> bool:
    opposite = (a in _UPPER and b in _LOWER) or (a in _LOWER and b in _UPPER)
    return opposite or (a is Bound.NEARLY and b is Bound.OVER)


def _leftovers(source: str, target: str, matching: Matching) -> list[Difference]:
    found: list[Difference] = []
    left_source, left_target = matching.source_left, matching.target_left
    paired = pair_up(left_source, left_target, _could_be)
    confused = [] if not _QUARTER.search(source) else [b for b in left_target if _is_quarter_share(target, b)]
    for b in confused:
        near = min((a for a in left_source if a.group == "quarter"), key=lambda a: abs(a.at - b.at), default=None)
        found.append(
            Difference(Issue.PERIOD, near.quantity if near else None, b.quantity, "share", "", b.quantity.text)
        )
    used = {id(atom) for pair in paired for atom in pair}
    for a, b in paired:
        found.append(_wrong(a, b))
    said = {(m.low, m.group) for m in (pair.source for pair in matching.matches)}
    given = {(m.low, m.group) for m in (pair.target for pair in matching.matches)}
    for a in left_source:
        if id(a) not in used and a.firm and (a.low, a.group) not in given and not _dated(a, given):
            found.append(Difference(Issue.MISSING, a.quantity, None, a.group, a.quantity.text))
    for b in left_target:
        if id(b) not in used and b.firm and (b.low, b.group) not in said and not _in_title(target, b):
            found.append(Difference(Issue.EXTRA, None, b.quantity, b.group, "", b.quantity.text))
    return found


_TITLE_MARKS = {"《": "》", "〈": "〉", "「": "」", "『": "』", "“": "”"}


def _in_title(text: str, b: Atom) -> bool:
    """Whether a weekday stands right behind an opening title or quotation mark: 《周六夜現場》."""
    return b.group == "weekday" and text[b.quantity.span.start - 1 : b.quantity.span.start] in _TITLE_MARKS


def _dated(a: Atom, given: set[tuple[Decimal, str]]) -> bool:
    """Whether a weekday left out stands beside a date that is given."""
    return a.group == "weekday" and any(group == "day" for _, group in given)


_QUARTER = re.compile(r"\b(?:quarter(?:s|ly)?|Q[1-4])\b(?!-?final)", re.IGNORECASE)


def _is_quarter_share(target: str, b: Atom) -> bool:
    """Whether a quarter of the year has become 四分之一 (but not 四分之一決賽, a quarter-final)."""
    q = b.quantity
    return (
        q.kind is Kind.FRACTION and q.low == Decimal("0.25") and target[q.span.end : q.span.end + 1] not in ("決", "决")
    )


def _could_be(a: Atom, b: Atom) -> float | None:
    """How far apart two leftovers are when one can be the other's wrong rendering; None when it cannot."""
    apart = abs(a.at - b.at)
    if a.group != b.group:
        calendar = {a.group, b.group} <= {"quarter", "half", "year", "month"} and a.firm and b.firm
        return apart + 0.3 if calendar and apart < 0.2 else None
    if a.group != "number":
        return apart
    p, q = a.quantity, b.quantity
    if a.vague or b.vague:
        return apart if a.vague and b.vague and apart < 0.4 else None
    kinds = {p.kind, q.kind}
    words = Written.DIGITS not in (p.written, q.written)
    if Written.IMPLIED in (p.written, q.written):
        return apart if _two_of(a, b) and apart < 0.35 else None
    if words and (a.amount == 1 or b.amount == 1) and kinds != {Kind.ORDINAL}:
        return None
    if p.kind == q.kind:
        if p.kind is Kind.MEASURE and p.unit != q.unit:
            return None
        return apart if apart < (0.8 if p.unit_id else 0.5) else None
    if kinds <= {Kind.NUMBER, Kind.AGE, Kind.MONEY, Kind.MEASURE} and not words:
        return apart + 0.3 if apart < 0.3 else None
    return None


def _two_of(a: Atom, b: Atom) -> bool:
    """Whether `both`, `twice` or `duo` stands against another small number in words (四個, 七次)."""
    p, q = a.quantity, b.quantity
    small = p.low == 2 and p.kind in (Kind.NUMBER, Kind.MULTIPLE) and q.kind is Kind.NUMBER
    return small and q.written is Written.WORDS and b.amount is not None and 2 < b.amount < 10


def _wrong(a: Atom, b: Atom) -> Difference:
    issue = Issue.VALUE
    if a.group in _CALENDAR and b.group in _CALENDAR:
        issue = Issue.DATE
    elif a.group in _PERIODS or b.group in _PERIODS:
        issue = Issue.PERIOD
    elif a.group == "code":
        issue = Issue.CODE
    return Difference(issue, a.quantity, b.quantity, a.group, a.key or str(a.low), b.key or str(b.low))
