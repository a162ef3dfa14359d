"""The samples are what their README says: gold spans occur, pairs exist, the clean ones are clean."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from align.formats.read import read_path
from align.model import Bitext

CORPORA = Path(__file__).parents[1] / "corpora"
# pairs, planted problems, language of the translation
SAMPLES = {
    "ostrivane-2024q3": (87, 41, "zh-Hant-TW"),
    "nivalgate-2025q2": (80, 41, "zh-Hant-TW"),
    "tarrowfield-2025q1": (75, 0, "zh-Hant-TW"),
    "veskarin-2024fy": (28, 5, "zh-Hans-CN"),
    "pellanor-2025q3": (27, 0, "zh-Hans-CN"),
}
CATEGORIES = {
    "number",
    "unit",
    "currency",
    "date",
    "direction",
    "negation",
    "name",
    "term",
    "mistranslation",
    "inconsistency",
    "omission",
    "addition",
    "duplication",
    "untranslated",
    "conversion",
    "speaker",
    "alignment",
}


def sample(name: str) -> Bitext:
    return read_path(CORPORA / f"{name}.txt")


def gold(name: str) -> list[dict[str, Any]]:
    lines = (CORPORA / f"{name}.gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_nothing_is_unlisted() -> None:
    assert {p.stem for p in CORPORA.glob("*.txt")} == set(SAMPLES)
    assert {p.name.removesuffix(".gold.jsonl") for p in CORPORA.glob("*.gold.jsonl")} == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_size_and_language(name: str) -> None:
    pairs, problems, language = SAMPLES[name]
    bitext = sample(name)
    assert (len(bitext.pairs), len(gold(name)), bitext.target_lang) == (pairs, problems, language)
    assert [p.index for p in bitext.pairs] == list(range(pairs))
    row = next(r for r in (CORPORA / "README.md").read_text(encoding="utf-8").splitlines() if f"`{name}.txt` |" in r)
    assert row.endswith(f"| {pairs} | {problems} |")


@pytest.mark.parametrize("name", SAMPLES)
def test_labels_are_structure_and_speech_is_not(name: str) -> None:
    for pair in sample(name).pairs:
        is_label = pair.source == "Operator" or re.fullmatch(r"[A-Z][\w. -]{2,30} - [A-Z][\w& ]{2,40}", pair.source)
        assert (pair.kind == "label") == bool(is_label), pair.source


@pytest.mark.parametrize("name", [n for n, (pairs, _, _) in SAMPLES.items() if pairs > 60])
def test_enough_speech(name: str) -> None:
    assert sum(p.kind == "speech" for p in sample(name).pairs) >= 45


@pytest.mark.parametrize("name", SAMPLES)
def test_gold_points_into_the_text(name: str) -> None:
    pairs = sample(name).pairs
    fields = ["pair", "category", "severity", "en_span", "zh_span", "note", "fix", "annotators", "core"]
    for item in gold(name):
        assert list(item) == fields
        assert item["category"] in CATEGORIES
        assert item["severity"] in {"critical", "major", "minor"}
        assert item["en_span"] and item["en_span"] in pairs[item["pair"]].source, item
        assert item["zh_span"] in pairs[item["pair"]].target, item
        assert item["note"].endswith((".", "?"))
        assert item["zh_span"] != item["fix"]
        assert item["annotators"] == 1 and item["core"] is True


@pytest.mark.parametrize("name", SAMPLES)
def test_gold_is_in_order_and_not_repeated(name: str) -> None:
    items = gold(name)
    assert [i["pair"] for i in items] == sorted(i["pair"] for i in items)
    keys = [(i["pair"], i["category"], i["en_span"], i["zh_span"]) for i in items]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", SAMPLES)
def test_only_planted_pairs_lack_a_translation(name: str) -> None:
    dropped = {i["pair"] for i in gold(name) if i["category"] == "omission"}
    for pair in sample(name).pairs:
        assert pair.target or pair.index in dropped


def test_the_two_long_samples_plant_every_kind() -> None:
    planted = {i["category"] for name in ("ostrivane-2024q3", "nivalgate-2025q2") for i in gold(name)}
    assert planted == CATEGORIES


def test_glossary_fits_its_sample() -> None:
    with (CORPORA / "glossary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[:3] == ["source", "target", "forbidden"]
    pairs = [p for p in sample("ostrivane-2024q3").pairs if p.kind == "speech"]
    planted = {i["pair"] for i in gold("ostrivane-2024q3")}
    for row in rows:
        uses = [p for p in pairs if re.search(rf"\b{re.escape(row['source'])}", p.source, re.IGNORECASE)]
        assert uses, row["source"]
        for pair in uses:
            right = any(t in pair.target for t in row["target"].split("|"))
            wrong = any(f in pair.target for f in row["forbidden"].split("|") if f)
            assert (right and not wrong) or pair.index in planted, (row["source"], pair.target)
