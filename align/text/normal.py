"""Normal forms that keep every character in its place, so that spans carry over."""

from __future__ import annotations

import unicodedata

_SIGNS = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    0x3000: " ",
    0x00A0: " ",
    0x2007: " ",
    0x202F: " ",
    **dict.fromkeys((0x2018, 0x2019, 0x02BC), "'"),
    **dict.fromkeys((0x201C, 0x201D), '"'),
    **dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2212), "-"),
}


def half_width(text: str) -> str:
    """Full-width letters, figures and signs as ASCII, curly quotes straight, hyphens one; same length."""
    return text.translate(_SIGNS)


def folded(text: str) -> str:
    """`half_width` in lower case, character by character, so that the length stays (ß and İ are kept)."""
    plain = half_width(text)
    low = plain.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := char.lower()) == 1 else char for char in plain)


def bare(text: str) -> str:
    """What is left for comparing texts: NFKC, lower case, letters and figures only. Offsets are lost."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).lower() if char.isalnum())
