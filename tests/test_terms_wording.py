"""Mainland wording: the list is sound, shields hold, profiles and glossaries count."""

from __future__ import annotations

import pytest

from align.checks.locale_wording import CHECK
from align.facts import Facts
from align.model import Bitext, Hit, Pair, Severity
from align.packs.termbase import Termbase
from align.packs.wording import find_wordings, wordings


def hits(
    source: str, target: str, lang: str = "zh-Hant-TW", glossary: Termbase | None = None, **options: str
) -> list[Hit]:
    facts = Facts(Bitext("x", (Pair(0, source, target),), target_lang=lang), glossary=glossary)
    return list(CHECK.run(facts, {**CHECK.options, **options}))


def test_examples() -> None:
    for samples, fires in ((CHECK.bad, True), (CHECK.good, False)):
        for sample in samples:
            source, target = sample.pairs[0]
            assert bool(hits(source, target, sample.target_lang)) is fires, sample


def test_the_list_is_sound() -> None:
    words = [w.mainland for w in wordings()]
    assert words == sorted(words) and len(words) == len(set(words))
    for wording in wordings():
        assert wording.severity in {"minor", "info"} and wording.provenance == "trade"
        assert wording.taiwan and wording.mainland not in wording.taiwan, wording
        assert all(wording.mainland in shield for shield in wording.shield), wording


def test_no_word_is_what_another_entry_proposes() -> None:
    minor = {w.mainland for w in wordings() if w.severity == "minor"}
    for wording in wordings():
        for proposed in wording.taiwan:
            found = [w.mainland for w, _ in find_wordings(proposed) if w.mainland in minor]
            assert not found, (wording.mainland, proposed, found)


@pytest.mark.parametrize(
    "text",
    ["問題存在線上與線下", "這與去年的計算法不同", "業績不同比重", "聯合同業", "矽谷與帳戶", "收看電視頻道", "回饋"],
)
def test_shielded(text: str) -> None:
    assert not [w for w, _ in find_wordings(text) if w.severity == "minor"]


def test_both_scripts_and_places() -> None:
    found = find_wordings("該軟件在服务器上")
    assert [(w.mainland, s.start, s.end) for w, s in found] == [("軟件", 1, 3), ("服務器", 4, 7)]


def test_profiles() -> None:
    source, target = "Our strategy.", "我們的戰略和軟件。"
    assert [h.severity for h in hits(source, target)] == [Severity.INFO, Severity.MINOR]
    assert {h.severity for h in hits(source, target, profile="strict")} == {Severity.MINOR}
    assert {h.severity for h in hits(source, target, profile="relaxed")} == {Severity.INFO}
    assert not hits(source, target, profile="off")


def test_a_glossary_may_allow_a_word() -> None:
    glossary = Termbase.from_rows([("software", "軟件", "")])
    assert not hits("Our software.", "我們的軟件。", glossary=glossary)


def test_one_word_is_reported_once_a_place() -> None:
    found = hits("We gained market share.", "我們提升市場份額。")
    assert not found, "term.wrong reports it with the English term"
