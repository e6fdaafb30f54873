"""An official division: what it is called, what it lies in, and its short names."""

import re
from functools import cache
from typing import Literal

import msgspec

from kg.resources import resource

Level = Literal["province", "city", "county", "zone", "town"]
LEVELS: tuple[Level, ...] = ("province", "city", "county", "zone", "town")
_AUTONOMOUS = re.compile(r"自治(?:区|州|县|旗)$")
_SUFFIX = {
    "province": re.compile(r"(?:特别行政区|自治区|省|市)$"),
    "city": re.compile(r"(?:自治州|地区|市|盟)$"),
    "county": re.compile(r"(?:自治县|自治旗|林区|特区|新区|市|区|县|旗)$"),
}
_LEVEL_WORD = {"自治区": "区", "自治州": "州", "自治县": "县", "自治旗": "旗"}
_LONG_ZONE = (
    ("高新技术产业开发区", "高新区"),
    ("高新技术开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
)


class Division(msgspec.Struct, frozen=True, gc=False):
    """``code`` begins with the code of everything it lies in. ``until`` and ``successor`` are set for former names.

    Attributes:
        code: GB/T 2260 digits (2, 4, 6 or 9), or ours for new areas (Z) and former names (F).
        short: the name without its level word (渝中, 恩施), the name itself where none is in use.
        parent: the code of what it lies in, empty for a province.
        since: the year it was founded, if recorded.
        until: the year in which a former name ended.
        successor: the code of what it is now; ``renamed`` if the whole area goes on under it.
    """

    code: str
    name: str
    short: str
    level: Level
    parent: str
    since: int | None = None
    until: int | None = None
    successor: str | None = None
    renamed: bool = False

    def lies_in(self, other: "Division") -> bool:
        """Whether it is ``other`` or a part of it."""
        return self.code.startswith(other.code)


@cache
def _peoples() -> re.Pattern[str]:
    """The peoples at the end of an autonomous area's name, before 自治."""
    lines = resource("pipelines", "gazetteer", "peoples.txt").read_text(encoding="utf-8").splitlines()
    names = sorted((line for line in lines if line and not line.startswith("#")), key=len, reverse=True)
    long = "|".join(name for name in names if len(name) > 1)
    return re.compile(rf"(?:(?:{'|'.join(names)})族|(?:{long}))+(?=自治[区州县旗]$)")


def short_name(name: str, level: str) -> str:
    """渝中区 → 渝中, 恩施土家族苗族自治州 → 恩施, 浦东新区 → 浦东; a name of two characters (开县) stays."""
    suffix = _SUFFIX.get(level)
    if suffix is None:
        return name
    plain = _without_peoples(name)
    short = suffix.sub("", plain)
    return short if len(short) > 1 else name


def _without_peoples(name: str) -> str:
    """彭水苗族土家族自治县 → 彭水自治县; 东乡族自治县, which is named after its people alone, → 东乡自治县."""
    if not _AUTONOMOUS.search(name):
        return name
    plain = _peoples().sub("", name)
    if len(plain) > 4:
        return plain
    return name if "族" not in name else name.replace("族自治", "自治")


def other_names(name: str, level: str) -> tuple[str, ...]:
    """恩施州, 彭水县, 彭水自治县 for autonomous areas; 石家庄高新区 for a zone's long name."""
    if match := _AUTONOMOUS.search(name):
        short = short_name(name, level)
        return tuple(dict.fromkeys(short + word for word in (_LEVEL_WORD[match.group()], match.group())))
    if level == "zone":
        return tuple(name.removesuffix(long) + short for long, short in _LONG_ZONE if name.endswith(long))[:1]
    return ()
