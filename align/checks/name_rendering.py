"""Names that the Chinese gets wrong."""

from __future__ import annotations

from collections.abc import Iterator

from align.checks.base import Check, Example, Options, example
from align.facts import Facts
from align.model import Hit, Severity
from align.names.latin import code_slips, misspelt


def _run(facts: Facts, options: Options) -> Iterator[Hit]:
    yield from _misspelt(facts)
    yield from _codes(facts)


def _misspelt(facts: Facts) -> Iterator[Hit]:
    for pair in facts.speech:
        for slip in facts.of_pair(misspelt, pair):
            yield Hit(
                pair=pair.index,
                source=slip.source,
                target=slip.target,
                message=f"{slip.right} is spelt {slip.wrong} in the Chinese",
                evidence={"kind": "misspelt", "name": slip.right, "form": slip.wrong},
                suggestion=slip.right,
                confidence=0.95,
            )


def _codes(facts: Facts) -> Iterator[Hit]:
    for slip in facts.of(code_slips):
        pair = facts.bitext.pairs[slip.mention.pair]
        instead = slip.instead.of(pair.target) if slip.instead else None
        code = slip.mention.text
        yield Hit(
            pair=pair.index,
            source=slip.mention.span,
            target=slip.instead,
            message=f"{code} became {instead}" if instead else f"{code} is missing from the Chinese",
            evidence={"kind": "code", "name": code, "form": instead or ""},
            suggestion=code if instead else None,
            severity=Severity.MAJOR,
            category=None if instead else "accuracy/omission",
            confidence=0.95 if instead else 0.85,
        )


CHECK = Check(
    id="name.rendering",
    title="A name rendered wrongly",
    explanation=(
        "Compares every name of the English with what stands for it in the Chinese: a Latin copy must be spelt alike, "
        "a product code must be unchanged."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=_run,
    bad=(
        example("Our guest is Mr. Halvorsen.", "我們的來賓是 Halvorson 先生。", "a letter changed"),
        example("We shipped 200 units of the KX1466.", "我們出貨了 200 台 KX1446。", "a code changed"),
    ),
    good=(
        example("Our guest is Mr. Halvorsen.", "我們的來賓是 Halvorsen 先生。", "copied"),
        Example(pairs=(("The KX-14 series is new.", "KX14 系列是新的。"),), why="a hyphen is no change"),
    ),
)
