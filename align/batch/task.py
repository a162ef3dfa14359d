"""One document from file to reports, in whatever process runs it."""

from __future__ import annotations

import gc
import hashlib
import os
import re
import shlex
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

from align.batch import state
from align.batch.baseline import only_new
from align.batch.files import write_whole
from align.batch.plan import FILE_ENDINGS, Done, Plan
from align.batch.worklist import Document
from align.encoders import Encoder, load_encoder, revision
from align.encoders.cache import CachedEncoder
from align.errors import AlignError, InputError
from align.feedback.learned import corrections
from align.formats.decode import MAX_BYTES
from align.formats.read import read_bytes
from align.model import Bitext, Report
from align.packs.corrections import Correction
from align.packs.termbase import Termbase
from align.qa import Progress, make_report, select
from align.reports import junit, sarif
from align.reports.html import write_html
from align.reports.index import entry
from align.reports.json import render, to_dict
from align.review.history import read_previous, with_history
from align.review.pairing import decided_pairing
from align.review.records import to_json
from align.review.standing import bears_on
from align.review.terms import chosen_terms
from align.text.untrusted import read_file

_COUNTED = re.compile(r" \(\d+ times in \d+ lines\)$")


def process(
    document: Document, plan: Plan, resume: bool = False, progress: Progress | None = None, keep: bool = False
) -> Done:
    """Check one document and write its reports; nothing a document can contain makes this raise."""
    try:
        data = bytes_of(document)
        plan = plan.of_document(document.name)
        fingerprint = plan.fingerprint(hashlib.sha256(data).hexdigest())
        if resume and document.path is not None:
            kept = state.load(plan, document.name, fingerprint)
            if kept is not None:
                return replace(kept, status="unchanged")
        seconds: dict[str, float] = {}
        report = check(document, data, plan, progress, seconds)
        for kind in plan.formats:
            write_whole(plan.output / f"{document.name}{FILE_ENDINGS[kind]}", rendered(report, kind, plan, document))
        done = Done(
            name=document.name,
            status="checked",
            entry=entry(report, f"{document.name}.html", plan.policy.threshold),
            blocking=plan.policy.any(report.findings),
            summary=to_dict(report)["summary"],
            seconds=seconds,
            systemic=systemic_of(report),
            report=report if keep else None,
        )
        if document.path is not None and not keep:
            state.save(plan, done, fingerprint)
        if not keep:
            settle()
        return done
    except AlignError as error:
        return Done(document.name, "failed", str(error))
    except MemoryError:
        return Done(document.name, "failed", f"{document.name}: out of memory; split the file or use fewer --jobs")
    except Exception as error:
        if os.environ.get("ALIGN_DEBUG"):
            raise
        # a bug of ours must cost one document, not the night's run
        where = _where(error)
        return Done(
            document.name,
            "failed",
            f"{document.name}: internal error {type(error).__name__} at {where}; please report it with the file",
        )


def check(
    document: Document,
    data: bytes,
    plan: Plan,
    progress: Progress | None = None,
    seconds: dict[str, float] | None = None,
    history: bool = True,
    pairing: bool = True,
) -> Report:
    """The report of a document's bytes, with its history laid over it or not. Raises InputError.

    `pairing`: whether it is paired as reviewers corrected it, or as the file has it.
    """
    plan = plan.of_document(document.name)
    bitext = _bitext(document, data, plan.target_lang)
    paired = decided_pairing(bitext, plan.records() or () if pairing else ())
    encoder = encoder_of(plan.model, plan.threads, plan.cache)
    glossary, memory = knowledge_of(plan, document.name)
    report = make_report(paired.bitext, encoder, glossary, plan.settings, progress, seconds, memory)
    report = paired.stamped(report)
    return _with_history(report, plan, document) if history else report


def systemic_of(report: Report) -> tuple[tuple[str, str, str, int], ...]:
    """(check, group, message, count) of the open findings that were rolled up, for the roll-up over documents."""
    rolled = [f for f in report.open_findings() if f.pair is None and f.group is not None and "count" in f.evidence]
    # The count in a message is this document's own.
    return tuple((f.check, str(f.group), _COUNTED.sub("", f.message), int(f.evidence["count"])) for f in rolled)


def rendered(report: Report, kind: str, plan: Plan, document: Document) -> str:
    """The report as text of that format; the command to repeat it names the document as its user did."""
    if kind == "json":
        return render(report)
    if kind == "sarif":
        return sarif.render(report, sarif.uri_of(document.label), (check.id for check in select(plan.settings)))
    if kind == "junit":
        return junit.render(report, plan.policy.blocks, (check.id for check in select(plan.settings)))
    shown = str(document.label or "-")
    command = shlex.join(["align", "qa", shown, *plan.command])
    records = [to_json(r) for r in plan.records() or () if bears_on(r, report.bitext.name)]
    return write_html(report, command=command, fail_on=plan.policy.threshold, records=records)


@cache
def settle() -> None:
    """Spare the garbage collector what the process's first document has loaded: tables stay, and are large."""
    gc.collect()
    gc.freeze()


@cache
def encoder_of(model: str, threads: int | None, cache_folder: Path | None) -> Encoder | None:
    """The encoder of this process, loaded once."""
    if model == "use" and threads is not None:
        from align.encoders.use import UseEncoder

        encoder: Encoder | None = UseEncoder(threads)
    else:
        encoder = load_encoder(model)
    if encoder is None or cache_folder is None:
        return encoder
    return CachedEncoder(encoder, revision(encoder), cache_folder)


def bytes_of(document: Document) -> bytes:
    if document.path is None:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    return read_file(document.path, MAX_BYTES, str(document.label))


def knowledge_of(plan: Plan, document: str) -> tuple[Termbase | None, tuple[Correction, ...]]:
    """The glossary with the terms that reviewers chose, and the corrections made before in other documents."""
    records = plan.records()
    if records is None:
        return plan.glossary, ()
    chosen = chosen_terms(records)
    glossary = Termbase((*plan.glossary.terms, *chosen.terms)) if plan.glossary else chosen
    return glossary or plan.glossary, corrections(records, document)


def _with_history(report: Report, plan: Plan, document: Document) -> Report:
    """The report with earlier decisions and, where there is one, measured against the previous report."""
    records = plan.records() or ()
    if not records and plan.previous is None and plan.baseline is None:
        return report
    ran = {check.id for check in select(plan.settings)}
    decided = with_history(report, records, None if plan.previous is None else read_previous(plan.previous), ran)
    if plan.baseline is None:
        return decided
    known = only_new(decided, read_previous(plan.baseline), ran)
    # Shown is what became of the document since the report the user asked to compare with.
    return known if plan.previous is None else replace(known, extras=decided.extras)


def _bitext(document: Document, data: bytes, target_lang: str | None) -> Bitext:
    shown = str(document.label or "standard input")
    bitext = read_bytes(data, shown, document.path.suffix.lower() if document.path else "")
    if not bitext.pairs:
        raise InputError(f"{shown}: no paragraphs; nothing to check")
    bitext = replace(bitext, name=document.name)
    return replace(bitext, target_lang=target_lang) if target_lang else bitext


def _where(error: BaseException) -> str:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return "?" if frame is None else f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}"
