"""Codes and opaque numbers in Chinese text: A1466, 20-F, 5G, 0800 555 111."""

from __future__ import annotations

import re
from decimal import Decimal

from align.quantities.chinese_dates import read_date
from align.quantities.chinese_line import LETTER_SCALE, Line, from_found, quantity
from align.quantities.chinese_words import money_before, suffixes
from align.quantities.model import Kind, Quantity

_CODE = re.compile(r"(?=[A-Za-z-]{0,30}\d)(?=[\d-]{0,30}[A-Za-z])[A-Za-z0-9]{1,40}(?:-[A-Za-z0-9]{1,40}){0,5}")

_OPAQUE = re.compile(
    r"\+?\d{1,20}(?:[ -]\(?\d{2,20}\)?){2,7}(?!\d|[.,]\d)|0\d{6,}(?!\d)|0\d{1,3}-\d{5,}(?!\d)|\d{11,}(?!\d|[.,]\d)"
)


def latin(line: Line, at: int) -> tuple[list[Quantity], int]:
    """Codes and Latin quarters: A1466, 20-F, Q4 2023, FY25. Currency letters are left to the numeral."""
    text = line.folded
    if at and text[at - 1].isascii() and text[at - 1].isalnum():
        return [], at + 1
    dated = read_date(text, at)
    if dated is not None:
        return [from_found(line, dated)], dated.end
    number = re.compile(r"(?:No|NO|no)\. ?(\d{1,6})").match(text, at)
    if number is not None:
        value = Decimal(number[1])
        return [quantity(line, Kind.ORDINAL, at, number.end(), low=value, high=value, amount=value)], number.end()
    code = _CODE.match(text, at)
    if code is None:
        return [], at + 1
    letters = re.match(r"[A-Za-z]+", code.group())
    if letters and letters.group() in money_before()[1]:
        return [], at + letters.end()
    return [_code(line, at, code.end())], code.end()


def _code(line: Line, start: int, end: int) -> Quantity:
    word = line.folded[start:end]
    groups = re.findall(r"\d+", word)
    value = Decimal(groups[0]) if len(groups) == 1 and len(groups[0]) < 20 else None
    return quantity(line, Kind.CODE, start, end, code=re.sub(r"[^A-Za-z0-9]", "", word).upper(), low=value, high=value)


def opaque(line: Line, at: int) -> tuple[list[Quantity], int] | None:
    """Phone-like digit groups, and codes that begin with digits (20-F, 5G, 3D)."""
    text = line.folded
    found = _OPAQUE.match(text, at)
    if found is not None:
        digits = re.sub(r"\D", "", found.group())
        grouped = len(digits) >= 7 and (digits[0] == "0" or found.group()[0] == "+" or len(digits) >= 10)
        follows = suffixes()[0].match(text, found.end() + (text[found.end() : found.end() + 1] == " "))
        if grouped and not follows and text[found.end() : found.end() + 1] not in tuple("万亿兆年"):
            return [quantity(line, Kind.OPAQUE, at, found.end(), code=digits)], found.end()
    code = _CODE.match(text, at)
    if code is None:
        return None
    word = code.group()
    ordinal = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word)
    if ordinal is not None:
        value = Decimal(ordinal[1])
        return [quantity(line, Kind.ORDINAL, at, code.end(), low=value, high=value, amount=value)], code.end()
    number = re.match(r"[\d]+", word)
    rest = word[number.end() :] if number else ""
    unit = suffixes()[0].match(text, at + number.end()) if number else None
    if rest[:1] == "-" and rest[1:2].isdigit():
        return None
    if unit is not None and unit.group().isascii() and at + number.end() < unit.end() == code.end():  # type: ignore[union-attr]
        return None
    scale = LETTER_SCALE.match(text, at + number.end()) if number else None
    if scale is not None or read_date(text, at) is not None or re.fullmatch(r"[eE]\d+|x|X|am|pm|AM|PM", rest):
        return None
    return [_code(line, at, code.end())], code.end()
