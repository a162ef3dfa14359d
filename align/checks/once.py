"""One fault is one finding: what several checks say of the same words is told by the one that says most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from align.checks.base import Check
from align.model import Hit, Severity

Told = tuple[Check, Hit]

# What is gone, added or left in English as a whole explains what is missing, too much or English inside it.
_WHOLE = ("meaning.omission", "meaning.addition", "text.untranslated", "pair.moved")
_PARTS = ("quantity.missing", "quantity.extra", "name.missing", "meaning.negation", "text.partial")
_SURE = 0.9  # of a sentence said to be missing; below it a part of it may well be there
# Checks of single words, the most telling first; of two that mean the same words the later one is an echo.
_WORDING = (
    "memory.", "name.code", "name.rendering", "name.consistency", "term.glossary", "term.wrong", "term.false-friend",
    "phrase.wrong", "meaning.opposite", "quantity.consistency", "text.partial", "term.inconsistency", "locale.wording",
)  # fmt: skip
_MANY = 300  # findings of one pair from which on it is a table or no translation at all


def told_once(told: Iterable[Told]) -> list[Told]:
    """The hits without echoes: the hit that is kept has the greater weight and cites the others in `evidence["also"]`."""
    out: list[Told] = []
    by_pair: dict[int, list[Told]] = defaultdict(list)
    for check, hit in told:
        if hit.pair is None:
            out.append((check, hit))
        else:
            by_pair[hit.pair].append((check, hit))
    for pair in sorted(by_pair):
        out += _once(by_pair[pair])
    return out


def _once(members: Sequence[Told]) -> list[Told]:
    """The hits of one pair; each echo goes to the first hit that owns it."""
    if len(members) > _MANY:
        return list(members)
    kept = sorted(members, key=lambda item: _rank(item[0].id))
    echoes: dict[int, list[Told]] = defaultdict(list)
    gone: set[int] = set()
    for number, owner in enumerate(kept):
        for other, (check, hit) in enumerate(kept):
            if number != other and not gone & {number, other} and _owns(owner, (check, hit)):
                echoes[number] += [(check, hit), *echoes.pop(other, [])]
                gone.add(other)
    return [(check, _citing(check, hit, echoes[n])) for n, (check, hit) in enumerate(kept) if n not in gone]


def _rank(check: str) -> int:
    order = (*_WHOLE, *_WORDING)
    return next((n for n, known in enumerate(order) if check.startswith(known)), len(order))


def _owns(owner: Told, other: Told) -> bool:
    (check, hit), (echo, part) = owner, other
    if check.id in _WHOLE and echo.id in _PARTS:
        return _is_sure(check, hit) and _inside(hit, part)
    if echo.id in _WHOLE and check.id == "quantity.missing" and not _is_sure(echo, part):
        return _inside(part, hit)
    if hit.target is None or part.target is None or not hit.target.overlaps(part.target):
        return False
    if check.id == "term.wrong" and echo.id == "quantity.direction":
        return part.evidence.get("field") == "result"
    if check.id == "quantity.direction" and hit.evidence.get("field") == "change":
        return echo.id == "meaning.opposite" or part.evidence.get("pack") == "opposites"
    ranks = _rank(check.id), _rank(echo.id)
    return (
        len(_WHOLE) <= ranks[0] < ranks[1] < len(_WHOLE) + len(_WORDING) and _severity(check, hit) is not Severity.INFO
    )


def _severity(check: Check, hit: Hit) -> Severity:
    return hit.severity or check.severity


def _is_sure(check: Check, hit: Hit) -> bool:
    """Whether all of the place is meant; of a sentence that is only probably missing a part may be there."""
    return check.id != "meaning.omission" or hit.evidence.get("unit") == "clause" or hit.confidence >= _SURE


def _inside(whole: Hit, part: Hit) -> bool:
    """Whether the part lies in the whole on a side where the whole has words."""
    sides = ((whole.source, part.source), (whole.target, part.target))
    return any(
        a and b and a.end > a.start and b.end > b.start and a.start <= b.start and b.end <= a.end for a, b in sides
    )


def _citing(check: Check, hit: Hit, echoes: Sequence[Told]) -> Hit:
    """The hit with what its echoes say, as grave and as certain as the greatest of them, and a correction of theirs."""
    if not echoes:
        return hit
    offers = (h.suggestion for _, h in echoes if h.target == hit.target and h.suggestion)
    return replace(
        hit,
        evidence={**hit.evidence, "also": [h.message for _, h in echoes]},
        severity=max([_severity(check, hit), *(_severity(*echo) for echo in echoes)], key=lambda s: s.rank),
        confidence=max(hit.confidence, *(h.confidence for _, h in echoes)),
        suggestion=hit.suggestion or next(offers, None),
    )
