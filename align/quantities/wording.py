"""How a translation words its units and currencies, and where it does not keep to one wording."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from align.facts import Facts
from align.model import Hit, Pair, Severity, Span
from align.quantities.figures import compared
from align.quantities.model import Kind, Quantity
from align.quantities.tables import currencies, units

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{5,}")
_BARE_QUARTER = re.compile(r"[一二三四1-4]季")
_GROUPED = re.compile(r"\d,\d{3}(?!\d)")
_UNGROUPED = re.compile(r"(?<![\d.,])\d{4,}(?![\d.,年])(?!\s*年)")


@dataclass(frozen=True)
class Wording:
    """One figure's unit: `unit` is the source's unit or currency, `base` what it measures, `word` the Chinese one."""

    pair: Pair
    source: Quantity
    target: Quantity
    unit: str
    base: str
    word: str


@cache
def _writings() -> tuple[str, ...]:
    words = {w for u in units() for w in (*u.zh, *u.en)} | {w for c in currencies() for w in c.zh}
    return tuple(sorted(words, key=len, reverse=True))


def wordings(facts: Facts) -> tuple[Wording, ...]:
    """The unit words of all figures that belong together, in order of the document."""
    found = []
    for pair, comparison in facts.of(compared):
        seen = set()
        for match in comparison.matches:
            a, b = match.source.quantity, match.target.quantity
            measured = a.kind is Kind.MEASURE and a.unit_id == b.unit_id
            if id(b) in seen or not (measured or (a.kind is b.kind is Kind.MONEY and a.currency == b.currency)):
                continue
            seen.add(id(b))
            word = next((w for w in _writings() if b.text.lower().endswith(w.lower())), "")
            if word:
                found.append(Wording(pair, a, b, a.unit_id or a.currency, a.unit or a.currency, word))
    return tuple(found)


def inconsistent(facts: Facts) -> Iterator[Hit]:
    """Units worded in two ways, units left in English beside translated ones, thousands marked only at times."""
    if len(facts.of(compared)) < 2:
        return  # one paragraph has no habits
    by_unit: dict[str, list[Wording]] = defaultdict(list)
    by_base: dict[str, list[Wording]] = defaultdict(list)
    for wording in facts.of(wordings):
        by_unit[wording.unit].append(wording)
        by_base[wording.base].append(wording)
    for members in by_unit.values():
        counts = Counter(m.word.lower() for m in members if _HAN.search(m.word))
        usual = counts.most_common(1)[0][0] if counts else ""
        for member in members:
            if _HAN.search(member.word) and member.word.lower() != usual:
                yield _hit(
                    member, usual, f"“{member.source.text}” is counted in “{member.word}” here, in “{usual}” elsewhere."
                )
    for members in by_base.values():
        translated = [m for m in members if _HAN.search(m.word)]
        told: set[tuple[int, str]] = set()
        if translated:
            for member in members:
                place = (member.pair.index, member.word.lower())
                if _LATIN_WORD.fullmatch(member.word) and place not in told:
                    told.add(place)
                    model = translated[0].word
                    yield _hit(member, model, f"“{member.word}” is left in English, though “{model}” is translated.")
    yield from _bare_quarters(facts)
    yield from _separators(facts)


def _bare_quarters(facts: Facts) -> Iterator[Hit]:
    """三季末 in a text that says 第四季: read without 第 it counts quarters."""
    quarters = [
        (pair, q) for pair, c in facts.of(compared) for q in c.target if q.kind is Kind.QUARTER and "季" in q.text
    ]
    if not any("第" in q.text for _, q in quarters):
        return
    for pair, q in quarters:
        match = _BARE_QUARTER.search(q.text)
        before = pair.target[max(0, q.span.start - 1) : q.span.start]
        if match and "第" not in q.text and before not in tuple("、和與及至到-–"):
            span = Span(q.span.start + match.start(), q.span.end)
            fix = "第" + span.of(pair.target)
            yield Hit(
                pair.index, f"“{q.text}” lacks 第, which the other quarters have.", None, span, {"figure": q.text}, fix,
                confidence=0.7, group="quarter:第",
            )  # fmt: skip


def _hit(w: Wording, usual: str, message: str) -> Hit:
    end = w.target.span.end
    span = Span(end - len(w.word), end)
    evidence = {"unit": w.unit, "word": w.word, "usual": usual}
    fix = usual if _HAN.search(w.word) else None
    return Hit(
        w.pair.index, message, w.source.span, span, evidence, fix, confidence=0.8, group=f"unit:{w.unit}:{w.word}"
    )


def _separators(facts: Facts) -> Iterator[Hit]:
    """Figures of four and more digits without separators in a text that mostly has them."""
    places = [(pair, m) for pair, _ in facts.of(compared) for m in _UNGROUPED.finditer(pair.target)]
    grouped = sum(len(_GROUPED.findall(pair.target)) for pair, _ in facts.of(compared))
    if grouped < 2 * len(places) or grouped < 4:
        return
    in_figures = {(pair.index, q.span.start) for pair, c in facts.of(compared) for q in c.target if q.kind in _COUNTED}
    for pair, match in places:
        if (pair.index, match.start()) in in_figures:
            fix = f"{int(match.group()):,}"
            yield Hit(
                pair.index, f"“{match.group()}” has no thousands separator; most other figures have one.", None,
                Span(*match.span()), {"figure": match.group()}, fix, Severity.INFO,
                "locale-convention/number-format", 0.7, "separator",
            )  # fmt: skip


_COUNTED = {Kind.MONEY, Kind.NUMBER, Kind.MEASURE}
