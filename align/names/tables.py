"""The shipped name tables, each read when first asked for. Chinese is in Simplified characters throughout."""

from __future__ import annotations

import csv
import gzip
import io
import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


def _bytes(name: str) -> bytes:
    data = (files("align.packs") / "names" / name).read_bytes()
    return gzip.decompress(data) if name.endswith(".gz") else data


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_bytes(name).decode("utf-8"))))


_UNDECOMPOSED = str.maketrans({"ø": "o", "ß": "ss", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def fold(text: str) -> str:
    """Lower-case with diacritics taken off: `Räikkönen` gives `raikkonen`."""
    text = text.lower()
    if text.isascii():
        return text
    text = text.translate(_UNDECOMPOSED)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@cache
def known_names() -> Mapping[str, tuple[str, ...]]:
    """Folded English name -> Simplified renderings, from our own lists, CLDR, CC-CEDICT and GeoNames in this order."""
    out: dict[str, list[str]] = {}
    for table in ("known.csv", "people.csv", "cldr.csv.gz", "cedict.csv.gz", "places.csv.gz"):
        for row in _rows(table):
            have = out.setdefault(fold(row["english"]), [])
            have += [han for han in row["chinese"].split("|") if han and han not in have]
    return {name: tuple(hans) for name, hans in out.items()}


@cache
def known_renderings() -> frozenset[str]:
    """Every Simplified rendering in `known_names`."""
    return frozenset(han for hans in known_names().values() for han in hans)


@cache
def territories() -> frozenset[str]:
    """Folded English names of countries and territories."""
    return frozenset(fold(row["english"]) for row in _rows("cldr.csv.gz")) | {"turkey"}


@cache
def ordinary_words() -> frozenset[str]:
    """Lower-case English words that a dictionary uses in running text."""
    return frozenset(_bytes("ordinary.txt.gz").decode("utf-8").split())


@cache
def first_names() -> frozenset[str]:
    """Capitalised first names."""
    return frozenset(_bytes("firstnames.txt.gz").decode("utf-8").split())


@cache
def surnames() -> frozenset[str]:
    """Chinese surnames of one or two characters."""
    return frozenset(_bytes("surnames.txt").decode("utf-8").split())


@cache
def transliteration() -> Mapping[str, Any]:
    """The raw transliteration model: `units`, `letters`, `characters`."""
    table: Mapping[str, Any] = json.loads(_bytes("transliteration.json.gz"))
    return table


@cache
def asian_names() -> Mapping[str, tuple[str, ...]]:
    """Folded Korean and Japanese name -> characters it is written with, Simplified."""
    return {row["english"]: tuple(row["chinese"].split("|")) for row in _rows("asian.csv")}


@cache
def romanised() -> Mapping[str, tuple[str, ...]]:
    """Cantonese, Hokkien and free Taiwan spellings of one syllable -> pinyin syllables."""
    return {row["spelling"]: tuple(row["pinyin"].split("|")) for row in _rows("romanised.csv")}


@cache
def readings() -> Mapping[str, str]:
    """Toneless pinyin syllable -> the Simplified characters read so."""
    lines = _bytes("readings.txt.gz").decode("utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines)


@cache
def glosses() -> Mapping[str, frozenset[str]]:
    """English noun of one or two words -> the usual Simplified words it glosses, where there are several."""
    return {row["english"]: frozenset(row["chinese"].split("|")) for row in _rows("glosses.csv.gz")}
