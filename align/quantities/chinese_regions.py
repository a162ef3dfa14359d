"""Figures that a word makes a region: 20% 出頭 is 21 to 23 %, 40% 中段 is 44 to 46 %, 6% 後段 is 6.7 to 6.9 %."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from align.model import Span
from align.quantities.chinese_line import Line
from align.quantities.model import Bound, Kind, Quantity

_PARTS = {
    "出头": (1, 3), "初头": (1, 3), "前段": (1, 3), "低段": (1, 3), "中前段": (1, 6), "前中段": (1, 6),
    "中段": (4, 6), "中间值附近": (4, 6), "中后段": (4, 9), "中高段": (4, 9), "后段": (7, 9), "高段": (7, 9),
    "尾段": (7, 9), "末段": (7, 9),
}  # fmt: skip
_WORDS = "|".join(sorted(_PARTS, key=len, reverse=True))
_PART = re.compile(rf" ?(?:的|区间的?|区间)? ?({_WORDS})(?:[至到]({_WORDS}))?")
_TO = re.compile(r" ?[至到] ?")
_CHANGED = re.compile(r"(?:[增减升降涨跌加少长短大窄高低缩善滑]|成长|增长)(?:了|约|近|逾|超过)? ?\Z")
_COUNTED = re.compile(r"[^\d.,万亿兆千百 ]\Z")
_KINDS = frozenset({Kind.PERCENT, Kind.NUMBER})


def change_to_level(line: Line, q: Quantity) -> list[Quantity]:
    """增加 4 天至 68 天 is no range but a change and the level it leads to: two figures; else the figure itself."""
    if not q.is_range or q.low is None or q.high is None or q.bound is Bound.VAGUE or q.high < 4 * abs(q.low):
        return [q]
    start = q.span.start
    joint = _TO.search(line.folded, start, q.span.end)
    if joint is None or not _CHANGED.search(line.folded, max(0, start - 6), start):
        return [q]
    first, second = (Span(start, joint.start()), Span(joint.end(), q.span.end))
    if not _COUNTED.search(first.of(line.folded)):
        return [q]  # 增加 4 至 68 家 may be a range
    amount = None if q.amount is None or not q.low else q.high * q.amount / q.low
    return [
        replace(q, span=first, text=first.of(line.text), high=q.low),
        replace(q, span=second, text=second.of(line.text), low=q.high, amount=amount),
    ]


def region(line: Line, q: Quantity) -> Quantity:
    """The figure with the ends that the word behind it means; the figure itself when there is none.

    Only round figures have regions: whole tens, or one digit of per cent. The span takes the word in.
    """
    if q.kind not in _KINDS or q.value is None or q.bound not in (Bound.EXACT, Bound.ABOUT):
        return q
    part = _PART.match(line.folded, q.span.end)
    step = step_of(q.value, q.kind)
    if part is None or step is None:
        return q
    first, last = _PARTS[part[1]][0], _PARTS[part[2] or part[1]][1]
    end = part.end()
    return replace(
        q, span=Span(q.span.start, end), text=line.text[q.span.start : end], low=q.value + first * step,
        high=q.value + last * step, amount=q.value, bound=Bound.VAGUE,
    )  # fmt: skip


def step_of(value: Decimal, kind: Kind) -> Decimal | None:
    """A tenth of the region that a round figure opens: 1 for whole tens, 0.1 for one digit of per cent."""
    if 10 <= value <= 90 and value % 10 == 0:
        return Decimal(1)
    if 1 <= value <= 9 and value == value.to_integral_value() and kind is Kind.PERCENT:
        return Decimal("0.1")
    return None
