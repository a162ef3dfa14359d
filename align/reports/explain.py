"""A check in words: its explanation, weight, options and examples, as plain text."""

from __future__ import annotations

from align.checks.base import Check, Example


def explanation(check: Check) -> str:
    """What `align explain` prints; ends in a newline."""
    lines = [
        f"{check.id}: {check.title}",
        f"severity {check.severity.value} · MQM {check.category} · version {check.version}",
        "",
        check.explanation.strip(),
    ]
    if check.options:
        lines += ["", "Options:", *(f"  {name} = {value!r}" for name, value in sorted(check.options.items()))]
    for heading, examples in (("Reported:", check.bad), ("Not reported:", check.good)):
        lines += ["", heading]
        for one in examples:
            lines += _example(one)
    return "\n".join(lines) + "\n"


def _example(one: Example) -> list[str]:
    lines = []
    for number, (source, target) in enumerate(one.pairs):
        dash = "-" if number == 0 else " "
        lines += [f"  {dash} {source}", f"    {target}"]
    if one.glossary:
        lines += [
            f"    glossary: {source} = {right or '-'}; not {wrong or '-'}" for source, right, wrong, *_ in one.glossary
        ]
    if one.why:
        lines.append(f"    ({one.why})")
    return lines
