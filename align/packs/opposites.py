"""Words and their opposites in both languages (packs/opposites.csv): borrower against lender, 借款人 against 貸款機構."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from align.text.script import to_simplified


@dataclass(frozen=True)
class Opposite:
    """One word that may be turned round: `said` in the English, `wrong` in the Chinese that should have `right`.

    `apart` finds English words that explain the Chinese word. Chinese words are in Simplified characters.
    """

    said: re.Pattern[str]
    apart: re.Pattern[str]
    right: tuple[str, ...]
    wrong: tuple[str, ...]


def _english(*cells: str) -> re.Pattern[str]:
    words = sorted({word for cell in cells for word in cell.split("|") if word}, key=len, reverse=True)
    plain = "|".join(re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in words)
    return re.compile(rf"(?<![\w-])(?:{plain})(?![\w-])", re.IGNORECASE)


def _chinese(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(to_simplified(word) for word in cell.split("|") if word))


@cache
def opposites() -> tuple[Opposite, ...]:
    """All pairs of the table, in the one direction that a row gives and, where it names the words, the other."""
    text = (files("align.packs") / "opposites.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#")))
    found = []
    for row in rows:
        right, wrong = _chinese(row["chinese"]), _chinese(row["opposite_chinese"])
        more = row["more"] or "", row["opposite_more"] or ""
        found.append(Opposite(_english(row["english"]), _english(row["opposite"], more[0]), right, wrong))
        # The other way round any character of a right word will do.
        back = _chinese(row["reverse_chinese"])
        if back:
            loose = tuple(dict.fromkeys(char for word in wrong for char in word))
            found.append(Opposite(_english(row["opposite"]), _english(row["english"], more[1]), loose, back))
    return tuple(found)
