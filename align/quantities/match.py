"""Which figure of the source is which of the translation: by value first, then by what is left over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from align.quantities.atoms import Atom
from align.quantities.equal import CLASH, EQUIVALENT, LOOSE, NO_FIT, SAME, fit

_MAX_CELLS = 250_000  # above this many comparisons only equal keys are looked at, so that time stays linear


@dataclass(frozen=True)
class Match:
    """Two atoms that belong together; `level` says how well they fit."""

    source: Atom
    target: Atom
    level: int


@dataclass(frozen=True)
class Matching:
    """The matches in source order and what is left over on both sides."""

    matches: tuple[Match, ...]
    source_left: tuple[Atom, ...]
    target_left: tuple[Atom, ...]


def match(source: list[Atom], target: list[Atom]) -> Matching:
    """Assigns atoms one to one: best level first, within a level the nearest in place."""
    levels: dict[int, list[tuple[float, int, int]]] = {SAME: [], EQUIVALENT: [], LOOSE: [], CLASH: []}
    if len(source) * len(target) <= _MAX_CELLS:
        for i, a in enumerate(source):
            for j, b in enumerate(target):
                level = fit(a, b)
                if level != NO_FIT:
                    levels[level].append((abs(a.at - b.at), i, j))
    else:
        _by_value(source, target, levels[SAME])
    partner: dict[int, tuple[int, int]] = {}
    taken: set[int] = set()
    for level, cells in levels.items():
        for _, i, j in sorted(cells):
            if i not in partner and j not in taken:
                partner[i] = (j, level)
                taken.add(j)
    matches = tuple(Match(source[i], target[j], level) for i, (j, level) in sorted(partner.items()))
    left = tuple(a for i, a in enumerate(source) if i not in partner)
    return Matching(matches, left, tuple(b for j, b in enumerate(target) if j not in taken))


def _by_value(source: list[Atom], target: list[Atom], cells: list[tuple[float, int, int]]) -> None:
    """Pairs the n-th atom of a group and value on one side with the n-th on the other."""
    places: dict[object, list[int]] = {}
    for j, b in enumerate(target):
        places.setdefault((b.group, b.low, b.key), []).append(j)
    for places_of_key in places.values():
        places_of_key.reverse()
    for i, a in enumerate(source):
        open_places = places.get((a.group, a.low, a.key))
        if open_places:
            j = open_places.pop()
            cells.append((abs(a.at - target[j].at), i, j))


def pair_up(
    source: tuple[Atom, ...], target: tuple[Atom, ...], distance: Callable[[Atom, Atom], float | None]
) -> list[tuple[Atom, Atom]]:
    """Pairs leftovers that can be one another's wrong rendering, the nearest first; None: they cannot."""
    cells = []
    for i, a in enumerate(source[:200]):
        for j, b in enumerate(target[:200]):
            apart = distance(a, b)
            if apart is not None:
                cells.append((apart + abs(i - j), i, j))
    used_source: set[int] = set()
    used_target: set[int] = set()
    pairs = []
    for _, i, j in sorted(cells):
        if i not in used_source and j not in used_target:
            used_source.add(i)
            used_target.add(j)
            pairs.append((source[i], target[j]))
    return pairs
