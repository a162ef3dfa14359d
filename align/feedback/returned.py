"""What comes back from translators: matched by key, checked, and turned into records. Nothing is overwritten."""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.errors import InputError
from align.feedback.items import Item, items_of
from align.feedback.office import check_office
from align.feedback.sheet import DECISIONS, FINDINGS, KEY, PAIR_KEY, cell_text
from align.keys import pair_key
from align.model import Report
from align.review.records import Record, new_record
from align.text.han import han_count

# Rows that are looked at, and those of them that may hold an answer.
_MAX_ROWS, _MAX_FILLED = 200_000, 30_000
# Lines that are the same share a finding's key; more different answers to one than this no translator gives.
_MAX_ANSWERS = 20
# Kana and Hangul: what a text in Japanese or Korean has beside its Han characters, if any.
_OTHER_SCRIPTS = re.compile(r"[\u3040-\u30fa\u30fd-\u30ff\uac00-\ud7a3]")


@dataclass(frozen=True)
class Answer:
    """What a translator wrote beside one finding. Empty texts mean: nothing written.

    `rejected` says that a proposed correction was taken out again.
    """

    key: str
    pair_key: str
    decision: str
    corrected: str
    comment: str
    where: str
    rejected: bool = False


@dataclass(frozen=True)
class Returned:
    """The records to add, and for people: what could not be used, and why."""

    records: tuple[Record, ...]
    conflicts: tuple[str, ...]
    unmatched: tuple[str, ...]


def answers_of_workbook(data: bytes, name: str) -> list[Answer]:
    """The answers in a returned workbook, found by its hidden key column. Raises InputError when it is another one."""
    check_office(data, name)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [book[FINDINGS]] if FINDINGS in book.sheetnames else list(book.worksheets)
        for sheet in sheets:
            rows = sheet.iter_rows(values_only=True, max_row=_MAX_ROWS)
            heading = ["" if cell is None else str(cell).strip() for cell in next(iter(rows), ())]
            if KEY in heading:
                wanted = [heading.index(KEY), heading.index(PAIR_KEY) if PAIR_KEY in heading else None]
                wanted += [_column(heading, title, name) for title in ("Decision", "Corrected Chinese", "Comment")]
                found = (a for n, row in enumerate(rows, start=2) if (a := _answer(row, wanted, n)))
                answers = list(itertools.islice(found, _MAX_FILLED + 1))
                if len(answers) > _MAX_FILLED:
                    raise InputError(f"{name}: more than {_MAX_FILLED} rows; is this the file you sent?")
                return answers
    except InputError:
        raise
    except Exception as error:  # openpyxl raises what zipfile, lxml and itself happen to raise
        raise InputError(f"{name}: not a readable .xlsx file ({type(error).__name__}); save it again") from error
    raise InputError(f"{name}: not a feedback workbook of this tool (its column {KEY} is missing)")


def returned(
    report: Report, records: Iterable[Record], answers: Sequence[Answer], reviewer: str, name: str
) -> Returned:
    """The records that the answers amount to.

    An answer counts only for a finding of this report with the same key and the same text; one that says what
    is known already adds nothing; one that contradicts a correction already there becomes a record beside it and
    is listed as a conflict. Raises InputError when not one answer is about this document.
    """
    items = {item.key: item for item in items_of(report, list(records))}
    said = list({(a.key, a.pair_key, *_words(a)): a for a in reversed(answers) if any(_words(a))}.values())[::-1]
    lines = {pair_key(p.source, p.target) for p in report.bitext.pairs}
    if answers and not any(a.key in items or a.pair_key in lines for a in answers):
        raise InputError(
            f"{name}: none of its {len(answers)} rows is about a finding of {report.bitext.name}; "
            "is it the file of another transcript or of an older text? Nothing was taken in"
        )
    often = Counter(a.key for a in said if a.key).most_common(1)
    if often and often[0][1] > _MAX_ANSWERS:
        raise InputError(
            f"{name}: {len(answers)} rows, {often[0][1]} different ones about one finding; "
            "is this the file you sent? Nothing was taken in"
        )
    added: dict[tuple[str, str], Record] = {}
    conflicts: list[str] = []
    unmatched: list[str] = []
    for answer in said:
        item = items.get(answer.key)
        trouble = _trouble(answer, item)
        if item is None or trouble:
            unmatched.append(f"{name}: {answer.where}: {trouble}")
            continue
        new_text = "" if _plain(answer.corrected) == _plain(item.corrected or "") else answer.corrected
        comment = _added(answer.comment, item.comment)
        decision = answer.decision if answer.decision != (item.verdict or "") else ""
        if answer.rejected:
            conflicts.append(f"{name}: {answer.where}: the correction was rejected; it stays until somebody decides")
        if not (new_text or comment or decision):
            continue
        before = added.get((answer.key, new_text))
        if before is not None and (decision or None) in (before.verdict, None):
            continue
        if new_text and (item.corrected or any(key == answer.key and text for key, text in added)):
            conflicts.append(f"{name}: {answer.where}: another correction is already there; both are kept")
        added[answer.key, new_text] = _record(report, item, reviewer, decision, new_text, comment)
    return Returned(tuple(added.values()), tuple(conflicts), tuple(unmatched))


def _plain(text: str) -> str:
    """A text as a file may carry it back: without what a cell cannot hold, and with one kind of line end."""
    return cell_text(text.replace("\r\n", "\n").replace("_x000D_", "")).strip()


def _added(comment: str, known: str) -> str:
    """The lines of a comment that were not sent along and are not there already (there each names its writer)."""
    lines = _plain(known).split("\n")
    there = {*lines, *(line.partition(": ")[2] for line in lines)}
    return "\n".join(line for line in _plain(comment).split("\n") if line not in there)


def _words(answer: Answer) -> tuple[str, str, str]:
    return answer.decision, answer.corrected, answer.comment


def _trouble(answer: Answer, item: Item | None) -> str:
    """Why an answer cannot be used; empty when it can."""
    if not answer.key:
        return "the line was changed but has no open finding; correct it in `align review`"
    if item is None or (answer.pair_key and item.pair_key and answer.pair_key != item.pair_key):
        return "its finding is not in this document (or was dismissed since)"
    if answer.decision not in DECISIONS:
        return f"decision {answer.decision[:40]!r} is none of {', '.join(DECISIONS[1:])}"
    target = item.pair.target if item.pair is not None else ""
    if answer.corrected and han_count(target) and not _is_chinese(answer.corrected):
        return f"the correction {answer.corrected[:40]!r} is not Chinese"
    return ""


def _is_chinese(text: str) -> bool:
    han, other = han_count(text), len(_OTHER_SCRIPTS.findall(text))
    return han > 3 * other


def _record(report: Report, item: Item, reviewer: str, decision: str, corrected: str, comment: str) -> Record:
    finding, pair = item.finding, item.pair
    verdict = decision or ("fixed" if corrected else None)
    fields = {
        "verdict": verdict,
        "finding": item.key,
        "check": finding.check,
        "source": pair.source if pair else None,
        "target": pair.target if pair else None,
        "source_part": finding.source.text if finding.source else None,
        "target_part": finding.target.text if finding.target else None,
        "group": finding.group,
        "corrected": corrected or None,
        "comment": comment or None,
    }
    return new_record(reviewer, report.bitext.name, **{k: v for k, v in fields.items() if v is not None})


def _column(heading: list[str], title: str, name: str) -> int:
    if title not in heading:
        raise InputError(f"{name}: the column {title!r} is missing; put its heading back")
    return heading.index(title)


def _answer(row: Sequence[object], wanted: Sequence[int | None], number: int) -> Answer | None:
    cells = ["" if at is None or at >= len(row) or row[at] is None else str(row[at]).strip() for at in wanted]
    key, pair, decision, corrected, comment = cells
    decision = re.sub(r"[\s-]+", "_", decision.lower().replace("'", "").replace("’", ""))
    return Answer(key, pair, decision, corrected, comment, f"row {number}") if key else None
