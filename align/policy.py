"""When a run fails: which findings, from which severity on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from align.checks.registry import all_checks, check_by_id
from align.errors import ConfigError
from align.model import Finding, Severity
from align.qa import matches

NEVER = "never"
_RULE = re.compile(r"\s*(?:(?P<pattern>[a-z][a-z.*-]*)\s*>=\s*)?(?P<severity>[a-z]+)\s*")


@dataclass(frozen=True)
class Policy:
    """Rules (pattern, severity): a finding blocks when a rule's pattern fits its check and it weighs enough."""

    rules: tuple[tuple[str, Severity], ...]

    def blocks(self, finding: Finding) -> bool:
        """Whether this finding, if open, makes the run fail."""
        if finding.suppressed:
            return False
        return any(
            finding.severity.rank >= least.rank and (pattern == "*" or matches(finding.check, pattern))
            for pattern, least in self.rules
        )

    def any(self, findings: Iterable[Finding]) -> bool:
        """Whether the run fails because of these."""
        return any(self.blocks(finding) for finding in findings)

    @property
    def threshold(self) -> Severity:
        """The least severity that can block, for a page's verdict; critical when nothing can."""
        return min((least for _, least in self.rules), key=lambda s: s.rank, default=Severity.CRITICAL)


def parse(texts: Iterable[str]) -> Policy:
    """A policy from words such as "major", "never", or "quantity.*>=minor, name>=major".

    Raises ConfigError for a severity or a check that does not exist.
    """
    rules = []
    for text in (part for given in texts for part in given.split(",")):
        if text.strip() == NEVER:
            continue
        match = _RULE.fullmatch(text)
        known = [s.value for s in Severity]
        if match is None or match["severity"] not in known:
            raise ConfigError(f"--fail-on {text.strip()!r}: give {', '.join(known)}, {NEVER}, or CHECK>=SEVERITY")
        pattern = match["pattern"] or "*"
        if pattern != "*" and not any(matches(check.id, pattern) for check in all_checks()):
            check_by_id(pattern)
        rules.append((pattern, Severity(match["severity"])))
    return Policy(tuple(rules))
