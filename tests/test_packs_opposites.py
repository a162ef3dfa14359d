"""The table of opposites: every row fires on its wrong words, and on nothing that the row explains."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from align.checks.meaning_opposite import CHECK
from align.facts import Facts
from align.model import Bitext, Pair
from align.packs.opposites import opposites

TEXT = (files("align.packs") / "opposites.csv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(line for line in TEXT.splitlines() if line and not line.startswith("#")))


def fires(source: str, target: str) -> bool:
    pair = Pair(0, f"{source} matters, as was said.", f"談到{target}。")
    return bool(list(CHECK.run(Facts(Bitext("x", (pair,))), CHECK.options)))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["english"].split("|")[0])
def test_row_fires_on_its_opposite_alone(row: dict[str, str]) -> None:
    said, right = row["english"].split("|")[0], row["chinese"].split("|")[0]
    for wrong in row["opposite_chinese"].split("|"):
        assert fires(said, wrong)
        assert not fires(said, f"{right}與{wrong}")
        assert not fires(f"{said} or {row['opposite'].split('|')[0]}", wrong)


@pytest.mark.parametrize("row", [r for r in ROWS if r["reverse_chinese"]], ids=lambda row: row["english"].split("|")[0])
def test_row_fires_the_other_way_round(row: dict[str, str]) -> None:
    said = row["opposite"].split("|")[0]
    for wrong in row["reverse_chinese"].split("|"):
        assert fires(said, wrong)
        assert not fires(f"{said} or {row['english'].split('|')[0]}", wrong)


def test_no_word_is_right_and_wrong_or_too_short_to_say_anything() -> None:
    for opposite in opposites():
        assert not set(opposite.right) & set(opposite.wrong)
        assert all(len(word) > 1 for word in opposite.wrong)
