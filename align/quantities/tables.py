"""The tables of units and currencies that both languages share, read once from align/packs/quantities."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from align.quantities.model import Kind


@dataclass(frozen=True)
class Unit:
    """A unit: `factor` of them in one base unit `base`; `en` and `zh` are its writings, the usual one first."""

    id: str
    kind: Kind
    base: str
    factor: Decimal
    en: tuple[str, ...]
    zh: tuple[str, ...]


@dataclass(frozen=True)
class Currency:
    """A currency's writings. `loose` ones are shared by several currencies and only suggest this one.

    `subunit` writings count hundredths.
    """

    code: str
    en: tuple[str, ...]
    zh: tuple[str, ...]
    symbols: tuple[str, ...]
    loose_en: tuple[str, ...]
    loose_zh: tuple[str, ...]
    sub_en: tuple[str, ...]
    sub_zh: tuple[str, ...]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of packs/quantities; lines that start with # are comments."""
    text = (files("align.packs") / "quantities" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#")))


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell that are parted by |."""
    return tuple(value for value in cell.split("|") if value)


@cache
def units() -> tuple[Unit, ...]:
    """All units of packs/quantities/units.csv."""
    return tuple(
        Unit(r["id"], Kind(r["kind"]), r["base"], Decimal(r["factor"]), split(r["en"]), split(r["zh"]))
        for r in rows("units.csv")
    )


@cache
def currencies() -> tuple[Currency, ...]:
    """All currencies of packs/quantities/currencies.csv."""
    columns = ("en", "zh", "symbols", "loose_en", "loose_zh", "sub_en", "sub_zh")
    return tuple(Currency(r["code"], *(split(r[c] or "") for c in columns)) for r in rows("currencies.csv"))
