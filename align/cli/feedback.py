"""`align feedback`: corrections out to the translators, and back in."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from align.cli import CLEAN, FINDINGS
from align.cli.options import STORE, checking_options, plan_of
from align.errors import InputError

if TYPE_CHECKING:
    from align.model import Report
    from align.review.records import Record

FORMATS = ("xlsx", "docx", "xliff", "xliff12", "tmx", "transcript")


@click.group()
def feedback() -> None:
    """Send corrections to the translators and take them back in.

    \b
    align feedback export call.txt --format xlsx        writes report/call.feedback.xlsx
    align feedback import call.txt call.feedback.xlsx   adds what they wrote to the decisions
    """


@feedback.command("export")
@click.argument("path", metavar="TRANSCRIPT")
@click.option("-o", "--output", default="report", show_default=True, metavar="DIR", help="Folder for the files.")
@click.option("--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Default: xlsx.")
@checking_options
def export(path: str, output: str, formats: tuple[str, ...], **checking: Any) -> None:
    """Write what translators need: a workbook, a document, XLIFF, TMX, or the corrected transcript."""
    from align.batch.files import write_bytes_whole
    from align.feedback.items import corrections_of

    report, records, _ = _checked(path, output, checking)
    corrections = corrections_of(report, records)
    for kind in formats or ("xlsx",):
        name, data = _made(kind, report, records)
        write_bytes_whole(Path(output) / name, data)
        click.echo(str(Path(output) / name))
    for index, texts in corrections.conflicts.items():
        click.echo(
            f"line {index}: {len(texts)} different corrections, none applied; decide in `align review`", err=True
        )


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

    Exit status 1 when something could not be matched or contradicts a correction already there.
    """
    from align.batch.task import encoder_of
    from align.feedback.recheck import judged
    from align.feedback.returned import returned as records_for
    from align.review.store import Store

    for file in returned:
        if not Path(file).is_file():
            raise InputError(f"{file}: no such file; check the path")
    report, known, plan = _checked(path, output, checking)
    where = plan.decisions or str(Path(output) / STORE)
    encoder = encoder_of(plan.model, plan.threads, plan.cache)
    trouble = 0
    with Store(_parented(where)) as store:
        for file in returned:
            answers = _answers(Path(file), report, known)
            result = records_for(report, known, answers, translator, Path(file).name)
            store.add(result.records)
            known = [*known, *result.records]
            corrected = sum(r.corrected is not None for r in result.records)
            click.echo(f"{file}: {len(result.records)} answers, {corrected} of them corrected lines")
            judgement = judged(report, result.records, encoder, plan.glossary, plan.settings)
            for line in (*result.conflicts, *result.unmatched, *judgement):
                click.echo(line, err=True)
            trouble += len(result.conflicts) + len(result.unmatched)
    sys.exit(FINDINGS if trouble else CLEAN)


def _checked(path: str, output: str, checking: dict[str, Any]) -> tuple[Report, list[Record], Any]:
    from align.batch.task import bytes_of, check
    from align.batch.worklist import work_list
    from align.encoders.cache import default_folder
    from align.review.history import read_records

    plan = replace(plan_of(output, **checking), cache=default_folder())
    documents = work_list([path])
    if len(documents) != 1:
        raise InputError(f"{path}: {len(documents)} documents; give one transcript")
    report = check(documents[0], bytes_of(documents[0]), replace(plan, decisions=None))
    return report, [] if plan.decisions is None else read_records(plan.decisions), plan


def _made(kind: str, report: Report, records: list[Record]) -> tuple[str, bytes]:
    from align.feedback.document import document
    from align.feedback.exchange import confirmed_pairs, memory
    from align.feedback.items import corrected, corrections_of, items_of
    from align.feedback.sheet import workbook
    from align.feedback.xliff import xliff
    from align.formats import transcript
    from align.text.langs import encoded

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
    if kind == "tmx":
        return f"{name}.tmx", memory(report, corrections, confirmed_pairs(report, records))
    bitext = corrected(report.bitext, corrections)
    layout = report.bitext.layout
    return f"{name}.corrected.txt", encoded(transcript.write(bitext), layout.encoding if layout else "utf-8")


def _answers(file: Path, report: Report, records: list[Record]) -> Any:
    from align.feedback.document import answers_of_document
    from align.feedback.items import items_of
    from align.feedback.returned import answers_of_workbook
    from align.feedback.xliff import answers_of_xliff

    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror or error}); check the path") from error
    ending = file.suffix.lower()
    if ending == ".xlsx":
        return answers_of_workbook(data, str(file))
    items = items_of(report, records)
    if ending == ".docx":
        return answers_of_document(data, str(file), report, items)
    if ending in (".xlf", ".xliff"):
        return answers_of_xliff(data, str(file), report, items)
    raise InputError(f"{file}: feedback comes back as .xlsx, .docx or .xlf")


def _parented(where: str) -> str:
    if "://" not in where:
        Path(where).parent.mkdir(parents=True, exist_ok=True)
    return where
