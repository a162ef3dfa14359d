"""A figure's life in a call: the growth rates that are stated of one thing, so that two that disagree are seen.

A statement is a percentage with its basis (year on year ...), the thing it is said of, whether it is a result or
guidance, and the period. Only what is said in so many words is kept; the rest is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from align.facts import Facts
from align.model import Hit, Pair
from align.quantities.equal import rounded_values
from align.quantities.figures import compared
from align.quantities.model import Basis, Change, Kind, Quantity
from align.quantities.tables import rows

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_EXPECTED = re.compile(r"\b(?:expect|guid|anticipat|forecast|outlook|target|project|will|should|plan|estimat)\w*", re.I)
_FULL_YEAR = re.compile(
    r"\b(?:full[- ]year|fiscal year|for the year|annual|year[- ]to[- ]date|twelve months|20\d\d as a whole)\b", re.I
)
_TOPIC = re.compile(r"^\s*(?:In terms of|Regarding|As for|Turning to|Moving to|On|For|In)\b[^,]{0,60},", re.I)
_EARLIER = re.compile(
    r"\b(?:last year|a year ago|previous|prior|last quarter|excluding|adjusted|non-GAAP|constant currency|organic)\b",
    re.I,
)
_PLAIN_WORDS = {
    "the", "our", "a", "an", "total", "overall", "of", "in", "and", "its", "their", "quarterly", "quarter", "this",
    "that", "with", "for", "as", "by", "which", "was", "were", "is", "to", "from", "also", "on", "at", "we", "s",
}  # fmt: skip
_SHARES = re.compile(r"\s+(?:ADSs?|ADRs?|shares|ordinary shares|common shares)\b(?!\s+(?:re|buy))")


@dataclass(frozen=True)
class Statement:
    """A growth rate as the source states it."""

    pair: Pair
    quantity: Quantity
    thing: str
    role: str
    period: str


def statements(facts: Facts) -> tuple[Statement, ...]:
    """All growth rates of the document whose thing and basis are said, in order."""
    found: list[Statement] = []
    for pair, comparison in facts.of(compared):
        for quantity in comparison.source:
            if quantity.kind is Kind.PERCENT and quantity.basis and quantity.change and quantity.value is not None:
                found += _statement(pair, quantity)
    return tuple(found)


@cache
def _heads() -> re.Pattern[str]:
    names = "|".join(re.escape(row["head"]) for row in rows("metrics.csv"))
    return re.compile(rf"((?:\b[A-Za-z-]+ ){{0,3}})\b({names})\b", re.IGNORECASE)


def _statement(pair: Pair, q: Quantity) -> list[Statement]:
    start = max((m.end() for m in _SENTENCE.finditer(pair.source, 0, q.span.start)), default=0)
    before = _TOPIC.sub("", pair.source[start : q.span.start])
    heads = list(_heads().finditer(before))
    if len(heads) != 1 or _EARLIER.search(before):
        return []  # two things in the sentence: the figure may be said of either
    words: list[str] = []
    for word in reversed(heads[0].group(1).lower().split()):
        if word in _PLAIN_WORDS or word.endswith("ed"):
            break
        words.insert(0, word)
    thing = " ".join([*words, heads[0].group(2).lower().rstrip("s")])
    role = "guidance" if _EXPECTED.search(before) else "result"
    period = "year" if _FULL_YEAR.search(before) else "quarter"
    return [Statement(pair, q, thing, role, period)]


def contradictions(facts: Facts) -> Iterator[tuple[Statement, Statement]]:
    """Statements of one thing, role, period and basis that disagree by more than a rounding: (odd one, usual one).

    The usual value is the one most often given; where no value leads, the later statement is the odd one.
    """
    groups: dict[tuple[str, str, str, Basis], list[Statement]] = {}
    for statement in facts.of(statements):
        key = (statement.thing, statement.role, statement.period, statement.quantity.basis)
        groups.setdefault(key, []).append(statement)
    for members in groups.values():
        backing = [sum(_agree(m.quantity, n.quantity) for n in members) for m in members]
        usual = members[backing.index(max(backing))]
        for member in members:
            if member.pair.index != usual.pair.index and not _agree(member.quantity, usual.quantity):
                yield member, usual


def _agree(a: Quantity, b: Quantity) -> bool:
    if a.low is None or b.low is None:
        return True
    signs = [-1 if q.change is Change.DOWN else 1 for q in (a, b)]
    same = (
        abs(a.low) == abs(b.low)
        or rounded_values(a.low, b.low, a.precision, b.precision)
        or rounded_values(b.low, a.low, b.precision, a.precision)
    )
    return same and signs[0] == signs[1]


def suspects(facts: Facts) -> Iterator[Hit]:
    """Places where the source contradicts itself or counts shares in dollars; for the reviewer to ask about."""
    for later, earlier in contradictions(facts):
        yield Hit(
            later.pair.index,
            f"The English gives “{later.quantity.text}” for {later.thing} here and “{earlier.quantity.text}” "
            f"in pair {earlier.pair.index}, on the same basis ({later.quantity.basis.value}).",
            later.quantity.span,
            None,
            {
                "thing": later.thing,
                "here": later.quantity.text,
                "there": earlier.quantity.text,
                "other_pair": earlier.pair.index,
            },
            confidence=0.6,
        )
    yield from _odd_codes(facts)
    for pair, comparison in facts.of(compared):
        for quantity in comparison.source:
            if quantity.kind is Kind.MONEY and (match := _SHARES.match(pair.source, quantity.span.end)):
                yield Hit(
                    pair.index,
                    f"“{quantity.text}{match.group()}” counts shares in money; probably a slip in the transcript.",
                    quantity.span,
                    None,
                    {"figure": quantity.text, "counted": match.group().strip()},
                    confidence=0.7,
                )


def _odd_codes(facts: Facts) -> Iterator[Hit]:
    """Codes that the source writes in two ways: A-14 among many A14."""
    by_code: dict[str, list[tuple[Pair, Quantity]]] = {}
    for pair, comparison in facts.of(compared):
        for quantity in comparison.source:
            if quantity.kind is Kind.CODE:
                by_code.setdefault(quantity.code, []).append((pair, quantity))
    for members in by_code.values():
        counts = Counter(quantity.text for _, quantity in members)
        usual, most = counts.most_common(1)[0]
        for pair, quantity in members:
            if quantity.text != usual and counts[quantity.text] < most:
                message = f"“{quantity.text}” is written “{usual}” elsewhere in the source."
                facts_of = {"figure": quantity.text, "usual": usual}
                yield Hit(pair.index, message, quantity.span, None, facts_of, confidence=0.6)
