"""Glossary choices of reviewers, read back by the glossary loader."""

from __future__ import annotations

from pathlib import Path

from align.packs.glossary import load_glossary
from align.review.records import Record, new_record
from align.review.terms import chosen_terms, to_csv


def chose(source: str, target: str = "", forbidden: str = "") -> Record:
    return new_record("Mei", "a.txt", term={"source": source, "target": target, "forbidden": forbidden})


def test_the_latest_choice_comes_first_and_a_wrong_one_is_no_longer_right(tmp_path: Path) -> None:
    first, second = chose("backlog", "積壓訂單"), chose("backlog", "在手訂單", "積壓訂單")
    taken_back = chose("guidance", "指導")
    undo = new_record("Mei", "a.txt", undoes=taken_back.id)
    terms = chosen_terms(
        [first, chose("backlog", "未交貨訂單"), second, taken_back, undo, chose("megawatt", "", "兆瓦")]
    )
    assert [(t.source, t.targets, t.forbidden) for t in terms.terms] == [
        ("backlog", ("在手訂單", "未交貨訂單"), ("積壓訂單",)),
        ("megawatt", (), ("兆瓦",)),
    ]
    (tmp_path / "g.csv").write_text(to_csv(terms), encoding="utf-8")
    read = load_glossary(tmp_path / "g.csv")
    assert [(t.source, t.targets, t.forbidden) for t in read.terms] == [
        (t.source, t.targets, t.forbidden) for t in terms.terms
    ]
