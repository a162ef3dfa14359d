"""The shipped domain pack: every entry's own examples, and that entries do not contradict each other."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from align.checks.term_pack import CHECKS, wrong_renderings
from align.facts import Facts
from align.model import Bitext, Pair, Severity
from align.packs.domain import COLUMNS, Entry, entries, read_entries
from align.packs.fold import fold
from align.packs.termbase import Termbase

PACKS = sorted({entry.pack for entry in entries()})


def fired(entry: Entry, source: str, target: str) -> list[Entry]:
    language = "zh-Hans-CN" if entry.locale == "cn" else "zh-Hant-TW"
    bitext = Bitext("sample", (Pair(0, source, target),), target_lang=language)
    return [wrong.entry for wrong in wrong_renderings(Facts(bitext))]


def of_pack(name: str) -> list[Entry]:
    return [entry for entry in entries() if entry.pack == name]


@pytest.mark.parametrize("name", PACKS)
def test_wrong_renderings_fire_in_their_example(name: str) -> None:
    silent = [
        (entry.source[0], wrong)
        for entry in of_pack(name)
        for wrong in entry.wrong
        if entry not in fired(entry, entry.en, entry.zh.replace("{}", wrong))
    ]
    assert not silent


@pytest.mark.parametrize("name", PACKS)
def test_right_renderings_pass_in_the_example(name: str) -> None:
    loud = [
        (entry.source[0], right)
        for entry in of_pack(name)
        for right in entry.accepted(entry.locale == "cn")
        if fired(entry, entry.en, entry.zh.replace("{}", right))
    ]
    assert not loud


@pytest.mark.parametrize("name", PACKS)
def test_other_senses_pass(name: str) -> None:
    loud = [e.source[0] for e in of_pack(name) if e.other_en and fired(e, e.other_en, e.other_zh)]
    assert not loud


@pytest.mark.parametrize("together", [True, False])
def test_plain_words_in_their_plain_sense_pass(together: bool) -> None:
    """Sound translations in which words of the pack mean something else, one by one and as one document."""
    lines = (Path(__file__).parent / "terms_clean.tsv").read_text("utf-8").splitlines()
    pairs = [Pair(i, *line.split("\t")) for i, line in enumerate(lines)]
    documents = [pairs] if together else [[pair] for pair in pairs]
    loud = [
        (wrong.source.of(wrong.pair.source), wrong.target.of(wrong.pair.target), wrong.pair.source)
        for document in documents
        for wrong in wrong_renderings(Facts(Bitext("clean", tuple(document))))
    ]
    assert not loud


def test_size_and_fields() -> None:
    assert len(entries()) >= 1000
    for entry in entries():
        assert entry.provenance in {"trade", "sample"}, entry
        assert entry.severity in {s.value for s in Severity}, entry
        assert entry.locale in {"", "tw", "cn"}, entry
        assert entry.source and (entry.right or entry.wrong), entry
        assert entry.en, entry
        assert not entry.wrong or "{}" in entry.zh, entry
        assert bool(entry.other_en) == bool(entry.other_zh), entry


def _overlap(one: Entry, other: Entry) -> bool:
    """Whether two entries for the same words can hold at once."""
    if one.locale and other.locale and one.locale != other.locale:
        return False
    return not (set(one.with_) & set(other.without) or set(other.with_) & set(one.without))


def _contradictions() -> Iterator[tuple[str, str]]:
    by_source: dict[str, list[Entry]] = {}
    for entry in entries():
        both = {fold(r) for r in entry.right} & {fold(w) for w in entry.wrong}
        yield from ((entry.source[0], word) for word in both)
        for source in entry.source:
            by_source.setdefault(source.lower(), []).append(entry)
    for source, same in by_source.items():
        for one in same:
            for other in same:
                if one is not other and not one.with_ and not other.with_ and _overlap(one, other):
                    both = {fold(r) for r in one.right} & {fold(w) for w in other.wrong}
                    yield from ((source, word) for word in both)


def test_no_contradictions() -> None:
    assert not list(_contradictions())


def test_no_term_twice_in_a_pack() -> None:
    seen: set[tuple[object, ...]] = set()
    for entry in entries():
        for source in entry.source:
            key = (entry.pack, source, entry.with_, entry.locale, entry.severity)
            assert key not in seen, key
            seen.add(key)


def test_files_are_sorted() -> None:
    for file in files("align.packs").joinpath("terms").iterdir():
        if file.name.endswith(".csv"):
            rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
            keys = [(r["source"].lower(), r["with"], r["right"], r["wrong"]) for r in rows]
            assert keys == sorted(keys), file.name


def test_bad_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="bad row"):
        list(read_entries("source,right\na,b\n", "x"))
    assert "source" in COLUMNS and "with" in COLUMNS


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_check_examples(check) -> None:
    for samples, fires in ((check.bad, True), (check.good, False)):
        assert len(samples) >= 2
        for sample in samples:
            pairs = tuple(Pair(i, *texts) for i, texts in enumerate(sample.pairs))
            hits = list(check.run(Facts(Bitext("sample", pairs)), check.options))
            assert bool(hits) is fires, sample


def test_a_glossary_overrides_the_pack() -> None:
    bitext = Bitext("sample", (Pair(0, "It improved our bottom line.", "改善了我們的底線。"),))
    assert wrong_renderings(Facts(bitext))
    assert not wrong_renderings(Facts(bitext, glossary=Termbase.from_rows([("bottom line", "底線", "")])))


@pytest.mark.parametrize(
    ("source", "target", "proposed"),
    [
        ("Net debt fell.", "網路債務下降。", "淨負債"),
        ("Net cash fell.", "網路現金下降。", "淨現金"),
        ("We are a fast follower.", "我們是快速追隨者。", None),
    ],
)
def test_only_the_first_term_of_an_entry_gets_its_suggestion(source: str, target: str, proposed: str | None) -> None:
    facts = Facts(Bitext("sample", (Pair(0, source, target),)))
    (hit,) = (hit for check in CHECKS for hit in check.run(facts, check.options))
    assert hit.suggestion == proposed


def test_simplified_targets_and_their_suggestion() -> None:
    bitext = Bitext(
        "sample", (Pair(0, "We recorded an impairment of goodwill.", "我们计提了善意减值。"),), target_lang="zh-Hans-CN"
    )
    check = next(c for c in CHECKS if c.id == "term.false-friend")
    (hit,) = check.run(Facts(bitext), check.options)
    assert hit.suggestion is not None and fold(hit.suggestion) == hit.suggestion
