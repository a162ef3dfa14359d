"""What can be wrong with a figure in a translation, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from align.model import Severity, Span
from align.quantities.match import Match
from align.quantities.model import Quantity


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
    """One disagreement.

    `field` names what differs (number, month, code, basis, by, share ...); `said` and `given` are what the
    source says and what the translation gives; `other` is the second figure of an exchange. `spans` are the
    places on both sides when they are not those of figures.
    """

    issue: Issue
    source: Quantity | None
    target: Quantity | None
    field: str = "number"
    said: str = ""
    given: str = ""
    severity: Severity = Severity.MAJOR
    sure: float = 0.9
    other: Quantity | None = None
    spans: tuple[Span, Span] | None = None


@dataclass(frozen=True)
class Comparison:
    """All figures of both sides, which belong together, and where they disagree (in source order)."""

    source: tuple[Quantity, ...]
    target: tuple[Quantity, ...]
    matches: tuple[Match, ...]
    differences: tuple[Difference, ...]
