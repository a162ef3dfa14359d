"""Reads glossaries: CSV by the contract (`source,target,forbidden`), TBX (v2, v3) and XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from align.errors import InputError
from align.packs.entries import Term, Termbase, values
from align.text.untrusted import check_zip, read_file, sheet_rows

MAX_BYTES = 64 * 2**20
_ENCODINGS = ("utf-8-sig", "big5hkscs", "gb18030")


def load_glossary(path: str | Path) -> Termbase:
    """The glossary in a .csv, .tsv, .tbx, .xml or .xlsx file. Raises InputError with file and line."""
    path = Path(path)
    data = read_file(path, MAX_BYTES, advice="split the glossary")
    suffix = path.suffix.lower()
    if suffix in (".tbx", ".xml"):
        from align.packs.tbx import terms_of_tbx

        return Termbase(tuple(terms_of_tbx(data, path.name)))
    if suffix == ".xlsx":
        return Termbase(tuple(_rows(_sheet(data, path.name), path.name)))
    text = _decode(data, path.name)
    return Termbase(tuple(_rows(_csv_rows(text, path.name), path.name)))


def merge(glossaries: Iterable[Termbase]) -> Termbase:
    """One termbase of several; later files override earlier ones for the same source term."""
    terms: dict[tuple[str, str], Term] = {}
    for glossary in glossaries:
        seen: set[tuple[str, str]] = set()
        for term in glossary.terms:
            key = (term.source, term.meta.get("context", ""))
            if key in terms and key in seen:  # the same file says two things: keep both together
                term = _joined(terms[key], term)
            terms[key] = term
            seen.add(key)
    return Termbase(tuple(terms.values()))


def _joined(one: Term, other: Term) -> Term:
    return Term(
        one.source,
        tuple(dict.fromkeys(one.targets + other.targets)),
        tuple(dict.fromkeys(one.forbidden + other.forbidden)),
        one.origin,
        {**one.meta, **other.meta},
    )


def _decode(data: bytes, name: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: Sequence[str] = ("utf-16",)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{name}: the glossary is neither UTF-8 nor Big5; save it as UTF-8")


def _csv_rows(text: str, name: str) -> Iterable[tuple[int, list[str]]]:
    if "\x00" in text:
        raise InputError(f"{name}: the glossary holds NUL bytes; it is not a CSV file")
    header = text.lstrip().split("\n", 1)[0]
    delimiter = max(",\t;", key=header.count) if header else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise InputError(f"{name}, line {reader.line_num}: not valid CSV ({error}); check the quotes") from error


def _sheet(data: bytes, name: str) -> Iterable[tuple[int, list[str]]]:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise InputError(f"{name}: reading .xlsx needs openpyxl; install it or save the glossary as CSV") from error
    check_zip(data, name)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for number, row in enumerate(sheet_rows(sheet, name), start=1):
            yield number, ["" if cell is None else str(cell) for cell in row]
    except InputError:
        raise
    except Exception as error:  # openpyxl raises what zipfile, lxml and itself happen to raise
        raise InputError(f"{name}: not a readable .xlsx file ({type(error).__name__}); save it again") from error


def _rows(rows: Iterable[tuple[int, list[str]]], name: str) -> Iterable[Term]:
    header: list[str] | None = None
    count = 0
    for line, row in rows:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if header is None:
            header = _header(cells, name, line)
            continue
        if len(cells) > len(header) and any(cells[len(header) :]):
            raise InputError(
                f"{name}, line {line}: {len(cells)} fields but {len(header)} columns; put quotes around commas"
            )
        fields = dict(zip(header, cells, strict=False))
        source = fields.pop("source", "")
        if not source:
            raise InputError(f"{name}, line {line}: the source term is empty; fill it in or remove the line")
        targets, forbidden = values(fields.pop("target", "")), values(fields.pop("forbidden", ""))
        both = set(targets) & set(forbidden)
        if both:
            raise InputError(f"{name}, line {line}: {both.pop()!r} is both a target and forbidden; keep one")
        count += 1
        meta = {key: value for key, value in fields.items() if key and value}
        yield Term(source, targets, forbidden, f"{name}:{line}", meta)
    if header is None:
        raise InputError(f"{name}: the glossary is empty; expected the columns source,target,forbidden")
    if not count:
        raise InputError(f"{name}: the glossary has a header but no terms; add at least one line")


def _header(cells: list[str], name: str, line: int) -> list[str]:
    header = [cell.lower() for cell in cells]
    if "source" not in header or not {"target", "forbidden"} & set(header):
        shown = ",".join(cells)[:60]
        raise InputError(f"{name}, line {line}: expected the columns source,target,forbidden, found {shown!r}")
    if len(set(filter(None, header))) < len(list(filter(None, header))):
        raise InputError(f"{name}, line {line}: a column name occurs twice")
    return header
