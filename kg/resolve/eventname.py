"""Names of events taken apart: year, ordinals, host, title in quotation marks, kind."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.resolve.lexicon import lexicon
from kg.resolve.ordinals import read_all
from kg.resolve.orgname import OrgName, fold_name, take_apart_org
from kg.text import fold_width, squeeze

_TITLE = re.compile(r"[“「『\"]([^“”「」『』\"]{2,})[”」』\"]")
_PARTY_CONGRESS = re.compile(r"(?:党的|中共|中国共产党)?第?([一二三四五六七八九十0-9]+)(?:大$|次全国代表大会$)")
_CENTRAL = re.compile(r"^(?:中国共产党|中共|党的)?(?:中央委员会)?(?:全体会议)$")
# 全国科普日活动 is held by each place for itself.
_KEPT_EVERYWHERE = re.compile(r"(?:日|节|周|月)(?:庆祝|表彰|主题|系列|宣传|现场|志愿服务|相关)*$")
_BRACKET = re.compile(r"（[^（）]*(?<![场站区])）")  # （莆田分会场） and （河北站） are events of their own


@dataclass(frozen=True)
class EventName:
    """``core`` is what the name says beside year, ordinals, area and kind; ``title`` what it says in quotation marks.

    ``wide`` events are known by their name in the whole country; others by their name in their area only.
    """

    org: OrgName
    year: int | None
    ordinals: tuple[tuple[str, int], ...]
    title: str
    core: str
    kind: str
    wide: bool
    text: str

    @property
    def distinct(self) -> bool:
        """Whether the name tells which one it is: by a number, a year, a title, or its fame."""
        return bool(self.year or self.ordinals or self.title or (self.wide and self.core))


@lru_cache(maxsize=16384)
def take_apart_event(name: str, issuing_place: str | None) -> EventName:
    """Take the name of an event apart, in an article issued at a place (a path, or None)."""
    quoted = _TITLE.findall(squeeze(fold_width(name)).replace("‘", "").replace("’", ""))
    text = fold_name(name)
    if congress := _PARTY_CONGRESS.fullmatch(text):
        text = f"第{congress[1]}次全国党代会"
    told = read_all(_BRACKET.sub("", text) or text)
    rest, famous = _famous(_same_words(told.rest))
    if _CENTRAL.match(rest) and told.ordinals:
        rest = "中央全体会议"
    found = lexicon().suffix("event", rest)
    org = take_apart_org(rest[: len(rest) - len(found)], issuing_place, loose=True)
    kind = lexicon().words["event"].get(found, found)
    if kind == "代表大会" and org.party == "党委":
        kind = "党代会"
    title = fold_name(quoted[0]) if quoted else ""
    wide = famous or org.led.nation or bool(lexicon().prefix("nation", rest))
    kept = _KEPT_EVERYWHERE.search(rest) or _KEPT_EVERYWHERE.search(rest[: len(rest) - len(found)])
    return EventName(org, told.year, told.ordinals, title, _plain(org.literal), kind, wide and not kept, text)


def _same_words(text: str) -> str:
    """One form for words that say the same: 全会 is 全体会议."""
    for word, value in lexicon().words["same"].items():
        if value != word:
            text = text.replace(word, value)
    return text.removeprefix("党的") or text


def _famous(text: str) -> tuple[str, bool]:
    """The name with the full name of an event that the whole country knows, and whether it holds one."""
    for word, value in lexicon().words["wide"].items():
        if word in text:
            return (text if value in text else text.replace(word, value)), True
    return text, False


def _plain(core: str) -> str:
    """The core without filling words: 系列, 主题, 的."""
    for word, value in lexicon().words["same"].items():
        if value == word:
            core = core.replace(word, "")
    return core
