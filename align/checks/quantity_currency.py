"""A figure's currency differs."""

from __future__ import annotations

from align.checks.base import Check, example
from align.model import Severity
from align.quantities.differences import Issue
from align.quantities.findings import runner

CHECK = Check(
    id="quantity.currency",
    title="A figure's currency differs",
    explanation=(
        "Compares the currencies of amounts that have the same value. A bare $ or 元 agrees with whatever the "
        "document names; an amount whose currency is left to be understood is silent."
    ),
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    run=runner(Issue.CURRENCY),
    bad=(
        example("Rates are quoted in US dollars.", "運價以歐元報價。", "named without a figure"),
        example(
            "Capital spending at Orrin was USD 40 million.",
            "Orrin 的資本支出為 4,000 萬人民幣。",
            "US dollars became renminbi",
        ),
        example("The contract is worth €3.1 billion.", "合約價值 31 億美元。", "euros became dollars"),
    ),
    good=(
        example("Capital spending at Orrin was USD 40 million.", "Orrin 的資本支出為 4,000 萬美元。"),
        example(
            "Revenue was NT$3.2 billion, of which $1.1 billion came from services.",
            "營收為新台幣 32 億元，其中 11 億元來自服務。",
            "implied currency",
        ),
    ),
)
