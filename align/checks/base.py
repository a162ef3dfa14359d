"""What a check is. A new check is one file in this folder that ends with `CHECK = Check(...)`.

Discovery is by being there (`align.checks.registry`); the explanation and the examples feed
`align explain`, the documentation and the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from align.facts import Facts
from align.model import Hit, Severity
from align.packs.corrections import Correction

Options = Mapping[str, object]
Run = Callable[[Facts, Options], Iterable[Hit]]


@dataclass(frozen=True)
class Example:
    """A tiny document: (source, target) pairs; `glossary` rows are (source, target, forbidden[, kind]).

    In a `bad` example the check must fire in exactly the pairs listed in `fires` (default: the last
    pair); in a `good` one it must stay silent.
    """

    pairs: tuple[tuple[str, str], ...]
    why: str = ""
    fires: tuple[int, ...] | None = None
    glossary: tuple[tuple[str, ...], ...] = ()
    target_lang: str = "zh-Hant-TW"
    memory: tuple[Correction, ...] = ()


def example(source: str, target: str, why: str = "", **more: object) -> Example:
    """An example of one pair."""
    return Example(pairs=((source, target),), why=why, **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Check:
    """A rule. `run` sees facts only: no files, no models, no decisions.

    `id` is dotted and stable (`quantity.value`); `category` is an MQM path; `explanation` is what
    `align explain` prints; `options` holds every option with its default value; `rollup` is the number
    of hits with the same `Hit.group` from which they are reported as one (None: never); `version` grows
    when the check's meaning changes.
    """

    id: str
    title: str
    explanation: str
    category: str
    severity: Severity
    run: Run
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    options: Options = field(default_factory=dict)
    rollup: int | None = None
    version: int = 1
