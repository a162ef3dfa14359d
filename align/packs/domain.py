"""The shipped domain pack: terms of earnings calls with right and wrong Chinese renderings, as CSV files.

Columns of `terms/*.csv` (several values parted by `|`, `…` in a rendering stands for a short gap):
source     English base forms; an entry written with capitals matches in its own case only
with       the entry applies only when one of these stands within 10 words; empty: always
without    ... and none of these within 10 words
excuse     words within 30 words that account for the wrong rendering
right      renderings that pass, generously; the first is the suggestion for zh-TW
cn         further right renderings in zh-CN; the first is the suggestion there
wrong      renderings that are a mistake in this sense
en, zh     an example: `{}` in zh filled with a wrong rendering fires, with a right one it does not
other_en, other_zh  another sense or an excuse, with a wrong rendering rightly there: must not fire
locale     tw or cn when the entry holds for one of them only
severity   critical, major or minor
note, provenance    why; `trade` = general knowledge of the trade, `sample` = known from one document only
In a document on a pack's topic (`topics.csv`: words that tell the sector) its entries need no `with`,
unless that begins with `!`.
An entry without wrong renderings only shields its words from shorter entries (raw material, material).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from align.packs.entries import values
from align.packs.fold import simplify
from align.packs.lemma import WORD
from align.packs.matcher import Matcher, Word

NEAR = 10  # words on either side in which `with` and `without` look
STRICT = "!"  # first in `with`: needed near even in a document on the topic
FAR = 30  # ... and in which `excuse` looks
_LISTS = frozenset({"source", "with_", "without", "excuse", "right", "cn", "wrong"})


@dataclass(frozen=True)
class Entry:
    """A row of a pack; `pack` is its file's name without ending."""

    pack: str
    source: tuple[str, ...]
    with_: tuple[str, ...]
    without: tuple[str, ...]
    excuse: tuple[str, ...]
    right: tuple[str, ...]
    cn: tuple[str, ...]
    wrong: tuple[str, ...]
    en: str
    zh: str
    other_en: str
    other_zh: str
    locale: str
    severity: str
    note: str
    provenance: str

    def accepted(self, simplified: bool) -> tuple[str, ...]:
        """All renderings that pass, for zh-CN when `simplified`."""
        return self.right + self.cn if simplified else self.right

    def suggestion(self, simplified: bool) -> str | None:
        """The rendering to propose, for zh-CN when `simplified`."""
        first = (self.cn or self.right) if simplified else (self.right or self.cn)
        return None if not first else simplify(first[0]) if simplified else first[0]


COLUMNS = tuple(f.name.rstrip("_") for f in fields(Entry) if f.name != "pack")


@dataclass(frozen=True)
class Pack:
    """All entries and the matcher over their sources. `owner[i]` is the entry of pattern i."""

    entries: tuple[Entry, ...]
    matcher: Matcher
    owner: tuple[int, ...]


def read_entries(text: str, pack: str) -> Iterable[Entry]:
    """The rows of one pack file. Raises ValueError when a row has not the columns above."""
    for row in csv.DictReader(io.StringIO(text, newline=""), strict=True):
        if set(row) != set(COLUMNS) or None in row.values():
            raise ValueError(f"{pack}: bad row {row}")
        cells: dict[str, object] = {}
        for item in fields(Entry):
            cell = row.get(item.name.rstrip("_"), "")
            cells[item.name] = values(cell) if item.name in _LISTS else cell
        cells["pack"] = pack
        yield Entry(**cells)  # type: ignore[arg-type]


@cache
def entries() -> tuple[Entry, ...]:
    """All shipped entries, read once."""
    found: list[Entry] = []
    for file in sorted(files("align.packs").joinpath("terms").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".csv"):
            found += read_entries(file.read_text("utf-8"), file.name.removesuffix(".csv"))
    return tuple(found)


@cache
def pack(simplified: bool) -> Pack:
    """The shipped pack for zh-CN (`simplified`) or zh-TW."""
    unwanted = "tw" if simplified else "cn"
    return build(entry for entry in entries() if entry.locale != unwanted)


def build(chosen: Iterable[Entry]) -> Pack:
    """A pack of these entries."""
    kept = tuple(chosen)
    patterns = [(source, i) for i, entry in enumerate(kept) for source in entry.source]
    cased = [i for i, (source, _) in enumerate(patterns) if source != source.lower()]
    matcher = Matcher([source for source, _ in patterns], cased, plurals=False, phrases=True)
    return Pack(kept, matcher, tuple(i for _, i in patterns))


def places_of(words: list[Word]) -> dict[str, list[int]]:
    """Where each base form stands among the words of a line, for `applies`."""
    found: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        for form in word.forms:
            found.setdefault(form, []).append(place)
    return found


def applies(
    entry: Entry, words: list[Word], where: Mapping[str, list[int]], first: int, last: int, on_topic: bool = False
) -> bool:
    """Whether the entry's conditions hold at words `first` to `last`; a document `on_topic` needs no `with`.

    `where` is `places_of(words)`.
    """
    needed = entry.with_ and (not on_topic or entry.with_[0] == STRICT)
    if needed:  # a phrase may hold its own context
        inner = range(first, last + 1) if last > first else range(0)
        if not _any(entry.with_, words, where, first, last, NEAR, inner):
            return False
    if entry.without and _any(entry.without, words, where, first, last, NEAR):
        return False
    return not (entry.excuse and _any(entry.excuse, words, where, first, last, FAR))


def _any(
    wanted: tuple[str, ...],
    words: list[Word],
    where: Mapping[str, list[int]],
    first: int,
    last: int,
    reach: int,
    inner: range = range(0),
) -> bool:
    """Whether a wanted word or phrase stands within `reach` words of the term, or at a place of `inner`."""
    single, phrases = _wanted(wanted)
    low, high = first - reach, last + reach
    for form in single & where.keys():
        if any((low <= place < first or last < place <= high) or place in inner for place in where[form]):
            return True
    if not phrases:
        return False
    near = words[max(0, low) : first] + words[last + 1 : high + 1]
    own = words[inner.start : inner.stop]
    line = f" {' '.join(word.forms[0] for word in own + near)} "
    return any(phrase in line for phrase in phrases)


@cache
def _wanted(items: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The single words of a condition, and its phrases with a blank on either side."""
    split = [[match.group().lower() for match in WORD.finditer(item)] for item in items]
    return frozenset(w[0] for w in split if len(w) == 1), tuple(f" {' '.join(w)} " for w in split if len(w) > 1)


@cache
def topics() -> Mapping[str, frozenset[str]]:
    """The words that tell a document's sector, lower-cased, by pack."""
    text = files("align.packs").joinpath("topics.csv").read_text("utf-8")
    return {row["pack"]: frozenset(values(row["words"])) for row in csv.DictReader(io.StringIO(text, newline=""))}


@cache
def _packs_of_words() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, words in topics().items():
        for word in words:
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def sectors(counts: Mapping[str, int]) -> frozenset[str]:
    """The packs whose topic a document with these word counts has: 4 uses of at least 2 of its words."""
    packs = _packs_of_words()
    uses: dict[str, list[int]] = {}
    for word in packs.keys() & counts.keys():
        for name in packs[word] if counts[word] else ():
            uses.setdefault(name, []).append(counts[word])
    return frozenset(name for name, found in uses.items() if len(found) >= 2 and sum(found) >= 4)
