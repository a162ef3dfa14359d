"""A figure's unit differs."""

from __future__ import annotations

from align.checks.base import Check, example
from align.model import Severity
from align.quantities.differences import Issue
from align.quantities.findings import runner

CHECK = Check(
    id="quantity.unit",
    title="A figure's unit differs",
    explanation=(
        "Compares units of figures that have the same number: exahash against terahash, nanometres against "
        "微米, months against 週. SI prefixes and conversions (85 bp, sixty days as two months) are understood."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=runner(Issue.UNIT),
    bad=(
        example("The site runs at 177 megawatts.", "該廠以 177 千瓦運轉。", "mega became kilo"),
        example("Prices rose over the past four months.", "過去 4 週價格上漲。", "months became weeks"),
    ),
    good=(
        example("The site runs at 177 megawatts on a 7 nm process.", "該廠以 177 兆瓦運轉，採 7 奈米製程。"),
        example(
            "It took two decades, or 60 days per module.",
            "花了 20 年，每個模組兩個月。",
            "the same spans in other units",
        ),
    ),
)
