"""The workbook for translators: one row a finding, with room for their decision, and the whole transcript."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Sequence
from typing import Any

from align.feedback.items import Corrections, Item
from align.keys import pair_key
from align.model import Place, Report, Severity
from align.reports.words import arithmetic_of
from align.text.han import columns

DECISIONS = ("", "fixed", "confirmed", "false_positive", "wont_fix", "unsure")
# Hidden column names that an import looks for; the visible headings may be changed by whoever works on the file.
KEY, PAIR_KEY, SENT = "align.finding", "align.pair", "align.sent"
FINDINGS, TRANSCRIPT, SUMMARY = "Findings", "Transcript", "Summary"
_COLUMNS = (
    ("Line", 6), ("Severity", 9), ("Check", 18), ("Speaker", 16), ("English", 48), ("Chinese", 48),
    ("What is wrong", 40), ("Suggestion", 22), ("Decision", 14), ("Corrected Chinese", 48), ("Comment", 30),
)  # fmt: skip
ANSWERS = ("Decision", "Corrected Chinese", "Comment")
_MAX_CELL = 32_000
# Points; and how much wider than their columns texts are, in tenths: lines do not break just at the edge.
_LINE_HEIGHT, _MAX_HEIGHT, _WIDER = 15, 405, 11
_COLOURS = {
    Severity.CRITICAL: "#F8D7DA",
    Severity.MAJOR: "#FFE8CC",
    Severity.MINOR: "#FFF7D6",
    Severity.INFO: "#E7F0F7",
}


def workbook(report: Report, items: Sequence[Item], corrections: Corrections) -> bytes:
    """The file as bytes. Texts are written as texts: nothing in them is ever taken for a formula or a link."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book: Any = xlsxwriter.Workbook(buffer, options)
    styles = {
        "head": book.add_format({"bold": True, "bg_color": "#0B5875", "font_color": "#FFFFFF", "border": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top", "border": 1}),
        "open": book.add_format(
            {"text_wrap": True, "valign": "top", "border": 1, "locked": False, "bg_color": "#F4FBF4"}
        ),
        "mark": book.add_format({"bold": True, "font_color": "#B00020"}),
        **{s.value: book.add_format({"valign": "top", "border": 1, "bg_color": c}) for s, c in _COLOURS.items()},
    }
    _findings(book, styles, items)
    _transcript(book, styles, report, corrections)
    _summary(book, styles, report, items)
    book.close()
    return buffer.getvalue()


def _findings(book: Any, styles: dict[str, Any], items: Sequence[Item]) -> None:
    sheet = book.add_worksheet(FINDINGS)
    headings = [name for name, _ in _COLUMNS]
    for column, (name, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, styles["head"])
    hidden = len(_COLUMNS)
    _hidden(sheet, 0, hidden, KEY, PAIR_KEY, SENT)
    for row, item in enumerate(items, start=1):
        finding, pair = item.finding, item.pair
        sums = arithmetic_of(finding.evidence)
        said = finding.message + (f"\n{sums}" if sums else "")
        _write(sheet, row, 0, "all" if pair is None else str(pair.index), styles["text"])
        _write(sheet, row, 1, item.severity.value, styles[item.severity.value])
        _write(sheet, row, 2, finding.check, styles["text"])
        _write(sheet, row, 3, (pair.speaker or "") if pair else "", styles["text"])
        _marked(sheet, row, 4, pair.source if pair else "", finding.source, styles)
        _marked(sheet, row, 5, pair.target if pair else "", finding.target, styles)
        _write(sheet, row, 6, said, styles["text"])
        _write(sheet, row, 7, finding.suggestion or "", styles["text"])
        answers = (item.verdict or "", item.corrected or "", item.comment)
        texts = (pair.source if pair else "", pair.target if pair else "", said, finding.suggestion or "", *answers)
        _set_height(sheet, row, texts, [width for _, width in _COLUMNS[-len(texts) :]])
        for column, text in enumerate(answers, start=hidden - len(ANSWERS)):
            _write(sheet, row, column, text, styles["open"])
        _hidden(sheet, row, hidden, item.key, item.pair_key, sent_mark(*answers))
    last = max(1, len(items))
    decision = headings.index("Decision")
    sheet.data_validation(1, decision, last, decision, {"validate": "list", "source": [d for d in DECISIONS if d]})
    sheet.freeze_panes(1, 0)
    # Sorting moves what the filter spans: the hidden columns must go along with their rows.
    sheet.autofilter(0, 0, last, hidden + 2)
    _protect(sheet)


def _transcript(book: Any, styles: dict[str, Any], report: Report, corrections: Corrections) -> None:
    """Every line, with room to correct also those that have no finding."""
    sheet = book.add_worksheet(TRANSCRIPT)
    shown = (("Line", 6), ("Speaker", 18), ("English", 70), ("Chinese", 70), (ANSWERS[1], 70))
    for column, (name, width) in enumerate(shown):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, styles["head"])
    _hidden(sheet, 0, len(shown), PAIR_KEY, SENT)
    for row, pair in enumerate(report.bitext.pairs, start=1):
        corrected = corrections.targets.get(pair.index, "")
        _set_height(sheet, row, (pair.source, pair.target, corrected), [width for _, width in shown[-3:]])
        _write(sheet, row, 0, str(pair.index), styles["text"])
        _write(sheet, row, 1, pair.speaker or "", styles["text"])
        _write(sheet, row, 2, pair.source, styles["text"])
        _write(sheet, row, 3, pair.target, styles["text"])
        _write(sheet, row, 4, corrected, styles["open"])
        _hidden(sheet, row, len(shown), pair_key(pair.source, pair.target), sent_mark("", corrected, ""))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(report.bitext.pairs)), len(shown) + 1)
    _protect(sheet)


def _set_height(sheet: Any, row: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    """Room for the longest of the texts; programs differ in whether they find it themselves."""
    wanted = (
        sum(1 + columns(line) * _WIDER // (width * 10) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    sheet.set_row(row, min(_MAX_HEIGHT, _LINE_HEIGHT * max(wanted)))


def _protect(sheet: Any) -> None:
    """Keep rows and keys together while the open cells stay writable; it is no secret. And make it print well."""
    allowed = ("format_cells", "format_columns", "format_rows", "autofilter", "sort")
    sheet.protect("", dict.fromkeys(allowed, True))
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _hidden(sheet: Any, row: int, column: int, *texts: str) -> None:
    if row == 0:
        sheet.set_column(column, column + len(texts) - 1, None, None, {"hidden": True})
    for offset, text in enumerate(texts):
        sheet.write_string(row, column + offset, text)


def _summary(book: Any, styles: dict[str, Any], report: Report, items: Sequence[Item]) -> None:
    sheet = book.add_worksheet(SUMMARY)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 80)
    rows = [
        ("Document", report.bitext.name),
        ("Title", report.bitext.title or ""),
        ("Lines", str(len(report.bitext.pairs))),
        ("Findings to look at", str(len(items))),
        *((s.value.capitalize(), str(sum(i.severity is s for i in items))) for s in Severity),
        *((check, str(count)) for check, count in Counter(i.finding.check for i in items).most_common()),
        ("Checked with", report.signature),
    ]
    for row, (name, value) in enumerate(rows):
        _write(sheet, row, 0, name, styles["head"])
        _write(sheet, row, 1, value, styles["text"])
    sheet.protect()


def _write(sheet: Any, row: int, column: int, text: str, style: Any) -> None:
    sheet.write_string(row, column, cell_text(text), style)


def _marked(sheet: Any, row: int, column: int, text: str, place: Place | None, styles: dict[str, Any]) -> None:
    """The text with the evidence in bold; rich text needs at least two runs and none of them empty."""
    text = cell_text(text)
    if place is not None and place.start < place.end <= len(text):
        parts = [text[: place.start], text[place.start : place.end], text[place.end :]]
        runs: list[Any] = []
        for number, part in enumerate(parts):
            if part:
                runs += [styles["mark"], part] if number == 1 else [part]
        if len(runs) > 2 and sheet.write_rich_string(row, column, *runs, styles["text"]) == 0:
            return
    sheet.write_string(row, column, text, styles["text"])


def cell_text(text: str) -> str:
    """What a cell can hold: no control characters, at most 32,000 characters."""
    clean = "".join(ch for ch in text if ch in "\n\t" or ch.isprintable() or ch in "\u3000\u00a0")
    return clean if len(clean) <= _MAX_CELL else clean[: _MAX_CELL - 1] + "…"


def sent_mark(decision: str, corrected: str, comment: str) -> str:
    """What the open cells of a row held when the file was made, so that it is known later which were changed."""
    texts = (" ".join(cell_text(text).split()) for text in (decision, corrected, comment))
    return ".".join(hashlib.sha256(text.encode()).hexdigest()[:10] if text else "" for text in texts)
