"""The figures of a document: every pair compared once, with what the whole document says about currencies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from align.facts import Facts
from align.model import Pair
from align.quantities.compare import Context, compare
from align.quantities.differences import Comparison, Difference, Issue
from align.quantities.model import Quantity
from align.quantities.tables import currencies

_JAPAN = re.compile(r"\b(?:yen|JPY|Japan(?:ese)?|Tokyo|Osaka)\b")
_CHINA = re.compile(r"\b(?:yuan|RMB|CNY|renminbi|China|Chinese|Beijing|Shanghai|Shenzhen)\b")
_HAN = re.compile(r"[\u3400-\u9fff]")


def document_context(facts: Facts) -> Context:
    """The currencies named in full anywhere in the source (figures in NT$; Taiwan dollars): a bare $ may mean them."""
    source = "\n".join(pair.source for pair in facts.bitext.pairs)
    # Looking for the bare letters first spares most of the searches.
    there = [(writing, code) for writing, code in _writings() if writing in source]
    named = {code for writing, code in there if _word(writing).search(source)}
    japan, china = _JAPAN.search(source) is not None, _CHINA.search(source) is not None
    sign = "" if japan is china else ("JPY" if japan else "CNY")
    return Context(frozenset(named), sign)


@cache
def _writings() -> tuple[tuple[str, str], ...]:
    """Names and symbols of all currencies but US dollars, with the codes."""
    named = [c for c in currencies() if c.code != "USD"]
    return tuple((writing, currency.code) for currency in named for writing in (*currency.en, *currency.symbols))


@cache
def _word(writing: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if writing[0].isalnum() else ""
    after = r"(?!\w)" if writing[-1].isalpha() else ""
    return re.compile(before + re.escape(writing) + after)


def comparisons(facts: Facts) -> Mapping[int, Comparison]:
    """The comparison of each pair that has both sides, headings included, by the pair's index.

    A figure that is missing in one pair and extra in a neighbour has moved with its sentence; it is no finding here.
    """
    found: dict[int, Comparison] = {}
    for pair in facts.bitext.pairs:
        if pair.source.strip() and _HAN.search(pair.target):
            found[pair.index] = compare(pair.source, pair.target, lambda: facts.of(document_context))
    return {index: _without_moved(index, comparison, found) for index, comparison in found.items()}


def compared(facts: Facts) -> tuple[tuple[Pair, Comparison], ...]:
    """The pairs with their comparisons, in order."""
    by_index = facts.of(comparisons)
    return tuple((pair, by_index[pair.index]) for pair in facts.bitext.pairs if pair.index in by_index)


def _without_moved(index: int, comparison: Comparison, all_of: Mapping[int, Comparison]) -> Comparison:
    opposite = {Issue.MISSING: Issue.EXTRA, Issue.EXTRA: Issue.MISSING}
    if not any(d.issue in opposite for d in comparison.differences):
        return comparison
    near = [d for n in (index - 1, index + 1) if n in all_of for d in all_of[n].differences if d.issue in opposite]
    kept = tuple(
        d
        for d in comparison.differences
        if d.issue not in opposite or not any(n.issue is opposite[d.issue] and _same(d, n) for n in near)
    )
    return replace(comparison, differences=kept)


def _same(one: Difference, other: Difference) -> bool:
    a, b = one.source or one.target, other.source or other.target
    return a is not None and b is not None and one.field == other.field and _value(a) == _value(b)


def _value(q: Quantity) -> tuple[object, ...]:
    return q.low, q.high, q.year, q.month, q.day, q.weekday, q.quarter, q.code, q.parts
