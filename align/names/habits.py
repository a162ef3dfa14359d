"""How a document renders its recurrent terms, and where it departs: association counted over sentences.

English terms are runs of one to three content words; Chinese candidates are runs of one to three jieba words. A term's
habit is the candidate with the highest log-likelihood ratio (Dunning 1993) that most of its sentences have. A departure
needs more than counting: it must share a character with the habit or be glossed alike, and belong to this term alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from align.facts import Facts
from align.model import Span
from align.names.associate import log_likelihood
from align.names.english import Evidence, Token, evidence, tokens_of
from align.names.tables import fold, glosses
from align.names.words import SMALL_WORDS
from align.packs.lemma import singulars
from align.text.pairing import sentence_beads
from align.text.tokens import Token as Word
from align.text.tokens import is_word, target_tokens
from align.text.words import word_set

LEAST_USES = 4  # sentences a term must stand in
LEAST_COVER = 0.5  # share of them that have the habit
LEAST_LINK = 12.0  # log-likelihood ratio of the habit
LONGEST = 3
SHORT = 24  # characters of a sentence in which every place is near
NEAR = 0.6  # share of the sentence by which a rendering may be out of the term's place
_COMMON = frozenset("的了在是和與与及或之一不有個个年月日第為为以上下中大小等將将我們们這这那其可能会會")


# words of every speech whose renderings vary freely
GENERAL = word_set(
    "let need see know think good better best help use continue begin start look make give take thing way lot bit",
    "people part point side kind sort example case fact issue level number area place end high low long short new old",
    "great strong big small large early late first last next previous past future current today morning afternoon",
    "change increase decrease expect expectation plan believe hope want try work talk say mention discuss share see",
    "understand thank appreciate welcome question answer detail comment color call turn due see expected impact effort",
    "period time year month week day moment term step progress result situation condition environment factor reason",
    "helped going doing saying using being having ability opportunity challenge improvement addition line go come",
    "actually especially mainly approximately respectively already always still currently gradually successfully",
)


Place = tuple[int, int]  # start and end; a Span only where one is told, since most places never are


@dataclass(frozen=True)
class Unit:
    """A sentence pair: its English words (base form, start and end) and its Chinese words."""

    pair: int
    english: tuple[tuple[str, int, int], ...]
    chinese: tuple[Word, ...]


@dataclass(frozen=True)
class Departure:
    """A place where a term is not rendered as the document usually does."""

    pair: int
    term: str
    source: Span
    target: Span
    form: str
    majority: str
    majority_pairs: tuple[int, ...]
    glossed: bool


def out_of_place(source: Span, clause: Span, target: Span, sentence: Span) -> float:
    """How far apart two spans lie within their sentences, 0 to 1; 0 in a short sentence."""
    if sentence.end - sentence.start <= SHORT:
        return 0.0
    left = (source.start + source.end - 2 * clause.start) / (2 * max(1, clause.end - clause.start))
    right = (target.start + target.end - 2 * sentence.start) / (2 * max(1, sentence.end - sentence.start))
    return abs(left - right)


@dataclass
class _Counts:
    units: list[Unit]
    terms: dict[str, dict[int, Place]]  # term -> unit -> first place
    forms: list[dict[str, Place]]  # of each unit: form (Simplified) -> first place
    recurrent: list[list[str]]  # of each unit: its forms that another unit has as well
    units_of: dict[str, list[int]]  # form -> units that have it
    spoken_for: dict[str, set[int]]  # term -> units where a longer term with a habit holds it
    habits_at: dict[int, list[tuple[str, str]]]  # unit -> (term, form) of the habits it keeps

    def out_of_place(self, term: str, at: int, form: str) -> float:
        """How far the form lies from the term within the sentence, 0 to 1; 0 in a short one."""
        english, chinese = self.units[at].english, self.units[at].chinese
        clause = Span(english[0][1], english[-1][2])
        sentence = Span(chinese[0].start, chinese[-1].end)
        return out_of_place(Span(*self.terms[term][at]), clause, Span(*self.forms[at][form]), sentence)


def units_of_document(facts: Facts) -> list[Unit]:
    """The sentence pairs of all speech, in order."""
    known = facts.of(evidence)
    out: list[Unit] = []
    for pair in facts.speech:
        english = list(_english(facts.of_pair(tokens_of, pair), known))
        chinese = facts.of_pair(target_tokens, pair)
        said, given = [start for _, start, _ in english], [token.start for token in chinese]
        for bead in facts.of_pair(sentence_beads, pair):
            inside = tuple(english[bisect_left(said, bead.source.start) : bisect_left(said, bead.source.end)])
            words = tuple(chinese[bisect_left(given, bead.target.start) : bisect_left(given, bead.target.end)])
            if inside and words:
                out.append(Unit(pair.index, inside, words))
    return out


def _english(tokens: Iterable[Token], known: Evidence) -> Iterator[tuple[str, int, int]]:
    for text, start, end, opens in tokens:
        low = fold(text)
        if text[0].isupper() and not opens and not known.small[low]:
            low = "|"  # names are the ledger's business
        yield _singular(low), start, end


@lru_cache(maxsize=16384)
def _singular(low: str) -> str:
    forms = singulars(low)
    return forms[0] if forms else low


def departures(facts: Facts) -> tuple[Departure, ...]:
    """All departures, once a pair and form, in document order."""
    counts = _counted(facts)
    habits = _habits(counts)
    out: dict[tuple[int, str, str], Departure] = {}
    for term in sorted(habits, key=lambda t: (-len(t.split()), t)):
        for departure in _depart(facts, term, habits, counts):
            out.setdefault((departure.pair, departure.form, ""), departure)
    return tuple(sorted(out.values(), key=lambda d: (d.pair, d.target)))


def _counted(facts: Facts) -> _Counts:
    units = facts.of(units_of_document)
    frequency: Counter[str] = Counter()
    found = [list(_terms(unit)) for unit in units]
    for rows in found:
        frequency.update({term for term, _ in rows})
    keep = {t for t, n in frequency.items() if LEAST_USES <= n <= max(LEAST_USES, len(units) // 3)}
    terms: dict[str, dict[int, Place]] = defaultdict(dict)
    forms: list[dict[str, Place]] = []
    units_of: dict[str, list[int]] = defaultdict(list)
    for at, unit in enumerate(units):
        for term, place in found[at]:
            if term in keep:
                terms[term].setdefault(at, place)
        forms.append(_forms(unit))
        for form in forms[at]:
            units_of[form].append(at)
    recurrent = [[form for form in row if len(units_of[form]) > 1] for row in forms]
    return _Counts(units, terms, forms, recurrent, units_of, defaultdict(set), defaultdict(list))


def _terms(unit: Unit) -> Iterator[tuple[str, Place]]:
    """Every run of up to LONGEST content words, by where it ends."""
    runs: list[tuple[str, int]] = []  # (text, start) of the runs that end at the word before, shortest first
    last = -2
    for word, start, end in unit.english:
        if len(word) < 3 or word in SMALL_WORDS or not (word.isalpha() or word.replace("-", "").isalpha()):
            runs = []
            continue
        longer = [(f"{text} {word}", at) for text, at in runs[: LONGEST - 1]] if start - last <= 1 else []
        runs = [(word, start), *longer]
        last = end
        for text, at in runs:
            yield text, (at, end)


def _forms(unit: Unit) -> dict[str, Place]:
    """Every run of up to LONGEST words of Chinese characters, two to eight characters long, at its first place."""
    out: dict[str, Place] = {}
    runs: list[tuple[str, int]] = []
    for _, word, start in unit.chinese:
        if not ("\u4e00" <= word[0] <= "\u9fff") or word in _COMMON:
            runs = []
            continue
        runs = [(word, start), *[(text + word, at) for text, at in runs[: LONGEST - 1]]]
        end = start + len(word)
        for text, at in runs:
            if 2 <= len(text) <= 8 and text not in out:
                out[text] = at, end
    return out


@dataclass(frozen=True)
class Habit:
    """The form that most sentences of a term have; `units` are those."""

    form: str
    link: float
    units: frozenset[int]


def _habits(counts: _Counts) -> dict[str, Habit]:
    """Habits of the longer terms first; a shorter term then counts only where no longer one speaks for it."""
    out: dict[str, Habit] = {}
    for size in range(LONGEST, 0, -1):
        for term, places in counts.terms.items():
            if term.count(" ") != size - 1:
                continue
            free = places
            if size < LONGEST:
                free = {at: span for at, span in places.items() if at not in counts.spoken_for[term]}
                counts.terms[term] = free
            if len(free) >= LEAST_USES:
                habit = _habit(free, counts)
                if habit is not None and (size == 1 or _own(term, habit, counts)):
                    out[term] = habit
                    _note(term, habit, counts)
    return out


def _note(term: str, habit: Habit, counts: _Counts) -> None:
    """Where a habit is kept its form is accounted for, and the shorter terms in it are spoken for."""
    words = term.split()
    for at in habit.units:
        counts.habits_at[at].append((term, habit.form))
    if habit.link < 30.0:
        return
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if end - start < len(words):
                counts.spoken_for[" ".join(words[start:end])] |= habit.units


def _habit(places: dict[int, Place], counts: _Counts) -> Habit | None:
    total = len(counts.units)
    seen: Counter[str] = Counter()
    for at in places:
        seen.update(counts.recurrent[at])
    best: tuple[float, int, str] | None = None
    for form, both in seen.most_common():
        if both < max(2, LEAST_COVER * len(places)):
            break
        link = log_likelihood(both, len(places), len(counts.units_of[form]), total)
        rank = (round(link, 6), len(form), form)
        if link >= LEAST_LINK and (best is None or rank > best):
            best = rank
    if best is None:
        return None
    having = frozenset(at for at in places if best[2] in counts.forms[at])
    return Habit(best[2], best[0], having)


def _own(term: str, habit: Habit, counts: _Counts) -> bool:
    """Whether the form belongs to the whole term rather than to one of its words (業務 belongs to business alone)."""
    share = len(habit.units) / len(counts.terms[term])
    for word in term.split():
        others = [at for at in counts.terms.get(word, ()) if at not in counts.terms[term]]
        if len(others) >= 2 and sum(habit.form in counts.forms[at] for at in others) > 0.5 * share * len(others):
            return False
    return True


def _depart(facts: Facts, term: str, habits: dict[str, Habit], counts: _Counts) -> Iterator[Departure]:
    habit = habits[term]
    places = counts.terms[term]
    weak = term.count(" ") == 0 and (len(places) < 6 or habit.link < 36.0 or len(habit.units) < 0.6 * len(places))
    if weak or habit.link < 30.0 or not set(term.split()).isdisjoint(GENERAL) or term.endswith(("ed", "ly")):
        return
    rest = [at for at in places if at not in habit.units]
    chosen: dict[int, tuple[str, bool]] = {}
    for at in rest:
        best = max(_candidates(term, at, habits, counts), default=None)
        if best is not None:
            chosen[at] = best[3], best[0]
    # a form that departs in one place is told in others without the proof that nothing melted into it
    proven = {form: glossed for form, glossed in chosen.values() if len(counts.units_of[form]) > 2}
    for at in rest:
        for form, glossed in proven.items():
            hidden = at in chosen or form not in counts.forms[at] or _kept(habit.form, at, counts)
            if not hidden and not _hyphened(term, at, counts):
                chosen[at] = form, glossed
    for at, (form, glossed) in sorted(chosen.items()):
        yield _departure(facts, term, at, form, glossed, habit, counts)


def _departure(facts: Facts, term: str, at: int, form: str, glossed: bool, habit: Habit, counts: _Counts) -> Departure:
    span = Span(*counts.forms[at][form])
    index, main = counts.units[at].pair, min(habit.units)
    majority = Span(*counts.forms[main][habit.form]).of(facts.bitext.pairs[counts.units[main].pair].target)
    pairs = tuple(dict.fromkeys(counts.units[u].pair for u in sorted(habit.units)))
    said = span.of(facts.bitext.pairs[index].target)
    return Departure(index, term, Span(*counts.terms[term][at]), span, said, majority, pairs, glossed)


def _kept(main: str, at: int, counts: _Counts) -> bool:
    """Whether the habit's form stands in the sentence, if only inside a longer word."""
    return any(main in form for form in counts.forms[at])


def _candidates(
    term: str, at: int, habits: dict[str, Habit], counts: _Counts
) -> Iterator[tuple[bool, float, int, str]]:
    """(glossed alike, link, rank by length, form) of what may stand for the term in the sentence instead of the habit."""
    habit = habits[term]
    places = counts.terms[term]
    if _kept(habit.form, at, counts) or not _alone(term, at, habits, counts):
        return
    synonyms = glosses().get(term, frozenset())
    for form in counts.forms[at]:
        spread = len(counts.units_of[form])
        if 0.75 * spread > len(places):
            continue
        if counts.out_of_place(term, at, form) > NEAR:
            continue
        inside = sum(other in places for other in counts.units_of[form])
        if inside < 0.75 * spread or form in habit.form or _explained(form, at, habit.form, term, counts):
            continue
        if " " not in term and any(other in habit.units for other in counts.units_of[form]):
            continue  # both words in one sentence of the term: the document tells two things apart
        glossed = form in synonyms and habit.form in synonyms
        same_head = " " in term and inside == spread and _shares_head(form, habit.form)
        if glossed or same_head or _alike(form, habit.form, spread):
            link = log_likelihood(inside, len(places), spread, len(counts.units))
            yield glossed, round(link, 6), len(form) if spread > 1 else -len(form), form


def _alike(form: str, main: str, spread: int) -> bool:
    """Whether a form shares a telling character with the habit: in the same place of a known word as long, or in a form as
    long that recurs."""
    if not (set(form) & set(main)) - _COMMON:
        return False
    if len(set(form) & set(main)) > 1:
        return False
    if len(form) != len(main):
        return False
    known = spread >= 2 or is_word(form)
    return known and (spread >= 2 or any(a == b for a, b in zip(form, main, strict=True)))


def _shares_head(form: str, main: str) -> bool:
    """業務團隊 beside 銷售團隊: the same last word of two characters after another word."""
    if not len(form) == len(main) >= 4 or form[-2:] != main[-2:] or set(form[:-2]) & set(main[:-2]):
        return False
    return is_word(form[:-2])


def _alone(term: str, at: int, habits: dict[str, Habit], counts: _Counts) -> bool:
    """Whether no neighbouring word may have melted into the term's rendering (mining sites as 礦場, market value as 市值)."""
    words = counts.units[at].english
    last, single = term.split()[-1], " " not in term
    if _hyphened(term, at, counts):
        return False
    for before, after in pairwise(words):
        close = after[1] - before[2] <= 1
        other = after[0] if before[0] == last else before[0] if single and after[0] == term else None
        if not close or other is None or other in GENERAL or other in SMALL_WORDS or other not in glosses():
            continue
        habit = habits.get(other)
        if habit is None or at not in habit.units:
            return False
    return True


def _hyphened(term: str, at: int, counts: _Counts) -> bool:
    """Whether the term is also part of a hyphenated word there, which has a rendering of its own (loan-to-value)."""
    return any(term in word.split("-") for word, *_ in counts.units[at].english if "-" in word)


def _explained(form: str, at: int, main: str, term: str, counts: _Counts) -> bool:
    """Whether what sets the form apart is what another term of the sentence is rendered as."""
    apart = set(form) - set(main)
    return any(
        apart & set(other_form)
        for other, other_form in counts.habits_at[at]
        if f" {term} " not in f" {other} " and f" {other} " not in f" {term} "
    )
