"""Two-column tables: TSV and CSV with the source in one column and the target in another.

A header row is taken when its cells name the columns (source/target, en/zh ...); otherwise the first
column is the source and the second the target. Further columns are kept in each pair's `meta`.
"""

from __future__ import annotations

import csv
import io
import re

from align.errors import InputError
from align.formats.structure import kinds_and_speakers
from align.model import Bitext, Pair
from align.text.langs import detect_target_lang

SOURCE_NAMES = ("source", "src", "en", "english", "source text", "原文", "英文")
TARGET_NAMES = ("target", "tgt", "zh", "zh-tw", "zh_tw", "zh-cn", "zh_cn", "zh-hant", "zh-hans", "chinese",
                "translation", "target text", "譯文", "译文", "中文")  # fmt: skip
_HAN = re.compile(r"[\u3400-\u9fff]")


def read_tsv(text: str, name: str, encoding: str = "utf-8", sha256: str = "") -> Bitext:
    """A tab-separated table; quotes are ordinary characters unless they enclose a whole cell."""
    return _read(text, name, sha256, "\t")


def read_csv(text: str, name: str, encoding: str = "utf-8", sha256: str = "") -> Bitext:
    """A comma-separated table (semicolons are recognised)."""
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    return _read(text, name, sha256, ";" if first.count(";") > first.count(",") else ",")


def _read(text: str, name: str, sha256: str, delimiter: str) -> Bitext:
    rows = _rows(text.lstrip("\ufeff"), name, delimiter)
    if not rows:
        raise InputError(f"{name}: empty; nothing to check")
    header = [cell.strip().lower() for cell in rows[0][1]]
    source_at = next((i for i, cell in enumerate(header) if cell in SOURCE_NAMES), None)
    target_at = next((i for i, cell in enumerate(header) if cell in TARGET_NAMES), None)
    if "forbidden" in header and "source" in header:
        raise InputError(f"{name}: a glossary, not a transcript; give it with --glossary")
    titles: list[str] = []
    if source_at is not None and target_at is not None:
        titles = [cell.strip() for cell in rows[0][1]]
        rows = rows[1:]
    else:
        source_at, target_at = 0, 1
    if not rows:
        raise InputError(f"{name}: only a header; nothing to check")
    sources, targets, metas = [], [], []
    for number, cells in rows:
        if len(cells) <= max(source_at, target_at):
            raise InputError(f"{name}: line {number}: {len(cells)} column(s), need source and target")
        sources.append(cells[source_at])
        targets.append(cells[target_at])
        metas.append(
            {t: c for i, (t, c) in enumerate(zip(titles, cells, strict=False)) if i not in (source_at, target_at)}
        )
    if not any(_HAN.search(t) for t in targets):
        side = (
            "the first column holds it: swap the columns" if any(_HAN.search(s) for s in sources) else "check the file"
        )
        raise InputError(f"{name}: no Chinese in the target column; {side}")
    pairs = tuple(
        Pair(index=i, source=s, target=t, kind=kind, speaker=speaker, meta=meta)
        for i, (s, t, meta, (kind, speaker)) in enumerate(
            zip(sources, targets, metas, kinds_and_speakers(sources), strict=True)
        )
    )
    return Bitext(name=name, pairs=pairs, target_lang=detect_target_lang("".join(targets)), sha256=sha256)


def _rows(text: str, name: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """(line number, cells) of every row that is not blank."""
    csv.field_size_limit(64 * 1024 * 1024)
    if delimiter == "\t":
        # Spreadsheets quote only cells with tabs, quotes or newlines; plain TSV never quotes. A stray quote
        # must not swallow the rest of the file, so quoting is honoured only where every quote is closed.
        lines = io.StringIO(text, newline="")
        if _quotes_are_sound(text):
            reader = csv.reader(lines, delimiter="\t")
        else:
            reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise InputError(f"{name}: line {reader.line_num}: not a readable table ({error})") from error


def _quotes_are_sound(text: str) -> bool:
    cells = (cell for line in text.split("\n") for cell in line.rstrip("\r").split("\t"))
    return all(not c.startswith('"') or (len(c) > 1 and c.endswith('"') and c.count('"') % 2 == 0) for c in cells)


def write_tsv(bitext: Bitext) -> str:
    """The pairs as a table with a header: source, target, speaker, and each key of the pairs' meta; tabs become blanks."""
    keys = sorted({key for pair in bitext.pairs for key in pair.meta})
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None, escapechar=None
    )
    writer.writerow(["source", "target", "speaker", *keys])
    for pair in bitext.pairs:
        cells = [pair.source, pair.target, pair.speaker or "", *(_said(pair.meta.get(key)) for key in keys)]
        writer.writerow([" ".join(cell.split()) for cell in cells])
    return out.getvalue()


def _said(value: object) -> str:
    if value is None:
        return ""
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
