"""The shipped pack: terms, false friends and call formulae in a rendering that is a mistake in their context."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from align.checks.base import Check, Options, Run, example
from align.checks.paste import whole_words
from align.checks.term_evidence import is_evidence
from align.facts import Facts
from align.model import Hit, Pair, Severity, Span
from align.names.packterms import pack_uses
from align.packs.domain import Entry, pack
from align.packs.matcher import words_of
from align.packs.renderings import folded_target, outside, places
from align.text.tokens import target_tokens

_PHRASES = "calls"
_FRIENDS = "false_friends"
_OPPOSITES = "opposites"
_REACH, _REACH_SHARE = 45.0, 0.3  # characters, and share of the target, that a rendering may be out of place
_HEAD_START = (
    0.0,
    0.0,
    5.0,
    15.0,
)  # characters by which a wrong rendering must be nearer than a right one of that length


@dataclass(frozen=True)
class Wrong:
    """An entry's occurrence in the source and the wrong rendering that answers it in the target."""

    pair: Pair
    entry: Entry
    source: Span
    target: Span


def wrong_renderings(facts: Facts) -> tuple[Wrong, ...]:
    """Every wrong rendering of the shipped pack in the document, in order of pairs; one a place."""
    shipped = pack(facts.simplified)
    own = {term.source.lower() for term in facts.glossary.terms}
    known = facts.of(pack_uses)
    found: list[Wrong] = []
    for pair in facts.speech:
        if pair.index not in known or not pair.target.strip():
            continue
        uses: dict[int, list[Span]] = {}
        for use in known[pair.index]:
            _add(uses.setdefault(use.entry, []), use.span)
        entries = [(shipped.entries[n], spans) for n, spans in uses.items()]
        entries.sort(key=lambda use: min(s.start - s.end for s in use[1]))  # the longest term answers first
        wrongs = _in_pair(pair, facts.of_pair(folded_target, pair), entries, own, facts.simplified)
        found += [wrong for wrong in wrongs if is_evidence(facts, pair, wrong.entry, wrong.source, wrong.target)]
    return tuple(found)


def _in_pair(
    pair: Pair, folded: str, uses: list[tuple[Entry, list[Span]]], own: set[str], simplified: bool
) -> Iterable[Wrong]:
    mistakes = [places(entry.wrong, folded) for entry, _ in uses]
    if not any(mistakes):
        return
    found = [
        (places(entry.accepted(simplified), folded), wrong) for (entry, _), wrong in zip(uses, mistakes, strict=True)
    ]
    masks = [span for right, _ in found for span in right]  # right for one term of the pair is no mistake
    taken: list[Span] = []
    for (entry, sources), (accepted, mistaken) in zip(uses, found, strict=True):
        if not mistaken:
            continue
        if entry.pack == _OPPOSITES:  # other entries on the same words may accept both of a pair of opposites
            others = [right for (_, theirs), (right, _) in zip(uses, found, strict=True) if not _meet(theirs, sources)]
            wrong = outside(mistaken, accepted + [span for right in others for span in right])
        else:
            wrong = outside(mistaken, masks)
        right = [span for span in accepted if not _meet([span], wrong)]  # what a wrong one cuts into is no right one
        if not wrong or any(source.lower() in own for source in entry.source):
            continue
        for source, target in _answers(pair, sources, right, wrong):
            if not any(target.overlaps(span) for span in taken):
                taken.append(target)
                yield Wrong(pair, entry, source, target)


def _add(spans: list[Span], new: Span) -> None:
    """Keep one span where an entry matches in two ways (guidance, our guidance): the longer."""
    for number, span in enumerate(spans):
        if span.overlaps(new):
            if new.end - new.start > span.end - span.start:
                spans[number] = new
            return
    spans.append(new)


def _meet(some: list[Span], others: list[Span]) -> bool:
    return any(one.overlaps(other) for one in some for other in others)


def _answers(pair: Pair, sources: list[Span], right: list[Span], wrong: list[Span]) -> list[tuple[Span, Span]]:
    """Wrong renderings that answer an occurrence better than any right one does.

    Chinese keeps roughly to the order of the English, so a rendering answers the occurrence whose
    relative place is nearest; one further off than `reach` answers none, and a right one has a head start.
    """
    scale = len(pair.target) / max(1, len(pair.source))
    reach = max(_REACH, _REACH_SHARE * len(pair.target))
    candidates = [
        (distance - (_HEAD_START[min(3, target.end - target.start)] if is_right else 0.0), source, target, is_right)
        for is_right, targets in ((True, right), (False, wrong))
        for target in targets
        for source in sources
        if (distance := abs((source.start + source.end) / 2 * scale - (target.start + target.end) / 2)) <= reach
    ]
    unanswered = set(sources)
    used: set[Span] = set()
    answers: list[tuple[Span, Span]] = []
    for _, source, target, is_right in sorted(candidates):
        if source in unanswered and target not in used:
            unanswered.remove(source)
            used.add(target)
            if not is_right:
                answers.append((source, target))
    return sorted(answers)


def _run(kind: str) -> Run:
    def run(facts: Facts, options: Options) -> Iterable[Hit]:
        for wrong in facts.of(wrong_renderings):
            if _kind(wrong.entry) == kind:
                yield _hit(wrong, whole_words(facts.of_pair(target_tokens, wrong.pair), wrong.target), facts.simplified)

    return run


def _kind(entry: Entry) -> str:
    return entry.pack if entry.pack in (_PHRASES, _FRIENDS) else "terms"


def _is_first(entry: Entry, term: str) -> bool:
    """Whether the words found are the entry's first source, longer or shorter: the suggestion is written for that."""
    first = {word.forms[0] for word in words_of(entry.source[0])}
    found = [set(word.forms) for word in words_of(term)]
    return all(forms & first for forms in found) or all(any(word in forms for forms in found) for word in first)


def _hit(wrong: Wrong, target: Span, simplified: bool) -> Hit:
    """The mistake as a finding; `target` is its place in whole words."""
    entry, pair = wrong.entry, wrong.pair
    term, rendering = wrong.source.of(pair.source), target.of(pair.target)
    suggestion = entry.suggestion(simplified) if _is_first(entry, term) else None
    why = f" {entry.note[0].upper()}{entry.note[1:]}." if entry.note else ""
    instead = f"; say “{suggestion.replace('…', ' … ')}”" if suggestion else ""
    return Hit(
        pair=pair.index,
        message=f"“{rendering}” is a wrong rendering of “{term}” here{instead}.{why}",
        source=wrong.source,
        target=target,
        evidence={
            "term": term,
            "entry": entry.source[0],
            "found": rendering,
            "right": list(entry.accepted(simplified)),
            "pack": entry.pack,
            "provenance": entry.provenance,
        },
        suggestion=None if suggestion is None or "…" in suggestion else suggestion,
        severity=Severity(entry.severity),
        confidence=0.7 if entry.severity == "minor" else 0.85,
        group=f"{entry.source[0]}: {rendering}" if entry.locale else None,  # regional wording is systemic
    )


_SILENCE = "Add the term to a glossary with the rendering you want, and the pack leaves it alone."

TERM_WRONG = Check(
    id="term.wrong",
    title="Wrong term",
    explanation="The shipped pack knows this rendering of a term of finance or of the sector as a mistake in this "
    "context (the words near it decide), and none of the right renderings stands where it should. " + _SILENCE,
    category="terminology/wrong-term",
    severity=Severity.MAJOR,
    run=_run("terms"),
    rollup=4,
    bad=(
        example("Gross margin rose to 31%.", "總保證金升至31%。"),
        example("Remaining performance obligations were $2 billion.", "剩餘表演義務為20億美元。"),
    ),
    good=(
        example("Gross margin rose to 31%.", "毛利率升至31%。"),
        example("The margin loan balance fell.", "保證金貸款餘額下降。", "a deposit here"),
    ),
)

FALSE_FRIEND = Check(
    id="term.false-friend",
    title="Word in the wrong sense",
    explanation="An English word with several senses is rendered in one that does not fit its context: a material "
    "increase is 顯著, not 材料; an outstanding share is 流通在外, not 傑出. " + _SILENCE,
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=_run(_FRIENDS),
    bad=(
        example("We expect a material increase in orders.", "我們預期訂單會有材料增加。"),
        example("We have 40 million shares outstanding.", "我們有4,000萬股優秀股份。"),
    ),
    good=(
        example("We expect a material increase in orders.", "我們預期訂單將顯著增加。"),
        example("Raw material prices fell.", "原材料價格下跌。"),
        example("We thank our customers for their goodwill.", "感謝客戶的善意。", "not an asset"),
    ),
)

PHRASE_WRONG = Check(
    id="phrase.wrong",
    title="Call formula rendered word by word",
    explanation="A set phrase of conference calls is rendered literally: standing by is waiting, not supporting; the "
    "call is a meeting, not a telephone that is handed over. " + _SILENCE,
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=_run(_PHRASES),
    bad=(
        example("Thank you for standing by.", "感謝您的支持。"),
        example("I will now turn the call over to our CFO.", "我現在把電話轉給我們的財務長。"),
    ),
    good=(
        example("Thank you for standing by.", "感謝您耐心等候。"),
        example("Thank you for your support.", "感謝您的支持。"),
    ),
)

CHECKS = (TERM_WRONG, FALSE_FRIEND, PHRASE_WRONG)
