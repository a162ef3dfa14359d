"""Two figures have changed places."""

from __future__ import annotations

from align.checks.base import Check, example
from align.model import Severity
from align.quantities.differences import Issue
from align.quantities.findings import runner

CHECK = Check(
    id="quantity.order",
    title="Two figures have changed places",
    explanation=(
        "Both values are there, but each is said of the wrong thing: start and end, the quarters, or the ends"
        " of a range. A different order that Chinese grammar asks for (from a base, out of a total), or "
        "in which the words beside the figures moved along with them, is silent."
    ),
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    run=runner(Issue.ORDER),
    bad=(
        example(
            "Cash grew from $41 million in Q3 to $96 million in Q4.",
            "現金從第三季的 9,600 萬美元增加到第四季的 4,100 萬美元。",
            "start and end exchanged",
        ),
        example(
            "Revenue was $5.4 million and cost was $3.1 million.",
            "營收為 310 萬美元，成本為 540 萬美元。",
            "exchanged in a list",
        ),
        example(
            "Retail was 62% of sales and wholesale 38%.",
            "零售占銷售額的 38%，批發占 62%。",
            "exchanged while their owners stayed",
        ),
    ),
    good=(
        example(
            "Cash reached $96 million, up from $41 million.",
            "現金從 4,100 萬美元增至 9,600 萬美元。",
            "the base comes first in Chinese",
        ),
        example(
            "Retail was 62% of sales and wholesale 38%.", "批發占銷售額的 38%，零售占 62%。", "the owners moved along"
        ),
        example("They lost 19 of their 29 matches.", "他們在 29 場比賽中輸了 19 場。", "the total comes first"),
    ),
)
