"""How many person names of the news have a rendering found in the Chinese, and how often a wrong name would be accepted.

    python benchmarks/names_spans.py [zh_TW|zh_CN] [-v]

Counts mentions of people by last name that are not copied in Latin letters. -v prints every one with the place found,
to be read: a name found at the wrong place, or not found though it is there, is a miss; one that the translation
leaves out is none. Then each name is exchanged for another one of the news with the same first letter (and for any
other one), each rendering with each other name once: the share for which the rendering of the right name is accepted
all the same.
"""

from __future__ import annotations

import random
import sys

from names_data import news

from align.facts import Facts
from align.names.ledger import Use, ledger
from align.names.rendering import Target, places, target_of
from align.names.tables import fold


def main() -> None:
    """Prints the figures."""
    column = next((a for a in sys.argv[1:] if a != "-v"), "zh_TW")
    rows: list[tuple[Use, str, Target, str, str]] = []
    people: set[str] = set()
    for bitext in news(column):
        facts = Facts(bitext)
        last = [(e, fold(u.mention.words[-1])) for e in facts.of(ledger) for u in e.uses if e.kind == "person"]
        people |= {entry.key for entry, word in last if entry.key == word}
        for entry in facts.of(ledger):
            for use in entry.uses if entry.kind == "person" else ():
                last = fold(use.mention.words[-1]) == entry.key
                if last and not any(f.how == "latin" for f in use.found):
                    pair = bitext.pairs[use.pair]
                    rows.append(
                        (use, entry.key, facts.of_pair(target_of, pair), str(pair.meta["line"]), fold(pair.source))
                    )
    found = [row for row in rows if row[0].found]
    print(f"{column}: {len(rows)} mentions not in Latin letters, {len(found)} with a rendering found")
    if "-v" in sys.argv:
        for use, key, target, line, _ in rows:
            print(line, key, [f.form for f in use.found], "|", target.text[:60])
    keys = sorted({key for key in people if len(key) > 2})
    rng = random.Random(5)
    for label, alike in (("same first letter", True), ("any", False)):
        tried: dict[tuple[str, str, str], bool] = {}
        for use, key, target, _, source in found:
            others = [k for k in keys if k not in source and (not alike or k[0] == key[0])]
            for other in rng.sample(others, min(5, len(others))):
                there = places(other, target)
                wrong = [w for w in there if any(w.span.overlaps(f.span) for f in use.found)]
                trial = (key, use.found[0].form, other)
                if trial not in tried and not any(h.how == "latin" for h in there):
                    tried[trial] = bool(wrong)
                    if wrong and "-v" in sys.argv:
                        print("   accepted:", key, "as", other, wrong[0].form, round(wrong[0].score, 1))
        accepted, share = sum(tried.values()), sum(tried.values()) / max(1, len(tried))
        print(f"  another name ({label}) accepted: {accepted}/{len(tried)} = {share:.3f}")


if __name__ == "__main__":
    main()
