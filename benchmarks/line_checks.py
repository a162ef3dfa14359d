"""Whole-line checks: planted errors found, flags on clean human translation, speed.

Run: .venv/bin/python -m benchmarks.line_checks [--show KIND]

Data: lines 1-1000 of NTREX-128 under $ALIGN_DATA/data/ntrex (default ../shared), each document checked as one, and
the transcripts in corpora/. Planted errors are made by rules below with a fixed seed, one a line.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from align.checks.base import Check  # noqa: E402
from align.checks.meaning_question import _ASKS_ZH  # noqa: E402
from align.checks.registry import all_checks  # noqa: E402
from align.facts import Facts  # noqa: E402
from align.formats.read import read_path  # noqa: E402
from align.model import Bitext, Hit, Pair  # noqa: E402
from align.text.latin import FUNCTION_WORDS, WORD  # noqa: E402
from align.text.negation import chinese_cues, denied_verbs, english_cues  # noqa: E402
from align.text.script import fold_variants, siblings, simplified_only, to_simplified  # noqa: E402
from align.text.sentences import clauses, split  # noqa: E402
from align.text.tokens import tokens  # noqa: E402

GROUPS = ("text.", "script.", "meaning.negation", "meaning.question", "speaker.")
DATA = Path(os.environ.get("ALIGN_DATA", ROOT.parent / "shared"))
WEIGHTY = ("critical", "major", "minor")


def checks() -> list[Check]:
    return [c for c in all_checks() if c.id.startswith(GROUPS)]


def run(bitext: Bitext, which: list[Check]) -> list[tuple[Check, Hit]]:
    facts = Facts(bitext)
    return [(check, hit) for check in which for hit in check.run(facts, check.options)]


def ntrex(column: str, lang: str) -> list[Bitext]:
    with (DATA / "data" / "ntrex" / "ntrex.tsv").open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Bitext(name, tuple(Pair(i, row["en"], row[column]) for i, row in enumerate(group)), target_lang=lang)
        for name, group in itertools.groupby(rows, key=lambda row: row["document"])
    ]


# Planters: (source, target, random) -> (target with the error, start of the error) or None


def plant_simplified(source: str, target: str, rng: random.Random) -> tuple[str, int] | None:
    back = {t: s for s, t in simplified_only().items()}
    places = [i for i, char in enumerate(target) if char in back]
    if not places:
        return None
    at = rng.choice(places)
    return target[:at] + back[target[at]] + target[at + 1 :], at


def plant_conversion(source: str, target: str, rng: random.Random) -> tuple[str, int] | None:
    family = {char: forms for forms in siblings().values() for char in forms}
    folded = fold_variants(target)
    places = [
        (i, other)
        for i, char in enumerate(target)
        for other in family.get(char, "")
        if fold_variants(other) != folded[i] and to_simplified(other) == to_simplified(char)
    ]
    if not places:
        return None
    spots = sorted({i for i, _ in places})
    at = rng.choice(spots)
    return target[:at] + rng.choice([o for i, o in places if i == at]) + target[at + 1 :], at


_AFFIRMED = {
    "沒有": "有", "没有": "有", "無法": "可以", "无法": "可以", "並未": "", "并未": "", "從未": "曾", "从未": "曾",
    "並沒有": "有", "并没有": "有", "尚未": "已", "還沒有": "已", "还没有": "已", "還沒": "已", "还没": "已",
}  # fmt: skip


def plant_negation_lost(source: str, target: str, rng: random.Random) -> tuple[str, int] | None:
    """Denials of verbs where both sides have the same number of strong cues, so that a denial is really undone."""
    words = tokens(target)
    verbs = denied_verbs(words)
    english = [cue for cue in english_cues(source) if cue.strong]
    if not verbs or len(english) != sum(cue.strong for cue in chinese_cues(words)):
        return None
    cue = rng.choice(verbs)
    new = _AFFIRMED.get(cue.text, re.sub("[並并]?[不沒没未無无非]", "", cue.text, count=1))
    return target[: cue.span.start] + new + target[cue.span.end :], cue.span.start


_VERBS = frozenset(
    [
        "會",
        "会",
        "能",
        "可以",
        "是",
        "有",
        "應該",
        "应该",
        "要",
        "可能",
        "希望",
        "認為",
        "认为",
        "需要",
        "預期",
        "打算",
        "支持",
    ]
)


def plant_negation_added(source: str, target: str, rng: random.Random) -> tuple[str, int] | None:
    words = tokens(target)
    if "?" in source:
        return None  # a denial inside a question often leaves the question the same
    verbs = [t for t in words if t.text in _VERBS]
    if not verbs or any(cue.strong for cue in chinese_cues(words)):
        return None
    verb = rng.choice(verbs)
    return target[: verb.span.start] + ("沒" if verb.text == "有" else "不") + target[
        verb.span.start :
    ], verb.span.start


def plant_question(source: str, target: str, rng: random.Random) -> tuple[str, int] | None:
    """嗎？ becomes a full stop where nothing else in the sentence asks."""
    if "?" not in source:
        return None
    places = [
        m
        for m in re.finditer("[嗎吗][？?]", target)
        if not _ASKS_ZH.search(re.split("[。？?!！]", target[: m.start()])[-1])
    ]
    if not places:
        return None
    m = rng.choice(places)
    return target[: m.start()] + "。" + target[m.end() :], m.start()


def plant_duplicated(source: str, target: str, rng: random.Random) -> tuple[str, int] | None:
    """A run of two or three words, three to eight characters, stands twice."""
    words = tokens(target)
    runs = []
    for i in range(len(words) - 1):
        for size in (2, 3):
            text = "".join(w.text for w in words[i : i + size])
            if i + size <= len(words) and re.fullmatch("[\u4e00-\u9fff]{3,8}", text):
                runs.append((words[i].span.start, text))
    if not runs:
        return None
    at, text = rng.choice(runs)
    return target[:at] + text + target[at:], at


def plant_sentence_twice(source: str, target: str, rng: random.Random) -> tuple[str, int] | None:
    spans = [s for s in split(target, "zh") if len(s.of(target)) > 10]
    if len(split(target, "zh")) < 2 or not spans:
        return None
    span = rng.choice(spans)
    return target[: span.end] + span.of(target) + target[span.end :], span.end


def plant_partial(source: str, target: str, rng: random.Random) -> tuple[str, int] | None:
    """A Chinese word gives way to a common English word of the source."""
    english = [w for w in WORD.findall(source) if w.islower() and len(w) > 4 and w not in FUNCTION_WORDS]
    words = [t for t in tokens(target) if re.fullmatch("[\u4e00-\u9fff]{2,4}", t.text)]
    if not english or not words:
        return None
    at = rng.choice(words).span
    return f"{target[: at.start]} {rng.choice(english)} {target[at.end :]}", at.start + 1


def plant_clause(source: str, target: str, rng: random.Random) -> tuple[str, int] | None:
    """One clause of the Chinese gives way to an English clause of six words or more."""
    english = [s.of(source).strip() for s in clauses(source, "en") if len(s.of(source).split()) > 5]
    chinese = clauses(target, "zh")
    if not english or len(chinese) < 2:
        return None
    span = rng.choice(chinese)
    return target[: span.start] + rng.choice(english) + target[span.end :], span.start


def plant_bracket(source: str, target: str, rng: random.Random) -> tuple[str, int] | None:
    places = [i for i, char in enumerate(target) if char in "「」（）()《》"]
    if not places or source.count('"') % 2:
        return None
    at = rng.choice(places)
    return target[:at] + target[at + 1 :], at


def plant_empty(source: str, target: str, rng: random.Random) -> tuple[str, int] | None:
    return ("", 0) if target.strip() and re.search(r"\w", source) else None


@dataclass(frozen=True)
class Kind:
    plant: Callable[[str, str, random.Random], tuple[str, int] | None]
    found_by: tuple[str, ...]
    simplified: bool = True
    anywhere: bool = False  # the finding points at what is left, not at what is gone


KINDS = {
    "simplified": Kind(plant_simplified, ("script.simplified", "script.conversion"), False),
    "conversion": Kind(plant_conversion, ("script.",), False),
    "negation lost": Kind(plant_negation_lost, ("meaning.negation",)),
    "negation added": Kind(plant_negation_added, ("meaning.negation",)),
    "question": Kind(plant_question, ("meaning.question",)),
    "phrase twice": Kind(plant_duplicated, ("text.duplicated",)),
    "sentence twice": Kind(plant_sentence_twice, ("text.duplicated",)),
    "word in English": Kind(plant_partial, ("text.partial", "text.untranslated")),
    "clause in English": Kind(plant_clause, ("text.untranslated",)),
    "bracket": Kind(plant_bracket, ("text.brackets",), anywhere=True),
    "empty": Kind(plant_empty, ("text.empty",)),
}


def lines(bitexts: list[Bitext]) -> Iterator[tuple[Bitext, Pair]]:
    for bitext in bitexts:
        for pair in bitext.pairs:
            if pair.kind == "speech":
                yield bitext, pair


def planted(name: str, kind: Kind, bitexts: list[Bitext], which: list[Check], show: bool) -> tuple[int, int]:
    rng = random.Random(11)
    found = total = 0
    useful = [c for c in which if c.id.startswith(kind.found_by)]
    for bitext, pair in lines(bitexts):
        made = kind.plant(pair.source, pair.target, rng)
        if made is None or (bitext.target_lang.startswith("zh-Hans") and not kind.simplified):
            continue
        text, at = made
        hits = run(replace(bitext, pairs=(replace(pair, index=0, target=text),)), useful)
        ok = any(kind.anywhere or h.target is None or h.target.start - 12 <= at <= h.target.end + 12 for _, h in hits)
        total += 1
        found += ok
        if show and not ok:
            print(f"    missed: {pair.source[:160]} | {text[max(0, at - 25) : at + 35]}")
    return found, total


def clean(name: str, bitexts: list[Bitext], which: list[Check], show: bool) -> None:
    start = time.process_time()
    results = [(bitext, run(bitext, which)) for bitext in bitexts]
    seconds = time.process_time() - start
    pairs = sum(len(b.pairs) for b in bitexts)
    counts = Counter(
        check.id for _, hits in results for check, hit in hits if (hit.severity or check.severity).value in WEIGHTY
    )
    each = ", ".join(f"{check} {count}" for check, count in sorted(counts.items()))
    print(
        f"{name:22} {100 * counts.total() / pairs:5.2f} flags per 100 pairs, {pairs / seconds:6.0f} pairs/s and core  ({each})"
    )
    if show:
        for bitext, hits in results:
            for check, hit in hits:
                if hit.pair is not None and (hit.severity or check.severity).value in WEIGHTY:
                    print(f"    {bitext.name} {hit.pair} {check.id}: {hit.message}")


def plant_label(kind: str, bitext: Bitext, rng: random.Random) -> tuple[Bitext, int] | None:
    """One label of a call emptied, given another speaker's Chinese, or left in English among translated ones."""
    labels = [p for p in bitext.pairs if p.kind == "label" and p.target.strip() and p.source.lower() != "operator"]
    others = {p.source: p.target for p in labels}
    if len(others) < 2:
        return None
    pair = rng.choice(labels)
    if kind == "lost":
        text = ""
    elif kind == "wrong":
        text = rng.choice([target for source, target in sorted(others.items()) if source != pair.source])
    else:
        text = pair.source
    if text == pair.target:
        return None
    pairs = tuple(replace(p, target=text) if p.index == pair.index else p for p in bitext.pairs)
    return replace(bitext, pairs=pairs), pair.index


def planted_labels(bitexts: list[Bitext], which: list[Check]) -> None:
    rng = random.Random(11)
    useful = [c for c in which if c.id.startswith("speaker.")]
    for kind in ("lost", "wrong", "left"):
        found = total = 0
        for bitext in bitexts:
            before = {(c.id, h.pair) for c, h in run(bitext, useful)}
            for _ in range(40):
                made = plant_label(kind, bitext, rng)
                if made is None or any(pair == made[1] for _, pair in before):
                    continue
                total += 1
                found += any(h.pair == made[1] for _, h in run(made[0], useful))
        if total:
            print(f"{'label ' + kind:18} {'corpora/':14} {found:4} of {total:4} found = {found / total:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", default="", help="print what was missed of this kind, or flagged ('clean')")
    show = parser.parse_args().show
    which = checks()
    own = [read_path(path) for path in sorted((ROOT / "corpora").glob("*.txt"))]
    sets = {"corpora/": own}
    if (DATA / "data" / "ntrex" / "ntrex.tsv").exists():
        sets["NTREX zh-TW"] = ntrex("zh_TW", "zh-Hant-TW")
        sets["NTREX zh-CN"] = ntrex("zh_CN", "zh-Hans-CN")
    else:
        print(f"no NTREX lines under {DATA}: only corpora/ is measured")
    list(run(own[0], which))  # dictionaries are loaded before the clock runs
    print("minor and above; corpora/ holds planted errors of its own")
    for name, bitexts in sets.items():
        clean(name, bitexts, which, show == "clean")
    for kind_name, kind in KINDS.items():
        for name, bitexts in sets.items():
            found, total = planted(kind_name, kind, bitexts, which, show == kind_name)
            if total:
                print(f"{kind_name:18} {name:14} {found:4} of {total:4} found = {found / total:.2f}")
    planted_labels(own, which)


if __name__ == "__main__":
    main()
