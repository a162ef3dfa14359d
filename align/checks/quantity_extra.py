"""A figure is in the translation only."""

from __future__ import annotations

from align.checks.base import Check, example
from align.model import Severity
from align.quantities.differences import Issue
from align.quantities.findings import runner

CHECK = Check(
    id="quantity.extra",
    title="A figure is in the translation only",
    explanation=(
        "Reports a figure of the translation that nothing in the source accounts for, such as an invented "
        "year. Numerals that Chinese grammar asks for (一個, 兩國) are silent."
    ),
    category="accuracy/addition",
    severity=Severity.MAJOR,
    run=runner(Issue.EXTRA),
    bad=(
        example(
            "Management of Teldron had expected revenue of $34 million on the last call.",
            "Teldron 管理層在上次會議預期 2019 年營收 3,400 萬美元。",
            "an invented year",
        ),
        example("Our margin improved a lot.", "我們的利潤率大幅改善了 12%。", "an invented percentage"),
    ),
    good=(
        example("Both sides signed the agreement in Oslo.", "兩國在奧斯陸簽署了一項協議。", "grammar"),
        example(
            "The Nord River 2 project goes on; the pipeline doubles capacity.",
            "Nord River 2 計畫持續進行；Nord River 2 管線使容量翻倍。",
            "a repeated name",
        ),
    ),
)
