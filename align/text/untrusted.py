"""Opening files, containers and XML that may have been made to do harm."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from align.errors import InputError

# A call of three hours is some 150,000 characters; time and memory grow with what must be compared at once.
MAX_PARAGRAPH = 500_000
MAX_UNPACKED = 256 * 1024 * 1024
MAX_RATIO = 200
MAX_MEMBERS = 5000
MAX_CELLS = 4_000_000
_ROW = 8  # what a row costs besides its cells, in cells


def read_file(path: Path, limit: int, name: str | None = None, advice: str = "split the file") -> bytes:
    """The bytes of an ordinary file of at most `limit` bytes; `name` (default: the path) is what messages call it.

    Raises InputError in one line; pipes and devices, which may never end, are refused before they are opened.
    """
    name = name or str(path)
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "a pipe or device"
            raise InputError(f"{name}: is {kind}, not a file; check the path")
        with path.open("rb") as file:
            data = file.read(min(limit, path.stat().st_size) + 1)
    except (OSError, ValueError) as error:
        raise InputError(
            f"{name}: cannot be read ({getattr(error, 'strerror', None) or error}); check the path"
        ) from error
    if len(data) > limit:
        raise InputError(f"{name}: larger than {limit >> 20} MB, which is all this tool reads; {advice}")
    return data


def check_lengths(texts: Iterable[str], name: str) -> None:
    """Refuse paragraphs that no speaker ever spoke. Raises InputError with the number of the paragraph, from 1."""
    for number, text in enumerate(texts):
        if len(text) > MAX_PARAGRAPH:
            raise InputError(
                f"{name}: paragraph {number // 2 + 1} has {len(text)} characters, more than the {MAX_PARAGRAPH} that are "
                "checked as one; put line breaks where its paragraphs end"
            )


def check_zip(data: bytes, name: str) -> None:
    """Refuse archives (xlsx, docx) that unpack to far more than they weigh, before any library opens them.

    Raises InputError also for what is no archive at all.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InputError(f"{name}: broken or no office file; save it again as .xlsx or .docx") from error
    unpacked = sum(member.file_size for member in members)
    # A document of a few kilobytes may well be packed 200-fold; a bomb is both large and dense.
    dense = unpacked > 16 * 1024 * 1024 and unpacked > MAX_RATIO * max(1, len(data))
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or dense:
        raise InputError(f"{name}: unpacks to {unpacked} bytes in {len(members)} parts; refused as unsafe")
    if any(member.flag_bits & 0x1 for member in members):
        raise InputError(f"{name}: protected by a password; save it without one")


def sheet_rows(sheet: Any, name: str, values: bool = True, most: int = MAX_CELLS) -> Iterator[tuple[Any, ...]]:
    """The rows of a read-only worksheet (openpyxl), cells or their values, each as wide as what it holds.

    What the file says of its size is not believed: one cell at the far corner would make 17 thousand million empty
    ones. Raises InputError when more than `most` cells come out: empty ones to the left and rows above count.
    """
    sheet.reset_dimensions()
    count = 0
    for row in sheet.iter_rows(values_only=values):
        count += len(row) + _ROW
        if count > most:
            raise InputError(f"{name}: more than {most} cells; remove what is beside and below the texts")
        yield row


def parse_xml(data: bytes, name: str) -> Any:
    """The root element (lxml), entities and network off. Raises InputError with the line of the first fault."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        reason = " ".join(str(error).split())[:120]
        raise InputError(f"{name}: line {line}: not well-formed XML ({reason})") from error
    if root is None or (root.getroottree().docinfo.internalDTD is not None and _has_entities(root)):
        raise InputError(f"{name}: declares entities; refused as unsafe")
    return root


def _has_entities(root: Any) -> bool:
    dtd = root.getroottree().docinfo.internalDTD
    return any(True for _ in dtd.iterentities())


def xml_text(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold."""
    return "".join(
        ch
        for ch in text
        if ch in "\t\n\r" or 0x20 <= ord(ch) <= 0xD7FF or 0xE000 <= ord(ch) <= 0xFFFD or ord(ch) > 0xFFFF
    )
