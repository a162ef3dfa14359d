"""Terms of the shipped pack that a document renders in several right ways."""

from __future__ import annotations

from test_names_english import document

from align.model import Span
from align.names.habits import out_of_place
from align.names.packterms import pack_departures, term_uses

SALES = (
    ("Same-store sales rose 3%.", "同店銷售成長3%。"),
    ("We expect same-store sales to slow.", "我們預期同店銷售放緩。"),
    ("Our same-store sales beat the market.", "我們的同店銷售優於市場。"),
)


def odd(*rows: tuple[str, str]) -> list[tuple[int, str, str]]:
    return [(d.pair, d.form, d.majority) for d in document(*rows).of(pack_departures)]


def test_the_rarer_rendering_is_told() -> None:
    assert odd(*SALES, ("Same-store sales fell in May.", "五月可比銷售下滑。")) == [(3, "可比銷售", "同店銷售")]


def test_short_and_long_forms_are_one_rendering() -> None:
    assert odd(*SALES, ("Same-store sales fell in May.", "五月同店銷售額下滑。")) == []
    assert odd(*SALES, ("Same-store sales fell in May.", "五月同店下滑。")) == []


def test_no_habit_no_departure() -> None:
    assert odd(SALES[0], ("Same-store sales fell in May.", "五月可比銷售下滑。")) == []
    even = [("Same-store sales fell in May.", "五月可比銷售下滑。")] * 3
    assert odd(*SALES, *even) == []


def test_two_renderings_in_one_paragraph_need_no_habit() -> None:
    rows = ("Same-store sales rose 3%. Same-store sales will slow.", "同店銷售成長3%。可比銷售將放緩。")
    assert odd(rows) == [(0, "可比銷售", "同店銷售")]


def test_a_rendering_unknown_to_the_pack_is_told_where_it_resembles_the_usual_one() -> None:
    rows = [(f"Field {n} gave 9,000 barrels of oil equivalent.", f"{n}號油田產出9,000桶油當量。") for n in range(4)]
    last = ("The deal adds 8,000 barrels of oil equivalent.", "該交易增加8,000桶石油等值。")
    assert odd(*rows, last) == [(4, "桶石油", "桶油當量")]
    assert odd(*rows, ("The deal adds 8,000 barrels of oil equivalent.", "該交易增加產量。")) == []


def test_the_usual_rendering_beside_another_is_silent() -> None:
    both = ("Same-store sales, on a comparable basis, fell.", "同店銷售（可比銷售口徑）下滑。")
    assert odd(*SALES, both) == []


def test_a_rendering_common_without_the_term_is_silent() -> None:
    others = [(f"Region {n} grew on that basis.", f"第{n}區的可比銷售成長。") for n in range(3)]
    assert odd(*SALES, *others, ("Same-store sales fell in May.", "五月可比銷售下滑。")) == []


def test_longer_patterns_count_with_the_shortest_one_they_end_with() -> None:
    facts = document(("Full-year guidance rose.", "全年財測上升。"), ("Our guidance is unchanged.", "財測不變。"))
    assert [len(uses) for (_, term), uses in facts.of(term_uses).items() if term == "guidance"] == [2]


def test_places_in_the_sentence() -> None:
    clause, sentence = Span(0, 100), Span(0, 50)
    assert out_of_place(Span(0, 10), clause, Span(0, 5), sentence) == 0.0
    assert out_of_place(Span(0, 10), clause, Span(45, 50), sentence) > 0.85
    assert out_of_place(Span(0, 10), clause, Span(15, 20), Span(0, 20)) == 0.0  # in a short sentence all is near


def test_an_empty_document() -> None:
    assert odd() == odd(("Same-store sales rose.", "")) == odd(("", "同店銷售")) == []
