"""Folds Chinese text so that one pattern matches both scripts, without moving any offset."""

from __future__ import annotations

from functools import cache

# Variants in daily use side by side, beyond what the Traditional→Simplified table joins.
_VARIANTS = {"臺": "台", "裏": "里", "妳": "你", "佈": "布", "佔": "占", "週": "周"}


@cache
def _table() -> dict[int, str]:
    from opencc import OpenCC  # a C++ module of 7 MB: only when a term is looked up

    converter = OpenCC("t2s")
    table: dict[int, str] = {}
    for code in range(0x3400, 0xA000):
        simple = converter.convert(chr(code))
        if len(simple) == 1 and simple != chr(code):
            table[code] = simple
    for code in range(0xFF01, 0xFF5F):  # full-width ASCII
        table[code] = chr(code - 0xFEE0).lower()
    for code in range(0x41, 0x5B):
        table[code] = chr(code + 32)
    for variant, usual in _VARIANTS.items():
        table[ord(variant)] = table.get(ord(usual), usual)
    return table


def fold(text: str) -> str:
    """Simplified characters, half-width and lower case; as long as `text`, character by character."""
    return text.translate(_table())


def simplify(text: str) -> str:
    """Simplified characters for Traditional ones, character by character; Latin letters stay as they are."""
    return "".join(folded if (folded := fold(c)) != c.lower() and not c.isascii() else c for c in text)
