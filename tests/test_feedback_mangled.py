"""What office programs and translators do to a file on the way: each does the obvious thing and is said in one line."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from align.feedback.answers import answers_of_workbook
from align.feedback.document import answers_of_document, document
from align.feedback.items import corrections_of, items_of
from align.feedback.returned import Returned, returned
from align.feedback.sheet import FINDINGS, KEY, PAIR_KEY, SENT, TRANSCRIPT, workbook
from align.feedback.tidy import same, tidied
from align.feedback.xliff import answers_of_xliff, xliff
from align.formats.read import read_bytes
from align.model import Finding, Place, Report, Severity
from align.review.records import Record, new_record

TEXT = (
    "Norvale Robotics 2025 Q1\n\n"
    "  • Revenue was $34 million.\n\n    營收為 340 萬美元。\n\n"
    "  • We ship 1.2 billion sensors.\n\n    我們出貨 1.2 億顆。\n\n"
    "  • Fiscal 2024.\n\n    2024\n\n"
    "  • Thank you.\n\n    謝謝。\n"
)
REVENUE, SENSORS = "營收為 3,400 萬美元。", "我們出貨 12 億顆。"
A, B, C, D = ("a" * 24, "b" * 24, "c" * 24, "d" * 24)
Edit = Callable[[dict[str, Any]], None]


@pytest.fixture
def report() -> Report:
    def finding(key: str, pair: int | None, place: Place | None = None) -> Finding:
        return Finding(
            key, pair, "quantity.value", "accuracy/mistranslation", Severity.MAJOR, 0.9, "Wrong.", None, place
        )

    bitext = replace(read_bytes(TEXT.encode(), "norvale", ".txt"), name="norvale")
    findings = (finding(A, 0, Place(4, 9, "340 萬")), finding(B, 1), finding(C, 2), finding(D, None))
    return Report(bitext, findings, (None,) * 4, "signature")


@pytest.fixture
def fix(report: Report) -> Record:
    """Mei's correction of the revenue, which goes out with the file."""
    pair = report.bitext.pairs[0]
    more = {"check": "quantity.value", "source": pair.source, "target": pair.target}
    return new_record("Mei", "norvale", finding=A, verdict="fixed", corrected=REVENUE, comment="單位", **more)


def sent(report: Report, *records: Record) -> Any:
    made = workbook(report, items_of(report, records), corrections_of(report, records))
    return load_workbook(io.BytesIO(made), rich_text=True)


def row(book: Any, key: str) -> dict[str, Any]:
    """The cells of a finding's row by their headings."""
    sheet = book[FINDINGS]
    names = [c.value for c in sheet[1]]
    return next(
        dict(zip(names, cells, strict=True))
        for cells in sheet.iter_rows(min_row=2)
        if cells[names.index(KEY)].value == key
    )


def back(report: Report, book: Any, *records: Record, who: str = "Lin") -> Returned:
    out = io.BytesIO()
    book.save(out)
    return returned(report, records, answers_of_workbook(out.getvalue(), "b.xlsx"), who, "b.xlsx")


def said(result: Returned) -> list[str]:
    return [*result.conflicts, *result.unmatched, *result.notes]


def test_untouched_says_nothing(report: Report, fix: Record) -> None:
    assert back(report, sent(report, fix), fix) == Returned((), (), ())


def test_an_emptied_correction_is_a_rejection(report: Report, fix: Record) -> None:
    book = sent(report, fix)
    row(book, A)["Corrected Chinese"].value = None
    result = back(report, book, fix)
    assert [(r.finding, r.verdict, r.corrected, r.comment) for r in result.records] == [
        (A, None, None, f"rejected: {REVENUE}")
    ]
    assert ["was rejected; it stays" in line for line in said(result)] == [True]
    book = sent(report, fix)
    row(book, A)["Corrected Chinese"].value = report.bitext.pairs[0].target
    assert ["was rejected" in line for line in said(back(report, book, fix))] == [True]


def test_only_the_comment_or_only_the_decision(report: Report, fix: Record) -> None:
    book = sent(report, fix)
    row(book, A)["Comment"].value = "Mei: 單位\n我同意"
    row(book, B)["Decision"].value = "False positive"
    result = back(report, book, fix)
    assert [(r.finding, r.verdict, r.corrected, r.comment) for r in result.records] == [
        (A, None, None, "我同意"),
        (B, "false_positive", None, None),
    ]
    assert said(result) == []
    again = back(report, book, fix, *result.records)
    assert again == Returned((), (), ())


def test_somebody_else_decided_the_other_way(report: Report, fix: Record) -> None:
    book = sent(report, fix)
    row(book, A)["Decision"].value = "wont_fix"
    result = back(report, book, fix)
    assert [r.verdict for r in result.records] == ["wont_fix"]
    assert said(result) == ["b.xlsx: row 2: wont_fix, but Mei said fixed; both are kept"]


def test_not_an_error_but_corrected_all_the_same(report: Report) -> None:
    book = sent(report)
    cells = row(book, B)
    cells["Decision"].value, cells["Corrected Chinese"].value = "false_positive", SENSORS
    result = back(report, book)
    assert {(r.finding, r.verdict, r.corrected) for r in result.records} == {
        (B, "false_positive", None),
        (None, "fixed", SENSORS),
    }
    assert corrections_of(report, result.records).targets == {1: SENSORS}


def test_what_was_decided_meanwhile_is_not_lost(report: Report, fix: Record) -> None:
    book = sent(report)
    row(book, B)["Corrected Chinese"].value = SENSORS
    pair = report.bitext.pairs[1]
    dismissed = new_record(
        "Mei", "norvale", finding=B, verdict="false_positive", check="quantity.value", source=pair.source
    )
    result = back(report, book, dismissed)
    assert [r.corrected for r in result.records] == [SENSORS]
    assert said(result) == ["b.xlsx: row 3: fixed, but Mei said false_positive; both are kept"]
    # A row that was sent with an older correction and comes back untouched contradicts nobody.
    newer = replace(fix, id="n" * 24, corrected="營收達 3,400 萬美元。")
    assert back(report, sent(report, fix), fix, newer) == Returned((), (), ())


def test_a_later_word_of_the_same_person_is_no_conflict(report: Report) -> None:
    book = sent(report)
    row(book, B)["Corrected Chinese"].value = "我們將出貨 12 億顆。"
    first = back(report, book).records
    row(book, B)["Corrected Chinese"].value = SENSORS
    second = back(report, book, *first)
    assert said(second) == [] and [r.corrected for r in second.records] == [SENSORS]
    assert corrections_of(report, [*first, *second.records]).targets == {1: SENSORS}


def test_deleted_rows_are_counted(report: Report) -> None:
    book = sent(report)
    row(book, B)["Corrected Chinese"].value = SENSORS
    book[FINDINGS].delete_rows(2)
    book[FINDINGS].delete_rows(3, 2)
    result = back(report, book)
    assert [r.finding for r in result.records] == [B]
    assert said(result) == ["b.xlsx: 3 of 4 open findings have no row in it; they stay as they are"]


def test_sorted_rows_moved_hidden_and_added_columns_and_a_line_above(report: Report) -> None:
    book = sent(report)
    row(book, B)["Corrected Chinese"].value = SENSORS
    sheet = book[FINDINGS]
    rows = [[c.value for c in cells] for cells in sheet.iter_rows()]
    names = rows[0]
    order = [names.index(PAIR_KEY), names.index("Corrected Chinese"), names.index(KEY), *range(len(names))][:3]
    order += [n for n in range(len(names)) if n not in order]
    sheet.delete_rows(1, sheet.max_row)
    sheet.append(["Dear Mei, here is the file.", None])
    for cells in (rows[0], *reversed(rows[1:])):
        sheet.append(["my note", *(cells[n] for n in order)])
    for letter in "BEH":
        sheet.column_dimensions[letter].hidden = True
    sheet.title = "Sheet1"
    result = back(report, book)
    assert [(r.finding, r.corrected) for r in result.records] == [(B, SENSORS)]
    assert said(result) == []


def test_rows_sorted_without_their_keys_are_refused_one_by_one(report: Report) -> None:
    book = sent(report)
    row(book, A)["Corrected Chinese"].value = REVENUE
    names = [c.value for c in book[FINDINGS][1]]
    for name in (KEY, PAIR_KEY, SENT):
        column = names.index(name) + 1
        first, second = (book[FINDINGS].cell(n, column) for n in (2, 3))
        first.value, second.value = second.value, first.value
    result = back(report, book)
    assert result.records == ()
    assert said(result) == [
        "b.xlsx: row 2: the row and its hidden key are of different lines (sorted without the hidden columns?)"
    ]


def test_the_filter_spans_the_hidden_columns(report: Report) -> None:
    book = sent(report)
    for name in (FINDINGS, TRANSCRIPT):
        sheet = book[name]
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
        hidden = [c.column_letter for c in sheet[1] if str(c.value).startswith("align.")]
        group = next(d for d in sheet.column_dimensions.values() if d.index == hidden[0])
        assert group.hidden and (group.min, group.max) == (sheet.max_column - len(hidden) + 1, sheet.max_column)


def test_the_chinese_itself_was_changed(report: Report) -> None:
    book = sent(report)
    row(book, B)["Chinese"].value = SENSORS
    result = back(report, book)
    assert [(r.finding, r.corrected) for r in result.records] == [(B, SENSORS)]
    assert said(result) == ["b.xlsx: row 3: the Chinese itself was changed; taken as its correction"]


def test_rich_text_numbers_dates_and_formulas(report: Report) -> None:
    book = sent(report)
    row(book, A)["Corrected Chinese"].value = CellRichText(
        "營收為 ", TextBlock(InlineFont(b=True), "3,400"), " 萬美元。"
    )
    row(book, C)["Corrected Chinese"].value = 2025
    result = back(report, book)
    assert [r.corrected for r in result.records] == [REVENUE, "2025"]
    assert said(result) == []
    for value in (datetime(2025, 1, 1), 0.14, True, "=2024+1"):
        book = sent(report)
        row(book, C)["Corrected Chinese"].value = value
        result = back(report, book)
        assert result.records == () and len(said(result)) == 1 and "write it as text" in said(result)[0], value


def test_characters_that_word_and_excel_put_in(report: Report) -> None:
    book = sent(report)
    row(book, A)["Corrected Chinese"].value = "\ufeff營收為\u00a03,400\u00a0萬\u200b美元。_x000D_\n"
    row(book, B)["Corrected Chinese"].value = "我們出貨\r\n12 億顆。"
    result = back(report, book)
    assert [r.corrected for r in result.records] == [REVENUE, SENSORS]
    assert said(result) == []


@pytest.mark.parametrize(
    ("text", "was", "wanted"),
    [
        ("營收\n成長", "營收", "營收成長"),
        ("up\r\n12%", "up", "up 12%"),
        ("一\n二", "一\n三", "一\n二"),
        ("a\u00a0b", "a\u00a0c", "a\u00a0b"),
        ("a\u200bb", "ab", "ab"),
        ("  謝謝。 ", "", "謝謝。"),
    ],
)
def test_tidied(text: str, was: str, wanted: str) -> None:
    assert tidied(text, was) == wanted
    assert same(text, wanted)


def test_punctuation_and_spaces_are_corrections_too(report: Report) -> None:
    book = sent(report)
    row(book, A)["Corrected Chinese"].value = "營收為340 萬美元。"
    assert [r.corrected for r in back(report, book).records] == ["營收為340 萬美元。"]


def test_a_finding_about_the_whole_transcript_keeps_the_words(report: Report) -> None:
    book = sent(report)
    row(book, D)["Corrected Chinese"].value = "逗號一律全形。"
    result = back(report, book)
    assert [(r.finding, r.corrected, r.comment) for r in result.records] == [(D, None, "逗號一律全形。")]
    assert len(said(result)) == 1 and "kept as a comment" in said(result)[0]


def edited(data: bytes, *edits: tuple[str, str], part: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        for member in given.infolist():
            text = given.read(member)
            if member.filename == part:
                for pattern, new in edits:
                    changed = re.sub(pattern, new, text.decode(), flags=re.S)
                    assert changed != text.decode(), pattern
                    text = changed.encode()
            made.writestr(member, text)
    return out.getvalue()


def docx(report: Report, *records: Record) -> bytes:
    return document(report, items_of(report, records), corrections_of(report, records))


def from_docx(report: Report, data: bytes, *records: Record) -> Returned:
    return returned(report, records, answers_of_document(data, "b.docx"), "Lin", "b.docx")


ACCEPT = ((r"<w:del .*?</w:del>", ""), (r"</?w:ins(?: [^>]*)?>", ""))
REJECT = ((r"<w:ins .*?</w:ins>", ""), (r"</?w:del(?: [^>]*)?>", ""), ("w:delText", "w:t"))


def test_tracked_changes_left_accepted_or_rejected(report: Report, fix: Record) -> None:
    data = docx(report, fix)
    assert from_docx(report, data, fix) == Returned((), (), ())
    assert from_docx(report, edited(data, *ACCEPT), fix) == Returned((), (), ())
    result = from_docx(report, edited(data, *REJECT), fix)
    assert [r.comment for r in result.records] == [f"rejected: {REVENUE}"]
    assert ["was rejected" in line for line in said(result)] == [True]


def test_typing_over_the_whole_cell(report: Report) -> None:
    # Word drops comments and their marks with the text they are on, and splits what is typed into runs.
    cell = r"(<w:tc>(?:(?!<w:tc>).)*?)<w:p>(?:(?!<w:tc>).)*?我們出貨 1.2 億顆。.*?</w:p>(</w:tc>)"
    typed = "<w:p><w:r><w:t>我們</w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:t xml:space='preserve'>出貨 12</w:t></w:r>"
    typed += "<w:r><w:t>\u00a0億顆。</w:t></w:r></w:p><w:p/>"
    data = edited(docx(report), (cell, rf"\1{typed}\2"))
    result = from_docx(report, data)
    assert [(r.finding, r.corrected) for r in result.records] == [(B, SENSORS)]
    assert said(result) == []


def test_rows_deleted_moved_and_a_column_added_in_a_document(report: Report) -> None:
    import docx as python_docx

    file = python_docx.Document(io.BytesIO(docx(report)))
    table = file.tables[0]
    rows = table._tbl.tr_lst
    table._tbl.remove(rows[3])
    rows[1].addprevious(rows[2])
    table.add_column(100)
    table.rows[1].cells[2].paragraphs[0].runs[0].text = SENSORS
    table.rows[1].cells[3].text = "done"
    out = io.BytesIO()
    file.save(out)
    result = from_docx(report, out.getvalue())
    assert [(r.finding, r.corrected) for r in result.records] == [(B, SENSORS)]


def test_a_line_emptied_is_no_correction(report: Report) -> None:
    data = edited(docx(report), ("<w:t>我們出貨 1.2 億顆。</w:t>", ""))
    result = from_docx(report, data)
    assert result.records == ()
    assert said(result) == ["b.docx: line 1: the Chinese is gone; an empty line is no correction"]


def test_comments_of_translators_come_along(report: Report) -> None:
    import docx as python_docx

    file = python_docx.Document(io.BytesIO(docx(report)))
    runs = file.tables[0].rows[2].cells[2].paragraphs[0].runs
    file.add_comment(runs, text="是 sensors 還是 units？", author="Lin", initials="L")
    out = io.BytesIO()
    file.save(out)
    result = from_docx(report, out.getvalue())
    assert [(r.finding, r.verdict, r.comment) for r in result.records] == [(B, None, "是 sensors 還是 units？")]
    assert from_docx(report, out.getvalue(), *result.records) == Returned((), (), ())


@pytest.mark.parametrize("version", ["2.1", "1.2"])
def test_xliff_rejections_notes_and_line_ends(report: Report, fix: Record, version: str) -> None:
    text = xliff(report, items_of(report, [fix]), corrections_of(report, [fix]), version).decode()

    def answers(data: str) -> Returned:
        return returned(report, [fix], answers_of_xliff(data.encode(), "b.xlf", report), "Lin", "b.xlf")

    assert answers(text) == Returned((), (), ())
    assert answers(text.replace("\n", "\r\n")) == Returned((), (), ())
    rejected = answers(text.replace(REVENUE, report.bitext.pairs[0].target))
    assert ["was rejected" in line for line in said(rejected)] == [True]
    at = text.index("</note>", text.index("We ship") if version == "1.2" else text.index('id="u1"')) + len("</note>")
    note = '<note from="Lin">見附件</note>' if version == "1.2" else "<note>見附件</note>"
    result = answers(text[:at] + note + text[at:])
    assert [(r.finding, r.comment) for r in result.records] == [(B, "見附件")]
    assert said(result) == []


def test_an_older_workbook_without_the_mark_of_what_was_sent(report: Report, fix: Record) -> None:
    book = sent(report, fix)
    names = [c.value for c in book[FINDINGS][1]]
    book[FINDINGS].delete_cols(names.index(SENT) + 1)
    del book[TRANSCRIPT]
    row(book, B)["Corrected Chinese"].value = SENSORS
    result = back(report, book, fix)
    assert [(r.finding, r.corrected) for r in result.records] == [(B, SENSORS)]
    assert said(result) == []


def test_only_the_transcript_sheet_came_back(report: Report, tmp_path: Path) -> None:
    book = sent(report)
    del book[FINDINGS]
    book[TRANSCRIPT].cell(2, 5).value = REVENUE
    book[TRANSCRIPT].cell(5, 5).value = "謝謝各位。"
    result = back(report, book)
    assert [(r.finding, r.corrected) for r in result.records] == [(A, REVENUE), (None, "謝謝各位。")]


def test_both_sheets_say_the_same_or_differ(report: Report) -> None:
    for text, count, lines in ((REVENUE, 1, 0), ("營收達 3,400 萬美元。", 2, 1)):
        book = sent(report)
        row(book, A)["Corrected Chinese"].value = REVENUE
        book[TRANSCRIPT].cell(2, 5).value = text
        result = back(report, book)
        assert (len(result.records), len(said(result))) == (count, lines)
