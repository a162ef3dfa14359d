"""Western names whose parts stand in the wrong order in the Chinese: `Brandt Oliver`, 布蘭特·奧利弗."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from align.facts import Facts
from align.model import Span
from align.names import romanise, translit
from align.names.english import Mention, mentions
from align.names.ledger import DOTS
from align.names.misfits import Misfit
from align.names.rendering import VAST, Target, dictionary_forms, target_of
from align.names.tables import asian_names, first_names
from align.names.tables import fold as fold_latin
from align.packs.fold import fold

LEAST_PART = -5.0  # score each part must have as the other word of the name
IN_PLACE = 3.0  # score from which a part stands where it belongs
LEAST_BOTH = 5.0  # score both must have together
LEAST_GAIN = 6.0  # and by which the exchanged reading must beat the plain one
KNOWN = 10.0  # score of a rendering the tables have
NOTHING = -12.0  # score of a part that cannot be read as the word at all
_RUN = re.compile(f"[\u4e00-\u9fff]{{2,12}}(?:[{DOTS}][\u4e00-\u9fff]{{1,8}})+")
_LONGEST = 7


def exchanged(facts: Facts) -> tuple[Misfit, ...]:
    """Names with first and last part exchanged, labels included, once a place (kind "exchanged")."""
    by_pair: dict[int, list[Mention]] = defaultdict(list)
    for mention in facts.of(mentions):
        if mention.kind in ("person", "other") and len(mention.words) >= 2 and not surname_first(mention.words):
            by_pair[mention.pair].append(mention)
    out: dict[tuple[int, Span], Misfit] = {}
    for index, names in by_pair.items():
        target = facts.of_pair(target_of, facts.bitext.pairs[index])
        if len(target.text) > VAST:
            continue
        for misfit in (*_latin(names, target), *_sounds(names, target)):
            out.setdefault((index, misfit.target), misfit)
    return tuple(out.values())


def surname_first(words: tuple[str, ...]) -> bool:
    """Whether the name may be Chinese, Japanese or Korean, so that both orders are customary."""
    if romanise.is_romanised(words):
        return True
    asian = [word for word in words if fold_latin(word) in asian_names()]
    return bool(asian) and words[0] not in first_names()


def _latin(names: list[Mention], target: Target) -> Iterator[Misfit]:
    """Last word, blank, first word where no name of the English has them so."""
    if len(target.latin) < 2:
        return
    written = {tuple(fold_latin(w) for w in name.words) for name in names}
    for (last, start, middle), (first, after, end) in zip(target.latin, target.latin[1:], strict=False):
        if target.text[middle:after] not in (" ", "\u00a0") or (last, first) in written:
            continue
        for name in names:
            words = [fold_latin(w) for w in name.words]
            if words[-1] == last and words[0] == first and first != last and len(first) > 1 and len(last) > 1:
                span = Span(start, end)
                yield Misfit("exchanged", name, span, name.text, span.of(target.text))


def _sounds(names: list[Mention], target: Target) -> Iterator[Misfit]:
    """Dotted runs whose parts sound like the name's words the other way round."""
    for run in _RUN.finditer(target.plain):
        parts = [Span(*m.span()).shifted(run.start()) for m in re.finditer(f"[^{DOTS}]+", run.group())]
        for step in (1, 2):
            fitting = [name for name in names if len(name.words) > step]
            for head, tail in zip(parts, parts[step:], strict=False):
                misfit = _exchange(fitting, head, tail, target)
                if misfit is not None:
                    yield misfit


def _exchange(names: list[Mention], head: Span, tail: Span, target: Target) -> Misfit | None:
    """The name that the two parts of a dotted run render the wrong way round, unless another is rightly there."""
    before, after = head.of(target.plain), tail.of(target.plain)
    scored = [(*_order(name, before, after), name) for name in names]
    if not scored:
        return None
    gain, both, size, rest, name = max(scored, key=lambda row: row[1])
    if gain < LEAST_GAIN or both < LEAST_BOTH:
        return None
    one, two = Span(head.end - size, head.end), Span(tail.start, tail.start + rest)
    middle = target.text[one.end : two.start]
    span = Span(one.start, two.end)
    return Misfit("exchanged", name, span, two.of(target.text) + middle + one.of(target.text), span.of(target.text))


def _order(name: Mention, head: str, tail: str) -> tuple[float, float, int, int]:
    """(gain of the exchanged reading, its score, characters of the head and of the tail that belong to it)."""
    first, last = fold_latin(name.words[0]), fold_latin(name.words[-1])
    if len(first) < 3 or len(last) < 3:
        return (NOTHING, NOTHING, 0, 0)
    before, size = _best(last, [head[-n:] for n in range(2, min(len(head), _LONGEST) + 1)])
    after, rest = _best(first, [tail[:n] for n in range(1, min(len(tail), _LONGEST) + 1)])
    if min(before, after) < LEAST_PART:
        return (NOTHING, NOTHING, 0, 0)
    plain = _best(first, [head[-n:] for n in range(2, min(len(head), _LONGEST) + 1)])[0]
    other = _best(last, [tail[:n] for n in range(1, min(len(tail), _LONGEST) + 1)])[0]
    if max(plain, other) > IN_PLACE:
        return (NOTHING, NOTHING, 0, 0)
    return (before + after - plain - other, before + after, size, rest)


def _best(word: str, forms: list[str]) -> tuple[float, int]:
    """The best score of a word among forms, no worse than NOTHING, and the length of that form."""
    best = (NOTHING, 0)
    for form in forms:
        score = KNOWN if fold(form) in dictionary_forms(word) else translit.score(word, form)
        best = max(best, (score, len(form)))
    return best
