"""What a finding tells a reviewer: one plain English sentence for each kind of difference."""

from __future__ import annotations

from align.quantities.differences import Difference, Issue
from align.quantities.model import Basis, Bound, Change, Kind, Quantity
from align.quantities.tables import currencies

_BOUNDS = {
    Bound.OVER: "more than", Bound.AT_LEAST: "at least", Bound.UNDER: "less than", Bound.AT_MOST: "at most",
    Bound.NEARLY: "nearly", Bound.ABOUT: "about", Bound.EXACT: "exactly that",
}  # fmt: skip
_MOVES = {Change.UP.value: "a rise", Change.DOWN.value: "a fall"}
_BASES = {
    Basis.YEAR.value: "the year before",
    Basis.QUARTER.value: "the quarter before",
    Basis.MONTH.value: "the month before",
}
_KINDS = {
    Kind.PERCENT.value: "a percentage", Kind.POINT.value: "in percentage points", Kind.NUMBER.value: "a plain number",
    Kind.MULTIPLE.value: "a multiple",
}  # fmt: skip
_SYMBOLS = {"TWD": "NT$", "HKD": "HK$"}
_SCALELESS = frozenset({Kind.ORDINAL, Kind.SCORE, Kind.DATE, Kind.TIME, Kind.QUARTER, Kind.HALF})


def sentence(d: Difference, right: str, off: str) -> str:
    """The sentence; `right` is the corrected Chinese figure or "", `off` how far the values are apart."""
    said, given = d.source.text if d.source else d.said, d.target.text if d.target else d.given
    if d.issue is Issue.VALUE and d.source and d.target:
        apart = "" if d.source.kind in _SCALELESS or d.target.kind in _SCALELESS or not off else f": {off}"
        meant = right.strip() or d.said
        if not meant or meant == said:
            return f"“{said}” became “{given}” in the Chinese{apart}."
        return f"“{said}” is {meant}; the translation says {given}{apart}."
    if d.issue is Issue.MISSING:
        return f"“{said}” has no counterpart in the Chinese."
    if d.issue is Issue.EXTRA:
        return f"“{given}” stands in the Chinese only."
    if d.issue is Issue.ORDER and d.other:
        return f"“{said}” and “{d.other.text}” have changed places in the Chinese."
    if d.field == "named":
        return f"The English speaks of {_currency(d.said)}, the Chinese of {_currency(d.given)}."
    if d.field == "pace":
        return f"The English counts by the {d.said}, the Chinese by the {d.given}."
    if d.issue is Issue.CURRENCY:
        return f"“{said}” is in {_currency(d.said)}; the Chinese says {_currency(d.given)}."
    if d.field == "rate":
        return f"The English counts per {d.said}, the Chinese per {d.given}."
    if d.issue in (Issue.UNIT, Issue.PERCENT):
        return f"“{said}” is {_counted(d.said, d.source)}; the Chinese is {_counted(d.given, d.target)}."
    if d.issue is Issue.BOUND and d.source and d.target:
        return f"The English says {_stated(d.source)}, the Chinese {_BOUNDS.get(d.target.bound, d.given)}."
    if d.issue is Issue.DIRECTION:
        return _direction(d, said, given)
    if d.field == "bases":
        return f"The English compares with {_BASES[d.said]}, the Chinese with {_BASES[d.given]}."
    if d.field == "basis":
        return f"The English compares “{said}” with {_BASES[d.said]}, the Chinese with {_BASES[d.given]}."
    if d.field == "share":
        return f"“{said}” is a quarter of the year; the Chinese says {given}, a fourth part."
    return f"“{said}” became {given}."


def _direction(d: Difference, said: str, given: str) -> str:
    if d.field == "trend":
        return f"“{d.said}” became {d.given}, the opposite direction."
    if d.field == "by":
        way = ("a change by", "a level of") if d.said == "by" else ("a level of", "a change by")
        return f"The English says {way[0]} “{said}”, the Chinese {way[1]} {given}."
    if d.field == "sign":
        return f"“{said}” is negative, the Chinese {given} is not."
    if d.field == "result":
        return f"“{said}” is a {d.said}; the Chinese makes a {d.given} of it."
    if d.field == "shift":
        return f"“{said}” is later than the month before it; the Chinese calls it earlier."
    if d.field == "path":
        return f"The figures up to “{said}” are {_MOVES[d.said]}; the Chinese calls it {_MOVES[d.given]}."
    to = "to" if d.source and d.source.by is False else "of"
    return f"The English says {_MOVES[d.said]} {to} “{said}”, the Chinese {_MOVES[d.given]}."


def _stated(q: Quantity) -> str:
    """The figure with its bound, unless its own text has one."""
    if q.bound is Bound.EXACT:
        return f"just “{q.text}”"
    word = _BOUNDS.get(q.bound, "")
    return f"“{q.text}”" if not word or q.text.lower().startswith(word) else f"“{word} {q.text}”"


def _currency(code: str) -> str:
    known = next((c for c in currencies() if c.code == code), None)
    return _SYMBOLS.get(code) or (known.en[0] if known and known.en else code or "no currency")


def _counted(name: str, q: Quantity | None) -> str:
    """What a figure counts, from a unit's id, a currency's code or a kind."""
    if name in _KINDS:
        return _KINDS[name]
    if q is not None and name == q.currency:
        return f"in {_currency(name)}"
    if q is not None and name == q.unit_id:
        return "in basis points" if name == "bp" else f"in {_plural(name.replace('-', ' '))}"
    return {"money": "money", "age": "an age", "ordinal": "an ordinal number"}.get(name, f"in {_plural(name)}")


def _plural(unit: str) -> str:
    if unit.endswith("foot"):
        return f"{unit.removesuffix('foot')}feet"
    return unit if unit.endswith(("s", "z", "feet", "celsius", "fahrenheit")) else f"{unit}s"
