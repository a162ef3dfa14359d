"""Alignments corrected by hand: laid over a document by content, kept like any decision, disputed and settled."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.aligner.repair import Repair, from_json, repaired, squeezed, to_json
from align.errors import InputError
from align.formats import transcript
from align.model import Bitext, Finding, Pair, Report, Severity
from align.review.pairing import decided_pairing
from align.review.recheck import repaired_report
from align.review.records import Record, from_jsonl, new_record, to_jsonl
from align.review.standing import bears_on, family, overruled, standings

A, B, C = "Revenue rose. Margin fell.", "Costs were flat.", "Thank you."


def document(*targets: str, name: str = "call", sources: Sequence[str] = (A, B, C)) -> Bitext:
    """Speech with a label before each paragraph but the first."""
    pairs: list[Pair] = []
    for source, target in zip(sources, targets, strict=True):
        if pairs:
            pairs.append(Pair(len(pairs), "Operator", "Operator", "label"))
        pairs.append(Pair(len(pairs), source, target))
    return Bitext(name, tuple(pairs))


def texts(bitext: Bitext) -> list[tuple[str, str]]:
    return [(p.source, p.target) for p in bitext.pairs if p.kind == "speech"]


def share(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> Repair:
    return Repair(tuple(before), tuple(after))  # type: ignore[arg-type]


DOWN = share([(A, "營收增加。"), (B, "毛利率下降。成本持平。")], [(A, "營收增加。毛利率下降。"), (B, "成本持平。")])
RAW = document("營收增加。", "毛利率下降。成本持平。", "謝謝。")


def record(repair: Repair, who: str = "Mei", **more: Any) -> Record:
    return new_record(who, more.pop("document", "call"), alignment=to_json(repair), **more)


def test_a_repair_holds_across_labels_keeps_indices_and_says_who_is_by_hand() -> None:
    new, counts = repaired(RAW, [DOWN])
    assert counts == (1,)
    assert texts(new) == [(A, "營收增加。毛利率下降。"), (B, "成本持平。"), (C, "謝謝。")]
    assert [p.index for p in new.pairs] == [0, 1, 2, 3, 4]
    assert [bool(p.meta.get("by_hand")) for p in new.pairs] == [True, False, True, False, False]
    assert repaired(new, [DOWN])[0].pairs == new.pairs


@pytest.mark.parametrize(
    "targets",
    [("營收增加。毛利率下降。成本持平。", "", "謝謝。"), ("", "營收增加。 毛利率下降。\n成本持平。", "謝謝。")],
)
def test_it_holds_however_the_text_is_paired_now(targets: tuple[str, str, str]) -> None:
    assert texts(repaired(document(*targets), [DOWN])[0])[:2] == list(DOWN.after)


def test_it_waits_when_a_text_changed_or_another_paragraph_came_between() -> None:
    changed = document("營收大增。", "毛利率下降。成本持平。", "謝謝。")
    between = document("營收增加。", "新的。", "毛利率下降。成本持平。", sources=(A, C, B))
    for bitext in (changed, between):
        assert repaired(bitext, [DOWN]) == (bitext, (0,))


def test_paragraphs_inserted_and_moved_elsewhere_do_not_matter() -> None:
    moved = document("謝謝。", "新的。", "營收增加。", "毛利率下降。成本持平。", sources=(C, "New.", A, B))
    assert texts(repaired(moved, [DOWN])[0])[2:] == list(DOWN.after)


def test_merging_leaves_the_lower_empty_and_splitting_gives_it_back() -> None:
    merged = share(DOWN.before, [(f"{A}\n{B}", "營收增加。毛利率下降。成本持平。"), ("", "")])
    both, _ = repaired(RAW, [merged])
    assert texts(both)[1] == ("", "") and both.pairs[2].meta["together_with"] == 0
    split = share(merged.after, DOWN.after)
    again, counts = repaired(RAW, [merged, split])
    assert counts == (1, 1) and texts(again)[:2] == list(DOWN.after)
    assert "together_with" not in again.pairs[2].meta


def test_three_merged_belong_to_the_first() -> None:
    lower = share(
        [(B, "毛利率下降。成本持平。"), (C, "謝謝。")], [(f"{B}\n{C}", "毛利率下降。成本持平。謝謝。"), ("", "")]
    )
    upper = share(
        [(A, "營收增加。"), lower.after[0]], [(f"{A}\n{B}\n{C}", "營收增加。毛利率下降。成本持平。謝謝。"), ("", "")]
    )
    new, counts = repaired(RAW, [lower, upper])
    assert counts == (1, 1)
    assert [p.meta.get("together_with") for p in new.pairs] == [None, None, 0, None, 0]


def test_the_transcript_written_anew_has_the_chinese_where_the_reviewer_put_it() -> None:
    text = (
        "T\n\n  • Revenue rose. Margin fell.\n\n    營收增加。\n\n  • Costs were flat.\n\n    毛利率下降。成本持平。\n"
    )
    raw = transcript.read(text, "call")
    written = transcript.write(repaired(raw, [DOWN])[0])
    read = transcript.read(written, "call")
    assert texts(read) == list(DOWN.after)
    assert repaired(read, [DOWN])[1] == (1,) and texts(repaired(read, [DOWN])[0]) == list(DOWN.after)


any_text = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(deadline=None, max_examples=60)
@given(any_text, any_text, any_text, any_text, st.integers(0, 24))
def test_any_sharing_of_two_texts_comes_back_and_holds_twice(a: str, b: str, c: str, d: str, cut: int) -> None:
    whole = c + d
    if squeezed(whole) != squeezed(whole[:cut]) + squeezed(whole[cut:]):
        return  # a compatibility form that only both halves make
    made = {"before": [(a, c), (b, d)], "after": [(a, whole[:cut]), (b, whole[cut:])]}
    data = {name: [{"source": s, "target": t} for s, t in sides] for name, sides in made.items()}
    repair = from_json(data)
    assert to_json(repair) == data and from_json(json.loads(json.dumps(to_json(repair)))) == repair
    kept = from_jsonl(to_jsonl([record(repair)]))[0]
    assert kept.alignment == repair
    bitext = Bitext("call", (Pair(0, a, c), Pair(1, b, d)))
    once, _ = repaired(bitext, [repair])
    assert repaired(once, [repair])[0] == once
    assert squeezed("".join(p.target for p in once.pairs)) == squeezed(whole)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"before": [], "after": []},
        {"before": [{"source": "a", "target": "b"}] * 3, "after": [{"source": "a", "target": "b"}] * 3},
        {"before": [{"source": "a", "target": 1}, {}], "after": [{}, {}]},
        {
            "before": [{"source": "a", "target": "甲"}, {"source": "b", "target": "乙"}],
            "after": [{"source": "a", "target": "甲"}, {"source": "b", "target": "改寫"}],
        },
        "x",
    ],
)
def test_what_is_no_repair_or_would_change_a_text_is_refused_in_one_line(wrong: object) -> None:
    with pytest.raises(InputError) as caught:
        new_record("Mei", "call", alignment=wrong)
    assert "\n" not in str(caught.value)


def test_undone_repairs_hold_no_more_and_others_documents_do_not_count() -> None:
    made = record(DOWN)
    assert decided_pairing(RAW, [made]).applied == (made.id,)
    assert decided_pairing(RAW, [made, new_record("Mei", "call", undoes=made.id)]).bitext == RAW
    assert decided_pairing(RAW, [record(DOWN, document="other")]).bitext == RAW
    assert decided_pairing(RAW, [record(DOWN, document="call.corrected")]).bitext != RAW


def test_one_reviewer_may_think_again_and_later_repairs_build_on_earlier_ones() -> None:
    back = share(DOWN.after, DOWN.before)
    assert texts(decided_pairing(RAW, [record(DOWN), record(back)]).bitext) == texts(RAW)
    further = share([DOWN.after[1], (C, "謝謝。")], [(B, ""), (C, "成本持平。謝謝。")])
    found = decided_pairing(RAW, [record(DOWN), record(further)])
    assert texts(found.bitext) == [DOWN.after[0], (B, ""), (C, "成本持平。謝謝。")]
    alone = decided_pairing(RAW, [one := record(further)])
    assert alone.waiting == (one.id,) and alone.bitext == RAW


def test_two_who_disagree_are_both_kept_until_one_or_a_third_settles_it() -> None:
    other = share(DOWN.before, [(A, "營收增加。毛利率下降。成本持平。"), (B, "")])
    mei, li = record(DOWN), record(other, "Li")
    found = decided_pairing(RAW, [mei, li])
    assert found.disputed == (mei.id, li.id) and texts(found.bitext) == texts(RAW)
    assert decided_pairing(RAW, [mei, record(DOWN, "Li")]).disputed == ()
    ana = record(other, "Ana", settles=[mei.id, li.id])
    settled = decided_pairing(RAW, [mei, li, ana])
    assert settled.disputed == () and texts(settled.bitext)[:2] == list(other.after)
    assert decided_pairing(RAW, [mei, li, ana, new_record("Ana", "call", undoes=ana.id)]).disputed == (mei.id, li.id)
    later = record(DOWN, "Mei")
    assert decided_pairing(RAW, [mei, li, ana, later]).disputed == (ana.id, later.id)


def finding(key: str = "k" * 8) -> Finding:
    return Finding(key, 0, "quantity.value", "accuracy/mistranslation", Severity.MAJOR, 0.9, "No.")


def test_a_disagreement_about_a_finding_is_settled_by_a_record_of_its_own() -> None:
    report = Report(RAW, (finding(),), (None,) * 5, "s")

    def said(who: str, verdict: str, **more: Any) -> Record:
        return new_record(who, "call", finding="k" * 8, check="quantity.value", verdict=verdict, **more)

    mei, li = said("Mei", "fixed", corrected="甲"), said("Li", "false_positive")
    assert standings(report, [mei, li])["k" * 8].conflict
    ana = said("Ana", "fixed", corrected="甲", settles=[mei.id, li.id])
    found = standings(report, [mei, li, ana])["k" * 8]
    assert (found.conflict, found.verdict, found.corrected, found.settled) == (False, "fixed", "甲", ana)
    assert found.overruled == (mei, li) and overruled([mei, li, ana]) == {mei.id, li.id}
    later = said("Li", "false_positive")
    assert standings(report, [mei, li, ana, later])["k" * 8].conflict
    assert standings(report, [mei, li, ana, new_record("Ana", "call", undoes=ana.id)])["k" * 8].conflict
    assert from_jsonl(to_jsonl([ana])) == [ana]


@pytest.mark.parametrize("settles", [[], "abcdefgh", [1], ["x"]])
def test_settling_needs_ids_and_a_verdict(settles: object) -> None:
    with pytest.raises(InputError, match="settles"):
        new_record("Mei", "call", verdict="confirmed", settles=settles)
    with pytest.raises(InputError, match="verdict"):
        new_record("Mei", "call", settles=["abcdefgh"])


def test_a_corrected_text_goes_on_with_its_documents_decisions() -> None:
    assert family("a/x.corrected.corrected") == family("a/x") == "a/x"
    known = new_record("Mei", "call", finding="k" * 8, check="quantity.value", verdict="wont_fix")
    report = Report(replace(RAW, name="call.corrected"), (finding(),), (None,) * 5, "s")
    assert standings(report, [known])["k" * 8].verdict == "wont_fix"
    assert bears_on(known, "call.corrected") and not bears_on(known, "calls")


def test_in_a_long_document_only_the_surroundings_are_checked_again() -> None:
    pairs = tuple(Pair(i, f"Line {i}.", f"第{i}行。" if i != 501 else "第500行。第501行。") for i in range(1000))
    raw = Bitext("long", tuple(replace(p, target="") if p.index == 500 else p for p in pairs))
    seen: list[int] = []

    def check(bitext: Bitext) -> Report:
        seen.append(len(bitext.pairs))
        found = [replace(finding(f"k{p.source}"), pair=p.index) for p in bitext.pairs if not p.target]
        return Report(bitext, tuple(found), (0.5,) * len(bitext.pairs), "s")

    before = check(raw)
    move = share(
        [("Line 500.", ""), ("Line 501.", "第500行。第501行。")],
        [("Line 500.", "第500行。"), ("Line 501.", "第501行。")],
    )
    after = repaired_report(before, repaired(raw, [move])[0], check)
    assert [f.pair for f in before.findings] == [500] and after.findings == ()
    assert seen == [1000, 82] and after.similarity == before.similarity
    assert repaired_report(before, raw, check) == before
