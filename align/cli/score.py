"""`align score`: marks for millions of pairs."""

from __future__ import annotations

import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from align.cli import CLEAN, say
from align.cli.options import checking_options, plan_of
from align.errors import AlignError, InputError

if TYPE_CHECKING:
    from align.batch.streamrun import Position


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "-o", "--output", default="-", show_default=True, metavar="FILE", help="Plain, .gz or .zst; - is standard output."
)
@click.option("--kind", type=click.Choice(["tsv", "jsonl"]), help="What the lines are; default: seen by the first.")
@checking_options
@click.option("--start-at", type=click.IntRange(0), metavar="BYTE", help="Go on from this offset of the unpacked text.")
@click.option("--resume/--no-resume", default=True, show_default=True, help="Go on where a stopped run of -o was.")
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no closing line.")
def score(
    file: str,
    output: str,
    kind: Any,
    start_at: int | None,
    resume: bool,
    jobs: int,
    quiet: bool,
    **checking: Any,
) -> None:
    """Score the pairs of a TSV or JSONL file (plain, .gz, .zst, or - for standard input), in order.

    \b
    Adds to each line: similarity (-1 to 1), figures (how many differ), severity (the worst), checks (ids).
    A line that is no pair is marked unreadable and kept. Memory does not grow with the file.
    """
    from align.batch.stream import Layout, Scorer
    from align.batch.streamrun import score_file

    source = None if file == "-" else Path(file)
    if source is not None and not source.is_file():
        raise InputError(f"{file}: no such file; check the path")
    target = None if output == "-" else Path(output)
    if source is not None and target is not None and target.exists() and target.samefile(source):
        raise InputError(f"{output}: input and output are the same file; choose another -o")
    plan = plan_of(output, **checking)
    threads = 1 if jobs > 1 else plan.threads
    scorer = Scorer(Layout("tsv", ""), plan.model, plan.glossary, plan.settings, threads)
    shown = _Progress(quiet)
    try:
        at = score_file(source, target, scorer, kind, plan.target_lang, start_at, resume, jobs, shown)
    except BrokenProcessPool:
        raise AlignError("a worker was ended from outside (out of memory?); run again to go on, fewer --jobs") from None
    except KeyboardInterrupt:
        shown.close()
        say(f"stopped; next --start-at {shown.offset}")
        raise
    finally:
        shown.close()
    if not quiet:
        say(f"{at.line} lines; next --start-at {at.offset}")
    sys.exit(CLEAN)


class _Progress:
    """How far it is: a line that changes, for people."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._start = time.monotonic()
        self._first: int | None = None
        self.offset = 0

    def __call__(self, at: Position) -> None:
        if self._first is None:
            self._first = at.line
        self.offset = at.offset
        if not self._quiet and sys.stderr.isatty():
            rate = (at.line - self._first) / max(1e-9, time.monotonic() - self._start)
            click.echo(f"\r\x1b[K{at.line} lines, {rate:.0f} a second, at byte {at.offset}", nl=False, err=True)

    def close(self) -> None:
        if not self._quiet and sys.stderr.isatty():
            click.echo("\r\x1b[K", nl=False, err=True)
