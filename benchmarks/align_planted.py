"""Planted omissions and additions: whole sentences, main clauses and short clauses, in news and in the sample calls."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from align_data import data_folder

from align.aligner.coverage_length import size
from align.aligner.document import Sentences
from align.encoders.base import Encoder, unit_vectors
from align.formats.read import read_path
from align.model import Bitext, Pair, Side, Span
from align.text.han import columns
from align.text.script import to_simplified
from align.text.sentences import clauses, split

Texts = list[tuple[str, str]]
CORPORA = Path(__file__).resolve().parents[1] / "corpora"
SOUND = ("tarrowfield-2025q1",)
WITH_PROBLEMS = ("nivalgate-2025q2", "ostrivane-2024q3")
# Display columns from which a clause is a main clause, and a short one: four or nine Han characters, three or six words.
MAIN, SHORT = {"zh": 18, "en": 30}, {"zh": 8, "en": 14}
PER_UNIT = 3.1  # Han characters to a unit of English (align.aligner.coverage_length)
ALIKE = 2.0  # what was taken out and what it leaves without counterpart are about as long
# Lines of NTREX whose zh-TW reference, read by a person, drops (220), adds (709) or misstates (the others) a clause.
SLIPS = frozenset((220, 632, 709, 712, 718, 750, 924))
# What is planted: the side that the finding is on is the one with the text that has no counterpart.
KINDS: dict[str, Side] = {
    "sentence left out": "source",
    "main clause left out": "source",
    "short clause left out": "source",
    "sentence put in": "target",
    "main clause put in": "target",
    "sentence without source": "target",
    "main clause without source": "target",
}


@dataclass(frozen=True)
class Planted:
    """What was done to a pair, and where the text without counterpart stands on `side`."""

    kind: str
    side: Side
    span: Span


def news(seed: int, column: str = "zh_TW") -> Texts:
    """NTREX lines in paragraphs of one to four lines of one article; empty when the data is not there."""
    path = data_folder() / "ntrex" / "ntrex.tsv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    rng = np.random.default_rng(seed)
    out: Texts = []
    at = 0
    while at < len(rows):
        group = rows[at : at + int(rng.choice([1, 1, 2, 3, 4]))]
        group = [row for row in group if row["document"] == rows[at]["document"]]
        at += len(group)
        out.append((" ".join(row["en"] for row in group), "".join(row[column] for row in group)))
    return out


def slips(texts: Texts) -> frozenset[int]:
    """Paragraphs of `news` that hold a line of which the human translation itself says something else or more or less."""
    path = data_folder() / "ntrex" / "ntrex.tsv"
    if not path.is_file():
        return frozenset()
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        english = [row["en"] for row in rows if int(row["line"]) in SLIPS]
    return frozenset(at for at, (source, _) in enumerate(texts) if any(line in source for line in english))


def call(name: str) -> tuple[Texts, frozenset[int]]:
    """Speech pairs of a sample call (other pairs are empty) and the pairs that hold a planted problem."""
    bitext = read_path(CORPORA / f"{name}.txt")
    lines = (CORPORA / f"{name}.gold.jsonl").read_text("utf-8").splitlines()
    problems = frozenset(int(json.loads(line)["pair"]) for line in lines if line.strip())
    return [(p.source, p.target) if p.kind == "speech" else ("", "") for p in bitext.pairs], problems


def bitext(texts: Sequence[tuple[str, str]]) -> Bitext:
    """A document of speech pairs."""
    return Bitext("planted", tuple(Pair(index, *texts) for index, texts in enumerate(texts)))


class Planter:
    """Plants one problem in a share of the pairs of a document that is aligned already."""

    def __init__(self, texts: Texts, found: Sentences, encoder: Encoder, seed: int) -> None:
        self.texts = texts
        self.found = found
        self.encoder = encoder
        self.rng = np.random.default_rng(seed)

    def run(self, share: float = 0.4) -> tuple[Texts, dict[int, Planted]]:
        """The changed document and what was planted, by pair."""
        out, gold = list(self.texts), {}
        for pair, (source, target) in enumerate(self.texts):
            if self.rng.random() > share or not source.strip() or not target.strip():
                continue
            kind = str(self.rng.choice(list(KINDS)))
            done = self._put_in(pair, kind) if kind.endswith("put in") else self._take_out(pair, kind)
            if done is not None:
                out[pair], span = done
                gold[pair] = Planted(kind, KINDS[kind], span)
        return out, gold

    def _take_out(self, pair: int, kind: str) -> tuple[tuple[str, str], Span] | None:
        from_target = KINDS[kind] == "source"
        lang = "zh" if from_target else "en"
        text = self.texts[pair][1 if from_target else 0]
        done = self._without_sentence(pair, text, from_target) if "sentence" in kind else None
        if "clause" in kind:
            done = self._without_clause(pair, text, lang, kind.startswith("short"))
        if done is None:
            return None
        changed, span = done
        source, target = self.texts[pair]
        return ((source, changed) if from_target else (changed, target)), span

    def _without_sentence(self, pair: int, text: str, from_target: bool) -> tuple[str, Span] | None:
        mine, other = (self.found.target, self.found.source) if from_target else (self.found.source, self.found.target)
        first, last = int(mine.first[pair]), int(mine.first[pair + 1])
        if last - first < 2:
            return None
        chosen = int(self.rng.integers(first, last))
        for bead in self.found.beads[pair]:
            own, across = (bead.target, bead.source) if from_target else (bead.source, bead.target)
            if own == (chosen, chosen + 1) and across[1] - across[0] == 1 and bead.confidence > 0.8:
                span = mine.sentences[chosen]
                if columns(span.of(text).strip()) < SHORT["zh" if from_target else "en"] + 4:
                    return None
                return (text[: span.start] + text[span.end :]).strip(), other.sentences[across[0]]
        return None

    def _without_clause(self, pair: int, text: str, lang: str, short: bool) -> tuple[str, Span] | None:
        least, most = SHORT[lang], MAIN[lang]
        sizes = [(span, columns(span.of(text).strip())) for span in clauses(text, lang, least if short else most)]
        fitting = [span for span, size in sizes if (least <= size < most) == short and size >= least]
        if not fitting:
            return None
        span = fitting[int(self.rng.integers(len(fitting)))]
        whole = next(s for s in split(text, lang) if s.start <= span.start and span.end <= s.end)
        rest = columns(whole.of(text)) - columns(span.of(text))
        if rest < least + 2:
            return None
        piece = span.of(text).rstrip()
        place = self._counterpart(pair, piece, lang)
        if place is None:
            return None
        if span.end == whole.end:  # the sentence keeps its full stop
            tail = " " if lang == "en" else ""
            return text[: span.start].rstrip("，, ；;") + piece[-1] + tail + text[span.end :], place
        return text[: span.start] + text[span.end :], place

    def _counterpart(self, pair: int, piece: str, lang: str) -> Span | None:
        """The clause of the other side that is the piece's best match, if no other clause matches that one better."""
        other_lang = "en" if lang == "zh" else "zh"
        own_text, other = self.texts[pair][1 if lang == "zh" else 0], self.texts[pair][0 if lang == "zh" else 1]
        theirs = clauses(other, other_lang)
        ours = [span.of(own_text).strip() for span in clauses(own_text, lang)]
        ours = [text for text in ours if text not in piece and piece not in text]
        texts = [to_simplified(text) for text in [piece, *ours, *(span.of(other).strip() for span in theirs)]]
        vectors = unit_vectors(self.encoder, texts)
        close = vectors[: 1 + len(ours)] @ vectors[1 + len(ours) :].T
        best = int(close[0].argmax())
        place = theirs[best]
        longer = (
            size(place.of(other), other_lang)
            / max(size(piece, lang), 0.1)
            * (PER_UNIT if lang == "zh" else 1 / PER_UNIT)
        )
        alike = 1 / ALIKE <= longer <= ALIKE
        return place if close[0, best] >= 0.35 and close[:, best].argmax() == 0 and alike else None

    def _put_in(self, pair: int, kind: str) -> tuple[tuple[str, str], Span] | None:
        source, target = self.texts[pair]
        giver = int(self.rng.integers(len(self.texts)))
        if abs(giver - pair) < 5:
            return None
        whole = kind.startswith("sentence")
        text = self.texts[giver][1]
        offers = [s.of(text).strip() for s in (split(text, "zh") if whole else clauses(text, "zh", MAIN["zh"]))]
        offers = [offer for offer in offers if columns(offer) >= MAIN["zh"]]
        places = [s.end for s in split(target, "zh")] if whole else _commas(target)
        if not offers or not places:
            return None
        added = offers[int(self.rng.integers(len(offers)))].rstrip("。！？，,；")
        added += "。" if whole else "，"
        at = places[int(self.rng.integers(len(places)))]
        return (source, target[:at] + added + target[at:]), Span(at, at + len(added))


def _commas(target: str) -> list[int]:
    return [span.end for span in clauses(target, "zh") if span.of(target).rstrip().endswith(("，", ","))]
