"""Pack entries whose wrong rendering is the word list's translation of the very word: what tells their special sense.

    python benchmarks/terms_ordinary.py [--show]

Counts single words by their condition: `near` (words that must stand close by, also in a document of the sector),
`with` (the same, checked for such renderings alone) and `none`; `--show` prints the last, to be looked at one by one.
"""

from __future__ import annotations

import sys
from collections import Counter

from align.packs.domain import STRICT, Entry, entries
from align.packs.fold import fold
from align.packs.lemma import WORD
from align.packs.wordlist import stem_of, word_list


def condition(entry: Entry) -> str:
    """What an entry demands of the words near its own."""
    if not entry.with_:
        return "none"
    return "near" if entry.with_[0].startswith(STRICT) else "with"


def ordinary(entry: Entry, source: str) -> list[str]:
    """The entry's wrong renderings that the word list has for a source of one word."""
    if not WORD.fullmatch(source):
        return []
    known = word_list().english.get(stem_of(source.lower()), {})
    return [wrong for wrong in entry.wrong if known.get(fold(wrong), 0.0) >= 1.0]


def main() -> None:
    """Print the counts and, with --show, every word without a condition."""
    counts: Counter[str] = Counter()
    for entry in entries():
        for source in entry.source:
            wrong = ordinary(entry, source)
            if wrong:
                counts[condition(entry)] += 1
                if "--show" in sys.argv and condition(entry) == "none":
                    print(entry.pack, entry.severity, source, "|".join(wrong), "without", "|".join(entry.without))
    print(", ".join(f"{kind} {number}" for kind, number in sorted(counts.items())))


if __name__ == "__main__":
    main()
