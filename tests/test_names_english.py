"""The English name finder, the pieces of names and the roster."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.facts import Facts
from align.formats.structure import kinds_and_speakers
from align.model import Bitext, Pair
from align.names.english import mentions
from align.names.export import LEDGER_COLUMNS, ROSTER_COLUMNS, ledger_rows, roster_rows
from align.names.roster import key_names, roster
from align.names.units import units_of


def document(*pairs: tuple[str, str]) -> Facts:
    kinds = kinds_and_speakers([s for s, _ in pairs])
    rows = tuple(Pair(i, s, t, k, who) for i, ((s, t), (k, who)) in enumerate(zip(pairs, kinds, strict=True)))
    return Facts(Bitext("call", rows))


def names(*sources: str) -> list[tuple[str, str]]:
    facts = document(*((s, "") for s in sources))
    return [(m.text, m.kind) for m in facts.of(mentions)]


def test_people_organisations_places_codes() -> None:
    found = names(
        "With us are Mr. Oliver Brandt of Halvorsen Capital and our team in Norway. We ship the KX1466 in May."
    )
    assert ("Oliver Brandt", "person") in found
    assert ("Halvorsen Capital", "organisation") in found
    assert ("Norway", "place") in found
    assert ("KX1466", "code") in found
    assert all(text not in ("May", "With", "We") for text, _ in found)


@pytest.mark.parametrize(
    "source",
    [
        "However, revenue grew. Revenue was strong in January and the board met on Monday.",
        "Thank you. Good morning, everyone, and welcome to the call.",
        "In Q3 FY24 we earned USD49 million, and American customers paid in EUR.",
        "Our Chief Financial Officer will speak. The Board approved it, and the board is glad.",
    ],
)
def test_what_is_no_name(source: str) -> None:
    assert names(source) == []


def test_words_that_the_document_writes_small_are_no_names() -> None:
    assert names("We mined bitcoin. Bitcoin prices rose. More Bitcoin was sold.") == []


def test_a_label_names_its_speaker() -> None:
    assert names("Oliver Brandt - Chief Financial Officer") == [("Oliver Brandt", "person")]


def test_a_headline_needs_words_known_elsewhere() -> None:
    found = names("Tarvolen Opens Bigger Plants Again", "We at Tarvolen opened two plants.")
    assert [text for text, _ in found] == ["Tarvolen", "Tarvolen"]


def test_initials_and_possessives() -> None:
    assert ("J.T. Carbright", "other") in names("Kevin Holloway from J.T. Carbright has a question about costs.")
    assert ("Brandt", "other") in names("We liked what we saw in Brandt's plan.")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=200))
def test_spans_are_where_the_text_is(source: str) -> None:
    facts = document((source, "好"))
    for mention in facts.of(mentions):
        assert mention.span.of(source) == mention.text
        for unit in units_of(mention):
            assert unit.span.of(source) == unit.text


def test_roster_with_roles_and_firms() -> None:
    facts = document(
        ("Joining us are our Chairman and CEO, Mr. Wenhao Liang, and our CFO, Ms. Paula Brandt.", ""),
        ("Paula Brandt - Chief Financial Officer", ""),
        ("Our first question comes from Oliver Corley with Northmere Capital. Please go ahead.", ""),
        ("Oliver Corley - Analyst", ""),
        ("Dana Whitlock - The Perrin Company", ""),
    )
    people = {m.name: m for m in facts.of(roster)}
    assert people["Wenhao Liang"].role == "Chairman and CEO"
    assert people["Paula Brandt"].side == "company"
    assert people["Oliver Corley"].organisation == "Northmere Capital"
    assert people["Oliver Corley"].side == "analyst"
    assert people["Dana Whitlock"].organisation == "The Perrin Company"
    assert {"liang", "brandt"} <= facts.of(key_names)
    assert {tuple(row) for row in roster_rows(facts)} == {ROSTER_COLUMNS}


def test_ledger_rows() -> None:
    facts = document(
        ("Sales at Tarvolen rose.", "塔沃倫的銷售額成長。"),
        ("We at Tarvolen are glad.", "我們塔沃倫很高興。"),
        ("Tarvolen hired more people.", "Tarvolen 招募了更多人。"),
        ("Tarvolen will grow.", "將會成長。"),
    )
    rows = [row for row in ledger_rows(facts) if row["name"] == "Tarvolen"]
    assert [(r["form"], r["count"], r["usual"]) for r in rows] == [
        ("塔沃倫", 2, True),
        ("Tarvolen", 1, False),
        ("", 1, False),
    ]
    assert rows[0]["places"] == [[0, 0, 3], [1, 2, 5]]
    assert set(rows[0]) == set(LEDGER_COLUMNS)
