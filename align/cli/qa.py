"""`align qa`: from files to reports."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from align.cli import CLEAN, FAILED, FINDINGS, say
from align.cli.options import checking_options, plan_of

FORMATS = ("html", "json", "sarif", "junit")

if TYPE_CHECKING:
    from align.batch.plan import Done, Plan
    from align.batch.worklist import Document
    from align.qa import Progress


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o", "--output", default="report", show_default=True, metavar="DIR", help="Folder for reports; - prints."
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="html, json (default: both), sarif, junit; repeatable.",
)
@click.option("--target", metavar="FILE", help="The Chinese of PATH, unpaired (txt, docx, srt, vtt, html, xlsx).")
@checking_options
@click.option("--previous", metavar="PATH", help="Report (or folder of reports) of the run before: what is new, fixed.")
@click.option("--baseline", metavar="PATH", help="Report (or folder of reports): only what is not in it counts.")
@click.option(
    "--fail-on", multiple=True, metavar="RULE", help='Exit 1 from here on: major (default), never, "name.*>=minor".'
)
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes for many documents; default: the cores.")
@click.option(
    "--manifest", metavar="CSV", help="document,company,quarter,translator,engine,date: trends of the index page."
)
@click.option("--executor", type=click.Choice(["local", "dask"]), default="local", show_default=True, help="Who works.")
@click.option("--scheduler", metavar="ADDRESS", help="Of the Dask scheduler (tcp://host:8786), for --executor dask.")
@click.option("--resume/--no-resume", default=True, show_default=True, help="Leave alone what is done and unchanged.")
@click.option("--cache", metavar="DIR", help="Folder for vectors, shared by runs; default: the user's cache.")
@click.option("--no-cache", is_flag=True, help="Encode everything anew.")
@click.option("--timings", is_flag=True, help="Say on standard error where the time went.")
@click.option("-q", "--quiet", is_flag=True, help="No summary and no progress.")
def qa(
    paths: tuple[str, ...],
    output: str,
    formats: tuple[str, ...],
    target: str | None,
    previous: str | None,
    baseline: str | None,
    fail_on: tuple[str, ...],
    jobs: int | None,
    manifest: str | None,
    executor: str,
    scheduler: str | None,
    resume: bool,
    cache: str | None,
    no_cache: bool,
    timings: bool,
    quiet: bool,
    **checking: Any,
) -> None:
    """Check transcripts (files, folders, or - for standard input) and write a QA report for each.

    \b
    Exit status: 0 nothing open at or above --fail-on, 1 findings open, 2 something could not be checked.
    """
    from align import policy
    from align.batch.manifest import read_manifest
    from align.batch.overview import write_overview
    from align.batch.results import Results
    from align.batch.run import in_processes, run
    from align.batch.task import encoder_of
    from align.batch.worklist import work_list
    from align.encoders import DEFAULT
    from align.encoders.cache import default_folder
    from align.encoders.use import available_cores
    from align.qa import select

    plan = replace(
        plan_of(output, **checking),
        formats=formats or ("html", "json"),
        policy=policy.parse(fail_on or ("major",)),
        previous=_existing("--previous", previous),
        baseline=_existing("--baseline", baseline),
        cache=None if no_cache else Path(cache) if cache else default_folder(),
    )
    select(plan.settings)
    if target is not None:
        paths = (str(_paired(paths, target, plan)),)
    documents = work_list(paths)
    for option, path in (("--previous", plan.previous), ("--baseline", plan.baseline)):
        if len(documents) > 1 and path is not None and path.is_file():
            raise click.UsageError(f"{option} {path}: one report for {len(documents)} documents; give their folder")
    known = {} if manifest is None else read_manifest(Path(manifest))
    if output == "-":
        sys.exit(_print_one(documents, plan))
    if (executor == "dask") is not (scheduler is not None):
        raise click.UsageError("--executor dask and --scheduler ADDRESS go together")
    jobs = jobs or available_cores()
    if scheduler is None and not (in_processes(documents, jobs) and plan.model == DEFAULT):
        encoder_of(plan.model, plan.threads, plan.cache)  # a model that is not there is said once, before all else
    progress = _Progress(len(documents), quiet)
    seconds: dict[str, float] = {}
    with Results() as results:
        for done in run(documents, plan, jobs, resume, progress.start, scheduler):
            progress.finished(done)
            if done.error is not None:
                say(done.error)
            elif not quiet:
                _summarise(done, plan)
            for name, spent in done.seconds.items():
                seconds[name] = seconds.get(name, 0.0) + spent
            results.add(done)
        progress.stop()
        if len(documents) > 1:
            page = write_overview(results, plan, " ".join(["align qa", *paths]), known)
            if not quiet:
                click.echo(str(page))
        status = FAILED if results.incomplete else FINDINGS if results.blocking else CLEAN
    if timings:
        _print_timings(seconds)
    sys.exit(status)


class _Progress:
    """What is being done and how long it will take, on standard error, when a person looks at it."""

    def __init__(self, total: int, quiet: bool) -> None:
        self._on = sys.stderr.isatty() and not quiet
        self._total = total
        self._done = 0
        self._start = time.monotonic()

    def start(self, document: Document) -> Progress | None:
        return (lambda check: self._show(f"{document.name}: {check}")) if self._on else None

    def finished(self, done: Done) -> None:
        self._done += 1
        self.stop()
        if self._on and self._total > 1:
            left = (time.monotonic() - self._start) / self._done * (self._total - self._done)
            self._show(f"{done.name} {done.status}, about {left:.0f} s left")

    def stop(self) -> None:
        if self._on:
            click.echo("\r\x1b[K", nl=False, err=True)

    def _show(self, text: str) -> None:
        line = "".join(ch for ch in f"{self._done}/{self._total} {text}" if ch.isprintable())
        click.echo(f"\r\x1b[K{line[:100]}", nl=False, err=True)


def _print_one(documents: list[Document], plan: Plan) -> int:
    """The one report to standard output and nothing else there."""
    from align.batch.task import bytes_of, check, rendered

    if len(documents) > 1 or len(plan.formats) > 1:
        raise click.UsageError("-o - prints one report of one document: add --format json and give one PATH")
    report = check(documents[0], bytes_of(documents[0]), plan)
    click.echo(rendered(report, plan.formats[0], plan, documents[0]), nl=False)
    return FINDINGS if plan.policy.any(report.findings) else CLEAN


def _paired(paths: tuple[str, ...], target: str, plan: Plan) -> Path:
    """Pair two texts and keep the pairs beside the reports, where the pairing can be mended by hand."""
    from align.batch.files import write_whole
    from align.cli.pairs import paired
    from align.formats import jsonl

    if len(paths) != 1 or str(plan.output) == "-":
        raise click.UsageError("--target goes with one PATH and a folder for -o")
    bitext = paired(paths[0], target, plan.model if plan.model != "none" else "use")
    if plan.target_lang:
        bitext = replace(bitext, target_lang=plan.target_lang)
    where = plan.output / f"{Path(paths[0]).stem}.jsonl"
    write_whole(where, jsonl.write(bitext))
    if bitext.meta.get("mismatch"):
        say(f"{target}: does not look like the translation of {paths[0]}; check the files")
    return where


def _existing(option: str, path: str | None) -> Path | None:
    if path is not None and not Path(path).exists():
        raise click.UsageError(f"{option} {path}: no such report or folder")
    return None if path is None else Path(path)


def _summarise(done: Done, plan: Plan) -> None:
    from rich.console import Console

    from align.batch.plan import FILE_ENDINGS
    from align.reports.terminal import entry_line, print_summary

    page = plan.output / f"{done.name}{FILE_ENDINGS['html' if 'html' in plan.formats else plan.formats[0]]}"
    console = Console()
    if done.report is not None:
        print_summary(console, done.report, page=str(page), fail_on=plan.policy.threshold)
    elif done.entry is not None:
        console.print(entry_line(done.entry, done.status if done.status == "unchanged" else ""))


def _print_timings(seconds: dict[str, float]) -> None:
    total = sum(seconds.values()) or 1.0
    for name, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        click.echo(f"{spent:9.3f} s  {100 * spent / total:5.1f} %  {name}", err=True)
