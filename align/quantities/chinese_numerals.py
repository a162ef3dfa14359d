"""Chinese numerals to numbers: 4,410萬, 7 億 2,500 萬, 四千四百一十萬, 二〇二四, 十來, 數百, 兩三百.

Everything here reads *folded* text (`chinese_text.fold`): one Simplified spelling, half-width signs, and
as many characters as the original, so that every offset is an offset of the original too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Blur = Literal["", "over", "about", "vague"]
"""How a numeral is blurred from within: 三百多, 百余, 十几 over; 十来 about; 几十, 数百, 上千 vague."""

DIGITS = {c: v for v, c in enumerate("零一二三四五六七八九")} | {"两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000, "廿": 10, "卅": 10}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_TENS = {"廿": 2, "卅": 3}
_BLURS: dict[str, Blur] = {"多": "over", "余": "over", "来": "about", "几": "over"}
_NOT_ONE = tuple("般些样直起定切致旦旁边下同共向")
_SPACES = " \u00a0\u2009\u202f"
_ARABIC = re.compile(r"\d{1,3}(?:,\d{3}){1,12}(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_RUN = re.compile(r"[零一二三四五六七八九]{2,}")
_PAIR = re.compile(r"(?:[一二两]三|一[二两]|三四|四五|五六|六七|七八|八九|三五)(?![零一二三四五六七八九])")
_PREFIX = re.compile(r"兆(?:瓦|赫|焦|帕|哈希|位元|字节|比特|欧姆|伏)|千(?:瓦|赫|焦|帕|哈希|位元|字节|比特|伏|米|克|卡)")
_SCALE = re.compile(r"([十百千]?)([万亿兆]?)")
_POINT = re.compile(r" ?点((?: ?[零一二三四五六七八九]){1,30})(?! ?[零一二三四五六七八九分刻十半钟点])")
_SOME = re.compile(
    r"(?:好?几|数|上|成)([十百千]?万?亿|[十百千]?[万兆]|[十百千])(?!分)[余多]?"
    r"|数以(十万|百万|千万|[百千万亿])计"
)
_BARE = re.compile(
    r"(?<=[逾近约破达每超过])[百千]?[万亿兆]|(?<=[逾近约破达超过])[百千]|[百千万](?=[余多来][万亿兆个名人位家元年美])"
    r"|[百千][万亿兆](?= ?(?:[美欧日港澳加]?元|[新台人港日]|英镑|美金|欧元|[台辆人户吨瓦片颗股桶名位家次台枚]))"
)
_MAX_DIGITS = 40


@dataclass(frozen=True)
class Numeral:
    """A numeral in folded text: `low == high` unless it names a span of values (两三百, 数十, 十几)."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    blur: Blur = ""
    han: bool = False
    scaled: bool = False
    """Whether it holds 十 百 千 万 亿 or the like (not a bare digit string)."""
    places: int = 0
    """Digits of the integer part when it is one Arabic number, else 0."""
    step: Decimal = Decimal(1)
    """The place of the last digit written: 10000 for 4,410万, 0.01 for 1.25."""

    @property
    def value(self) -> Decimal:
        """The value when it is one, else the lower end."""
        return self.low


class _Reader:
    """One pass over one numeral; `good` remembers the last place where it could end."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = self.i = start
        self.total = Decimal(0)
        self.group = Decimal(0)
        self.large: int | None = None
        self.unit = 10**5
        self.pending: Decimal | None = None
        self.arabic = 0
        self.zero = False
        self.han = self.scaled = False
        self.blur: Blur = ""
        self.good: tuple[int, Decimal, Decimal] | None = None
        self.fine = Decimal(1)

    def settle(self) -> None:
        """Note the value read so far as a possible end."""
        last = self.pending
        whole = self.total + self.group
        if last is None:
            self.good = (self.i, whole, self.fine)
        elif not self.scaled:
            self.good = (self.i, last, self.fine)
        elif self.arabic:
            scale = self.unit if self.group else (self.large or 1)
            fits = self.zero or last * 10 >= scale
            if fits and last < scale and last == last.to_integral_value():
                self.good = (self.i, whole + last, self.fine)
        else:
            below = self.unit if self.group else (self.large or 10)
            step = 1 if self.zero or below == 10 else below // 10
            self.good = (self.i, whole + last * step, Decimal(step))

    def small(self, char: str) -> bool:
        size = SMALL[char]
        count = self.pending if self.pending is not None else Decimal(_TENS.get(char, 1))
        bare = self.pending is None
        if size >= self.unit or (bare and char in "百千") or (not bare and char in _TENS):
            return False
        if self.scaled and self.arabic and self.pending is not None and count >= self.unit:
            return False
        self.group += count * size
        self.fine = (self.fine if self.pending is not None else Decimal(1)) * size
        self.unit, self.pending, self.zero, self.scaled = size, None, False, True
        return True

    def big(self, char: str) -> bool:
        size = LARGE[char]
        part = self.group + (self.pending or 0)
        if self.large is not None and size < self.large:
            if not part:
                return False
            self.total += part * size
            self.fine *= size
        else:
            if not (part or self.total):
                return False
            self.total = (self.total + part) * size
            self.fine *= size
        self.large, self.group, self.unit = size, Decimal(0), 10**5
        self.pending, self.zero, self.scaled = None, False, True
        return True

    def digit(self, char: str) -> bool:
        if self.pending is not None:
            return False
        if char == "两" and self.scaled and self.text[self.i + 1 : self.i + 2] not in ("百", "千", "万", "亿"):
            return False
        if char == "零":
            if not self.scaled:
                return False
            self.zero = True
            return True
        if char == "一" and self.text[self.i + 1 : self.i + 2] in _NOT_ONE:
            return False
        self.pending, self.arabic, self.han, self.fine = Decimal(DIGITS[char]), 0, True, Decimal(1)
        return True

    def number(self) -> bool:
        found = _ARABIC.match(self.text, self.i)
        if self.pending is not None or found is None or found.end() - found.start() > _MAX_DIGITS:
            return False
        digits = found.group().replace(",", "")
        self.pending = Decimal(digits)
        self.arabic = len(digits.partition(".")[0])
        self.fine = Decimal(1).scaleb(self.pending.as_tuple().exponent)  # type: ignore[arg-type]
        self.i = found.end()
        return True

    def smudge(self, char: str) -> bool:
        """多, 余, 来 and 几 inside or after a numeral; True when it goes on to a large unit (550多万)."""
        text, here = self.text, self.i
        after = text[here + 1 : here + 2]
        if self.pending is None and not self.scaled:
            return False
        tens = self.arabic and self.pending is not None and self.pending % 10 == 0
        if char == "几" and not tens and (self.pending is not None or not (self.unit == 10 or self.zero)):
            return False
        if char == "来" and (self.pending is not None or after in ("", "自", "看", "说", "到", "临", "了", "的")):
            return False
        if char == "多" and after in ("于", "少", "边", "方"):
            return False
        self.blur = _BLURS[char]
        self.zero = False
        return True

    def step(self) -> bool:
        """Read one sign; False where the numeral ends."""
        char = self.text[self.i]
        if char in "兆千" and _PREFIX.match(self.text, self.i):
            return False
        if char.isascii() and (char.isdigit() or char == "."):
            if not self.number():
                return False
            self.settle()
            return True
        if char in DIGITS:
            ok = self.digit(char)
        elif char in SMALL:
            ok = self.small(char)
            self.han = self.han or ok
        elif char in LARGE:
            ok = self.big(char)
        else:
            return False
        if ok:
            self.i += 1
            if char != "零":
                self.settle()
        return ok

    def gap(self) -> int:
        """Spaces at the place that a continued numeral may hold (7 億 2,500 萬), else 0."""
        text, here = self.text, self.i
        stop = here
        while stop < len(text) and stop - here < 2 and text[stop] in _SPACES:
            stop += 1
        char = text[stop : stop + 1]
        if stop == here or not char:
            return 0
        if char in LARGE or (char in SMALL and self.pending is not None):
            return stop - here
        if char in "余多几" and (self.scaled or self.arabic):
            return stop - here
        if self.pending is None and self.scaled and (char in DIGITS or char.isdigit()):
            found = _ARABIC.match(text, stop)
            tail = text[found.end() : found.end() + 2].strip() if found else text[stop + 1 : stop + 3].strip()
            if (
                found
                and self.large == 10**4
                and not self.group
                and len(found.group().replace(",", "")) == 4
                and tail[:1] != "年"
            ):
                return stop - here
            if tail[:1] in LARGE or tail[:1] in SMALL or (found is None and char != "零" and self.han):
                return stop - here
        return 0

    def read(self) -> Numeral | None:
        text, size = self.text, len(self.text)
        while self.i < size and self.i - self.start < 80:
            if text[self.i] in _BLURS and not self.blur:
                before = self.i
                kept = self.good
                if not self.smudge(text[self.i]):
                    break
                self.i += 1
                nxt = self.i + (1 if text[self.i : self.i + 1] in (" ",) else 0)
                if text[nxt : nxt + 1] in LARGE and kept is not None:
                    self.i = nxt
                    continue
                self.good = (self.i, kept[1], kept[2]) if kept else None
                if kept is None:
                    self.i = before
                break
            if text[self.i] in _SPACES:
                skip = self.gap()
                if not skip:
                    break
                self.i += skip
            elif not self.step():
                break
        return self.close()

    def close(self) -> Numeral | None:
        if self.good is None:
            return None
        end, value, step = self.good
        if self.han and not self.blur:
            point = _POINT.match(self.text, end)
            if point is not None:
                places = "".join(str(DIGITS[c]) for c in point.group(1) if c != " ")
                value, end, step = value + Decimal("0." + places), point.end(), Decimal(1).scaleb(-len(places))
                more = _SCALE.match(self.text, end)
                if more is not None and more.group(2):
                    factor = LARGE[more.group(2)] * SMALL.get(more.group(1), 1)
                    value, end, step = value * factor, more.end(), step * factor
        length = 0 if self.scaled or self.han else self.arabic
        return Numeral(self.start, end, value, value, self.blur, self.han, self.scaled, length, step)


def _scale(text: str, at: int) -> tuple[int, int]:
    """The factor of 十 百 千 and 万 亿 兆 at a place and where it ends."""
    found = _SCALE.match(text, at)
    if found is None:
        return 1, at
    return SMALL.get(found.group(1), 1) * LARGE.get(found.group(2), 1), found.end()


def _several(text: str, at: int) -> Numeral | None:
    """Numerals that name a span of values: 數百, 幾十萬, 兩三百, 十二三."""
    some = _SOME.match(text, at)
    if some is not None:
        size = Decimal(1)
        if text.startswith(("成千上万", "成百上千"), at):
            size = Decimal(10000 if text[at + 1] == "千" else 1000)
            return Numeral(at, at + 4, size, 10 * size, "vague", True, True, 0, size)
        for char in some.group(1) or some.group(2):
            size *= SMALL.get(char) or LARGE[char]
        return Numeral(at, some.end(), size, 10 * size, "vague", True, True, 0, size)
    base, start = (10, at + 1) if text.startswith("十", at) else (0, at)
    pair = _PAIR.match(text, start)
    if pair is None:
        return None
    first, second = (DIGITS[c] for c in pair.group())
    factor, end = (1, pair.end()) if base else _scale(text, pair.end())
    low, high = Decimal(base + first * factor), Decimal(base + second * factor)
    return Numeral(at, end, low, high, "", True, factor > 1 or base > 0, 0, Decimal(factor))


def read_numeral(text: str, at: int) -> Numeral | None:
    """The longest numeral that begins at a place of folded text, or None. Linear, never raises."""
    several = _several(text, at)
    if several is not None:
        return several
    bare = _BARE.match(text, at)
    if bare is not None:
        factor, end = _scale(text, at)
        blur: Blur = ""
        if text[end : end + 1] in ("余", "多", "来"):
            blur, end = _BLURS[text[end]], end + 1
            more, end = _scale(text, end)
            factor *= more
        return Numeral(at, end, Decimal(factor), Decimal(factor), blur, True, True, 0, Decimal(factor))
    run = _RUN.match(text, at)
    if run is not None and text[run.end() : run.end() + 1] not in SMALL:
        digits = "".join(str(DIGITS[c]) for c in run.group())
        if len(digits) > _MAX_DIGITS:
            return None
        value = Decimal(digits)
        return Numeral(at, run.end(), value, value, "", True, False, len(digits))
    if text.startswith("零", at):
        point = _POINT.match(text, at + 1)
        end = point.end() if point else at + 1
        places = "".join(str(DIGITS[c]) for c in point.group(1) if c != " ") if point else "0"
        value = Decimal("0." + places) if point else Decimal(0)
        return Numeral(at, end, value, value, "", True)
    return _Reader(text, at).read()
