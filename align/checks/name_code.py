"""Model names and codes that differ."""

from __future__ import annotations

from align.checks.base import Check, example
from align.model import Severity
from align.quantities.differences import Issue
from align.quantities.findings import runner

CHECK = Check(
    id="name.code",
    title="A model name or code differs",
    explanation=(
        "Compares product and form codes (A1466, 20-F, Type-2) letter by letter; hyphens and spaces do not count, "
        "and a code of one number may be written with a classifier (2類)."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=runner(Issue.CODE),
    bad=(
        example("We will ship the K1466 pump in May.", "我們將於五月出貨 K1446 泵浦。", "two digits exchanged"),
        example("The RX-14 series is sold out.", "RX-15 系列已售罄。"),
    ),
    good=(
        example("We will ship the K1466 and RX-14 pumps in May.", "我們將於五月出貨 K1466 與 RX14 泵浦。", "a hyphen"),
        example("A Type-2 license is needed for Form 20-F filers.", "20-F 申報者需要 2 類執照。", "a classifier"),
    ),
)
