from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError
from align.formats import jsonl, transcript
from align.formats.read import read_bytes
from align.model import Bitext, Pair

TEXT = (
    "Norvale Robotics (NVR) 2025 Q1 call\n\nTranslated by machine\n\n"
    "  • Operator\n\n    Operator\n\n"
    "  • Good day, and welcome. Revenue was $34 million.\n\n    大家好,歡迎參加。營收為 3,400 萬美元。\n\n"
    "  • Dana Whitlock - Chief Executive Officer\n\n    Dana Whitlock - Chief Executive Officer\n\n"
    "  • Thank you.\n\n    謝謝。\n\n"
)


def read(text: str, ending: str = ".txt") -> Bitext:
    return read_bytes(text.encode(), "sample", ending)


def test_transcript_is_read_whole() -> None:
    bitext = read(TEXT)
    assert bitext.title == "Norvale Robotics (NVR) 2025 Q1 call"
    assert bitext.notice == "Translated by machine"
    assert [(p.kind, p.speaker) for p in bitext.pairs] == [
        ("label", "Operator"),
        ("speech", "Operator"),
        ("label", "Dana Whitlock"),
        ("speech", "Dana Whitlock"),
    ]
    assert bitext.pairs[1].target == "大家好,歡迎參加。營收為 3,400 萬美元。"
    assert bitext.target_lang == "zh-Hant-TW"
    assert transcript.write(bitext) == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "big5", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_transcript_in_every_encoding(encoding: str, newline: str) -> None:
    text = TEXT.replace("•", "*") if encoding == "big5" else TEXT
    bitext = read_bytes(text.replace("\n", newline).encode(encoding), "sample", ".txt")
    assert [(p.source, p.target) for p in bitext.pairs] == [(p.source, p.target) for p in read(TEXT).pairs]
    assert bitext.layout is not None
    assert transcript.write(bitext) == bitext.layout.text


def test_simplified_is_recognised() -> None:
    bitext = read("  • We thank you all for your time today.\n\n    感谢各位今天抽出时间参加我们的会议。\n")
    assert bitext.target_lang == "zh-Hans-CN"


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        pytest.param("• One thing.\n一件事。\n• Two things.\n兩件事。\n", [("One thing.", "一件事。"), ("Two things.", "兩件事。")], id="no blank lines"),
        pytest.param("\u3000•\u3000Wide.\n\n\u3000\u3000寬的。\n", [("Wide.", "寬的。")], id="full-width spaces"),
        pytest.param("  • No Chinese.\n\n  • Yes.\n\n    是。\n", [("No Chinese.", ""), ("Yes.", "是。")], id="bullet without Chinese"),
        pytest.param("  • Both.\n\n    第一段。\n\n    第二段。\n", [("Both.", "第一段。\n第二段。")], id="two Chinese paragraphs"),
        pytest.param("  • A long line\n    that goes on.\n\n    很長的一行。\n", [("A long line that goes on.", "很長的一行。")], id="wrapped English"),
        pytest.param("  • Left alone.\n\n    Left alone.\n\n  • Yes.\n\n    是。\n", [("Left alone.", "Left alone."), ("Yes.", "是。")], id="left in English"),
        pytest.param("  •\n\n  • Yes.\n\n    是。\n", [("", ""), ("Yes.", "是。")], id="empty bullet counts"),
    ],
)  # fmt: skip
def test_transcript_tolerates(text: str, pairs: list[tuple[str, str]]) -> None:
    bitext = read(text)
    assert [(p.source, p.target) for p in bitext.pairs] == pairs
    assert transcript.write(bitext) == text


def test_correction_changes_only_its_line() -> None:
    bitext = read(TEXT)
    fixed = replace(bitext.pairs[1], target="各位好。營收為 3,400 萬美元。")
    written = transcript.write(replace(bitext, pairs=(bitext.pairs[0], fixed, *bitext.pairs[2:])))
    assert written == TEXT.replace(bitext.pairs[1].target, fixed.target)


def test_correction_of_a_missing_target_is_placed_below_its_bullet() -> None:
    bitext = read("  • No Chinese.\n\n  • Yes.\n\n    是。\n")
    fixed = replace(bitext.pairs[0], target="沒有中文。")
    written = transcript.write(replace(bitext, pairs=(fixed, bitext.pairs[1])))
    assert [(p.source, p.target) for p in read(written).pairs] == [("No Chinese.", "沒有中文。"), ("Yes.", "是。")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        ("\ufeff".encode(), "empty"),
        (bytes(range(256)) * 40, "binary|neither"),
        (b"\xff\xfe\x00", "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"Just a text without bullets.", "no paragraph bullets"),
        ("  • Only English.\n\n    Only English.\n".encode(), "no Chinese"),
        ("  • 只有中文。\n\n    只有中文。\n".encode(), "no English"),
    ],
)
def test_bad_input_is_one_clear_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_bytes(data, "bad.txt", ".txt")
    assert str(caught.value).startswith("bad.txt: ")
    assert "\n" not in str(caught.value)


def test_tables_by_header_and_by_position() -> None:
    for text, ending in (
        ("id\ten\tzh\n7\tHello there.\t你好。\n", ".tsv"),
        ("Hello there.\t你好。\n", ".tsv"),
        ('source,target\n"Hello there.",你好。\n', ".csv"),
        ("source;target\nHello there.;你好。\n", ".csv"),
    ):
        assert [(p.source, p.target) for p in read(text, ending).pairs] == [("Hello there.", "你好。")]
    assert read("id\ten\tzh\n7\tHello there.\t你好。\n", ".tsv").pairs[0].meta == {"id": "7"}


def test_a_stray_quote_in_tsv_swallows_nothing() -> None:
    bitext = read('"So, he said.\t「他說。\nNext line.\t下一行。\n', ".tsv")
    assert [p.source for p in bitext.pairs] == ['"So, he said.', "Next line."]


@pytest.mark.parametrize(
    ("text", "ending", "message"),
    [
        ("Hello.\n", ".tsv", "line 1: 1 column"),
        ("source,target\n", ".csv", "only a header"),
        ("source,target,forbidden\nbook,帳面,書\n", ".csv", "--glossary"),
        ("你好。\tHello.\n", ".tsv", "swap the columns"),
        ('{"source": "a"}\n', ".jsonl", "line 1: 'target'"),
        ('{"source": "a", "target": "b"}\n[]\n', ".jsonl", "line 2"),
        ('{"align": "bitext/9"}\n', ".jsonl", "bitext/9"),
        ('{"align": "bitext/1"}\n', ".jsonl", "no pairs"),
        ('{"source": "a", "target": "b", "kind": "song"}\n', ".jsonl", "song"),
        ("[" * 100_000, ".jsonl", "line 1"),
        ('{"source": "\\ud800", "target": "b"}\n', ".jsonl", "surrogate"),
    ],
)
def test_bad_tables_and_jsonl(text: str, ending: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(text, ending)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
pairs = st.builds(
    lambda s, t, kind, speaker, meta: Pair(0, s, t, kind, speaker, meta),
    texts,
    texts,
    st.sampled_from(["speech", "label", "heading"]),
    st.none() | texts,
    st.dictionaries(texts, texts, max_size=2),
)


@given(st.lists(pairs, min_size=1, max_size=5), st.none() | texts, texts)
def test_jsonl_loses_nothing(rows: list[Pair], title: str | None, name: str) -> None:
    bitext = Bitext(name, tuple(replace(p, index=i) for i, p in enumerate(rows)), title=title, notice=title)
    again = jsonl.read(jsonl.write(bitext), name)
    assert again == bitext


def test_jsonl_without_header_guesses_labels() -> None:
    rows = [{"source": "Operator", "target": "Operator"}, {"source": "Hello.", "target": "你好。"}]
    bitext = read("\n".join(json.dumps(r) for r in rows), ".jsonl")
    assert [p.kind for p in bitext.pairs] == ["label", "speech"]
