"""Whether a string is a shorter form of another name in the same article, label by label."""

import re
from functools import cache

from kg.components.distinct import of_its_own
from kg.components.titles import words

_QUOTES = str.maketrans("", "", "“”‘’「」『』《》〈〉\"'（）() 　·•")
_DIGITS = re.compile(r"第[一二三四五六七八九十百零〇\d]+|\d+|[一二三四五六七八九十]+(?=[届次分支区中小大])")
_EDITION = re.compile(r"(\d{4}年?)?(第.{1,3}[届次期]|\d{4}年?|首届)")
_PEOPLES = re.compile(r"(?:(?:土家|布依|蒙古|哈萨克|[一-鿿])族)+自治[县州区]$")
_AREA = re.compile(r"(.*[省市区县州镇乡])(?:委|政府|人民政府|党委|人大|政协|纪委)")
_AREA_BEFORE = re.compile(r".*[省市区县州镇]")
_DATE = re.compile(r"(?:(\d{4})年)?(?:(今年|去年|明年))?(?:(\d{1,2})月)?份?(?:(\d{1,2})[日号])?")


@cache
def bare(name: str) -> str:
    """The name without quotation marks, brackets and white space."""
    return name.translate(_QUOTES)


def same_spelling(a: str, b: str) -> bool:
    """Whether two names differ only in marks, or in 中共 before a committee."""
    return bare(a).removeprefix("中共").removeprefix("中国共产党") == bare(b).removeprefix("中共")


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
    missing = _left_out(short, long) if len(short) >= 4 else None
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


def org(short: str, long: str) -> bool:
    """市委 for 蚌埠市委, 万达 for 万达集团, 教体局 for 教育和体育局, 市科协 for 重庆市科学技术协会."""
    a, b = bare(short).removeprefix("中共"), bare(long).removeprefix("中共")
    if len(a) >= len(b) or _numbers(a) - _numbers(b) or _league(a) != _league(b) or of_its_own(a, b):
        return False
    return _org_suffix(a, b) or _company(a, b) or _abbreviates(a, b)


def _league(name: str) -> bool:
    """Whether a committee is of the Youth League, which has its own beside the party's."""
    return name.endswith("委") and (name.startswith(("共青团", "团")) or name[-3:-2] == "团")


def _numbers(name: str) -> set[str]:
    return set(_DIGITS.findall(name))


def _org_suffix(a: str, b: str) -> bool:
    """A tail of the longer name, cut where an area or a whole word ends."""
    if not b.endswith(a) or len(a) < 2:
        return False
    rest = b[: -len(a)]
    return len(rest) >= 2 or rest[-1:] in "省市区县州镇乡村"


def _company(a: str, b: str) -> bool:
    """The longer name goes on with nothing but words like 股份有限公司, perhaps after an area."""
    at = b.find(a)
    if len(a) < 2 or at < 0 or (at > 0 and (len(a) < 4 or at > 6)):
        return False
    rest = b[at + len(a) :]
    for tail in words()["company_tails"]:
        rest = rest.replace(tail, "", 1)
    return not rest


def _abbreviates(a: str, b: str) -> bool:
    """The short name's characters stand in order in the long one, and nothing of weight is left out.

    市科协 begins with a level word: what stands before that level in the long name is the area.
    """
    a, b = _short_head(a), _short_head(b)
    if len(a) < 3 or b.startswith(a) or a[-1] != b[-1] or a[-2] in "省市区县州镇":
        return False
    if a[0] in "省市区县州镇" and a[0] in b[1:9]:
        a, b = a[1:], b[b.index(a[0], 1) + 1 :]
    elif a[0] != b[0]:
        return False
    if _party(a) != _party(b) or _drops_member(a, b):
        return False
    left_out = _left_out(a, b)
    return left_out is not None and not set(left_out) & set("委局部厅院校社省市区县镇街")


def _party(name: str) -> bool:
    """Whether a name is of a committee of the party, which 教卫工作党委 is and 教委 is not."""
    return name.endswith("党委")


def _drops_member(a: str, b: str) -> bool:
    """Whether the short name says nothing of one of two members joined by 和: 规划局 is not 规划和建设局."""
    head, joined, tail = b.partition("和")
    members = (_AREA_BEFORE.sub("", head), tail[:-1]) if joined else ()
    return any(member and not set(member) & set(a) for member in members)


def _short_head(name: str) -> str:
    """委员会 and 办公室 at the end as 委 and 办."""
    for long, short in (("委员会", "委"), ("省委会", "省委"), ("办公室", "办"), ("协会", "协"), ("联合会", "联")):
        if name.endswith(long) and len(name) > len(long) + 1:
            return name[: -len(long)] + short
    return name


def _left_out(a: str, b: str) -> str | None:
    """The characters of ``b`` that ``a`` leaves out, or None where ``a`` is no subsequence of it."""
    missing, k = [], 0
    for char in b:
        if k < len(a) and char == a[k]:
            k += 1
        else:
            missing.append(char)
    return "".join(missing) if k == len(a) else None


def _subsequence(a: str, b: str) -> bool:
    return _left_out(a, b) is not None


def event(short: str, long: str) -> bool:
    """启动仪式 for …启动仪式, a middle part left out, or the name in quotes with another head."""
    a, b = bare(short), bare(long)
    if len(a) >= len(b) or _numbers(a) - _numbers(b) or _edition(a, b):
        return False
    if b.endswith(a) or (b.startswith(a) and b[len(a) :] in words()["event_tails"]):
        return len(a) >= 2
    return len(a) >= 3 and a[-1] == b[-1] and _subsequence(a, b) and len(a) * 5 >= len(b)


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
