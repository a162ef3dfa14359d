"""What an English figure counts: its currency, percent sign, points, times, unit or age."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from align.quantities.english_lexer import MARK, NUMBER, WORD, Tokens, lexicon, match_phrase, phrases
from align.quantities.english_numeral import SCALES
from align.quantities.model import Kind
from align.quantities.tables import currencies, units

UNITS = {unit.id: unit for unit in units()}
UNIT_PHRASES, MONEY_PHRASES = phrases("units"), phrases("money")
SIGNS: dict[str, tuple[str, bool]] = {}
PREFIXES: dict[str, str] = {}
SIGN_PREFIXES: dict[str, str] = {}
for _currency in currencies():
    for _symbol in _currency.symbols:
        if _symbol.isalpha():
            PREFIXES[_symbol] = _currency.code
        elif len(_symbol) == 1:
            SIGNS[_symbol] = (_currency.code, False)
        else:
            SIGN_PREFIXES[_symbol.rstrip("$¥")] = _currency.code
    for _symbol in _currency.loose_en:
        if not _symbol[0].isalpha():
            SIGNS.setdefault(_symbol, (_currency.code, True))
SIGNS["¥"] = SIGNS["￥"] = ("", True)
_TIMES_AFTER = {"as", "more", "higher", "larger", "the", "greater", "compared", "bigger", "faster", "over", "its", "our", "less", "of", "that", "what", "lower", "this"}  # fmt: skip  # fmt: skip


_THOUSANDS = {"M": Decimal(1000000), "K": Decimal(1000), "k": Decimal(1000), "T": Decimal(1000)}
_LOWER_CODES = {"usd", "rmb", "cny", "eur", "gbp", "jpy", "hkd", "twd", "ntd", "cad", "aud", "nzd", "mxn"}
_WEIGHING = {
    "weigh",
    "weighs",
    "weighed",
    "weighing",
    "weight",
    "baby",
    "ton",
    "tonne",
    "kilogram",
    "kilograms",
    "kg",
    "ounces",
}


def scale_of(t: Tokens, i: int, j: int) -> tuple[Decimal, int]:
    """The product of the scale words and suffixes between tokens i and j, and j."""
    scale = Decimal(1)
    for k in range(i, j):
        if t.low[k] in SCALES:
            scale *= SCALES[t.low[k]]
        elif t.kind[k] == WORD and t.glued(k) and t.word[k] in lexicon("suffix"):
            scale *= lexicon("suffix")[t.word[k]]
    return scale, j


def currency_before(t: Tokens, i: int) -> tuple[str, bool, int]:
    """(code, whether loose, index of the first token of the currency) written before the numeral at token i."""
    if not i:
        return "", False, i
    k = i - 1
    if t.word[k] in ("(", "-", "−") and k and t.word[k - 1] in SIGNS:
        k -= 1
    if t.kind[k] == MARK and t.word[k] in SIGNS:
        code, loose = SIGNS[t.word[k]]
        if k and t.kind[k - 1] == WORD and t.glued(k) and t.word[k - 1] in SIGN_PREFIXES:
            return SIGN_PREFIXES[t.word[k - 1]], False, k - 1
        if k and t.glued(k) and t.low[k - 1] in _LOWER_CODES:
            return PREFIXES[t.word[k - 1].upper()], False, k - 1
        for dotted in (["u", ".", "s", "."], ["u", ".", "s"]):
            if k >= len(dotted) and t.low[k - len(dotted) : k] == dotted:
                return "USD", False, k - len(dotted)
        if k and (name := _parted(t, k, i)):
            return SIGN_PREFIXES[name], False, k - 1
        return code, loose, k
    if t.kind[k] == WORD and t.word[k] in PREFIXES and len(t.word[k]) > 1:
        return PREFIXES[t.word[k]], False, k
    if t.word[k] in _LOWER_CODES:
        return PREFIXES[t.word[k].upper()], False, k
    return "", False, i


def _parted(t: Tokens, k: int, i: int) -> str:
    """The letters of `NT $5`, `hk $ 10` in front of the sign at token k; `us $` may be a pronoun and is none."""
    word = t.word[k - 1]
    upper = word if len(word) > 1 and word.isupper() else ""
    if t.low[k - 1] in ("hk", "nt") or (t.low[k - 1] == "c" and t.start[k] > t.end[k - 1] and t.start[i] > t.end[k]):
        upper = word.upper()
    return upper if upper in SIGN_PREFIXES and not t.glued(k) else ""


def unit_follows(t: Tokens, j: int) -> bool:
    """Whether a percent sign, currency or unit stands at token j, perhaps behind a hyphen."""
    k = j + 1 if t.word[j] == "-" else j
    if t.low[k] in ("%", "percent", "per", "percentage", "basis", "times", "x", "bps", "pct", "people"):
        return True
    return bool(match_phrase(t, k, UNIT_PHRASES)[0] or match_phrase(t, k, MONEY_PHRASES)[0])


def read_unit(t: Tokens, j: int, more: dict[str, Any]) -> int:
    """Reads percent, points, times, age, currency word or unit at token j into `more`; the index behind it."""
    k = j + 1 if t.word[j] == "-" and t.glued(j) and t.glued(j + 1) else j
    word, after = t.low[k], t.low[k + 1]
    if word == "yo" or (word == "y" and t.word[k + 1] == "/" and t.low[k + 2] == "o"):
        more["kind"] = Kind.AGE
        return k + 1 if word == "yo" else k + 3
    percent = _percent(t, k, more)
    if percent:
        return percent
    if word in ("times", "x", "fold", "×") and (word != "x" or t.glued(k) or t.kind[k + 1] != NUMBER):
        whole = more["amount"] == more["amount"].to_integral_value()
        if word == "times" and whole and after not in _TIMES_AFTER:
            return k + 1
        more["kind"] = Kind.MULTIPLE
        return k + 1
    if word == "of" and more["amount"] >= 1000 and k == j:
        k += 1
    behind = _currency_behind(t, k, j, more)
    if behind or word in SIGNS:
        return behind or j
    name, end = match_phrase(t, k, MONEY_PHRASES)
    if name and not (word in ("pound", "pounds") and _weighed(t, j, end)):
        if name[0] == "/":
            more["factor"] = Decimal("0.01")
        more.update(kind=Kind.MONEY, currency=name.lstrip("/~"), loose_currency=name[0] in "/~")
        return end
    name, end = match_phrase(t, k, UNIT_PHRASES)
    if not name or t.low[j] == "of":
        return j
    return _measured(t, name, end, more, j)


def and_a_half(t: Tokens, i: int) -> bool:
    """Whether `and a half` stands at token i."""
    return t.low[i] == "and" and t.low[i + 1] == "a" and t.low[i + 2] == "half"


def _percent(t: Tokens, k: int, more: dict[str, Any]) -> int:
    word, after = t.low[k], t.low[k + 1]
    end = 0
    if word in ("%", "percent", "pct", "percents") or (word == "per" and after == "cent"):
        end = k + 2 if word == "per" else k + 1
        more["kind"] = Kind.PERCENT
        skip = end + 1 if t.word[end] == "-" else end
        if t.low[skip] in ("points", "point"):
            more["kind"], end = Kind.POINT, skip + 1
    elif word in ("percentage", "pp", "ppt", "ppts", "pps"):
        if word == "percentage" and t.low[k + 1 + (t.word[k + 1] == "-")] not in ("point", "points"):
            more["kind"] = Kind.PERCENT  # a 30 percentage increase
            return k + 1
        more["kind"] = Kind.POINT
        end = k + 2 + (t.word[k + 1] == "-") if word == "percentage" else k + 1
    elif word == "point" and (more["amount"] == Decimal("0.5") or and_a_half(t, k + 1)):
        more["kind"], end = Kind.POINT, k + 1  # half a point, a point and a half
    elif (
        word in ("bps", "bp", "bips")
        or (word == "basis" and after.startswith("point"))
        or (word == "basis" and t.word[k + 1] == "-" and t.low[k + 2].startswith("point"))
    ):
        more.update(kind=Kind.POINT, unit_id="bp", factor=Decimal("0.01"))
        end = k + 1 if word != "basis" else k + (3 if t.word[k + 1] == "-" else 2)
    return end


def _currency_behind(t: Tokens, k: int, j: int, more: dict[str, Any]) -> int:
    """10 €, 120 MEUR, 75 USD million: the currency right behind the number; the index behind it or 0."""
    word, scale, end = t.word[k], Decimal(1), k + 1
    if word in SIGNS and k == j and (t.kind[k + 1] != NUMBER or (t.glued(k) and not t.glued(k + 1))):
        code, loose = SIGNS[word]
        more.update(kind=Kind.MONEY, currency=code, loose_currency=loose)
        return end
    if len(word) == 4 and word[0] in _THOUSANDS and word[1:] in PREFIXES:
        code, scale = PREFIXES[word[1:]], _THOUSANDS[word[0]]
    elif len(word) == 3 and word in PREFIXES and t.low[k + 1] in SCALES and t.low[k + 1] != "hundred":
        code, scale, end = PREFIXES[word], SCALES[t.low[k + 1]], k + 2
    else:
        return 0
    more.update(kind=Kind.MONEY, currency=code, factor=scale, amount=more["amount"] * scale)
    return end


def _weighed(t: Tokens, j: int, end: int) -> bool:
    """Whether the pounds before token `end` are a weight: pounds of ore, weighs 25 pounds."""
    return t.low[end] == "of" or any(word in _WEIGHING for word in t.low[max(0, j - 8) : j])


def _old(t: Tokens, j: int) -> int:
    """The index behind `old` or `of age` at token j; j without it."""
    k = j + 1 if t.word[j] == "-" else j
    if t.low[k] in ("old", "olds"):
        return k + 1
    return j + 2 if t.low[j] == "of" and t.low[j + 1] == "age" else j


def _measured(t: Tokens, name: str, end: int, more: dict[str, Any], j: int) -> int:
    unit = UNITS[name]
    symbol = t.word[end - 1] in ("m", "s", "g", "h", "V", "J", "W", "C", "F", "b", "B", "°")
    if symbol and not (t.glued(j) or unit.base in ("W", "°C", "°F")):
        return j
    if name == "year" and (old := _old(t, end)) > end:
        more["kind"] = Kind.AGE
        return old
    if name == "second" and t.low[end - 1] == "second" and more["amount"] != 1 and t.word[j] != "-":
        return j
    more.update(kind=unit.kind, unit=unit.base, unit_id=unit.id, factor=unit.factor)
    return _old(t, end) if unit.kind is Kind.DURATION else end
