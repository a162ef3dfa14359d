"""Checking a list of documents: each read, checked and written on its own, so that one failure stops nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from align.batch.worklist import Document
from align.encoders import Encoder
from align.errors import AlignError, InputError
from align.formats.decode import MAX_BYTES
from align.formats.read import read_bytes, read_path
from align.model import Bitext, Report
from align.packs.termbase import Termbase
from align.qa import Progress, Settings, make_report


@dataclass(frozen=True)
class Outcome:
    """What became of a document: its report, or the one line that says why there is none."""

    document: Document
    report: Report | None
    error: str | None


def load(document: Document, target_lang: str | None = None) -> Bitext:
    """The document as a bitext named as in the work list. Raises InputError."""
    if document.path is None:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        bitext = read_bytes(data, "standard input")
    else:
        bitext = read_path(document.path)
    bitext = replace(bitext, name=document.name)
    return replace(bitext, target_lang=target_lang) if target_lang else bitext


def check_all(
    documents: Iterable[Document],
    encoder: Encoder | None,
    glossary: Termbase | None,
    settings: Settings,
    target_lang: str | None = None,
    progress: Callable[[Document], Progress | None] | None = None,
) -> Iterator[Outcome]:
    """The outcome of every document, one after the other."""
    for document in documents:
        try:
            bitext = load(document, target_lang)
            if not bitext.pairs:
                raise InputError(f"{document.name}: no paragraphs; nothing to check")
            report = make_report(bitext, encoder, glossary, settings, progress(document) if progress else None)
        except AlignError as error:
            yield Outcome(document, None, str(error))
        else:
            yield Outcome(document, report, None)
