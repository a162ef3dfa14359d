"""What a text says in figures: one frozen, typed value for each, equal for equal meaning in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, Literal

from align.model import Span

Lang = Literal["en", "zh"]
Value = Decimal | int | str


class Kind(str, Enum):
    """What sort of figure it is; the kind says in which unit `low` and `high` count."""

    NUMBER = "number"  # bare, or counted with a noun or classifier
    MONEY = "money"  # in major units of `currency`
    PERCENT = "percent"  # 30 for 30 %, 三成
    POINT = "percentage point"  # in percentage points: 85 basis points are 0.85 points
    FRACTION = "fraction"  # 0.5 for half, 一半
    MULTIPLE = "multiple"  # 3 for 3x, 三倍, tripled
    MEASURE = "measure"  # in the base unit `unit` (W, m, hash/s, B ...)
    DURATION = "duration"  # unit "s" (seconds to weeks) or "month" (months to centuries)
    AGE = "age"  # in years
    ORDINAL = "ordinal"  # third, 第三, No. 3
    DATE = "date"  # any of year, month, day, weekday, decade
    QUARTER = "quarter"  # quarter, perhaps year
    HALF = "half"  # half, perhaps year
    TIME = "time"  # hour (0-23), minute
    SCORE = "score"  # parts
    CODE = "code"  # an identifier or product code, in `code`
    OPAQUE = "opaque"  # a phone number or the like, its digits in `code`


class Bound(str, Enum):
    """How the figure given relates to the one meant."""

    EXACT = ""
    ABOUT = "about"  # about, some, 約, 左右
    NEARLY = "nearly"  # nearly, almost, close to, 近, 將近
    OVER = "over"  # more than, over, 超過, 逾, 多, 餘
    AT_LEAST = "at least"  # at least, 至少, 以上
    UNDER = "under"  # less than, below, 不到, 未滿
    AT_MOST = "at most"  # up to, at most, 最多, 高達, 以下
    VAGUE = "vague"  # only an order of magnitude or a region: hundreds, 數百, mid-teens


class Change(str, Enum):
    """Direction of change, or profit against loss, that the text ascribes to the figure."""

    NONE = ""
    UP = "up"
    DOWN = "down"


class Basis(str, Enum):
    """What a change is measured against."""

    NONE = ""
    YEAR = "year on year"
    QUARTER = "quarter on quarter"
    MONTH = "month on month"


class Written(str, Enum):
    """How it is written: a word may mean no number at all, a digit hardly ever."""

    DIGITS = "digits"
    WORDS = "words"
    IMPLIED = "implied"  # a quarter ago, doubled, 翻倍, 首次


@dataclass(frozen=True)
class Quantity:
    """One figure of a text. `span` indexes the text given, in code points; `text` is what it covers.

    Value: exact when `low == high`; an interval otherwise (`None` is an open end). `amount` is the
    number as the text counts it, before SI prefix and unit (177 for 177 MW, 85 for 85 basis points), and
    `unit_id` the row of packs/quantities/units.csv it counts in. `precision` is the place of the last
    digit written (10000 for 4,410萬, 0.01 for 1.25). `loose_currency`: the writing names no single
    currency ($, 元, dollars).
    """

    kind: Kind
    span: Span
    text: str
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    unit_id: str = ""
    amount: Decimal | None = None
    currency: str = ""
    loose_currency: bool = False
    bound: Bound = Bound.EXACT
    change: Change = Change.NONE
    by: bool | None = None
    basis: Basis = Basis.NONE
    written: Written = Written.DIGITS
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    decade: int | None = None
    quarter: int | None = None
    half: int | None = None
    hour: int | None = None
    minute: int | None = None
    fiscal: bool = False
    parts: tuple[Decimal, ...] = ()
    code: str = ""
    precision: Decimal | None = None
    negative_marked: bool = False

    @property
    def value(self) -> Decimal | None:
        """The exact value; None for intervals, dates and codes."""
        return self.low if self.low is not None and self.low == self.high else None

    @property
    def is_range(self) -> bool:
        """Whether two ends are given (9 to 12 months) or meant (mid-teens)."""
        return self.low is not None and self.high is not None and self.low != self.high

    def meaning(self) -> tuple[Any, ...]:
        """What is said, without place and wording: equal for equal meaning in both languages."""
        return (
            self.kind, self.low, self.high, self.unit, self.currency, self.bound,
            self.year, self.month, self.day, self.weekday, self.decade, self.quarter, self.half,
            self.hour, self.minute, self.parts, self.code,
        )  # fmt: skip
