"""Sentences and clauses: nothing lost, and the usual traps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text.sentences import clauses, split


def cut(text: str, lang: str = "en") -> list[str]:
    return [span.of(text).strip() for span in split(text, lang)]


ALPHABET = st.text(alphabet="aB1 .!?,;:…。，！？；「」“”\"'()（）\n•-—號Inc", max_size=80)


@given(ALPHABET | st.text(max_size=60), st.sampled_from(["en", "zh", "zh-Hant-TW"]))
def test_joined_pieces_are_the_text(text: str, lang: str) -> None:
    for pieces in (split(text, lang), clauses(text, lang)):
        assert "".join(span.of(text) for span in pieces) == text
        assert all(span.start < span.end for span in pieces)


@given(ALPHABET, st.sampled_from(["en", "zh"]))
def test_clauses_stay_inside_sentences(text: str, lang: str) -> None:
    bounds = {span.end for span in split(text, lang)}
    assert bounds <= {span.end for span in clauses(text, lang)}


@pytest.mark.parametrize(
    "text",
    [
        "Sales in the U.S. Midwest grew.",
        "We thank Mr. Rowe of H.C. Barrow for his question.",
        "Please see No. 5 on the list.",
        "Margins were 3.5% at Halden Inc. in May.",
        "We sell chips, e.g. the K7, and boards, i.e. the rest.",
        "It opened at 9 a.m. Monday in St. Albans.",
        "Well... maybe later.",
        '"Is it ready?" he asked.',
        "Version 2.10.3 ships soon.",
    ],
)
def test_one_english_sentence(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("We bought Halden Inc. The deal closed.", ["We bought Halden Inc.", "The deal closed."]),
        ("We sell in the U.S. We also export.", ["We sell in the U.S.", "We also export."]),
        ('He said "We won." Then he left.', ['He said "We won."', "Then he left."]),
        (
            "Results are online.(Operator Instructions) Please wait.",
            ["Results are online.", "(Operator Instructions) Please wait."],
        ),
        ("Hm... We will see. . . . Yes.", ["Hm...", "We will see. . . .", "Yes."]),
        ("1. Sales rose.\n2. Costs fell.", ["1. Sales rose.", "2. Costs fell."]),
        ("Wrapped over\ntwo lines. Next.", ["Wrapped over\ntwo lines.", "Next."]),
        ("First part\n\nSecond part", ["First part", "Second part"]),
        ("Topics:\n• sales\n• costs", ["Topics:", "• sales", "• costs"]),
    ],
)
def test_english_boundaries(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("他說：「我們很好。謝謝。」然後走了。", ["他說：「我們很好。", "謝謝。」", "然後走了。"]),
        ("毛利率3.5%，營收2.1億元。", ["毛利率3.5%，營收2.1億元。"]),
        ("我們收購了 Halden Inc. 的股權。", ["我們收購了 Halden Inc. 的股權。"]),
        ("準備好了嗎?好了!", ["準備好了嗎?", "好了!"]),
        ("請看第 No. 5 項……很好。", ["請看第 No. 5 項……很好。"]),
        ('"好。"他說。"走吧。"', ['"好。"', "他說。", '"走吧。"']),
        ("我們成長.他們衰退.", ["我們成長.", "他們衰退."]),
    ],
)
def test_chinese_boundaries(text: str, pieces: list[str]) -> None:
    assert cut(text, "zh") == pieces


def test_clauses_cut_at_commas_not_in_figures() -> None:
    text = "In the third quarter, revenue rose to $1,234,567, up from 5:30 to 6.5."
    assert [s.of(text).strip() for s in clauses(text, "en")] == [
        "In the third quarter,",
        "revenue rose to $1,234,567,",
        "up from 5:30 to 6.5.",
    ]


def test_narrow_clauses_are_joined() -> None:
    text = "是的，好，我們認為這個季度的營收會成長，謝謝。"
    assert [s.of(text) for s in clauses(text, "zh")] == ["是的，好，我們認為這個季度的營收會成長，謝謝。"]
    assert len(clauses(text, "zh", min_columns=2)) == 4
