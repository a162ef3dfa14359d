"""Word lists of the Chinese grammar, compiled once from the packs: what follows, precedes and only resembles a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from align.quantities.chinese_text import fold, rows, word_pattern
from align.quantities.model import Bound
from align.quantities.tables import Currency, Unit, currencies, units

# Writings that mean something else far more often than the unit, unless a condition in `chinese.py` holds.
_NOT_UNITS = frozenset({"月", "载", "J", "W", "V", "m", "in.", "°", "hr", "sec", "min", "MM", "K"})
_PERCENT = ("%", "个百分比", "pct", "percent")
_POINT = ("个百分点", "百分点", "percentage points")
_BASIS = ("个基点", "基点", "bps", "bp", "个bp", "个bps", "basis points")
_LOOSE = ("元", "块", "块钱", "圆", "圆整", "元整")


RANGE = re.compile(r" ?(?:至|到|~|-|–|—|―){1,2} ?(?![-~])|、(?=[一二三四五六七八九两\d])")
"""What stands between the two ends of a range."""
RATE = re.compile(r"(?:[升降加减][息准]|利率|央行|联准会|美联储|Fed|联储|调[升降高]|升|降)[^，。；,;0-9]{0,6}\Z")
"""Before a 碼 that is a quarter of a percentage point (升息一碼) and no yard."""


@dataclass(frozen=True)
class Suffix:
    """What a word after a numeral makes of it."""

    word: str
    role: str
    """percent, point, basis, permille, money, loose, sub, unit, age, times, tenth, discount or classifier."""
    unit: Unit | None = None
    currency: Currency | None = None
    lone: bool = True


def _unit_suffixes() -> dict[str, Suffix]:
    found: dict[str, Suffix] = {}
    for unit in units():
        latin = tuple(w for w in unit.en if w not in _NOT_UNITS and w.isascii())
        for word in (
            *unit.zh,
            *latin,
            *(w.upper() for w in latin if w in ("cm", "km", "kg")),
            *(w.capitalize() for w in latin if len(w) > 3 and w.islower()),
        ):
            folded = fold(word)
            if folded not in _NOT_UNITS:
                found.setdefault(folded, Suffix(folded, "unit", unit))
    # 度 alone is a degree far more often than a kilowatt-hour (which is 度電).
    for word, owner_id in (("度", "degree"), ("兆位元", "terabit")):
        found[word] = Suffix(word, "unit", next(u for u in units() if u.id == owner_id))
    for word in ("W", "m"):
        owner = next(u for u in units() if word in u.en)
        found[word] = Suffix(word, "unit", owner)
    return found


def _money_suffixes() -> dict[str, Suffix]:
    found: dict[str, Suffix] = {}
    for currency in currencies():
        for word in (*currency.zh, *currency.loose_zh, currency.code):
            found.setdefault(fold(word), Suffix(fold(word), "money", currency=currency))
            found.setdefault("元" + fold(word), Suffix("元" + fold(word), "money", currency=currency))
        for word in currency.sub_zh:
            found.setdefault(fold(word), Suffix(fold(word), "sub", currency=currency))
    found.pop("元", None)
    return found


@cache
def suffixes() -> tuple[re.Pattern[str], dict[str, Suffix]]:
    """A pattern for the longest suffix at a place, and what each of its words means."""
    table: dict[str, Suffix] = {}
    for row in rows("zh_classifiers.csv"):
        word = fold(row["word"])
        table[word] = Suffix(word, "classifier", lone=row["lone"] == "yes")
    table |= _unit_suffixes()
    table |= _money_suffixes()
    for role, words in (
        ("percent", _PERCENT),
        ("point", _POINT),
        ("basis", _BASIS),
        ("permille", ("‰",)),
        ("loose", _LOOSE),
        ("age", ("岁", "周岁", "岁数")),
        ("times", ("倍", "x")),
        ("tenth", ("成",)),
        ("discount", ("折",)),
        ("dozen", ("打",)),
    ):
        table |= {word: Suffix(word, role) for word in words}
    return re.compile(word_pattern(table)), table


@cache
def money_before() -> tuple[re.Pattern[str], dict[str, tuple[Currency, bool]]]:
    """A pattern for a currency that ends where a numeral begins, and what each writing means (loose or not)."""
    table: dict[str, tuple[Currency, bool]] = {}
    for currency in currencies():
        for word in (*currency.symbols, currency.code):
            table.setdefault(fold(word), (currency, word in (*currency.loose_zh, *currency.loose_en)))
        for word in currency.zh:
            if fold(word)[-1] in "币金":
                table.setdefault(fold(word), (currency, False))
        for word in (*currency.loose_zh, *currency.loose_en):
            if not word.isalpha() and len(fold(word)) == 1:
                table.setdefault(fold(word), (currency, True))
    gap = "(?::? ?(?:约|大约|近|将近|逾|超过|至少|不到|高达|达)? ?)"
    return re.compile(f"(?<![A-Za-z])({word_pattern(table)})({gap})\\Z"), table


@cache
def silent() -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """Words that begin with a numeral character, and words that hold one 1, 2, 3 places further on."""
    numerals = "零一二两三四五六七八九十百千万亿兆半几数"
    here: list[str] = []
    later: dict[int, list[str]] = {1: [], 2: [], 3: []}
    for row in rows("zh_silent.csv"):
        word = fold(row["word"])
        if word[0] in numerals:
            here.append(word)
        for place in (1, 2, 3):
            if place < len(word) and word[place] in numerals and word[0] not in "零一二两三四五六七八九十":
                later[place].append(word)
    return re.compile(word_pattern(here)), tuple(re.compile(word_pattern(later[i])) for i in (1, 2, 3) if later[i])


@cache
def bounds() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Bound], dict[str, Bound]]:
    """Patterns of the bound before a figure (ends where it begins) and after it, with their meanings."""
    before: dict[str, Bound] = {}
    after: dict[str, Bound] = {}
    for row in rows("zh_bounds.csv"):
        (before if row["place"] == "before" else after)[fold(row["word"])] = Bound(row["bound"])
    joined = word_pattern(before)
    not_inside = r"(?<![最附靠新邻合签条纽节预违契租特制打攻爆戳损](?=[近约破]))"
    leading = re.compile(rf"{not_inside}({joined})(?:[了达到有为是过]|未来|每[^\d]?|共|于)* ?[\"“「(]?\Z")
    return leading, re.compile(f" ?({word_pattern(after)})"), before, after


@cache
def not_after() -> dict[str, str]:
    """The characters after which a unit or measure word is none (5 升至 is no litre)."""
    return {fold(row["word"]): fold(row["followed_by"]) for row in rows("zh_not_after.csv")}
