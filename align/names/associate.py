"""Finds the rendering of a recurrent name by counting: what stands in its pairs and hardly anywhere else."""

from __future__ import annotations

import re
from collections import Counter
from math import log

from align.facts import Facts
from align.model import Pair
from align.names import translit
from align.names.rendering import target_of

LONGEST = 6
MOST = 80  # candidates looked at for one name
HAN_RUN = re.compile("[\u4e00-\u9fff]{2,}")
FUNCTION = frozenset("的了是在和与或及对为将就也都而但则并不我你您他她它们这那之其被把从向到以于由等已会要可")


def log_likelihood(both: int, left: int, right: int, total: int) -> float:
    """Dunning's G² of two events that share `both` of `total` units; 0 when they avoid each other."""
    if both * total <= left * right:
        return 0.0
    cells = (both, left - both, right - both, total - left - right + both)
    rows, columns = (left, left, total - left, total - left), (right, total - right, right, total - right)
    value = 0.0
    for cell, row, column in zip(cells, rows, columns, strict=True):
        if cell > 0 and row and column:
            value += cell * log(cell * total / (row * column))
    return 2.0 * value


def grams(text: str, longest: int = LONGEST) -> set[str]:
    """Runs of 2 to `longest` Han characters without function words at the ends."""
    out: set[str] = set()
    for run in HAN_RUN.finditer(text):
        word = run.group()
        for start in range(len(word) - 1):
            if word[start] in FUNCTION:
                continue
            for end in range(start + 2, min(len(word), start + longest) + 1):
                if word[end - 1] not in FUNCTION:
                    out.add(word[start:end])
    return out


def _foreign(gram: str) -> bool:
    """Whether all characters are more usual in transliterations than in running text."""
    odds = translit.model().odds
    return all(odds.get(c, -9.0) > 0.0 for c in gram)


def _holding(gram: str, plain: dict[int, str], pairs: list[Pair], named: set[int], most: int) -> int:
    """How many pairs that do not have the name hold the form; stops counting at `most`."""
    count = 0
    for pair in pairs:
        if gram in plain[pair.index] and pair.index not in named:
            count += 1
            if count >= most:
                break
    return count


def associated_forms(
    facts: Facts, lacking: dict[str, list[int]], at: dict[str, set[int]], people: set[str]
) -> dict[str, str]:
    """For each name the one form that fills most of its `lacking` pairs and is rare where it is not named.

    `at` holds all pairs of each name. A form made of characters that transliterations use needs less evidence;
    `people` may have no other.
    """
    if not lacking:
        return {}
    pairs = [p for p in facts.bitext.pairs if HAN_RUN.search(p.target)]
    plain = {p.index: facts.of_pair(target_of, p).plain for p in pairs}
    out: dict[str, str] = {}
    for key, indexes in lacking.items():
        counts: Counter[str] = Counter()
        for index in indexes:
            counts.update(grams(plain.get(index, "")))  # a pair without Chinese has no forms
        best: tuple[float, int, str] | None = None
        for gram, both in counts.most_common(MOST):
            if both < max(2, (len(indexes) + 1) // 2):
                break
            foreign = _foreign(gram)
            if key in people and not foreign:
                continue
            most = int(both * 1.34) + 1
            everywhere = both + _holding(gram, plain, pairs, at[key], most)
            value = log_likelihood(both, len(indexes), everywhere, len(pairs))
            if everywhere > both * 1.34 or value < (5.5 if both >= 3 and foreign else 10.0):
                continue
            rank = (round(value, 3), len(gram), gram)
            best = max(best, rank) if best else rank
        if best is not None:
            out[key] = best[2]
    return out
