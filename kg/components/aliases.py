"""Whether a string is a shorter form of another name of its label in the same article; for bodies `abbreviations`."""

import re
from functools import cache

from kg.components.spelling import bare, left_out, numbers
from kg.components.titles import words

_EDITION = re.compile(r"(\d{4}年?)?(第.{1,3}[届次期]|\d{4}年?|首届)")
_PEOPLES = re.compile(r"(?:(?:土家|布依|蒙古|哈萨克|[一-鿿])族)+自治[县州区]$")
_AREA = re.compile(r"(.*[省市区县州镇乡])(?:委|政府|人民政府|党委|人大|政协|纪委)")
_DATE = re.compile(r"(?:(\d{4})年)?(?:(今年|去年|明年))?(?:(\d{1,2})月)?份?(?:(\d{1,2})[日号])?")


def person(short: str, long: str) -> bool:
    """Surname for a full name (王 → 王某某), the last part or the given part of a longer one."""
    if len(short) == 1:
        return long.startswith(short)
    if len(short) == 2 and short[0] in "小老":
        return long.startswith(short[1]) and len(long) <= 4
    if "·" in long or "•" in long:
        return short in re.split("[·•]", long)
    return len(long) >= 4 and long.endswith(short) and len(short) >= 2 and len(long) > len(short)


@cache
def area_stem(name: str) -> str:
    """The area name without its level word: 渝中 for 渝中区; a name of two characters stays."""
    plain = _PEOPLES.sub("", name)
    if plain != name and len(plain) >= 2:
        return plain
    for suffix in words()["area_suffixes"]:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name[: -len(suffix)]
    return name


def place(short: str, long: str) -> bool:
    """渝中 for 渝中区 or 重庆市渝中区, 渝 for 重庆; never a part for the whole (渝中区 ≠ 渝中区人民公园)."""
    if len(short) == 1:
        full = words()["area_letters"].get(short)
        return (full is not None and area_stem(long) in (full, short)) or area_stem(long) == short
    if area_stem(short) == area_stem(long):
        return _level(short) == "" or _level(long) == "" or _level(short) == _level(long)
    return _ends_as_place(short, long) or _without_levels(short, long)


def _without_levels(short: str, long: str) -> bool:
    """吉林舒兰 for 吉林省舒兰市: only words of level are left out."""
    missing = left_out(short, long) if len(short) >= 4 else None
    return bool(missing) and not set(missing or "") - set("省市区县州镇")


def _level(name: str) -> str:
    return name[len(area_stem(name)) :]


def _ends_as_place(short: str, long: str) -> bool:
    """重庆市渝中区 ends in 渝中区 (or 渝中), and what stands before is a place of its own."""
    for form in (long, area_stem(long)):
        rest = form[: -len(short)] if form.endswith(short) else ""
        if len(rest) >= 2 and len(short) >= 2 and short[0] not in "省市区县州镇乡村":
            return True
    return False


def event(short: str, long: str) -> bool:
    """启动仪式 for …启动仪式, a middle part left out, or the name in quotes with another head."""
    a, b = bare(short), bare(long)
    if len(a) >= len(b) or numbers(a) - numbers(b) or _edition(a, b):
        return False
    if b.endswith(a) or (b.startswith(a) and b[len(a) :] in words()["event_tails"]):
        return len(a) >= 2
    return len(a) >= 3 and a[-1] == b[-1] and left_out(a, b) is not None and len(a) * 5 >= len(b)


def _edition(a: str, b: str) -> bool:
    """Whether the longer name is the shorter one, full already, with an edition: 第七届X is one of the Xs."""
    return len(a) >= 7 and b.endswith(a) and _EDITION.fullmatch(b[: -len(a)]) is not None


def areas_differ(a: str, b: str) -> bool:
    """Whether two bodies belong to two areas that both are named: 渝中区委 and 江北区政府, not 区委 and 区政府."""
    found = (_AREA.match(a), _AREA.match(b))
    if found[0] is None or found[1] is None:
        return False
    one, two = sorted((found[0][1], found[1][1]), key=len)
    return len(one) >= 2 and not two.endswith(one)


def role(title: str) -> str:
    """The title without 原, 时任, …, wherever official news puts them."""
    for word in words()["title_marks"]:
        title = title.replace(word, "", 1) if len(title) > 2 + len(word) else title
    return title


def date(short: str, long: str) -> bool:
    """26日 for 7月26日, 7月28日 for 2023年7月28日, 8月 for 8月份."""
    a, b = _DATE.fullmatch(short), _DATE.fullmatch(long)
    if not (a and b and (a[3] or a[4])):
        return False
    return all(x is None or x == y for x, y in zip(a.groups(), b.groups(), strict=True)) and a[4] == b[4]
