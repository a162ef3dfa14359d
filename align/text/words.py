"""Word lists written as running text."""

from __future__ import annotations


def word_set(*lines: str) -> frozenset[str]:
    """The words of `lines`, parted by blanks."""
    return frozenset(word for line in lines for word in line.split())
