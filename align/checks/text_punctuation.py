"""Style of signs in the Chinese: half-width signs, doubled signs, uneven spacing. One note a document."""

from __future__ import annotations

import re
from collections.abc import Iterable

from align.checks.base import Check, Example, Options, example
from align.facts import Facts
from align.model import Hit, Severity, Span
from align.text.han import HAN_CLASS

_HALF = re.compile(f"(?<=[{HAN_CLASS}」』”）)%])[,;:?!](?![0-9])|(?<=[{HAN_CLASS}])\\.(?=\\s|$)|\\((?=[{HAN_CLASS}])")
_DOUBLED = re.compile("。。+(?!。)|，，+|、、+|；；+|：：+|，。|。，|、，|，、")
_TIGHT = re.compile(f"[{HAN_CLASS}][A-Za-z0-9]|[A-Za-z0-9][{HAN_CLASS}]")
_LOOSE = re.compile(f"[{HAN_CLASS}] [A-Za-z0-9]|[A-Za-z0-9] [{HAN_CLASS}]")
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（"}
MIXED_SHARE = 0.2  # the rarer way of spacing must have this share to be called mixed


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    for pair in facts.speech:
        half = _HALF.search(pair.target)
        if half:
            yield Hit(
                pair=pair.index,
                message=f"Half-width “{half.group()}” in Chinese text; {_FULL[half.group()]} is usual.",
                target=Span(*half.span()),
                evidence={"style": "half-width signs"},
                suggestion=_FULL[half.group()],
                confidence=0.95,
                group="half-width",
            )
        doubled = _DOUBLED.search(pair.target)
        if doubled:
            yield Hit(
                pair=pair.index,
                message=f"Signs stand twice: “{doubled.group()}”.",
                target=Span(*doubled.span()),
                evidence={"style": "doubled signs"},
                suggestion=doubled.group()[-1] if "。" not in doubled.group() else "。",
                confidence=0.9,
                group="doubled",
            )
    yield from _spacing(facts)


def _spacing(facts: Facts) -> Iterable[Hit]:
    """One note when blanks between Han and Latin or figures are set now and then."""
    tight = [(p.index, m) for p in facts.speech for m in _TIGHT.finditer(p.target)]
    loose = [(p.index, m) for p in facts.speech for m in _LOOSE.finditer(p.target)]
    total = len(tight) + len(loose)
    rarer, name = (loose, "with a blank") if len(loose) < len(tight) else (tight, "without a blank")
    if total < 20 or len(rarer) < MIXED_SHARE * total:
        return
    pairs = sorted({index for index, _ in rarer})
    share = round(len(rarer) / total, 2)
    yield Hit(
        pair=None,
        message=f"Spacing between Chinese and Latin or figures is mixed: {len(rarer)} of {total} places {name}.",
        evidence={"style": "spacing", "pairs": pairs, "share": share},
        confidence=0.95,
    )


CHECK = Check(
    id="text.punctuation",
    title="Half-width signs and uneven spacing",
    explanation=(
        "A note on style, never a failure: half-width commas and question marks between Chinese characters, signs that "
        "stand twice, and blanks between Chinese and Latin text that are set in some places and not in others. Each "
        "kind is reported once for the document with all its lines, so that one decision settles it."
    ),
    category="fluency/punctuation",
    severity=Severity.INFO,
    run=_run,
    bad=(
        example("Thank you, everyone.", "謝謝,各位。"),
        Example((("Yes, we do.", "是的,沒錯。"), ("Is it?", "是嗎?")), fires=(0, 1)),
        example("We grew.", "我們成長了。。"),
    ),
    good=(
        example("Thank you, everyone.", "謝謝，各位。"),
        example("Sales were 1,234 units (net).", "銷量為1,234台（淨額），3:1。"),
    ),
    rollup=2,
)
