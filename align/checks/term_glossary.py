"""The user's glossary: forbidden renderings and missing ones, of terms and of names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from align.checks.base import Check, Options, example
from align.facts import Facts
from align.model import Hit, Pair, Severity, Span
from align.packs.fold import fold
from align.packs.renderings import outside, places
from align.packs.termbase import Term


@dataclass(frozen=True)
class Use:
    """One glossary term in one pair: its places, and those of its right and forbidden renderings."""

    pair: Pair
    term: Term
    source: tuple[Span, ...]
    right: tuple[Span, ...]
    wrong: tuple[Span, ...]


def glossary_uses(facts: Facts) -> tuple[Use, ...]:
    """Every use of a glossary term in the document, in order of pairs."""
    uses: list[Use] = []
    if not facts.glossary:
        return ()
    for pair in facts.bitext.pairs:
        found: dict[int, tuple[Term, list[Span]]] = {}
        for match in facts.glossary.find_terms(pair.source):
            found.setdefault(id(match.term), (match.term, []))[1].append(match.span)
        if not found or not pair.target.strip():
            continue
        folded = fold(pair.target)
        right = {key: places(term.targets, folded) for key, (term, _) in found.items()}
        allowed = [span for spans in right.values() for span in spans]  # also what other terms of the pair allow
        for key, (term, source) in found.items():
            wrong = outside(places(term.forbidden, folded), allowed)
            uses.append(Use(pair, term, tuple(source), tuple(right[key]), tuple(wrong)))
    return tuple(uses)


def _forbidden(facts: Facts, names: bool) -> Iterable[Hit]:
    for use in facts.of(glossary_uses):
        if use.term.is_name is not names:
            continue
        for number, span in enumerate(use.wrong):
            place = use.source[min(number, len(use.source) - 1)]
            wrong = span.of(use.pair.target)
            instead = f"; use {use.term.targets[0]}" if use.term.targets else ""
            yield Hit(
                pair=use.pair.index,
                message=f"“{wrong}” is a forbidden rendering of “{use.term.source}”{instead}.",
                source=place,
                target=span,
                evidence=_evidence(use.term, wrong),
                suggestion=use.term.targets[0] if use.term.targets else None,
                confidence=0.98,
            )


def _evidence(term: Term, found: str | None) -> dict[str, object]:
    evidence: dict[str, object] = {"term": term.source, "allowed": list(term.targets), "glossary": term.origin}
    if found is not None:
        evidence["found"] = found
    return evidence


def _missing(facts: Facts, options: Options) -> Iterable[Hit]:
    for use in facts.of(glossary_uses):
        if use.right or use.wrong or not use.term.targets:
            continue
        kept = places((use.term.source,), fold(use.pair.target))
        allowed = " or ".join(use.term.targets[:3])
        what = "is left in English" if kept else "has none of its renderings"
        yield Hit(
            pair=use.pair.index,
            message=f"The glossary term “{use.term.source}” {what}; expected {allowed}.",
            source=use.source[0],
            target=kept[0] if kept else None,
            evidence=_evidence(use.term, None),
            suggestion=use.term.targets[0],
            confidence=0.75,
        )


def _forbidden_terms(facts: Facts, options: Options) -> Iterable[Hit]:
    return _forbidden(facts, names=False)


def _forbidden_names(facts: Facts, options: Options) -> Iterable[Hit]:
    return _forbidden(facts, names=True)


_FLEET = (("fleet utilization", "機隊稼動率", "艦隊利用率|車隊利用"),)
_SHARES = (("preferred shares", "特別股|優先股", "首選股份"),)
_NAME = (("Halden Marsk", "哈爾登·馬斯克", "哈登·馬斯克|哈爾登馬斯", "name"),)

TERM_FORBIDDEN = Check(
    id="term.forbidden",
    title="Forbidden rendering",
    explanation="The glossary forbids this rendering of a term that stands in the source. Terms match in the plural, "
    "the past and the possessive; Chinese matches in both scripts; what another allowed rendering covers does not "
    "count. Change the translation or the glossary's `forbidden` column.",
    category="terminology/wrong-term",
    severity=Severity.MAJOR,
    run=_forbidden_terms,
    bad=(
        example("Fleet utilization reached 91%.", "艦隊利用率達到91%。", glossary=_FLEET),
        example("We redeemed the preferred share early.", "我們提前贖回了首選股份。", "singular", glossary=_SHARES),
        example("We issued preferred shares.", "我們发行了首选股份。", "the other script", glossary=_SHARES),
    ),
    good=(
        example("Fleet utilization reached 91%.", "機隊稼動率達到91%。", glossary=_FLEET),
        example("The navy's fleet sailed.", "艦隊利用率不在此列。", "the term is not in the source", glossary=_FLEET),
        example(
            "Mining revenue grew.",
            "挖礦業務營收成長。",
            "the forbidden word is inside an allowed one",
            glossary=(("mining", "挖礦業務", "業務"),),
        ),
    ),
)

TERM_MISSING = Check(
    id="term.missing",
    title="Glossary rendering missing",
    explanation="A glossary term stands in the source and none of its renderings in the target. Add the rendering you "
    "accept to the `target` column (parted by `|`) when the translation is right.",
    category="terminology/wrong-term",
    severity=Severity.MINOR,
    run=_missing,
    bad=(
        example("Fleet utilization reached 91%.", "船隊使用情形達到91%。", glossary=_FLEET),
        example("Fleet utilization reached 91%.", "fleet utilization 達到91%。", "left in English", glossary=_FLEET),
    ),
    good=(
        example("Fleet utilization reached 91%.", "机队稼动率达到91%。", "the other script", glossary=_FLEET),
        example("We bought back shares.", "我們買回股份。", glossary=_SHARES),
        example("Fleet utilization rose.", "艦隊利用率上升。", "term.forbidden reports it", glossary=_FLEET),
    ),
)

NAME_FORBIDDEN = Check(
    id="name.forbidden",
    title="Forbidden rendering of a name",
    explanation="The glossary marks this entry as a name (column `kind`: name, person, company, product, place) and "
    "forbids this rendering of it.",
    category="terminology/wrong-term",
    severity=Severity.MAJOR,
    run=_forbidden_names,
    bad=(
        example("Halden Marsk will speak first.", "哈登·馬斯克將率先發言。", glossary=_NAME),
        example("Halden Marsk's remarks follow.", "以下是哈爾登馬斯的發言。", "possessive", glossary=_NAME),
    ),
    good=(
        example("Halden Marsk will speak first.", "哈爾登·馬斯克將率先發言。", glossary=_NAME),
        example("Our chairman will speak first.", "哈登·馬斯克將率先發言。", "the name is not there", glossary=_NAME),
    ),
)

CHECKS = (TERM_FORBIDDEN, TERM_MISSING, NAME_FORBIDDEN)
