"""Whether a string is a shorter form of the name of a body: its tail, a company without its kind, an abbreviation."""

import re

from kg.components.distinct import of_its_own
from kg.components.spelling import bare, left_out, numbers
from kg.components.titles import words

_AREA_BEFORE = re.compile(r".*[省市区县州镇]")


def org(short: str, long: str) -> bool:
    """市委 for 蚌埠市委, 万达 for 万达集团, 教体局 for 教育和体育局, 市科协 for 重庆市科学技术协会."""
    a, b = bare(short).removeprefix("中共"), bare(long).removeprefix("中共")
    if len(a) >= len(b) or numbers(a) - numbers(b) or _league(a) != _league(b) or of_its_own(a, b):
        return False
    return _tail(a, b) or _company(a, b) or _abbreviates(a, b)


def _league(name: str) -> bool:
    """Whether a committee is of the Youth League, which has its own beside the party's."""
    return name.endswith("委") and (name.startswith(("共青团", "团")) or name[-3:-2] == "团")


def _tail(a: str, b: str) -> bool:
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
    missing = left_out(a, b)
    return missing is not None and not set(missing) & set("委局部厅院校社省市区县镇街")


def _short_head(name: str) -> str:
    """委员会 and 办公室 at the end as 委 and 办."""
    for long, short in (("委员会", "委"), ("省委会", "省委"), ("办公室", "办"), ("协会", "协"), ("联合会", "联")):
        if name.endswith(long) and len(name) > len(long) + 1:
            return name[: -len(long)] + short
    return name


def _party(name: str) -> bool:
    """Whether a name is of a committee of the party, which 教卫工作党委 is and 教委 is not."""
    return name.endswith("党委")


def _drops_member(a: str, b: str) -> bool:
    """Whether the short name says nothing of one of two members joined by 和: 规划局 is not 规划和建设局."""
    head, joined, tail = b.partition("和")
    members = (_AREA_BEFORE.sub("", head), tail[:-1]) if joined else ()
    return any(member and not set(member) & set(a) for member in members)
