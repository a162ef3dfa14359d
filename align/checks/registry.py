"""Finds the checks by looking into this folder; nothing else needs to be told of a new file."""

from __future__ import annotations

import difflib
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import align.checks
from align.checks.base import Check
from align.errors import ConfigError


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check, ordered by id. A module gives its check as CHECK, or several that share facts as CHECKS."""
    found: list[Check] = []
    for module_info in iter_modules(align.checks.__path__):
        module = import_module(f"align.checks.{module_info.name}")
        single = getattr(module, "CHECK", None)
        found += [single] if single is not None else list(getattr(module, "CHECKS", ()))
    return tuple(sorted(found, key=lambda check: check.id))


def check_by_id(check_id: str) -> Check:
    """The check of that id. Raises ConfigError that names the nearest known id."""
    for check in all_checks():
        if check.id == check_id:
            return check
    known = [check.id for check in all_checks()]
    near = difflib.get_close_matches(check_id, known, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise ConfigError(f"unknown check {check_id!r}{hint} (`align checks` lists them)")
