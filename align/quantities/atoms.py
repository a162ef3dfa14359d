"""Figures taken apart into comparable atoms: a date into year, month and day, a range into its ends."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from align.quantities.model import Bound, Kind, Quantity, Written

NUMERIC = frozenset(
    {
        Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.POINT, Kind.FRACTION, Kind.MULTIPLE, Kind.MEASURE,
        Kind.DURATION, Kind.AGE, Kind.ORDINAL,
    }
)  # fmt: skip
_FIELDS = ("year", "month", "day", "weekday", "decade", "quarter", "half")
_SURE_WORDS = frozenset({Kind.MONEY, Kind.PERCENT, Kind.POINT, Kind.MEASURE})


@dataclass(frozen=True, eq=False)
class Atom:
    """One comparable thing: `group` is number, code, score, time or a calendar field; `at` in [0, 1] is its place."""

    quantity: Quantity
    group: str
    low: Decimal
    high: Decimal
    at: float
    order: int
    firm: bool
    key: str = ""
    amount: Decimal | None = None

    @property
    def vague(self) -> bool:
        """Whether only an order of magnitude is known."""
        return self.low != self.high


def atoms(found: list[Quantity], length: int) -> list[Atom]:
    """The atoms of a text of `length` code points, in order."""
    made: list[Atom] = []
    for quantity in found:
        at = quantity.span.start / max(length, 1)
        made += _of(quantity, at, len(made))
    return made


def _of(q: Quantity, at: float, order: int) -> list[Atom]:
    zero = Decimal(0)
    if q.kind in NUMERIC and q.low is not None and q.high is not None:
        firm = is_firm(q)
        if q.is_range and q.bound is not Bound.VAGUE:
            firm = firm or q.written is Written.DIGITS
            return [
                Atom(q, "number", q.low, q.low, at, order, firm, amount=q.amount),
                Atom(q, "number", q.high, q.high, at, order + 1, firm, amount=_upper_amount(q)),
            ]
        return [Atom(q, "number", q.low, q.high, at, order, firm, amount=q.amount)]
    if q.kind in NUMERIC:
        end = q.low if q.low is not None else q.high
        return [Atom(q, "number", end, end, at, order, is_firm(q), amount=q.amount)] if end is not None else []
    if q.kind in (Kind.CODE, Kind.OPAQUE):
        return [Atom(q, "code", zero, zero, at, order, True, q.code)]
    if q.kind is Kind.SCORE:
        return [Atom(q, "score", part, part, at, order + n, True) for n, part in enumerate(q.parts)]
    if q.kind is Kind.TIME:
        minutes = Decimal((q.hour or 0) * 60 + (q.minute or 0))
        return [Atom(q, "time", minutes, minutes, at, order, q.written is Written.DIGITS)]
    made: list[Atom] = []
    for field in _FIELDS:
        value = getattr(q, field)
        if value is not None:
            number = Decimal(value)
            firm = _is_firm_field(q, field)
            made.append(Atom(q, field, number, number, at, order + len(made), firm))
    return made


def _is_firm_field(q: Quantity, field: str) -> bool:
    """A half without a year may be of a match, a weekday of a name or beside a full date, a decade of a century."""
    if field == "half":
        return q.year is not None
    if field == "decade" and q.written is not Written.DIGITS:
        return False  # mid-nineties may be a percentage
    if field == "day" and q.month is None and q.written is Written.WORDS:
        return False  # 一日: one day
    return q.written is not Written.IMPLIED


def _upper_amount(q: Quantity) -> Decimal | None:
    """The upper end of a range as the text counts it."""
    if q.amount is None or not q.low or q.high is None:
        return q.high
    return q.high * q.amount / q.low


def is_firm(q: Quantity) -> bool:
    """Whether the figure surely is one, so that it needs a counterpart; small numbers in words may be mere grammar."""
    if q.written is Written.DIGITS:
        grammar = q.amount == 1 and q.kind in (Kind.NUMBER, Kind.DURATION, Kind.MEASURE, Kind.ORDINAL)
        return not grammar and not (q.kind is Kind.PERCENT and q.amount == 100)
    if q.written is Written.IMPLIED or q.bound is Bound.VAGUE:
        return False
    amount = q.amount if q.amount is not None else Decimal(0)
    if q.kind is Kind.NUMBER and q.text[:2].lower() == "a ":
        return False  # a million pieces
    if amount in (0, 1) or q.unit == "°" or (q.kind is Kind.PERCENT and amount == 100):
        return False
    return q.kind in _SURE_WORDS or (amount >= 13 and q.kind is not Kind.ORDINAL)
