"""Returned files that are damaged, hostile or of something else: one clear line each, and nothing is changed."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from openpyxl import Workbook, load_workbook

from align.batch.plan import records_of
from align.cli import cli
from align.errors import AlignError
from align.feedback.sheet import FINDINGS, KEY, PAIR_KEY
from align.review.store import Store

CALL = (
    "Norvale Robotics (NVR) 2025 Q1 call\n\n"
    "  • Revenue was $34 million in the first quarter.\n\n    第一季營收為 340 萬美元。\n\n"
    "  • We expect to ship 1.2 billion sensors next year.\n\n    我們預計明年出貨 1.2 億顆感測器。\n\n"
    "  • Thank you.\n\n    謝謝。\n"
)
OTHER = (
    "Tarn Valley Foods 2024 Q2\n\n  • We sold 500 million cans.\n\n    我們售出 5 億罐。\n\n"
    "  • Costs fell to $2.5 million.\n\n    成本降至 2.5 億美元。\n\n"
    "  • Thank you.\n\n    謝謝。\n"
)
ONLY = ("--model", "none", "--only", "quantity")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A transcript with its feedback files, those of another one, and a store with one decision."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("call", CALL), ("other", OTHER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        formats = [word for kind in ("xlsx", "docx", "xliff", "xliff12") for word in ("--format", kind)]
        assert run("export", f"{name}.txt", *formats, *ONLY).exit_code == 0
    good = answered(tmp_path / "report/call.feedback.xlsx", "第一季營收為 3,400 萬美元。")
    (tmp_path / "good.xlsx").write_bytes(good)
    assert run("import", "call.txt", "good.xlsx", *ONLY).exit_code == 0
    return tmp_path


def run(*args: str) -> Result:
    records_of.cache_clear()  # as a process of its own would find them
    return CliRunner().invoke(cli, ["feedback", *args])


def stored(folder: Path) -> str:
    with Store(folder / "report/decisions.sqlite") as store:
        return store.export_jsonl()


def refused(folder: Path, name: str, data: bytes | None = None) -> str:
    """The one line with which the file is refused; the store is as it was."""
    if data is not None:
        (folder / name).write_bytes(data)
    before, files = stored(folder), sorted(folder.rglob("*"))
    result = run("import", "call.txt", name, *ONLY)
    assert isinstance(result.exception, AlignError), result.output
    assert stored(folder) == before
    assert sorted(folder.rglob("*")) == files
    line = str(result.exception)
    assert "\n" not in line and Path(name).name in line and len(line) < 300
    return line


def answered(path: Path, text: str, row: int = 2) -> bytes:
    book = load_workbook(path)
    sheet = book[FINDINGS]
    column = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(row, column["Corrected Chinese"]).value = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows_workbook(rows: int, key: Callable[[int], str], text: str = "改。") -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(FINDINGS)
    sheet.append([KEY, PAIR_KEY, "Decision", "Corrected Chinese", "Comment"])
    for n in range(rows):
        sheet.append([key(n), "", "", f"{text}{n}", ""])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ENDINGS = ("xlsx", "docx", "xlf")


@pytest.mark.parametrize("ending", ENDINGS)
def test_truncated_anywhere(folder: Path, ending: str) -> None:
    whole = (folder / f"report/call.feedback.{ending}").read_bytes()
    for share in (0, 0.1, 0.5, 0.9, 0.99):
        refused(folder, f"cut.{ending}", whole[: int(len(whole) * share)])


@pytest.mark.parametrize("ending", ENDINGS)
def test_something_else_altogether(folder: Path, ending: str) -> None:
    for data in (b"\x00" * 1000, b"%PDF-1.7", b"<html><body/></html>", CALL.encode()):
        refused(folder, f"odd.{ending}", data)


@pytest.mark.parametrize("name", ["other.feedback.xlsx", "other.feedback.docx", "other.feedback.xlf"])
def test_the_file_of_another_transcript(folder: Path, name: str) -> None:
    assert "another transcript" in refused(folder, f"report/{name}")


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_zip_bombs(folder: Path, ending: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(4):
            archive.writestr(f"xl/part{n}.xml", b"0" * (40 * 1024 * 1024))
    assert "unsafe" in refused(folder, f"bomb.{ending}", out.getvalue())
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for n in range(6000):
            archive.writestr(f"{n}", b"")
    assert "unsafe" in refused(folder, f"many.{ending}", many.getvalue())


def with_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for member in given.infolist():
            data = given.read(member)
            made.writestr(member.filename, change(data) if member.filename == part else data)
    return out.getvalue()


def bombed(data: bytes) -> bytes:
    """The XML with a billion laughs in front of it and one of them in it."""
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    head, _, rest = data.partition(b"?>")
    first = rest.lstrip()[1:].split(b" ", 1)[0].split(b">", 1)[0]
    doctype = b'<!DOCTYPE %s [<!ENTITY l0 "ha">%s]>' % (first, laughs)
    at = rest.index(b">", rest.index(b"<" + first)) + 1
    return head + b"?>" + doctype + rest[:at] + b"&l9;" + rest[at:]


def test_entity_bombs(folder: Path) -> None:
    xliff = bombed((folder / "report/call.feedback.xlf").read_bytes())
    assert "entit" in refused(folder, "bomb.xlf", xliff)
    book = with_part(folder / "report/call.feedback.xlsx", "xl/sharedStrings.xml", bombed)
    assert "entities" in refused(folder, "bomb.xlsx", book)
    text = with_part(folder / "report/call.feedback.docx", "word/document.xml", bombed)
    assert "entities" in refused(folder, "bomb.docx", text)
    wide = with_part(
        folder / "report/call.feedback.docx", "word/document.xml", lambda d: bombed(d).decode().encode("utf-16")
    )
    assert "entities" in refused(folder, "wide.docx", wide)


def test_outside_entities_are_not_read(folder: Path) -> None:
    (folder / "secret.txt").write_text("geheim", encoding="utf-8")
    data = (folder / "report/call.feedback.xlf").read_text(encoding="utf-8")
    outside = data.replace(
        "?>", f'?><!DOCTYPE xliff [<!ENTITY x SYSTEM "{(folder / "secret.txt").as_uri()}">]>', 1
    ).replace("第一季營收為 3,400 萬美元。", "&x;")
    assert "entities" in refused(folder, "outside.xlf", outside.encode())


def test_other_languages(folder: Path) -> None:
    data = (folder / "report/call.feedback.xlf").read_bytes().replace(b"zh-Hant-TW", b"ja-JP")
    assert "ja-jp" in refused(folder, "ja.xlf", data)
    data = (
        (folder / "report/call.feedback.1.2.xlf").read_bytes().replace(b'source-language="en"', b'source-language="de"')
    )
    assert "de to zh" in refused(folder, "de.xlf", data)


@pytest.mark.parametrize(
    "text", ["Le chiffre d'affaires.", "売上高は3,400万ドルでした。", "매출은 3,400만 달러였습니다."]
)
def test_a_correction_in_another_language_is_listed_and_not_taken(folder: Path, text: str) -> None:
    before = stored(folder)
    (folder / "fr.xlsx").write_bytes(answered(folder / "report/call.feedback.xlsx", text, row=3))
    result = run("import", "call.txt", "fr.xlsx", *ONLY)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1 and "is not Chinese" in result.stderr
    assert stored(folder) == before


@pytest.mark.parametrize("ending", ["docx", "xlf"])
def test_nor_is_it_from_the_other_formats(folder: Path, ending: str) -> None:
    path, before = folder / f"report/call.feedback.{ending}", stored(folder)
    french, wrong = b"Nous attendons 1,2 milliard.", "我們預計明年出貨 1.2 億顆感測器。".encode()
    if ending == "xlf":
        path.write_bytes(path.read_bytes().replace(wrong, french))
    else:
        pieces = ("我們預計明年出貨 ", "1.2 億", "顆感測器。")
        path.write_bytes(with_part(path, "word/document.xml", lambda d: replaced(d, pieces, french)))
    result = run("import", "call.txt", str(path), *ONLY)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1 and "is not Chinese" in result.stderr
    assert stored(folder) == before


def replaced(data: bytes, pieces: tuple[str, ...], new: bytes) -> bytes:
    """The XML with the first of the runs changed and the others emptied."""
    for number, piece in enumerate(pieces):
        assert f">{piece}</w:t>".encode() in data, piece
        data = data.replace(f">{piece}</w:t>".encode(), b">" + (b"" if number else new) + b"</w:t>")
    return data


def test_a_hundred_thousand_rows(folder: Path) -> None:
    (folder / "short.xlsx").write_bytes(rows_workbook(1, str))
    cell = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{0:024x}</t></is></c></row>'
    rows = "".join(cell.format(n) for n in range(3, 100_003)).encode()
    end = b"</sheetData>"
    data = with_part(folder / "short.xlsx", "xl/worksheets/sheet1.xml", lambda d: d.replace(end, rows + end))
    assert "more than 30000 rows" in refused(folder, "rows.xlsx", data)


def test_many_rows_of_something_else_or_about_one_finding(folder: Path) -> None:
    assert "none of its 5000 lines" in refused(folder, "rows.xlsx", rows_workbook(5_000, lambda n: f"{n:024x}"))
    key = str(json.loads(stored(folder).splitlines()[0])["finding"])
    assert "5000 rows" in refused(folder, "rows.xlsx", rows_workbook(5_000, lambda n: key))


def test_what_cannot_be_matched_is_told_in_few_lines(folder: Path) -> None:
    lines = "".join(f"  • We made ${n} million.\n\n    我們賺了 {n} 億美元。\n\n" for n in range(11, 41))
    (folder / "long.txt").write_text(f"Norvale\n\n{lines}", encoding="utf-8")
    assert run("export", "long.txt", *ONLY).exit_code == 0
    book = load_workbook(folder / "report/long.feedback.xlsx")
    sheet = book[FINDINGS]
    column = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.max_row == 31
    for n in range(2, 32):
        sheet.cell(n, column["Corrected Chinese"]).value = "改善。"
        if n > 5:
            sheet.cell(n, column[KEY]).value = f"{n:024x}"
            sheet.cell(n, column["Decision"]).value = "perhaps"
    book.save(folder / "mixed.xlsx")
    result = run("import", "long.txt", "mixed.xlsx", *ONLY)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 21 and "more of this kind" in result.stderr


def test_a_good_file_beside_a_bad_one_is_not_taken_either(folder: Path) -> None:
    before = stored(folder)
    (folder / "second.xlsx").write_bytes(answered(folder / "report/call.feedback.xlsx", "出貨 12 億顆。", row=3))
    (folder / "bad.docx").write_bytes(b"PK")
    result = run("import", "call.txt", "second.xlsx", "bad.docx", *ONLY)
    assert isinstance(result.exception, AlignError)
    assert stored(folder) == before


def test_headings_and_columns_that_are_gone(folder: Path) -> None:
    book = load_workbook(folder / "report/call.feedback.xlsx")
    sheet = book[FINDINGS]
    for cell in sheet[1]:
        if cell.value == "Comment":
            cell.value = "Kommentar"
    out = io.BytesIO()
    book.save(out)
    assert "'Comment' is missing" in refused(folder, "heading.xlsx", out.getvalue())
    empty = Document()
    empty.add_paragraph("謝謝。")
    plain = io.BytesIO()
    empty.save(plain)
    assert "bookmarks" in refused(folder, "plain.docx", plain.getvalue())
    assert ".xlsx, .docx or .xlf" in refused(folder, "notes.pdf", b"%PDF-1.7")


def test_answers_with_markup_and_formulas_stay_text(folder: Path) -> None:
    evil = '=HYPERLINK("http://x")<script>alert(1)</script>營收'
    book = load_workbook(folder / "report/call.feedback.xlsx")
    sheet = book[FINDINGS]
    column = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, column["Comment"]).value = evil
    sheet.cell(3, column["Comment"]).data_type = "s"
    out = io.BytesIO()
    book.save(out)
    (folder / "evil.xlsx").write_bytes(out.getvalue())
    assert run("import", "call.txt", "evil.xlsx", *ONLY).exit_code == 0
    assert json.loads(stored(folder).splitlines()[-1])["comment"] == evil
    assert run("export", "call.txt", *ONLY).exit_code == 0
    again = load_workbook(folder / "report/call.feedback.xlsx")
    cells = [c for row in again[FINDINGS].iter_rows() for c in row if c.value and "HYPERLINK" in str(c.value)]
    assert cells and all(c.data_type == "s" and c.hyperlink is None for c in cells)
