"""The sentence aligner on invented vectors: what it promises whatever the text."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.aligner import Side, align_paragraphs, align_sentences, load_params
from align.aligner.band import anchor_chain, band, heaviest_chain
from align.aligner.features import BEAD_FEATURES, NULL_FEATURES, bead_types, block_norms, competition
from align.aligner.fit import _expectation, lesson
from align.aligner.lattice import backward, bead_posteriors, forward
from align.aligner.monotonic import Alignment, prepare, run_posteriors, score
from align.aligner.prior import crossings, kind_shifts
from align.aligner.sides import Bead
from align.aligner.whole import align_documents

DIM = 48


def side(vectors: np.ndarray, widths: np.ndarray | None = None) -> Side:
    """A side whose sentences are single clauses."""
    unit = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    sizes = np.full(len(unit), 60, dtype=np.float32) if widths is None else widths.astype(np.float32)
    return Side(unit, sizes, unit, sizes, np.arange(len(unit)))


def meanings(count: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(count, DIM))


def noisy(vectors: np.ndarray, seed: int = 1, much: float = 0.6) -> np.ndarray:
    return vectors + much * np.random.default_rng(seed).normal(size=vectors.shape)


def covers(found: Alignment, n: int, m: int) -> bool:
    """Every sentence in exactly one bead, in order."""
    source = [k for bead in found.beads for k in range(*bead.source)]
    target = [k for bead in found.beads for k in range(*bead.target)]
    return source == list(range(n)) and target == list(range(m))


def test_translations_side_by_side_are_paired() -> None:
    one = meanings(40)
    found = align_sentences(side(one), side(noisy(one)))
    assert [(bead.source, bead.target) for bead in found.beads] == [((k, k + 1), (k, k + 1)) for k in range(40)]
    assert min(bead.confidence for bead in found.beads) > 0.5


def test_a_lost_run_is_left_alone_and_its_neighbours_are_not() -> None:
    one = meanings(40)
    kept = [k for k in range(40) if not 15 <= k < 20]
    found = align_sentences(side(one), side(noisy(one)[kept]))
    alone = [bead.source[0] for bead in found.beads if bead.one_sided]
    assert alone == [15, 16, 17, 18, 19]
    assert (found.source_alone[15:20] > 0.5).all()
    assert found.source_alone[:15].max() < 0.5


def test_two_sentences_merged_into_one() -> None:
    one = meanings(30)
    other = noisy(one)
    merged = np.concatenate([other[:10], (other[10] + other[11])[None], other[12:]])
    widths = np.array([60] * 10 + [120] + [60] * 18)
    found = align_sentences(side(one), side(merged, widths))
    assert ((10, 12), (10, 11)) in [(bead.source, bead.target) for bead in found.beads]


@pytest.mark.parametrize(("n", "m"), [(0, 0), (0, 3), (3, 0), (1, 1), (1, 9), (9, 1)])
def test_odd_sizes(n: int, m: int) -> None:
    found = align_sentences(side(meanings(n).reshape(n, DIM)), side(meanings(m, 5).reshape(m, DIM)))
    assert covers(found, n, m)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 1000))
def test_every_sentence_is_in_one_bead_and_posteriors_are_probabilities(n: int, m: int, seed: int) -> None:
    found = align_sentences(side(meanings(n, seed)), side(meanings(m, seed + 1)))
    assert covers(found, n, m)
    assert all(0.0 <= bead.confidence <= 1.0 for bead in found.beads)
    for alone in (found.source_alone, found.target_alone):
        assert ((alone >= 0) & (alone <= 1.0 + 1e-6)).all()


def test_the_same_result_twice() -> None:
    one = meanings(60)
    assert align_sentences(side(one), side(noisy(one))).beads == align_sentences(side(one), side(noisy(one))).beads


def test_no_bead_leaves_its_paragraph() -> None:
    one = meanings(12)
    first = np.array([0, 4, 4, 9, 12])
    first_target = np.array([0, 3, 5, 9, 9])
    found = align_paragraphs(side(one), side(meanings(9, 3)), first, first_target)
    assert covers(found, 12, 9)
    for bead in found.beads:
        for numbers, starts in ((bead.source, first), (bead.target, first_target)):
            if numbers[0] < numbers[1]:
                homes = {int(np.searchsorted(starts, k, side="right")) for k in range(*numbers)}
                assert len(homes) == 1


def test_a_side_needs_a_clause_for_each_sentence() -> None:
    vectors = meanings(3).astype(np.float32)
    with pytest.raises(ValueError, match="at least one clause"):
        Side(vectors, np.ones(3), vectors[:2], np.ones(2), np.array([0, 2]))


def test_parts_and_picks_keep_clauses_with_their_sentences() -> None:
    vectors = meanings(4).astype(np.float32)
    clauses = meanings(6, 2).astype(np.float32)
    whole = Side(vectors, np.arange(4.0), clauses, np.arange(6.0), np.array([0, 0, 1, 2, 2, 3]))
    picked = whole.pick(np.array([3, 0]))
    assert picked.owner.tolist() == [0, 1, 1]
    assert picked.clause_widths.tolist() == [5.0, 0.0, 1.0]
    assert whole.part(1, 3).clause_widths.tolist() == [2.0, 3.0, 4.0]


def test_block_norms_are_those_of_summed_vectors() -> None:
    one = side(meanings(7), np.arange(1, 8))
    norms = block_norms(one, 4)
    for a in range(1, 5):
        for i in range(a, 8):
            summed = (one.vectors[i - a : i] * one.widths[i - a : i, None]).sum(axis=0)
            assert norms[a, i] == pytest.approx(np.linalg.norm(summed), rel=1e-3)


def test_forward_and_backward_agree() -> None:
    one = meanings(15)
    params = load_params()
    view = prepare(side(one), side(noisy(one)[:13]), params)
    lattice = score(view, competition(view), params)
    assert forward(lattice, soft=True).total == pytest.approx(backward(lattice).total, rel=1e-6)


def test_what_becomes_of_a_sentence_sums_to_one() -> None:
    one = meanings(15)
    params = load_params()
    view = prepare(side(one), side(noisy(one, much=2.0)[:13]), params)
    lattice = score(view, competition(view), params)
    alpha, beta = forward(lattice, soft=True), backward(lattice)
    sums = run_posteriors(lattice, alpha, beta, alpha.total)
    for i, row in enumerate(bead_posteriors(lattice, alpha, beta)):
        for (a, _), cells in zip(lattice.types, row, strict=True):
            sums[max(0, i - a) : i] += cells.sum()
    assert sums == pytest.approx(np.ones(15), abs=1e-4)


def test_training_looks_at_no_cell_far_from_the_gold_path() -> None:
    one = meanings(40)
    gold = [(1, 1)] * 10 + [(1, 0)] * 15 + [(0, 1)] * 15 + [(3, 1), (1, 3)] + [(1, 1)] * 11
    each = lesson(side(one), side(noisy(one)), gold, load_params())
    low, high = each.view.low, each.view.high
    assert (np.diff(low) >= 0).all()
    assert (np.diff(high) >= 0).all()
    assert (low[0], high[-1]) == (0, 41)
    assert (high - low).max() < 40
    i = j = 0
    for a, b in gold:
        i, j = i + a, j + b
        assert low[i] <= j < high[i]


def test_the_slope_of_the_likelihood_is_right() -> None:
    one = meanings(8)
    each = lesson(side(one), side(noisy(one)), [(1, 1)] * 8, load_params())
    rng = np.random.default_rng(3)
    weights = rng.normal(size=len(BEAD_FEATURES) + 2 * len(NULL_FEATURES)) * 0.3
    _, slope = _expectation(each, weights)
    for at in (0, 5, 10, len(BEAD_FEATURES), len(BEAD_FEATURES) + 1, len(weights) - 4):
        step = np.zeros_like(weights)
        step[at] = 1e-2
        change = (_expectation(each, weights + step)[0] - _expectation(each, weights - step)[0]) / 2e-2
        assert slope[at] == pytest.approx(change, rel=1e-2, abs=1e-2)


def test_repeated_lines_do_not_break_the_anchors() -> None:
    one = meanings(400)
    one[::7] = one[0]  # the operator's formula
    chain = anchor_chain(*(side(x).vectors for x in (one, noisy(one, much=0.3))))
    assert len(chain) > 200
    assert (np.diff(chain, axis=0) > 0).all()
    low, high = band(chain, 400, 400)
    assert (high - low).max() < 200
    assert all(low[k] <= k < high[k] for k in range(401))


@given(st.lists(st.tuples(st.integers(0, 30), st.floats(0.1, 1.0)), max_size=12))
def test_the_chain_is_the_heaviest(entries: list[tuple[int, float]]) -> None:
    points = np.array([(k, column) for k, (column, _) in enumerate(entries)], dtype=np.int64).reshape(-1, 2)
    weights = np.array([weight for _, weight in entries])
    chain = heaviest_chain(points, weights)
    assert all(points[a, 1] < points[b, 1] for a, b in pairwise(chain))
    best = [0.0] * len(points)
    for k in range(len(points)):
        best[k] = weights[k] + max([best[j] for j in range(k) if points[j, 1] < points[k, 1]], default=0.0)
    assert weights[chain].sum() == pytest.approx(max(best, default=0.0))


def test_types_of_beads() -> None:
    types = bead_types(7)
    assert (4, 3) in types
    assert (4, 4) in types
    assert (1, 6) in types
    assert (5, 2) not in types


def test_a_moved_block_is_named_and_aligned() -> None:
    one = meanings(80)
    other = noisy(one, much=0.4)
    order = [*range(20), *range(40, 50), *range(30, 40), *range(20, 30), *range(50, 80)]
    found = align_documents(side(one), side(other[order]))
    assert found.blocks
    assert not found.mismatch
    right = {(k, order.index(k)) for k in range(80)}
    pairs = {(bead.source[0], bead.target[0]) for bead in found.beads if not bead.one_sided}
    assert len(pairs & right) >= 76
    assert sorted(k for bead in found.beads for k in range(*bead.source)) == list(range(80))
    assert sorted(k for bead in found.beads for k in range(*bead.target)) == list(range(80))


def test_unrelated_documents_are_refused() -> None:
    assert align_documents(side(meanings(60)), side(meanings(60, 9))).mismatch


def test_parameters_say_where_they_come_from() -> None:
    params = load_params()
    assert set(params.bead) == set(BEAD_FEATURES)
    assert set(params.source_null) == set(params.target_null) == set(NULL_FEATURES)
    assert {"data", "made by", "encoder"} <= set(params.provenance)


def test_merges_that_are_rare_in_a_document_count_less() -> None:
    learned = load_params().kinds
    faithful = [Bead((k, k + 1), (k, k + 1), 1.0, 0.8) for k in range(300)]
    shifts = kind_shifts(faithful, learned)
    assert shifts["1-1"] == 0
    assert max(shifts["n-1"], shifts["1-n"], shifts["m-n"]) < -1
    assert kind_shifts([], learned) == pytest.approx(dict.fromkeys(learned, 0.0))


def test_no_bead_over_the_end_of_a_paragraph_without_need() -> None:
    one = meanings(12)
    source = replace(side(one), paragraphs=np.repeat(np.arange(3), 4))
    view = prepare(source, side(noisy(one)), load_params())
    price = crossings(view, slice(1, 13))
    merged = view.types.index((2, 1))
    assert price[merged, 4].min() > 0  # sentences 3 and 4
    assert price[merged, 3].max() == 0
    assert price[view.types.index((1, 1))].max() == 0
