"""Glossary learning: association finds the usual rendering, with evidence, and the file can be read back."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from align.model import Bitext, Pair
from align.packs.learn import forbid, learn, log_likelihood, to_csv
from align.packs.termbase import Term, load_glossary

LINES = (
    ("The kiln uptime reached 93% in the spring.", "春季窯爐運轉率達到93%。"),
    ("We expect kiln uptime to improve.", "我們預期窯爐運轉率將改善。"),
    ("Higher kiln uptime lowered unit costs.", "窯爐運轉率提升，降低了單位成本。"),
    ("Kiln uptime is our first goal.", "窯爐運轉率是我們的首要目標。"),
    ("Demand from shipyards was firm.", "造船廠的需求穩健。"),
    ("Shipyards ordered earlier than last year.", "造船廠下單早於去年。"),
    ("Two shipyards asked for more glass.", "兩家造船廠要求更多玻璃。"),
    ("Prices held.", "價格持穩。"),
    ("We repaid a loan.", "我們償還了一筆貸款。"),
    ("The new line starts in May.", "新產線五月啟用。"),
    ("Wages rose.", "薪資上升。"),
    ("Thank you all.", "謝謝各位。"),
)


def learned() -> dict[str, Term]:
    pairs = tuple(Pair(i, source, target) for i, (source, target) in enumerate(LINES))
    return {term.source: term for term in learn([Bitext("glassworks", pairs)], min_score=5.0)}


def test_terms_with_their_rendering_and_evidence() -> None:
    terms = learned()
    assert terms["kiln uptime"].targets == ("窯爐運轉率",)
    assert terms["shipyard"].targets == ("造船廠",)
    assert terms["kiln uptime"].meta["pairs"] == "4" and terms["kiln uptime"].meta["share"] == "1.00"
    assert "窯爐運轉率" in terms["kiln uptime"].meta["contexts"]
    assert "kiln" not in terms, "a part of a term that never stands alone"


def test_labels_are_no_evidence() -> None:
    pairs = tuple(Pair(i, "Kiln uptime", "窯爐運轉率", kind="label") for i in range(9))
    assert not learn([Bitext("x", pairs)])


def test_nothing_from_little() -> None:
    assert learn([]) == []
    assert learn([Bitext("x", (Pair(0, "Kiln uptime rose.", "窯爐運轉率上升。"),))]) == []


def test_the_file_can_be_read_back(tmp_path: Path) -> None:
    terms = list(learned().values())
    path = tmp_path / "learned.csv"
    path.write_text(to_csv(terms), "utf-8")
    back = load_glossary(path).terms
    assert [(t.source, t.targets, dict(t.meta)) for t in back] == [(t.source, t.targets, dict(t.meta)) for t in terms]


def test_forbid() -> None:
    term = Term("kiln uptime", ("窯爐運轉率",))
    assert forbid(term, "窯時間").forbidden == ("窯時間",)
    assert forbid(term, "窯爐運轉率") is term


@given(st.integers(1, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 200))
def test_log_likelihood_is_never_negative(both: int, one: int, other: int, rest: int) -> None:
    assert log_likelihood(both, both + one, both + other, both + one + other + rest) >= -1e-9
