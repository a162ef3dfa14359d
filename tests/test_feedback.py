from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from align.errors import InputError
from align.feedback.answers import answers_of_workbook
from align.feedback.document import answers_of_document, document
from align.feedback.exchange import confirmed_pairs, memory
from align.feedback.issues import issue_type
from align.feedback.items import corrected, corrections_of, items_of
from align.feedback.returned import Returned, returned
from align.feedback.sheet import FINDINGS, KEY, workbook
from align.feedback.xliff import answers_of_xliff, xliff
from align.formats import tmx, transcript
from align.formats.read import read_bytes
from align.model import Finding, Place, Report, Severity
from align.review.records import Record, new_record

TEXT = (
    "Norvale Robotics 2025 Q1\n\n"
    "  • Revenue was $34 million.\n\n    營收為 340 萬美元。\n\n"
    '  • =HYPERLINK("http://x") we said.\n\n    =1+1 我們說。\n\n'
    "  • Thank you.\n\n    謝謝。\n"
)
NOTHING = Returned((), (), ())
WRONG, RIGHT = "營收為 340 萬美元。", "營收為 3,400 萬美元。"


def finding(key: str, pair: int | None, target: Place | None = None, severity: Severity = Severity.MAJOR) -> Finding:
    return Finding(
        key, pair, "quantity.value", "accuracy/mistranslation", severity, 0.9, "Ten times too small.", None, target
    )


@pytest.fixture
def report() -> Report:
    bitext = read_bytes(TEXT.encode(), "norvale", ".txt")
    findings = (
        finding("a" * 24, 0, Place(4, 9, WRONG[4:9])),
        finding("b" * 24, 1, Place(0, 4, "=1+1")),
        finding("c" * 24, 2, severity=Severity.INFO),
        finding("d" * 24, None),
    )
    return Report(replace(bitext, name="norvale"), findings, (None,) * 3, "signature")


def decide(report: Report, key: str, pair: int, reviewer: str = "mei", **more: str) -> Record:
    source, target = report.bitext.pairs[pair].source, report.bitext.pairs[pair].target
    return new_record(reviewer, "norvale", finding=key, check="quantity.value", source=source, target=target, **more)


def test_items_leave_out_dismissed_and_notes(report: Report) -> None:
    assert [i.key[0] for i in items_of(report)] == ["a", "b", "d"]
    dismissed = decide(report, "b" * 24, 1, verdict="false_positive")
    confirmed = decide(report, "c" * 24, 2, verdict="confirmed")
    assert [i.key[0] for i in items_of(report, [dismissed, confirmed])] == ["a", "c", "d"]


def test_corrected_transcript_changes_only_corrected_lines(report: Report) -> None:
    fix = decide(report, "a" * 24, 0, verdict="fixed", corrected=RIGHT)
    corrections = corrections_of(report, [fix])
    assert corrections.targets == {0: RIGHT}
    assert transcript.write(corrected(report.bitext, corrections)) == TEXT.replace(WRONG, RIGHT)


def test_two_corrections_are_a_conflict_and_change_nothing(report: Report) -> None:
    records = [
        decide(report, "a" * 24, 0, "mei", verdict="fixed", corrected=RIGHT),
        decide(report, "a" * 24, 0, "jun", verdict="fixed", corrected="營收達 3,400 萬美元。"),
    ]
    corrections = corrections_of(report, records)
    assert corrections.targets == {}
    assert len(corrections.conflicts[0]) == 2


def filled(report: Report, key: str, **cells: str) -> bytes:
    """The workbook as a translator would return it: sorted another way, with one answer."""
    book = load_workbook(io.BytesIO(workbook(report, items_of(report), corrections_of(report))), rich_text=True)
    sheet = book[FINDINGS]
    heading = [c.value for c in sheet[1]]
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=2)]
    for row in rows:
        if row[heading.index(KEY)] == key:
            for title, text in cells.items():
                row[heading.index(title.replace("_", " "))] = text
    for number, row in enumerate(reversed(rows), start=2):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_workbook_round_trip_by_key(report: Report) -> None:
    data = filled(report, "a" * 24, Decision="fixed", Corrected_Chinese=RIGHT, Comment="單位")
    result = returned(report, [], answers_of_workbook(data, "back.xlsx"), "lin", "back.xlsx")
    (record,) = result.records
    assert (record.finding, record.corrected, record.comment, record.verdict) == ("a" * 24, RIGHT, "單位", "fixed")
    assert result.conflicts == () and result.unmatched == ()
    assert corrections_of(report, result.records).targets == {0: RIGHT}
    again = returned(report, result.records, answers_of_workbook(data, "back.xlsx"), "lin", "back.xlsx")
    assert [r.comment for r in again.records if r.corrected] == []


def test_workbook_conflicts_are_listed(report: Report) -> None:
    first = decide(report, "a" * 24, 0, verdict="fixed", corrected="營收達 3,400 萬美元。")
    data = filled(report, "a" * 24, Corrected_Chinese=RIGHT)
    result = returned(report, [first], answers_of_workbook(data, "back.xlsx"), "lin", "back.xlsx")
    assert len(result.records) == 1
    assert "another correction" in result.conflicts[0]


def test_workbook_of_another_text_matches_nothing(report: Report) -> None:
    data = filled(report, "a" * 24, Corrected_Chinese=RIGHT)
    pairs = (replace(report.bitext.pairs[0], target="營收為 3,400 萬美元"), *report.bitext.pairs[1:])
    changed = replace(report, bitext=replace(report.bitext, pairs=pairs))
    result = returned(changed, [], answers_of_workbook(data, "back.xlsx"), "lin", "back.xlsx")
    assert result.records == ()
    assert "not in this document" in result.unmatched[0]
    other = replace(report, findings=(), bitext=replace(report.bitext, pairs=report.bitext.pairs[2:]))
    with pytest.raises(InputError, match="another transcript"):
        returned(other, [], answers_of_workbook(data, "back.xlsx"), "lin", "back.xlsx")


def test_workbook_holds_no_formula(report: Report) -> None:
    data = workbook(report, items_of(report), corrections_of(report))
    book = load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)


def test_document_round_trip(report: Report) -> None:
    items = items_of(report)
    fix = decide(report, "a" * 24, 0, verdict="fixed", corrected=RIGHT)
    data = document(report, items_of(report, [fix]), corrections_of(report, [fix]))
    result = returned(report, [], answers_of_document(data, "back.docx"), "lin", "back.docx")
    assert [(r.finding, r.corrected) for r in result.records] == [("a" * 24, RIGHT)]
    untouched = document(report, items, corrections_of(report))
    assert returned(report, [], answers_of_document(untouched, "back.docx"), "lin", "back.docx") == NOTHING


def edited_document(data: bytes, edit: Callable[[str], str]) -> bytes:
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as given, ZipFile(out, "w") as made:
        for member in given.infolist():
            part = given.read(member)
            made.writestr(member, edit(part.decode()) if member.filename == "word/document.xml" else part)
    return out.getvalue()


def test_a_rejected_correction_is_listed_and_stays(report: Report) -> None:
    fix = decide(report, "a" * 24, 0, verdict="fixed", corrected=RIGHT)
    data = document(report, items_of(report, [fix]), corrections_of(report, [fix]))

    def reject(xml: str) -> str:
        xml = re.sub(r"<w:ins .*?</w:ins>", "", xml, flags=re.S)
        return re.sub(r"</?w:del(?: [^>]*)?>", "", xml).replace("w:delText", "w:t")

    answers = answers_of_document(edited_document(data, reject), "back.docx")
    result = returned(report, [fix], answers, "lin", "back.docx")
    assert ["was rejected" in line for line in result.conflicts] == [True]
    assert [(r.verdict, r.corrected, r.comment) for r in result.records] == [(None, None, f"rejected: {RIGHT}")]
    assert corrections_of(report, [fix, *result.records]).targets == {0: RIGHT}
    assert returned(report, [fix, *result.records], answers, "lin", "back.docx").records == ()


def test_moved_text_counts_once(report: Report) -> None:
    def move(xml: str) -> str:
        run = "<w:r><w:t>謝</w:t></w:r>"
        moved = f'<w:moveFrom w:id="900" w:author="lin">{run}</w:moveFrom><w:moveTo w:id="901" w:author="lin">{run}</w:moveTo>'
        return xml.replace("美元。</w:t></w:r>", f"美元。</w:t></w:r>{moved}")

    items = items_of(report)
    data = edited_document(document(report, items, corrections_of(report)), move)
    assert answers_of_document(data, "back.docx")[0].corrected == WRONG + "謝"


def test_what_was_sent_along_is_not_an_answer(report: Report) -> None:
    odd = f" {RIGHT}\r\n\x0b{'長' * 40_000} "
    fix = decide(report, "a" * 24, 0, verdict="fixed", corrected=odd, comment="單位\r\n錯了")
    book = load_workbook(io.BytesIO(workbook(report, items_of(report, [fix]), corrections_of(report, [fix]))))
    sheet = book[FINDINGS]
    column = {c.value: c.column for c in sheet[1]}
    out = io.BytesIO()
    book.save(out)
    assert returned(report, [fix], answers_of_workbook(out.getvalue(), "b.xlsx"), "lin", "b.xlsx").records == ()
    sheet.cell(2, column["Comment"]).value += "\n好的"
    out = io.BytesIO()
    book.save(out)
    answers = answers_of_workbook(out.getvalue(), "b.xlsx")
    (record,) = returned(report, [fix], answers, "lin", "b.xlsx").records
    assert returned(report, [fix, record], answers, "lin", "b.xlsx").records == ()
    assert (record.comment, record.corrected, record.verdict) == ("好的", None, None)


def test_equal_lines_have_marks_of_their_own(report: Report) -> None:
    pairs = tuple(replace(report.bitext.pairs[0], index=i) for i in range(2))
    twice = replace(
        report,
        bitext=replace(report.bitext, pairs=pairs),
        findings=tuple(replace(report.findings[0], pair=i) for i in range(2)),
    )
    data = document(twice, items_of(twice), corrections_of(twice))
    with ZipFile(io.BytesIO(data)) as archive:
        names = re.findall(r'w:bookmarkStart w:id="(\d+)" w:name="([^"]+)"', archive.read("word/document.xml").decode())
    assert len({number for number, _ in names}) == len({name for _, name in names}) == 2


@pytest.mark.parametrize("version", ["2.1", "1.2"])
def test_xliff_round_trip_and_issues(report: Report, version: str) -> None:
    items = items_of(report)
    data = xliff(report, items, corrections_of(report), version).decode()
    assert 'locQualityIssueType="mistranslation"' in data
    assert returned(report, [], answers_of_xliff(data.encode(), "back.xlf", report), "lin", "back.xlf") == NOTHING
    back = data.replace(WRONG, RIGHT).replace("謝謝。", "謝謝各位。").encode()
    answers = answers_of_xliff(back, "back.xlf", report)
    result = returned(report, [], answers, "lin", "back.xlf")
    assert [(r.finding, r.scope, r.corrected) for r in result.records] == [
        ("a" * 24, "finding", RIGHT),
        (None, "pair", "謝謝各位。"),
    ]
    assert corrections_of(report, result.records).targets == {0: RIGHT, 2: "謝謝各位。"}


@pytest.mark.parametrize("version", ["2.1", "1.2"])
def test_xliff_holds_corrections_and_nothing_else_between(report: Report, version: str) -> None:
    fix = decide(report, "a" * 24, 0, verdict="fixed", corrected=RIGHT)
    data = xliff(report, items_of(report, [fix]), corrections_of(report, [fix]), version)
    assert f">{RIGHT}<" in data.decode()
    read = read_bytes(data, "x", ".xlf")
    assert [p.target for p in read.pairs] == [RIGHT, *(p.target for p in report.bitext.pairs[1:])]


def test_xliff_of_other_languages_is_refused(report: Report) -> None:
    items = items_of(report)
    data = xliff(report, items, corrections_of(report)).replace(b'trgLang="zh-Hant-TW"', b'trgLang="ja"')
    with pytest.raises(InputError, match="en to ja"):
        answers_of_xliff(data, "back.xlf", report)


def test_issue_types_of_its() -> None:
    assert issue_type("accuracy/omission") == "omission"
    assert issue_type("unheard-of/thing") == "other"


def test_memory_holds_settled_pairs_only(report: Report) -> None:
    fix = decide(report, "a" * 24, 0, verdict="fixed", corrected=RIGHT)
    fine = decide(report, "c" * 24, 2, verdict="false_positive")
    confirmed = confirmed_pairs(report, [fix, fine])
    assert confirmed == {2}
    data = memory(report, corrections_of(report, [fix]), confirmed)
    assert [p.target for p in tmx.read_bytes(data, "m.tmx").pairs] == [RIGHT, "謝謝。"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"not a workbook"])
def test_bad_returns_are_one_line(data: bytes, report: Report) -> None:
    readers: list[Callable[[], object]] = [
        lambda: answers_of_workbook(data, "x.xlsx"),
        lambda: answers_of_document(data, "x.docx"),
        lambda: answers_of_xliff(data, "x.xlf", report),
    ]
    for read in readers:
        with pytest.raises(InputError) as caught:
            read()
        assert "\n" not in str(caught.value)


def test_a_workbook_of_somebody_else_is_refused(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Name", "Amount"])
    buffer = io.BytesIO()
    book.save(buffer)
    with pytest.raises(InputError, match="not a feedback workbook"):
        answers_of_workbook(buffer.getvalue(), "x.xlsx")


def test_corrections_are_learned_and_asked_for_again(report: Report) -> None:
    from align.feedback.learned import corrections
    from align.model import Bitext, Pair
    from align.qa import Settings, make_report

    fix = new_record(
        "mei", "norvale", verdict="fixed", finding="a" * 24, check="term.wrong", source="Our guidance is unchanged.",
        target="我們的指導不變。", source_part="guidance", target_part="指導", corrected="我們的財測不變。",
    )  # fmt: skip
    memory = corrections([fix])
    assert {(c.wrong, c.right) for c in memory} == {("我們的指導不變。", "我們的財測不變。"), ("指導", "財測")}
    assert corrections([fix, new_record("mei", "norvale", undoes=fix.id)]) == ()
    assert corrections([fix], "norvale") == (), "a document is not held to its own corrections: its findings say so"
    pairs = (
        Pair(0, "Our guidance is unchanged.", "我們的指導不變。"),
        Pair(1, "We raise guidance.", "我們上調指導。"),
        Pair(2, "We raise guidance.", "我們上調財測。"),
    )
    found = make_report(Bitext("next", pairs), settings=Settings(only=("memory.ignored",)), memory=memory).findings
    assert [(f.pair, f.suggestion) for f in found] == [(0, "我們的財測不變。"), (1, "財測")]
    assert all("mei, norvale" in f.message for f in found)


def test_a_correction_is_judged_but_not_for_what_was_dismissed(report: Report) -> None:
    from align.feedback.recheck import judged
    from align.model import Bitext

    def check(bitext: Bitext) -> Report:
        found = tuple(f for f in report.findings if f.pair is None or "340 萬" in bitext.pairs[f.pair].target)
        return replace(report, bitext=bitext, findings=found)

    wrong = decide(report, "a" * 24, 0, verdict="fixed", corrected="營收是 340 萬美元。")
    assert ["is still there" in line for line in judged(report, [wrong], check)] == [True]
    assert judged(report, [decide(report, "a" * 24, 0, verdict="fixed", corrected=RIGHT)], check) == []
    dismissed = decide(report, "a" * 24, 0, verdict="false_positive")
    other = decide(report, "b" * 24, 1, verdict="fixed", corrected="340 萬")
    assert judged(report, [wrong], check, [dismissed]) == []
    assert judged(report, [other], check, [dismissed]) != []
