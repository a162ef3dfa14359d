"""Percent, percentage points or plain number are mixed up."""

from __future__ import annotations

from align.checks.base import Check, example
from align.model import Severity
from align.quantities.differences import Issue
from align.quantities.findings import runner

CHECK = Check(
    id="quantity.percent",
    title="Percent, percentage points or plain number are mixed up",
    explanation=(
        "Keeps percent, percentage points and basis points, and plain numbers apart when the number is the "
        "same: 3 points more is not 3 % more."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=runner(Issue.PERCENT),
    bad=(
        example(
            "Gross margin at Selwick rose 3 percentage points.", "Selwick 毛利率上升 3%。", "points became percent"
        ),
        example("Orders grew 46%.", "訂單成長 46。", "the percent sign is lost"),
    ),
    good=(
        example(
            "Gross margin widened by 85 basis points to 30%.", "毛利率擴大 0.85 個百分點至三成。", "basis points and 成"
        ),
        example(
            "A quarter of the staff, 25 percent, joined this year.", "四分之一的員工，即百分之二十五，是今年加入的。"
        ),
    ),
)
