"""A date or time differs."""

from __future__ import annotations

from align.checks.base import Check, example
from align.model import Severity
from align.quantities.differences import Issue
from align.quantities.findings import runner

CHECK = Check(
    id="quantity.date",
    title="A date or time differs",
    explanation=(
        "Compares years, months, days, weekdays and clock times one by one; a weekday beside a full date, 19:30 as 晚上7:30 "
        "and years cut short (1950-53) are silent."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=runner(Issue.DATE),
    bad=(
        example(
            "The plant in Varnholt opens on September 25, 2024.",
            "Varnholt 工廠將於 2024 年 8 月 25 日啟用。",
            "another month",
        ),
        example("Trading resumes on Tuesday at 2 p.m.", "週四下午 2 點恢復交易。", "another weekday"),
    ),
    good=(
        example("The plant in Varnholt opens on September 25, 2024.", "Varnholt 工廠將於 2024 年 9 月 25 日啟用。"),
        example("The broadcast starts at 19:30 on Monday.", "節目於週一晚上 7:30 開始。", "another clock"),
    ),
)
