"""Errors a user can mend. Anything else that escapes the library is a bug."""

from __future__ import annotations


class AlignError(Exception):
    """Base of all errors caused by input or settings; the text is one line: what, where, what to do."""


class InputError(AlignError):
    """A file that cannot be read as what it should be (undecodable, empty, one-sided, hostile)."""


class ConfigError(AlignError):
    """A setting, name or option that does not exist or does not fit."""
