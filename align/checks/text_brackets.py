"""Brackets and quotes that open and do not close, or the reverse, in the target alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from align.checks.base import Check, Options, example
from align.facts import Facts
from align.model import Hit, Severity, Span

_PAIRS = {
    "(": ")",
    "（": ")",
    "[": "]",
    "［": "]",
    "【": "】",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
}
_CLOSING = {
    ")": ")",
    "）": ")",
    "]": "]",
    "］": "]",
    "】": "】",
    "」": "」",
    "』": "』",
    "》": "》",
    "〉": "〉",
}
_CURLY = '“”"'
_CORNERS = frozenset("「」『』")
# Single quotation marks that surely open or close a quotation, as against apostrophes.
_OPENS = re.compile(r"(?<![\w'’])['‘](?=\w)")
_CLOSES = re.compile(r"(?<=[.,!?…])['’](?!\w)|(?<=\w)['’](?=[,;.)]|$)")
# a), 1), (i): list marks, and smileys
_LIST_MARK = re.compile(
    r"(?:^|[\s，。；、,;:：])[(（]?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4}|[一二三四五六七八九十]{1,2})[)）]|[:;]-?[()]"
)


def loose(text: str) -> list[int]:
    """Places of brackets and curly or corner quotes without their other half; straight quotes are not judged."""
    skip = {i for found in _LIST_MARK.finditer(text) for i in range(*found.span())}
    skip = {i for i in skip if text[i] in ")）" and not _opened(text, i)}
    stack: list[tuple[str, int]] = []
    out: list[int] = []
    for i, char in enumerate(text):
        if char in _PAIRS:
            stack.append((_PAIRS[char], i))
        elif char in _CLOSING and i not in skip:
            want = _CLOSING[char]
            at = next((k for k in range(len(stack) - 1, max(-1, len(stack) - 9), -1) if stack[k][0] == want), None)
            if at is None:
                out.append(i)
            else:
                out += [place for _, place in stack[at + 1 :]]
                del stack[at:]
    return sorted(out + [place for _, place in stack])


def _opened(text: str, at: int) -> bool:
    head = text[max(0, at - 6) : at]
    return "(" in head or "（" in head


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    for pair in facts.speech:
        places = loose(pair.target)
        if any(pair.target[i] in _CORNERS for i in places) and _runs_over(pair.source):
            places = [i for i in places if pair.target[i] not in _CORNERS]
        if not places and _odd(pair.target) and not _runs_over(pair.source):
            places = [next(i for i, char in enumerate(pair.target) if char in _CURLY)]
        if not places or loose(pair.source):
            continue
        at = places[0]
        char = pair.target[at]
        state = "opens and never closes" if char in _PAIRS else "closes what was never opened"
        yield Hit(
            pair=pair.index,
            message=f"{char} {'stands without its other half' if char in _CURLY else state}.",
            target=Span(at, at + 1),
            evidence={"found": "".join(pair.target[i] for i in places)},
            confidence=0.9,
        )


def _odd(text: str) -> bool:
    """Whether straight and curly quotes are odd in number; which way they turn is not judged."""
    return sum(text.count(sign) for sign in _CURLY) % 2 == 1


def _runs_over(source: str) -> bool:
    """Whether a quotation of the source runs over the paragraph's edge, in double or in single quotes."""
    return _odd(source) or len(_OPENS.findall(source)) != len(_CLOSES.findall(source))


CHECK = Check(
    id="text.brackets",
    title="Brackets or quotes unbalanced",
    explanation=(
        "A bracket or a corner or curly quote of the target has no other half while the source is balanced. Full-width "
        "and half-width brackets count as the same; marks of list items such as 1) are left alone, and so are "
        "quotations that run over several paragraphs in the source as well. Add or remove the sign."
    ),
    category="fluency/punctuation",
    severity=Severity.MINOR,
    run=_run,
    bad=(
        example("Our unit (the largest) grew.", "我們的部門（最大的部門成長。"),
        example('He called it "a good year".', "他稱之為「好的一年。"),
        example("Costs fell [see slide 4].", "成本下降，見第 4 頁]。"),
    ),
    good=(
        example("Our unit (the largest) grew.", "我們的部門（最大的)成長。", "mixed widths still close"),
        example("We see 1) demand and 2) supply.", "我們看到 1）需求和 2）供給。"),
        example('"We will continue.', "「我們會繼續。", "the quotation goes on in the next paragraph"),
    ),
)
