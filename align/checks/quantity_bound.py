"""More than became less than."""

from __future__ import annotations

from align.checks.base import Check, example
from align.model import Severity
from align.quantities.differences import Issue
from align.quantities.findings import runner

CHECK = Check(
    id="quantity.bound",
    title="More than became less than",
    explanation=(
        "Compares the bounds put on the same figure. Opposite bounds are errors, a bound that the source does"
        " not have is a slip, a bound left out is worth a note. Words that compare with an earlier figure (高於, 低於)"
        " only conflict with their opposite."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=runner(Issue.BOUND),
    bad=(
        example("Orders exceeded $400 million.", "訂單不到 4 億美元。", "over became under"),
        example("At least 17,000 machines are installed.", "最多安裝了 17,000 台機器。", "at least became at most"),
    ),
    good=(
        example("Orders exceeded $400 million.", "訂單超過 4 億美元。"),
        example(
            "Deposits were NT$1.5 billion, up from NT$1.2 billion.",
            "存款為新台幣 15 億元，高於先前的新台幣 12 億元。",
            "a comparison is no bound",
        ),
        example("At least 17,000 machines, no less than 90%, are installed.", "至少安裝了 17,000 台機器，不低於九成。"),
    ),
)
