"""Units that prices and rates are given by (11 cents per kilowatt-hour, 每度 3.2 元), apart from any figure."""

from __future__ import annotations

import re
from functools import cache

from align.model import Span
from align.quantities.model import Kind
from align.quantities.tables import units

_TONS = {"ton": "tonne"}  # a ton is mostly rendered 公噸
_TRIGGERS = ("per ", "每")


@cache
def _patterns() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str], dict[str, str]]:
    measured = [u for u in units() if u.kind is Kind.MEASURE]
    english = {w: u.id for u in reversed(measured) for w in u.en if len(w) > 1}
    chinese = {w: u.id for u in reversed(measured) for w in u.zh if len(w) > 1 or u.id == "kilowatt-hour"}

    def either(words: dict[str, str]) -> str:
        return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))

    return (
        re.compile(rf"\bper ({either(english)})(?![\w-])"), english,
        re.compile(rf"每一?({either(chinese)})"), chinese,
    )  # fmt: skip


def rate_clash(source: str, target: str) -> tuple[Span, Span, str, str] | None:
    """The one unit that each side counts by, when they differ: (place, place, unit said, unit given)."""
    if _TRIGGERS[0] not in source or _TRIGGERS[1] not in target:
        return None
    in_english, english, in_chinese, chinese = _patterns()
    said = [(m, english[m.group(1)]) for m in in_english.finditer(source)]
    given = [(m, chinese[m.group(1)]) for m in in_chinese.finditer(target)]
    if not said or not given or len({u for _, u in said}) > 1 or len({u for _, u in given}) > 1:
        return None
    (first, unit), (second, other) = said[0], given[0]
    if _TONS.get(unit, unit) == _TONS.get(other, other):
        return None
    return Span(*first.span(1)), Span(*second.span(1)), unit, other
