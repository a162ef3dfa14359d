"""A file or bytes to a bitext, by its ending and its content."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from align.formats import jsonl, tables, transcript
from align.formats.decode import MAX_BYTES, decode
from align.model import Bitext
from align.text.untrusted import check_lengths, read_file

TextReader = Callable[[str, str, str, str], Bitext]
TEXT_READERS: dict[str, TextReader] = {
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".tsv": tables.read_tsv,
    ".tab": tables.read_tsv,
    ".csv": tables.read_csv,
}
# Formats that are not plain text bring a module with `read_bytes(data, name, sha256) -> Bitext`.
BINARY_READERS: dict[str, str] = {
    ".tmx": "align.formats.tmx",
    ".xlf": "align.formats.xliff",
    ".xliff": "align.formats.xliff",
}
ENDINGS = (".txt", ".text", ".md", *TEXT_READERS, *BINARY_READERS)


class _BinaryReader(Protocol):
    def read_bytes(self, data: bytes, name: str, sha256: str) -> Bitext: ...


def read_path(path: Path, name: str | None = None) -> Bitext:
    """The bitext in that file; `name` (default: the path as given) is what messages and reports call it.

    Raises InputError in one line when it cannot be read as a bitext.
    """
    return read_bytes(read_file(path, MAX_BYTES, name), name or str(path), path.suffix.lower())


def read_bytes(data: bytes, name: str, ending: str = "") -> Bitext:
    """The bitext in `data`; `ending` (".csv" ...) decides the format, else its content does."""
    bitext = _read(data, name, ending)
    check_lengths((text for pair in bitext.pairs for text in (pair.source, pair.target)), name)
    return bitext


def _read(data: bytes, name: str, ending: str) -> Bitext:
    sha256 = hashlib.sha256(data).hexdigest()
    if ending in BINARY_READERS:
        module = cast(_BinaryReader, import_module(BINARY_READERS[ending]))
        return module.read_bytes(data, name, sha256)
    decoded = decode(data, name)
    reader = TEXT_READERS.get(ending) or _sniff(decoded.text)
    return reader(decoded.text, name, decoded.encoding, sha256)


def _sniff(text: str) -> TextReader:
    if jsonl.is_jsonl(text):
        return jsonl.read
    if not transcript.is_transcript(text) and "\t" in text.split("\n", 1)[0].strip():
        return tables.read_tsv
    return transcript.read
