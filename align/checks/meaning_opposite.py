"""A word given as its opposite: the borrower as the lender, earlier as later, to reopen as to close."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from align.checks.base import Check, Options, example
from align.facts import Facts
from align.model import Hit, Pair, Severity, Span
from align.packs.opposites import Opposite, opposites
from align.text.pairing import Bead, sentence_beads
from align.text.script import to_simplified

LARGEST = 2  # sentences of one side; more say too little about which words belong together
_DENIES = re.compile(
    r"\b(?:not?|never|none|neither|nor|without|un(?!i|der|til|less|cle)\w{3,}|unless|until|unint\w+|hardly|barely|scarcely|instead|rather|less|fewer)\b|n['’]t\b",
    re.IGNORECASE,
)
_ZH_DENIES = re.compile(r"[不未无没非别勿免难止防减少降缺]")
_BEFORE = 3  # code points before the Chinese word in which a denial may turn it


@cache
def _by_start() -> dict[str, list[tuple[str, Opposite]]]:
    """The wrong words by their first two characters."""
    table: dict[str, list[tuple[str, Opposite]]] = {}
    for opposite in opposites():
        for word in opposite.wrong:
            table.setdefault(word[:2], []).append((word, opposite))
    return table


def _candidates(target: str) -> list[Opposite]:
    """What the Chinese of a pair may have turned round: a wrong word of it stands there."""
    table = _by_start()
    found: dict[int, Opposite] = {}
    for start in range(len(target) - 1):
        for word, opposite in table.get(target[start : start + 2], ()):
            if target.startswith(word, start):
                found[id(opposite)] = opposite
    return list(found.values())


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    for pair in facts.speech:
        if not pair.source.strip() or not pair.target.strip():
            continue
        target = to_simplified(pair.target)
        if len(target) != len(pair.target):
            continue
        candidates = [o for o in _candidates(target) if o.said.search(pair.source)]
        if not candidates:
            continue
        for bead in facts.of_pair(sentence_beads, pair):
            if 0 in bead.shape or max(bead.shape) > LARGEST:
                continue
            for opposite in candidates:
                hit = _compare(pair, bead, target, opposite)
                if hit is not None:
                    yield hit


def _compare(pair: Pair, bead: Bead, target: str, opposite: Opposite) -> Hit | None:
    english, chinese = bead.source.of(pair.source), target[bead.target.start : bead.target.end]
    said = opposite.said.search(english)
    if said is None or opposite.apart.search(english) or _DENIES.search(english):
        return None
    at, word = min(((chinese.find(w), w) for w in opposite.wrong if w in chinese), default=(-1, ""))
    if at < 0 or _ZH_DENIES.search(chinese, max(0, at - _BEFORE), at):
        return None
    rest = chinese
    for w in opposite.wrong:
        rest = rest.replace(w, "\0")
    if any(right in rest for right in opposite.right):
        return None
    start = bead.target.start + at
    place = Span(start, start + len(word))
    return Hit(
        pair=pair.index,
        message=f"“{said.group()}” became {place.of(pair.target)}: the opposite, or somebody else.",
        source=Span(bead.source.start + said.start(), bead.source.start + said.end()),
        target=place,
        evidence={"said": said.group(), "given": place.of(pair.target)},
        confidence=0.75,
    )


CHECK = Check(
    id="meaning.opposite",
    title="A word given as its opposite, or one party as another",
    explanation=(
        "A word of the English stands in the Chinese only as its opposite (supplier and 客戶, reopen and 關閉, payable"
        " and 應收), or as somebody else (customers and 我們), with nothing else in the sentence that would explain it. Sentences that deny anything are left"
        " alone: not expensive may well be 便宜."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=_run,
    bad=(
        example("Our suppliers agreed to new terms.", "我們的客戶同意新的條件。"),
        example("The harbour will reopen in March.", "港口將於三月關閉。"),
        example("Payables rose by 4%.", "應收款項增加 4%。"),
        example("Customers have agreed to pay for the fuel.", "我們已同意負擔燃料費用。", "somebody else pays"),
    ),
    good=(
        example("Our suppliers agreed to new terms.", "我們的供應商同意新的條件。"),
        example("Our suppliers serve other customers too.", "我們的供應商也服務其他客戶。"),
        example("The new model is not cheaper.", "新款更昂貴。"),
        example("Our customers will pay for the fuel.", "我們的燃料費用將轉嫁。"),
        example("The market was strong.", "市場表現不弱。"),
    ),
)
