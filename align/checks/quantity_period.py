"""A quarter, half-year or basis of comparison differs."""

from __future__ import annotations

from align.checks.base import Check, example
from align.model import Severity
from align.quantities.differences import Issue
from align.quantities.findings import runner

CHECK = Check(
    id="quantity.period",
    title="A quarter, half-year or basis of comparison differs",
    explanation=(
        "Compares quarters and half-years, tells a quarter of the year from the fraction 四分之一, and year-on-"
        "year (年增) from quarter-on-quarter (季增)."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=runner(Issue.PERIOD),
    bad=(
        example("The plant makes 12,000 tonnes a year.", "該廠每月生產 1.2 萬公噸。", "counted by another time"),
        example("Bookings in Q4 were strong.", "第三季訂單強勁。", "another quarter"),
        example(
            "About a quarter before the launch, customers wait.",
            "在上市前約四分之一，客戶會觀望。",
            "a quarter of the year became a fourth",
        ),
        example("Sales grew 46% quarter-over-quarter.", "銷售額年增 46%。", "another basis"),
    ),
    good=(
        example(
            "Bookings in Q4 were strong, in the second and third quarters weak.", "第四季訂單強勁，第二季和第三季疲弱。"
        ),
        example(
            "A quarter of the bookings, up 12% year over year, came from Asia.",
            "四分之一的訂單來自亞洲，年增 12%。",
            "a fraction is a fraction",
        ),
    ),
)
