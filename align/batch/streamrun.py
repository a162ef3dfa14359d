"""A streaming run over one file: output, and a state beside it from which a stopped run goes on."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

from align.batch.files import write_whole
from align.batch.plan import program_digest
from align.batch.stream import BATCH, Kind, Scorer, header_of, layout_of, pairwise, stream
from align.batch.streamfile import Line, lines, open_input, packed, skip_to
from align.encoders import revision_of
from align.errors import AlignError, InputError
from align.qa import select, signature_of

_SCHEMA = "align.stream/1"
_HEAD = 200


@dataclass(frozen=True)
class Position:
    """How far a run is: bytes of the unpacked input, lines (from 0, the header counts), bytes of the output."""

    offset: int = 0
    line: int = 0
    written: int = 0


def state_path(output: Path) -> Path:
    """Where the state of an output is kept."""
    return output.with_name(output.name + ".state")


def score_file(
    source: Path | None,
    output: Path | None,
    scorer: Scorer,
    kind: Kind | None = None,
    target_lang: str | None = None,
    start_at: int | None = None,
    resume: bool = True,
    jobs: int = 1,
    progress: Callable[[Position], None] | None = None,
) -> Position:
    """Score a file (None: standard input) into another (None: standard output) and say how far it came.

    The layout is found out by the first lines unless given. `start_at` is an offset of the unpacked input; without
    one, a state beside the output that fits input and settings is gone on from. Raises InputError and AlignError.
    """
    scorer = replace(scorer, settings=pairwise(scorer.settings))
    fingerprint = _fingerprint(source, scorer, kind, target_lang)
    at = Position(start_at or 0)
    if start_at is None and resume and output is not None:
        at = _load(output, fingerprint) or at
    with ExitStack() as stack:
        file = open_input(source) if source is None else stack.enter_context(open_input(source))
        ahead = lines(file, source)
        head = list(islice(ahead, _HEAD))
        scorer = replace(scorer, layout=layout_of(head, kind, target_lang))
        if not head:
            raise InputError(f"{source or 'standard input'}: empty; nothing to score")
        if at.offset == 0:
            rest: Iterator[Line] = chain(head, ahead)
        elif source is None:
            rest = _after(chain(head, ahead), at.offset)
        else:
            file = stack.enter_context(open_input(source))
            skip_to(file, at.offset, source)
            rest = lines(file, source, at.offset)
        out = stack.enter_context(_opened(output, at.written))
        return _run(rest, out, output, scorer, at, jobs, fingerprint, progress)


def _run(
    rest: Iterator[Line],
    out: IO[bytes],
    output: Path | None,
    scorer: Scorer,
    at: Position,
    jobs: int,
    fingerprint: str,
    progress: Callable[[Position], None] | None,
) -> Position:
    if scorer.layout.header and at.offset == 0:
        first = next(rest)
        data = packed(header_of(first), output)
        _write(out, data, output)
        at = Position(first.end, 1, len(data))
    for done in stream(rest, scorer, jobs, BATCH):
        data = packed(done.output, output)
        _write(out, data, output)
        at = Position(done.end, at.line + done.count, at.written + len(data))
        if output is not None:
            # The output is on the disk before the state says so: a state is never ahead of it.
            os.fsync(out.fileno())
            _save(output, at, fingerprint)
        if progress is not None:
            progress(at)
    return at


def _write(out: IO[bytes], data: bytes, output: Path | None) -> None:
    try:
        out.write(data)
        out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        name = output or "standard output"
        raise AlignError(f"{name}: cannot be written ({error.strerror or error}); run again to go on") from error


def _after(all_lines: Iterator[Line], offset: int) -> Iterator[Line]:
    return (line for line in all_lines if line.end > offset)


@contextmanager
def _opened(output: Path | None, written: int) -> Iterator[IO[bytes]]:
    """The output, cut back to what the state knows of."""
    if output is None:
        yield sys.stdout.buffer
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        file = output.open("r+b" if written else "wb")
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror or error}); choose another file") from error
    with file:
        file.truncate(written)
        file.seek(written)
        yield file


def _fingerprint(source: Path | None, scorer: Scorer, kind: Kind | None, target_lang: str | None) -> str:
    stat = None if source is None else source.stat() if source.is_file() else None
    parts = (
        str(source),
        None if stat is None else (stat.st_size, stat.st_mtime_ns),
        signature_of(select(scorer.settings), revision_of(scorer.model), scorer.glossary, scorer.settings),
        program_digest(),
        kind,
        target_lang,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _save(output: Path, at: Position, fingerprint: str) -> None:
    state = {"schema": _SCHEMA, "fingerprint": fingerprint, "offset": at.offset, "line": at.line, "written": at.written}
    write_whole(state_path(output), json.dumps(state) + "\n")


def _load(output: Path, fingerprint: str) -> Position | None:
    try:
        state: Any = json.loads(state_path(output).read_text(encoding="utf-8"))
        numbers = [state["offset"], state["line"], state["written"]]
        fits = state["schema"] == _SCHEMA and state["fingerprint"] == fingerprint
        if not fits or any(type(n) is not int or n < 0 for n in numbers) or output.stat().st_size < numbers[2]:
            return None
        return Position(*numbers)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None  # missing, damaged or of another run: start from the beginning
