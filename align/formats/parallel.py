"""Two plain texts, one a language: paragraphs parted by blank lines, or one a line where there are none."""

from __future__ import annotations

import re
from pathlib import Path

from align.errors import InputError
from align.formats.decode import decode

MAX_BYTES = 64 * 2**20
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")


def read_paragraphs(path: Path, name: str | None = None) -> list[str]:
    """The paragraphs of a text file. Raises InputError when it is missing, too large or empty."""
    shown = name or str(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{shown}: larger than {MAX_BYTES // 2**20} MB; split the file")
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{shown}: cannot be read ({error.strerror or error}); check the path") from error
    found = paragraphs(decode(raw, shown).text)
    if not found:
        raise InputError(f"{shown}: holds no text; give a file with one paragraph a line or blank lines between them")
    return found


def paragraphs(text: str) -> list[str]:
    """Paragraphs without blanks around them.

    Blank lines part them when there are several; lines inside such a paragraph stay. Without blank lines every line is
    a paragraph.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    blocks = [block.strip() for block in _BLANK.split(text)]
    if len(blocks) < 2:
        blocks = [line.strip() for line in text.split("\n")]
    return [block for block in blocks if block]


def read_parallel(source: Path, target: Path) -> tuple[list[str], list[str]]:
    """The paragraphs of two files, in no way paired. Raises InputError as `read_paragraphs` does."""
    return read_paragraphs(source), read_paragraphs(target)
