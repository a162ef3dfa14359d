"""Units left to be understood: up five points, today 20 (megawatts), a dollar and forty cents, 億度 of electricity."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from align.model import Severity, Span
from align.quantities.differences import Difference, Issue
from align.quantities.match import Match
from align.quantities.model import Kind, Quantity

_POINTS = re.compile(r" (?:full )?points?\b")
_CENTS = re.compile(r"cents?$|美分$|[分]$")
_AND = re.compile(r",? and |[又]?")
_ONE_DOLLAR = re.compile(r"\b(?:a|one) (?:dollar|euro|buck) and $", re.IGNORECASE)
_WATT_HOURS = re.compile(r"watt[- ]hours?|\b[kKMGT]W[hH]\b")
_DEGREES = re.compile(r"\bdegrees?\b|°", re.IGNORECASE)
_BASIS_POINTS = re.compile(r"\bbasis\b|\bbps?\b|\bbips\b", re.IGNORECASE)


def joined(text: str, found: list[Quantity]) -> list[Quantity]:
    """The figures with dollars and cents said apart made one amount: a dollar and forty cents, 3美元50美分."""
    made: list[Quantity] = []
    for q in found:
        last = made[-1] if made else None
        cents = q.kind is Kind.MONEY and q.low is not None and q.low == q.high and 0 < q.low < 1
        if cents and _CENTS.search(q.text):
            whole = last if last and last.kind is Kind.MONEY and last.currency == q.currency else None
            if whole and whole.low == whole.high and _AND.fullmatch(text, whole.span.end, q.span.start):
                made[-1] = _sum(text, q, whole.low, whole.span.start)
                continue
            if (one := _ONE_DOLLAR.search(text, 0, q.span.start)) is not None:
                q = _sum(text, q, Decimal(1), one.start())
        made.append(q)
    return made


def _sum(text: str, cents: Quantity, whole: Decimal | None, start: int) -> Quantity:
    value = (whole or Decimal(0)) + (cents.low or Decimal(0))
    span = Span(start, cents.span.end)
    return replace(cents, span=span, text=span.of(text), low=value, high=value, amount=value)


def electric(source: str, given: list[Quantity]) -> list[Quantity]:
    """The Chinese figures with 度 read as kilowatt-hours where that is meant: beside watt-hours, and from ten thousand on."""
    beside = _WATT_HOURS.search(source) is not None and _DEGREES.search(source) is None
    return [_electric(q) if q.unit_id == "degree" and (beside or (q.low or 0) >= 10_000) else q for q in given]


def _electric(q: Quantity) -> Quantity:
    low, high = (None if end is None else end * 1000 for end in (q.low, q.high))
    precision = None if q.precision is None else q.precision * 1000
    return replace(q, unit="Wh", unit_id="kilowatt-hour", low=low, high=high, precision=precision)


def elided_units(source: str, said: list[Quantity], matches: tuple[Match, ...]) -> list[Difference]:
    """Bare numbers whose Chinese counts in a unit that cannot be meant.

    Five points are 五個基點 only where basis points are spoken of; 20 after 6 megawatts is no 20 GW.
    """
    found = []
    for match in matches:
        a, b = match.source.quantity, match.target.quantity
        if a.kind is not Kind.NUMBER:
            continue
        if b.unit_id == "bp" and _POINTS.match(source, a.span.end) and not _BASIS_POINTS.search(source):
            found.append(Difference(Issue.PERCENT, a, b, "kind", Kind.POINT.value, b.unit_id))
        if b.kind is Kind.PERCENT and a.change and b.change and _POINTS.match(source, a.span.end):
            found.append(Difference(Issue.PERCENT, a, b, "kind", Kind.POINT.value, b.kind.value))
        units = {q.unit_id for q in said if q.kind is Kind.MEASURE and q.unit == b.unit}
        if b.kind is Kind.MEASURE and len(units) == 1 and b.unit_id not in units:
            found.append(Difference(Issue.UNIT, a, b, "unit", units.pop(), b.unit_id, Severity.MAJOR, 0.8))
    return found
