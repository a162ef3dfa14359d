"""Terms chosen in review, on their way to other tools and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from align.feedback.glossary import tbx
from align.packs.termbase import Term, Termbase, load_glossary
from align.review.records import Record, new_record
from align.review.terms import chosen_terms, to_csv

SCHEMAS = Path(__file__).parent / "schemas"


def choice(source: str, target: str = "", forbidden: str = "") -> Record:
    return new_record("mei", "q1", term={"source": source, "target": target, "forbidden": forbidden})


@pytest.fixture
def terms() -> Termbase:
    return chosen_terms([
        choice("guidance", "展望", "指導"),
        choice("guidance", "財測"),
        choice("R&D <spend>", "=研發", ""),
        choice("ATM programme", "", "自動提款機計畫"),
        choice("bottom line, net", "淨利", "底線"),
    ])  # fmt: skip


def values(terms: Termbase) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(t.source, t.targets, t.forbidden) for t in terms.terms]


def test_tbx_is_valid_and_says_the_same(terms: Termbase, tmp_path: Path) -> None:
    data = tbx(terms, "en", "zh-Hant-TW", "Terms chosen in review")
    etree.RelaxNG(etree.parse(str(SCHEMAS / "tbx-basic-dct.rng"))).assertValid(etree.fromstring(data))
    path = tmp_path / "glossary.review.tbx"
    path.write_bytes(data)
    assert values(load_glossary(path)) == values(terms)


def test_csv_says_the_same(terms: Termbase, tmp_path: Path) -> None:
    path = tmp_path / "glossary.review.csv"
    path.write_bytes(to_csv(terms).encode("utf-8-sig"))
    assert values(load_glossary(path)) == values(terms)


def test_control_characters_do_not_break_the_file() -> None:
    etree.fromstring(tbx(Termbase((Term("a\x00b", ("丙\x0b",), (), "review"),)), "en", "zh", "x\x01"))
