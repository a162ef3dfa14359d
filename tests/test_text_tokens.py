"""Cuts and counts are those of jieba itself, which is the yardstick here and not what runs."""

from __future__ import annotations

import logging
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.formats.read import read_path
from align.text import tokens as room
from align.text.script import to_simplified

CORPORA = Path(__file__).parents[1] / "corpora"
LETTERS = "我們公司營收成長第三季abcXYZ019.,%+-_&#·①😀é \t\n　。，「」㐀ㄅ한カ々〇𠀀龥’…"


@pytest.fixture(scope="module")
def jieba(tmp_path_factory: pytest.TempPathFactory) -> Any:
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    yardstick = jieba.Tokenizer()
    yardstick.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    yardstick.initialize()
    return yardstick


@given(text=st.text(alphabet=LETTERS, max_size=20))
@settings(max_examples=200, deadline=None)
def test_cuts_of_any_text(jieba: Any, text: str) -> None:
    reading = to_simplified(text)
    assert [token.simplified for token in room.tokens(text)] == list(jieba.cut(reading, HMM=False))
    assert "".join(token.text for token in room.tokens(text)) == text


def test_cuts_of_the_samples(jieba: Any) -> None:
    for path in sorted(CORPORA.glob("*.txt")):
        for pair in read_path(path).pairs:
            found = room.target_tokens(pair)
            assert [token.simplified for token in found] == list(jieba.cut(to_simplified(pair.target), HMM=False))
            assert all(token.span.of(pair.target) == token.text for token in found)


def test_counts_are_those_of_the_dictionary(jieba: Any) -> None:
    assert jieba.total == room._ALL_COUNTS
    for word in ("公司", "增长", "的", "AT&T", "B超", "吉林", "江南Style", "龢"):
        assert room.is_word(word)
        assert room.log_frequency(word) == pytest.approx(math.log(jieba.FREQ[word] / jieba.total))
    for word in ("", "公司营", "第三季营", "zzz"):
        assert not room.is_word(word)
        assert room.log_frequency(word) is None
