"""One slip is one finding: in a pair whose sides do not belong together, what compares them says nothing new."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from align.aligner.layout import layout_of
from align.checks.base import Check
from align.facts import Facts
from align.model import Hit

# The checks that name a slip themselves.
_NAMING = ("pair.", "document.")
# What is said of both sides together; the rest holds whatever stands beside it.
_COMPARING = ("accuracy/addition", "accuracy/mistranslation", "accuracy/omission", "terminology/")


def mispaired(facts: Facts, running: Collection[str]) -> frozenset[int]:
    """Pairs whose sides do not belong together, as far as one of the `running` checks (ids) says so itself."""
    if not any(check.startswith(_NAMING) for check in running):
        return frozenset()
    layout = facts.of(layout_of)
    if layout.mismatch and "document.mismatch" in running:
        return frozenset(range(len(facts.bitext.pairs)))
    return layout.pairs if any(check.startswith("pair.") for check in running) else frozenset()


def without_echoes(check: Check, hits: Iterable[Hit], slipped: frozenset[int]) -> list[Hit]:
    """The hits less those that compare the two sides of a slipped pair."""
    if check.id.startswith(_NAMING):
        return list(hits)
    return [
        hit for hit in hits if hit.pair not in slipped or not (hit.category or check.category).startswith(_COMPARING)
    ]
