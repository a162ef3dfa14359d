"""The command line: thin twins of library calls. The only prints and exit codes are here."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from align import __version__
from align.errors import AlignError

if TYPE_CHECKING:
    from align.batch.run import Outcome
    from align.batch.worklist import Document
    from align.model import Severity
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
@click.option("--glossary", "glossaries", multiple=True, metavar="FILE", help="Terms: CSV source,target,forbidden.")
@click.option(
    "--model", default="use", show_default=True, help="use, e5-small, none, or a sentence-transformers model."
)
@click.option("--lang", type=click.Choice(["zh-Hant-TW", "zh-Hans-CN"]), help="Target language; default: detected.")
@click.option("--only", multiple=True, metavar="CHECK", help="Run these checks only (id or group, repeatable).")
@click.option("--skip", multiple=True, metavar="CHECK", help="Leave these checks out (id or group, repeatable).")
@click.option(
    "--fail-on", default="major", show_default=True, type=click.Choice(SEVERITIES), help="Exit 1 from here on."
)
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
    quiet: bool,
) -> None:
    """Check transcripts (files, folders, or - for standard input) and write a QA report for each.

    \b
    Exit status: 0 nothing open at or above --fail-on, 1 findings open, 2 something could not be checked.
    """
    from align.batch.run import check_all
    from align.batch.worklist import work_list
    from align.encoders import load_encoder
    from align.model import Severity
    from align.qa import Settings, select

    settings = Settings(only=only, skip=skip)
    select(settings)
    documents = work_list(paths)
    wanted = formats or ("html", "json")
    if output == "-" and (len(documents) > 1 or len(wanted) > 1):
        raise click.UsageError("-o - prints one report of one document: add --format json and give one PATH")
    glossary = _glossary(glossaries)
    encoder = load_encoder(model)
    progress = _Progress(len(documents), quiet)
    limit = Severity.CRITICAL if fail_on == "never" else Severity(fail_on)
    command = _repeat_command(paths, model, glossaries)
    outcomes = []
    for outcome in check_all(documents, encoder, glossary, settings, lang, progress.start):
        progress.stop()
        if outcome.error is not None:
            _say(outcome.error)
        elif output == "-":
            click.echo(_rendered(outcome, wanted[0], limit, command), nl=False)
        else:
            _write(outcome, Path(output), wanted, limit, command)
            if not quiet:
                _summarise(outcome, Path(output), wanted, limit)
        outcomes.append(outcome)
    if output != "-" and len(documents) > 1:
        _write_index(outcomes, Path(output), wanted, limit, command, quiet)
    sys.exit(_status(outcomes, fail_on))


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
    """What is being done, on standard error, when a person looks at it."""

    def __init__(self, total: int, quiet: bool) -> None:
        self._on = sys.stderr.isatty() and not quiet
        self._total = total
        self._done = 0
        self._shown = False

    def start(self, document: Document) -> Progress | None:
        self._done += 1
        if not self._on:
            return None

        def show(check: str) -> None:
            line = f"{self._done}/{self._total} {document.name}: {check}"
            click.echo(f"\r\x1b[K{line[:100]}", nl=False, err=True)
            self._shown = True

        return show

    def stop(self) -> None:
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._shown = False


def _glossary(files: tuple[str, ...]) -> Termbase | None:
    if not files:
        return None
    from align.packs.glossary import load_glossary
    from align.packs.termbase import Termbase

    return Termbase(tuple(term for file in files for term in load_glossary(Path(file)).terms))


def _repeat_command(paths: tuple[str, ...], model: str, glossaries: tuple[str, ...]) -> str:
    import shlex

    options = [f"--glossary {shlex.quote(file)}" for file in glossaries] + (
        [f"--model {model}"] if model != "use" else []
    )
    return " ".join(["align qa", *(shlex.quote(path) for path in paths), *options])


def _rendered(outcome: Outcome, kind: str, fail_on: Severity, command: str) -> str:
    assert outcome.report is not None
    if kind == "json":
        from align.reports.json import render

        return render(outcome.report)
    from align.reports.html import write_html

    return write_html(outcome.report, command=command, fail_on=fail_on)


def _write(outcome: Outcome, folder: Path, kinds: tuple[str, ...], fail_on: Severity, command: str) -> None:
    from align.batch.files import write_whole

    for kind in kinds:
        write_whole(folder / f"{outcome.document.name}.{kind}", _rendered(outcome, kind, fail_on, command))


def _summarise(outcome: Outcome, folder: Path, kinds: tuple[str, ...], fail_on: Severity) -> None:
    from rich.console import Console

    from align.reports.terminal import print_summary

    assert outcome.report is not None
    page = folder / f"{outcome.document.name}.{'html' if 'html' in kinds else kinds[0]}"
    print_summary(Console(), outcome.report, page=str(page), fail_on=fail_on)


def _write_index(
    outcomes: list[Outcome], folder: Path, kinds: tuple[str, ...], fail_on: Severity, command: str, quiet: bool
) -> None:
    from align.batch.files import write_whole
    from align.reports.index import entry, write_index
    from align.reports.json import render_index

    done = [(o.document.name, o.report) for o in outcomes if o.report is not None]
    if "html" in kinds:
        entries = [entry(report, f"{name}.html", fail_on) for name, report in done]
        write_whole(folder / "index.html", write_index(entries, command=command))
    if "json" in kinds:
        failed = [(o.document.name, o.error) for o in outcomes if o.error is not None]
        write_whole(folder / "index.json", render_index(done, failed))
    if not quiet:
        click.echo(str(folder / ("index.html" if "html" in kinds else "index.json")))


def _status(outcomes: list[Outcome], fail_on: str) -> int:
    from align.model import Severity
    from align.qa import worst

    if any(outcome.error is not None for outcome in outcomes):
        return FAILED
    if fail_on == "never":
        return CLEAN
    found = [worst(o.report.findings) for o in outcomes if o.report is not None]
    limit = Severity(fail_on).rank
    return FINDINGS if any(s is not None and s.rank >= limit for s in found) else CLEAN


def _say(message: str) -> None:
    """One line to standard error, without control characters that a file name may bring."""
    line = "".join(ch if ch.isprintable() else "?" for ch in " ".join(message.split()))
    click.echo(f"align: {line}", err=True)


if __name__ == "__main__":
    main()
