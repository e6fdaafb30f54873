"""The area that issues an article, by its paper's name, the file's path, its dateline, or the areas it names."""

import re
from collections import Counter
from functools import cache

from kg.places import Division, ancestors, areas_in, counties_of_towns, parse_place, path
from kg.reading.words import alternatives, words

_HAN = re.compile("[一-鿿]{2,20}")
_HEAD_CHARS = 120
_LEAST_NAMED = 2
_CLEARLY_MORE = 2
# 新华社重庆10月25日电, 本报重庆10月30日讯, 本报重庆讯: the place stands between the sender and the day or 讯.
_DATELINE = re.compile(r"(?:社|报|网|台)([一-鿿]{2,10}?)\s?(?:\d{1,2}月\d{1,2}日)?\s?(?:专?电|讯|消息)(?=[\s（(：:]|$)")
_PAPER_HEAD = re.compile(r"(?:^|\n)\s{0,4}([一-鿿]{3,12}?)(?:讯|消息|电)(?=[\s（(：:])")
_OWN_LEVEL = re.compile(
    r"(?:[我全]|(?<![一-鿿])副)([省市区县旗州])|(?<![一-鿿市省区县州旗])([省市区县旗州])(?:委|政府|政协|人大)"
)


def place_of_paper(paper: str | None) -> str | None:
    """The area in the name of a paper (渝中报: 重庆市渝中区), or None; 人民日报 and 新华社 have none."""
    match = _media().fullmatch(paper or "")
    return _path(parse_place(match.group(1))) if match else None


def place_in_path(source: str) -> str | None:
    """The area in a folder or file name: named in full, or by its paper (渝中报/20251031.md); or None."""
    tokens = [token for part in source.split("/") for token in _HAN.findall(part)]
    for token in reversed(tokens):
        named = parse_place(token)
        if named is not None and token.endswith(named.name):
            return path(named)
        if found := place_of_paper(token):
            return found
    return _path(parse_place("".join(tokens[:2]))) if len(tokens) > 1 else None


def place_in_text(text: str) -> str | None:
    """The area of the paper or dateline at the text's head, else the one that it names in full most often.

    An area counts only if it is named twice, clearly more often than what lies elsewhere, and is of the level
    at which the text speaks of itself (我区, 全县, 副市长): a wrong place is worse than none. Where every area that
    it names lies in one of that level (静海区 and 我市), or around it, one name is enough.
    """
    head = text[:_HEAD_CHARS]
    if (match := _PAPER_HEAD.search(head)) and (found := place_of_paper(match.group(1))):
        return found
    if match := _DATELINE.search(head):
        named = parse_place(match.group(1))
        if named is not None and _speaks_at(named, text) and not _speaks_of_others(named, text):
            return path(named)
    return _path(_most_named(text) or _around_all(text) or _around_towns(text))


def _most_named(text: str) -> Division | None:
    """The area that a text names clearly most often, what lies in it counted with it."""
    counts = areas_in(text)
    order = sorted(counts, key=lambda area: (-counts[area], -len(area.code), area.code))
    own = next((area for area in order if counts[area] >= _LEAST_NAMED and _speaks_at(area, text)), None)
    if own is None:
        return None
    elsewhere = [counts[area] for area in order if not area.lies_in(own) and not own.lies_in(area)]
    return own if counts[own] >= _CLEARLY_MORE * max(elsewhere, default=0) else None


def _around_all(text: str) -> Division | None:
    """The only area, of the one level at which a text speaks of itself, that holds or lies in all it names."""
    spoken = _levels(text).most_common(2)
    if not spoken or (len(spoken) > 1 and spoken[0][1] == spoken[1][1]):
        return None
    named = list(areas_in(text))
    own = {
        area
        for each in named
        for area in (each, *ancestors(each))
        if area.name.endswith(spoken[0][0]) and all(area.lies_in(other) or other.lies_in(area) for other in named)
    }
    return own.pop() if len(own) == 1 else None


def _around_towns(text: str) -> Division | None:
    """The county that holds all towns and streets that a text names, if no other area is named."""
    counties = counties_of_towns(text)
    if len(counties) != 1 or not _speaks_at(county := next(iter(counties)), text):
        return None
    return county if all(county.lies_in(area) or area.lies_in(county) for area in areas_in(text)) else None


def _speaks_of_others(area: Division, text: str) -> bool:
    """Whether a text with a dateline of ``area`` names other areas only, as what is sent from 北京 does."""
    named = areas_in(text)
    others = sum(n for other, n in named.items() if not other.lies_in(area) and not area.lies_in(other))
    return others >= _LEAST_NAMED and not any(other.lies_in(area) for other in named)


def _speaks_at(area: Division, text: str) -> bool:
    """Whether a text that speaks of its own area (我区) does so with the level word of ``area``."""
    levels = _levels(text)
    return not levels or levels[area.name[-1]] == max(levels.values())


def _levels(text: str) -> Counter[str]:
    """How often a text speaks of its own area by each level word."""
    return Counter(match.group(1) or match.group(2) for match in _OWN_LEVEL.finditer(text))


def _path(area: Division | None) -> str | None:
    return path(area) if area is not None and area.level != "town" else None


@cache
def _media() -> re.Pattern[str]:
    return re.compile(f"([一-鿿]{{2,12}}?)(?:{alternatives(words().issuing.media)})")
