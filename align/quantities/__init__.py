"""Figures in text, as values: `find_quantities(text, lang)` reads English and Chinese into the same types."""

from __future__ import annotations

from align.quantities.model import Basis, Bound, Change, Kind, Quantity, Written

__all__ = ["Basis", "Bound", "Change", "Kind", "Quantity", "Written", "find_quantities"]


def find_quantities(text: str, lang: str) -> list[Quantity]:
    """All figures of `text` in order of their start, not overlapping; `lang` is a tag like en or zh-Hant-TW.

    Spans index `text`. Linear in its length. Raises ValueError for a language that is not read.
    """
    primary = lang.split("-", 1)[0].split("_", 1)[0].lower()
    if primary == "en":
        from align.quantities.english import find
    elif primary == "zh":
        from align.quantities.chinese import find
    else:
        raise ValueError(f"figures are read in English (en) and Chinese (zh), not in {lang!r}")
    return find(text)
