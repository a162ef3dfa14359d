"""The bilingual document for translators: a Word table with corrections as tracked changes and reasons as comments."""

from __future__ import annotations

import difflib
import io
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from align.errors import InputError
from align.feedback.answers import Answer
from align.feedback.items import Corrections, Item
from align.feedback.office import check_office
from align.model import Pair, Report
from align.reports.words import arithmetic_of
from align.text.untrusted import xml_text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARK = "align_"
# Ends the mark of a line that went out with a correction: back as it was, the correction was rejected.
_CHANGED = "_c"
_PIECE = re.compile(r"[0-9](?:[0-9,.]*[0-9])?|[A-Za-z]+|.", re.DOTALL)
AUTHOR = "align"
_COLUMNS = ("Line", "English", "Chinese")
# What Word has elements of their own for; None: the element's text.
_SIGNS = {f"{_W}t": None, f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# Tracked changes need a date; a fixed one keeps the same report the same file.
_WHEN = "2000-01-01T00:00:00Z"


def document(report: Report, items: Sequence[Item], corrections: Corrections) -> bytes:
    """The lines with findings as a .docx file: number and speaker, English, Chinese with the changes to accept."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.oxml import OxmlElement
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
    section = file.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    table = file.add_table(rows=1, cols=len(_COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, title in zip(table.rows[0].cells, _COLUMNS, strict=True):
        cell.paragraphs[0].add_run(title).bold = True
    numbers = itertools.count(1)
    for index in sorted(by_pair):
        pair = report.bitext.pairs[index]
        cells = table.add_row().cells
        corrected = corrections.targets.get(index, pair.target)
        changed = _CHANGED if corrected != pair.target else ""
        name = f"{_MARK}{by_pair[index][0].pair_key}_{pair.index}{changed}"
        _line(cells[0], f"{pair.index}\n{pair.speaker or ''}".strip(), name, next(numbers))
        cells[1].text = xml_text(pair.source)
        _target(file, cells[2].paragraphs[0], pair, corrected, by_pair[index], numbers)
    for column, width in zip(table.columns, (Cm(3), Cm(10.5), Cm(10)), strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def answers_of_document(data: bytes, name: str) -> list[Answer]:
    """The lines of a returned document as they read now, and what other people than this tool commented.

    Insertions count as accepted and deletions as made, whether or not the translator has accepted them. Raises
    InputError when the file is not a document of this tool.
    """
    check_office(data, name)
    from docx import Document

    try:
        file = Document(io.BytesIO(data))
        said = {c.comment_id: _said(c._comment_elm) for c in file.comments if c.author != AUTHOR}
        answers = list(_rows(file.element.body, said))
    except Exception as error:  # python-docx raises what zipfile, lxml and itself happen to raise
        raise InputError(f"{name}: not a readable .docx file ({type(error).__name__}); save it again") from error
    if not answers:
        raise InputError(f"{name}: not a feedback document of this tool (its bookmarks are missing)")
    return answers


def _line(cell: Any, text: str, name: str, number: int) -> None:
    """The first cell, between the bookmarks that carry the line's key.

    They are not around the Chinese: typing over a whole bookmarked text takes the bookmark away. Names of bookmarks
    and numbers of changes must be unique in the file, also where two lines are the same.
    """
    paragraph = cell.paragraphs[0]
    _bookmark(paragraph, "bookmarkStart", number, name)
    paragraph.add_run(xml_text(text))
    _bookmark(paragraph, "bookmarkEnd", number, None)


def _target(file: Any, paragraph: Any, pair: Pair, corrected: str, items: list[Item], numbers: Iterator[int]) -> None:
    """The Chinese with the changes to `corrected` tracked, and the reasons as comments on what they are about.

    Marks of comments stand between the changes, not in them: a reason must not go when its change is accepted.
    """
    old = xml_text(pair.target)
    changes = list(_changes(old, xml_text(corrected)))
    ranges = {_comment(file, _reasons(item)): _range(item, pair, old, _deleted(changes)) for item in items}
    places = sorted({place for ends in ranges.values() for place in ends})
    waiting, running, at = dict(ranges), dict[int, int](), 0
    for kind, text in changes:
        for part in [text] if kind == "insert" else _cut(text, [place - at for place in places]):
            if kind != "insert":
                _end_comments(paragraph, running, at)
                _start_comments(paragraph, waiting, running, at)
                at += len(part)
            run = paragraph.add_run(part if kind != "delete" else "")
            if kind != "equal":
                _track(run, kind, part, next(numbers))
    _start_comments(paragraph, waiting, running, len(old))
    _end_comments(paragraph, running, len(old))


def _range(item: Item, pair: Pair, text: str, deleted: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where in the text a finding points, or all of it; from a character on that stays, if there is one before."""
    place = item.finding.target
    if place is None or text != pair.target or not 0 <= place.start < place.end <= len(text):
        return 0, len(text)
    start = next((first - 1 for first, last in deleted if first <= place.start < last), place.start)
    return max(0, start), place.end


def _deleted(changes: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
    """Where in the old text the deletions are."""
    found, at = [], 0
    for kind, text in changes:
        if kind == "delete":
            found.append((at, at + len(text)))
        at += len(text) if kind != "insert" else 0
    return found


def _cut(text: str, places: Iterable[int]) -> list[str]:
    ends = [0, *(place for place in places if 0 < place < len(text)), len(text)]
    return [text[start:end] for start, end in itertools.pairwise(ends)]


def _start_comments(paragraph: Any, waiting: dict[int, tuple[int, int]], running: dict[int, int], at: int) -> None:
    for number in [n for n, (start, _) in waiting.items() if start <= at]:
        running[number] = waiting.pop(number)[1]
        paragraph._p.append(_element("commentRangeStart", number))


def _end_comments(paragraph: Any, running: dict[int, int], at: int) -> None:
    for number in [n for n, end in running.items() if end <= at]:
        del running[number]
        paragraph._p.append(_element("commentRangeEnd", number))
        paragraph.add_run()._r.append(_element("commentReference", number))


def _reasons(item: Item) -> str:
    sums = arithmetic_of(item.finding.evidence)
    said = (
        f"{item.severity.value} · {item.finding.check}",
        item.finding.message,
        sums,
        item.finding.suggestion and f"→ {item.finding.suggestion}",
        item.comment,
    )
    return xml_text("\n".join(part for part in said if part))


def _comment(file: Any, text: str) -> int:
    """Add a comment to the file, not yet on any text, and give its number."""
    comment = file.comments.add_comment(text=text, author=AUTHOR, initials="QA")
    comment._comment_elm.set(f"{_W}date", _WHEN)
    number: int = comment.comment_id
    return number


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

    change = _element("ins" if kind == "insert" else "del", number)
    change.set(f"{_W}author", AUTHOR)
    change.set(f"{_W}date", _WHEN)
    element = run._r
    element.getparent().replace(element, change)
    change.append(element)
    if kind == "delete":
        for child in list(element):
            if child.tag == f"{_W}t":
                element.remove(child)
        deleted = OxmlElement("w:delText")
        deleted.text = text
        deleted.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        element.append(deleted)


def _bookmark(paragraph: Any, tag: str, number: int, name: str | None) -> None:
    mark = _element(tag, number)
    if name is not None:
        mark.set(f"{_W}name", name)
    paragraph._p.append(mark)


def _element(tag: str, number: int) -> Any:
    from docx.oxml import OxmlElement

    element = OxmlElement(f"w:{tag}")
    element.set(f"{_W}id", str(number))
    return element


def _rows(body: Any, said: Mapping[int, str]) -> Iterator[Answer]:
    """One answer for every row with one of our marks, wherever in the row it is now; `said` are comments by number."""
    for table in body.iter(f"{_W}tbl"):
        rows = list(table.iterchildren(f"{_W}tr"))
        titles = [_said(cell).strip() for cell in rows[0].iterchildren(f"{_W}tc")] if rows else []
        at = titles.index(_COLUMNS[-1]) if _COLUMNS[-1] in titles else -1
        for row in rows:
            names = [m.get(f"{_W}name") or "" for m in row.iter(f"{_W}bookmarkStart")]
            mark = next((n.removeprefix(_MARK) for n in names if n.startswith(_MARK)), None)
            cells = list(row.iterchildren(f"{_W}tc"))
            if mark is None or not cells or _is_deleted(row):
                continue
            key, _, rest = mark.partition("_")
            numbers = [int(r.get(f"{_W}id")) for r in row.iter(f"{_W}commentReference")]
            comment = "\n".join(dict.fromkeys(said[n] for n in numbers if n in said))
            text = _said(cells[at if at < len(cells) else -1])
            where = f"line {rest.removesuffix(_CHANGED)}"
            yield Answer("", key, "", text, comment, where, proposed=mark.endswith(_CHANGED))


def _is_deleted(row: Any) -> bool:
    """Whether the row was taken out with changes tracked: it is gone for the translator."""
    return row.find(f"{_W}trPr/{_W}del") is not None


def _said(element: Any) -> str:
    """The text of a cell or comment with all changes accepted, its paragraphs on lines of their own."""
    return "\n".join("".join(_texts(p)) for p in element.iter(f"{_W}p")).strip()


def _texts(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter(*_SIGNS):
        if any(parent.tag in (f"{_W}del", f"{_W}moveFrom") for parent in element.iterancestors()):
            continue
        sign = _SIGNS[element.tag]
        yield element.text or "" if sign is None else sign
