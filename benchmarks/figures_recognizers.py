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
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from align.model import Span
from align.quantities import Kind, Quantity, find_quantities
from align.quantities.chinese_text import fold
from align.quantities.english_lexer import NUMBER, Tokens
from align.quantities.english_numeral import digits_at, words_at
from align.quantities.tables import units

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
def _edges() -> re.Pattern[str]:
    """A pattern of the unit and multiple writings at the end of a figure."""
    words: set[str] = {"岁", "周岁", "歲", "倍", "x", "times", "years old", "year old", "fold", "度"}
    for unit in units():
        words |= {*unit.zh, *unit.en}
    body = "|".join(re.escape(fold(w)) for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:[\s-]+|(?<=[\d\u3400-\u9fff]))(?:{body})\Z")


def bare(quantity: Quantity) -> Found:
    """The figure without its unit: place and number as counted."""
    start, end = quantity.span.start, quantity.span.end
    if quantity.kind is Kind.MONEY:
        return _english_money(quantity) if quantity.text.isascii() else _without_currency(quantity)
    after = _edges().search(fold(quantity.text))
    if after and after.start() > 0 and quantity.kind is not Kind.NUMBER:
        end = start + after.start()
    value = quantity.amount if quantity.amount is not None else quantity.low
    if value is None:
        return start, end, None
    return start, end, float(-abs(value) if quantity.negative_marked else value)


def _without_currency(quantity: Quantity) -> Found:
    """An amount of money as a bare number."""
    text = fold(quantity.text)
    core = re.search(
        r"[\d零一二两三四五六七八九十百千万亿兆.].*[\d零一二三四五六七八九十百千万亿兆KMBkmbn]|[\d零一二两三四五六七八九十]",
        text,
    )
    start, end = (core.start(), core.end()) if core else (0, len(text))
    value = quantity.amount if quantity.amount is not None else quantity.low
    return quantity.span.start + start, quantity.span.start + end, None if value is None else float(value)


def _without_share(quantity: Quantity) -> Found:
    """The number in 百分之五 and 五個百分點, which the number model gives alone."""
    text = fold(quantity.text)
    start = re.match(r"百 ?分 ?之 ?", text)
    end = re.search(r" *个? ?百 ?分 ?点\Z", text)
    low = quantity.low
    return (
        quantity.span.start + (start.end() if start else 0),
        quantity.span.start + (end.start() if end else len(text)),
        None if low is None else float(low),
    )


def _english_money(quantity: Quantity) -> Found:
    """The number in an English amount of money, without its currency."""
    tokens = Tokens(quantity.text)
    i = next((k for k in range(tokens.count) if tokens.kind[k] == NUMBER or words_at(tokens, k)), 0)
    numeral = digits_at(tokens, i, True) if tokens.kind[i] == NUMBER else words_at(tokens, i)
    start, end = tokens.start[i], tokens.end[(numeral.end if numeral else tokens.count) - 1]
    value = quantity.amount if quantity.amount is not None else quantity.low
    return quantity.span.start + start, quantity.span.start + end, None if value is None else float(value)


def _glued(quantity: Quantity) -> bool:
    """180ml: a measure in one word, which the number model does not read."""
    return quantity.kind is Kind.MEASURE and re.search(r"\d[a-zA-Z]", quantity.text) is not None


def _whole(quantity: Quantity, value: Decimal | None) -> Found:
    return quantity.span.start, quantity.span.end, None if value is None else float(value)


def _timex(quantity: Quantity) -> str:
    if quantity.weekday is not None and quantity.day is None:
        return f"XXXX-WXX-{quantity.weekday}"
    year = f"{quantity.year:04d}" if quantity.year is not None else "XXXX"
    month = f"{quantity.month:02d}" if quantity.month is not None else "XX"
    return f"{year}-{month}-{quantity.day:02d}" if quantity.day is not None else f"{year}-{month}"


def _one_date(text: str, found: list[Quantity]) -> list[Quantity]:
    """The dates of a day; a weekday and the date next to it, two figures for us, are one date of the suite."""
    dates: list[Quantity] = []
    for q in found:
        if q.kind is not Kind.DATE or (q.day is None and q.weekday is None):
            continue
        last = dates[-1] if dates else None
        gap = text[last.span.end : q.span.start].strip(" ,.(-，（") if last else "x"
        if last is not None and last.day is None and q.weekday is None and gap in ("", "the"):
            end = q.span.end + (text[last.span.end : q.span.start].strip() in ("(", "（"))
            dates[-1] = replace(q, span=Span(last.span.start, end))
        elif last is not None and last.weekday is None and q.day is None and gap in ("", "日"):
            dates[-1] = replace(last, span=Span(last.span.start, q.span.end))
        else:
            dates.append(q)
    return [_with_article(text, q) for q in dates]


def _with_article(text: str, q: Quantity) -> Quantity:
    """A day alone with its article, which the suite counts in: the 27th."""
    alone = q.month is None and q.weekday is None and text[max(0, q.span.start - 4) : q.span.start].lower() == "the "
    return replace(q, span=Span(q.span.start - 4, q.span.end)) if alone else q


def project(name: str, text: str, lang: str) -> list[Found]:
    """What our extractor finds, as the model of a specification file would say it."""
    model = name.rsplit("/", 1)[1]
    out: list[Found] = []
    if model.startswith("Date"):
        dates = _one_date(text, find_quantities(text, lang))
        return [(q.span.start, q.span.end, _timex(q) if model == "DateParser" else None) for q in dates]
    for q in find_quantities(text, lang):
        if model == "NumberModel" and not _glued(q):
            if q.kind in (Kind.NUMBER, Kind.FRACTION, Kind.MEASURE, Kind.DURATION, Kind.AGE, Kind.MULTIPLE, Kind.MONEY):
                out.append(bare(q))
            elif q.kind in (Kind.PERCENT, Kind.POINT) and re.search("分之|分点|分點", q.text):
                out.append(_without_share(q))
            elif q.kind is Kind.DATE and q.year and q.text.isdigit():
                out.append((q.span.start, q.span.end, float(q.year)))
        elif (model == "OrdinalModel" and q.kind is Kind.ORDINAL) or (
            model == "PercentModel" and q.kind in (Kind.PERCENT, Kind.POINT)
        ):
            out.append(_whole(q, q.low))
        elif model == "CurrencyModel" and q.kind is Kind.MONEY:
            out.append(_whole(q, q.amount if q.text.isascii() else q.low))  # the suite counts cents, we dollars
        elif model == "DimensionModel" and q.kind is Kind.MEASURE:
            out.append(_whole(q, q.amount))
        elif model == "AgeModel" and q.kind is Kind.AGE:
            out.append(_whole(q, q.low))
        elif model == "AgeModel" and q.kind is Kind.DURATION and re.search(r"\b(?:old|age)\Z", q.text):
            out.append(_whole(q, q.amount))
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


@dataclass(frozen=True)
class Kept:
    """A class of difference kept on purpose: which files, what its inputs look like, and why."""

    files: str
    looks: str
    why: str


# Days and weeks told from the day of speaking; the suite resolves them against a day of reference.
RELATIVE = (
    r"(?i)\b(?:today|tomorrow|yesterday|ago|later)\b|\bfrom now\b|\b(?:next|last|this|past|previous|the|my) "
    r"(?:week|month|(?:mon|tues|wednes|thurs|fri|satur|sun)?day)\b|\b(?:first|second|third|fifth) "
    r"(?:sun|mon|tues|wednes|fri)day|\bin (?:\d+|two business) (?:weeks|days)|[明昨后後前]天|[昨後]日|最近|[上这個个]周|本月|"
    r"去年|[上这個个](?:星期|礼拜|的周)"
)
RELATIVE_WHY = "days told from the day of speaking are no figures; nothing is resolved against a day of reference"
KEPT = (
    Kept(
        "Number", r"\^|\d[eE][-+－]?\d|[eE]－", "powers and scientific notation are copied; both sides read the digits"
    ),
    Kept(
        "Chinese/Number",
        r"不是|答案|那是|写法|寫法|前三",
        "a lone 一..九 in running text without measure word is left alone",
    ),
    Kept("Chinese/Number", r"^(千三|百三|半百|零十|第零十刃|倆千.*)$", "no figure is written so in business text"),
    Kept(
        "Chinese/Number",
        r"点两|多$|个百分|百分之|月",
        "the place of a figure includes 多, %, 年月日; dates are one figure",
    ),
    Kept("Chinese/Number", r"\d/\d|／|\.\d+\.|－－", "improper fractions, versions and dashes stay ambiguous"),
    Kept("Chinese/Number", r"打", "a dozen is a unit of its own here"),
    Kept("Chinese/Number", r"元|刀", "an amount of one dollar is an amount"),
    Kept("Chinese/Number", r"还有二分|還有二分", "unfinished fractions"),
    Kept("Chinese/Percent", r"二三十", "a span of percentages is read as one (20 to 30)"),
    Kept("Chinese/Percent", r"-\d+%", "a range is one figure with two ends"),
    Kept("Chinese/Percent", r"百 ?分 |[个個] 百|分 点|分 點|^7 2|九 九", "words parted letter by letter"),
    Kept("Chinese/Percent", r"^[对對]折", "half the price is a rate with or without 打"),
    Kept("Chinese/Percent", r"十折", "ten tenths is the full price; read all the same"),
    Kept(
        "Chinese/Currency",
        r"又三|三毛|5日本|6角|比特币",
        "an amount in two units is two figures; bitcoins are counted",
    ),
    Kept("Chinese/Dimension", r"两$", "two or tael: two in business text"),
    Kept("Chinese/Age", r"大", "an age in months, weeks or days is a length of time"),
    Kept("English/Age", r"of age \d", "the word age in front of the figure is no part of it"),
    Kept("English/Number", r"^- ", "a dash and a blank in front are a bullet, no minus"),
    Kept("English/Number", r"[a-z] - [a-z]", "a dash between blanks parts two figures"),
    Kept("English/Number", r"^three quarters$", "three quarters are nine months unless 'of' follows"),
    Kept("English/Number", r"^a (?:fifth|twenty-first)$", "a fifth may be one more of a kind; a share needs 'of'"),
    Kept(
        "English/Number",
        r"thirty.fifths|one one hundred|one thousand fifths|^twenty and three|two dozens",
        "chains of numbers of school books, read from left to right",
    ),
    Kept("English/Number", r"\bd(?:oz|z)s", "rare abbreviations of dozens"),
    Kept("English/Number", r"phone|SCP|192\.|0000", "codes, addresses and telephone numbers are no amounts"),
    Kept("English/Number", r"\d/\d+/\d", "a date in digits is one date"),
    Kept("English/Number", r"\b5,00\b|\b1,3\b", "decimal commas are not English usage"),
    Kept("English/Number", r"\d ?G\b", "G tells a network generation or gigabytes"),
    Kept("English/Number", r"^2000 over 3$", "over three: mostly years, or more than three; only 'one over' divides"),
    Kept("English/Number", r"crore and", "digits and words joined by 'and' are two figures"),
    Kept("English/Percent", r"percents? of|per cent of", "a sign without a number in front is no percentage"),
    Kept("English/Currency", r"\bus \$", "cost us $150 million: a pronoun; the sign is loose then"),
    Kept("English/Currency", r"markka|pesetas|guilders", "currencies that the euro replaced are not in the table"),
    Kept(
        "English/Currency",
        r"dollars? (?:and (?:one|two) and|forty five)|and fifty|kuai",
        "cents that are not named as such are not added",
    ),
    Kept("English/Currency", r"\d元|ரூ|\bsen \d", "signs and names not used in English texts"),
    Kept("English/Dimension", r"eight to 10", "a range is one figure with two ends"),
    Kept("English/Dimension", r"drop 25 pounds", "pounds without a word of weighing are money"),
    Kept("English/Dimension", r" -300mm", "a dash glued to a number behind a blank is a minus"),
    Kept(
        "English/Dimension",
        r'\d " |\d pm |\b1 m\b|\d mb\b',
        "inch or quotation mark, picometre or hour, metre or million, megabyte or million barrels: left alone",
    ),
    Kept("English/Dimension", r"[({<\[]kg", "a unit in brackets is a heading"),
    Kept("English/Dimension", r"m212|scp", "codes in lower case look like measures"),
    Kept("Date", RELATIVE, RELATIVE_WHY),
    Kept("English/Date", r"(?i)^i'll go back on 15$|for the (?:27|thirty)(?:[.! ]|$)", "a bare number is no day"),
    Kept("English/Date", r"(?:on|for) the second|the fifteen$", "the second may be any second"),
    Kept("English/Date", r"\b\d\d?-\d\d?-\d\d\b|\b\d-\d\d?\b", "figures with hyphens are a score or a range"),
    Kept("English/Date", r"\b\d\.\d\d?\b", "two numbers with a point are a decimal"),
    Kept("English/Date", r"ctober[.,] |^16\. ", "a stop or comma parts the sentence, also behind a month"),
    Kept("DateParser", r"(?:day) the ", "a weekday with a day is not looked up in the calendar of the day of reading"),
    Kept("English/DateExtractor", r"friday(?:-jun| june)", "a weekday and its date belong together"),
    Kept("Chinese/Date", r"农历|正月|大年", "the lunar calendar is not the calendar of accounts"),
    Kept(
        "Chinese/Date", r"\d[-./ ]\d+[-./ ]\d", "short dates in digits: month first as in the United States; no blanks"
    ),
    Kept("Chinese/Date", r"三六七", "years before 1000"),
)


def reason(name: str, text: str) -> str | None:
    """Why a difference is kept; None when it is not one of the kept classes."""
    return next((k.why for k in KEPT if k.files in name and re.search(k.looks, text)), None)


def main() -> None:
    """Print the agreement of every file, and with --show the cases that differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--show", help="part of a file name whose differences are printed")
    parser.add_argument("--all", action="store_true", help="show cases not supported in Python too")
    args = parser.parse_args()
    print(f"{'file':40} {'cases':>5} {'supp.':>5} {'span+value':>14} {'values':>14} {'all, span+value':>15}")
    total: Counter[str] = Counter()
    kept: Counter[tuple[str, str]] = Counter()
    for name in FILES:
        lang = "en" if "English" in name else "zh-Hans"
        cases = load(name)
        count: Counter[str] = Counter()
        for case in cases:
            found = project(name, case.text, lang[:2])
            wanted = list(case.expected)
            exact = agree(wanted, found, True)
            count["all"] += exact
            told = case.supported and not re.search(RELATIVE, case.text)
            count["told"] += told
            count["told exact"] += told and exact
            if case.supported:
                count["cases"] += 1
                count["exact"] += exact
                count["value"] += agree(wanted, found, False)
            if case.supported and not exact:
                why = reason(name, case.text)
                kept[name.split("/")[-1] + " " + lang[:2], why or "to be looked at"] += 1
            if args.show and args.show in name and not exact and (case.supported or args.all):
                print(f"   {case.text!r}\n      wanted {wanted}\n      found  {found}")
        supported = count["cases"]
        print(
            f"{name:40} {len(cases):5} {supported:5} {count['exact']:5} {count['exact'] / max(supported, 1):7.1%} "
            f"{count['value']:6} {count['value'] / max(supported, 1):7.1%} {count['all']:6} {count['all'] / len(cases):7.1%}"
        )
        total += count
        if name.startswith("DateTime"):
            share = count["told exact"] / max(count["told"], 1)
            print(
                f"{'   without days told from today':40} {'':5} {count['told']:5} {count['told exact']:5} {share:7.1%}"
            )
    print(f"{'total':40} {'':5} {total['cases']:5} {total['exact']:5} {total['exact'] / total['cases']:7.1%} "
          f"{total['value']:6} {total['value'] / total['cases']:7.1%}")  # fmt: skip
    print("\nwhy the other cases differ (cases, file, reason)")
    for (where, why), number in sorted(kept.items(), key=lambda item: (item[0][0], -item[1])):
        print(f"{number:5}  {where:20} {why}")


if __name__ == "__main__":
    main()
