"""`align glossary`: glossaries made from what is already translated."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from align.model import Bitext


@click.group()
def glossary() -> None:
    """Make glossaries from finished transcripts; they are CSV files to be edited and given to `--glossary`."""


@glossary.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", metavar="FILE", help="Where to write the CSV; default: standard output.")
def learn(paths: tuple[str, ...], output: str | None) -> None:
    """Propose terms from finished, reviewed transcripts or translation memories of one company, with their evidence."""
    from align.packs.learn import learn as learned
    from align.packs.learn import to_csv

    _put(to_csv(learned(_bitexts(paths))), output)


@glossary.command()
@click.argument("path", metavar="TRANSCRIPT")
@click.option("-o", "--output", metavar="FILE", help="Where to write the CSV; default: standard output.")
def names(path: str, output: str | None) -> None:
    """The names of a transcript with their usual rendering as target and the others as forbidden: choose, and use it."""
    from align.facts import Facts
    from align.names.export import ledger_rows

    (bitext,) = _bitexts((path,))
    found: dict[str, list[dict[str, object]]] = {}
    for row in ledger_rows(Facts(bitext)):
        if row["form"]:
            found.setdefault(str(row["name"]), []).append(row)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["source", "target", "forbidden", "kind", "count", "lines"])
    for name, rows in found.items():
        usual, *others = rows
        lines = "; ".join(f"{r['form']}: {' '.join(map(str, r['pairs']))}" for r in rows)  # type: ignore[call-overload]
        cells = [name, usual["form"], "|".join(str(r["form"]) for r in others), usual["kind"], usual["count"], lines]
        writer.writerow([_plain(str(cell)) for cell in cells])
    _put(out.getvalue(), output)


def _bitexts(paths: tuple[str, ...]) -> list[Bitext]:
    from align.batch.worklist import work_list
    from align.errors import InputError
    from align.formats.read import read_path

    documents = work_list(paths)
    if any(document.path is None for document in documents):
        raise InputError("standard input: give files")
    return [read_path(document.path, document.name) for document in documents if document.path is not None]


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _put(text: str, output: str | None) -> None:
    from align.batch.files import write_whole

    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(Path(output), text)
        click.echo(output)
