"""Waiting for a page. (Its policy forbids the strings that the usual waiting compiles in the page.)"""

from __future__ import annotations

import time
from typing import Any


def until(page: Any, expression: str, seconds: float = 15) -> None:
    """Return once the JavaScript expression is true. Raises AssertionError naming it when it never is."""
    last = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < last, f"never true: {expression}"
        page.wait_for_timeout(25)


def keys(page: Any, *pressed: str) -> None:
    """Press keys one after the other."""
    for key in pressed:
        page.keyboard.press(key)
