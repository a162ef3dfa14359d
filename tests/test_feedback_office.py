"""What other software makes of the files written here: LibreOffice opens them, schemas and DTDs accept them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from review_samples import report as sample

from align.feedback.answers import answers_of_workbook
from align.feedback.document import answers_of_document, document
from align.feedback.exchange import memory
from align.feedback.items import Corrections, Item, corrections_of, items_of
from align.feedback.returned import returned
from align.feedback.sheet import workbook
from align.feedback.xliff import xliff
from align.formats import tmx
from align.formats.read import read_bytes
from align.model import Report
from align.review.records import Record, new_record

SCHEMAS = Path(__file__).parent / "schemas"
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
RIGHT = "本季營收為3,400萬美元,年增12%,積壓訂單創下12億美元的紀錄。"
COMMENT = "單位錯了 <b>&amp;"
O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"  # noqa: E741
T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

Convert = Callable[[bytes, str, str], bytes]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Convert]:
    """Have LibreOffice open a file and save it as another kind, with a profile of its own."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not here: apt-get install libreoffice-calc-nogui libreoffice-writer-nogui")
    folder = tmp_path_factory.mktemp("office")

    def converted(data: bytes, ending: str, wanted: str) -> bytes:
        given = folder / f"given.{ending}"
        given.write_bytes(data)
        out = folder / wanted
        command = [str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", wanted, "--outdir", str(out), str(given)]
        result = subprocess.run(command, capture_output=True, timeout=180, check=False)
        made = out / f"given.{wanted}"
        assert made.is_file(), result.stderr.decode(errors="replace")
        return made.read_bytes()

    yield converted


@pytest.fixture
def report() -> Report:
    return sample()


@pytest.fixture
def records(report: Report) -> list[Record]:
    """One line corrected, one finding dismissed, one comment."""
    finding = report.findings[2]
    pair = report.bitext.pairs[4]
    return [
        new_record(
            "mei", report.bitext.name, finding=finding.key, check=finding.check, verdict="fixed",
            source=pair.source, target=pair.target, corrected=RIGHT, comment=COMMENT,
        ),
        new_record("mei", report.bitext.name, finding=report.findings[1].key, verdict="false_positive"),
    ]  # fmt: skip


@pytest.fixture
def made(report: Report, records: list[Record]) -> tuple[tuple[Item, ...], Corrections]:
    return items_of(report, records), corrections_of(report, records)


def words(root: etree._Element) -> str:
    return "".join(str(text) for text in root.itertext())


def test_calc_opens_the_workbook(convert: Convert, report: Report, made: tuple[tuple[Item, ...], Corrections]) -> None:
    items, corrections = made
    root = etree.fromstring(convert(workbook(report, items, corrections), "xlsx", "fods"))
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    sheets = {s.get(f"{table}name"): s for s in root.iter(f"{table}table")}
    assert list(sheets) == ["Findings", "Transcript", "Summary"]
    said = words(sheets["Findings"])
    for item in items:
        assert item.finding.message in said and item.key in said
        assert item.pair is None or item.pair.target in said
    assert RIGHT in said and COMMENT in said
    assert all(pair.source in words(sheets["Transcript"]) for pair in report.bitext.pairs)
    assert next(root.iter(f"{table}content-validation")).get(f"{table}condition", "").count("false_positive") == 1
    assert not [c for c in root.iter(f"{table}table-cell") if c.get(f"{table}formula")]


def test_calc_gives_the_answers_back(
    convert: Convert, report: Report, made: tuple[tuple[Item, ...], Corrections]
) -> None:
    data = workbook(report, *made)
    again = convert(data, "xlsx", "xlsx")
    assert answers_of_workbook(again, "back.xlsx") == answers_of_workbook(data, "back.xlsx")


def test_writer_shows_changes_and_comments(
    convert: Convert, report: Report, made: tuple[tuple[Item, ...], Corrections]
) -> None:
    items, corrections = made
    made_there = convert(document(report, items, corrections), "docx", "fodt")
    root = etree.fromstring(made_there)
    changed = {
        (etree.QName(r[0]).localname, change_text(made_there.decode(), r)) for r in root.iter(f"{T}changed-region")
    }
    assert changed == {("deletion", "340"), ("insertion", "3,400"), ("deletion", "1.2"), ("insertion", "12")}
    notes = [words(a) for a in root.iter(f"{O}annotation")]
    on_lines = [i for i in items if i.pair is not None]
    assert len(notes) == len(on_lines)
    assert all(any(i.finding.message in note for note in notes) for i in on_lines)
    assert any(COMMENT in note for note in notes)
    body = words(root)
    assert all(i.pair.source in body for i in on_lines if i.pair is not None)


def test_writer_gives_the_lines_back(
    convert: Convert, report: Report, made: tuple[tuple[Item, ...], Corrections]
) -> None:
    items, corrections = made
    again = convert(document(report, items, corrections), "docx", "docx")
    result = returned(report, [], answers_of_document(again, "back.docx"), "lin", "back.docx")
    assert {r.corrected for r in result.records} == {RIGHT}
    assert {r.finding for r in result.records} == {i.key for i in items if i.pair is not None and i.pair.index == 4}


ACCEPTED = ((r"<w:del .*?</w:del>", ""), (r"</?w:ins(?: [^>]*)?>", ""))
REJECTED = ((r"<w:ins .*?</w:ins>", ""), (r"</?w:del(?: [^>]*)?>", ""), ("w:delText", "w:t"))


@pytest.mark.parametrize(("edits", "said"), [(ACCEPTED, []), (REJECTED, [f"rejected: {RIGHT}"])])
def test_writer_saves_what_became_of_the_changes(
    convert: Convert, report: Report, records: list[Record], edits: tuple[tuple[str, str], ...], said: list[str]
) -> None:
    out = io.BytesIO()
    data = document(report, items_of(report, records), corrections_of(report, records))
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as changed:
        for member in given.infolist():
            text = given.read(member).decode("utf-8", "surrogateescape")
            for pattern, new in edits if member.filename == "word/document.xml" else ():
                text = re.sub(pattern, new, text, flags=re.S)
            changed.writestr(member, text.encode("utf-8", "surrogateescape"))
    answers = answers_of_document(convert(out.getvalue(), "docx", "docx"), "back.docx")
    result = returned(report, records, answers, "lin", "back.docx")
    assert [r.corrected for r in result.records] == [None] * len(result.records)
    assert {r.comment for r in result.records} == set(said)
    assert len(result.conflicts) == len(said)


def change_text(file: str, region: etree._Element) -> str:
    """What a tracked change adds or takes away: in the text where changes are shown, else kept with the change."""
    kept = "".join(words(p) for p in region.iter(f"{T}p"))
    mark = re.escape(str(region.get(f"{T}id")))
    shown = re.search(
        rf'change-start text:change-id="{mark}"/>(.*?)<text:change-end text:change-id="{mark}"', file, re.S
    )
    return kept or (re.sub("<[^>]*>", "", shown[1]) if shown else "")


@pytest.mark.parametrize("version", ["2.1", "1.2"])
def test_xliff_is_valid_and_read_again(
    report: Report, made: tuple[tuple[Item, ...], Corrections], version: str
) -> None:
    items, corrections = made
    data = xliff(report, items, corrections, version)
    schema = etree.RelaxNG(etree.parse(str(SCHEMAS / f"xliff-{version}.rng")))
    root = etree.fromstring(data)
    schema.assertValid(root)
    ids = [str(found) for found in root.xpath("//@*[local-name()='id']")]
    assert len(ids) == len(set(ids))
    refs = [str(found) for found in root.xpath("//@*[local-name()='locQualityIssuesRef']")]
    assert {ref.rsplit("=", 1)[-1].lstrip("#") for ref in refs} == {i for i in ids if i.startswith("lqi")}
    read = read_bytes(data, "x", ".xlf")
    expected = [corrections.targets.get(p.index, p.target) for p in report.bitext.pairs]
    assert [(p.source, p.target) for p in read.pairs] == [
        (p.source, t) for p, t in zip(report.bitext.pairs, expected, strict=True)
    ]


def test_issues_are_of_the_unit_they_stand_in(report: Report, made: tuple[tuple[Item, ...], Corrections]) -> None:
    """What the module's Schematron asks for beyond its schema (XLIFF 2.1, section 5.9)."""
    root = etree.fromstring(xliff(report, *made, "2.1"))
    its = "{http://www.w3.org/2005/11/its}"
    seen = 0
    for unit in root.iter("{*}unit"):
        issues = [i.get("{http://www.w3.org/XML/1998/namespace}id") for i in unit.iter(f"{its}locQualityIssues")]
        marks = [m for m in unit.iter("{*}mrk") if m.get(f"{its}locQualityIssuesRef")]
        assert len(issues) == len(set(issues)) == len(marks)
        for mark in marks:
            assert mark.get("type") == "its:generic"
            assert str(mark.get(f"{its}locQualityIssuesRef")).removeprefix("#its=") in issues
            assert [name for name in mark.attrib if str(name).startswith(its)] == [f"{its}locQualityIssuesRef"]
        for issue in unit.iter(f"{its}locQualityIssue"):
            assert issue.get("locQualityIssueType") or issue.get("locQualityIssueComment")
        seen += len(marks)
    assert seen


def test_a_schema_refuses_what_is_wrong(report: Report, made: tuple[tuple[Item, ...], Corrections]) -> None:
    data = xliff(report, *made, "2.1").decode()
    schema = etree.RelaxNG(etree.parse(str(SCHEMAS / "xliff-2.1.rng")))
    changes = [('"mistranslation"', '"bad"'), ('state="reviewed"', 'state="done"'), ("its:generic", "its:any")]
    for wrong in (data.replace(*change) for change in changes):
        assert wrong != data
        assert not schema.validate(etree.fromstring(wrong.encode()))


def test_tmx_is_valid_and_read_again(report: Report, made: tuple[tuple[Item, ...], Corrections]) -> None:
    data = memory(report, made[1], confirmed=[2, 7, 9])
    with (SCHEMAS / "tmx-1.4b.dtd").open(encoding="utf-8") as file:
        dtd = etree.DTD(file)
    root = etree.fromstring(data)
    assert dtd.validate(root), dtd.error_log
    assert re.search(rb'<!DOCTYPE tmx SYSTEM "tmx14.dtd">', data)
    read = tmx.read_bytes(data, "m.tmx")
    pairs = report.bitext.pairs
    assert [p.target for p in read.pairs] == [pairs[2].target, RIGHT, pairs[7].target, pairs[9].target]


def test_control_characters_reach_no_file(report: Report) -> None:
    pair = replace(report.bitext.pairs[4], target="本季\x00\x0b營收為340萬美元,\ufffe積壓訂單創下1.2億美元的紀錄。")
    pairs = tuple(pair if p.index == 4 else p for p in report.bitext.pairs)
    odd = replace(report, bitext=replace(report.bitext, pairs=pairs))
    items, corrections = items_of(odd), corrections_of(odd)
    for version in ("2.1", "1.2"):
        etree.fromstring(xliff(odd, items, corrections, version))
    etree.fromstring(memory(odd, corrections, [4]))
    assert answers_of_workbook(workbook(odd, items, corrections), "x.xlsx")
    answers = answers_of_document(document(odd, items, corrections), "x.docx")
    assert returned(odd, [], answers, "lin", "x.docx").records == ()
    assert io.BytesIO(document(odd, items, corrections)).getbuffer().nbytes > 0
