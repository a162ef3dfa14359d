"""A difference of figures as a hit: one plain sentence, the arithmetic, the corrected Chinese in the line's style."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from align.facts import Facts
from align.model import Hit, Pair, Span
from align.quantities.cues import cues
from align.quantities.differences import Difference, Issue
from align.quantities.figures import compared
from align.quantities.model import Basis, Bound, Kind, Quantity, Written
from align.quantities.phrases import sentence
from align.quantities.render import Style, bound_word, change_words, opposite, render, style_of

_DATE_FIELDS = ("year", "month", "day", "weekday", "decade", "quarter", "half")


_HAN = re.compile(r"[\u4e00-\u9fff]")
_BOUND_WORDS = re.compile(
    r"(?:超過|超过|逾|高達|高达|多達|多达|達到|達|至少|最少|不少於|不少于|最多|至多|最高|不到|不足|未滿|未满|少於|少于|低於|低于|高於|高于|"
    r"遠超|远超|突破|將近|将近|接近|近|大約|大约|約|约)[ 過过]?$"
)

_RANGE_START = re.compile(r"(?<![\d.,])[\d,.]+ ?[十百千萬万億亿兆]*(?:%|個?[美歐日]?元)? ?(?:至|到|[-–—~～]) ?\Z")


def runner(issue: Issue) -> Callable[[Facts, Mapping[str, object]], Iterable[Hit]]:
    """The run of a check that reports one kind of difference."""

    def run(facts: Facts, options: Mapping[str, object]) -> Iterable[Hit]:
        return hits(facts, issue)

    return run


def hits(facts: Facts, *issues: Issue) -> Iterator[Hit]:
    """The document's differences of these issues, as hits in order; one for each figure."""
    for pair, comparison in facts.of(compared):
        style = None
        seen = set()
        for difference in comparison.differences:
            if difference.issue not in issues:
                continue
            style = style or style_of(pair.target, facts.simplified)
            hit = _hit(pair, difference, style)
            key = (hit.source, hit.target, hit.message)
            if key not in seen:
                seen.add(key)
                yield hit


def _hit(pair: Pair, d: Difference, style: Style) -> Hit:
    right = suggestion(d, style, pair.target)
    message, evidence = _words(d, right or "")
    place, right = _spaced(pair.target, _place(pair.target, d), right, style)
    evidence = {"source": d.source.text if d.source else "", "target": d.target.text if d.target else "", **evidence}
    return Hit(
        pair.index,
        message,
        d.spans[0] if d.spans else d.source.span if d.source else None,
        place,
        evidence,
        right,
        d.severity,
        confidence=d.sure,
    )


def _spaced(target: str, place: Span | None, right: str | None, style: Style) -> tuple[Span | None, str | None]:
    """Place and correction such that a space stands between words and digits where the line sets one, and only there."""
    if place is None or not right or not place.start:
        return place, right
    before = target[max(0, place.start - 2) : place.start]
    if _HAN.match(right) and re.fullmatch(r"[\u4e00-\u9fff] ", before):
        return Span(place.start - 1, place.end), right
    if right[0].isdigit() and style.space and _HAN.match(before[-1]):
        return place, f" {right}"
    return place, right


def _place(target: str, d: Difference) -> Span | None:
    """The target's figure, together with the word that the finding is about (季減, 超過) when it stands before it."""
    if d.spans is not None:
        return d.spans[1]
    if d.target is None:
        return None
    span = d.target.span
    before = target[max(0, span.start - 16) : span.start]
    if d.issue is Issue.DIRECTION or d.field == "basis":
        near = [cue for cue in cues(before, "zh") if cue.change or cue.basis]
        if near:
            return Span(span.start - len(before) + near[-1].start, span.end)
    if (
        d.issue is Issue.VALUE
        and d.source
        and d.source.is_range
        and (half := _RANGE_START.search(target[: span.start][-24:]))
    ):
        return Span(span.start - len(half.group()), span.end)
    if d.issue is Issue.BOUND and (word := _BOUND_WORDS.search(before)):
        return Span(span.start - len(before) + word.start(), span.end)
    return span


def _words(d: Difference, right: str) -> tuple[str, dict[str, str]]:
    """The sentence for people and the facts for machines."""
    detail = {"field": d.field, "said": d.said, "given": d.given}
    if d.issue is Issue.VALUE and d.source and d.target:
        sum_ = arithmetic(d.source, d.target, right)
        return sentence(d, right, sum_["off"]), {**sum_, "field": d.field}
    if d.issue is Issue.ORDER and d.other:
        detail["other"] = d.other.text
    return sentence(d, right, ""), detail


def arithmetic(source: Quantity, target: Quantity, right: str) -> dict[str, str]:
    """The values compared and how far they are apart: `equation` reads 1.2 billion = 12億; 1.2億 = 120,000,000."""
    a, b = _shown(source), _shown(target)
    equation = f"{source.text} = {right or a}; {target.text} = {b}"
    return {"equation": equation, "source_value": a, "target_value": b, "off": _off(source, target)}


def _off(source: Quantity, target: Quantity) -> str:
    """How far the ends that differ are apart."""
    ends = ((source.low, target.low), (source.high, target.high))
    return next((off_by(a, b) for a, b in ends if a != b), off_by(source.low, target.low))


def off_by(a: Decimal | None, b: Decimal | None) -> str:
    """How far b is from a, in words: ten times too small, 4.5 % too high."""
    if a is None or b is None or not a or not b or (a > 0) is not (b > 0):
        return "a different value"
    ratio = b / a
    large = ratio > 1
    factor = ratio if large else 1 / ratio
    named = {Decimal(10): "ten", Decimal(100): "a hundred", Decimal(1000): "a thousand"}.get(factor.normalize())
    if factor >= 2 or named:
        return f"{named or f'{_short(factor)}'} times too {'large' if large else 'small'}"
    return f"{_short(abs(ratio - 1) * 100)} % too {'high' if large else 'low'}"


def _short(value: Decimal) -> str:
    return f"{Decimal(f'{value:.3g}').normalize():f}" if value < 1000 else f"{value:,.0f}"


def _shown(q: Quantity) -> str:
    ends = [q.low] if q.low == q.high else [q.low, q.high]
    numbers = " to ".join(
        f"{end:,f}".rstrip("0").rstrip(".") if "." in f"{end:f}" else f"{end:,f}" for end in ends if end is not None
    )
    sign = {Kind.PERCENT: " %", Kind.POINT: " points", Kind.MULTIPLE: " times", Kind.MONEY: f" {q.currency}"}.get(
        q.kind, ""
    )
    return (numbers + (sign or (f" {q.unit}" if q.unit else ""))).strip() or q.text


def suggestion(d: Difference, style: Style, target: str) -> str | None:
    """What should stand in the place of the target's figure; for a missing one, what should be added.

    None where nothing can be put there that surely reads well.
    """
    a, b = d.source, d.target
    if (
        d.issue is Issue.EXTRA
        or d.field in ("trend", "rate", "path", "result", "pace", "named", "apart", "bases")
        or (a is None and d.issue is not Issue.PERIOD)
    ):
        return None
    if d.issue is Issue.ORDER:
        return _exchanged(d, target)
    if d.field == "share" or a is None:
        return _season(a, style)
    if d.issue is Issue.CURRENCY and d.said and not a.currency:
        a = replace(a, currency=d.said)  # ¥, as the line has it
    words = b.written if b is not None else a.written
    style = replace(style, han=words is not Written.DIGITS)
    if b is not None and (d.issue is Issue.DIRECTION or d.field == "basis"):
        return _turned(d, a, b, style, target)
    if d.issue is Issue.BOUND and b is not None:
        return _bounded(a, b, style)
    if d.issue is Issue.CODE:
        return a.text
    if b is not None and d.field in _DATE_FIELDS and b.kind in (Kind.DATE, Kind.QUARTER, Kind.HALF):
        said = {
            name: getattr(a, name)
            for name in _DATE_FIELDS
            if getattr(a, name) is not None and (getattr(b, name) is not None or name == d.field)
        }
        if b.kind is a.kind:
            return render(replace(b, **said), style)
    return render(_like(a, b), style)


def _exchanged(d: Difference, target: str) -> str | None:
    """Two figures that changed places, each back in the other's; the one alone where they stand too far apart."""
    if d.spans is None or d.target is None:
        return d.said
    both, one = d.spans[1], d.target.span
    if one.start == both.start:
        first, second = d.target.text, d.said
    else:
        first, second = d.said, d.target.text
    between = target[both.start + len(first) : both.end - len(second)]
    return f"{second}{between}{first}" if both.of(target) == f"{first}{between}{second}" else None


def _turned(d: Difference, a: Quantity, b: Quantity, style: Style, target: str) -> str | None:
    """The word of direction or basis put right, with the figure as the line has it."""
    place = _place(target, d)
    cue = next((c for c in cues(place.of(target), "zh") if c.change or c.basis), None) if place else None
    if cue is None or place is None or place.start + cue.end > b.span.start:
        return None
    word, rest = place.of(target)[cue.start : cue.end], place.of(target)[cue.end :]
    if d.field == "change":
        turned = opposite(word)
        return f"{turned}{rest}" if turned else None
    basis = a.basis if a.basis is not Basis.NONE else b.basis
    words = change_words(a.change or b.change, basis, style.simplified, to=d.field == "by" and a.by is False)
    gap = " " if style.space and b.text[:1].isascii() else ""
    return f"{words}{gap}{b.text}" if words else None


def _bounded(a: Quantity, b: Quantity, style: Style) -> str | None:
    """The target's figure as it is written, with the source's bound."""
    word = bound_word(a.bound, style)
    return None if word is None or b.text[-1:] in "多餘余" else f"{word}{b.text}"


def _season(a: Quantity | None, style: Style) -> str:
    """The quarter that a fraction stands for: its name, or just 季."""
    if a is not None and a.kind is Kind.DURATION:
        return "一個季度" if style.season == "季度" and not style.simplified else f"一{style.season}"
    named = render(replace(a, year=None, bound=Bound.EXACT), style) if a is not None else None
    return named or style.season


def _like(a: Quantity, b: Quantity | None) -> Quantity:
    """The source's figure without its bound; a bare number takes over the currency that the line gives it."""
    plain = replace(a, bound=Bound.EXACT if a.bound is not Bound.VAGUE else Bound.VAGUE)
    if b is not None and a.kind is Kind.NUMBER and b.kind is Kind.PERCENT and a.bound is Bound.VAGUE:
        return replace(plain, kind=Kind.PERCENT)
    if b is not None and a.kind is Kind.NUMBER and b.kind is Kind.MONEY:
        return replace(plain, kind=Kind.MONEY, currency=b.currency, loose_currency=b.loose_currency)
    return plain
