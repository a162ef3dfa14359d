"""Latin script inside Chinese text: runs of it, and which words are customary there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.model import Span
from align.text.han import HAN
from align.text.words import word_set

_RUN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9'’&./%$+#,:;!?\"“” \-–—]*")
WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’-][A-Za-zÀ-ɏ]+)*")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|"
    r"\b[\w-]{1,63}\.(?:com|org|net|io|ai|gov|edu|co|tw|cn|hk|us|uk)\b[\w/.?=&%-]{0,500}"
)

# Latin words that Chinese business text writes as they are, and units.
CUSTOMARY = word_set(
    "app apps blog vlog email e-mail mail online offline wifi wi-fi web logo demo bug token tokens app login ok fintech",
    "podcast cosplay kol vs versus via plus pro mini max ultra air lite et al ing and of the for de la van von der den di",
    "nm mm cm km kg mg ml kwh mwh gwh mw gw kw twh th eh ph hz khz mhz ghz gb tb mb kb bps bp ppm ppb psi rpm mah wh mph kph fps dpi",
    "mboe mmboe boepd bopd mtpa mmcf mcfe bcfe tcf sq ft mmhg vivo vitro plc llc inc corp ltd gmbh nv bv spa oyj fab fabs fabless "
    "barg boe bbl bcf mcf mmbtu dwt teu ebitda capex opex sku skus saas paas iaas iot ai ml llm gpu cpu asic arpu arr acv",
    "pe pb roe roi roa irr npv eps yoy qoq mom ipo etf reit reits spac adr ads adss esg ir pr hr it qa vip ceo cfo coo cto",
    "am pm usd eur twd ntd rmb hkd jpy phd mba dna rna mrna in-house pcb oled led lcd ssd hbm chiplet cowos finfet",
    "e-commerce ecommerce cloud-native defi nft dao web3 metaverse staking beta alpha gamma sigma bonus case by run rate",
    "iphone ipad ios macos android linux youtube facebook google instagram twitter line wechat tiktok linkedin",
)
FUNCTION_WORDS = word_set(
    "a an the and or but of to in on at by for from with without as is are was were be been being it its this that these",
    "those we our us you your they their them he she his her i my me not no do does did have has had will would can could",
    "should may might must so if than then there here what which who when where how why also very more most some any all",
    "about into over after before because while per through during between both each just only up down out off",
)


@dataclass(frozen=True)
class LatinRun:
    """A stretch without Han characters: its span, its words and their places."""

    span: Span
    words: tuple[tuple[str, Span], ...]


def latin_runs(text: str) -> list[LatinRun]:
    """Stretches of Latin script with their words; web and mail addresses are left out."""
    shown = _ADDRESS.sub(lambda found: " " * len(found.group()), text)
    out: list[LatinRun] = []
    for run in _RUN.finditer(shown):
        words = tuple((found.group(), Span(*found.span())) for found in WORD.finditer(shown, run.start(), run.end()))
        if words:
            end = run.end() - (len(run.group()) - len(run.group().rstrip(' ,.:;!?"“”')))
            out.append(LatinRun(Span(run.start(), max(end, words[-1][1].end)), words))
    return out


_REACH = 80  # characters back to an opening sign
_OPENING = "(（「『《〈“[\"'‘"
_CLOSING = ")）」』》〉”]"


def bracketed(text: str, span: Span) -> bool:
    """Whether a span stands in brackets or quotes by itself, without Chinese: a gloss, a title or a quotation."""
    low = max(0, span.start - _REACH)
    opened = max(text.rfind(sign, low, span.start) for sign in _OPENING)
    if opened >= 0 and not HAN.search(text, opened, span.start):
        closed = max(text.rfind(sign, opened + 1, span.start) for sign in _CLOSING)
        if closed < 0:
            return True
    return text[span.end : span.end + 12].lstrip(" .,!?…")[:1] in tuple(")）")
