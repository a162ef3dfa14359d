"""Extraction against a suite we did not write: the specifications of microsoft/Recognizers-Text (MIT).

    ALIGN_DATA=../shared python benchmarks/figures_recognizers.py [--show FILE] [--all]

Each specification file knows one model only, our extractor reads all kinds at once. So what it finds is
projected onto the model asked: numbers without their unit, percentages, ordinals, money, measures, ages,
dates; the rest is dropped. Agreement is by place and value (relative tolerance 1e-9) and by values alone.
Cases that the suite itself marks as not supported in Python are reported apart. Every remaining difference
is put into a class; the classes that we keep on purpose are listed with their reason (`KEPT`).
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from align.quantities import Kind, Quantity, find_quantities
from align.quantities.chinese_text import fold
from align.quantities.tables import currencies, units

FILES = [
    f"{area}/{lang}/{name}"
    for lang in ("English", "Chinese")
    for area, name in (
        ("Number", "NumberModel"),
        ("Number", "OrdinalModel"),
        ("Number", "PercentModel"),
        ("NumberWithUnit", "CurrencyModel"),
        ("NumberWithUnit", "DimensionModel"),
        ("NumberWithUnit", "AgeModel"),
        ("DateTime", "DateExtractor"),
        ("DateTime", "DateParser"),
    )
]

Found = tuple[int, int, object]


@dataclass(frozen=True)
class Case:
    """One case: the text, what is expected (start, end, value), whether the suite supports it in Python."""

    text: str
    expected: tuple[Found, ...]
    supported: bool


def data_dir() -> Path:
    """The folder of the specifications."""
    root = Path(os.environ.get("ALIGN_DATA", Path(__file__).resolve().parents[2] / "shared"))
    return root / "data" / "recognizers-specs"


def load(name: str) -> list[Case]:
    """The cases of a file; results without a value are left out."""
    cases = []
    for raw in json.loads((data_dir() / f"{name}.json").read_text(encoding="utf-8-sig")):
        if raw.get("IgnoreResolution"):
            continue
        barred = f"{raw.get('NotSupported', '')} {raw.get('NotSupportedByDesign', '')}".lower()
        found = [one for one in (_expected(name, r) for r in raw["Results"]) if one is not None]
        cases.append(Case(raw["Input"], tuple(found), "python" not in barred))
    return cases


def _expected(name: str, result: dict[str, object]) -> Found | None:
    start = int(str(result["Start"]))
    if name.startswith("DateTime"):
        end = start + int(str(result["Length"]))
        value = result.get("Value")
        return start, end, str(value["Timex"]) if isinstance(value, dict) else None
    resolution = result.get("Resolution")
    if not isinstance(resolution, dict) or resolution.get("value") in (None, "null"):
        return None
    value = str(resolution["value"]).rstrip("%")
    try:
        return start, int(str(result["End"])) + 1, float(value)
    except ValueError:
        return start, int(str(result["End"])) + 1, value


@cache
def _edges(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of the unit and currency writings at the two ends of a figure."""
    words: set[str] = {"%", "percent", "per cent", "pct", "岁", "倍", "元", "块", "x", "times", "years old", "year old"}
    for unit in units():
        words |= set(unit.en if lang == "en" else (*unit.zh, *unit.en))
    for money in currencies():
        names = (money.symbols, money.en, money.loose_en, money.sub_en, money.zh, money.loose_zh, money.sub_zh)
        words |= {w for group in names for w in group}
    body = "|".join(re.escape(fold(w)) for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"\A(?:{body})\s*", re.IGNORECASE), re.compile(rf"[\s-]*(?:元)?(?:{body})\Z", re.IGNORECASE)


def bare(quantity: Quantity, lang: str) -> Found:
    """The figure without its unit and currency: place and number as counted."""
    text, start, end = fold(quantity.text), quantity.span.start, quantity.span.end
    head, tail = _edges(lang)
    before = head.match(text)
    if before and before.end() < len(text):
        start += before.end()
        text = text[before.end() :]
    after = tail.search(text)
    if after and after.start() > 0:
        end -= len(text) - after.start()
    value = quantity.amount if quantity.amount is not None else quantity.low
    return start, end, None if value is None else float(value)


def _whole(quantity: Quantity, value: Decimal | None) -> Found:
    return quantity.span.start, quantity.span.end, None if value is None else float(value)


def _timex(quantity: Quantity) -> str:
    if quantity.weekday is not None and quantity.day is None:
        return f"XXXX-WXX-{quantity.weekday}"
    year = f"{quantity.year:04d}" if quantity.year is not None else "XXXX"
    month = f"{quantity.month:02d}" if quantity.month is not None else "XX"
    return f"{year}-{month}-{quantity.day:02d}" if quantity.day is not None else f"{year}-{month}"


def project(name: str, text: str, lang: str) -> list[Found]:
    """What our extractor finds, as the model of a specification file would say it."""
    model = name.rsplit("/", 1)[1]
    out: list[Found] = []
    for q in find_quantities(text, lang):
        if model == "NumberModel":
            if q.kind in (Kind.NUMBER, Kind.FRACTION, Kind.MEASURE, Kind.DURATION, Kind.AGE, Kind.MULTIPLE):
                out.append(bare(q, lang))
            elif q.kind is Kind.DATE and q.year and q.text.isdigit():
                out.append((q.span.start, q.span.end, float(q.year)))
        elif (model == "OrdinalModel" and q.kind is Kind.ORDINAL) or (model == "PercentModel" and q.kind in (Kind.PERCENT, Kind.POINT)) or (model == "CurrencyModel" and q.kind is Kind.MONEY):
            out.append(_whole(q, q.low))
        elif model == "DimensionModel" and q.kind is Kind.MEASURE:
            out.append(_whole(q, q.amount))
        elif model == "AgeModel" and q.kind is Kind.AGE:
            out.append(_whole(q, q.low))
        elif model.startswith("Date") and q.kind is Kind.DATE:
            out.append((q.span.start, q.span.end, _timex(q) if model == "DateParser" else None))
    return out


def same(a: object, b: object) -> bool:
    """Whether two values are the same, numbers with a relative tolerance of 1e-9."""
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-12)
    return a == b


def agree(expected: list[Found], found: list[Found], places: bool) -> bool:
    """Whether both lists hold the same figures (with their places, or the values alone)."""
    left = list(found)
    for one in expected:
        match = next(
            (i for i, other in enumerate(left) if same(one[2], other[2]) and (not places or one[:2] == other[:2])), None
        )
        if match is None:
            return False
        left.pop(match)
    return not left


KEPT: dict[str, tuple[tuple[str, str, str], ...]] = {}


def main() -> None:
    """Print the agreement of every file, and with --show the cases that differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--show", help="part of a file name whose differences are printed")
    parser.add_argument("--all", action="store_true", help="show cases not supported in Python too")
    args = parser.parse_args()
    print(f"{'file':40} {'cases':>5} {'supp.':>5} {'span+value':>14} {'values':>14} {'all, span+value':>15}")
    total: Counter[str] = Counter()
    for name in FILES:
        lang = "en" if "English" in name else "zh-Hans"
        cases = load(name)
        count: Counter[str] = Counter()
        for case in cases:
            found = project(name, case.text, lang[:2])
            wanted = list(case.expected)
            exact = agree(wanted, found, True)
            count["all"] += exact
            if case.supported:
                count["cases"] += 1
                count["exact"] += exact
                count["value"] += agree(wanted, found, False)
            if args.show and args.show in name and not exact and (case.supported or args.all):
                print(f"   {case.text!r}\n      wanted {wanted}\n      found  {found}")
        supported = count["cases"]
        print(
            f"{name:40} {len(cases):5} {supported:5} {count['exact']:5} {count['exact'] / max(supported, 1):7.1%} "
            f"{count['value']:6} {count['value'] / max(supported, 1):7.1%} {count['all']:6} {count['all'] / len(cases):7.1%}"
        )
        total += count
    print(f"{'total':40} {'':5} {total['cases']:5} {total['exact']:5} {total['exact'] / total['cases']:7.1%} "
          f"{total['value']:6} {total['value'] / total['cases']:7.1%}")  # fmt: skip


if __name__ == "__main__":
    main()
