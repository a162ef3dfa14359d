"""A figure's value differs."""

from __future__ import annotations

from align.checks.base import Check, example
from align.model import Severity
from align.quantities.differences import Issue
from align.quantities.findings import runner

CHECK = Check(
    id="quantity.value",
    title="A figure's value differs",
    explanation=(
        "Reads the figures of both sides as values, whatever their writing (44.1 million, 4,410萬, 0.44億), "
        "finds which belongs to which and reports those that differ, with the arithmetic and the corrected "
        "Chinese. Equal values in another writing, and values rounded in the translation, are silent."
    ),
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    run=runner(Issue.VALUE),
    bad=(
        example(
            "Revenue at Larkfield reached $1.2 billion in the third quarter.",
            "Larkfield 第三季營收達 1.2 億美元。",
            "ten times too small",
        ),
        example("We shipped 34,500 pumps to Nordhaven.", "我們向 Nordhaven 出貨了 3.54 萬台泵浦。", "digits exchanged"),
        example("The board approved two new plants.", "董事會核准了三座新廠。", "a small number in words"),
    ),
    good=(
        example(
            "Revenue at Larkfield reached $1.2 billion in the third quarter.",
            "Larkfield 第三季營收達 12 億美元。",
            "billion is 十億",
        ),
        example(
            "Half of the 28,600 units, one in two, were sold within sixty days.",
            "28,600 台中的一半在兩個月內售出。",
            "half, and days as months",
        ),
        example(
            "No one else offers this, and on the one hand that is second to none.",
            "沒有其他人提供這個，一方面這是首屈一指的。",
            "words that are no figures",
        ),
    ),
)
