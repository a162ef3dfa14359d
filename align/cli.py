"""The command line: thin twins of library calls. The only prints and exit codes are here."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from align import __version__
from align.errors import AlignError

if TYPE_CHECKING:
    from align.batch.plan import Done, Plan
    from align.batch.worklist import Document
    from align.packs.termbase import Termbase
    from align.qa import Progress

CLEAN, FINDINGS, FAILED = 0, 1, 2
SEVERITIES = ("critical", "major", "minor", "info", "never")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="align")
def cli() -> None:
    """Check bilingual English-Chinese transcripts before they are published.

    \b
    align qa call.txt                  writes report/call.html and report/call.json
    align qa transcripts/ -o out       one report a file, and an index page
    align explain quantity.value       what a check means
    """


@cli.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o", "--output", default="report", show_default=True, metavar="DIR", help="Folder for reports; - prints."
)
@click.option("--format", "formats", multiple=True, type=click.Choice(["html", "json"]), help="Default: both.")
@click.option(
    "--glossary", "glossaries", multiple=True, metavar="FILE", help="Terms: CSV source,target,forbidden; TBX; XLSX."
)
@click.option(
    "--model", default="use", show_default=True, help="use, e5-small, none, or a sentence-transformers model."
)
@click.option("--lang", type=click.Choice(["zh-Hant-TW", "zh-Hans-CN"]), help="Target language; default: detected.")
@click.option("--only", multiple=True, metavar="CHECK", help="Run these checks only (id or group, repeatable).")
@click.option("--skip", multiple=True, metavar="CHECK", help="Leave these checks out (id or group, repeatable).")
@click.option(
    "--fail-on", default="major", show_default=True, type=click.Choice(SEVERITIES), help="Exit 1 from here on."
)
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes for many documents; default: the cores.")
@click.option("--resume/--no-resume", default=True, show_default=True, help="Leave alone what is done and unchanged.")
@click.option("--cache", metavar="DIR", help="Folder for vectors, shared by runs; default: the user's cache.")
@click.option("--no-cache", is_flag=True, help="Encode everything anew.")
@click.option("--timings", is_flag=True, help="Say on standard error where the time went.")
@click.option("-q", "--quiet", is_flag=True, help="No summary and no progress.")
def qa(
    paths: tuple[str, ...],
    output: str,
    formats: tuple[str, ...],
    glossaries: tuple[str, ...],
    model: str,
    lang: str | None,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    fail_on: str,
    jobs: int | None,
    resume: bool,
    cache: str | None,
    no_cache: bool,
    timings: bool,
    quiet: bool,
) -> None:
    """Check transcripts (files, folders, or - for standard input) and write a QA report for each.

    \b
    Exit status: 0 nothing open at or above --fail-on, 1 findings open, 2 something could not be checked.
    """
    from align.batch.plan import Plan
    from align.batch.run import run
    from align.batch.task import encoder_of
    from align.batch.worklist import work_list
    from align.encoders.cache import default_folder
    from align.encoders.use import available_cores
    from align.model import Severity
    from align.qa import Settings, select

    plan = Plan(
        output=Path(output),
        formats=formats or ("html", "json"),
        model=model,
        glossary=_glossary(glossaries),
        settings=Settings(only=only, skip=skip),
        target_lang=lang,
        fail_on=Severity.CRITICAL if fail_on == "never" else Severity(fail_on),
        cache=None if no_cache else Path(cache) if cache else default_folder(),
    )
    select(plan.settings)
    documents = work_list(paths)
    if output == "-":
        sys.exit(_print_one(documents, plan, fail_on))
    encoder_of(plan.model, plan.threads, plan.cache)
    progress = _Progress(len(documents), quiet)
    results = []
    for done in run(documents, plan, jobs or available_cores(), resume, progress.start):
        progress.finished(done)
        if done.error is not None:
            _say(done.error)
        elif not quiet:
            _summarise(done, plan)
        results.append(done)
    progress.stop()
    if len(documents) > 1:
        _write_index(sorted(results, key=lambda d: d.name), plan, " ".join(["align qa", *paths]), quiet)
    if timings:
        _print_timings(results)
    sys.exit(_status(results, fail_on))


@cli.command()
def checks() -> None:
    """List the checks."""
    from align.checks.registry import all_checks

    width = max(len(check.id) for check in all_checks())
    for check in all_checks():
        click.echo(f"{check.id:<{width}}  {check.severity.value:<8}  {check.title}")


@cli.command()
@click.argument("check")
def explain(check: str) -> None:
    """Print what CHECK means, with examples."""
    from align.checks.registry import check_by_id
    from align.reports.explain import explanation

    click.echo(explanation(check_by_id(check)), nl=False)


def main() -> None:
    """The console script: every foreseeable error becomes one line and exit status 2."""
    try:
        status = cli.main(standalone_mode=False)
        sys.exit(status if isinstance(status, int) else CLEAN)
    except click.exceptions.Abort:
        _say("stopped")
        sys.exit(FAILED)
    except click.ClickException as error:
        _say(" ".join(error.format_message().split()) + " (align --help shows the usage)")
        sys.exit(FAILED)
    except AlignError as error:
        _say(str(error))
        sys.exit(FAILED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FAILED)


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


def _glossary(files: tuple[str, ...]) -> Termbase | None:
    if not files:
        return None
    from align.packs.glossary import load_glossary
    from align.packs.termbase import Termbase

    return Termbase(tuple(term for file in files for term in load_glossary(Path(file)).terms))


def _print_one(documents: list[Document], plan: Plan, fail_on: str) -> int:
    """The one report to standard output and nothing else there."""
    from align.batch.plan import Done
    from align.batch.task import bytes_of, check, rendered
    from align.qa import worst

    if len(documents) > 1 or len(plan.formats) > 1:
        raise click.UsageError("-o - prints one report of one document: add --format json and give one PATH")
    report = check(documents[0], bytes_of(documents[0]), plan)
    click.echo(rendered(report, plan.formats[0], plan, documents[0]), nl=False)
    return _status([Done(documents[0].name, "checked", worst=worst(report.findings))], fail_on)


def _summarise(done: Done, plan: Plan) -> None:
    from rich.console import Console

    from align.reports.terminal import entry_line, print_summary

    page = plan.output / f"{done.name}.{'html' if 'html' in plan.formats else plan.formats[0]}"
    console = Console()
    if done.report is not None:
        print_summary(console, done.report, page=str(page), fail_on=plan.fail_on)
    elif done.entry is not None:
        console.print(entry_line(done.entry, done.status if done.status == "unchanged" else ""))


def _write_index(results: list[Done], plan: Plan, command: str, quiet: bool) -> None:
    from align.batch.files import write_whole
    from align.reports.index import write_index
    from align.reports.json import render_index

    failed = [(d.name, d.error) for d in results if d.error is not None]
    if "html" in plan.formats:
        entries = [d.entry for d in results if d.entry is not None]
        write_whole(plan.output / "index.html", write_index(entries, command=command))
    if "json" in plan.formats:
        summaries = [(d.name, d.summary) for d in results if d.error is None]
        write_whole(plan.output / "index.json", render_index(summaries, failed))
    if not quiet:
        click.echo(str(plan.output / ("index.html" if "html" in plan.formats else "index.json")))


def _print_timings(results: list[Done]) -> None:
    seconds: dict[str, float] = {}
    for done in results:
        for name, spent in done.seconds.items():
            seconds[name] = seconds.get(name, 0.0) + spent
    total = sum(seconds.values()) or 1.0
    for name, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        click.echo(f"{spent:9.3f} s  {100 * spent / total:5.1f} %  {name}", err=True)


def _status(results: list[Done], fail_on: str) -> int:
    from align.model import Severity

    if any(done.error is not None for done in results):
        return FAILED
    if fail_on == "never":
        return CLEAN
    limit = Severity(fail_on).rank
    return FINDINGS if any(d.worst is not None and d.worst.rank >= limit for d in results) else CLEAN


def _say(message: str) -> None:
    """One line to standard error, without control characters that a file name may bring."""
    line = "".join(ch if ch.isprintable() else "?" for ch in " ".join(message.split()))
    click.echo(f"align: {line}", err=True)


if __name__ == "__main__":
    main()
