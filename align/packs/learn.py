"""Learns a glossary from finished, reviewed translations: which Chinese answers which English term, with evidence.

Association by the log-likelihood ratio of Dunning (1993, "Accurate Methods for the Statistics of Surprise and
Coincidence"): English words and phrases against Chinese character n-grams, counted once a pair.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from align.model import Bitext, Pair
from align.packs.entries import Term
from align.packs.fold import fold
from align.packs.lemma import WORD, base_forms, singulars

MIN_PAIRS = 3
LONGEST_SOURCE, LONGEST_TARGET = 4, 8
_HAN = re.compile(r"[㐀-鿿]+")
_STOP = frozenset(
    """a about above after again all also am an and any are as at be because been before being below between both but
    by can could did do does doing down during each few for from further get go going had has have having he her here
    hers him his how i if in into is it its just let like ll make many may me might more most much must my no nor not
    now of off on once only or other our out over own per re s same she should so some such t than that the their them
    then there these they thing think this those through to too under until up us ve very was we well were what when
    where which while who whom why will with would yes you your please thank thanks good morning okay sure really
    """.split()  # noqa: SIM905
)
_EDGES = frozenset("的了和與及在是我們你您他她它這那有也都就而但或於以為對從將被把個些之其並不很更最所著過會能可")


@dataclass(frozen=True)
class _Doc:
    """The pairs learned from, as sets of candidates: `sources[i]` and `targets[i]` belong to pair i."""

    pairs: tuple[Pair, ...]
    sources: tuple[frozenset[str], ...]
    targets: tuple[frozenset[str], ...]


def learn(bitexts: Iterable[Bitext], min_pairs: int = MIN_PAIRS, min_score: float = 15.0) -> list[Term]:
    """Terms with their usual rendering, the surest first; `meta` holds pairs, share, score and contexts.

    A term needs `min_pairs` pairs with both sides, a log-likelihood ratio of `min_score`, and a rendering
    found in at least half of the pairs that have the phrase (0.8 for a single word). Deterministic; linear in the text apart from sorting.
    """
    doc = _document(pair for bitext in bitexts for pair in bitext.pairs if pair.kind == "speech")
    wheres: dict[str, list[int]] = defaultdict(list)
    for number, candidates in enumerate(doc.sources):
        for candidate in candidates:
            wheres[candidate].append(number)
    frequent = {source: where for source, where in wheres.items() if len(where) >= min_pairs}
    totals = Counter(target for targets in doc.targets for target in targets)
    found: list[tuple[float, Term]] = []
    for source in sorted(frequent):
        need = 0.5 if " " in source else 0.8  # a single word has more senses than a phrase
        best = _rendering(
            doc, frequent[source], totals, max(min_pairs, math.ceil(need * len(frequent[source]))), min_score
        )
        if best is not None:
            score, target = best
            found.append((score, _term(doc, source, target, frequent[source], score)))
    found.sort(key=lambda item: (-item[0], item[1].source))
    return _without_parts([term for _, term in found])


def _document(pairs: Iterable[Pair]) -> _Doc:
    kept = tuple(pair for pair in pairs if pair.source.strip() and pair.target.strip())
    sources = tuple(frozenset(_phrases(pair.source)) for pair in kept)
    targets = [frozenset(_grams(fold(pair.target))) for pair in kept]
    counts = Counter(gram for grams in targets for gram in grams)
    return _Doc(kept, sources, tuple(frozenset(g for g in grams if counts[g] > 1) for grams in targets))


def _phrases(text: str) -> Iterable[str]:
    """Word sequences of a clause that neither begin nor end with a stop word, in their singular."""
    for clause in re.split(r"[.,;:!?()\[\]\"“”—\n]+", text):
        words = [_key(m.group()) for m in WORD.finditer(clause)]
        for first, word in enumerate(words):
            if not _content(word):
                continue
            for last in range(first, min(len(words), first + LONGEST_SOURCE)):
                if _content(words[last]):
                    yield " ".join(words[first : last + 1])


def _key(word: str) -> str:
    if sum(c.isupper() for c in word) >= 2:
        return word.rstrip("s") if word[:-1].isupper() else word
    low = base_forms(word)[0]
    plural = singulars(low)
    return plural[0] if plural else low


def _content(word: str) -> bool:
    return len(word) > 1 and not any(c.isdigit() for c in word) and word.lower() not in _STOP


def _grams(folded: str) -> Iterable[str]:
    for match in _HAN.finditer(folded):
        run = match.group()
        for first in range(len(run)):
            for last in range(first + 2, min(len(run), first + LONGEST_TARGET) + 1):
                if run[first] not in _EDGES and run[last - 1] not in _EDGES:
                    yield run[first:last]


def _rendering(
    doc: _Doc, where: Sequence[int], totals: Counter[str], min_pairs: int, min_score: float
) -> tuple[float, str] | None:
    """The best (score, folded rendering); among near equals the longest, since parts score like the whole."""
    together = Counter(gram for number in where for gram in doc.targets[number])
    scored = []
    for gram, both in together.items():
        if both < min_pairs:
            continue
        score = log_likelihood(both, len(where), totals[gram], len(doc.pairs))
        if score >= min_score:
            scored.append((score, gram))
    if not scored:
        return None
    best, head = max(scored, key=lambda item: (item[0], len(item[1]), item[1]))
    near = [item for item in scored if item[0] >= 0.9 * best and head in item[1]]
    return max(near, key=lambda item: (len(item[1]), item[0], item[1]))


def log_likelihood(both: int, one: int, other: int, total: int) -> float:
    """Dunning's G² of a 2x2 table of pairs; 0 when the two occur together less often than by chance."""
    if both * total <= one * other:
        return 0.0
    cells = ((both, one * other), (one - both, one * (total - other)), (other - both, (total - one) * other),
             (total - one - other + both, (total - one) * (total - other)))  # fmt: skip
    return 2 * sum(seen * math.log(seen * total / chance) for seen, chance in cells if seen > 0)


def _term(doc: _Doc, source: str, folded: str, where: Sequence[int], score: float) -> Term:
    holders = [number for number in where if folded in doc.targets[number]]
    written: Counter[str] = Counter()
    contexts: list[str] = []
    for number in holders:
        text = doc.pairs[number].target
        at = fold(text).find(folded)
        written[text[at : at + len(folded)]] += 1
        if len(contexts) < 3:
            contexts.append(text[max(0, at - 8) : at + len(folded) + 8].replace("|", " "))
    rendering = min(written, key=lambda form: (-written[form], form))
    share = len(holders) / len(where)
    meta = {
        "pairs": str(len(where)),
        "share": f"{share:.2f}",
        "score": f"{score:.1f}",
        "contexts": "|".join(contexts),
    }
    return Term(source, (rendering,), (), "learned", meta)


def _without_parts(terms: list[Term]) -> list[Term]:
    """Drop a term that is only ever part of a longer one with the same evidence (bottom, of bottom line)."""
    longer: dict[tuple[str, str], set[str]] = defaultdict(set)
    for term in terms:
        words = term.source.split()
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                if last - first < len(words):
                    longer[" ".join(words[first:last]), term.meta["pairs"]].add(term.source)
    kept = [term for term in terms if not longer.get((term.source, term.meta["pairs"]))]
    taken: dict[str, Term] = {}
    for term in kept:  # one rendering, several overlapping sources: the surest stays
        rival = taken.get(term.targets[0])
        if rival is None or not set(rival.source.split()) & set(term.source.split()):
            taken.setdefault(term.targets[0], term)
    return [term for term in kept if taken.get(term.targets[0]) is term or term.targets[0] not in taken]


def to_csv(terms: Iterable[Term]) -> str:
    """A glossary by the contract, with the evidence in further columns; what begins like a formula is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    extra = ("pairs", "share", "score", "contexts")
    writer.writerow(("source", "target", "forbidden", *extra))
    for term in terms:
        row = (term.source, "|".join(term.targets), "|".join(term.forbidden), *(term.meta.get(k, "") for k in extra))
        writer.writerow([f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell for cell in row])
    return out.getvalue()


def forbid(term: Term, rendering: str) -> Term:
    """The term with one more forbidden rendering, as after a reviewer's correction."""
    if rendering in term.forbidden or rendering in term.targets:
        return term
    return replace(term, forbidden=(*term.forbidden, rendering))
