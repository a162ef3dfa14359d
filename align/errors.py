"""Errors a user can mend. Anything else that escapes the library is a bug."""

from __future__ import annotations

LONGEST = 600


class AlignError(Exception):
    """Base of all errors caused by input or settings; the text is one line: what, where, what to do.

    Whatever it cites of a file is shown without control characters, and cut in the middle where it is very long.
    """

    def __str__(self) -> str:
        text = one_line(super().__str__())
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 201]}…{text[-200:]}"


def one_line(text: str) -> str:
    """The text with single spaces and `?` for characters that a terminal might act upon or cannot show."""
    return "".join(ch if ch.isprintable() else "?" for ch in " ".join(text.split()))


class InputError(AlignError):
    """A file that cannot be read as what it should be (undecodable, empty, one-sided, hostile)."""


class ConfigError(AlignError):
    """A setting, name or option that does not exist or does not fit."""
