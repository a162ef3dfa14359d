"""By which time an amount is counted (12,000 tonnes a year, a monthly capacity of 3,000; 每月, 年產能)."""

from __future__ import annotations

import re

from align.model import Severity, Span
from align.quantities.differences import Difference, Issue
from align.quantities.match import Match
from align.quantities.model import Kind, Quantity

_COUNTED = frozenset({Kind.NUMBER, Kind.MEASURE, Kind.MONEY})
_EN = {
    "day": "day", "daily": "day", "week": "week", "weekly": "week", "month": "month", "monthly": "month",
    "quarter": "quarter", "quarterly": "quarter", "year": "year", "annum": "year", "annual": "year",
    "annually": "year", "yearly": "year", "annualized": "year", "annualised": "year",
}  # fmt: skip
_BEHIND = re.compile(
    r"(?:[ -](?!(?:and|or|in|to|from|for|by|with|of|at|on|per|an?|each|every)\b)[\w-]+){0,4}? "
    r"(?:(?:an?|per|each|every) (day|week|month|quarter|year|annum)|(daily|weekly|monthly|quarterly|annually|yearly))"
    r"\b(?! (?:ago|earlier|before|later|old|or|and a half|from|after))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(daily|weekly|monthly|quarterly|annual|annualized|annualised|yearly)(?: run[- ]rate)? "
    r"(?:[\w-]+ ){1,4}?(?:of|to|at|is|was|are|were|reached|totals?|totaled) "
    r"(?:(?:about|around|approximately|nearly|almost|over|roughly|some|more than|up to) )?(?:[A-Z]{2,3} ?)?[$€£¥]?$",
    re.IGNORECASE,
)
_ZH = {
    "日": "day", "天": "day", "週": "week", "周": "week", "星期": "week", "月": "month", "個月": "month", "个月": "month",
    "季": "quarter", "季度": "quarter", "年": "year", "年度": "year",
}  # fmt: skip
_ZH_EACH = re.compile(
    r"每[一1]?(日|天|週|周|星期|個月|个月|月|季度|季|年度|年)(?![^，。；]{0,14}每)[^，。；：,;\d]{0,14} ?$"
)
_ZH_NOUN = re.compile(
    r"(?<![\d０-９〇零一二三四五六七八九十百千今明去前全半近整本上下每個个多餘余數数幾几同當当該该 ])(日|週|周|月|季|年)"
    r"(?:產能|产能|產量|产量|產出|产出|出貨量?|出货量?|銷量|销量|吞吐量|處理量|处理量|運量|运量|用量|需求量?|租金|租)"
    r"[^，。；：,;\d]{0,10} ?$"
)
_REACH = 60


def paces(source: str, target: str, matches: tuple[Match, ...]) -> list[Difference]:
    """Amounts of the same value that the two sides count by different times."""
    if "每" not in target and not re.search(r"[日週周月季年][產产出銷销吞處处運运用需租]", target):
        return []
    found = []
    for match in matches:
        a, b = match.source.quantity, match.target.quantity
        if a.kind not in _COUNTED or b.kind not in _COUNTED or match.source.low != match.target.low:
            continue
        said, given = _said(source, a), _given(target, b)
        if said and given and said[0] != given[0]:
            spans = said[1], given[1]
            found.append(
                Difference(Issue.PERIOD, None, None, "pace", said[0], given[0], Severity.MAJOR, 0.85, spans=spans)
            )
    return found


def _said(text: str, q: Quantity) -> tuple[str, Span] | None:
    match = _BEHIND.match(text, q.span.end)
    if match is not None:
        return _EN[(match[1] or match[2]).lower()], Span(q.span.start, match.end())
    start = max(0, q.span.start - _REACH)
    match = _BEFORE.search(text[start : q.span.start])
    return (_EN[match[1].lower()], Span(start + match.start(), q.span.end)) if match is not None else None


def _given(text: str, q: Quantity) -> tuple[str, Span] | None:
    start = max(0, q.span.start - 24)
    before = text[start : q.span.start]
    match = _ZH_EACH.search(before) or _ZH_NOUN.search(before)
    return (_ZH[match[1]], Span(start + match.start(), q.span.end)) if match is not None else None
