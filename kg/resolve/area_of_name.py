"""The area that a name begins with: 重庆市渝中区|妇联, 渝中|妇联, 区|科技局, 全国|妇联."""

import re
from functools import lru_cache
from typing import NamedTuple

from kg.places import Division, ancestors, by_code, locate, parse_place, path
from kg.places.chain import chains
from kg.resolve.lexicon import lexicon

_NOT_AFTER_AREA = ("区域", "域", "级", "内")
_UNLISTED = re.compile(r"[\u4e00-\u9fff]{2,14}?(?:街道|镇|乡|村|社区|区|县|市|旗|州)(?!学|委会)")
_INSTITUTION = "局办委会部院所队站社处科室校馆台网报团心司厅署"


class Led(NamedTuple):
    """The area of a name, the rest, and the rule by which the area was found.

    ``word`` is the area's name in the text where it could not be settled (西湖区), or the level (区) for which there is
    no issuing place; empty if ``area`` is set or nothing was found. ``nation`` is set for 全国, 国家, 中央.
    """

    area: Division | None
    word: str
    rest: str
    rule: str
    nation: bool = False


@lru_cache(maxsize=4096)
def home_of(issuing_place: str | None) -> Division | None:
    """The division of an issuing place; the division before what the table lacks (…区某社区), None if unknown."""
    return parse_place(issuing_place) if issuing_place else None


def leading_area(text: str, issuing_place: str | None, loose: bool = False) -> Led:
    """Take the area off the beginning of a name; without one, the rest is the whole name.

    ``loose`` is for events, where a level word stands before any word (全区科技工作会议).
    """
    return (
        _named(text, issuing_place, loose)
        or _town(text, issuing_place)
        or _level(text, issuing_place, loose)
        or _nation(text)
        or _unlisted(text)
        or Led(None, "", text, "name")
    )


def _named(text: str, issuing_place: str | None, loose: bool) -> Led | None:
    """An area by its own name: in full, or short before a body of the tables (渝中妇联)."""
    for chain in chains(text):
        name, rest = text[: chain.end], text[chain.end :]
        if rest.startswith(_NOT_AFTER_AREA) and not starts_with_body(rest):
            continue
        if chain.by_short and not _short_may_stand(chain.division, rest, loose):
            continue
        area = locate(name, issuing_place) or (parse_place(name) if rest else None)
        if area is None and chain.by_short:
            continue
        rest = _without_repeat(rest, chain.division)
        if area is None:
            return Led(None, name, rest, "area.ambiguous")
        return Led(current(area), "", rest, "area.short" if chain.by_short else "area.named")
    return None


def _short_may_stand(area: Division, rest: str, loose: bool) -> bool:
    """Whether a short name is the area's: before a body, or alone; 合作签约仪式 is no event of 合作市."""
    if rest:
        return starts_with_body(rest)
    return not loose or area.level in ("province", "city")


def _without_repeat(rest: str, area: Division) -> str:
    """桃源县|县委 → 委, 青浦区|区委 → 委: the level said twice."""
    word = area.name[-1]
    return rest[1:] if rest.startswith(word) and starts_with_body(rest[1:]) else rest


def _town(text: str, issuing_place: str | None) -> Led | None:
    """A town of the issuing place's city, by its full name: 石油路街道|党工委."""
    if issuing_place is None:
        return None
    for mark in ("街道", "镇", "乡"):
        head, found, rest = text.partition(mark)
        town = locate(head + found, issuing_place) if found and head else None
        if town is not None and town.level == "town":
            return Led(town, "", rest, "area.town")
    return None


def _level(text: str, issuing_place: str | None, loose: bool) -> Led | None:
    """An area by its level: 区科技局 in a district's paper is the district's."""
    words = lexicon()
    word = words.prefix("level", text)
    rest = text[len(word) :]
    if not word or words.prefix("trap", text) or (text in words.forms and not starts_with_body(rest)):
        return None
    free = loose and word in words.words["loose"]
    named = len(rest) > 2 and (rest[-1] in _INSTITUTION or rest[0] == "第")
    if rest and not free and not named and not starts_with_body(rest):
        return None
    level = words.words["level"][word]
    area = at_level(level, issuing_place)
    return Led(area, "" if area else level, rest, "issuing_place.level" if area else "level.unplaced")


def at_level(level: str, issuing_place: str | None) -> Division | None:
    """The issuing place or the nearest area around it whose name ends with a level word; None if there is none."""
    home = home_of(issuing_place)
    if home is None:
        return None
    for area in (home, *reversed(ancestors(home))):
        if area.name.endswith(level) and not (level == "区" and area.name.endswith("自治区")):
            return current(area)
    return None


def _nation(text: str) -> Led | None:
    """全国|妇联, 国家|发改委: only before a body of the tables."""
    word = lexicon().prefix("nation", text)
    rest = text[len(word) :]
    if not word or (rest and not starts_with_body(rest)):
        return None
    return Led(None, "", rest, "nation", nation=True)


def _unlisted(text: str) -> Led | None:
    """An area that the table lacks, by the level word before a body: 回龙圩管理区|党委, 观澜街道|党工委."""
    match = _UNLISTED.match(text)
    if match is None or not starts_with_body(text[match.end() :]):
        return None
    return Led(None, _short_zone(match.group()), text[match.end() :], "area.unlisted")


def _short_zone(name: str) -> str:
    """淄博高新技术产业开发区 → 淄博高新区."""
    words = lexicon()
    long = words.suffix("zone", name)
    return name.removesuffix(long) + words.words["zone"][long] if long else name


def around_unlisted(word: str, issuing_place: str | None) -> str | None:
    """In what the name of an area that the table lacks is unique, as a code: its own beginning, the issuing place."""
    for chain in chains(word):
        if chain.division.level in ("province", "city", "county") and chain.end < len(word):
            area = locate(word[: chain.end], issuing_place)
            if area is not None:
                return f"{current(area).code}~{word[chain.end :]}"
    home = home_of(issuing_place)
    return f"@{home.code}~{word}" if home else None


def starts_with_body(text: str) -> bool:
    """Whether a text begins with a form of a body: 妇联…, 委宣传部, 团市委."""
    forms = lexicon()
    if any(text[:n] in forms.forms for n in range(2, min(len(text), forms.longest) + 1)):
        return True
    if text[:1] == "委":
        return text in ("委", "委会") or starts_with_body(text[1:])
    return text[:1] == "团" and text[1:2] in tuple("区市县省州委工")


def current(area: Division) -> Division:
    """What a renamed area is called now; an area that became part of another stays itself."""
    now = by_code(area.successor) if area.renamed and area.successor else None
    return now or area


def official(area: Division) -> str:
    """The area as bodies write it: 重庆市渝中区, 杭州市西湖区, 温岭市, 恩施土家族苗族自治州."""
    above = ancestors(area)
    if area.level == "town" and above:
        return official(above[-1]) + area.name
    if area.level in ("county", "zone") and (area.name.endswith("区") or area.name in ("城区", "郊区")):
        return (above[-1].name if above else "") + area.name
    if area.level == "county" and above and len(above) == 1 and above[0].name.endswith("市"):
        return path(area)
    return area.name
