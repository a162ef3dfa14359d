"""Evidence values in words a reader understands; everything else about a report's text stays in the templates."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

_ARITHMETIC = ("equation", "arithmetic")
_HIDDEN = {"pairs", "places", "count", "group", "off", *_ARITHMETIC}
# Evidence that often only repeats the place it was found at.
_PLACES = {"source", "target", "found", "form"}
_LONGEST = 400


def printable(text: str) -> str:
    """The text with what HTML and UTF-8 cannot carry replaced one for one, so that offsets still hold."""
    return "".join("\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else "\u2400" if c == "\0" else c for c in text)


def value_in_words(value: object, depth: int = 0) -> str:
    """A plain rendering of a JSON-like value; long ones are cut."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    if isinstance(value, (float, Decimal)):
        number = float(value)
        return f"{number:,.6g}" if abs(number) < 1_000_000 else f"{number:,.0f}"
    if isinstance(value, Mapping):
        if depth > 2:
            return "…"
        inner = (f"{key_in_words(str(k))}: {value_in_words(v, depth + 1)}" for k, v in value.items() if v is not None)
        return _cut("; ".join(inner))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _cut(" · ".join(value_in_words(v, depth + 1) for v in list(value)[:40]) if depth <= 2 else "…")
    return _cut(printable(str(value)))


def key_in_words(key: str) -> str:
    """`source_value` as `source value`."""
    return printable(key).replace("_", " ")


def facts_in_words(evidence: Mapping[str, object], places: Collection[str] = ()) -> tuple[tuple[str, str], ...]:
    """(name, value) rows of a finding's evidence, without the arithmetic, empty values and what `places` shows."""
    return tuple(
        (key_in_words(key), value_in_words(value))
        for key, value in evidence.items()
        if key not in _HIDDEN and value not in (None, "") and not (key in _PLACES and value in places)
    )


def arithmetic_of(evidence: Mapping[str, object]) -> str | None:
    """The line that shows the reckoning and how far off it is, when the check gave one."""
    for name in _ARITHMETIC:
        if isinstance(evidence.get(name), str):
            off = evidence.get("off")
            return _cut(printable(f"{evidence[name]}: {off}" if isinstance(off, str) and off else str(evidence[name])))
    return None


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
