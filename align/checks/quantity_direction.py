"""A rise became a fall, or a change a level."""

from __future__ import annotations

from align.checks.base import Check, example
from align.model import Severity
from align.quantities.differences import Issue
from align.quantities.findings import runner

CHECK = Check(
    id="quantity.direction",
    title="A rise became a fall, or a change a level",
    explanation=(
        "Compares the direction that the words next to the same figure give it (up, 年減, 收窄), and an amount of"
        " change (rose by 5) with a level reached (增至 5)."
    ),
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    run=runner(Issue.DIRECTION),
    bad=(
        example("The loss on currencies was $12 million.", "匯兌利益為 1,200 萬美元。", "a loss became a gain"),
        example(
            "Shipments of Melgar fell 14% from a year ago.", "Melgar 出貨量較去年同期成長 14%。", "a fall became a rise"
        ),
        example("The share went from 70% to over 90%.", "占比由 70% 降至 90% 以上。", "a rise called a fall"),
        example("Headcount has risen by 300 people.", "員工人數已增加至 300 人。", "by became to"),
    ),
    good=(
        example("The net loss narrowed 30%.", "淨虧損收窄 30%。"),
        example("The loss ratio improved by 3 points.", "損失率下降 3 個百分點。", "to improve is neither up nor down"),
        example("Costs went down 14% while revenue rose 9%.", "成本下降 14%，營收成長 9%。"),
    ),
)
