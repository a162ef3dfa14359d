"""What is lost, added or replaced inside a pair, and the chance that a reviewer objects."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.aligner.absence import absences_of
from align.aligner.closeness import FEATURES, closeness_of, features, load_model, objections
from align.aligner.coverage_length import size
from align.aligner.coverage_windows import windows
from align.checks.pair_samples import PAIRS
from align.encoders import Encoder, load_encoder
from align.facts import Facts
from align.model import Bitext, Pair
from align.qa import make_report

STRAY = "董事會於上週任命了新的財務長，她將在九月到任。"
PLANTS = "Revenue rose 8% to $212 million. We opened three new plants in Ohio this spring."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = load_encoder("use")
    assert found is not None
    return found


def document(*more: tuple[str, str], kind: str = "speech") -> Bitext:
    pairs = [*PAIRS, *more]
    return Bitext("call", tuple(Pair(at, *texts) for at, texts in enumerate(pairs)))


def checks(bitext: Bitext, encoder: Encoder | None) -> set[str]:
    found = make_report(bitext, encoder).findings
    return {finding.check for finding in found if finding.pair == len(bitext.pairs) - 1}


def test_lengths_of_the_two_languages_are_alike_up_to_a_factor() -> None:
    ratios = [size(target, "zh") / size(source, "en") for source, target in PAIRS]
    assert max(ratios) / min(ratios) < 2
    assert size("", "en") == size("", "zh") == 0
    assert size("馬拉松數位（Marathon Digital）", "zh") == size("馬拉松數位", "zh")


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_longer_text_is_never_shorter(one: str, two: str) -> None:
    for lang in ("en", "zh"):
        assert size(f"{one} \n {two}", lang) >= max(0.0, size(one, lang) - 1e-9) or "(" in one or "（" in one


def test_windows_stay_inside_and_touch_every_word() -> None:
    text = "Our dealers in Japan sold more vans than ever, and margins rose."
    found = windows(text, "en", 0, len(text))
    assert [window.text for window in found][:2] == ["Our dealers in", "dealers in Japan"]
    assert all(0 <= window.start < window.end <= len(text) for window in found)
    inside = windows(text, "en", 4, 20)
    assert inside[0].start == 4 and all(window.start < 20 for window in inside)
    assert [window.text for window in windows("毛利率", "zh", 0, 3)] == ["毛利率"]
    assert windows("...", "en", 0, 3) == []


def test_a_replaced_sentence_is_one_finding(encoder: Encoder) -> None:
    bitext = document((PLANTS, f"營收成長8%，達2.12億美元。{STRAY}"))
    found = Facts(bitext, encoder).of(absences_of)
    assert not found.units
    alike = ("meaning.low", "meaning.omission", "meaning.addition", "pair.")
    assert {check for check in checks(bitext, encoder) if check.startswith(alike)} == {"meaning.low"}


def test_a_lost_clause_is_found(encoder: Encoder) -> None:
    source = "Demand in Europe is holding up well, and we hired four hundred engineers to work on battery safety."
    bitext = document(
        (source, "歐洲的需求維持良好。"), (PLANTS, "營收成長8%，達2.12億美元。今年春天我們在俄亥俄州開設了三座新工廠。")
    )
    lost = [each for each in Facts(bitext, encoder).of(absences_of).units if each.unit.pair == len(PAIRS)]
    assert lost and "engineers" in lost[0].unit.span.of(source)


def test_english_left_standing_has_one_owner(encoder: Encoder) -> None:
    left = "營收成長8%，達2.12億美元。We opened three new plants in Ohio this spring."
    for text in (left, PLANTS):
        found = checks(document((PLANTS, text)), encoder)
        assert {check for check in found if check.startswith(("meaning.", "pair.", "text."))} == {"text.untranslated"}


def test_the_chance_of_an_objection_grows_with_what_is_wrong(encoder: Encoder) -> None:
    sound = "營收成長8%，達2.12億美元。今年春天我們在俄亥俄州開設了三座新工廠。"
    good, bad = (objections(Facts(document((PLANTS, text)), encoder))[-1] for text in (sound, f"營收成長8%。{STRAY}"))
    assert good is not None and bad is not None
    assert 0 < good < bad < 1
    assert all(load_model()["weights"][name] >= 0 for name in FEATURES)


def test_no_chance_without_an_encoder_or_without_text(encoder: Encoder) -> None:
    bitext = document(("Thank you.", ""))
    assert objections(Facts(bitext)) == (None,) * len(bitext.pairs)
    assert objections(Facts(bitext, encoder))[-1] is None
    assert closeness_of(Facts(bitext)) == () and features(Facts(bitext)) == {}


def test_the_report_holds_the_chance(encoder: Encoder) -> None:
    report = make_report(document(), encoder)
    said = report.extras["objection"]
    assert len(said) == len(PAIRS) and all(chance is None or 0 <= chance <= 1 for chance in said)
