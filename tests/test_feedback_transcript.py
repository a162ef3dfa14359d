"""Corrected files: the same format, the same bytes outside the corrected lines, or JSON Lines."""

from __future__ import annotations

import codecs

import pytest

from align.feedback.items import Corrections
from align.feedback.transcript import corrected_file
from align.formats import jsonl, tmx, xliff
from align.formats.read import read_bytes
from align.model import Bitext, Pair

TEXT = 'Norvale 2025 Q1\r\n\r\n  • One "x".\r\n\r\n    一「x」。\r\n\r\n  • Two & more.\r\n\r\n    二 & 多。\r\n'
PAIRS = (
    Pair(0, 'Yes, "one".', '是，"一"。'),
    Pair(1, "Two & <more>.", "二 & <多>。"),
    Pair(2, "Yes.", "是。"),
    Pair(3, "Yes.", "是。"),
    Pair(4, "Five.", "五。"),
)
BITEXT = Bitext("norvale", PAIRS)
ROWS = [(p.source, p.target) for p in PAIRS]
NEW = {1: '二, "甲" & <乙>。', 3: "是的。"}


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


FILES = {
    ".jsonl": jsonl.write(BITEXT),
    ".csv": "source,target,note\n" + "".join(f"{quoted(s)},{quoted(t)},n{i}\n" for i, (s, t) in enumerate(ROWS)),
    ".tsv": "source\ttarget\n" + "".join(f"{s}\t{t}\n" for s, t in ROWS).replace('"', ""),
    ".xlf": xliff.write(BITEXT).decode(),
    ".tmx": tmx.write(BITEXT).decode(),
}


# XML names its encoding itself.
ENCODINGS = [
    (e, c) for e in FILES for c in ("utf-8", "utf-8-sig", "utf-16") if c == "utf-8" or e not in (".xlf", ".tmx")
]


@pytest.mark.parametrize(("ending", "encoding"), ENCODINGS)
def test_only_the_corrected_lines_change(ending: str, encoding: str) -> None:
    data = FILES[ending].encode(encoding)
    old = read_bytes(data, "norvale", ending)
    new = NEW if ending != ".tsv" else {1: "二 & 乙。", 3: "是的。"}
    made_ending, made = corrected_file(old, Corrections(new, {}), data, ending)
    assert made_ending == ending
    read = read_bytes(made, "norvale", ending)
    assert [p.target for p in read.pairs] == [new.get(p.index, p.target) for p in old.pairs]
    before, after = data.decode(encoding).split("\n"), made.decode(encoding).split("\n")
    assert made.startswith(data[:3]) and len(before) == len(after)
    assert sum(x != y for x, y in zip(before, after, strict=True)) == len(new)
    assert corrected_file(old, Corrections({}, {}), data, ending) == (ending, data)


def test_csv_that_has_to_be_quoted_now() -> None:
    data = "source,target\nOne.,一。\nTwo.,二。\n".encode()
    old = read_bytes(data, "x", ".csv")
    made = corrected_file(old, Corrections({0: '一, "甲"。'}, {}), data, ".csv")
    assert made == (".csv", 'source,target\nOne.,"一, ""甲""。"\nTwo.,二。\n'.encode())


def test_what_is_not_certain_becomes_json_lines() -> None:
    data = "source\ttarget\nOne.\t一。\nTwo.\t\n".encode()
    old = read_bytes(data, "x", ".tsv")
    for new in ({0: "一\t甲。"}, {1: "二。"}):
        ending, made = corrected_file(old, Corrections(new, {}), data, ".tsv")
        assert ending == ".jsonl"
        read = read_bytes(made, "x", ".jsonl")
        assert [p.target for p in read.pairs] == [new.get(p.index, p.target) for p in old.pairs]


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_the_transcript_keeps_its_encoding_and_byte_order(mark: bytes) -> None:
    encoding = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(mark, "utf-8")
    data = mark + TEXT.encode(encoding)
    old = read_bytes(data, "x", ".txt")
    ending, made = corrected_file(old, Corrections({1: "二 & 少。"}, {}), data, ".txt")
    assert (ending, made) == (".txt", mark + TEXT.replace("多", "少").encode(encoding))
