"""What is known of documents besides their text: a manifest, else their names and folders."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path, PurePosixPath

from align.errors import InputError
from align.text.untrusted import read_file

MAX_BYTES = 64 * 2**20
_PERIOD = re.compile(
    r"(?<!\d)(?:(?P<y1>(?:19|20)\d\d)[-_ ]?(?:q(?P<q1>[1-4])|h(?P<h1>[12])|(?P<f1>fy))|"
    r"(?:q(?P<q2>[1-4])|h(?P<h2>[12])|(?P<f2>fy))[-_ ]?(?P<y2>(?:19|20)\d\d))(?![0-9a-z])",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?P<y>\d{4})-(?P<m>0[1-9]|1[0-2])(?:-\d\d)?")
_EDGES = "-_. "


@dataclass(frozen=True)
class About:
    """What is known of one document; empty is unknown. `quarter` is written 2025Q1 (or 2025H1, 2025FY)."""

    company: str = ""
    quarter: str = ""
    translator: str = ""
    engine: str = ""
    date: str = ""

    @property
    def period(self) -> str:
        """The quarter, else the one of the date."""
        match = _DATE.fullmatch(self.date)
        return self.quarter or (f"{match['y']}Q{(int(match['m']) + 2) // 3}" if match else "")


COLUMNS = tuple(field.name for field in fields(About))


def about(name: str, manifest: Mapping[str, About]) -> About:
    """What the manifest says of the document of that name, completed from the name itself."""
    folded = name.casefold()
    given = manifest.get(folded) or manifest.get(folded.rpartition("/")[2]) or About()
    guessed = from_name(name)
    return About(*(getattr(given, column) or getattr(guessed, column) for column in COLUMNS))


def from_name(name: str) -> About:
    """Company and quarter in names such as norvale-2025q1, 2025Q1/norvale or norvale/Q1 2025."""
    match = _PERIOD.search(name)
    if match is None:
        return About()
    number = match["q1"] or match["q2"]
    half = match["h1"] or match["h2"]
    quarter = (match["y1"] or match["y2"]) + (f"Q{number}" if number else f"H{half}" if half else "FY")
    parts = [p.strip(_EDGES) for p in f"{name[: match.start()]}/{name[match.end() :]}".split("/")]
    named = [part for part in parts if part]
    # In a folder of a quarter the file is named after the company; otherwise what stands before the quarter is.
    before = name[: match.start()].rpartition("/")[2].strip(_EDGES)
    return About(company=before or (named[-1] if named else ""), quarter=quarter)


def read_manifest(path: Path) -> dict[str, About]:
    """By document name, case folded, with and without ending. Raises InputError with the line.

    A CSV with the column `document` and any of company, quarter, translator, engine and date (2025-04-30).
    """
    try:
        text = read_file(path, MAX_BYTES, advice="is this the manifest?").decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: the manifest is not UTF-8; save it as UTF-8") from error
    reader = csv.reader(io.StringIO(text, newline=""))
    found: dict[str, About] = {}
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        _check_header(header, path)
        for row in reader:
            cells = {name: cell.strip() for name, cell in zip(header, row, strict=False)}
            if not any(cells.values()):
                continue
            document = cells.pop("document", "")
            if not document:
                raise InputError(f"{path}, line {reader.line_num}: the document is empty; name it or remove the line")
            _add(found, document, _about(cells, path, reader.line_num))
    except csv.Error as error:
        raise InputError(f"{path}, line {reader.line_num}: not valid CSV ({error})") from error
    return found


def _add(found: dict[str, About], document: str, known: About) -> None:
    pure = PurePosixPath(document.replace("\\", "/").casefold())
    for key in (str(pure), str(pure.with_suffix("")) if pure.suffix else str(pure)):
        found.setdefault(key, known)


def _about(cells: Mapping[str, str], path: Path, line: int) -> About:
    date = cells.get("date", "")
    if date and not _DATE.fullmatch(date):
        raise InputError(f"{path}, line {line}: date {date!r} must be written 2025-04-30")
    quarter = cells.get("quarter", "")
    match = _PERIOD.search(quarter)
    if match is not None:
        quarter = from_name(quarter).quarter
    return About(cells.get("company", ""), quarter, cells.get("translator", ""), cells.get("engine", ""), date)


def _check_header(header: list[str], path: Path) -> None:
    known = ("document", *COLUMNS)
    if "document" not in header:
        raise InputError(f"{path}: expected the columns {','.join(known)}, found {','.join(header)[:60]!r}")
    for name in header:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"
            raise InputError(f"{path}: unknown column {name!r}{hint}")
