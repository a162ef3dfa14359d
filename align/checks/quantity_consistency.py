"""Figures worded in two ways in one translation."""

from __future__ import annotations

from collections.abc import Iterable

from align.checks.base import Check, Example, Options
from align.facts import Facts
from align.model import Hit, Severity
from align.quantities.wording import inconsistent


def run(facts: Facts, options: Options) -> Iterable[Hit]:
    """Units, currencies and separators that are not written the same way throughout."""
    return inconsistent(facts)


_FULL = ("The old site reached 5 terahash.", "舊廠達 5 太哈希。")

CHECK = Check(
    id="quantity.consistency",
    title="A unit is worded in two ways",
    explanation=(
        "Compares how the whole translation words the same unit or currency (太哈希 and 兆哈希, 美元 and 美金), finds "
        "units left in English beside translated ones, and notes figures without thousands separators where most "
        "have them."
    ),
    category="terminology/inconsistent",
    severity=Severity.MINOR,
    run=run,
    bad=(
        Example(
            (_FULL, ("Then 6 terahash.", "後為 6 太哈希。"), ("Now it is 9 terahash.", "現為 9 兆哈希。")), "two words"
        ),
        Example((_FULL, ("The new site runs at 2.1 exahash.", "新廠以 2.1 exahash 運轉。")), "left in English"),
    ),
    good=(
        Example((_FULL, ("Now it is 9 terahash.", "現為 9 太哈希。"))),
        Example((("Sales were $5 million.", "銷售額為 500 萬美元。"), ("It cost €9 million.", "花費 900 萬歐元。"))),
    ),
    rollup=20,
)
