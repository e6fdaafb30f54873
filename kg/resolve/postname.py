"""Names of posts taken apart: the body or area, the rank (副, 常务, 代理), the office (局长)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.resolve.area_of_name import at_level, leading_area
from kg.resolve.lexicon import lexicon
from kg.resolve.ordinals import arabic_numbers
from kg.resolve.orgname import OrgName, fold_name, take_apart_org

_CHIEF = re.compile(r"(省|市|区|县|州|盟|旗|镇|乡|村)长$")
_MEMBER = re.compile(r"委常(?:委会|务委员会)委员$|委常务委员$")
_FORMER_BODY = re.compile(r"(?<=[区市县省州])原(?=(?:[区市县省州]?(?:委|政府|人大|政协|纪委)))")
_AREA_END = ("街道", "社区", *"省市区县州盟旗镇乡村")
_SPELT = {"代": "代理", "第一副": "第1副"}


@dataclass(frozen=True)
class PostName:
    """``org`` is the body written before the office, None if there is none (副局长).

    ``rank`` are the words that make another office of it, in order; ``head`` is the office itself.
    """

    org: OrgName | None
    rank: tuple[str, ...]
    head: str
    text: str

    @property
    def role(self) -> str:
        """The office with its rank, one form for all spellings: 代理区长, 常务副主任."""
        return "".join(self.rank) + self.head


@lru_cache(maxsize=16384)
def take_apart_post(name: str, issuing_place: str | None) -> PostName:
    """Take the name of a post apart; 原, 时任 and 新任 say when, not what, and go."""
    text = _MEMBER.sub("委常委", _without_status(fold_name(name), issuing_place))
    head, before = _head(text)
    head = lexicon().words["head"].get(head, head)
    rank, before = _ranks(before)
    if _CHIEF.fullmatch(head):
        return PostName(_chief_of(before, head[0], issuing_place), rank, head, text)
    if not before:
        return PostName(None, rank, head, text)
    org = take_apart_org(before, issuing_place)
    if not org.bodies and head in ("部长", "局长", "院长", "厅长"):
        whole = take_apart_org(before + head[0], issuing_place)
        org = org if before.endswith(head[0]) else whole
    return PostName(org, rank, head, text)


def _without_status(text: str, issuing_place: str | None) -> str:
    """Take 原, 时任 off the beginning (not off 原平市) and off the place right before the office."""
    text = _FORMER_BODY.sub("", text)
    word = lexicon().prefix("status", text)
    if word and leading_area(text, issuing_place).rule not in ("area.named", "area.ambiguous"):
        text = text[len(word) :]
    head, before = _head(text)
    _, rest = _ranks(before)
    status = lexicon().suffix("status", rest)
    if status and status != rest and rest[-len(status) - 1] not in "太草":
        return rest[: -len(status)] + before[len(rest) :] + head
    return text


def _head(text: str) -> tuple[str, str]:
    """The office that ends a name, and what stands before it; a title not in the table is one as a whole."""
    head = lexicon().suffix("head", text)
    if chief := _CHIEF.search(text):
        head = chief.group() if len(chief.group()) >= len(head) else head
    return (head, text[: -len(head)]) if head else (arabic_numbers(text), "")


def _ranks(text: str) -> tuple[tuple[str, ...], str]:
    """The words of rank at the end of a text, and what stands before them."""
    found: list[str] = []
    words = lexicon()
    while word := words.suffix("rank", text):
        if word in ("党委", "纪委", "党工委") and not _is_inner(text[: -len(word)]):
            break
        found.insert(0, _SPELT.get(word, word))
        text = text[: -len(word)]
    return tuple(found), text


def _is_inner(text: str) -> bool:
    """Whether a committee belongs to a body named before it (清华大学|党委书记), not to an area (区|纪委书记)."""
    return not text.endswith(_AREA_END)


def _chief_of(before: str, level: str, issuing_place: str | None) -> OrgName:
    """The government that a 区长 or 市长 heads: 渝中区长, 渝中区区长, 区政府区长, or the issuing place's."""
    if before:
        org = take_apart_org(before, issuing_place)
        if org.led.area is None and not org.bodies:
            org = take_apart_org(before + level, issuing_place)
        if org.domains in ((), ("政府",)) and not org.literal:
            return take_apart_org(f"{before.removesuffix('人民政府').removesuffix('政府')}政府", issuing_place)
        return org
    area = at_level(level, issuing_place)
    return take_apart_org(f"{area.name if area else level}政府", issuing_place)
