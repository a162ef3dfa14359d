"""The index of a run over many documents, in every format that was asked for. Holds one document or page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from align.batch.files import write_pieces_whole, write_whole
from align.batch.manifest import About
from align.batch.plan import FILE_ENDINGS, Plan
from align.batch.results import Results
from align.batch.trends import Trends, to_dict, trends
from align.reports import junit, sarif
from align.reports.index import ROWS, count, page_name, write_page
from align.reports.json import render_index


def write_overview(results: Results, plan: Plan, command: str, manifest: Mapping[str, About]) -> Path:
    """Write the index of every format and give the path of the first one's. Raises AlignError when a disk is full."""
    found = trends(results.by_name(), manifest)
    if "html" in plan.formats:
        _write_pages(results, plan, command, found)
    if "json" in plan.formats:
        summaries = ((done.name, done.summary) for done in results.by_name())
        pieces = render_index(summaries, results.failed(), to_dict(found))
        write_pieces_whole(plan.output / "index.json", _bytes(pieces))
    if "sarif" in plan.formats:
        write_whole(plan.output / "index.sarif", sarif.merged(_texts(results, plan, "sarif")))
    if "junit" in plan.formats:
        suites = junit.merged(_texts(results, plan, "junit"), list(results.failed()))
        write_whole(plan.output / "index.junit.xml", suites)
    return plan.output / f"index{FILE_ENDINGS['html' if 'html' in plan.formats else plan.formats[0]]}"


def _write_pages(results: Results, plan: Plan, command: str, found: Trends) -> None:
    counts = count(results.worst_first())
    rows = results.worst_first()
    failed = list(islice(results.failed(), ROWS))
    number = 1
    while (some := list(islice(rows, ROWS))) or number == 1:
        page = write_page(some, counts, number, failed=failed if number == 1 else (), command=command, trends=found)
        write_whole(plan.output / page_name(number), page)
        number += 1
    while (stale := plan.output / page_name(number)).is_file():  # of a longer run before
        stale.unlink(missing_ok=True)
        number += 1


def _texts(results: Results, plan: Plan, kind: str) -> Iterator[str]:
    """The reports of that kind, one at a time."""
    for done in results.by_name():
        yield (plan.output / f"{done.name}{FILE_ENDINGS[kind]}").read_text(encoding="utf-8")


def _bytes(pieces: Iterator[str]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece.encode("utf-8", "surrogatepass")
