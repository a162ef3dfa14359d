"""Bytes to text: the encodings that transcripts come in, and clear words for what is no text."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from align.errors import InputError

MAX_BYTES = 64 * 1024 * 1024

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Big5 and GB18030 decode most of each other's bytes into rare characters, so the one whose text consists
# of common characters wins. The most frequent characters of running Chinese in either script (public
# frequency lists agree on these).
_COMMON = frozenset(
    "的一是了我不在人有來他這上個們到說時大地為子中你要就可以出會年和也對生能而得於下自之後季度營收成長公司謝"
)
_COMMON_SIMPLIFIED = frozenset(
    "的一是了我不在人有来他这上个们到说时大地为子中你要就可以出会年和也对生能而得于下自之后季度营收成长公司谢"
)
_SAMPLE = 200_000


@dataclass(frozen=True)
class Decoded:
    """The text of a file (newlines untouched) and the codec that gives the same bytes back."""

    text: str
    encoding: str


def decode(data: bytes, name: str) -> Decoded:
    """The text of `data`. Raises InputError when it is empty, too large, binary or in no known encoding."""
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: {len(data)} bytes is more than the {MAX_BYTES} this tool reads; split the file")
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _checked(_try(data, codec), codec, name)
    text = _try(data, "utf-8")
    if text is not None:
        return _checked(text, "utf-8", name)
    if b"\0" in data[:_SAMPLE]:
        wide = _utf16_without_bom(data)
        if wide is not None:
            return _checked(_try(data, wide), wide, name)
        raise InputError(f"{name}: binary, not text; give a transcript as text, JSONL, TSV or CSV")
    candidates = [(codec, _try(data, codec)) for codec in ("big5", "cp950", "gb18030")]
    decoded = [(codec, found) for codec, found in candidates if found is not None]
    if not decoded:
        raise InputError(f"{name}: neither UTF-8, UTF-16, Big5 nor GB18030; save it as UTF-8")
    codec, best = max(decoded, key=lambda item: _commonness(item[1]))
    return _checked(best, codec, name)


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _checked(text: str | None, codec: str, name: str) -> Decoded:
    if text is None:
        raise InputError(f"{name}: broken {codec.removesuffix('-sig').upper()} text; save it again as UTF-8")
    if not text.strip("\ufeff \t\r\n\x0b\x0c\u3000\u200b"):
        raise InputError(f"{name}: empty; nothing to check")
    sample = text[:_SAMPLE]
    controls = sum(1 for ch in sample if (ord(ch) < 32 and ch not in "\t\r\n\x0b\x0c\x1b") or ch == "\ufffd")
    if controls > max(3, len(sample) // 50):
        raise InputError(f"{name}: binary, not text; give a transcript as text, JSONL, TSV or CSV")
    return Decoded(text, codec)


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 text without its mark: in Latin letters and line ends every other byte is zero."""
    sample = data[: _SAMPLE & ~1]
    for codec, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        other = sample[0::2] if codec == "utf-16-le" else sample[1::2]
        if zeros.count(0) > len(zeros) // 8 and other.count(0) <= len(other) // 50 and _try(data, codec) is not None:
            return codec
    return None


def _commonness(text: str) -> float:
    """The share of common characters among the Han characters and unassigned or private code points."""
    sample = text[:_SAMPLE]
    odd = [ch for ch in sample if ord(ch) > 0x2E7F]
    if not odd:
        return 0.0
    common = sum(1 for ch in odd if ch in _COMMON or ch in _COMMON_SIMPLIFIED or ch in "，。、：；？！「」（）")
    return common / len(odd)
