"""Cuts a text at the borders of the evidence, so that overlapping spans can be marked without nesting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.model import Severity


@dataclass(frozen=True)
class Mark:
    """Evidence of a finding (label 1, 2 … within a line, D1 … of the document); code points, clamped when cut."""

    label: str
    severity: Severity
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """A run of text covered by the same findings. `ends` are those whose evidence ends here."""

    text: str
    labels: tuple[str, ...] = ()
    severity: Severity | None = None
    ends: tuple[str, ...] = ()

    @property
    def signs(self) -> tuple[str, ...]:
        """The labels to print after this piece; systemic findings have too many places to number them all."""
        return tuple(label for label in self.ends if not label.startswith("D"))


def pieces(text: str, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """The text in order, cut where the set of marks changes; joined again it is the text.

    A mark without width becomes an empty piece at its place (something is missing there).
    """
    size = len(text)
    kept = [Mark(m.label, m.severity, min(m.start, size), min(m.end, size)) for m in marks]
    cuts = sorted({0, size, *(m.start for m in kept), *(m.end for m in kept)})
    starting: dict[int, list[Mark]] = {}
    for mark in kept:
        starting.setdefault(mark.start, []).append(mark)
    result: list[Piece] = []
    active: list[Mark] = []
    for start, end in zip(cuts, [*cuts[1:], size], strict=True):
        begun = starting.get(start, [])
        points = [m for m in begun if m.end == start]
        if points:
            labels = tuple(m.label for m in points)
            result.append(Piece("", labels, _worst(points), labels))
        if start == end:
            continue
        active = [m for m in active if m.end > start] + [m for m in begun if m.end > start]
        ends = tuple(m.label for m in active if m.end == end)
        result.append(Piece(text[start:end], tuple(m.label for m in active), _worst(active), ends))
    return tuple(result)


def _worst(marks: Sequence[Mark]) -> Severity | None:
    return max((m.severity for m in marks), key=lambda s: s.rank, default=None)
