"""One side of a document on its own: plain text, DOCX, subtitles, HTML, or a column of a workbook."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

from align.errors import InputError
from align.formats.decode import MAX_BYTES, decode
from align.text.untrusted import check_zip, read_file, sheet_rows

_BLANK_LINE = re.compile(r"\n[ \t\u3000\r]*\n")


def read_paragraphs(path: Path, column: str | None = None) -> tuple[str, ...]:
    """The paragraphs of a file, without empty ones.

    `column` chooses the column of a workbook by its heading or its letter (default: the first). Raises
    InputError in one line when the file cannot be read or holds no text.
    """
    name = str(path)
    data = read_file(path, MAX_BYTES)
    ending = path.suffix.lower()
    if ending == ".xlsx":
        paragraphs = _workbook(data, name, column)
    else:
        paragraphs = _READERS.get(ending, _plain)(data, name)
    kept = tuple(text for text in (" ".join(p.split()) if ending == ".html" else p.strip() for p in paragraphs) if text)
    if not kept:
        raise InputError(f"{name}: no text; nothing to align")
    return kept


def _plain(data: bytes, name: str) -> list[str]:
    """Paragraphs are set off by blank lines; a file without any has one a line."""
    text = decode(data, name).text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if _BLANK_LINE.search(text.strip()):
        return [" ".join(part.split("\n")) for part in _BLANK_LINE.split(text)]
    return text.split("\n")


def _docx(data: bytes, name: str) -> list[str]:
    check_zip(data, name)
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
        return [paragraph.text for paragraph in document.paragraphs]
    except Exception as error:  # python-docx raises what zipfile, lxml and itself happen to raise
        raise InputError(f"{name}: not a readable .docx file ({type(error).__name__}); save it again") from error


def _subtitles(data: bytes, name: str) -> list[str]:
    import pysubs2

    text = decode(data, name).text.lstrip("\ufeff")
    try:
        subtitles = pysubs2.SSAFile.from_string(text)
    except Exception as error:  # the parser has errors of its own for each format
        raise InputError(f"{name}: not readable as subtitles ({type(error).__name__}); give .srt or .vtt") from error
    return [" ".join(event.plaintext.split("\n")) for event in subtitles]


def _html(data: bytes, name: str) -> list[str]:
    from lxml import html

    text = decode(data, name).text
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", no_network=True))
    except Exception as error:  # lxml raises ParserError or ValueError for what is no HTML
        raise InputError(f"{name}: not readable as HTML; save it again") from error
    for unwanted in root.xpath("//script|//style|//head|//nav|//template"):
        unwanted.drop_tree()
    blocks = root.xpath("//p|//li|//h1|//h2|//h3|//h4|//h5|//h6|//td|//th|//blockquote|//dd|//dt")
    leaves = (
        [b for b in blocks if not any(c in blocks for c in b.iterdescendants())] if len(blocks) < 50_000 else blocks
    )
    return [b.text_content() for b in leaves] or root.text_content().split("\n")


def _workbook(data: bytes, name: str, column: str | None) -> list[str]:
    check_zip(data, name)
    from openpyxl import load_workbook
    from openpyxl.utils import column_index_from_string

    try:
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        rows = [["" if c is None else str(c) for c in row] for row in sheet_rows(sheet, name)]
    except InputError:
        raise
    except Exception as error:  # openpyxl raises what zipfile, lxml and itself happen to raise
        raise InputError(f"{name}: not a readable .xlsx file ({type(error).__name__}); save it again") from error
    if not rows:
        return []
    if column is None:
        return [row[0] for row in rows if row]
    heading = [cell.strip().lower() for cell in rows[0]]
    if column.strip().lower() in heading:
        at = heading.index(column.strip().lower())
        return [row[at] for row in rows[1:] if len(row) > at]
    if re.fullmatch(r"[A-Za-z]{1,3}", column):
        at = column_index_from_string(column.upper()) - 1
        return [row[at] for row in rows if len(row) > at]
    raise InputError(f"{name}: no column {column!r}; its headings are {', '.join(filter(None, heading))[:100]}")


_READERS: dict[str, Callable[[bytes, str], list[str]]] = {
    ".docx": _docx,
    ".srt": _subtitles,
    ".vtt": _subtitles,
    ".html": _html,
    ".htm": _html,
}
