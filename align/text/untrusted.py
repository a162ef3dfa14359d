"""Opening containers and XML that may have been made to do harm."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from align.errors import InputError

MAX_UNPACKED = 256 * 1024 * 1024
MAX_RATIO = 200
MAX_MEMBERS = 5000


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
