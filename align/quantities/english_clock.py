"""English clock times: each reader gives (fields, index of the token behind) or None."""

from __future__ import annotations

from decimal import Decimal

from align.quantities.english_dates import Found
from align.quantities.english_lexer import NUMBER, Tokens
from align.quantities.english_numeral import SMALL

_PAST = {"past": 0, "after": 0, "to": -1}


def time_at(t: Tokens, i: int) -> Found | None:
    """19:30, 4.40 am, 7pm, seven o'clock."""
    word = t.word[i]
    hour_text, _, minute_text = word.partition(".")
    j, minute = i + 1, 0
    if t.kind[i] == NUMBER:
        if not hour_text.isdecimal() or len(hour_text) > 2:
            return None
        hour = int(hour_text)
        colon = t.word[j] == ":" and t.glued(j) and t.kind[j + 1] == NUMBER and t.glued(j + 1)
        if colon and not minute_text:
            if len(t.word[j + 1]) != 2 or not t.word[j + 1].isdecimal() or int(t.word[j + 1]) > 59:
                return None
            minute, j = int(t.word[j + 1]), j + 2
            if t.word[j] == ":" and t.kind[j + 1] == NUMBER and t.glued(j + 1):
                return None  # a stopwatch time
        elif minute_text and (len(minute_text) != 2 or int(minute_text) > 59):
            return None
        minute = int(minute_text) if minute_text else minute
        sure = colon
    else:
        hour, sure = int(SMALL.get(t.low[i], 99)), False
    half_day, end = _half_day(t, j)
    if hour > 24 or not (sure or half_day):
        return None
    if half_day == "pm" and hour < 12:
        hour += 12
    elif half_day == "am" and hour == 12:
        hour = 0
    return {"hour": hour % 24, "minute": minute}, end


def _hour_at(t: Tokens, i: int) -> int:
    """The hour from 1 to 12 at token i, in digits or words; 0 when there is none."""
    digits = t.kind[i] == NUMBER and t.word[i].isdecimal() and len(t.word[i]) <= 2
    hour = int(t.word[i]) if digits else int(SMALL.get(t.low[i], Decimal(0)))
    return hour if hour <= 12 else 0


def part_past(t: Tokens, i: int) -> Found | None:
    """half past four, a quarter to six: `half` or `quarter` stands at token i."""
    i = i + 1 if t.low[i] == "a" and t.low[i + 1] == "quarter" else i
    if t.low[i] not in ("half", "quarter"):
        return None
    step = _PAST.get(t.low[i + 1])
    hour = _hour_at(t, i + 2)
    quarter = t.low[i] == "quarter"
    if step is None or not hour or (not quarter and t.low[i + 1] != "past"):
        return None
    if t.kind[i + 3] == NUMBER or t.word[i + 3] == "%" or (t.low[i + 1] != "past" and t.word[i + 3] == "-"):
        return None
    half_day, end = _half_day(t, i + 3)
    hour = hour + step + (12 if half_day == "pm" and hour < 12 else 0)
    return {"hour": hour % 24, "minute": (30 if not quarter else 45 if step else 15)}, end


def _half_day(t: Tokens, j: int) -> tuple[str, int]:
    if t.low[j] in ("am", "pm"):
        return t.low[j], j + 1
    if t.low[j] in ("a", "p") and t.word[j + 1] == "." and t.low[j + 2] == "m":
        return t.low[j] + "m", j + 4 if t.word[j + 3] == "." else j + 3
    if t.low[j] in ("o'clock", "o’clock"):
        return "clock", j + 1
    return "", j
