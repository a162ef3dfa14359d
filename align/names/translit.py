"""Does a run of Chinese characters sound like a Western name? A model learned from bilingual place names.

P(letters | syllable) is backed off to P(onset letters | initial) * P(other letters | final).
Score = log P(letters | syllables) - log P(letters) + a share of the log-odds that each character is one that
transliterations use; natural logarithms. `tools/build_names.py` learns the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from align.names.tables import fold, readings, transliteration

LIKELY = -3.5
LONGEST_UNIT = 6
LONGEST_NAME = 24
PRIOR_WEIGHT = 0.5  # of the characters where a name is looked for in running text
JUDGED_PRIOR = 0.2  # the same where it is known to be a name
SILENT = -3.0  # a letter nothing stands for, beside its own improbability
ADDED = -7.0  # a character that stands for no letter
UNSEEN = -2.0  # log-odds of a character that no place name has
NEVER = -99.0
HOPELESS = -9.0  # a place reached at less is given up while a name is looked for
CUT_PENALTY = 2.5  # the span is cut out of a longer run of transliteration characters
RAREST = 5  # tenths of a use below which a unit is taken for noise
RAREST_SHARE = 0.002
BACKED_OFF = 0.12  # share of the probability that goes to onset and rime apart
_INITIAL = re.compile(r"zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]|")
_ONSET = re.compile(r"[^aeiouy]*")
_DOTS = "·•・‧∙．"


@dataclass(frozen=True)
class Sounding:
    """A span of the Chinese text that may render the name, with its score."""

    start: int
    end: int
    score: float


class Model:
    """The tables as probabilities."""

    def __init__(self) -> None:
        raw = transliteration()
        self.letters: dict[str, float] = raw["letters"]
        self.odds: dict[str, float] = {c: v[0] for c, v in raw["characters"].items()}
        self.syllable: dict[str, str] = {c: v[1] for c, v in raw["characters"].items()}
        self.units: dict[str, dict[str, int]] = {
            syllable: {part: n for part, n in units.items() if n >= RAREST and n >= RAREST_SHARE * sum(units.values())}
            for syllable, units in raw["units"].items()
        }
        self.totals = {syllable: sum(units.values()) + 10.0 for syllable, units in self.units.items()}
        self.onsets: dict[str, dict[str, float]] = {}
        self.rimes: dict[str, dict[str, float]] = {}
        for syllable, units in self.units.items():
            initial = initial_of(syllable)
            onsets = self.onsets.setdefault(initial, {})
            rimes = self.rimes.setdefault(syllable[len(initial) :], {})
            for letters, count in units.items():
                cut = _ONSET.match(letters).end()  # type: ignore[union-attr]
                onsets[letters[:cut]] = onsets.get(letters[:cut], 0.0) + count
                rimes[letters[cut:]] = rimes.get(letters[cut:], 0.0) + count
        for table in (self.onsets, self.rimes):
            for counts in table.values():
                total = sum(counts.values())
                for key in counts:
                    counts[key] /= total
        for syllable in sorted(readings(), key=lambda s: -self.totals.get(s, 0.0)):
            for c in readings()[syllable]:
                self.syllable.setdefault(c, syllable)
        likely = "".join(c for c, odds in self.odds.items() if odds > -3.2)
        self.run = re.compile(f"[{likely}{_DOTS}]{{2,}}")


def initial_of(syllable: str) -> str:
    """The initial consonant of a pinyin syllable, empty when it has none."""
    return _INITIAL.match(syllable).group()  # type: ignore[union-attr]


@cache
def model() -> Model:
    """The one model of the process."""
    return Model()


@lru_cache(maxsize=8192)
def letters_of(name: str) -> str:
    """The letters the model looks at."""
    return "".join(c for c in fold(name) if "a" <= c <= "z")[:LONGEST_NAME]


Arcs = tuple[tuple[int, float, float], ...]  # (end letter, gain over the letters' own probability, log P)


class Name:
    """A Latin name made ready for scoring: which of its letters each syllable may stand for, worked out when asked."""

    __slots__ = ("_arcs", "_before", "_parts", "length", "text")

    def __init__(self, name: str) -> None:
        tables = model()
        self.text = letters_of(name)
        self.length = len(self.text)
        self._before = [0.0]
        for a, b in zip("^" + self.text, self.text, strict=False):
            self._before.append(self._before[-1] + tables.letters[a + b])
        self._arcs: dict[tuple[str, int], Arcs] = {}
        self._parts: dict[int, list[tuple[int, str, str, str]]] = {}

    def arcs(self, syllable: str, start: int) -> Arcs:
        """The parts of the name from the letter `start` on that the syllable may stand for."""
        have = self._arcs.get((syllable, start))
        if have is None:
            have = self._arcs[syllable, start] = tuple(self._worked_out(syllable, start))
        return have

    def _worked_out(self, syllable: str, start: int) -> Iterator[tuple[int, float, float]]:
        tables = model()
        initial = initial_of(syllable)
        onsets, rimes = tables.onsets.get(initial, {}), tables.rimes.get(syllable[len(initial) :], {})
        units, total = tables.units.get(syllable, {}), tables.totals.get(syllable, 10.0)
        for end, letters, head, tail in self._from(start):
            onset = onsets.get(head)
            if onset is not None:
                p = (1 - BACKED_OFF) * units.get(letters, 0) / total + BACKED_OFF * onset * rimes.get(tail, 0.0)
                if p > 1e-6:
                    yield end, log(p) - self._before[end] + self._before[start], log(p)

    def _from(self, start: int) -> list[tuple[int, str, str, str]]:
        """(end, letters, onset, rest) of every part that opens at one letter."""
        parts = self._parts.get(start)
        if parts is None:
            ends = range(start + 1, min(self.length, start + LONGEST_UNIT) + 1)
            cuts = [(j, _ONSET.match(self.text, start, j).end()) for j in ends]  # type: ignore[union-attr]
            parts = [(j, self.text[start:j], self.text[start:cut], self.text[cut:j]) for j, cut in cuts]
            self._parts[start] = parts
        return parts


@lru_cache(maxsize=4096)
def prepared(name: str) -> Name:
    """`Name(name)`, made once."""
    return Name(name)


@lru_cache(maxsize=16384)
def score(name: str, han: str) -> float:
    """How well all of `han` (Simplified) renders all of `name`; letters may be silent and characters added, at a cost.

    Right renderings score above 0 nine times in ten, those of another name with the same first letter one time in twenty.
    """
    tables, ready = model(), prepared(name)
    state: dict[int, float] = {0: 0.0}
    prior = 0.0
    for c in han:
        if c in _DOTS:
            continue
        prior += tables.odds.get(c, UNSEEN)
        after = _step(state, ready, tables.syllable.get(c, ""))
        for i, value in state.items():
            after[i] = max(after.get(i, NEVER), value + ADDED)
        for i in range(ready.length):
            if i in after:
                after[i + 1] = max(after.get(i + 1, NEVER), after[i] + SILENT)
        state = after
    return state.get(ready.length, NEVER) + JUDGED_PRIOR * prior


def begins_alike(name: str, han: str) -> bool:
    """Whether the characters plausibly stand for the first letters of the name, one after the other."""
    tables, ready = model(), prepared(name)
    reached = {0}
    for c in han:
        syllable = tables.syllable.get(c, "")
        reached = {j for i in reached for j, _, logp in ready.arcs(syllable, i) if logp > LIKELY}
    return bool(reached)


_CLASSES = (
    ("bp", "b p"), ("dt", "d t"), ("gkqcx", "g k"), ("lr", "l r"), ("m", "m"), ("n", "n"), ("fvwpb", "f w"),
    ("szcx", "s x sh z c q"), ("jgcyz", "j q zh ch x y r"), ("hjw", "h"), ("aeiouyhw", "  y w"),
)  # fmt: skip


def same_class(name: str, han: str) -> bool:
    """Whether the first letter and the first initial belong to one class of sounds (s and x, l and r, none and y)."""
    letters = letters_of(name)
    initial = initial_of(model().syllable.get(han[:1], ""))
    return any(letters[:1] in latin and initial in chinese.split(" ") for latin, chinese in _CLASSES)


def _step(state: dict[int, float], ready: Name, syllable: str) -> dict[int, float]:
    after: dict[int, float] = {}
    for i, value in state.items():
        for j, gain, _ in ready.arcs(syllable, i):
            if value + gain > after.get(j, NEVER):
                after[j] = value + gain
    return after


def find(name: str, text: str, least: float = 2.0, silent: bool = False) -> list[Sounding]:
    """Spans of `text` (Simplified) that score at least `least`, best first, not overlapping.

    With `silent` a letter behind each character may have no sound of its own: the l of Oldenshaw, a last s.
    """
    tables, ready = model(), prepared(name)
    if ready.length < 2:
        return []
    found: list[Sounding] = []
    for run in tables.run.finditer(text):
        found += _in_run(ready, tables, text, run.start(), run.end(), least, silent)
    found.sort(key=lambda s: (-s.score, s.start))
    kept: list[Sounding] = []
    for sounding in found:
        if all(sounding.end <= k.start or sounding.start >= k.end for k in kept):
            kept.append(sounding)
    return kept


def _in_run(ready: Name, tables: Model, text: str, start: int, end: int, least: float, silent: bool) -> list[Sounding]:
    out: list[Sounding] = []
    longest = ready.length + 1
    for begin in range(start, end - 1):
        state: dict[int, float] = {0: 0.0}
        prior = 0.0
        for at in range(begin, min(end, begin + longest)):
            c = text[at]
            if c in _DOTS:
                break
            prior += tables.odds[c]
            state = _step(state, ready, tables.syllable[c])
            for i in [i for i, value in state.items() if value < HOPELESS]:
                del state[i]
            if not state:
                break
            for i, value in list(state.items()) if silent else ():
                if i < ready.length and value + SILENT > state.get(i + 1, NEVER):
                    state[i + 1] = value + SILENT
            if ready.length in state and at > begin:
                value = state[ready.length] + PRIOR_WEIGHT * prior
                value -= CUT_PENALTY * _cuts(tables, text, begin, at + 1)
                if value >= least:
                    out.append(Sounding(begin, at + 1, value))
    return out


def _cuts(tables: Model, text: str, start: int, end: int) -> float:
    """How far the span is cut out of a longer transliterated run: 0, 1 or 2 strong neighbours."""
    before = start > 0 and tables.odds.get(text[start - 1], -9.0) > 2.0
    after = end < len(text) and tables.odds.get(text[end], -9.0) > 2.0
    return float(before) + float(after)
