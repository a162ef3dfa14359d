"""What translators wrote, as it stands in a returned workbook."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from align.errors import InputError
from align.feedback.office import check_office
from align.feedback.sheet import ANSWERS, FINDINGS, KEY, PAIR_KEY, SENT, sent_mark
from align.text.untrusted import sheet_rows

# Rows of a sheet that are looked at, findings among them, and how far down the headings may be.
_MAX_ROWS, _MAX_FINDINGS, _MAX_HEAD = 200_000, 30_000, 20
_DECISION, _CORRECTED, _COMMENT = ANSWERS
_CHINESE, _ENGLISH = "Chinese", "English"


@dataclass(frozen=True)
class Answer:
    """What a translator wrote beside a finding, or with an empty `key`, to a line. Empty: nothing written.

    `proposed` says that the line went out with a correction; with an empty `corrected` in a row of a workbook, or
    the text as it was, the proposal was rejected. `source` and `target` are the texts that stand beside the answer,
    where they do; `trouble` says why the answer cannot be used.
    """

    key: str
    pair_key: str
    decision: str
    corrected: str
    comment: str
    where: str
    proposed: bool = False
    source: str | None = None
    target: str | None = None
    trouble: str = ""


def answers_of_workbook(data: bytes, name: str) -> list[Answer]:
    """The rows of a returned workbook, found by its hidden key columns. Raises InputError when it is another one.

    A row whose open cells are as they were sent is an answer without words.
    """
    check_office(data, name)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheets = [_sheet(sheet, name) for sheet in book.worksheets]
        # A copy of the sheet that somebody left in the file holds the same keys: the one named as it was counts.
        of_findings = [s for s in sheets if s is not None and KEY in s.columns]
        of_findings = [s for s in of_findings if s.title == FINDINGS] or of_findings
        of_lines = [s for s in sheets if s is not None and KEY not in s.columns]
        answers = [a for s in of_findings[:1] for a in itertools.islice(_rows(s), _MAX_FINDINGS + 1)]
        too_many = len(answers) > _MAX_FINDINGS
        answers += [a for s in of_lines[:1] for a in _rows(s)]
    except InputError:
        raise
    except Exception as error:  # openpyxl raises what zipfile, lxml and itself happen to raise
        raise InputError(f"{name}: not a readable .xlsx file ({type(error).__name__}); save it again") from error
    if not of_findings and not of_lines:
        raise InputError(f"{name}: not a feedback workbook of this tool (its column {KEY} is missing)")
    if too_many:
        raise InputError(f"{name}: more than {_MAX_FINDINGS} rows; is this the file you sent?")
    return answers


@dataclass(frozen=True)
class _Sheet:
    title: str
    rows: Iterator[tuple[Any, ...]]
    first: int
    columns: dict[str, int]


def _sheet(sheet: Any, name: str) -> _Sheet | None:
    """The sheet with its headings, wherever they stand now; None when it has none of ours."""
    for number, row in enumerate(itertools.islice(sheet_rows(sheet, name), _MAX_HEAD), start=1):
        heading = ["" if cell is None else str(cell).strip() for cell in row]
        if PAIR_KEY in heading:
            wanted = ANSWERS if KEY in heading else (_CORRECTED,)
            missing = next((title for title in wanted if title not in heading), None)
            if missing is not None:
                raise InputError(f"{name}: the column {missing!r} is missing; put its heading back")
            columns = {title: at for at, title in reversed(list(enumerate(heading))) if title}
            rows = itertools.islice(sheet_rows(sheet, name, values=False), number, _MAX_ROWS)
            return _Sheet(str(sheet.title), rows, number + 1, columns)
    return None


def _rows(found: _Sheet) -> Iterator[Answer]:
    for number, row in enumerate(found.rows, start=found.first):
        cells = {title: row[at] for title, at in found.columns.items() if at < len(row) and row[at].value is not None}
        answer = _answer(cells, f"row {number}" if KEY in found.columns else f"{found.title}, row {number}")
        if answer.pair_key or answer.key:
            yield answer


def _answer(cells: dict[str, Any], where: str) -> Answer:
    """The row's answer; what is as it was sent counts as not written."""
    texts = {title: str(cells[title].value).strip() for title in (KEY, PAIR_KEY, SENT) if title in cells}
    trouble = next((f"{title!r} {odd}" for title in ANSWERS if (odd := _odd(cells.get(title), title))), "")
    written = [str(cells[title].value).strip() if title in cells else "" for title in ANSWERS]
    sent = texts[SENT].split(".") if texts.get(SENT, "").count(".") == len(ANSWERS) - 1 else None
    proposed = False
    if sent is not None:
        now = sent_mark(*written).split(".")
        proposed = bool(sent[1]) and not now[1]
        written = [text if mark != before else "" for text, mark, before in zip(written, now, sent, strict=True)]
    decision = re.sub(r"[\s-]+", "_", written[0].lower().replace("'", "").replace("’", ""))
    source, target = ((str(cells[t].value) or None) if t in cells else None for t in (_ENGLISH, _CHINESE))
    return Answer(
        texts.get(KEY, ""), texts.get(PAIR_KEY, ""), decision, written[1], written[2], where, proposed, source, target,
        trouble,
    )  # fmt: skip


def _odd(cell: Any, title: str) -> str:
    """What a program made of a text that was typed, if it did; empty for a text."""
    if cell is None or isinstance(cell.value, str):
        kind = "" if cell is None else cell.data_type
        return {"f": "holds a formula; write it as text", "e": "holds an error; write it as text"}.get(kind, "")
    if title == _CORRECTED and not (isinstance(cell.value, int) and not isinstance(cell.value, bool)):
        return "was turned into a date or a number; write it as text"
    dated = isinstance(cell.value, datetime | date | time | timedelta)
    return "was turned into a date; write it as text" if dated else ""
