"""Numbers written in Chinese: 4,410萬, 7億2,500萬, 44.1百萬, 四千四百一十萬, 肆仟肆佰壹拾萬, ４４１０萬.

The inverse of `chinese_numerals`: whatever is written here is read back exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

_HAN = "零一二三四五六七八九"
_FORMAL = "零壹貳參肆伍陸柒捌玖"
_UNITS = ("", "十", "百", "千")
_FORMAL_UNITS = ("", "拾", "佰", "仟")
_GROUPS = ("", "萬", "億", "兆")
_WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
_SCALES = ((Decimal(10**12), "兆"), (Decimal(10**8), "億"), (Decimal(10**4), "萬"))
_LIMIT = Decimal(10**16)


def plain(value: Decimal, comma: bool = True) -> str:
    """A number in Arabic digits without trailing zeros: 4,410 or 4410, 1.36."""
    text = format(value.normalize(), "f")
    whole, _, places = text.partition(".")
    whole = f"{int(whole):,}" if comma else whole
    if whole in ("0", "-0") and value < 0:
        whole = "-0"
    return f"{whole}.{places}" if places else whole


def _section(number: int, digits: str, units: tuple[str, ...]) -> str:
    """A number below 10,000 in words, with 零 for skipped places inside it."""
    out, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + units[place]
            gap = False
        else:
            gap = True
    return out


def han(value: int, formal: bool = False) -> str:
    """A whole number below 10**16 in Chinese words: 一百零五, 十二, 四千萬零六千; formal: 壹佰零伍.

    Raises ValueError outside 0 <= value < 10**16.
    """
    if not 0 <= value < 10**16:
        raise ValueError(f"only numbers from 0 to 10**16 are written in words, got {value}")
    digits, units = (_FORMAL, _FORMAL_UNITS) if formal else (_HAN, _UNITS)
    if value == 0:
        return "零"
    out, gap = "", False
    for group in (3, 2, 1, 0):
        part = value // 10000**group % 10000
        if part:
            out += ("零" if out and (gap or part < 1000) else "") + _section(part, digits, units) + _GROUPS[group]
            gap = False
        else:
            gap = True
    return out[1:] if out.startswith("一十") and not formal else out


def han_decimal(value: Decimal) -> str:
    """A number in words with its places: 十二點五."""
    whole = int(value)
    places = format((value - whole).normalize(), "f").partition(".")[2] if value != whole else ""
    return han(whole) + ("點" + "".join(_HAN[int(d)] for d in places) if places else "")


def digit_words(value: int) -> str:
    """The digits one by one: 二〇二四."""
    return "".join("〇" if d == "0" else _HAN[int(d)] for d in str(value))


def scaled(value: Decimal, comma: bool = True, space: bool = False, simplified: bool = False) -> str:
    """The usual writing of a figure: 4,410萬, 1.36億, 2.31兆 (2.31万亿), small or odd ones in full.

    The largest scale is taken that leaves at most four places and at least one whole; always exact.
    """
    gap = " " if space else ""
    size = abs(value)
    for scale, word in _SCALES:
        part = size / scale
        if part >= 1 and -part.normalize().as_tuple().exponent <= _places(part, word):  # type: ignore[operator]
            if word == "萬" and size < 100_000 and size % 1000:
                break
            sign = "-" if value < 0 else ""
            name = ("万亿" if word == "兆" else {"億": "亿", "萬": "万"}[word]) if simplified else word
            return f"{sign}{plain(part, comma)}{gap}{name}"
    return plain(value, comma)


def _places(part: Decimal, word: str) -> int:
    """How many places a mantissa may have: 1.36億 and 12.345億 but 4,410萬 instead of 0.441億."""
    return 2 if word == "萬" else 4 if part < 1000 else 2


def mixed(value: int, comma: bool = True, space: bool = False) -> str:
    """A whole number with two scales: 7億2,500萬, 2兆3,100億, 3萬4,000."""
    gap = " " if space else ""
    out = []
    for group in (3, 2, 1, 0):
        part = value // 10000**group % 10000
        if part:
            out.append(plain(Decimal(part), comma) + (gap + _GROUPS[group] if group else ""))
    return gap.join(out) or "0"


def ways(value: Decimal) -> Iterator[str]:
    """Every supported Traditional writing of a number that is not negative and below 10**16."""
    yield plain(value)
    yield plain(value, comma=False)
    yield scaled(value)
    yield scaled(value, comma=False, space=True)
    yield plain(value).translate(_WIDE)
    for scale, word in (*_SCALES, (Decimal(10**6), "百萬"), (Decimal(10**7), "千萬")):
        if value >= scale and value < _LIMIT:
            yield plain(value / scale) + word
            yield plain(value / scale, comma=False) + " " + word
    if value < _LIMIT:
        yield han_decimal(value)
    if value == int(value) and value < _LIMIT:
        whole = int(value)
        yield han(whole).replace("二千", "兩千").replace("二萬", "兩萬").replace("二億", "兩億")
        if whole > 10:
            yield han(whole, formal=True)
        if whole >= 10**8 and all(p == 0 or p >= 1000 for p in _lower_groups(whole)):
            yield mixed(whole)
            yield mixed(whole, space=True)


def _lower_groups(whole: int) -> list[int]:
    """The groups of four digits below the highest one."""
    groups = [whole // 10000**g % 10000 for g in range(4)]
    top = max(g for g in range(4) if groups[g])
    return groups[:top]
