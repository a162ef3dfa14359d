"""Glossaries: reading them, finding their terms, and the checks on them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from align.checks.base import Check, Example
from align.checks.term_glossary import CHECKS
from align.errors import InputError
from align.facts import Facts
from align.model import Bitext, Pair
from align.packs.fold import fold
from align.packs.lemma import base_forms
from align.packs.termbase import Term, Termbase, load_glossary, merge


def fired(check: Check, sample: Example) -> set[int | None]:
    pairs = tuple(Pair(i, source, target) for i, (source, target) in enumerate(sample.pairs))
    bitext = Bitext("sample", pairs, target_lang=sample.target_lang)
    facts = Facts(bitext, glossary=Termbase.from_rows(sample.glossary))
    return {hit.pair for hit in check.run(facts, check.options)}


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_examples(check: Check) -> None:
    assert len(check.bad) >= 2 and len(check.good) >= 2
    for sample in check.bad:
        assert fired(check, sample) == set(sample.fires or (len(sample.pairs) - 1,)), sample
    for sample in check.good:
        assert not fired(check, sample), sample


def found(text: str, *sources: str) -> list[str]:
    base = Termbase(tuple(Term(s) for s in sources))
    return [m.span.of(text) for m in base.find_terms(text)]


@pytest.mark.parametrize(
    ("text", "source", "wanted"),
    [
        ("Our bottom lines improved.", "bottom line", ["bottom lines"]),
        ("customers' deposits", "customer deposit", ["customers' deposits"]),
        ("the company's backlog", "company backlog", ["company's backlog"]),
        ("We wrote down inventory.", "write down", ["wrote down"]),
        ("We are ramping and ramped.", "ramp", ["ramping", "ramped"]),
        ("two facilities", "facility", ["facilities"]),
        ("full-year and full year", "full year", ["full-year", "full year"]),
        ("book-to-bill", "book to bill", ["book-to-bill"]),
        ("at the gaap, GAAP", "GAAP", ["GAAP"]),
        ("ADSs and ADS", "ADS", ["ADSs", "ADS"]),
        ("H.C. Wainwright asked", "H.C. Wainwright", ["H.C. Wainwright"]),
        ("R&D expense", "R&D", ["R&D"]),
        ("the call. Option value", "call option", []),
        ("Bottom Line", "bottom line", ["Bottom Line"]),
        ("guidance", "guide", []),
    ],
)
def test_term_forms(text: str, source: str, wanted: list[str]) -> None:
    assert found(text, source) == wanted


def test_longest_match_first() -> None:
    assert found("raw material costs", "material", "raw material") == ["raw material"]
    assert found("cash flow statement", "cash flow", "flow statement") == ["cash flow", "flow statement"]


def test_context_columns() -> None:
    term = Term("float", meta={"context": "share|public", "not_context": "interest"})
    base = Termbase((term,))
    assert base.find_terms("the float of our shares")
    assert not base.find_terms("the float")
    assert not base.find_terms("the float of our shares earns interest")


def test_csv_by_the_contract(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("﻿source,target,forbidden,note\nbottom line,淨利|獲利,底線,誌\n,,,\nchurn,流失率,,\n", "utf-8")
    terms = load_glossary(path).terms
    assert [t.source for t in terms] == ["bottom line", "churn"]
    assert terms[0].targets == ("淨利", "獲利") and terms[0].forbidden == ("底線",)
    assert terms[0].meta["note"] == "誌" and terms[0].origin == "g.csv:2"


def test_big5_and_missing_forbidden_column(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_bytes("source,target\nchurn,流失率\n".encode("big5"))
    assert load_glossary(path).terms[0].targets == ("流失率",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "empty"),
        ("source,target\n", "no terms"),
        ("english,chinese\na,b\n", "line 1: expected the columns"),
        ("source,target\n,乙\n", "line 2: the source term is empty"),
        ("source,target\na,b,c,d\n", "line 2: 4 fields"),
        ('source,target\n"a,b\n', "not valid CSV"),
        ("source,target,forbidden\na,甲,甲\n", "line 2: '甲' is both"),
        ("source,source\na,b\n", "line 1"),
    ],
)
def test_bad_csv(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"bad\.csv") as error:
        load_glossary(path)
    assert said in str(error.value) and "\n" not in str(error.value)


def test_absent_file() -> None:
    with pytest.raises(InputError, match="nowhere"):
        load_glossary("nowhere.csv")


def test_xlsx(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["Source", "Target", "Forbidden"], ["take rate", "抽成率|收費率", "採取率"], [None, None, None]):
        book.active.append(row)
    book.save(tmp_path / "g.xlsx")
    (term,) = load_glossary(tmp_path / "g.xlsx").terms
    assert term.targets == ("抽成率", "收費率") and term.forbidden == ("採取率",)
    (tmp_path / "bad.xlsx").write_bytes(b"no zip")
    with pytest.raises(InputError, match="xlsx"):
        load_glossary(tmp_path / "bad.xlsx")


TBX2 = """<?xml version="1.0"?><martif type="TBX" xml:lang="en"><text><body><termEntry id="1">
<langSet xml:lang="en"><tig><term>yield</term><termNote type="partOfSpeech">noun</termNote></tig></langSet>
<langSet xml:lang="zh-TW"><tig><term>良率</term></tig><tig><term>產量</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
</termEntry></body></text></martif>"""
TBX3 = """<?xml version="1.0"?><tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" xml:lang="en">
<text><body><conceptEntry id="1"><langSec xml:lang="en"><termSec><term>yield</term></termSec></langSec>
<langSec xml:lang="zh-Hant"><termSec><term>良率</term></termSec><termSec><term>產量</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec></langSec>
</conceptEntry></body></text></tbx>"""


@pytest.mark.parametrize("content", [TBX2, TBX3])
def test_tbx(tmp_path: Path, content: str) -> None:
    (tmp_path / "g.tbx").write_text(content, "utf-8")
    (term,) = load_glossary(tmp_path / "g.tbx").terms
    assert (term.source, term.targets, term.forbidden) == ("yield", ("良率",), ("產量",))


def test_tbx_is_hostile(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim", "utf-8")
    hostile = TBX2.replace("<martif", f'<!DOCTYPE m [<!ENTITY x SYSTEM "{secret.as_uri()}">]><martif')
    (tmp_path / "g.tbx").write_text(hostile.replace("<term>良率", "<term>&x;良率"), "utf-8")
    try:
        terms = load_glossary(tmp_path / "g.tbx").terms
    except InputError:
        return
    assert "geheim" not in str(terms)


def test_merge_lets_later_files_win() -> None:
    one = Termbase((Term("churn", ("流失率",)), Term("beat", ("優於預期",))))
    two = Termbase((Term("churn", ("解約率",)),))
    assert [t.targets for t in merge([one, two]).terms] == [("解約率",), ("優於預期",)]


@given(st.text(max_size=80))
def test_fold_keeps_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(categories=["L", "P", "Zs", "Nd"]), max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    base = Termbase((Term("bottom line"), Term(text)))
    for match in base.find_terms(text + " bottom lines"):
        assert 0 <= match.span.start < match.span.end


def test_base_forms() -> None:
    assert "company" in base_forms("companies") and "bus" in base_forms("buses")
    assert base_forms("process")[0] == "process" and "proces" not in base_forms("process")
