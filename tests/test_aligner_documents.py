"""Sentences of a bitext, what has no counterpart, and two unpaired texts, with the default encoder."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.aligner.absence import absences_of, load_model
from align.aligner.coverage import FEATURES
from align.aligner.document import read_text, sentences_of
from align.aligner.layout import layout_of
from align.aligner.lexicon import digits, english_words, load_lexicon
from align.aligner.pairing import pair_texts
from align.aligner.wording import source_wording, target_wording
from align.encoders import Encoder
from align.errors import InputError
from align.facts import Facts
from align.formats.read import read_path
from align.model import Bitext, Pair, Span

SOURCE = [
    "Good morning, and welcome to the call of Larkfield Motors.",
    "Revenue rose 8% to $212 million. We opened three new plants in Ohio this spring.",
    "The tax rate was 23%. Our dealers in Japan sold more electric vans than in any other year.",
    "We hired four hundred engineers to work on battery safety.",
    "This concludes the call. You may now disconnect your lines.",
]
TARGET = [
    "早安，歡迎參加拉克菲爾德汽車的電話會議。",
    "營收成長8%，達2.12億美元。今年春天我們在俄亥俄州開設了三座新工廠。",
    "稅率為23%。日本經銷商的電動廂型車銷量創歷年新高。",
    "我們聘用了四百名工程師研究電池安全。",
    "電話會議到此結束。各位可以掛斷電話了。",
]


def bitext(source: list[str] = SOURCE, target: list[str] = TARGET) -> Bitext:
    return Bitext("call", tuple(Pair(k, s, t) for k, (s, t) in enumerate(zip(source, target, strict=True))))


def test_without_an_encoder_all_stay_silent() -> None:
    facts = Facts(bitext())
    assert facts.of(sentences_of) is None
    assert facts.of(absences_of).units == ()
    assert facts.of(layout_of).pairs == frozenset()


def test_sentences_and_clauses_point_into_the_paragraphs() -> None:
    text = read_text(SOURCE, "en")
    assert text.first.tolist() == [0, 1, 3, 5, 6, 8]
    assert text.sentence(3) == "The tax rate was 23%."
    assert sum(span.end - span.start for span in text.clauses) == sum(map(len, SOURCE))
    assert read_text(["", "One."], "en").first.tolist() == [0, 0, 1]


def test_beads_stay_in_their_pair(encoder: Encoder) -> None:
    found = Facts(bitext(), encoder).of(sentences_of)
    assert found is not None
    assert [len(beads) for beads in found.beads] == [1, 2, 2, 1, 2]
    assert all(bead.confidence > 0.5 for beads in found.beads for bead in beads)


def test_a_lost_sentence_is_found_at_its_place(encoder: Encoder) -> None:
    target = list(TARGET)
    target[1] = "營收成長8%，達2.12億美元。"
    found = Facts(bitext(target=target), encoder).of(absences_of)
    assert [(a.side, a.unit.pair, a.unit.span.of(SOURCE[1])) for a in found.units] == [
        ("source", 1, "We opened three new plants in Ohio this spring.")
    ]


def test_a_sentence_that_slipped_is_no_omission(encoder: Encoder) -> None:
    target = list(TARGET)
    target[1] = "營收成長8%，達2.12億美元。"
    target[2] = "今年春天我們在俄亥俄州開設了三座新工廠。" + TARGET[2]
    found = Facts(bitext(target=target), encoder).of(absences_of)
    assert found.units == ()
    assert [(slip.source.unit.pair, slip.target.unit.pair) for slip in found.slips] == [(1, 2)]


def test_misplaced_pairs_are_not_called_omissions(encoder: Encoder) -> None:
    target = [TARGET[0], TARGET[2], TARGET[1], *TARGET[3:]]
    facts = Facts(bitext(target=target), encoder)
    assert {(move.source, move.target) for move in facts.of(layout_of).moves} == {(1, 2), (2, 1)}
    assert facts.of(absences_of).units == ()


def test_clean_calls_raise_no_alarm(encoder: Encoder, corpora: Path) -> None:
    for name in ("tarrowfield-2025q1", "pellanor-2025q3"):
        facts = Facts(read_path(corpora / f"{name}.txt"), encoder)
        assert facts.of(layout_of).pairs == frozenset()
        assert facts.of(absences_of).units == ()


def test_two_texts_are_paired(encoder: Encoder) -> None:
    target = [TARGET[0], TARGET[1] + TARGET[2], TARGET[3], TARGET[4]]
    found = pair_texts(SOURCE, target, encoder)
    assert [pair.source for pair in found.pairs] == SOURCE
    assert [pair.target for pair in found.pairs] == TARGET
    assert not found.meta["mismatch"]


def test_a_paragraph_without_translation_stands_alone(encoder: Encoder) -> None:
    found = pair_texts(SOURCE, TARGET[:3] + TARGET[4:], encoder)
    assert [pair.target for pair in found.pairs] == [*TARGET[:3], "", TARGET[4]]
    by_sentence = pair_texts(SOURCE, TARGET, encoder, unit="sentence")
    assert len(by_sentence.pairs) == 8


def test_a_side_without_text_is_an_error(encoder: Encoder) -> None:
    with pytest.raises(InputError, match="target side has no text"):
        pair_texts(SOURCE, ["", "  "], encoder)


def test_words_and_figures_as_evidence() -> None:
    lexicon = load_lexicon()
    assert lexicon.offered("increas", "营收增长") is not None
    assert lexicon.glossed("增长", frozenset({"increas"})) == 1.0
    assert digits("286.40") == "2864"
    assert [word.stem for word in english_words("Revenue increased by $12.5 million")] == [
        "revenu",
        "increas",
        "125",
        "million",
    ]
    whole = Span(0, 200)
    assert source_wording("Revenue increased", "營收增長").measure(whole)[1] > 0
    assert source_wording("Revenue increased", "水母會發光").measure(whole)[1] < 0
    assert target_wording("Revenue increased", "收入增長").measure(whole)[1] > 0
    assert target_wording("The weather is fine", "收入增長").measure(whole)[1] < 0


def test_the_model_of_meaning_says_where_it_comes_from() -> None:
    model = load_model()
    assert {"data", "made by", "encoder"} <= set(model["provenance"])
    assert all(set(each["weights"]) == set(FEATURES) for each in model["models"].values())
