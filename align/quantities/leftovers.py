"""Figures without an equal on the other side: pairs that are one another's wrong rendering, missing and extra ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from align.model import Severity
from align.quantities.atoms import Atom
from align.quantities.differences import Difference, Issue
from align.quantities.equal import CLASH, EQUIVALENT, fit
from align.quantities.match import Matching, pair_up
from align.quantities.model import Kind, Quantity, Written
from align.quantities.tables import rows, split

_CALENDAR = {"year", "month", "day", "weekday", "decade", "time"}
_PERIODS = {"quarter", "half"}
_DIGIT_KINDS = {Kind.NUMBER, Kind.AGE, Kind.MONEY, Kind.MEASURE}
_DROPPED = {Kind.NUMBER, Kind.DURATION}
_WEEKDAY = re.compile(r"(?:[週周]|星期|禮拜|礼拜)[一二三四五六]")
_WORD_KINDS = {Kind.NUMBER, Kind.ORDINAL}
_NUMERALS = {
    2: "兩两二雙双2２對对俩倆", 3: "三3３仨叁參", 4: "四4４", 5: "五5５", 6: "六6６", 7: "七7７", 8: "八8８", 9: "九9９",
    10: "十1１", 11: "十1１", 12: "十打1１",
}  # fmt: skip
_QUARTER = re.compile(r"\b(?:quarter(?:s|ly)?|Q[1-4])\b(?!-?final)", re.IGNORECASE)
_QUARTER_SHARE = Decimal("0.25")
_NAME = re.compile(r"\W[A-Z]")
_LOOSE_BEFORE = re.compile(
    r"\b(?:or|the|these|those|all|of|any|other|from)\s+$", re.IGNORECASE
)  # a word or two; the two
_COUNTED = re.compile(r"[ -][A-Za-z]+")
_LIST_MARK = re.compile(r"[.、)）]")
_FROM = re.compile(r"\b(?:from|over|versus|compared (?:to|with)|than)(?: (?:the|in|our|last|a|previous|prior))* *$")
_BASIS = re.compile(r"季增|季減|季减|上季|前季|前一季|上一季|季比|環比|环比|季升|季降")
_DOUBLES = {11: "十一", 12: "十二", 10: "十", 9: "九"}
_LEVEL_IN = re.compile(
    r"\b(?:from|versus|vs\.?|against|compared (?:to|with)|than|(?:up|down) on) (?:[^.;,]|[.,](?=\d)){1,40} (?:in|for|of|during)(?: the| our)? *$"
)
_EARLIER = re.compile(r"[前上]一?個?季|前一个季|去年同[期季]|前期")
_YEARLONG = re.compile(r"\b(?:trailing|TTM|LTM)\b", re.IGNORECASE)
_SCALES = {Decimal(10) ** n: w for n, w in ((2, "hundred"), (3, "thousand"), (6, "million"), (9, "billion"))}
_ONE_OF = re.compile(
    r"\b(?:a|an|one|per|every|each|the|full|over|under|about)[- ](?:(?:US|NT|full|percentage|basis|good) )?"
    r"(?:dollar|euro|pound|yen|yuan|point|buck|per ?cent|percentage)\b",
    re.IGNORECASE,
)
_TITLE_MARKS = frozenset("《〈「『“")
Key = tuple[Decimal, str, str]


def leftovers(source: str, target: str, matching: Matching) -> list[Difference]:
    """The differences that follow from figures left over on either side."""
    left_source, left_target = _without_day_names(matching.source_left, matching.target_left, target)
    found: list[Difference] = []
    if _QUARTER.search(source):
        shares = any(pair.source.quantity.kind is Kind.FRACTION for pair in matching.matches)  # a quarter of it, too
        confused = [b for b in left_target if not shares and _is_quarter_share(target, b)]
        quarters = [a for a in left_source if a.group == "quarter" or a.quantity.unit_id == "quarter"]
        for b in confused:
            near = min(quarters, key=lambda a: abs(a.at - b.at), default=None)
            said = near.quantity.text if near else "quarter"
            found.append(
                Difference(Issue.PERIOD, near.quantity if near else None, b.quantity, "share", said, b.quantity.text)
            )
            left_source = tuple(a for a in left_source if a is not near)
        left_target = tuple(b for b in left_target if b not in confused)
    paired = pair_up(left_source, left_target, _could_be)
    used = {id(atom) for pair in paired for atom in pair}
    found += [_wrong(a, b) for a, b in paired]
    said_keys = {_key(pair.source) for pair in matching.matches}
    given_keys = {_key(pair.target) for pair in matching.matches}
    open_source = [a for a in left_source if id(a) not in used and _is_missing(a, source, target, given_keys)]
    open_target = [b for b in left_target if id(b) not in used and _is_extra(b, source, target, said_keys)]
    loose = {id(p.target.quantity): p.source for p in matching.matches if p.source.vague}
    open_target = [b for b in open_target if not _within(b, loose.get(id(b.quantity)))]
    pairs = matching.matches if len(matching.matches) < 1000 else ()
    found += [_missing(a) for a in open_source if not any(fit(a, pair.target) <= EQUIVALENT for pair in pairs)]
    found += [_extra(b) for b in open_target if not any(fit(pair.source, b) <= EQUIVALENT for pair in pairs)]
    return found


def _without_day_names(
    source: tuple[Atom, ...], target: tuple[Atom, ...], text: str
) -> tuple[tuple[Atom, ...], tuple[Atom, ...]]:
    """The leftovers without days that Chinese calls by their digits: June 18 as 618, November 11 as 雙十一 or 1111."""
    days = {id(q): q for q in (a.quantity for a in source) if q.month and q.day and not q.year}
    given: dict[int, set[int]] = {}
    for key, q in days.items():
        digits = {Decimal(f"{q.month}{q.day}"), Decimal(f"{q.month}{q.day:02d}"), Decimal(f"{q.month}.{q.day}")}
        named = {id(b) for b in target if b.group == "number" and b.low in digits}
        double = q.month == q.day and re.search(rf"[雙双] ?(?:{q.month}|{_DOUBLES.get(q.month or 0, '-')})", text)
        if named or double:
            given[key] = named
    used = set().union(*given.values()) if given else set()
    kept = tuple(a for a in source if id(a.quantity) not in given)
    return kept, tuple(b for b in target if id(b) not in used)


def _key(atom: Atom) -> Key:
    return atom.low, atom.group, atom.key


def _missing(a: Atom) -> Difference:
    small = not a.firm or a.group == "weekday"
    severity = Severity.MINOR if small else Severity.MAJOR
    return Difference(Issue.MISSING, a.quantity, None, a.group, a.quantity.text, "", severity, 0.7 if small else 0.85)


def _extra(b: Atom) -> Difference:
    return Difference(Issue.EXTRA, None, b.quantity, b.group, "", b.quantity.text, Severity.MAJOR, 0.85)


def _is_missing(a: Atom, source: str, target: str, given: set[Key]) -> bool:
    if _key(a) in given:
        return False  # said twice, given once
    if a.group in ("code", "score") and _digits_given(a, target):
        return False
    if a.group == "quarter" and _FROM.search(source, 0, a.quantity.span.start) and _BASIS.search(target):
        return False  # up 3 % from the fourth quarter: 季增 3%
    if a.group == "quarter" and _LEVEL_IN.search(source, 0, a.quantity.span.start) and _EARLIER.search(target):
        return False  # compared with 30.9% in the first quarter: 前一季為 30.9%
    if a.group == "code" and any(name in target for name in _code_names().get(a.key, ())):
        return False  # CO2: 二氧化碳
    if a.quantity.kind is Kind.POINT and a.low % _QUARTER_SHARE == 0 and "碼" in target:
        return False  # a move of 25 basis points is 一碼
    if a.group == "decade" and ("世紀" in target or "世纪" in target):
        return False  # the early 2000s: 本世紀初
    if a.group == "weekday" and any(group == "day" for _, group, _ in given):
        return False  # the date stands for it
    return a.firm or _is_dropped_word(a, source, target)


@cache
def _code_names() -> Mapping[str, tuple[str, ...]]:
    """Chinese names of codes that are words there (CO2, B2B), by the code's letters and digits in capitals."""
    return {row["code"].upper(): split(row["chinese"]) for row in rows("code_names.csv")}


def _within(b: Atom, region: Atom | None) -> bool:
    """Whether the other end of b's range stands for a region that takes b in too (a couple of points: 兩三個百分點)."""
    return region is not None and fit(region, b) < CLASH


def _digits_given(a: Atom, target: str) -> bool:
    """Whether all groups of digits of a code or score stand in the translation, however it cuts them."""
    groups = re.findall(r"\d+", a.quantity.text)
    return bool(groups) and all(re.search(rf"(?<!\d){group}(?!\d)", target) for group in groups)


def _is_dropped_word(a: Atom, source: str, target: str) -> bool:
    """Whether a small number in words (three meetings) has no trace at all in the translation."""
    q = a.quantity
    if q.kind not in _DROPPED or q.written is not Written.WORDS or a.vague or a.amount is None:
        return False
    target = _WEEKDAY.sub("", target)
    numerals = _NUMERALS.get(int(a.amount)) if a.amount == a.amount.to_integral_value() and a.amount < 13 else None
    if numerals is None or any(c in target for c in numerals):
        return False
    name = q.text[:1].isupper() and (source[q.span.end : q.span.end + 1] == "-" or _NAME.match(source, q.span.end))
    loose = _LOOSE_BEFORE.search(source[max(0, q.span.start - 8) : q.span.start])
    return not name and not loose and (q.kind is Kind.DURATION or _COUNTED.match(source, q.span.end) is not None)


def _is_extra(b: Atom, source: str, target: str, said: set[Key]) -> bool:
    if _is_one_of_a_word(b, source):
        return False
    if b.quantity.kind is Kind.DURATION and b.quantity.unit == "month" and b.low == 12 and _YEARLONG.search(source):
        return False  # trailing EBITDA: of the last twelve months
    title = b.group == "weekday" and target[b.quantity.span.start - 1 : b.quantity.span.start] in _TITLE_MARKS
    start, end = b.quantity.span.start, b.quantity.span.end
    if b.group == "number" and start <= 1 and _LIST_MARK.match(target, end):
        return False  # the number of a paragraph
    glossed = b.group == "code" and target[b.quantity.span.end : b.quantity.span.end + 1] in (")", "）")
    return b.firm and _key(b) not in said and not title and not glossed


def _is_one_of_a_word(b: Atom, source: str) -> bool:
    """Whether the English has the word that b counts one of: the first billion, every dollar, a point or so."""
    if b.group == "number" and (word := _SCALES.get(b.low)):
        return re.search(rf"(?<![\d\w] )\b{word}\b|\b[a-z]+ {word}\b", source) is not None
    if b.amount == 1 and b.quantity.kind in (Kind.MONEY, Kind.POINT, Kind.PERCENT):
        return _ONE_OF.search(source) is not None
    return False


def _is_quarter_share(target: str, b: Atom) -> bool:
    """Whether a quarter of the year has become 四分之一 (but not 四分之一決賽, a quarter-final)."""
    q = b.quantity
    return (
        q.kind is Kind.FRACTION and q.low == _QUARTER_SHARE and target[q.span.end : q.span.end + 1] not in ("決", "决")
    )


def _could_be(a: Atom, b: Atom) -> float | None:
    """How far apart two leftovers are when one can be the other's wrong rendering; None when it cannot."""
    apart = abs(a.at - b.at)
    if a.group != b.group:
        calendar = {a.group, b.group} <= {"quarter", "half", "year", "month"} and a.firm and b.firm
        return apart + 0.3 if calendar and apart < 0.2 else None
    if a.group != "number":
        return apart
    if a.vague or b.vague:
        return apart if a.vague and b.vague and apart < 0.7 else None
    return _numbers_apart(a, b, apart)


def _numbers_apart(a: Atom, b: Atom, apart: float) -> float | None:
    p, q = a.quantity, b.quantity
    kinds = {p.kind, q.kind}
    if Written.IMPLIED in (p.written, q.written):
        return apart if _two_of(a, b) and apart < 0.35 else None
    words = Written.DIGITS not in (p.written, q.written)
    if words and (a.amount == 1 or b.amount == 1) and kinds != {Kind.ORDINAL}:
        return None
    if p.kind is q.kind:
        if p.kind is Kind.MEASURE and p.unit != q.unit:
            return None
        far = p.kind is Kind.ORDINAL or (words and p.kind is Kind.NUMBER)
        reach = 1.0 if p.unit_id and p.unit_id == q.unit_id else 0.9 if far else 0.5
        return apart if apart < reach else None
    if p.is_range and q.is_range and kinds in ({Kind.NUMBER, Kind.POINT}, {Kind.NUMBER, Kind.PERCENT}):
        return apart
    if words and kinds == {Kind.NUMBER, Kind.DURATION} and p.kind is Kind.NUMBER:
        return apart + 0.3 if apart < 0.12 else None
    if words and kinds == _WORD_KINDS:
        return apart + 0.3 if apart < 0.2 else None
    return apart + 0.3 if kinds <= _DIGIT_KINDS and not words and apart < 0.3 else None


def _two_of(a: Atom, b: Atom) -> bool:
    """Whether `both`, `twice` or `duo` stands against another small number in words (四個, 七次)."""
    p, q = a.quantity, b.quantity
    small = p.low == 2 and p.kind in (Kind.NUMBER, Kind.MULTIPLE) and q.kind is Kind.NUMBER
    return small and q.written is Written.WORDS and b.amount is not None and 2 < b.amount < 10


def _wrong(a: Atom, b: Atom) -> Difference:
    issue, severity = Issue.VALUE, Severity.MAJOR
    if a.group in _CALENDAR and b.group in _CALENDAR:
        issue = Issue.DATE
    elif a.group in _PERIODS or b.group in _PERIODS:
        issue = Issue.PERIOD
    elif a.group == "code":
        issue = Issue.CODE
    elif _is_gross(a.quantity, b.quantity, a.low, b.low):
        severity = Severity.CRITICAL
    return Difference(issue, a.quantity, b.quantity, a.group, a.key or str(a.low), b.key or str(b.low), severity)


def _is_gross(p: Quantity, q: Quantity, a: Decimal, b: Decimal) -> bool:
    """Money, or anything off by a factor of ten or more."""
    small, large = sorted((abs(a), abs(b)))
    return Kind.MONEY in (p.kind, q.kind) or (small > 0 and large >= 10 * small) or (small == 0 and large > 0)
