"""The source contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable

from align.checks.base import Check, Example, Options, example
from align.facts import Facts
from align.model import Hit, Severity
from align.quantities.life import suspects


def run(facts: Facts, options: Options) -> Iterable[Hit]:
    """Growth rates stated twice with different values, shares counted in dollars."""
    return suspects(facts)


CHECK = Check(
    id="source.suspect",
    title="A figure of the source is doubtful",
    explanation=(
        "Finds growth rates that the source states twice, of the same thing and on the same basis, with different "
        "values, and shares counted in money. The translation may be faithful; the transcript is worth a question. "
        "Results and guidance, quarters and full years are kept apart."
    ),
    category="accuracy/source-error",
    severity=Severity.INFO,
    run=run,
    bad=(
        Example(
            (
                ("Pump shipments grew 49% quarter-over-quarter.", "泵浦出貨量季增 49%。"),
                ("Pump shipments grew 46% quarter-over-quarter.", "泵浦出貨量季增 46%。"),
            ),
            "49 % and 46 % of one thing",
        ),
        example("We have $222 million ADSs outstanding.", "我們有 2.22 億美元的美國存託股份。", "shares in dollars"),
    ),
    good=(
        Example(
            (
                ("Pump shipments grew 49% quarter-over-quarter.", "泵浦出貨量季增 49%。"),
                ("We expect pump shipments to grow 46% quarter-over-quarter.", "我們預期泵浦出貨量季增 46%。"),
            ),
            "a result and an expectation",
        ),
        Example(
            (
                ("Pump shipments grew 49% quarter-over-quarter.", "泵浦出貨量季增 49%。"),
                ("Valve shipments grew 46% quarter-over-quarter.", "閥門出貨量季增 46%。"),
                ("We bought back $5 million of shares.", "我們買回 500 萬美元的股票。"),
            ),
            "two things",
        ),
    ),
)
