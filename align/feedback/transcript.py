"""The corrected transcript: in its own format, byte for byte as it was but for the corrected lines."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterable
from xml.sax.saxutils import escape

from align.errors import InputError
from align.feedback.items import Corrections, corrected
from align.formats import jsonl, transcript
from align.formats.decode import decode
from align.formats.read import read_bytes
from align.model import Bitext
from align.text.langs import encoded

# How a text may stand in a file of that kind. A text is written in the form its predecessor was found in.
Form = Callable[[str], str]


def _as_is(text: str) -> str:
    return text


def _quoted(text: str) -> str:
    return text.replace('"', '""')


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _json_ascii(text: str) -> str:
    return json.dumps(text)[1:-1]


def _markup(text: str) -> str:
    return escape(text, {'"': "&quot;", "'": "&apos;"})


_FORMS: dict[str, tuple[Form, ...]] = {
    ".jsonl": (_json, _json_ascii),
    ".ndjson": (_json, _json_ascii),
    ".csv": (_quoted, _as_is),
    ".tsv": (_as_is, _quoted),
    ".tab": (_as_is, _quoted),
    ".xlf": (escape, _markup),
    ".xliff": (escape, _markup),
    ".tmx": (escape, _markup),
}


def corrected_file(bitext: Bitext, corrections: Corrections, data: bytes, ending: str) -> tuple[str, bytes]:
    """(ending, content) of the file `data`, from which `bitext` was read, with its corrected lines in place.

    What cannot be put back with certainty (read again, every line must be as expected) becomes JSON Lines.
    """
    new = corrected(bitext, corrections)
    if bitext.layout is not None and bitext.layout.format == "transcript":
        return ending or ".txt", _bytes(transcript.write(new), bitext.layout.encoding, data)
    changed = _patched(bitext, new, data, ending) if ending in _FORMS else None
    return (ending, changed) if changed is not None else (".jsonl", jsonl.write(new).encode("utf-8"))


def _patched(old: Bitext, new: Bitext, data: bytes, ending: str) -> bytes | None:
    """The file with the changed targets exchanged where they stand; None when that is not certain."""
    try:
        decoded = decode(data, old.name)
        text = _exchanged(decoded.text, old, new, _FORMS[ending])
        if text is None:
            return None
        made = _bytes(text, decoded.encoding, data)
        read = read_bytes(made, old.name, ending)
    except InputError:
        return None
    same = [(p.source, p.target) for p in read.pairs] == [(p.source, p.target) for p in new.pairs]
    return made if same else None


def _exchanged(text: str, old: Bitext, new: Bitext, forms: Iterable[Form]) -> str | None:
    out: list[str] = []
    written = at = 0
    for before, after in zip(old.pairs, new.pairs, strict=True):
        source = _found(text, before.source, at, forms)
        target = _found(text, before.target, source[1] if source else at, forms)
        if before.target != after.target:
            # An empty target has no place of its own.
            if not before.target or target is None:
                return None
            start, end, form = target
            piece = form(after.target)
            if form is _quoted and text[start - 1 : start] != '"' and any(ch in after.target for ch in ',"\t\r\n'):
                piece = f'"{piece}"'
            out += [text[written:start], piece]
            written = end
        at = max([at, *(place[1] for place in (source, target) if place is not None)])
    return "".join([*out, text[written:]])


def _found(text: str, part: str, start: int, forms: Iterable[Form]) -> tuple[int, int, Form] | None:
    """The first place from `start` on where `part` stands in one of the forms."""
    places = [(text.find(form(part), start), form) for form in forms] if part else []
    best = min(((at, form) for at, form in places if at >= 0), key=lambda place: place[0], default=None)
    return None if best is None else (best[0], best[0] + len(best[1](part)), best[1])


def _bytes(text: str, encoding: str, data: bytes) -> bytes:
    """The text in the encoding and byte order of `data`."""
    for mark, wide, plain in (
        (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
        (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
    ):
        if encoding == wide and data.startswith(mark):
            return mark + text.encode(plain)
    return encoded(text, encoding)
