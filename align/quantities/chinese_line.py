"""One line of Chinese on its way to figures: its folded form, how far it has been read, numbers with letters (900K)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from align.model import Span
from align.quantities.chinese_dates import Found
from align.quantities.chinese_numerals import Numeral, read_numeral
from align.quantities.chinese_text import fold
from align.quantities.model import Bound, Kind, Quantity, Written

LETTER_SCALE = re.compile(r" ?(K|k|M|MM|B|bn|BN|T|thousand|million|billion|trillion|mn|m)(?![A-Za-z/])")

_SCALES = {
    "k": 3,
    "thousand": 3,
    "m": 6,
    "mm": 6,
    "mn": 6,
    "million": 6,
    "b": 9,
    "bn": 9,
    "billion": 9,
    "t": 12,
    "trillion": 12,
}

NEGATIVE = re.compile(r"(?<![\w)%])[-](?=\Z)|(?:(?<!\d)(?<!\d )(?<!正)负|零下) ?\Z")


class Line:
    """One text with its folded form, and how far it has been read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.done = 0


def quantity(line: Line, kind: Kind, start: int, end: int, **fields: Any) -> Quantity:
    written = fields.pop("written", None) or (
        Written.DIGITS if any(c.isdigit() for c in line.folded[start:end]) else Written.WORDS
    )
    return Quantity(kind, Span(start, end), line.text[start:end], written=written, **fields)


def blurred(number: Numeral) -> dict[str, Any]:
    names = {"over": Bound.OVER, "about": Bound.ABOUT, "vague": Bound.VAGUE}
    return {"bound": names[number.blur]} if number.blur else {}


def numeral(text: str, at: int) -> Numeral | None:
    number = read_numeral(text, at) if at < len(text) else None
    if number is None or number.han or number.blur:
        return number
    scale = LETTER_SCALE.match(text, number.end)
    if scale is None or (scale[1] in ("m", "T") and number.scaled):
        return number
    factor = Decimal(10) ** _SCALES[scale[1].lower()]
    return replace(
        number,
        end=scale.end(),
        low=number.low * factor,
        high=number.high * factor,
        step=number.step * factor,
        scaled=True,
    )


def is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def from_found(line: Line, found: Found) -> Quantity:
    fields = dict(found.fields)
    if "low" in fields:
        fields["low"] = fields["high"] = fields["amount"] = Decimal(fields["low"])
    return quantity(line, found.kind, found.start, found.end, **fields)
