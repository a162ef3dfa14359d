"""A title on the wrong person."""

from __future__ import annotations

from collections.abc import Iterator

from align.checks.base import Check, Options, example
from align.facts import Facts
from align.model import Hit, Severity
from align.names.roles import wrong_titles


def _run(facts: Facts, options: Options) -> Iterator[Hit]:
    for wrong in facts.of(wrong_titles):
        name = wrong.mention.text
        of = f", the title of {wrong.owner}" if wrong.owner else ""
        yield Hit(
            pair=wrong.mention.pair,
            source=wrong.mention.span,
            target=wrong.target,
            message=f"“{name}” is “{wrong.said}” in the English but “{wrong.form}” in the Chinese{of}.",
            evidence={"name": name, "said": wrong.said, "form": wrong.form, "owner": wrong.owner or ""},
            severity=Severity.CRITICAL if wrong.owner else None,
        )


CHECK = Check(
    id="name.role",
    title="A title on the wrong person",
    explanation=(
        "Reads the titles that stand right beside a person's name on both sides (CEO, CFO, COO, CTO, chair, president, "
        "general counsel, analyst) and reports a person whose Chinese title is another one than the English; it is "
        "critical when that title belongs to somebody else of the same paragraph."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=_run,
    bad=(
        example(
            "With us are our CEO, Mr. Wenhao Liang, and our CFO, Ms. Paula Brandt.",
            "今天與會的有財務長梁文豪先生和執行長寶拉·布蘭特女士。",
            "titles exchanged",
        ),
        example("I turn it over to our CFO, Oliver Brandt.", "我把時間交給執行長奧利弗·布蘭特。", "another title"),
    ),
    good=(
        example(
            "With us are our CEO, Mr. Wenhao Liang, and our CFO, Ms. Paula Brandt.",
            "今天與會的有執行長梁文豪先生和財務長寶拉·布蘭特女士。",
        ),
        example(
            "Oliver Brandt, our Chairman and CEO, will begin.", "首先由執行長奧利弗·布蘭特發言。", "one of two titles"
        ),
        example("The CEO asked Oliver Brandt.", "執行長詢問了奧利弗·布蘭特。", "a title that is not his"),
    ),
)
