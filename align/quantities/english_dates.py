"""English dates, quarters and halves: each reader gives (fields, index of the token behind) or None."""

from __future__ import annotations

from typing import Any

from align.quantities.english_lexer import NUMBER, WORD, Tokens
from align.quantities.english_numeral import ORDINALS, SMALL, words_at
from align.quantities.tables import rows

Found = tuple[dict[str, Any], int]

_CALENDAR = rows("english_calendar.csv")
MONTHS = {r["word"]: int(r["value"]) for r in _CALENDAR if r["class"] == "month"}
WEEKDAYS = {r["word"]: int(r["value"]) for r in _CALENDAR if r["class"] == "weekday"}
WEEKDAYS_SHORT = {r["word"]: int(r["value"]) for r in _CALENDAR if r["class"] == "weekday_short"}
_ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
# Words that are a month's name only with a day, a year or one of these in front.
_UNSURE = {"may", "march", "mar", "jan", "sep", "dec", "jun"}
_BEFORE_MONTH = {
    "in", "by", "since", "until", "till", "of", "last", "this", "next", "from", "late", "early", "mid",
    "through", "each", "every", "and", "to", "between", "during", "or", "for", "before", "after", "about", "around", "than", "mid-",
}  # fmt: skip
_BEFORE_DAY = {"on", "by", "until", "till", "before", "since", "for"}
_NOT_COUNTED = {
    "and", "or", "at", "with", "in", "on", "to", "from", "for", "by", "we", "i", "you", "they", "it", "was", "is",
    "will", "when", "after", "before", "but", "as", "through", "until", "this", "the",
}  # fmt: skip
_RUNNING = {"running", "straight", "consecutive", "successive"}
_LINKS = {"of", "in", "for", "fiscal", "year", "the", "calendar", "fy"}
_QUARTER_WORDS = ("quarter", "quarters")
_JOINS = {"and", "or", "to", "through", ",", "-", "&"}


def is_year(t: Tokens, i: int) -> bool:
    """Whether token i is four digits that can be a year."""
    word = t.word[i]
    return t.kind[i] == NUMBER and len(word) == 4 and word.isdecimal() and 1500 <= int(word) <= 2199


def _full_year(t: Tokens, i: int) -> tuple[int, int] | None:
    """The year that follows a day and month, perhaps behind a comma or `of`: (year, index behind)."""
    k = i + 1 if t.word[i] == "," or t.low[i] == "of" else i
    old = k == i and t.kind[k] == NUMBER and t.word[k].isdecimal() and len(t.word[k]) == 4 and t.word[k] > "0999"
    return (int(t.word[k]), k + 1) if old or is_year(t, k) else _spoken_year(t, k)


def _spoken_year(t: Tokens, i: int) -> tuple[int, int] | None:
    """nineteen seventy-eight, twenty twenty-four, two thousand and eighteen: (year, index behind)."""
    if t.low[i] not in ("nineteen", "twenty", "two"):
        return None
    said = words_at(t, i)
    good = said is not None and 1950 <= said.low <= 2099 and said.low == int(said.low) and ends_phrase(t, said.end)
    return (int(said.low), said.end) if said is not None and good else None


def ordinal_ending(t: Tokens, i: int) -> bool:
    """Whether st, nd, rd or th is glued to the digits before token i."""
    return t.low[i] in _ORDINAL_ENDINGS and t.glued(i)


def year_after(t: Tokens, i: int) -> tuple[int | None, bool, int]:
    """A year that follows `of`, `fiscal`, `of fiscal year` or nothing: (year, whether fiscal, index behind)."""
    j, fiscal = i, False
    while t.low[j] in _LINKS and j < i + 4:
        fiscal = fiscal or t.low[j] in ("fiscal", "fy")
        j += 1
    if t.low[j] == "fy" or (t.low[j] in ("'", "’") and t.kind[j + 1] == NUMBER):
        fiscal, j = fiscal or t.low[j] == "fy", j + 1
    if is_year(t, j) and t.low[j + 1] not in ("million", "billion", "%"):
        return int(t.word[j]), fiscal, j + 1
    short = t.kind[j] == NUMBER and t.word[j].isdecimal() and len(t.word[j]) == 2
    if short and (t.low[j - 1] in ("fy", "'", "’")) and j > i:
        return 2000 + int(t.word[j]), fiscal, j + 1
    if (said := _spoken_year(t, j)) is not None:
        return said[0], fiscal, said[1]
    return None, False, i


def month_at(t: Tokens, i: int) -> Found | None:
    """September 25, 2023; Sept. 25; September 2023; September; the day before the month is read elsewhere."""
    name = t.word[i]
    hyphened = _hyphened_day(t, i + 1)
    if not name[:1].isupper() and (t.low[i] in _UNSURE or len(name) < 4) and not (hyphened or _day(t, i + 1)):
        return None
    fields: dict[str, Any] = {"month": MONTHS[t.low[i]]}
    if hyphened:
        return {**fields, "day": hyphened[0]}, hyphened[1]
    j = i + 1
    if t.word[j] == "." and t.glued(j) and len(name) <= 4:
        j += 1
    day = None if t.possessive(i) else _day(t, j)
    if day is not None:
        fields["day"], j = day
    comma = j + 1 if t.word[j] == "," or t.low[j] == "of" else j
    if is_year(t, comma):
        fields["year"], j = int(t.word[comma]), comma + 1
    elif (said := _spoken_year(t, comma)) is not None:
        fields["year"], j = said
    if len(fields) == 1 and t.low[i] in _UNSURE:
        before = t.low[i - 1] if i else ""
        before = t.low[i - 2] if before == "-" and i > 1 else before
        if before not in _BEFORE_MONTH and t.low[i + 1] != "quarter" and not _named_month(t, i):
            return None
        if t.low[i] == "mar" or (len(name) == 3 and t.low[i] != "may" and t.word[i + 1] != "."):
            return None
    return fields, j


def _named_month(t: Tokens, i: int) -> bool:
    """Whether March stands in the middle of a sentence behind a small word: no verb has a capital there."""
    before = t.word[i - 1] if i else ""
    return t.word[i] == "March" and before.isalpha() and before.islower()


def _day(t: Tokens, i: int) -> tuple[int, int] | None:
    if t.kind[i] == NUMBER and t.word[i].isdecimal() and len(t.word[i]) <= 2 and 1 <= int(t.word[i]) <= 31:
        j = i + 1
        if ordinal_ending(t, j):
            return int(t.word[i]), j + 1
        if t.low[j] in ("%", "percent", "million", "billion", ":", "pm", "am", "million"):
            return None
        return int(t.word[i]), j
    if t.low[i] == "the" and (t.low[i + 1] in ORDINALS or t.low[i + 1] in ("twenty", "thirty")):
        return _ordinal_day(t, i + 1)
    if t.low[i] not in ORDINALS and t.low[i] not in ("twenty", "thirty"):
        return None
    if (ordinal := _ordinal_day(t, i)) is not None:
        return ordinal
    spoken = words_at(t, i)  # June twenty-three
    if spoken is None or spoken.low > 31:
        return None
    said = ends_phrase(t, spoken.end) or _spoken_year(t, spoken.end) is not None
    return (int(spoken.low), spoken.end) if said else None


def ends_phrase(t: Tokens, i: int) -> bool:
    """Whether nothing that is counted stands at token i: a mark, a word such as `and`, or the end."""
    return t.kind[i] not in (WORD, NUMBER) or t.low[i] in _NOT_COUNTED


def _hyphened_day(t: Tokens, i: int) -> tuple[int, int] | None:
    """The day of `jan-1`, `friday (jun-15)`; without a weekday Jun-15 is June 2015 in tables and no day."""
    glued = t.word[i] in ("-", "/") and t.glued(i) and t.kind[i + 1] == NUMBER and t.glued(i + 1)
    digits = t.word[i + 1]
    if not glued or not digits.isdecimal() or len(digits) > 2 or not 1 <= int(digits) <= 31:
        return None
    if t.glued(i + 2) and (t.kind[i + 2] == WORD or t.word[i + 2] in "-/"):
        return None
    weekday = any(t.low[k] in WEEKDAYS for k in range(max(0, i - 3), i))
    return (int(digits), i + 2) if len(digits) == 1 or weekday else None


def alone_day(t: Tokens, i: int, number: int, j: int, digits: bool) -> bool:
    """Whether the ordinal over the tokens i to j is a day of the month: on the 27th, Friday the 21st."""
    if not 1 <= number <= 31:
        return False
    the = i > 0 and t.low[i - 1] == "the"
    k = i - 2 if the else i - 1
    before = t.low[k] if k >= 0 else ""
    month = (
        t.low[j] == "of"
        and t.low[j + 1] in ("the", "this", "next", "last", "each", "every")
        and t.low[j + 2] == "month"
    )
    if month or not ends_phrase(t, j):
        return month
    if the and before == "of" and k > 0 and t.low[k - 1] == "week":
        return True
    if the and before in WEEKDAYS:
        return True
    return (digits or number > 20) and (before in _BEFORE_DAY if the else before == "on" and (digits or j > i + 1))


def _ordinal_day(t: Tokens, i: int) -> tuple[int, int] | None:
    value, j = ordinal_words(t, i)
    return (value, j) if 1 <= value <= 31 and t.low[j] not in ("quarter", "half") else None


def ordinal_words(t: Tokens, i: int) -> tuple[int, int]:
    """third, twenty-fifth: (value, index behind); (0, i) when none starts at token i."""
    if t.low[i] in ORDINALS:
        return int(ORDINALS[t.low[i]]), i + 1
    if t.low[i] in ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"):
        j = i + 2 if t.word[i + 1] == "-" else i + 1
        if t.low[j] in ORDINALS and ORDINALS[t.low[j]] < 10 and t.low[j] != "half":
            tens = words_at(t, i)
            return int((tens.low if tens else 0) + ORDINALS[t.low[j]]), j + 1
    return 0, i


def day_month_at(t: Tokens, i: int, day: int, j: int) -> Found | None:
    """25 September 2023, the 25th of September: the day ends before token j."""
    k = j + 1 if t.low[j] == "of" else j
    if not 1 <= day <= 31 or t.low[k] not in MONTHS:
        return None
    if not t.word[k][:1].isupper() and t.low[k] in ("may", "march", "mar") and k == j:
        return None
    if t.low[k] in ("may", "march") and k == j and t.low[k + 1] in ("have", "be", "not"):
        return None
    fields: dict[str, Any] = {"day": day, "month": MONTHS[t.low[k]]}
    k += 1
    if t.word[k] == "." and t.glued(k) and _full_year(t, k + 1) is not None:
        k += 1
    if (year := _full_year(t, k)) is not None:
        fields["year"], k = year
    return fields, k


def period_word(t: Tokens, j: int) -> str:
    """`quarter` or `half` at token j, perhaps after a hyphen; else empty."""
    if t.low[j] in _QUARTER_WORDS:
        return "quarter"
    return "half" if t.low[j] in ("half", "halves") else ""


def period_at(t: Tokens, i: int, number: int, j: int) -> Found | None:
    """third(-)quarter (of) 2023, first half: `number` has been read up to token j."""
    k = j + 1 if t.word[j] == "-" else j
    k = k + 1 if t.low[k] in ("fiscal", "calendar") else k
    what = period_word(t, k)
    if not what or not 1 <= number <= (4 if what == "quarter" else 2):
        return None
    if t.low[k + 1] in _RUNNING or (t.low[k + 1], t.low[k + 2], t.low[k + 3]) == ("in", "a", "row"):
        return None  # the fourth quarter in a row may be any of the year
    if what == "half" and t.word[k + 1] == "-" and t.low[k + 2] == "year":
        return None  # the first half-year of a shop
    year, fiscal, end = year_after(t, k + 1)
    fields: dict[str, Any] = {what: number}
    if year is not None:
        fields.update(year=year, fiscal=fiscal)
    return fields, end if year is not None else k + 1


def listed_period(t: Tokens, j: int) -> str:
    """In `second and third quarters`: the period word that the list from token j on leads to, else empty."""
    k = j
    for _ in range(4):
        while t.low[k] in _JOINS or (k > j and t.low[k] == "the"):
            k += 1
        if t.low[k] in ORDINALS:
            k += 1
        elif t.kind[k] == NUMBER and ordinal_ending(t, k + 1):
            k += 2
        else:
            break
    if k == j:
        return ""
    k = k + 1 if t.low[k] in ("fiscal", "-") else k
    return period_word(t, k)


def word_quarter(t: Tokens, i: int) -> Found | None:
    """quarter one 2024, Q4 is read from the code."""
    number = SMALL.get(t.low[i + 1])
    if t.kind[i + 1] == WORD and number is not None and 1 <= number <= 4:
        year, fiscal, end = year_after(t, i + 2)
        fields: dict[str, Any] = {"quarter": int(number)}
        if year is not None:
            fields.update(year=year, fiscal=fiscal)
        return fields, end if year is not None else i + 2
    return None
