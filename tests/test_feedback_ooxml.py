"""The Word document as OOXML: numbers, pairs of marks, authors and dates, spaces; the same every time."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

from align.feedback.document import AUTHOR, answers_of_document, document
from align.feedback.items import Corrections, corrections_of, items_of
from align.formats.read import read_path
from align.keys import pair_key
from align.model import Report
from align.qa import Settings, make_report
from align.review.records import new_record

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
CALLS = [  # those with planted faults
    path
    for path in sorted((Path(__file__).parent.parent / "corpora").glob("*.txt"))
    if path.with_suffix(".gold.jsonl").read_text(encoding="utf-8").strip()
]


def made(path: Path) -> tuple[Report, Corrections, bytes]:
    """The document of a sample call, every second line with a suggestion corrected by it, comments with markup."""
    report = make_report(read_path(path), settings=Settings(only=("quantity", "term", "name", "script")))
    records = []
    for finding in report.findings[::2]:
        if finding.pair is None or finding.target is None or not finding.suggestion:
            continue
        pair = report.bitext.pairs[finding.pair]
        start, end = finding.target.start, finding.target.end
        text = pair.target[:start] + finding.suggestion + pair.target[end:]
        fields = {"finding": finding.key, "check": finding.check, "source": pair.source, "target": pair.target}
        comment = " <b>&amp;\x0b 兩 個  空格 "
        records.append(
            new_record("Mei", report.bitext.name, verdict="fixed", corrected=text, comment=comment, **fields)
        )
    corrections = corrections_of(report, records)
    return report, corrections, document(report, items_of(report, records), corrections)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("path", CALLS[:3], ids=lambda p: p.stem)
def test_it_is_sound(path: Path) -> None:
    _, corrections, data = made(path)
    assert corrections.targets
    files = parts(data)
    body, comments = (etree.fromstring(files[f"word/{name}.xml"]) for name in ("document", "comments"))
    assert b"comments+xml" in files["[Content_Types].xml"] and b"comments.xml" in files["word/_rels/document.xml.rels"]

    numbers = {tag: [e.get(f"{W}id") for e in body.iter(f"{W}{tag}")] for tag in (
        "commentRangeStart", "commentRangeEnd", "commentReference", "bookmarkStart", "bookmarkEnd")}  # fmt: skip
    said = [c.get(f"{W}id") for c in comments.iter(f"{W}comment")]
    assert len(said) == len(set(said)) > 0
    assert all(sorted(numbers[tag]) == sorted(said) for tag in numbers if tag.startswith("comment"))
    assert sorted(numbers["bookmarkStart"]) == sorted(numbers["bookmarkEnd"])
    names = [e.get(f"{W}name") or "" for e in body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names)) and all(len(name) <= 40 for name in names)
    place = {e: n for n, e in enumerate(body.iter())}
    for kind in ("comment", "bookmark"):
        ends = {e.get(f"{W}id"): place[e] for e in body.iter(f"{W}{kind}{'Range' * (kind == 'comment')}End")}
        for start in body.iter(f"{W}{kind}{'Range' * (kind == 'comment')}Start"):
            assert place[start] < ends[start.get(f"{W}id")]
            assert etree.QName(start.getparent()).localname == "p"

    changes = [*body.iter(f"{W}ins", f"{W}del")]
    ids = [e.get(f"{W}id") for e in changes] + numbers["bookmarkStart"]
    assert len(ids) == len(set(ids))
    assert all(e.get(f"{W}author") == AUTHOR and e.get(f"{W}date") for e in [*changes, *comments])
    for deleted in body.iter(f"{W}del"):
        assert not [*deleted.iter(f"{W}t")] and [*deleted.iter(f"{W}delText")]
    for text in [*body.iter(f"{W}t", f"{W}delText"), *comments.iter(f"{W}t")]:
        assert text.text
        assert text.text == text.text.strip() or text.get(SPACE) == "preserve"


@pytest.mark.parametrize("path", CALLS[:3], ids=lambda p: p.stem)
def test_another_reader_and_we_find_every_text(path: Path) -> None:
    report, corrections, data = made(path)
    (table,) = docx.Document(io.BytesIO(data)).tables
    answers = {a.pair_key: a.corrected for a in answers_of_document(data, "b.docx")}
    assert len(answers) == len({pair_key(p.source, p.target) for p in report.bitext.pairs} & set(answers))
    for row in table.rows[1:]:
        pair = report.bitext.pairs[int(row.cells[0].text.split("\n")[0])]
        assert row.cells[1].text == pair.source
        wanted = corrections.targets.get(pair.index, pair.target)
        assert answers[pair_key(pair.source, pair.target)] == wanted.strip()


def test_the_same_report_is_the_same_file() -> None:
    report, corrections, data = made(CALLS[0])
    again = document(report, items_of(report), corrections)
    assert parts(again) == parts(document(report, items_of(report), corrections))
    assert b"2000-01-01" in parts(data)["word/comments.xml"]
