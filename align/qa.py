"""The run: facts, checks, findings, roll-up, report. Pure: no files, no clock, no decisions of people."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import align.packs
from align import __version__
from align.aligner.closeness import objections
from align.aligner.paragraphs import similarities, weakest_beads
from align.checks.base import Check, Options
from align.checks.once import Told, told_once
from align.checks.paste import pasteable
from align.checks.registry import all_checks, check_by_id
from align.checks.slips import mispaired, without_echoes
from align.encoders import Encoder, revision
from align.errors import ConfigError
from align.facts import Facts
from align.keys import finding_key
from align.model import Bitext, Finding, Hit, Place, Report, Severity, Span
from align.names.export import ledger_rows, roster_rows
from align.packs.corrections import Correction
from align.packs.termbase import Termbase

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Settings:
    """What a user can choose for a run.

    `only` and `skip` hold check ids or prefixes ending in `.` or `.*`; `severities` and `options` go by check id.
    """

    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, Options] = field(default_factory=dict)


def make_report(
    bitext: Bitext,
    encoder: Encoder | None = None,
    glossary: Termbase | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
    timings: dict[str, float] | None = None,
    memory: Sequence[Correction] = (),
) -> Report:
    """Run the checks over a document.

    `timings`, if given, takes the seconds spent on each fact and check. Raises ConfigError for an unknown check
    or option name. The same input gives the same report.
    """
    settings = settings or Settings()
    checks = select(settings)
    facts = Facts(bitext, encoder, glossary, memory)
    slipped = mispaired(facts, {check.id for check in checks})
    hits: list[Told] = []
    for check in checks:
        if progress is not None:
            progress(check.id)
        options = {**check.options, **settings.options.get(check.id, {})}
        with facts.timed(check.id):
            found = list(check.run(facts, options))
        hits += [(check, hit) for hit in without_echoes(check, found, slipped)]
    hits = _rolled_up(told_once(pasteable(facts, hits)))
    findings = _findings(bitext, _without_repeats(hits), settings)
    if timings is not None:
        for name, seconds in facts.seconds.items():
            timings[name] = timings.get(name, 0.0) + seconds
    return Report(
        bitext=bitext,
        findings=findings,
        similarity=facts.of(similarities),
        signature=signature_of(checks, revision(encoder), glossary, settings, memory),
        extras=extras(facts),
    )


def extras(facts: Facts) -> Mapping[str, Any]:
    """Facts that reports show beside the findings: who speaks, how names are rendered where, how sure the pairing
    is, and the chance that a reviewer objects to each pair."""
    beads = [None if c is None else round(c, 3) for c in facts.of(weakest_beads)]
    chances = [None if c is None else round(c, 3) for c in objections(facts)]
    return {
        "names": ledger_rows(facts),
        "roster": roster_rows(facts),
        "bead_confidence": beads if any(beads) else [],
        "objection": chances if any(chances) else [],
    }


def select(settings: Settings) -> tuple[Check, ...]:
    """The checks to run. Raises ConfigError when a name or an option is unknown."""
    chosen = [c for c in all_checks() if not settings.only or any(matches(c.id, p) for p in settings.only)]
    for pattern in (*settings.only, *settings.skip):
        if not any(matches(check.id, pattern) for check in all_checks()):
            check_by_id(pattern)
    for check_id in (*settings.severities, *settings.options):
        check = check_by_id(check_id)
        unknown = set(settings.options.get(check_id, {})) - set(check.options)
        if unknown:
            known = ", ".join(sorted(check.options)) or "none"
            raise ConfigError(f"{check_id}: unknown option {sorted(unknown)[0]!r}; it knows: {known}")
    return tuple(c for c in chosen if not any(matches(c.id, p) for p in settings.skip))


def matches(check_id: str, pattern: str) -> bool:
    """Whether a check id fits a pattern: the id itself, or a group (`quantity`, `quantity.`, `quantity.*`)."""
    group = pattern.removesuffix("*").removesuffix(".")
    return check_id == pattern or check_id.startswith(group + ".")


def signature_of(
    checks: Sequence[Check],
    encoder_revision: str,
    glossary: Termbase | None,
    settings: Settings,
    memory: Sequence[Correction] = (),
) -> str:
    """One line that names everything a report depends on besides the document."""
    check_part = ",".join(f"{c.id}@{c.version}" for c in checks)
    option_part = repr(sorted((k, sorted(v.items())) for k, v in settings.options.items()))
    severity_part = repr(sorted((k, v.value) for k, v in settings.severities.items()))
    terms = repr(glossary.terms) if glossary else ""
    return "|".join(
        (
            f"align {__version__}",
            f"encoder {encoder_revision}",
            f"checks {len(checks)}:{_short(check_part + option_part + severity_part)}",
            f"packs {packs_digest()}",
            f"glossary {_short(terms) if terms else 'none'}",
            *([f"memory {_short(repr(tuple(memory)))}"] if memory else []),
        )
    )


@cache
def packs_digest() -> str:
    """A digest of the shipped knowledge, so that a report says which state of it was used."""
    digest = hashlib.sha256()
    root = Path(align.packs.__path__[0])
    for path in sorted(p for p in root.rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _rolled_up(told: Iterable[Told]) -> list[Told]:
    """Systemic hits as one: `check.rollup` or more hits of one group become a finding about the document."""
    told = list(told)
    groups: dict[tuple[str, str], list[Hit]] = defaultdict(list)
    for check, hit in told:
        if check.rollup is not None and hit.group is not None and hit.pair is not None:
            groups[check.id, hit.group].append(hit)
    out: list[Told] = []
    seen: set[tuple[str, str]] = set()
    for check, hit in told:
        group = (check.id, hit.group or "")
        if check.rollup is None or hit.pair is None or len(groups.get(group, ())) < check.rollup:
            out.append((check, hit))
        elif group not in seen:
            seen.add(group)
            out.append((check, _document_hit(groups[group])))
    return out


def _document_hit(hits: list[Hit]) -> Hit:
    first = hits[0]
    pairs = sorted({h.pair for h in hits if h.pair is not None})
    places = [{"pair": h.pair, "start": h.target.start, "end": h.target.end} for h in hits if h.target is not None]
    evidence = {**first.evidence, "pairs": pairs, "places": places, "count": len(hits)}
    return replace(
        first,
        pair=None,
        source=None,
        target=None,
        evidence=evidence,
        message=f"{first.message.removesuffix('.')} ({len(hits)} times in {len(pairs)} lines).",
    )


def _without_repeats(hits: Iterable[Told]) -> list[Told]:
    """Of hits of one check at the same two places only the most certain."""
    best: dict[tuple[Any, ...], Told] = {}
    for check, hit in hits:
        document_wide = (hit.group or hit.message) if hit.pair is None else None
        place = (check.id, hit.pair, hit.source, hit.target, document_wide)
        if place not in best or hit.confidence > best[place][1].confidence:
            best[place] = (check, hit)
    return list(best.values())


def _findings(bitext: Bitext, hits: list[Told], settings: Settings) -> tuple[Finding, ...]:
    """Findings in the order of the text: by pair, place and weight; those about the document first."""
    counts: dict[str, int] = {}
    out: list[Finding] = []
    for check, hit in sorted(hits, key=_order):
        pair = None if hit.pair is None else bitext.pairs[hit.pair]
        source_text = pair.source if pair else ""
        target_text = pair.target if pair else ""
        source = _place(hit.source, source_text) if pair else None
        target = _place(hit.target, target_text) if pair else None
        parts = (
            check.id,
            source_text,
            target_text,
            source.text if source else hit.group or "",
            target.text if target else "",
            hit.evidence,
        )
        key = finding_key(*parts)
        nth = counts.get(key, 0)
        counts[key] = nth + 1
        out.append(
            Finding(
                key=finding_key(*parts, nth=nth) if nth else key,
                pair=hit.pair,
                check=check.id,
                category=hit.category or check.category,
                severity=settings.severities.get(check.id, hit.severity or check.severity),
                confidence=round(float(hit.confidence), 3),
                message=hit.message,
                source=source,
                target=target,
                evidence=dict(hit.evidence),
                suggestion=hit.suggestion,
                group=hit.group,
            )
        )
    return tuple(out)


def _order(item: Told) -> tuple[Any, ...]:
    check, hit = item
    target = hit.target.start if hit.target else -1
    source = hit.source.start if hit.source else -1
    return (-1 if hit.pair is None else hit.pair, target, source, check.id, hit.message)


def _place(span: Span | None, text: str) -> Place | None:
    """The span with its text; a span outside the text would be a bug of the check and is refused."""
    if span is None:
        return None
    if span.end > len(text):
        raise ValueError(f"span {span.start}-{span.end} is outside a text of {len(text)} code points")
    return Place(span.start, span.end, span.of(text))


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The greatest severity among open findings, None when there is none."""
    ranks = [f.severity for f in findings if not f.suppressed]
    return max(ranks, key=lambda s: s.rank) if ranks else None
