"""Profit against loss: what an amount is called in English, and what its translation calls it."""

from __future__ import annotations

import re

from align.model import Severity, Span
from align.quantities.differences import Difference, Issue
from align.quantities.match import Match
from align.quantities.model import Kind, Quantity

_LOSS = re.compile(r"\b(?:loss(?:es)?|lost|lose|losing|deficits?|shortfall)\b", re.IGNORECASE)
_GAIN = re.compile(r"\b(?:profits?|gains?|gained|earned|earnings|income|surplus)\b", re.IGNORECASE)
_ZH_LOSS = re.compile(r"虧|亏|損|损|赤字|短絀|負|负|倒[貼贴]")
_ZH_GAIN = re.compile(
    r"獲利|获利|盈餘|盈余|淨利(?!率|息)|净利(?!率|息)|純益|纯益|利潤(?!率)|利润(?!率)|利益(?!率)|收益(?!率)|盈利|賺|赚|順差|顺差"
)
# Words that make a loss of a gain or the other way round, or speak of both: nothing is sure then.
_UNSURE_EN = re.compile(
    r"\b(?:negative|minus|offset\w*|revers\w+|avoid\w*|without|not|no|net of|or|ratio|provision\w*|"
    r"allowance\w*|carry-?forwards?|narrow\w*|improv\w+|reduc\w+|tax|before|after|costs?|costing|excluding|adjusted|swing|swung)\b|n't\b",
    re.IGNORECASE,
)
_UNSURE_ZH = re.compile(
    r"[不未無无非沒没]|抵[銷消]|沖銷|冲销|損益|损益|盈虧|盈亏|轉|转|避險|避险|減|减|收窄|縮小|缩小|改善"
)
_ENDS = {
    "en": re.compile(r"[.;:!?,](?=\s|$)|\b(?:and|but|while|whereas|compared|than|against|versus|vs|from)\b"),
    "zh": re.compile(r"[，。；：！？、]|,(?!\d)"),
}
_REACH = {"en": (60, 24), "zh": (18, 8)}


def result_difference(a: Quantity, b: Quantity, source: str, target: str) -> list[Difference]:
    """A loss given as a gain or a gain as a loss, where each side calls the amount by one of them alone."""
    if a.kind is not Kind.MONEY or b.kind is not Kind.MONEY or a.negative_marked or b.negative_marked:
        return []
    said = _around(source, a, "en")
    loss, gain = _LOSS.search(said) is not None, _GAIN.search(said) is not None
    if loss is gain or _UNSURE_EN.search(said):
        return []
    given = _around(target, b, "zh")
    lost, gained = _ZH_LOSS.search(given) is not None, _ZH_GAIN.search(given) is not None
    if lost is gained or loss is lost or _UNSURE_ZH.search(given):
        return []
    words = ("loss", "gain") if loss else ("gain", "loss")
    spans = _called(source, a, "en", _LOSS if loss else _GAIN), _called(target, b, "zh", _ZH_GAIN if loss else _ZH_LOSS)
    return [Difference(Issue.DIRECTION, a, b, "result", *words, Severity.CRITICAL, 0.85, spans=spans)]


def results(source: str, target: str, matches: tuple[Match, ...]) -> list[Difference]:
    """The amounts among the matches whose result is turned round, in source order."""
    if not (_LOSS.search(source) or _ZH_LOSS.search(target)):
        return []
    found = []
    for match in matches:
        found += result_difference(match.source.quantity, match.target.quantity, source, target)
    return found


def _around(text: str, q: Quantity, lang: str) -> str:
    """The amount's clause without the amount, as far as it may be called by a word."""
    before, behind = _REACH[lang]
    ahead = _ENDS[lang].split(text[max(0, q.span.start - before) : q.span.start])[-1]
    return f"{ahead} {_ENDS[lang].split(text[q.span.end : q.span.end + behind])[0]}"


def _called(text: str, q: Quantity, lang: str, word: re.Pattern[str]) -> Span:
    """The amount together with the word that it is called by."""
    before, behind = _REACH[lang]
    fore = [m.start() for m in word.finditer(text, max(0, q.span.start - before), q.span.start)]
    back = word.search(text, q.span.end, q.span.end + behind)
    return Span(fore[-1], q.span.end) if fore else Span(q.span.start, back.end() if back else q.span.end)
