"""Traditional and Simplified: exclusive characters, siblings of one Simplified character, conversion by OpenCC.

Tables under align/packs/script are built from the OpenCC dictionaries by tools/build_script.py.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from align.text.han import is_han

# Spellings that are both in use in Taiwan: never a slip of one another.
ACCEPTED = (
    "台臺 裡裏 著着 週周 雇僱 盃杯 布佈 佔占 才纔 升昇 群羣 峰峯 線綫 汙污 煙菸 佛彿 跡蹟 鑑鑒 鏈鍊 閒閑 慾欲 "
    "湧涌 嘆歎 豔艷 註注 託托 遊游 槍鎗 焰燄 藤籐 諮咨 痠酸 噹當 唸念 僕仆 恤卹 祕秘 綑捆 搜蒐 捲卷 諠喧 曬晒 夥伙 迴回 徑逕 "
    "溪谿 嶽岳 菴庵 薑姜 痲麻 檯台 兇凶 牠它 傑杰 巨鉅 坐座 挂掛 嘗嚐 愈癒 吊弔 暱昵 贊讚 呆待 御禦 餵喂 敘叙 寧宁 克剋 "
    "抵牴 覆復 餚肴 箇個 鉤鈎 蔘參 譁嘩 噪譟 哄鬨 咽嚥 怜憐 倖幸 慼戚 燻薰 汎泛 氾泛 彩綵 鬍胡 鞦秋 籲吁 脩修 輓挽 飢饑 "
    "扣釦 梁樑 糉粽 躕躇 証證 蹤踪 刮颳 勳勛 准凖 温溫 説說 録錄 眾衆 啓啟 灶竈 強强 吃喫 麪麵 牀床 凈淨 凉涼 毀燬 桿杆 "
    "彌瀰 折摺 弦絃 醃腌 冬鼕 困睏 夫伕 秋鞦"
)

# Words of which both spellings pass.
_BOTH = {
    "了解": "了解 瞭解", "明了": "明了 明瞭", "了然": "了然 瞭然", "一目了然": "一目了然 一目瞭然", "了如指掌": "了如指掌 瞭如指掌",
    "重复": "重複 重覆", "反复": "反覆 反復", "答复": "答覆 答復", "回复": "回覆 回復", "复苏": "復甦 復蘇", "苏醒": "甦醒 蘇醒",
    "汇集": "匯集 彙集", "汇总": "彙總 匯總", "汇编": "彙編 匯編", "汇整": "彙整 匯整", "尽快": "儘快 盡快", "尽早": "儘早 盡早",
    "尽速": "儘速 盡速", "尽量": "儘量 盡量", "尽可能": "儘可能 盡可能", "抵制": "抵制 抵製", "彩排": "彩排", "计划": "計劃 計畫",
    "规划": "規劃 規畫", "企划": "企劃 企畫", "策划": "策劃 策畫", "准予": "准予 準予", "体系": "體系",
    "标志": "標誌 標志", "标致": "標緻 標致", "精致": "精緻 精致", "细致": "細緻 細致", "制造": "製造", "复制": "複製",
    "参与": "參與", "身分": "身分 身份", "弹药": "彈藥", "克制": "克制", "录制": "錄製", "谷物": "穀物", "家伙": "傢伙 家伙",
    "家具": "傢俱 傢具 家具", "借口": "藉口 借口", "凭借": "憑藉 憑借", "借机": "藉機 借機", "并网": "並網 併網", "并网发电": "並網發電 併網發電", "并联": "並聯 併聯", "干散货": "乾散貨", "汇报": "匯報 彙報",
    "电表": "電表 電錶", "水表": "水表 水錶", "仪表": "儀表 儀錶", "仪表板": "儀表板 儀錶板", "家饰": "家飾 傢飾", "局限": "局限 侷限", "局限性": "局限性 侷限性",
    "采风": "采風 採風", "冲抵": "沖抵 衝抵", "历年": "歷年 曆年", "借助": "藉助 借助", "借由": "藉由 借由", "借此": "藉此 借此",
    "借以": "藉以 借以", "假借": "假借 假藉", "慰借": "慰藉", "郁闷": "鬱悶", "蒙骗": "矇騙 蒙騙", "表针": "錶針", "秒表": "秒表 碼錶",
    "回避": "迴避 回避", "回旋": "迴旋 回旋", "轮回": "輪迴", "冲击": "衝擊 沖擊", "发布": "發布", "烟囱": "煙囪", "症状": "症狀",
    "周折": "周折", "升级": "升級", "合约": "合約", "松散": "鬆散", "只身": "隻身", "征兆": "徵兆", "征状": "徵狀", "干系": "干係",
    "背负": "背負 揹負", "背包": "背包 揹包", "背债": "背債 揹債", "背包袱": "背包袱 揹包袱", "背黑锅": "背黑鍋 揹黑鍋", "背着": "背著 揹著",
    "背上": "背上 揹上", "背起": "背起 揹起", "背带": "背帶 揹帶", "背走": "背走 揹走", "背过": "背過 揹過",
}  # fmt: skip


def _table(name: str, column: int = 1) -> dict[str, str]:
    text = files("align").joinpath("packs").joinpath("script").joinpath(name).read_text(encoding="utf-8")
    return {row[0]: row[column] for row in list(csv.reader(text.splitlines()))[1:]}


@cache
def simplified_only() -> dict[str, str]:
    """Characters that no Traditional text has, with their usual Traditional form."""
    return _table("simplified_only.csv")


@cache
def traditional_only() -> dict[str, str]:
    """Characters that no Simplified text has, with their Simplified form."""
    return _table("traditional_only.csv")


@cache
def siblings() -> dict[str, str]:
    """For a Simplified character with several common Traditional forms: those forms, the usual one first."""
    return {simplified: forms + simplified if simplified in strays() else forms for simplified, forms in _rows()}


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    return tuple(_table("siblings.csv").items())


@cache
def strays() -> frozenset[str]:
    """Simplified characters that Big5 happens to hold as rare ones (体, 价): in Traditional prose always a slip."""
    return frozenset(_table("siblings.csv", column=2).values()) - {""}


@cache
def _several_forms() -> dict[str, tuple[str, ...]]:
    built = {word: tuple(forms.split("|")) for word, forms in _table("several_forms.csv").items()}
    return {**built, **{word: tuple(forms.split()) for word, forms in _BOTH.items()}}


@cache
def _folding() -> dict[int, str]:
    """Accepted variants to one representative (groups that share a character are joined)."""
    head: dict[str, str] = {}
    for pair in ACCEPTED.split():
        first, second = pair[0], pair[1]
        root = head.get(first, head.get(second, first))
        head[first] = head[second] = root
    return {ord(char): root for char, root in head.items() if char != root}


def fold_variants(text: str) -> str:
    """`text` with accepted Taiwanese variants made one; the length stays."""
    return text.translate(_folding())


@cache
def _converter(config: str) -> Any:
    from opencc import OpenCC

    return OpenCC(config)


@lru_cache(maxsize=8192)
def _convert_char(config: str, char: str) -> str:
    out: str = _converter(config).convert(char)
    return out if len(out) == 1 else char


def _convert(config: str, text: str) -> str:
    if not text:
        return text
    out: str = _converter(config).convert(text)
    if len(out) == len(text):
        return out
    return "".join(_convert_char(config, char) if is_han(char) else char for char in text)


def to_simplified(text: str) -> str:
    """`text` in Simplified characters, code point for code point (OpenCC t2s; by character where it would shift)."""
    return _convert("t2s", text)


def to_traditional(text: str) -> str:
    """`text` in Traditional characters of Taiwan, code point for code point (OpenCC s2tw)."""
    return _convert("s2tw", text)


@lru_cache(maxsize=65536)
def traditional_forms(word: str) -> tuple[str, ...]:
    """The Traditional spellings of a Simplified word, accepted variants folded; the usual one first."""
    forms = (_convert("s2tw", word), *_several_forms().get(word, ()))
    return tuple(dict.fromkeys(fold_variants(form) for form in forms))
