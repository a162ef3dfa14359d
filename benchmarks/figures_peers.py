"""Net gain on planted figure errors, ours beside what people use instead, in one run.

    pip install cn2an text2num      # peers; those that are missing are left out
    python benchmarks/figures_peers.py

For each peer a pair is flagged when the numbers it reads differ between the sides: equal digit strings (what digit
comparers do) and text2num against cn2an, with commas taken out and compared as multisets.
Net gain: flagged when corrupted and silent when intact. `flags` is the share of intact pairs flagged. Data as in
figures_net_gain.py.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from typing import Any

from figures_net_gain import DATA, SKIPPED, flags

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
Peer = Callable[[str, str], bool]


def numbers(text: str) -> Counter[float]:
    return Counter(float(n) for n in _DIGITS.findall(text.replace(",", "").replace("，", "")))


def digit_strings(source: str, target: str) -> bool:
    return numbers(source) != numbers(target)


def chinese(cn2an: Any, text: str) -> Counter[float]:
    try:
        return numbers(cn2an.transform(text.replace(",", ""), "cn2an"))
    except Exception:  # the peer gives up on some texts
        return numbers(text)


def peers() -> dict[str, Peer]:
    found: dict[str, Peer] = {"equal digit strings": digit_strings}
    try:
        cn2an, words = import_module("cn2an"), import_module("text_to_num")
        found["text2num + cn2an"] = lambda s, t: numbers(words.alpha2digit(s, "en")) != chinese(cn2an, t)
    except ImportError:
        print("text2num or cn2an is not installed: left out")
    return found


def main() -> None:
    lines = (DATA / "numbers" / "corrupted.jsonl").read_text("utf-8").splitlines()
    cases = [case for line in lines if (case := json.loads(line))["kind"] not in SKIPPED]
    ours: dict[str, Peer] = {"align.quantities": lambda s, t: bool(flags(s, t))}
    for name, flagged in {**ours, **peers()}.items():
        net = alarms = 0
        for case in cases:
            intact = flagged(case["en"], case["zh_original"])
            alarms += intact
            net += not intact and flagged(case["en"], case["zh"])
        print(
            f"{name:22} net gain {100 * net / len(cases):5.1f} %   flags on intact pairs {100 * alarms / len(cases):5.1f} %"
        )


if __name__ == "__main__":
    main()
