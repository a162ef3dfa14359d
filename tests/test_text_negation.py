"""Denials on both sides, and sentences of a pair matched in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import Pair
from align.text.negation import carries, chinese_cues, denied_verbs, english_cues
from align.text.pairing import sentence_beads
from align.text.tokens import tokens


def strong(text: str) -> list[str]:
    return [cue.text for cue in english_cues(text) if cue.strong]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("We do not expect it.", ["not"]),
        ("It never happened without notice.", ["never", "without"]),
        ("There is no change at No. 5 plant.", ["no"]),
        ("Not only price but volume.", []),
        ("There is no doubt about it.", []),
        ("We can't wait to start.", []),
        ("Isn't that the case?", []),
        ("It's good, isn't it?", []),
        ("No, we are fine.", []),
        ("This is a non-GAAP measure.", ["non-GAAP"]),
        ("The film was called Mission Impossible.", []),
    ],
)
def test_english_denials(text: str, cues: list[str]) -> None:
    assert strong(text) == cues


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("我們不會改變。", ["不會"]),
        ("不過未來非常好，不僅如此。", []),
        ("會不會成長？", []),
        ("我們沒有債務。", ["沒有"]),
        ("毫無疑問，這是不同的。", []),
    ],
)
def test_chinese_denials(text: str, cues: list[str]) -> None:
    assert [cue.text for cue in chinese_cues(tokens(text)) if cue.strong] == cues


def test_only_verbs_are_denied() -> None:
    assert [cue.text for cue in denied_verbs(tokens("我們不會接受不實的指控。"))] == ["不會"]


def test_a_word_of_its_own_carries_no_denial() -> None:
    cue = next(c for c in chinese_cues(tokens("我們放棄計畫")) if c.text == "放棄")
    assert carries(cue, "we do not continue the plan")
    assert not carries(cue, "we did not give up the plan")


def test_beads_follow_the_order() -> None:
    pair = Pair(
        0,
        "Thank you. Revenue was $20 million in the quarter, which is up 5%. We have no debt. What about pricing?",
        "謝謝。本季營收為2,000萬美元，成長5%。我們沒有債務。價格如何？",
    )
    beads = sentence_beads(pair)
    assert [bead.shape for bead in beads] == [(1, 1)] * 4
    assert beads[2].target.of(pair.target) == "我們沒有債務。"


@given(st.text(alphabet="ab. ?A1\n", max_size=60), st.text(alphabet="我們。？,1 \n", max_size=60))
def test_beads_cover_both_sides(source: str, target: str) -> None:
    pair = Pair(0, source, target)
    beads = sentence_beads(pair)
    if beads:
        assert "".join(bead.source.of(source) for bead in beads) == source
        assert "".join(bead.target.of(target) for bead in beads) == target
    else:
        assert not source.strip() or not target.strip()
