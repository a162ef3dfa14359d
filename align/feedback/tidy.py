"""Texts as office programs give them back: what Word and Excel put in unasked is taken out again."""

from __future__ import annotations

import re

from align.feedback.sheet import cell_text
from align.text.han import HAN_CLASS

# Zero-width spaces and joiners, the byte order mark, soft hyphens, marks of direction.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_HARD_SPACE = re.compile("[\u00a0\u2007\u202f]")
_BREAK = re.compile(r"[ \t]*(?:\r\n?|\n|\v|\u2028|\u2029|_x000[dD]_)\s*")
_WIDE = re.compile(f"[{HAN_CLASS}\u3000-\u303f\uff01-\uff60]")


def tidied(text: str, was: str = "") -> str:
    """The text without unseen characters, hard spaces and line breaks that the text it replaces, `was`, has not."""
    if not _UNSEEN.search(was):
        text = _UNSEEN.sub("", text)
    if not _HARD_SPACE.search(was):
        text = _HARD_SPACE.sub(" ", text)
    if "\n" in was:
        return _BREAK.sub("\n", text).strip()
    return _BREAK.sub(_joint, text).strip()


def same(text: str, known: str) -> bool:
    """Whether a text that came back is one that is known, also where a cell could not hold all of it."""
    return tidied(text) in (tidied(known), tidied(cell_text(known)))


def _joint(match: re.Match[str]) -> str:
    """Nothing where a line breaks between two Chinese characters, else a space."""
    text, (start, end) = match.string, match.span()
    wide = start > 0 and end < len(text) and _WIDE.match(text[start - 1]) and _WIDE.match(text[end])
    return "" if wide else " "
