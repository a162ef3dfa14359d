"""Properties of figures: what is written in one language and rendered in the other compares as equal, and only that."""

from __future__ import annotations

import sys
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from align.model import Severity
from align.quantities import Bound, Kind, Quantity, find_quantities
from align.quantities.compare import compare
from align.quantities.render import Style, render
from align.quantities.tables import rows

SETTINGS = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
SCALES = {"": 1, " thousand": 10**3, " million": 10**6, " billion": 10**9, " trillion": 10**12}
SYMBOLS = {"USD": "USD", "US$": "USD", "NT$": "TWD", "€": "EUR", "£": "GBP", "RMB ": "CNY", "HK$": "HKD"}
UNITS = ["megawatts", "kilowatt-hours", "terahash", "nm", "kilometers", "months", "years", "weeks", "hours", "tonnes"]
MONTHS = ["January", "February", "March", "April", "June", "July", "August", "September", "October", "December"]
STYLES = st.builds(Style, simplified=st.booleans(), space=st.booleans(), comma=st.booleans(), symbol=st.booleans())


@st.composite
def amounts(draw: st.DrawFn) -> str:
    """44.1 million, 4,410, 0.5 billion: never a lone 0 or 1, which grammar may swallow."""
    decimals = draw(st.integers(0, 2))
    scale = draw(st.sampled_from(sorted(SCALES)))
    number = draw(st.integers(2, 9999))
    text = f"{number:,}" if not decimals else f"{Decimal(number).scaleb(-decimals):f}"
    assume(not (scale == "" and 1500 <= number <= 2199 and "," not in text))
    return text + scale


@st.composite
def english_figures(draw: st.DrawFn) -> str:
    amount = draw(amounts())
    small = str(draw(st.integers(2, 400)))
    return draw(
        st.one_of(
            st.sampled_from(sorted(SYMBOLS)).map(lambda s: s + amount),
            st.just(f"{draw(st.integers(1, 9999)) / 10}%"),
            st.just(f"{small} basis points"),
            st.just(f"{small} percentage points"),
            st.sampled_from(UNITS).map(lambda u: f"{small} {u}"),
            st.just(f"{draw(st.sampled_from(MONTHS))} {draw(st.integers(1, 28))}, {draw(st.integers(1950, 2049))}"),
            st.just(f"Q{draw(st.integers(1, 4))} {draw(st.integers(1990, 2049))}"),
            st.just(f"{draw(st.integers(13, 23))}:{draw(st.integers(10, 59))}"),
            st.just(f"model K{draw(st.integers(10, 9999))}"),
            st.just(f"{amount} units"),
        )
    )


def only(text: str, lang: str) -> Quantity:
    found = find_quantities(text, lang)
    assert len(found) == 1, (text, found)
    return found[0]


def serious(source: str, target: str) -> list[str]:
    return [d.issue.value for d in compare(source, target).differences if d.severity is not Severity.INFO]


@SETTINGS
@given(english_figures(), STYLES)
def test_a_rendered_figure_is_read_back_and_compares_as_equal(figure: str, style: Style) -> None:
    said = only(f"It was {figure}.", "en")
    chinese = render(said, style)
    assert chinese is not None
    given_back = only(f"這是{chinese}。", "zh")
    assert given_back.low == said.low
    assert given_back.high == said.high
    assert serious(f"It was {figure}.", f"這是{chinese}。") == []


@SETTINGS
@given(english_figures(), english_figures(), STYLES)
def test_a_changed_value_is_flagged(figure: str, other: str, style: Style) -> None:
    said, changed = only(f"It was {figure}.", "en"), only(f"It was {other}.", "en")
    assume(said.kind is changed.kind and said.unit == changed.unit and said.meaning() != changed.meaning())
    assume(said.kind not in (Kind.TIME,) or abs((said.hour or 0) - (changed.hour or 0)) != 12)
    if said.low is not None and changed.low is not None and said.currency == changed.currency:
        assume(abs(said.low - changed.low) > abs(changed.low) / 10)  # nearer ones may be a rounding
    chinese = render(changed, style)
    assert chinese is not None
    assert serious(f"It was {figure}.", f"這是{chinese}。") != []


@SETTINGS
@given(st.text(max_size=200), st.text(max_size=200))
def test_never_raises_and_spans_index_the_text(source: str, target: str) -> None:
    for text, lang in ((source, "en"), (target, "zh")):
        end = 0
        for quantity in find_quantities(text, lang):
            assert quantity.span.of(text) == quantity.text
            assert quantity.span.start >= end
            end = quantity.span.end
    compare(source, target)


PIECES = (
    "1 23 4,5 .5 - – / : % $ NT$ ( ) million bn K to from between and a half third quarter first May Q4 FY th s "
    "二 三十 萬 億 兆 百分之 分之 第 季 年 月 日 成 點 半 多 至 美元 個 週 ½ １２ ．"
)
ODD = st.lists(st.sampled_from(PIECES.split(" ")), max_size=40)


@SETTINGS
@given(ODD, st.booleans())
def test_odd_sequences_never_raise(parts: list[str], spaced: bool) -> None:
    text = (" " if spaced else "").join(parts)
    for lang in ("en", "zh"):
        for quantity in find_quantities(text, lang):
            assert quantity.span.of(text) == quantity.text
    compare(text, text)


WORDS = [
    *sorted({row["word"] for table in ("english_words.csv", "english_calendar.csv") for row in rows(table)}),
    "a", "the", "of", "and", "over", "to", "in", "out", "point", "percent", "first", "on", "year", "old", "per", "$", "%",
    "1", "31", "2024", "3.5", "1 000", "½", "/", ":", "'", "(", ")", "http://a.b/2%", "MEUR", "FY25", "th", "s", "K",
]  # fmt: skip


@SETTINGS
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", " ", "", "-"])), max_size=14))
def test_words_of_figures_in_any_order_give_figures_apart(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in parts)
    last = 0
    for found in find_quantities(text, "en"):
        assert last <= found.span.start < found.span.end <= len(text)
        assert text[found.span.start : found.span.end] == found.text
        last = found.span.end


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1.", "1-", "12 to ", "$", "(", "a ", "second and ", "1/2 ", "million ", "half a ", "Q4 ", "from 1% to 2%, ",
     "二", "萬", "百分之", "第", "1 萬 ", "至", "數", "三分之", "年", "週", "1.2 億美元，"],
)  # fmt: skip
def test_repeated_pieces_are_read_to_the_end(piece: str) -> None:
    """What invites backtracking: a reader that is not linear would not come back from a text this long."""
    text = piece * (24_000 // len(piece))
    for lang in ("en", "zh"):
        last = 0
        for found in find_quantities(text, lang):
            assert last <= found.span.start < found.span.end <= len(text)
            last = found.span.end


def calls_made(text: str) -> int:
    """How many functions reading the text in both languages calls: work that no busy machine changes."""
    count = 0

    def seen(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        find_quantities(text, "en")
        find_quantities(text, "zh")
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece", ["1", "1,", "12 to ", "half a ", "from 1% to 2%, ", "二", "百分之", "1 萬 ", "1.2 億美元，"]
)
def test_work_is_linear_in_length(piece: str) -> None:
    """Eight times the text takes at most about eight times the calls."""
    calls_made(piece * 10)
    small, large = (calls_made(piece * (length // len(piece))) for length in (1500, 12000))
    assert large <= 10 * small


def test_ten_thousand_figures_are_compared() -> None:
    source = " ".join(f"{n},000 units;" for n in range(100, 900)) * 3
    target = "，".join(f"{n},000 台" for n in range(100, 900)) * 3
    assert compare(source, target).differences == ()


def test_bounds_survive_rendering() -> None:
    said = only("more than $34 million", "en")
    chinese = render(said, Style())
    assert chinese is not None
    assert only(chinese, "zh").bound is Bound.OVER
