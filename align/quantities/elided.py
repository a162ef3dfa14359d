"""Units that the English leaves to be understood and the Chinese puts in: up five points, today 20 (megawatts)."""

from __future__ import annotations

import re

from align.model import Severity
from align.quantities.differences import Difference, Issue
from align.quantities.match import Match
from align.quantities.model import Kind, Quantity

_POINTS = re.compile(r" (?:full )?points?\b")
_BASIS_POINTS = re.compile(r"\bbasis\b|\bbps?\b|\bbips\b", re.IGNORECASE)


def elided_units(source: str, said: list[Quantity], matches: tuple[Match, ...]) -> list[Difference]:
    """Bare numbers whose Chinese counts in a unit that cannot be meant.

    Five points are 五個基點 only where basis points are spoken of; 20 after 6 megawatts is no 20 GW.
    """
    found = []
    for match in matches:
        a, b = match.source.quantity, match.target.quantity
        if a.kind is not Kind.NUMBER or not b.unit_id:
            continue
        if b.unit_id == "bp" and _POINTS.match(source, a.span.end) and not _BASIS_POINTS.search(source):
            found.append(Difference(Issue.PERCENT, a, b, "kind", Kind.POINT.value, b.unit_id))
        units = {q.unit_id for q in said if q.kind is Kind.MEASURE and q.unit == b.unit}
        if b.kind is Kind.MEASURE and len(units) == 1 and b.unit_id not in units:
            found.append(Difference(Issue.UNIT, a, b, "unit", units.pop(), b.unit_id, Severity.MAJOR, 0.8))
    return found
