"""`align feedback summary`: what translators and engines were asked for, followed, and did again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from align.cli import say
from align.cli.options import STORE
from align.errors import InputError

if TYPE_CHECKING:
    from align.feedback.summary import Judged, Row

_MAX_BYTES = 16 * 1024 * 1024
_COLUMNS = (
    ("who", "Who"), ("documents", "Documents"), ("asked", "Asked"), ("followed", "Followed"),
    ("otherwise", "Otherwise"), ("left", "Left"), ("unknown", "Unknown"), ("came_back", "Came back"),
)  # fmt: skip


@click.command("summary")
@click.argument("folder", metavar="REPORT_DIR", default="report")
@click.option("--manifest", metavar="CSV", help="Who made what: columns document, translator, engine.")
@click.option(
    "--decisions", metavar="STORE", help="Decisions: file or database URL; default: REPORT_DIR/decisions.sqlite."
)
@click.option("--csv", "csv_file", metavar="FILE", help="Also write the table as CSV; - prints it instead.")
def summary(folder: str, manifest: str | None, decisions: str | None, csv_file: str | None) -> None:
    """Say what reviewers asked for, what was followed, what came back, and which checks they disbelieve.

    \b
    Followed: as asked.  Otherwise: changed, but not as asked.  Left: as it was.
    Unknown: the line is not in the document's report.  Came back: corrected before and wrong again.
    """
    from align.batch.files import write_bytes_whole
    from align.feedback.summary import judged_checks
    from align.feedback.summary import summary as summed
    from align.review.history import read_records

    if not Path(folder).is_dir():
        raise InputError(f"{folder}: no such folder of reports; give the -o folder of `align qa`")
    records = read_records(decisions or str(Path(folder) / STORE))
    rows = summed(records, _reports(Path(folder)), _groups(Path(manifest)) if manifest else None)
    checks = judged_checks(records)
    if csv_file == "-":
        click.echo(_csv(rows), nl=False)
    else:
        _print(rows, checks)
        if csv_file:
            write_bytes_whole(Path(csv_file), _csv(rows).encode("utf-8-sig"))
            click.echo(csv_file)
    for check in checks:
        if check.mute:
            decided = check.right + check.wrong
            say(f"{check.check}: {check.wrong} of {decided} findings were dismissed; {check.mute} mutes it")


def _reports(folder: Path) -> Iterator[dict[str, Any]]:
    """The JSON reports in the folder; other files are passed over, damaged reports are named."""
    from align.review.history import read_previous

    for path in sorted(folder.rglob("*.json")):
        relative = path.relative_to(folder)
        if path.name == "index.json" or any(part.startswith(".") for part in relative.parts):
            continue
        try:
            yield read_previous(path)
        except InputError as error:
            say(f"{error} (passed over)")


def _groups(path: Path) -> dict[str, dict[str, str]]:
    """Who made each document. Raises InputError when the file is not such a list."""
    from align.text.untrusted import read_file

    try:
        text = read_file(path, _MAX_BYTES, advice="is this the manifest?").decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path}: not UTF-8 text; save it as CSV UTF-8") from None
    reader = csv.DictReader(io.StringIO(text))
    try:
        columns = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        reader.fieldnames = columns
        if "document" not in columns or not {"translator", "engine"} & set(columns):
            raise InputError(f"{path}: needs the columns document and translator or engine")
        rows = [{k: v.strip() for k, v in row.items() if k and isinstance(v, str)} for row in reader]
    except csv.Error as error:
        raise InputError(f"{path}, line {reader.line_num}: not CSV ({error})") from error
    groups: dict[str, dict[str, str]] = {}
    for row in rows:
        name = row.get("document", "")
        for known in (name, str(Path(name).with_suffix(""))) if name else ():
            groups.setdefault(known, row)
    return groups


def _print(rows: Sequence[Row], checks: Sequence[Judged]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    table = Table(box=None, pad_edge=False)
    for name, title in _COLUMNS:
        table.add_column(title, justify="left" if name == "who" else "right", overflow="fold")
    for row in rows:
        who = row.who if row.kind in ("all", "document", "unknown") else f"{row.kind} {row.who}"
        table.add_row(Text(_plain(who)), *(str(getattr(row, name)) for name, _ in _COLUMNS[1:]))
    console.print(table)
    if checks:
        shown = Table(box=None, pad_edge=False)
        for title in ("Check", "Right", "Wrong", ""):
            shown.add_column(title, justify="right" if title in ("Right", "Wrong") else "left")
        for check in checks:
            shown.add_row(Text(_plain(check.check)), str(check.right), str(check.wrong), Text(_plain(check.mute)))
        console.print()
        console.print(shown)


def _csv(rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["kind", *(name for name, _ in _COLUMNS)])
    for row in rows:
        # A name that a spreadsheet would take for a formula is marked as text.
        who = f"'{row.who}" if row.who[:1] in tuple("=+-@\t\r") else row.who
        writer.writerow([row.kind, who, *(getattr(row, name) for name, _ in _COLUMNS[1:])])
    return out.getvalue()


def _plain(text: str) -> str:
    return "".join(ch if ch.isprintable() else "?" for ch in text)
