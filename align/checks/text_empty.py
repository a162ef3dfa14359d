"""A paragraph without a translation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from align.checks.base import Check, Example, Options, example
from align.facts import Facts
from align.model import Hit, Severity, Span

_SAYS = re.compile(r"[^\W_]")


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    for pair in facts.speech:
        if _SAYS.search(pair.source) is None or _SAYS.search(pair.target) is not None:
            continue
        words = len(pair.source.split())
        yield Hit(
            pair=pair.index,
            message=f"The paragraph has no translation ({words} English word{'s' if words != 1 else ''}).",
            source=Span(0, len(pair.source)),
            evidence={"words": words},
            confidence=0.99,
        )


CHECK = Check(
    id="text.empty",
    title="Paragraph without a translation",
    explanation=(
        "A paragraph of the source has no target, or one that holds signs only. Labels and headings are structure "
        "and not reported here. Translate the paragraph, or mark the finding as accepted if it was left out on purpose."
    ),
    category="accuracy/omission",
    severity=Severity.MAJOR,
    run=_run,
    bad=(
        example("Revenue grew to $20 million.", ""),
        example("Thank you, and good morning.", "……"),
    ),
    good=(
        example("Thank you.", "謝謝。"),
        Example((("Operator", ""), ("Good morning.", "早安。"))),
        example("—", "", "nothing to translate"),
    ),
)
