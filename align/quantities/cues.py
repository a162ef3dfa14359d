"""Direction (rose, 年減) and basis (year over year, 季增) that the words around a figure give it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache

from align.quantities.chinese_text import word_pattern
from align.quantities.model import Basis, Bound, Change, Kind, Lang, Quantity, Written
from align.quantities.tables import rows

_STOPS = {"en": re.compile(r"[.;:!?](?=\s|$)"), "zh": re.compile(r"[。；：！？;]")}
_REACH = {"en": (45, 22), "zh": (14, 8)}  # how far before and behind the figure a word may stand, in code points
_COMMAS = {"en": re.compile(r",(?=\s)"), "zh": re.compile(r"[，,](?!\d)")}
BOUNDS_TOO = frozenset(("高於", "高于", "低於", "低于", "少於", "少于"))
_HEDGE_EN = r"(?:(?:about|around|approximately|nearly|almost|over|more than|some|roughly|up to|as much as) )?"
_HEDGE_ZH = r"(?:約|约|大約|大约|近|將近|将近|逾|超過|超过)?"
_BY = {
    "en": re.compile(rf"\b(by|to) {_HEDGE_EN}[A-Z$€£¥]*$"),
    "zh": re.compile(rf"(?:(了)|(至|到)){_HEDGE_ZH} ?$"),
}
_FAR = {
    "至少": Bound.AT_LEAST, "最少": Bound.AT_LEAST, "最多": Bound.AT_MOST, "至多": Bound.AT_MOST,
    "超過": Bound.OVER, "超过": Bound.OVER, "不到": Bound.UNDER, "高達": Bound.AT_MOST, "高达": Bound.AT_MOST,
}  # fmt: skip
_FAR_BOUND = re.compile(
    rf"({'|'.join(_FAR)})(?:(?![一二兩两三四五六七八九十百千萬万億亿半幾几數数的])[\u4e00-\u9fff]){{1,5}} ?$"
)
# Another verb between a word of direction and the figure takes the figure over: rates rose, improving the ratio by 3.
_OTHER_VERB = {
    "en": re.compile(
        r"\b(?:improv\w+|better|worse\w*|deteriorat\w+|favou?rabl\w+|unfavou?rabl\w+|strengthen\w*|weaken\w*|"
        r"recover\w*|releas\w+|contribut\w+|add(?:s|ed|ing)?|benefit\w*|offset\w*|sav(?:ed|es|ings?)|generat\w+|spent|invested|"
        r"repaid|collected|sold|bought|paid|earned|booked|recogni[sz]ed)\b|"
        r"(?:,|\b(?:and|but|while|whereas|as)\b)[^,]{0,30}\b(?:was|were|is|are|stood|reached|came|went|moved|remained)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"改善|惡化|恶化|好轉|好转|轉佳|转佳|轉差|转差|優化|优化|貢獻|贡献|釋出|释出|提存|認列|认列|節省|节省|挹注|回沖|回冲|"
        r"支付|投資|投资|賺進|赚进|優於|优于|[，,][^，,]{1,10}[為为是達达]"
    ),
}
# Verbs whose `up` leads nowhere: to end up at one half.
_PARTICLE = re.compile(
    r"\b(?:end|ends|ended|ending|wind|wound|set|sets|sign|signed|make|makes|made|hold|held|clean|cleaned) $",
    re.IGNORECASE,
)
_MORE_THAN = re.compile(r" (more|higher|less|fewer|lower) than\b")
_JOINED = re.compile(r"\band\b|,|\bwhile\b|\bbut\b|和|及|[，、]")
_MOVED = {
    Kind.PERCENT, Kind.POINT, Kind.MONEY, Kind.NUMBER, Kind.MULTIPLE, Kind.MEASURE, Kind.FRACTION, Kind.DURATION,
}  # fmt: skip


@dataclass(frozen=True)
class Cue:
    """A word that says direction or basis."""

    start: int
    end: int
    change: Change = Change.NONE
    basis: Basis = Basis.NONE


@cache
def _words(lang: Lang) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """A pattern of all cue words, for English in lower case, and what the matched word (its first stem) means."""
    table: dict[str, tuple[str, str]] = {}
    parts = []
    for row in rows("cues.csv"):
        if row["lang"] == lang:
            stem = row["phrase"].rstrip("*")
            change, basis = table.get(stem, ("", ""))
            table[stem] = (
                row["value"] if row["class"] == "change" else change,
                row["value"] if row["class"] == "basis" else basis,
            )
            parts.append(row["phrase"])
    if lang == "zh":
        return re.compile(f"({word_pattern(parts)})"), table
    plain = word_pattern(p for p in parts if not p.endswith("*"))
    open_ended = word_pattern(p[:-1] for p in parts if p.endswith("*"))
    return re.compile(rf"\b(?:({plain})\b|({open_ended})\w*)"), table


def cues(text: str, lang: Lang) -> list[Cue]:
    """All words of direction and basis in the text, in order."""
    pattern, table = _words(lang)
    bases = {"year": Basis.YEAR, "quarter": Basis.QUARTER, "month": Basis.MONTH}
    found = []
    for match in pattern.finditer(_lower(text) if lang == "en" else text):
        if match.group() == "up" and _PARTICLE.search(text, max(0, match.start() - 9), match.start()):
            continue
        change, basis = table[match.group(match.lastindex or 1)]
        found.append(Cue(*match.span(), Change(change), bases.get(basis, Basis.NONE)))
    return found


def _lower(text: str) -> str:
    """The text in lower case, letter for letter: a pattern that ignores case would try every word at every place."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(char.lower()[0] for char in text)


def directed(text: str, lang: Lang, found: list[Quantity]) -> list[Quantity]:
    """The figures with `change` and `basis` filled in where a word near them says so and none contradicts."""
    if not any(q.kind in _MOVED for q in found):
        return found
    if lang == "zh":
        found = [_bounded(text, q) for q in found]
    words = cues(text, lang)
    if not words:
        return found
    moved: list[Quantity] = []
    starts = [cue.start for cue in words]
    for place, quantity in enumerate(found):
        if quantity.kind in _MOVED:
            left = _previous_end(found, place)
            right = _next_start(found, place, len(text))
            first = bisect_left(starts, quantity.span.start - 80)
            near = words[first : bisect_left(starts, quantity.span.end + 80)]
            change, basis = _near(text, lang, quantity, near, left, right)
            if lang == "en" and not change and moved and _goes_on(text, moved[-1], quantity):
                change = moved[-1].change
            if quantity.kind is Kind.DURATION and not _adjacent(text, lang, quantity, near):
                change = Change.NONE  # revenue grew in three years, but days outstanding fell by four
            if lang == "en":
                change = _self_directed(text, quantity) or change
            if change or basis:
                quantity = replace(quantity, change=change, basis=basis, by=_by(text, lang, quantity))
            moved.append(quantity)
        else:
            moved.append(quantity)
    return moved


def _bounded(text: str, q: Quantity) -> Quantity:
    """A bound word that a verb parts from its figure: 至少安裝了 17,000 台."""
    if q.bound is not Bound.EXACT or q.kind not in _MOVED:
        return q
    match = _FAR_BOUND.search(text[max(0, q.span.start - 10) : q.span.start])
    return q if match is None else replace(q, bound=_FAR[match.group(1)])


def _by(text: str, lang: Lang, quantity: Quantity) -> bool | None:
    """True behind `by` and 了 (an amount of change), False behind `to`, 至 and 到 (a level)."""
    match = _BY[lang].search(text[max(0, quantity.span.start - 24) : quantity.span.start])
    if match is None:
        return None
    return match.group(1) in ("by", "了")


def _self_directed(text: str, q: Quantity) -> Change:
    """Direction that the figure has in itself: doubled; 49 more than 860."""
    if q.kind is Kind.MULTIPLE and q.written is Written.IMPLIED and q.low is not None and q.low > 1:
        return Change.UP
    match = _MORE_THAN.match(text, q.span.end)
    if match is None:
        return Change.NONE
    return Change.UP if match.group(1) in ("more", "higher") else Change.DOWN


def _adjacent(text: str, lang: Lang, quantity: Quantity, words: list[Cue]) -> bool:
    """Whether the change is surely the figure's: behind `by`, or right behind the Chinese verb."""
    if lang == "en":
        return bool(_by(text, lang, quantity))
    near = [c for c in words if c.change and quantity.span.start - 4 < c.end <= quantity.span.start]
    return any(text[c.end : quantity.span.start].strip() in ("", "了", "約", "约") for c in near)


def _goes_on(text: str, last: Quantity, quantity: Quantity) -> bool:
    """Whether the figure shares the verb of the one before: up 36% year over year and 10% quarter over quarter."""
    gap = text[last.span.end : quantity.span.start]
    return last.kind is quantity.kind and len(gap) < 40 and gap.rstrip().endswith((" and", ","))


def _previous_end(found: list[Quantity], place: int) -> int:
    for quantity in reversed(found[max(0, place - 6) : place]):
        if quantity.kind in _MOVED:
            return quantity.span.end
    return 0


def _next_start(found: list[Quantity], place: int, length: int) -> int:
    for quantity in found[place + 1 : place + 7]:
        if quantity.kind in _MOVED:
            return quantity.span.start
    return length


def _near(text: str, lang: Lang, q: Quantity, words: list[Cue], left: int, right: int) -> tuple[Change, Basis]:
    before, behind = _REACH[lang]
    start = max(left, q.span.start - before)
    end = min(right, q.span.end + 60)
    start = max((stop.end() for stop in _STOPS[lang].finditer(text, start, q.span.start)), default=start)
    after = _STOPS[lang].search(text, q.span.end, end)
    end = after.start() if after else end
    comma = _COMMAS[lang].search(text, q.span.end, end)
    close = min(end, comma.start() if comma else end, q.span.end + behind)
    fore = [c for c in words if start <= c.start and c.end <= q.span.start + (1 if lang == "zh" else 0)]
    while (
        fore and lang == "zh" and text[fore[-1].start : fore[-1].end] in BOUNDS_TOO and q.span.start - fore[-1].end < 2
    ):
        fore.pop()  # 略高於 1%: a bound
    back = [c for c in words if q.span.end <= c.start and c.start < end]
    change = _direction(text, lang, q, fore, [c for c in back if c.start < close])
    return change, _basis(text, lang, q, fore, [c for c in back if lang == "en" or c.start < close])


def _basis(text: str, lang: Lang, q: Quantity, fore: list[Cue], back: list[Cue]) -> Basis:
    """The basis word before the figure, if nothing joins it to another one, else the one behind it."""
    for cue in reversed(fore):
        if cue.basis and not (lang == "en" and _JOINED.search(text, cue.end, q.span.start)):
            return cue.basis
    for cue in back:
        if cue.basis and not _JOINED.search(text, q.span.end, cue.start):
            return cue.basis
    return Basis.NONE


def _direction(text: str, lang: Lang, q: Quantity, fore: list[Cue], back: list[Cue]) -> Change:
    ups = [c for c in fore if c.change]
    if ups and _OTHER_VERB[lang].search(text, ups[-1].end, q.span.start):
        ups = []
    downs = [c for c in back if c.change]
    adjacent = [c for c in downs if len(text[q.span.end : c.start].split()) <= 1 and c.start - q.span.end <= 14]
    if lang == "en" and adjacent and adjacent[0].start - q.span.end <= 2:
        return adjacent[0].change
    if ups:
        if lang == "en" and len({c.change for c in ups[-2:]}) > 1 and _comma_free(text, ups[-2].end, ups[-1].start):
            return Change.NONE
        return ups[-1].change
    if downs and (lang == "zh" or adjacent):
        return downs[0].change
    return Change.NONE


def _comma_free(text: str, start: int, end: int) -> bool:
    return "," not in text[start:end]
