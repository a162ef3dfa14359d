"""A figure is missing from the translation."""

from __future__ import annotations

from align.checks.base import Check, example
from align.model import Severity
from align.quantities.differences import Issue
from align.quantities.findings import runner

CHECK = Check(
    id="quantity.missing",
    title="A figure is missing from the translation",
    explanation=(
        "Reports a figure of the source that has neither an equal nor a wrong counterpart in the translation."
        " Small numbers in words are reported, as minor, only when the Chinese has no such numeral at all; "
        "repeated figures and those that moved to a neighbouring paragraph are silent."
    ),
    category="accuracy/omission",
    severity=Severity.MAJOR,
    run=runner(Issue.MISSING),
    bad=(
        example(
            "Backlog at Corvane stood at $310 million at the end of March.",
            "Corvane 三月底有在手訂單。",
            "the amount is gone",
        ),
        example(
            "The service has 4.5 million users in 12 countries.", "該服務在 12 個國家擁有用戶。", "the users are gone"
        ),
    ),
    good=(
        example(
            "Backlog at Corvane stood at $310 million, and that $310 million is firm.",
            "Corvane 的在手訂單為 3.1 億美元，且均已確定。",
            "said twice, given once",
        ),
        example(
            "One of the first customers came back a second time.", "首批客戶之一再次回購。", "words that need no figure"
        ),
    ),
)
