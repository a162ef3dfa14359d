"""`align feedback`: corrections out to the translators, and back in."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from align.cli import CLEAN, FINDINGS, say
from align.cli.feedback_summary import summary
from align.cli.options import STORE, checking_options, plan_of
from align.errors import InputError

if TYPE_CHECKING:
    from align.batch.plan import Plan
    from align.feedback.answers import Answer
    from align.model import Report
    from align.review.records import Record

FORMATS = ("xlsx", "docx", "xliff", "xliff12", "tmx", "transcript", "glossary", "tbx")
# More lines than this about one returned file help nobody.
_LINES = 20
_MAX_BYTES = 64 * 1024 * 1024


@click.group()
def feedback() -> None:
    """Send corrections to the translators and take them back in.

    \b
    align feedback export call.txt --format xlsx        writes report/call.feedback.xlsx
    align feedback import call.txt call.feedback.xlsx   adds what they wrote to the decisions
    align feedback summary report                       what was asked for, followed, came back
    """


feedback.add_command(summary)


@feedback.command("export")
@click.argument("path", metavar="TRANSCRIPT")
@click.option("-o", "--output", default="report", show_default=True, metavar="DIR", help="Folder for the files.")
@click.option("--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Repeatable; default: xlsx.")
@checking_options
def export(path: str, output: str, formats: tuple[str, ...], **checking: Any) -> None:
    """Write what translators need: a workbook, a document, XLIFF 2.1 or 1.2, TMX, terms, the corrected transcript."""
    from align.batch.files import write_bytes_whole
    from align.feedback.items import corrections_of

    report, records, _ = _checked(path, output, checking)
    for kind in formats or ("xlsx",):
        if kind in ("glossary", "tbx"):
            made = _terms(kind, report, records)
        elif kind == "transcript":
            made = _transcript(Path(path), report, records)
        else:
            made = _made(kind, report, records)
        if made is None:
            said = "no line was settled" if kind == "tmx" else "no term was chosen"
            say(f"{said} in review, so there is no {kind} to write")
            continue
        name, data = made
        write_bytes_whole(Path(output) / name, data)
        click.echo(str(Path(output) / name))
    for index, texts in corrections_of(report, records).conflicts.items():
        say(f"line {index}: {len(texts)} different corrections, none applied; decide in `align review`")


@feedback.command("import")
@click.argument("path", metavar="TRANSCRIPT")
@click.argument("returned", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-o", "--output", default="report", show_default=True, metavar="DIR", help="Folder of the decision store."
)
@checking_options
@click.option("--translator", default="translator", show_default=True, metavar="NAME", help="Who wrote the answers.")
def import_(path: str, returned: tuple[str, ...], output: str, translator: str, **checking: Any) -> None:
    """Add what came back (xlsx, docx, xliff) to the decisions; nothing that is there is changed.

    All files are read before anything is added. Exit status 1 when something could not be matched or contradicts
    a correction already there.
    """
    from align.feedback.recheck import judged
    from align.feedback.returned import returned as records_for
    from align.review.store import Store

    contents = [(Path(file), _content(Path(file))) for file in returned]
    report, known, plan = _checked(path, output, checking)
    results = []
    for file, data in contents:
        result = records_for(report, known, _answers(file, data, report), translator, file.name)
        known = [*known, *result.records]
        results.append((file, result))
    with Store(plan.decisions or str(Path(output) / STORE)) as store:
        store.add(record for _, result in results for record in result.records)
    again = _checker(plan, report)
    trouble = 0
    for file, result in results:
        corrected = len({r.pair for r in result.records if r.corrected is not None})
        click.echo(f"{file}: {len(result.records)} answers, {corrected} of them corrected lines")
        lines = [*result.conflicts, *result.unmatched, *judged(report, result.records, again, known), *result.notes]
        for line in lines[:_LINES]:
            say(line)
        if len(lines) > _LINES:
            say(f"{file.name}: and {len(lines) - _LINES} more of this kind")
        trouble += len(result.conflicts) + len(result.unmatched)
    sys.exit(FINDINGS if trouble else CLEAN)


def _checked(path: str, output: str, checking: dict[str, Any]) -> tuple[Report, list[Record], Plan]:
    """The document's report without its history, the decisions there are, and the plan for this document."""
    from align.batch.task import bytes_of, check
    from align.batch.worklist import work_list
    from align.encoders.cache import default_folder
    from align.review.history import read_records

    plan = replace(plan_of(output, **checking), cache=default_folder())
    documents = work_list([path])
    if len(documents) != 1:
        raise InputError(f"{path}: {len(documents)} documents; give one transcript")
    report = check(documents[0], bytes_of(documents[0]), plan, history=False)
    records = [] if plan.decisions is None else read_records(plan.decisions)
    return report, records, plan.of_document(documents[0].name)


def _checker(plan: Plan, report: Report) -> Any:
    """The checks of the report's run, for a changed text of the same document."""
    from align.batch.task import encoder_of, knowledge_of
    from align.qa import make_report
    from align.review.recheck import Remembering

    encoder = encoder_of(plan.model, plan.threads, plan.cache)
    remembering = None if encoder is None else Remembering(encoder)
    glossary, memory = knowledge_of(plan, report.bitext.name)
    return lambda bitext: make_report(bitext, remembering, glossary, plan.settings, memory=memory)


def _made(kind: str, report: Report, records: list[Record]) -> tuple[str, bytes] | None:
    """(file name, content) of a format that carries lines; None when it would carry none."""
    from align.feedback.document import document
    from align.feedback.exchange import confirmed_pairs, memory
    from align.feedback.items import corrections_of, items_of
    from align.feedback.sheet import workbook
    from align.feedback.xliff import xliff

    items, corrections = items_of(report, records), corrections_of(report, records)
    name = report.bitext.name
    if kind == "xlsx":
        return f"{name}.feedback.xlsx", workbook(report, items, corrections)
    if kind == "docx":
        return f"{name}.feedback.docx", document(report, items, corrections)
    if kind == "xliff":
        return f"{name}.feedback.xlf", xliff(report, items, corrections)
    if kind == "xliff12":
        return f"{name}.feedback.1.2.xlf", xliff(report, items, corrections, "1.2")
    confirmed = confirmed_pairs(report, records)
    return (f"{name}.tmx", memory(report, corrections, confirmed)) if confirmed or corrections.targets else None


def _transcript(path: Path, report: Report, records: list[Record]) -> tuple[str, bytes]:
    """(file name, content) of the corrected transcript."""
    from align.feedback.items import corrections_of
    from align.feedback.transcript import corrected_file

    data = _content(path) if path.is_file() else b""
    ending, data = corrected_file(report.bitext, corrections_of(report, records), data, path.suffix.lower())
    return f"{report.bitext.name}.corrected{ending}", data


def _terms(kind: str, report: Report, records: list[Record]) -> tuple[str, bytes] | None:
    """(file name, content) of the terms that reviewers chose, in whatever document; None when there are none."""
    from align.feedback.glossary import tbx
    from align.review.terms import chosen_terms, to_csv

    terms = chosen_terms(records)
    if not terms.terms:
        return None
    if kind == "glossary":
        # Spreadsheets take a CSV without the mark for something other than UTF-8.
        return "glossary.review.csv", to_csv(terms).encode("utf-8-sig")
    languages = (report.bitext.source_lang, report.bitext.target_lang)
    return "glossary.review.tbx", tbx(terms, *languages, "Terms chosen in review")


def _content(file: Path) -> bytes:
    from align.text.untrusted import read_file

    return read_file(file, _MAX_BYTES, advice="is this the file you sent?")


def _answers(file: Path, data: bytes, report: Report) -> list[Answer]:
    from align.feedback.answers import answers_of_workbook
    from align.feedback.document import answers_of_document
    from align.feedback.xliff import answers_of_xliff

    ending = file.suffix.lower()
    if ending == ".xlsx":
        return answers_of_workbook(data, str(file))
    if ending == ".docx":
        return answers_of_document(data, str(file))
    if ending in (".xlf", ".xliff"):
        return answers_of_xliff(data, str(file), report)
    raise InputError(f"{file}: feedback comes back as .xlsx, .docx or .xlf")
