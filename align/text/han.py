"""What a character is: Han, wide, and how many display columns a text takes."""

from __future__ import annotations

import re

# CJK ideographs of the basic plane, compatibility ideographs, 〇 々, and the supplementary planes.
HAN_CLASS = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAN = re.compile(f"[{HAN_CLASS}]")
HAN_RUN = re.compile(f"[{HAN_CLASS}]+")
LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’&.-][A-Za-zÀ-ɏ]+)*")
_WIDE = re.compile(
    f"[{HAN_CLASS}\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\uac00-\ud7a3\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]"
)


def is_han(char: str) -> bool:
    """Whether the character is a Han character."""
    return HAN.match(char) is not None


def han_count(text: str) -> int:
    """How many Han characters the text has."""
    return len(HAN.findall(text))


def columns(text: str) -> int:
    """Display columns: two for wide characters (Han, full-width signs, kana, hangul), one for others."""
    return len(text) + len(_WIDE.findall(text))
