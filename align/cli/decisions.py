"""`align decisions`: the decision store as a file of JSON Lines, and back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from align.cli.options import STORE
from align.errors import InputError

_MAX_BYTES = 256 * 1024 * 1024

_store = click.option(
    "--decisions", metavar="STORE", help="Decisions: file or database URL; default: DIR/decisions.sqlite."
)
_folder = click.option(
    "-o", "--output", default="report", show_default=True, metavar="DIR", help="Folder of the store."
)


@click.group()
def decisions() -> None:
    """Copy decisions between a store, a file and another store; nothing is lost and nothing overwritten.

    \b
    align decisions export decisions.jsonl                       every record of report/decisions.sqlite
    align decisions import decisions.jsonl --decisions postgresql://host/name
    """


@decisions.command("export")
@click.argument("file", metavar="FILE")
@_store
@_folder
def export(file: str, decisions: str | None, output: str) -> None:
    """Write every record, undone ones too, to FILE as JSON Lines; - prints them."""
    from align.batch.files import write_bytes_whole
    from align.review.history import read_records
    from align.review.records import to_jsonl

    records = read_records(decisions or str(Path(output) / STORE))
    data = to_jsonl(records).encode("utf-8")
    if file == "-":
        sys.stdout.buffer.write(data)
        return
    if Path(file).is_dir():
        raise InputError(f"{file}: is a folder; name a file in it")
    write_bytes_whole(Path(file), data)
    click.echo(f"{file}: {len(records)} records")


@decisions.command("import")
@click.argument("file", metavar="FILE")
@_store
@_folder
def import_(file: str, decisions: str | None, output: str) -> None:
    """Add the records of FILE (JSON Lines; - for standard input) that the store does not have: all or none."""
    from align.review.records import from_jsonl
    from align.review.store import Store
    from align.text.untrusted import read_file

    name = "standard input" if file == "-" else file
    if file == "-":
        data = sys.stdin.buffer.read(_MAX_BYTES + 1)
        if len(data) > _MAX_BYTES:
            raise InputError(f"{name}: larger than {_MAX_BYTES >> 20} MB; split it by lines")
    else:
        data = read_file(Path(file), _MAX_BYTES, advice="split the file by lines")
    try:
        records = from_jsonl(data.decode("utf-8"), name)
    except UnicodeDecodeError:
        raise InputError(f"{name}: not UTF-8 text; is this a file of decisions?") from None
    if not records:
        raise InputError(f"{name}: no decisions in it; nothing was added")
    with Store(decisions or str(Path(output) / STORE)) as store:
        added = store.add(records)
    click.echo(f"{name}: {len(records)} records, {added} new")
