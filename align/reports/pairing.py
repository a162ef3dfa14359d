"""How sure the pairing of a line is, and where its translation may be parted, as the page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from align.model import Finding, Pair
from align.text.sentences import split

# The same limit by which `align pairs` counts doubtful pairs.
DOUBTFUL = 0.5


@dataclass(frozen=True)
class PairingView:
    """`doubt` is alone (one side is missing), doubtful, or empty; `by_hand` that a reviewer paired it.

    `together` is the line that has taken this line's source, `cuts` the ends of the translation's sentences but the
    last, in code points.
    """

    doubt: str = ""
    confidence: float | None = None
    by_hand: bool = False
    together: int | None = None
    cuts: tuple[int, ...] = ()


def pairing_view(pair: Pair, bead: float | None, findings: Iterable[Finding], target_lang: str) -> PairingView:
    """The pairing of one line; `bead` is the confidence of its weakest bead, `findings` are those of the line."""
    if pair.kind != "speech":
        return PairingView()
    known = [c for c in (bead, pair.meta.get("confidence")) if isinstance(c, (int, float))]
    confidence = min(known, default=None)
    by_hand, together = bool(pair.meta.get("by_hand")), pair.meta.get("together_with")
    sides = bool(pair.source.strip()), bool(pair.target.strip())
    misplaced = any(f.check.startswith("pair.") and not f.suppressed for f in findings)
    doubt = ""
    if sides[0] is not sides[1]:
        doubt = "alone"
    elif misplaced or (confidence is not None and confidence < DOUBTFUL and all(sides) and not by_hand):
        doubt = "doubtful"
    cuts = tuple(span.end for span in split(pair.target, target_lang))[:-1]
    return PairingView(doubt, confidence, by_hand, together if isinstance(together, int) else None, cuts)
