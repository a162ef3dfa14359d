"""The bilingual document for translators: a Word table with corrections as tracked changes and reasons as comments."""

from __future__ import annotations

import difflib
import io
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from align.errors import InputError
from align.feedback.items import Corrections, Item
from align.feedback.office import check_office
from align.feedback.returned import Answer
from align.keys import pair_key
from align.model import Pair, Report
from align.reports.words import arithmetic_of
from align.text.untrusted import xml_text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARK = "align_"
# Ends the mark of a line that went out with a correction: back as it was, the correction was rejected.
_CHANGED = "_c"
_PIECE = re.compile(r"[0-9](?:[0-9,.]*[0-9])?|[A-Za-z]+|.", re.DOTALL)
AUTHOR = "align"
# Tracked changes need a date; a fixed one keeps the same report the same file.
_WHEN = "2000-01-01T00:00:00Z"


def document(report: Report, items: Sequence[Item], corrections: Corrections) -> bytes:
    """The lines with findings as a .docx file: number and speaker, English, Chinese with the changes to accept."""
    from docx import Document
    from docx.shared import Cm

    by_pair: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        if item.pair is not None:
            by_pair[item.pair.index].append(item)
    file = Document()
    file.core_properties.created = file.core_properties.modified = datetime(2000, 1, 1)
    file.core_properties.author = AUTHOR
    file.add_heading(xml_text(report.bitext.title or report.bitext.name), level=1)
    file.add_paragraph(
        "Change the Chinese in the right column; tracked changes may be accepted or rejected first. "
        "Leave the rows in place: each knows the line it belongs to."
    )
    table = file.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    for cell, title in zip(table.rows[0].cells, ("Line", "English", "Chinese"), strict=True):
        cell.text = title
    numbers = itertools.count(1)
    for index in sorted(by_pair):
        pair = report.bitext.pairs[index]
        cells = table.add_row().cells
        cells[0].text = xml_text(f"{pair.index}\n{pair.speaker or ''}".strip())
        cells[1].text = xml_text(pair.source)
        _target(file, cells[2].paragraphs[0], pair, corrections.targets.get(index), by_pair[index], numbers)
    for row in table.rows:
        for cell, width in zip(row.cells, (Cm(2.5), Cm(7), Cm(7)), strict=True):
            cell.width = width
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def answers_of_document(data: bytes, name: str, report: Report, items: Sequence[Item]) -> list[Answer]:
    """The corrected lines of a returned document, one answer for every finding of a line that was changed.

    Insertions count as accepted and deletions as made, whether or not the translator has accepted them. Raises
    InputError when the file is not a document of this tool.
    """
    check_office(data, name)
    from docx import Document

    try:
        body = Document(io.BytesIO(data)).element.body
        lines = list(_lines(body))
    except Exception as error:  # python-docx raises what zipfile, lxml and itself happen to raise
        raise InputError(f"{name}: not a readable .docx file ({type(error).__name__}); save it again") from error
    if not lines:
        raise InputError(f"{name}: not a feedback document of this tool (its bookmarks are missing)")
    known = {pair_key(p.source, p.target): p for p in report.bitext.pairs}
    if not any(key in known for key, _, _ in lines):
        raise InputError(f"{name}: none of its lines is a line of {report.bitext.name}; is it of another transcript?")
    by_line: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_line[item.pair_key].append(item)
    answers: dict[Answer, None] = {}
    for key, text, proposed in lines:
        pair = known.get(key)
        if pair is None or not text:
            continue
        where = f"line {pair.index}"
        if text != xml_text(pair.target).strip():
            for found in dict.fromkeys(item.key for item in by_line.get(key, ())) or {"": None}:
                answers[Answer(found, key, "", text, "", where)] = None
        elif proposed:
            for item in by_line.get(key, ()):
                if item.corrected is not None:
                    answers[Answer(item.key, key, "", "", f"rejected: {item.corrected}", where, rejected=True)] = None
    return list(answers)


def _target(
    file: Any, paragraph: Any, pair: Pair, corrected: str | None, items: list[Item], numbers: Iterator[int]
) -> None:
    """The Chinese between bookmarks that carry the line's key, with the changes to `corrected` tracked.

    Names of bookmarks and numbers of changes must be unique in the file, also where two lines are the same.
    """
    mark = next(numbers)
    changed = _CHANGED if corrected is not None and corrected != pair.target else ""
    _bookmark(paragraph, "bookmarkStart", mark, f"{_MARK}{items[0].pair_key}_{pair.index}{changed}")
    first = None
    for kind, text in _changes(xml_text(pair.target), xml_text(corrected if corrected is not None else pair.target)):
        run = paragraph.add_run(text if kind != "delete" else "")
        if kind != "equal":
            _track(run, kind, text, next(numbers))
        first = first or run
    _bookmark(paragraph, "bookmarkEnd", mark, None)
    anchor = first if first is not None else paragraph.add_run("")
    for item in items:
        sums = arithmetic_of(item.finding.evidence)
        said = [f"{item.severity.value} · {item.finding.check}", item.finding.message]
        said += [
            part for part in (sums, item.finding.suggestion and f"→ {item.finding.suggestion}", item.comment) if part
        ]
        file.add_comment(anchor, text=xml_text("\n".join(said)), author=AUTHOR, initials="QA")


def _changes(old: str, new: str) -> Iterator[tuple[str, str]]:
    """(equal | insert | delete, text) runs that turn `old` into `new`; figures and Latin words change as wholes."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield "equal", "".join(before[a:b])
            continue
        if b > a:
            yield "delete", "".join(before[a:b])
        if d > c:
            yield "insert", "".join(after[c:d])


def _track(run: Any, kind: str, text: str, number: int) -> None:
    """Wrap a run as w:ins or w:del, as the tracked change of `AUTHOR`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    change = OxmlElement("w:ins" if kind == "insert" else "w:del")
    change.set(qn("w:id"), str(number))
    change.set(qn("w:author"), AUTHOR)
    change.set(qn("w:date"), _WHEN)
    element = run._r
    element.getparent().replace(element, change)
    change.append(element)
    if kind == "delete":
        for child in list(element):
            if child.tag == qn("w:t"):
                element.remove(child)
        deleted = OxmlElement("w:delText")
        deleted.text = text
        deleted.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        element.append(deleted)


def _bookmark(paragraph: Any, tag: str, number: int, name: str | None) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement(f"w:{tag}")
    mark.set(qn("w:id"), str(number))
    if name is not None:
        mark.set(qn("w:name"), name)
    paragraph._p.append(mark)


def _lines(body: Any) -> Iterator[tuple[str, str, bool]]:
    """(pair key, text with all changes accepted, whether it went out corrected) of every cell with one of our marks."""
    for cell in body.iter(f"{_W}tc"):
        names = [m.get(f"{_W}name") or "" for m in cell.iter(f"{_W}bookmarkStart")]
        marks = [n.removeprefix(_MARK) for n in names if n.startswith(_MARK)]
        if marks:
            paragraphs = ["".join(_texts(p)) for p in cell.iter(f"{_W}p")]
            yield marks[0].split("_")[0], "\n".join(paragraphs).strip(), marks[0].endswith(_CHANGED)


def _texts(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter(f"{_W}t", f"{_W}br", f"{_W}cr", f"{_W}tab"):
        if any(parent.tag in (f"{_W}del", f"{_W}moveFrom") for parent in element.iterancestors()):
            continue
        yield element.text or "" if element.tag == f"{_W}t" else "\t" if element.tag == f"{_W}tab" else "\n"
