"""Mainland wording against Taiwan wording: a word list with what shields a word, and a finder over it.

Columns of `wording.csv`: `mainland` (Traditional characters), `taiwan` (what to say instead, parted by `|`),
`severity` (minor: foreign to Taiwan; info: heard in Taiwan too), `shield` (longer strings in which the
characters mean something else), `english` (source words of which one is needed), `provenance`.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from align.model import Span
from align.packs.entries import values
from align.packs.fold import simplify


@dataclass(frozen=True)
class Wording:
    """A mainland word and what Taiwan says."""

    mainland: str
    taiwan: tuple[str, ...]
    severity: str
    shield: tuple[str, ...]
    english: tuple[str, ...]
    provenance: str


@cache
def wordings() -> tuple[Wording, ...]:
    """The shipped list, read once."""
    text = files("align.packs").joinpath("wording.csv").read_text("utf-8")
    return tuple(
        Wording(
            row["mainland"],
            values(row["taiwan"]),
            row["severity"],
            values(row["shield"]),
            values(row["english"]),
            row["provenance"],
        )
        for row in csv.DictReader(io.StringIO(text, newline=""), strict=True)
    )


@cache
def _finder() -> tuple[re.Pattern[str], dict[str, Wording | None]]:
    """One expression over words and shields, the longest first; shields lead to None."""
    known: dict[str, Wording | None] = {}
    for wording in wordings():
        for shield in wording.shield:
            known.setdefault(shield, None)
            known.setdefault(simplify(shield), None)
    for wording in wordings():
        known[wording.mainland] = wording
        known[simplify(wording.mainland)] = wording
    ordered = sorted(known, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered))), known


def find_wordings(text: str) -> list[tuple[Wording, Span]]:
    """Mainland words in a Chinese text with their places; linear in its length.

    Matches as written, not folded: 矽 and 硅, 帳 and 賬 are just the difference in question.
    """
    pattern, known = _finder()
    found = []
    for match in pattern.finditer(text):
        wording = known[match.group()]
        if wording is not None:
            found.append((wording, Span(*match.span())))
    return found
