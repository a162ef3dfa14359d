"""The transliteration model and the romanised names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.names import romanise, translit
from align.names.tables import fold as fold_latin
from align.packs.fold import fold

HAN = st.text(st.sampled_from("斯特克尔布朗德利卡马文的是公司今天·張王李約翰姆瑞森費爾曼了在"), max_size=30)
LATIN = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzéøß' -"), max_size=20)


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("Feldmann", "费尔德曼", "罗伯茨"),
        ("Brandt", "布兰特", "菲舍尔"),
        ("Halvorsen", "哈尔沃森", "哈里森"),
        ("Lindqvist", "林德奎斯特", "拉格奎斯特"),
        ("Corley", "科利", "卡特"),
    ],
)
def test_right_renderings_sound_better(name: str, right: str, wrong: str) -> None:
    assert translit.score(name, right) > 2.5
    assert translit.score(name, right) > translit.score(name, wrong) + 3


@pytest.mark.parametrize(("name", "form"), [("Oldenshaw", "欧登萧"), ("Arnold", "阿诺"), ("Reynolds", "雷诺")])
def test_letters_may_be_silent_where_a_whole_rendering_is_judged(name: str, form: str) -> None:
    assert translit.score(name, form) > 0.0


def test_find_gives_the_place() -> None:
    text = fold("我們感謝費爾德曼先生與會")
    best = translit.find("Feldmann", text)[0]
    assert text[best.start : best.end] == "费尔德曼"


@given(LATIN, HAN)
def test_find_stays_inside_and_apart(name: str, text: str) -> None:
    found = translit.find(name, text)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    ordered = sorted((s.start, s.end) for s in found)
    assert all(a[1] <= b[0] for a, b in pairwise(ordered))


@given(LATIN, HAN)
def test_score_ignores_case_and_diacritics(name: str, han: str) -> None:
    assert translit.score(name, han) == translit.score(fold_latin(name), han)


@pytest.mark.parametrize(
    ("name", "characters"),
    [
        ("Wenhao Liang", "梁文豪"),
        ("Tsai Chih-ming", "蔡志明"),
        ("Hsu Wei-ting", "許維庭"),
        ("Shu-Fen Kuo", "郭淑芬"),
        ("Xiaoqing Zhou", "周曉晴"),
        ("Chiang Yu-chen", "江玉珍"),
    ],
)
def test_surname_comes_first(name: str, characters: str) -> None:
    found = romanise.find(tuple(name.split()), fold(f"執行長{characters}表示"))
    assert found is not None
    assert (found.start, found.end, found.order) == (3, 3 + len(characters), "right")


def test_surname_last_is_told() -> None:
    found = romanise.find(("Wenhao", "Liang"), fold("執行長文豪梁先生"))
    assert found is not None and found.order == "wrong"


@pytest.mark.parametrize(("name", "characters"), [("Wenhao Liang", "陳文雄"), ("Shu-Fen Kuo", "林美惠")])
def test_other_people_do_not_match(name: str, characters: str) -> None:
    assert romanise.find(tuple(name.split()), fold(f"執行長{characters}表示")) is None


@pytest.mark.parametrize(
    ("word", "surname"),
    [("Wong", "黄"), ("Cheung", "张"), ("Hsieh", "谢"), ("Park", "朴"), ("Tanaka", "田中"), ("Ng", "吴")],
)
def test_surnames_of_other_spellings(word: str, surname: str) -> None:
    pattern = romanise.surname_pattern(word)
    assert pattern is not None and surname in pattern


@pytest.mark.parametrize("word", ["Strength", "Halvorsen", "Xylophone"])
def test_western_words_are_no_syllables(word: str) -> None:
    assert romanise.syllabify(word) is None
