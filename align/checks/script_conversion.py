"""Conversion slips: the wrong one of several Traditional characters that share a Simplified form."""

from __future__ import annotations

from collections.abc import Iterable

from align.checks.base import Check, Options, example
from align.facts import Facts
from align.model import Hit, Pair, Severity
from align.text.slips import Slip, slips
from align.text.tokens import target_tokens


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    if facts.simplified:
        return
    for pair in facts.bitext.pairs:
        for slip in slips(pair.target, facts.of_pair(target_tokens, pair)):
            yield _hit(pair, slip)


def _hit(pair: Pair, slip: Slip) -> Hit:
    return Hit(
        pair=pair.index,
        message=f"“{slip.wrong}” is a slip of conversion from Simplified characters for “{slip.right}”.",
        target=slip.span,
        evidence={"found": slip.wrong, "right": slip.right, "gain": round(slip.gain, 1)},
        suggestion=slip.right,
        confidence=0.95 if slip.gain > 6 else 0.9,
        group=f"conversion:{slip.wrong}",
    )


CHECK = Check(
    id="script.conversion",
    title="Wrong character from a conversion",
    explanation=(
        "One Simplified character often stands for several Traditional ones: 制 for 制 and 製, 后 for 後 and 后, 发 for "
        "發 and 髮. Converters choose wrongly now and then (控製 for 控制, 併 for 並, 藉貸 for 借貸). Each word is compared "
        "with the spellings that dictionaries know, and a doubtful one is weighed by exchanging the character and "
        "comparing how probable the neighbourhood becomes (gain, in nats). Spellings that are both in use in Taiwan, "
        "台 and 臺, 裡 and 裏, 週 and 周, are left alone."
    ),
    category="fluency/character-encoding",
    severity=Severity.MINOR,
    run=_run,
    bad=(
        example("We keep costs under control.", "我們持續控製成本。", "控制"),
        example("We will adjust and expand the line.", "我們將調整併擴大產線。", "並擴大"),
        example("After the quarter we paid down debt.", "在季度結束之后，我們償還了債務。", "之後"),
        example("Development costs rose.", "研髮費用增加。", "研發"),
    ),
    good=(
        example(
            "It was a solid quarter: two lines run as one, with little volatility.",
            "這一季相當扎實：兩條線併在一起運轉，震蕩不大。",
            "spellings that are both in use",
        ),
        example("We merged the two units and control the rest.", "我們合併了兩個部門，並控制其餘部門。"),
        example("The noodle and hair care units sold their dry goods.", "麵食與護髮部門出售了乾貨，后冠品牌除外。"),
        example(
            "We understand the plan for the week.", "我們瞭解本週的計畫，也了解臺灣的佈局。", "both spellings pass"
        ),
    ),
    rollup=6,
)
