"""Opening office files that come from outside."""

from __future__ import annotations

import io
import zipfile
import zlib

from align.errors import InputError
from align.text.untrusted import check_zip


def check_office(data: bytes, name: str) -> None:
    """Refuse what `check_zip` refuses, and parts that declare a document type: office programs write none.

    Raises InputError; entities are then out of the question, whatever parser a library uses.
    """
    check_zip(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                # Without the zeros UTF-16 reads like ASCII.
                if member.filename.lower().endswith((".xml", ".rels", ".vml")) and b"<!DOCTYPE" in archive.read(
                    member
                ).replace(b"\0", b""):
                    raise InputError(f"{name}: declares entities; refused as unsafe")
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise InputError(f"{name}: broken office file ({type(error).__name__}); save it again") from error
